//! Member descriptors: the attributes that `__slots__` names.

use crate::{
    Body, Gc, Kind, Res, Tracer, Value, Vm,
    native::{GetSet, TypeFlags, TypeSpec},
    objects::{Slot, Type, getset},
};

/// Where the value stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum MemberPlace {
    /// Slot number of a shaped instance.
    Slot(u32),
    /// Word counted from the end of the block; 1 is the last.
    Word(u32),
    /// Item of a tuple; read-only.
    Item(u32),
    /// As `Word`, but read-only, and `None` where it is empty.
    Hidden(u32),
}

/// `member_descriptor`.
pub(crate) struct MemberDescriptor {
    pub(crate) owner: Gc<Type>,
    pub(crate) name: Value,
    pub(crate) place: MemberPlace,
    /// What the class says of it; empty for those of `__slots__`.
    pub(crate) doc: &'static str,
}

impl Body for MemberDescriptor {
    const KIND: Kind = Kind::Member;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(self.owner.value());
        tracer.visit(&self.name);
    }
}

impl MemberDescriptor {
    fn text(&self) -> String {
        self.name.as_str_object().map_or_else(String::new, |text| text.to_lossy().into_owned())
    }

    /// A word of an object counted from the end of its block, which its class must have.
    pub(crate) fn trailing_slot(object: &Value, n: u32) -> &Slot {
        let block = object.raw().ptr();
        // SAFETY: blocks of the owner and its subclasses end with that many trailing words.
        unsafe {
            let end = block.cast::<u8>().add(crate::heap::block_size(block)).cast::<Slot>();
            &*end.sub(n as usize)
        }
    }

    fn check_owner(&self, vm: &Vm, object: &Value) -> Res<()> {
        if !vm.is_a(object, &self.owner) {
            return Err(vm.type_error(format!(
                "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                self.text(),
                self.owner.name(),
                vm.type_of(object).name()
            )));
        }
        Ok(())
    }

    /// The place in an instance of the owner (or a subclass of it).
    fn slot<'a>(&self, vm: &Vm, object: &'a Value) -> Res<&'a Slot> {
        self.check_owner(vm, object)?;
        match self.place {
            MemberPlace::Slot(at) => match object.as_instance() {
                // SAFETY: every shape of the owner and its subclasses begins with the owner's slots.
                Some(instance) => Ok(unsafe { instance.slot(at as usize) }),
                None => Err(vm.type_error("object without slots")),
            },
            MemberPlace::Word(n) => Ok(Self::trailing_slot(object, n)),
            MemberPlace::Item(_) | MemberPlace::Hidden(_) => {
                Err(vm.attribute_error(object, &self.name, "readonly attribute"))
            }
        }
    }

    pub(crate) fn get(&self, vm: &Vm, object: &Value) -> Res {
        if let MemberPlace::Item(at) | MemberPlace::Hidden(at) = self.place {
            self.check_owner(vm, object)?;
            if matches!(self.place, MemberPlace::Hidden(_)) {
                return Ok(Self::trailing_slot(object, at).or_none());
            }
            return Ok(object
                .as_tuple()
                .and_then(|tuple| tuple.get(at as usize).cloned())
                .unwrap_or(Value::NONE));
        }
        match self.slot(vm, object)?.given() {
            Some(value) => Ok(value),
            None => Err(vm.attribute_error(
                object,
                &self.name,
                format!("'{}' object has no attribute '{}'", vm.type_of(object).name(), self.text()),
            )),
        }
    }

    pub(crate) fn set(&self, vm: &Vm, object: &Value, value: Option<&Value>) -> Res<()> {
        let slot = self.slot(vm, object)?;
        match value {
            Some(value) => slot.set(value.clone()),
            None if slot.is_empty() => return Err(vm.attribute_error(object, &self.name, self.text())),
            None => drop(slot.take()),
        }
        Ok(())
    }
}

fn of(value: &Value) -> Option<&MemberDescriptor> {
    value.core()
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    const GETSET: &[GetSet] = &[
        GetSet::read("__name__", |vm, v| Ok(name(vm, v))),
        GetSet::read("__qualname__", |vm, v| {
            Ok(owner(v).map_or(Value::NONE, |owner| {
                let name = name(vm, v);
                vm.str(&format!("{}.{}", owner.qualname_text(), name.as_str().unwrap_or("?")))
            }))
        }),
        GetSet::read("__doc__", |vm, v| {
            let Some(member) = of(v) else { return Ok(Value::NONE) };
            if !member.doc.is_empty() {
                return Ok(vm.str(member.doc));
            }
            // `__slots__` may be a mapping of names to docstrings.
            let slots = member.owner.dict.get_name(vm, &vm.names.dunder_slots);
            match slots.as_ref().and_then(Value::as_dict) {
                Some(docs) => Ok(docs.get_name(vm, &member.name).unwrap_or(Value::NONE)),
                None => Ok(Value::NONE),
            }
        }),
        GetSet::read("__objclass__", |_, v| Ok(owner(v).map_or(Value::NONE, Value::from))),
    ];
    TypeSpec {
        name: "member_descriptor",
        module: "builtins",
        kind: Kind::Member,
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "",
        slots: |slots| {
            slots.get = Some(|vm, v, object, class| match (of(v), object) {
                (Some(member), Some(object)) => member.get(vm, object),
                (Some(_), None) => Ok(v.clone()),
                (None, _) => getset::get(vm, v, object, class),
            });
            slots.set = Some(|vm, v, object, value| match of(v) {
                Some(member) => member.set(vm, object, value),
                None => set_field(vm, v, object, value),
            });
            slots.repr = Some(|vm, v| {
                Ok(owner(v).map_or(Value::NONE, |owner| {
                    let name = name(vm, v);
                    let name = name.as_str().unwrap_or("?");
                    vm.str(&format!("<member '{name}' of '{}' objects>", owner.name()))
                }))
            });
        },
        methods: &[],
        getset: GETSET,
    }
}

/// Sets a field of a native object.
fn set_field(vm: &Vm, descriptor: &Value, object: &Value, value: Option<&Value>) -> Res<()> {
    match getset::of(descriptor) {
        Some(own) if own.row.set.is_none() && vm.is_a(object, &own.owner) => {
            Err(vm.attribute_error(object, &vm.intern(own.row.name), "readonly attribute"))
        }
        _ => getset::set(vm, descriptor, object, value),
    }
}

/// The class that has the attribute: of a slot, or of a native class's field.
fn owner(value: &Value) -> Option<Gc<Type>> {
    match of(value) {
        Some(member) => Some(member.owner.clone()),
        None => getset::of(value).map(|descriptor| descriptor.owner.clone()),
    }
}

fn name(vm: &Vm, value: &Value) -> Value {
    match of(value) {
        Some(member) => member.name.clone(),
        None => getset::of(value).map_or(Value::NONE, |descriptor| vm.intern(descriptor.row.name)),
    }
}

/// The attributes of a native class that are members in CPython: those that stand in fields of its objects.
fn members_of(class: &str) -> &'static [&'static str] {
    match class {
        "type" => {
            &["__basicsize__", "__itemsize__", "__flags__", "__weakrefoffset__", "__base__", "__dictoffset__"]
        }
        "async_generator" => &["ag_running"],
        "builtin_function_or_method" => &["__module__"],
        "classmethod" | "staticmethod" => &["__func__", "__wrapped__"],
        "classmethod_descriptor"
        | "getset_descriptor"
        | "member_descriptor"
        | "method_descriptor"
        | "wrapper_descriptor" => &["__objclass__", "__name__"],
        "code" => &[
            "co_argcount",
            "co_posonlyargcount",
            "co_kwonlyargcount",
            "co_stacksize",
            "co_flags",
            "co_nlocals",
            "co_consts",
            "co_names",
            "co_filename",
            "co_name",
            "co_qualname",
            "co_firstlineno",
        ],
        "complex" => &["real", "imag"],
        "coroutine" => &["cr_origin"],
        "frame" => &["f_trace_lines"],
        "function" => &["__closure__", "__globals__", "__builtins__"],
        "method" => &["__func__", "__self__"],
        "method-wrapper" => &["__self__"],
        "module" => &["__dict__"],
        "property" => &["fget", "fset", "fdel", "__doc__"],
        "range" | "slice" => &["start", "stop", "step"],
        "super" => &["__thisclass__", "__self__", "__self_class__"],
        "traceback" => &["tb_frame", "tb_lasti"],
        "BaseException" => &["__suppress_context__"],
        "BaseExceptionGroup" => &["message", "exceptions"],
        "AttributeError" => &["name", "obj"],
        "ImportError" => &["msg", "name", "path", "name_from"],
        "NameError" => &["name"],
        "OSError" => &["errno", "strerror", "filename", "filename2"],
        "StopIteration" => &["value"],
        "SyntaxError" => &["msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset"],
        "UnicodeDecodeError" | "UnicodeEncodeError" | "UnicodeTranslateError" => {
            &["encoding", "object", "start", "end", "reason"]
        }
        "SystemExit" => &["code"],
        _ => &[],
    }
}

impl Vm {
    /// Makes the class, and makes those attributes members that are such in CPython.
    pub(crate) fn start_members(&self) {
        let class = self.add_type::<MemberDescriptor>(&spec());
        let shape = self.shapes.root(Kind::GetSet, class.raw(), Vec::new());
        class.shapes.borrow_mut().push(shape);
        self.type_modified(&class);
        let owners = self.native_types.borrow().clone();
        for owner in owners.iter().filter_map(Value::as_type) {
            self.mark_members(&class, shape, owner, members_of(&owner.name()));
        }
    }
}
