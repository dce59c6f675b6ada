//! f-strings and t-strings.

use taipan_bytecode::{Const, Intrinsic, Op};
use taipan_syntax::Span;
use taipan_syntax::ast::{Constant, Conversion, Expr, ExprKind};

use super::Compiler;
use super::displays::CHUNK;
use crate::constants::text;
use crate::error::Result;

impl<'a> Compiler<'a> {
    pub(super) fn joined_str(&mut self, span: Span, values: &'a [Expr], dst: usize) -> Result {
        let window = self.unit.next;
        if values.is_empty() {
            self.at(span);
            self.load_const(dst, text(""));
            return Ok(());
        }
        if let [Expr { kind: ExprKind::FormattedValue { .. }, .. }] = values {
            return self.into(&values[0], dst);
        }
        for value in values {
            if self.unit.next - window == CHUNK {
                self.at(span);
                self.emit(Op::BuildString, window, window, CHUNK, &[]);
                self.unit.next = window + 1;
            }
            self.temp(value)?;
        }
        self.at(span);
        self.emit(Op::BuildString, dst, window, self.unit.next - window, &[]);
        Ok(())
    }

    pub(super) fn formatted(
        &mut self,
        span: Span,
        value: &'a Expr,
        conversion: Option<Conversion>,
        spec: Option<&'a Expr>,
        dst: usize,
    ) -> Result {
        let window = self.temp(value)?;
        let mut flags = match conversion {
            None => 0,
            Some(Conversion::Str) => 1,
            Some(Conversion::Repr) => 2,
            Some(Conversion::Ascii) => 3,
        };
        if let Some(spec) = spec {
            self.temp(spec)?;
            flags |= 4;
        }
        self.at(span);
        self.emit(Op::FormatValue, dst, window, flags, &[]);
        Ok(())
    }

    /// `t"..."`: the strings and the interpolations between them, strings first and last.
    pub(super) fn template(&mut self, span: Span, values: &'a [Expr], dst: usize) -> Result {
        let window = self.unit.next;
        self.unit.alloc_many(2);
        let mut strings = Vec::new();
        let mut pending: Vec<u8> = Vec::new();
        let list = window + 1;
        self.at(span);
        self.emit(Op::BuildList, list, list, 0, &[]);
        for value in values {
            match &value.kind {
                ExprKind::Constant { value: Constant::Str(piece), .. } => {
                    pending.extend_from_slice(piece.as_bytes());
                }
                ExprKind::Interpolation { value: inner, str, conversion, format_spec } => {
                    strings.push(Const::Str(std::mem::take(&mut pending).into()));
                    let first = self.temp(inner)?;
                    let source = self.unit.alloc();
                    self.at(value.span);
                    self.load_const(source, text(str));
                    let letter = self.unit.alloc();
                    let conversion = conversion.map_or(Const::None, |c| text(&c.letter().to_string()));
                    self.load_const(letter, conversion);
                    match format_spec {
                        Some(spec) => _ = self.temp(spec)?,
                        None => {
                            let register = self.unit.alloc();
                            self.load_const(register, text(""));
                        }
                    }
                    self.at(value.span);
                    self.intrinsic(first, first, Intrinsic::BuildInterpolation);
                    self.emit_take(Op::ListAppend, list, first, &[]);
                    self.unit.next = first;
                }
                _ => {}
            }
        }
        strings.push(Const::Str(pending.into()));
        self.at(span);
        self.emit_take(Op::ListToTuple, list, list, &[]);
        self.load_const(window, Const::Tuple(strings));
        self.intrinsic(dst, window, Intrinsic::BuildTemplate);
        Ok(())
    }
}
