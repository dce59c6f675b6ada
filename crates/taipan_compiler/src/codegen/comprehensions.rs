//! Comprehensions, which run in the frame around them, and generator expressions.

use taipan_bytecode::Op;
use taipan_syntax::Span;
use taipan_syntax::ast::{Comprehension, Expr};

use super::{Compiler, Spec};
use crate::error::{Result, SyntaxError};
use crate::symtable::{Binding, Part, ScopeId};
use crate::unit::UnitKind;

/// What a comprehension does with each element.
#[derive(Clone, Copy)]
enum Produce<'a> {
    List(&'a Expr),
    Set(&'a Expr),
    Dict(&'a Expr, &'a Expr),
    Yield(&'a Expr),
}

impl<'a> Compiler<'a> {
    pub(super) fn list_comp(
        &mut self,
        expr: &'a Expr,
        elt: &'a Expr,
        generators: &'a [Comprehension],
        dst: usize,
    ) -> Result {
        self.inlined(expr, Produce::List(elt), Op::BuildList, generators, dst)
    }

    pub(super) fn set_comp(
        &mut self,
        expr: &'a Expr,
        elt: &'a Expr,
        generators: &'a [Comprehension],
        dst: usize,
    ) -> Result {
        self.inlined(expr, Produce::Set(elt), Op::BuildSet, generators, dst)
    }

    pub(super) fn dict_comp(
        &mut self,
        expr: &'a Expr,
        key: &'a Expr,
        value: &'a Expr,
        generators: &'a [Comprehension],
        dst: usize,
    ) -> Result {
        self.inlined(expr, Produce::Dict(key, value), Op::BuildMap, generators, dst)
    }

    fn inlined(
        &mut self,
        expr: &'a Expr,
        produce: Produce<'a>,
        build: Op,
        generators: &'a [Comprehension],
        dst: usize,
    ) -> Result {
        let Some(scope) = self.table.of(expr, Part::Body) else { return Ok(()) };
        self.check_async(scope, expr.span)?;
        let Some(first) = generators.first() else { return Ok(()) };
        let target = self.unit.alloc();
        self.at(expr.span);
        self.emit(build, target, target, 0, &[]);
        let source = self.clause_source(first)?;
        self.unit.next = target + 1;
        let iterator = self.get_iterator(first, source);
        self.open(scope);
        self.clause(generators, 0, iterator, produce, target, expr.span)?;
        self.close(scope);
        self.at(expr.span);
        self.mov(dst, target);
        Ok(())
    }

    fn check_async(&self, scope: ScopeId, span: Span) -> Result {
        if !self.table.scope(scope).is_coroutine {
            return Ok(());
        }
        let allowed = match self.unit.kind {
            UnitKind::AsyncFunction | UnitKind::GeneratorExp => true,
            UnitKind::Module => self.options().top_level_await,
            _ => false,
        };
        if allowed || self.in_async_comprehension() {
            return Ok(());
        }
        let message = "asynchronous comprehension outside of an asynchronous function";
        Err(SyntaxError::new(message, span))
    }

    fn get_iterator(&mut self, clause: &Comprehension, source: usize) -> usize {
        self.at(clause.iter.span);
        if clause.is_async {
            let iterator = self.unit.alloc_many(2);
            self.emit_take(Op::GetAIter, iterator, source, &[]);
            return iterator;
        }
        let iterator = self.unit.alloc();
        self.emit_take(Op::GetIter, iterator, source, &[]);
        iterator
    }

    /// Enters the scope of an inlined comprehension: its variables hold nothing.
    fn open(&mut self, scope: ScopeId) {
        for (register, cell) in self.variables(scope) {
            if register < 128 {
                self.unit.asm.assigned &= !(1 << register);
            }
            if cell {
                self.drop_variable(register);
                self.make_cell(register);
            }
        }
        self.unit.scopes.push(scope);
    }

    fn close(&mut self, scope: ScopeId) {
        self.unit.scopes.pop();
        self.nowhere();
        for (register, _) in self.variables(scope) {
            self.drop_variable(register);
            if register < 128 {
                self.unit.asm.assigned &= !(1 << register);
            }
        }
    }

    fn drop_variable(&mut self, register: usize) {
        if register < crate::registers::FAR_START {
            self.drop_register(register);
            return;
        }
        let empty = self.unit.next;
        self.unit.touch(empty);
        self.load_none(empty);
        self.emit_take(Op::StoreFar, 0, empty, &[register as u32]);
        self.emit(Op::DeleteFar, 0, 0, 0, &[register as u32]);
    }

    fn variables(&self, scope: ScopeId) -> Vec<(usize, bool)> {
        let symbols = &self.table.scope(scope).symbols;
        symbols
            .iter()
            .filter(|(_, symbol)| symbol.binding == Binding::Local && symbol.owner == scope)
            .filter_map(|(name, _)| self.unit.layout.slot(scope, name))
            .map(|slot| (slot.register, slot.cell))
            .collect()
    }

    /// The loop of clause number `index`, whose iterator stands in `iterator`.
    fn clause(
        &mut self,
        generators: &'a [Comprehension],
        index: usize,
        iterator: usize,
        produce: Produce<'a>,
        target: usize,
        span: Span,
    ) -> Result {
        let Some(clause) = generators.get(index) else { return Ok(()) };
        let before = self.unit.next;
        let (top, exhausted) = (self.label(), self.label());
        self.at(clause.iter.span);
        self.bind(top);
        let op = if clause.is_async { Op::ForAIter } else { Op::ForIter };
        self.next_item(op, iterator, &clause.target, clause.iter.span, exhausted)?;
        for test in &clause.ifs {
            self.cond(test, top, false)?;
        }
        match generators.get(index + 1) {
            Some(inner) => {
                let source = self.clause_source(inner)?;
                self.unit.next = before;
                let iterator = self.get_iterator(inner, source);
                self.clause(generators, index + 1, iterator, produce, target, span)?;
            }
            None => self.produce(produce, target, span)?,
        }
        self.unit.next = before;
        self.at(span);
        self.unit.asm.jump(Op::Jump, 0, 0, 0, top);
        self.bind(exhausted);
        Ok(())
    }

    fn produce(&mut self, produce: Produce<'a>, target: usize, span: Span) -> Result {
        match produce {
            Produce::List(elt) => {
                self.refuse_starred(elt)?;
                let value = self.operand(elt)?;
                self.at(span);
                self.emit_take(Op::ListAppend, target, value, &[]);
            }
            Produce::Set(elt) => {
                let value = self.operand(elt)?;
                self.at(span);
                self.emit_take(Op::SetAdd, target, value, &[]);
            }
            Produce::Dict(key, value) => {
                let key = self.operand_before(key, [value])?;
                let value = self.operand(value)?;
                self.at(span);
                self.emit(Op::MapAdd, target, key, value, &[]);
            }
            Produce::Yield(elt) => {
                let value = self.operand(elt)?;
                let sent = self.unit.next;
                self.unit.touch(sent);
                self.at(elt.span);
                self.emit_take(Op::Yield, sent, value, &[]);
                self.drop_register(sent);
            }
        }
        Ok(())
    }

    pub(super) fn generator_exp(
        &mut self,
        expr: &'a Expr,
        elt: &'a Expr,
        generators: &'a [Comprehension],
        dst: usize,
    ) -> Result {
        let (Some(scope), Some(first)) = (self.table.of(expr, Part::Body), generators.first()) else {
            return Ok(());
        };
        let spec = Spec { kind: UnitKind::GeneratorExp, scope, name: "<genexpr>", first: Some(expr.span) };
        let code = self.nested(spec, |compiler| {
            compiler.unit.arg_count = 1;
            compiler.at(expr.span);
            let iterator = if first.is_async {
                let iterator = compiler.unit.alloc_many(2);
                compiler.load_mangled(".0", iterator);
                iterator
            } else {
                0
            };
            compiler.clause(generators, 0, iterator, Produce::Yield(elt), 0, expr.span)?;
            compiler.at(expr.span);
            compiler.return_none();
            Ok(())
        })?;
        self.at(expr.span);
        let window = self.unit.next;
        self.plain_function(code, window);
        self.unit.alloc_many(3);
        let argument = self.unit.next;
        let source = self.clause_source(first)?;
        self.at(first.iter.span);
        self.unit.next = argument;
        self.unit.alloc_many(2);
        let op = if first.is_async { Op::GetAIter } else { Op::GetIter };
        self.emit_take(op, argument, source, &[]);
        self.at(expr.span);
        self.call_window(window, 1, dst, false);
        Ok(())
    }
}
