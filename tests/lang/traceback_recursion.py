"""Repeated frames are folded after three."""
import sys
import traceback


def down(n):
    if n == 0:
        raise ValueError("bottom")
    down(n - 1)


def ping(n):
    return pong(n - 1)


def pong(n):
    if n <= 0:
        raise KeyError("ping-pong")
    return ping(n - 1)


# === Shallow ones are shown in full ===
for depth in (1, 2, 3, 4, 5, 10):
    try:
        down(depth)
    except ValueError:
        traceback.print_exc(file=sys.stdout)

# === Alternating frames are never folded ===
try:
    ping(6)
except KeyError:
    traceback.print_exc(file=sys.stdout)


# === Two runs of repeats ===
def first(n):
    if n:
        first(n - 1)
    else:
        second(5)


def second(n):
    if n: second(n - 1)
    else: 1 / 0


try:
    first(5)
except ZeroDivisionError:
    traceback.print_exc(file=sys.stdout)


# === Uncaught ===
class Node:
    def __init__(self, child=None):
        self.child = child

    def total(self):
        return 1 + self.child.total()


node = None
for _ in range(20):
    node = Node(node)
node.total()
