//! Targets of assignments, loops and `del`.

use super::core::{Node, Recognizer, Rule, Try, What, need};
use crate::token::TokenKind as Kind;

impl Recognizer<'_> {
    pub(super) fn star_targets(&mut self) -> Try<Node> {
        let start = self.peek()?.span.start;
        let mut targets = need!(self.gather(Kind::Comma, Self::star_target));
        let comma = self.token(Kind::Comma)?.is_some();
        if targets.len() == 1 && !comma {
            return Ok(targets.pop());
        }
        Ok(Some(Node::with(What::Tuple, self.since(start), targets)))
    }

    pub(super) fn star_target(&mut self) -> Try<Node> {
        self.memo(Rule::StarTarget, |this| {
            if let Some(star) = this.token(Kind::Star)? {
                if this.next_is(Kind::Star)? {
                    return Ok(None);
                }
                let target = need!(this.star_target());
                return Ok(Some(Node::with(What::Starred, this.since(star.span.start), vec![target])));
            }
            this.target_with_star_atom()
        })
    }

    fn target_with_star_atom(&mut self) -> Try<Node> {
        self.memo(Rule::TargetWithStarAtom, |this| match this.attempt(Self::attribute_or_subscript)? {
            Some(node) => Ok(Some(node)),
            None => this.star_atom(),
        })
    }

    fn star_atom(&mut self) -> Try<Node> {
        let token = self.peek()?;
        match token.kind {
            Kind::Name => {
                self.at += 1;
                Ok(Some(Node::new(What::Name, token.span)))
            }
            Kind::LeftParen => {
                let group = self.attempt(|this| {
                    this.at += 1;
                    let target = need!(this.target_with_star_atom());
                    need!(this.token(Kind::RightParen));
                    Ok(Some(target))
                })?;
                match group {
                    Some(target) => Ok(Some(target)),
                    None => self.attempt(|this| this.star_sequence(What::Tuple, Kind::RightParen)),
                }
            }
            Kind::LeftBracket => self.attempt(|this| this.star_sequence(What::List, Kind::RightBracket)),
            _ => Ok(None),
        }
    }

    fn star_sequence(&mut self, what: What, close: Kind) -> Try<Node> {
        let start = self.peek()?.span.start;
        self.at += 1;
        let targets = self.attempt(|this| {
            let targets = need!(this.gather(Kind::Comma, Self::star_target));
            let comma = this.token(Kind::Comma)?.is_some();
            // One target without comma is a tuple in brackets only.
            Ok((comma || targets.len() > 1 || what == What::List).then_some(targets))
        })?;
        need!(self.token(close));
        Ok(Some(Node::with(what, self.since(start), targets.unwrap_or_default())))
    }

    /// An attribute or subscript that nothing of a primary follows.
    pub(super) fn attribute_or_subscript(&mut self) -> Try<Node> {
        let start = self.peek()?.span.start;
        need!(self.target_primary());
        let what = match self.peek()?.kind {
            Kind::Dot | Kind::LeftBracket => need!(self.trailer()),
            _ => return Ok(None),
        };
        if self.primary_goes_on()? {
            return Ok(None);
        }
        Ok(Some(Node::new(what, self.since(start))))
    }

    fn primary_goes_on(&mut self) -> Result<bool, Box<crate::error::Fault>> {
        Ok(matches!(self.peek()?.kind, Kind::LeftParen | Kind::LeftBracket | Kind::Dot))
    }

    /// The longest primary after which an attribute, call or subscript follows.
    fn target_primary(&mut self) -> Try<Node> {
        self.memo(Rule::TargetPrimary, |this| {
            let start = this.peek()?.span.start;
            let mut node = need!(this.atom());
            if !this.primary_goes_on()? {
                return Ok(None);
            }
            loop {
                let next = this.attempt(|this| {
                    let what = need!(this.trailer());
                    Ok(this.primary_goes_on()?.then_some(what))
                })?;
                match next {
                    Some(what) => node = Node::new(what, this.since(start)),
                    None => return Ok(Some(node)),
                }
            }
        })
    }

    pub(super) fn single_target(&mut self) -> Try<Node> {
        if let Some(node) = self.attempt(Self::attribute_or_subscript)? {
            return Ok(Some(node));
        }
        if let Some(name) = self.token(Kind::Name)? {
            return Ok(Some(Node::new(What::Name, name.span)));
        }
        self.attempt(|this| {
            need!(this.token(Kind::LeftParen));
            let target = need!(this.single_target());
            need!(this.token(Kind::RightParen));
            Ok(Some(target))
        })
    }

    pub(super) fn del_targets(&mut self) -> Try<()> {
        need!(self.gather(Kind::Comma, Self::del_target));
        self.token(Kind::Comma)?;
        Ok(Some(()))
    }

    fn del_target(&mut self) -> Try<Node> {
        self.memo(Rule::DelTarget, |this| match this.attempt(Self::attribute_or_subscript)? {
            Some(node) => Ok(Some(node)),
            None => this.del_atom(),
        })
    }

    fn del_atom(&mut self) -> Try<Node> {
        let token = self.peek()?;
        let close = match token.kind {
            Kind::Name => {
                self.at += 1;
                return Ok(Some(Node::new(What::Name, token.span)));
            }
            Kind::LeftParen => Kind::RightParen,
            Kind::LeftBracket => Kind::RightBracket,
            _ => return Ok(None),
        };
        self.attempt(|this| {
            this.at += 1;
            this.attempt(Self::del_targets)?;
            need!(this.token(close));
            Ok(Some(Node::new(What::Tuple, this.since(token.span.start))))
        })
    }
}
