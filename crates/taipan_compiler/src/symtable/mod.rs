//! Scopes and what the names in them mean.
//!
//! [`build`](SymbolTable::build) walks the tree once and notes every definition and use; [`analyze`] then decides for
//! each name of each scope where it lives. Invariant: a scope stands behind its parent in `scopes`. List, set and dict
//! comprehensions have a scope but no frame of their own: their `frame` is that of the scope around them.

mod analyze;
pub(crate) mod annotations;
mod build;
mod comprehensions;
mod expressions;
mod scope;
mod warnings;

use std::collections::HashMap;

use taipan_syntax::ast::Mod;

use crate::error::Result;
pub(crate) use scope::{Binding, Name, Part, Scope, ScopeId, ScopeKind, Symbol, flag};
pub(crate) use warnings::Warning;

/// All scopes of a module.
#[derive(Debug)]
pub(crate) struct SymbolTable {
    pub(crate) scopes: Vec<Scope>,
    by_node: HashMap<(usize, Part), ScopeId>,
    /// `from __future__ import annotations` is in force.
    pub(crate) future_annotations: bool,
    /// Doubtful code.
    pub(crate) warnings: Vec<Warning>,
    /// Doubtful ways out of `finally`, which are reported before all others.
    pub(crate) exits: Vec<Warning>,
}

/// The module's scope.
pub(crate) const MODULE: ScopeId = ScopeId(0);

impl SymbolTable {
    /// The table of `module`.
    pub(crate) fn build(module: &Mod, future_annotations: bool) -> Result<SymbolTable> {
        let mut table = build::build(module, future_annotations)?;
        analyze::analyze(&mut table)?;
        Ok(table)
    }

    /// The scope that `part` of the node at this address opens.
    pub(crate) fn of<T>(&self, node: &T, part: Part) -> Option<ScopeId> {
        self.by_node.get(&(address(node), part)).copied()
    }

    /// A scope.
    pub(crate) fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0 as usize]
    }

    fn scope_mut(&mut self, id: ScopeId) -> &mut Scope {
        &mut self.scopes[id.0 as usize]
    }
}

/// Nodes are told apart by where they stand in memory; the tree does not move while it is compiled.
fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node) as usize
}
