"""Regular expressions.

Reading patterns and matching are native (`_re`); the functions here keep the patterns that a
program uses, so that it need not compile them itself.
"""

import copyreg
import enum

from _re import Match, Pattern, compile as _native_compile

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile",
    "purge", "escape", "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII",
    "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag",
    "PatternError",
]


@enum.global_enum
class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    """What changes the meaning of a pattern."""

    NOFLAG = 0
    ASCII = A = 1 << 8
    IGNORECASE = I = 1 << 1
    LOCALE = L = 1 << 2
    UNICODE = U = 1 << 5
    MULTILINE = M = 1 << 3
    DOTALL = S = 1 << 4
    VERBOSE = X = 1 << 6
    DEBUG = 1 << 7

    _numeric_repr_ = hex

    def __str__(self):
        return repr(self)


class PatternError(Exception):
    """A pattern, or a template for replacing, that is not valid; with where it is wrong."""

    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg, self.pattern, self.pos = msg, pattern, pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f"{msg} at position {pos}"
            if newline in pattern:
                msg = f"{msg} (line {self.lineno}, column {self.colno})"
        super().__init__(msg)


error = PatternError


def match(pattern, string, flags=0):
    """A match at the start of the string, or None."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """A match of the whole string, or None."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """The first match in the string, or None."""
    return _compile(pattern, flags).search(string)


class _ZeroSentinel(int):
    """A zero that was not given."""


_not_given = _ZeroSentinel()


def _options(name, names, args, given):
    """What came by position though it should be named: with a warning."""
    if args:
        if len(args) > len(names):
            required = {"split": 2}.get(name, 3)
            most = required + len(names)
            raise TypeError(
                f"{name}() takes from {required} to {most} positional arguments but "
                f"{required + len(args)} were given"
            )
        for option, value in zip(names, args):
            if given[option] is not _not_given:
                raise TypeError(f"{name}() got multiple values for argument {option!r}")
            given[option] = value
        import warnings
        warnings.warn(
            f"{names[0]!r} is passed as positional argument", DeprecationWarning, stacklevel=3
        )
    return given[names[0]], given["flags"]


def sub(pattern, repl, string, *args, count=_not_given, flags=_not_given):
    """The string with matches replaced by `repl`: a template, or a function of the match."""
    count, flags = _options("sub", ("count", "flags"), args, {"count": count, "flags": flags})
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, *args, count=_not_given, flags=_not_given):
    """What sub() gives, and the number of replacements."""
    count, flags = _options("subn", ("count", "flags"), args, {"count": count, "flags": flags})
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, *args, maxsplit=_not_given, flags=_not_given):
    """The parts of the string between matches; groups of the pattern are among them."""
    given = {"maxsplit": maxsplit, "flags": flags}
    maxsplit, flags = _options("split", ("maxsplit", "flags"), args, given)
    return _compile(pattern, flags).split(string, maxsplit)


sub.__text_signature__ = subn.__text_signature__ = "(pattern, repl, string, count=0, flags=0)"
split.__text_signature__ = "(pattern, string, maxsplit=0, flags=0)"


def findall(pattern, string, flags=0):
    """A list of all matches; of their groups if the pattern has some."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over all matches."""
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    """A Pattern object."""
    return _compile(pattern, flags)


def purge():
    """Forgets the patterns that are kept."""
    _cache.clear()


_special = {ord(char): "\\" + char for char in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    """The pattern that matches just this text."""
    if isinstance(pattern, str):
        return pattern.translate(_special)
    return str(pattern, "latin1").translate(_special).encode("latin1")


_cache = {}  # the oldest first
_MAXCACHE = 512


def _compile(pattern, flags):
    """A pattern from the cache, or a new one."""
    if isinstance(flags, RegexFlag):
        flags = flags.value
    key = type(pattern), pattern, flags
    found = _cache.get(key)
    if found is not None:
        return found
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    made, complaints = _native_compile(pattern, flags)
    if complaints:
        import warnings
        for complaint in complaints:
            warnings.warn(complaint, FutureWarning, stacklevel=3)
    if len(_cache) >= _MAXCACHE:
        del _cache[next(iter(_cache))]
    _cache[key] = made
    return made


copyreg.pickle(Pattern, lambda pattern: (_compile, (pattern.pattern, pattern.flags)))
