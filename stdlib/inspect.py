"""What is this object? Its kind, its state, its members, signature and source.

Kinds, states and documentation are here; the rest is loaded when it is asked for, from
`_inspect_signature`, `_inspect_source`, `_inspect_frames` and `_inspect_classes`.
"""

import functools
import sys
import types

_LAZY = {
    name: module
    for module, names in {
        "_inspect_signature": (
            "BoundArguments Parameter Signature _ParameterKind _empty _void _signature_fromstr "
            "_signature_from_callable _signature_strip_non_python_syntax formatannotation "
            "formatannotationrelativeto getcallargs getfullargspec FullArgSpec signature "
            "_POSITIONAL_ONLY _POSITIONAL_OR_KEYWORD _VAR_POSITIONAL _KEYWORD_ONLY _VAR_KEYWORD "
            "_signature_is_builtin _signature_is_functionlike"
        ),
        "_inspect_source": (
            "BlockFinder ClassFoundException EndOfBlock findsource getabsfile getblock getcomments "
            "getfile getmodule getmodulename getsource getsourcefile getsourcelines indentsize "
            "modulesbyfile _filesbymodname"
        ),
        "_inspect_frames": (
            "ArgInfo Arguments FrameInfo Traceback formatargvalues getargs getargvalues "
            "getframeinfo getinnerframes getlineno getouterframes stack trace"
        ),
        "_inspect_classes": (
            "Attribute ClosureVars classify_class_attrs getattr_static getclasstree "
            "getclosurevars getmembers_static walktree _static_getmro BufferFlags "
            "_shadowed_dict_from_weakref_mro_tuple"
        ),
    }.items()
    for name in names.split()
}

__all__ = [
    "AGEN_CLOSED", "AGEN_CREATED", "AGEN_RUNNING", "AGEN_SUSPENDED", "CORO_CLOSED",
    "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CO_ASYNC_GENERATOR", "CO_COROUTINE",
    "CO_GENERATOR", "CO_HAS_DOCSTRING", "CO_ITERABLE_COROUTINE", "CO_METHOD", "CO_NESTED",
    "CO_NEWLOCALS", "CO_NOFREE", "CO_OPTIMIZED", "CO_VARARGS", "CO_VARKEYWORDS", "GEN_CLOSED",
    "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "TPFLAGS_IS_ABSTRACT", "cleandoc",
    "currentframe", "get_annotations", "getasyncgenlocals", "getasyncgenstate",
    "getcoroutinelocals", "getcoroutinestate", "getdoc", "getgeneratorlocals",
    "getgeneratorstate", "getmembers", "getmro", "isabstract", "isasyncgen",
    "isasyncgenfunction", "isawaitable", "isbuiltin", "isclass", "iscode", "iscoroutine",
    "iscoroutinefunction", "isdatadescriptor", "isframe", "isfunction", "isgenerator",
    "isgeneratorfunction", "isgetsetdescriptor", "ismemberdescriptor", "ismethod",
    "ismethoddescriptor", "ismethodwrapper", "ismodule", "ispackage", "isroutine",
    "istraceback", "markcoroutinefunction", "unwrap",
    *(name for name in _LAZY if not name.startswith("_") and name != "modulesbyfile"),
]

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS = 1, 2, 4, 8
CO_NESTED, CO_GENERATOR, CO_NOFREE, CO_COROUTINE = 16, 32, 64, 128
CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 256, 512
CO_HAS_DOCSTRING, CO_METHOD = 1 << 26, 1 << 27
TPFLAGS_IS_ABSTRACT = 1 << 20

_sentinel = object()  # marks a missing attribute
_get_dunder_dict_of_class = type.__dict__["__dict__"].__get__


def __getattr__(name):
    module = _LAZY.get(name)
    if module is None:
        raise AttributeError(f"module 'inspect' has no attribute {name!r}")
    return globals().setdefault(name, getattr(__import__(module), name))


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=1):
    """The annotations of a class, function or module; see annotationlib."""
    from annotationlib import get_annotations
    return get_annotations(
        obj, globals=globals, locals=locals, eval_str=eval_str, format=format
    )


# === kinds ===

def ismodule(object):
    """Is it a module?"""
    return isinstance(object, types.ModuleType)


def isclass(object):
    """Is it a class?"""
    return isinstance(object, type)


def ismethod(object):
    """Is it a bound method written in Python?"""
    return isinstance(object, types.MethodType)


def ispackage(object):
    """Is it a module that can have submodules?"""
    return ismodule(object) and hasattr(object, "__path__")


def isfunction(object):
    """Is it a function written in Python?"""
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    """Is it a native function or a bound native method?"""
    return isinstance(object, types.BuiltinFunctionType)


def ismethodwrapper(object):
    """Is it a bound special method of a native type?"""
    return isinstance(object, types.MethodWrapperType)


def isframe(object):
    """Is it a frame?"""
    return isinstance(object, types.FrameType)


def iscode(object):
    """Is it a code object?"""
    return isinstance(object, types.CodeType)


def istraceback(object):
    """Is it a traceback?"""
    return isinstance(object, types.TracebackType)


def isgenerator(object):
    """Is it a generator?"""
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    """Is it a coroutine?"""
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    """Is it an asynchronous generator?"""
    return isinstance(object, types.AsyncGeneratorType)


def isawaitable(object):
    """Can it be awaited?"""
    if isinstance(object, types.CoroutineType):
        return True
    if isinstance(object, types.GeneratorType):
        return bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE)
    from _collections_abc import Awaitable
    return isinstance(object, Awaitable)


def isgetsetdescriptor(object):
    """Is it an attribute of a native type that is computed?"""
    return isinstance(object, types.GetSetDescriptorType)


def ismemberdescriptor(object):
    """Is it an attribute of a native type that is stored, or a slot?"""
    return isinstance(object, types.MemberDescriptorType)


def ismethoddescriptor(object):
    """Does it bind itself like a method, without being one of the other kinds?"""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, "__get__") and not (
        hasattr(cls, "__set__") or hasattr(cls, "__delete__")
    )


def isdatadescriptor(object):
    """Is it a descriptor that also controls setting or deleting?"""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, "__set__") or hasattr(cls, "__delete__")


def isroutine(object):
    """Is it any kind of function or method?"""
    if (isbuiltin(object) or isfunction(object) or ismethod(object)
            or ismethoddescriptor(object) or ismethodwrapper(object)):
        return True
    dispatch = sys.modules.get("_functools_dispatch")
    return dispatch is not None and isinstance(object, dispatch._singledispatchmethod_get)


def isabstract(object):
    """Is it a class that cannot be instantiated because of abstract methods?"""
    if not isclass(object):
        return False
    if object.__flags__ & TPFLAGS_IS_ABSTRACT:
        return True
    from abc import ABCMeta
    if not issubclass(type(object), ABCMeta) or hasattr(object, "__abstractmethods__"):
        return False
    # Inside of __init_subclass__, ABCMeta has not counted yet.
    if any(getattr(value, "__isabstractmethod__", False) for value in object.__dict__.values()):
        return True
    return any(
        getattr(getattr(object, name, None), "__isabstractmethod__", False)
        for base in object.__bases__
        for name in getattr(base, "__abstractmethods__", ())
    )


# === kinds of functions ===

def _has_code_flag(f, flag):
    """Has the function inside of methods and partial objects this flag?"""
    f = functools._unwrap_partialmethod(f)
    while ismethod(f):
        f = f.__func__
    f = functools._unwrap_partial(f)
    if not isfunction(f) and not _looks_like_function(f):
        return False
    return bool(f.__code__.co_flags & flag)


def _looks_like_function(obj):
    """Is it something compiled that shows what a function does?"""
    if not callable(obj) or isclass(obj):
        return False
    marker = object()
    code = getattr(obj, "__code__", None)
    defaults = getattr(obj, "__defaults__", marker)
    keywords = getattr(obj, "__kwdefaults__", marker)
    return (
        isinstance(code, types.CodeType) and isinstance(getattr(obj, "__name__", None), str)
        and (defaults is None or isinstance(defaults, tuple))
        and (keywords is None or isinstance(keywords, dict))
    )


def isgeneratorfunction(obj):
    """Does calling it make a generator?"""
    return _has_code_flag(obj, CO_GENERATOR)


def isasyncgenfunction(obj):
    """Does calling it make an asynchronous generator?"""
    return _has_code_flag(obj, CO_ASYNC_GENERATOR)


_is_coroutine_mark = object()


def markcoroutinefunction(func):
    """Let iscoroutinefunction() say yes, for a function that returns an awaitable."""
    if hasattr(func, "__func__"):
        func = func.__func__
    func._is_coroutine_marker = _is_coroutine_mark
    return func


def iscoroutinefunction(obj):
    """Does calling it make a coroutine?"""
    if _has_code_flag(obj, CO_COROUTINE):
        return True
    while ismethod(obj):
        obj = obj.__func__
    obj = functools._unwrap_partial(obj)
    return getattr(obj, "_is_coroutine_marker", None) is _is_coroutine_mark


# === states ===

for _kind in ("GEN", "CORO", "AGEN"):
    for _state in ("CREATED", "RUNNING", "SUSPENDED", "CLOSED"):
        globals()[f"{_kind}_{_state}"] = f"{_kind}_{_state}"
del _kind, _state


def _state_of(obj, prefix, name):
    if getattr(obj, prefix + "_running"):
        return name + "_RUNNING"
    if getattr(obj, prefix + "_suspended"):
        return name + "_SUSPENDED"
    return name + ("_CLOSED" if getattr(obj, prefix + "_frame") is None else "_CREATED")


def getgeneratorstate(generator):
    """GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED or GEN_CLOSED."""
    return _state_of(generator, "gi", "GEN")


def getcoroutinestate(coroutine):
    """CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED or CORO_CLOSED."""
    return _state_of(coroutine, "cr", "CORO")


def getasyncgenstate(agen):
    """AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED or AGEN_CLOSED."""
    return _state_of(agen, "ag", "AGEN")


def getgeneratorlocals(generator):
    """The local variables of a generator; none if it has ended."""
    if not isgenerator(generator):
        raise TypeError(f"{generator!r} is not a Python generator")
    frame = getattr(generator, "gi_frame", None)
    return {} if frame is None else frame.f_locals


def getcoroutinelocals(coroutine):
    """The local variables of a coroutine; none if it has ended."""
    frame = getattr(coroutine, "cr_frame", None)
    return {} if frame is None else frame.f_locals


def getasyncgenlocals(agen):
    """The local variables of an asynchronous generator; none if it has ended."""
    if not isasyncgen(agen):
        raise TypeError(f"{agen!r} is not a Python async generator")
    frame = getattr(agen, "ag_frame", None)
    return {} if frame is None else frame.f_locals


def currentframe():
    """The frame of the caller."""
    return sys._getframe(1) if hasattr(sys, "_getframe") else None


# === members and wrappers ===

def getmembers(object, predicate=None):
    """All (name, value) pairs of an object, sorted, for which the predicate holds."""
    return _members(object, predicate, getattr)


def _members(object, predicate, get):
    mro = (object, *getmro(object)) if isclass(object) else ()
    names = dir(object)
    if isclass(object):
        # Properties of enumerations are hidden from dir().
        for base in object.__bases__:
            names += (name for name, value in base.__dict__.items()
                      if isinstance(value, types.DynamicClassAttribute))
    found, done = [], set()
    for name in names:
        try:
            value = get(object, name)
            if name in done:
                raise AttributeError
        except AttributeError:
            for base in mro:
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue  # in __dir__ only
        if predicate is None or predicate(value):
            found.append((name, value))
        done.add(name)
    found.sort(key=lambda pair: pair[0])
    return found


def getmro(cls):
    """The method resolution order of a class."""
    return cls.__mro__


def unwrap(func, *, stop=None):
    """The object inside of any number of wrappers; stop(wrapper) ends the search."""
    seen = {id(func)}
    limit = sys.getrecursionlimit()
    found = func
    while not isinstance(found, type) and hasattr(found, "__wrapped__"):
        if stop is not None and stop(found):
            break
        found = found.__wrapped__
        if id(found) in seen or len(seen) >= limit:
            raise ValueError(f"wrapper loop when unwrapping {func!r}")
        seen.add(id(found))
    return found


# === documentation ===

def cleandoc(doc):
    """A docstring without the indent of its lines, and without blank lines around it."""
    lines = doc.expandtabs().split("\n")
    indents = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.lstrip(" ")]
    margin = min(indents, default=0)
    lines = [lines[0].lstrip(" "), *(line[margin:] for line in lines[1:])]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        del lines[0]
    return "\n".join(lines)


def getdoc(object):
    """The docstring of an object, or of what it overrides, without indent."""
    try:
        doc = object.__doc__
        if doc is None:
            doc = _finddoc(object)
    except (AttributeError, TypeError):
        return None
    return cleandoc(doc) if isinstance(doc, str) else None


def _finddoc(obj):
    if ismemberdescriptor(obj):
        slots = getattr(obj.__objclass__, "__slots__", None)
        if isinstance(slots, dict) and obj.__name__ in slots:
            return slots[obj.__name__]
    if isclass(obj):
        return next((
            base.__doc__ for base in obj.__mro__
            if base is not object and base.__doc__ is not None
        ), None)
    cls, name = _owner(obj)
    if cls is None:
        return None
    for base in cls.__mro__:
        try:
            doc = _attribute_doc(getattr(base, name))
        except AttributeError:
            continue
        if doc is not None:
            return doc
    return None


def _attribute_doc(obj):
    try:
        return obj.__doc__
    except AttributeError:
        return None


def _owner(obj):
    """The class that an attribute belongs to, and its name there."""
    if ismethod(obj):
        name = obj.__func__.__name__
        bound = obj.__self__
        if isclass(bound) and getattr(getattr(bound, name, None), "__func__", None) is obj.__func__:
            return bound, name
        return bound.__class__, name
    if isfunction(obj):
        cls = _class_of_function(obj)
        name = obj.__name__
        return (None, None) if cls is None or getattr(cls, name) is not obj else (cls, name)
    if isbuiltin(obj):
        name = obj.__name__
        bound = obj.__self__
        if isclass(bound) and bound.__qualname__ + "." + name == obj.__qualname__:
            return bound, name
        return bound.__class__, name
    if isinstance(obj, property):
        name = obj.__name__
        cls = _class_of_function(obj.fget)
        return (None, None) if cls is None or getattr(cls, name) is not obj else (cls, name)
    if isinstance(obj, functools.cached_property):
        cls = _class_of_function(obj.func)
        name = obj.attrname
        return (None, None) if cls is None or getattr(cls, name) is not obj else (cls, name)
    if ismethoddescriptor(obj) or isdatadescriptor(obj):
        name, cls = obj.__name__, obj.__objclass__
        return (None, None) if getattr(cls, name) is not obj else (cls, name)
    return None, None


def _class_of_function(func):
    """The class whose body a function was defined in, by its qualified name."""
    found = sys.modules.get(func.__module__)
    if found is None:
        return None
    for name in func.__qualname__.split(".")[:-1]:
        found = getattr(found, name)
    return found if isclass(found) else None
