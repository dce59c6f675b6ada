//! `typing.Union`: `int | str`.

use taipan_bytecode::BinaryOp;

use super::{
    GenericAlias,
    parameters::{parameters_of, repr_item, substitute},
};
use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{GetSet, Method, TypeFlags, TypeSpec},
    objects::Slot,
};

/// A union of two types or more.
pub(crate) struct UnionType {
    /// `__args__`, a tuple without repetitions.
    args: Value,
    parameters: Slot,
}

impl Body for UnionType {
    const KIND: Kind = Kind::UnionType;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.args);
        self.parameters.trace(tracer);
    }
}

fn of(value: &Value) -> Option<&UnionType> {
    value.core()
}

fn args_of(value: &Value) -> &[Value] {
    of(value).and_then(|union| union.args.as_tuple()).map_or(&[], |args| args.as_slice())
}

impl Vm {
    /// The union of these types: flat, each once; a single one is itself.
    pub(crate) fn union(&self, types: &[Value]) -> Res {
        let mut args: Vec<Value> = Vec::new();
        for value in types {
            let own;
            let parts = match of(value) {
                Some(_) => args_of(value),
                None if value.is_none() => {
                    own = self.types.none_type.value().clone();
                    std::slice::from_ref(&own)
                }
                None => std::slice::from_ref(value),
            };
            for part in parts {
                let mut known = false;
                for other in &args {
                    known = known
                        || other.is(part)
                        || self.class_of(other).is(&self.class_of(part))
                            && other.as_type().is_none()
                            && self.equal(other, part)?;
                }
                if !known {
                    args.push(part.clone());
                }
            }
        }
        match args.len() {
            0 => Err(self.type_error("Cannot take a Union of no types.")),
            1 => Ok(args.swap_remove(0)),
            _ => {
                let args = self.tuple(args);
                Ok(self.make(UnionType { args, parameters: Slot::empty() }).into())
            }
        }
    }

    /// Whether `x | type` makes a union.
    fn is_unionable(&self, value: &Value) -> bool {
        value.is_none()
            || value.as_type().is_some()
            || of(value).is_some()
            || value.core::<GenericAlias>().is_some()
            || value.is_kind(Kind::TypeAlias)
    }
}

/// `a | b` for types, aliases and unions.
pub(crate) fn or(vm: &Vm, a: &Value, b: &Value) -> Res {
    if !vm.is_unionable(a) || !vm.is_unionable(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    vm.union(&[a.clone(), b.clone()])
}

fn repr(vm: &Vm, v: &Value) -> Res {
    let mut texts = Vec::new();
    for arg in args_of(v) {
        if vm.types.none_type.value().is(arg) {
            texts.push("None".to_owned());
        } else {
            texts.push(repr_item(vm, arg)?);
        }
    }
    Ok(vm.str(&texts.join(" | ")))
}

fn parameters(vm: &Vm, v: &Value) -> Res {
    let Some(union) = of(v) else { return Ok(Value::NONE) };
    if union.parameters.is_empty() {
        union.parameters.set(vm.tuple(parameters_of(vm, args_of(v))?));
    }
    Ok(union.parameters.get())
}

fn getitem(vm: &Vm, v: &Value, item: &Value) -> Res {
    let Some(union) = of(v) else { return Ok(Value::NONE) };
    let known = parameters(vm, v)?;
    let known = known.as_tuple().map_or(&[][..], |known| known.as_slice());
    let mut args = substitute(vm, v, &union.args, known, item)?.into_iter();
    let Some(mut result) = args.next() else { return Ok(Value::NONE) };
    for arg in args {
        result = vm.binary(BinaryOp::Or, &result, &arg)?;
    }
    Ok(result)
}

fn check(vm: &Vm, args: &[Value], what: &str) -> Res {
    for class in args_of(&args[0]) {
        let found = match what {
            "isinstance" => vm.is_instance(&args[1], class)?,
            _ => vm.is_subclass(&args[1], class)?,
        };
        if found {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn same(vm: &Vm, a: &Value, b: &Value) -> Res<bool> {
    let (a, b) = (args_of(a), args_of(b));
    if a.len() != b.len() {
        return Ok(false);
    }
    for x in a {
        let mut found = false;
        for y in b {
            found = found || vm.equal(x, y)?;
        }
        if !found {
            return Ok(false);
        }
    }
    Ok(true)
}

/// `Union[int, str]`
fn class_getitem(vm: &Vm, args: &[Value]) -> Res {
    let items = args[1].as_tuple().map_or_else(|| vec![args[1].clone()], |items| items.to_vec());
    for item in &items {
        if item.as_str_object().is_some() {
            let reference = vm.import_module("annotationlib")?;
            let forward = |text: &Value| {
                let class = vm.get_attr_str(&reference, "ForwardRef")?;
                vm.call(&class, std::slice::from_ref(text))
            };
            let items = items
                .iter()
                .map(|item| if item.as_str_object().is_some() { forward(item) } else { Ok(item.clone()) })
                .collect::<Res<Vec<Value>>>()?;
            return vm.union(&items);
        }
    }
    vm.union(&items)
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    const METHODS: &[Method] = &[
        Method::new(
            "__mro_entries__(bases, /)",
            |vm, args| Err(vm.type_error(format!("Cannot subclass {}", vm.repr_string(&args[0])?))),
            "",
        ),
        Method::new("__instancecheck__(instance, /)", |vm, args| check(vm, args, "isinstance"), ""),
        Method::new("__subclasscheck__(class, /)", |vm, args| check(vm, args, "issubclass"), ""),
        Method::class("__class_getitem__(object, /)", class_getitem, ""),
    ];
    const GETSET: &[GetSet] = &[
        GetSet::read("__args__", |_, v| Ok(of(v).map_or(Value::NONE, |union| union.args.clone()))),
        GetSet::read("__parameters__", parameters),
        GetSet::read("__name__", |vm, _| Ok(vm.str("Union"))),
        GetSet::read("__qualname__", |vm, _| Ok(vm.str("Union"))),
        GetSet::read("__origin__", |vm, v| Ok(vm.class_of(v).into())),
    ];
    TypeSpec {
        name: "Union",
        module: "typing",
        kind: Kind::UnionType,
        base: None,
        flags: TypeFlags { no_new: true, weak: true, ..TypeFlags::default() },
        doc: "Represent a union type",
        slots: |slots| {
            slots.repr = Some(repr);
            slots.getitem = Some(getitem);
            slots.hash = Some(|vm, v| {
                args_of(v)
                    .iter()
                    .try_fold(0x5EED_0017, |acc, arg| Ok(acc ^ vm.hash(arg)?.wrapping_mul(0x9E37_79B9)))
            });
            slots.compare = Some(|vm, a, b, op| {
                if of(a).is_none() || of(b).is_none() {
                    return Ok(Value::NOT_IMPLEMENTED);
                }
                Ok(vm.equality(op, same(vm, a, b)?))
            });
            slots.binary[BinaryOp::Or as usize] = Some(or);
        },
        methods: METHODS,
        getset: GETSET,
    }
}
