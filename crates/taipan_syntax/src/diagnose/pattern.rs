//! Patterns of `match` statements.

use super::core::{Node, Recognizer, Rule, Try, What, need};
use crate::{Span, token::TokenKind as Kind};

impl Recognizer<'_> {
    pub(super) fn patterns(&mut self) -> Try<()> {
        let open = self.attempt(|this| {
            need!(this.maybe_star_pattern());
            need!(this.token(Kind::Comma));
            this.maybe_sequence()?;
            Ok(Some(()))
        })?;
        if open.is_some() {
            return Ok(open);
        }
        need!(self.pattern());
        Ok(Some(()))
    }

    fn pattern(&mut self) -> Try<Node> {
        let start = self.peek()?.span.start;
        let captured = self.attempt(|this| {
            need!(this.or_pattern());
            need!(this.token(Kind::As));
            need!(this.capture_target());
            Ok(Some(Node::new(What::Name, this.since(start))))
        })?;
        if captured.is_some() {
            return Ok(captured);
        }
        self.mistake(|this| {
            need!(this.or_pattern());
            need!(this.token(Kind::As));
            if let Some(wildcard) = this.word("_")? {
                return this.raise(wildcard.span, "cannot use '_' as a target");
            }
            let target = need!(this.expression());
            let what = target.what.describe();
            this.raise(target.span, format!("cannot use {what} as pattern target"))
        })?;
        self.or_pattern()
    }

    /// A name other than `_` that cannot be the start of something else.
    fn capture_target(&mut self) -> Try<()> {
        self.attempt(|this| {
            let name = need!(this.token(Kind::Name));
            if this.text(name.span) == "_" {
                return Ok(None);
            }
            Ok((!matches!(this.peek()?.kind, Kind::Dot | Kind::LeftParen | Kind::Equal)).then_some(()))
        })
    }

    fn or_pattern(&mut self) -> Try<Node> {
        let start = self.peek()?.span.start;
        need!(self.gather(Kind::Bar, Self::closed_pattern));
        Ok(Some(Node::new(What::Name, self.since(start))))
    }

    fn closed_pattern(&mut self) -> Try<Node> {
        self.memo(Rule::ClosedPattern, |this| {
            let start = this.peek()?.span.start;
            let rules: [fn(&mut Self) -> Try<()>; 8] = [
                Self::literal_pattern,
                Self::capture_target,
                Self::wildcard,
                Self::value_pattern,
                Self::group_pattern,
                Self::sequence_pattern,
                Self::mapping_pattern,
                Self::class_pattern,
            ];
            for rule in rules {
                if this.attempt(rule)?.is_some() {
                    return Ok(Some(Node::new(What::Name, this.since(start))));
                }
            }
            Ok(None)
        })
    }

    fn wildcard(&mut self) -> Try<()> {
        Ok(self.word("_")?.map(|_| ()))
    }

    /// A literal: a number, a complex number, strings or a constant.
    fn literal_pattern(&mut self) -> Try<()> {
        if let Some(value) = self.signed_number()? {
            let Some(_) = self.token_of(&[Kind::Plus, Kind::Minus])? else { return Ok(Some(())) };
            if value.1 == Kind::Imaginary {
                return self.raise(value.0, "real number required in complex literal");
            }
            let imaginary = need!(self.token_of(&[Kind::Int, Kind::Float, Kind::Imaginary]));
            if imaginary.kind != Kind::Imaginary {
                return self.raise(imaginary.span, "imaginary number required in complex literal");
            }
            return Ok(Some(()));
        }
        if matches!(self.peek()?.kind, Kind::String | Kind::FStringStart) {
            need!(self.strings());
            return Ok(Some(()));
        }
        Ok(self.token_of(&[Kind::None, Kind::True, Kind::False])?.map(|_| ()))
    }

    fn signed_number(&mut self) -> Try<(Span, Kind)> {
        self.attempt(|this| {
            this.token(Kind::Minus)?;
            let number = need!(this.token_of(&[Kind::Int, Kind::Float, Kind::Imaginary]));
            Ok(Some((number.span, number.kind)))
        })
    }

    /// A dotted name.
    fn value_pattern(&mut self) -> Try<()> {
        let parts = need!(self.gather(Kind::Dot, |this| this.token(Kind::Name)));
        if parts.len() < 2 || matches!(self.peek()?.kind, Kind::Dot | Kind::LeftParen | Kind::Equal) {
            return Ok(None);
        }
        Ok(Some(()))
    }

    fn group_pattern(&mut self) -> Try<()> {
        need!(self.token(Kind::LeftParen));
        need!(self.pattern());
        need!(self.token(Kind::RightParen));
        Ok(Some(()))
    }

    fn sequence_pattern(&mut self) -> Try<()> {
        if self.token(Kind::LeftBracket)?.is_some() {
            self.maybe_sequence()?;
            need!(self.token(Kind::RightBracket));
            return Ok(Some(()));
        }
        need!(self.token(Kind::LeftParen));
        self.attempt(|this| {
            need!(this.maybe_star_pattern());
            need!(this.token(Kind::Comma));
            this.maybe_sequence()?;
            Ok(Some(()))
        })?;
        need!(self.token(Kind::RightParen));
        Ok(Some(()))
    }

    fn maybe_sequence(&mut self) -> Try<()> {
        need!(self.gather(Kind::Comma, Self::maybe_star_pattern));
        self.token(Kind::Comma)?;
        Ok(Some(()))
    }

    fn maybe_star_pattern(&mut self) -> Try<()> {
        let starred = self.attempt(|this| {
            need!(this.token(Kind::Star));
            match this.wildcard()? {
                Some(()) => Ok(Some(())),
                None => this.capture_target(),
            }
        })?;
        if starred.is_some() {
            return Ok(starred);
        }
        Ok(self.pattern()?.map(|_| ()))
    }

    fn mapping_pattern(&mut self) -> Try<()> {
        need!(self.token(Kind::LeftBrace));
        if self.token(Kind::RightBrace)?.is_some() {
            return Ok(Some(()));
        }
        let rest = self.attempt(Self::rest_pattern)?;
        if rest.is_none() {
            need!(self.gather(Kind::Comma, Self::item_pattern));
            self.attempt(|this| {
                need!(this.token(Kind::Comma));
                this.rest_pattern()
            })?;
        }
        self.token(Kind::Comma)?;
        need!(self.token(Kind::RightBrace));
        Ok(Some(()))
    }

    fn rest_pattern(&mut self) -> Try<()> {
        need!(self.token(Kind::DoubleStar));
        self.capture_target()
    }

    fn item_pattern(&mut self) -> Try<()> {
        let key = self.attempt(Self::literal_pattern)?;
        if key.is_none() {
            need!(self.value_pattern());
        }
        need!(self.token(Kind::Colon));
        need!(self.pattern());
        Ok(Some(()))
    }

    fn class_pattern(&mut self) -> Try<()> {
        need!(self.gather(Kind::Dot, |this| this.token(Kind::Name)));
        let open = self.at;
        let class = self.attempt(|this| {
            need!(this.token(Kind::LeftParen));
            let positional = this.gather(Kind::Comma, Self::positional_pattern)?.is_some();
            this.attempt(|this| {
                if positional {
                    need!(this.token(Kind::Comma));
                }
                this.gather(Kind::Comma, Self::keyword_pattern)
            })?;
            // A comma needs a pattern before it.
            if this.at > open + 1 {
                this.token(Kind::Comma)?;
            }
            need!(this.token(Kind::RightParen));
            Ok(Some(()))
        })?;
        if class.is_none() {
            self.mistake(|this| {
                need!(this.token(Kind::LeftParen));
                this.attempt(|this| {
                    need!(this.gather(Kind::Comma, Self::positional_pattern));
                    this.token(Kind::Comma)
                })?;
                need!(this.gather(Kind::Comma, Self::keyword_pattern));
                need!(this.token(Kind::Comma));
                let late = need!(this.gather(Kind::Comma, Self::positional_pattern));
                let span = late.iter().map(|node| node.span).reduce(Span::to).unwrap_or_default();
                this.raise(span, "positional patterns follow keyword patterns")
            })?;
        }
        Ok(class)
    }

    /// A pattern that is no keyword pattern.
    fn positional_pattern(&mut self) -> Try<Node> {
        self.attempt(Self::pattern)
    }

    fn keyword_pattern(&mut self) -> Try<()> {
        need!(self.token(Kind::Name));
        need!(self.token(Kind::Equal));
        need!(self.pattern());
        Ok(Some(()))
    }
}
