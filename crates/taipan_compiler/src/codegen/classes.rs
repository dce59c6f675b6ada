//! Classes.

use taipan_bytecode::{CodeObject, Const, Intrinsic, Op};
use taipan_syntax::Span;
use taipan_syntax::ast::{Expr, Keyword, Stmt, StmtKind};

use super::calls::{check_keywords, has_unpacking};
use super::{Compiler, Spec};
use crate::constants::text;
use crate::error::Result;
use crate::symtable::Part;
use crate::unit::UnitKind;

/// Bases and keywords beyond which a call builds a tuple.
const MAX_WINDOW: usize = 40;

impl<'a> Compiler<'a> {
    pub(super) fn class_def(&mut self, stmt: &'a Stmt) -> Result {
        let StmtKind::ClassDef { name, bases, keywords, decorator_list, type_params, .. } = &stmt.kind else {
            return Ok(());
        };
        let before = self.unit.next;
        let target = self.decorators(decorator_list)?;
        if type_params.is_empty() {
            self.build_class(stmt, name, bases, keywords, false, target)?;
        } else {
            self.generic_class(stmt, type_params, target)?;
        }
        self.decorate(decorator_list, before, target);
        self.unit.next = before;
        let result = self.unit.alloc();
        self.store_name(name, stmt.span, result)?;
        self.unit.next = before;
        Ok(())
    }

    /// Calls `__build_class__`; with `generic`, `.generic_base` is the last base.
    pub(super) fn build_class(
        &mut self,
        stmt: &'a Stmt,
        name: &str,
        bases: &'a [Expr],
        keywords: &'a [Keyword],
        generic: bool,
        dst: usize,
    ) -> Result {
        check_keywords(keywords)?;
        let code = self.class_body(stmt)?;
        self.at(stmt.span);
        let window = self.unit.alloc_many(3);
        self.emit(Op::LoadBuildClass, window, 0, 0, &[]);
        let function = self.unit.next;
        self.plain_function(code, function);
        self.unit.alloc();
        self.const_temp(text(name));
        let given = 2;
        if has_unpacking(bases, keywords) || bases.len() + keywords.len() > MAX_WINDOW {
            if generic {
                // The hidden base comes after all others, so it is appended to the list of arguments.
                return self.generic_call_ex(window, bases, keywords, stmt.span, dst);
            }
            return self.call_ex(window, bases, keywords, stmt.span, dst, given);
        }
        for base in bases {
            self.temp(base)?;
        }
        let mut positional = given + bases.len();
        if generic {
            let base = self.unit.alloc();
            self.at(stmt.span);
            self.load_mangled(".generic_base", base);
            positional += 1;
        }
        for keyword in keywords {
            self.temp(&keyword.value)?;
        }
        self.at(stmt.span);
        if keywords.is_empty() {
            self.call_window(window, positional, dst, false);
        } else {
            self.finish_call(window, positional, keywords, stmt.span, dst, false);
        }
        Ok(())
    }

    fn generic_call_ex(
        &mut self,
        window: usize,
        bases: &'a [Expr],
        keywords: &'a [Keyword],
        span: Span,
        dst: usize,
    ) -> Result {
        let list = window + 3;
        self.emit(Op::BuildList, list, list, 2, &[]);
        self.unit.next = list + 1;
        self.extend_list(span, list, bases)?;
        let base = self.unit.alloc();
        self.load_mangled(".generic_base", base);
        self.emit_take(Op::ListAppend, list, base, &[]);
        self.unit.next = list + 1;
        self.emit_take(Op::ListToTuple, list, list, &[]);
        if !keywords.is_empty() {
            self.keyword_dict(window, keywords, span)?;
        }
        self.at(span);
        self.unit.touch(dst);
        self.emit(Op::CallEx, window, usize::from(!keywords.is_empty()), dst, &[]);
        Ok(())
    }

    fn class_body(&mut self, stmt: &'a Stmt) -> Result<CodeObject> {
        let StmtKind::ClassDef { name, body, decorator_list, type_params, .. } = &stmt.kind else {
            return Err(super::compiler::too_many_registers());
        };
        let Some(scope) = self.table.of(stmt, Part::Body) else {
            return Err(super::compiler::too_many_registers());
        };
        let first = decorator_list.first().map_or(stmt.span, |decorator| decorator.span);
        let spec = Spec { kind: UnitKind::Class, scope, name, first: Some(first) };
        let generic = !type_params.is_empty();
        self.nested(spec, |compiler| {
            // What the body begins and ends with stands on the line of the `class`.
            let start = compiler.source.line_start(compiler.unit.first_line);
            let head = Span::new(start, start);
            compiler.at(head);
            let register = compiler.unit.alloc();
            let module = compiler.name_index("__name__");
            compiler.emit(Op::LoadName, register, 0, 0, &[module]);
            compiler.store_special("__module__", register);
            let qualname = compiler.unit.qualname.clone();
            compiler.load_const(register, text(&qualname));
            compiler.store_special("__qualname__", register);
            let line = i64::from(compiler.unit.first_line);
            compiler.load_const(register, Const::Int(line));
            compiler.store_special("__firstlineno__", register);
            if generic {
                compiler.load_mangled(".type_params", register);
                compiler.store_special("__type_params__", register);
            }
            if let Some(cell) = compiler.class_cell("__classdict__") {
                compiler.intrinsic(register, register, Intrinsic::Locals);
                compiler.emit_take(Op::StoreCell, cell, register, &[]);
            }
            compiler.unit.next = register;
            let mut rest = body.as_slice();
            if let Some((text, span)) = compiler.docstring(body) {
                rest = &body[1..];
                if let Some(text) = text {
                    let register = compiler.unit.alloc();
                    compiler.at(span);
                    compiler.load_const(register, text);
                    compiler.store_special("__doc__", register);
                    compiler.unit.next = register;
                }
            }
            compiler.begin_class_annotations(head)?;
            compiler.body(rest)?;
            compiler.end_class_annotations(head)?;
            compiler.at(head);
            let register = compiler.unit.alloc();
            let mut names = compiler.unit.static_attributes.iter().cloned().collect::<Vec<_>>();
            names.sort();
            let names = names.iter().map(|name| text(name)).collect();
            compiler.load_const(register, Const::Tuple(names));
            compiler.store_special("__static_attributes__", register);
            if let Some(cell) = compiler.class_cell("__classdict__") {
                compiler.mov(register, cell);
                compiler.store_special("__classdictcell__", register);
            }
            if let Some(cell) = compiler.class_cell("__class__") {
                compiler.mov(register, cell);
                compiler.store_special("__classcell__", register);
                compiler.return_value(cell);
            } else {
                compiler.return_none();
            }
            Ok(())
        })
    }

    /// Stores into the class namespace, whatever the name means in the body.
    pub(super) fn store_special(&mut self, name: &str, register: usize) {
        let name = self.name_index(name);
        self.emit_take(Op::StoreName, 0, register, &[name]);
    }

    /// The register of an implicit cell of the class body being compiled.
    pub(super) fn class_cell(&self, name: &str) -> Option<usize> {
        self.unit.layout.slot(self.unit.scope, name).map(|slot| slot.register)
    }
}
