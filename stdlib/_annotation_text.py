"""Objects that stand for names in annotations and record, as text, what is done to them."""

import builtins
import types

import annotationlib
from annotationlib import _SLOTS, ForwardRef

__name__ = "annotationlib"  # where the names belong

# How tightly expressions bind, from loose to tight.
(_TUPLE, _TEST, _OR, _AND, _NOT, _COMPARE, _BAR, _CARET, _AMPERSAND, _SHIFT, _SUM, _TERM,
 _FACTOR, _POWER, _AWAIT, _ATOM) = range(16)


class _Stringifier:
    """A name, or an expression of such; __arg__ is its text, __level__ how tightly it binds.

    It has the slots of ForwardRef, so that it can become one.
    """

    __slots__ = _SLOTS

    def __init__(self, text, names, level=_ATOM, cell=None, extra=None):
        self.__arg__ = text
        self.__level__ = level
        self.__stringifier_dict__ = names
        self.__extra_names__ = extra
        self.__cell__ = cell
        self.__forward_is_argument__ = False
        self.__forward_is_class__ = names.is_class
        self.__forward_module__ = None
        self.__globals__ = names.globals
        self.__owner__ = names.owner
        self.__code__ = self.__resolved_str_cache__ = None

    def __new(self, text, level, *others):
        """The expression that an operation makes."""
        extra = dict(self.__extra_names__ or ())
        cells = {}
        for item in (self, *others):
            if isinstance(item, _Stringifier):
                extra.update(item.__extra_names__ or ())
                if isinstance(item.__cell__, dict):
                    cells.update(item.__cell__)
                elif item.__cell__ is not None:
                    cells[item.__arg__] = item.__cell__
        made = _Stringifier(
            text, self.__stringifier_dict__, level, cells or None, extra or None
        )
        self.__stringifier_dict__.made.append(made)
        return made

    def __text(self, value, level):
        """(text, object that carries names) of any value."""
        if isinstance(value, _Stringifier):
            text = value.__arg__
            return f"({text})" if value.__level__ < level else text, value
        if value is None or isinstance(value, (str, int, float, bool, complex, bytes)):
            text = repr(value)
            negative = isinstance(value, (int, float)) and text.startswith("-")
            return f"({text})" if negative and level > _FACTOR else text, None
        if value is ...:
            return "...", None
        if type(value) in (list, tuple, set, dict):
            return self.__display(value, level)
        if isinstance(value, slice):
            return self.__slice(value)
        if annotationlib._is_template(value):
            return template_text(value), None
        # It has no name here: it gets one.
        names = self.__stringifier_dict__
        if names.format == annotationlib.Format.STRING:
            return repr(value), None
        label = names.label(value)
        carrier = _Stringifier(label, names, extra={label: value})
        return label, carrier

    def __display(self, value, level):
        rows, carriers = [], []
        items = value.items() if isinstance(value, dict) else ((item, None) for item in value)
        for item, second in items:
            text, carrier = self.__text(item, _TUPLE)
            carriers.append(carrier)
            if isinstance(value, dict):
                other, carrier = self.__text(second, _TEST)
                carriers.append(carrier)
                text = f"{text}: {other}"
            rows.append(text)
        inner = ", ".join(rows)
        if isinstance(value, list):
            text = f"[{inner}]"
        elif isinstance(value, tuple):
            text = f"({inner},)" if len(rows) == 1 else f"({inner})"
        else:
            text = f"{{{inner}}}" if rows or isinstance(value, dict) else "{*()}"
        return text, self.__carrier(carriers)

    def __carrier(self, carriers):
        carriers = [item for item in carriers if item is not None]
        return self.__new("", _ATOM, *carriers) if carriers else None

    def __slice(self, value):
        parts, carriers = [], []
        for item in (value.start, value.stop, value.step):
            if item is None:
                parts.append("")
            else:
                text, carrier = self.__text(item, _TEST)
                parts.append(text)
                carriers.append(carrier)
        text = f"{parts[0]}:{parts[1]}" + (f":{parts[2]}" if parts[2] else "")
        return text, self.__carrier(carriers)

    def __getitem__(self, other):
        if isinstance(other, tuple) and other:
            pieces = [self.__text(item, _TUPLE) for item in other]
            text = ", ".join(piece for piece, _ in pieces) + ("," if len(pieces) == 1 else "")
            carriers = [carrier for _, carrier in pieces]
        else:
            text, carrier = self.__text(other, _TUPLE)
            carriers = [carrier]
        mine, _ = self.__text(self, _ATOM)
        return self.__new(f"{mine}[{text}]", _ATOM, *carriers)

    def __getattr__(self, name):
        if name.startswith("__typing_") or name == "__parameters__":
            raise AttributeError(name)  # it is no type parameter
        mine, _ = self.__text(self, _ATOM)
        return self.__new(f"{mine}.{name}", _ATOM)

    def __call__(self, *args, **kwargs):
        pieces = [self.__text(value, _TUPLE) for value in args]
        rows = [text for text, _ in pieces]
        for name, value in kwargs.items():
            text, carrier = self.__text(value, _TEST)
            rows.append(f"{name}={text}")
            pieces.append((text, carrier))
        mine, _ = self.__text(self, _ATOM)
        return self.__new(
            f"{mine}({', '.join(rows)})", _ATOM, *(carrier for _, carrier in pieces)
        )

    def _literal(self, value):
        """The text of any value."""
        return self.__text(value, _TUPLE)[0]

    def __iter__(self):
        mine, _ = self.__text(self, _BAR)
        yield self.__new(f"*{mine}", _TUPLE)

    def __repr__(self):
        return self.__arg__

    def __format__(self, format_spec):
        raise TypeError("Cannot stringify annotation containing string formatting")

    def __binary(self, sign, level, first, second, right=False):
        left, carrier = self.__text(first, level + right)
        other, more = self.__text(second, level + (not right))
        return self.__new(f"{left} {sign} {other}", level, carrier, more)

    def __or__(self, other):
        return self.__binary("|", _BAR, self, other)

    def __ror__(self, other):
        return self.__binary("|", _BAR, other, self)

    def _operator(sign, level, right=False):
        def method(self, other):
            return self.__binary(sign, level, self, other, right)

        def reflected(self, other):
            return self.__binary(sign, level, other, self, right)

        return method, reflected

    __add__, __radd__ = _operator("+", _SUM)
    __sub__, __rsub__ = _operator("-", _SUM)
    __mul__, __rmul__ = _operator("*", _TERM)
    __matmul__, __rmatmul__ = _operator("@", _TERM)
    __truediv__, __rtruediv__ = _operator("/", _TERM)
    __floordiv__, __rfloordiv__ = _operator("//", _TERM)
    __mod__, __rmod__ = _operator("%", _TERM)
    __pow__, __rpow__ = _operator("**", _POWER, True)
    __lshift__, __rlshift__ = _operator("<<", _SHIFT)
    __rshift__, __rrshift__ = _operator(">>", _SHIFT)
    __and__, __rand__ = _operator("&", _AMPERSAND)
    __xor__, __rxor__ = _operator("^", _CARET)

    del _operator

    def __compare(self, sign, other):
        left, _ = self.__text(self, _COMPARE + 1)
        right, carrier = self.__text(other, _COMPARE + 1)
        return self.__new(f"{left} {sign} {right}", _COMPARE, carrier)

    def __lt__(self, other):
        return self.__compare("<", other)

    def __le__(self, other):
        return self.__compare("<=", other)

    def __gt__(self, other):
        return self.__compare(">", other)

    def __ge__(self, other):
        return self.__compare(">=", other)

    def __eq__(self, other):
        return self.__compare("==", other)

    def __ne__(self, other):
        return self.__compare("!=", other)

    def __hash__(self):
        return id(self)

    def __unary(self, sign):
        mine, _ = self.__text(self, _FACTOR)
        return self.__new(f"{sign}{mine}", _FACTOR)

    def __neg__(self):
        return self.__unary("-")

    def __pos__(self):
        return self.__unary("+")

    def __invert__(self):
        return self.__unary("~")


class _Names:
    """The names that a fake evaluation sees, and the stringifiers that were made for it."""

    def __init__(self, known, globals, owner, is_class, format):
        self.known = known
        self.globals = globals
        self.owner = owner
        self.is_class = is_class
        self.format = format
        self.made = []
        self.labels = {}

    def __getitem__(self, name):
        return self.known[name] if name in self.known else self.make(name)

    def make(self, name, cell=None):
        """A stringifier for a name."""
        made = _Stringifier(name, self, cell=cell)
        self.made.append(made)
        return made

    def label(self, value):
        """A name for a value that has none."""
        for name, known in self.labels.items():
            if known is value:
                return name
        name = f"__annotationlib_name_{len(self.labels) + 1}__"
        self.labels[name] = value
        return name

    def class_names(self):
        """What stands for the namespace of the class."""
        return {}

    def transmogrify(self):
        """Make forward references of all stringifiers."""
        for item in self.made:
            item.__class__ = ForwardRef
            item.__stringifier_dict__ = None
            item.__forward_is_argument__ = False


def _names_in(code):
    """All global names in a code object and in those inside of it."""
    names = dict.fromkeys(code.co_names)
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            names.update(_names_in(const))
    return names


def _is_source(expression):
    try:
        compile(f"({expression}\n)", "<string>", "eval")
    except (SyntaxError, ValueError):
        return False
    return bool(expression.strip())


def _template_call(template):
    parts = [
        repr(item) if isinstance(item, str) else
        f"Interpolation({item.value!r}, {item.expression!r}, {item.conversion!r}, "
        f"{item.format_spec!r})"
        for item in template
    ]
    return f"Template({', '.join(parts)})"


def template_text(template):
    """The source of a t-string, or of the call that makes it if there is none."""
    if not all(_is_source(item.expression) for item in template.interpolations):
        return _template_call(template)
    parts = []
    for item in template:
        if isinstance(item, str):
            parts.append(item.replace("{", "{{").replace("}", "}}"))
        else:
            conversion = f"!{item.conversion}" if item.conversion else ""
            spec = f":{item.format_spec}" if item.format_spec else ""
            parts.append(f"{{{item.expression}{conversion}{spec}}}")
    body = "".join(parts)
    return f't"""{body}"""' if "\n" in body else f"t{body!r}"
