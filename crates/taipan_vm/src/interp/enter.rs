//! Ways into Python code that the interpreter's own arms leave out: defaults and keywords, generator functions, classes,
//! bound methods. The arguments stay in the call window, which becomes the new frame.
//!
//! What stands above the running frame's registers is not safe from Python code that runs meanwhile. Hence the safe point
//! comes before a window is changed, the binder (whose errors may look for a better name) runs guarded, and a window that
//! fails is emptied at once.

use super::{
    flow::Next,
    generator::{State, clear_registers},
    thread::link,
    unwind::unwind,
};
use crate::{
    Kind, Raw, Value, Vm,
    heap::{Obj, kind_of},
    native::Args,
    objects::{BoundMethod, Function, Tuple, Type},
};

/// Where a call comes from and where its result goes.
pub(crate) struct Site {
    pub(crate) base: *mut Raw,
    /// The call instruction and the one after it.
    pub(crate) at: *mut u32,
    pub(crate) next: *mut u32,
    pub(crate) destination: usize,
}

/// Most keywords of a call that stays in place.
const MOST_KEYWORDS: usize = 16;

/// Calls a Python function, a generator function, a bound method of one, or a class whose `__init__` is one; `None`
/// for anything else, whose window is then as it was.
///
/// # Safety
/// `window` is a complete call window of the frame `site.base`, its arguments from the fourth register on.
pub(crate) unsafe fn call_python(
    vm: &Vm,
    site: &Site,
    window: usize,
    argc: usize,
    names: Option<Raw>,
) -> Option<Next> {
    // SAFETY: see above; a callee in a window is alive.
    unsafe {
        let callee = *site.base.add(window);
        if !callee.is_ref() {
            return None;
        }
        if !matches!(kind_of(callee.ptr()), Kind::Function | Kind::BoundMethod | Kind::Type) {
            return None;
        }
        let thread = &vm.thread;
        thread.slice.set(thread.slice.get() - 1);
        if thread.slice.get() < 0 && vm.safe_point().is_err() {
            clear_registers(site.base, window, window + 3 + argc);
            return Some(unwind(vm, site.base, site.at));
        }
        let plan = match kind_of(callee.ptr()) {
            Kind::Function => Plan::Function,
            Kind::BoundMethod => {
                let method = callee.as_value().body_unchecked::<BoundMethod>();
                method.function.as_function()?;
                Plan::Method
            }
            _ => Plan::Class(vm.plain_init(callee.as_value().body_unchecked::<Type>())?),
        };
        let window = if thread.is_on_stack(site.base) {
            site.base.add(window)
        } else {
            super::calls::move_window(thread.top.get(), site.base.add(window), argc).sub(3)
        };
        Some(match plan {
            Plan::Function => enter(vm, site, window, argc, names, false),
            Plan::Method => {
                let method = callee.as_value().body_unchecked::<BoundMethod>();
                let (function, receiver) = (method.function.raw().dup(), method.receiver.raw().dup());
                for n in (3..argc + 3).rev() {
                    *window.add(n + 1) = *window.add(n);
                }
                *window.add(3) = receiver;
                *window = function;
                callee.release();
                enter(vm, site, window, argc + 1, names, false)
            }
            Plan::Class(init) => {
                let instance = vm.instance(callee.as_value().body_unchecked::<Type>()).into_raw();
                // The frame's function goes where the window's first own word was, the instance below it.
                for n in (3..argc + 3).rev() {
                    *window.add(n + 2) = *window.add(n);
                }
                *window.add(4) = instance.dup();
                *window.add(3) = Raw::EMPTY;
                *window.add(1) = init.dup();
                *window = instance;
                callee.release();
                enter(vm, site, window.add(1), argc + 1, names, true)
            }
        })
    }
}

enum Plan {
    Function,
    Method,
    /// With its `__init__`.
    Class(Raw),
}

/// Turns the window into the frame of its callee, a Python function.
unsafe fn enter(vm: &Vm, site: &Site, window: *mut Raw, argc: usize, names: Option<Raw>, init: bool) -> Next {
    // SAFETY: the window is complete, and there is room above it.
    unsafe {
        let function = &(*(*window).ptr().cast::<Obj<Function>>()).body;
        let thread = &vm.thread;
        let top = window.add(argc + 8 + function.nregs.get() as usize);
        if !thread.reach(top) || thread.depth.get() >= thread.depth_limit.get() {
            _ = vm.recursion_error("");
            return fail(vm, site, window, argc, init);
        }
        let mut new = window.add(3);
        let mut bound = Ok(());
        if !fill_in_place(vm, function, new, argc, names) {
            if function.is_unloaded() {
                vm.load_function(function);
                return enter(vm, site, window, argc, names, init);
            }
            let names = names.as_ref().and_then(|names| names.as_value().as_tuple());
            let args = Args { values: std::slice::from_raw_parts(new.cast::<Value>(), argc), names };
            if function.code().flags.is_generator_like() {
                let (made, registers) = vm.generator(*window);
                if guarded(vm, top, || vm.bind_arguments(function, args, registers)).is_err() {
                    if let Some(generator) = made.as_generator() {
                        generator.state.set(State::Finished); // nobody has it: no warning when it goes
                    }
                    return fail(vm, site, window, argc, init);
                }
                clear_registers(window, 0, argc + 3);
                return deliver(vm, site, made);
            }
            let above = window.add(argc + 7);
            bound = guarded(vm, top, || vm.bind_arguments(function, args, above));
            if bound.is_ok() {
                *above.sub(4) = if init { *window.sub(1) } else { Raw::EMPTY };
                *above.sub(3) = *window;
                if init {
                    *window.sub(1) = Raw::EMPTY;
                }
                *window = Raw::EMPTY;
                // No reference of these is the last: the frame has them too, in parameters, in `*args` or in `**kwargs`.
                clear_registers(window, 3, argc + 3);
                new = above;
            }
        } else if function.code().flags.is_generator_like() {
            let (made, registers) = vm.generator(*window);
            let params = function.params.get() as usize;
            for n in 0..params {
                *registers.add(n) = *new.add(n);
                *new.add(n) = Raw::EMPTY;
            }
            clear_registers(window, 0, 1);
            return deliver(vm, site, made);
        }
        if bound.is_err() {
            return fail(vm, site, window, argc, init);
        }
        if new == window.add(3) {
            let params = function.params.get() as usize;
            for n in params..params + function.blank.get() as usize {
                *new.add(n) = Raw::EMPTY;
            }
        }
        *new.sub(2) = link::base_word(site.base);
        *new.sub(1) = link::new(site.next, site.destination as u8, if init { link::INIT } else { 0 });
        thread.depth.set(thread.depth.get() + 1);
        Next::Go(new, function.start.get())
    }
}

/// Runs what may run Python code while registers up to `top` are in use.
fn guarded<T>(vm: &Vm, top: *mut Raw, run: impl FnOnce() -> T) -> T {
    let floor = vm.thread.floor.replace(top);
    let outcome = run();
    vm.thread.floor.set(floor);
    outcome
}

/// The call of a generator function gives a generator.
unsafe fn deliver(vm: &Vm, site: &Site, made: Value) -> Next {
    vm.note_origin(&made);
    // SAFETY: the register belongs to the calling frame.
    unsafe {
        let place = site.base.add(site.destination);
        let old = *place;
        *place = made.into_raw();
        old.release();
    }
    Next::Go(site.base, site.next)
}

/// The exception is set: empties the window and unwinds the calling frame.
#[cold]
unsafe fn fail(vm: &Vm, site: &Site, window: *mut Raw, argc: usize, init: bool) -> Next {
    // SAFETY: the window is complete. Its words move out before any goes, since that may run code that needs the place.
    unsafe {
        let first = if init { window.sub(1) } else { window };
        let mut words = Vec::new();
        for n in 0..argc + 3 + init as usize {
            words.push(std::mem::replace(&mut *first.add(n), Raw::EMPTY));
        }
        words.into_iter().for_each(|word| word.release());
        unwind(vm, site.base, site.at)
    }
}

/// Puts defaults into the positional parameters from `argc` on, which the function's `fewest` says to have some.
///
/// # Safety
/// The parameters' registers hold no references.
#[inline(never)]
pub(crate) unsafe fn complete(function: &Function, registers: *mut Raw, argc: usize) {
    let defaults = function.defaults.raw();
    let defaults: &[Value] = defaults.as_value().as_tuple().map_or(&[], Tuple::as_slice);
    let positional = function.positional.get() as usize;
    for (n, value) in (argc..positional).zip(&defaults[defaults.len() - (positional - argc)..]) {
        // SAFETY: see above.
        unsafe { *registers.add(n) = value.raw().dup() };
    }
}

/// Completes the parameters from `registers` on, where the arguments stand already: keywords move to their places,
/// defaults come in. `false` where the function or the call needs the general binder; nothing has changed then.
unsafe fn fill_in_place(
    vm: &Vm,
    function: &Function,
    registers: *mut Raw,
    argc: usize,
    names: Option<Raw>,
) -> bool {
    let params = function.params.get() as usize;
    if function.params.get() == crate::objects::function::NOT_SIMPLE {
        return false;
    }
    let Some(names) = names else {
        let positional = function.positional.get() as usize;
        if argc == params {
            return argc == positional;
        }
        if argc > positional {
            return false;
        }
        // SAFETY: the registers beyond the arguments are free.
        return unsafe {
            for n in argc..params {
                *registers.add(n) = Raw::EMPTY;
            }
            fill_defaults(vm, function, registers, argc)
        };
    };
    let Some(names) = names.as_value().as_tuple() else { return false };
    let count = names.len();
    let given = argc - count;
    let code = function.code();
    if count > MOST_KEYWORDS || given > function.positional.get() as usize {
        return false;
    }
    let first = code.head.pos_only_arg_count as usize;
    let mut places = [0usize; MOST_KEYWORDS];
    for (place, name) in places.iter_mut().zip(names.iter()) {
        match code.local_names[..params].iter().position(|known| known.is(name)) {
            Some(at) if at >= first && at >= given => *place = at,
            _ => return false,
        }
    }
    let places = &places[..count];
    let mut values = [Raw::EMPTY; MOST_KEYWORDS];
    // SAFETY: the arguments and the parameters lie in the window and above it.
    unsafe {
        for (n, value) in values[..count].iter_mut().enumerate() {
            *value = *registers.add(given + n);
        }
        for n in given..params.max(argc) {
            *registers.add(n) = Raw::EMPTY;
        }
        let mut complete = true;
        for (place, value) in places.iter().zip(values) {
            complete &= *registers.add(*place) == Raw::EMPTY;
            *registers.add(*place) = value;
        }
        if complete && fill_defaults(vm, function, registers, given) {
            return true;
        }
        for n in given..params.max(argc) {
            *registers.add(n) = Raw::EMPTY;
        }
        for (n, value) in values[..count].iter().enumerate() {
            *registers.add(given + n) = *value;
        }
    }
    false
}

/// Puts defaults into the parameters from `given` on that are empty. `false` where one has none; then nothing changes.
unsafe fn fill_defaults(vm: &Vm, function: &Function, registers: *mut Raw, given: usize) -> bool {
    let (positional, params) = (function.positional.get() as usize, function.params.get() as usize);
    let defaults = function.defaults.raw();
    let defaults: &[Value] = defaults.as_value().as_tuple().map_or(&[], Tuple::as_slice);
    let without = positional - defaults.len().min(positional);
    // SAFETY: the parameters lie in the window and above it.
    unsafe {
        for n in given..without {
            if *registers.add(n) == Raw::EMPTY {
                return false;
            }
        }
        if params > positional && !fill_keyword_only(vm, function, registers) {
            return false;
        }
        for n in given.max(without)..positional {
            if *registers.add(n) == Raw::EMPTY {
                *registers.add(n) = defaults[n - without].raw().dup();
            }
        }
    }
    true
}

/// As [`fill_defaults`], for the keyword-only parameters.
unsafe fn fill_keyword_only(vm: &Vm, function: &Function, registers: *mut Raw) -> bool {
    let keyword = function.kwdefaults.get();
    let keyword = keyword.as_dict();
    let names = &function.code().local_names;
    let range = function.positional.get() as usize..function.params.get() as usize;
    // SAFETY: as for `fill_defaults`.
    unsafe {
        for n in range.clone() {
            let known = || keyword.is_some_and(|dict| dict.get_name(vm, &names[n]).is_some());
            if *registers.add(n) == Raw::EMPTY && !known() {
                return false;
            }
        }
        for n in range {
            if *registers.add(n) == Raw::EMPTY
                && let Some(value) = keyword.and_then(|dict| dict.get_name(vm, &names[n]))
            {
                *registers.add(n) = value.into_raw();
            }
        }
    }
    true
}

impl Vm {
    /// The `__init__` of a class that makes plain instances and has one in Python.
    #[inline]
    fn plain_init(&self, class: &Type) -> Option<Raw> {
        let version = class.version.get();
        if version == 0 || class.plan_version.get() != version {
            self.plan_calls(class);
        }
        let init = class.plan_init.get();
        (init != Raw::EMPTY).then_some(init)
    }

    #[cold]
    fn plan_calls(&self, class: &Type) {
        if class.version.get() == 0 {
            self.type_assign_version(class);
        }
        let init = self.class_call_plan(&class.gc()).map_or(Raw::EMPTY, |plan| plan.init.raw());
        let suits = init.is_ref()
            && init.as_value().as_function().is_some_and(|f| !f.code().flags.is_generator_like());
        class.plan_init.set(if suits { init } else { Raw::EMPTY });
        class.plan_version.set(class.version.get());
    }
}
