//! The lexer: text to tokens, with the errors of CPython's tokenizer.
//!
//! Invariants: the text ends in a newline and has no other line ends than `\n`; tokens are in order and do
//! not overlap; brackets are balanced in a stream without failure; an f-string is `FStringStart`, pieces
//! (`FStringMiddle`, or a replacement field from `LeftBrace` to `RightBrace`) and `FStringEnd`.

mod fstring;
mod indent;
mod name;
mod number;
mod operator;
mod string;

use crate::{
    LineIndex, Span,
    error::Fault,
    token::{Failure, Token, TokenKind, TokenStream, Weight},
};
use fstring::FString;

/// Splits the text of `lines` into tokens.
pub(crate) fn lex(lines: &LineIndex) -> TokenStream {
    let mut lexer = Lexer {
        lines,
        bytes: lines.text().as_bytes(),
        at: 0,
        out: TokenStream::default(),
        line_start: true,
        indents: vec![(0, 0)],
        brackets: Vec::new(),
        fstrings: Vec::new(),
        chain: 0,
    };
    lexer.out.tokens.reserve(lexer.bytes.len() / 4);
    if let Err(stop) = lexer.run() {
        let weight = match stop {
            _ if !lexer.fstrings.is_empty() => Weight::Local,
            Stop::Hard(_) => Weight::Prior,
            Stop::Soft(_) => Weight::Soft,
        };
        let (Stop::Hard(fault) | Stop::Soft(fault)) = stop;
        lexer.out.failure = Some(Failure { fault, weight });
    }
    lexer.finish()
}

/// Why lexing cannot go on.
enum Stop {
    /// Reported in any case.
    Hard(Fault),
    /// Reported when the parser gets there.
    Soft(Fault),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Hard(fault)
    }
}

type Step = Result<(), Stop>;

struct Lexer<'t> {
    lines: &'t LineIndex,
    bytes: &'t [u8],
    /// The next byte to read.
    at: usize,
    out: TokenStream,
    /// Whether `at` is the start of a line outside of brackets.
    line_start: bool,
    /// Columns of the open blocks, with tabs to multiples of eight and with tabs as one column.
    indents: Vec<(u32, u32)>,
    /// Open brackets: the byte and its offset.
    brackets: Vec<(u8, u32)>,
    /// F-strings that the text is inside of.
    fstrings: Vec<FString>,
    /// Tokens of the current logical line that can nest expressions.
    chain: u32,
}

impl Lexer<'_> {
    fn run(&mut self) -> Step {
        loop {
            if self.fstrings.last().is_some_and(FString::in_text) {
                self.fstring_text()?;
                continue;
            }
            if self.line_start && !self.indentation()? {
                return Ok(());
            }
            while let Some(b' ' | b'\t' | 0x0C) = self.peek(0) {
                self.at += 1;
            }
            let start = self.at;
            let Some(byte) = self.peek(0) else { return self.end_of_text() };
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => self.name()?,
                b'0'..=b'9' => self.number()?,
                b'.' if self.peek(1).is_some_and(|next| next.is_ascii_digit()) => self.number()?,
                b'\'' | b'"' => self.string(start)?,
                b'\n' => {
                    self.at += 1;
                    if self.brackets.is_empty() {
                        // A comment belongs to the newline after it.
                        let comment = self.out.comments.last().filter(|comment| comment.end == start as u32);
                        let start = comment.map_or(start, |comment| comment.start as usize);
                        self.push(TokenKind::Newline, start);
                        self.line_start = true;
                        self.out.longest_chain = self.out.longest_chain.max(self.chain);
                        self.chain = 0;
                    }
                }
                b'#' => self.comment(),
                b'\\' => self.continuation()?,
                _ => self.operator(byte)?,
            }
        }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn push(&mut self, kind: TokenKind, start: usize) {
        self.out.tokens.push(Token { kind, span: Span::new(start as u32, self.at as u32) });
    }

    fn text(&self, start: usize, end: usize) -> &str {
        self.lines.slice(Span::new(start as u32, end as u32))
    }

    /// A fault of the lexer, which has read up to `end`.
    fn fault(&self, end: usize, message: impl Into<String>) -> Fault {
        Fault::lexical(end as u32, message)
    }

    fn comment(&mut self) {
        let start = self.at;
        while self.peek(0).is_some_and(|byte| byte != b'\n') {
            self.at += 1;
        }
        self.out.comments.push(Span::new(start as u32, self.at as u32));
    }

    /// Closes what is open and ends the stream.
    fn finish(mut self) -> TokenStream {
        self.at = self.bytes.len();
        let at = self.at;
        if self.out.failure.is_none() {
            for _ in 1..self.indents.len() {
                self.push(TokenKind::Dedent, at);
            }
        }
        self.push(TokenKind::EndMarker, at);
        self.out.longest_chain = self.out.longest_chain.max(self.chain);
        self.out.unclosed = self.brackets.last().map(|&(_, offset)| offset);
        self.out
    }
}
