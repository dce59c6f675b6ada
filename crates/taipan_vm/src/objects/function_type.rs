//! The type `function`: its attributes and how it binds.

use std::sync::LazyLock;

use crate::{
    Kind, Res, Value, Vm,
    native::{Args, GetSet, Signature, TypeFlags, TypeSpec, bind_args},
    objects::{BoundMethod, CellObject, Code, Function, Slot, Type, types::run_annotate},
};

fn of<'a>(vm: &Vm, value: &'a Value) -> Res<&'a Function> {
    value.as_function().ok_or_else(|| vm.type_error("not a function"))
}

/// Sets a slot that holds a value of one type.
fn set_typed(
    vm: &Vm,
    slot: &Slot,
    value: Option<&Value>,
    fits: fn(&Value) -> bool,
    message: &str,
) -> Res<()> {
    match value {
        Some(value) if fits(value) => {
            slot.set(value.clone());
            Ok(())
        }
        _ => Err(vm.type_error(message)),
    }
}

fn is_str(value: &Value) -> bool {
    value.as_str_object().is_some()
}

fn set_defaults(vm: &Vm, v: &Value, value: Option<&Value>) -> Res<()> {
    let function = of(vm, v)?;
    match value.and_then(Value::not_none) {
        Some(value) if value.as_tuple().is_none() => {
            return Err(vm.type_error("__defaults__ must be set to a tuple object"));
        }
        Some(value) => function.defaults.set(value.clone()),
        None => drop(function.defaults.take()),
    }
    function.refresh();
    Ok(())
}

fn set_kwdefaults(vm: &Vm, v: &Value, value: Option<&Value>) -> Res<()> {
    let function = of(vm, v)?;
    match value.and_then(Value::not_none) {
        Some(value) if value.as_dict().is_none() => {
            return Err(vm.type_error("__kwdefaults__ must be set to a dict object"));
        }
        Some(value) => function.kwdefaults.set(value.clone()),
        None => drop(function.kwdefaults.take()),
    }
    function.refresh();
    Ok(())
}

fn get_doc(vm: &Vm, v: &Value) -> Res {
    let function = of(vm, v)?;
    if let Some(known) = function.doc.given() {
        return Ok(known);
    }
    let doc = vm.docstring(function.code());
    function.doc.set(doc.clone());
    Ok(doc)
}

fn set_code(vm: &Vm, v: &Value, value: Option<&Value>) -> Res<()> {
    let function = of(vm, v)?;
    let Some(code) = value.and_then(Value::core::<Code>) else {
        return Err(vm.type_error("__code__ must be set to a code object"));
    };
    get_doc(vm, v)?; // it stays that of the code so far
    vm.ensure_loaded(code);
    let closed = function.closure.as_ref().map_or(0, |closure| closure.len());
    let free = code.head.free_count as usize;
    if closed != free {
        return Err(vm.value_error(format!(
            "{}() requires a code object with {closed} free vars, not {free}",
            vm.str_string(&function.name.or_none())?
        )));
    }
    function.code.set(value.cloned().unwrap_or(Value::NONE));
    function.refresh();
    Ok(())
}

fn get_annotations(vm: &Vm, v: &Value) -> Res {
    let function = of(vm, v)?;
    if let Some(known) = function.annotations.given() {
        return Ok(known);
    }
    let annotations = match function.annotate.given().filter(|annotate| !annotate.is_none()) {
        Some(annotate) => run_annotate(vm, &annotate)?,
        None => vm.dict().into(),
    };
    function.annotations.set(annotations.clone());
    Ok(annotations)
}

fn set_annotations(vm: &Vm, v: &Value, value: Option<&Value>) -> Res<()> {
    let function = of(vm, v)?;
    match value.and_then(Value::not_none) {
        Some(value) if value.as_dict().is_none() => {
            return Err(vm.type_error("__annotations__ must be set to a dict object"));
        }
        Some(value) => function.annotations.set(value.clone()),
        None => drop(function.annotations.take()),
    }
    drop(function.annotate.take());
    Ok(())
}

fn set_annotate(vm: &Vm, v: &Value, value: Option<&Value>) -> Res<()> {
    let function = of(vm, v)?;
    match value {
        None => return Err(vm.type_error("__annotate__ cannot be deleted")),
        Some(value) if value.is_none() => function.annotate.set(Value::NONE),
        Some(value) if vm.is_callable(value) => {
            function.annotate.set(value.clone());
            drop(function.annotations.take());
        }
        Some(_) => return Err(vm.type_error("__annotate__ must be callable or None")),
    }
    Ok(())
}

fn set_dict(vm: &Vm, v: &Value, value: Option<&Value>) -> Res<()> {
    if value.is_none() {
        return Err(vm.type_error("cannot delete __dict__"));
    }
    vm.set_dict_of_object(v, value)
}

/// A read-only attribute as C structures have them: "readonly attribute".
fn read_only(vm: &Vm, v: &Value, _: Option<&Value>) -> Res<()> {
    Err(vm.attribute_error(v, &Value::NONE, "readonly attribute"))
}

/// `function(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)`
fn new(vm: &Vm, _: &Type, args: Args<'_>) -> Res {
    static SIGNATURE: LazyLock<Signature> = LazyLock::new(|| {
        Signature::parse("function(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)")
    });
    let bound = bind_args(vm, &SIGNATURE, args)?;
    let wrong = |name: &str, what: &str, value: &Value| {
        vm.type_error(format!(
            "function() argument '{name}' must be {what}, not {}",
            vm.type_of(value).name()
        ))
    };
    let Some(code) = bound[0].downcast_gc::<Code>() else { return Err(wrong("code", "code", &bound[0])) };
    let Some(globals) = bound[1].downcast_gc() else { return Err(wrong("globals", "dict", &bound[1])) };
    if bound[2].not_none().is_some_and(|name| !is_str(name)) {
        return Err(vm.type_error("arg 3 (name) must be None or string"));
    }
    if bound[3].not_none().is_some_and(|defaults| defaults.as_tuple().is_none()) {
        return Err(vm.type_error("arg 4 (defaults) must be None or tuple"));
    }
    let free = code.head.free_count as usize;
    let closure = match bound[4].not_none() {
        Some(closure) => match closure.downcast_gc::<crate::objects::Tuple>() {
            Some(closure) => Some(closure),
            None if free > 0 => return Err(vm.type_error("arg 5 (closure) must be tuple")),
            None => return Err(vm.type_error("arg 5 (closure) must be None or tuple")),
        },
        None if free > 0 => return Err(vm.type_error("arg 5 (closure) must be tuple")),
        None => None,
    };
    let given = closure.as_ref().map_or(0, |closure| closure.len());
    if given != free {
        return Err(
            vm.value_error(format!("{} requires closure of length {free}, not {given}", code.object().name))
        );
    }
    for cell in closure.iter().flat_map(|closure| closure.iter()) {
        if cell.core::<CellObject>().is_none() {
            return Err(
                vm.type_error(format!("arg 5 (closure) expected cell, found {}", vm.type_of(cell).name()))
            );
        }
    }
    let value = vm.function(code.value(), &globals, None, closure);
    let made = of(vm, &value)?;
    if let Some(name) = bound[2].not_none() {
        made.name.set(name.clone());
    }
    if let Some(defaults) = bound[3].not_none() {
        made.defaults.set(defaults.clone());
    }
    if let Some(defaults) = bound[5].not_none() {
        made.kwdefaults.set(defaults.clone());
    }
    made.refresh();
    Ok(value)
}

fn get(vm: &Vm, v: &Value, object: Option<&Value>, _: &Value) -> Res {
    Ok(match object {
        Some(object) => vm.make(BoundMethod { function: v.clone(), receiver: object.clone() }).into(),
        None => v.clone(),
    })
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    const GETSET: &[GetSet] = &[
        GetSet::write(
            "__name__",
            |vm, v| Ok(of(vm, v)?.name.or_none()),
            |vm, v, value| {
                let text = "__name__ must be set to a string object";
                set_typed(vm, &of(vm, v)?.name, value, is_str, text)
            },
        ),
        GetSet::write(
            "__qualname__",
            |vm, v| Ok(of(vm, v)?.qualname.or_none()),
            |vm, v, value| {
                let text = "__qualname__ must be set to a string object";
                set_typed(vm, &of(vm, v)?.qualname, value, is_str, text)
            },
        ),
        GetSet::write(
            "__module__",
            |vm, v| Ok(of(vm, v)?.module.or_none()),
            |vm, v, value| {
                of(vm, v)?.module.set(value.cloned().unwrap_or(Value::NONE));
                Ok(())
            },
        ),
        GetSet::write("__doc__", get_doc, |vm, v, value| {
            of(vm, v)?.doc.set(value.cloned().unwrap_or(Value::NONE));
            Ok(())
        }),
        GetSet::write("__defaults__", |vm, v| Ok(of(vm, v)?.defaults.or_none()), set_defaults),
        GetSet::write("__kwdefaults__", |vm, v| Ok(of(vm, v)?.kwdefaults.or_none()), set_kwdefaults),
        GetSet::write("__code__", |vm, v| Ok(of(vm, v)?.code.get()), set_code),
        GetSet::write("__globals__", |vm, v| Ok(of(vm, v)?.globals.value().clone()), read_only),
        GetSet::write("__builtins__", |vm, v| Ok(of(vm, v)?.builtins.value().clone()), read_only),
        GetSet::write(
            "__closure__",
            |vm, v| Ok(of(vm, v)?.closure.as_ref().map_or(Value::NONE, |closure| closure.value().clone())),
            read_only,
        ),
        GetSet::write("__annotations__", get_annotations, set_annotations),
        GetSet::write("__annotate__", |vm, v| Ok(of(vm, v)?.annotate.or_none()), set_annotate),
        GetSet::write(
            "__type_params__",
            |vm, v| Ok(of(vm, v)?.type_params.given().unwrap_or_else(|| vm.tuple(Vec::new()))),
            |vm, v, value| {
                let text = "__type_params__ must be set to a tuple";
                set_typed(vm, &of(vm, v)?.type_params, value, |value| value.as_tuple().is_some(), text)
            },
        ),
        GetSet::write(
            "__dict__",
            |vm, v| Ok(vm.dict_of_object(v)?.map_or(Value::NONE, Value::from)),
            set_dict,
        ),
    ];
    TypeSpec {
        name: "function",
        module: "builtins",
        kind: Kind::Function,
        base: None,
        flags: TypeFlags { dict: true, weak: true, ..TypeFlags::default() },
        doc: "Create a function object.",
        slots: |slots| {
            slots.new = Some(new);
            slots.get = Some(get);
            slots.repr = Some(|vm, v| {
                let qualname = vm.str_string(&of(vm, v)?.qualname.or_none())?;
                Ok(vm.str(&format!("<function {qualname} at {:#x}>", vm.id_of(v))))
            });
        },
        methods: &[],
        getset: GETSET,
    }
}
