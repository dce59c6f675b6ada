//! Expressions as text, for annotations that stay texts.

use taipan_syntax::ast::{
    Arguments, BoolOperator, CmpOperator, Comprehension, Constant, Conversion, Expr, ExprKind, Keyword,
    Operator, Stmt, StmtKind, UnaryOperator,
};

use crate::depth::with_stack;

/// Binding strength, weakest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Tuple,
    Test,
    Or,
    And,
    Not,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Arith,
    Term,
    Factor,
    Power,
    Await,
    Atom,
}

/// The text of `expr` in WTF-8.
pub(super) fn unparse(expr: &Expr) -> Vec<u8> {
    let mut writer = Writer { out: Vec::new() };
    writer.expr(expr, Level::Test);
    writer.out
}

/// Calls `found` for the simple annotations of a module or class body, in the order in which they are compiled.
pub(super) fn simple_annotations<'a>(body: &'a [Stmt], found: &mut dyn FnMut(&'a str, &'a Expr)) {
    for stmt in body {
        match &stmt.kind {
            StmtKind::AnnAssign { target, annotation, simple: true, .. } => {
                if let ExprKind::Name { id } = &target.kind {
                    found(id, annotation);
                }
            }
            StmtKind::If { body, orelse, .. }
            | StmtKind::For { body, orelse, .. }
            | StmtKind::AsyncFor { body, orelse, .. }
            | StmtKind::While { body, orelse, .. } => {
                with_stack(|| simple_annotations(body, found));
                with_stack(|| simple_annotations(orelse, found));
            }
            StmtKind::With { body, .. } | StmtKind::AsyncWith { body, .. } => {
                with_stack(|| simple_annotations(body, found));
            }
            StmtKind::Match { cases, .. } => {
                for case in cases {
                    with_stack(|| simple_annotations(&case.body, found));
                }
            }
            StmtKind::Try { body, handlers, orelse, finalbody }
            | StmtKind::TryStar { body, handlers, orelse, finalbody } => {
                with_stack(|| simple_annotations(body, found));
                with_stack(|| simple_annotations(orelse, found));
                for handler in handlers {
                    with_stack(|| simple_annotations(&handler.body, found));
                }
                with_stack(|| simple_annotations(finalbody, found));
            }
            _ => {}
        }
    }
}

struct Writer {
    out: Vec<u8>,
}

impl Writer {
    fn put(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn open(&mut self, wanted: Level, own: Level) -> bool {
        let needed = wanted > own;
        if needed {
            self.put("(");
        }
        needed
    }

    fn close(&mut self, opened: bool) {
        if opened {
            self.put(")");
        }
    }

    fn comma_list<'e>(&mut self, items: impl IntoIterator<Item = &'e Expr>, level: Level) {
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.put(", ");
            }
            self.expr(item, level);
        }
    }

    fn expr(&mut self, expr: &Expr, level: Level) {
        with_stack(|| self.expr_inner(expr, level));
    }

    fn expr_inner(&mut self, expr: &Expr, level: Level) {
        match &expr.kind {
            ExprKind::BoolOp { op, values } => {
                let (own, text) = match op {
                    BoolOperator::And => (Level::And, " and "),
                    BoolOperator::Or => (Level::Or, " or "),
                };
                let opened = self.open(level, own);
                for (index, value) in values.iter().enumerate() {
                    if index > 0 {
                        self.put(text);
                    }
                    self.expr(value, above(own));
                }
                self.close(opened);
            }
            ExprKind::BinOp { left, op, right, .. } => {
                let (own, text) = operator(*op);
                let opened = self.open(level, own);
                let power = *op == Operator::Pow;
                self.expr(left, if power { above(own) } else { own });
                self.put(text);
                self.expr(right, if power { own } else { above(own) });
                self.close(opened);
            }
            ExprKind::UnaryOp { op, operand } => {
                let (own, text) = match op {
                    UnaryOperator::Not => (Level::Not, "not "),
                    UnaryOperator::Invert => (Level::Factor, "~"),
                    UnaryOperator::UAdd => (Level::Factor, "+"),
                    UnaryOperator::USub => (Level::Factor, "-"),
                };
                let opened = self.open(level, own);
                self.put(text);
                self.expr(operand, own);
                self.close(opened);
            }
            ExprKind::Lambda { args, body } => {
                let opened = self.open(level, Level::Test);
                let bare = args.posonlyargs.is_empty()
                    && args.args.is_empty()
                    && args.kwonlyargs.is_empty()
                    && args.vararg.is_none()
                    && args.kwarg.is_none();
                self.put(if bare { "lambda" } else { "lambda " });
                self.arguments(args);
                self.put(": ");
                self.expr(body, Level::Test);
                self.close(opened);
            }
            ExprKind::IfExp { test, body, orelse } => {
                let opened = self.open(level, Level::Test);
                self.expr(body, above(Level::Test));
                self.put(" if ");
                self.expr(test, above(Level::Test));
                self.put(" else ");
                self.expr(orelse, Level::Test);
                self.close(opened);
            }
            ExprKind::NamedExpr { target, value } => {
                let opened = self.open(level, Level::Tuple);
                self.expr(target, Level::Atom);
                self.put(" := ");
                self.expr(value, Level::Atom);
                self.close(opened);
            }
            ExprKind::Dict { keys, values } => {
                self.put("{");
                for (index, (key, value)) in keys.iter().zip(values).enumerate() {
                    if index > 0 {
                        self.put(", ");
                    }
                    match key {
                        Some(key) => {
                            self.expr(key, Level::Test);
                            self.put(": ");
                            self.expr(value, Level::Test);
                        }
                        None => {
                            self.put("**");
                            self.expr(value, Level::BitOr);
                        }
                    }
                }
                self.put("}");
            }
            ExprKind::Set { elts } => {
                self.put("{");
                self.comma_list(elts, Level::Test);
                self.put("}");
            }
            ExprKind::List { elts } => {
                self.put("[");
                self.comma_list(elts, Level::Test);
                self.put("]");
            }
            ExprKind::Tuple { elts } => {
                if elts.is_empty() {
                    self.put("()");
                    return;
                }
                let opened = self.open(level, Level::Tuple);
                self.comma_list(elts, Level::Test);
                if elts.len() == 1 {
                    self.put(",");
                }
                self.close(opened);
            }
            ExprKind::ListComp { elt, generators } => {
                self.put("[");
                self.expr(elt, Level::Test);
                self.clauses(generators);
                self.put("]");
            }
            ExprKind::SetComp { elt, generators } => {
                self.put("{");
                self.expr(elt, Level::Test);
                self.clauses(generators);
                self.put("}");
            }
            ExprKind::GeneratorExp { elt, generators } => {
                self.put("(");
                self.expr(elt, Level::Test);
                self.clauses(generators);
                self.put(")");
            }
            ExprKind::DictComp { key, value, generators } => {
                self.put("{");
                self.expr(key, Level::Test);
                self.put(": ");
                self.expr(value, Level::Test);
                self.clauses(generators);
                self.put("}");
            }
            ExprKind::Await { value } => {
                let opened = self.open(level, Level::Await);
                self.put("await ");
                self.expr(value, Level::Atom);
                self.close(opened);
            }
            ExprKind::Yield { value } => {
                self.put("(yield");
                if let Some(value) = value {
                    self.put(" ");
                    self.expr(value, Level::Tuple);
                }
                self.put(")");
            }
            ExprKind::YieldFrom { value } => {
                self.put("(yield from ");
                self.expr(value, Level::Test);
                self.put(")");
            }
            ExprKind::Compare { left, ops, comparators } => {
                let opened = self.open(level, Level::Compare);
                self.expr(left, above(Level::Compare));
                for (op, comparator) in ops.iter().zip(comparators) {
                    self.put(comparison(*op));
                    self.expr(comparator, above(Level::Compare));
                }
                self.close(opened);
            }
            ExprKind::Call { func, args, keywords, .. } => {
                self.expr(func, Level::Atom);
                if let ([only @ Expr { kind: ExprKind::GeneratorExp { .. }, .. }], []) =
                    (args.as_slice(), keywords.as_slice())
                {
                    self.expr(only, Level::Atom);
                    return;
                }
                self.put("(");
                self.comma_list(args, Level::Test);
                for (index, keyword) in keywords.iter().enumerate() {
                    if index > 0 || !args.is_empty() {
                        self.put(", ");
                    }
                    self.keyword(keyword);
                }
                self.put(")");
            }
            ExprKind::JoinedStr { .. } => self.literal(expr, "f"),
            ExprKind::TemplateStr { .. } => self.literal(expr, "t"),
            ExprKind::FormattedValue { .. } | ExprKind::Interpolation { .. } => {
                let mut body = Writer { out: Vec::new() };
                body.piece(expr, false);
                self.put("f");
                self.quoted(&body.out);
            }
            ExprKind::Constant { value, unicode_prefix } => {
                if *unicode_prefix {
                    self.put("u");
                }
                self.constant(value);
            }
            ExprKind::Attribute { value, attr, .. } => {
                self.expr(value, Level::Atom);
                let spaced = matches!(&value.kind, ExprKind::Constant { value: Constant::Int(_), .. });
                self.put(if spaced { " ." } else { "." });
                self.put(attr);
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value, Level::Atom);
                self.put("[");
                self.expr(slice, Level::Tuple);
                self.put("]");
            }
            ExprKind::Starred { value } => {
                self.put("*");
                self.expr(value, Level::BitOr);
            }
            ExprKind::Name { id } => self.put(id),
            ExprKind::Slice { lower, upper, step } => {
                if let Some(lower) = lower {
                    self.expr(lower, Level::Test);
                }
                self.put(":");
                if let Some(upper) = upper {
                    self.expr(upper, Level::Test);
                }
                if let Some(step) = step {
                    self.put(":");
                    self.expr(step, Level::Test);
                }
            }
        }
    }

    fn keyword(&mut self, keyword: &Keyword) {
        match &keyword.arg {
            Some(name) => {
                self.put(name);
                self.put("=");
            }
            None => self.put("**"),
        }
        self.expr(&keyword.value, Level::Test);
    }

    fn clauses(&mut self, generators: &[Comprehension]) {
        for clause in generators {
            self.put(if clause.is_async { " async for " } else { " for " });
            self.expr(&clause.target, Level::Tuple);
            self.put(" in ");
            self.expr(&clause.iter, above(Level::Test));
            for test in &clause.ifs {
                self.put(" if ");
                self.expr(test, above(Level::Test));
            }
        }
    }

    fn arguments(&mut self, args: &Arguments) {
        let mut first = true;
        let mut comma = |writer: &mut Writer| {
            if !std::mem::take(&mut first) {
                writer.put(", ");
            }
        };
        let positional = args.posonlyargs.len() + args.args.len();
        for (index, arg) in args.posonlyargs.iter().chain(&args.args).enumerate() {
            comma(self);
            self.put(&arg.arg);
            if let Some(default) =
                (index + args.defaults.len()).checked_sub(positional).and_then(|at| args.defaults.get(at))
            {
                self.put("=");
                self.expr(default, Level::Test);
            }
            if index + 1 == args.posonlyargs.len() {
                self.put(", /");
            }
        }
        if let Some(vararg) = &args.vararg {
            comma(self);
            self.put("*");
            self.put(&vararg.arg);
        } else if !args.kwonlyargs.is_empty() {
            comma(self);
            self.put("*");
        }
        for (arg, default) in args.kwonlyargs.iter().zip(&args.kw_defaults) {
            comma(self);
            self.put(&arg.arg);
            if let Some(default) = default {
                self.put("=");
                self.expr(default, Level::Test);
            }
        }
        if let Some(kwarg) = &args.kwarg {
            comma(self);
            self.put("**");
            self.put(&kwarg.arg);
        }
    }

    fn literal(&mut self, expr: &Expr, prefix: &str) {
        let mut body = Writer { out: Vec::new() };
        body.pieces(expr, false);
        self.put(prefix);
        self.quoted(&body.out);
    }

    /// The inside of an f-string or t-string.
    fn pieces(&mut self, expr: &Expr, in_spec: bool) {
        if let ExprKind::JoinedStr { values } | ExprKind::TemplateStr { values } = &expr.kind {
            for value in values {
                self.piece(value, in_spec);
            }
        }
    }

    fn piece(&mut self, expr: &Expr, in_spec: bool) {
        match &expr.kind {
            ExprKind::Constant { value: Constant::Str(text), .. } => {
                for byte in text.as_bytes() {
                    self.out.push(*byte);
                    if matches!(byte, b'{' | b'}') && !in_spec {
                        self.out.push(*byte);
                    }
                }
            }
            ExprKind::FormattedValue { value, conversion, format_spec }
            | ExprKind::Interpolation { value, conversion, format_spec, .. } => {
                let mut inner = Writer { out: Vec::new() };
                inner.expr(value, above(Level::Test));
                self.put(if inner.out.first() == Some(&b'{') { "{ " } else { "{" });
                self.out.extend_from_slice(&inner.out);
                match conversion {
                    Some(Conversion::Str) => self.put("!s"),
                    Some(Conversion::Repr) => self.put("!r"),
                    Some(Conversion::Ascii) => self.put("!a"),
                    None => {}
                }
                if let Some(spec) = format_spec {
                    self.put(":");
                    self.pieces(spec, true);
                }
                self.put("}");
            }
            _ => {}
        }
    }

    fn constant(&mut self, value: &Constant) {
        match value {
            Constant::None => self.put("None"),
            Constant::Bool(true) => self.put("True"),
            Constant::Bool(false) => self.put("False"),
            Constant::Ellipsis => self.put("..."),
            Constant::Int(value) => self.put(&value.to_string()),
            Constant::Float(value) => self.put(&float(*value)),
            Constant::Complex(value) => {
                let text = float(*value);
                self.put(text.strip_suffix(".0").unwrap_or(&text));
                self.put("j");
            }
            Constant::Str(text) => self.quoted(text.as_bytes()),
            Constant::Bytes(bytes) => {
                self.put("b");
                let quote = quote_for(bytes);
                self.out.push(quote);
                for byte in bytes {
                    match byte {
                        b'\n' => self.put("\\n"),
                        b'\r' => self.put("\\r"),
                        b'\t' => self.put("\\t"),
                        b'\\' => self.put("\\\\"),
                        byte if *byte == quote => {
                            self.put("\\");
                            self.out.push(*byte);
                        }
                        0x20..0x7F => self.out.push(*byte),
                        _ => self.put(&format!("\\x{byte:02x}")),
                    }
                }
                self.out.push(quote);
            }
        }
    }

    /// The repr of a string.
    fn quoted(&mut self, text: &[u8]) {
        let quote = quote_for(text);
        self.out.push(quote);
        for chunk in text.utf8_chunks() {
            for char in chunk.valid().chars() {
                match char {
                    '\n' => self.put("\\n"),
                    '\r' => self.put("\\r"),
                    '\t' => self.put("\\t"),
                    '\\' => self.put("\\\\"),
                    char if char as u32 == u32::from(quote) => {
                        self.put("\\");
                        self.out.push(quote);
                    }
                    '\0'..' ' | '\x7F' => self.put(&format!("\\x{:02x}", char as u32)),
                    char => self.out.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes()),
                }
            }
            self.out.extend_from_slice(chunk.invalid());
        }
        self.out.push(quote);
    }
}

fn quote_for(text: &[u8]) -> u8 {
    if text.contains(&b'\'') && !text.contains(&b'"') { b'"' } else { b'\'' }
}

/// The repr of a float; infinity as a literal that overflows.
fn float(value: f64) -> String {
    if value.is_infinite() {
        return "1e309".to_owned();
    }
    let size = value.abs();
    if size != 0.0 && !(1e-4..1e16).contains(&size) {
        let text = format!("{value:e}");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let (sign, exponent) = exponent.strip_prefix('-').map_or(('+', exponent), |rest| ('-', rest));
        return format!("{digits}e{sign}{exponent:0>2}");
    }
    format!("{value:?}")
}

fn above(level: Level) -> Level {
    match level {
        Level::Tuple => Level::Test,
        Level::Test => Level::Or,
        Level::Or => Level::And,
        Level::And => Level::Not,
        Level::Not => Level::Compare,
        Level::Compare => Level::BitOr,
        Level::BitOr => Level::BitXor,
        Level::BitXor => Level::BitAnd,
        Level::BitAnd => Level::Shift,
        Level::Shift => Level::Arith,
        Level::Arith => Level::Term,
        Level::Term => Level::Factor,
        Level::Factor => Level::Power,
        Level::Power => Level::Await,
        Level::Await | Level::Atom => Level::Atom,
    }
}

fn operator(op: Operator) -> (Level, &'static str) {
    match op {
        Operator::Add => (Level::Arith, " + "),
        Operator::Sub => (Level::Arith, " - "),
        Operator::Mult => (Level::Term, " * "),
        Operator::MatMult => (Level::Term, " @ "),
        Operator::Div => (Level::Term, " / "),
        Operator::Mod => (Level::Term, " % "),
        Operator::FloorDiv => (Level::Term, " // "),
        Operator::LShift => (Level::Shift, " << "),
        Operator::RShift => (Level::Shift, " >> "),
        Operator::BitOr => (Level::BitOr, " | "),
        Operator::BitXor => (Level::BitXor, " ^ "),
        Operator::BitAnd => (Level::BitAnd, " & "),
        Operator::Pow => (Level::Power, " ** "),
    }
}

fn comparison(op: CmpOperator) -> &'static str {
    match op {
        CmpOperator::Eq => " == ",
        CmpOperator::NotEq => " != ",
        CmpOperator::Lt => " < ",
        CmpOperator::LtE => " <= ",
        CmpOperator::Gt => " > ",
        CmpOperator::GtE => " >= ",
        CmpOperator::Is => " is ",
        CmpOperator::IsNot => " is not ",
        CmpOperator::In => " in ",
        CmpOperator::NotIn => " not in ",
    }
}
