"""Attributes, methods, instances."""


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def plus(self, other):
        return Vector(self.x + other.x, self.y + other.y)


total, step = Vector(0, 0), Vector(1, 2)
for _ in range(1_000_000):
    total = total.plus(step)
assert (total.x, total.y) == (1_000_000, 2_000_000)
