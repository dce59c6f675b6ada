//! `partial` and `Placeholder`.

use std::cell::Cell;

use taipan_vm::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, GetSet, Method, TypeFlags, TypeSpec},
    objects::{BoundMethod, INSTANCE_DICT, Slot, Type, class_getitem},
};

use super::State;
use crate::call::call_spread;

/// A function with some arguments already given. `gaps` counts the placeholders among `args`.
pub(super) struct Partial {
    function: Slot,
    args: Slot,
    keywords: Slot,
    gaps: Cell<usize>,
    dict: Slot,
}

impl Body for Partial {
    const KIND: Kind = Kind::ext(56);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        for slot in [&self.function, &self.args, &self.keywords, &self.dict] {
            slot.trace(tracer);
        }
    }
    fn dict(&self) -> Option<&Slot> {
        Some(&self.dict)
    }
    fn clear(&self, _: &Vm) {
        drop(self.dict.take());
    }
}

/// The type of `Placeholder`.
pub(super) struct Placeholder;

impl Body for Placeholder {
    const KIND: Kind = Kind::ext(57);
    const TRACED: bool = false;
    fn trace(&self, _: &mut Tracer<'_>) {}
}

fn is_gap(value: &Value) -> bool {
    value.downcast::<Placeholder>().is_some()
}

fn items(value: &Value) -> Vec<Value> {
    value.as_tuple().map_or_else(Vec::new, |tuple| tuple.as_slice().to_vec())
}

/// Fills gaps from `given`; what is left of those follows.
fn fill(held: &[Value], given: &[Value]) -> Vec<Value> {
    let mut given = given.iter();
    let mut all: Vec<Value> = held
        .iter()
        .map(|value| if is_gap(value) { given.next().unwrap_or(value).clone() } else { value.clone() })
        .collect();
    all.extend(given.cloned());
    all
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let [function, given @ ..] = args.positionals() else {
        return Err(vm.type_error("type 'partial' takes at least one argument"));
    };
    if !vm.is_callable(function) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    if given.last().is_some_and(is_gap) {
        return Err(vm.type_error("trailing Placeholders are not allowed"));
    }
    if args.keywords().any(|(_, value)| is_gap(value)) {
        return Err(vm.type_error("Placeholder cannot be passed as a keyword argument"));
    }
    let keywords = vm.dict();
    let (mut target, mut held) = (function.clone(), given.to_vec());
    if let Some(inner) = function.downcast::<Partial>() {
        let plain = inner.dict.get().as_dict().is_none_or(|dict| dict.is_empty());
        if plain && vm.is_exact(function, Partial::KIND) {
            held = fill(&items(&inner.args.get()), given);
            target = inner.function.get();
            if let Some(known) = inner.keywords.get().as_dict() {
                keywords.update_from(vm, known)?;
            }
        }
    }
    for (name, value) in args.keywords() {
        keywords.set(vm, name, value)?;
    }
    while held.last().is_some_and(is_gap) && given.is_empty() {
        held.pop();
    }
    let body = Partial {
        function: Slot::new(target),
        gaps: Cell::new(held.iter().filter(|value| is_gap(value)).count()),
        args: Slot::new(vm.tuple(held)),
        keywords: Slot::new(keywords.into()),
        dict: Slot::empty(),
    };
    Ok(vm.make_instance(class, body)?.into())
}

fn call(vm: &Vm, value: &Value, args: Args<'_>) -> Res {
    let Some(partial) = value.downcast::<Partial>() else { return Ok(Value::NONE) };
    let _depth = vm.enter_native("")?;
    let (function, held, keywords) = (partial.function.get(), partial.args.get(), partial.keywords.get());
    let held = held.as_tuple().map_or(&[][..], |held| held.as_slice());
    let given = args.positionals();
    let gaps = partial.gaps.get();
    if given.len() < gaps {
        return Err(vm.type_error(format!(
            "missing positional arguments in 'partial' call; expected at least {gaps}, got {}",
            given.len()
        )));
    }
    let mut all = if gaps > 0 { fill(held, given) } else { [held, given].concat() };
    let Some(keywords) = keywords.as_dict().filter(|keywords| !keywords.is_empty()) else {
        if args.names.is_none() {
            return vm.call(&function, &all);
        }
        all.extend(args.keywords().map(|(_, value)| value.clone()));
        return vm.call_args(&function, Args { values: &all, names: args.names });
    };
    let merged = vm.dict();
    merged.update_from(vm, keywords)?;
    for (name, value) in args.keywords() {
        merged.set(vm, name, value)?;
    }
    call_spread(vm, &function, &all, Some(&merged))
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let Some(partial) = value.downcast::<Partial>() else { return Ok(Value::NONE) };
    let Some(_guard) = vm.enter_repr(value) else { return Ok(vm.str("...")) };
    let mut out = vm.full_type_name(vm.type_of(value)).into_bytes();
    out.push(b'(');
    vm.push_repr(&mut out, &partial.function.get())?;
    for item in items(&partial.args.get()) {
        out.extend_from_slice(b", ");
        vm.push_repr(&mut out, &item)?;
    }
    if let Some(keywords) = partial.keywords.get().as_dict() {
        for (name, item) in keywords.items() {
            out.extend_from_slice(format!(", {}=", vm.str_string(&name)?).as_bytes());
            vm.push_repr(&mut out, &item)?;
        }
    }
    out.push(b')');
    Ok(vm.str_wtf8(&out))
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let Some(partial) = args[0].downcast::<Partial>() else { return Ok(Value::NONE) };
    let function = partial.function.get();
    let state =
        vm.tuple(vec![function.clone(), partial.args.get(), partial.keywords.get(), partial.dict.or_none()]);
    Ok(vm.tuple(vec![vm.class_of(&args[0]).into(), vm.tuple(vec![function]), state]))
}

fn set_state(vm: &Vm, args: &[Value]) -> Res {
    let Some(partial) = args[0].downcast::<Partial>() else { return Ok(Value::NONE) };
    let wrong = || vm.type_error("invalid partial state");
    let Some(state) = args[1].as_tuple() else { return Err(wrong()) };
    let [function, held, keywords, dict] = state.as_slice() else { return Err(wrong()) };
    let keywords_fit = keywords.is_none() || keywords.as_dict().is_some();
    if !vm.is_callable(function) || held.as_tuple().is_none() || !keywords_fit {
        return Err(wrong());
    }
    let held = items(held);
    if held.last().is_some_and(is_gap) {
        return Err(vm.type_error("trailing Placeholders are not allowed"));
    }
    let copy = vm.dict();
    if let Some(known) = keywords.as_dict() {
        copy.update_from(vm, known)?;
    }
    partial.gaps.set(held.iter().filter(|value| is_gap(value)).count());
    partial.function.set(function.clone());
    partial.args.set(vm.tuple(held));
    partial.keywords.set(copy.into());
    partial.dict.set(if dict.is_none() { Value::EMPTY } else { dict.clone() });
    Ok(Value::NONE)
}

fn field(value: &Value, which: fn(&Partial) -> &Slot) -> Value {
    value.downcast::<Partial>().map_or(Value::NONE, |partial| which(partial).or_none())
}

const METHODS: &[Method] = &[
    Method::new("__reduce__()", reduce, ""),
    Method::new("__setstate__(state, /)", set_state, ""),
    Method::class("__class_getitem__(object, /)", class_getitem, "See PEP 585"),
];

const GETSET: &[GetSet] = &[
    GetSet::read("func", |_, v| Ok(field(v, |partial| &partial.function))),
    GetSet::read("args", |_, v| Ok(field(v, |partial| &partial.args))),
    GetSet::read("keywords", |_, v| Ok(field(v, |partial| &partial.keywords))),
    INSTANCE_DICT,
];

pub(super) fn spec() -> TypeSpec {
    TypeSpec {
        name: "partial",
        module: "functools",
        kind: Partial::KIND,
        base: None,
        flags: TypeFlags { base: true, dict: true, weak: true, mutable: true, ..TypeFlags::default() },
        doc: "Create a new function with partial application of the given arguments and keywords.",
        slots: |slots| {
            slots.new = Some(new);
            slots.call = Some(call);
            slots.repr = Some(repr);
            slots.get = Some(|vm, v, object, _| match object.filter(|object| !object.is_none()) {
                Some(object) => {
                    Ok(vm.make(BoundMethod { function: v.clone(), receiver: object.clone() }).into())
                }
                None => Ok(v.clone()),
            });
        },
        methods: METHODS,
        getset: GETSET,
    }
}

pub(super) fn placeholder_spec() -> TypeSpec {
    TypeSpec {
        name: "_PlaceholderType",
        module: "functools",
        kind: Placeholder::KIND,
        base: None,
        flags: TypeFlags::default(),
        doc: "The type of the Placeholder singleton.",
        slots: |slots| {
            slots.new = Some(|vm, _, args| match args.is_empty() {
                true => Ok(vm.state::<State>().placeholder.get()),
                false => Err(vm.type_error("_PlaceholderType takes no arguments")),
            });
            slots.repr = Some(|vm, _| Ok(vm.str("Placeholder")));
        },
        methods: const { &[Method::new("__reduce__()", |vm, _| Ok(vm.str("Placeholder")), "")] },
        getset: &[],
    }
}
