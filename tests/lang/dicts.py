# === Making dictionaries ===
print({}, {1: 2}, {"a": 1, "b": [2]}, dict(), dict(a=1, b=2), dict([(1, 2), (3, 4)]), dict({1: 2}, x=3), {**{1: 2}, 3: 4, **{1: 5}}, dict(zip("ab", [1, 2])), dict(["ab", "cd"]))
print(dict.fromkeys("abc"), dict.fromkeys([1, 2], 0), {i: i * i for i in range(4)}, {1: "int", 1.0: "float", True: "bool"})

# === Order is that of insertion ===
d = {"z": 1, "a": 2}
d["m"] = 3
d["z"] = 10
print(d, list(d), d.popitem(), d)
del d["z"]
d["z"] = 0
print(d, list(reversed(d)), list(d.items())[::-1])

# === Access ===
d = {"a": 1, None: 2, (1, 2): 3, 5: "five"}
print(d["a"], d[None], d[1, 2], d.get("a"), d.get("x"), d.get("x", 0), "a" in d, "x" not in d, len(d), d.setdefault("a", 9), d.setdefault("new", []), d.pop("new"), d.pop("gone", "default"))
for attempt in ("d['missing']", "d[(9,)]", "d.pop('x')", "d[[]]", "d[{}] = 1", "{}.popitem()", "dict(5)", "dict([1])", "dict([(1, 2, 3)])", "dict(['a'])", "del d['x']", "d.get()", "{1: 2} + {3: 4}",
                "{**5}", "dict(1, 2)", "d.setdefault()", "{} < {}", "dict.fromkeys(5)"):
    try:
        exec(attempt)
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)

# === Update and union ===
d = {1: "a"}
d.update({2: "b"}, x=3)
d.update([(4, "d")])
print(d, d.update(), d | {1: "z", 9: 9}, {0: 0} | d)
d |= {"x": "new"}
d |= [(7, 7)]
print(d, d.copy() == d, d.copy() is d, d.clear(), d)

# === Views follow the dictionary ===
d = {"a": 1, "b": 2}
keys, values, items = d.keys(), d.values(), d.items()
d["c"] = 3
print(keys, values, items, len(keys), "c" in keys, 3 in values, ("c", 3) in items, ("c", 4) in items)
print(sorted(keys & {"a", "z"}), sorted(keys | {"z"}), sorted(keys - {"a"}), sorted(keys ^ {"a", "z"}), keys == {"a", "b", "c"}, keys.isdisjoint({"q"}), list(values), dict(items))
print(keys.mapping, repr({}.keys()), [*d], (*d.values(),), list(reversed(d.values())))

# === Changing while iterating ===
for change in ("d['new'] = 1", "del d['a']", "d.clear()"):
    d = {"a": 1, "b": 2}
    try:
        for key in d:
            exec(change)
    except RuntimeError as error:
        print(change, "->", error)
d = {"a": 1, "b": 2}
for key in d:
    d[key] += 10
print(d)
try:
    for key, value in d.items():
        d.pop(key)
        d[key + "2"] = value
except RuntimeError as error:
    print(error)
for key in list(d):
    del d[key]
print(d)

# === Many entries, removed and put back ===
d = {i: i for i in range(1000)}
for i in range(0, 1000, 2):
    del d[i]
for i in range(0, 100, 2):
    d[i] = -i
print(len(d), list(d)[:3], list(d)[-3:], sum(d.values()), 501 in d, 500 in d, d[98])
d = {}
for i in range(100):
    d[i] = i
    if i >= 5:
        del d[i - 5]
print(d)

# === Missing keys ===
class Counter(dict):
    def __missing__(self, key):
        print("missing", key)
        return 0


c = Counter(a=1)
c["x"] += 1
print(c["a"], c["nothing"], c.get("nothing"), c, type(c.copy()).__name__, "nothing" in c)

# === Recursive and nested ===
d = {"self": None}
d["self"] = d
print(d, {"a": {"b": {"c": 1}}}["a"]["b"], {1: {}} == {1: {}})
print({"k": (1, 2)}, {(1,): []}, str({"q": 'it\'s'}), f"{ {'a': 1}['a'] }", {1: 2}.__contains__(1))


# === Key errors keep their key's repr ===
def lookup(table, *path):
    for key in path:
        table = table[key]
    return table


print(lookup({"a": {"b": 5}}, "a", "b"))
print(lookup({"a": {"b": 5}}, "a", "c"))
