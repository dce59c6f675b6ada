//! F-strings and t-strings.

use super::core::{Recognizer, Try, What, need};
use crate::token::{Token, TokenKind as Kind};

impl Recognizer<'_> {
    pub(super) fn fstring(&mut self) -> Try<What> {
        let start = need!(self.token(Kind::FStringStart));
        let template = self.text(start.span).contains(['t', 'T']);
        let letter = if template { 't' } else { 'f' };
        let outer = std::mem::replace(&mut self.letter, letter);
        self.many(|this| this.fstring_piece(letter))?;
        self.letter = outer;
        need!(self.token(Kind::FStringEnd));
        Ok(Some(if template { What::TemplateString } else { What::FormatString }))
    }

    fn fstring_piece(&mut self, letter: char) -> Try<()> {
        if self.next_is(Kind::LeftBrace)? {
            return self.field(letter);
        }
        need!(self.token(Kind::FStringMiddle));
        Ok(Some(()))
    }

    fn field(&mut self, letter: char) -> Try<()> {
        let field = self.attempt(|this| {
            need!(this.token(Kind::LeftBrace));
            need!(this.annotated_rhs());
            this.token(Kind::Equal)?;
            if this.mark()?.is_some() {
                need!(this.conversion(letter));
            }
            if this.token(Kind::FormatColon)?.is_some() {
                this.many(|this| this.fstring_piece(letter))?;
            }
            need!(this.token(Kind::RightBrace));
            Ok(Some(()))
        })?;
        if field.is_none() {
            self.mistake(|this| this.invalid_field(letter))?;
        }
        Ok(field)
    }

    /// The exclamation mark before a conversion.
    fn mark(&mut self) -> Try<Token> {
        let token = self.peek()?;
        if token.kind != Kind::Stray || self.text(token.span) != "!" {
            return Ok(None);
        }
        self.at += 1;
        Ok(Some(token))
    }

    fn conversion(&mut self, letter: char) -> Try<()> {
        let mark = self.last();
        let name = need!(self.token(Kind::Name));
        if mark.span.end != name.span.start {
            let message =
                format!("{letter}-string: conversion type must come right after the exclamation mark");
            return self.raise(mark.span.to(name.span), message);
        }
        match self.text(name.span) {
            "s" | "r" | "a" => Ok(Some(())),
            other => {
                let message = format!(
                    "{letter}-string: invalid conversion character '{other}': expected 's', 'r', or 'a'"
                );
                self.raise(name.span, message)
            }
        }
    }

    fn ends_expression(&mut self) -> Result<bool, Box<crate::error::Fault>> {
        let token = self.peek()?;
        Ok(match token.kind {
            Kind::Equal | Kind::FormatColon | Kind::RightBrace => true,
            Kind::Stray => self.text(token.span) == "!",
            _ => false,
        })
    }

    fn invalid_field(&mut self, letter: char) -> Try<()> {
        need!(self.token(Kind::LeftBrace));
        if self.ends_expression()? {
            let token = self.peek()?;
            let text = self.text(token.span);
            let message = format!("{letter}-string: valid expression required before '{text}'");
            return self.raise(token.span, message);
        }
        if self.annotated_rhs()?.is_none() {
            return self.raise_next(format!("{letter}-string: expecting a valid expression after '{{'"));
        }
        if !self.ends_expression()? {
            return self.raise_next(format!("{letter}-string: expecting '=', or '!', or ':', or '}}'"));
        }
        if self.token(Kind::Equal)?.is_some() && (!self.ends_expression()? || self.next_is(Kind::Equal)?) {
            return self.raise_next(format!("{letter}-string: expecting '!', or ':', or '}}'"));
        }
        if self.mark()?.is_some() {
            match self.peek()?.kind {
                Kind::FormatColon | Kind::RightBrace => {
                    return self.raise_next(format!("{letter}-string: missing conversion character"));
                }
                Kind::Name => {}
                _ => return self.raise_next(format!("{letter}-string: invalid conversion character")),
            }
            need!(self.conversion(letter));
            if !matches!(self.peek()?.kind, Kind::FormatColon | Kind::RightBrace) {
                return self.raise_next(format!("{letter}-string: expecting ':' or '}}'"));
            }
        }
        if self.token(Kind::FormatColon)?.is_some() {
            self.many(|this| this.fstring_piece(letter))?;
            if !self.next_is(Kind::RightBrace)? {
                return self.raise_next(format!("{letter}-string: expecting '}}', or format specs"));
            }
        } else if !self.next_is(Kind::RightBrace)? {
            return self.raise_next(format!("{letter}-string: expecting '}}'"));
        }
        Ok(None)
    }
}
