"""Find places in sorted lists by halving."""


def bisect_right(a, x, lo=0, hi=None, *, key=None):
    """The place after all items that are not greater than x."""
    if lo < 0:
        raise ValueError("lo must be non-negative")
    high = len(a) if hi is None else hi
    if key is None:
        while lo < high:
            middle = (lo + high) >> 1
            if x < a[middle]:
                high = middle
            else:
                lo = middle + 1
    else:
        while lo < high:
            middle = (lo + high) >> 1
            if x < key(a[middle]):
                high = middle
            else:
                lo = middle + 1
    return lo


def bisect_left(a, x, lo=0, hi=None, *, key=None):
    """The place before all items that are not less than x."""
    if lo < 0:
        raise ValueError("lo must be non-negative")
    high = len(a) if hi is None else hi
    if key is None:
        while lo < high:
            middle = (lo + high) >> 1
            if a[middle] < x:
                lo = middle + 1
            else:
                high = middle
    else:
        while lo < high:
            middle = (lo + high) >> 1
            if key(a[middle]) < x:
                lo = middle + 1
            else:
                high = middle
    return lo


def insort_right(a, x, lo=0, hi=None, *, key=None):
    """Insert x after all items that are not greater; key is applied to x, too."""
    place = bisect_right(a, x if key is None else key(x), lo, hi, key=key)
    a.insert(place, x)


def insort_left(a, x, lo=0, hi=None, *, key=None):
    """Insert x before all items that are not less; key is applied to x, too."""
    place = bisect_left(a, x if key is None else key(x), lo, hi, key=key)
    a.insert(place, x)


try:
    from _bisect import *
except ImportError:
    pass

bisect = bisect_right
insort = insort_right
