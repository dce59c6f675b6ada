"""Where the names in an annotation are looked up."""

import sys
import types

from annotationlib import _unstar

__all__ = ["evaluate_strings", "scope_of"]


def _space_of(owner):
    """The globals of a class, function or module."""
    if isinstance(owner, type):
        module = sys.modules.get(getattr(owner, "__module__", None))
        return getattr(module, "__dict__", None)
    if isinstance(owner, types.ModuleType):
        return owner.__dict__
    return getattr(owner, "__globals__", None)


def scope_of(ref, globals, locals, type_params, owner):
    """(globals, locals) in which a ForwardRef is evaluated."""
    if owner is None:
        owner = ref.__owner__
    if globals is None and ref.__forward_module__ is not None:
        globals = getattr(sys.modules.get(ref.__forward_module__), "__dict__", None)
    if globals is None:
        globals = ref.__globals__
    if globals is None:
        globals = _space_of(owner)
    if globals is None:
        globals = {}
    if type_params is None and owner is not None:
        type_params = getattr(owner, "__type_params__", None)
    given = locals is not None
    if not given:
        locals = dict(vars(owner)) if isinstance(owner, type) else {}
    elif not isinstance(locals, dict):
        locals = dict(locals)
    if type_params:
        # They hide globals; for a class, its own names hide them. Given names of a class may be
        # the globals, as get_type_hints() has it.
        globals, locals = dict(globals), dict(locals)
        for param in type_params:
            name = param.__name__
            if not given:
                if name not in locals:
                    globals[name] = param
            elif not ref.__forward_is_class__ or name not in globals:
                globals[name] = param
                locals.pop(name, None)
    extra = ref.__extra_names__
    if extra:
        locals = {**locals, **extra}
    cell = ref.__cell__
    if isinstance(cell, dict):
        locals = dict(locals)
        for name, variable in cell.items():
            try:
                locals[name] = variable.cell_contents
            except ValueError:
                pass
    return globals, locals


def evaluate_strings(obj, annotations, globals, locals):
    """The annotations with those that are strings evaluated."""
    own_locals = None
    inner = obj
    if isinstance(obj, type):
        own_globals, own_locals = _space_of(obj), dict(vars(obj))
    elif isinstance(obj, types.ModuleType):
        own_globals, inner = obj.__dict__, None
    elif callable(obj):
        own_globals = getattr(obj, "__globals__", None)
    else:
        own_globals = inner = None
    if inner is not None and not isinstance(inner, type):
        inner = _innermost(inner)
        own_globals = getattr(inner, "__globals__", own_globals)
    elif inner is not None:
        wrapped = _innermost(inner)
        if hasattr(wrapped, "__globals__"):
            own_globals = wrapped.__globals__
    if globals is None:
        globals = own_globals
    if locals is None:
        locals = own_locals
    params = getattr(obj, "__type_params__", ())
    if params:
        space = {param.__name__: param for param in params}
        locals = space if locals is None else {**space, **locals}
    return {
        name: eval(_unstar(value), globals, locals) if isinstance(value, str) else value
        for name, value in annotations.items()
    }


def _innermost(obj):
    """The function inside of wrappers and partial objects."""
    seen = set()
    while id(obj) not in seen:
        seen.add(id(obj))
        if hasattr(obj, "__wrapped__"):
            obj = obj.__wrapped__
            continue
        functools = sys.modules.get("functools")
        if functools is not None and isinstance(obj, functools.partial):
            obj = obj.func
            continue
        break
    return obj
