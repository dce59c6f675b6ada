//! Struct sequences: tuples of a fixed length whose items also have names, such as `sys.version_info`.
//!
//! The visible items are those of the tuple; hidden ones, which only a name reaches, stand in the words behind it. A
//! class is made from its row on first use and kept for the life of the VM.

use std::cell::RefCell;

use crate::{
    Gc, Kind, Res, Value, Vm,
    native::{Args, Method, TypeFlags, TypeSpec},
    objects::{MemberDescriptor, MemberPlace, Type},
};

/// The row of a struct sequence class.
pub struct StructSpec {
    /// `__name__`.
    pub name: &'static str,
    /// `__module__`.
    pub module: &'static str,
    /// `__doc__`.
    pub doc: &'static str,
    /// Name and description of each item; an item without a name is reached by its index alone.
    pub fields: &'static [(&'static str, &'static str)],
    /// How many of the fields are items of the tuple.
    pub visible: usize,
    /// Whether the class cannot be called.
    pub closed: bool,
}

/// The classes that have been made.
#[derive(Default)]
struct Known(RefCell<Vec<(&'static StructSpec, Gc<Type>)>>);

impl StructSpec {
    fn named(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().map(|(name, _)| *name).filter(|name| !name.is_empty())
    }

    fn unnamed(&self) -> usize {
        self.fields.len() - self.named().count()
    }

    /// Name of each hidden item, with its place among the items. An item without a name has a namesake: the first of
    /// the hidden ones, as the times of a stat result do.
    fn hidden(&self) -> impl Iterator<Item = (usize, &'static str)> {
        let unnamed = self.unnamed();
        self.named()
            .enumerate()
            .map(move |(at, name)| (at + unnamed, name))
            .filter(|(at, _)| *at >= self.visible)
    }
}

impl Vm {
    /// The class of a row.
    pub fn struct_class(&self, spec: &'static StructSpec) -> Gc<Type> {
        let known = self.state::<Known>();
        let found =
            known.0.borrow().iter().find(|(row, _)| std::ptr::eq(*row, spec)).map(|(_, class)| class.clone());
        found.unwrap_or_else(|| {
            let class = make_class(self, spec);
            known.0.borrow_mut().push((spec, class.clone()));
            class
        })
    }

    /// An instance; hidden items that are not given are `None`.
    pub fn struct_value(&self, spec: &'static StructSpec, items: Vec<Value>) -> Value {
        let class = self.struct_class(spec);
        make(self, spec, &class, items)
    }

    fn struct_spec(&self, class: &Type) -> Res<&'static StructSpec> {
        let known = self.state::<Known>();
        let found = known.0.borrow().iter().find(|(_, own)| std::ptr::eq(&**own, class)).map(|(row, _)| *row);
        found.ok_or_else(|| self.type_error(format!("'{}' is not a struct sequence", class.name())))
    }
}

fn make(vm: &Vm, spec: &StructSpec, class: &Type, mut items: Vec<Value>) -> Value {
    let hidden = items.split_off(spec.visible.min(items.len()));
    let made: Value = vm.tuple_of(items, class.shape.get()).into();
    for (at, value) in hidden.into_iter().enumerate() {
        MemberDescriptor::trailing_slot(&made, (at + 1) as u32).set(value);
    }
    made
}

/// The item at a position, visible or not.
fn item(spec: &StructSpec, value: &Value, at: usize) -> Value {
    if at >= spec.visible {
        return MemberDescriptor::trailing_slot(value, (at - spec.visible + 1) as u32).or_none();
    }
    value.as_tuple().and_then(|tuple| tuple.get(at).cloned()).unwrap_or(Value::NONE)
}

fn make_class(vm: &Vm, spec: &'static StructSpec) -> Gc<Type> {
    let class = vm.add_variant(&TypeSpec {
        name: spec.name,
        module: spec.module,
        kind: Kind::Tuple,
        base: Some(|vm| vm.types.tuple.clone()),
        flags: TypeFlags { sequence: true, no_new: spec.closed, ..TypeFlags::default() },
        doc: spec.doc,
        slots: if spec.closed {
            |slots| slots.repr = Some(repr)
        } else {
            |slots| {
                slots.repr = Some(repr);
                slots.new = Some(new);
            }
        },
        methods: const {
            &[
                Method::new("__reduce__()", reduce, ""),
                Method::new(
                    "__replace__(**changes)",
                    replace,
                    "A copy with new values for the given fields.",
                ),
            ]
        },
        getset: &[],
    });
    class.trailing_words.set((spec.fields.len() - spec.visible) as u32);
    let put = |name: &str, value: Value| {
        // As in `fill_namespace`: a namespace that cannot grow overdraws instead.
        _ = class.dict.set_str(vm, name, value);
    };
    for (at, (name, doc)) in spec.fields.iter().enumerate().filter(|(_, (name, _))| !name.is_empty()) {
        let place = match at.checked_sub(spec.visible) {
            None => MemberPlace::Item(at as u32),
            Some(hidden) => MemberPlace::Hidden(hidden as u32 + 1),
        };
        let member = MemberDescriptor { owner: class.clone(), name: vm.intern(name), place, doc };
        put(name, vm.make(member).into());
    }
    put("n_sequence_fields", vm.int(spec.visible as i64));
    put("n_fields", vm.int(spec.fields.len() as i64));
    put("n_unnamed_fields", vm.int(spec.unnamed() as i64));
    let names = spec.fields[..spec.visible].iter().map(|(name, _)| *name).filter(|name| !name.is_empty());
    put("__match_args__", vm.tuple(names.map(|name| vm.str(name)).collect()));
    vm.type_modified(&class);
    class
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let spec = vm.struct_spec(class)?;
    let values = vm.bind_args("structseq(sequence, dict=None)", args)?;
    if vm.type_of(&values[0]).slots().iter.is_none() && vm.type_of(&values[0]).slots().getitem.is_none() {
        return Err(vm.type_error("constructor requires a sequence"));
    }
    let mut items = vm.collect(&values[0])?;
    let extra = match values[1].given() {
        Some(dict) if dict.as_dict().is_none() => {
            return Err(vm.type_error(format!("{}() takes a dict as second arg, if any", class.name())));
        }
        other => other.and_then(Value::as_dict),
    };
    let (given, least, most) = (items.len(), spec.visible, spec.fields.len());
    let wanted = match given {
        _ if given < least && least < most => Some(format!("an at least {least}")),
        _ if given > most && least < most => Some(format!("an at most {most}")),
        _ if given < least || given > most => Some(format!("a {least}")),
        _ => None,
    };
    if let Some(wanted) = wanted {
        return Err(
            vm.type_error(format!("{}() takes {wanted}-sequence ({given}-sequence given)", class.name()))
        );
    }
    let mut used = 0;
    for (at, name) in spec.hidden().filter(|(at, _)| *at >= given) {
        let found = extra.and_then(|dict| dict.get_str(vm, name));
        used += usize::from(found.is_some());
        items.resize(at, Value::NONE);
        items.push(found.unwrap_or(Value::NONE));
    }
    if extra.is_some_and(|dict| dict.len() > used) {
        return Err(vm.type_error(format!("{}() got duplicate or unexpected field name(s)", class.name())));
    }
    // A hidden item that shares its name with one without a name takes that one's value where it has none.
    items.resize(spec.fields.len(), Value::NONE);
    for at in spec.visible - spec.unnamed()..spec.visible {
        if items[at + spec.unnamed()].is_none() {
            items[at + spec.unnamed()] = items[at].clone();
        }
    }
    Ok(make(vm, spec, class, items))
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let class = vm.class_of(value);
    let spec = vm.struct_spec(&class)?;
    let mut text = format!("{}(", class.name());
    for (at, name) in spec.named().take(spec.visible).enumerate() {
        let comma = if at == 0 { "" } else { ", " };
        text += &format!("{comma}{name}={}", vm.repr_string(&item(spec, value, at))?);
    }
    text.push(')');
    Ok(vm.str(&text))
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let class = vm.class_of(&args[0]);
    let spec = vm.struct_spec(&class)?;
    let visible = vm.tuple((0..spec.visible).map(|at| item(spec, &args[0], at)).collect());
    let hidden = vm.dict();
    for (at, name) in spec.hidden() {
        hidden.set_str(vm, name, item(spec, &args[0], at))?;
    }
    Ok(vm.tuple(vec![class.into(), vm.tuple(vec![visible, hidden.into()])]))
}

fn replace(vm: &Vm, args: &[Value]) -> Res {
    let class = vm.class_of(&args[0]);
    let spec = vm.struct_spec(&class)?;
    if spec.unnamed() > 0 {
        return Err(vm.type_error(format!(
            "__replace__() is not supported for {} because it has unnamed field(s)",
            class.name()
        )));
    }
    let mut items: Vec<Value> = (0..spec.fields.len()).map(|at| item(spec, &args[0], at)).collect();
    let mut unknown = Vec::new();
    for (name, value) in args[1].as_dict().map(|changes| changes.items()).unwrap_or_default() {
        match spec.fields.iter().position(|(field, _)| name.as_str() == Some(field)) {
            Some(at) => items[at] = value,
            None => unknown.push(name),
        }
    }
    if !unknown.is_empty() {
        let shown = vm.list(unknown)?;
        return Err(vm.type_error(format!("Got unexpected field name(s): {}", vm.repr_string(&shown)?)));
    }
    Ok(make(vm, spec, &class, items))
}
