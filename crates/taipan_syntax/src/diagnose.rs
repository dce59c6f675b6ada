//! Why a text is rejected: a second look at the tokens, on the error path only.
//!
//! The recognizer follows the order in which CPython's parser tries its rules, for the message and the place
//! of an error follow from it: the first pass finds the furthest token that was looked at; the second pass
//! tries the rules for known mistakes as well and stops at the first that fits. The recognizer builds no
//! tree; a rule gives the place and the kind of what it took, or nothing.
//!
//! Invariant: a rule that does not match leaves the position as it was.

mod arguments;
mod atom;
mod compound;
mod core;
mod expression;
mod fstring;
mod mistakes;
mod parameters;
mod pattern;
mod simple;
mod statement;
mod target;
mod try_statement;

use self::core::Recognizer;
use crate::{
    ErrorKind, LineIndex, Mode,
    error::{At, Fault},
    grammar::Rejection,
    parse::Goal,
    single,
    token::{TokenKind as Kind, TokenStream, Weight},
};

/// Stack of the thread that the recognizer runs in.
const STACK: usize = 256 << 20;

/// The error to report for a rejection by the grammar.
pub(crate) fn diagnose(lines: &LineIndex, stream: &TokenStream, goal: Goal, rejection: Rejection) -> Fault {
    if let Rejection::Fault(fault) | Rejection::Literal(fault, _) = &rejection
        && matches!(fault.kind, ErrorKind::MemoryError | ErrorKind::RecursionError)
    {
        return fault.clone();
    }
    let examine = || Examination::run(lines, stream, goal, &rejection);
    std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().stack_size(STACK);
        let worker = builder.spawn_scoped(scope, examine).ok();
        worker.and_then(|worker| worker.join().ok())
    })
    .unwrap_or_else(|| plain(stream, &rejection))
}

/// What is known without a second look.
fn plain(stream: &TokenStream, rejection: &Rejection) -> Fault {
    match rejection {
        Rejection::Fault(fault) | Rejection::Literal(fault, _) => fault.clone(),
        Rejection::Token(at) => {
            let last = stream.tokens.len() - 1;
            match &stream.failure {
                Some(failure) if failure.weight == Weight::Prior || *at >= last => failure.fault.clone(),
                _ => Fault::new(stream.tokens[(*at).min(last)].span, "invalid syntax"),
            }
        }
    }
}

struct Examination;

impl Examination {
    fn run(lines: &LineIndex, stream: &TokenStream, goal: Goal, rejection: &Rejection) -> Fault {
        let mut recognizer = Recognizer::new(lines, stream, rejection, goal.bare);
        let fault = match recognizer.start(goal.mode) {
            Err(fault) => *fault,
            Ok(true) => {
                let second = if goal.mode == Mode::Interactive { single::second_line(stream) } else { None };
                return match second {
                    Some(newline) => Fault::new(newline.span, single::MULTIPLE),
                    None => plain(stream, rejection),
                };
            }
            Ok(false) => {
                let furthest = recognizer.fetched;
                recognizer.second_pass();
                match recognizer.start(goal.mode) {
                    Err(fault) => *fault,
                    Ok(_) => match recognizer.generic(furthest) {
                        fault if fault.kind == ErrorKind::IndentationError => return fault,
                        fault => fault,
                    },
                }
            }
        };
        Self::prefer_lexical(lines, stream, &recognizer, fault)
    }

    /// Mistakes that the lexer finds further on win.
    fn prefer_lexical(
        lines: &LineIndex,
        stream: &TokenStream,
        recognizer: &Recognizer<'_>,
        fault: Fault,
    ) -> Fault {
        let Some(failure) = &stream.failure else { return fault };
        if failure.weight == Weight::Prior || fault == failure.fault {
            return failure.fault.clone();
        }
        if let (Some(bracket), Weight::Soft) = (stream.unclosed, failure.weight) {
            let reached = stream.tokens[recognizer.fetched].span.start;
            if lines.line(reached) > lines.line(bracket) {
                let character = lines.slice(crate::Span::new(bracket, bracket + 1));
                let message = format!("'{character}' was never closed");
                return Fault::at(ErrorKind::SyntaxError, At::Start(bracket, 0), message);
            }
        }
        fault
    }
}

impl Recognizer<'_> {
    fn start(&mut self, mode: Mode) -> Result<bool, Box<Fault>> {
        self.at = 0;
        let matched = match mode {
            Mode::Module => {
                while self.statement()?.is_some() {
                    self.forget();
                }
                self.token(Kind::EndMarker)?.is_some()
            }
            Mode::Expression => {
                let matched = self.expressions()?.is_some();
                while matched && self.token(Kind::Newline)?.is_some() {}
                matched && self.token(Kind::EndMarker)?.is_some()
            }
            Mode::Interactive => self.interactive()?,
        };
        Ok(matched)
    }

    fn interactive(&mut self) -> Result<bool, Box<Fault>> {
        if self.token(Kind::Newline)?.is_some() {
            return Ok(true);
        }
        if self.compound_statement()?.is_some() {
            return Ok(self.token(Kind::EndMarker)?.is_some());
        }
        Ok(self.simple_statements()?.is_some())
    }
}
