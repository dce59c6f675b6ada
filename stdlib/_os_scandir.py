"""Folders one entry at a time: os.scandir()."""

import _os
import stat as st

__all__ = ["DirEntry", "scandir"]

__name__ = "posix"  # where the classes belong


class DirEntry:
    """A name in a folder. What is known of it is asked for once."""

    __slots__ = ("name", "path", "_itself", "_target")

    def __new__(cls, *args):
        raise TypeError("cannot create 'posix.DirEntry' instances")

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"

    def __fspath__(self):
        return self.path

    def stat(self, *, follow_symlinks=True):
        """What is known of the entry."""
        if self._itself is None:
            self._itself = _os.lstat(self.path)
        if not follow_symlinks or not st.S_ISLNK(self._itself.st_mode):
            return self._itself
        if self._target is None:
            self._target = _os.stat(self.path)
        return self._target

    def _is(self, test, follow_symlinks):
        try:
            return test(self.stat(follow_symlinks=follow_symlinks).st_mode)
        except FileNotFoundError:
            return False

    def is_dir(self, *, follow_symlinks=True):
        """Whether it is a folder."""
        return self._is(st.S_ISDIR, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        """Whether it is a regular file."""
        return self._is(st.S_ISREG, follow_symlinks)

    def is_symlink(self):
        """Whether it is a symbolic link."""
        return self._is(st.S_ISLNK, False)

    def is_junction(self):
        """Only Windows has those."""
        return False

    def inode(self):
        """The number of the inode."""
        return self.stat(follow_symlinks=False).st_ino


def _entry(folder, name):
    entry = object.__new__(DirEntry)
    entry.name = name
    slash = b"/" if isinstance(name, bytes) else "/"
    entry.path = folder + name if folder.endswith(slash) or not folder else folder + slash + name
    entry._itself = entry._target = None
    return entry


class ScandirIterator:
    """The entries of a folder."""

    def __init__(self, folder, names):
        self._entries = (_entry(folder, name) for name in names)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def close(self):
        """Give no more entries."""
        self._entries = iter(())


def scandir(path=None):
    """The entries of a folder, in no order."""
    names = _os._scandir_names(path)
    if path is None:
        path = "."
    elif isinstance(path, int):
        path = ""
    return ScandirIterator(_os.fspath(path), names)
