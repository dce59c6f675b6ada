//! `try` statements.

use super::core::{Recognizer, Try, need};
use crate::token::TokenKind as Kind;

impl Recognizer<'_> {
    pub(super) fn try_statement(&mut self) -> Try<()> {
        self.mistake(Self::invalid_try)?;
        let finally = self.attempt(|this| {
            need!(this.try_block());
            this.finally_block()
        })?;
        if finally.is_some() {
            return Ok(finally);
        }
        for star in [false, true] {
            let handled = self.attempt(|this| {
                need!(this.try_block());
                need!(this.some(|this| this.except_block(star)));
                this.attempt(Self::else_block)?;
                this.attempt(Self::finally_block)?;
                Ok(Some(()))
            })?;
            if handled.is_some() {
                return Ok(handled);
            }
        }
        Ok(None)
    }

    fn try_block(&mut self) -> Try<()> {
        need!(self.token(Kind::Try));
        need!(self.forced(Kind::Colon));
        self.block()
    }

    fn invalid_try(&mut self) -> Try<()> {
        const MIXED: &str = "cannot have both 'except' and 'except*' on the same 'try'";
        let keyword = need!(self.token(Kind::Try));
        self.attempt(|this| this.missing_block("'try' statement", keyword))?;
        need!(self.token(Kind::Colon));
        self.attempt(|this| {
            need!(this.block());
            if matches!(this.peek()?.kind, Kind::Except | Kind::Finally) {
                return Ok(None);
            }
            this.raise_last::<()>("expected 'except' or 'finally' block")
        })?;
        self.attempt(|this| {
            this.many(Self::block)?;
            need!(this.some(|this| this.except_block(false)));
            let except = need!(this.token(Kind::Except));
            let star = need!(this.token(Kind::Star));
            need!(this.expression());
            this.as_name()?;
            need!(this.token(Kind::Colon));
            this.raise::<()>(except.span.to(star.span), MIXED)
        })?;
        self.attempt(|this| {
            this.many(Self::block)?;
            need!(this.some(|this| this.except_block(true)));
            let except = need!(this.token(Kind::Except));
            this.attempt(|this| {
                need!(this.expression());
                this.as_name()
            })?;
            need!(this.token(Kind::Colon));
            this.raise(except.span, MIXED)
        })
    }

    /// `as NAME`, if it is there.
    fn as_name(&mut self) -> Try<()> {
        self.attempt(|this| {
            need!(this.token(Kind::As));
            this.token(Kind::Name)
        })?;
        Ok(Some(()))
    }

    fn except_block(&mut self, star: bool) -> Try<()> {
        self.mistake(|this| this.invalid_except_block(star))?;
        let named = self.attempt(|this| {
            need!(this.except(star));
            need!(this.expression());
            need!(this.token(Kind::As));
            need!(this.token(Kind::Name));
            need!(this.token(Kind::Colon));
            this.block()
        })?;
        if named.is_some() {
            return Ok(named);
        }
        let plain = self.attempt(|this| {
            need!(this.except(star));
            need!(this.expressions());
            need!(this.token(Kind::Colon));
            this.block()
        })?;
        if plain.is_some() {
            return Ok(plain);
        }
        if !star {
            let bare = self.attempt(|this| {
                need!(this.except(star));
                need!(this.token(Kind::Colon));
                this.block()
            })?;
            if bare.is_some() {
                return Ok(bare);
            }
        }
        self.mistake(|this| this.invalid_except(star))?;
        Ok(None)
    }

    fn except(&mut self, star: bool) -> Try<()> {
        need!(self.token(Kind::Except));
        if star {
            need!(self.token(Kind::Star));
        }
        Ok(Some(()))
    }

    fn invalid_except_block(&mut self, star: bool) -> Try<()> {
        let keyword = need!(self.token(Kind::Except));
        if star {
            need!(self.token(Kind::Star));
        }
        let what = if star { "'except*' statement" } else { "'except' statement" };
        self.attempt(|this| {
            need!(this.expression());
            this.as_name()?;
            this.missing_block(what, keyword)
        })?;
        if star { Ok(None) } else { self.missing_block(what, keyword) }
    }

    fn invalid_except(&mut self, star: bool) -> Try<()> {
        need!(self.except(star));
        self.attempt(|this| {
            let first = need!(this.expression());
            need!(this.token(Kind::Comma));
            need!(this.expressions());
            need!(this.token(Kind::As));
            need!(this.token(Kind::Name));
            need!(this.token(Kind::Colon));
            let message = "multiple exception types must be parenthesized when using 'as'";
            this.raise_from::<()>(first.span.start, message)
        })?;
        self.attempt(|this| {
            need!(this.expression());
            this.as_name()?;
            this.missing_colon()
        })?;
        if star {
            self.attempt(|this| {
                need!(this.token_of(&[Kind::Newline, Kind::Colon]));
                this.raise_last::<()>("expected one or more exception types")
            })?;
        } else {
            self.missing_colon()?;
        }
        self.attempt(|this| {
            need!(this.expression());
            need!(this.token(Kind::As));
            let target = need!(this.expression());
            need!(this.token(Kind::Colon));
            need!(this.block());
            let keyword = if star { "except*" } else { "except" };
            let what = target.what.describe();
            this.raise(target.span, format!("cannot use {keyword} statement with {what}"))
        })
    }

    fn finally_block(&mut self) -> Try<()> {
        self.mistake(|this| {
            let keyword = need!(this.token(Kind::Finally));
            this.missing_block("'finally' statement", keyword)
        })?;
        need!(self.token(Kind::Finally));
        need!(self.forced(Kind::Colon));
        self.block()
    }
}
