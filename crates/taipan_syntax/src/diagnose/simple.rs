//! Simple statements.

use super::{
    core::{Node, Recognizer, Rule, Try, What, need},
    mistakes::Purpose,
};
use crate::token::{Token, TokenKind as Kind};

impl Recognizer<'_> {
    pub(super) fn simple_statements(&mut self) -> Try<()> {
        self.attempt(|this| {
            need!(this.gather(Kind::Semicolon, Self::simple_statement));
            this.token(Kind::Semicolon)?;
            need!(this.token(Kind::Newline));
            Ok(Some(()))
        })
    }

    pub(super) fn simple_statement(&mut self) -> Try<Node> {
        self.memo(Rule::SimpleStatement, |this| {
            let start = this.peek()?;
            if this.assignment()?.is_none()
                && this.attempt(Self::type_alias)?.is_none()
                && this.star_expressions()?.is_none()
            {
                need!(this.keyword_statement(start));
            }
            Ok(Some(Node::new(What::Name, this.since(start.span.start))))
        })
    }

    fn keyword_statement(&mut self, start: Token) -> Try<()> {
        match start.kind {
            Kind::Return => {
                self.at += 1;
                self.star_expressions()?;
            }
            Kind::Import | Kind::From => return self.import_statement(),
            Kind::Raise => {
                self.at += 1;
                if self.expression()?.is_some() {
                    self.attempt(|this| {
                        need!(this.token(Kind::From));
                        this.expression()
                    })?;
                }
            }
            Kind::Pass | Kind::Break | Kind::Continue => self.at += 1,
            Kind::Del => return self.delete(),
            Kind::Yield => {
                need!(self.yield_expression());
            }
            Kind::Assert => {
                self.at += 1;
                need!(self.expression());
                self.attempt(|this| {
                    need!(this.token(Kind::Comma));
                    this.expression()
                })?;
            }
            Kind::Global | Kind::Nonlocal => {
                self.at += 1;
                need!(self.gather(Kind::Comma, |this| this.token(Kind::Name)));
            }
            _ => return Ok(None),
        }
        Ok(Some(()))
    }

    fn assignment(&mut self) -> Try<()> {
        let annotated = self.attempt(|this| {
            need!(this.token(Kind::Name));
            this.annotation()
        })?;
        if annotated.is_some() {
            return Ok(annotated);
        }
        let annotated = self.attempt(|this| {
            let group = this.attempt(|this| {
                need!(this.token(Kind::LeftParen));
                need!(this.single_target());
                this.token(Kind::RightParen)
            })?;
            if group.is_none() {
                need!(this.attempt(Self::attribute_or_subscript));
            }
            this.annotation()
        })?;
        if annotated.is_some() {
            return Ok(annotated);
        }
        let assigned = self.attempt(|this| {
            need!(this.some(Self::target_and_equal));
            need!(this.annotated_rhs());
            Ok((!this.next_is(Kind::Equal)?).then_some(()))
        })?;
        if assigned.is_some() {
            return Ok(assigned);
        }
        let mut committed = false;
        let augmented = self.attempt(|this| {
            need!(this.single_target());
            need!(this.augmented_operator());
            committed = true;
            need!(this.annotated_rhs());
            Ok(Some(()))
        })?;
        if augmented.is_none() && !committed {
            self.mistake(Self::invalid_assignment)?;
        }
        Ok(augmented)
    }

    fn annotation(&mut self) -> Try<()> {
        need!(self.token(Kind::Colon));
        need!(self.expression());
        self.attempt(|this| {
            need!(this.token(Kind::Equal));
            this.annotated_rhs()
        })?;
        Ok(Some(()))
    }

    fn target_and_equal(&mut self) -> Try<()> {
        need!(self.star_targets());
        need!(self.token(Kind::Equal));
        Ok(Some(()))
    }

    fn augmented_operator(&mut self) -> Try<()> {
        if !self.peek()?.kind.is_augmented() {
            return Ok(None);
        }
        self.at += 1;
        Ok(Some(()))
    }

    fn invalid_assignment(&mut self) -> Try<()> {
        self.attempt(|this| {
            let target = need!(this.sequence_in_parens());
            need!(this.token(Kind::Colon));
            need!(this.expression());
            let what = target.what.describe();
            this.raise::<()>(target.span, format!("only single target (not {what}) can be annotated"))
        })?;
        self.attempt(|this| {
            let target = need!(this.star_named_expression());
            need!(this.token(Kind::Comma));
            this.many(Self::star_named_expressions)?;
            need!(this.token(Kind::Colon));
            need!(this.expression());
            this.raise::<()>(target.span, "only single target (not tuple) can be annotated")
        })?;
        self.attempt(|this| {
            let target = need!(this.expression());
            need!(this.token(Kind::Colon));
            need!(this.expression());
            this.raise::<()>(target.span, "illegal target for annotation")
        })?;
        self.attempt(|this| {
            this.many(Self::target_and_equal)?;
            let target = need!(this.star_expressions());
            need!(this.token(Kind::Equal));
            this.raise_invalid_target(&target, Purpose::Assign)
        })?;
        self.attempt(|this| {
            this.many(Self::target_and_equal)?;
            let target = need!(this.yield_expression());
            need!(this.token(Kind::Equal));
            this.raise::<()>(target.span, "assignment to yield expression not possible")
        })?;
        self.attempt(|this| {
            let target = need!(this.star_expressions());
            need!(this.augmented_operator());
            need!(this.annotated_rhs());
            let what = target.what.describe();
            this.raise(target.span, format!("'{what}' is an illegal expression for augmented assignment"))
        })
    }

    /// A tuple or list, possibly in parentheses.
    fn sequence_in_parens(&mut self) -> Try<Node> {
        if let Some(node) = self.attempt(Self::list)? {
            return Ok(Some(node));
        }
        if let Some(node) = self.attempt(Self::tuple)? {
            return Ok(Some(node));
        }
        self.attempt(|this| {
            need!(this.token(Kind::LeftParen));
            let node = need!(this.sequence_in_parens());
            need!(this.token(Kind::RightParen));
            Ok(Some(node))
        })
    }

    pub(super) fn type_alias(&mut self) -> Try<()> {
        need!(self.word("type"));
        need!(self.token(Kind::Name));
        self.type_parameters()?;
        need!(self.token(Kind::Equal));
        need!(self.expression());
        Ok(Some(()))
    }

    fn delete(&mut self) -> Try<()> {
        let deleted = self.attempt(|this| {
            this.at += 1;
            need!(this.del_targets());
            Ok(matches!(this.peek()?.kind, Kind::Semicolon | Kind::Newline).then_some(()))
        })?;
        if deleted.is_none() {
            self.mistake(|this| {
                this.at += 1;
                let targets = need!(this.star_expressions());
                this.raise_invalid_target(&targets, Purpose::Delete)
            })?;
        }
        Ok(deleted)
    }

    fn import_statement(&mut self) -> Try<()> {
        self.mistake(|this| {
            let import = need!(this.token(Kind::Import));
            if let Some(newline) = this.token(Kind::Newline)? {
                return this.raise_from(newline.span.start, "Expected one or more names after 'import'");
            }
            need!(this.gather(Kind::Comma, Self::dotted_name));
            need!(this.token(Kind::From));
            need!(this.dotted_name());
            this.raise_from(import.span.start, "Did you mean to use 'from ... import ...' instead?")
        })?;
        if self.token(Kind::Import)?.is_some() {
            need!(self.gather(Kind::Comma, |this| this.import_alias(Self::dotted_name)));
            return Ok(Some(()));
        }
        need!(self.token(Kind::From));
        let dots = self.many(|this| this.token_of(&[Kind::Dot, Kind::Ellipsis]))?;
        if self.dotted_name()?.is_none() && dots.is_empty() {
            return Ok(None);
        }
        need!(self.token(Kind::Import));
        self.imported_names()
    }

    fn imported_names(&mut self) -> Try<()> {
        let alias = |this: &mut Self| this.import_alias(|this| Ok(this.token(Kind::Name)?.map(|_| ())));
        let group = self.attempt(|this| {
            need!(this.token(Kind::LeftParen));
            need!(this.gather(Kind::Comma, alias));
            this.token(Kind::Comma)?;
            need!(this.token(Kind::RightParen));
            Ok(Some(()))
        })?;
        if group.is_some() {
            return Ok(group);
        }
        let names = self.attempt(|this| {
            need!(this.gather(Kind::Comma, alias));
            Ok((!this.next_is(Kind::Comma)?).then_some(()))
        })?;
        if names.is_some() || self.token(Kind::Star)?.is_some() {
            return Ok(Some(()));
        }
        self.mistake(|this| {
            this.attempt(|this| {
                need!(this.gather(Kind::Comma, alias));
                need!(this.token(Kind::Comma));
                need!(this.token(Kind::Newline));
                this.raise_last::<()>("trailing comma not allowed without surrounding parentheses")
            })?;
            let newline = need!(this.token(Kind::Newline));
            this.raise_from(newline.span.start, "Expected one or more names after 'import'")
        })?;
        Ok(None)
    }

    fn dotted_name(&mut self) -> Try<()> {
        need!(self.gather(Kind::Dot, |this| this.token(Kind::Name)));
        Ok(Some(()))
    }

    /// An imported name with `as`.
    fn import_alias(&mut self, name: impl Fn(&mut Self) -> Try<()>) -> Try<()> {
        self.mistake(|this| {
            need!(name(this));
            need!(this.token(Kind::As));
            let plain = this.ahead(|this| {
                need!(this.token(Kind::Name));
                this.token_of(&[Kind::Comma, Kind::RightParen, Kind::Semicolon, Kind::Newline])
            })?;
            if plain {
                return Ok(None);
            }
            let target = need!(this.expression());
            let what = target.what.describe();
            this.raise(target.span, format!("cannot use {what} as import target"))
        })?;
        need!(name(self));
        self.attempt(|this| {
            need!(this.token(Kind::As));
            this.token(Kind::Name)
        })?;
        Ok(Some(()))
    }
}
