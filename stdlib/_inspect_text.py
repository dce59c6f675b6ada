"""Reads the signatures of native functions, like "($self, a, b=None, /)"."""

import sys
import types

import inspect
from inspect import Parameter

__all__ = ["parse", "strip"]


def _split(text):
    """The parts of a parameter list, at the commas outside of brackets and strings."""
    parts, depth, quote, start = [], 0, None, 0
    for at, char in enumerate(text):
        if quote:
            if char == quote and text[at - 1] != "\\":
                quote = None
        elif char in "'\"":
            quote = char
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
        elif char == "," and not depth:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    parts = ["=".join(half.strip() for half in part.split("=", 1)) for part in parts]
    return parts[:-1] if parts and not parts[-1] else parts


def strip(signature):
    """Make Python of it: returns (text, place of the parameter that is bound or None)."""
    if not signature:
        return signature, None
    bound = None
    parts = _split(signature[1:-1])
    for place, part in enumerate(parts):
        if part.startswith("$"):
            bound = place
            parts[place] = part[1:].lstrip()
    return f"({', '.join(parts)})", bound


def parse(sigcls, obj, text, skip_bound_arg=True):
    """The Signature that a text describes."""
    result = inspect.Signature.empty
    if ") ->" in text:
        text, _, annotation = text.rpartition("->")
        text, annotation = text.rstrip(), annotation.strip()
        result = _evaluate(annotation, obj, text)
    if not (text.startswith("(") and text.endswith(")")):
        raise ValueError(f"{text!r} builtin has invalid signature")
    clean, bound = strip(text)
    params = []
    kind = Parameter.POSITIONAL_OR_KEYWORD
    for part in _split(clean[1:-1]):
        if part == "/":
            params = [param.replace(kind=Parameter.POSITIONAL_ONLY) for param in params]
        elif part == "*":
            kind = Parameter.KEYWORD_ONLY
        elif part.startswith("**"):
            params.append(sigcls._parameter_cls(part[2:], Parameter.VAR_KEYWORD))
        elif part.startswith("*"):
            params.append(sigcls._parameter_cls(part[1:], Parameter.VAR_POSITIONAL))
            kind = Parameter.KEYWORD_ONLY
        else:
            name, has_default, default = part.partition("=")
            name = name.strip()
            if has_default:
                default = _evaluate(default.strip(), obj, text)
                if default is _unknown:
                    raise ValueError(f"{text!r} builtin has invalid signature")
            else:
                default = Parameter.empty
            params.append(sigcls._parameter_cls(name, kind, default=default))
    if bound is not None:
        # The instance is already there, unless it is looked at from the class.
        self = getattr(obj, "__self__", None)
        if inspect.ismodule(self) or (self is not None and skip_bound_arg):
            del params[0]
        else:
            params[0] = params[0].replace(kind=Parameter.POSITIONAL_ONLY)
    return sigcls(params, return_annotation=result)


_unknown = object()


def _evaluate(expression, obj, text):
    """The value of a default, which is a constant or a name of the module."""
    name = getattr(obj, "__module__", None)
    if not name:
        name = getattr(getattr(obj, "__objclass__", None), "__module__", None)
    module = sys.modules.get(name)
    space = dict(vars(module)) if isinstance(module, types.ModuleType) else {}
    for known in (sys.modules.get(expression.partition(".")[0]),):
        if known is not None:
            space.setdefault(expression.partition(".")[0], known)
    try:
        value = eval(expression, space)
    except Exception:
        return _unknown
    simple = (str, int, float, bytes, bool, type(None))
    named = expression.replace(".", "").isidentifier()
    return value if isinstance(value, simple) or not named else _unknown
