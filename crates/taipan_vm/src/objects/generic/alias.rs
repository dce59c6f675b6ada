//! `types.GenericAlias`.

use std::cell::Cell;

use taipan_bytecode::BinaryOp;

use super::parameters::{parameters_of, repr_item, repr_items, substitute};
use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, GetSet, Method, TypeFlags, TypeSpec},
    objects::{Slot, Type},
    protocol::{generic_getattr, generic_setattr},
};

/// `list[int]`.
pub struct GenericAlias {
    /// `__origin__`
    pub origin: Value,
    /// `__args__`, a tuple.
    pub args: Value,
    /// `__parameters__`, once somebody has asked.
    parameters: Slot,
    /// `*tuple[int]`
    starred: Cell<bool>,
}

impl Body for GenericAlias {
    const KIND: Kind = Kind::GenericAlias;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.origin);
        tracer.visit(&self.args);
        self.parameters.trace(tracer);
    }
}

impl Vm {
    /// `types.GenericAlias(origin, args)`: `args` is a tuple or the one argument.
    pub fn generic_alias(&self, origin: &Value, args: &Value) -> Value {
        self.make(alias(self, origin, args)).into()
    }
}

fn alias(vm: &Vm, origin: &Value, args: &Value) -> GenericAlias {
    let args = match args.as_tuple() {
        Some(_) => args.clone(),
        None => vm.tuple(vec![args.clone()]),
    };
    GenericAlias { origin: origin.clone(), args, parameters: Slot::empty(), starred: Cell::new(false) }
}

/// The native of `__class_getitem__` rows: `Method::class("__class_getitem__(object, /)", class_getitem, "See PEP 585")`.
pub fn class_getitem(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.generic_alias(&args[0], &args[1]))
}

fn of(value: &Value) -> Option<&GenericAlias> {
    value.core()
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    if args.keyword_count() > 0 {
        return Err(vm.type_error("GenericAlias() takes no keyword arguments"));
    }
    let [origin, items] = args.values else {
        return Err(vm.type_error(format!("GenericAlias expected 2 arguments, got {}", args.values.len())));
    };
    Ok(vm.make_instance(class, alias(vm, origin, items))?.into())
}

fn repr(vm: &Vm, v: &Value) -> Res {
    let Some(alias) = of(v) else { return Ok(Value::NONE) };
    let items = alias.args.as_tuple().map_or(&[][..], |args| args.as_slice());
    let star = if alias.starred.get() { "*" } else { "" };
    let inside = if items.is_empty() { "()".to_owned() } else { repr_items(vm, items)? };
    Ok(vm.str(&format!("{star}{}[{inside}]", repr_item(vm, &alias.origin)?)))
}

/// Attributes that are the alias's own; all others are those of the origin.
const OWN: &[&str] = &[
    "__class__",
    "__origin__",
    "__args__",
    "__unpacked__",
    "__parameters__",
    "__typing_unpacked_tuple_args__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__copy__",
    "__deepcopy__",
    "__bases__",
];

fn getattr(vm: &Vm, v: &Value, name: &Value) -> Res {
    let own = name.as_str().is_none_or(|name| OWN.contains(&name));
    match of(v) {
        Some(alias) if !own => vm.get_attr(&alias.origin, name),
        _ => generic_getattr(vm, v, name),
    }
}

fn call(vm: &Vm, v: &Value, args: Args<'_>) -> Res {
    let Some(alias) = of(v) else { return Ok(Value::NONE) };
    let made = vm.call_args(&alias.origin, args)?;
    if let Err(raised) = vm.set_attr(&made, &vm.intern("__orig_class__"), v) {
        let known = vm.is_a(&vm.peek_raised(), &vm.exceptions.attribute_error)
            || vm.is_a(&vm.peek_raised(), &vm.exceptions.type_error);
        if !known {
            return Err(raised);
        }
        drop(vm.take_raised(raised));
    }
    Ok(made)
}

fn parameters(vm: &Vm, v: &Value) -> Res {
    let Some(alias) = of(v) else { return Ok(Value::NONE) };
    if alias.parameters.is_empty() {
        let items = alias.args.as_tuple().map_or_else(Vec::new, |args| args.to_vec());
        alias.parameters.set(vm.tuple(parameters_of(vm, &items)?));
    }
    Ok(alias.parameters.get())
}

fn getitem(vm: &Vm, v: &Value, item: &Value) -> Res {
    let Some(alias) = of(v) else { return Ok(Value::NONE) };
    let known = parameters(vm, v)?;
    let known = known.as_tuple().map_or(&[][..], |known| known.as_slice());
    let args = substitute(vm, v, &alias.args, known, item)?;
    let made = vm.generic_alias(&alias.origin, &vm.tuple(args));
    if let Some(made) = of(&made) {
        made.starred.set(alias.starred.get());
    }
    Ok(made)
}

fn iter(vm: &Vm, v: &Value) -> Res {
    let Some(alias_of) = of(v) else { return Ok(Value::NONE) };
    let starred = alias(vm, &alias_of.origin, &alias_of.args);
    starred.starred.set(true);
    let one = vm.tuple(vec![vm.make(starred).into()]);
    vm.iter(&one)
}

fn refuse(vm: &Vm, what: &str) -> Res {
    Err(vm.type_error(format!("{what}() argument 2 cannot be a parameterized generic")))
}

fn unpacked_args(_: &Vm, v: &Value) -> Res {
    Ok(of(v)
        .filter(|alias| alias.starred.get() && alias.origin.as_type().is_some_and(|t| &*t.name() == "tuple"))
        .map_or(Value::NONE, |alias| alias.args.clone()))
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let Some(alias) = of(&args[0]) else { return Ok(Value::NONE) };
    let class: Value = vm.class_of(&args[0]).into();
    Ok(vm.tuple(vec![class, vm.tuple(vec![alias.origin.clone(), alias.args.clone()])]))
}

fn dir(vm: &Vm, args: &[Value]) -> Res {
    let Some(alias) = of(&args[0]) else { return Ok(Value::NONE) };
    let names = vm.dict();
    let inherited = vm.call_method(&alias.origin, "__dir__", &[]).or_else(|raised| {
        drop(vm.catch(raised, &vm.exceptions.type_error)?);
        vm.call_method(vm.class_of(&alias.origin).value(), "__dir__", std::slice::from_ref(&alias.origin))
    })?;
    for name in vm.collect(&inherited)? {
        names.set(vm, &name, &Value::NONE)?;
    }
    for name in OWN {
        names.set_str(vm, name, Value::NONE)?;
    }
    vm.list(names.keys())
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    const METHODS: &[Method] = &[
        Method::new(
            "__mro_entries__(bases, /)",
            |vm, args| Ok(vm.tuple(of(&args[0]).map_or_else(Vec::new, |alias| vec![alias.origin.clone()]))),
            "",
        ),
        Method::new("__instancecheck__(instance, /)", |vm, _| refuse(vm, "isinstance"), ""),
        Method::new("__subclasscheck__(class, /)", |vm, _| refuse(vm, "issubclass"), ""),
        Method::new("__reduce__()", reduce, "Helper for pickle."),
        Method::new("__dir__()", dir, ""),
    ];
    const GETSET: &[GetSet] = &[
        GetSet::read("__origin__", |_, v| Ok(of(v).map_or(Value::NONE, |a| a.origin.clone()))),
        GetSet::read("__args__", |_, v| Ok(of(v).map_or(Value::NONE, |a| a.args.clone()))),
        GetSet::read("__parameters__", parameters),
        GetSet::read("__unpacked__", |_, v| Ok(Value::bool(of(v).is_some_and(|a| a.starred.get())))),
        GetSet::read("__typing_unpacked_tuple_args__", unpacked_args),
    ];
    TypeSpec {
        name: "GenericAlias",
        module: "types",
        kind: Kind::GenericAlias,
        base: None,
        flags: TypeFlags { base: true, weak: true, ..TypeFlags::default() },
        doc: "Represent a PEP 585 generic type",
        slots: |slots| {
            slots.new = Some(new);
            slots.repr = Some(repr);
            slots.getattr = Some(getattr);
            slots.setattr = Some(generic_setattr);
            slots.call = Some(call);
            slots.getitem = Some(getitem);
            slots.iter = Some(iter);
            slots.hash = Some(|vm, v| match of(v) {
                Some(alias) => Ok(vm.hash(&alias.origin)? ^ vm.hash(&alias.args)?),
                None => Ok(0),
            });
            slots.compare = Some(|vm, a, b, op| {
                let (Some(x), Some(y)) = (of(a), of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
                let same = x.starred.get() == y.starred.get()
                    && vm.equal(&x.origin, &y.origin)?
                    && vm.equal(&x.args, &y.args)?;
                Ok(vm.equality(op, same))
            });
            slots.binary[BinaryOp::Or as usize] = Some(super::union_type::or);
        },
        methods: METHODS,
        getset: GETSET,
    }
}
