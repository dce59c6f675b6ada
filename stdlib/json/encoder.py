"""Values to JSON texts."""

import _json

__all__ = ["JSONEncoder"]


class JSONEncoder:
    """Turns values into JSON texts."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True,
                 allow_nan=True, sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys, self.ensure_ascii = skipkeys, ensure_ascii
        self.check_circular, self.allow_nan = check_circular, allow_nan
        self.sort_keys, self.indent = sort_keys, indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """What stands for a value that JSON does not know: overridden, or an error."""
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        """The text of a value."""
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        return _json.encode(
            o, self.default, indent, self.item_separator, self.key_separator, self.skipkeys,
            self.ensure_ascii, self.check_circular, self.allow_nan, self.sort_keys,
        )

    def iterencode(self, o, _one_shot=False):
        """The text of a value in parts."""
        yield self.encode(o)
