"""Functions on paths that are the same on all systems."""

import os
import stat

__all__ = [
    "commonprefix", "exists", "getatime", "getctime", "getmtime", "getsize", "isdevdrive",
    "isdir", "isfile", "isjunction", "islink", "lexists", "samefile", "sameopenfile",
    "samestat", "ALLOW_MISSING",
]


def _look(look, path):
    """The result of stat() or lstat(), or None if there is none."""
    try:
        return look(path)
    except (OSError, ValueError):
        return None


def exists(path):
    """Is there something, also behind a link? File descriptors count, too."""
    return _look(os.stat, path) is not None


def lexists(path):
    """Is there something, if only a broken link?"""
    return _look(os.lstat, path) is not None


def isfile(path):
    """Is it a regular file, or a link to one?"""
    found = _look(os.stat, path)
    return found is not None and stat.S_ISREG(found.st_mode)


def isdir(s):
    """Is it a folder, or a link to one?"""
    found = _look(os.stat, s)
    return found is not None and stat.S_ISDIR(found.st_mode)


def islink(path):
    """Is it a symbolic link?"""
    try:
        found = _look(os.lstat, path)
    except AttributeError:
        return False
    return found is not None and stat.S_ISLNK(found.st_mode)


def isjunction(path):
    """Is it a junction? Only Windows has these."""
    os.fspath(path)
    return False


def isdevdrive(path):
    """Is it on a Dev Drive? Only Windows has these."""
    os.fspath(path)
    return False


def getsize(filename):
    """The size of a file in bytes."""
    return os.stat(filename).st_size


def getmtime(filename):
    """When was the file changed?"""
    return os.stat(filename).st_mtime


def getatime(filename):
    """When was the file read?"""
    return os.stat(filename).st_atime


def getctime(filename):
    """When was the file's metadata changed?"""
    return os.stat(filename).st_ctime


def commonprefix(m):
    """What all paths start with, character by character; may end inside of a name."""
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(os.fspath, m))
    least, greatest = min(m), max(m)
    for place, char in enumerate(least):
        if char != greatest[place]:
            return least[:place]
    return least


def samestat(s1, s2):
    """Do two results of stat() mean the same file?"""
    return (s1.st_ino, s1.st_dev) == (s2.st_ino, s2.st_dev)


def samefile(f1, f2):
    """Do two paths mean the same file?"""
    return samestat(os.stat(f1), os.stat(f2))


def sameopenfile(fp1, fp2):
    """Do two file descriptors mean the same file?"""
    return samestat(os.fstat(fp1), os.fstat(fp2))


def _splitext(p, sep, altsep, extsep):
    """Split off the extension; dots in front of a name start none."""
    folder = max(p.rfind(sep), p.rfind(altsep) if altsep else -1)
    dot = p.rfind(extsep)
    if dot > folder and p[folder + 1:dot].strip(extsep):
        return p[:dot], p[dot:]
    return p, p[:0]


def _check_arg_types(funcname, *args):
    """Raise the TypeError for arguments that are not all str or all bytes."""
    kinds = set()
    for arg in args:
        if isinstance(arg, str):
            kinds.add(str)
        elif isinstance(arg, bytes):
            kinds.add(bytes)
        else:
            raise TypeError(
                f"{funcname}() argument must be str, bytes, or os.PathLike object, "
                f"not {arg.__class__.__name__!r}"
            ) from None
    if len(kinds) > 1:
        raise TypeError("Can't mix strings and bytes in path components") from None


class _AllowMissing:
    def __repr__(self):
        return "os.path.ALLOW_MISSING"

    def __reduce__(self):
        return self.__class__.__name__


_AllowMissing.__qualname__ = _AllowMissing.__name__ = "ALLOW_MISSING"
ALLOW_MISSING = _AllowMissing()
