"""Signatures of callables: Signature, Parameter, BoundArguments, and how to get them."""

import enum
import functools
import sys
import types
from collections import OrderedDict, namedtuple
from keyword import iskeyword

import inspect

__name__ = "inspect"  # where the names belong


class _void:
    """Marks an argument that was not given."""


class _empty:
    """Marks what a parameter has not: a default, an annotation."""


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = "positional-only"
    POSITIONAL_OR_KEYWORD = "positional or keyword"
    VAR_POSITIONAL = "variadic positional"
    KEYWORD_ONLY = "keyword-only"
    VAR_KEYWORD = "variadic keyword"

    def __new__(cls, description):
        value = len(cls.__members__)
        made = int.__new__(cls, value)
        made._value_ = value
        made.description = description
        return made

    def __str__(self):
        return self.name


(_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY,
 _VAR_KEYWORD) = _ParameterKind
_VARIADIC = (_VAR_POSITIONAL, _VAR_KEYWORD)


# === annotations as text ===

def formatannotation(annotation, base_module=None, *, quote_annotation_strings=True):
    """The text of an annotation as a signature shows it."""
    if not quote_annotation_strings and isinstance(annotation, str):
        return annotation
    if getattr(annotation, "__module__", None) == "typing":
        return _without_typing(repr(annotation))
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    forward = sys.modules.get("annotationlib")
    if forward is not None and isinstance(annotation, forward.ForwardRef):
        return annotation.__forward_arg__
    return repr(annotation)


def _without_typing(text):
    """Take away `typing.` in front of names, but not inside of longer paths."""
    parts = text.split("typing.")
    out = parts[0]
    for part in parts[1:]:
        before = out[-1:]
        keep = before.isalnum() or before in ("_", ".") and before
        out += ("typing." if keep else "") + part
    return out


def formatannotationrelativeto(object):
    """A formatannotation() for annotations in the module of an object."""
    module = getattr(object, "__module__", None)
    return lambda annotation: formatannotation(annotation, module)


# === parameters ===

class Parameter:
    """One parameter: name, kind, default and annotation. It cannot be changed."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")

    (POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY,
     VAR_KEYWORD) = _ParameterKind
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind")
        if default is not _empty and self._kind in _VARIADIC:
            raise ValueError(f"{self._kind.description} parameters cannot have default values")
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if name[:1] == "." and name[1:].isdigit():
            # The parameter of a comprehension's function.
            if self._kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError(
                    "implicit arguments must be passed as positional or keyword arguments, "
                    f"not {self._kind.description}"
                )
            self._kind = _POSITIONAL_ONLY
            name = "implicit" + name[1:]
        reserved = iskeyword(name) and self._kind is not _POSITIONAL_ONLY
        if reserved or not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name, self._default, self._annotation = name, default, annotation

    name = property(lambda self: self._name)
    kind = property(lambda self: self._kind)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)

    def __reduce__(self):
        state = {"_default": self._default, "_annotation": self._annotation}
        return type(self), (self._name, self._kind), state

    def __setstate__(self, state):
        self._default, self._annotation = state["_default"], state["_annotation"]

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        """A copy with some attributes changed."""
        return type(self)(
            self._name if name is _void else name,
            self._kind if kind is _void else kind,
            default=self._default if default is _void else default,
            annotation=self._annotation if annotation is _void else annotation,
        )

    __replace__ = replace

    def _format(self, *, quote_annotation_strings=True):
        text = {_VAR_POSITIONAL: "*", _VAR_KEYWORD: "**"}.get(self._kind, "") + self._name
        annotated = self._annotation is not _empty
        if annotated:
            shown = formatannotation(
                self._annotation, quote_annotation_strings=quote_annotation_strings
            )
            text += f": {shown}"
        if self._default is not _empty:
            text += f" = {self._default!r}" if annotated else f"={self._default!r}"
        return text

    def __str__(self):
        return self._format()

    def __repr__(self):
        return f'<{self.__class__.__name__} "{self}">'

    def _key(self):
        return self._name, self._kind, self._annotation, self._default

    def __hash__(self):
        return hash(self._key())

    def __eq__(self, other):
        if other is self:
            return True
        return self._key() == other._key() if isinstance(other, Parameter) else NotImplemented


class BoundArguments:
    """Which argument goes to which parameter; `arguments` may be changed."""

    __slots__ = ("arguments", "_signature", "__weakref__")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    signature = property(lambda self: self._signature)

    @property
    def args(self):
        """The positional arguments for a call."""
        values = []
        for name, param in self._signature.parameters.items():
            if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                break
            if param.kind is _VAR_POSITIONAL:
                values += self.arguments[name]
            else:
                values.append(self.arguments[name])
        return tuple(values)

    @property
    def kwargs(self):
        """The keyword arguments for a call: from the first one on that has no position."""
        values = {}
        started = False
        for name, param in self._signature.parameters.items():
            if not started:
                if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    started = True
                elif name not in self.arguments:
                    started = True
                    continue
            if not started or name not in self.arguments:
                continue
            if param.kind is _VAR_KEYWORD:
                values.update(self.arguments[name])
            else:
                values[name] = self.arguments[name]
        return values

    def apply_defaults(self):
        """Add the defaults of the parameters that got no argument."""
        complete = {}
        for name, param in self._signature.parameters.items():
            if name in self.arguments:
                complete[name] = self.arguments[name]
            elif param.default is not _empty:
                complete[name] = param.default
            elif param.kind is _VAR_POSITIONAL:
                complete[name] = ()
            elif param.kind is _VAR_KEYWORD:
                complete[name] = {}
        self.arguments = complete

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self._signature == other._signature and self.arguments == other.arguments

    def __setstate__(self, state):
        self._signature, self.arguments = state["_signature"], state["arguments"]

    def __getstate__(self):
        return {"_signature": self._signature, "arguments": self.arguments}

    def __repr__(self):
        shown = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"<{self.__class__.__name__} ({shown})>"


class Signature:
    """The parameters of a callable and its return annotation. It cannot be changed."""

    __slots__ = ("_return_annotation", "_parameters")

    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty,
                 __validate_parameters__=True):
        if __validate_parameters__:
            found = _validated(parameters or ())
        else:
            found = OrderedDict((param.name, param) for param in parameters or ())
        self._parameters = types.MappingProxyType(found)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None,
                      eval_str=False, annotation_format=1):
        """The signature of a callable."""
        return _signature_from_callable(
            obj, sigcls=cls, follow_wrapper_chains=follow_wrapped, globals=globals,
            locals=locals, eval_str=eval_str, annotation_format=annotation_format,
        )

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    def replace(self, *, parameters=_void, return_annotation=_void):
        """A copy with other parameters or another return annotation."""
        if parameters is _void:
            parameters = self._parameters.values()
        if return_annotation is _void:
            return_annotation = self._return_annotation
        return type(self)(parameters, return_annotation=return_annotation)

    __replace__ = replace

    def _hash_basis(self):
        ordered, named = [], {}
        for param in self._parameters.values():
            if param.kind is _KEYWORD_ONLY:
                named[param.name] = param
            else:
                ordered.append(param)
        return tuple(ordered), named, self._return_annotation

    def __hash__(self):
        ordered, named, result = self._hash_basis()
        return hash((ordered, frozenset(named.values()), result))

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return self is other or self._hash_basis() == other._hash_basis()

    def _bind(self, args, kwargs, *, partial=False):
        from _inspect_bind import bind
        return self._bound_arguments_cls(self, bind(self._parameters, args, kwargs, partial))

    def bind(self, /, *args, **kwargs):
        """Match arguments with parameters; TypeError if they do not fit."""
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        """Like bind(), but arguments may be missing."""
        return self._bind(args, kwargs, partial=True)

    def __reduce__(self):
        state = {"_return_annotation": self._return_annotation}
        return type(self), (tuple(self._parameters.values()),), state

    def __setstate__(self, state):
        self._return_annotation = state["_return_annotation"]

    def __repr__(self):
        return f"<{self.__class__.__name__} {self}>"

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None, quote_annotation_strings=True):
        """The text; one line per parameter if one line would be longer than max_width."""
        parts = []
        only_positional = star = False
        for param in self._parameters.values():
            if param.kind is _POSITIONAL_ONLY:
                only_positional = True
            elif only_positional:
                parts.append("/")
                only_positional = False
            if param.kind is _VAR_POSITIONAL:
                star = True
            elif param.kind is _KEYWORD_ONLY and not star:
                parts.append("*")
                star = True
            parts.append(param._format(quote_annotation_strings=quote_annotation_strings))
        if only_positional:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if max_width is not None and len(text) > max_width:
            text = "(\n    " + ",\n    ".join(parts) + "\n)"
        if self._return_annotation is not _empty:
            shown = formatannotation(
                self._return_annotation, quote_annotation_strings=quote_annotation_strings
            )
            text += f" -> {shown}"
        return text


def _validated(parameters):
    """The parameters by name; ValueError if they cannot stand in this order."""
    found = OrderedDict()
    top = _POSITIONAL_ONLY
    defaults = False
    variadic = set()
    for param in parameters:
        kind, name = param.kind, param.name
        if kind in _VARIADIC:
            if kind in variadic:
                raise ValueError(f"more than one {kind.description} parameter")
            variadic.add(kind)
        if kind < top:
            raise ValueError(
                f"wrong parameter order: {top.description} parameter "
                f"before {kind.description} parameter"
            )
        top = kind
        if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            if param.default is not _empty:
                defaults = True
            elif defaults:
                raise ValueError("non-default argument follows default argument")
        if name in found:
            raise ValueError(f"duplicate parameter name: {name!r}")
        found[name] = param
    return found


# === getting signatures ===

def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False,
              annotation_format=1):
    """The signature of a callable."""
    return Signature.from_callable(
        obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals, eval_str=eval_str,
        annotation_format=annotation_format,
    )


def _without_first(sig):
    """The signature that is left when a method is bound."""
    params = list(sig.parameters.values())
    if not params or params[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError("invalid method signature")
    if params[0].kind is not _VAR_POSITIONAL:
        del params[0]
    return sig.replace(parameters=params)


_NATIVE = (
    types.WrapperDescriptorType, types.MethodWrapperType, types.ClassMethodDescriptorType,
    types.BuiltinFunctionType,
)


def _user_method(cls, name, follow=True):
    """The method that a class has from Python code, or None."""
    if name == "__new__":
        method = getattr(cls, name, None)
    else:
        method = inspect.getattr_static(cls, name, None)
    if method is None:
        return None
    if isinstance(method, _NATIVE):
        return None
    if name != "__new__":
        method = _bind_static(method, cls)
    return None if isinstance(method, _NATIVE) else method


def _bind_static(descriptor, obj):
    """What a descriptor that was found statically gives for an object."""
    if isinstance(descriptor, type):
        return descriptor
    get = getattr(type(descriptor), "__get__", None)
    return descriptor if get is None else get(descriptor, obj, type(obj))


def _signature_is_builtin(obj):
    """Is it native?"""
    return (
        inspect.isbuiltin(obj) or inspect.ismethoddescriptor(obj) or isinstance(obj, _NATIVE)
        or obj is type or obj is object
    )


def _signature_is_functionlike(obj):
    """Does it look like a function written in Python?"""
    return inspect._looks_like_function(obj)


def _signature_from_callable(obj, *, follow_wrapper_chains=True, skip_bound_arg=True,
                             globals=None, locals=None, eval_str=False, sigcls,
                             annotation_format=1):
    recurse = functools.partial(
        _signature_from_callable, follow_wrapper_chains=follow_wrapper_chains,
        skip_bound_arg=skip_bound_arg, globals=globals, locals=locals, eval_str=eval_str,
        sigcls=sigcls, annotation_format=annotation_format,
    )
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if isinstance(obj, types.MethodType):
        found = recurse(obj.__func__)
        return _without_first(found) if skip_bound_arg else found
    if follow_wrapper_chains:
        obj = inspect.unwrap(obj, stop=lambda f: hasattr(f, "__signature__")
                             or isinstance(f, types.MethodType))
        if isinstance(obj, types.MethodType):
            return recurse(obj)
    try:
        found = obj.__signature__
    except AttributeError:
        pass
    else:
        if found is not None:
            return _declared(obj, found, sigcls)
    held = getattr(obj, "__partialmethod__", None)
    if isinstance(held, functools.partialmethod):
        return _of_partialmethod(held, recurse(held.func))
    if inspect.isfunction(obj) or _signature_is_functionlike(obj):
        text = getattr(obj, "__text_signature__", None)
        if text:
            return _signature_fromstr(sigcls, obj, text, skip_bound_arg)
        return _of_function(sigcls, obj, globals, locals, eval_str, annotation_format)
    if isinstance(obj, functools.partial):
        return _of_partial(recurse(obj.func), obj)
    if _signature_is_builtin(obj):
        return _of_builtin(sigcls, obj, skip_bound_arg)
    if isinstance(obj, type):
        return _of_class(sigcls, obj, recurse, skip_bound_arg)
    call = inspect.getattr_static(type(obj), "__call__", None)
    if call is not None:
        text = getattr(obj, "__text_signature__", None)
        if text:
            return _signature_fromstr(sigcls, obj, text, skip_bound_arg)
        return recurse(_bind_static(call, obj))
    raise ValueError(f"callable {obj!r} is not supported by signature")


def _declared(obj, found, sigcls):
    """What __signature__ says: a Signature, text, or a function that gives one of these."""
    declared = found
    if not isinstance(found, (Signature, str)) and callable(found):
        found = found()
    if isinstance(found, str):
        return _signature_fromstr(sigcls, obj, found)
    if not isinstance(found, Signature):
        raise TypeError(f"unexpected object {declared!r} in __signature__ attribute")
    return found


def _of_class(sigcls, cls, recurse, skip_bound_arg):
    call = _meta_call(cls)
    if call is not None:
        return recurse(call)
    new = _user_method(cls, "__new__")
    init = inspect.getattr_static(cls, "__init__", None)
    if isinstance(init, _NATIVE):
        init = None
    for base in cls.__mro__:
        if new is not None and "__new__" in base.__dict__:
            found = recurse(new)
            return _without_first(found) if skip_bound_arg else found
        if init is not None and "__init__" in base.__dict__:
            return recurse(_bind_static(init, cls))
    for base in cls.__mro__[:-1]:
        try:
            text = base.__text_signature__
        except AttributeError:
            continue
        if text:
            return _signature_fromstr(sigcls, base, text)
    if type not in cls.__mro__:
        if cls.__init__ is object.__init__ and cls.__new__ is object.__new__:
            return sigcls.from_callable(object)
        raise ValueError(f"no signature found for builtin type {cls!r}")
    raise ValueError(f"callable {cls!r} is not supported by signature")


def _meta_call(cls):
    """The __call__ of a metaclass written in Python, bound."""
    meta = type(cls)
    if meta is type:
        return None
    call = inspect.getattr_static(meta, "__call__", None)
    if call is None or isinstance(call, _NATIVE):
        return None
    return _bind_static(call, cls)


def _of_function(sigcls, func, globals=None, locals=None, eval_str=False, annotation_format=1):
    """From the code object, the defaults and the annotations."""
    made = sigcls._parameter_cls
    code = func.__code__
    names = code.co_varnames
    count, only = code.co_argcount, code.co_posonlyargcount
    annotations = inspect.get_annotations(
        func, globals=globals, locals=locals, eval_str=eval_str, format=annotation_format
    )
    defaults = func.__defaults__ or ()
    keywords = func.__kwdefaults__ or {}
    params = []
    first_default = count - len(defaults)
    for place, name in enumerate(names[:count]):
        if name.startswith(".") and not name[1:].isdigit():
            name = name[1:]  # of the functions behind type parameters
        params.append(made(
            name, annotation=annotations.get(name, _empty),
            kind=_POSITIONAL_ONLY if place < only else _POSITIONAL_OR_KEYWORD,
            default=defaults[place - first_default] if place >= first_default else _empty,
        ))
    named = count + code.co_kwonlyargcount
    if code.co_flags & inspect.CO_VARARGS:
        name = names[named]
        params.append(made(name, annotation=annotations.get(name, _empty), kind=_VAR_POSITIONAL))
    for name in names[count:named]:
        params.append(made(
            name, annotation=annotations.get(name, _empty), kind=_KEYWORD_ONLY,
            default=keywords.get(name, _empty),
        ))
    if code.co_flags & inspect.CO_VARKEYWORDS:
        name = names[named + bool(code.co_flags & inspect.CO_VARARGS)]
        params.append(made(name, annotation=annotations.get(name, _empty), kind=_VAR_KEYWORD))
    return sigcls(params, return_annotation=annotations.get("return", _empty),
                  __validate_parameters__=getattr(func, "__signature_validate__", True)
                  and not inspect.isfunction(func))


def _of_partialmethod(held, wrapped):
    """Of a partialmethod fetched from the class: the first parameter stays."""
    found = _of_partial(wrapped, held, (None,))
    first = next(iter(wrapped.parameters.values()))
    if first.kind is _VAR_POSITIONAL:
        return found
    if any(param.kind is _POSITIONAL_ONLY for param in found.parameters.values()):
        first = first.replace(kind=_POSITIONAL_ONLY)
    return found.replace(parameters=(first, *found.parameters.values()))


def _of_partial(wrapped, held, extra=()):
    """What is left of a signature when some arguments are given."""
    gap = functools.Placeholder
    given = (*extra, *(held.args or ()))
    keywords = held.keywords or {}
    try:
        bound = wrapped.bind_partial(*given, **keywords)
    except TypeError as error:
        raise ValueError(f"partial object {held!r} has incorrect arguments") from error
    left = OrderedDict()
    named = False  # did a keyword take a positional parameter? Those after it need names.
    for name, param in wrapped.parameters.items():
        kind = param.kind
        if name in bound.arguments:
            value = bound.arguments[name]
            if kind is _POSITIONAL_ONLY:
                if value is not gap:
                    continue
                param = param.replace(default=_empty)
            elif kind is _POSITIONAL_OR_KEYWORD:
                if name in keywords:
                    named = True
                    param = param.replace(default=value)
                elif value is gap:
                    # All before it can be given by position only.
                    for other, earlier in left.items():
                        if earlier.kind is _POSITIONAL_OR_KEYWORD:
                            left[other] = earlier.replace(kind=_POSITIONAL_ONLY)
                    param = param.replace(kind=_POSITIONAL_ONLY, default=_empty)
                else:
                    continue
            elif kind is _KEYWORD_ONLY:
                param = param.replace(default=value)
        if named:
            if kind is _POSITIONAL_OR_KEYWORD:
                param = param.replace(kind=_KEYWORD_ONLY)
            elif kind is _VAR_POSITIONAL:
                continue
        left[name] = param
    return wrapped.replace(parameters=left.values())


def _of_builtin(sigcls, func, skip_bound_arg=True):
    """From __text_signature__."""
    text = getattr(func, "__text_signature__", None)
    if not text:
        raise ValueError(f"no signature found for builtin {func!r}")
    return _signature_fromstr(sigcls, func, text, skip_bound_arg)


def _signature_fromstr(sigcls, obj, s, skip_bound_arg=True):
    from _inspect_text import parse
    return parse(sigcls, obj, s, skip_bound_arg)


def _signature_strip_non_python_syntax(signature):
    from _inspect_text import strip
    return strip(signature)


# === older interfaces ===

FullArgSpec = namedtuple(
    "FullArgSpec", "args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations"
)


def getfullargspec(func):
    """Names and defaults of the parameters; a bound method keeps its first one."""
    try:
        found = _signature_from_callable(
            func, follow_wrapper_chains=False, skip_bound_arg=False, sigcls=Signature
        )
    except Exception as error:
        raise TypeError("unsupported callable") from error
    args, only, keyword = [], [], []
    varargs = varkw = None
    defaults, keyword_defaults, annotations = (), {}, {}
    if found.return_annotation is not _empty:
        annotations["return"] = found.return_annotation
    for param in found.parameters.values():
        kind, name = param.kind, param.name
        if kind is _VAR_POSITIONAL:
            varargs = name
        elif kind is _VAR_KEYWORD:
            varkw = name
        elif kind is _KEYWORD_ONLY:
            keyword.append(name)
            if param.default is not _empty:
                keyword_defaults[name] = param.default
        else:
            (only if kind is _POSITIONAL_ONLY else args).append(name)
            if param.default is not _empty:
                defaults += (param.default,)
        if param.annotation is not _empty:
            annotations[name] = param.annotation
    return FullArgSpec(
        only + args, varargs, varkw, defaults or None, keyword, keyword_defaults or None,
        annotations,
    )


def getcallargs(func, /, *positional, **named):
    """What the parameters of a function get in a call; TypeError as the call would raise."""
    from _inspect_bind import call_arguments
    return call_arguments(func, positional, named)
