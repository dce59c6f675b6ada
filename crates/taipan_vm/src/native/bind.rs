//! Binds arguments to a native signature, with CPython's `TypeError` texts.

use smallvec::SmallVec;

use super::{Args, ParameterKind, Signature};
use crate::{Res, Value, Vm, objects::DictRef};

/// Binds the arguments of a `new` or `init` slot (the class or the instance apart) to a signature.
///
/// # Errors
/// `TypeError` where they do not fit.
pub fn bind_args(vm: &Vm, signature: &Signature, args: Args<'_>) -> Res<Vec<Value>> {
    bind(vm, signature, args, 0, Owner::None).map(SmallVec::into_vec)
}

/// Whose function is called, for the texts of errors.
#[derive(Clone, Copy)]
pub(super) enum Owner<'a> {
    /// Not named.
    None,
    /// A class: it is named.
    Class(&'a Value),
    /// A module: it is named unless it is `builtins`.
    Module(&'a Value),
}

impl Owner<'_> {
    fn name(self, vm: &Vm) -> Option<String> {
        match self {
            Owner::None => None,
            Owner::Class(class) => Some(vm.qualname_of(class)),
            Owner::Module(module) => module.as_str().filter(|name| *name != "builtins").map(str::to_owned),
        }
    }

    /// The function's name behind its owner's, if it has one.
    fn qualify(self, vm: &Vm, name: &str) -> String {
        self.name(vm).map_or_else(|| name.to_owned(), |owner| format!("{owner}.{name}"))
    }
}

/// The values that a native function gets.
pub(super) type Bound = SmallVec<[Value; 8]>;

/// Values in the order of the signature's parameters, after the first `receivers` values. A missing optional argument is
/// `EMPTY`.
pub(super) fn bind(
    vm: &Vm,
    signature: &Signature,
    args: Args<'_>,
    receivers: usize,
    owner: Owner<'_>,
) -> Res<Bound> {
    let name = signature.name;
    let positionals = &args.positionals()[receivers..];
    let mut bound: Bound = args.values[..receivers].iter().cloned().collect();
    bound.resize(receivers + signature.parameters.len(), Value::EMPTY);
    let given = positionals.len();
    if !signature.named && !signature.var_keyword && args.keyword_count() > 0 {
        let owner = if signature.parsed { Owner::None } else { owner };
        let shown = owner.qualify(vm, name);
        return Err(vm.type_error(format!("{shown}() takes no keyword arguments")));
    }
    if given > signature.positional && !signature.var_positional {
        return Err(too_many(vm, signature, given, owner));
    }
    let mut next = positionals.iter();
    for (slot, parameter) in bound[receivers..].iter_mut().zip(&signature.parameters) {
        match parameter.kind {
            ParameterKind::PositionalOnly | ParameterKind::PositionalOrKeyword => {
                if let Some(value) = next.next() {
                    *slot = value.clone();
                }
            }
            ParameterKind::VarPositional => *slot = vm.tuple(next.by_ref().cloned().collect()),
            _ => {}
        }
    }
    let mut extra: Option<DictRef> = None;
    let mut unknown = None;
    for (key, value) in args.keywords() {
        let text = key.as_str().unwrap_or("");
        let place = signature.parameters.iter().position(|p| {
            p.name == text
                && matches!(p.kind, ParameterKind::PositionalOrKeyword | ParameterKind::KeywordOnly)
        });
        match place {
            Some(at) if !bound[receivers + at].is_empty() => {
                return Err(vm.type_error(format!(
                    "argument for {name}() given by name ('{text}') and position ({})",
                    at + 1
                )));
            }
            Some(at) => bound[receivers + at] = value.clone(),
            None if signature.var_keyword => {
                extra.get_or_insert_with(|| vm.dict()).set(vm, key, value)?;
            }
            None => unknown = unknown.or(Some(text)),
        }
    }
    for (at, parameter) in signature.parameters.iter().enumerate() {
        let slot = &mut bound[receivers + at];
        if parameter.kind == ParameterKind::VarKeyword {
            *slot = extra.take().unwrap_or_else(|| vm.dict()).into();
        } else if slot.is_empty() && parameter.default.is_none() {
            return Err(missing(vm, signature, at, given, owner));
        }
    }
    match unknown {
        Some(text) => Err(vm.unexpected_keyword(signature.keywords_of, text, &signature.keywords())),
        None => Ok(bound),
    }
}

fn too_many(vm: &Vm, signature: &Signature, given: usize, owner: Owner<'_>) -> crate::Raised {
    let name = signature.name;
    let (least, most) = (signature.required, signature.positional);
    if signature.parsed {
        return wrong_count(vm, name, if least == most { "exactly" } else { "at most" }, most, given);
    }
    let named = signature.named && signature.keywords_of == name;
    if most == 0 && signature.parameters.is_empty() {
        let shown = owner.qualify(vm, name);
        return vm.type_error(format!("{shown}() takes no arguments ({given} given)"));
    }
    if !signature.named && most == 1 && least == 1 {
        let shown = owner.qualify(vm, name);
        return vm.type_error(format!("{shown}() takes exactly one argument ({given} given)"));
    }
    if named && most == 0 {
        return vm.type_error(format!("{name}() takes no positional arguments"));
    }
    if named {
        let how = if least == most { "exactly" } else { "at most" };
        let positional = if signature.positional < signature.parameters.len() { "positional " } else { "" };
        let s = if most == 1 { "" } else { "s" };
        return vm.type_error(format!("{name}() takes {how} {most} {positional}argument{s} ({given} given)"));
    }
    let how = if least == most { "" } else { "at most " };
    let s = if most == 1 { "" } else { "s" };
    vm.type_error(format!("{name} expected {how}{most} argument{s}, got {given}"))
}

fn wrong_count(vm: &Vm, name: &str, how: &str, wanted: usize, given: usize) -> crate::Raised {
    let s = if wanted == 1 { "" } else { "s" };
    vm.type_error(format!("{name}() takes {how} {wanted} argument{s} ({given} given)"))
}

fn missing(vm: &Vm, signature: &Signature, at: usize, given: usize, owner: Owner<'_>) -> crate::Raised {
    let parameter = &signature.parameters[at];
    let name = signature.name;
    if parameter.kind == ParameterKind::PositionalOnly {
        let (least, most) = (signature.required, signature.positional);
        if signature.parsed {
            return wrong_count(vm, name, if least == most { "exactly" } else { "at least" }, least, given);
        }
        if !signature.named && least == 1 && most == 1 {
            let shown = owner.qualify(vm, name);
            return vm.type_error(format!("{shown}() takes exactly one argument ({given} given)"));
        }
        if signature.named && signature.keywords_of == name {
            let how = if least == most { "exactly" } else { "at least" };
            let s = if least == 1 { "" } else { "s" };
            return vm
                .type_error(format!("{name}() takes {how} {least} positional argument{s} ({given} given)"));
        }
        let how = if least == most && !signature.var_positional { "" } else { "at least " };
        let s = if least == 1 { "" } else { "s" };
        return vm.type_error(format!("{name} expected {how}{least} argument{s}, got {given}"));
    }
    if parameter.kind == ParameterKind::KeywordOnly {
        return vm
            .type_error(format!("{name}() missing required keyword-only argument: '{}'", parameter.name));
    }
    vm.type_error(format!("{name}() missing required argument '{}' (pos {})", parameter.name, at + 1))
}

impl Vm {
    /// Binds arguments to a signature given as text, for constructors; a missing optional one is `EMPTY`.
    ///
    /// # Errors
    /// `TypeError`
    pub fn bind_args(&self, text: &'static str, args: Args<'_>) -> Res<Vec<Value>> {
        bind(self, &Signature::parse(text), args, 0, Owner::None).map(SmallVec::into_vec)
    }

    /// `TypeError` for an argument of the wrong type: `place` is empty for an only argument, else `" 2"` or `" 'name'"`.
    #[cold]
    pub fn bad_argument(&self, function: &str, place: &str, wanted: &str, value: &Value) -> crate::Raised {
        let class = if value.is_none() { "None".to_owned() } else { self.type_of(value).name().to_owned() };
        self.type_error(format!("{function}() argument{place} must be {wanted}, not {class}"))
    }
}
