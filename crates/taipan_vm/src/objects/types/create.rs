//! `type.__new__`: makes a class from its name, bases and namespace (data model, section 3.3.3).

use std::cell::{Cell, RefCell, UnsafeCell};

use super::{DictPlace, Type, class_slots::Added};
use crate::{
    Gc, Kind, Raised, Res, Value, Vm,
    native::{Args, GetSet, TypeFlags},
    objects::{
        CellObject, ClassMethod, DictRef, GetSetDescriptor, MemberDescriptor, MemberPlace, Slot, Slots,
        StaticMethod,
    },
};

/// `__dict__` of instances.
pub const INSTANCE_DICT: GetSet = GetSet {
    name: "__dict__",
    get: |vm, object| match vm.dict_of_object(object)? {
        Some(dict) => Ok(dict.into()),
        None => Err(vm.attribute_error(
            object,
            &vm.names.dunder_dict,
            format!("'{}' object has no attribute '__dict__'", vm.type_of(object).name()),
        )),
    },
    set: Some(|vm, object, value| vm.set_dict_of_object(object, value)),
    doc: "dictionary for instance variables",
};

static INSTANCE_DICT_ROW: GetSet = INSTANCE_DICT;

/// `__weakref__` of instances.
static INSTANCE_WEAKREF: GetSet = GetSet {
    name: "__weakref__",
    get: |vm, object| Ok(vm.first_weak_reference(object)),
    set: None,
    doc: "list of weak references to the object",
};

/// `slots.new` of `type`.
pub(crate) fn type_new(vm: &Vm, meta: &Type, args: Args<'_>) -> Res {
    let [name, bases, namespace] = args.positionals() else {
        return Err(vm.type_error(format!(
            "type.__new__() takes exactly 3 arguments ({} given)",
            args.positionals().len()
        )));
    };
    let wrong = |at: usize, what: &str, value: &Value| {
        vm.type_error(format!(
            "type.__new__() argument {at} must be {what}, not {}",
            vm.type_of(value).name()
        ))
    };
    let Some(name) = name.as_str_object() else { return Err(wrong(1, "str", name)) };
    let Some(bases) = bases.as_tuple() else { return Err(wrong(2, "tuple", bases)) };
    let Some(namespace) = namespace.as_dict() else { return Err(wrong(3, "dict", namespace)) };
    for base in bases.iter() {
        if base.as_type().is_none() && vm.get_attr_opt(base, &vm.names.dunder_mro_entries)?.is_some() {
            return Err(vm.type_error("type() doesn't support MRO entry resolution; use types.new_class()"));
        }
    }
    let asked = meta.gc();
    let meta = vm.winning_metaclass(&asked, bases)?;
    if !meta.is(&asked)
        && let Some(new) = meta.slots().new.filter(|new| !is_type_new(*new))
    {
        return new(vm, &meta, args);
    }
    let (base, typed) = vm.best_base(bases)?;
    let name = name.to_lossy().into_owned();
    if name.contains('\0') {
        return Err(vm.value_error("type name must not contain null characters"));
    }
    let own = vm.dict();
    own.update_from(vm, namespace)?;
    let added = vm.added_layout(&name, &own, &base, &typed)?;
    let class = vm.blank_class(&meta, name, own, &base, &typed);
    vm.prepare_namespace(&class)?;
    vm.lay_out(&class, &base, &added);
    vm.add_layout_descriptors(&class, &base, &added)?;
    vm.set_hash_none(&class)?;
    link(&class, &typed);
    let mro = vm.compute_mro(&class)?;
    *class.mro.borrow_mut() = Some(mro);
    vm.type_modified(&class);
    vm.fill_slots(&class, &typed);
    vm.set_names(&class)?;
    vm.init_subclass(&class, args)?;
    Ok(class.into())
}

fn is_type_new(new: fn(&Vm, &Type, Args<'_>) -> Res) -> bool {
    std::ptr::fn_addr_eq(new, type_new as fn(&Vm, &Type, Args<'_>) -> Res)
}

/// `slots.new` of a class with a `__new__` in Python.
pub(super) fn new_from_python(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let own = class.gc();
    let Some(found) = vm.type_lookup(class, &vm.names.dunder_new) else {
        return Err(vm.type_error(format!("cannot create '{}' instances", class.name())));
    };
    let function = match found.core::<StaticMethod>() {
        Some(wrapped) => wrapped.function.get(),
        None => vm.bind_to_class(&found, &own)?,
    };
    super::dispatch::prepend(own.value(), args, |all| vm.call_args(&function, all))
}

fn link(class: &Gc<Type>, bases: &[Gc<Type>]) {
    for base in bases {
        let mut known = base.subclasses.borrow_mut();
        if !known.contains(&class.raw()) {
            known.push(class.raw());
        }
    }
}

impl Vm {
    fn blank_class(
        &self,
        meta: &Gc<Type>,
        name: String,
        namespace: DictRef,
        base: &Gc<Type>,
        bases: &[Gc<Type>],
    ) -> Gc<Type> {
        let inherited = base.flags.get();
        let flags = TypeFlags {
            base: true,
            mutable: true,
            sequence: inherited.sequence,
            mapping: inherited.mapping,
            ..TypeFlags::default()
        };
        let qualname = Slot::empty();
        let bases = bases.iter().map(|base| base.value().clone()).collect();
        self.make_of(
            Type {
                name: RefCell::new(name.into()),
                qualname,
                dict: namespace,
                base: RefCell::new(Some(base.clone())),
                bases: RefCell::new(Some(self.tuple_gc(bases))),
                mro: RefCell::new(None),
                slots: UnsafeCell::new(Slots::default()),
                flags: Cell::new(flags),
                heap_type: true,
                stands_in: Cell::new(false),
                kind: base.kind,
                dict_place: Cell::new(DictPlace::None),
                trailing_words: Cell::new(0),
                dict_word: Cell::new(0),
                slot_count: Cell::new(0),
                weak: Cell::new(base.weak.get()),
                shape: Cell::new(0),
                dict_shape: Cell::new(0),
                room: Cell::new(0),
                version: Cell::new(0),
                shapes: RefCell::default(),
                subclasses: RefCell::default(),
                abstract_methods: Cell::new(false),
                plan_version: Cell::new(0),
                plan_init: Cell::new(crate::Raw::EMPTY),
            },
            meta.shape.get(),
        )
    }

    /// Moves `__qualname__` and `__classcell__` from the namespace to their places, wraps the implicit static and class
    /// methods, and adds `__module__` and `__doc__` where they are missing.
    fn prepare_namespace(&self, class: &Gc<Type>) -> Res<()> {
        let dict = &class.dict;
        let names = &self.names;
        if dict.get_name(self, &names.dunder_module).is_none()
            && let Some(module) = self.calling_module_name()
        {
            dict.set_name(self, &names.dunder_module, module)?;
        }
        match dict.remove_name(self, &names.dunder_qualname) {
            Some(qualname) if qualname.as_str_object().is_none() => {
                return Err(self.type_error(format!(
                    "type __qualname__ must be a str, not {}",
                    self.type_of(&qualname).name()
                )));
            }
            Some(qualname) => class.qualname.set(qualname),
            None => class.qualname.set(self.str(&class.name())),
        }
        for cell_name in [&names.dunder_classcell, &names.dunder_classdictcell] {
            let Some(cell) = dict.remove_name(self, cell_name) else { continue };
            let Some(place) = cell.core::<CellObject>() else {
                return Err(self.type_error(format!(
                    "{} must be a nonlocal cell, not {}",
                    cell_name.as_str().unwrap_or("?"),
                    self.repr_string(self.class_of(&cell).value())?
                )));
            };
            if cell_name.is(&names.dunder_classcell) {
                place.contents.set(class.value().clone());
            } else {
                place.contents.set(dict.clone().into());
            }
        }
        let function = |name: &Value| dict.get_name(self, name).filter(|found| found.is_kind(Kind::Function));
        if let Some(found) = function(&names.dunder_new) {
            let wrapped = self.make(StaticMethod::new(found)).into();
            dict.set_name(self, &names.dunder_new, wrapped)?;
        }
        for name in [&names.dunder_init_subclass, &names.dunder_class_getitem] {
            if let Some(found) = function(name) {
                let wrapped = self.make(ClassMethod::new(found)).into();
                dict.set_name(self, name, wrapped)?;
            }
        }
        Ok(())
    }

    fn add_layout_descriptors(&self, class: &Gc<Type>, base: &Gc<Type>, added: &Added) -> Res<()> {
        let first = base.slot_count.get();
        for (at, name) in added.slots.iter().enumerate() {
            let place = if class.kind == Kind::Instance {
                MemberPlace::Slot(first + at as u32)
            } else {
                MemberPlace::Word(base.trailing_words.get() + at as u32 + 1)
            };
            let owner = class.clone();
            let member = self.make(MemberDescriptor { owner, name: name.clone(), place, doc: "" });
            class.dict.set_name(self, name, member.into())?;
        }
        class.weak.set(base.weak.get() || added.weak);
        for (wanted, row) in [
            (class.has_dict() && !base.has_dict(), &INSTANCE_DICT_ROW),
            (added.weak && !base.weak.get(), &INSTANCE_WEAKREF),
        ] {
            let name = self.intern(row.name);
            if wanted && class.dict.get_name(self, &name).is_none() {
                let descriptor = self.make(GetSetDescriptor::new(class.clone(), row)).into();
                class.dict.set_name(self, &name, descriptor)?;
            }
        }
        if class.dict.get_name(self, &self.names.dunder_doc).is_none() {
            class.dict.set_name(self, &self.names.dunder_doc, Value::NONE)?;
        }
        Ok(())
    }

    /// A class that defines `__eq__` alone is not hashable.
    fn set_hash_none(&self, class: &Gc<Type>) -> Res<()> {
        let names = &self.names;
        if class.dict.get_name(self, &names.dunder_eq).is_some()
            && class.dict.get_name(self, &names.dunder_hash).is_none()
        {
            class.dict.set_name(self, &names.dunder_hash, Value::NONE)?;
        }
        Ok(())
    }

    fn set_names(&self, class: &Gc<Type>) -> Res<()> {
        let set_name = &self.names.dunder_set_name;
        for (name, value) in class.dict.items() {
            let Some(found) = self.type_lookup(self.type_of(&value), set_name) else { continue };
            if let Err(raised) = self.call_found(&found, &value, &[class.value().clone(), name.clone()]) {
                let note = format!(
                    "Error calling __set_name__ on '{}' instance {} in '{}'",
                    self.type_of(&value).name(),
                    self.repr_string(&name).unwrap_or_default(),
                    class.name()
                );
                return Err(self.add_note(raised, &note));
            }
        }
        Ok(())
    }

    /// Adds a note to the exception being raised.
    pub fn add_note(&self, raised: Raised, note: &str) -> Raised {
        let exception = self.take_raised(raised);
        match self.call_method(&exception, "add_note", &[self.str(note)]) {
            Ok(_) => {}
            Err(other) => drop(self.take_raised(other)),
        }
        self.set_raised(exception)
    }

    /// `super(cls, cls).__init_subclass__(**keywords)`
    fn init_subclass(&self, class: &Gc<Type>, args: Args<'_>) -> Res<()> {
        let Some(found) = self.lookup_after(class, class, &self.names.dunder_init_subclass) else {
            return Ok(());
        };
        let method = self.bind_to_class(&found, class)?;
        let count = args.values.len() - args.keyword_count();
        self.call_args(&method, Args { values: &args.values[count..], names: args.names })?;
        Ok(())
    }

    /// Binds what was found on a class to the class itself, as `cls.name` does.
    pub(crate) fn bind_to_class(&self, found: &Value, class: &Gc<Type>) -> Res {
        match self.type_of(found).slots().get {
            Some(get) => get(self, found, None, class.value()),
            None => Ok(found.clone()),
        }
    }

    /// What `name` means in the classes that follow `after` in the order of `class`.
    pub(crate) fn lookup_after(&self, class: &Type, after: &Type, name: &Value) -> Option<Value> {
        let mro = class.mro()?;
        let mut rest = mro.iter().filter_map(Value::as_type).skip_while(|base| !std::ptr::eq(*base, after));
        rest.next()?;
        rest.find_map(|base| base.dict.get_name(self, name))
    }

    /// `object.__dict__ = value`, or with no value `del object.__dict__`.
    pub(crate) fn set_dict_of_object(&self, object: &Value, value: Option<&Value>) -> Res<()> {
        let dict = match value {
            None => self.dict(),
            Some(value) => match value.downcast_gc() {
                Some(dict) => dict,
                None => {
                    return Err(self.type_error(format!(
                        "__dict__ must be set to a dictionary, not a '{}'",
                        self.type_of(value).name()
                    )));
                }
            },
        };
        if object.as_instance().is_some() {
            return self.instance_set_dict(object, dict);
        }
        if let Some(slot) = self.dict_slot(object) {
            slot.set(dict.into());
        }
        Ok(())
    }
}
