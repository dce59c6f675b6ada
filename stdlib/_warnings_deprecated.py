"""The decorator warnings.deprecated; `warnings` loads it when it is asked for."""

__name__ = "warnings"  # where the name belongs


class deprecated:
    """Decorator for classes, functions and overloads that should not be used any more.

    Calls, instances and subclasses issue a warning with the message; __deprecated__ holds it.
    """

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(
                f"Expected an object of type str for 'message', not {type(message).__name__!r}"
            )
        self.message, self.category, self.stacklevel = message, category, stacklevel

    def __call__(self, arg, /):
        # Not through self, which later changes should not reach.
        message, category, level = self.message, self.category, self.stacklevel
        if category is None:
            arg.__deprecated__ = message
            return arg

        def warn():
            from warnings import warn
            warn(message, category=category, stacklevel=level + 2)

        if isinstance(arg, type):
            return _deprecate_class(arg, message, warn)
        if not callable(arg):
            raise TypeError(
                "@deprecated decorator with non-None category must be applied to "
                f"a class or callable, not {arg!r}"
            )
        from functools import wraps

        @wraps(arg)
        def wrapper(*args, **kwargs):
            warn()
            return arg(*args, **kwargs)

        from inspect import iscoroutinefunction, markcoroutinefunction
        if iscoroutinefunction(arg):
            wrapper = markcoroutinefunction(wrapper)
        arg.__deprecated__ = wrapper.__deprecated__ = message
        return wrapper


def _deprecate_class(cls, message, warn):
    from functools import wraps
    from types import MethodType
    new = cls.__new__

    @wraps(new)
    def __new__(kind, /, *args, **kwargs):
        if kind is cls:
            warn()
        if new is not object.__new__:
            return new(kind, *args, **kwargs)
        if kind.__init__ is object.__init__ and (args or kwargs):
            raise TypeError(f"{kind.__name__}() takes no arguments")
        return new(kind)

    cls.__new__ = staticmethod(__new__)
    hook = cls.__init_subclass__
    if isinstance(hook, MethodType):  # written in Python: it must get the subclass
        hook = hook.__func__

        @wraps(hook)
        def __init_subclass__(*args, **kwargs):
            warn()
            return hook(*args, **kwargs)

        cls.__init_subclass__ = classmethod(__init_subclass__)
    else:
        @wraps(hook)
        def __init_subclass__(*args, **kwargs):
            warn()
            return hook(*args, **kwargs)

        cls.__init_subclass__ = __init_subclass__
    cls.__deprecated__ = __new__.__deprecated__ = message
    __init_subclass__.__deprecated__ = message
    return cls
