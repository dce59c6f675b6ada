//! Comprehensions and the named expressions in them (PEP 572).

use taipan_syntax::Span;
use taipan_syntax::ast::{Comprehension, Expr, ExprKind};

use super::build::{Builder, forbid_debug};
use super::{Part, ScopeKind, flag};
use crate::error::{Result, SyntaxError};

impl Builder {
    /// A comprehension or generator expression; `elements` are what it produces per round.
    pub(super) fn comprehension(
        &mut self,
        expr: &Expr,
        generators: &[Comprehension],
        elements: &[&Expr],
    ) -> Result {
        let Some((first, rest)) = generators.split_first() else { return Ok(()) };
        let outer_target = std::mem::replace(&mut self.iteration_target, false);
        self.iterable(&first.iter)?;
        let generator = matches!(expr.kind, ExprKind::GeneratorExp { .. });
        let kind = if generator { ScopeKind::GeneratorExp } else { ScopeKind::Comprehension };
        self.enter(expr, Part::Body, kind);
        self.scope().what = match expr.kind {
            ExprKind::ListComp { .. } => "list comprehension",
            ExprKind::SetComp { .. } => "set comprehension",
            ExprKind::DictComp { .. } => "dict comprehension",
            _ => "generator expression",
        };
        if generator {
            self.define(".0", flag::PARAM);
        }
        if first.is_async {
            self.scope().is_coroutine = true;
        }
        self.iteration(&first.target)?;
        self.exprs(&first.ifs)?;
        for clause in rest {
            if clause.is_async {
                self.scope().is_coroutine = true;
            }
            self.iterable(&clause.iter)?;
            self.iteration(&clause.target)?;
            self.exprs(&clause.ifs)?;
        }
        elements.iter().try_for_each(|element| self.expr(element))?;
        let is_async = self.scope().is_coroutine && !generator;
        self.leave();
        if is_async {
            self.scope().is_coroutine = true;
            self.top_level_coroutine();
        }
        self.iteration_target = outer_target;
        Ok(())
    }

    fn iterable(&mut self, iter: &Expr) -> Result {
        self.scope().in_iterable += 1;
        self.expr(iter)?;
        self.scope().in_iterable -= 1;
        Ok(())
    }

    fn iteration(&mut self, target: &Expr) -> Result {
        self.iteration_target = true;
        let result = self.target(target, "assign to");
        self.iteration_target = false;
        result
    }

    /// Binds a name that stands in a target.
    pub(super) fn bind_target(&mut self, id: &str, span: Span) -> Result {
        if !self.iteration_target {
            self.define(id, flag::LOCAL);
            return Ok(());
        }
        if self.flags(id) & flag::WALRUS != 0 {
            let message =
                format!("comprehension inner loop cannot rebind assignment expression target '{id}'");
            return Err(SyntaxError::new(message, span));
        }
        self.define(id, flag::LOCAL | flag::ITERATION);
        Ok(())
    }

    /// What this scope is called in errors, if it is a comprehension.
    pub(super) fn comprehension_name(&mut self) -> Option<&'static str> {
        self.scope().kind.is_comprehension().then_some(self.scope().what)
    }

    /// `(target := value)`
    pub(super) fn named(&mut self, expr: &Expr, target: &Expr, value: &Expr) -> Result {
        self.refuse_in_annotation("named expression", expr.span)?;
        if self.scope().in_iterable > 0 {
            let message = "assignment expression cannot be used in a comprehension iterable expression";
            return Err(SyntaxError::new(message, expr.span));
        }
        let outer_target = std::mem::replace(&mut self.iteration_target, false);
        if self.scope().kind.is_comprehension()
            && let ExprKind::Name { id } = &target.kind
        {
            self.extend(id, target.span)?;
        }
        self.expr(value)?;
        if let ExprKind::Name { id } = &target.kind {
            forbid_debug(id, "assign to", target.span)?;
            self.define(id, flag::LOCAL);
        }
        self.frame().has_walrus = true;
        self.iteration_target = outer_target;
        Ok(())
    }

    /// Makes `id` a variable of the function, module or class around the comprehensions.
    fn extend(&mut self, id: &str, span: Span) -> Result {
        let mut inner = Vec::new();
        let mut at = Some(self.current);
        while let Some(scope) = at {
            let name = self.name(id);
            let (kind, parent) = (self.table.scope(scope).kind, self.table.scope(scope).parent);
            let flags = self.table.scope(scope).symbols.get(&name).map_or(0, |symbol| symbol.flags);
            if kind.is_comprehension() {
                if flags & flag::ITERATION != 0 {
                    let message = format!(
                        "assignment expression cannot rebind comprehension iteration variable '{id}'"
                    );
                    return Err(SyntaxError::new(message, span));
                }
                inner.push(scope);
                at = parent;
                continue;
            }
            let within = |what| {
                let message = format!("assignment expression within a comprehension cannot be used {what}");
                Err(SyntaxError::new(message, span))
            };
            match kind {
                ScopeKind::Class => return within("in a class body"),
                ScopeKind::TypeParams => return within("within the definition of a generic"),
                ScopeKind::TypeAlias => return within("in a type alias"),
                ScopeKind::TypeVariable => return within("in a TypeVar bound"),
                _ => {}
            }
            let declared = if flags & flag::GLOBAL != 0 || kind == ScopeKind::Module {
                flag::GLOBAL
            } else {
                flag::NONLOCAL
            };
            for scope in inner {
                self.define_in(scope, id, declared | flag::WALRUS);
                let name = self.name(id);
                self.table.scope_mut(scope).directives.push((name, span));
            }
            let here = if kind == ScopeKind::Module { flag::GLOBAL } else { flag::LOCAL };
            if flags & (flag::GLOBAL | flag::NONLOCAL) == 0 {
                self.define_in(scope, id, here);
            }
            let frame = self.table.scope(scope).frame;
            self.table.scope_mut(frame).has_walrus = true;
            break;
        }
        Ok(())
    }
}
