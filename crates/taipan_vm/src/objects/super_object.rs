//! `super`: attributes of the classes that follow one in the order of another.

use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, GetSet, TypeFlags, TypeSpec},
    objects::{Slot, Type},
    protocol::generic_getattr,
};

/// `super`.
#[derive(Default)]
pub(crate) struct Super {
    /// `__thisclass__`
    class: Slot,
    /// `__self__`
    object: Slot,
    /// `__self_class__`, whose order is followed.
    object_class: Slot,
}

impl Body for Super {
    const KIND: Kind = Kind::Super;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        for slot in [&self.class, &self.object, &self.object_class] {
            slot.trace(tracer);
        }
    }
    fn clear(&self, _: &Vm) {
        for slot in [&self.class, &self.object, &self.object_class] {
            drop(slot.take());
        }
    }
}

fn of(value: &Value) -> Option<&Super> {
    value.core()
}

impl Vm {
    /// The class whose order `super(class, object)` follows.
    fn super_check(&self, class: &Value, object: &Value) -> Res {
        let Some(start) = class.as_type() else {
            return Err(self.type_error(format!(
                "super() argument 1 must be a type, not {}",
                self.type_of(class).name()
            )));
        };
        if object.as_type().is_some_and(|own| own.is_subclass_of(start)) {
            return Ok(object.clone());
        }
        let own = self.class_of(object);
        if own.is_subclass_of(start) {
            return Ok(own.into());
        }
        if let Some(claimed) = self.get_attr_opt(object, &self.names.dunder_class)?
            && claimed.as_type().is_some_and(|claimed| claimed.is_subclass_of(start))
        {
            return Ok(claimed);
        }
        let what = match object.as_type() {
            Some(own) => format!("type {}", own.name()),
            None => format!("instance of {}", own.name()),
        };
        Err(self.type_error(format!(
            "super(type, obj): obj ({what}) is not an instance or subtype of type ({}).",
            start.name()
        )))
    }

    fn find_after(&self, class: &Value, object: &Value, start: &Value, name: &Value) -> Res<Option<Value>> {
        if name.is(&self.names.dunder_class) {
            return Ok(None);
        }
        let (Some(after), Some(start_class)) = (class.as_type(), start.as_type()) else { return Ok(None) };
        let Some(found) = self.lookup_after(start_class, after, name) else { return Ok(None) };
        match self.type_of(&found).slots().get {
            // Through a class, names bind as for the class itself.
            Some(get) => get(self, &found, (!object.is(start)).then_some(object), start).map(Some),
            None => Ok(Some(found)),
        }
    }
}

fn set_up(vm: &Vm, made: &Super, class: &Value, object: Option<&Value>) -> Res<()> {
    if class.as_type().is_none() {
        return Err(
            vm.type_error(format!("super() argument 1 must be a type, not {}", vm.type_of(class).name()))
        );
    }
    let start = match object {
        Some(object) => vm.super_check(class, object)?,
        None => Value::EMPTY,
    };
    made.class.set(class.clone());
    made.object.set(object.cloned().unwrap_or(Value::EMPTY));
    made.object_class.set(start);
    Ok(())
}

fn new(vm: &Vm, class: &Type, _: Args<'_>) -> Res {
    Ok(vm.make_instance(class, Super::default())?.into())
}

fn init(vm: &Vm, v: &Value, args: Args<'_>) -> Res<()> {
    if args.keyword_count() > 0 {
        return Err(vm.type_error("super() takes no keyword arguments"));
    }
    let Some(made) = of(v) else { return Ok(()) };
    match args.values {
        [] => {
            let (class, object) = vm.super_context()?;
            set_up(vm, made, &class, Some(&object))
        }
        [class] => set_up(vm, made, class, None),
        [class, object] => set_up(vm, made, class, object.not_none()),
        others => Err(vm.type_error(format!("super() expected at most 2 arguments, got {}", others.len()))),
    }
}

fn getattr(vm: &Vm, v: &Value, name: &Value) -> Res {
    if let Some(own) = of(v)
        && let Some(start) = own.object_class.given()
    {
        let found = vm.find_after(&own.class.get(), &own.object.get(), &start, name)?;
        if let Some(found) = found {
            return Ok(found);
        }
    }
    generic_getattr(vm, v, name)
}

fn get(vm: &Vm, v: &Value, object: Option<&Value>, _: &Value) -> Res {
    let (Some(own), Some(object)) = (of(v), object) else { return Ok(v.clone()) };
    if object.is_none() || !own.object.is_empty() {
        return Ok(v.clone());
    }
    if !vm.is_exact(v, Kind::Super) {
        return vm.call(vm.class_of(v).value(), &[own.class.or_none(), object.clone()]);
    }
    let made = vm.make(Super::default());
    set_up(vm, &made, &own.class.or_none(), Some(object))?;
    Ok(made.into())
}

fn repr(vm: &Vm, v: &Value) -> Res {
    let Some(own) = of(v) else { return Ok(Value::NONE) };
    let class = own.class.given().map_or_else(|| "NULL".to_owned(), |class| vm.type_name_of(&class));
    let object = match own.object_class.given() {
        Some(start) => format!("<{} object>", vm.type_name_of(&start)),
        None => "NULL".to_owned(),
    };
    Ok(vm.str(&format!("<super: <class '{class}'>, {object}>")))
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    const GETSET: &[GetSet] = &[
        GetSet::read("__thisclass__", |_, v| Ok(of(v).map_or(Value::NONE, |s| s.class.or_none()))),
        GetSet::read("__self__", |_, v| Ok(of(v).map_or(Value::NONE, |s| s.object.or_none()))),
        GetSet::read("__self_class__", |_, v| Ok(of(v).map_or(Value::NONE, |s| s.object_class.or_none()))),
    ];
    TypeSpec {
        name: "super",
        module: "builtins",
        kind: Kind::Super,
        base: None,
        flags: TypeFlags { base: true, ..TypeFlags::default() },
        doc: "super() -> same as super(__class__, <first argument>)",
        slots: |slots| {
            slots.new = Some(new);
            slots.init = Some(init);
            slots.getattr = Some(getattr);
            slots.get = Some(get);
            slots.repr = Some(repr);
        },
        methods: &[],
        getset: GETSET,
    }
}
