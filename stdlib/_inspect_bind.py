"""Matches arguments with parameters, with the messages of a call."""

import inspect
from inspect import Parameter, getfullargspec

__all__ = ["bind", "call_arguments"]

def bind(parameters, args, kwargs, partial):
    """A dict from parameter names to arguments, or TypeError."""
    found = {}
    params = list(parameters.values())
    place = _bind_positions(params, args, kwargs, found)
    wrong = []
    if not place or params[place - 1].kind is not Parameter.VAR_POSITIONAL:
        place = _skip_positional_only(params, place, kwargs, partial, wrong)
    rest = None
    for param in params[place:]:
        name, kind = param.name, param.kind
        if kind is Parameter.VAR_KEYWORD:
            rest = param
        elif kind is not Parameter.VAR_POSITIONAL:
            if name in kwargs:
                found[name] = kwargs.pop(name)
            elif not partial and param.default is Parameter.empty:
                raise TypeError(f"missing a required argument: {name!r}")
    if kwargs:
        if rest is not None:
            found[rest.name] = kwargs
        elif wrong:
            raise TypeError(
                "got some positional-only arguments passed as keyword arguments: "
                + repr(", ".join(wrong))
            )
        else:
            raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
    return found


def _bind_positions(params, args, kwargs, found):
    """Give out the positional arguments; returns the place of the first parameter without."""
    place = 0
    for used, value in enumerate(args):
        param = params[place] if place < len(params) else None
        if param is None or param.kind in (Parameter.VAR_KEYWORD, Parameter.KEYWORD_ONLY):
            raise TypeError("too many positional arguments") from None
        if param.kind is Parameter.VAR_POSITIONAL:
            found[param.name] = tuple(args[used:])
            return place + 1
        if param.name in kwargs and param.kind is not Parameter.POSITIONAL_ONLY:
            raise TypeError(f"multiple values for argument {param.name!r}") from None
        found[param.name] = value
        place += 1
    return place


def _skip_positional_only(params, place, kwargs, partial, wrong):
    """The place from which on keywords count; notes what keywords named wrongly before."""
    while place < len(params):
        param = params[place]
        if param.kind is Parameter.VAR_POSITIONAL:
            return place + 1
        required = param.default is Parameter.empty
        if param.name in kwargs:
            if param.kind is not Parameter.POSITIONAL_ONLY:
                break
            if required:
                raise TypeError(
                    f"missing a required positional-only argument: {param.name!r}"
                )
            wrong.append(param.name)
            place += 1
            continue
        if required and not partial and param.kind is not Parameter.VAR_KEYWORD:
            what = " keyword-only" if param.kind is Parameter.KEYWORD_ONLY else ""
            raise TypeError(f"missing a required{what} argument: {param.name!r}")
        break
    return place


def call_arguments(func, positional, named):
    """What inspect.getcallargs() returns."""
    spec = getfullargspec(func)
    args, varargs, varkw, defaults, only, only_defaults, _ = spec
    name = func.__name__
    found = {}
    if inspect.ismethod(func) and func.__self__ is not None:
        positional = (func.__self__, *positional)
    given = len(positional)
    optional = len(defaults) if defaults else 0
    for key, value in zip(args, positional):
        found[key] = value
    if varargs:
        found[varargs] = tuple(positional[len(args):])
    possible = {*args, *only}
    if varkw:
        found[varkw] = {}
    for key, value in named.items():
        if key not in possible:
            if not varkw:
                raise TypeError(f"{name}() got an unexpected keyword argument {key!r}")
            found[varkw][key] = value
        elif key in found:
            raise TypeError(f"{name}() got multiple values for argument {key!r}")
        else:
            found[key] = value
    if given > len(args) and not varargs:
        _too_many(name, args, only, varargs, optional, given, found)
    if given < len(args):
        required = args[:len(args) - optional]
        missing = [key for key in required if key not in found]
        if missing:
            _missing(name, missing, True, found)
        for place, key in enumerate(args[len(args) - optional:]):
            if key not in found:
                found[key] = defaults[place]
    missing = []
    for key in only:
        if key not in found:
            if only_defaults and key in only_defaults:
                found[key] = only_defaults[key]
            else:
                missing.append(key)
    if missing:
        _missing(name, missing, False, found)
    return found


def _missing(name, missing, positional, found):
    names = [repr(key) for key in missing if key not in found]
    count = len(names)
    text = names[0] if count == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    kind = "positional" if positional else "keyword-only"
    raise TypeError(
        f"{name}() missing {count} required {kind} argument{'' if count == 1 else 's'}: {text}"
    )


def _too_many(name, args, only, varargs, optional, given, found):
    least = len(args) - optional
    keywords = len([key for key in only if key in found])
    if varargs:
        plural, text = least != 1, f"at least {least}"
    elif optional:
        plural, text = True, f"from {least} to {len(args)}"
    else:
        plural, text = len(args) != 1, str(len(args))
    extra = ""
    if keywords:
        extra = (
            f" positional argument{'s' if given != 1 else ''} "
            f"(and {keywords} keyword-only argument{'s' if keywords != 1 else ''})"
        )
    raise TypeError(
        f"{name}() takes {text} positional argument{'s' if plural else ''} but {given}{extra} "
        f"{'was' if given == 1 and not keywords else 'were'} given"
    )
