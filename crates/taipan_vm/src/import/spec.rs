//! `ModuleSpec`: what a module's `__spec__` says of where it came from and whether it is still being made.
//!
//! There are no loader objects: `loader` is None unless a program sets it.

use std::{cell::Cell, sync::LazyLock};

use crate::{
    Body, Gc, Kind, Raised, Res, Tracer, Value, Vm,
    native::{Args, GetSet, Signature, TypeFlags, TypeSpec, bind_args},
    objects::{Slot, Type},
};

/// What is known of a module's origin.
pub(crate) struct Spec {
    name: Slot,
    loader: Slot,
    origin: Slot,
    /// `submodule_search_locations`: a list for a package.
    locations: Slot,
    loader_state: Slot,
    cached: Slot,
    has_location: Cell<bool>,
    initializing: Cell<bool>,
}

impl Body for Spec {
    const KIND: Kind = Kind::ModuleSpec;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        for slot in
            [&self.name, &self.loader, &self.origin, &self.locations, &self.loader_state, &self.cached]
        {
            slot.trace(tracer);
        }
    }
    fn clear(&self, _: &Vm) {
        for slot in [&self.loader, &self.locations, &self.loader_state] {
            drop(slot.take());
        }
    }
}

impl Spec {
    fn named(name: Value, loader: Value, origin: Value, locations: Value) -> Spec {
        Spec {
            name: Slot::new(name),
            loader: Slot::new(loader),
            origin: Slot::new(origin),
            locations: Slot::new(locations),
            loader_state: Slot::new(Value::NONE),
            cached: Slot::new(Value::NONE),
            has_location: Cell::new(false),
            initializing: Cell::new(false),
        }
    }

    /// Says that the module's body has run.
    pub(super) fn finish(&self) {
        self.initializing.set(false);
    }
}

impl Vm {
    /// The spec of a native module.
    pub(super) fn built_in_spec(&self, name: &str) -> Value {
        self.make(Spec::named(self.str(name), Value::NONE, self.str("built-in"), Value::NONE)).into()
    }

    /// The spec of a module whose body, from `file`, is about to run.
    pub(super) fn file_spec(&self, name: &str, file: Value, folder: Option<&str>) -> Res<Gc<Spec>> {
        let locations = match folder {
            Some(folder) => self.list(vec![self.str(folder)])?,
            None => Value::NONE,
        };
        let spec = Spec::named(self.str(name), Value::NONE, file, locations);
        spec.has_location.set(true);
        spec.initializing.set(true);
        Ok(self.make(spec))
    }

    /// The spec of a main module that was found by its name.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn main_spec(&self, name: &str, file: &str) -> Res {
        let spec = self.file_spec(name, self.str(file), None)?;
        spec.finish();
        Ok(spec.value().clone())
    }

    /// Whether a module's body is still running, according to its spec.
    pub(crate) fn is_initializing(&self, module: &Value) -> Res<bool> {
        let Some(spec) = self.get_attr_opt(module, &self.names.dunder_spec)? else { return Ok(false) };
        match self.get_attr_opt(&spec, &self.intern("_initializing"))? {
            Some(flag) => self.truth(&flag),
            None => Ok(false),
        }
    }
}

fn of<'a>(vm: &Vm, value: &'a Value) -> Result<&'a Spec, Raised> {
    value.core::<Spec>().ok_or_else(|| vm.type_error("a ModuleSpec is required"))
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    static SIGNATURE: LazyLock<Signature> = LazyLock::new(|| {
        Signature::parse("ModuleSpec(name, loader, *, origin=None, loader_state=None, is_package=None)")
    });
    let bound = bind_args(vm, &SIGNATURE, args)?;
    let given = |at: usize| bound[at].given().cloned().unwrap_or(Value::NONE);
    let locations = if vm.truth(&given(4))? { vm.list(Vec::new())? } else { Value::NONE };
    let spec = Spec::named(given(0), given(1), given(2), locations);
    spec.loader_state.set(given(3));
    Ok(vm.make_instance(class, spec)?.into())
}

fn repr(vm: &Vm, v: &Value) -> Res {
    let spec = of(vm, v)?;
    let mut text = format!(
        "ModuleSpec(name={}, loader={}",
        vm.repr_string(&spec.name.or_none())?,
        vm.repr_string(&spec.loader.or_none())?
    );
    for (field, slot) in [("origin", &spec.origin), ("submodule_search_locations", &spec.locations)] {
        let value = slot.or_none();
        if !value.is_none() {
            text.push_str(&format!(", {field}={}", vm.repr_string(&value)?));
        }
    }
    text.push(')');
    Ok(vm.str(&text))
}

/// The package: the module itself if it is one.
fn parent(vm: &Vm, v: &Value) -> Res {
    let spec = of(vm, v)?;
    let name = spec.name.or_none();
    if !spec.locations.or_none().is_none() {
        return Ok(name);
    }
    let text = vm.str_string(&name)?;
    Ok(vm.str(text.rsplit_once('.').map_or("", |(parent, _)| parent)))
}

macro_rules! field {
    ($name:literal, $slot:ident) => {
        GetSet::write(
            $name,
            |vm, v| Ok(of(vm, v)?.$slot.or_none()),
            |vm, v, value| {
                drop(of(vm, v)?.$slot.replace(value.cloned().unwrap_or(Value::NONE)));
                Ok(())
            },
        )
    };
}

macro_rules! flag {
    ($name:literal, $cell:ident) => {
        GetSet::write(
            $name,
            |vm, v| Ok(Value::bool(of(vm, v)?.$cell.get())),
            |vm, v, value| {
                let flag = match value {
                    Some(value) => vm.truth(value)?,
                    None => false,
                };
                of(vm, v)?.$cell.set(flag);
                Ok(())
            },
        )
    };
}

const GETSET: &[GetSet] = &[
    field!("name", name),
    field!("loader", loader),
    field!("origin", origin),
    field!("submodule_search_locations", locations),
    field!("loader_state", loader_state),
    field!("cached", cached),
    flag!("has_location", has_location),
    flag!("_initializing", initializing),
    GetSet::read("parent", parent),
];

/// The type's row.
pub(crate) fn type_spec() -> TypeSpec {
    TypeSpec {
        name: "ModuleSpec",
        module: "_frozen_importlib",
        kind: Kind::ModuleSpec,
        base: None,
        flags: TypeFlags::default(),
        doc: "Where a module came from and how it is loaded.",
        slots: |slots| {
            slots.new = Some(new);
            slots.repr = Some(repr);
        },
        methods: &[],
        getset: GETSET,
    }
}
