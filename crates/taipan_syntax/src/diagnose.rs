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

use crate::{
    ErrorKind, LineIndex, Mode,
    error::{At, Fault},
    grammar::Rejection,
    token::{TokenKind as Kind, TokenStream},
};
use self::core::Recognizer;

/// Stack of the thread that the recognizer runs in.
const STACK: usize = 256 << 20;

/// The error to report for a rejection by the grammar.
pub(crate) fn diagnose(lines: &LineIndex, stream: &TokenStream, mode: Mode, rejection: Rejection) -> Fault {
    if let Rejection::Fault(fault) | Rejection::Literal(fault, _) = &rejection
        && matches!(fault.kind, ErrorKind::MemoryError | ErrorKind::RecursionError)
    {
        return fault.clone();
    }
    let examine = || Examination::run(lines, stream, mode, &rejection);
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
                Some(failure) if failure.prior || *at >= last => failure.fault.clone(),
                _ => Fault::new(stream.tokens[(*at).min(last)].span, "invalid syntax"),
            }
        }
    }
}

struct Examination;

impl Examination {
    fn run(lines: &LineIndex, stream: &TokenStream, mode: Mode, rejection: &Rejection) -> Fault {
        let mut recognizer = Recognizer::new(lines, stream, rejection);
        let fault = match recognizer.start(mode) {
            Err(fault) => *fault,
            Ok(true) => return plain(stream, rejection),
            Ok(false) => {
                let furthest = recognizer.fetched;
                recognizer.second_pass();
                match recognizer.start(mode) {
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
        if failure.prior || fault == failure.fault {
            return failure.fault.clone();
        }
        if let Some(bracket) = stream.unclosed {
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
                self.statements()?;
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
        Ok(self.compound_statement()?.is_some() || self.simple_statements()?.is_some())
    }
}
