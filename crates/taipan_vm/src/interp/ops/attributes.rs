//! Attributes, methods and special methods by name.

use taipan_bytecode::Special;

use crate::{Kind, Raised, Raw, Res, Value, Vm};

/// `StoreAttr` off its fast paths. Takes the operands.
#[inline(never)]
pub(crate) unsafe fn store_attr(vm: &Vm, base: *mut Raw, at: *mut u32, name: &Value) -> Res<()> {
    // SAFETY: `at` is a StoreAttr of this frame.
    unsafe {
        let bytes = at.cast::<u8>();
        let (a, b, flags) = (*bytes.add(1) as usize, *bytes.add(2) as usize, *bytes.add(3));
        let take = |register: usize, taken: bool| {
            let place = base.add(register);
            if taken {
                std::mem::replace(&mut *place, Raw::EMPTY).into_value()
            } else {
                (*place).as_value().clone()
            }
        };
        let object = take(a, flags & 1 != 0);
        let value = take(b, flags & 2 != 0);
        vm.store_attr_slow(&object, name, &value, at)
    }
}

/// `LoadMethod` off its fast path. Takes the operand and fills the window.
#[inline(never)]
pub(crate) unsafe fn load_method(vm: &Vm, base: *mut Raw, at: *mut u32, name: &Value) -> Res<()> {
    // SAFETY: `at` is a LoadMethod of this frame.
    unsafe {
        let bytes = at.cast::<u8>();
        let (a, b, flags) = (*bytes.add(1) as usize, *bytes.add(2) as usize, *bytes.add(3));
        let place = base.add(b);
        let object = if flags & 1 != 0 {
            std::mem::replace(&mut *place, Raw::EMPTY).into_value()
        } else {
            (*place).as_value().clone()
        };
        let (callee, bound) = vm.load_method_slow(&object, name, at)?;
        fill_window(base.add(a), callee, bound.then_some(object));
        Ok(())
    }
}

unsafe fn fill_window(window: *mut Raw, callee: Value, receiver: Option<Value>) {
    // SAFETY: the window's registers hold nothing.
    unsafe {
        *window = callee.into_raw();
        *window.add(3) = receiver.map_or(Raw::EMPTY, Value::into_raw);
    }
}

/// `LoadSuperMethod` and `LoadSuperAttr`.
#[inline(never)]
pub(crate) unsafe fn load_super(
    vm: &Vm,
    base: *mut Raw,
    window: usize,
    name: &Value,
    destination: Option<usize>,
) -> Res<()> {
    // SAFETY: the window holds super, the class and the receiver.
    unsafe {
        let parts: [Value; 3] =
            std::array::from_fn(|n| std::mem::replace(&mut *base.add(window + n), Raw::EMPTY).into_value());
        let [callee, class, receiver] = &parts;
        let is_super = vm.types.super_.get().is_some_and(|class| callee.is(class.value()));
        if is_super && let Some(found) = vm.super_lookup(class, receiver, name)? {
            match destination {
                None if found.is_kind(Kind::Function) => {
                    fill_window(base.add(window), found, Some(receiver.clone()));
                }
                _ => {
                    let start_type = vm.super_start(class, receiver)?;
                    let bound = match vm.type_of(&found).slots().get {
                        Some(get) => {
                            let object = (!receiver.is(start_type.value())).then_some(receiver);
                            get(vm, &found, object, start_type.value())?
                        }
                        None => found,
                    };
                    put(base, window, destination, bound);
                }
            }
            return Ok(());
        }
        let object = vm.call(callee, &[class.clone(), receiver.clone()])?;
        let value = vm.get_attr(&object, name)?;
        put(base, window, destination, value);
        Ok(())
    }
}

unsafe fn put(base: *mut Raw, window: usize, destination: Option<usize>, value: Value) {
    // SAFETY: the registers belong to the frame.
    unsafe {
        match destination {
            None => fill_window(base.add(window), value, None),
            Some(register) => {
                let old = std::mem::replace(&mut *base.add(register), value.into_raw());
                old.release();
            }
        }
    }
}

/// `LoadSpecial`: the method window for a special method of a `with` statement.
#[inline(never)]
pub(crate) unsafe fn load_special(
    vm: &Vm,
    base: *mut Raw,
    window: usize,
    object: Value,
    which: u32,
) -> Res<()> {
    let special = Special::from_byte(which as u8).unwrap_or(Special::Enter);
    let names = &vm.names;
    let name = match special {
        Special::Enter => &names.dunder_enter,
        Special::Exit => &names.dunder_exit,
        Special::AEnter => &names.dunder_aenter,
        Special::AExit => &names.dunder_aexit,
    };
    let class = vm.class_of(&object);
    let Some(found) = vm.type_lookup(&class, name) else {
        return Err(no_context_manager(vm, &object, special));
    };
    // SAFETY: the window's registers hold nothing.
    unsafe {
        if matches!(found.kind(), Some(Kind::Function | Kind::MethodDescriptor)) {
            fill_window(base.add(window), found, Some(object));
        } else {
            let bound = vm.bind(&found, &object, &class)?;
            fill_window(base.add(window), bound, None);
        }
    }
    Ok(())
}

#[cold]
fn no_context_manager(vm: &Vm, object: &Value, special: Special) -> Raised {
    let class = vm.class_of(object);
    let name = vm.full_type_name(&class);
    let name = name.strip_prefix("__main__.").unwrap_or(&name);
    let has = |name: &Value| vm.type_lookup(&class, name).is_some();
    let names = &vm.names;
    let (own, other_pair, kind, missing) = match special {
        Special::Enter => {
            ("", (&names.dunder_aenter, &names.dunder_aexit), "the context manager", "__enter__")
        }
        Special::Exit => ("", (&names.dunder_aenter, &names.dunder_aexit), "the context manager", "__exit__"),
        Special::AEnter => {
            ("a", (&names.dunder_enter, &names.dunder_exit), "the asynchronous context manager", "__aenter__")
        }
        Special::AExit => {
            ("a", (&names.dunder_enter, &names.dunder_exit), "the asynchronous context manager", "__aexit__")
        }
    };
    let mut message = format!("'{name}' object does not support {kind} protocol (missed {missing} method)");
    if has(other_pair.0) && has(other_pair.1) {
        message += match own {
            "" => {
                " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?"
            }
            _ => " but it supports the context manager protocol. Did you mean to use 'with'?",
        };
    }
    vm.type_error(message)
}
