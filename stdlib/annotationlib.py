"""Annotations, evaluated when somebody asks: as values, with forward references, or as text.

A compiler-made __annotate__ function is run with globals of our own for the last two: names that
are unknown (or all names) are `_Stringifier` objects there, which record what is done to them.
"""

import builtins
import enum
import keyword
import sys
import types

__all__ = [
    "Format", "ForwardRef", "call_annotate_function", "call_evaluate_function",
    "get_annotate_from_class_namespace", "get_annotations", "annotations_to_string", "type_repr",
]


class Format(enum.IntEnum):
    """How annotations are wanted."""

    VALUE = 1
    VALUE_WITH_FAKE_GLOBALS = 2  # what only compiler-made functions understand
    FORWARDREF = 3
    STRING = 4


_sentinel = object()

# Names that compiler-made functions use for themselves.
_OWN_NAMES = ("__classdict__", "__conditional_annotations__")

_SLOTS = (
    "__forward_is_argument__", "__forward_is_class__", "__forward_module__", "__weakref__",
    "__arg__", "__globals__", "__code__", "__level__", "__cell__", "__owner__",
    "__stringifier_dict__", "__extra_names__", "__resolved_str_cache__",
)


class ForwardRef:
    """An annotation that could not be evaluated yet: its text, and where its names are."""

    __slots__ = _SLOTS

    def __init__(self, arg, *, module=None, owner=None, is_argument=True, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        self.__arg__, self.__owner__ = arg, owner
        self.__forward_module__ = module
        self.__forward_is_argument__, self.__forward_is_class__ = is_argument, is_class
        self.__globals__ = self.__code__ = self.__level__ = self.__cell__ = None
        self.__stringifier_dict__ = self.__extra_names__ = self.__resolved_str_cache__ = None

    def __init_subclass__(cls, /, *args, **kwds):
        raise TypeError("Cannot subclass ForwardRef")

    def evaluate(self, *, globals=None, locals=None, type_params=None, owner=None,
                 format=Format.VALUE):
        """The value of the text; with Format.FORWARDREF, names may stay unknown."""
        if format == Format.STRING:
            return self.__resolved_str__
        if format not in (Format.VALUE, Format.FORWARDREF):
            raise NotImplementedError(format)
        partly = format == Format.FORWARDREF
        found = _from_cell(self)
        if found is not _sentinel:
            return found
        from _annotation_scope import scope_of
        globals, locals = scope_of(self, globals, locals, type_params, owner)
        arg = self.__forward_arg__
        if arg.isidentifier() and not keyword.iskeyword(arg):
            if arg in locals:
                return locals[arg]
            if arg in globals:
                return globals[arg]
            if hasattr(builtins, arg):
                return getattr(builtins, arg)
            if partly:
                return self
            raise NameError(f"name '{arg:.200}' is not defined", name=arg)
        code = self.__forward_code__
        try:
            return eval(code, globals, locals)
        except Exception:
            if not partly:
                raise
        known = {**builtins.__dict__, **globals, **locals}
        if owner is None:
            owner = self.__owner__
        fake = _Names(known, globals, owner, self.__forward_is_class__, Format.FORWARDREF)
        space = {name: known[name] if name in known else fake.make(name)
                 for name in _names_in(code)}
        try:
            result = eval(code, {**known, **space})
        except Exception:
            return self
        fake.transmogrify()
        return result

    def _evaluate(self, globalns, localns, type_params=_sentinel, *, recursive_guard):
        import typing
        if type_params is _sentinel:
            type_params = ()
            warn = typing._deprecation_warning_for_no_type_params_passed
            warn("typing.ForwardRef._evaluate")
        return typing.evaluate_forward_ref(
            self, globals=globalns, locals=localns, type_params=type_params,
            _recursive_guard=recursive_guard,
        )

    @property
    def __forward_arg__(self):
        return self.__arg__

    @property
    def __resolved_str__(self):
        """The text, with the values that have no name in it written out."""
        if self.__resolved_str_cache__ is None:
            text = self.__arg__
            for name, value in (self.__extra_names__ or {}).items():
                text = text.replace(name, type_repr(value))
            self.__resolved_str_cache__ = text
        return self.__resolved_str_cache__

    @property
    def __forward_code__(self):
        if self.__code__ is None:
            arg = self.__forward_arg__
            try:
                self.__code__ = compile(_unstar(arg), "<string>", "eval")
            except SyntaxError:
                raise SyntaxError(
                    f"Forward reference must be an expression -- got {arg!r}"
                ) from None
        return self.__code__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return _key(self) == _key(other) and (
            (self.__extra_names__ or None) == (other.__extra_names__ or None)
        )

    def __hash__(self):
        extra = self.__extra_names__
        return hash((_key(self), tuple(sorted(extra.items())) if extra else None))

    def __or__(self, other):
        return types.UnionType[self, other]

    def __ror__(self, other):
        return types.UnionType[other, self]

    def __repr__(self):
        parts = [repr(self.__resolved_str__)]
        if self.__forward_module__ is not None:
            parts.append(f"module={self.__forward_module__!r}")
        if self.__forward_is_class__:
            parts.append("is_class=True")
        if self.__owner__ is not None:
            parts.append(f"owner={self.__owner__!r}")
        return f"ForwardRef({', '.join(parts)})"


def _key(ref):
    """What makes a forward reference equal to another, besides extra names."""
    return (
        ref.__arg__, ref.__forward_module__, id(ref.__globals__), ref.__forward_is_class__,
        _cell_key(ref), ref.__owner__,
    )


def _cell_key(ref):
    """Cells are compared by identity."""
    cell = ref.__cell__
    if isinstance(cell, dict):
        return tuple(sorted((name, id(value)) for name, value in cell.items()))
    return None if cell is None else id(cell)


def _from_cell(ref):
    """The value of the variable that the text names, if it has got one meanwhile."""
    cell = ref.__cell__
    if cell is None:
        return _sentinel
    if isinstance(cell, types.CellType):
        try:
            return cell.cell_contents
        except ValueError:
            return _sentinel
    return _sentinel


def _unstar(text):
    """Make `*args` an expression; it may stand at the start of an annotation."""
    stripped = text.lstrip(" \t")
    return f"({stripped},)[0]" if stripped.startswith("*") else text


from _annotation_text import _Names, _Stringifier, _names_in


# === calling annotate functions ===

def call_annotate_function(annotate, format, *, owner=None, _is_evaluate=False):
    """Call an __annotate__ function, in any format."""
    if format == Format.VALUE_WITH_FAKE_GLOBALS:
        raise ValueError("The VALUE_WITH_FAKE_GLOBALS format is for internal use only")
    try:
        return annotate(format)
    except NotImplementedError:
        pass
    if format in (Format.STRING, Format.FORWARDREF):
        try:
            annotate(Format.VALUE_WITH_FAKE_GLOBALS)
        except NotImplementedError:
            # Written by hand, and without this format: there are only values.
            found = annotate(Format.VALUE)
            if format == Format.FORWARDREF:
                return found
            return type_repr(found) if _is_evaluate else annotations_to_string(found)
        except Exception:
            pass
        if format == Format.FORWARDREF:
            return _forward_references(annotate, owner, _is_evaluate)
        fake = _Names({}, None, owner, False, format)
        found = _run(annotate, fake, False)
        if _is_evaluate:
            return _stringify(found, fake)
        return {name: _stringify(value, fake) for name, value in found.items()}
    if format == Format.VALUE:
        raise RuntimeError("annotate function does not support VALUE format")
    raise ValueError(f"Invalid format: {format!r}")


def _forward_references(annotate, owner, is_evaluate):
    is_class = isinstance(owner, type)
    known = {**annotate.__builtins__, **annotate.__globals__}
    space = annotate.__globals__
    fake = _Names(known, space, owner, is_class, Format.FORWARDREF)
    try:
        found = _run(annotate, fake, True)
    except Exception:
        pass
    else:
        fake.transmogrify()
        return found
    # Some operation failed on real values: record everything, and evaluate what can be.
    fake = _Names({}, space, owner, is_class, Format.FORWARDREF)
    found = _run(annotate, fake, False)
    fake.transmogrify()
    if is_evaluate:
        return _try_evaluate(found)
    return {name: _try_evaluate(value) for name, value in found.items()}


def _try_evaluate(value):
    if isinstance(value, ForwardRef):
        return value.evaluate(format=Format.FORWARDREF)
    return value


def _run(annotate, fake, keep):
    """Call a copy of the function with fake globals; keep says whether known names stay real."""
    code = annotate.__code__
    space = {}
    for name in _names_in(code):
        if name in _OWN_NAMES:
            if name in annotate.__globals__:
                space[name] = annotate.__globals__[name]
        else:
            space[name] = fake[name]
    space["__builtins__"] = space.get("__builtins__", {})
    closure = annotate.__closure__
    if closure:
        closure = tuple(
            _fake_cell(name, cell, fake, keep) for name, cell in zip(code.co_freevars, closure)
        )
    copy = types.FunctionType(
        code, space, closure=closure, argdefs=annotate.__defaults__,
        kwdefaults=annotate.__kwdefaults__,
    )
    return copy(Format.VALUE_WITH_FAKE_GLOBALS)


def _fake_cell(name, cell, fake, keep):
    if name == "__conditional_annotations__":
        return cell
    if name == "__classdict__":
        return cell if keep else types.CellType(fake.class_names())
    if keep:
        try:
            cell.cell_contents
        except ValueError:
            pass
        else:
            return cell
    return types.CellType(fake.make(name, cell))


def _stringify(value, fake):
    """The text of what an annotate function gave for one name."""
    if isinstance(value, str):
        return value
    if _is_template(value):
        return type_repr(value)
    return fake.make("")._literal(value)


def call_evaluate_function(evaluate, format, *, owner=None):
    """Call the function behind a type alias or a bound, in any format."""
    try:
        return evaluate(format)
    except NotImplementedError:
        return call_annotate_function(evaluate, format, owner=owner, _is_evaluate=True)


def get_annotate_from_class_namespace(obj):
    """The __annotate__ function in the namespace that a metaclass gets, or None."""
    return obj["__annotate__"] if "__annotate__" in obj else obj.get("__annotate_func__")


# === getting annotations ===

def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=Format.VALUE):
    """The annotations of a class, function or module, as new dict."""
    if eval_str and format != Format.VALUE:
        raise ValueError("eval_str=True is only supported with format=Format.VALUE")
    found = None
    if format == Format.VALUE:
        found = _stored(obj)
        if found is None:
            found = _call(obj, format)
    elif format == Format.FORWARDREF:
        try:
            found = _stored(obj)
        except Exception:
            pass
        else:
            if found is not None:
                return dict(found)
        found = _call(obj, format)
        if found is None:
            found = _stored(obj)
    elif format == Format.STRING:
        found = _call(obj, format)
        if found is not None:
            return dict(found)
        found = _stored(obj)
        if found is not None:
            return annotations_to_string(found)
    elif format == Format.VALUE_WITH_FAKE_GLOBALS:
        raise ValueError("The VALUE_WITH_FAKE_GLOBALS format is for internal use only")
    else:
        raise ValueError(f"Unsupported format {format!r}")
    if found is None:
        if isinstance(obj, type) or callable(obj):
            return {}
        raise TypeError(f"{obj!r} does not have annotations")
    if not found:
        return {}
    if not eval_str:
        return dict(found)
    from _annotation_scope import evaluate_strings
    return evaluate_strings(obj, found, globals, locals)


_type_annotations = type.__dict__["__annotations__"].__get__


def _stored(obj):
    """What __annotations__ gives: a dict, or None."""
    if isinstance(obj, type):
        # Not through the class, whose metaclass may have annotations of its own.
        try:
            found = _type_annotations(obj)
        except AttributeError:
            return None
    else:
        found = getattr(obj, "__annotations__", None)
        if found is None:
            return None
    if not isinstance(found, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    return found


def _call(obj, format):
    """What __annotate__ gives: a dict, or None if there is no such function."""
    annotate = getattr(obj, "__annotate__", None)
    if annotate is None:
        return None
    found = call_annotate_function(annotate, format, owner=obj)
    if not isinstance(found, dict):
        raise ValueError(f"{obj!r}.__annotate__ returned a non-dict")
    return found


# === text ===

def type_repr(value):
    """The text of a type in annotations: names for classes and functions, else the repr."""
    if isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType)) and not (
        isinstance(value, types.GenericAlias)
    ):
        module = value.__module__
        if module is None:  # a method of a native type
            owner = getattr(value, "__self__", None)
            module = (owner if isinstance(owner, type) else type(owner)).__module__
        return value.__qualname__ if module == "builtins" else f"{module}.{value.__qualname__}"
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        if len(value) == 1:
            return f"({type_repr(value[0])},)"
        return f"({', '.join(map(type_repr, value))})"
    if value is ...:
        return "..."
    if _is_template(value):
        from _annotation_text import template_text
        return template_text(value)
    return repr(value)


def _is_template(value):
    library = sys.modules.get("string.templatelib")
    return library is not None and isinstance(value, library.Template)


def annotations_to_string(annotations):
    """Annotations that are values, as text."""
    return {
        name: value if isinstance(value, str) else type_repr(value)
        for name, value in annotations.items()
    }
