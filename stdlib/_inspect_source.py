"""Source code of objects: files, lines, comments."""

import linecache
import os
import sys

import inspect

__name__ = "inspect"  # where the names belong

modulesbyfile = {}
_filesbymodname = {}


class EndOfBlock(Exception):
    """The end of a block of lines was found."""


class ClassFoundException(Exception):
    """A class was found."""


def indentsize(line):
    """The width of the indent of a line."""
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


# === files ===

def getfile(object):
    """The file that an object was defined in."""
    if inspect.ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError(f"{object!r} is a built-in module")
    if inspect.isclass(object):
        if hasattr(object, "__module__"):
            module = sys.modules.get(object.__module__)
            if getattr(module, "__file__", None):
                return module.__file__
            if object.__module__ == "__main__":
                raise OSError("source code not available")
        raise TypeError(f"{object!r} is a built-in class")
    code = _code_of(object)
    if code is None:
        raise TypeError(
            "module, class, method, function, traceback, frame, or code object was expected, "
            f"got {type(object).__name__}"
        )
    return code.co_filename


def _code_of(obj):
    """The code object of a function, method, traceback or frame."""
    if inspect.ismethod(obj):
        obj = obj.__func__
    if inspect.isfunction(obj):
        obj = obj.__code__
    if inspect.istraceback(obj):
        obj = obj.tb_frame
    if inspect.isframe(obj):
        obj = obj.f_code
    return obj if inspect.iscode(obj) else None


def getmodulename(path):
    """The name of the module in a file, or None if the file is no module."""
    from importlib.machinery import all_suffixes
    name = os.path.basename(path)
    for suffix in sorted(all_suffixes(), key=len, reverse=True):
        if name.endswith(suffix):
            return name[:-len(suffix)]
    return None


def getsourcefile(object):
    """The source file of an object, or None if there is none."""
    filename = getfile(object)
    if filename.endswith((".pyc", ".pyo")):
        filename = filename[:-1]
    elif filename.endswith((".so", ".pyd", ".dll")):
        return None
    if filename in linecache.cache or filename.startswith("<stdlib>/") or os.path.exists(filename):
        return filename
    module = getmodule(object, filename)
    if getattr(module, "__loader__", None) is not None:
        return filename
    if getattr(getattr(module, "__spec__", None), "loader", None) is not None:
        return filename
    if filename.startswith("<") and _is_interactive(object):
        return filename
    return None


def _is_interactive(obj):
    code = _code_of(obj)
    return code is not None and bool(linecache._getlines_from_code(code))


def getabsfile(object, _filename=None):
    """The absolute, normalized name of the file of an object."""
    if _filename is None:
        _filename = getsourcefile(object) or getfile(object)
    return os.path.normcase(os.path.abspath(_filename))


def getmodule(object, _filename=None):
    """The module that an object was defined in, or None if it is not known."""
    if inspect.ismodule(object):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    if _filename is not None and _filename in modulesbyfile:
        return sys.modules.get(modulesbyfile[_filename])
    try:
        file = inspect.getabsfile(object, _filename)
    except (TypeError, FileNotFoundError):
        return None
    if file not in modulesbyfile:
        for name, module in sys.modules.copy().items():
            if inspect.ismodule(module) and hasattr(module, "__file__"):
                found = module.__file__
                if found is None or found == _filesbymodname.get(name):
                    continue
                _filesbymodname[name] = found
                try:
                    found = getabsfile(module)
                except Exception:
                    continue
                modulesbyfile[found] = modulesbyfile[os.path.realpath(found)] = module.__name__
    if file in modulesbyfile:
        return sys.modules.get(modulesbyfile[file])
    # Things of __main__ and builtins are known by being there.
    name = getattr(object, "__name__", None)
    if name is None:
        return None
    for place in ("__main__", "builtins"):
        module = sys.modules.get(place)
        if module is not None and getattr(module, name, None) is object:
            return module
    return None


# === lines ===

def findsource(object):
    """All lines of the file of an object, and the index of its first one."""
    file = getsourcefile(object)
    if file:
        linecache.checkcache(file)
    else:
        file = getfile(object)
        if not (file.startswith("<") and file.endswith(">")):
            raise OSError("source code not available")
    module = getmodule(object, file)
    lines = linecache.getlines(file, module.__dict__) if module else linecache.getlines(file)
    if not lines:
        code = _code_of(object)
        lines = linecache._getlines_from_code(code) if code is not None else lines
    if not lines:
        raise OSError("could not get source code")
    if inspect.ismodule(object):
        return lines, 0
    if inspect.isclass(object):
        number = vars(object).get("__firstlineno__")
        if number is None:
            raise OSError("source code not available")
        if number > len(lines):
            raise OSError("lineno is out of bounds")
        return lines, number - 1
    code = _code_of(object)
    if code is None or not hasattr(code, "co_firstlineno"):
        raise OSError("could not find code object")
    number = code.co_firstlineno - 1
    if number >= len(lines):
        raise OSError("lineno is out of bounds")
    return lines, number


def getcomments(object):
    """The comment lines directly before an object, or at the top of a module."""
    try:
        lines, number = findsource(object)
    except (OSError, TypeError):
        return None
    if inspect.ismodule(object):
        start = 1 if lines and lines[0][:2] == "#!" else 0
        while start < len(lines) and lines[start].strip() in ("", "#"):
            start += 1
        end = start
        while end < len(lines) and lines[end][:1] == "#":
            end += 1
        comments = [line.expandtabs() for line in lines[start:end]]
        return "".join(comments) if start < len(lines) and comments else None
    if number <= 0:
        return None
    indent = indentsize(lines[number])
    comments = []
    for line in reversed(lines[:number]):
        if line.lstrip()[:1] != "#" or indentsize(line) != indent:
            break
        comments.insert(0, line.expandtabs().lstrip())
    while comments and comments[0].strip() == "#":
        del comments[0]
    while comments and comments[-1].strip() == "#":
        comments.pop()
    return "".join(comments) if comments else None


class _Scanner:
    """Follows brackets and strings from line to line."""

    def __init__(self):
        self.depth = 0  # of brackets
        self.quote = None  # of a string that goes on
        self.joined = False  # by a backslash

    def open(self):
        """Does the logical line go on?"""
        return self.depth > 0 or self.quote is not None or self.joined

    def feed(self, line):
        """Read one line; returns its last significant character."""
        at, last = 0, ""
        self.joined = False
        while at < len(line):
            if self.quote is not None:
                at = self._in_string(line, at)
                last = "'"
                continue
            char = line[at]
            if char == "#":
                break
            if char in "'\"":
                self.quote = char * 3 if line.startswith(char * 3, at) else char
                at += len(self.quote)
                continue
            if char == "\\" and line[at + 1:].strip("\r\n") == "":
                self.joined = True
                break
            if char in "([{":
                self.depth += 1
            elif char in ")]}":
                self.depth -= 1
            if not char.isspace():
                last = char
            at += 1
        if self.quote is not None and len(self.quote) == 1 and not line.rstrip("\r\n").endswith(
            "\\"
        ):
            self.quote = None  # ends with its line
        return last

    def _in_string(self, line, at):
        while at < len(line):
            if line[at] == "\\":
                at += 2
            elif line.startswith(self.quote, at):
                at += len(self.quote)
                self.quote = None
                break
            else:
                at += 1
        return at


class BlockFinder:
    """Finds the end of the block that starts with the first of some lines."""

    def __init__(self):
        self.last = 1

    def run(self, lines):
        """How many lines belong to the block?"""
        scanner = _Scanner()
        indent = None  # of the header
        in_body = is_lambda = False
        last = 0
        body_indent = None
        for number, line in enumerate(lines):
            fresh = not scanner.open()
            text = line.strip()
            if fresh and not text:
                continue
            width = indentsize(line)
            if fresh and indent is None and text[0] != "#":
                indent = width
            if fresh and text[0] == "#":
                # A comment belongs to the block if it is indented like it.
                if in_body and body_indent is not None and width >= body_indent:
                    last = number + 1
                continue
            if fresh and in_body:
                if width <= indent:
                    break
                if body_indent is None:
                    body_indent = width
            if fresh and indent is not None and not in_body:
                decorator = text.startswith("@")
                header = text.startswith(("def ", "class ", "async ", "@", "def\t", "class\t"))
                is_lambda = not header
            end = scanner.feed(line)
            last = number + 1
            if scanner.open():
                continue
            if not in_body:
                if is_lambda:
                    break
                if decorator:
                    decorator = False
                    continue
                if end != ":":
                    break  # the body is in the same line
                in_body = True
        self.last = last
        return last


def getblock(lines):
    """The lines of the block that starts with the first line."""
    return lines[:BlockFinder().run(lines)]


def getsourcelines(object):
    """The lines of an object, and the number of the first one (0 for modules)."""
    object = inspect.unwrap(object)
    lines, number = findsource(object)
    if inspect.istraceback(object):
        object = object.tb_frame
    if inspect.ismodule(object) or (
        inspect.isframe(object) and object.f_code.co_name == "<module>"
    ):
        return lines, 0
    return getblock(lines[number:]), number + 1


def getsource(object):
    """The source of an object as one string."""
    return "".join(getsourcelines(object)[0])
