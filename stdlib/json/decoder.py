"""JSON texts to values."""

import _json

__all__ = ["JSONDecoder", "JSONDecodeError"]

NaN = float("nan")
PosInf = float("inf")
NegInf = float("-inf")

_SPACE = " \t\n\r"


class JSONDecodeError(ValueError):
    """A text is not JSON: what is wrong and where."""

    def __init__(self, msg, doc, pos):
        self.msg, self.doc, self.pos = msg, doc, pos
        self.lineno = doc.count("\n", 0, pos) + 1
        self.colno = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {self.lineno} column {self.colno} (char {pos})")

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


def _after_space(text, at):
    rest = text[at:]
    return at + len(rest) - len(rest.lstrip(_SPACE))


class JSONDecoder:
    """Turns JSON texts into values; hooks may make other values of their parts."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None,
                 parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook, self.object_pairs_hook = object_hook, object_pairs_hook
        self.parse_float, self.parse_int = parse_float, parse_int
        self.parse_constant, self.strict = parse_constant, strict

    def decode(self, s):
        """The value of a whole text."""
        value, end = self.raw_decode(s, _after_space(s, 0))
        end = _after_space(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        """The value that begins at a place in a text, and where it ends."""
        return _json.decode(
            s, idx, self.object_hook, self.object_pairs_hook, self.parse_float, self.parse_int,
            self.parse_constant, self.strict,
        )
