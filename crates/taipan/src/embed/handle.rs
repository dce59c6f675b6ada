//! Handles to Python objects: storable, without a lifetime.

use std::{
    cell::RefCell,
    fmt,
    rc::{Rc, Weak},
};

use taipan_vm::Value as Raw;

use super::{Cx, Error, ErrorKind, FromPy, IntoArgs, IntoPy, Result, cx::Shared};

/// The objects that handles refer to, by number.
#[derive(Default)]
pub(crate) struct Roots {
    objects: RefCell<Vec<Option<Raw>>>,
    free: RefCell<Vec<usize>>,
}

impl Roots {
    pub(crate) fn add(&self, object: Raw) -> usize {
        let at = self.free.borrow_mut().pop();
        let mut objects = self.objects.borrow_mut();
        match at {
            Some(at) => {
                objects[at] = Some(object);
                at
            }
            None => {
                objects.push(Some(object));
                objects.len() - 1
            }
        }
    }

    fn get(&self, at: usize) -> Option<Raw> {
        self.objects.borrow().get(at).cloned().flatten()
    }

    fn release(&self, at: usize) {
        let object = self.objects.borrow_mut().get_mut(at).and_then(Option::take);
        self.free.borrow_mut().push(at);
        // Last: dropping the object may run Python code, which may make and drop handles.
        drop(object);
    }
}

struct Root {
    vm: Weak<Shared>,
    at: usize,
}

impl Drop for Root {
    fn drop(&mut self) {
        if let Some(shared) = self.vm.upgrade() {
            shared.roots.release(self.at);
        }
    }
}

/// A Python object. Strong to the object, weak to the VM.
#[derive(Clone)]
pub struct Value(Rc<Root>);

impl Value {
    pub(crate) fn new(cx: &Cx, object: Raw) -> Value {
        let at = cx.shared().roots.add(object);
        Value(Rc::new(Root { vm: Rc::downgrade(cx.shared()), at }))
    }

    /// The VM that the object belongs to.
    pub(crate) fn cx(&self) -> Result<Cx> {
        self.0.vm.upgrade().map(Cx::new).ok_or_else(Error::closed)
    }

    /// The object, for use in the VM of `cx`.
    pub(crate) fn raw(&self, cx: &Cx) -> Result<Raw> {
        let shared = self.0.vm.upgrade().ok_or_else(Error::closed)?;
        if !Rc::ptr_eq(&shared, cx.shared()) {
            return Err(Error::plain(ErrorKind::WrongVm, "this handle belongs to another VM"));
        }
        shared.roots.get(self.0.at).ok_or_else(Error::closed)
    }

    /// Converts the object.
    ///
    /// # Errors
    /// It has another type, or its VM is gone.
    pub fn extract<T: FromPy>(&self) -> Result<T> {
        T::from_py(self.clone(), &self.cx()?)
    }

    /// An attribute.
    ///
    /// # Errors
    /// `AttributeError`; what the attribute's code raises.
    pub fn get<T: FromPy>(&self, name: &str) -> Result<T> {
        let cx = self.cx()?;
        let object = self.raw(&cx)?;
        let value = cx.enter(|vm| vm.get_attr_str(&object, name))?;
        T::from_py(Value::new(&cx, value), &cx)
    }

    /// Sets an attribute.
    ///
    /// # Errors
    /// What setting it raises.
    pub fn set(&self, name: &str, value: impl IntoPy) -> Result<()> {
        let cx = self.cx()?;
        let object = self.raw(&cx)?;
        let value = value.into_py(&cx)?.raw(&cx)?;
        cx.enter(|vm| vm.set_attr(&object, &vm.intern(name), &value))
    }

    /// `object[key]`
    ///
    /// # Errors
    /// `KeyError`, `IndexError`; what the object's code raises.
    pub fn item<T: FromPy>(&self, key: impl IntoPy) -> Result<T> {
        let cx = self.cx()?;
        let object = self.raw(&cx)?;
        let key = key.into_py(&cx)?.raw(&cx)?;
        let value = cx.enter(|vm| vm.get_item(&object, &key))?;
        T::from_py(Value::new(&cx, value), &cx)
    }

    /// Calls the object.
    ///
    /// # Errors
    /// What the call raises; a result of another type.
    pub fn call<R: FromPy>(&self, args: impl IntoArgs) -> Result<R> {
        let cx = self.cx()?;
        let callee = self.raw(&cx)?;
        let args = args.into_args(&cx)?;
        let args = args.iter().map(|arg| arg.raw(&cx)).collect::<Result<Vec<_>>>()?;
        let value = cx.enter(|vm| vm.call(&callee, &args))?;
        R::from_py(Value::new(&cx, value), &cx)
    }

    /// Calls a method.
    ///
    /// # Errors
    /// As [`Value::get`] and [`Value::call`].
    pub fn call_method<R: FromPy>(&self, name: &str, args: impl IntoArgs) -> Result<R> {
        self.get::<Value>(name)?.call(args)
    }

    /// Whether it is `None`.
    pub fn is_none(&self) -> bool {
        self.cx().and_then(|cx| self.raw(&cx)).is_ok_and(|object| object.is_none())
    }

    /// `repr(object)`
    ///
    /// # Errors
    /// What `__repr__` raises.
    pub fn repr(&self) -> Result<String> {
        let cx = self.cx()?;
        let object = self.raw(&cx)?;
        cx.enter(|vm| vm.repr_string(&object))
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.repr() {
            Ok(text) => f.write_str(&text),
            Err(error) => write!(f, "<{error}>"),
        }
    }
}

/// A Python object that can be called.
#[derive(Clone, Debug)]
pub struct Function(pub(crate) Value);

impl Function {
    /// Calls it.
    ///
    /// # Errors
    /// What the call raises; a result of another type.
    pub fn call<R: FromPy>(&self, args: impl IntoArgs) -> Result<R> {
        self.0.call(args)
    }

    /// The object itself.
    pub fn as_value(&self) -> &Value {
        &self.0
    }
}
