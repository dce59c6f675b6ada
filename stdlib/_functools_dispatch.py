"""Single dispatch: generic functions that choose an implementation by their first argument."""

from types import GenericAlias, MappingProxyType, UnionType

import functools

__all__ = ["singledispatch", "singledispatchmethod"]

__name__ = "functools"  # where the names belong


def _linearise(sequences):
    """C3: the shortest order in which every sequence keeps its own order."""
    order = []
    sequences = [list(sequence) for sequence in sequences if sequence]
    while sequences:
        for sequence in sequences:
            first = sequence[0]
            if not any(first in other[1:] for other in sequences):
                break
        else:
            raise RuntimeError("Inconsistent hierarchy")
        order.append(first)
        for sequence in sequences:
            if sequence[0] is first:
                del sequence[0]
        sequences = [sequence for sequence in sequences if sequence]
    return order


def _c3_mro(cls, abcs=()):
    """The method resolution order of cls, with abstract classes put in before what they stand for.

    They go between the bases that are abstract themselves (up to the last such) and the others, at
    the most basic class that is one of their virtual subclasses.
    """
    bases = cls.__bases__
    split = 0
    for place, base in enumerate(bases, 1):
        if hasattr(base, "__abstractmethods__"):
            split = place
    own = [
        kind for kind in abcs
        if issubclass(cls, kind) and not any(issubclass(base, kind) for base in bases)
    ]
    passed_on = [kind for kind in abcs if kind not in own]
    groups = [list(bases[:split]), own, list(bases[split:])]
    chains = [_c3_mro(base, passed_on) for group in groups for base in group]
    return _linearise([[cls], *chains, *groups])


def _compose_mro(cls, registered):
    """The order for cls, with the registered classes that are only virtual bases of it."""
    real = set(cls.__mro__)
    virtual = [
        kind for kind in registered
        if kind not in real and hasattr(kind, "__mro__") and not isinstance(kind, GenericAlias)
        and issubclass(cls, kind)
    ]
    outermost = [
        kind for kind in virtual
        if not any(kind is not other and kind in other.__mro__ for other in virtual)
    ]
    wanted = set(outermost)
    chosen = []
    for kind in outermost:
        paths = [
            [step for step in sub.__mro__ if step in wanted]
            for sub in kind.__subclasses__()
            if sub not in real and issubclass(cls, sub)
        ]
        for path in sorted(paths, key=len, reverse=True) or [[kind]]:
            for step in path:
                if step not in chosen:
                    chosen.append(step)
    return _c3_mro(cls, chosen)


def _find_impl(cls, registry):
    """The implementation for the most specific class; RuntimeError if two are equally good."""
    order = _compose_mro(cls, registry.keys())
    match = None
    for kind in order:
        if match is not None:
            real = cls.__mro__
            if (kind in registry and kind not in real and match not in real
                    and not issubclass(match, kind)):
                raise RuntimeError(f"Ambiguous dispatch: {match} or {kind}")
            break
        if kind in registry:
            match = kind
    return registry.get(match)


def _is_valid_dispatch_type(kind):
    if isinstance(kind, type) and not isinstance(kind, GenericAlias):
        return True
    return isinstance(kind, UnionType) and all(
        isinstance(arg, type) and not isinstance(arg, GenericAlias) for arg in kind.__args__
    )


def _annotated_class(func):
    """The class that the first annotated parameter of an implementation names."""
    from annotationlib import ForwardRef, Format
    from typing import get_type_hints
    hints = iter(get_type_hints(func, format=Format.FORWARDREF).items())
    name, kind = next(hints)
    if _is_valid_dispatch_type(kind):
        return kind
    if isinstance(kind, UnionType):
        raise TypeError(
            f"Invalid annotation for {name!r}. {kind!r} not all arguments are classes."
        )
    if isinstance(kind, ForwardRef):
        raise TypeError(
            f"Invalid annotation for {name!r}. {kind!r} is an unresolved forward reference."
        )
    raise TypeError(f"Invalid annotation for {name!r}. {kind!r} is not a class.")


def singledispatch(func):
    """Make a function generic: register() adds implementations for classes."""
    from abc import get_cache_token
    import weakref

    registry = {}
    found = weakref.WeakKeyDictionary()
    token = None

    def dispatch(cls):
        """The implementation that a first argument of this class gets."""
        nonlocal token
        if token is not None and token != (now := get_cache_token()):
            found.clear()
            token = now
        try:
            return found[cls]
        except KeyError:
            pass
        implementation = registry[cls] if cls in registry else _find_impl(cls, registry)
        found[cls] = implementation
        return implementation

    def register(cls, func=None):
        """Add an implementation for a class or a union of classes; also as decorator."""
        nonlocal token
        if not _is_valid_dispatch_type(cls):
            if func is not None:
                raise TypeError(
                    "Invalid first argument to `register()`. "
                    f"{cls!r} is not a class or union type."
                )
            if not (getattr(cls, "__annotate__", None) or getattr(cls, "__annotations__", None)):
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. "
                    "Use either `@register(some_class)` or plain `@register` "
                    "on an annotated function."
                )
            func = cls
            cls = _annotated_class(func)
        elif func is None:
            return lambda implementation: register(cls, implementation)
        for kind in cls.__args__ if isinstance(cls, UnionType) else (cls,):
            registry[kind] = func
            if token is None and hasattr(kind, "__abstractmethods__"):
                token = get_cache_token()
        found.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = found.clear
    return functools.update_wrapper(wrapper, func)


class singledispatchmethod:
    """Like singledispatch, for methods: dispatches on the argument after the instance or class."""

    def __init__(self, func):
        self.func = func
        if not (callable(func) or hasattr(func, "__get__")):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)

    def register(self, cls, method=None):
        """Add an implementation for a class; also as decorator."""
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        return _singledispatchmethod_get(self, obj, cls)

    def __repr__(self):
        return f"<single dispatch method descriptor {_label(self.func)}>"

    __isabstractmethod__ = property(
        lambda self: getattr(self.func, "__isabstractmethod__", False)
    )


def _label(func):
    return getattr(func, "__qualname__", None) or getattr(func, "__name__", "?")


class _singledispatchmethod_get:
    """A single dispatch method as fetched from an instance or a class."""

    def __init__(self, owner, obj, cls):
        self._owner = owner
        self._obj = obj
        self._cls = cls
        for name in ("__module__", "__doc__"):
            try:
                setattr(self, name, getattr(owner.func, name))
            except AttributeError:
                pass

    def __repr__(self):
        label = _label(self._owner.func)
        if self._obj is not None:
            return f"<bound single dispatch method {label} of {self._obj!r}>"
        return f"<single dispatch method {label}>"

    def __call__(self, /, *args, **kwargs):
        # From the class, a plain method's first argument is the instance.
        func = self._owner.func
        place = int(self._obj is None and not isinstance(func, (classmethod, staticmethod)))
        if len(args) <= place:
            name = getattr(func, "__name__", "singledispatchmethod method")
            raise TypeError(f"{name} requires at least {place + 1} positional argument"
                            + "s" * place)
        method = self._owner.dispatcher.dispatch(args[place].__class__)
        if hasattr(method, "__get__"):
            method = method.__get__(self._obj, self._cls)
        return method(*args, **kwargs)

    def __getattr__(self, name):
        if name not in ("__name__", "__qualname__", "__isabstractmethod__", "__annotations__",
                        "__type_params__", "__wrapped__"):
            raise AttributeError
        return getattr(self._owner.func, name)

    @property
    def __wrapped__(self):
        return self._owner.func

    @property
    def register(self):
        """Add an implementation for a class; also as decorator."""
        return self._owner.register
