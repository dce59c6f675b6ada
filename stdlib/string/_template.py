"""string.Template: `$name` and `${name}`.

The usual patterns are scanned by hand; a subclass that sets another one gets a regular expression.
"""

__all__ = ["Template"]

__name__ = "string"  # where the class belongs

_IDENTIFIER = r"(?a:[_a-z][_a-z0-9]*)"
_START = frozenset("_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_REST = _START | frozenset("0123456789")


class _Pattern:
    """The class attribute `pattern`: compiled when somebody asks."""

    def __get__(self, instance, cls=None):
        return cls._compile_pattern()


class _Values:
    """Looks names up in the keywords first, then in the mapping."""

    def __init__(self, mapping, keywords):
        self.mapping = mapping
        self.keywords = keywords

    def __getitem__(self, name):
        return self.keywords[name] if name in self.keywords else self.mapping[name]


class Template:
    """A string with $-placeholders."""

    delimiter = "$"
    idpattern = _IDENTIFIER
    braceidpattern = None
    flags = None  # re.IGNORECASE

    pattern = _Pattern()
    _usual = True  # is _scan() good enough?

    def __init_subclass__(cls):
        super().__init_subclass__()
        own = "pattern" in cls.__dict__
        cls._usual = (
            not own and cls.idpattern == _IDENTIFIER and cls.braceidpattern is None
            and cls.flags is None
        )
        if not own:
            cls.pattern = _Pattern()
        if not cls._usual:
            cls._compile_pattern()

    @classmethod
    def _compile_pattern(cls):
        import re
        pattern = cls.__dict__["pattern"]
        if isinstance(pattern, re.Pattern):
            return pattern
        if isinstance(pattern, _Pattern):
            delimiter = re.escape(cls.delimiter)
            name = cls.idpattern
            braced = cls.braceidpattern or name
            pattern = (
                f"{delimiter}(?:(?P<escaped>{delimiter})|(?P<named>{name})|"
                f"{{(?P<braced>{braced})}}|(?P<invalid>))"
            )
        flags = re.IGNORECASE if cls.flags is None else cls.flags
        cls.pattern = re.compile(pattern, flags | re.VERBOSE)
        return cls.pattern

    def __init__(self, template):
        self.template = template

    def _replace(self, substitute):
        """Replace each placeholder by substitute(kind, name, text, position)."""
        text = self.template
        parts = []
        end = 0
        for kind, name, start, stop in self._placeholders():
            parts.append(text[end:start])
            parts.append(substitute(kind, name, text[start:stop], start))
            end = stop
        parts.append(text[end:])
        return "".join(parts)

    def _placeholders(self):
        """Iterate over (kind, name, start, stop)."""
        if self._usual:
            return _scan(self.template, self.delimiter)
        return self._match()

    def _match(self):
        for found in self.pattern.finditer(self.template):
            groups = found.groupdict()
            name = groups.get("named")
            if name is None:
                name = groups.get("braced")
            kind = "named" if name is not None else next(
                (kind for kind in ("escaped", "invalid") if groups.get(kind) is not None), None
            )
            if kind is None:
                raise ValueError("Unrecognized named group in pattern", self.pattern)
            start = found.start("invalid") if kind == "invalid" else found.start()
            if kind == "invalid":
                yield kind, None, found.start(), found.end()
            else:
                yield kind, name, start, found.end()

    def _invalid(self, position):
        lines = self.template[:position].splitlines(keepends=True)
        if lines and lines[-1].splitlines() != [lines[-1]]:
            lines.append("")
        row = len(lines) or 1
        column = position - sum(map(len, lines[:-1])) + 1
        raise ValueError(f"Invalid placeholder in string: line {row}, col {column}")

    def substitute(self, mapping={}, /, **kws):
        """Replace all placeholders; KeyError or ValueError if one cannot be."""
        values = _Values(mapping, kws) if kws else mapping

        def value(kind, name, text, position):
            if kind == "named":
                return str(values[name])
            if kind == "escaped":
                return self.delimiter
            self._invalid(position)

        return self._replace(value)

    def safe_substitute(self, mapping={}, /, **kws):
        """Replace the placeholders that can be, and leave the others."""
        values = _Values(mapping, kws) if kws else mapping

        def value(kind, name, text, position):
            if kind == "named":
                try:
                    return str(values[name])
                except KeyError:
                    return text
            return self.delimiter if kind == "escaped" else text

        return self._replace(value)

    def is_valid(self):
        """Are all placeholders well-formed?"""
        return all(kind != "invalid" for kind, *_ in self._placeholders())

    def get_identifiers(self):
        """The names, in order, each once."""
        return list(dict.fromkeys(
            name for kind, name, *_ in self._placeholders() if kind == "named"
        ))


def _scan(text, delimiter):
    size = len(text)
    at = text.find(delimiter)
    while at >= 0:
        after = at + len(delimiter)
        if text.startswith(delimiter, after):
            found = "escaped", None, at, after + len(delimiter)
        else:
            braced = text.startswith("{", after)
            start = stop = after + braced
            if start < size and text[start] in _START:
                while stop < size and text[stop] in _REST:
                    stop += 1
            closed = not braced or text.startswith("}", stop)
            if stop > start and closed:
                found = "named", text[start:stop], at, stop + braced
            else:
                found = "invalid", None, at, after
        yield found
        at = text.find(delimiter, found[3])
