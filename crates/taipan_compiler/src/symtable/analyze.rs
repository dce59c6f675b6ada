//! Decides where each name lives.

use taipan_syntax::Span;

use super::{Binding, Name, ScopeId, ScopeKind, SymbolTable, flag};
use crate::error::{Result, SyntaxError};

/// Names that a class provides to the functions in it without being visible in its body.
const CLASS_CELLS: [&str; 3] = ["__class__", "__classdict__", "__conditional_annotations__"];

/// Resolves every name of every scope.
pub(super) fn analyze(table: &mut SymbolTable) -> Result {
    for index in 0..table.scopes.len() {
        let id = ScopeId(index as u32);
        let dead = is_dead(table, id);
        let count = table.scope(id).symbols.len();
        for at in 0..count {
            let Some((name, symbol)) = table.scope(id).symbols.get_index(at) else { continue };
            let (name, flags) = (name.clone(), symbol.flags);
            if dead && flags & flag::PARAM == 0 {
                continue;
            }
            let (binding, owner) = resolve(table, id, &name, flags)?;
            if let Some((_, symbol)) = table.scope_mut(id).symbols.get_index_mut(at) {
                symbol.binding = binding;
                symbol.owner = owner;
            }
        }
    }
    Ok(())
}

/// Whether the scope is (inside of) an annotation that is never evaluated.
fn is_dead(table: &SymbolTable, id: ScopeId) -> bool {
    let mut at = Some(id);
    while let Some(scope) = at {
        if table.scope(scope).unevaluated {
            return true;
        }
        at = table.scope(scope).parent;
    }
    false
}

fn resolve(table: &mut SymbolTable, id: ScopeId, name: &Name, flags: u16) -> Result<(Binding, ScopeId)> {
    if flags & flag::GLOBAL != 0 {
        if flags & flag::NONLOCAL != 0 {
            return Err(directive(table, id, name, format!("name '{name}' is nonlocal and global")));
        }
        return Ok((Binding::GlobalExplicit, id));
    }
    if flags & flag::NONLOCAL != 0 {
        return match lookup(table, id, name) {
            Found::Scope(owner) if flags & flag::WALRUS == 0 && is_type_param(table, owner, name) => {
                let message = format!("nonlocal binding not allowed for type parameter '{name}'");
                Err(directive(table, id, name, message))
            }
            Found::Scope(owner) => Ok(bind(table, id, owner, name)),
            Found::Class(owner) => Ok(bind_class_cell(table, id, owner, name)),
            Found::Nowhere => {
                Err(directive(table, id, name, format!("no binding for nonlocal '{name}' found")))
            }
        };
    }
    if flags & flag::BOUND != 0 {
        return Ok((Binding::Local, id));
    }
    if let Some(class) = table.scope(id).sees_class {
        let flags = table.scope(class).symbols.get(name).map_or(0, |symbol| symbol.flags);
        if flags & flag::GLOBAL != 0 {
            return Ok((Binding::GlobalExplicit, id));
        }
        if flags & flag::BOUND != 0 && flags & flag::NONLOCAL == 0 && !CLASS_CELLS.contains(&&**name) {
            return Ok((Binding::GlobalImplicit, id));
        }
    }
    Ok(match lookup(table, id, name) {
        Found::Scope(owner) => bind(table, id, owner, name),
        Found::Class(owner) => bind_class_cell(table, id, owner, name),
        Found::Nowhere => (Binding::GlobalImplicit, id),
    })
}

enum Found {
    Scope(ScopeId),
    /// One of [`CLASS_CELLS`] of this class.
    Class(ScopeId),
    Nowhere,
}

/// Looks for a binding in the scopes around `id`.
fn lookup(table: &SymbolTable, id: ScopeId, name: &Name) -> Found {
    let inlined = table.scope(id).kind == ScopeKind::Comprehension;
    let frame = table.scope(id).frame;
    let mut at = table.scope(id).parent;
    while let Some(outer) = at {
        let scope = table.scope(outer);
        match scope.kind {
            ScopeKind::Module => break,
            ScopeKind::Class => {
                if CLASS_CELLS.contains(&&**name) && !(inlined && frame == outer) {
                    return Found::Class(outer);
                }
            }
            _ => {
                let flags = scope.symbols.get(name).map_or(0, |symbol| symbol.flags);
                if flags & flag::GLOBAL != 0 {
                    return Found::Nowhere;
                }
                if flags & flag::BOUND != 0 && flags & flag::NONLOCAL == 0 {
                    return Found::Scope(outer);
                }
            }
        }
        at = scope.parent;
    }
    Found::Nowhere
}

fn bind(table: &mut SymbolTable, id: ScopeId, owner: ScopeId, name: &Name) -> (Binding, ScopeId) {
    let home = table.scope(owner).frame;
    if table.scope(id).frame == home {
        return (Binding::Local, owner);
    }
    if let Some(symbol) = table.scope_mut(owner).symbols.get_mut(name) {
        symbol.cell = true;
    }
    pass_through(table, id, home, name);
    (Binding::Free, owner)
}

fn bind_class_cell(table: &mut SymbolTable, id: ScopeId, class: ScopeId, name: &Name) -> (Binding, ScopeId) {
    let scope = table.scope_mut(class);
    match &**name {
        "__class__" => scope.class_cell = true,
        "__classdict__" => scope.classdict_cell = true,
        _ => scope.conditional_cell = true,
    }
    pass_through(table, id, class, name);
    (Binding::Free, class)
}

/// Makes `name` a free variable of every frame from that of `id` up to, but without, `home`.
fn pass_through(table: &mut SymbolTable, id: ScopeId, home: ScopeId, name: &Name) {
    let mut frame = table.scope(id).frame;
    while frame != home {
        if !table.scope_mut(frame).free.insert(name.clone()) {
            break;
        }
        let Some(parent) = table.scope(frame).parent else { break };
        frame = table.scope(parent).frame;
    }
}

fn is_type_param(table: &SymbolTable, owner: ScopeId, name: &Name) -> bool {
    table.scope(owner).symbols.get(name).is_some_and(|symbol| symbol.flags & flag::TYPE_PARAM != 0)
}

fn directive(table: &SymbolTable, id: ScopeId, name: &Name, message: String) -> SyntaxError {
    let place = table.scope(id).directives.iter().find(|(known, _)| known == name).map(|(_, span)| *span);
    SyntaxError { span: place, ..SyntaxError::new(message, Span::default()) }
}
