//! `zip` and `map`: several iterators in step.

use std::cell::Cell;

use crate::{
    Body, Kind, Raised, Res, Tracer, Value, Vm,
    native::{Args, Method, TypeFlags, TypeSpec},
    objects::Type,
};

/// Iterators that advance together.
struct Step {
    iterators: Vec<Value>,
    strict: Cell<bool>,
}

/// `zip`
pub(crate) struct Zip(Step);

/// `map`
pub(super) struct Map {
    function: Value,
    step: Step,
}

impl Body for Zip {
    const KIND: Kind = Kind::Zip;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit_all(&self.0.iterators);
    }
}

impl Body for Map {
    const KIND: Kind = Kind::Map;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.function);
        tracer.visit_all(&self.step.iterators);
    }
}

impl Zip {
    /// Its iterators, where they are two.
    pub(crate) fn two(&self) -> Option<(&Value, &Value)> {
        match &self.0.iterators[..] {
            [first, second] => Some((first, second)),
            _ => None,
        }
    }
}

impl Step {
    /// One item of each iterator; `None` once one is exhausted.
    fn next(&self, vm: &Vm, name: &str) -> Res<Option<Vec<Value>>> {
        let mut items = Vec::with_capacity(self.iterators.len());
        for (at, iterator) in self.iterators.iter().enumerate() {
            match vm.next_of_inner(iterator)? {
                Some(item) => items.push(item),
                None if !self.strict.get() => return Ok(None),
                None if at > 0 => return Err(uneven(vm, name, at, "shorter")),
                None => {
                    for (at, iterator) in self.iterators.iter().enumerate().skip(1) {
                        if vm.next_of_inner(iterator)?.is_some() {
                            return Err(uneven(vm, name, at, "longer"));
                        }
                    }
                    return Ok(None);
                }
            }
        }
        Ok(Some(items))
    }
}

fn uneven(vm: &Vm, name: &str, at: usize, how: &str) -> Raised {
    let others = if at == 1 { " 1".to_owned() } else { format!("s 1-{at}") };
    vm.value_error(format!("{name}() argument {} is {how} than argument{others}", at + 1))
}

/// The only keyword, `strict`.
fn strict(vm: &Vm, name: &str, args: Args<'_>) -> Res<bool> {
    let count = args.keyword_count();
    if count > 1 {
        return Err(vm.type_error(format!("{name}() takes at most 1 keyword argument ({count} given)")));
    }
    match args.keywords().next() {
        Some((key, value)) if key.as_str() == Some("strict") => vm.truth(value),
        Some((key, _)) => {
            let key = key.as_str().unwrap_or("?");
            Err(vm.unexpected_keyword(name, key, &["strict"]))
        }
        None => Ok(false),
    }
}

fn new_zip(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let strict = Cell::new(strict(vm, "zip", args)?);
    let iterators = args.positionals().iter().map(|value| vm.iter(value)).collect::<Res<Vec<_>>>()?;
    Ok(vm.make_instance(class, Zip(Step { iterators, strict }))?.into())
}

fn new_map(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let strict = Cell::new(strict(vm, "map", args)?);
    let [function, iterables @ ..] = args.positionals() else {
        return Err(vm.type_error("map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Err(vm.type_error("map() must have at least two arguments."));
    }
    let iterators = iterables.iter().map(|value| vm.iter(value)).collect::<Res<Vec<_>>>()?;
    let body = Map { function: function.clone(), step: Step { iterators, strict } };
    Ok(vm.make_instance(class, body)?.into())
}

fn next_zip(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(zip) = value.core::<Zip>().filter(|zip| !zip.0.iterators.is_empty()) else { return Ok(None) };
    Ok(zip.0.next(vm, "zip")?.map(|items| vm.tuple(items)))
}

fn next_map(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(map) = value.core::<Map>() else { return Ok(None) };
    match map.step.next(vm, "map")? {
        Some(items) => vm.call(&map.function, &items).map(Some),
        None => Ok(None),
    }
}

fn reduce_step(vm: &Vm, value: &Value, first: Option<&Value>, step: &Step) -> Res {
    let parts = first.into_iter().chain(&step.iterators).cloned().collect();
    let mut state = vec![vm.class_of(value).value().clone(), vm.tuple(parts)];
    if step.strict.get() {
        state.push(Value::TRUE);
    }
    Ok(vm.tuple(state))
}

fn reduce_zip(vm: &Vm, args: &[Value]) -> Res {
    args[0].core::<Zip>().map_or(Ok(Value::NONE), |zip| reduce_step(vm, &args[0], None, &zip.0))
}

fn reduce_map(vm: &Vm, args: &[Value]) -> Res {
    let Some(map) = args[0].core::<Map>() else { return Ok(Value::NONE) };
    reduce_step(vm, &args[0], Some(&map.function), &map.step)
}

fn setstate(vm: &Vm, args: &[Value]) -> Res {
    let strict = vm.truth(&args[1])?;
    if let Some(zip) = args[0].core::<Zip>() {
        zip.0.strict.set(strict);
    }
    if let Some(map) = args[0].core::<Map>() {
        map.step.strict.set(strict);
    }
    Ok(Value::NONE)
}

const SETSTATE: Method = Method::new("__setstate__(object, /)", setstate, "For unpickling.");

pub(super) fn zip_spec() -> TypeSpec {
    TypeSpec {
        name: "zip",
        module: "builtins",
        kind: Kind::Zip,
        base: None,
        flags: TypeFlags { base: true, ..TypeFlags::default() },
        doc: "An iterator over tuples of one item of each iterable, up to the end of the shortest.",
        slots: |slots| {
            slots.new = Some(new_zip);
            slots.iter = Some(|_, v| Ok(v.clone()));
            slots.next = Some(next_zip);
        },
        methods: const { &[Method::new("__reduce__()", reduce_zip, "For pickling."), SETSTATE] },
        getset: &[],
    }
}

pub(super) fn map_spec() -> TypeSpec {
    TypeSpec {
        name: "map",
        module: "builtins",
        kind: Kind::Map,
        base: None,
        flags: TypeFlags { base: true, ..TypeFlags::default() },
        doc: "An iterator over the results of a function for one item of each iterable.",
        slots: |slots| {
            slots.new = Some(new_map);
            slots.iter = Some(|_, v| Ok(v.clone()));
            slots.next = Some(next_map);
        },
        methods: const { &[Method::new("__reduce__()", reduce_map, "For pickling."), SETSTATE] },
        getset: &[],
    }
}
