//! `ContextVar`.

use super::{Context, Token};
use crate::{
    Body, Kind, Raised, Res, Tracer, Value, Vm,
    native::{Args, GetSet, Method, TypeFlags, TypeSpec},
    objects::Type,
};

/// `_contextvars.ContextVar`
pub(crate) struct ContextVar {
    name: Value,
    /// `EMPTY` where there is none.
    default: Value,
}

impl Body for ContextVar {
    const KIND: Kind = Kind::ContextVar;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.default);
    }
}

fn receiver<'v>(vm: &Vm, value: &'v Value) -> Result<&'v ContextVar, Raised> {
    value.core::<ContextVar>().ok_or_else(|| vm.type_error("a ContextVar is required"))
}

impl Vm {
    /// `var.get(default)`
    pub(super) fn var_get(&self, var: &Value, default: Option<&Value>) -> Res {
        if let Some(value) = self.context.get().core::<Context>().and_then(|context| context.get(var)) {
            return Ok(value);
        }
        if let Some(default) = default {
            return Ok(default.clone());
        }
        let own = &receiver(self, var)?.default;
        if !own.is_empty() {
            return Ok(own.clone());
        }
        let exception = self.exception(&self.exceptions.lookup_error, vec![var.clone()]);
        Err(self.raise(exception))
    }
}

fn new(vm: &Vm, _: &Type, args: Args<'_>) -> Res {
    let given = args.positionals().len();
    if given > 1 {
        return Err(
            vm.type_error(format!("ContextVar() takes at most 1 positional argument ({given} given)"))
        );
    }
    let mut name = args.positionals().first();
    let mut default = Value::EMPTY;
    for (key, value) in args.keywords() {
        match key.as_str() {
            Some("name") if name.is_none() => name = Some(value),
            Some("default") => default = value.clone(),
            _ => {
                let key = vm.str_string(key)?;
                return Err(vm.unexpected_keyword("ContextVar", &key, &["default"]));
            }
        }
    }
    let Some(name) = name else {
        return Err(vm.type_error("ContextVar() takes exactly 1 positional argument (0 given)"));
    };
    if name.as_str_object().is_none() {
        return Err(vm.type_error("context variable name must be a str"));
    }
    Ok(vm.make(ContextVar { name: name.clone(), default }).into())
}

fn set(vm: &Vm, args: &[Value]) -> Res {
    receiver(vm, &args[0])?;
    let context = vm.current_context();
    let old = context.put(vm, &args[0], Some(args[1].clone()))?;
    Ok(vm.make(Token::new(context, args[0].clone(), old)).into())
}

fn reset(vm: &Vm, args: &[Value]) -> Res {
    receiver(vm, &args[0])?;
    let Some(token) = args[1].core::<Token>() else {
        let shown = vm.repr_string(&args[1])?;
        return Err(vm.type_error(format!("expected an instance of Token, got {shown}")));
    };
    token.use_up(vm, &args[1], &args[0])?;
    Ok(Value::NONE)
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let var = receiver(vm, value)?;
    let name = vm.repr_string(&var.name)?;
    let default = match var.default.given() {
        Some(default) => format!(" default={}", vm.repr_string(default)?),
        None => String::new(),
    };
    Ok(vm.str(&format!("<ContextVar name={name}{default} at {:#x}>", vm.id_of(value))))
}

const METHODS: &[Method] = &[
    Method::new(
        "get(default=None, /)",
        |vm, args| {
            receiver(vm, &args[0])?;
            vm.var_get(&args[0], args[1].given())
        },
        "The value in the current context.",
    ),
    Method::new("set(value, /)", set, "Sets the value in the current context: a Token to undo it."),
    Method::new("reset(token, /)", reset, "Undoes set()."),
    Method::class("__class_getitem__(item, /)", crate::objects::class_getitem, "ContextVar[type]"),
];

/// Makes the type.
pub(super) fn start(vm: &Vm) {
    vm.add_type::<ContextVar>(&TypeSpec {
        name: "ContextVar",
        module: "_contextvars",
        kind: ContextVar::KIND,
        base: None,
        flags: TypeFlags::default(),
        doc: "A variable with a value for each context.",
        slots: |slots| {
            slots.new = Some(new);
            slots.repr = Some(repr);
        },
        methods: METHODS,
        getset: const { &[GetSet::read("name", |vm, value| Ok(receiver(vm, value)?.name.clone()))] },
    });
}
