//! Lists of statements and blocks.

use super::core::{Node, Recognizer, Rule, Try, What, need};
use crate::token::{Token, TokenKind as Kind};

impl Recognizer<'_> {
    pub(super) fn statements(&mut self) -> Try<()> {
        Ok(self.some(Self::statement)?.map(|_| ()))
    }

    pub(super) fn statement(&mut self) -> Try<()> {
        match self.compound_statement()? {
            Some(()) => Ok(Some(())),
            None => self.simple_statements(),
        }
    }

    pub(super) fn block(&mut self) -> Try<()> {
        let block = self.memo(Rule::Block, |this| {
            let indented = this.attempt(|this| {
                need!(this.token(Kind::Newline));
                need!(this.token(Kind::Indent));
                need!(this.statements());
                need!(this.token(Kind::Dedent));
                Ok(Some(()))
            })?;
            if indented.is_none() && this.simple_statements()?.is_none() {
                this.mistake(|this| {
                    need!(this.token(Kind::Newline));
                    if this.next_is(Kind::Indent)? {
                        return Ok(None);
                    }
                    this.raise_indentation("expected an indented block")
                })?;
                return Ok(None);
            }
            Ok(Some(Node::new(What::Name, this.last().span)))
        })?;
        Ok(block.map(|_| ()))
    }

    /// Raises if no block follows the colon and newline that are next.
    pub(super) fn missing_block(&mut self, what: &str, keyword: Token) -> Try<()> {
        need!(self.token(Kind::Colon));
        need!(self.token(Kind::Newline));
        if self.next_is(Kind::Indent)? {
            return Ok(None);
        }
        let line = self.line(keyword);
        self.raise_indentation(format!("expected an indented block after {what} on line {line}"))
    }

    /// Raises if the line ends here, where a colon has to be.
    pub(super) fn missing_colon(&mut self) -> Try<()> {
        self.attempt(|this| {
            need!(this.token(Kind::Newline));
            this.raise_last("expected ':'")
        })
    }
}
