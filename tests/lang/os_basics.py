import os
import os.path

# === Paths ===
print(os.path.join("a", "b", "c.txt"), os.path.join("a", "/b"), os.path.join("a", ""), os.path.basename("/x/y.txt"), os.path.dirname("/x/y.txt"), os.path.split("/x/y"), os.path.splitext("a.tar.gz"), os.path.splitext(".hidden"), os.path.normpath("a/./b/../c//d"), os.path.isabs("/a"), os.path.commonprefix(["abc", "abd"]), os.path.relpath("/a/b", "/a/c"), os.sep, os.pathsep, os.curdir, os.linesep == "\n")

# === Files and folders, in the current one ===
os.mkdir("made")
with open("made/file.txt", "w") as f:
    f.write("hello")
print(os.path.exists("made"), os.path.isdir("made"), os.path.isfile("made/file.txt"), os.path.getsize("made/file.txt"), os.listdir("made"), os.stat("made/file.txt").st_size, os.path.exists("gone"))
os.makedirs("made/deep/er", exist_ok=True)
os.rename("made/file.txt", "made/renamed.txt")
print([(os.path.basename(base), sorted(folders), sorted(files)) for base, folders, files in os.walk("made")], sorted(e.name for e in os.scandir("made")))
for bad in (lambda: os.mkdir("made"), lambda: os.rmdir("made"), lambda: os.remove("gone"), lambda: os.listdir("gone"), lambda: os.stat("gone"), lambda: os.rename("gone", "x"), lambda: os.makedirs("made/deep"), lambda: os.chdir("gone"), lambda: os.listdir(1.5), lambda: os.path.join(1, "a")):
    try:
        bad()
    except (OSError, TypeError) as error:
        print(type(error).__name__, error)
os.remove("made/renamed.txt")
os.removedirs("made/deep/er")
print(os.path.exists("made"))

# === Environment, process ===
os.environ["TAIPAN_TEST_VARIABLE"] = "set"
print(os.environ["TAIPAN_TEST_VARIABLE"], os.getenv("TAIPAN_TEST_VARIABLE"), os.getenv("NO_SUCH_VARIABLE"), os.getenv("NO_SUCH_VARIABLE", "d"), "NO_SUCH_VARIABLE" in os.environ, os.getpid() > 0, os.getcwd() == os.path.abspath("."), os.name, len(os.urandom(8)), os.cpu_count() >= 1)
del os.environ["TAIPAN_TEST_VARIABLE"]
try:
    os.environ["TAIPAN_TEST_VARIABLE"]
except KeyError as error:
    print(repr(error))
try:
    os.environ["X"] = 5
except TypeError as error:
    print(error)
print(os.fspath("p"), os.fsencode("é"), os.fsdecode(b"x"), os.path.abspath("x") == os.path.join(os.getcwd(), "x"), os.path.expanduser("~") != "~", os.strerror(2))


class P:
    def __fspath__(self):
        return "from object"


print(os.fspath(P()), os.path.join(P(), "x"))

# === Descriptors, links, times ===
fd = os.open("made", os.O_CREAT | os.O_RDWR | os.O_TRUNC, 0o644)
print(os.write(fd, b"hello world"), os.lseek(fd, 0, os.SEEK_SET), os.read(fd, 5), os.read(fd, 50), os.fstat(fd).st_size, os.ftruncate(fd, 3), os.isatty(fd), os.close(fd), os.stat("made").st_size)
with os.fdopen(os.open("made", os.O_RDONLY)) as f:
    print(f.read(), f.mode)
os.symlink("made", "linked")
os.chmod("made", 0o600)
os.utime("made", (1, 2))
found = os.stat("linked")
print(os.readlink("linked"), os.path.islink("linked"), os.lstat("linked").st_size, oct(found.st_mode), found.st_mtime, found.st_mtime_ns, found[8], len(found), found.n_fields, os.access("gone", os.F_OK))
with os.scandir(".") as entries:
    print([(e, e.path, e.is_dir(), e.is_file(), e.is_symlink()) for e in sorted(entries, key=lambda e: e.name) if e.name in ("made", "linked")])
read_end, write_end = os.pipe()
print(os.write(write_end, b"x"), os.close(write_end), os.read(read_end, 5), os.read(read_end, 5), os.close(read_end))
for name in ("linked", "made"):
    os.remove(name)
for bad in (lambda: os.stat(1.5), lambda: os.mkdir(None), lambda: os.rename("gone", 1.5), lambda: os.close(99), lambda: os.stat(99), lambda: os.stat("a\0b"), lambda: os.open("x"), lambda: os.link("gone", "b"), lambda: os.scandir("gone")):
    try:
        bad()
    except (OSError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
os.open("no such file", os.O_RDONLY)
