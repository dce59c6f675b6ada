"""The classes of t-strings; `string.templatelib` shows them."""

__all__ = ["Interpolation", "Template"]

__name__ = "string.templatelib"  # where the classes belong


class Interpolation:
    """A value in a t-string, with its source, conversion and format."""

    __slots__ = ("value", "expression", "conversion", "format_spec")
    __match_args__ = ("value", "expression", "conversion", "format_spec")

    def __new__(cls, value, expression="", conversion=None, format_spec=""):
        if conversion not in (None, "s", "r", "a"):
            raise ValueError(
                "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'"
            )
        self = super().__new__(cls)
        put = object.__setattr__
        put(self, "value", value)
        put(self, "expression", expression)
        put(self, "conversion", conversion)
        put(self, "format_spec", format_spec)
        return self

    def __setattr__(self, name, value):
        raise AttributeError("readonly attribute")

    def __init_subclass__(cls):
        raise TypeError("type 'string.templatelib.Interpolation' is not an acceptable base type")

    def __repr__(self):
        return (
            f"Interpolation({self.value!r}, {self.expression!r}, {self.conversion!r}, "
            f"{self.format_spec!r})"
        )

    def __reduce__(self):
        return Interpolation, (self.value, self.expression, self.conversion, self.format_spec)


class Template:
    """What a t-string makes: strings and the interpolations between them."""

    __slots__ = ("strings", "interpolations")

    def __new__(cls, *args):
        strings, interpolations, text = [], [], ""
        for arg in args:
            if isinstance(arg, str):
                text += arg
            elif isinstance(arg, Interpolation):
                strings.append(text)
                interpolations.append(arg)
                text = ""
            else:
                raise TypeError(
                    "Template.__new__ *args need to be of type 'str' or 'Interpolation', "
                    f"got {type(arg).__name__}"
                )
        return cls._make((*strings, text), tuple(interpolations))

    @classmethod
    def _make(cls, strings, interpolations):
        self = super().__new__(cls)
        object.__setattr__(self, "strings", strings)
        object.__setattr__(self, "interpolations", interpolations)
        return self

    def __setattr__(self, name, value):
        raise AttributeError(f"attribute {name!r} of 'string.templatelib.Template' objects is not writable")

    def __init_subclass__(cls):
        raise TypeError("type 'string.templatelib.Template' is not an acceptable base type")

    @property
    def values(self):
        return tuple(part.value for part in self.interpolations)

    def __iter__(self):
        for at, text in enumerate(self.strings):
            if text:
                yield text
            if at < len(self.interpolations):
                yield self.interpolations[at]

    def __add__(self, other):
        if not isinstance(other, Template):
            raise TypeError(
                "can only concatenate string.templatelib.Template "
                f'(not "{type(other).__name__}") to string.templatelib.Template'
            )
        middle = self.strings[-1] + other.strings[0]
        return Template._make(
            (*self.strings[:-1], middle, *other.strings[1:]),
            self.interpolations + other.interpolations,
        )

    def __repr__(self):
        return f"Template(strings={self.strings!r}, interpolations={self.interpolations!r})"

    def __reduce__(self):
        from string.templatelib import _template_unpickle
        return _template_unpickle, (self.strings, self.interpolations)
