# === Consumers take the items one after the other ===
import collections
import functools
import math
import sys
import traceback


def gen(*items):
    for item in items:
        yield item


print(tuple(x * 2 for x in range(20)), list(x for x in "abc"), sorted(-x for x in range(12)))
print(len(set(x % 40 for x in range(300))), sorted(set(str(x % 7) for x in range(30))), sorted(frozenset(x for x in (1, True, 2.0, 2))))
print(sum(x for x in range(1000)), sum((x / 4 for x in range(9)), 0.5), sum(gen(1, 2.5, 3, 2 ** 70)), sum(gen([1], [2]), []))
print(sum(gen(0.1, 0.2, 0.3)), sum(0.1 for _ in range(10)), sum(gen(1e16, 1, -1e16)), sum(gen(2 ** 62, 2 ** 62, -1)), sum(gen(True, False), True))
print(sum(gen(float("inf"), 1)), sum(gen(1, 1j, 0.5)), sum(gen()), sum(gen(), 2.5))
print(any(x > 3 for x in range(10)), all(x < 3 for x in range(10)), any(gen(0, "", None, [])), all(gen(1, "a", True, [0])), any(gen()), all(gen()))
print(min(x * x for x in range(-3, 3)), max((len(x), x) for x in ("a", "bb", "cc")), min(gen(), default="none"), max(gen("b", "a"), key=ord))
print("".join(str(x) for x in range(11)), ",".join(gen("a")), repr("-".join(gen())), b"".join(gen(b"x", b"y")))
print(dict((x, x * x) for x in range(5)), dict(gen("ab", [1, 2])), dict.fromkeys(gen("k", "l"), 0), bytes(x for x in range(5)), bytearray(gen(65, 66)))
print(3 in gen(1, 2, 3, 4), 5 in gen(1, 2), collections.Counter(x % 3 for x in range(10)), collections.deque(gen(1, 2, 3), 2))
print(math.prod(x for x in range(1, 6)), math.fsum(gen(0.1, 0.2, 0.3)), functools.reduce(lambda a, b: a - b, gen(10, 2, 3)))
items = [0]
items.extend(len(items) for _ in range(10))
items += (x for x in "yz")
items[1:3] = (x for x in "pqr")
print(items, [*gen(1), *gen(2, 3)], {*gen(1, 1)}, {1, 2, 3}.isdisjoint(gen(7, 8)), {1, 2, 3} & set(gen(2)), {1, 2}.union(gen(3, 1)), {1, 2}.difference(gen(1)), {1, 2}.issuperset(gen(1, 3)))

# === What is left when a consumer has enough ===
g = gen(1, 0, 2, 3, 0, 4)
print(all(g), next(g), any(g), 0 in g, list(g), tuple(g))


def closing(*items):
    try:
        for item in items:
            yield item
    finally:
        print("closed")


print(any(closing(0, 1, 2)))
print(2 in closing(1, 2, 3))

# === A list sees itself grow while it takes ===
grown = []
grown.extend(grown[-1] + 1 if grown else 0 for _ in range(6))
print(grown)
shown = [9]
shown.extend((shown.clear(), 5, len(shown))[1:] for _ in range(2))
print(shown)

# === An exception in the generator ===
def failing(n):
    for x in range(n):
        yield x
    raise ValueError(f"after {n}")


for consumer in (tuple, list, set, frozenset, sum, any, min, sorted, dict.fromkeys, collections.Counter, lambda g: g in g):
    try:
        consumer(failing(1))
    except ValueError as error:
        print(error, [frame.name for frame in traceback.extract_tb(error.__traceback__)])
g = failing(10)
partial = []
try:
    partial.extend(g)
except ValueError:
    print(partial, list(g))

# === An exception in the consumer ===
class Bad:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        raise KeyError(self.name)

    def __bool__(self):
        raise KeyError("bool " + self.name)


for make in (lambda g: set(g), lambda g: frozenset(g), lambda g: dict.fromkeys(g), lambda g: any(g), lambda g: sum(g), lambda g: max(g), lambda g: bytes(g), lambda g: "".join(g), lambda g: dict(g)):
    g = closing(0, 0, Bad("x"), 1)
    try:
        make(g)
    except Exception as error:
        print(type(error).__name__, error, len(list(g)))
try:
    set([x] for x in range(2))
except TypeError as error:
    print(error)

# === The generator is suspended while an item is taken ===
class Looking:
    def __init__(self, generator, act):
        self.generator, self.act = generator, act

    def __hash__(self):
        self.act(self.generator[0])
        return 1

    def __eq__(self, other):
        return self is other


def looked_at(holder, act, n):
    for x in range(n):
        yield Looking(holder, act)


def consume(act, n=3):
    holder = []
    holder.append(looked_at(holder, act, n))
    try:
        return len(set(holder[0]))
    except BaseException as error:
        return repr(error)
    finally:
        holder.clear()


print(consume(lambda g: print(g.gi_running, g.gi_frame is not None, g.gi_suspended)))
print(consume(lambda g: next(g, None), 7))
print(consume(lambda g: g.close()))
print(consume(lambda g: list(g), 4))
print(consume(lambda g: len(set(x.act and 1 for x in g)), 4))


def stop_it(g):
    try:
        g.throw(LookupError("thrown"))
    except LookupError as error:
        print(error)


print(consume(stop_it))


def awaited(inner, log):
    log.append((yield from inner))


def entangled():
    """The consumer makes another chain wait for the generator that is being consumed."""
    log, outer = [], []

    class Item:
        def __init__(self, n):
            self.n = n

        def __hash__(self):
            if self.n == 1:
                outer.append(awaited(source, log))
                next(outer[0])
            return self.n

    def items():
        for n in range(5):
            yield Item(n)
        return "end"

    source = items()
    print(sorted(item.n for item in set(source)), log)
    print([item.n for item in outer[0]], log)


entangled()

# === A generator that is running already ===
def own():
    yield 1
    yield list(me)


for consumer in (list, tuple, set, sum, any, lambda g: 5 in g):
    me = own()
    try:
        print(consumer(me))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

# === StopIteration raised inside ===
def stops():
    yield 1
    raise StopIteration("mine")


for consumer in (list, tuple, set, sum, all, sorted, dict.fromkeys):
    try:
        consumer(stops())
    except RuntimeError as error:
        print(error, repr(error.__cause__))
try:
    list(next(iter(())) for _ in range(2))
except RuntimeError as error:
    print(error)
try:
    print(tuple(x for x in gen(1) for y in map(next, [iter(())])))
except RuntimeError as error:
    print(error)

# === Subclasses ===
class Pair(tuple):
    def __new__(cls, items, extra=None):
        self = super().__new__(cls, items)
        self.extra = extra
        return self


class Stack(list):
    def append(self, item):
        print("not called")


class Names(set):
    def add(self, item):
        print("not called")


pair = Pair((x for x in "ab"), extra=1)
print(pair, type(pair).__name__, pair.extra, Stack(x for x in range(2)), sorted(Names(x for x in "ba")))


class Total:
    def __init__(self, n):
        self.n = n

    def __radd__(self, other):
        return Total(self.n + (other if isinstance(other, int) else other.n))

    __add__ = __radd__


print(sum(Total(x) for x in range(4)).n)

# === Chains, nests and what a generator was sent ===
def outer(n):
    got = yield from inner(n)
    yield got


def inner(n):
    for x in range(n):
        print("received", (yield x))
    return "done"


print(list(outer(2)), tuple(outer(0)))


def delegating(*sources):
    for source in sources:
        print("result", (yield from source))


print(list(delegating([1, 2], "ab", outer(1), range(2), {"k": 0}, gen(5))), sum(delegating([1, 2], (3,))), any(delegating([0, 1, 2])))
print(set(delegating([1, 2, 1])), max(delegating(gen(3), [7, 4])), tuple(delegating([])), 2 in delegating([1, 2, 3]))


def nested(n):
    yield n
    if n:
        yield tuple(nested(n - 1))
        yield sum(1 for _ in nested(n - 1))


print(list(nested(3)))
print(sum(sum(sum(z for z in range(y)) for y in range(x)) for x in range(12)))


def deep():
    yield sum(1 for _ in deep())


try:
    list(deep())
except RecursionError as error:
    print(error)

# === Exceptions being handled belong to whoever handles them ===
def handling():
    try:
        raise KeyError("inside")
    except KeyError:
        yield sys.exception()
        yield sys.exception()


class Seen:
    def __hash__(self):
        print("while hashing", repr(sys.exception()))
        return 5


def with_seen():
    try:
        raise KeyError("inside")
    except KeyError:
        yield Seen()
        print("after", repr(sys.exception()))


try:
    raise IndexError("outside")
except IndexError:
    print(list(handling()))
    print(len(set(with_seen())), repr(sys.exception()))

# === Frames ===
def caller():
    return list(sys._getframe(1).f_code.co_name for _ in range(2)), {f.f_code.co_name for f in frames()}


def frames():
    yield sys._getframe()
    yield sys._getframe(1)


class Where:
    def __hash__(self):
        print(sys._getframe(1).f_code.co_name)
        return 0


def place():
    return len(set(Where() for _ in range(1)))


print(caller()[0], sorted(caller()[1]), place())

# === An uncaught error ===
def last(n):
    return set(
        1 // (n - x)
        for x in range(5)
    )


last(2)
