//! Left chains: operators, attributes, subscripts and calls, walked with a loop.

use taipan_bytecode::{Const, Op};
use taipan_syntax::Span;
use taipan_syntax::ast::{Expr, ExprKind, Keyword};

use super::Compiler;
use super::names::Access;
use crate::constants::text;
use crate::error::{Result, SyntaxError};
use crate::fold;

/// Arguments beyond which a call builds a tuple.
const MAX_WINDOW: usize = 60;

/// What a chain has come to.
enum Value {
    Register(usize),
    Const(Const),
}

impl<'a> Compiler<'a> {
    /// A `BinOp`, `Attribute`, `Subscript` or `Call`.
    pub(super) fn chain(&mut self, expr: &'a Expr, dst: usize) -> Result {
        let mut links = Vec::new();
        let mut at = expr;
        while let ExprKind::BinOp { left: inner, .. }
        | ExprKind::Attribute { value: inner, .. }
        | ExprKind::Subscript { value: inner, .. }
        | ExprKind::Call { func: inner, .. } = &at.kind
        {
            links.push(at);
            at = inner;
        }
        links.reverse();
        let mark = self.unit.next;
        let mut index = 0;
        let mut value = match self.fold(at) {
            Some(constant) => Value::Const(constant),
            None => match self.super_links(at, &links) {
                Some(used) => {
                    let last = used == links.len();
                    self.super_chain(at, &links[..used], if last { dst } else { mark })?;
                    index = used;
                    Value::Register(mark)
                }
                None => Value::Register(self.chain_base(at, &links)?),
            },
        };
        while index < links.len() {
            let link = links[index];
            if let (Value::Const(left), ExprKind::BinOp { op, right, .. }) = (&value, &link.kind)
                && let Some(right) = self.fold(right)
                && let Some(folded) = fold::binary(*op, left, &right)
            {
                value = Value::Const(folded);
                index += 1;
                continue;
            }
            self.unit.next = mark;
            let base = match value {
                Value::Register(register) => register,
                Value::Const(constant) => {
                    self.at(if index == 0 { at.span } else { links[index - 1].span });
                    self.load_const(mark, constant);
                    mark
                }
            };
            if base == mark {
                self.unit.alloc();
            }
            let used = match links.get(index + 1) {
                Some(call) if is_method_call(link, call) => 2,
                _ => 1,
            };
            let to = if index + used == links.len() { dst } else { mark };
            if used == 2 {
                self.method_call(link, links[index + 1], base, mark, to)?;
            } else {
                self.link(link, base, mark, to)?;
            }
            self.unit.touch(to);
            value = Value::Register(mark);
            index += used;
        }
        if let Value::Const(constant) = value {
            self.at(expr.span);
            self.load_const(dst, constant);
        }
        self.unit.next = mark;
        Ok(())
    }

    fn chain_base(&mut self, base: &'a Expr, links: &[&'a Expr]) -> Result<usize> {
        match links.first().map(|link| &link.kind) {
            Some(ExprKind::BinOp { right, .. }) => self.operand_before(base, [&**right]),
            Some(ExprKind::Subscript { slice, .. }) => self.operand_before(base, [&**slice]),
            // The callee and the receiver are read before the arguments are evaluated.
            _ => self.operand(base),
        }
    }

    fn link(&mut self, link: &'a Expr, base: usize, mark: usize, dst: usize) -> Result {
        match &link.kind {
            ExprKind::BinOp { op, right, .. } => {
                if let Some(constant) = self.fold(right)
                    && let Some(operation) = self.binary_const(*op, false)
                    && let Some(index) = self.const_byte(&constant)
                {
                    self.at(link.span);
                    self.emit(operation, dst, base, index, &[]);
                    return Ok(());
                }
                let right = self.operand(right)?;
                self.at(link.span);
                self.binary(*op, base, right, dst, false);
                Ok(())
            }
            ExprKind::Attribute { attr, attr_span, .. } => {
                let name = self.mangled(attr);
                let name = self.name_index(&name);
                self.at(self.attribute_span(link.span, *attr_span));
                self.emit_take(Op::LoadAttr, dst, base, &[name]);
                Ok(())
            }
            ExprKind::Subscript { slice, .. } => {
                if let Some(window) = self.slice_bounds(slice)? {
                    self.at(link.span);
                    self.emit(Op::GetSlice, dst, base, window, &[]);
                    return Ok(());
                }
                if let Some(constant) = self.fold(slice)
                    && let Some(index) = self.const_byte(&constant)
                {
                    self.at(link.span);
                    self.emit(Op::GetItemK, dst, base, index, &[]);
                    return Ok(());
                }
                let key = self.operand(slice)?;
                self.at(link.span);
                self.emit(Op::GetItem, dst, base, key, &[]);
                Ok(())
            }
            ExprKind::Call { args, keywords, .. } => {
                let window = mark;
                if base != window {
                    self.mov(window, base);
                }
                self.unit.next = window;
                self.unit.alloc_many(3);
                self.call_arguments(window, args, keywords, link.span, dst, false)
            }
            _ => Ok(()),
        }
    }

    fn method_call(
        &mut self,
        attribute: &'a Expr,
        call: &'a Expr,
        base: usize,
        mark: usize,
        dst: usize,
    ) -> Result {
        let (ExprKind::Attribute { attr, attr_span, .. }, ExprKind::Call { args, keywords, .. }) =
            (&attribute.kind, &call.kind)
        else {
            return Ok(());
        };
        let name = self.mangled(attr);
        let name = self.name_index(&name);
        self.at(self.attribute_span(attribute.span, *attr_span));
        self.unit.next = mark;
        let window = self.unit.alloc_many(4);
        self.emit_take(Op::LoadMethod, window, base, &[name]);
        let place = self.method_place(attribute.span, *attr_span, call.span);
        self.call_arguments(window, args, keywords, place, dst, true)
    }

    /// Where a method call stands: a call over several lines begins at the attribute.
    fn method_place(&self, attribute: Span, attr: Span, call: Span) -> Span {
        Span::new(self.attribute_span(attribute, attr).start, call.end)
    }

    /// Where an attribute stands: if it ends on another line than it begins, only its name counts.
    pub(super) fn attribute_span(&self, whole: Span, attr: Span) -> Span {
        let multi_line = self.source.line(whole.start) != self.source.line(whole.end);
        if multi_line { Span::new(attr.start, whole.end) } else { whole }
    }

    /// Evaluates arguments into the window and calls; `place` is the call's span.
    pub(super) fn call_arguments(
        &mut self,
        window: usize,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        place: Span,
        dst: usize,
        method: bool,
    ) -> Result {
        check_keywords(keywords)?;
        let plain = !has_unpacking(args, keywords) && args.len() + keywords.len() <= MAX_WINDOW;
        if !plain {
            return self.call_ex(window, args, keywords, place, dst, 0);
        }
        for arg in args {
            self.temp(arg)?;
        }
        for keyword in keywords {
            self.temp(&keyword.value)?;
        }
        self.finish_call(window, args.len(), keywords, place, dst, method);
        Ok(())
    }

    /// Calls the window, in which `positional` arguments and the values of `keywords` stand.
    pub(super) fn finish_call(
        &mut self,
        window: usize,
        positional: usize,
        keywords: &'a [Keyword],
        place: Span,
        dst: usize,
        method: bool,
    ) {
        self.at(place);
        if keywords.is_empty() {
            self.call_window(window, positional, dst, method);
            return;
        }
        let names =
            keywords.iter().map(|k| text(&self.mangled(k.arg.as_deref().unwrap_or_default()))).collect();
        let names = self.const_index(Const::Tuple(names));
        let op = if method { Op::CallMethodKw } else { Op::CallKw };
        self.unit.touch(dst);
        self.emit(op, window, positional + keywords.len(), dst, &[names]);
    }

    /// A call with `*` or `**` or very many arguments. `given` arguments stand in the window already.
    pub(super) fn call_ex(
        &mut self,
        window: usize,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        place: Span,
        dst: usize,
        given: usize,
    ) -> Result {
        let target = window + 3;
        match args {
            [Expr { kind: ExprKind::Starred { value }, .. }] if given == 0 => {
                self.unit.next = target;
                self.temp(value)?;
            }
            [] if given == 0 => {
                self.at(place);
                self.unit.next = target;
                self.unit.alloc();
                self.load_const(target, Const::Tuple(Vec::new()));
            }
            _ => {
                self.at(place);
                self.unit.touch(target);
                self.emit(Op::BuildList, target, target, given, &[]);
                self.unit.next = target + 1;
                self.extend_list(place, target, args)?;
                self.at(place);
                self.emit_take(Op::ListToTuple, target, target, &[]);
            }
        }
        if !keywords.is_empty() {
            self.keyword_dict(window, keywords, place)?;
        }
        self.at(place);
        self.unit.touch(dst);
        self.emit(Op::CallEx, window, usize::from(!keywords.is_empty()), dst, &[]);
        Ok(())
    }

    pub(super) fn keyword_dict(&mut self, callee: usize, keywords: &'a [Keyword], span: Span) -> Result {
        let dict = self.unit.next;
        let mut rest = keywords;
        let mut made = false;
        while !rest.is_empty() {
            let count = rest.iter().take(super::displays::CHUNK / 2).take_while(|k| k.arg.is_some()).count();
            let (named, after) = rest.split_at(count);
            rest = after;
            if !named.is_empty() || !made {
                let window = self.unit.next;
                for keyword in named {
                    let key = self.unit.alloc();
                    self.at(keyword.span);
                    let name = self.mangled(keyword.arg.as_deref().unwrap_or_default());
                    self.load_const(key, text(&name));
                    self.temp(&keyword.value)?;
                }
                self.at(span);
                self.unit.next = window;
                self.unit.alloc();
                self.emit(Op::BuildMap, window, window, named.len(), &[]);
                if made {
                    self.emit(Op::DictMerge, dict, window, callee, &[]);
                    self.unit.next = dict + 1;
                }
                made = true;
            }
            if let Some((first, after)) = rest.split_first()
                && first.arg.is_none()
            {
                rest = after;
                let mapping = self.operand(&first.value)?;
                self.at(span);
                self.emit(Op::DictMerge, dict, mapping, callee, &[]);
                self.unit.next = dict + 1;
            }
        }
        Ok(())
    }

    /// How many links `super().name` or `super().name(...)` takes, if the chain begins so and `super` is the builtin.
    fn super_links(&self, base: &Expr, links: &[&Expr]) -> Option<usize> {
        let ExprKind::Name { id } = &base.kind else { return None };
        let [call, attribute, ..] = links else { return None };
        let (ExprKind::Call { args, keywords, .. }, ExprKind::Attribute { attr, .. }) =
            (&call.kind, &attribute.kind)
        else {
            return None;
        };
        let frame = self.table.scope(self.unit.scope);
        let shadowed = self
            .table
            .scope(crate::symtable::MODULE)
            .symbols
            .get("super")
            .is_some_and(|symbol| symbol.flags & !crate::symtable::flag::USE != 0);
        if &**id != "super"
            || shadowed
            || self.access("super") != Access::Global
            || !frame.kind.is_function_like()
            || !keywords.is_empty()
            || &**attr == "__class__"
        {
            return None;
        }
        let zero = args.is_empty()
            && self.unit.arg_count > 0
            && self.unit.free.iter().any(|free| &**free == "__class__");
        let two = args.len() == 2 && !args.iter().any(is_starred);
        if !zero && !two {
            return None;
        }
        Some(match links.get(2) {
            Some(call) if is_method_call(attribute, call) => 3,
            _ => 2,
        })
    }

    fn super_chain(&mut self, base: &'a Expr, links: &[&'a Expr], dst: usize) -> Result {
        let window = self.unit.next;
        self.temp(base)?;
        let (ExprKind::Call { args, .. }, ExprKind::Attribute { attr, attr_span, .. }) =
            (&links[0].kind, &links[1].kind)
        else {
            return Ok(());
        };
        let written = usize::from(!args.is_empty());
        if args.is_empty() {
            let class = self.unit.alloc();
            self.at(links[0].span);
            let index = self.free_index("__class__");
            self.emit(Op::LoadFree, class, index, 0, &[]);
            let receiver = self.unit.alloc();
            let first = self.unit.layout.names[0].clone();
            let scopes = std::mem::replace(&mut self.unit.scopes, vec![self.unit.scope]);
            self.load_mangled(&first, receiver);
            self.unit.scopes = scopes;
        } else {
            for arg in args {
                self.temp(arg)?;
            }
        }
        let name = self.mangled(attr);
        let name = self.name_index(&name);
        self.at(self.attribute_span(links[1].span, *attr_span));
        match links.get(2).map(|link| (&link.kind, link.span)) {
            Some((ExprKind::Call { args, keywords, .. }, span)) => {
                self.emit(Op::LoadSuperMethod, window, written, 0, &[name]);
                self.unit.next = window;
                self.unit.alloc_many(4);
                let place = self.method_place(links[1].span, *attr_span, span);
                self.call_arguments(window, args, keywords, place, dst, true)
            }
            _ => {
                self.unit.touch(dst);
                self.emit(Op::LoadSuperAttr, window, written, dst, &[name]);
                Ok(())
            }
        }
    }
}

pub(super) fn is_starred(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Starred { .. })
}

pub(super) fn has_unpacking(args: &[Expr], keywords: &[Keyword]) -> bool {
    args.iter().any(is_starred) || keywords.iter().any(|keyword| keyword.arg.is_none())
}

/// Whether `attribute` and then `call` can be one method call.
fn is_method_call(attribute: &Expr, call: &Expr) -> bool {
    match (&attribute.kind, &call.kind) {
        (ExprKind::Attribute { .. }, ExprKind::Call { args, keywords, .. }) => {
            !has_unpacking(args, keywords) && args.len() + keywords.len() <= MAX_WINDOW
        }
        _ => false,
    }
}

pub(super) fn check_keywords(keywords: &[Keyword]) -> Result {
    for (index, keyword) in keywords.iter().enumerate() {
        let Some(name) = &keyword.arg else { continue };
        if keywords[index + 1..].iter().any(|other| other.arg.as_ref() == Some(name)) {
            let again = keywords[index + 1..].iter().find(|other| other.arg.as_ref() == Some(name));
            let span = again.map_or(keyword.span, |keyword| keyword.span);
            return Err(SyntaxError::new(format!("keyword argument repeated: {name}"), span));
        }
    }
    Ok(())
}
