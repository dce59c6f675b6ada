"""Lines of source files, remembered: tracebacks and `inspect` read them here."""

import _carets

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

# File name -> (size, mtime, lines, full name), or a 1-tuple with a function that gives the text.
cache = {}

# Code typed in or given as string: key of the code object -> (size, None, lines, name).
_interactive_cache = {}


def clearcache():
    """Forget everything."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """One line with its newline, or "" if there is none; never raises."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 0 < lineno <= len(lines) else ""


def getlines(filename, module_globals=None):
    """All lines of a file as list; empty if it cannot be read."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def _made_up(filename):
    """Is it a name like <string>, which no file has?"""
    return not filename or filename.startswith("<") and filename.endswith(">")


def _source_unavailable(filename):
    return _made_up(filename) and not filename.startswith("<frozen ")


def checkcache(filename=None):
    """Forget a file, or all, where the file has changed since it was read."""
    for name in list(cache) if filename is None else [filename]:
        entry = cache.get(name)
        if entry is None or len(entry) == 1:
            continue  # lazy entries are not read yet
        size, mtime, _, fullname = entry
        if mtime is None:
            continue  # does not come from a file
        try:
            import os
            found = os.stat(fullname)
        except (OSError, ValueError):
            cache.pop(name, None)
        else:
            if (size, mtime) != (found.st_size, found.st_mtime):
                cache.pop(name, None)


def updatecache(filename, module_globals=None):
    """Read a file again and return its lines."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        cache.pop(filename, None)
    if _source_unavailable(filename):
        return []
    import os
    if filename.startswith("<frozen "):
        if module_globals is None:
            return []
        fullname = module_globals.get("__file__")
        if fullname is None:
            return []
    else:
        fullname = filename
    try:
        found = os.stat(fullname)
    except OSError:
        text = _carets.text(filename)  # the library's own
        if text is not None:
            lines = text.splitlines(keepends=True)
            cache[filename] = len(text), None, lines, filename
            return lines
        if lazycache(filename, module_globals) or len(cache.get(filename, ())) == 1:
            lines = _from_loader(filename)
            if lines is not None:
                return lines
        found = _search(filename)
        if found is None:
            return []
        fullname, found = found
    except (ValueError, UnicodeEncodeError):
        return []
    lines = _read(fullname)
    if lines is None:
        return []
    cache[filename] = found.st_size, found.st_mtime, lines, fullname
    return lines


def _from_loader(filename):
    """The lines that a lazy entry's loader gives; None means that the file is to be searched."""
    try:
        text = cache[filename][0]()
    except (ImportError, OSError):
        return None
    if text is None:
        return []  # the loader knows the module, but it has no source
    lines = [line + "\n" for line in text.splitlines()]
    cache[filename] = len(text), None, lines, filename
    return lines


def _search(filename):
    """Look for a relative name in the folders of sys.path: (full name, its stat)."""
    import os
    import sys
    if os.path.isabs(filename):
        return None
    for folder in sys.path:
        try:
            fullname = os.path.join(folder, filename)
            return fullname, os.stat(fullname)
        except (TypeError, AttributeError, OSError, ValueError):
            continue
    return None


def _read(fullname):
    try:
        with open(fullname, "rb") as file:
            data = file.read()
        text = _decode(data)
    except (OSError, UnicodeDecodeError, SyntaxError, LookupError):
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True)
    lines = _rejoin(lines)
    if not lines:
        return ["\n"]
    if not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return lines


def _rejoin(lines):
    """Join what splitlines() split at something else than a newline."""
    joined = []
    for line in lines:
        if joined and not joined[-1].endswith("\n"):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _decode(data):
    """The text of a source file, by its mark or its coding comment, UTF-8 by default."""
    encoding = "utf-8"
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    for line in data.splitlines()[:2]:
        stripped = line.lstrip(b" \t\f")
        if not stripped.startswith(b"#"):
            if stripped:
                break
            continue
        _, found, rest = stripped.partition(b"coding")
        if found and rest[:1] in (b":", b"="):
            name = rest[1:].lstrip(b" \t")
            size = 0
            while size < len(name) and (name[size:size + 1].isalnum() or name[size] in b"-_."):
                size += 1
            if size:
                encoding = name[:size].decode("ascii", "replace")
                break
    return data.decode(encoding)


def lazycache(filename, module_globals):
    """Note how a module's loader gives its source, to be asked later; is there a way?"""
    if filename in cache:
        return len(cache[filename]) == 1
    if not filename or _made_up(filename):
        return False
    entry = _make_lazycache_entry(filename, module_globals)
    if entry is None:
        return False
    cache[filename] = entry
    return True


def _make_lazycache_entry(filename, module_globals):
    if not filename or _made_up(filename) or not module_globals or (
        "__name__" not in module_globals
    ):
        return None
    spec = module_globals.get("__spec__")
    name = getattr(spec, "name", None) or module_globals["__name__"]
    loader = getattr(spec, "loader", None) or module_globals.get("__loader__")
    get_source = getattr(loader, "get_source", None)
    if not name or get_source is None:
        return None

    def get_lines(name=name, *args, **kwargs):
        return get_source(name, *args, **kwargs)

    return (get_lines,)


# === code that comes from no file ===

def _make_key(code):
    return code.co_name, code.co_qualname, code.co_filename, code.co_firstlineno


def _register_code(code, string, name):
    """Note the source of a code object and of those in it."""
    entry = len(string), None, [line + "\n" for line in string.splitlines()], name
    pending = [code]
    while pending:
        code = pending.pop()
        pending += (const for const in code.co_consts if isinstance(const, type(code)))
        _interactive_cache[_make_key(code)] = entry


def _getlines_from_code(code):
    entry = _interactive_cache.get(_make_key(code))
    if entry is None and not _interactive_cache and code.co_filename == "<string>":
        text = _carets.text("<string>")  # the command of -c
        if text is not None:
            _register_code(compile(text, "<string>", "exec", dont_inherit=True), text, "<string>")
            entry = _interactive_cache.get(_make_key(code))
    return [] if entry is None or len(entry) == 1 else entry[2]


def _getline_from_code(filename, lineno):
    lines = _getlines_from_code(filename)
    return lines[lineno - 1] if 0 < lineno <= len(lines) else ""
