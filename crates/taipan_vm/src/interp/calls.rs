//! Calls off the fast path: everything but a plain Python function with exactly its positional arguments.

use super::{
    enter::{Site, call_python},
    flow::{Entry, Next, Outcome},
    generator::{State, clear_registers},
    run::run,
    thread::link,
    unwind::unwind,
};
use crate::{
    Gc, Kind, Raised, Raw, Res, Value, Vm,
    heap::kind_of,
    native::{Args, NativeBoundMethod, NativeFunction},
    objects::{
        BoundMethod, Tuple,
        types::{construct, native_class},
    },
};

/// Moves callee and arguments to `top`; gives the first argument's new register.
#[inline]
pub(crate) unsafe fn move_window(top: *mut Raw, window: *mut Raw, argc: usize) -> *mut Raw {
    // SAFETY: the stack has room (a reserve beyond the limit), and both ranges belong to the frame.
    unsafe {
        *top = *window;
        *window = Raw::EMPTY;
        for n in 3..argc + 3 {
            *top.add(n) = *window.add(n);
            *window.add(n) = Raw::EMPTY;
        }
        top.add(3)
    }
}

/// The general call: any callee, with or without keywords.
#[inline(never)]
pub(crate) unsafe fn call_slow(
    vm: &Vm,
    base: *mut Raw,
    at: *mut u32,
    next: *mut u32,
    window: usize,
    argc: usize,
    destination: usize,
    names: Option<Raw>,
) -> Next {
    // SAFETY: the window is complete; it is emptied on every path.
    unsafe {
        let callee = *base.add(window);
        let kind = if callee.is_ref() { kind_of(callee.ptr()) } else { Kind::Instance };
        let result = match kind {
            Kind::NativeFunction if names.is_none() => call_native(vm, base.add(window), argc),
            Kind::NativeBoundMethod if names.is_none() => call_bound(vm, base.add(window), argc),
            _ => {
                let args = std::slice::from_raw_parts(base.add(window + 3).cast::<Value>(), argc);
                match call_class(vm, kind, (*base.add(window)).as_value(), args, names.is_some()) {
                    Some(result) => result,
                    None => {
                        let site = Site { base, at, next, destination };
                        if let Some(next) = call_python(vm, &site, window, argc, names) {
                            return next;
                        }
                        let names = names.as_ref().and_then(|names| names.as_value().as_tuple());
                        vm.call_args((*base.add(window)).as_value(), Args { values: args, names })
                    }
                }
            }
        };
        clear_registers(base, window, window + 3 + argc);
        match result {
            Ok(value) => {
                let place = base.add(destination);
                let old = *place;
                *place = value.into_raw();
                old.release();
                Next::Go(base, next)
            }
            Err(_) => unwind(vm, base, at),
        }
    }
}

/// Calls a native class that gets no keywords, unless a safe point is due.
#[inline]
fn call_class(vm: &Vm, kind: Kind, callee: &Value, args: &[Value], keywords: bool) -> Option<Res> {
    let left = vm.thread.slice.get() - 1;
    if kind != Kind::Type || keywords || left < 0 {
        return None;
    }
    let class = native_class(vm, callee)?;
    vm.thread.slice.set(left);
    Some(construct(vm, class, Args::positional(args)))
}

/// Calls the native function of a window, without keywords.
///
/// # Safety
/// The window is complete, and its callee is a `NativeFunction`.
#[inline(always)]
pub(crate) unsafe fn call_native(vm: &Vm, window: *mut Raw, argc: usize) -> Res {
    // SAFETY: see above; the window keeps callee and arguments alive.
    unsafe {
        let native = (*window).as_value().body_unchecked::<NativeFunction>();
        let args = std::slice::from_raw_parts(window.add(3).cast::<Value>(), argc);
        vm.call_native_function(native, Args::positional(args))
    }
}

/// Calls the native bound method of a window, without keywords: the receiver goes before the arguments.
unsafe fn call_bound(vm: &Vm, window: *mut Raw, argc: usize) -> Res {
    // SAFETY: the caller has checked the callee's kind; the register before the arguments holds no reference.
    unsafe {
        let bound = (*window).as_value().body_unchecked::<NativeBoundMethod>();
        *window.add(2) = bound.receiver.raw().dup();
        let method = &*bound.descriptor;
        let args = std::slice::from_raw_parts(window.add(2).cast::<Value>(), argc + 1);
        if method.signature().is_exact(argc) {
            return (method.call)(vm, args);
        }
        vm.call_suitable_method(method, Args::positional(args))
    }
}

#[cold]
pub(crate) fn init_returned(vm: &Vm, value: Value) -> Raised {
    vm.type_error(format!("__init__() should return None, not '{}'", vm.type_of(&value).name()))
}

/// `callee(*args, **kwargs)`: the callee in the window's first register, the iterable and the mapping in its fourth and
/// fifth. The caller empties the window.
#[inline(never)]
pub(crate) unsafe fn call_ex(vm: &Vm, window: *mut Raw, has_mapping: bool) -> Res {
    // SAFETY: the window is complete.
    unsafe {
        let callee = (*window).as_value();
        let iterable = (*window.add(3)).as_value();
        let mut values = match iterable.as_tuple() {
            Some(tuple) => tuple.to_vec(),
            None => match vm.collect(iterable) {
                Ok(values) => values,
                Err(raised) => return Err(not_iterable(vm, callee, iterable, raised)),
            },
        };
        let mut names = Vec::new();
        if has_mapping {
            let mapping = (*window.add(4)).as_value();
            let dict = match mapping.downcast_gc::<crate::objects::Dict>() {
                Some(dict) => dict,
                None => {
                    let dict = vm.dict();
                    super::ops::dict_merge(vm, &dict.clone().into(), mapping, callee)?;
                    dict
                }
            };
            for (key, value) in dict.items() {
                if key.as_str_object().is_none() {
                    return Err(vm.type_error("keywords must be strings"));
                }
                names.push(key);
                values.push(value);
            }
        }
        let names: Option<Gc<Tuple>> = (!names.is_empty()).then(|| vm.tuple_gc(names));
        vm.call_args(callee, Args { values: &values, names: names.as_deref() })
    }
}

#[cold]
fn not_iterable(vm: &Vm, callee: &Value, iterable: &Value, raised: Raised) -> Raised {
    let slots = vm.type_of(iterable).slots();
    if slots.iter.is_some() || slots.getitem.is_some() {
        return raised;
    }
    drop(vm.take_raised(raised));
    let name = super::ops::callee_name(vm, callee);
    vm.type_error(format!("{name} argument after * must be an iterable, not {}", vm.type_of(iterable).name()))
}

/// `slots.call` of functions: a call from Rust.
#[inline(never)]
pub(crate) fn call_function(vm: &Vm, callee: &Value, args: Args<'_>) -> Res {
    let Some(function) = callee.as_function() else { return Err(vm.type_error("not a function")) };
    let fits = || args.names.is_none() && function.simple.get() as usize == args.values.len();
    let mut simple = fits();
    if !simple && function.is_unloaded() {
        vm.load_function(function);
        simple = fits();
    }
    if !simple && function.code().flags.is_generator_like() {
        let (made, registers) = vm.generator(callee.raw());
        // SAFETY: the generator's registers are initialised and hold nothing.
        let bound = unsafe { vm.bind_arguments(function, args, registers) };
        if let (Err(_), Some(generator)) = (&bound, made.as_generator()) {
            generator.state.set(State::Finished); // it was never handed out: nobody could have awaited it
        }
        bound?;
        vm.note_origin(&made);
        return Ok(made);
    }
    let _depth = vm.enter_native("")?;
    let thread = &vm.thread;
    // SAFETY: the frame goes above everything that is live.
    unsafe {
        let new = thread.free_top().add(4);
        super::flow::enter_slow(vm, function, new, 0)?;
        thread.slice.set(thread.slice.get() - 1);
        if simple {
            for (n, value) in args.values.iter().enumerate() {
                *new.add(n) = value.clone().into_raw();
            }
            for n in args.values.len()..args.values.len() + function.blank.get() as usize {
                *new.add(n) = Raw::EMPTY;
            }
        } else {
            vm.bind_arguments(function, args, new)?;
        }
        *new.sub(3) = callee.clone().into_raw();
        *new.sub(2) = link::base_word(thread.base.get());
        *new.sub(1) = link::new(thread.at.get(), 0, link::TO_RUST);
        thread.depth.set(thread.depth.get() + 1);
        match run(vm, new, function.start.get(), Entry::Start) {
            Outcome::Returned(value) => Ok(value),
            Outcome::Raised(raised) => Err(raised),
            Outcome::Yielded(_) | Outcome::AsyncYielded(_) => {
                Err(vm.system_error("a function cannot suspend"))
            }
        }
    }
}

/// Runs a class or module body: a function without parameters whose register 0 is its namespace.
#[inline(never)]
pub(crate) fn call_body(vm: &Vm, callee: &Value, namespace: &Value) -> Res {
    let Some(function) = callee.as_function() else { return Err(vm.type_error("not a function")) };
    if function.is_unloaded() {
        vm.load_function(function);
    }
    let code = function.code();
    let thread = &vm.thread;
    if code.flags.is_generator_like() {
        let (made, registers) = vm.generator(callee.raw());
        // SAFETY: the generator's registers are initialised, and a body has at least one.
        unsafe { *registers = namespace.clone().into_raw() };
        return Ok(made);
    }
    let _depth = vm.enter_native("")?;
    // SAFETY: the frame goes above everything that is live.
    unsafe {
        let new = thread.free_top().add(4);
        super::flow::enter_slow(vm, function, new, 0)?;
        for n in 0..code.nlocals.max(1) as usize {
            *new.add(n) = Raw::EMPTY;
        }
        for n in code.head.far_start as usize..code.head.nregs as usize {
            *new.add(n) = Raw::EMPTY;
        }
        *new = namespace.clone().into_raw();
        *new.sub(3) = callee.clone().into_raw();
        *new.sub(2) = link::base_word(thread.base.get());
        *new.sub(1) = link::new(thread.at.get(), 0, link::TO_RUST);
        thread.depth.set(thread.depth.get() + 1);
        match run(vm, new, function.start.get(), Entry::Start) {
            Outcome::Returned(value) => Ok(value),
            Outcome::Raised(raised) => Err(raised),
            Outcome::Yielded(_) | Outcome::AsyncYielded(_) => Err(vm.system_error("a body cannot suspend")),
        }
    }
}

/// `slots.get` of functions: a bound method, or the function itself on the class.
pub(crate) fn bind_function(vm: &Vm, function: &Value, object: Option<&Value>, _class: &Value) -> Res {
    Ok(match object {
        Some(object) => vm.make(BoundMethod { function: function.clone(), receiver: object.clone() }).into(),
        None => function.clone(),
    })
}

/// `slots.call` of bound methods.
pub(crate) fn call_method(vm: &Vm, callee: &Value, args: Args<'_>) -> Res {
    let Some(method) = callee.core::<BoundMethod>() else { return Err(vm.type_error("not a method")) };
    let mut values = Vec::with_capacity(args.values.len() + 1);
    values.push(method.receiver.clone());
    values.extend_from_slice(args.values);
    let function = method.function.clone();
    // A function counts its level itself.
    let _depth = match function.as_function() {
        Some(_) => None,
        None => Some(vm.enter_native("")?),
    };
    vm.call_args(&function, Args { values: &values, names: args.names })
}
