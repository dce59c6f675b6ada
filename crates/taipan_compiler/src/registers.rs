//! Which register each local of a frame has.
//!
//! Parameters come first, then cells, then the other locals, then the variables of inlined comprehensions, which share a
//! register by name where they cannot be alive together. What does not fit below the limit becomes a far local.

use std::collections::HashMap;

use crate::symtable::{Binding, Name, ScopeId, ScopeKind, Symbol, SymbolTable, flag};

/// First register of far locals.
pub(crate) const FAR_START: usize = 256;

/// Where a local lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// The register; [`FAR_START`] or more for a far local.
    pub(crate) register: usize,
    /// Whether the register holds a cell.
    pub(crate) cell: bool,
    /// Deleted somewhere, so that nothing is known about it for certain.
    pub(crate) deleted: bool,
}

impl Slot {
    /// Whether a byte cannot name the register.
    pub(crate) fn is_far(self) -> bool {
        self.register >= FAR_START
    }
}

/// The registers of a frame.
#[derive(Debug)]
pub(crate) struct Layout {
    slots: HashMap<(ScopeId, Name), Slot>,
    /// Names of the near locals, then of the far ones.
    pub(crate) names: Vec<Name>,
    /// Near locals.
    pub(crate) near: usize,
    /// Parameters.
    pub(crate) params: usize,
    /// Registers that the prologue makes cells.
    pub(crate) cells: Vec<usize>,
    /// Registers of comprehension variables.
    pub(crate) hidden: Vec<usize>,
}

impl Layout {
    /// The layout of the frame of `scope`, with at most `limit` near locals.
    pub(crate) fn new(table: &SymbolTable, id: ScopeId, limit: usize) -> Layout {
        let scope = table.scope(id);
        let mut wanted: Vec<(ScopeId, Name, Symbol)> = Vec::new();
        if scope.kind.is_function_like() {
            let own = |symbol: &Symbol| symbol.binding == Binding::Local && symbol.owner == id;
            let is_param = |symbol: &Symbol| symbol.flags & flag::PARAM != 0;
            for pass in 0..3 {
                for (name, symbol) in scope.symbols.iter().filter(|(_, symbol)| own(symbol)) {
                    let turn = if is_param(symbol) { 0 } else { 2 - usize::from(symbol.cell) };
                    if turn == pass {
                        wanted.push((id, name.clone(), *symbol));
                    }
                }
            }
        } else {
            let cell = |name: &str, cell| {
                let symbol = Symbol { flags: 0, binding: Binding::Local, owner: id, cell };
                (id, Name::from(name), symbol)
            };
            wanted.push(cell(".namespace", false));
            let cells = [
                ("__class__", scope.class_cell),
                ("__classdict__", scope.classdict_cell),
                ("__conditional_annotations__", scope.conditional_cell),
            ];
            wanted.extend(cells.iter().filter(|(_, is)| *is).map(|(name, _)| cell(name, true)));
        }
        let params = wanted.iter().filter(|(.., symbol)| symbol.flags & flag::PARAM != 0).count();
        let mut layout = Layout {
            slots: HashMap::new(),
            names: Vec::new(),
            near: 0,
            params,
            cells: Vec::new(),
            hidden: Vec::new(),
        };
        let mut indexes: HashMap<(ScopeId, Name), (usize, Symbol)> = HashMap::new();
        for (scope, name, symbol) in wanted {
            let index = layout.names.len();
            layout.names.push(name.clone());
            indexes.insert((scope, name), (index, symbol));
        }
        let visible = layout.names.len();
        let mut pool = Vec::new();
        hide(table, id, &mut Vec::new(), &mut pool, &mut layout.names, &mut indexes);
        layout.near = layout.names.len().min(limit);
        let register = |index: usize| {
            if index < layout.near { index } else { FAR_START + index - layout.near }
        };
        for (key, (index, symbol)) in indexes {
            let slot = Slot {
                register: register(index),
                cell: symbol.cell,
                deleted: symbol.flags & flag::DELETED != 0,
            };
            if symbol.cell && index < visible {
                layout.cells.push(slot.register);
            }
            layout.slots.insert(key, slot);
        }
        layout.hidden = (visible..layout.names.len()).map(register).collect();
        layout.cells.sort_unstable();
        layout
    }

    /// The slot of a name that the scope `owner` defines.
    pub(crate) fn slot(&self, owner: ScopeId, name: &str) -> Option<Slot> {
        self.slots.get(&(owner, Name::from(name))).copied()
    }

    /// Far locals.
    pub(crate) fn far(&self) -> usize {
        self.names.len() - self.near
    }
}

/// Gives registers to the variables of the comprehensions in `id`; `busy` are those of the ones around.
fn hide(
    table: &SymbolTable,
    id: ScopeId,
    busy: &mut Vec<usize>,
    pool: &mut Vec<(Name, bool, usize)>,
    names: &mut Vec<Name>,
    indexes: &mut HashMap<(ScopeId, Name), (usize, Symbol)>,
) {
    for child in &table.scope(id).children {
        let scope = table.scope(*child);
        if scope.kind != ScopeKind::Comprehension {
            continue;
        }
        let before = busy.len();
        for (name, symbol) in &scope.symbols {
            if symbol.binding != Binding::Local || symbol.owner != *child || symbol.flags & flag::BOUND == 0 {
                continue;
            }
            let fits = |entry: &&(Name, bool, usize)| {
                entry.0 == *name && entry.1 == symbol.cell && !busy.contains(&entry.2)
            };
            let index = pool.iter().find(fits).map_or_else(
                || {
                    names.push(name.clone());
                    names.len() - 1
                },
                |entry| entry.2,
            );
            if !pool.iter().any(|entry| entry.2 == index) {
                pool.push((name.clone(), symbol.cell, index));
            }
            busy.push(index);
            indexes.insert((*child, name.clone()), (index, *symbol));
        }
        hide(table, *child, busy, pool, names, indexes);
        busy.truncate(before);
    }
}
