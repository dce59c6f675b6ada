"""The types of t-strings."""

_value = None
_template = t"{_value}"
Template = type(_template)
Interpolation = type(_template.interpolations[0])
del _value, _template

__all__ = ["Interpolation", "Template", "convert"]


def _template_unpickle(strings, interpolations):
    parts = [part for pair in zip(strings, interpolations) for part in pair]
    return Template(*parts, *strings[len(interpolations):])


def convert(obj, /, conversion):
    """Apply the conversion of an interpolation: None, "s", "r" or "a"."""
    if conversion is None:
        return obj
    if conversion == "s":
        return str(obj)
    if conversion == "r":
        return repr(obj)
    if conversion == "a":
        return ascii(obj)
    raise ValueError(f"invalid conversion specifier: {conversion}")
