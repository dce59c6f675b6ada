"""Names for the interpreter's own types, and tools to make classes dynamically."""

import sys

__all__ = [
    "AsyncGeneratorType", "BuiltinFunctionType", "BuiltinMethodType", "CapsuleType", "CellType",
    "ClassMethodDescriptorType", "CodeType", "CoroutineType", "EllipsisType", "FrameType",
    "FunctionType", "GeneratorType", "GenericAlias", "GetSetDescriptorType", "LambdaType",
    "MappingProxyType", "MemberDescriptorType", "MethodDescriptorType", "MethodType",
    "MethodWrapperType", "ModuleType", "NoneType", "NotImplementedType", "SimpleNamespace",
    "TracebackType", "UnionType", "WrapperDescriptorType", "new_class", "resolve_bases",
    "prepare_class", "get_original_bases", "DynamicClassAttribute", "coroutine",
]


def _sample():
    """Objects whose types have no other name."""
    cell = None

    def function():
        return cell

    def generator():
        yield

    async def coroutine():
        pass

    async def asyncgen():
        yield

    awaitable = coroutine()
    awaitable.close()
    return function, generator(), awaitable, asyncgen()


_function, _generator, _coroutine, _asyncgen = _sample()

FunctionType = LambdaType = type(_function)
CodeType = type(_function.__code__)
CellType = type(_function.__closure__[0])
MappingProxyType = type(type.__dict__)
SimpleNamespace = type(sys.implementation)
GeneratorType = type(_generator)
CoroutineType = type(_coroutine)
AsyncGeneratorType = type(_asyncgen)
BuiltinFunctionType = BuiltinMethodType = type(len)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__["fromkeys"])
GetSetDescriptorType = type(FunctionType.__dict__["__code__"])
ModuleType = type(sys)
GenericAlias = type(list[int])
UnionType = type(int | str)
EllipsisType = type(...)
NoneType = type(None)
NotImplementedType = type(NotImplemented)


class _Method:
    __slots__ = ("member",)

    def method(self):
        pass


MethodType = type(_Method().method)
MemberDescriptorType = type(_Method.member)

try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)
    FrameType = type(_error.__traceback__.tb_frame)


del _sample, _function, _generator, _coroutine, _asyncgen, _Method


def __getattr__(name):
    if name == "CapsuleType":
        import _types
        globals()["CapsuleType"] = _types.CapsuleType
        return _types.CapsuleType
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Make a class the way a class statement does; exec_body fills the namespace it is given."""
    real_bases = resolve_bases(bases)
    meta, namespace, keywords = prepare_class(name, real_bases, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if real_bases is not bases:
        namespace["__orig_bases__"] = bases
    return meta(name, real_bases, namespace, **keywords)


def resolve_bases(bases):
    """Replace the bases that are no classes by what their __mro_entries__ gives."""
    result = []
    changed = False
    for base in bases:
        entries = None if isinstance(base, type) else getattr(base, "__mro_entries__", None)
        if entries is None:
            result.append(base)
            continue
        replacement = entries(bases)
        if not isinstance(replacement, tuple):
            raise TypeError("__mro_entries__ must return a tuple")
        result.extend(replacement)
        changed = True
    return tuple(result) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    """Find the metaclass and call its __prepare__; returns (metaclass, namespace, keywords)."""
    keywords = dict(kwds) if kwds else {}
    if "metaclass" in keywords:
        meta = keywords.pop("metaclass")
    else:
        meta = type(bases[0]) if bases else type
    if isinstance(meta, type):
        meta = _most_derived(meta, bases)
    prepare = getattr(meta, "__prepare__", None)
    namespace = {} if prepare is None else prepare(name, bases, **keywords)
    return meta, namespace, keywords


def _most_derived(meta, bases):
    for base in bases:
        other = type(base)
        if issubclass(other, meta):
            meta = other
        elif not issubclass(meta, other):
            raise TypeError(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                "subclass of the metaclasses of all its bases"
            )
    return meta


def get_original_bases(cls, /):
    """The bases as the class statement spelled them, before __mro_entries__."""
    try:
        return cls.__dict__.get("__orig_bases__", cls.__bases__)
    except AttributeError:
        raise TypeError(
            f"Expected an instance of type, not {type(cls).__name__!r}"
        ) from None


class DynamicClassAttribute:
    """A property for instances; on the class, the metaclass's __getattr__ is asked instead."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.overwrite_doc = doc is None
        self.__doc__ = fget.__doc__ if doc is None and fget is not None else doc
        self.__isabstractmethod__ = bool(getattr(fget, "__isabstractmethod__", False))

    def __get__(self, instance, ownerclass=None):
        if instance is not None:
            if self.fget is None:
                raise AttributeError("unreadable attribute")
            return self.fget(instance)
        if self.__isabstractmethod__:
            return self
        raise AttributeError

    def __delete__(self, instance):
        if (delete := self.fdel) is None:
            raise AttributeError("can't delete attribute")
        delete(instance)

    def __set__(self, instance, value):
        if (store := self.fset) is None:
            raise AttributeError("can't set attribute")
        store(instance, value)

    def getter(self, fget):
        """A copy with another getter."""
        doc = fget.__doc__ if self.overwrite_doc else None
        made = type(self)(fget, self.fset, self.fdel, doc or self.__doc__)
        made.overwrite_doc = self.overwrite_doc
        return made

    def setter(self, fset):
        """A copy with another setter."""
        made = type(self)(self.fget, fset, self.fdel, self.__doc__)
        made.overwrite_doc = self.overwrite_doc
        return made

    def deleter(self, fdel):
        """A copy with another deleter."""
        made = type(self)(self.fget, self.fset, fdel, self.__doc__)
        made.overwrite_doc = self.overwrite_doc
        return made


class _GeneratorWrapper:
    """Makes an iterator that only behaves like a generator awaitable."""

    def __init__(self, gen):
        self.__wrapped = gen
        self.__isgen = gen.__class__ is GeneratorType
        self.__name__ = getattr(gen, "__name__", None)
        self.__qualname__ = getattr(gen, "__qualname__", None)

    def close(self):
        return self.__wrapped.close()

    def throw(self, tp, *rest):
        return self.__wrapped.throw(tp, *rest)

    def send(self, val):
        return self.__wrapped.send(val)

    gi_code = cr_code = property(lambda self: self.__wrapped.gi_code)
    gi_frame = cr_frame = property(lambda self: self.__wrapped.gi_frame)
    gi_running = cr_running = property(lambda self: self.__wrapped.gi_running)
    gi_suspended = cr_suspended = property(lambda self: self.__wrapped.gi_suspended)
    gi_yieldfrom = cr_await = property(lambda self: self.__wrapped.gi_yieldfrom)

    def __next__(self):
        return next(self.__wrapped)

    def __iter__(self):
        return self.__wrapped if self.__isgen else self

    __await__ = __iter__


def coroutine(func):
    """Make a generator function, or a function that returns a generator, awaitable."""
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    if func.__class__ is FunctionType and func.__code__.__class__ is CodeType:
        flags = func.__code__.co_flags
        if flags & 0x180:  # a coroutine function, or made one already
            return func
        if flags & 0x20:
            func.__code__ = func.__code__.replace(co_flags=flags | 0x100)
            return func

    import functools

    @functools.wraps(func)
    def wrapped(*args, **kwargs):
        result = func(*args, **kwargs)
        if result.__class__ is CoroutineType or (
            result.__class__ is GeneratorType and result.gi_code.co_flags & 0x100
        ):
            return result
        import _collections_abc
        if isinstance(result, _collections_abc.Generator) and not isinstance(
            result, _collections_abc.Coroutine
        ):
            return _GeneratorWrapper(result)
        return result

    return wrapped
