import io
import os
import sys

# === Text in memory ===
s = io.StringIO()
print(s.write("hello "), s.write("world\n"), s.writelines(["a\n", "b"]), s.getvalue(), s.tell(), s.seek(0), s.read(5), s.readline(), s.readlines(), s.read())
s = io.StringIO("one\ntwo\nthree")
print(list(s), s.seek(0), next(s), s.tell(), s.seek(0), s.readlines(4), s.truncate(3), s.getvalue(), s.readable(), s.writable(), s.seekable(), s.closed, s.isatty())
s.seek(0)
s.write("X")
print(s.getvalue(), s.seek(0, 2), s.write("end"), s.getvalue())
s.close()
for attempt in (lambda: s.read(), lambda: s.write("x"), lambda: io.StringIO().write(5), lambda: io.StringIO(5), lambda: io.StringIO().seek(-1), lambda: io.StringIO("a").seek(1, 1), lambda: io.StringIO().read("x")):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)
with io.StringIO("managed") as m:
    print(m.read())
print(m.closed, io.StringIO("a\r\nb").readlines(), io.StringIO("a\r\nb", newline=None).readlines(), io.StringIO("x", newline="\r\n").getvalue())

# === Bytes in memory ===
b = io.BytesIO(b"abc\ndef")
print(b.read(2), b.readline(), b.tell(), b.read(), b.getvalue(), b.seek(1), b.write(b"ZZ"), b.getvalue(), bytes(b.getbuffer()[:2]), b.readinto(bytearray(2)), b.seek(-2, 2), b.read())
try:
    b.write("text")
except TypeError as error:
    print(error)
t = io.TextIOWrapper(io.BytesIO("é\nb".encode()), encoding="utf-8")
print(t.read(), t.encoding)

# === Files ===
path = "io_stringio.tmp"
with open(path, "w") as f:
    print(f.write("line 1\nline 2\n"), f.mode, f.name, f.closed)
    print("printed", 3, file=f)
with open(path) as f:
    print(f.read(6), repr(f.readline()), f.readlines(), repr(f.read()))
with open(path, "a") as f:
    f.write("appended é")
with open(path, encoding="utf-8") as f:
    for number, line in enumerate(f, 1):
        print(number, repr(line))
with open(path, "rb") as f:
    print(f.read(4), f.seek(0, 2), f.tell())
with open(path, "r+") as f:
    f.write("LINE")
    f.seek(0)
    print(f.readline())
try:
    open(path, "x")
except FileExistsError as error:
    print(error, error.errno, error.filename)
os.remove(path)
for attempt in (lambda: open(path), lambda: open(path, "q"), lambda: open("."), lambda: open(path, "rw"), lambda: open(5.5), lambda: open("", "w"), lambda: os.remove(path), lambda: open("no/such/dir/f", "w"), lambda: open(path, "rb", encoding="utf-8")):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)

# === Standard streams ===
print(sys.stdout.writable(), sys.stdin.readable(), sys.stdout.name, sys.stderr.name, sys.stdout.encoding, sys.stdout is sys.__stdout__, sys.stdout.fileno(), sys.stdin.read())
sys.stdout.write("written\n")
print("to stderr", file=sys.stderr)
old, sys.stdout = sys.stdout, io.StringIO()
print("hidden")
hidden, sys.stdout = sys.stdout.getvalue(), old
print(repr(hidden), isinstance(sys.stdout, io.TextIOBase), isinstance(io.BytesIO(), io.IOBase), io.SEEK_SET, io.DEFAULT_BUFFER_SIZE > 0)


class Doubler(io.StringIO):
    def write(self, text):
        return super().write(text * 2)


d = Doubler()
print("ab", end="", file=d)
print(d.getvalue())


class Sink:
    def write(self, text):
        collected.append(text)


collected = []
print("a", 1, file=Sink())
print(collected)
print("x", file=object())
