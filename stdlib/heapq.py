"""Priority queues in lists: heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2] for all k.

The functions named *_max keep the opposite order.
"""

__all__ = [
    "heappush", "heappop", "heapify", "heapreplace", "heappushpop", "heappush_max", "heappop_max",
    "heapify_max", "heapreplace_max", "heappushpop_max", "nlargest", "nsmallest", "merge",
]


def _rise(heap, top, place):
    """Move the item at a place up, not above top, until its parent is not greater."""
    item = heap[place]
    while place > top:
        above = (place - 1) >> 1
        parent = heap[above]
        if not item < parent:
            break
        heap[place] = parent
        place = above
    heap[place] = item


def _settle(heap, top):
    """Move the item at top down to a leaf, always to the lesser child, and up again.

    Most items that are put at the top belong near the leaves; this saves comparisons.
    """
    size = len(heap)
    item = heap[top]
    place = top
    child = 2 * top + 1
    while child < size:
        right = child + 1
        if right < size and not heap[child] < heap[right]:
            child = right
        heap[place] = heap[child]
        place, child = child, 2 * child + 1
    heap[place] = item
    _rise(heap, top, place)


def heappush(heap, item):
    """Add an item."""
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap):
    """Remove and return the least item."""
    last = heap.pop()
    if not heap:
        return last
    least, heap[0] = heap[0], last
    _settle(heap, 0)
    return least


def heapreplace(heap, item):
    """Remove and return the least item, then add one; the heap must not be empty."""
    least, heap[0] = heap[0], item
    _settle(heap, 0)
    return least


def heappushpop(heap, item):
    """Add an item, then remove and return the least."""
    if heap and heap[0] < item:
        return heapreplace(heap, item)
    return item


def heapify(x):
    """Make a list a heap, in place and in linear time."""
    for place in reversed(range(len(x) // 2)):
        _settle(x, place)


def _rise_max(heap, top, place):
    item = heap[place]
    while place > top:
        above = (place - 1) >> 1
        parent = heap[above]
        if not parent < item:
            break
        heap[place] = parent
        place = above
    heap[place] = item


def _settle_max(heap, top):
    size = len(heap)
    item = heap[top]
    place = top
    child = 2 * top + 1
    while child < size:
        right = child + 1
        if right < size and not heap[right] < heap[child]:
            child = right
        heap[place] = heap[child]
        place, child = child, 2 * child + 1
    heap[place] = item
    _rise_max(heap, top, place)


def heappush_max(heap, item):
    """Add an item to a max-heap."""
    heap.append(item)
    _rise_max(heap, 0, len(heap) - 1)


def heappop_max(heap):
    """Remove and return the greatest item of a max-heap."""
    last = heap.pop()
    if not heap:
        return last
    greatest, heap[0] = heap[0], last
    _settle_max(heap, 0)
    return greatest


def heapreplace_max(heap, item):
    """Remove and return the greatest item of a max-heap, then add one."""
    greatest, heap[0] = heap[0], item
    _settle_max(heap, 0)
    return greatest


def heappushpop_max(heap, item):
    """Add an item to a max-heap, then remove and return the greatest."""
    if heap and item < heap[0]:
        return heapreplace_max(heap, item)
    return item


def heapify_max(x):
    """Make a list a max-heap, in place and in linear time."""
    for place in reversed(range(len(x) // 2)):
        _settle_max(x, place)


try:
    from _heapq import *
except ImportError:
    pass


def merge(*iterables, key=None, reverse=False):
    """Iterate over several sorted inputs as one; equal items come in the order of the inputs."""
    if reverse:
        make, pop, replace, sign = heapify_max, heappop_max, heapreplace_max, -1
    else:
        make, pop, replace, sign = heapify, heappop, heapreplace, 1
    heap = []
    for order, iterable in enumerate(iterables):
        step = iter(iterable).__next__
        try:
            value = step()
        except StopIteration:
            continue
        # The order decides between equal keys, so that values are never compared twice.
        heap.append([value if key is None else key(value), order * sign, step, value])
    make(heap)
    while len(heap) > 1:
        try:
            while True:
                entry = heap[0]
                step, value = entry[2], entry[3]
                yield value
                value = entry[3] = step()
                entry[0] = value if key is None else key(value)
                replace(heap, entry)
        except StopIteration:
            pop(heap)
    if heap:
        _, _, step, value = heap[0]
        yield value
        yield from step.__self__


def nsmallest(n, iterable, key=None):
    """The n least items, sorted: like sorted(iterable, key=key)[:n]."""
    if n == 1:
        return _single(min, iterable, key)
    if _covers(n, iterable):
        return sorted(iterable, key=key)[:n]
    return _select(n, iterable, key, 1, heapify_max, heapreplace_max)


def nlargest(n, iterable, key=None):
    """The n greatest items, sorted: like sorted(iterable, key=key, reverse=True)[:n]."""
    if n == 1:
        return _single(max, iterable, key)
    if _covers(n, iterable):
        return sorted(iterable, key=key, reverse=True)[:n]
    return _select(n, iterable, key, -1, heapify, heapreplace)


def _single(extreme, iterable, key):
    nothing = object()
    found = extreme(iter(iterable), default=nothing, key=key)
    return [] if found is nothing else [found]


def _covers(n, iterable):
    """Are all items wanted?"""
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        return False
    return n >= size


def _select(n, iterable, key, sign, make, replace):
    """Keep the best n in a heap whose top is the worst of them."""
    source = iter(iterable)
    heap = [
        (item if key is None else key(item), place * sign, item)
        for place, item in zip(range(n), source)
    ]
    if not heap:
        return heap
    make(heap)
    worst = heap[0][0]
    place = n * sign
    for item in source:
        rank = item if key is None else key(item)
        if rank < worst if sign > 0 else worst < rank:
            replace(heap, (rank, place, item))
            worst = heap[0][0]
            place += sign
    heap.sort(reverse=sign < 0)
    return [item for _, _, item in heap]
