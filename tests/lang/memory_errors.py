"""Requests that no machine can serve are exceptions."""


def attempt(name, f):
    try:
        result = f()
    except (MemoryError, OverflowError) as error:
        print(name, "->", type(error).__name__, error)
    else:
        print(name, "->", result)


# === Repetition ===
attempt("list", lambda: [0] * 2**60)
attempt("list of three", lambda: [1, 2, 3] * 2**60)
attempt("tuple", lambda: (0,) * 2**60)
attempt("str", lambda: "a" * 2**60)
attempt("wide str", lambda: "𝄞" * 2**60)
attempt("bytes", lambda: b"a" * 2**60)
attempt("bytearray", lambda: bytearray(b"a") * 2**60)
attempt("beyond an index", lambda: [0] * 2**70)
attempt("beyond an index, str", lambda: "a" * 2**70)
attempt("empty", lambda: [] * 2**62)

# === Sizes given directly ===
attempt("bytes(n)", lambda: bytes(2**60))
attempt("bytearray(n)", lambda: bytearray(2**60))
attempt("bytes beyond an index", lambda: bytes(2**70))
attempt("shift", lambda: 1 << 2**62)
attempt("shift beyond", lambda: 1 << 2**70)
attempt("right shift beyond", lambda: 5 >> 2**70)
attempt("zero shifted", lambda: 0 << 2**70)
attempt("center", lambda: "a".center(2**60))
attempt("ljust", lambda: b"a".ljust(2**60))
attempt("zfill", lambda: "1".zfill(2**60))
attempt("len of a range", lambda: len(range(2**70)))
attempt("list of a range", lambda: list(range(2**62)))

# === In place: the object is as before ===
items = [1, 2]
try:
    items *= 2**60
except MemoryError:
    print("items", items)
buffer = bytearray(b"ab")
try:
    buffer *= 2**60
except MemoryError:
    print("buffer", buffer)

# === Life goes on after the error ===
print(sum([0] * 1000), len("a" * 1000), MemoryError.__mro__[1].__name__, repr(MemoryError("m")))


def need(n):
    return [None] * n


need(2**60)
