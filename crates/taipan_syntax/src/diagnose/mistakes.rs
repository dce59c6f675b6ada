//! Known mistakes in expressions.

use super::core::{Node, Recognizer, Rule, Try, What, need};
use crate::{
    error::{At, ErrorKind, Fault},
    token::TokenKind as Kind,
};

const MAYBE: &str = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";

/// What targets are checked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Assign,
    Delete,
    Loop,
}

/// The part of an expression that cannot be a target.
pub(super) fn invalid_target(node: &Node, purpose: Purpose) -> Option<&Node> {
    match node.what {
        What::Tuple | What::List => node.parts().iter().find_map(|part| invalid_target(part, purpose)),
        What::Starred if purpose != Purpose::Delete => invalid_target(node.parts().first()?, purpose),
        // `a in b` of `for a in b` is taken for a comparison.
        What::Membership if purpose == Purpose::Loop => invalid_target(node.parts().first()?, purpose),
        What::Comparison if purpose == Purpose::Loop => None,
        What::Name | What::Subscript | What::Attribute => None,
        _ => Some(node),
    }
}

impl Recognizer<'_> {
    /// Raises if the expression cannot be a target.
    pub(super) fn raise_invalid_target(&self, node: &Node, purpose: Purpose) -> Try<()> {
        let Some(part) = invalid_target(node, purpose) else { return Ok(None) };
        let verb = if purpose == Purpose::Delete { "delete" } else { "assign to" };
        self.raise(part.span, format!("cannot {verb} {}", part.what.describe()))
    }

    /// Whether the node is the name of a statement of Python 2.
    fn is_legacy(&self, node: &Node) -> bool {
        node.what == What::Name && matches!(self.text(node.span), "print" | "exec")
    }

    fn soft_keyword(&mut self) -> Try<()> {
        let token = self.peek()?;
        let soft =
            token.kind == Kind::Name && matches!(self.text(token.span), "_" | "case" | "match" | "type");
        Ok(soft.then_some(()))
    }

    pub(super) fn invalid_expression(&mut self) -> Try<()> {
        self.attempt(|this| {
            need!(this.token(Kind::String));
            let inside = need!(this.some(|this| {
                if this.next_is(Kind::String)? {
                    return Ok(None);
                }
                this.without_mistakes(Self::plain_expression)
            }));
            need!(this.token(Kind::String));
            let span = inside.iter().map(|node| node.span).reduce(crate::Span::to).unwrap_or_default();
            this.raise::<()>(span, "invalid syntax. Is this intended to be part of the string?")
        })?;
        self.attempt(|this| {
            let prefixed = this.ahead(|this| {
                need!(this.token(Kind::Name));
                this.token(Kind::String)
            })?;
            if prefixed || this.ahead(Self::soft_keyword)? {
                return Ok(None);
            }
            let first = need!(this.disjunction());
            let second = need!(this.without_mistakes(Self::plain_expression));
            if this.is_legacy(&first) || !this.in_brackets() {
                return Ok(None);
            }
            this.raise::<()>(first.span.to(second.span), "invalid syntax. Perhaps you forgot a comma?")
        })?;
        self.attempt(|this| {
            let body = need!(this.disjunction());
            need!(this.token(Kind::If));
            let test = need!(this.disjunction());
            if this.ahead(|this| this.token_of(&[Kind::Else, Kind::Colon, Kind::FormatColon]))? {
                return Ok(None);
            }
            this.raise::<()>(body.span.to(test.span), "expected 'else' after 'if' expression")
        })?;
        self.attempt(|this| {
            need!(this.disjunction());
            need!(this.token(Kind::If));
            need!(this.disjunction());
            need!(this.token(Kind::Else));
            if this.ahead(Self::expression)? {
                return Ok(None);
            }
            this.raise_next::<()>("expected expression after 'else', but statement is given")
        })?;
        self.attempt(|this| {
            let statement = need!(this.token_of(&[Kind::Pass, Kind::Break, Kind::Continue]));
            need!(this.token(Kind::If));
            need!(this.disjunction());
            need!(this.token(Kind::Else));
            need!(this.simple_statement());
            this.raise::<()>(statement.span, "expected expression before 'if', but statement is given")
        })?;
        self.attempt(|this| {
            let lambda = need!(this.token(Kind::Lambda));
            this.lambda_parameters()?;
            let colon = need!(this.token(Kind::FormatColon));
            let letter = this.letter;
            let message = format!("{letter}-string: lambda expressions are not allowed without parentheses");
            this.raise(lambda.span.to(colon.span), message)
        })
    }

    pub(super) fn invalid_legacy_expression(&mut self) -> Try<()> {
        self.attempt(|this| {
            let name = need!(this.token(Kind::Name));
            if this.next_is(Kind::LeftParen)? {
                return Ok(None);
            }
            let operand = need!(this.star_expressions());
            if !this.is_legacy(&Node::new(What::Name, name.span)) {
                return Ok(None);
            }
            let word = this.text(name.span);
            let message = format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?");
            this.raise(name.span.to(operand.span), message)
        })
    }

    pub(super) fn invalid_named_expression(&mut self) -> Result<(), Box<Fault>> {
        let at = self.at;
        self.memo(Rule::InvalidNamedExpression, |this| {
            this.mistake(Self::invalid_named)?;
            Ok(None)
        })?;
        self.at = at;
        Ok(())
    }

    fn no_assignment(&mut self) -> Result<bool, Box<Fault>> {
        Ok(!matches!(self.peek()?.kind, Kind::Equal | Kind::Walrus))
    }

    fn invalid_named(&mut self) -> Try<()> {
        self.attempt(|this| {
            let target = need!(this.expression());
            need!(this.token(Kind::Walrus));
            need!(this.expression());
            let what = target.what.describe();
            this.raise::<()>(target.span, format!("cannot use assignment expressions with {what}"))
        })?;
        self.attempt(|this| {
            let name = need!(this.token(Kind::Name));
            need!(this.token(Kind::Equal));
            let value = need!(this.bitwise_or());
            if !this.no_assignment()? {
                return Ok(None);
            }
            this.raise::<()>(name.span.to(value.span), MAYBE)
        })?;
        self.attempt(|this| {
            let start = this.peek()?.kind;
            let excluded = matches!(start, Kind::True | Kind::None | Kind::False)
                || this.ahead(Self::list)?
                || this.ahead(Self::tuple)?
                || this.ahead(Self::generator)?;
            if excluded {
                return Ok(None);
            }
            let target = need!(this.bitwise_or());
            need!(this.token(Kind::Equal));
            need!(this.bitwise_or());
            if !this.no_assignment()? {
                return Ok(None);
            }
            let what = target.what.describe();
            let message = format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?");
            this.raise(target.span, message)
        })
    }

    pub(super) fn invalid_group(&mut self) -> Try<()> {
        self.attempt(|this| {
            need!(this.token(Kind::LeftParen));
            let starred = need!(this.starred_expression());
            need!(this.token(Kind::RightParen));
            this.raise::<()>(starred.span, "cannot use starred expression here")
        })?;
        self.attempt(|this| {
            need!(this.token(Kind::LeftParen));
            let stars = need!(this.token(Kind::DoubleStar));
            need!(this.expression());
            need!(this.token(Kind::RightParen));
            this.raise(stars.span, "cannot use double starred expression here")
        })
    }

    pub(super) fn invalid_comprehension(&mut self) -> Try<()> {
        const TARGET: &str = "did you forget parentheses around the comprehension target?";
        const DISPLAYS: [Kind; 2] = [Kind::LeftBracket, Kind::LeftBrace];
        self.attempt(|this| {
            need!(this.token_of(&[Kind::LeftBracket, Kind::LeftParen, Kind::LeftBrace]));
            let starred = need!(this.starred_expression());
            need!(this.for_clauses());
            this.raise::<()>(starred.span, "iterable unpacking cannot be used in comprehension")
        })?;
        self.attempt(|this| {
            need!(this.token_of(&DISPLAYS));
            let first = need!(this.star_named_expression());
            need!(this.token(Kind::Comma));
            let rest = need!(this.star_named_expressions());
            need!(this.for_clauses());
            let last = rest.last().map_or(first.span, |node| node.span);
            this.raise::<()>(first.span.to(last), TARGET)
        })?;
        self.attempt(|this| {
            need!(this.token_of(&DISPLAYS));
            let first = need!(this.star_named_expression());
            let comma = need!(this.token(Kind::Comma));
            need!(this.for_clauses());
            this.raise(first.span.to(comma.span), TARGET)
        })
    }

    pub(super) fn invalid_dict_comprehension(&mut self) -> Try<()> {
        self.attempt(|this| {
            need!(this.token(Kind::LeftBrace));
            let stars = need!(this.token(Kind::DoubleStar));
            need!(this.bitwise_or());
            need!(this.for_clauses());
            need!(this.token(Kind::RightBrace));
            this.raise(stars.span, "dict unpacking cannot be used in dict comprehension")
        })
    }

    pub(super) fn invalid_pairs(&mut self) -> Try<()> {
        self.attempt(|this| {
            need!(this.gather(Kind::Comma, Self::double_starred_pair));
            need!(this.token(Kind::Comma));
            this.attempt(|this| {
                let key = need!(this.expression());
                if this.next_is(Kind::Colon)? {
                    return Ok(None);
                }
                let at = At::Start(key.span.end - 1, 0);
                let message = "':' expected after dictionary key";
                Err::<Option<()>, _>(Box::new(Fault::at(ErrorKind::SyntaxError, at, message)))
            })?;
            this.invalid_value()
        })?;
        self.invalid_value()
    }

    fn invalid_value(&mut self) -> Try<()> {
        self.attempt(|this| {
            need!(this.expression());
            need!(this.token(Kind::Colon));
            let star = need!(this.token(Kind::Star));
            need!(this.bitwise_or());
            let message = "cannot use a starred expression in a dictionary value";
            this.raise_from::<()>(star.span.start, message)
        })?;
        self.attempt(|this| {
            need!(this.expression());
            let colon = need!(this.token(Kind::Colon));
            if !matches!(this.peek()?.kind, Kind::RightBrace | Kind::Comma) {
                return Ok(None);
            }
            this.raise(colon.span, "expression expected after dictionary key and ':'")
        })
    }

    pub(super) fn invalid_for_clause(&mut self) -> Try<()> {
        self.attempt(|this| {
            this.token(Kind::Async)?;
            need!(this.token(Kind::For));
            need!(this.gather(Kind::Comma, Self::bitwise_or));
            this.token(Kind::Comma)?;
            if this.next_is(Kind::In)? {
                return Ok(None);
            }
            this.raise_last("'in' expected after for-loop variables")
        })
    }

    pub(super) fn invalid_for_target(&mut self) -> Try<()> {
        self.attempt(|this| {
            this.token(Kind::Async)?;
            need!(this.token(Kind::For));
            let target = need!(this.star_expressions());
            this.raise_invalid_target(&target, Purpose::Loop)
        })
    }

    /// `not` after a binary operator; the left operand was taken.
    pub(super) fn invalid_arithmetic(&mut self) -> Try<()> {
        const OPERATORS: [Kind; 7] =
            [Kind::Plus, Kind::Minus, Kind::Star, Kind::Slash, Kind::Percent, Kind::DoubleSlash, Kind::At];
        self.attempt(|this| {
            need!(this.token_of(&OPERATORS));
            let not = need!(this.token(Kind::Not));
            let operand = need!(this.inversion());
            this.raise(not.span.to(operand.span), "'not' after an operator must be parenthesized")
        })
    }

    pub(super) fn invalid_factor(&mut self) -> Try<()> {
        self.attempt(|this| {
            need!(this.token_of(&[Kind::Plus, Kind::Minus, Kind::Tilde]));
            let not = need!(this.token(Kind::Not));
            let operand = need!(this.factor());
            this.raise(not.span.to(operand.span), "'not' after an operator must be parenthesized")
        })
    }
}
