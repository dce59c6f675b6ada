# === Numbers ===
def fact(n):
    return 1 if n <= 1 else n * fact(n - 1)


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def ackermann(m, n):
    if m == 0:
        return n + 1
    return ackermann(m - 1, 1) if n == 0 else ackermann(m - 1, ackermann(m, n - 1))


def gcd(a, b):
    return a if b == 0 else gcd(b, a % b)


print(fact(20), fact(30), fib(18), ackermann(2, 3), gcd(1071, 462))


# === Mutual recursion ===
def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


print(even(100), odd(7), even(301))


# === Structures ===
def flatten(x):
    return [z for y in x for z in (flatten(y) if isinstance(y, list) else [y])]


def permutations(items):
    if not items:
        return [[]]
    return [[x] + rest for i, x in enumerate(items) for rest in permutations(items[:i] + items[i + 1:])]


def hanoi(n, a, b, c, moves):
    if n:
        hanoi(n - 1, a, c, b, moves)
        moves.append(f"{a}{c}")
        hanoi(n - 1, b, a, c, moves)
    return moves


def power_set(s):
    return [[]] if not s else [r + t for r in power_set(s[1:]) for t in ([], [s[0]])]


print(flatten([1, [2, [3, [4]], 5], [[]]]), permutations([1, 2, 3]), " ".join(hanoi(3, "A", "B", "C", [])), power_set([1, 2, 3]))


# === Trees with classes and generators ===
class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def insert(self, value):
        side = "left" if value < self.value else "right"
        child = getattr(self, side)
        if child:
            child.insert(value)
        else:
            setattr(self, side, Tree(value))

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right

    def depth(self):
        return 1 + max((t.depth() for t in (self.left, self.right) if t), default=0)


tree = Tree(50)
for i in range(1, 40):
    tree.insert((i * 37) % 100)
print(list(tree), tree.depth())


def queens(n, row=0, columns=()):
    if row == n:
        yield columns
    for c in range(n):
        if all(c != k and abs(c - k) != row - r for r, k in enumerate(columns)):
            yield from queens(n, row + 1, columns + (c,))


print(list(queens(5)), sum(1 for _ in queens(6)))


# === Deep but finite ===
def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


print(down(900))
nested = []
for _ in range(50):
    nested = [nested]
print(nested)


def countdown(n):
    if n == 0:
        raise ValueError("liftoff")
    countdown(n - 1)


countdown(2)
