//! Rows that describe native functions, methods, attributes and types.

use crate::{
    Gc, Res, Value, Vm,
    heap::Kind,
    native::NativeFn,
    objects::{Slots, Type},
};

/// A function of a module.
pub struct Function {
    /// Name and signature: `"sleep(seconds, /)"`.
    pub signature: &'static str,
    /// The code.
    pub call: NativeFn,
    /// `__doc__`, first line.
    pub doc: &'static str,
}

/// What kind of method a row makes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MethodKind {
    /// Bound to an instance, which arrives as the first argument.
    Instance,
    /// Bound to the class, which arrives as the first argument.
    Class,
    /// Not bound.
    Static,
}

/// A method of a type.
pub struct Method {
    /// Name and signature without the receiver: `"append(object, /)"`.
    pub signature: &'static str,
    /// The code.
    pub call: NativeFn,
    /// `__doc__`, first line.
    pub doc: &'static str,
    /// Instance, class or static method.
    pub kind: MethodKind,
}

impl Method {
    /// An instance method.
    pub const fn new(signature: &'static str, call: NativeFn, doc: &'static str) -> Method {
        Method { signature, call, doc, kind: MethodKind::Instance }
    }

    /// A class method.
    pub const fn class(signature: &'static str, call: NativeFn, doc: &'static str) -> Method {
        Method { signature, call, doc, kind: MethodKind::Class }
    }

    /// A static method.
    pub const fn of_static(signature: &'static str, call: NativeFn, doc: &'static str) -> Method {
        Method { signature, call, doc, kind: MethodKind::Static }
    }
}

impl Function {
    /// A function.
    pub const fn new(signature: &'static str, call: NativeFn, doc: &'static str) -> Function {
        Function { signature, call, doc }
    }
}

/// A computed attribute.
pub struct GetSet {
    /// The attribute's name.
    pub name: &'static str,
    /// Reads it.
    pub get: fn(&Vm, &Value) -> Res,
    /// Writes it or, with no value, deletes it; `None` makes it read-only.
    pub set: Option<fn(&Vm, &Value, Option<&Value>) -> Res<()>>,
    /// `__doc__`.
    pub doc: &'static str,
}

impl GetSet {
    /// A read-only attribute.
    pub const fn read(name: &'static str, get: fn(&Vm, &Value) -> Res) -> GetSet {
        GetSet { name, get, set: None, doc: "" }
    }

    /// An attribute that can be set and deleted.
    pub const fn write(
        name: &'static str,
        get: fn(&Vm, &Value) -> Res,
        set: fn(&Vm, &Value, Option<&Value>) -> Res<()>,
    ) -> GetSet {
        GetSet { name, get, set: Some(set), doc: "" }
    }
}

/// Properties of a native type.
#[derive(Clone, Copy, Default)]
pub struct TypeFlags {
    /// Python classes may derive from it.
    pub base: bool,
    /// Its instances have a `__dict__` (a word after the body, made on demand).
    pub dict: bool,
    /// `Type(...)` raises "cannot create 'x' instances" (no `__new__` is inherited).
    pub no_new: bool,
    /// `weakref.ref(x)` works.
    pub weak: bool,
    /// Attributes of the class cannot be set ("cannot set 'x' attribute of immutable type 'y'"). True for built-in types.
    pub mutable: bool,
    /// A sequence for `match` (`Py_TPFLAGS_SEQUENCE`).
    pub sequence: bool,
    /// A mapping for `match` (`Py_TPFLAGS_MAPPING`).
    pub mapping: bool,
}

/// A native type.
pub struct TypeSpec {
    /// `__name__`.
    pub name: &'static str,
    /// `__module__`.
    pub module: &'static str,
    /// The layout of its instances.
    pub kind: Kind,
    /// The base class; `None` means `object`.
    pub base: Option<fn(&Vm) -> Gc<Type>>,
    /// Properties.
    pub flags: TypeFlags,
    /// `__doc__`.
    pub doc: &'static str,
    /// Fills in the slots that it implements; the others are inherited.
    pub slots: fn(&mut Slots),
    /// Its methods.
    pub methods: &'static [Method],
    /// Its computed attributes.
    pub getset: &'static [GetSet],
}
