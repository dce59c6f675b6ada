//! Functions and class bodies.

use crate::interp::thread::function_of;
use crate::{
    Gc, Raw, Res, Value, Vm,
    objects::{Dict, Function, Slot, Tuple},
};

/// `MakeFunction`.
#[inline(never)]
pub(crate) unsafe fn make_function(vm: &Vm, base: *mut Raw, window: usize, code: Raw) -> Res {
    // SAFETY: the window holds defaults, keyword defaults, annotate and closure.
    unsafe {
        let [defaults, kwdefaults, annotate, closure] =
            std::array::from_fn(|n| std::mem::replace(&mut *base.add(window + n), Raw::EMPTY).into_value());
        let outer = function_of(base);
        let function = vm.function(
            code.as_value(),
            &outer.globals,
            Some(&outer.builtins),
            closure.downcast_gc::<Tuple>(),
        );
        if let Some(body) = function.as_function() {
            if !defaults.is_none() {
                body.defaults.set(defaults);
                body.refresh();
            }
            if !kwdefaults.is_none() {
                body.kwdefaults.set(kwdefaults);
            }
            if !annotate.is_none() {
                body.annotate.set(annotate);
            }
        }
        Ok(function)
    }
}

#[inline(never)]
pub(crate) unsafe fn load_build_class(vm: &Vm, base: *mut Raw) -> Res {
    // SAFETY: the frame is live.
    let builtins = unsafe { &function_of(base).builtins };
    match builtins.get_str(vm, "__build_class__") {
        Some(value) => Ok(value),
        None => Err(vm.name_error(&vm.intern("__build_class__"), "__build_class__ not found")),
    }
}

impl Vm {
    /// Makes a function over a code object.
    #[inline(never)]
    pub(crate) fn function(
        &self,
        code: &Value,
        globals: &crate::objects::DictRef,
        builtins: Option<&crate::objects::DictRef>,
        closure: Option<Gc<Tuple>>,
    ) -> Value {
        let builtins = builtins.cloned().unwrap_or_else(|| self.builtins_of(globals));
        let Some(body) = code.core::<crate::objects::Code>() else { return Value::NONE };
        let doc = match body.loaded.get() {
            true => Slot::new(self.docstring(body)),
            false => Slot::empty(),
        };
        let module = globals.get_name(self, &self.names.dunder_name).unwrap_or(Value::NONE);
        let function = self.make(Function {
            simple: Default::default(),
            params: Default::default(),
            positional: Default::default(),
            suspendable: Default::default(),
            fewest: Default::default(),
            made: Default::default(),
            nregs: Default::default(),
            nlocals: Default::default(),
            start: std::cell::Cell::new(std::ptr::null_mut()),
            consts: std::cell::Cell::new(std::ptr::null()),
            blank: Default::default(),
            globals: globals.clone(),
            builtins,
            code: Slot::new(code.clone()),
            closure,
            defaults: Slot::empty(),
            kwdefaults: Slot::empty(),
            name: Slot::new(body.name.clone()),
            qualname: Slot::new(body.qualname.clone()),
            module: Slot::new(module),
            doc,
            annotate: Slot::empty(),
            annotations: Slot::empty(),
            type_params: Slot::empty(),
            dict: Slot::empty(),
        });
        function.refresh();
        function.into()
    }

    /// The builtins that code with these globals sees.
    #[inline(never)]
    pub(crate) fn builtins_of(&self, globals: &crate::objects::DictRef) -> crate::objects::DictRef {
        if let Some(value) = globals.get_name(self, &self.names.dunder_builtins) {
            if let Some(dict) = value.downcast_gc::<Dict>() {
                return dict;
            }
            if let Some(module) = value.as_module() {
                return module.dict.clone();
            }
        }
        self.import.builtins.get().cloned().unwrap_or_else(|| self.dict())
    }
}
