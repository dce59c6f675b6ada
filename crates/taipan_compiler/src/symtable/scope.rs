//! Scopes, and the symbols in them.

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;
use taipan_syntax::Span;

/// A name, shared.
pub(crate) type Name = Arc<str>;

/// Index of a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ScopeId(pub(crate) u32);

/// What a scope belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScopeKind {
    Module,
    Class,
    Function,
    Lambda,
    GeneratorExp,
    /// A list, set or dict comprehension; runs in the frame around it.
    Comprehension,
    /// `__annotate__`
    Annotation,
    /// The hidden function around generic functions, classes and aliases.
    TypeParams,
    /// The value of a `type` statement.
    TypeAlias,
    /// Bound or default of a type parameter.
    TypeVariable,
}

impl ScopeKind {
    /// Whether names live in registers and inner scopes can see them.
    pub(crate) fn is_function_like(self) -> bool {
        !matches!(self, ScopeKind::Module | ScopeKind::Class)
    }

    /// Whether this is one of the scopes of PEP 649 and PEP 695.
    pub(crate) fn is_annotation_like(self) -> bool {
        matches!(
            self,
            ScopeKind::Annotation | ScopeKind::TypeParams | ScopeKind::TypeAlias | ScopeKind::TypeVariable
        )
    }

    pub(super) fn is_comprehension(self) -> bool {
        matches!(self, ScopeKind::Comprehension | ScopeKind::GeneratorExp)
    }
}

/// Bits of [`Symbol::flags`].
pub(crate) mod flag {
    /// Declared `global`.
    pub(crate) const GLOBAL: u16 = 1;
    /// Assigned.
    pub(crate) const LOCAL: u16 = 2;
    /// A parameter.
    pub(crate) const PARAM: u16 = 4;
    /// Declared `nonlocal`.
    pub(crate) const NONLOCAL: u16 = 8;
    /// Read.
    pub(crate) const USE: u16 = 16;
    /// Imported.
    pub(crate) const IMPORT: u16 = 32;
    /// Annotated.
    pub(crate) const ANNOTATED: u16 = 64;
    /// A comprehension's iteration variable.
    pub(crate) const ITERATION: u16 = 128;
    /// A type parameter.
    pub(crate) const TYPE_PARAM: u16 = 256;
    /// Bound by a named expression inside of a comprehension.
    pub(crate) const WALRUS: u16 = 512;
    /// Deleted, by `del` or at the end of `except ... as`.
    pub(crate) const DELETED: u16 = 1024;
    /// Any way of binding.
    pub(crate) const BOUND: u16 = LOCAL | IMPORT | PARAM | TYPE_PARAM | ITERATION;
}

/// Where a name lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Binding {
    /// In the frame, defined by the scope `owner` (the asking scope itself, or one around it in the same frame).
    Local,
    /// In a frame around this one.
    Free,
    /// Declared global.
    GlobalExplicit,
    /// Global because nothing else binds it.
    GlobalImplicit,
}

/// A name in a scope.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Symbol {
    pub(crate) flags: u16,
    pub(crate) binding: Binding,
    pub(crate) owner: ScopeId,
    /// Whether an inner frame uses this name of this scope.
    pub(crate) cell: bool,
}

/// Which scope of a node is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    Body,
    TypeParams,
    Annotations,
    Bound,
    Default,
}

/// One scope.
#[derive(Debug)]
pub(crate) struct Scope {
    pub(crate) kind: ScopeKind,
    pub(crate) parent: Option<ScopeId>,
    /// The scope whose frame this one runs in.
    pub(crate) frame: ScopeId,
    pub(crate) symbols: IndexMap<Name, Symbol>,
    pub(crate) children: Vec<ScopeId>,
    /// Names that the frame gets from around it.
    pub(crate) free: BTreeSet<Name>,
    /// The class around, for name mangling.
    pub(crate) private: Option<Name>,
    /// The class whose namespace an annotation scope looks into.
    pub(crate) sees_class: Option<ScopeId>,
    /// Inside of a function.
    pub(crate) nested: bool,
    /// Directly inside of a class.
    pub(crate) method: bool,
    pub(crate) is_generator: bool,
    pub(crate) is_coroutine: bool,
    pub(crate) is_async_def: bool,
    /// Has named expressions, so that evaluating may rebind locals.
    pub(crate) has_walrus: bool,
    /// A class whose inner functions use `__class__`.
    pub(crate) class_cell: bool,
    /// A class whose annotation scopes look into its namespace.
    pub(crate) classdict_cell: bool,
    /// A class whose `__annotate__` asks which annotations were reached.
    pub(crate) conditional_cell: bool,
    /// A module or class with annotations that may not be reached.
    pub(crate) conditional_annotations: bool,
    /// The `__annotate__` scope of a module or class.
    pub(crate) annotations: Option<ScopeId>,
    /// Where names were declared global or nonlocal.
    pub(super) directives: Vec<(Name, Span)>,
    /// Never evaluated: the annotation of a local variable, or any under `from __future__ import annotations`.
    pub(super) unevaluated: bool,
    /// Nesting of comprehension iterables that are being visited in this scope.
    pub(super) in_iterable: u32,
    /// Which annotation construct this is, as errors call it.
    pub(super) what: &'static str,
}
