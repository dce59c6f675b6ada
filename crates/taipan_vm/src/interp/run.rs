//! The interpreter loop. One arm per operation; what is long or rare is a function elsewhere, out of line.
//!
//! `base` is the running frame; `k` its constants; `at` the present instruction. Operands are read lazily, in
//! the arm that needs them. Before anything that may run Python code, raise or look at frames, `sync!` publishes the
//! frame in the thread.

use taipan_bytecode::{BinaryOp, CompareOp, Op, encode};

use super::{
    flow::{Entry, Next, Outcome},
    generator::{Flavor, Generator, State},
    pairs::Step,
    thread::{function_of, link},
};
use crate::{
    Kind, Raw, Value, Vm,
    heap::{Obj, kind_of, shape_of},
    native::{Args, MethodDescriptor},
    objects::{CellObject, Dict, Function, Instance, List, Module, Tuple, Type},
};

/// Runs the frame at `base` from `entry` until it returns, suspends or raises to Rust.
///
/// # Safety
/// The frame is complete: function and links below `base`, registers initialised, code verified.
pub(crate) unsafe fn run(vm: &Vm, base: *mut Raw, at: *mut u32, entry: Entry) -> Outcome {
    let thread = &vm.thread;
    let saved = (thread.base.get(), thread.at.get());
    // SAFETY: the caller passes a complete frame.
    let outcome = unsafe {
        match super::flow::enter(vm, base, at, entry) {
            Next::Go(base, ip) => run_loop(vm, base, ip),
            Next::Exit(outcome) => outcome,
        }
    };
    thread.base.set(saved.0);
    thread.at.set(saved.1);
    outcome
}

#[inline(always)]
fn constants(base: *mut Raw) -> *const Raw {
    // SAFETY: `base` is a live frame.
    unsafe { function_of(base).consts.get() }
}

/// Runs a frame that stands at `at` and needs nothing delivered. The caller keeps what the thread shows.
///
/// # Safety
/// As [`run`].
pub(super) unsafe fn go(vm: &Vm, base: *mut Raw, at: *mut u32) -> Outcome {
    // SAFETY: see above.
    unsafe { run_loop(vm, base, at) }
}

/// Keeps VM, frame and place in registers from one instruction to the next. The compiler must not see that the VM is
/// always the same either: it would work its fields' addresses out before the loop, and for dozens of those it would put
/// the frame on the stack. (With that and one variable for the place, awaits of fresh coroutines take 0.73 of the time.)
#[inline(always)]
fn in_registers(vm: &mut &Vm, base: &mut *mut Raw, at: &mut *mut u32) {
    #[cfg(all(any(target_arch = "x86_64", target_arch = "aarch64"), not(miri)))]
    {
        let mut same: *const Vm = *vm;
        // SAFETY: there is no instruction; the registers keep their values, and no memory is looked at.
        #[expect(clippy::pointers_in_nomem_asm_block, reason = "the pointers pass through")]
        unsafe {
            std::arch::asm!(
                "/* {0} {1} {2} */",
                inout(reg) same, inout(reg) *base, inout(reg) *at,
                options(nomem, nostack, preserves_flags),
            );
            *vm = &*same;
        }
    }
    #[cfg(not(all(any(target_arch = "x86_64", target_arch = "aarch64"), not(miri))))]
    let _ = (vm, base, at);
}

/// The loop proper.
///
/// # Safety
/// As [`run`].
unsafe fn run_loop(mut vm: &Vm, mut base: *mut Raw, mut at: *mut u32) -> Outcome {
    // SAFETY: for the whole loop: the code is verified, so operands name registers, constants and names that exist and
    // jumps land on instructions; a live register holds an owned value, any other holds no reference.
    unsafe {
        let mut thread;
        let mut k = constants(base);

        macro_rules! a {
            () => {
                *at.cast::<u8>().add(1) as usize
            };
        }
        macro_rules! b {
            () => {
                *at.cast::<u8>().add(2) as usize
            };
        }
        macro_rules! c {
            () => {
                *at.cast::<u8>().add(3) as usize
            };
        }
        macro_rules! bc {
            () => {
                *at.cast::<u16>().add(1) as usize
            };
        }
        macro_rules! word {
            ($n:expr) => {
                *at.add($n)
            };
        }
        macro_rules! name {
            ($n:expr) => {
                &*(&raw const function_of(base).code().names[word!($n) as usize])
            };
        }
        macro_rules! r {
            ($i:expr) => {
                *base.add($i)
            };
        }
        macro_rules! set {
            ($i:expr, $v:expr) => {{
                let value: Raw = $v;
                let place = base.add($i);
                let old = *place;
                *place = value;
                if old.is_ref() {
                    thread.at.set(at);
                    old.release();
                }
            }};
        }
        macro_rules! sync {
            () => {
                thread.base.set(base);
                thread.at.set(at);
            };
        }
        macro_rules! take {
            ($i:expr) => {{
                let place = base.add($i);
                let value = *place;
                *place = Raw::EMPTY;
                value
            }};
        }
        // A register as an owned word: a temporary is taken, a local counted.
        macro_rules! read {
            ($i:expr) => {{
                let at = $i;
                if at >= function_of(base).nlocals.get() as usize { take!(at) } else { r!(at).dup() }
            }};
        }
        macro_rules! read_flag {
            ($i:expr, $flag:expr) => {
                if $flag & 1 != 0 { take!($i) } else { r!($i).dup() }
            };
        }
        macro_rules! go {
            ($next:expr) => {
                match $next {
                    Next::Go(b, i) => {
                        base = b;
                        at = i;
                        k = constants(base);
                        thread.base.set(base);
                        continue;
                    }
                    Next::Exit(outcome) => return outcome,
                }
            };
        }
        // Goes on in another frame.
        macro_rules! enter_frame {
            ($frame:expr, $place:expr) => {{
                base = $frame;
                at = $place;
                k = constants(base);
                thread.base.set(base);
                continue;
            }};
        }
        macro_rules! unwind {
            () => {
                go!(super::unwind::unwind(vm, base, at))
            };
        }
        macro_rules! tri {
            ($e:expr) => {
                match $e {
                    Ok(value) => value,
                    Err(_) => unwind!(),
                }
            };
        }
        // The next instruction, `n` words on.
        macro_rules! next {
            ($n:expr) => {{
                at = at.add($n);
                continue;
            }};
        }
        macro_rules! jump {
            ($n:expr) => {{
                at = at.offset(word!($n) as i32 as isize);
                continue;
            }};
        }
        macro_rules! safe_point {
            () => {{
                let left = thread.slice.get() - 1;
                thread.slice.set(left);
                if left < 0 {
                    sync!();
                    tri!(vm.safe_point());
                }
            }};
        }
        macro_rules! binary {
            ($int:expr, $float:expr, $op:ident, $right:ident, $inplace:expr) => {{
                let x = r!(b!());
                let y = binary!(@right $right);
                let result: Option<Raw> = if x.is_int() && y.is_int() {
                    #[allow(clippy::redundant_closure_call, reason = "shared by the arms")]
                    ($int)(x, y)
                } else if x.is_float() && y.is_float() {
                    #[allow(clippy::redundant_closure_call, reason = "shared by the arms")]
                    ($float)(x.float_unchecked(), y.float_unchecked())
                } else {
                    None
                };
                match result {
                    Some(value) => { set!(a!(), value); }
                    None => {
                        sync!();
                        let x = read!(b!()).into_value();
                        let y = binary!(@take $right);
                        let result = tri!(if $inplace {
                            super::ops::inplace(vm, BinaryOp::$op, &x, &y)
                        } else {
                            super::ops::binary(vm, BinaryOp::$op, &x, &y)
                        });
                        set!(a!(), result.into_raw());
                    }
                }
            }};
            (@right reg) => { r!(c!()) };
            (@right konst) => { *k.add(c!()) };
            (@take reg) => { read!(c!()).into_value() };
            (@take konst) => { (*k.add(c!())).dup().into_value() };
        }
        macro_rules! float_op { ($op:tt) => { |x: f64, y: f64| Raw::from_float(x $op y) }; }
        macro_rules! no_float {
            () => {
                |_: f64, _: f64| None
            };
        }
        let add = |x: Raw, y: Raw| {
            (x.bits() as i64 - 1).checked_add(y.bits() as i64).map(|bits| Raw::from_bits(bits as u64))
        };
        let sub = |x: Raw, y: Raw| {
            (x.bits() as i64).checked_sub(y.bits() as i64 - 1).map(|bits| Raw::from_bits(bits as u64))
        };
        let mul = |x: Raw, y: Raw| {
            (x.bits() as i64 - 1).checked_mul(y.int_unchecked()).map(|bits| Raw::from_bits(bits as u64 | 1))
        };
        let floor_div = |x: Raw, y: Raw| {
            let (x, y) = (x.int_unchecked(), y.int_unchecked());
            if y == 0 || y == -1 {
                return None;
            }
            let q = x / y;
            Raw::from_int(if x % y != 0 && ((x < 0) != (y < 0)) { q - 1 } else { q })
        };
        let modulo = |x: Raw, y: Raw| {
            let (x, y) = (x.int_unchecked(), y.int_unchecked());
            if y == 0 || y == -1 {
                return None;
            }
            let m = x % y;
            Raw::from_int(if m != 0 && ((m < 0) != (y < 0)) { m + y } else { m })
        };
        let true_div = |x: Raw, y: Raw| {
            let (x, y) = (x.int_unchecked(), y.int_unchecked());
            const EXACT: i64 = 1 << 53;
            if y == 0 || x.abs() > EXACT || y.abs() > EXACT {
                return None;
            }
            Raw::from_float(x as f64 / y as f64)
        };
        let true_div_float = |x: f64, y: f64| if y == 0.0 { None } else { Raw::from_float(x / y) };
        let bit_and = |x: Raw, y: Raw| Some(Raw::from_bits(x.bits() & y.bits()));
        let bit_or = |x: Raw, y: Raw| Some(Raw::from_bits(x.bits() | y.bits()));
        let bit_xor = |x: Raw, y: Raw| Some(Raw::from_bits((x.bits() ^ y.bits()) | 1));
        let shift_left = |x: Raw, y: Raw| {
            let (x, n) = (x.int_unchecked(), y.int_unchecked());
            if !(0..62).contains(&n) {
                return None;
            }
            let shifted = x << n;
            if shifted >> n == x { Raw::from_int(shifted) } else { None }
        };
        let shift_right = |x: Raw, y: Raw| {
            let n = y.int_unchecked();
            if n < 0 {
                return None;
            }
            Raw::from_int(x.int_unchecked() >> n.min(63))
        };
        macro_rules! compare_words {
            ($x:expr, $y:expr, $op:tt, $slow:expr) => {{
                let (x, y) = ($x, $y);
                if x.is_int() && y.is_int() {
                    (x.bits() as i64) $op (y.bits() as i64)
                } else if x.is_float() && y.is_float() {
                    x.float_unchecked() $op y.float_unchecked()
                } else {
                    sync!();
                    $slow
                }
            }};
        }
        macro_rules! compare {
            ($op:tt, $cmp:ident) => {{
                let (x, y) = (r!(b!()), r!(c!()));
                let result = if x.is_int() && y.is_int() {
                    Raw::from_bool((x.bits() as i64) $op (y.bits() as i64))
                } else if x.is_float() && y.is_float() {
                    Raw::from_bool(x.float_unchecked() $op y.float_unchecked())
                } else {
                    sync!();
                    let x = read!(b!()).into_value();
                    let y = read!(c!()).into_value();
                    tri!(super::ops::compare(vm, CompareOp::$cmp, &x, &y)).into_raw()
                };
                set!(a!(), result);
            }};
        }
        macro_rules! branch {
            ($cond:expr, $sense:expr) => {
                if $cond == ($sense & 1 != 0) {
                    let offset = word!(1) as i32;
                    if offset < 0 {
                        safe_point!();
                    }
                    at = at.offset(offset as isize);
                    continue;
                }
                next!(2);
            };
        }
        macro_rules! compare_jump {
            ($op:tt, $cmp:ident, reg) => {{
                let cond = compare_words!(r!(a!()), r!(b!()), $op, {
                    let x = read!(a!()).into_value();
                    let y = read!(b!()).into_value();
                    tri!(super::ops::compare_bool(vm, CompareOp::$cmp, &x, &y))
                });
                branch!(cond, c!());
            }};
            ($op:tt, $cmp:ident, konst) => {{
                let cond = compare_words!(r!(a!()), *k.add(b!()), $op, {
                    let x = read!(a!()).into_value();
                    tri!(super::ops::compare_bool(vm, CompareOp::$cmp, &x, (*k.add(b!())).as_value()))
                });
                branch!(cond, c!());
            }};
        }
        // Starts a plain Python function whose arguments stand at `new`; the callee is owned by `new[-3]`.
        macro_rules! enter {
            ($f:expr, $argc:expr, $new:expr, $next:expr, $dst:expr, $flags:expr) => {{
                let (f, new, argc): (&Function, *mut Raw, usize) = ($f, $new, $argc);
                let left = thread.slice.get() - 1;
                thread.slice.set(left);
                let depth = thread.depth.get();
                if left < 0
                    || depth >= thread.depth_limit.get()
                    || new.add(f.nregs.get() as usize) > thread.limit.get()
                {
                    sync!();
                    if super::flow::enter_slow(vm, f, new, argc).is_err() {
                        if !thread.is_on_stack(base) {
                            // The window has left the generator's frame already.
                            super::generator::clear_registers(new.sub(3), 0, argc + 3);
                        }
                        unwind!();
                    }
                }
                thread.depth.set(depth + 1);
                *new.sub(2) = link::base_word(base);
                *new.sub(1) = link::new($next, $dst as u8, $flags);
                let blank = f.blank.get() as usize;
                for n in argc..argc + blank {
                    *new.add(n) = Raw::EMPTY;
                }
                base = new;
                thread.base.set(base);
                at = f.start.get();
                k = f.consts.get();
                continue;
            }};
        }
        // The call window in a method window, its arguments and whether the first is the receiver; without one it starts a
        // register later.
        macro_rules! method_window {
            () => {{
                let first = base.add(a!());
                if *first.add(3) == Raw::EMPTY {
                    *first.add(1) = *first;
                    *first = Raw::EMPTY;
                    (a!() + 1, b!(), false)
                } else {
                    (a!(), b!() + 1, true)
                }
            }};
        }
        // A call that is complete with the function's defaults: makes a generator or enters a frame.
        macro_rules! call_completed {
            ($f:expr, $window:expr, $argc:expr, $place:ident) => {{
                let (f, argc): (&Function, usize) = ($f, $argc);
                let positional = f.positional.get() as usize;
                if argc <= positional {
                    if f.suspendable.get() as usize == positional {
                        sync!();
                        let made = vm.generator_of_window(base.add($window), argc);
                        set!(c!(), made);
                        next!(1);
                    }
                    if f.simple.get() as usize == positional {
                        let new = call_completed!(@window $place, $window, argc);
                        super::enter::complete(f, new, argc);
                        enter!(f, positional, new, at.add(1), c!(), 0);
                    }
                }
            }};
            (@window reg, $window:expr, $argc:expr) => { base.add($window + 3) };
            (@window heap, $window:expr, $argc:expr) => {
                super::calls::move_window(thread.top.get(), base.add($window), $argc)
            };
        }
        macro_rules! return_plain {
            ($v:expr) => {{
                let mut v: Raw = $v;
                if (*base.sub(1)).bits() & link::FRAMED != 0 {
                    super::frame_objects::close(vm, base, at);
                }
                let live = function_of(base).nlocals.get().max(a!() as u32) as usize;
                thread.at.set(at);
                for n in (0..live).rev() {
                    let word = r!(n);
                    if word.is_ref() {
                        r!(n) = Raw::EMPTY;
                        word.release();
                    }
                }
                let back = *base.sub(1);
                let caller = link::base(*base.sub(2));
                let function = *base.sub(3);
                *base.sub(3) = Raw::EMPTY;
                if crate::heap::decref_only(function.ptr()) {
                    super::unwind::free_function(thread, function, back, caller);
                }
                thread.depth.set(thread.depth.get() - 1);
                if back.bits() & (link::TO_RUST | link::INIT) != 0 {
                    if back.bits() & link::TO_RUST != 0 {
                        return Outcome::Returned(v.into_value());
                    }
                    let instance = *base.sub(4);
                    *base.sub(4) = Raw::EMPTY;
                    if v != Raw::NONE {
                        base = caller;
                        at = link::ip(back).sub(1);
                        sync!();
                        drop(instance.into_value());
                        tri!(Err(super::calls::init_returned(vm, v.into_value())));
                    }
                    v = instance;
                }
                base = caller;
                thread.base.set(base);
                at = link::ip(back).sub(1);
                k = constants(base);
                set!(link::destination(back), v);
                next!(1);
            }};
        }
        macro_rules! return_generator {
            ($v:expr) => {{
                let v: Raw = $v;
                let me = &*Generator::of(base);
                let framed = me.flags.get() & super::frame_objects::FRAMED != 0;
                if me.linked.get() && me.flavor != Flavor::AsyncGenerator && !framed {
                    let consumer = link::base(me.previous.get());
                    let place = link::ip(me.link.get());
                    let awaited = consumer.add(*place.cast::<u8>().add(2) as usize);
                    if *place as u8 == Op::Await as u8 && (*awaited).ptr() == Generator::of(base).cast() {
                        let live = function_of(base).nlocals.get().max(a!() as u32) as usize;
                        thread.at.set(at);
                        super::generator::clear_registers(base, 0, live);
                        me.state.set(State::Finished);
                        me.inner.set(std::ptr::null_mut());
                        me.linked.set(false);
                        thread.depth.set(thread.depth.get() - 1);
                        base = consumer;
                        at = place;
                        sync!();
                        let owned = *awaited;
                        *awaited = Raw::EMPTY;
                        super::generator::release_finished(vm, owned);
                        k = constants(base);
                        set!(a!(), v);
                        next!(1);
                    }
                }
                go!(super::flow::return_generator(vm, base, v.into_value()));
            }};
        }
        macro_rules! shape {
            ($object:expr) => {
                if $object.is_ref() { shape_of($object.ptr()) } else { super::lookaside::NO_SHAPE }
            };
        }
        // By the inline cache, by the table for many shapes, or the slow way, which fills both.
        macro_rules! load_attr {
            () => {{
                let object = r!(b!());
                let shape = shape!(object);
                let hit = if shape == word!(2) {
                    (*object.ptr().cast::<Instance>()).slot(word!(3) as usize).raw()
                } else {
                    super::lookaside::attribute(vm, object, shape, name!(1), at)
                };
                if hit != Raw::EMPTY {
                    hit.dup();
                    if c!() & 1 != 0 {
                        sync!();
                        take!(b!()).release();
                    }
                    set!(a!(), hit);
                } else {
                    sync!();
                    let object = read_flag!(b!(), c!()).into_value();
                    let v = tri!(vm.load_attr_slow(&object, name!(1), at));
                    drop(object);
                    set!(a!(), v.into_raw());
                }
                next!(5);
            }};
        }
        macro_rules! load_method {
            () => {{
                let object = r!(b!());
                let shape = shape!(object);
                let function = if shape == word!(2) && vm.shapes.version(shape) == word!(3) {
                    Raw::from_bits(u64::from(word!(4)) | u64::from(word!(5)) << 32)
                } else {
                    super::lookaside::method(vm, shape, name!(1), at)
                };
                if function != Raw::EMPTY {
                    function.dup();
                    let object = if c!() & 1 != 0 { take!(b!()) } else { object.dup() };
                    let window = base.add(a!());
                    *window = function;
                    *window.add(3) = object;
                } else {
                    sync!();
                    tri!(super::ops::load_method(vm, base, at, name!(1)));
                }
                next!(6);
            }};
        }
        // Makes the window from a cache that hits: a borrowed function and an owned receiver (or nothing).
        macro_rules! found_method {
            ($hit:expr, $function:expr, $receiver:expr) => {{
                if $hit {
                    let function = $function.dup();
                    let receiver = $receiver;
                    if c!() & 1 != 0 {
                        sync!();
                        take!(b!()).release();
                    }
                    let window = base.add(a!());
                    *window = function;
                    *window.add(3) = receiver;
                } else {
                    sync!();
                    tri!(super::ops::load_method(vm, base, at, name!(1)));
                }
                next!(6);
            }};
        }
        // `$key` views the key, `$taken` takes it.
        macro_rules! get_item {
            ($key:expr, $taken:expr) => {{
                let (object, key) = (r!(b!()), $key);
                let mut hit = Raw::EMPTY;
                if object.is_ref() && key.is_int() {
                    let shape = shape_of(object.ptr());
                    let index = key.int_unchecked();
                    if shape == vm.shape_of_kind(Kind::List) {
                        let items = object.as_value().body_unchecked::<List>().buffer();
                        let index = if index < 0 { index + items.len() as i64 } else { index };
                        if let Some(item) = items.get(index as usize) {
                            hit = item.raw();
                        }
                    } else if shape == vm.shape_of_kind(Kind::Tuple) {
                        let items = object.as_value().body_unchecked::<Tuple>().as_slice();
                        let index = if index < 0 { index + items.len() as i64 } else { index };
                        if let Some(item) = items.get(index as usize) {
                            hit = item.raw();
                        }
                    }
                }
                if hit != Raw::EMPTY {
                    hit.dup();
                    if b!() >= function_of(base).nlocals.get() as usize {
                        sync!();
                        take!(b!()).release();
                    }
                    set!(a!(), hit);
                } else {
                    sync!();
                    let object = read!(b!()).into_value();
                    let key = $taken.into_value();
                    let v = tri!(super::ops::get_item(vm, &object, &key));
                    drop(object);
                    drop(key);
                    set!(a!(), v.into_raw());
                }
            }};
        }
        macro_rules! set_item {
            ($key:expr, $taken:expr) => {{
                let (object, key) = (r!(a!()), $key);
                let mut done = false;
                if object.is_ref() && key.is_int() && shape_of(object.ptr()) == vm.shape_of_kind(Kind::List) {
                    let items = object.as_value().body_unchecked::<List>().buffer();
                    let index = key.int_unchecked();
                    let index = if index < 0 { index + items.len() as i64 } else { index };
                    if (index as usize) < items.len() {
                        let v = read!(c!()).into_value();
                        let old = std::mem::replace(items.get_unchecked_mut(index as usize), v);
                        sync!();
                        drop(old);
                        if a!() >= function_of(base).nlocals.get() as usize {
                            take!(a!()).release();
                        }
                        done = true;
                    }
                }
                if !done {
                    sync!();
                    let object = read!(a!()).into_value();
                    let key = $taken.into_value();
                    let value = read!(c!()).into_value();
                    tri!(super::ops::set_item(vm, &object, &key, &value));
                }
            }};
        }
        macro_rules! finish_call {
            ($window:expr, $count:expr, $dst:expr, $result:expr) => {{
                let result = $result;
                super::generator::clear_registers(base, $window, $window + 3 + $count);
                let result = tri!(result);
                set!($dst, result.into_raw());
            }};
        }

        loop {
            in_registers(&mut vm, &mut base, &mut at);
            thread = &vm.thread;
            // SAFETY: verified code holds only numbers of operations.
            match std::mem::transmute::<u8, Op>(*at.cast::<u8>()) {
                Op::Nop => {}
                Op::Move => {
                    let v = read_flag!(b!(), c!());
                    set!(a!(), v);
                }
                Op::LoadConst => {
                    let v = (*k.add(bc!())).dup();
                    set!(a!(), v);
                }
                Op::LoadConstX => {
                    let v = (*k.add(word!(1) as usize)).dup();
                    set!(a!(), v);
                    next!(2);
                }
                Op::LoadInt => {
                    set!(a!(), Raw::from_bits(((bc!() as u16 as i16 as i64) << 1 | 1) as u64));
                }
                Op::LoadFar => {
                    let v = r!(word!(1) as usize).dup();
                    set!(a!(), v);
                    next!(2);
                }
                Op::StoreFar => {
                    let v = read_flag!(b!(), c!());
                    set!(word!(1) as usize, v);
                    next!(2);
                }
                Op::DeleteFar | Op::CheckFar => {
                    let far = word!(1) as usize;
                    if r!(far) == Raw::EMPTY {
                        sync!();
                        tri!(Err(super::ops::unbound(vm, base, far)));
                    }
                    if *at as u8 == Op::DeleteFar as u8 {
                        set!(far, Raw::EMPTY);
                    }
                    next!(2);
                }
                Op::CheckLocal => {
                    if r!(b!()) == Raw::EMPTY {
                        sync!();
                        tri!(Err(super::ops::unbound(vm, base, b!())));
                    }
                }
                Op::DeleteLocal => {
                    if r!(a!()) == Raw::EMPTY {
                        sync!();
                        tri!(Err(super::ops::unbound(vm, base, a!())));
                    }
                    sync!();
                    set!(a!(), Raw::EMPTY);
                }
                Op::Drop => {
                    sync!();
                    set!(a!(), Raw::EMPTY);
                }

                Op::MakeCell => {
                    let content = take!(a!()).into_value();
                    *base.add(a!()) = super::outline::make_cell(vm, content);
                }
                Op::LoadCell => {
                    let cell = r!(b!()).as_value().body_unchecked::<CellObject>();
                    let v = cell.contents.raw();
                    if v == Raw::EMPTY {
                        sync!();
                        tri!(Err(super::ops::unbound(vm, base, b!())));
                    }
                    set!(a!(), v.dup());
                }
                Op::StoreCell => {
                    let v = read_flag!(b!(), c!());
                    sync!();
                    let cell = r!(a!()).as_value().body_unchecked::<CellObject>();
                    cell.contents.set(v.into_value());
                }
                Op::DeleteCell => {
                    sync!();
                    let cell = r!(a!()).as_value().body_unchecked::<CellObject>();
                    if cell.contents.is_empty() {
                        tri!(Err(super::ops::unbound(vm, base, a!())));
                    }
                    drop(cell.contents.take());
                }
                Op::LoadFree => {
                    let cell = super::ops::free_cell(base, b!());
                    let v = cell.contents.raw();
                    if v == Raw::EMPTY {
                        sync!();
                        tri!(Err(super::ops::unbound_free(vm, base, b!())));
                    }
                    set!(a!(), v.dup());
                }
                Op::StoreFree => {
                    let v = read_flag!(b!(), c!());
                    sync!();
                    super::ops::free_cell(base, a!()).contents.set(v.into_value());
                }
                Op::DeleteFree => {
                    sync!();
                    let cell = super::ops::free_cell(base, a!());
                    if cell.contents.is_empty() {
                        tri!(Err(super::ops::unbound_free(vm, base, a!())));
                    }
                    drop(cell.contents.take());
                }
                Op::LoadClosure => {
                    let v = super::outline::load_closure(base, b!());
                    set!(a!(), v);
                }

                Op::LoadGlobalFast => {
                    let globals: &Dict = &function_of(base).globals;
                    if globals.version() == word!(2) {
                        let v = globals.value_at(word!(3) as usize).dup();
                        set!(a!(), v);
                    } else {
                        sync!();
                        let v = tri!(vm.load_global_slow(function_of(base), name!(1), at));
                        set!(a!(), v.into_raw());
                    }
                    next!(5);
                }
                Op::LoadBuiltinFast => {
                    let f = function_of(base);
                    if f.globals.version() == word!(2) && f.builtins.version() == word!(3) {
                        let v = f.builtins.value_at(word!(4) as usize).dup();
                        set!(a!(), v);
                    } else {
                        sync!();
                        let v = tri!(vm.load_global_slow(f, name!(1), at));
                        set!(a!(), v.into_raw());
                    }
                    next!(5);
                }
                Op::LoadGlobal => {
                    sync!();
                    let v = tri!(vm.load_global_slow(function_of(base), name!(1), at));
                    set!(a!(), v.into_raw());
                    next!(5);
                }
                Op::StoreGlobal => {
                    let v = read_flag!(b!(), c!()).into_value();
                    sync!();
                    tri!(super::outline::store_global(vm, base, name!(1), v));
                    next!(2);
                }
                Op::DeleteGlobal => {
                    sync!();
                    tri!(super::outline::delete_global(vm, base, name!(1)));
                    next!(2);
                }
                Op::LoadName => {
                    sync!();
                    let v = tri!(vm.load_name(function_of(base), r!(b!()).as_value(), name!(1)));
                    set!(a!(), v.into_raw());
                    next!(5);
                }
                Op::LoadNameFree => {
                    sync!();
                    let v = match tri!(vm.load_from_namespace(r!(b!()).as_value(), name!(1))) {
                        Some(v) => v.into_raw(),
                        None => {
                            let v = super::ops::free_cell(base, c!()).contents.raw();
                            if v == Raw::EMPTY {
                                tri!(Err(super::ops::unbound_free(vm, base, c!())));
                            }
                            v.dup()
                        }
                    };
                    set!(a!(), v);
                    next!(2);
                }
                Op::StoreName => {
                    let v = read_flag!(b!(), c!()).into_value();
                    sync!();
                    tri!(vm.store_name(r!(a!()).as_value(), name!(1), v));
                    next!(2);
                }
                Op::DeleteName => {
                    sync!();
                    tri!(vm.delete_name(r!(a!()).as_value(), name!(1)));
                    next!(2);
                }

                Op::LoadAttrSlot => load_attr!(),
                Op::LoadAttrType => {
                    let object = r!(b!());
                    let hit = object.is_ref()
                        && kind_of(object.ptr()) == Kind::Type
                        && object.as_value().body_unchecked::<Type>().version.get() == word!(2);
                    let v = if hit {
                        Raw::from_bits(u64::from(word!(3)) | u64::from(word!(4)) << 32).dup()
                    } else {
                        sync!();
                        tri!(vm.load_attr_slow(object.as_value(), name!(1), at)).into_raw()
                    };
                    if c!() & 1 != 0 {
                        sync!();
                        take!(b!()).release();
                    }
                    set!(a!(), v);
                    next!(5);
                }
                Op::LoadAttrModule => {
                    let object = r!(b!());
                    let hit = object.is_ref()
                        && kind_of(object.ptr()) == Kind::Module
                        && object.as_value().body_unchecked::<Module>().dict.version() == word!(2);
                    let v = if hit {
                        object.as_value().body_unchecked::<Module>().dict.value_at(word!(3) as usize).dup()
                    } else {
                        sync!();
                        tri!(vm.load_attr_slow(object.as_value(), name!(1), at)).into_raw()
                    };
                    if c!() & 1 != 0 {
                        sync!();
                        take!(b!()).release();
                    }
                    set!(a!(), v);
                    next!(5);
                }
                Op::LoadAttr => load_attr!(),
                Op::StoreAttrSlot => {
                    let object = r!(a!());
                    let shape = shape!(object);
                    let known = if shape == word!(2) {
                        Some(word!(3) as usize)
                    } else {
                        super::lookaside::slot(vm, shape, name!(1), at)
                    };
                    if let Some(slot) = known {
                        let flags = c!();
                        let value = if flags & 2 != 0 { take!(b!()) } else { r!(b!()).dup() };
                        let slot = (*object.ptr().cast::<Instance>()).slot(slot);
                        let old = slot.replace(value.into_value()).into_raw();
                        if old.is_ref() {
                            sync!();
                            old.release();
                        }
                        if flags & 1 != 0 {
                            sync!();
                            take!(a!()).release();
                        }
                    } else {
                        sync!();
                        tri!(super::ops::store_attr(vm, base, at, name!(1)));
                    }
                    next!(5);
                }
                Op::StoreAttrAdd => {
                    let object = r!(a!());
                    let slot = word!(4) as usize;
                    if object.is_ref()
                        && shape_of(object.ptr()) == word!(2)
                        && (*object.ptr().cast::<Instance>()).has_slot(slot)
                    {
                        let flags = c!();
                        let value = if flags & 2 != 0 { take!(b!()) } else { r!(b!()).dup() };
                        let instance = &*object.ptr().cast::<Instance>();
                        instance.set_shape(word!(3));
                        drop(instance.slot(slot).replace(value.into_value()));
                        if flags & 1 != 0 {
                            sync!();
                            take!(a!()).release();
                        }
                    } else {
                        sync!();
                        tri!(super::ops::store_attr(vm, base, at, name!(1)));
                    }
                    next!(5);
                }
                Op::StoreAttr => {
                    sync!();
                    tri!(super::ops::store_attr(vm, base, at, name!(1)));
                    next!(5);
                }
                Op::DeleteAttr => {
                    sync!();
                    let object = read_flag!(b!(), c!()).into_value();
                    tri!(vm.del_attr(&object, name!(1)));
                    drop(object);
                    next!(2);
                }
                Op::LoadMethodFast => load_method!(),
                Op::LoadMethodType => {
                    let object = r!(b!());
                    let hit = object.is_ref()
                        && kind_of(object.ptr()) == Kind::Type
                        && object.as_value().body_unchecked::<Type>().version.get() == word!(2);
                    found_method!(
                        hit,
                        Raw::from_bits(u64::from(word!(4)) | u64::from(word!(5)) << 32),
                        if word!(3) != 0 { object.dup() } else { Raw::EMPTY }
                    );
                }
                Op::LoadMethodModule => {
                    let object = r!(b!());
                    let hit = object.is_ref()
                        && kind_of(object.ptr()) == Kind::Module
                        && object.as_value().body_unchecked::<Module>().dict.version() == word!(2);
                    found_method!(
                        hit,
                        object.as_value().body_unchecked::<Module>().dict.value_at(word!(3) as usize),
                        Raw::EMPTY
                    );
                }
                Op::LoadMethod => load_method!(),
                Op::LoadSuperMethod => {
                    sync!();
                    tri!(super::ops::load_super(vm, base, a!(), name!(1), None));
                    next!(2);
                }
                Op::LoadSuperAttr => {
                    sync!();
                    tri!(super::ops::load_super(vm, base, a!(), name!(1), Some(c!())));
                    next!(2);
                }
                Op::LoadSpecial => {
                    sync!();
                    let object = read_flag!(b!(), c!()).into_value();
                    tri!(super::ops::load_special(vm, base, a!(), object, word!(1)));
                    next!(2);
                }

                Op::GetItem => get_item!(r!(c!()), read!(c!())),
                Op::GetItemK => get_item!(*k.add(c!()), (*k.add(c!())).dup()),
                Op::SetItem => set_item!(r!(b!()), read!(b!())),
                Op::SetItemK => set_item!(*k.add(b!()), (*k.add(b!())).dup()),
                Op::GetSlice => {
                    sync!();
                    let object = read!(b!()).into_value();
                    let window = c!();
                    let (start, stop) = (take!(window).into_value(), take!(window + 1).into_value());
                    let v = tri!(super::slices::get_slice(vm, &object, start, stop));
                    drop(object);
                    set!(a!(), v.into_raw());
                }
                Op::SetSlice => {
                    sync!();
                    let object = read!(a!()).into_value();
                    let window = b!();
                    let (start, stop) = (take!(window).into_value(), take!(window + 1).into_value());
                    let value = read!(c!()).into_value();
                    tri!(super::slices::set_slice(vm, &object, start, stop, value));
                }
                Op::DelItem => {
                    sync!();
                    let object = read!(b!()).into_value();
                    let key = read!(c!()).into_value();
                    tri!(vm.del_item(&object, &key));
                }
                Op::BuildSlice => {
                    let start = take!(b!()).into_value();
                    let stop = take!(b!() + 1).into_value();
                    let step = if c!() == 3 { take!(b!() + 2).into_value() } else { Value::NONE };
                    set!(a!(), vm.slice(start, stop, step).into_raw());
                }

                Op::Add => binary!(add, float_op!(+), Add, reg, false),
                Op::AddK => binary!(add, float_op!(+), Add, konst, false),
                Op::IAdd => binary!(add, float_op!(+), Add, reg, true),
                Op::IAddK => binary!(add, float_op!(+), Add, konst, true),
                Op::Sub => binary!(sub, float_op!(-), Sub, reg, false),
                Op::SubK => binary!(sub, float_op!(-), Sub, konst, false),
                Op::ISub => binary!(sub, float_op!(-), Sub, reg, true),
                Op::ISubK => binary!(sub, float_op!(-), Sub, konst, true),
                Op::Mul => binary!(mul, float_op!(*), Mul, reg, false),
                Op::MulK => binary!(mul, float_op!(*), Mul, konst, false),
                Op::IMul => binary!(mul, float_op!(*), Mul, reg, true),
                Op::IMulK => binary!(mul, float_op!(*), Mul, konst, true),
                Op::TrueDiv => binary!(true_div, true_div_float, TrueDiv, reg, false),
                Op::TrueDivK => binary!(true_div, true_div_float, TrueDiv, konst, false),
                Op::FloorDiv => binary!(floor_div, no_float!(), FloorDiv, reg, false),
                Op::FloorDivK => binary!(floor_div, no_float!(), FloorDiv, konst, false),
                Op::Mod => binary!(modulo, no_float!(), Mod, reg, false),
                Op::ModK => binary!(modulo, no_float!(), Mod, konst, false),
                Op::And => binary!(bit_and, no_float!(), And, reg, false),
                Op::AndK => binary!(bit_and, no_float!(), And, konst, false),
                Op::Or => binary!(bit_or, no_float!(), Or, reg, false),
                Op::OrK => binary!(bit_or, no_float!(), Or, konst, false),
                Op::Xor => binary!(bit_xor, no_float!(), Xor, reg, false),
                Op::XorK => binary!(bit_xor, no_float!(), Xor, konst, false),
                Op::LShift => binary!(shift_left, no_float!(), LShift, reg, false),
                Op::LShiftK => binary!(shift_left, no_float!(), LShift, konst, false),
                Op::RShift => binary!(shift_right, no_float!(), RShift, reg, false),
                Op::RShiftK => binary!(shift_right, no_float!(), RShift, konst, false),
                Op::Binary => {
                    sync!();
                    let x = read!(b!()).into_value();
                    let y = read!(c!()).into_value();
                    let number = word!(1);
                    let op = std::mem::transmute::<u8, BinaryOp>((number & 31) as u8);
                    let v = tri!(if number & 32 != 0 {
                        super::ops::inplace(vm, op, &x, &y)
                    } else {
                        super::ops::binary(vm, op, &x, &y)
                    });
                    set!(a!(), v.into_raw());
                    next!(2);
                }
                Op::Neg => {
                    sync!();
                    let x = read_flag!(b!(), c!()).into_value();
                    let v = tri!(super::outline::negative(vm, &x));
                    set!(a!(), v.into_raw());
                }
                Op::Pos => {
                    sync!();
                    let x = read_flag!(b!(), c!()).into_value();
                    let v = tri!(vm.positive(&x));
                    set!(a!(), v.into_raw());
                }
                Op::Invert => {
                    sync!();
                    let x = read_flag!(b!(), c!()).into_value();
                    let v = tri!(vm.invert(&x));
                    set!(a!(), v.into_raw());
                }
                Op::Not => {
                    sync!();
                    let x = read_flag!(b!(), c!()).into_value();
                    let v = !tri!(super::ops::truth(vm, &x));
                    set!(a!(), Raw::from_bool(v));
                }

                Op::Lt => compare!(<, Lt),
                Op::Le => compare!(<=, Le),
                Op::Eq => compare!(==, Eq),
                Op::Ne => compare!(!=, Ne),
                Op::Gt => compare!(>, Gt),
                Op::Ge => compare!(>=, Ge),
                Op::Is | Op::IsNot => {
                    sync!();
                    let x = read!(b!()).into_value();
                    let y = read!(c!()).into_value();
                    let same = x.is(&y) == (*at as u8 == Op::Is as u8);
                    drop((x, y));
                    set!(a!(), Raw::from_bool(same));
                }
                Op::Contains | Op::NotContains => {
                    sync!();
                    let item = read!(b!()).into_value();
                    let container = read!(c!()).into_value();
                    let found = tri!(super::ops::contains(vm, &container, &item))
                        == (*at as u8 == Op::Contains as u8);
                    drop((item, container));
                    set!(a!(), Raw::from_bool(found));
                }

                Op::Jump => jump!(1),
                Op::Loop => {
                    safe_point!();
                    jump!(1);
                }
                Op::JumpIf => {
                    let x = r!(b!());
                    let flags = c!();
                    let cond = if x == Raw::TRUE {
                        true
                    } else if x == Raw::FALSE || x == Raw::NONE {
                        false
                    } else if x.is_int() {
                        x.int_unchecked() != 0
                    } else {
                        sync!();
                        let truth = super::ops::truth(vm, x.as_value());
                        if flags & 2 != 0 {
                            take!(b!()).release();
                        }
                        tri!(truth)
                    };
                    if flags & 2 != 0 {
                        *base.add(b!()) = Raw::EMPTY;
                    }
                    branch!(cond, flags);
                }
                Op::JumpIfNone => {
                    let cond = r!(b!()) == Raw::NONE;
                    let flags = c!();
                    if flags & 2 != 0 {
                        sync!();
                        take!(b!()).release();
                    }
                    branch!(cond, flags);
                }
                Op::JumpLt => compare_jump!(<, Lt, reg),
                Op::JumpLe => compare_jump!(<=, Le, reg),
                Op::JumpEq => compare_jump!(==, Eq, reg),
                Op::JumpNe => compare_jump!(!=, Ne, reg),
                Op::JumpGt => compare_jump!(>, Gt, reg),
                Op::JumpGe => compare_jump!(>=, Ge, reg),
                Op::JumpLtK => compare_jump!(<, Lt, konst),
                Op::JumpLeK => compare_jump!(<=, Le, konst),
                Op::JumpEqK => compare_jump!(==, Eq, konst),
                Op::JumpNeK => compare_jump!(!=, Ne, konst),
                Op::JumpGtK => compare_jump!(>, Gt, konst),
                Op::JumpGeK => compare_jump!(>=, Ge, konst),

                Op::BuildTuple => {
                    let v = super::outline::build_tuple(vm, base.add(b!()), c!());
                    set!(a!(), v);
                }
                Op::BuildList => {
                    sync!();
                    let list = tri!(super::ops::build_list(vm, base.add(b!()), c!()));
                    set!(a!(), list.into_raw());
                }
                Op::BuildSet => {
                    sync!();
                    let set = tri!(super::ops::build_set(vm, base.add(b!()), c!()));
                    set!(a!(), set.into_raw());
                }
                Op::BuildMap => {
                    sync!();
                    let dict = tri!(super::ops::build_map(vm, base.add(b!()), c!()));
                    set!(a!(), dict.into_raw());
                }
                Op::BuildString => {
                    sync!();
                    let text = tri!(super::outline::build_string(vm, base.add(b!()), c!()));
                    set!(a!(), text.into_raw());
                }
                Op::FormatValue => {
                    sync!();
                    let flags = c!();
                    let value = take!(b!()).into_value();
                    let spec = (flags & 4 != 0).then(|| take!(b!() + 1).into_value());
                    let text = tri!(vm.format_value(&value, (flags & 3) as u8, spec.as_ref()));
                    drop((value, spec));
                    set!(a!(), text.into_raw());
                }
                Op::ListAppend => {
                    let v = read_flag!(b!(), c!()).into_value();
                    let list = r!(a!()).as_value().body_unchecked::<List>();
                    if list.push(v).is_err() {
                        sync!();
                        unwind!();
                    }
                }
                Op::ListExtend => {
                    sync!();
                    let v = read_flag!(b!(), c!()).into_value();
                    tri!(super::ops::list_extend(vm, r!(a!()).as_value(), &v));
                }
                Op::SetAdd => {
                    sync!();
                    let v = read_flag!(b!(), c!()).into_value();
                    tri!(super::ops::set_add(vm, r!(a!()).as_value(), &v));
                }
                Op::SetUpdate => {
                    sync!();
                    let v = read_flag!(b!(), c!()).into_value();
                    tri!(super::ops::set_update(vm, r!(a!()).as_value(), &v));
                }
                Op::MapAdd => {
                    sync!();
                    let key = read!(b!()).into_value();
                    let value = read!(c!()).into_value();
                    tri!(super::outline::map_add(vm, r!(a!()), key, value));
                }
                Op::DictUpdate => {
                    sync!();
                    let v = read_flag!(b!(), c!()).into_value();
                    tri!(super::ops::dict_update(vm, r!(a!()).as_value(), &v));
                }
                Op::DictMerge => {
                    sync!();
                    let v = read!(b!()).into_value();
                    tri!(super::ops::dict_merge(vm, r!(a!()).as_value(), &v, r!(c!()).as_value()));
                }
                Op::ListToTuple => {
                    let list = read_flag!(b!(), c!()).into_value();
                    let tuple = super::outline::list_to_tuple(vm, list);
                    set!(a!(), tuple.into_raw());
                }
                Op::UnpackSequence => {
                    let v = r!(b!());
                    let count = c!();
                    if v.is_ref() && shape_of(v.ptr()) == vm.shape_of_kind(Kind::Tuple) {
                        let items = v.as_value().body_unchecked::<Tuple>().as_slice();
                        if items.len() == count {
                            let source = b!();
                            let held = if source >= function_of(base).nlocals.get() as usize {
                                take!(source)
                            } else {
                                Raw::NONE
                            };
                            let first = base.add(a!());
                            for (n, item) in items.iter().enumerate() {
                                *first.add(n) = item.raw().dup();
                            }
                            if held.is_ref() {
                                sync!();
                                held.release();
                            }
                            next!(1);
                        }
                    }
                    sync!();
                    let v = read!(b!()).into_value();
                    tri!(super::ops::unpack_sequence(vm, base.add(a!()), v, c!()));
                }
                Op::UnpackLocals => {
                    let v = r!(b!());
                    let count = c!();
                    let items = match v.is_ref().then(|| shape_of(v.ptr())) {
                        Some(shape) if shape == vm.shape_of_kind(Kind::Tuple) => {
                            v.as_value().body_unchecked::<Tuple>().as_slice()
                        }
                        Some(shape) if shape == vm.shape_of_kind(Kind::List) => {
                            v.as_value().body_unchecked::<List>().buffer().as_slice()
                        }
                        _ => &[],
                    };
                    sync!();
                    let source = b!();
                    let taken = source >= function_of(base).nlocals.get() as usize;
                    let first = base.add(a!());
                    if items.len() == count {
                        // No local's old value goes before all have their new ones: it may run code that changes a list.
                        let mut old = [Raw::EMPTY; 8];
                        if count <= old.len() {
                            let held = if taken { take!(source) } else { v.dup() };
                            for (n, item) in items.iter().enumerate() {
                                let place = first.add(n);
                                old[n] = *place;
                                *place = item.raw().dup();
                            }
                            for word in &old[..count] {
                                word.release();
                            }
                            held.release();
                            next!(1);
                        }
                    }
                    let v = read!(source).into_value();
                    tri!(super::outline::unpack_locals(vm, first, v, count));
                }
                Op::UnpackPair => {
                    sync!();
                    let v = read!(c!()).into_value();
                    let mut pair = [Raw::EMPTY; 2];
                    tri!(super::ops::unpack_sequence(vm, pair.as_mut_ptr(), v, 2));
                    set!(a!(), pair[0]);
                    set!(b!(), pair[1]);
                }
                Op::UnpackEx => {
                    sync!();
                    let v = read_flag!(b!(), c!()).into_value();
                    tri!(super::ops::unpack_ex(vm, base.add(a!()), v, word!(1)));
                    next!(2);
                }

                Op::GetIter => {
                    sync!();
                    let v = read_flag!(b!(), c!()).into_value();
                    let iterator = tri!(vm.iter(&v));
                    drop(v);
                    set!(a!(), iterator.into_raw());
                }
                Op::ForIter => {
                    let iterator = r!(b!());
                    let kind = kind_of(iterator.ptr());
                    if kind == Kind::RangeIter {
                        let range = iterator.as_value().body_unchecked::<crate::objects::range::RangeIter>();
                        if let Some(n) = range.step_on() {
                            set!(a!(), n);
                            next!(2);
                        }
                    } else if kind == Kind::ListIter {
                        let iter =
                            iterator.as_value().body_unchecked::<crate::objects::iterators::ListIter>();
                        if let Some(item) = iter.advance() {
                            set!(a!(), item.dup());
                            next!(2);
                        }
                    } else if kind == Kind::Generator {
                        let generator = &*iterator.ptr().cast::<Generator>();
                        if let Some((frame, place)) = super::steps::enter_by_for(vm, base, at, generator) {
                            enter_frame!(frame, place);
                        }
                        go!(super::flow::for_generator(vm, base, at));
                    }
                    sync!();
                    if matches!(kind, Kind::Enumerate | Kind::Zip | Kind::DictIter)
                        && word!(2) == encode(Op::UnpackPair, 0, 0, a!() as u8) | word!(2) & 0x00FF_FF00
                    {
                        match tri!(super::pairs::next_pair(vm, iterator.as_value())) {
                            Step::Pair(first, second) => {
                                at = at.add(2);
                                set!(a!(), first);
                                set!(b!(), second);
                                next!(1);
                            }
                            Step::End => {
                                take!(b!()).release();
                                jump!(1);
                            }
                            Step::Unknown => {}
                        }
                    }
                    match tri!(super::ops::next(vm, iterator.as_value())) {
                        Some(v) => {
                            set!(a!(), v.into_raw());
                            next!(2);
                        }
                        None => {
                            take!(b!()).release();
                            jump!(1);
                        }
                    }
                }
                Op::GetAIter => {
                    sync!();
                    let v = read_flag!(b!(), c!()).into_value();
                    let iterator = tri!(super::ops::get_aiter(vm, &v));
                    drop(v);
                    set!(a!(), iterator.into_raw());
                }
                Op::ForAIter => {
                    let iterator = r!(b!());
                    if iterator.is_ref() && kind_of(iterator.ptr()) == Kind::Generator {
                        let generator = &*iterator.ptr().cast::<Generator>();
                        if let Some((frame, place)) =
                            super::steps::enter_by_async_for(vm, base, at, generator)
                        {
                            enter_frame!(frame, place);
                        }
                    }
                    sync!();
                    go!(super::flow::for_aiter(vm, base, at));
                }

                Op::Yield => {
                    let v = read_flag!(b!(), c!()).into_value();
                    safe_point!();
                    let back = (*thread.root.get()).link.get();
                    if back.bits() & link::TO_RUST != 0 && link::destination(back) == super::drain::DRAINED {
                        go!(super::drain::hand_over(vm, base, at, v));
                    }
                    let root = super::steps::suspend_chain(vm, base, at);
                    if back.bits() & link::TO_RUST != 0 {
                        return Outcome::Yielded(v);
                    }
                    let (frame, place) = super::steps::deliver_to_for(vm, root, v.into_raw());
                    enter_frame!(frame, place);
                }
                Op::YieldA => {
                    let v = read_flag!(b!(), c!()).into_value();
                    safe_point!();
                    if let Some((frame, place)) = super::steps::yield_to_async_for(vm, base, at, v.raw()) {
                        std::mem::forget(v);
                        enter_frame!(frame, place);
                    }
                    go!(super::flow::async_yield(vm, base, at, v));
                }
                Op::GetYieldFromIter => {
                    sync!();
                    let v = read_flag!(b!(), c!()).into_value();
                    let iterator = tri!(super::ops::get_yield_from_iter(vm, base, v));
                    set!(a!(), iterator.into_raw());
                }
                Op::GetAwaitable => {
                    let taken = c!() & 4 != 0;
                    let v = r!(b!());
                    if v.is_ref()
                        && kind_of(v.ptr()) == Kind::Generator
                        && (*v.ptr().cast::<Generator>()).flavor == Flavor::Coroutine
                        && (*v.ptr().cast::<Generator>()).state.get() == State::Created
                    {
                        let v = if taken { take!(b!()) } else { v.dup() };
                        set!(a!(), v);
                    } else {
                        sync!();
                        let v = if taken { take!(b!()) } else { v.dup() }.into_value();
                        let awaitable = tri!(super::ops::get_awaitable(vm, v, c!() & 3));
                        set!(a!(), awaitable.into_raw());
                    }
                }
                Op::Await => {
                    // Coroutines may call one another for long without a plain call, a back edge or a yield.
                    safe_point!();
                    let awaited = r!(b!());
                    if awaited.is_ref() && kind_of(awaited.ptr()) == Kind::Generator {
                        let inner = &*awaited.ptr().cast::<Generator>();
                        let depth = thread.depth.get();
                        if inner.state.get() == State::Created && depth < thread.depth_limit.get() {
                            thread.depth.set(depth + 1);
                            inner.previous.set(link::base_word(base));
                            inner.link.set(link::new(at, 0, 0));
                            inner.linked.set(true);
                            inner.state.set(State::Running);
                            base = inner.base();
                            thread.base.set(base);
                            at = inner.at.get();
                            k = constants(base);
                            continue;
                        }
                    }
                    sync!();
                    go!(super::flow::await_begin(vm, base, at));
                }

                Op::Call => {
                    let window = a!();
                    let callee = r!(window);
                    let argc = b!();
                    if callee.is_ref() {
                        let kind = kind_of(callee.ptr());
                        if kind == Kind::Function {
                            let f = &(*callee.ptr().cast::<Obj<Function>>()).body;
                            if f.simple.get() as usize == argc {
                                enter!(f, argc, base.add(window + 3), at.add(1), c!(), 0);
                            }
                            if f.fewest.get() as usize <= argc {
                                call_completed!(f, window, argc, reg);
                            }
                        } else if kind == Kind::NativeFunction {
                            sync!();
                            let result = super::calls::call_native(vm, base.add(window), argc);
                            finish_call!(window, argc, c!(), result);
                            next!(1);
                        }
                    }
                    sync!();
                    go!(super::calls::call_slow(vm, base, at, at.add(1), window, argc, c!(), None));
                }
                Op::CallMethod => {
                    let callee = r!(a!());
                    let (window, argc, bound) = method_window!();
                    if callee.is_ref() {
                        let kind = kind_of(callee.ptr());
                        if kind == Kind::Function {
                            let f = &(*callee.ptr().cast::<Obj<Function>>()).body;
                            if f.simple.get() as usize == argc {
                                enter!(f, argc, base.add(window + 3), at.add(1), c!(), 0);
                            }
                            if f.fewest.get() as usize <= argc {
                                call_completed!(f, window, argc, reg);
                            }
                        } else if bound && kind == Kind::MethodDescriptor {
                            // It was found on the receiver's class, so the receiver suits it.
                            sync!();
                            let method = callee.as_value().body_unchecked::<MethodDescriptor>();
                            let args = std::slice::from_raw_parts(base.add(window + 3).cast::<Value>(), argc);
                            let result = if method.signature().is_exact(argc - 1) {
                                (method.call)(vm, args)
                            } else {
                                vm.call_suitable_method(method, Args::positional(args))
                            };
                            finish_call!(window, argc, c!(), result);
                            next!(1);
                        } else if kind == Kind::NativeFunction {
                            sync!();
                            let result = super::calls::call_native(vm, base.add(window), argc);
                            finish_call!(window, argc, c!(), result);
                            next!(1);
                        }
                    }
                    sync!();
                    go!(super::calls::call_slow(vm, base, at, at.add(1), window, argc, c!(), None));
                }
                Op::CallG => {
                    let window = a!();
                    let callee = r!(window);
                    let argc = b!();
                    if callee.is_ref() && kind_of(callee.ptr()) == Kind::Function {
                        let f = &(*callee.ptr().cast::<Obj<Function>>()).body;
                        if f.simple.get() as usize == argc {
                            let new = super::calls::move_window(thread.top.get(), base.add(window), argc);
                            enter!(f, argc, new, at.add(1), c!(), 0);
                        }
                        if f.fewest.get() as usize <= argc {
                            call_completed!(f, window, argc, heap);
                        }
                    }
                    sync!();
                    go!(super::calls::call_slow(vm, base, at, at.add(1), window, argc, c!(), None));
                }
                Op::CallMethodG => {
                    let callee = r!(a!());
                    let (window, argc, bound) = method_window!();
                    if callee.is_ref() {
                        let kind = kind_of(callee.ptr());
                        if kind == Kind::Function {
                            let f = &(*callee.ptr().cast::<Obj<Function>>()).body;
                            if f.simple.get() as usize == argc {
                                let new = super::calls::move_window(thread.top.get(), base.add(window), argc);
                                enter!(f, argc, new, at.add(1), c!(), 0);
                            }
                            if f.fewest.get() as usize <= argc {
                                call_completed!(f, window, argc, heap);
                            }
                        } else if bound && kind == Kind::MethodDescriptor {
                            // It was found on the receiver's class, so the receiver suits it.
                            sync!();
                            let method = callee.as_value().body_unchecked::<MethodDescriptor>();
                            let args = std::slice::from_raw_parts(base.add(window + 3).cast::<Value>(), argc);
                            let result = if method.signature().is_exact(argc - 1) {
                                (method.call)(vm, args)
                            } else {
                                vm.call_suitable_method(method, Args::positional(args))
                            };
                            finish_call!(window, argc, c!(), result);
                            next!(1);
                        }
                    }
                    sync!();
                    go!(super::calls::call_slow(vm, base, at, at.add(1), window, argc, c!(), None));
                }
                Op::CallKw => {
                    sync!();
                    let names = *k.add(word!(1) as usize);
                    go!(super::calls::call_slow(vm, base, at, at.add(2), a!(), b!(), c!(), Some(names)));
                }
                Op::CallMethodKw => {
                    sync!();
                    let names = *k.add(word!(1) as usize);
                    let (window, argc, _) = method_window!();
                    go!(super::calls::call_slow(vm, base, at, at.add(2), window, argc, c!(), Some(names)));
                }
                Op::CallEx => {
                    sync!();
                    let mapping = b!() & 1;
                    let result = super::calls::call_ex(vm, base.add(a!()), mapping != 0);
                    // Without a mapping the window ends a register earlier, at times with the frame.
                    super::generator::clear_registers(base, a!(), a!() + 4 + mapping);
                    let v = tri!(result);
                    set!(c!(), v.into_raw());
                }
                Op::Return => {
                    let v = read_flag!(b!(), c!());
                    return_plain!(v);
                }
                Op::ReturnConst => {
                    let v = (*k.add(bc!())).dup();
                    return_plain!(v);
                }
                Op::ReturnG => {
                    let v = read_flag!(b!(), c!());
                    return_generator!(v);
                }
                Op::ReturnConstG => {
                    let v = (*k.add(bc!())).dup();
                    return_generator!(v);
                }

                Op::MakeFunction => {
                    sync!();
                    let v = tri!(super::ops::make_function(vm, base, a!(), *k.add(word!(1) as usize)));
                    set!(c!(), v.into_raw());
                    next!(2);
                }
                Op::LoadBuildClass => {
                    sync!();
                    let v = tri!(super::ops::load_build_class(vm, base));
                    set!(a!(), v.into_raw());
                }
                Op::LoadAssertionError => {
                    let v = Value::from(vm.exceptions.assertion_error.clone());
                    set!(a!(), v.into_raw());
                }
                Op::Intrinsic => {
                    sync!();
                    let v = tri!(super::intrinsics::intrinsic(vm, base, c!(), base.add(b!())));
                    set!(a!(), v.into_raw());
                }
                Op::ImportName => {
                    sync!();
                    let fromlist = *k.add(word!(2) as usize);
                    let v = tri!(super::outline::import_name(vm, base, name!(1), fromlist, b!()));
                    set!(a!(), v.into_raw());
                    next!(3);
                }
                Op::ImportFrom => {
                    sync!();
                    let v = tri!(vm.import_from(r!(b!()).as_value(), name!(1)));
                    set!(a!(), v.into_raw());
                    next!(2);
                }
                Op::ImportStar => {
                    sync!();
                    let module = read_flag!(b!(), c!()).into_value();
                    tri!(vm.import_star(&module, r!(a!()).as_value()));
                }

                Op::Raise => {
                    sync!();
                    go!(super::unwind::raise(vm, base, at));
                }
                Op::PushExc => {
                    let exception = r!(b!()).dup().into_value();
                    *base.add(a!()) = thread.handled.replace(exception).into_raw();
                }
                Op::PopExc => {
                    sync!();
                    let before = take!(a!()).into_value();
                    thread.handled.set(before);
                }
                Op::MatchExc => {
                    sync!();
                    let class = read!(c!()).into_value();
                    let v = tri!(super::ops::match_exception(vm, r!(b!()).as_value(), &class));
                    drop(class);
                    set!(a!(), Raw::from_bool(v));
                }
                Op::Reraise => {
                    let exception = read!(b!()).into_value();
                    sync!();
                    _ = vm.set_raised(exception);
                    go!(super::unwind::unwind_again(vm, base, at));
                }
                Op::Halt => {
                    sync!();
                    tri!(Err(vm.system_error("halt")));
                }
            }
            at = at.add(1);
        }
    }
}
