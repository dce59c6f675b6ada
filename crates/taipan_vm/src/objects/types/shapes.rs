//! Shapes: which class an object has and which attribute stands in which slot. Equal shape words mean equal answers, so
//! inline caches compare one word. Indexes are never used again.

use std::cell::{Cell, RefCell};

use crate::{Gc, Kind, Raw, Value, Vm, objects::Type};

/// One attribute layout.
pub(crate) struct Shape {
    /// Attribute names in slot order (interned strs, borrowed from the VM's table).
    pub(crate) names: Vec<Value>,
    /// Shapes with one more attribute.
    next: RefCell<Vec<(Raw, u32)>>,
}

/// All shapes of a VM, by index. `classes` and `versions` are apart from `table` since hot paths read them.
pub(crate) struct Shapes {
    table: RefCell<Vec<std::rc::Rc<Shape>>>,
    classes: RefCell<Vec<Raw>>,
    versions: RefCell<Vec<u32>>,
    classes_ptr: Cell<*const Raw>,
    versions_ptr: Cell<*const u32>,
}

/// A class whose instances gather more attributes than this keeps them in dicts.
pub(crate) const MOST_SLOTS: usize = 48;
const MOST_BRANCHES: usize = 64;
const INDEX: u32 = 0x00FF_FFFF;

impl Shapes {
    pub(crate) fn new() -> Shapes {
        let shapes = Shapes {
            table: RefCell::default(),
            classes: RefCell::default(),
            versions: RefCell::default(),
            classes_ptr: Cell::new(std::ptr::null()),
            versions_ptr: Cell::new(std::ptr::null()),
        };
        // The first 256 belong to the exact native types, by kind.
        for _ in 0..256 {
            shapes.push(Raw::EMPTY, Vec::new());
        }
        shapes
    }

    fn push(&self, class: Raw, names: Vec<Value>) -> u32 {
        let mut table = self.table.borrow_mut();
        table.push(std::rc::Rc::new(Shape { names, next: RefCell::default() }));
        self.classes.borrow_mut().push(class);
        self.versions.borrow_mut().push(0);
        self.classes_ptr.set(self.classes.borrow().as_ptr());
        self.versions_ptr.set(self.versions.borrow().as_ptr());
        table.len() as u32 - 1
    }

    /// Class of a shape word (borrowed).
    #[inline(always)]
    pub(crate) fn class(&self, shape: u32) -> Raw {
        // SAFETY: shape words come from this table, which never shrinks.
        unsafe { *self.classes_ptr.get().add((shape & INDEX) as usize) }
    }

    /// Version of the class of a shape word; 0 is never a valid cache entry.
    #[inline(always)]
    pub(crate) fn version(&self, shape: u32) -> u32 {
        // SAFETY: as above.
        unsafe { *self.versions_ptr.get().add((shape & INDEX) as usize) }
    }

    pub(crate) fn set_version(&self, shape: u32, version: u32) {
        self.versions.borrow_mut()[(shape & INDEX) as usize] = version;
    }

    pub(crate) fn get(&self, shape: u32) -> std::rc::Rc<Shape> {
        self.table.borrow()[(shape & INDEX) as usize].clone()
    }

    /// Binds the shape of an exact native type, whose index is its kind.
    pub(crate) fn bind_native(&self, kind: Kind, class: Raw) -> u32 {
        self.classes.borrow_mut()[kind.0 as usize] = class;
        u32::from(kind.0) << 24 | u32::from(kind.0)
    }

    /// A new root shape for instances of a class.
    pub(crate) fn root(&self, kind: Kind, class: Raw, names: Vec<Value>) -> u32 {
        u32::from(kind.0) << 24 | self.push(class, names)
    }

    /// Slot of an attribute.
    #[inline]
    pub(crate) fn slot_of(&self, shape: u32, name: &Value) -> Option<usize> {
        self.table.borrow()[(shape & INDEX) as usize].names.iter().position(|known| known.is(name))
    }

    /// The shape with one more attribute; `None` where the object should use a dict instead.
    pub(crate) fn with(&self, vm: &Vm, shape: u32, name: &Value) -> Option<u32> {
        let from = self.get(shape);
        if let Some((_, next)) = from.next.borrow().iter().find(|(known, _)| *known == name.raw()) {
            return Some(*next);
        }
        if from.names.len() >= MOST_SLOTS || from.next.borrow().len() >= MOST_BRANCHES {
            return None;
        }
        let class = self.class(shape);
        let mut names = from.names.clone();
        names.push(name.clone());
        let next = self.push(class, names) | shape & !INDEX;
        from.next.borrow_mut().push((name.raw(), next));
        let class = class.as_value().core::<Type>()?;
        class.shapes.borrow_mut().push(next);
        self.set_version(next, class.version.get());
        _ = vm;
        Some(next)
    }
}

impl Vm {
    /// The class of a value.
    #[inline]
    pub fn class_of(&self, value: &Value) -> Gc<Type> {
        // SAFETY: `class_raw` gives a live class.
        unsafe { Gc::from_value(self.class_raw(value).as_value().clone()) }
    }

    /// The class of a value, borrowed: valid as long as the value is and its class does not change.
    #[inline]
    pub fn type_of<'a>(&self, value: &'a Value) -> &'a Type {
        // SAFETY: the class lives at least as long as its instance.
        unsafe { &(*self.class_raw(value).ptr().cast::<crate::heap::Obj<Type>>()).body }
    }

    #[inline(always)]
    pub(crate) fn class_raw(&self, value: &Value) -> Raw {
        let raw = value.raw();
        if raw.is_ref() {
            // SAFETY: the value keeps its object alive.
            let shape = unsafe { crate::heap::shape_of(raw.ptr()) };
            self.shapes.class(shape)
        } else if raw.is_int() {
            self.shapes.class(Kind::BigInt.0.into())
        } else if raw.is_float() {
            self.shapes.class(Kind::Float.0.into())
        } else {
            match raw {
                Raw::TRUE | Raw::FALSE => self.types.bool_.raw(),
                Raw::NOT_IMPLEMENTED => self.types.not_implemented_type.raw(),
                Raw::ELLIPSIS => self.types.ellipsis.raw(),
                _ => self.types.none_type.raw(),
            }
        }
    }

    /// The shape word of exact instances of the type that owns `kind`.
    #[inline(always)]
    pub(crate) fn shape_of_kind(&self, kind: Kind) -> u32 {
        u32::from(kind.0) << 24 | u32::from(kind.0)
    }
}

/// Most attribute slots that an instance gets.
pub(crate) fn most_slots() -> u32 {
    MOST_SLOTS as u32
}
