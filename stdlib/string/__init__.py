"""Constants of characters, capwords(), and the classes behind `$` and `{}` templates."""

__all__ = [
    "ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits",
    "octdigits", "printable", "punctuation", "whitespace", "Formatter", "Template",
]

import _string

digits = "0123456789"
octdigits = digits[:8]
hexdigits = digits + "abcdef" + "ABCDEF"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
whitespace = " \t\n\r\v\f"
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Capitalize each word; without sep, runs of whitespace become one blank."""
    return (" " if sep is None else sep).join(map(str.capitalize, s.split(sep)))


class Formatter:
    """What str.format() does, in pieces that subclasses can change."""

    def format(self, format_string, /, *args, **kwargs):
        """Format like str.format()."""
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        """Format with the arguments as tuple and dict."""
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        parts = []
        for literal, field, spec, conversion in self.parse(format_string):
            if literal:
                parts.append(literal)
            if field is None:
                continue
            field, auto_arg_index = _numbered(field, auto_arg_index)
            value, key = self.get_field(field, args, kwargs)
            used_args.add(key)
            value = self.convert_field(value, conversion)
            spec, auto_arg_index = self._vformat(
                spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index
            )
            parts.append(self.format_field(value, spec))
        return "".join(parts), auto_arg_index

    def get_value(self, key, args, kwargs):
        """The argument for a number or a name."""
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        """Called with the keys that were used; does nothing."""

    def format_field(self, value, format_spec):
        """The text for a value."""
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        """Apply !s, !r or !a."""
        if conversion is None:
            return value
        convert = {"s": str, "r": repr, "a": ascii}.get(conversion)
        if convert is None:
            raise ValueError(f"Unknown conversion specifier {conversion!s}")
        return convert(value)

    def parse(self, format_string):
        """Iterate over (literal text, field name, format spec, conversion)."""
        return _string.formatter_parser(format_string)

    def get_field(self, field_name, args, kwargs):
        """The object that a field name like "0.name[key]" means, and its argument's key."""
        first, steps = _string.formatter_field_name_split(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, key in steps:
            value = getattr(value, key) if is_attribute else value[key]
        return value, first


def _numbered(field, auto):
    """Give a field without name the next number; `auto` is False once numbers were written."""
    first, _ = _string.formatter_field_name_split(field)
    if first == "":
        if auto is False:
            raise ValueError(
                "cannot switch from manual field specification to automatic field numbering"
            )
        return f"{auto}{field}", auto + 1
    if isinstance(first, int):
        if auto:
            raise ValueError(
                "cannot switch from automatic field numbering to manual field specification"
            )
        return field, False
    return field, auto


from string._template import Template
