# /// case
# stdin = "first\nzweite ü\nthird\nrest\nof it"
# ///
import io
import sys

# === What they are ===
for stream in (sys.stdin, sys.stdout, sys.stderr):
    print(repr(stream), stream.name, stream.mode, stream.closed, stream.fileno(), stream.isatty())
    print(stream.readable(), stream.writable(), isinstance(stream, io.TextIOBase), isinstance(stream.buffer, io.IOBase))
    print(stream.buffer.name, stream.buffer.mode)

# === Reading by parts ===
print(repr(sys.stdin.readline()), repr(sys.stdin.read(8)), repr(sys.stdin.readline(2)))
print(sys.stdin.readlines())
print(repr(sys.stdin.read()), repr(sys.stdin.readline()))

# === Bytes ===
sys.stdout.flush()
print(sys.stdout.buffer.write(b"bytes\n"))
sys.stdout.buffer.flush()

# === What cannot be written ===
for action in (
    lambda: print("abc\udfff"),
    lambda: sys.stdout.write("\ud800"),
    lambda: sys.stdout.write(3),
    lambda: sys.stdin.write("a"),
    lambda: sys.stdout.read(),
    lambda: sys.stdout.buffer.write("a"),
):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)
sys.stderr.write("\ud800 to stderr\n")

# === Closed ===
sys.stdout.flush()
sys.stderr.write("now closed\n")
sys.stdout.close()
print("never")
