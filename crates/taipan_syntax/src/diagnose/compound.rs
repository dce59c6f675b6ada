//! Compound statements other than `try`.

use super::core::{Node, Recognizer, Try, What, need};
use crate::token::TokenKind as Kind;

impl Recognizer<'_> {
    pub(super) fn compound_statement(&mut self) -> Try<()> {
        let token = self.peek()?;
        let rules: &[fn(&mut Self) -> Try<()>] = match token.kind {
            Kind::Def => &[Self::function],
            Kind::At => &[Self::function, Self::class],
            Kind::Async => &[Self::function, Self::with, Self::for_loop],
            Kind::If => &[|this| this.conditional(Kind::If)],
            Kind::Class => &[Self::class],
            Kind::With => &[Self::with],
            Kind::For => &[Self::for_loop],
            Kind::Try => &[Self::try_statement],
            Kind::While => &[Self::while_loop],
            Kind::Name => &[Self::match_statement],
            _ => &[],
        };
        for rule in rules {
            if self.attempt(rule)?.is_some() {
                return Ok(Some(()));
            }
        }
        Ok(None)
    }

    fn decorators(&mut self) -> Result<(), Box<crate::error::Fault>> {
        self.many(|this| {
            need!(this.token(Kind::At));
            need!(this.named_expression());
            this.token(Kind::Newline)
        })?;
        Ok(())
    }

    fn function(&mut self) -> Try<()> {
        self.decorators()?;
        self.mistake(|this| {
            this.token(Kind::Async)?;
            let def = need!(this.token(Kind::Def));
            need!(this.token(Kind::Name));
            this.type_parameters()?;
            need!(this.token(Kind::LeftParen));
            this.parameters()?;
            need!(this.token(Kind::RightParen));
            this.returns()?;
            this.missing_block("function definition", def)
        })?;
        self.token(Kind::Async)?;
        need!(self.token(Kind::Def));
        need!(self.token(Kind::Name));
        self.type_parameters()?;
        need!(self.forced(Kind::LeftParen));
        self.parameters()?;
        need!(self.token(Kind::RightParen));
        self.returns()?;
        need!(self.forced(Kind::Colon));
        self.block()
    }

    fn returns(&mut self) -> Try<Node> {
        self.attempt(|this| {
            need!(this.token(Kind::Arrow));
            this.expression()
        })
    }

    fn class(&mut self) -> Try<()> {
        self.decorators()?;
        self.mistake(|this| {
            let class = need!(this.token(Kind::Class));
            need!(this.class_head());
            this.missing_colon()?;
            this.missing_block("class definition", class)
        })?;
        need!(self.token(Kind::Class));
        need!(self.class_head());
        need!(self.token(Kind::Colon));
        self.block()
    }

    fn class_head(&mut self) -> Try<()> {
        need!(self.token(Kind::Name));
        self.type_parameters()?;
        self.attempt(|this| {
            need!(this.token(Kind::LeftParen));
            this.arguments()?;
            this.token(Kind::RightParen)
        })?;
        Ok(Some(()))
    }

    /// `if` or `elif` with what follows.
    fn conditional(&mut self, keyword: Kind) -> Try<()> {
        let what = if keyword == Kind::If { "'if' statement" } else { "'elif' statement" };
        self.mistake(|this| {
            let keyword = need!(this.token(keyword));
            need!(this.named_expression());
            this.missing_colon()?;
            this.missing_block(what, keyword)
        })?;
        need!(self.token(keyword));
        need!(self.named_expression());
        need!(self.token(Kind::Colon));
        need!(self.block());
        if self.attempt(|this| this.conditional(Kind::Elif))?.is_none() {
            self.attempt(Self::else_block)?;
        }
        Ok(Some(()))
    }

    pub(super) fn else_block(&mut self) -> Try<()> {
        self.mistake(|this| {
            let keyword = need!(this.token(Kind::Else));
            this.attempt(|this| this.missing_block("'else' statement", keyword))?;
            need!(this.token(Kind::Colon));
            need!(this.block());
            need!(this.token(Kind::Elif));
            this.raise_last("'elif' block follows an 'else' block")
        })?;
        need!(self.token(Kind::Else));
        need!(self.forced(Kind::Colon));
        self.block()
    }

    fn while_loop(&mut self) -> Try<()> {
        self.mistake(|this| {
            let keyword = need!(this.token(Kind::While));
            need!(this.named_expression());
            this.missing_colon()?;
            this.missing_block("'while' statement", keyword)
        })?;
        need!(self.token(Kind::While));
        need!(self.named_expression());
        need!(self.token(Kind::Colon));
        need!(self.block());
        self.attempt(Self::else_block)?;
        Ok(Some(()))
    }

    fn for_loop(&mut self) -> Try<()> {
        self.mistake(|this| {
            this.token(Kind::Async)?;
            let keyword = need!(this.token(Kind::For));
            need!(this.star_targets());
            need!(this.token(Kind::In));
            need!(this.star_expressions());
            this.missing_colon()?;
            this.missing_block("'for' statement", keyword)
        })?;
        let mut committed = false;
        let matched = self.attempt(|this| {
            this.token(Kind::Async)?;
            need!(this.token(Kind::For));
            need!(this.star_targets());
            need!(this.token(Kind::In));
            committed = true;
            need!(this.star_expressions());
            need!(this.token(Kind::Colon));
            need!(this.block());
            this.attempt(Self::else_block)?;
            Ok(Some(()))
        })?;
        if matched.is_none() && !committed {
            self.mistake(Self::invalid_for_target)?;
        }
        Ok(matched)
    }

    fn with(&mut self) -> Try<()> {
        self.mistake(|this| this.invalid_with(true))?;
        let matched = self.attempt(|this| {
            this.token(Kind::Async)?;
            need!(this.token(Kind::With));
            let group = this.attempt(|this| {
                need!(this.token(Kind::LeftParen));
                need!(this.gather(Kind::Comma, Self::with_item));
                this.token(Kind::Comma)?;
                need!(this.token(Kind::RightParen));
                need!(this.token(Kind::Colon));
                this.block()
            })?;
            if group.is_some() {
                return Ok(group);
            }
            need!(this.gather(Kind::Comma, Self::with_item));
            need!(this.token(Kind::Colon));
            this.block()
        })?;
        if matched.is_none() {
            self.mistake(|this| this.invalid_with(false))?;
        }
        Ok(matched)
    }

    fn with_item(&mut self) -> Try<()> {
        let named = self.attempt(|this| {
            need!(this.expression());
            need!(this.token(Kind::As));
            need!(this.star_target());
            Ok(this.ends_item()?.then_some(()))
        })?;
        if named.is_some() {
            return Ok(named);
        }
        self.mistake(|this| {
            need!(this.expression());
            need!(this.token(Kind::As));
            let target = need!(this.expression());
            if !this.ends_item()? {
                return Ok(None);
            }
            this.raise_invalid_target(&target, super::mistakes::Purpose::Assign)
        })?;
        Ok(self.expression()?.map(|_| ()))
    }

    fn ends_item(&mut self) -> Result<bool, Box<crate::error::Fault>> {
        Ok(matches!(self.peek()?.kind, Kind::Comma | Kind::RightParen | Kind::Colon))
    }

    /// A `with` line without its block, or without its colon.
    fn invalid_with(&mut self, block: bool) -> Try<()> {
        self.attempt(|this| {
            this.token(Kind::Async)?;
            let keyword = need!(this.token(Kind::With));
            need!(this.gather(Kind::Comma, |this| this.loose_item(Self::expression)));
            if block { this.missing_block("'with' statement", keyword) } else { this.missing_colon() }
        })?;
        self.attempt(|this| {
            this.token(Kind::Async)?;
            let keyword = need!(this.token(Kind::With));
            need!(this.token(Kind::LeftParen));
            need!(this.gather(Kind::Comma, |this| this.loose_item(Self::expressions)));
            this.token(Kind::Comma)?;
            need!(this.token(Kind::RightParen));
            if block { this.missing_block("'with' statement", keyword) } else { this.missing_colon() }
        })
    }

    fn loose_item(&mut self, context: fn(&mut Self) -> Try<Node>) -> Try<()> {
        need!(context(self));
        self.attempt(|this| {
            need!(this.token(Kind::As));
            this.star_target()
        })?;
        Ok(Some(()))
    }

    fn match_statement(&mut self) -> Try<()> {
        let matched = self.attempt(|this| {
            need!(this.word("match"));
            need!(this.subject());
            need!(this.token(Kind::Colon));
            need!(this.token(Kind::Newline));
            need!(this.token(Kind::Indent));
            need!(this.some(Self::case_block));
            need!(this.token(Kind::Dedent));
            Ok(Some(()))
        })?;
        if matched.is_none() {
            self.mistake(|this| {
                let keyword = need!(this.word("match"));
                need!(this.subject());
                this.missing_colon()?;
                this.missing_block("'match' statement", keyword)
            })?;
        }
        Ok(matched)
    }

    fn subject(&mut self) -> Try<Node> {
        let start = self.peek()?.span.start;
        let tuple = self.attempt(|this| {
            need!(this.star_named_expression());
            need!(this.token(Kind::Comma));
            this.star_named_expressions()?;
            Ok(Some(Node::new(What::Tuple, this.since(start))))
        })?;
        match tuple {
            Some(node) => Ok(Some(node)),
            None => self.named_expression(),
        }
    }

    fn case_block(&mut self) -> Try<()> {
        self.mistake(|this| {
            let keyword = need!(this.word("case"));
            need!(this.patterns());
            this.guard()?;
            this.missing_colon()?;
            this.missing_block("'case' statement", keyword)
        })?;
        need!(self.word("case"));
        need!(self.patterns());
        self.guard()?;
        need!(self.token(Kind::Colon));
        self.block()
    }

    fn guard(&mut self) -> Try<Node> {
        self.attempt(|this| {
            need!(this.token(Kind::If));
            this.named_expression()
        })
    }
}
