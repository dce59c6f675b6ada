//! Parameters of functions and lambdas, and of generics.

use super::core::{Recognizer, Try, What, need};
use crate::token::{Token, TokenKind as Kind};

/// Where parameters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Function,
    Lambda,
}

impl Place {
    /// The tokens that can follow the last parameter; the second one only in an f-string.
    fn close(self) -> [Kind; 2] {
        match self {
            Self::Function => [Kind::RightParen; 2],
            Self::Lambda => [Kind::Colon, Kind::FormatColon],
        }
    }
}

/// What follows the name of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Default {
    Without,
    With,
    Maybe,
}

impl Recognizer<'_> {
    pub(super) fn parameters(&mut self) -> Try<()> {
        self.parameter_list(Place::Function)
    }

    pub(super) fn lambda_parameters(&mut self) -> Try<()> {
        self.parameter_list(Place::Lambda)
    }

    fn parameter_list(&mut self, place: Place) -> Try<()> {
        self.mistake(|this| this.invalid_parameters(place))?;
        let slash = self.attempt(|this| this.slash(place, Default::Without))?;
        let with_slash = if slash.is_some() {
            self.many(|this| this.parameter(place, Default::Without))?;
            true
        } else if self.attempt(|this| this.slash(place, Default::With))?.is_some() {
            true
        } else {
            !self.many(|this| this.parameter(place, Default::Without))?.is_empty()
        };
        let defaults = !self.many(|this| this.parameter(place, Default::With))?.is_empty();
        let star = self.star_parameters(place)?.is_some();
        Ok((with_slash || defaults || star).then_some(()))
    }

    /// Parameters up to a slash: those without defaults, then those with them.
    fn slash(&mut self, place: Place, default: Default) -> Try<Token> {
        match default {
            Default::Without => {
                need!(self.some(|this| this.parameter(place, Default::Without)));
            }
            _ => {
                self.many(|this| this.parameter(place, Default::Without))?;
                need!(self.some(|this| this.parameter(place, Default::With)));
            }
        }
        let slash = need!(self.token(Kind::Slash));
        if self.token(Kind::Comma)?.is_none() && !place.close().contains(&self.peek()?.kind) {
            return Ok(None);
        }
        Ok(Some(slash))
    }

    /// A parameter with the comma after it, which only the last one lacks.
    fn parameter(&mut self, place: Place, default: Default) -> Try<Token> {
        self.attempt(|this| {
            let name = need!(this.bare_parameter(place, false));
            match default {
                Default::Without => {}
                Default::With => need!(this.default_value()),
                Default::Maybe => {
                    this.default_value()?;
                }
            }
            if this.token(Kind::Comma)?.is_none() && !place.close().contains(&this.peek()?.kind) {
                return Ok(None);
            }
            Ok(Some(name))
        })
    }

    /// A name with its annotation.
    fn bare_parameter(&mut self, place: Place, starred: bool) -> Try<Token> {
        let name = need!(self.token(Kind::Name));
        if place == Place::Function {
            self.attempt(|this| {
                need!(this.token(Kind::Colon));
                if starred { this.star_expression() } else { this.expression() }
            })?;
        }
        Ok(Some(name))
    }

    fn default_value(&mut self) -> Try<()> {
        let default = self.attempt(|this| {
            need!(this.token(Kind::Equal));
            need!(this.expression());
            Ok(Some(()))
        })?;
        if default.is_none() {
            self.mistake(|this| {
                let equal = need!(this.token(Kind::Equal));
                if !matches!(this.peek()?.kind, Kind::RightParen | Kind::Comma) {
                    return Ok(None);
                }
                this.raise(equal.span, "expected default value expression")
            })?;
        }
        Ok(default)
    }

    fn star_parameters(&mut self, place: Place) -> Try<()> {
        self.mistake(|this| this.invalid_star(place))?;
        let star = self.attempt(|this| {
            need!(this.token(Kind::Star));
            let bare = this.token(Kind::Comma)?.is_some();
            if bare {
                need!(this.some(|this| this.parameter(place, Default::Maybe)));
            } else {
                let starred = this.attempt(|this| {
                    need!(this.bare_parameter(place, true));
                    if this.token(Kind::Comma)?.is_none() && !place.close().contains(&this.peek()?.kind) {
                        return Ok(None);
                    }
                    Ok(Some(()))
                })?;
                need!(Ok::<_, Box<crate::error::Fault>>(starred));
                this.many(|this| this.parameter(place, Default::Maybe))?;
            }
            this.keyword_parameters(place)?;
            Ok(Some(()))
        })?;
        match star {
            Some(()) => Ok(Some(())),
            None => self.keyword_parameters(place),
        }
    }

    fn keyword_parameters(&mut self, place: Place) -> Try<()> {
        self.mistake(|this| this.invalid_double_star(place))?;
        self.attempt(|this| {
            need!(this.token(Kind::DoubleStar));
            need!(this.parameter(place, Default::Without));
            Ok(Some(()))
        })
    }

    fn invalid_star(&mut self, place: Place) -> Try<()> {
        self.attempt(|this| {
            let star = need!(this.token(Kind::Star));
            let alone = this.token_of(&place.close())?.is_some()
                || this.token(Kind::Comma)?.is_some()
                    && (this.token_of(&place.close())?.is_some() || this.token(Kind::DoubleStar)?.is_some());
            if !alone {
                return Ok(None);
            }
            let message = "named arguments must follow bare *";
            match place {
                Place::Function => this.raise::<()>(star.span, message),
                Place::Lambda => this.raise_last(message),
            }
        })?;
        self.attempt(|this| {
            need!(this.token(Kind::Star));
            need!(this.bare_parameter(place, false));
            let equal = need!(this.token(Kind::Equal));
            this.raise::<()>(equal.span, "var-positional argument cannot have default value")
        })?;
        self.attempt(|this| {
            need!(this.token(Kind::Star));
            need!(this.parameter_or_comma(place));
            this.many(|this| this.parameter(place, Default::Maybe))?;
            let star = need!(this.token(Kind::Star));
            need!(this.parameter_or_comma(place));
            this.raise(star.span, "* argument may appear only once")
        })
    }

    fn parameter_or_comma(&mut self, place: Place) -> Try<()> {
        if self.parameter(place, Default::Without)?.is_some() || self.token(Kind::Comma)?.is_some() {
            return Ok(Some(()));
        }
        Ok(None)
    }

    fn invalid_double_star(&mut self, place: Place) -> Try<()> {
        need!(self.token(Kind::DoubleStar));
        need!(self.bare_parameter(place, false));
        if let Some(equal) = self.token(Kind::Equal)? {
            return self.raise(equal.span, "var-keyword argument cannot have default value");
        }
        need!(self.token(Kind::Comma));
        let message = "arguments cannot follow var-keyword argument";
        let start = self.peek()?;
        if self.bare_parameter(place, false)?.is_some() {
            let span = self.since(start.span.start);
            return self.raise(span, message);
        }
        let token = need!(self.token_of(&[Kind::Star, Kind::DoubleStar, Kind::Slash]));
        self.raise(token.span, message)
    }

    fn invalid_parameters(&mut self, place: Place) -> Try<()> {
        self.attempt(|this| {
            let slash = need!(this.token(Kind::Slash));
            need!(this.token(Kind::Comma));
            this.raise::<()>(slash.span, "at least one argument must precede /")
        })?;
        self.attempt(|this| {
            need!(this.any_slash(place));
            this.many(|this| this.parameter(place, Default::Maybe))?;
            let slash = need!(this.token(Kind::Slash));
            this.raise::<()>(slash.span, "/ may appear only once")
        })?;
        self.attempt(|this| {
            this.attempt(|this| this.slash(place, Default::Without))?;
            this.many(|this| this.parameter(place, Default::Without))?;
            if this.attempt(|this| this.slash(place, Default::With))?.is_none() {
                need!(this.some(|this| this.parameter(place, Default::With)));
            }
            let start = this.peek()?;
            let name = need!(this.parameter(place, Default::Without));
            let _ = name;
            let end = if this.last().kind == Kind::Comma { this.at - 2 } else { this.at - 1 };
            let span = start.span.to(this.fetch(end)?.span);
            this.raise::<()>(span, "parameter without a default follows parameter with a default")
        })?;
        self.attempt(|this| {
            this.many(|this| this.parameter(place, Default::Without))?;
            let open = need!(this.token(Kind::LeftParen));
            match place {
                Place::Function => {
                    need!(this.some(|this| this.parameter(place, Default::Without)));
                    this.token(Kind::Comma)?;
                }
                Place::Lambda => {
                    need!(this.gather(Kind::Comma, |this| this.token(Kind::Name)));
                    this.token(Kind::Comma)?;
                }
            }
            let close = need!(this.token(Kind::RightParen));
            let message = match place {
                Place::Function => "Function parameters cannot be parenthesized",
                Place::Lambda => "Lambda expression parameters cannot be parenthesized",
            };
            this.raise::<()>(open.span.to(close.span), message)
        })?;
        self.attempt(|this| {
            this.any_slash(place)?;
            this.many(|this| this.parameter(place, Default::Maybe))?;
            need!(this.token(Kind::Star));
            if this.token(Kind::Comma)?.is_none() {
                need!(this.parameter(place, Default::Without));
            }
            this.many(|this| this.parameter(place, Default::Maybe))?;
            let slash = need!(this.token(Kind::Slash));
            this.raise::<()>(slash.span, "/ must be ahead of *")
        })?;
        self.attempt(|this| {
            need!(this.some(|this| this.parameter(place, Default::Maybe)));
            need!(this.token(Kind::Slash));
            let star = need!(this.token(Kind::Star));
            this.raise(star.span, "expected comma between / and *")
        })
    }

    fn any_slash(&mut self, place: Place) -> Try<Token> {
        match self.attempt(|this| this.slash(place, Default::Without))? {
            Some(slash) => Ok(Some(slash)),
            None => self.attempt(|this| this.slash(place, Default::With)),
        }
    }

    /// The parameters of a generic class, function or alias.
    pub(super) fn type_parameters(&mut self) -> Try<()> {
        self.mistake(|this| {
            need!(this.token(Kind::LeftBracket));
            let close = need!(this.token(Kind::RightBracket));
            this.raise_from(close.span.start, "Type parameter list cannot be empty")
        })?;
        self.attempt(|this| {
            need!(this.token(Kind::LeftBracket));
            need!(this.gather(Kind::Comma, Self::type_parameter));
            this.token(Kind::Comma)?;
            need!(this.token(Kind::RightBracket));
            Ok(Some(()))
        })
    }

    fn type_parameter(&mut self) -> Try<()> {
        if self.token(Kind::Name)?.is_some() {
            self.attempt(|this| {
                need!(this.token(Kind::Colon));
                this.expression()
            })?;
            self.type_default(false)?;
            return Ok(Some(()));
        }
        self.mistake(|this| {
            let stars = need!(this.token_of(&[Kind::Star, Kind::DoubleStar]));
            need!(this.token(Kind::Name));
            let colon = need!(this.token(Kind::Colon));
            let bound = need!(this.expression());
            let what = if bound.what == What::Tuple { "constraints" } else { "bound" };
            let kind = if stars.kind == Kind::Star { "TypeVarTuple" } else { "ParamSpec" };
            this.raise_from(colon.span.start, format!("cannot use {what} with {kind}"))
        })?;
        let stars = need!(self.token_of(&[Kind::Star, Kind::DoubleStar]));
        need!(self.token(Kind::Name));
        self.type_default(stars.kind == Kind::Star)?;
        Ok(Some(()))
    }

    fn type_default(&mut self, starred: bool) -> Try<()> {
        self.attempt(|this| {
            need!(this.token(Kind::Equal));
            need!(if starred { this.star_expression() } else { this.expression() });
            Ok(Some(()))
        })
    }
}
