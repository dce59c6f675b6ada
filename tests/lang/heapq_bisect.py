import heapq
from bisect import *
from heapq import *

# === Heaps ===
h = []
for x in [5, 2, 8, 1, 9, 3]:
    heappush(h, x)
print(h, h[0], heappop(h), h, heappushpop(h, 4), h, heappushpop(h, 0), heapreplace(h, 7), h)
out = []
while h:
    out.append(heappop(h))
print(out)
data = [9, 4, 7, 1, 8, 2]
heapify(data)
print(data, nsmallest(3, [5, 1, 4, 2]), nlargest(2, [5, 1, 4]), nsmallest(2, ["bb", "a", "ccc"], key=len), nlargest(10, [1, 2]), nsmallest(0, [1]), list(merge([1, 4], [2, 3], [0])), list(merge([3, 1], [2], reverse=True)), list(merge("ac", "b", key=str.upper)))

# === Ties and tuples ===
tasks = []
for priority, name in [(2, "b"), (1, "z"), (2, "a"), (1, "c")]:
    heappush(tasks, (priority, name))
print([heappop(tasks) for _ in range(4)])


class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n > other.n


items = [Item(n) for n in (3, 1, 2)]
heapify(items)
print([heappop(items).n for _ in range(3)])
for attempt in ("heappop([])", "heapreplace([], 1)", "heappush(5, 1)", "heappush([1], 'a')", "heapify((1, 2))", "nsmallest('a', [1])"):
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)

# === Binary search ===
a = [1, 3, 3, 5, 9]
print(bisect_left(a, 3), bisect_right(a, 3), bisect(a, 4), bisect_left(a, 0), bisect_right(a, 99), bisect_left(a, 3, 2), bisect_left(a, 3, 0, 1), bisect([], 1))
insort(a, 4)
insort_left(a, 3)
insort_right(a, 100)
print(a, [("F", "D", "C", "B", "A")[bisect([60, 70, 80, 90], s)] for s in (33, 99, 77, 70, 89, 90)])
words = ["a", "bbb", "ccccc"]
print(bisect_left(words, 3, key=len), bisect_right(words, 3, key=len), [insort(words, "dd", key=len), words][1], bisect(range(0, 100, 10), 35))
try:
    bisect_left([1, 2], 1, -1)
except ValueError as error:
    print(error)


def dijkstra(graph, start):
    seen, queue = {}, [(0, start)]
    while queue:
        cost, node = heappop(queue)
        if node in seen:
            continue
        seen[node] = cost
        for other, weight in graph.get(node, {}).items():
            heappush(queue, (cost + weight, other))
    return seen


print(dijkstra({"a": {"b": 7, "c": 3}, "c": {"b": 1, "d": 8}, "b": {"d": 2}}, "a"))
import random

random.seed(3)
values = [random.randrange(1000) for _ in range(300)]
heapify(values)
print([heappop(values) for _ in range(300)] == sorted([random.seed(3)] and [random.randrange(1000) for _ in range(300)]))
bisect_left([1, "a"], 2)
