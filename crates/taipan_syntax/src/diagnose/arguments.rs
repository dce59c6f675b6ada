//! Arguments of calls and bases of classes.

use super::core::{Node, Recognizer, Rule, Try, What, need};
use crate::token::TokenKind as Kind;

/// An argument, as far as messages tell the difference.
#[derive(Clone, Debug)]
pub(super) enum Argument {
    /// Positional, or unpacked with one star.
    Positional(Node),
    /// By keyword.
    Keyword,
    /// Unpacked with two stars.
    Unpacked,
}

impl Recognizer<'_> {
    pub(super) fn arguments(&mut self) -> Try<Node> {
        self.memo(Rule::Arguments, |this| {
            let start = this.peek()?.span.start;
            let arguments = this.attempt(|this| {
                need!(this.args());
                this.token(Kind::Comma)?;
                Ok(this.next_is(Kind::RightParen)?.then_some(()))
            })?;
            if arguments.is_none() {
                this.mistake(Self::invalid_arguments)?;
                return Ok(None);
            }
            Ok(Some(Node::new(What::Tuple, this.since(start))))
        })
    }

    /// Positional arguments, then those by keyword.
    pub(super) fn args(&mut self) -> Try<Vec<Argument>> {
        if let Some(positional) = self.gather(Kind::Comma, Self::positional)? {
            let mut args: Vec<_> = positional.into_iter().map(Argument::Positional).collect();
            let keywords = self.attempt(|this| {
                need!(this.token(Kind::Comma));
                this.kwargs()
            })?;
            args.extend(keywords.unwrap_or_default());
            return Ok(Some(args));
        }
        self.kwargs()
    }

    /// A positional argument; `name=` is none.
    pub(super) fn positional(&mut self) -> Try<Node> {
        if let Some(node) = self.starred_expression()? {
            return Ok(Some(node));
        }
        self.attempt(|this| {
            let node = need!(this.walrus_or_expression());
            Ok((!this.next_is(Kind::Equal)?).then_some(node))
        })
    }

    pub(super) fn kwargs(&mut self) -> Try<Vec<Argument>> {
        let starred = |this: &mut Self| this.keyword(Kind::Star);
        let double = |this: &mut Self| this.keyword(Kind::DoubleStar);
        let both = self.attempt(|this| {
            let mut args = need!(this.gather(Kind::Comma, starred));
            need!(this.token(Kind::Comma));
            args.extend(need!(this.gather(Kind::Comma, double)));
            Ok(Some(args))
        })?;
        if both.is_some() {
            return Ok(both);
        }
        match self.gather(Kind::Comma, starred)? {
            Some(args) => Ok(Some(args)),
            None => self.gather(Kind::Comma, double),
        }
    }

    /// `name=value`, or an unpacked value with the given star.
    fn keyword(&mut self, star: Kind) -> Try<Argument> {
        self.mistake(Self::invalid_keyword)?;
        let keyword = self.attempt(|this| {
            need!(this.token(Kind::Name));
            need!(this.token(Kind::Equal));
            need!(this.expression());
            Ok(Some(Argument::Keyword))
        })?;
        if keyword.is_some() {
            return Ok(keyword);
        }
        if star == Kind::Star {
            return Ok(self.starred_expression()?.map(Argument::Positional));
        }
        self.attempt(|this| {
            need!(this.token(Kind::DoubleStar));
            need!(this.expression());
            Ok(Some(Argument::Unpacked))
        })
    }

    pub(super) fn starred_expression(&mut self) -> Try<Node> {
        self.mistake(|this| {
            let star = need!(this.token(Kind::Star));
            need!(this.expression());
            need!(this.token(Kind::Equal));
            let value = need!(this.expression());
            this.raise(star.span.to(value.span), "cannot assign to iterable argument unpacking")
        })?;
        let starred = self.attempt(|this| {
            let star = need!(this.token(Kind::Star));
            let operand = need!(this.expression());
            Ok(Some(Node::with(What::Starred, this.since(star.span.start), vec![operand])))
        })?;
        if starred.is_none() {
            self.mistake(|this| {
                need!(this.token(Kind::Star));
                this.raise_last("Invalid star expression")
            })?;
        }
        Ok(starred)
    }

    fn invalid_arguments(&mut self) -> Try<()> {
        const MAYBE: &str = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
        const BARE: &str = "Generator expression must be parenthesized";
        self.attempt(|this| {
            let keywords = this.attempt(|this| {
                need!(this.gather(Kind::Comma, Self::positional));
                need!(this.token(Kind::Comma));
                this.kwargs()
            })?;
            if keywords.is_none() {
                need!(this.kwargs());
            }
            let comma = need!(this.token(Kind::Comma));
            need!(this.gather(Kind::Comma, |this| {
                let node = need!(this.starred_expression());
                Ok((!this.next_is(Kind::Equal)?).then_some(node))
            }));
            let message = "iterable argument unpacking follows keyword argument unpacking";
            this.raise_from::<()>(comma.span.start, message)
        })?;
        self.attempt(|this| {
            let element = need!(this.expression());
            need!(this.for_clauses());
            let end = this.last().span;
            need!(this.token(Kind::Comma));
            if this.args()?.is_none() {
                this.attempt(|this| {
                    need!(this.expression());
                    this.for_clauses()
                })?;
            }
            this.raise::<()>(element.span.to(end), BARE)
        })?;
        self.attempt(|this| {
            let name = need!(this.token(Kind::Name));
            let equal = need!(this.token(Kind::Equal));
            need!(this.expression());
            need!(this.for_clauses());
            this.raise::<()>(name.span.to(equal.span), MAYBE)
        })?;
        self.attempt(|this| {
            this.attempt(|this| {
                need!(this.args());
                this.token(Kind::Comma)
            })?;
            let name = need!(this.token(Kind::Name));
            let equal = need!(this.token(Kind::Equal));
            if !this.ahead(|this| this.token_of(&[Kind::Comma, Kind::RightParen]))? {
                return Ok(None);
            }
            this.raise::<()>(name.span.to(equal.span), "expected argument value expression")
        })?;
        self.attempt(|this| {
            let args = need!(this.args());
            need!(this.for_clauses());
            // One bare generator is fine.
            let mut positional = args.iter().rev().filter_map(|arg| match arg {
                Argument::Positional(node) => Some(node),
                _ => None,
            });
            match (positional.next(), positional.next()) {
                (Some(last), Some(_)) => this.raise::<()>(last.span.to(this.last().span), BARE),
                _ => Ok(None),
            }
        })?;
        self.attempt(|this| {
            need!(this.args());
            need!(this.token(Kind::Comma));
            let element = need!(this.expression());
            need!(this.for_clauses());
            this.raise::<()>(element.span.to(this.last().span), BARE)
        })?;
        self.attempt(|this| {
            let args = need!(this.args());
            need!(this.token(Kind::Comma));
            need!(this.args());
            let unpacked = args.iter().any(|arg| matches!(arg, Argument::Unpacked));
            this.raise_last::<()>(if unpacked {
                "positional argument follows keyword argument unpacking"
            } else {
                "positional argument follows keyword argument"
            })
        })
    }

    fn invalid_keyword(&mut self) -> Try<()> {
        self.attempt(|this| {
            let constant = need!(this.token_of(&[Kind::True, Kind::False, Kind::None]));
            let equal = need!(this.token(Kind::Equal));
            let message = format!("cannot assign to {}", this.text(constant.span));
            this.raise::<()>(constant.span.to(equal.span), message)
        })?;
        self.attempt(|this| {
            let name = need!(this.token(Kind::Name));
            let equal = need!(this.token(Kind::Equal));
            need!(this.expression());
            need!(this.for_clauses());
            let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            this.raise::<()>(name.span.to(equal.span), message)
        })?;
        let named = self.ahead(|this| {
            need!(this.token(Kind::Name));
            this.token(Kind::Equal)
        })?;
        if named {
            return Ok(None);
        }
        self.attempt(|this| {
            let stars = need!(this.token(Kind::DoubleStar));
            need!(this.expression());
            need!(this.token(Kind::Equal));
            let value = need!(this.expression());
            let message = "cannot assign to keyword argument unpacking";
            this.raise::<()>(stars.span.to(value.span), message)
        })?;
        self.attempt(|this| {
            let value = need!(this.expression());
            let equal = need!(this.token(Kind::Equal));
            let message = "expression cannot contain assignment, perhaps you meant \"==\"?";
            this.raise(value.span.to(equal.span), message)
        })
    }
}
