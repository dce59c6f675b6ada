"""os.walk() and os.fwalk(): whole trees of folders."""

import os
import stat
import sys

__name__ = "os"  # where the names belong

_walk_symlinks_as_files = object()


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Iterate over (folder, names of folders in it, names of files in it), for the whole tree.

    Going down, the list of folders may be changed to prune the tree. Errors are passed to
    onerror, or ignored.
    """
    sys.audit("os.walk", top, topdown, onerror, followlinks)
    todo = [os.fspath(top)]
    join = os.path.join
    while todo:
        top = todo.pop()
        if isinstance(top, tuple):  # all below is done
            yield top
            continue
        found = _scan(top, topdown, onerror, followlinks)
        if found is None:
            continue
        folders, files, deeper = found
        if topdown:
            yield top, folders, files
            for name in reversed(folders):
                path = join(top, name)
                if followlinks is _walk_symlinks_as_files or followlinks or (
                    not os.path.islink(path)
                ):
                    todo.append(path)
        else:
            todo.append((top, folders, files))
            todo += reversed(deeper)


def _scan(top, topdown, onerror, followlinks):
    """(folders, files, paths to go down to first) of one folder; None after an error."""
    folders, files, deeper = [], [], []
    try:
        entries = os.scandir(top)
        with entries:
            while True:
                try:
                    entry = next(entries)
                except StopIteration:
                    break
                try:
                    if followlinks is _walk_symlinks_as_files:
                        is_folder = entry.is_dir(follow_symlinks=False) and (
                            not entry.is_junction()
                        )
                    else:
                        is_folder = entry.is_dir()
                except OSError:
                    is_folder = False
                (folders if is_folder else files).append(entry.name)
                if not topdown and is_folder:
                    if followlinks:
                        go = True
                    else:
                        try:
                            go = not entry.is_symlink()
                        except OSError:
                            go = True
                    if go:
                        deeper.append(entry.path)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return None
    return folders, files, deeper


def fwalk(top=".", topdown=True, onerror=None, *, follow_symlinks=False, dir_fd=None):
    """Like walk(), with an open descriptor of each folder as fourth item."""
    sys.audit("os.fwalk", top, topdown, onerror, follow_symlinks, dir_fd)
    top = os.fspath(top)
    open_fds = []
    todo = [("walk", (True, dir_fd, top, top, None))]
    try:
        while todo:
            action, value = todo.pop()
            if action == "yield":
                yield value
            elif action == "close":
                os.close(value)
                open_fds.remove(value)
            else:
                yield from _open_folder(
                    value, todo, open_fds, topdown, onerror, follow_symlinks
                )
    finally:
        for fd in reversed(open_fds):
            os.close(fd)


def _open_folder(value, todo, open_fds, topdown, onerror, follow_symlinks):
    is_root, parent, path, name, entry = value
    try:
        if not follow_symlinks:
            # The folder must not be swapped for a link meanwhile.
            before = os.stat(name, follow_symlinks=False, dir_fd=parent) if entry is None else (
                entry.stat(follow_symlinks=False)
            )
        fd = os.open(name, os.O_RDONLY | os.O_NONBLOCK, dir_fd=parent)
    except OSError as error:
        if is_root:
            raise
        if onerror is not None:
            onerror(error)
        return
    open_fds.append(fd)
    todo.append(("close", fd))
    if not follow_symlinks and not is_root and not os.path.samestat(before, os.stat(fd)):
        return
    if not follow_symlinks and is_root and not (
        stat.S_ISDIR(before.st_mode) and os.path.samestat(before, os.stat(fd))
    ):
        return
    folders, files, entries = [], [], None if topdown or follow_symlinks else []
    with os.scandir(fd) as found:
        for item in found:
            label = item.name if isinstance(path, str) else os.fsencode(item.name)
            try:
                if item.is_dir():
                    folders.append(label)
                    if entries is not None:
                        entries.append(item)
                else:
                    files.append(label)
            except OSError:
                try:
                    if item.is_symlink():  # a broken link
                        files.append(label)
                except OSError:
                    pass
    if topdown:
        yield path, folders, files, fd
    else:
        todo.append(("yield", (path, folders, files, fd)))
    join = os.path.join
    rows = zip(folders, entries) if entries is not None else ((name, None) for name in folders)
    todo += [
        ("walk", (False, fd, join(path, name), name, item))
        for name, item in reversed(list(rows))
    ]
