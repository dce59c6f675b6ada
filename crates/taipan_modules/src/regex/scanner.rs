//! What `finditer` and `scanner` walk with.

use std::cell::RefCell;

use taipan_vm::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{GetSet, Method, TypeFlags, TypeSpec},
};

use super::{
    engine::{How, Walk},
    matched::Match,
    pattern::{Region, gave_up, of},
};

/// A place in a text.
pub(super) struct Scanner {
    pattern: Value,
    region: Region,
    walk: RefCell<Option<Walk>>,
}

impl Body for Scanner {
    const KIND: Kind = Kind::ext(100);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.pattern);
        self.region.subject.trace(tracer);
    }
}

impl Scanner {
    /// `pattern.scanner(string, pos, endpos)`
    pub(super) fn make(vm: &Vm, args: &[Value]) -> Res {
        let region = Region::new(vm, of(vm, &args[0])?, &args[1..])?;
        let walk = RefCell::new(region.walk());
        Ok(vm.make(Scanner { pattern: args[0].clone(), region, walk }).into())
    }

    fn next(&self, vm: &Vm, how: How) -> Res {
        let text = self.region.subject.text(vm)?;
        let engine = &of(vm, &self.pattern)?.engine;
        let found = match &mut *self.walk.borrow_mut() {
            Some(walk) => walk.next(engine, text, how),
            None => Ok(None),
        };
        match found.map_err(|message| gave_up(vm, &message))? {
            Some(spans) => Ok(Match::make(vm, &self.pattern, &self.region, spans)),
            None => Ok(Value::NONE),
        }
    }
}

fn next(vm: &Vm, args: &[Value], how: How) -> Res {
    match args[0].downcast::<Scanner>() {
        Some(scanner) => scanner.next(vm, how),
        None => Err(vm.type_error("a scanner is required")),
    }
}

const METHODS: &[Method] = &[
    Method::new("match()", |vm, args| next(vm, args, How::Match), ""),
    Method::new("search()", |vm, args| next(vm, args, How::Search), ""),
];

const GETSET: &[GetSet] = &[GetSet::read("pattern", |_, v| {
    Ok(v.downcast::<Scanner>().map_or(Value::NONE, |scanner| scanner.pattern.clone()))
})];

pub(super) fn spec() -> TypeSpec {
    TypeSpec {
        name: "SRE_Scanner",
        module: "_sre",
        kind: Scanner::KIND,
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "",
        slots: |_| {},
        methods: METHODS,
        getset: GETSET,
    }
}
