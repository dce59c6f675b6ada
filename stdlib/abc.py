"""Abstract base classes: the metaclass, the decorators, and update_abstractmethods()."""

__all__ = [
    "ABC", "ABCMeta", "abstractclassmethod", "abstractmethod", "abstractproperty",
    "abstractstaticmethod", "get_cache_token", "update_abstractmethods",
]


def abstractmethod(funcobj):
    """Mark a function as abstract: classes that do not override it cannot be instantiated."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """Deprecated spelling of @classmethod over @abstractmethod."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        super().__init__(abstractmethod(callable))


class abstractstaticmethod(staticmethod):
    """Deprecated spelling of @staticmethod over @abstractmethod."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        super().__init__(abstractmethod(callable))


class abstractproperty(property):
    """Deprecated spelling of @property over @abstractmethod."""

    __isabstractmethod__ = True


try:
    import _abc
except ImportError:
    from _py_abc import ABCMeta, get_cache_token
    ABCMeta.__module__ = "abc"
else:
    get_cache_token = _abc.get_cache_token

    class ABCMeta(type):
        """Metaclass of abstract base classes.

        Its classes may adopt unrelated classes with register(), and decide isinstance() and
        issubclass() in their __subclasshook__.
        """

        def __new__(mcls, name, bases, namespace, /, **kwargs):
            made = type.__new__(mcls, name, bases, namespace, **kwargs)
            _abc._abc_init(made)
            return made

        def register(cls, subclass):
            """Adopt a class as virtual subclass; returns it, so this works as a decorator."""
            return _abc._abc_register(cls, subclass)

        def __instancecheck__(cls, instance):
            """What isinstance(instance, cls) asks."""
            return _abc._abc_instancecheck(cls, instance)

        def __subclasscheck__(cls, subclass):
            """What issubclass(subclass, cls) asks."""
            return _abc._abc_subclasscheck(cls, subclass)

        def _dump_registry(cls, file=None):
            registry, cache, negative, version = _abc._get_dump(cls)
            rows = [
                f"Class: {cls.__module__}.{cls.__qualname__}",
                f"Inv. counter: {get_cache_token()}",
                f"_abc_registry: {registry!r}",
                f"_abc_cache: {cache!r}",
                f"_abc_negative_cache: {negative!r}",
                f"_abc_negative_cache_version: {version!r}",
            ]
            for row in rows:
                print(row, file=file)

        def _abc_registry_clear(cls):
            _abc._reset_registry(cls)

        def _abc_caches_clear(cls):
            _abc._reset_caches(cls)


def update_abstractmethods(cls):
    """Recompute which methods of a finished class are abstract, after methods were added to it."""
    if not hasattr(cls, "__abstractmethods__"):
        return cls  # no abstract class: nothing to recompute
    names = {
        name
        for base in cls.__bases__
        for name in getattr(base, "__abstractmethods__", ())
        if getattr(getattr(cls, name, None), "__isabstractmethod__", False)
    }
    names.update(
        name for name, value in cls.__dict__.items()
        if getattr(value, "__isabstractmethod__", False)
    )
    cls.__abstractmethods__ = frozenset(names)
    return cls


class ABC(metaclass=ABCMeta):
    """Base class for those who prefer inheritance to naming the metaclass."""

    __slots__ = ()
