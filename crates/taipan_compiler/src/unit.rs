//! One code object under construction.

use std::sync::Arc;

use indexmap::IndexSet;
use taipan_bytecode::CodeFlags;
use taipan_syntax::Span;
use taipan_syntax::ast::Stmt;

use crate::assemble::{Assembler, Label};
use crate::constants::Pool;
use crate::registers::Layout;
use crate::symtable::{Name, ScopeId};

/// What a code object is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnitKind {
    Module,
    Class,
    Function,
    AsyncFunction,
    Lambda,
    GeneratorExp,
    /// `__annotate__` and the lazy values of PEP 695.
    Evaluator,
    TypeParams,
}

/// A protected part of the code that is open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Protection {
    pub(crate) handler: Label,
    pub(crate) depth: usize,
    pub(crate) start: u32,
}

/// What has to be done when control leaves a statement early.
#[derive(Clone, Copy, Debug)]
pub(crate) enum BlockKind<'a> {
    While {
        next: Label,
        end: Label,
    },
    For {
        iter: usize,
        next: Label,
        end: Label,
    },
    Try,
    Finally {
        body: &'a [Stmt],
    },
    With {
        base: usize,
        is_async: bool,
        span: Span,
    },
    /// A handler: the exception stands in `exc`, the one handled before it in `exc + 1`.
    Handler {
        exc: usize,
    },
    HandlerName {
        name: &'a str,
    },
    /// A value that waits for a `finally` body to end.
    Value {
        register: usize,
    },
}

/// A statement that encloses the current place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block<'a> {
    pub(crate) kind: BlockKind<'a>,
    pub(crate) protection: Option<Protection>,
}

/// One code object under construction.
#[derive(Debug)]
pub(crate) struct Unit<'a> {
    pub(crate) kind: UnitKind,
    pub(crate) scope: ScopeId,
    /// The frame's scope and those of the inlined comprehensions around the current place.
    pub(crate) scopes: Vec<ScopeId>,
    pub(crate) layout: Layout,
    pub(crate) asm: Assembler,
    pub(crate) pool: Pool,
    pub(crate) names: IndexSet<Name>,
    pub(crate) free: Vec<Name>,
    pub(crate) name: Name,
    pub(crate) qualname: Arc<str>,
    pub(crate) first_line: u32,
    pub(crate) flags: u32,
    pub(crate) arg_count: usize,
    pub(crate) pos_only: usize,
    pub(crate) kw_only: usize,
    /// The first temporary that is free.
    pub(crate) next: usize,
    /// Registers used so far.
    pub(crate) high: usize,
    pub(crate) blocks: Vec<Block<'a>>,
    pub(crate) static_attributes: IndexSet<Name>,
    /// Simple annotations of a module or class body: name, annotation, number among the conditional ones.
    pub(crate) annotations: Vec<Annotated<'a>>,
    /// Conditional annotations seen.
    pub(crate) conditional: usize,
    /// Depth of statements whose body may not run.
    pub(crate) conditional_depth: usize,
}

/// An annotation of a module or class body.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Annotated<'a> {
    pub(crate) name: &'a str,
    pub(crate) annotation: &'a taipan_syntax::ast::Expr,
    pub(crate) index: Option<usize>,
}

impl Unit<'_> {
    /// Whether calls are made from a frame on the heap.
    pub(crate) fn is_generator_like(&self) -> bool {
        CodeFlags(self.flags).is_generator_like()
    }

    /// Reserves the next temporary.
    pub(crate) fn alloc(&mut self) -> usize {
        let register = self.next;
        self.next += 1;
        self.high = self.high.max(self.next);
        register
    }

    /// Reserves `count` temporaries in a row and gives the first.
    pub(crate) fn alloc_many(&mut self, count: usize) -> usize {
        let register = self.next;
        self.next += count;
        self.high = self.high.max(self.next);
        register
    }

    /// Notes that `register` and those below are in use, without reserving it.
    pub(crate) fn touch(&mut self, register: usize) {
        self.high = self.high.max(register + 1);
    }
}
