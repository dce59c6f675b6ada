"""The operating system: files, folders, processes and the environment.

The system calls are native (`_os`, which CPython calls `posix`); walking folders is in
`_os_walk`, starting programs in `_os_exec`.
"""

import abc
import sys

try:
    import _os as _native
except ImportError:
    import posix as _native

from _collections_abc import Mapping, MutableMapping, _check_methods

import stat as st

GenericAlias = type(list[int])

_natives = [key for key in dir(_native) if not key.startswith("_")]
globals().update((key, getattr(_native, key)) for key in _natives)
if hasattr(_native, "_exit"):
    _exit = _native._exit
    _natives.append("_exit")

if "scandir" not in globals():
    from _os_scandir import DirEntry, scandir
    _natives += ["DirEntry", "scandir"]

import posixpath as path

sys.modules["os.path"] = path

from os.path import altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep

name = "posix"
linesep = "\n"
SEEK_SET, SEEK_CUR, SEEK_END = range(3)
P_WAIT, P_NOWAIT, P_NOWAITO = 0, 1, 1

__all__ = [
    "altsep", "curdir", "pardir", "sep", "pathsep", "linesep", "defpath", "name", "path",
    "devnull", "SEEK_SET", "SEEK_CUR", "SEEK_END", "fsencode", "fsdecode", "get_exec_path",
    "fdopen", "extsep", *_natives, "makedirs", "removedirs", "renames", "walk", "execl", "execle",
    "execlp", "execlpe", "execvp", "execvpe", "getenv", "supports_bytes_environ", "environb",
    "getenvb", "reload_environ",
]


def _get_exports_list(module):
    """The public names of a module."""
    found = getattr(module, "__all__", None)
    if found is None:
        found = (name for name in dir(module) if name[0] != "_")
    return list(found)


# === what the functions support ===

_have = frozenset(getattr(_native, "_have_functions", ()))


def _supporting(table, *always):
    """The functions of a table whose condition this system meets."""
    names = [function for condition, functions in table.items() if condition in _have
             for function in functions.split()]
    return {
        globals()[function] for function in (*names, *always) if function in globals()
    }


supports_dir_fd = _supporting({
    "HAVE_FACCESSAT": "access", "HAVE_FCHMODAT": "chmod", "HAVE_FCHOWNAT": "chown",
    "HAVE_FSTATAT": "stat", "HAVE_FUTIMESAT": "utime", "HAVE_LINKAT": "link",
    "HAVE_MKDIRAT": "mkdir", "HAVE_MKFIFOAT": "mkfifo", "HAVE_MKNODAT": "mknod",
    "HAVE_OPENAT": "open", "HAVE_READLINKAT": "readlink", "HAVE_RENAMEAT": "rename",
    "HAVE_SYMLINKAT": "symlink", "HAVE_UNLINKAT": "unlink rmdir", "HAVE_UTIMENSAT": "utime",
})
supports_effective_ids = _supporting({"HAVE_FACCESSAT": "access"})
supports_fd = _supporting({
    "HAVE_FCHDIR": "chdir", "HAVE_FCHMOD": "chmod", "HAVE_FCHOWN": "chown",
    "HAVE_FDOPENDIR": "listdir scandir", "HAVE_FEXECVE": "execve", "HAVE_FTRUNCATE": "truncate",
    "HAVE_FUTIMENS": "utime", "HAVE_FUTIMES": "utime", "HAVE_FPATHCONF": "pathconf",
    "HAVE_FSTATVFS": "statvfs",
}, "stat")
supports_follow_symlinks = _supporting({
    "HAVE_FACCESSAT": "access", "HAVE_FCHOWNAT": "chown", "HAVE_FSTATAT": "stat",
    "HAVE_LCHFLAGS": "chflags", "HAVE_LCHMOD": "chmod", "HAVE_LCHOWN": "chown",
    "HAVE_LINKAT": "link", "HAVE_LUTIMES": "utime", "HAVE_LSTAT": "stat",
    "HAVE_UTIMENSAT": "utime",
})


# === folders ===

def makedirs(name, mode=0o777, exist_ok=False):
    """Make a folder and those above it."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if tail and head and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass  # somebody else was faster
        if tail in (".", b"."):
            return
    try:
        mkdir(name, mode)
    except OSError:
        # The system may complain about something else first.
        if not exist_ok or not path.isdir(name):
            raise


def _remove_empty(folder):
    """Remove the folders above as far as they are empty."""
    head, tail = path.split(folder)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            return
        head, tail = path.split(head)


def removedirs(name):
    """Remove an empty folder, and those above it that become empty."""
    rmdir(name)
    _remove_empty(name)


def renames(old, new):
    """Rename, making and removing folders as needed."""
    folder, tail = path.split(new)
    if folder and tail and not path.exists(folder):
        makedirs(folder)
    rename(old, new)
    folder, tail = path.split(old)
    if folder and tail:
        try:
            removedirs(folder)
        except OSError:
            pass


# === names ===

def _fs_codec():
    return sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()


def fsencode(filename):
    """The bytes of a file name."""
    filename = fspath(filename)
    return filename.encode(*_fs_codec()) if isinstance(filename, str) else filename


def fsdecode(filename):
    """The str of a file name."""
    filename = fspath(filename)
    return filename.decode(*_fs_codec()) if isinstance(filename, bytes) else filename


def _fspath(path):
    """What fspath() does, where it is not native."""
    if isinstance(path, (str, bytes)):
        return path
    cls = type(path)
    try:
        method = cls.__fspath__
    except AttributeError:
        method = None
    if method is None:
        raise TypeError(
            f"expected str, bytes or os.PathLike object, not {cls.__name__}"
        )
    found = method(path)
    if not isinstance(found, (str, bytes)):
        raise TypeError(
            f"expected {cls.__name__}.__fspath__() to return str or bytes, "
            f"not {type(found).__name__}"
        )
    return found


if "fspath" not in globals():
    fspath = _fspath
    __all__.append("fspath")


class PathLike(abc.ABC):
    """Has __fspath__."""

    __slots__ = ()

    @abc.abstractmethod
    def __fspath__(self):
        """The path as str or bytes."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        return _check_methods(subclass, "__fspath__") if cls is PathLike else NotImplemented

    __class_getitem__ = classmethod(GenericAlias)


# === the environment ===

class _Environ(MutableMapping):
    """The environment as mapping; changes are seen by child processes."""

    def __init__(self, data, encodekey, decodekey, encodevalue, decodevalue):
        self.encodekey, self.decodekey = encodekey, decodekey
        self.encodevalue, self.decodevalue = encodevalue, decodevalue
        self._data = data

    def __getitem__(self, key):
        value = self._data.get(self.encodekey(key))
        if value is None:
            raise KeyError(key) from None  # as it was asked for
        return self.decodevalue(value)

    def __setitem__(self, key, value):
        key, value = self.encodekey(key), self.encodevalue(value)
        putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        encoded = self.encodekey(key)
        unsetenv(encoded)
        try:
            del self._data[encoded]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        shown = ", ".join(
            f"{self.decodekey(key)!r}: {self.decodevalue(value)!r}"
            for key, value in self._data.items()
        )
        return f"environ({{{shown}}})"

    def copy(self):
        """The environment as dict."""
        return dict(self)

    def setdefault(self, key, value):
        """The value of a variable, which is set if it is missing."""
        if key in self:
            return self[key]
        self[key] = value
        return value

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        return {**self, **other} if isinstance(other, Mapping) else NotImplemented

    def __ror__(self, other):
        return {**other, **self} if isinstance(other, Mapping) else NotImplemented


def _encode_variable(value):
    if not isinstance(value, str):
        raise TypeError(f"str expected, not {type(value).__name__}")
    return value.encode(*_fs_codec())


def _decode_variable(value):
    return value.decode(*_fs_codec())


def _check_bytes(value):
    if not isinstance(value, bytes):
        raise TypeError(f"bytes expected, not {type(value).__name__}")
    return value


if "putenv" not in globals():
    def putenv(key, value):
        """Nothing: there is no process environment."""

    def unsetenv(key):
        """Nothing: there is no process environment."""

supports_bytes_environ = True
_data = dict(environ)
environ = _Environ(_data, _encode_variable, _decode_variable, _encode_variable, _decode_variable)
environb = _Environ(_data, _check_bytes, bytes, _check_bytes, bytes)
del _data


def getenv(key, default=None):
    """An environment variable, or the default."""
    return environ.get(key, default)


def getenvb(key, default=None):
    """An environment variable as bytes, or the default."""
    return environb.get(key, default)


if hasattr(_native, "_create_environ"):
    def reload_environ():
        """Read the environment again, after native code has changed it."""
        data = environ._data
        data.clear()
        data.update(_native._create_environ())
else:
    __all__.remove("reload_environ")


def get_exec_path(env=None):
    """The folders in which programs are searched."""
    if env is None:
        env = environ
    found = None
    for key in ("PATH", b"PATH"):
        try:
            value = env.get(key)
        except TypeError:
            continue  # an environment of the other kind
        if value is not None:
            if found is not None:
                raise ValueError("env cannot contain 'PATH' and b'PATH' keys")
            found = value
    return fsdecode(defpath if found is None else found).split(pathsep)


# === processes ===

if "sched_getaffinity" in globals():
    def process_cpu_count():
        """How many processors may this process use?"""
        wanted = sys.flags.cpu_count if hasattr(sys.flags, "cpu_count") else -1
        return wanted if wanted and wanted > 0 else len(sched_getaffinity(0))
elif "cpu_count" in globals():
    process_cpu_count = cpu_count

if "fork" in globals():
    __all__ += [
        "spawnv", "spawnve", "spawnvp", "spawnvpe", "spawnl", "spawnle", "spawnlp", "spawnlpe",
        "P_WAIT", "P_NOWAIT", "P_NOWAITO", "popen",
    ]
if supports_dir_fd >= {globals().get("open"), globals().get("stat")} and supports_fd >= {
    globals().get("listdir"), globals().get("stat")
}:
    __all__.append("fwalk")


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    """A file object for a file descriptor."""
    if not isinstance(fd, int):
        raise TypeError(f"invalid fd type ({type(fd)}, expected integer)")
    import io
    if "b" not in mode:
        encoding = io.text_encoding(encoding)
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


_ELSEWHERE = {
    **dict.fromkeys(("walk", "fwalk"), "_os_walk"),
    **dict.fromkeys((
        "execl", "execle", "execlp", "execlpe", "execvp", "execvpe", "spawnv", "spawnve",
        "spawnvp", "spawnvpe", "spawnl", "spawnle", "spawnlp", "spawnlpe", "popen",
        "_wrap_close", "_execvpe", "_spawnvef",
    ), "_os_exec"),
}


def __getattr__(name):
    module = _ELSEWHERE.get(name)
    if module is None:
        raise AttributeError(f"module 'os' has no attribute {name!r}")
    return globals().setdefault(name, getattr(__import__(module), name))
