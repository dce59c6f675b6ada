//! Methods of exception groups: `split`, `subgroup`, `derive`.

use crate::{
    Res, Value, Vm,
    exceptions::group::members_of,
    native::{Args, GetSet, Method},
    objects::{GetSetDescriptor, Type, UnaryFn},
};

fn field(value: &Value, at: usize) -> Value {
    value.as_exception().and_then(|e| e.fields.borrow().get(at).cloned()).unwrap_or(Value::NONE)
}

const GETSET: &[GetSet] =
    &[GetSet::read("message", |_, v| Ok(field(v, 0))), GetSet::read("exceptions", |_, v| Ok(field(v, 1)))];

const METHODS: &[Method] = &[
    Method::new(
        "derive(excs, /)",
        |vm, args| {
            vm.call(vm.exceptions.base_exception_group.value(), &[field(&args[0], 0), args[1].clone()])
        },
        "A group with the same message and other exceptions.",
    ),
    Method::new(
        "split(matcher_value, /)",
        |vm, args| {
            let (yes, no) = split(vm, &args[0], &args[1])?;
            Ok(vm.tuple(vec![yes, no]))
        },
        "The matching and the other exceptions, as two groups or None.",
    ),
    Method::new(
        "subgroup(matcher_value, /)",
        |vm, args| Ok(split(vm, &args[0], &args[1])?.0),
        "The matching exceptions.",
    ),
];

fn matches(vm: &Vm, value: &Value, condition: &Value) -> Res<bool> {
    if condition.as_type().is_some() {
        return Ok(vm.is_instance_of(value, condition));
    }
    if let Some(tuple) = condition.as_tuple() {
        return Ok(tuple.iter().any(|class| vm.is_instance_of(value, class)));
    }
    let answer = vm.call(condition, std::slice::from_ref(value))?;
    vm.truth(&answer)
}

fn split(vm: &Vm, group: &Value, condition: &Value) -> Res<(Value, Value)> {
    let class =
        |c: &Value| c.as_type().is_some_and(|c: &Type| c.is_subclass_of(&vm.exceptions.base_exception));
    let valid = class(condition)
        || condition.as_tuple().is_some_and(|tuple| tuple.iter().all(class))
        || (condition.as_type().is_none() && vm.is_callable(condition));
    if !valid {
        return Err(vm.type_error(
            "expected an exception type, a tuple of exception types, or a callable (other than a class)",
        ));
    }
    split_checked(vm, group, condition)
}

fn split_checked(vm: &Vm, group: &Value, condition: &Value) -> Res<(Value, Value)> {
    let _depth = vm.enter_native("")?;
    if matches(vm, group, condition)? {
        return Ok((group.clone(), Value::NONE));
    }
    let (mut yes, mut no) = (Vec::new(), Vec::new());
    for member in members_of(group) {
        if vm.is_a(&member, &vm.exceptions.base_exception_group) {
            let (in_part, out_part) = split_checked(vm, &member, condition)?;
            if !in_part.is_none() {
                yes.push(in_part);
            }
            if !out_part.is_none() {
                no.push(out_part);
            }
        } else if matches(vm, &member, condition)? {
            yes.push(member);
        } else {
            no.push(member);
        }
    }
    Ok((derived(vm, group, yes)?, derived(vm, group, no)?))
}

/// A group like `group` over other members, with its traceback, cause, context and notes.
fn derived(vm: &Vm, group: &Value, items: Vec<Value>) -> Res {
    if items.is_empty() {
        return Ok(Value::NONE);
    }
    let list = vm.list(items)?;
    let made = vm.call_method(group, "derive", &[list])?;
    if let (Some(from), Some(to)) = (group.as_exception(), made.as_exception()) {
        to.traceback.set(from.traceback.get());
        to.context.set(from.context.get());
        to.cause.set(from.cause.get());
        to.suppress_context.set(from.suppress_context.get());
    }
    if let Some(notes) = vm.get_attr_opt(group, &vm.names.dunder_notes)? {
        let notes = vm.collect(&notes)?;
        vm.set_attr(&made, &vm.names.dunder_notes, &vm.list(notes)?)?;
    }
    Ok(made)
}

pub(super) fn start(vm: &Vm, new: fn(&Vm, &Type, Args<'_>) -> Res, str: UnaryFn) {
    let base = &vm.exceptions.base_exception_group;
    for row in GETSET {
        let descriptor = vm.make(GetSetDescriptor::new((*base).clone(), row));
        _ = base.dict.set_str(vm, row.name, descriptor.into());
    }
    for method in METHODS {
        let name = crate::native::Signature::name_of(method.signature);
        let value = vm.method_descriptor(base, method.signature, method.call, method.doc, false);
        _ = base.dict.set_str(vm, name, value);
    }
    add_exception_base(vm);
    for class in [base, &vm.exceptions.exception_group] {
        // SAFETY: nothing reads the slots while they are written.
        unsafe {
            let slots = &mut *class.slots.get();
            slots.new = Some(new);
            slots.str = Some(str);
            slots.init = Some(|_, _, _| Ok(()));
        }
    }
}

/// `ExceptionGroup` is an `Exception` too.
fn add_exception_base(vm: &Vm) {
    let (group, exception) = (&vm.exceptions.exception_group, &vm.exceptions.exception);
    let base_group = &vm.exceptions.base_exception_group;
    *group.bases.borrow_mut() =
        Some(vm.tuple_gc(vec![base_group.value().clone(), exception.value().clone()]));
    let mut order = vec![group.value().clone(), base_group.value().clone()];
    if let Some(above) = exception.mro() {
        order.extend_from_slice(&above);
    }
    *group.mro.borrow_mut() = Some(vm.tuple_gc(order));
    exception.subclasses.borrow_mut().push(group.raw());
}
