//! `Token`: what undoes `ContextVar.set()`.

use std::cell::Cell;

use super::Context;
use crate::{
    Body, Gc, Kind, Raised, Res, Tracer, Value, Vm,
    native::{GetSet, Method, TypeFlags, TypeSpec},
};

/// `_contextvars.Token`
pub(crate) struct Token {
    context: Gc<Context>,
    var: Value,
    /// `EMPTY` where the variable had no value.
    old: Value,
    used: Cell<bool>,
}

impl Body for Token {
    const KIND: Kind = Kind::ContextToken;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(self.context.value());
        tracer.visit(&self.var);
        tracer.visit(&self.old);
    }
}

impl Token {
    pub(super) fn new(context: Gc<Context>, var: Value, old: Option<Value>) -> Token {
        Token { context, var, old: old.unwrap_or(Value::EMPTY), used: Cell::new(false) }
    }

    /// Gives the variable its old value back.
    pub(super) fn use_up(&self, vm: &Vm, me: &Value, var: &Value) -> Result<(), Raised> {
        let shown = || vm.repr_string(me);
        if self.used.get() {
            return Err(vm.runtime_error(format!("{} has already been used once", shown()?)));
        }
        if !self.var.is(var) {
            return Err(vm.value_error(format!("{} was created by a different ContextVar", shown()?)));
        }
        let context = vm.current_context();
        if !self.context.is(&context) {
            return Err(vm.value_error(format!("{} was created in a different Context", shown()?)));
        }
        self.used.set(true);
        let gone = context.put(vm, var, self.old.given().cloned())?;
        drop(gone);
        Ok(())
    }
}

/// The type of `Token.MISSING`.
struct Missing;

impl Body for Missing {
    const KIND: Kind = Kind::ContextMissing;
    const TRACED: bool = false;
    fn trace(&self, _: &mut Tracer<'_>) {}
}

fn receiver<'v>(vm: &Vm, value: &'v Value) -> Result<&'v Token, Raised> {
    value.core::<Token>().ok_or_else(|| vm.type_error("a Token is required"))
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let token = receiver(vm, value)?;
    let used = if token.used.get() { " used" } else { "" };
    let var = vm.repr_string(&token.var)?;
    Ok(vm.str(&format!("<Token{used} var={var} at {:#x}>", vm.id_of(value))))
}

const METHODS: &[Method] = &[
    Method::new("__enter__()", |_, args| Ok(args[0].clone()), "The token itself."),
    Method::new(
        "__exit__(type, value, traceback, /)",
        |vm, args| {
            let token = receiver(vm, &args[0])?;
            token.use_up(vm, &args[0], &token.var)?;
            Ok(Value::NONE)
        },
        "Gives the variable its old value back.",
    ),
    Method::class("__class_getitem__(item, /)", crate::objects::class_getitem, "Token[type]"),
];

const GETSET: &[GetSet] = &[
    GetSet::read("var", |vm, value| Ok(receiver(vm, value)?.var.clone())),
    GetSet::read("old_value", |vm, value| {
        let token = receiver(vm, value)?;
        match token.old.given() {
            Some(old) => Ok(old.clone()),
            None => vm.get_attr_str(value, "MISSING"),
        }
    }),
];

/// Makes the type, with `MISSING`.
pub(super) fn start(vm: &Vm) {
    vm.add_type::<Missing>(&TypeSpec {
        name: "Token.MISSING",
        module: "_contextvars",
        kind: Missing::KIND,
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "",
        slots: |slots| slots.repr = Some(|vm, _| Ok(vm.str("<Token.MISSING>"))),
        methods: &[],
        getset: &[],
    });
    let token = vm.add_type::<Token>(&TypeSpec {
        name: "Token",
        module: "_contextvars",
        kind: Token::KIND,
        base: None,
        flags: TypeFlags::default(),
        doc: "What undoes ContextVar.set().",
        slots: |slots| {
            slots.new = Some(|vm, _, _| Err(vm.runtime_error("Tokens can only be created by ContextVars")));
            slots.repr = Some(repr);
        },
        methods: METHODS,
        getset: GETSET,
    });
    // A namespace that cannot grow overdraws instead (see `Heap::allocate`), so this cannot fail at start-up.
    _ = token.dict().set_str(vm, "MISSING", vm.make(Missing).into());
}
