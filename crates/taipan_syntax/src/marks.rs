//! What a traceback marks in the source lines of an instruction.
//!
//! It goes by the text alone, as whoever renders a traceback has nothing else: the piece that the instruction covers is
//! parsed as an expression, and its outermost operation decides. Text that is no such expression has no mark.

use std::ops::Range;

use crate::{
    Mode, Span,
    ast::{Expr, ExprKind, Mod, Stmt, StmtKind},
    parse,
};

/// See the module's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Carets would say nothing that the lines do not say: they are `name = call(...)` or `return call(...)`.
    pub hidden: bool,
    /// The operator of a binary operation, the brackets of a subscript or the parentheses of a call.
    pub anchor: Option<Range<usize>>,
}

/// What is marked if an instruction covers `piece` of `lines`, which are without their common indent.
pub fn marks(lines: &str, piece: Range<usize>) -> Marks {
    let anchor = lines
        .get(piece.clone())
        .and_then(anchor)
        .map(|anchor| anchor.start + piece.start..anchor.end + piece.start);
    Marks { hidden: is_hidden(lines, piece), anchor }
}

fn anchor(piece: &str) -> Option<Range<usize>> {
    // The parentheses allow line breaks everywhere, and an expression alone.
    const OPENING: &str = "(\n";
    let parsed = parse(&format!("{OPENING}{piece}\n)"), Mode::Module).ok()?;
    let Mod::Module { body } = &parsed.module else { return None };
    let [Stmt { kind: StmtKind::Expr { value }, .. }] = &body[..] else { return None };
    let found = match &value.kind {
        ExprKind::BinOp { right, op_span, .. } => {
            let follows = parsed.lines.text().as_bytes().get(op_span.start as usize + 1);
            let two = op_span.start + 1 < right.span.start
                && follows.is_some_and(|byte| !byte.is_ascii_whitespace() && !b"\\#".contains(byte));
            Span::new(op_span.start, op_span.start + 1 + u32::from(two))
        }
        ExprKind::Subscript { bracket, .. } => Span::new(*bracket, value.span.end),
        ExprKind::Call { paren, .. } => Span::new(*paren, value.span.end),
        _ => return None,
    };
    let before = OPENING.len();
    Some((found.start as usize).checked_sub(before)?..found.end as usize - before)
}

fn is_hidden(lines: &str, piece: Range<usize>) -> bool {
    let Ok(parsed) = parse(lines, Mode::Module) else { return false };
    let Mod::Module { body } = &parsed.module else { return false };
    let call = match body.first().map(|statement| &statement.kind) {
        None => return true,
        Some(StmtKind::Return { value: Some(value) }) => match &value.kind {
            ExprKind::Call { func, .. } if matches!(func.kind, ExprKind::Name { .. }) => value,
            _ => return false,
        },
        Some(StmtKind::Assign { targets, value }) if is_name(targets) => match value.kind {
            ExprKind::Call { .. } => value,
            _ => return false,
        },
        _ => return false,
    };
    covers(lines, call.span, piece)
}

fn is_name(targets: &[Expr]) -> bool {
    matches!(targets, [Expr { kind: ExprKind::Name { .. }, .. }])
}

/// Whether the call is the piece, and reaches into the last line. As CPython compares columns in bytes with columns in
/// characters here, text that is not ASCII before either end makes them differ.
fn covers(lines: &str, call: Span, piece: Range<usize>) -> bool {
    let last = lines.rfind('\n').map_or(0, |at| at + 1);
    let column = |from: usize, to: usize| lines.get(from..to).map(|text| text.chars().count());
    let (start, end) = (call.start as usize, call.end as usize);
    !lines.get(..start).is_none_or(|before| before.contains('\n'))
        && end >= last
        && column(0, piece.start) == Some(start)
        && column(last, piece.end) == Some(end - last)
}
