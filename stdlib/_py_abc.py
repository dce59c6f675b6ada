"""ABCMeta in Python, for an interpreter that has no native _abc."""

__all__ = ["ABCMeta", "get_cache_token"]

from _weakrefset import WeakSet

_registrations = 0


def get_cache_token():
    """A value that changes whenever register() is called on any abstract base class."""
    return _registrations


class _State:
    """What one abstract class remembers; the negative answers hold for one token only."""

    __slots__ = ("adopted", "known", "refused", "token")

    def __init__(self):
        self.adopted = WeakSet()
        self.known = WeakSet()
        self.refused = WeakSet()
        self.token = _registrations


class ABCMeta(type):
    """Metaclass of abstract base classes, with virtual subclasses and __subclasshook__."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        made = type.__new__(mcls, name, bases, namespace, **kwargs)
        abstract = {
            key for key, value in namespace.items()
            if getattr(value, "__isabstractmethod__", False)
        }
        for base in bases:
            for key in getattr(base, "__abstractmethods__", ()):
                if getattr(getattr(made, key, None), "__isabstractmethod__", False):
                    abstract.add(key)
        made.__abstractmethods__ = frozenset(abstract)
        made._abc_state = _State()
        return made

    def register(cls, subclass):
        """Adopt a class as virtual subclass; returns it, so this works as a decorator."""
        global _registrations
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if not issubclass(subclass, cls):
            if issubclass(cls, subclass):
                raise RuntimeError("Refusing to create an inheritance cycle")
            cls._abc_state.adopted.add(subclass)
            _registrations += 1
        return subclass

    def __instancecheck__(cls, instance):
        """What isinstance(instance, cls) asks: the type, then what __class__ claims."""
        actual = type(instance)
        try:
            claimed = instance.__class__
        except AttributeError:
            claimed = actual
        if claimed in cls._abc_state.known:
            return True
        if actual is not claimed and cls.__subclasscheck__(actual):
            return True
        return cls.__subclasscheck__(claimed)

    def __subclasscheck__(cls, subclass):
        """What issubclass(subclass, cls) asks, with the answers remembered."""
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        state = cls._abc_state
        if subclass in state.known:
            return True
        if state.token != _registrations:
            state.refused = WeakSet()
            state.token = _registrations
        elif subclass in state.refused:
            return False
        answer = cls._decide(subclass, state)
        (state.known if answer else state.refused).add(subclass)
        return answer

    def _decide(cls, subclass, state):
        answer = cls.__subclasshook__(subclass)
        if answer is not NotImplemented:
            assert isinstance(answer, bool)
            return answer
        return (
            cls in getattr(subclass, "__mro__", ())
            or any(issubclass(subclass, adopted) for adopted in state.adopted)
            or any(issubclass(subclass, derived) for derived in cls.__subclasses__())
        )

    def _dump_registry(cls, file=None):
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {get_cache_token()}", file=file)
        for name in _State.__slots__:
            print(f"{name}: {getattr(cls._abc_state, name)!r}", file=file)

    def _abc_registry_clear(cls):
        cls._abc_state.adopted.clear()

    def _abc_caches_clear(cls):
        cls._abc_state.known.clear()
        cls._abc_state.refused.clear()
