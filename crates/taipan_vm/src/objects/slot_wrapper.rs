//! Slots as objects: `int.__add__` (a slot wrapper), `(1).__add__` (a method wrapper) and `int.__new__`.

use crate::{
    Body, Gc, Kind, Res, Tracer, Value, Vm,
    native::{Args, GetSet, TypeFlags, TypeSpec},
    objects::{
        Slots, Type,
        types::{ROWS, Row, SlotId, Wrap},
    },
};
use taipan_bytecode::BinaryOp;

/// `wrapper_descriptor`.
pub(crate) struct SlotWrapper {
    /// The class whose slot it calls.
    pub(crate) owner: Value,
    /// Which special method: a place in [`ROWS`].
    pub(crate) row: u8,
}

impl Body for SlotWrapper {
    const KIND: Kind = Kind::SlotWrapper;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.owner);
    }
}

impl SlotWrapper {
    pub(crate) fn row(&self) -> &'static Row {
        &ROWS[self.row as usize]
    }

    /// `__name__`
    pub(crate) fn name(&self) -> &'static str {
        self.row().name
    }
}

/// `method-wrapper`.
pub(crate) struct MethodWrapper {
    pub(crate) wrapper: Gc<SlotWrapper>,
    pub(crate) receiver: Value,
}

impl Body for MethodWrapper {
    const KIND: Kind = Kind::MethodWrapper;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(self.wrapper.value());
        tracer.visit(&self.receiver);
    }
}

/// `__new__` of a native class.
pub(crate) struct NewMethod {
    pub(crate) owner: Gc<Type>,
}

impl Body for NewMethod {
    const KIND: Kind = Kind::NewMethod;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(self.owner.value());
    }
}

impl Vm {
    /// Puts a wrapper for each slot that `own` sets into the class's namespace.
    pub(crate) fn add_slot_wrappers(&self, class: &Gc<Type>, own: &Slots) {
        let is_object = class.base().is_none();
        // A sequence's `+` is concatenation, which has no reflected form.
        let is_sequence = own.len.is_some();
        let put = |name: &str, value: Value| {
            let name = self.intern(name);
            if class.dict.get_name(self, &name).is_none() {
                // As in `native_type`: a namespace overdraws the limit, so this cannot fail.
                _ = class.dict.set_name(self, &name, value);
            }
        };
        for (at, row) in ROWS.iter().enumerate() {
            let generic = is_object && matches!(row.slot, SlotId::GetAttr | SlotId::SetAttr | SlotId::Str);
            if matches!(row.wrap, Wrap::No) || !(row.slot.is_set(own) || generic) {
                continue;
            }
            if is_sequence && row.slot == SlotId::Binary(BinaryOp::Add) && row.name == "__radd__" {
                continue;
            }
            put(row.name, self.make(SlotWrapper { owner: class.value().clone(), row: at as u8 }).into());
        }
        if own.new.is_some() {
            put("__new__", self.make(NewMethod { owner: class.clone() }).into());
        }
        if own.compare.is_some() && own.hash.is_none() && !is_object {
            // A class that defines equality alone is not hashable.
            // SAFETY: nothing reads the slots while they are written.
            unsafe { (*class.slots.get()).hash = None };
            put("__hash__", Value::NONE);
        }
        self.type_modified(class);
    }

    /// Calls a slot wrapper with its receiver first.
    fn call_slot_wrapper(&self, wrapper: &SlotWrapper, args: Args<'_>) -> Res {
        let Some((receiver, _)) = args.positionals().split_first() else {
            return Err(self.type_error(format!(
                "descriptor '{}' of '{}' object needs an argument",
                wrapper.name(),
                self.type_name_of(&wrapper.owner)
            )));
        };
        if !self.is_instance_of(receiver, &wrapper.owner) {
            return Err(self.type_error(format!(
                "descriptor '{}' requires a '{}' object but received a '{}'",
                wrapper.name(),
                self.type_name_of(&wrapper.owner),
                self.type_of(receiver).name()
            )));
        }
        self.run_slot(wrapper, receiver, Args { values: &args.values[1..], names: args.names })
    }

    fn run_slot(&self, wrapper: &SlotWrapper, receiver: &Value, args: Args<'_>) -> Res {
        self.check_native_stack()?;
        let row = wrapper.row();
        let Some(owner) = wrapper.owner.as_type() else { return Ok(Value::NONE) };
        match row.wrap {
            Wrap::Args(f) => f(self, owner.slots(), receiver, args),
            Wrap::Plain(least, most, f) => {
                if args.keyword_count() > 0 {
                    return Err(self.type_error(format!("wrapper {}() takes no keyword arguments", row.name)));
                }
                let given = args.values.len();
                if given < least || given > most {
                    let s = if least == 1 { "" } else { "s" };
                    let how = match (least == most, given < least) {
                        (true, _) => format!("expected {least} argument{s}, got {given}"),
                        (false, true) => format!("expected at least {least} argument{s}, got {given}"),
                        (false, false) => format!("expected at most {most} arguments, got {given}"),
                    };
                    return Err(self.type_error(how));
                }
                f(self, owner.slots(), receiver, args.values)
            }
            Wrap::No => Err(self.type_error(format!("cannot call {}", row.name))),
        }
    }

    /// `Class.__new__(cls, ...)` of a native class.
    fn call_new_method(&self, method: &NewMethod, args: Args<'_>) -> Res {
        let owner = &method.owner;
        let name = owner.name().to_owned();
        let Some(first) = args.positionals().first() else {
            return Err(self.type_error(format!("{name}.__new__(): not enough arguments")));
        };
        let Some(class) = first.as_type() else {
            return Err(self.type_error(format!(
                "{name}.__new__(X): X is not a type object ({})",
                self.type_of(first).name()
            )));
        };
        let asked = class.name().to_owned();
        if !class.is_subclass_of(owner) {
            return Err(
                self.type_error(format!("{name}.__new__({asked}): {asked} is not a subtype of {name}"))
            );
        }
        // The native class nearest to `class` must be made by its own function.
        let mut nearest = class.gc();
        while nearest.heap_type {
            match nearest.base() {
                Some(base) => nearest = base,
                None => break,
            }
        }
        let same = match (nearest.slots().new, owner.slots().new) {
            (Some(a), Some(b)) => std::ptr::fn_addr_eq(a, b),
            _ => false,
        };
        if !same {
            return Err(self.type_error(format!(
                "{name}.__new__({asked}) is not safe, use {}.__new__()",
                nearest.name()
            )));
        }
        match owner.slots().new {
            Some(new) => new(self, class, Args { values: &args.values[1..], names: args.names }),
            None => Err(self.type_error(format!("cannot create '{name}' instances"))),
        }
    }
}

fn wrapper_of(value: &Value) -> Option<&SlotWrapper> {
    value.core::<SlotWrapper>().or_else(|| value.core::<MethodWrapper>().map(|bound| &*bound.wrapper))
}

const NAME: GetSet =
    GetSet::read("__name__", |vm, v| Ok(wrapper_of(v).map_or(Value::NONE, |w| vm.str(w.name()))));
const QUALNAME: GetSet = GetSet::read("__qualname__", |vm, v| {
    Ok(wrapper_of(v).map_or(Value::NONE, |w| vm.str(&format!("{}.{}", vm.qualname_of(&w.owner), w.name()))))
});
const DOC: GetSet = GetSet::read("__doc__", |_, _| Ok(Value::NONE));
const CLASS: GetSet =
    GetSet::read("__objclass__", |_, v| Ok(wrapper_of(v).map_or(Value::NONE, |w| w.owner.clone())));
const GETSET: &[GetSet] = &[
    NAME,
    QUALNAME,
    DOC,
    CLASS,
    GetSet::read("__text_signature__", |vm, v| {
        Ok(wrapper_of(v).map_or(Value::NONE, |w| vm.str(w.row().text)))
    }),
];
const BOUND_GETSET: &[GetSet] = &[
    NAME,
    QUALNAME,
    DOC,
    CLASS,
    GetSet::read("__self__", |_, v| {
        Ok(v.core::<MethodWrapper>().map_or(Value::NONE, |bound| bound.receiver.clone()))
    }),
    GetSet::read("__text_signature__", |vm, v| {
        let unbound = |text: &str| text.replacen("($self, /)", "()", 1).replacen("$self, ", "", 1);
        Ok(wrapper_of(v).map_or(Value::NONE, |w| vm.str(&unbound(w.row().text))))
    }),
];

/// The row of `wrapper_descriptor`.
pub(crate) fn spec() -> TypeSpec {
    TypeSpec {
        name: "wrapper_descriptor",
        module: "builtins",
        kind: Kind::SlotWrapper,
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "",
        slots: |slots| {
            slots.call = Some(|vm, callee, args| match callee.core::<SlotWrapper>() {
                Some(wrapper) => vm.call_slot_wrapper(wrapper, args),
                None => Ok(Value::NONE),
            });
            slots.get = Some(|vm, descriptor, object, _| {
                let (Some(wrapper), Some(object)) = (descriptor.downcast_gc::<SlotWrapper>(), object) else {
                    return Ok(descriptor.clone());
                };
                if !vm.is_instance_of(object, &wrapper.owner) {
                    return Err(vm.type_error(format!(
                        "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                        wrapper.name(),
                        vm.type_name_of(&wrapper.owner),
                        vm.type_of(object).name()
                    )));
                }
                Ok(vm.make(MethodWrapper { wrapper, receiver: object.clone() }).into())
            });
            slots.repr = Some(|vm, v| {
                Ok(wrapper_of(v).map_or(Value::NONE, |w| {
                    vm.str(&format!(
                        "<slot wrapper '{}' of '{}' objects>",
                        w.name(),
                        vm.type_name_of(&w.owner)
                    ))
                }))
            });
        },
        methods: &[],
        getset: GETSET,
    }
}

/// The row of `method-wrapper`.
pub(crate) fn bound_spec() -> TypeSpec {
    fn of(value: &Value) -> Option<&MethodWrapper> {
        value.core()
    }
    TypeSpec {
        name: "method-wrapper",
        module: "builtins",
        kind: Kind::MethodWrapper,
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "",
        slots: |slots| {
            slots.call = Some(|vm, callee, args| match of(callee) {
                Some(bound) => vm.run_slot(&bound.wrapper, &bound.receiver, args),
                None => Ok(Value::NONE),
            });
            slots.repr = Some(|vm, v| {
                let Some(bound) = of(v) else { return Ok(Value::NONE) };
                Ok(vm.str(&format!(
                    "<method-wrapper '{}' of {} object at {:#x}>",
                    bound.wrapper.name(),
                    vm.type_of(&bound.receiver).name(),
                    vm.id_of(&bound.receiver)
                )))
            });
            slots.compare = Some(|vm, a, b, op| {
                let (Some(x), Some(y)) = (of(a), of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
                let same = x.receiver.is(&y.receiver)
                    && x.wrapper.row == y.wrapper.row
                    && x.wrapper.owner.is(&y.wrapper.owner);
                Ok(vm.equality(op, same))
            });
            slots.hash = Some(|vm, v| {
                Ok(of(v).map_or(0, |b| vm.identity_hash(&b.receiver) ^ i64::from(b.wrapper.row)))
            });
        },
        methods: &[],
        getset: BOUND_GETSET,
    }
}

/// `slots.call` of `int.__new__`.
pub(crate) fn call_new(vm: &Vm, callee: &Value, args: Args<'_>) -> Res {
    match callee.core::<NewMethod>() {
        Some(method) => vm.call_new_method(method, args),
        None => Err(vm.type_error("not a native function")),
    }
}
