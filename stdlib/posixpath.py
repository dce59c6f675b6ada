"""Paths of Unix; this is os.path there."""

curdir, pardir = ".", ".."
sep, pathsep, extsep = "/", ":", "."
altsep = None
defpath = "/bin:/usr/bin"
devnull = "/dev/null"

import errno
import os
import stat
import sys

import genericpath
from genericpath import *

__all__ = [
    "normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext", "basename",
    "dirname", "commonprefix", "getsize", "getmtime", "getatime", "getctime", "islink", "exists",
    "lexists", "isdir", "isfile", "ismount", "expanduser", "expandvars", "normpath", "abspath",
    "samefile", "sameopenfile", "samestat", "curdir", "pardir", "sep", "pathsep", "defpath",
    "altsep", "extsep", "devnull", "realpath", "supports_unicode_filenames", "relpath",
    "commonpath", "isjunction", "isdevdrive", "ALLOW_MISSING",
]

supports_unicode_filenames = sys.platform == "darwin"


def _get_sep(path):
    return b"/" if isinstance(path, bytes) else "/"


# === parts ===

def normcase(s):
    """The path itself: case counts."""
    return os.fspath(s)


def isabs(s):
    """Does the path start at the root?"""
    s = os.fspath(s)
    return s.startswith(_get_sep(s))


def join(a, *p):
    """Join paths with a slash; an absolute one starts again."""
    a = os.fspath(a)
    slash = _get_sep(a)
    path = a
    try:
        for part in map(os.fspath, p):
            if part.startswith(slash) or not path:
                path = part
            elif path.endswith(slash):
                path += part
            else:
                path += slash + part
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types("join", a, *p)
        raise
    return path


def split(p):
    """(folder, name): the name has no slash, the folder ends with none unless it is the root."""
    p = os.fspath(p)
    slash = _get_sep(p)
    place = p.rfind(slash) + 1
    head, tail = p[:place], p[place:]
    stripped = head.rstrip(slash)
    return stripped or head, tail


def basename(p):
    """The name at the end."""
    p = os.fspath(p)
    return p[p.rfind(_get_sep(p)) + 1:]


def dirname(p):
    """The folder."""
    return split(p)[0]


def splitext(p):
    """(path, extension); the extension starts with its dot, or is empty."""
    p = os.fspath(p)
    if isinstance(p, bytes):
        return genericpath._splitext(p, b"/", None, b".")
    return genericpath._splitext(p, "/", None, ".")


def splitdrive(p):
    """(drive, path): there are no drives."""
    p = os.fspath(p)
    return p[:0], p


def _splitroot(p):
    p = os.fspath(p)
    slash, empty = _get_sep(p), p[:0]
    if p[:1] != slash:
        return empty, empty, p
    # Exactly two slashes at the start are something else than one, says POSIX.
    size = 2 if p[:2] == slash * 2 and p[2:3] != slash else 1
    return empty, p[:size], p[size:]


# === files ===

def ismount(path):
    """Is it the root of a mounted file system?"""
    try:
        found = os.lstat(path)
    except (OSError, ValueError):
        return False
    if stat.S_ISLNK(found.st_mode):
        return False
    path = os.fspath(path)
    parent = realpath(join(path, b".." if isinstance(path, bytes) else ".."))
    try:
        above = os.lstat(parent)
    except PermissionError:
        return False
    except OSError:
        above = None
    if above is None:
        parent = dirname(parent)
        try:
            above = os.lstat(parent)
        except OSError:
            return False
    return found.st_dev != above.st_dev or found.st_ino == above.st_ino


def expanduser(path):
    """Replace `~` or `~user` at the start by the home of the user."""
    path = os.fspath(path)
    is_bytes = isinstance(path, bytes)
    if path[:1] != (b"~" if is_bytes else "~"):
        return path
    slash = _get_sep(path)
    end = path.find(slash, 1)
    if end < 0:
        end = len(path)
    home = _home(path[1:end])
    if home is None:
        return path
    if is_bytes:
        home = os.fsencode(home)
    return home.rstrip(slash) + path[end:] or slash


def _home(user):
    """The home of a user, of the current one for an empty name; None if it is not known."""
    if not user and "HOME" in os.environ:
        return os.environ["HOME"]
    try:
        import pwd
    except ImportError:
        return None
    try:
        if not user:
            return pwd.getpwuid(os.getuid()).pw_dir
        return pwd.getpwnam(os.fsdecode(user)).pw_dir
    except KeyError:
        return None


def expandvars(path):
    """Replace `$name` and `${name}` by the environment; unknown ones stay."""
    path = os.fspath(path)
    is_bytes = isinstance(path, bytes)
    text = path.decode("latin-1") if is_bytes else path
    if "$" not in text:
        return path
    known = getattr(os, "environb", None) if is_bytes else os.environ
    parts = []
    end = at = 0
    while True:
        at = text.find("$", at)
        if at < 0:
            break
        name, after = _variable(text, at + 1)
        at = after
        if name is None:
            continue
        key = name
        if is_bytes:
            key = name.encode("latin-1")
        try:
            if known is None:
                value = os.fsencode(os.environ[os.fsdecode(key)])
            else:
                value = known[key]
        except KeyError:
            continue
        start = after - len(name) - (3 if text[after - 1] == "}" and text[
            after - len(name) - 2] == "{" else 1)
        parts += (text[end:start], value.decode("latin-1") if is_bytes else value)
        end = after
    result = "".join(parts) + text[end:]
    return result.encode("latin-1") if is_bytes else result


def _variable(text, at):
    """The name of a variable here and its end; None if there is none."""
    if text.startswith("{", at):
        end = text.find("}", at)
        return (None, at) if end < 0 else (text[at + 1:end], end + 1)
    end = at
    while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return (None, at) if end == at else (text[at:end], end)


# === normal forms ===

def _normpath(path):
    path = os.fspath(path)
    slash = _get_sep(path)
    dot = b"." if isinstance(path, bytes) else "."
    if not path:
        return dot
    _, root, rest = _splitroot(path)
    names = []
    for name in rest.split(slash):
        if not name or name == dot:
            continue
        if name != dot * 2 or not root and (not names or names[-1] == dot * 2):
            names.append(name)
        elif names:
            names.pop()
    return root + slash.join(names) or dot


try:
    from _os import _path_normpath as normpath, _path_splitroot_ex as splitroot
except ImportError:
    try:
        from posix import _path_normpath as normpath, _path_splitroot_ex as splitroot
    except ImportError:
        def splitroot(p, /):
            """(drive, root, rest): the drive is empty, the root one or two slashes or empty."""
            return _splitroot(p)

        def normpath(path):
            """Take out double slashes, `.` and `..`."""
            return _normpath(path)


def abspath(path):
    """The normal form of the path from the root on."""
    path = os.fspath(path)
    if not isabs(path):
        path = join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path)
    return normpath(path)


def realpath(filename, /, *, strict=False):
    """The absolute path without any links.

    What does not exist or loops stays as it is; with strict=True it is an error, and with
    strict=ALLOW_MISSING only what does not exist is none.
    """
    filename = os.fspath(filename)
    if strict is ALLOW_MISSING:
        ignored = FileNotFoundError
        strict = True
    else:
        ignored = () if strict else OSError
    slash = _get_sep(filename)
    dot = b"." if isinstance(filename, bytes) else "."
    parent = dot * 2
    # What is left to do, the next name last; None ends what a link stood for.
    todo = filename.split(slash)[::-1]
    left = len(todo)  # names in it
    if filename.startswith(slash):
        path = slash
    else:
        path = os.getcwdb() if isinstance(filename, bytes) else os.getcwd()
    known = {}  # link -> what it stands for, None while it is followed
    while todo:
        name = todo.pop()
        if name is None:
            known[todo.pop()] = path
            continue
        left -= 1
        if not name or name == dot:
            continue
        if name == parent:
            path = path[:path.rindex(slash)] or slash
            continue
        new = path + name if path == slash else path + slash + name
        try:
            found = os.lstat(new)
            if not stat.S_ISLNK(found.st_mode):
                if strict and left and not stat.S_ISDIR(found.st_mode):
                    raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), new)
                path = new
                continue
            if new in known:
                path = known[new]
                if path is not None:
                    continue
                # The link leads to itself.
                if strict:
                    os.stat(new)
                path = new
                continue
            target = os.readlink(new)
        except ignored:
            path = new
            continue
        known[new] = None
        if target.startswith(slash):
            path = slash
        names = target.split(slash)[::-1]
        left += len(names)
        todo += (new, None, *names)
    return path


def relpath(path, start=None):
    """The path as seen from another folder, the current one by default."""
    path = os.fspath(path)
    if not path:
        raise ValueError("no path specified")
    slash = _get_sep(path)
    dot = b"." if isinstance(path, bytes) else "."
    start = dot if start is None else os.fspath(start)
    try:
        first = abspath(start).lstrip(slash)
        second = abspath(path).lstrip(slash)
        first = first.split(slash) if first else []
        second = second.split(slash) if second else []
        same = len(commonprefix([first, second]))
        names = [dot * 2] * (len(first) - same) + second[same:]
        return slash.join(names) if names else dot
    except (TypeError, AttributeError, BytesWarning, DeprecationWarning):
        genericpath._check_arg_types("relpath", path, start)
        raise


def commonpath(paths):
    """The longest path that all paths start with, name by name."""
    paths = tuple(map(os.fspath, paths))
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    slash = _get_sep(paths[0])
    dot = b"." if isinstance(paths[0], bytes) else "."
    try:
        rows = [path.split(slash) for path in paths]
        absolute = {path.startswith(slash) for path in paths}
        if len(absolute) > 1:
            raise ValueError("Can't mix absolute and relative paths")
        rows = [[name for name in row if name and name != dot] for row in rows]
        prefix = slash if absolute.pop() else slash[:0]
        return prefix + slash.join(commonprefix(rows))
    except (TypeError, AttributeError):
        genericpath._check_arg_types("commonpath", *paths)
        raise
