//! Expressions. Field names are those of `Python.asdl`; fields that it does not have are documented.
#![allow(missing_docs)]

use super::{Constant, Identifier};
use crate::Span;

/// An expression and its place, without the parentheses around it.
#[derive(Debug)]
pub struct Expr {
    pub kind: ExprKind,
    pub span: Span,
}

impl Expr {
    /// An expression of `kind` at `span`.
    pub const fn new(kind: ExprKind, span: Span) -> Self {
        Self { kind, span }
    }
}

/// The variants of `expr`.
#[derive(Debug)]
pub enum ExprKind {
    /// Two or more operands of one operator.
    BoolOp {
        op: BoolOperator,
        values: Vec<Expr>,
    },
    NamedExpr {
        target: Box<Expr>,
        value: Box<Expr>,
    },
    BinOp {
        left: Box<Expr>,
        op: Operator,
        right: Box<Expr>,
        /// The operator itself.
        op_span: Span,
    },
    UnaryOp {
        op: UnaryOperator,
        operand: Box<Expr>,
    },
    Lambda {
        args: Box<Arguments>,
        body: Box<Expr>,
    },
    IfExp {
        test: Box<Expr>,
        body: Box<Expr>,
        orelse: Box<Expr>,
    },
    /// A key of `None` stands for `**value`.
    Dict {
        keys: Vec<Option<Expr>>,
        values: Vec<Expr>,
    },
    Set {
        elts: Vec<Expr>,
    },
    ListComp {
        elt: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    SetComp {
        elt: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    DictComp {
        key: Box<Expr>,
        value: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    GeneratorExp {
        elt: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    Await {
        value: Box<Expr>,
    },
    Yield {
        value: Option<Box<Expr>>,
    },
    YieldFrom {
        value: Box<Expr>,
    },
    /// `ops` and `comparators` are of equal length, at least one.
    Compare {
        left: Box<Expr>,
        ops: Vec<CmpOperator>,
        comparators: Vec<Expr>,
    },
    Call {
        func: Box<Expr>,
        args: Vec<Expr>,
        keywords: Vec<Keyword>,
        /// Offset of the opening parenthesis.
        paren: u32,
    },
    /// A replacement field of an f-string.
    FormattedValue {
        value: Box<Expr>,
        conversion: Option<Conversion>,
        /// Always a `JoinedStr`.
        format_spec: Option<Box<Expr>>,
    },
    /// A replacement field of a t-string.
    Interpolation {
        value: Box<Expr>,
        /// The source text of the expression.
        str: Box<str>,
        conversion: Option<Conversion>,
        /// Always a `JoinedStr`.
        format_spec: Option<Box<Expr>>,
    },
    /// `values` are string constants and `FormattedValue`s.
    JoinedStr {
        values: Vec<Expr>,
    },
    /// `values` are string constants and `Interpolation`s.
    TemplateStr {
        values: Vec<Expr>,
    },
    Constant {
        value: Constant,
        /// Whether the first string literal has the prefix `u` (the ASDL's `kind`).
        unicode_prefix: bool,
    },
    Attribute {
        value: Box<Expr>,
        attr: Identifier,
        /// The name after the dot, as written.
        attr_span: Span,
    },
    Subscript {
        value: Box<Expr>,
        slice: Box<Expr>,
        /// Offset of the opening bracket.
        bracket: u32,
    },
    Starred {
        value: Box<Expr>,
    },
    Name {
        id: Identifier,
    },
    List {
        elts: Vec<Expr>,
    },
    Tuple {
        elts: Vec<Expr>,
    },
    /// Only as (an element of) the slice of a `Subscript`.
    Slice {
        lower: Option<Box<Expr>>,
        upper: Option<Box<Expr>>,
        step: Option<Box<Expr>>,
    },
}

/// `and`, `or`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoolOperator {
    And,
    Or,
}

/// The binary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Add,
    Sub,
    Mult,
    MatMult,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv,
}

/// The prefix operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOperator {
    Invert,
    Not,
    UAdd,
    USub,
}

/// The comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CmpOperator {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}

/// The conversion of a replacement field: `!s`, `!r`, `!a`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    Str,
    Repr,
    Ascii,
}

impl Conversion {
    /// The letter after the exclamation mark.
    pub const fn letter(self) -> char {
        match self {
            Self::Str => 's',
            Self::Repr => 'r',
            Self::Ascii => 'a',
        }
    }
}

/// One `for` clause of a comprehension.
#[derive(Debug)]
pub struct Comprehension {
    pub target: Expr,
    pub iter: Expr,
    pub ifs: Vec<Expr>,
    pub is_async: bool,
}

/// The parameters of a function or lambda.
///
/// `defaults` belong to the last of `posonlyargs` and `args` together; `kw_defaults` has one entry for each of
/// `kwonlyargs`.
#[derive(Debug, Default)]
pub struct Arguments {
    pub posonlyargs: Vec<Arg>,
    pub args: Vec<Arg>,
    pub vararg: Option<Box<Arg>>,
    pub kwonlyargs: Vec<Arg>,
    pub kw_defaults: Vec<Option<Expr>>,
    pub kwarg: Option<Box<Arg>>,
    pub defaults: Vec<Expr>,
}

/// One parameter.
#[derive(Debug)]
pub struct Arg {
    pub arg: Identifier,
    pub annotation: Option<Box<Expr>>,
    pub span: Span,
}

/// A keyword argument; an `arg` of `None` stands for `**value`.
#[derive(Debug)]
pub struct Keyword {
    pub arg: Option<Identifier>,
    pub value: Expr,
    pub span: Span,
}
