//! Functions and lambdas.

use std::sync::Arc;

use taipan_bytecode::{CodeFlags, CodeObject, Const, Op};
use taipan_syntax::Span;
use taipan_syntax::ast::{Arguments, Expr, Stmt, StmtKind};

use super::{Compiler, Spec};
use crate::constants::text;
use crate::error::{Result, SyntaxError};
use crate::symtable::Part;
use crate::unit::UnitKind;

impl<'a> Compiler<'a> {
    pub(super) fn function_def(&mut self, stmt: &'a Stmt) -> Result {
        let (StmtKind::FunctionDef { name, args, decorator_list, type_params, .. }
        | StmtKind::AsyncFunctionDef { name, args, decorator_list, type_params, .. }) = &stmt.kind
        else {
            return Ok(());
        };
        let before = self.unit.next;
        let target = self.decorators(decorator_list)?;
        let generic = !type_params.is_empty();
        if generic {
            self.generic_function(stmt, args, type_params, target)?;
        } else {
            self.unit.next = target;
            let window = self.unit.alloc_many(4);
            self.defaults(args, window, stmt.span)?;
            self.function(stmt, window, target)?;
        }
        self.decorate(decorator_list, before, target);
        self.unit.next = before;
        let result = self.unit.alloc();
        self.store_name(name, stmt.span, result)?;
        self.unit.next = before;
        Ok(())
    }

    /// Evaluates the decorators, each into a call window of its own; the result is where the decorated thing belongs.
    pub(super) fn decorators(&mut self, list: &'a [Expr]) -> Result<usize> {
        for decorator in list {
            self.temp(decorator)?;
            self.unit.alloc_many(2);
        }
        Ok(self.unit.next)
    }

    /// Calls the decorators, the last one first; the thing stands in `target`, the result goes to `before`.
    pub(super) fn decorate(&mut self, list: &'a [Expr], before: usize, target: usize) {
        for (index, decorator) in list.iter().enumerate().rev() {
            let window = before + 3 * index;
            self.at(decorator.span);
            self.unit.next = target;
            self.call_window(window, 1, window, false);
        }
    }

    /// Default values into `R[window]` and `R[window + 1]`.
    pub(super) fn defaults(&mut self, args: &'a Arguments, window: usize, span: Span) -> Result {
        self.positional_defaults(args, window, span)?;
        self.keyword_defaults(args, window + 1, span)
    }

    pub(super) fn positional_defaults(&mut self, args: &'a Arguments, dst: usize, span: Span) -> Result {
        let before = self.unit.next;
        self.at(span);
        if args.defaults.is_empty() {
            self.load_none(dst);
        } else if let Some(items) = args.defaults.iter().map(|value| self.fold(value)).collect() {
            self.load_const(dst, Const::Tuple(items));
        } else {
            self.tuple(span, &args.defaults, dst)?;
        }
        self.unit.next = before;
        Ok(())
    }

    pub(super) fn keyword_defaults(&mut self, args: &'a Arguments, dst: usize, span: Span) -> Result {
        let before = self.unit.next;
        self.at(span);
        if args.kw_defaults.iter().all(Option::is_none) {
            self.load_none(dst);
            return Ok(());
        }
        let dict = self.unit.alloc();
        self.emit(Op::BuildMap, dict, dict, 0, &[]);
        for (arg, default) in args.kwonlyargs.iter().zip(&args.kw_defaults) {
            let Some(default) = default else { continue };
            let key = self.mangled(&arg.arg);
            let key = self.const_temp(text(&key));
            let value = self.operand(default)?;
            self.at(span);
            self.emit(Op::MapAdd, dict, key, value, &[]);
            self.unit.next = dict + 1;
        }
        self.mov(dst, dict);
        self.unit.next = before;
        Ok(())
    }

    /// Makes the function of a `def`; the defaults stand in `window`. The result goes to `dst`.
    pub(super) fn function(&mut self, stmt: &'a Stmt, window: usize, dst: usize) -> Result {
        let (StmtKind::FunctionDef { name, args, body, returns, .. }
        | StmtKind::AsyncFunctionDef { name, args, body, returns, .. }) = &stmt.kind
        else {
            return Ok(());
        };
        self.unit.next = window + 4;
        self.signature_annotations(args, returns.as_deref(), window + 2, stmt.span)?;
        let Some(scope) = self.table.of(stmt, Part::Body) else { return Ok(()) };
        let kind = if matches!(stmt.kind, StmtKind::AsyncFunctionDef { .. }) {
            UnitKind::AsyncFunction
        } else {
            UnitKind::Function
        };
        let first = match &stmt.kind {
            StmtKind::FunctionDef { decorator_list, .. }
            | StmtKind::AsyncFunctionDef { decorator_list, .. } => {
                decorator_list.first().map_or(stmt.span, |decorator| decorator.span)
            }
            _ => stmt.span,
        };
        let spec = Spec { kind, scope, name, first: Some(first) };
        let code = self.nested(spec, |compiler| {
            compiler.parameters(args);
            let mut rest = body.as_slice();
            if let Some((text, _)) = compiler.docstring(body) {
                rest = &body[1..];
                if let Some(text) = text {
                    compiler.unit.pool.index(text);
                    compiler.unit.flags |= CodeFlags::HAS_DOCSTRING;
                }
            }
            compiler.body(rest)?;
            compiler.fall_off();
            Ok(())
        })?;
        self.at(stmt.span);
        self.make_function(code, window, dst);
        Ok(())
    }

    /// The end of a body: returns None under the position of the last statement.
    pub(super) fn fall_off(&mut self) {
        self.return_none();
    }

    /// Tells the unit about its parameters.
    pub(super) fn parameters(&mut self, args: &Arguments) {
        self.unit.pos_only = args.posonlyargs.len();
        self.unit.arg_count = args.posonlyargs.len() + args.args.len();
        self.unit.kw_only = args.kwonlyargs.len();
        if args.vararg.is_some() {
            self.unit.flags |= CodeFlags::VARARGS;
        }
        if args.kwarg.is_some() {
            self.unit.flags |= CodeFlags::VARKEYWORDS;
        }
    }

    pub(super) fn lambda(
        &mut self,
        expr: &'a Expr,
        args: &'a Arguments,
        body: &'a Expr,
        dst: usize,
    ) -> Result {
        let before = self.unit.next;
        let window = self.unit.alloc_many(4);
        self.defaults(args, window, expr.span)?;
        self.load_none(window + 2);
        let Some(scope) = self.table.of(expr, Part::Body) else {
            return Err(SyntaxError::new("lambda without a scope", expr.span));
        };
        let spec = Spec { kind: UnitKind::Lambda, scope, name: "<lambda>", first: Some(expr.span) };
        let code = self.nested(spec, |compiler| {
            compiler.parameters(args);
            let value = compiler.operand(body)?;
            compiler.at(body.span);
            if compiler.table.scope(scope).is_generator && compiler.table.scope(scope).is_coroutine {
                compiler.drop_temp(value);
                compiler.return_none();
            } else {
                compiler.return_value(value);
            }
            Ok(())
        })?;
        self.at(expr.span);
        self.make_function(code, window, dst);
        self.unit.next = before;
        Ok(())
    }

    /// Emits `MakeFunction`; defaults and `__annotate__` stand in the window, the closure is added here.
    pub(super) fn make_function(&mut self, code: CodeObject, window: usize, dst: usize) {
        self.unit.next = window + 4;
        self.unit.touch(window + 3);
        self.closure(&code, window + 3);
        self.unit.touch(dst);
        let index = self.const_index(Const::Code(Arc::new(code)));
        self.emit(Op::MakeFunction, window, 0, dst, &[index]);
    }

    fn closure(&mut self, code: &CodeObject, dst: usize) {
        if code.free_vars.is_empty() {
            self.load_none(dst);
            return;
        }
        let before = self.unit.next;
        if code.free_vars.len() <= super::displays::CHUNK {
            for name in &code.free_vars {
                let cell = self.unit.alloc();
                self.load_cell_of(name, cell);
            }
            self.emit(Op::BuildTuple, dst, before, code.free_vars.len(), &[]);
        } else {
            let list = self.unit.alloc();
            self.emit(Op::BuildList, list, list, 0, &[]);
            for name in &code.free_vars {
                let cell = self.unit.next;
                self.load_cell_of(name, cell);
                self.emit_take(Op::ListAppend, list, cell, &[]);
            }
            self.emit_take(Op::ListToTuple, dst, list, &[]);
        }
        self.unit.next = before;
    }

    /// A function without defaults and annotations.
    pub(super) fn plain_function(&mut self, code: CodeObject, dst: usize) {
        let before = self.unit.next;
        let window = self.unit.alloc_many(4);
        for register in window..window + 3 {
            self.load_none(register);
        }
        self.make_function(code, window, dst);
        self.unit.next = before;
    }
}
