import gc
import weakref

# === Switches and counts ===
print(gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable(), gc.isenabled(), len(gc.get_threshold()), len(gc.get_count()), gc.garbage, gc.get_debug())
gc.set_threshold(500, 5, 5)
print(gc.get_threshold()[0])
gc.collect()
print(gc.collect(), gc.collect(0), gc.collect(2))
for bad in (lambda: gc.collect(5), lambda: gc.collect("x")):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


# === Cycles through every kind of object ===
class Node:
    pass


def dies(make):
    gc.disable()
    node = Node()
    watch = weakref.ref(node)
    make(node)
    del node
    before = watch() is not None
    gc.collect()
    return before, watch() is None


def by_attribute(node): node.me = node
def by_list(node): node.x = [node]
def by_dict(node): node.x = {"k": node}
def by_key(node): node.x = {node: 1}
def by_set(node): node.x = {node}
def by_tuple(node): node.x = (1, (node,))
def by_closure(node): node.x = lambda: node
def by_method(node): node.x = node.__init__
def by_default(node):
    def f(n=node): ...
    node.x = f


def by_generator(node):
    def g(n):
        yield n
    node.x = g(node)
    next(node.x)


def by_coroutine(node):
    async def c(n): ...
    node.x = c(node)
    node.x.close()


def by_exception(node):
    try:
        raise ValueError(node)
    except ValueError as error:
        node.x = error


def by_class(node):
    class C:
        n = node
    node.x = C


def by_iterator(node): node.x = iter([node])
def by_partial(node):
    import functools
    node.x = functools.partial(print, node)


def by_deque(node):
    import collections
    node.x = collections.deque([node])


def by_property(node):
    node.x = property(lambda self: node)


def by_slice(node): node.x = slice(node)
def by_map(node): node.x = map(print, [node])
def by_enumerate(node): node.x = enumerate([node])
def by_future(node):
    import asyncio
    loop = asyncio.new_event_loop()
    node.x = loop.create_future()
    node.x.set_result(node)
    loop.close()


def by_context(node):
    import contextvars
    v = contextvars.ContextVar("v")
    c = contextvars.copy_context()
    c.run(v.set, node)
    node.x = c


def by_two(node):
    other = Node()
    node.x, other.x = other, node


for make in (by_attribute, by_list, by_dict, by_key, by_set, by_tuple, by_closure, by_method, by_default, by_generator, by_coroutine, by_exception, by_class, by_iterator, by_partial, by_deque, by_property, by_slice, by_map, by_enumerate, by_future, by_context, by_two):
    print(make.__name__, *dies(make))
gc.enable()

# === Objects that are reachable survive ===
kept = Node()
kept.me = kept
watch = weakref.ref(kept)
gc.collect()
print(watch() is kept, gc.is_tracked([]), gc.is_tracked(5), gc.is_tracked("a"), any(o is kept for o in gc.get_objects()), any(r is vars(kept) or r is kept for r in gc.get_referrers(kept)), kept in gc.get_referents([kept]))


# === Finalizers of a cycle run once, and may resurrect ===
class Final:
    def __init__(self, name):
        self.name = name
        self.me = self

    def __del__(self):
        print("final", self.name)
        if self.name == "saved":
            survivors.append(self)


survivors = []
Final("a")
Final("saved")
gc.collect()
print(len(survivors), survivors[0].name)
survivors.clear()
gc.collect()
print("nothing more")

# === Much garbage is collected without asking ===
gc.set_threshold(700)
alive = weakref.WeakSet()


class Counted:
    pass


for _ in range(20_000):
    c = Counted()
    c.me = c
    alive.add(c)
del c
print(len(alive) < 20_000)
