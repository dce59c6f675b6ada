//! Functions made by `def` and `lambda`.

use std::cell::Cell;

use crate::{
    Body, Gc, Kind, Raw, Tracer, Value, Vm,
    interp::Flavor,
    objects::{Code, DictRef, Slot, Tuple},
};

/// Says in [`Function::simple`] that a call needs the general binder.
pub(crate) const NOT_SIMPLE: u32 = u32::MAX;

/// `function`. The first fields are what a call reads.
pub struct Function {
    /// Positional arguments with which a call is just a jump: a plain function without defaults, `*args`, keyword-only
    /// parameters; else `NOT_SIMPLE`.
    pub(crate) simple: Cell<u32>,
    /// Parameters, keyword-only ones included; `NOT_SIMPLE` where `*args`, `**kwargs` or far registers need the binder.
    pub(crate) params: Cell<u32>,
    /// Parameters that positional arguments can fill.
    pub(crate) positional: Cell<u32>,
    /// Positional arguments with which a call of a generator function takes them as they stand; else `NOT_SIMPLE`.
    pub(crate) suspendable: Cell<u32>,
    /// Positional arguments from which on defaults complete such a call (or one of a `simple` function).
    pub(crate) fewest: Cell<u32>,
    /// The shape of what a generator function makes, once it has made one.
    pub(crate) made: Cell<Option<(u32, Flavor)>>,
    pub(crate) nregs: Cell<u32>,
    /// Registers below this number are locals.
    pub(crate) nlocals: Cell<u32>,
    /// The first instruction; null while the code is not loaded.
    pub(crate) start: Cell<*mut u32>,
    pub(crate) consts: Cell<*const Raw>,
    /// Registers to empty at entry: from `simple` on, this many.
    pub(crate) blank: Cell<u32>,
    pub(crate) globals: DictRef,
    pub(crate) builtins: DictRef,
    pub(crate) code: Slot,
    pub(crate) closure: Option<Gc<Tuple>>,
    pub(crate) defaults: Slot,
    pub(crate) kwdefaults: Slot,
    pub(crate) name: Slot,
    pub(crate) qualname: Slot,
    pub(crate) module: Slot,
    /// Empty where the docstring has yet to be taken from the code.
    pub(crate) doc: Slot,
    pub(crate) annotate: Slot,
    pub(crate) annotations: Slot,
    pub(crate) type_params: Slot,
    pub(crate) dict: Slot,
}

impl Body for Function {
    const KIND: Kind = Kind::Function;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(self.globals.value());
        tracer.visit(self.builtins.value());
        self.closure.iter().for_each(|closure| tracer.visit(closure.value()));
        for slot in self.slots() {
            slot.trace(tracer);
        }
    }
    fn dict(&self) -> Option<&Slot> {
        Some(&self.dict)
    }
    fn clear(&self, _: &Vm) {
        for slot in
            [&self.defaults, &self.kwdefaults, &self.annotate, &self.annotations, &self.dict, &self.doc]
        {
            drop(slot.take());
        }
    }
}

impl Function {
    fn slots(&self) -> [&Slot; 11] {
        [
            &self.code,
            &self.defaults,
            &self.kwdefaults,
            &self.name,
            &self.qualname,
            &self.module,
            &self.doc,
            &self.annotate,
            &self.annotations,
            &self.type_params,
            &self.dict,
        ]
    }

    /// Its code.
    #[inline(always)]
    pub(crate) fn code(&self) -> &Code {
        let raw = self.code.raw();
        // SAFETY: the slot always holds a code object.
        unsafe { &(*raw.ptr().cast::<crate::heap::Obj<Code>>()).body }
    }

    /// Sets what the call path reads from the code and the defaults. Call after changing either.
    pub(crate) fn refresh(&self) {
        let code = self.code();
        let entrance = code.entrance();
        self.simple.set(entrance.simple);
        self.params.set(entrance.params);
        self.positional.set(entrance.positional);
        self.suspendable.set(entrance.suspendable);
        self.made.set(code.made.get());
        self.nregs.set(code.nregs);
        self.nlocals.set(code.nlocals);
        self.blank.set(entrance.blank);
        self.start.set(entrance.start);
        self.consts.set(entrance.consts);
        self.refresh_defaults(&entrance);
    }

    fn refresh_defaults(&self, entrance: &Entrance) {
        let defaults = self.defaults.raw();
        let defaults = defaults.as_value().as_tuple().map_or(0, |defaults| defaults.len() as u32);
        self.fewest.set(match entrance.completed {
            true => entrance.positional - defaults.min(entrance.positional),
            false => NOT_SIMPLE,
        });
    }

    /// Whether its code has yet to be loaded: see [`Vm::load_function`].
    #[inline(always)]
    pub(crate) fn is_unloaded(&self) -> bool {
        self.start.get().is_null()
    }
}

/// What calls read of the code: see the fields of [`Function`] that are called the same.
#[derive(Clone, Copy)]
pub(crate) struct Entrance {
    simple: u32,
    params: u32,
    positional: u32,
    suspendable: u32,
    blank: u32,
    /// Defaults may complete a call.
    completed: bool,
    start: *mut u32,
    consts: *const Raw,
}

impl Entrance {
    /// That of a code object. One that is not loaded sends every call to the general binder, which loads it.
    pub(crate) fn of(code: &Code) -> Entrance {
        let object = &code.head;
        if !code.loaded.get() {
            return Entrance {
                simple: NOT_SIMPLE,
                params: NOT_SIMPLE,
                positional: object.arg_count,
                suspendable: NOT_SIMPLE,
                blank: 0,
                completed: false,
                start: std::ptr::null_mut(),
                consts: std::ptr::null(),
            };
        }
        let direct = object.arg_count + object.kw_only_arg_count;
        let in_place = object.param_count() == direct as usize && object.far_start == object.nregs;
        let completed = in_place && object.kw_only_arg_count == 0;
        let suspends = object.flags.is_generator_like();
        let if_so = |so: bool, count: u32| if so { count } else { NOT_SIMPLE };
        Entrance {
            simple: if_so(completed && !suspends, object.arg_count),
            params: if_so(in_place, direct),
            positional: object.arg_count,
            suspendable: if_so(completed && suspends, object.arg_count),
            blank: code.nlocals.saturating_sub(code.params),
            completed,
            start: code.start(),
            consts: code.consts_ptr(),
        }
    }
}

impl Value {
    /// The function, if this is one.
    #[inline(always)]
    pub fn as_function(&self) -> Option<&Function> {
        self.core::<Function>()
    }
}
