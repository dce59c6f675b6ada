//! The machinery of the recognizer: position, memory, and how errors are raised.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    rc::Rc,
};

use crate::{
    ErrorKind, LineIndex, Span,
    error::{At, Fault},
    grammar::Rejection,
    token::{Token, TokenKind as Kind, TokenStream},
};

/// Nothing if the rule does not match; an error ends the search.
pub(super) type Try<T> = Result<Option<T>, Box<Fault>>;

/// Returns without a match unless the expression has one.
macro_rules! need {
    ($matched:expr) => {
        match $matched? {
            Some(value) => value,
            None => return Ok(None),
        }
    };
}
pub(super) use need;

/// How deep memoised rules may be nested.
const MAX_DEPTH: usize = 20_000;

/// The memory that is kept from statement to statement.
const SMALL_MEMORY: usize = 1 << 12;

/// What an expression is, as far as messages tell the difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Attribute,
    Subscript,
    Starred,
    Name,
    List,
    Tuple,
    Lambda,
    Call,
    /// An operator other than a comparison.
    Operation,
    Generator,
    Yield,
    Await,
    ListComprehension,
    SetComprehension,
    DictComprehension,
    Dict,
    Set,
    FormatString,
    TemplateString,
    Literal,
    None,
    True,
    False,
    Ellipsis,
    Comparison,
    /// A comparison whose first operator is `in`.
    Membership,
    Conditional,
    Walrus,
    Slice,
}

impl What {
    /// What messages call it.
    pub(super) fn describe(self) -> &'static str {
        match self {
            Self::Attribute => "attribute",
            Self::Subscript => "subscript",
            Self::Starred => "starred",
            Self::Name => "name",
            Self::List => "list",
            Self::Tuple => "tuple",
            Self::Lambda => "lambda",
            Self::Call => "function call",
            Self::Operation => "expression",
            Self::Generator => "generator expression",
            Self::Yield => "yield expression",
            Self::Await => "await expression",
            Self::ListComprehension => "list comprehension",
            Self::SetComprehension => "set comprehension",
            Self::DictComprehension => "dict comprehension",
            Self::Dict => "dict literal",
            Self::Set => "set display",
            Self::FormatString => "f-string expression",
            Self::TemplateString => "t-string expression",
            Self::Literal => "literal",
            Self::None => "None",
            Self::True => "True",
            Self::False => "False",
            Self::Ellipsis => "ellipsis",
            Self::Comparison | Self::Membership => "comparison",
            Self::Conditional => "conditional expression",
            Self::Walrus => "named expression",
            Self::Slice => "slice",
        }
    }
}

/// What a rule took.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub what: What,
    pub span: Span,
    /// Elements of a tuple or list, the operand of a star, the left side of a comparison.
    parts: Option<Rc<[Node]>>,
}

impl Node {
    pub(super) fn new(what: What, span: Span) -> Self {
        Self { what, span, parts: None }
    }

    pub(super) fn with(what: What, span: Span, parts: Vec<Node>) -> Self {
        Self { what, span, parts: Some(parts.into()) }
    }

    pub(super) fn parts(&self) -> &[Node] {
        self.parts.as_deref().unwrap_or_default()
    }
}

/// Rules whose outcome is remembered, as CPython does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    SimpleStatement,
    Block,
    Expression,
    StarExpression,
    Disjunction,
    Conjunction,
    Inversion,
    BitwiseOr,
    BitwiseXor,
    BitwiseAnd,
    Shift,
    Sum,
    Term,
    Factor,
    AwaitPrimary,
    Primary,
    Strings,
    Arguments,
    StarTarget,
    TargetWithStarAtom,
    TargetPrimary,
    DelTarget,
    InvalidNamedExpression,
    ClosedPattern,
}

/// What rules gave at a position: as a number, the position and the rule.
type Memory = HashMap<usize, (Option<Node>, usize), BuildHasherDefault<Mix>>;

/// A hash for numbers that nobody chooses with ill intent beyond the length of a text.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_usize(usize::from(byte));
        }
    }

    fn write_usize(&mut self, number: usize) {
        self.0 = (self.0 ^ number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(26);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The recognizer.
pub(super) struct Recognizer<'t> {
    lines: &'t LineIndex,
    stream: &'t TokenStream,
    /// The next token.
    pub at: usize,
    /// The furthest token that was looked at.
    pub fetched: usize,
    /// Whether rules for mistakes are tried.
    pub mistakes: bool,
    memory: Memory,
    depth: usize,
    /// The prefix of the innermost f-string or t-string.
    pub letter: char,
    /// Whether the last newline of the text does not count as one.
    bare: bool,
    /// A literal with a known fault, by its token.
    trap: Option<(usize, Fault)>,
    /// Brackets that are open after each token.
    levels: Vec<u16>,
}

impl<'t> Recognizer<'t> {
    pub(super) fn new(
        lines: &'t LineIndex,
        stream: &'t TokenStream,
        rejection: &Rejection,
        bare: bool,
    ) -> Self {
        let trap = match rejection {
            Rejection::Literal(fault, at) => Some((*at, fault.clone())),
            _ => None,
        };
        let mut level = 0u16;
        let levels = stream
            .tokens
            .iter()
            .map(|token| {
                if token.kind.opens() {
                    level = level.saturating_add(1);
                } else if token.kind.closes() {
                    level = level.saturating_sub(1);
                }
                level
            })
            .collect();
        Self {
            lines,
            stream,
            at: 0,
            fetched: 0,
            mistakes: false,
            memory: Memory::default(),
            depth: 0,
            letter: 'f',
            bare,
            trap,
            levels,
        }
    }

    /// Forgets what was taken for good.
    pub(super) fn forget(&mut self) {
        // Clearing takes as long as the memory is large, so it must not stay large.
        if self.memory.capacity() > SMALL_MEMORY {
            self.memory = Memory::default();
        } else {
            self.memory.clear();
        }
    }

    /// Forgets the first pass, but for how far it looked.
    pub(super) fn second_pass(&mut self) {
        self.forget();
        self.mistakes = true;
        self.depth = 0;
    }

    // Tokens.

    /// The token at a position, which counts as looked at.
    pub(super) fn fetch(&mut self, at: usize) -> Result<Token, Box<Fault>> {
        let at = at.min(self.stream.tokens.len() - 1);
        self.fetched = self.fetched.max(at);
        if at == self.stream.tokens.len() - 1
            && let Some(failure) = &self.stream.failure
        {
            return Err(Box::new(failure.fault.clone()));
        }
        Ok(self.stream.tokens[at])
    }

    pub(super) fn peek(&mut self) -> Result<Token, Box<Fault>> {
        self.fetch(self.at)
    }

    /// Whether the next token is of a kind.
    pub(super) fn next_is(&mut self, kind: Kind) -> Result<bool, Box<Fault>> {
        Ok(self.peek()?.kind == kind)
    }

    pub(super) fn token(&mut self, kind: Kind) -> Try<Token> {
        self.token_of(&[kind])
    }

    pub(super) fn token_of(&mut self, kinds: &[Kind]) -> Try<Token> {
        let token = self.peek()?;
        if !kinds.contains(&token.kind) {
            return Ok(None);
        }
        self.at += 1;
        Ok(Some(token))
    }

    /// A soft keyword.
    pub(super) fn word(&mut self, word: &str) -> Try<Token> {
        let token = self.peek()?;
        if token.kind != Kind::Name || self.text(token.span) != word {
            return Ok(None);
        }
        self.at += 1;
        Ok(Some(token))
    }

    /// A token that must follow.
    pub(super) fn forced(&mut self, kind: Kind) -> Try<Token> {
        let token = self.token(kind)?;
        if token.is_some() || !self.mistakes {
            return Ok(token);
        }
        let expected = kind.operator().unwrap_or_default();
        self.raise_token(self.at, ErrorKind::SyntaxError, format!("expected '{expected}'"), true)
    }

    /// The token before the position.
    pub(super) fn last(&self) -> Token {
        self.stream.tokens[self.at.saturating_sub(1)]
    }

    /// The span from a token on up to the position.
    pub(super) fn since(&self, start: u32) -> Span {
        Span::new(start, self.last().span.end.max(start))
    }

    pub(super) fn text(&self, span: Span) -> &'t str {
        self.lines.slice(span)
    }

    pub(super) fn line(&self, token: Token) -> u32 {
        self.lines.line(token.span.start)
    }

    /// Whether brackets are open after the token before the position.
    pub(super) fn in_brackets(&self) -> bool {
        self.levels[self.at.saturating_sub(1)] > 0
    }

    // Rules.

    /// Tries a rule; goes back if it does not match.
    pub(super) fn attempt<T>(&mut self, rule: impl FnOnce(&mut Self) -> Try<T>) -> Try<T> {
        let at = self.at;
        let matched = rule(self)?;
        if matched.is_none() {
            self.at = at;
        }
        Ok(matched)
    }

    /// Tries a rule for a mistake, in the second pass.
    pub(super) fn mistake(&mut self, rule: impl FnOnce(&mut Self) -> Try<()>) -> Result<(), Box<Fault>> {
        if self.mistakes {
            let at = self.at;
            rule(self)?;
            self.at = at;
        }
        Ok(())
    }

    /// Whether a rule would match here.
    pub(super) fn ahead<T>(&mut self, rule: impl FnOnce(&mut Self) -> Try<T>) -> Result<bool, Box<Fault>> {
        let at = self.at;
        let matched = rule(self)?.is_some();
        self.at = at;
        Ok(matched)
    }

    /// Runs a rule without those for mistakes.
    pub(super) fn without_mistakes<T>(&mut self, rule: impl FnOnce(&mut Self) -> Try<T>) -> Try<T> {
        let before = std::mem::replace(&mut self.mistakes, false);
        let matched = rule(self);
        self.mistakes = before;
        matched
    }

    /// Runs a rule once for each position.
    pub(super) fn memo(&mut self, rule: Rule, run: impl FnOnce(&mut Self) -> Try<Node>) -> Try<Node> {
        let start = self.at;
        self.peek()?;
        let key = start << 5 | rule as usize;
        if let Some((node, end)) = self.memory.get(&key) {
            self.at = *end;
            return Ok(node.clone());
        }
        if self.depth >= MAX_DEPTH {
            let message = "Parser stack overflowed - Python source too complex to parse";
            return Err(Box::new(Fault::at(ErrorKind::MemoryError, At::Nowhere, message)));
        }
        self.depth += 1;
        let node = self.attempt(run)?;
        self.depth -= 1;
        self.memory.insert(key, (node.clone(), self.at));
        Ok(node)
    }

    /// One or more items with separators between them; a separator after the last one is left.
    pub(super) fn gather<T>(
        &mut self,
        separator: Kind,
        mut item: impl FnMut(&mut Self) -> Try<T>,
    ) -> Try<Vec<T>> {
        let mut items = vec![need!(self.attempt(&mut item))];
        while let Some(next) = self.attempt(|this| {
            need!(this.token(separator));
            item(this)
        })? {
            items.push(next);
        }
        Ok(Some(items))
    }

    /// Any number of items.
    pub(super) fn many<T>(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Try<T>,
    ) -> Result<Vec<T>, Box<Fault>> {
        let mut items = Vec::new();
        while let Some(next) = self.attempt(&mut item)? {
            items.push(next);
        }
        Ok(items)
    }

    /// One or more items.
    pub(super) fn some<T>(&mut self, item: impl FnMut(&mut Self) -> Try<T>) -> Try<Vec<T>> {
        let items = self.many(item)?;
        Ok((!items.is_empty()).then_some(items))
    }

    /// A literal at the position whose fault is known.
    pub(super) fn spring_trap(&self) -> Result<(), Box<Fault>> {
        match &self.trap {
            Some((at, fault)) if *at == self.at => Err(Box::new(fault.clone())),
            _ => Ok(()),
        }
    }

    // Errors.

    /// An error under a span.
    pub(super) fn raise<T>(&self, span: Span, message: impl Into<String>) -> Try<T> {
        Err(Box::new(Fault::new(span, message)))
    }

    /// An error from a token on up to where the lexer is.
    pub(super) fn raise_from<T>(&self, start: u32, message: impl Into<String>) -> Try<T> {
        let end = self.stream.tokens[self.fetched].span.end;
        Err(Box::new(Fault::at(ErrorKind::SyntaxError, At::Open(Span::new(start, end)), message)))
    }

    /// An error at the furthest token.
    pub(super) fn raise_last<T>(&self, message: impl Into<String>) -> Try<T> {
        self.raise_token(self.fetched, ErrorKind::SyntaxError, message, false)
    }

    /// An error at the next token.
    pub(super) fn raise_next<T>(&mut self, message: impl Into<String>) -> Try<T> {
        self.peek()?;
        self.raise_token(self.at, ErrorKind::SyntaxError, message, false)
    }

    /// An indentation error at the furthest token.
    pub(super) fn raise_indentation<T>(&self, message: impl Into<String>) -> Try<T> {
        self.raise_token(self.fetched, ErrorKind::IndentationError, message, false)
    }

    fn raise_token<T>(
        &self,
        at: usize,
        kind: ErrorKind,
        message: impl Into<String>,
        known_location: bool,
    ) -> Try<T> {
        Err(Box::new(Fault::at(kind, self.place(at, known_location), message)))
    }

    /// The place of a token. Tokens without text have no columns: then those count that the lexer is at, or
    /// none if the location is said to be known.
    fn place(&self, at: usize, known_location: bool) -> At {
        let token = self.stream.tokens[at.min(self.stream.tokens.len() - 1)];
        let length = self.lines.text().len() as u32;
        let mut end = token.span.end;
        match token.kind {
            Kind::Indent | Kind::Dedent | Kind::EndMarker => {}
            Kind::Newline if self.bare && end == length => {}
            _ => return At::Span(token.span),
        }
        if self.bare && end == length {
            end = end.saturating_sub(1);
        }
        if length == 0 {
            return At::Zero;
        }
        let line_of = end.min(length - 1);
        if known_location {
            return At::Columns { line_of, offset: 0, end_offset: 0 };
        }
        let line = self.lines.line(line_of);
        let read = self.lines.slice(Span::new(self.lines.line_start(line), end));
        At::Columns { line_of, offset: read.chars().count() as i32, end_offset: -1 }
    }

    /// The error without a better message.
    pub(super) fn generic(&self, at: usize) -> Fault {
        let token = self.stream.tokens[at];
        let last = self.fetched.max(at);
        let indentation =
            |message: &str| Fault::at(ErrorKind::IndentationError, self.place(last, false), message);
        match token.kind {
            Kind::Indent => indentation("unexpected indent"),
            Kind::Dedent => indentation("unexpected unindent"),
            _ => Fault::at(ErrorKind::SyntaxError, self.place(at, true), "invalid syntax"),
        }
    }
}
