//! Expressions from lists of them down to operators.

use super::core::{Node, Recognizer, Rule, Try, What, need};
use crate::{Span, token::TokenKind as Kind};

/// The binary operators, by how tight they bind.
const LEVELS: [(Rule, &[Kind]); 6] = [
    (Rule::BitwiseOr, &[Kind::Bar]),
    (Rule::BitwiseXor, &[Kind::Caret]),
    (Rule::BitwiseAnd, &[Kind::Ampersand]),
    (Rule::Shift, &[Kind::LeftShift, Kind::RightShift]),
    (Rule::Sum, &[Kind::Plus, Kind::Minus]),
    (Rule::Term, &[Kind::Star, Kind::Slash, Kind::DoubleSlash, Kind::Percent, Kind::At]),
];
const SUM: usize = 4;

impl Recognizer<'_> {
    /// `a`, `a,` or `a, b`: items with commas are a tuple.
    fn list_of(&mut self, item: fn(&mut Self) -> Try<Node>) -> Try<Node> {
        let start = self.peek()?.span.start;
        let mut items = need!(self.gather(Kind::Comma, item));
        let comma = self.token(Kind::Comma)?.is_some();
        if items.len() == 1 && !comma {
            return Ok(items.pop());
        }
        Ok(Some(Node::with(What::Tuple, self.since(start), items)))
    }

    pub(super) fn expressions(&mut self) -> Try<Node> {
        self.list_of(Self::expression)
    }

    pub(super) fn star_expressions(&mut self) -> Try<Node> {
        self.list_of(Self::star_expression)
    }

    fn starred_operand(&mut self) -> Try<Node> {
        self.attempt(|this| {
            let star = need!(this.token(Kind::Star));
            let operand = need!(this.bitwise_or());
            Ok(Some(Node::with(What::Starred, this.since(star.span.start), vec![operand])))
        })
    }

    pub(super) fn star_expression(&mut self) -> Try<Node> {
        self.memo(Rule::StarExpression, |this| match this.starred_operand()? {
            Some(node) => Ok(Some(node)),
            None => this.expression(),
        })
    }

    pub(super) fn star_named_expressions(&mut self) -> Try<Vec<Node>> {
        let items = need!(self.gather(Kind::Comma, Self::star_named_expression));
        self.token(Kind::Comma)?;
        Ok(Some(items))
    }

    pub(super) fn star_named_expression(&mut self) -> Try<Node> {
        match self.starred_operand()? {
            Some(node) => Ok(Some(node)),
            None => self.named_expression(),
        }
    }

    pub(super) fn assignment_expression(&mut self) -> Try<Node> {
        self.attempt(|this| {
            let name = need!(this.token(Kind::Name));
            need!(this.token(Kind::Walrus));
            need!(this.expression());
            Ok(Some(Node::new(What::Walrus, this.since(name.span.start))))
        })
    }

    pub(super) fn named_expression(&mut self) -> Try<Node> {
        if let Some(node) = self.assignment_expression()? {
            return Ok(Some(node));
        }
        if self.mistakes {
            self.invalid_named_expression()?;
        }
        self.expression_without_walrus()
    }

    /// An expression that no `:=` follows.
    pub(super) fn expression_without_walrus(&mut self) -> Try<Node> {
        self.attempt(|this| {
            let node = need!(this.expression());
            Ok((!this.next_is(Kind::Walrus)?).then_some(node))
        })
    }

    /// What an argument or the element of a generator can be.
    pub(super) fn walrus_or_expression(&mut self) -> Try<Node> {
        match self.assignment_expression()? {
            Some(node) => Ok(Some(node)),
            None => self.expression_without_walrus(),
        }
    }

    pub(super) fn expression(&mut self) -> Try<Node> {
        self.memo(Rule::Expression, |this| {
            this.mistake(Self::invalid_expression)?;
            this.mistake(Self::invalid_legacy_expression)?;
            this.plain_expression()
        })
    }

    /// An expression, by rules other than those for mistakes.
    pub(super) fn plain_expression(&mut self) -> Try<Node> {
        let start = self.peek()?.span.start;
        let conditional = self.attempt(|this| {
            need!(this.disjunction());
            need!(this.token(Kind::If));
            need!(this.disjunction());
            need!(this.token(Kind::Else));
            need!(this.expression());
            Ok(Some(Node::new(What::Conditional, this.since(start))))
        })?;
        if conditional.is_some() {
            return Ok(conditional);
        }
        match self.disjunction()? {
            Some(node) => Ok(Some(node)),
            None => self.lambda(),
        }
    }

    fn lambda(&mut self) -> Try<Node> {
        self.attempt(|this| {
            let lambda = need!(this.token(Kind::Lambda));
            this.lambda_parameters()?;
            need!(this.token(Kind::Colon));
            need!(this.expression());
            Ok(Some(Node::new(What::Lambda, this.since(lambda.span.start))))
        })
    }

    pub(super) fn yield_expression(&mut self) -> Try<Node> {
        self.attempt(|this| {
            let keyword = need!(this.token(Kind::Yield));
            if this.token(Kind::From)?.is_some() {
                if this.expression()?.is_none() {
                    // Only `yield` is taken then; what follows fits nowhere.
                    this.at -= 1;
                }
            } else {
                this.star_expressions()?;
            }
            Ok(Some(Node::new(What::Yield, this.since(keyword.span.start))))
        })
    }

    pub(super) fn annotated_rhs(&mut self) -> Try<Node> {
        match self.yield_expression()? {
            Some(node) => Ok(Some(node)),
            None => self.star_expressions(),
        }
    }

    pub(super) fn disjunction(&mut self) -> Try<Node> {
        self.memo(Rule::Disjunction, |this| this.boolean(Kind::Or, Self::conjunction))
    }

    fn conjunction(&mut self) -> Try<Node> {
        self.memo(Rule::Conjunction, |this| this.boolean(Kind::And, Self::inversion))
    }

    fn boolean(&mut self, operator: Kind, operand: fn(&mut Self) -> Try<Node>) -> Try<Node> {
        let start = self.peek()?.span.start;
        let mut operands = need!(self.gather(operator, operand));
        if operands.len() == 1 {
            return Ok(operands.pop());
        }
        Ok(Some(Node::new(What::Operation, self.since(start))))
    }

    pub(super) fn inversion(&mut self) -> Try<Node> {
        self.memo(Rule::Inversion, |this| {
            if let Some(not) = this.token(Kind::Not)? {
                need!(this.inversion());
                return Ok(Some(Node::new(What::Operation, this.since(not.span.start))));
            }
            this.comparison()
        })
    }

    fn comparison(&mut self) -> Try<Node> {
        let start = self.peek()?.span.start;
        let left = need!(self.bitwise_or());
        let mut first = None;
        loop {
            let at = self.at;
            let Some(operator) = self.comparison_operator()? else { break };
            if self.bitwise_or()?.is_none() {
                self.at = at;
                break;
            }
            first.get_or_insert(operator);
        }
        let what = match first {
            None => return Ok(Some(left)),
            Some(Kind::In) => What::Membership,
            Some(_) => What::Comparison,
        };
        Ok(Some(Node::with(what, self.since(start), vec![left])))
    }

    /// The (first) token of a comparison operator.
    fn comparison_operator(&mut self) -> Try<Kind> {
        const SINGLE: [Kind; 7] = [
            Kind::EqualEqual,
            Kind::NotEqual,
            Kind::LessEqual,
            Kind::Less,
            Kind::GreaterEqual,
            Kind::Greater,
            Kind::In,
        ];
        self.mistake(|this| {
            let less = need!(this.token(Kind::Less));
            let greater = need!(this.token(Kind::Greater));
            if less.span.end != greater.span.start {
                return Ok(None);
            }
            let message = "invalid syntax.  Maybe you meant '!=' instead of '<>'?";
            this.raise(less.span.to(greater.span), message)
        })?;
        if let Some(token) = self.token_of(&SINGLE)? {
            return Ok(Some(token.kind));
        }
        if self.token(Kind::Is)?.is_some() {
            self.token(Kind::Not)?;
            return Ok(Some(Kind::Is));
        }
        self.attempt(|this| {
            need!(this.token(Kind::Not));
            need!(this.token(Kind::In));
            Ok(Some(Kind::Not))
        })
    }

    pub(super) fn bitwise_or(&mut self) -> Try<Node> {
        self.binary(0)
    }

    fn binary(&mut self, level: usize) -> Try<Node> {
        let Some(&(rule, operators)) = LEVELS.get(level) else { return self.factor() };
        self.memo(rule, |this| {
            let start = this.peek()?.span.start;
            let mut node = need!(this.binary(level + 1));
            if level == SUM {
                this.mistake(Self::invalid_arithmetic)?;
            }
            loop {
                let at = this.at;
                if this.token_of(operators)?.is_none() {
                    return Ok(Some(node));
                }
                if this.binary(level + 1)?.is_none() {
                    this.at = at;
                    return Ok(Some(node));
                }
                node = Node::new(What::Operation, this.since(start));
                if level == SUM {
                    this.mistake(Self::invalid_arithmetic)?;
                }
            }
        })
    }

    pub(super) fn factor(&mut self) -> Try<Node> {
        self.memo(Rule::Factor, |this| {
            this.mistake(Self::invalid_factor)?;
            if let Some(sign) = this.token_of(&[Kind::Plus, Kind::Minus, Kind::Tilde])? {
                need!(this.factor());
                return Ok(Some(Node::new(What::Operation, this.since(sign.span.start))));
            }
            this.power()
        })
    }

    fn power(&mut self) -> Try<Node> {
        let start = self.peek()?.span.start;
        let base = need!(self.await_primary());
        let power = self.attempt(|this| {
            need!(this.token(Kind::DoubleStar));
            need!(this.factor());
            Ok(Some(Node::new(What::Operation, this.since(start))))
        })?;
        Ok(Some(power.unwrap_or(base)))
    }

    fn await_primary(&mut self) -> Try<Node> {
        self.memo(Rule::AwaitPrimary, |this| {
            if let Some(keyword) = this.token(Kind::Await)? {
                need!(this.primary());
                return Ok(Some(Node::new(What::Await, this.since(keyword.span.start))));
            }
            this.primary()
        })
    }

    pub(super) fn primary(&mut self) -> Try<Node> {
        self.memo(Rule::Primary, |this| {
            let start = this.peek()?.span.start;
            let mut node = need!(this.atom());
            while let Some(what) = this.trailer()? {
                node = Node::new(what, this.since(start));
            }
            Ok(Some(node))
        })
    }

    /// An attribute, call or subscript after a primary.
    pub(super) fn trailer(&mut self) -> Try<What> {
        if self.next_is(Kind::Dot)? {
            return self.attempt(|this| {
                this.at += 1;
                need!(this.token(Kind::Name));
                Ok(Some(What::Attribute))
            });
        }
        // Mistakes in comprehensions are looked for in any bracket.
        if self.generator()?.is_some() {
            return Ok(Some(What::Call));
        }
        self.attempt(|this| match this.peek()?.kind {
            Kind::LeftParen => {
                this.at += 1;
                this.arguments()?;
                need!(this.token(Kind::RightParen));
                Ok(Some(What::Call))
            }
            Kind::LeftBracket => {
                this.at += 1;
                need!(this.slices());
                need!(this.token(Kind::RightBracket));
                Ok(Some(What::Subscript))
            }
            _ => Ok(None),
        })
    }

    fn slices(&mut self) -> Try<()> {
        let single = self.attempt(|this| {
            need!(this.slice());
            Ok((!this.next_is(Kind::Comma)?).then_some(()))
        })?;
        if single.is_some() {
            return Ok(single);
        }
        need!(self.gather(Kind::Comma, |this| match this.slice()? {
            Some(node) => Ok(Some(node)),
            None => this.starred_expression(),
        }));
        self.token(Kind::Comma)?;
        Ok(Some(()))
    }

    fn slice(&mut self) -> Try<Node> {
        let start = self.peek()?.span.start;
        let slice = self.attempt(|this| {
            this.expression()?;
            need!(this.token(Kind::Colon));
            this.expression()?;
            if this.token(Kind::Colon)?.is_some() {
                this.expression()?;
            }
            Ok(Some(Node::new(What::Slice, Span::new(start, start))))
        })?;
        match slice {
            Some(node) => Ok(Some(node)),
            None => self.named_expression(),
        }
    }
}
