//! Atoms: names, literals, displays and comprehensions.

use super::core::{Node, Recognizer, Rule, Try, What, need};
use crate::token::TokenKind as Kind;

impl Recognizer<'_> {
    pub(super) fn atom(&mut self) -> Try<Node> {
        let token = self.peek()?;
        let what = match token.kind {
            Kind::Name => What::Name,
            Kind::None => What::None,
            Kind::True => What::True,
            Kind::False => What::False,
            Kind::Ellipsis => What::Ellipsis,
            Kind::Int | Kind::Float | Kind::Imaginary => {
                self.spring_trap()?;
                What::Literal
            }
            Kind::String | Kind::FStringStart => return self.strings(),
            Kind::LeftParen => {
                return self.first_of(&[Self::tuple, Self::group, Self::generator]);
            }
            Kind::LeftBracket => return self.first_of(&[Self::list, Self::list_comprehension]),
            Kind::LeftBrace => {
                return self.first_of(&[
                    Self::dict,
                    Self::set,
                    Self::dict_comprehension,
                    Self::set_comprehension,
                ]);
            }
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(Some(Node::new(what, token.span)))
    }

    fn first_of(&mut self, rules: &[fn(&mut Self) -> Try<Node>]) -> Try<Node> {
        for rule in rules {
            if let Some(node) = self.attempt(rule)? {
                return Ok(Some(node));
            }
        }
        Ok(None)
    }

    pub(super) fn strings(&mut self) -> Try<Node> {
        self.memo(Rule::Strings, |this| {
            let start = this.peek()?.span.start;
            this.spring_trap()?;
            let mut classes = [false; 4];
            let mut count = 0;
            loop {
                let class = match this.peek()?.kind {
                    Kind::String => {
                        let token = need!(this.token(Kind::String));
                        let quote = this.text(token.span).find(['\'', '"']).unwrap_or(0);
                        usize::from(this.text(token.span)[..quote].contains(['b', 'B']))
                    }
                    _ => match this.fstring()? {
                        Some(What::TemplateString) => 3,
                        Some(_) => 2,
                        None => break,
                    },
                };
                classes[class] = true;
                count += 1;
            }
            let [text, bytes, format, template] = classes;
            if template && (text || bytes || format) {
                let message = "cannot mix t-string literals with string or bytes literals";
                return this.raise(this.since(start), message);
            }
            if bytes && (text || format) {
                return this.raise_last("cannot mix bytes and nonbytes literals");
            }
            let what = match (template, format) {
                (true, _) => What::TemplateString,
                (_, true) => What::FormatString,
                _ => What::Literal,
            };
            Ok((count > 0).then(|| Node::new(what, this.since(start))))
        })
    }

    pub(super) fn tuple(&mut self) -> Try<Node> {
        let open = need!(self.token(Kind::LeftParen));
        let items = self.attempt(|this| {
            let mut items = vec![need!(this.star_named_expression())];
            need!(this.token(Kind::Comma));
            items.extend(this.star_named_expressions()?.unwrap_or_default());
            Ok(Some(items))
        })?;
        need!(self.token(Kind::RightParen));
        Ok(Some(Node::with(What::Tuple, self.since(open.span.start), items.unwrap_or_default())))
    }

    fn group(&mut self) -> Try<Node> {
        let group = self.attempt(|this| {
            need!(this.token(Kind::LeftParen));
            let inner = match this.yield_expression()? {
                Some(node) => node,
                None => need!(this.named_expression()),
            };
            need!(this.token(Kind::RightParen));
            Ok(Some(inner))
        })?;
        if group.is_none() {
            self.mistake(Self::invalid_group)?;
        }
        Ok(group)
    }

    pub(super) fn generator(&mut self) -> Try<Node> {
        let generator = self.attempt(|this| {
            let open = need!(this.token(Kind::LeftParen));
            need!(this.walrus_or_expression());
            need!(this.for_clauses());
            need!(this.token(Kind::RightParen));
            Ok(Some(Node::new(What::Generator, this.since(open.span.start))))
        })?;
        if generator.is_none() {
            self.mistake(Self::invalid_comprehension)?;
        }
        Ok(generator)
    }

    pub(super) fn list(&mut self) -> Try<Node> {
        let open = need!(self.token(Kind::LeftBracket));
        let items = self.star_named_expressions()?.unwrap_or_default();
        need!(self.token(Kind::RightBracket));
        Ok(Some(Node::with(What::List, self.since(open.span.start), items)))
    }

    fn list_comprehension(&mut self) -> Try<Node> {
        let comprehension = self.attempt(|this| {
            let open = need!(this.token(Kind::LeftBracket));
            need!(this.named_expression());
            need!(this.for_clauses());
            need!(this.token(Kind::RightBracket));
            Ok(Some(Node::new(What::ListComprehension, this.since(open.span.start))))
        })?;
        if comprehension.is_none() {
            self.mistake(Self::invalid_comprehension)?;
        }
        Ok(comprehension)
    }

    fn set(&mut self) -> Try<Node> {
        let open = need!(self.token(Kind::LeftBrace));
        need!(self.star_named_expressions());
        need!(self.token(Kind::RightBrace));
        Ok(Some(Node::new(What::Set, self.since(open.span.start))))
    }

    fn set_comprehension(&mut self) -> Try<Node> {
        let comprehension = self.attempt(|this| {
            let open = need!(this.token(Kind::LeftBrace));
            need!(this.named_expression());
            need!(this.for_clauses());
            need!(this.token(Kind::RightBrace));
            Ok(Some(Node::new(What::SetComprehension, this.since(open.span.start))))
        })?;
        if comprehension.is_none() {
            self.mistake(Self::invalid_comprehension)?;
        }
        Ok(comprehension)
    }

    fn dict(&mut self) -> Try<Node> {
        let dict = self.attempt(|this| {
            let open = need!(this.token(Kind::LeftBrace));
            this.attempt(|this| {
                need!(this.gather(Kind::Comma, Self::double_starred_pair));
                this.token(Kind::Comma)?;
                Ok(Some(()))
            })?;
            need!(this.token(Kind::RightBrace));
            Ok(Some(Node::new(What::Dict, this.since(open.span.start))))
        })?;
        if dict.is_none() {
            // CPython looks for these mistakes in the first pass already.
            self.attempt(|this| {
                need!(this.token(Kind::LeftBrace));
                this.invalid_pairs()
            })?;
        }
        Ok(dict)
    }

    pub(super) fn double_starred_pair(&mut self) -> Try<()> {
        let unpacked = self.attempt(|this| {
            need!(this.token(Kind::DoubleStar));
            need!(this.bitwise_or());
            Ok(Some(()))
        })?;
        match unpacked {
            Some(()) => Ok(Some(())),
            None => self.attempt(Self::pair),
        }
    }

    fn pair(&mut self) -> Try<()> {
        need!(self.expression());
        need!(self.token(Kind::Colon));
        need!(self.expression());
        Ok(Some(()))
    }

    fn dict_comprehension(&mut self) -> Try<Node> {
        let comprehension = self.attempt(|this| {
            let open = need!(this.token(Kind::LeftBrace));
            need!(this.pair());
            need!(this.for_clauses());
            need!(this.token(Kind::RightBrace));
            Ok(Some(Node::new(What::DictComprehension, this.since(open.span.start))))
        })?;
        if comprehension.is_none() {
            self.mistake(Self::invalid_dict_comprehension)?;
        }
        Ok(comprehension)
    }

    /// The `for` clauses of a comprehension; gives the target of the last one.
    pub(super) fn for_clauses(&mut self) -> Try<Node> {
        let mut clauses = need!(self.some(Self::for_clause));
        Ok(clauses.pop())
    }

    fn for_clause(&mut self) -> Try<Node> {
        let mut committed = false;
        let clause = self.attempt(|this| {
            this.token(Kind::Async)?;
            need!(this.token(Kind::For));
            let target = need!(this.star_targets());
            need!(this.token(Kind::In));
            committed = true;
            need!(this.disjunction());
            this.many(|this| {
                need!(this.token(Kind::If));
                this.disjunction()
            })?;
            Ok(Some(target))
        })?;
        if clause.is_none() && !committed {
            self.mistake(Self::invalid_for_clause)?;
            self.mistake(Self::invalid_for_target)?;
        }
        Ok(clause)
    }
}
