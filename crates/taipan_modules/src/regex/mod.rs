//! `_re`: what `re` is made of. A pattern in Python's syntax is read into a tree (`parse`), which is written in the
//! syntax of the engine (`emit`); `engine` runs it, the other files are the objects that programs see.
//!
//! The engine differs from CPython where a group repeats and its last repetition is empty.

mod classes;
mod emit;
mod engine;
mod escape;
mod flags;
mod groups;
mod matched;
mod parse;
mod pattern;
mod scanner;
mod sets;
mod subject;
mod substitute;
mod template;
mod tree;

use std::rc::Rc;

use taipan_vm::{
    Raised, Res, Value, Vm,
    native::{Function, ModuleSpec},
    objects::{MappingProxy, code_points},
};

use engine::Engine;
use flags::{ASCII, DEBUG, LOCALE, UNICODE};
use parse::Fault;

/// Raises `re.PatternError`.
#[cold]
fn pattern_error(vm: &Vm, message: &str, pattern: &Value, at: Option<usize>) -> Raised {
    let raise = || -> Res {
        let class = vm.get_attr_str(&vm.import_module("re")?, "PatternError")?;
        let at = at.map_or(Value::NONE, |at| vm.int(at as i64));
        vm.call(&class, &[vm.str(message), pattern.clone(), at])
    };
    match raise() {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

#[cold]
fn unsupported(vm: &Vm, what: &str) -> Raised {
    vm.error(&vm.exceptions.not_implemented_error, format!("not supported: {what}"))
}

/// Refuses flags that do not go together.
fn check_flags(vm: &Vm, bytes: bool, flags: u32) -> Res<()> {
    let wrong = match bytes {
        true if flags & UNICODE != 0 => "cannot use UNICODE flag with a bytes pattern",
        true if flags & LOCALE != 0 && flags & ASCII != 0 => "ASCII and LOCALE flags are incompatible",
        false if flags & LOCALE != 0 => "cannot use LOCALE flag with a str pattern",
        false if flags & ASCII != 0 && flags & UNICODE != 0 => "ASCII and UNICODE flags are incompatible",
        _ if flags & LOCALE != 0 => return Err(unsupported(vm, "the flag re.LOCALE")),
        _ if flags & DEBUG != 0 => return Err(unsupported(vm, "the flag re.DEBUG")),
        _ => return Ok(()),
    };
    Err(vm.value_error(wrong))
}

/// Gives the pattern and a list of texts to warn of.
fn compile(vm: &Vm, args: &[Value]) -> Res {
    let source = &args[0];
    let (points, bytes): (Vec<u32>, bool) = match (source.as_str_object(), vm.buffer_bytes(source)) {
        (Some(text), _) => (code_points(text.as_bytes()).collect(), false),
        (None, Some(bytes)) => (bytes.iter().map(|byte| (*byte).into()).collect(), true),
        (None, None) => {
            return Err(vm.type_error("first argument must be string or compiled pattern"));
        }
    };
    let flags = vm.index_i64(&args[1])? as u32;
    check_flags(vm, bytes, flags)?;
    let made = match Engine::build(&points, bytes, flags) {
        Ok(made) => made,
        Err(Fault::Pattern(message, at)) => return Err(pattern_error(vm, &message, source, at)),
        Err(Fault::Overflow(message)) => return Err(vm.overflow_error(message)),
        Err(Fault::Unsupported(what)) => return Err(unsupported(vm, &what)),
    };
    check_flags(vm, bytes, made.flags)?;
    let index = vm.dict();
    for (name, group) in &made.engine.names {
        index.set_str(vm, name, vm.int(*group as i64))?;
    }
    let pattern = pattern::Pattern {
        engine: Rc::new(made.engine),
        pattern: source.clone(),
        flags: made.flags,
        index: vm.make(MappingProxy::new(index.into())).into(),
    };
    let warnings = vm.list(made.warnings.iter().map(|text| vm.str(text)).collect())?;
    Ok(vm.tuple(vec![vm.make(pattern).into(), warnings]))
}

/// The module's row.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_re",
    doc: "Compiled regular expressions.",
    functions: &[Function::new("compile(pattern, flags, /)", compile, "A pattern, and what to warn of.")],
    init: |vm, module| {
        let pattern = vm.add_type::<pattern::Pattern>(&pattern::spec());
        vm.module_set(module, "Pattern", pattern.into())?;
        let matched = vm.add_type::<matched::Match>(&matched::spec());
        vm.module_set(module, "Match", matched.into())?;
        vm.add_type::<scanner::Scanner>(&scanner::spec());
        Ok(())
    },
};
