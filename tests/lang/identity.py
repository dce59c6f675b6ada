# === Singletons ===
print(None is None, True is True, ... is Ellipsis, NotImplemented is NotImplemented)
print(type(None), type(...), type(NotImplemented), repr(None), repr(...), repr(NotImplemented))

# === Objects and their copies ===
a = [1, 2]
b = a
c = a[:]
print(a is b, a is c, a == c, a is not c, id(a) == id(b), id(a) == id(c))
t = (1, 2)
print(t[:] is t, tuple(t) is t, list(a) is a)
s = "text"
print(str(s) is s, s[:] is s, s.strip() is s, frozenset(f := frozenset([1])) is f)
x = 10**30
print(int(x) is x, float(y := 1.5) is y)

# === Bound methods are made anew ===
class Thing:
    def method(self):
        return self

    @staticmethod
    def plain():
        pass

    @classmethod
    def of_class(cls):
        return cls


thing = Thing()
print(thing.method is thing.method, thing.method == thing.method, thing.method.__self__ is thing)
print(Thing.plain is Thing.plain, Thing.method is Thing.method, thing.method.__func__ is Thing.method, Thing.of_class() is Thing)
print(thing.method == Thing().method, hash(thing.method) == hash(thing.method))

# === Names share, rebinding does not ===
first = second = []
first.append(1)
print(first, second, first is second)
first = first + [2]
print(first, second)
third = second
third += [3]
print(second, third, second is third)
n = m = 5
n += 1
print(n, m)

# === Default arguments are evaluated once ===
def collect(item, into=[]):
    into.append(item)
    return into


print(collect(1), collect(2), collect(3, []), collect(4) is collect(5))

# === Types are objects ===
print(type(1) is int, type(int) is type, type(type) is type, int is int, Thing is type(thing), type(thing) == Thing)
print(isinstance(thing, Thing), isinstance(Thing, type), issubclass(bool, int), issubclass(Thing, object))
row = [[]] * 3
row[0].append(1)
print(row, row[0] is row[2])
grid = [[] for _ in range(3)]
grid[0].append(1)
print(grid)
