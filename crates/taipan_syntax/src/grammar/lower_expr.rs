//! Lowering of expressions. Left chains are lowered in a loop, for they may be long.

use rustpython_parser::ast::{self as rp, Ranged};

use super::{
    Grammar, feed,
    lower::{Lowered, span},
};
use crate::{
    Span,
    ast::{
        Arg, Arguments, BoolOperator, CmpOperator, Comprehension, Constant, Expr, ExprKind, Keyword,
        Operator, UnaryOperator,
    },
    error::{At, ErrorKind, Fault},
    literal, targets,
    token::TokenKind as Kind,
};

/// The longest left chain; CPython's compiler gives up somewhere before.
const MAX_CHAIN: usize = 60_000;

/// One operator of a left chain, without its left operand.
enum Link {
    Binary(rp::ExprBinOp, Span),
    Attribute(rp::Identifier, Span),
    Subscript(rp::Expr, Span),
    Call(Vec<rp::Expr>, Vec<rp::Keyword>, Span),
}

impl Grammar<'_> {
    pub(super) fn lower_expr(&mut self, expr: rp::Expr) -> Lowered<Expr> {
        match expr {
            rp::Expr::Name(node) => {
                let (id, place) = self.name(node.id.as_str());
                Ok(Expr::new(ExprKind::Name { id }, place))
            }
            rp::Expr::Constant(node) => self.lower_constant(node),
            rp::Expr::BinOp(_) | rp::Expr::Attribute(_) | rp::Expr::Subscript(_) | rp::Expr::Call(_) => {
                self.deeper(|grammar| grammar.lower_chain(expr))
            }
            _ => self.deeper(|grammar| grammar.lower_nested(expr)),
        }
    }

    fn lower_constant(&mut self, node: rp::ExprConstant) -> Lowered<Expr> {
        let place = span(node.range);
        let value = match node.value {
            rp::Constant::Str(placeholder) => {
                if let Some(literal) =
                    self.literals.get_mut(feed::decode(&placeholder)).and_then(Option::take)
                {
                    return Ok(literal);
                }
                Constant::Str(placeholder.into())
            }
            rp::Constant::Int(_) => literal::number(self.lines.slice(place), Kind::Int),
            rp::Constant::Float(_) => literal::number(self.lines.slice(place), Kind::Float),
            rp::Constant::Complex { .. } => literal::number(self.lines.slice(place), Kind::Imaginary),
            rp::Constant::Bool(value) => Constant::Bool(value),
            rp::Constant::Ellipsis => Constant::Ellipsis,
            rp::Constant::None | rp::Constant::Bytes(_) | rp::Constant::Tuple(_) => Constant::None,
        };
        Ok(Expr::new(ExprKind::Constant { value, unicode_prefix: false }, place))
    }

    fn lower_chain(&mut self, expr: rp::Expr) -> Lowered<Expr> {
        let mut links = Vec::new();
        let mut innermost = expr;
        loop {
            innermost = match innermost {
                rp::Expr::BinOp(mut node) => {
                    let place = span(node.range);
                    let leaf = rp::ExprName {
                        id: rp::Identifier::new(""),
                        ctx: rp::ExprContext::Load,
                        range: node.range,
                    };
                    let left = std::mem::replace(&mut *node.left, leaf.into());
                    links.push(Link::Binary(node, place));
                    left
                }
                rp::Expr::Attribute(node) => {
                    links.push(Link::Attribute(node.attr, span(node.range)));
                    *node.value
                }
                rp::Expr::Subscript(node) => {
                    links.push(Link::Subscript(*node.slice, span(node.range)));
                    *node.value
                }
                rp::Expr::Call(node) => {
                    links.push(Link::Call(node.args, node.keywords, span(node.range)));
                    *node.func
                }
                other => {
                    innermost = other;
                    break;
                }
            };
        }
        if links.len() > MAX_CHAIN {
            let message = "maximum recursion depth exceeded during compilation";
            return Err(Fault::at(ErrorKind::RecursionError, At::Nowhere, message));
        }
        let mut expr = self.lower_expr(innermost)?;
        while let Some(link) = links.pop() {
            expr = self.lower_link(expr, link)?;
        }
        Ok(expr)
    }

    fn lower_link(&mut self, operand: Expr, link: Link) -> Lowered<Expr> {
        let (kind, place) = match link {
            Link::Binary(node, place) => {
                let op_span = self.after_parens(operand.span.end).span;
                let right = self.lower_box(*node.right)?;
                (ExprKind::BinOp { left: Box::new(operand), op: operator(node.op), right, op_span }, place)
            }
            Link::Attribute(attr, place) => {
                let (attr, attr_span) = self.name(attr.as_str());
                (ExprKind::Attribute { value: Box::new(operand), attr, attr_span }, place)
            }
            Link::Subscript(slice, place) => {
                let bracket = self.after_parens(operand.span.end).span.start;
                let mut slice = self.lower_box(slice)?;
                if let ExprKind::Starred { .. } = slice.kind {
                    let place = slice.span;
                    slice = Box::new(Expr::new(ExprKind::Tuple { elts: vec![*slice] }, place));
                }
                (ExprKind::Subscript { value: Box::new(operand), slice, bracket }, place)
            }
            Link::Call(args, keywords, place) => {
                let paren = self.after_parens(operand.span.end).span.start;
                let args = self.lower_arguments(args, keywords.is_empty(), Span::new(paren, place.end))?;
                let keywords = self.lower_keywords(keywords)?;
                (ExprKind::Call { func: Box::new(operand), args, keywords, paren }, place)
            }
        };
        Ok(Expr::new(kind, place))
    }

    /// Positional arguments; `parens` are those of the call. A generator without its own parentheses has to be
    /// the only argument and takes those of the call.
    pub(super) fn lower_arguments(
        &mut self,
        args: Vec<rp::Expr>,
        no_keywords: bool,
        parens: Span,
    ) -> Lowered<Vec<Expr>> {
        let alone = args.len() == 1 && no_keywords;
        args.into_iter()
            .map(|arg| {
                let mut arg = self.lower_expr(arg)?;
                if let ExprKind::GeneratorExp { elt, generators } = &arg.kind
                    && self.is_bare_generator(arg.span, elt.span, generators)
                {
                    let last = self.tokens[self.token_at(parens.end - 1).saturating_sub(1)];
                    if !alone || last.kind == Kind::Comma {
                        return Err(Fault::new(arg.span, "Generator expression must be parenthesized"));
                    }
                    arg.span = parens;
                }
                Ok(arg)
            })
            .collect()
    }

    /// Whether the generator that spans `whole` has no parentheses around it.
    pub(super) fn is_bare_generator(&self, whole: Span, elt: Span, generators: &[Comprehension]) -> bool {
        if whole.start == elt.start {
            return true;
        }
        let count = |from: u32, to: u32, kind: Kind| {
            let first = self.tokens.partition_point(|token| token.span.start < from);
            self.tokens[first..]
                .iter()
                .take_while(|token| token.span.start < to && token.kind == kind)
                .count()
        };
        let target = generators.first().map_or(whole.end, |generator| generator.target.span.start);
        count(whole.start, elt.start, Kind::LeftParen) == count(elt.end, target, Kind::RightParen)
    }

    pub(super) fn lower_keywords(&mut self, keywords: Vec<rp::Keyword>) -> Lowered<Vec<Keyword>> {
        keywords
            .into_iter()
            .map(|keyword| {
                Ok(Keyword {
                    arg: keyword.arg.map(|arg| self.identifier(&arg)),
                    value: self.lower_expr(keyword.value)?,
                    span: span(keyword.range),
                })
            })
            .collect()
    }

    /// Expressions that are not part of a left chain.
    fn lower_nested(&mut self, expr: rp::Expr) -> Lowered<Expr> {
        let mut place = span(expr.range());
        let kind = match expr {
            rp::Expr::BoolOp(node) => ExprKind::BoolOp {
                op: match node.op {
                    rp::BoolOp::And => BoolOperator::And,
                    rp::BoolOp::Or => BoolOperator::Or,
                },
                values: self.lower_exprs(node.values)?,
            },
            rp::Expr::NamedExpr(node) => {
                let target = self.lower_box(*node.target)?;
                let value = self.lower_box(*node.value)?;
                place.end = self.end_with_parens(target.span.end, value.span);
                ExprKind::NamedExpr { target, value }
            }
            rp::Expr::UnaryOp(node) => {
                ExprKind::UnaryOp { op: unary_operator(node.op), operand: self.lower_box(*node.operand)? }
            }
            rp::Expr::Lambda(node) => ExprKind::Lambda {
                args: Box::new(self.lower_parameters(*node.args)?),
                body: self.lower_box(*node.body)?,
            },
            rp::Expr::IfExp(node) => {
                let body = self.lower_box(*node.body)?;
                let test = self.lower_box(*node.test)?;
                ExprKind::IfExp { test, body, orelse: self.lower_box(*node.orelse)? }
            }
            rp::Expr::Dict(node) => {
                let mut keys = Vec::with_capacity(node.keys.len());
                let mut values = Vec::with_capacity(node.values.len());
                for (key, value) in node.keys.into_iter().zip(node.values) {
                    keys.push(key.map(|key| self.lower_expr(key)).transpose()?);
                    values.push(self.lower_expr(value)?);
                }
                ExprKind::Dict { keys, values }
            }
            rp::Expr::Set(node) => ExprKind::Set { elts: self.lower_exprs(node.elts)? },
            rp::Expr::ListComp(node) => {
                let elt = self.lower_element(*node.elt)?;
                ExprKind::ListComp { elt, generators: self.lower_generators(node.generators)? }
            }
            rp::Expr::SetComp(node) => {
                let elt = self.lower_element(*node.elt)?;
                ExprKind::SetComp { elt, generators: self.lower_generators(node.generators)? }
            }
            rp::Expr::GeneratorExp(node) => {
                let elt = self.lower_element(*node.elt)?;
                ExprKind::GeneratorExp { elt, generators: self.lower_generators(node.generators)? }
            }
            rp::Expr::DictComp(node) => {
                let key = self.lower_box(*node.key)?;
                let value = self.lower_box(*node.value)?;
                ExprKind::DictComp { key, value, generators: self.lower_generators(node.generators)? }
            }
            rp::Expr::Await(node) => ExprKind::Await { value: self.lower_box(*node.value)? },
            rp::Expr::Yield(node) => ExprKind::Yield { value: self.lower_option(node.value)? },
            rp::Expr::YieldFrom(node) => ExprKind::YieldFrom { value: self.lower_box(*node.value)? },
            rp::Expr::Compare(node) => ExprKind::Compare {
                left: self.lower_box(*node.left)?,
                ops: node.ops.into_iter().map(comparison).collect(),
                comparators: self.lower_exprs(node.comparators)?,
            },
            rp::Expr::Starred(node) => ExprKind::Starred { value: self.lower_box(*node.value)? },
            rp::Expr::List(node) => ExprKind::List { elts: self.lower_exprs(node.elts)? },
            rp::Expr::Tuple(node) => ExprKind::Tuple { elts: self.lower_exprs(node.elts)? },
            rp::Expr::Slice(node) => ExprKind::Slice {
                lower: self.lower_option(node.lower)?,
                upper: self.lower_option(node.upper)?,
                step: self.lower_option(node.step)?,
            },
            rp::Expr::Constant(node) => return self.lower_constant(node),
            rp::Expr::Name(_)
            | rp::Expr::BinOp(_)
            | rp::Expr::Attribute(_)
            | rp::Expr::Subscript(_)
            | rp::Expr::Call(_) => return self.lower_chain(expr),
            // The feed has no such literals.
            rp::Expr::JoinedStr(_) | rp::Expr::FormattedValue(_) => {
                ExprKind::JoinedStr { values: Vec::new() }
            }
        };
        Ok(Expr::new(kind, place))
    }

    fn lower_element(&mut self, elt: rp::Expr) -> Lowered<Box<Expr>> {
        let elt = self.lower_box(elt)?;
        match elt.kind {
            ExprKind::Starred { .. } => {
                Err(Fault::new(elt.span, "iterable unpacking cannot be used in comprehension"))
            }
            _ => Ok(elt),
        }
    }

    fn lower_generators(&mut self, generators: Vec<rp::Comprehension>) -> Lowered<Vec<Comprehension>> {
        generators
            .into_iter()
            .map(|generator| {
                let target = self.lower_expr(generator.target)?;
                targets::assign(&target)?;
                Ok(Comprehension {
                    target,
                    iter: self.lower_expr(generator.iter)?,
                    ifs: self.lower_exprs(generator.ifs)?,
                    is_async: generator.is_async,
                })
            })
            .collect()
    }

    pub(super) fn lower_parameters(&mut self, args: rp::Arguments) -> Lowered<Arguments> {
        let mut lowered = Arguments::default();
        for (list, args) in [(&mut lowered.posonlyargs, args.posonlyargs), (&mut lowered.args, args.args)] {
            list.reserve(args.len());
            for arg in args {
                list.push(self.lower_parameter(arg.def)?);
                if let Some(default) = arg.default {
                    lowered.defaults.push(self.lower_expr(*default)?);
                }
            }
        }
        lowered.vararg = args.vararg.map(|arg| self.lower_parameter(*arg)).transpose()?.map(Box::new);
        for arg in args.kwonlyargs {
            lowered.kwonlyargs.push(self.lower_parameter(arg.def)?);
            lowered.kw_defaults.push(arg.default.map(|default| self.lower_expr(*default)).transpose()?);
        }
        lowered.kwarg = args.kwarg.map(|arg| self.lower_parameter(*arg)).transpose()?.map(Box::new);
        Ok(lowered)
    }

    fn lower_parameter(&mut self, arg: rp::Arg) -> Lowered<Arg> {
        Ok(Arg {
            arg: self.identifier(&arg.arg),
            annotation: self.lower_option(arg.annotation)?,
            span: span(arg.range),
        })
    }
}

pub(super) fn operator(op: rp::Operator) -> Operator {
    match op {
        rp::Operator::Add => Operator::Add,
        rp::Operator::Sub => Operator::Sub,
        rp::Operator::Mult => Operator::Mult,
        rp::Operator::MatMult => Operator::MatMult,
        rp::Operator::Div => Operator::Div,
        rp::Operator::Mod => Operator::Mod,
        rp::Operator::Pow => Operator::Pow,
        rp::Operator::LShift => Operator::LShift,
        rp::Operator::RShift => Operator::RShift,
        rp::Operator::BitOr => Operator::BitOr,
        rp::Operator::BitXor => Operator::BitXor,
        rp::Operator::BitAnd => Operator::BitAnd,
        rp::Operator::FloorDiv => Operator::FloorDiv,
    }
}

fn unary_operator(op: rp::UnaryOp) -> UnaryOperator {
    match op {
        rp::UnaryOp::Invert => UnaryOperator::Invert,
        rp::UnaryOp::Not => UnaryOperator::Not,
        rp::UnaryOp::UAdd => UnaryOperator::UAdd,
        rp::UnaryOp::USub => UnaryOperator::USub,
    }
}

fn comparison(op: rp::CmpOp) -> CmpOperator {
    match op {
        rp::CmpOp::Eq => CmpOperator::Eq,
        rp::CmpOp::NotEq => CmpOperator::NotEq,
        rp::CmpOp::Lt => CmpOperator::Lt,
        rp::CmpOp::LtE => CmpOperator::LtE,
        rp::CmpOp::Gt => CmpOperator::Gt,
        rp::CmpOp::GtE => CmpOperator::GtE,
        rp::CmpOp::Is => CmpOperator::Is,
        rp::CmpOp::IsNot => CmpOperator::IsNot,
        rp::CmpOp::In => CmpOperator::In,
        rp::CmpOp::NotIn => CmpOperator::NotIn,
    }
}
