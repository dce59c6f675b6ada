//! Annotations: the `__annotate__` functions of PEP 649, or texts under `from __future__ import annotations`.

use taipan_bytecode::{CodeObject, Const, Intrinsic, Op};
use taipan_syntax::Span;
use taipan_syntax::ast::{Arguments, Expr, ExprKind, Stmt};

use super::displays::CHUNK;
use super::unparse::unparse;
use super::{Compiler, Spec};
use crate::constants::text;
use crate::error::Result;
use crate::symtable::annotations::parameters_of;
use crate::symtable::{MODULE, Part, ScopeId};
use crate::unit::{Annotated, UnitKind};

const CONDITIONAL: &str = "__conditional_annotations__";

impl<'a> Compiler<'a> {
    /// `__annotate__` of a function (or the texts, or None) into `dst`.
    pub(super) fn signature_annotations(
        &mut self,
        args: &'a Arguments,
        returns: Option<&'a Expr>,
        dst: usize,
        span: Span,
    ) -> Result {
        self.at(span);
        let annotated: Vec<(&'a str, &'a Expr)> = parameters_of(args)
            .filter_map(|arg| Some((&*arg.arg, arg.annotation.as_deref()?)))
            .chain(returns.map(|returns| ("return", returns)))
            .collect();
        if annotated.is_empty() {
            self.load_none(dst);
            return Ok(());
        }
        let Some(scope) = self.table.of(args, Part::Annotations) else {
            self.load_none(dst);
            return Ok(());
        };
        let code = self.evaluator(scope, "__annotate__", span, |compiler| {
            let plain = annotated.len() <= CHUNK / 2;
            let dict = compiler.unit.next;
            if !plain {
                compiler.unit.alloc();
                compiler.at(span);
                compiler.emit(Op::BuildMap, dict, dict, 0, &[]);
            }
            for (name, annotation) in &annotated {
                let name = compiler.mangled(name);
                compiler.at(span);
                let key = compiler.const_temp(text(&name));
                let value = compiler.annotation_value(annotation)?;
                if !plain {
                    compiler.at(span);
                    compiler.emit(Op::MapAdd, dict, key, value, &[]);
                    compiler.unit.next = dict + 1;
                }
            }
            compiler.at(span);
            compiler.unit.touch(dict);
            if plain {
                compiler.emit(Op::BuildMap, dict, dict, annotated.len(), &[]);
            }
            compiler.return_value(dict);
            Ok(())
        })?;
        self.at(span);
        self.plain_function(code, dst);
        Ok(())
    }

    /// An annotation into the next temporary; `*args: *Ts` unpacks.
    fn annotation_value(&mut self, annotation: &'a Expr) -> Result<usize> {
        if self.table.future_annotations {
            return Ok(self.const_temp(Const::Str(unparse(annotation).into())));
        }
        if let ExprKind::Starred { value } = &annotation.kind {
            return self.unpacked(value, annotation.span);
        }
        self.temp(annotation)
    }

    /// The only item of an iterable, into the next temporary.
    pub(super) fn unpacked(&mut self, value: &'a Expr, span: Span) -> Result<usize> {
        let register = self.temp(value)?;
        self.at(span);
        self.emit(Op::UnpackSequence, register, register, 1, &[]);
        Ok(register)
    }

    /// The code of a function of one parameter, `format`, that knows no format beyond 2.
    pub(super) fn evaluator(
        &mut self,
        scope: ScopeId,
        name: &str,
        span: Span,
        body: impl Fn(&mut Self) -> Result,
    ) -> Result<CodeObject> {
        let spec = Spec { kind: UnitKind::Evaluator, scope, name, first: Some(span) };
        self.nested(spec, |compiler| {
            compiler.unit.arg_count = 1;
            compiler.unit.pos_only = 1;
            compiler.at(span);
            let known = compiler.label();
            let two = compiler.const_index(Const::Int(2)) as usize;
            let format = compiler.unit.next;
            compiler.unit.asm.jump(Op::JumpGtK, 0, two, 0, known);
            let unsupported = compiler.name_index("NotImplementedError");
            compiler.emit(Op::LoadGlobal, format, 0, 0, &[unsupported]);
            compiler.emit(Op::Raise, 1, format, 0, &[]);
            compiler.bind(known);
            body(compiler)
        })
    }

    pub(super) fn begin_module_annotations(&mut self, body: &'a [Stmt]) -> Result {
        let place = body.first().map_or(Span::default(), |stmt| stmt.span);
        self.begin_annotations(place)?;
        if self.table.future_annotations {
            return Ok(());
        }
        let Some(scope) = self.table.scope(MODULE).annotations else { return Ok(()) };
        let mut list = Vec::new();
        super::unparse::simple_annotations(body, &mut |name, annotation| {
            let index = Some(list.len());
            list.push(Annotated { name, annotation, index });
        });
        self.annotate_function(scope, &list, place, "__annotate__")?;
        let set = self.unit.alloc();
        self.emit(Op::BuildSet, set, set, 0, &[]);
        self.store_special(CONDITIONAL, set);
        self.unit.next = set;
        Ok(())
    }

    pub(super) fn begin_class_annotations(&mut self, place: Span) -> Result {
        self.begin_annotations(place)?;
        if let Some(cell) = self.class_cell(CONDITIONAL) {
            let set = self.unit.alloc();
            self.at(place);
            self.emit(Op::BuildSet, set, set, 0, &[]);
            self.emit_take(Op::StoreCell, cell, set, &[]);
            self.unit.next = set;
        }
        Ok(())
    }

    pub(super) fn end_class_annotations(&mut self, place: Span) -> Result {
        let list = std::mem::take(&mut self.unit.annotations);
        let Some(scope) = self.table.scope(self.unit.scope).annotations else { return Ok(()) };
        if list.is_empty() {
            return Ok(());
        }
        self.annotate_function(scope, &list, place, "__annotate_func__")
    }

    /// With textual annotations the body's namespace has `__annotations__` from the start.
    fn begin_annotations(&mut self, place: Span) -> Result {
        if self.table.future_annotations && self.table.scope(self.unit.scope).annotations.is_some() {
            let register = self.unit.alloc();
            self.at(place);
            self.intrinsic(register, register, Intrinsic::SetupAnnotations);
            self.drop_register(register);
            self.unit.next = register;
        }
        Ok(())
    }

    fn annotate_function(
        &mut self,
        scope: ScopeId,
        list: &[Annotated<'a>],
        place: Span,
        target: &str,
    ) -> Result {
        let code = self.evaluator(scope, "__annotate__", place, |compiler| {
            let dict = compiler.unit.alloc();
            compiler.at(place);
            compiler.emit(Op::BuildMap, dict, dict, 0, &[]);
            for annotated in list {
                let skip = compiler.label();
                compiler.at(annotated.annotation.span);
                if let Some(index) = annotated.index {
                    let index = compiler.const_temp(Const::Int(index as i64));
                    let reached = compiler.unit.alloc();
                    compiler.load_reached(reached);
                    compiler.emit(Op::Contains, index, index, reached, &[]);
                    compiler.jump_if(index, false, skip);
                    compiler.unit.next = dict + 1;
                }
                let name = compiler.mangled(annotated.name);
                let key = compiler.const_temp(text(&name));
                let value = compiler.annotation_value(annotated.annotation)?;
                compiler.at(place);
                compiler.emit(Op::MapAdd, dict, key, value, &[]);
                compiler.unit.next = dict + 1;
                compiler.bind(skip);
            }
            compiler.at(place);
            compiler.return_value(dict);
            Ok(())
        })?;
        self.at(place);
        let function = self.unit.next;
        self.plain_function(code, function);
        self.store_special(target, function);
        Ok(())
    }

    /// The set of annotations that were reached, in `__annotate__`.
    fn load_reached(&mut self, dst: usize) {
        let index = self.free_index(CONDITIONAL);
        if index == usize::MAX {
            let name = self.name_index(CONDITIONAL);
            self.emit(Op::LoadGlobal, dst, 0, 0, &[name]);
        } else {
            self.emit(Op::LoadFree, dst, index, 0, &[]);
        }
    }

    /// Notes at run time that annotation number `index` was reached.
    pub(super) fn mark_annotation(&mut self, index: usize, span: Span) -> Result {
        let before = self.unit.next;
        let set = self.unit.alloc();
        self.at(span);
        match self.class_cell(CONDITIONAL) {
            Some(cell) => self.emit(Op::LoadCell, set, cell, 0, &[]),
            None => {
                let name = self.name_index(CONDITIONAL);
                self.emit(Op::LoadName, set, 0, 0, &[name]);
            }
        }
        let number = self.const_temp(Const::Int(index as i64));
        self.emit_take(Op::SetAdd, set, number, &[]);
        self.drop_register(set);
        self.unit.next = before;
        Ok(())
    }

    /// `__annotations__[id] = 'annotation'`
    pub(super) fn store_text_annotation(&mut self, id: &str, annotation: &Expr) -> Result {
        let before = self.unit.next;
        let value = self.unit.alloc();
        self.at(annotation.span);
        self.load_const(value, Const::Str(unparse(annotation).into()));
        let dict = self.unit.alloc();
        let name = self.name_index("__annotations__");
        self.emit(Op::LoadName, dict, 0, 0, &[name]);
        let mangled = self.mangled(id);
        let key = self.const_temp(text(&mangled));
        self.emit(Op::SetItem, dict, key, value, &[]);
        self.unit.next = before;
        Ok(())
    }
}
