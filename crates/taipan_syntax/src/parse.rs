//! From source text to syntax tree.

use crate::{
    ErrorKind, LineIndex, SyntaxError, SyntaxWarning,
    ast::Mod,
    diagnose::diagnose,
    error::{At, Fault},
    fixups,
    grammar::{Grammar, Rejection},
    lexer, single,
    token::TokenStream,
};

/// What a source text is parsed as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// A file: any number of statements (`exec`).
    #[default]
    Module,
    /// One expression (`eval`).
    Expression,
    /// One statement of an interactive session (`single`).
    Interactive,
}

/// A parsed source text.
#[derive(Debug)]
pub struct Parsed {
    /// The syntax tree.
    pub module: Mod,
    /// The text that spans in the tree refer to, with its lines.
    pub lines: LineIndex,
    /// Doubtful spots, in the order of the text.
    pub warnings: Vec<SyntaxWarning>,
}

/// Up to this many tokens that can nest expressions in one line, the stack of the caller will do. Beyond,
/// parsing goes on in a thread with as much stack as that line may need.
const SHALLOW: u32 = 400;
const BASE_STACK: usize = 8 << 20;
const STACK_PER_LEVEL: usize = 1 << 10;
const MAX_STACK: usize = 2 << 30;

/// Parses a source text.
///
/// The text must be decoded already; a byte order mark at its start is an error here.
pub fn parse(source: &str, mode: Mode) -> Result<Parsed, SyntaxError> {
    let lines = LineIndex::new(prepare(source));
    // Only files end in a newline by themselves.
    let bare = mode != Mode::Module && !source.ends_with(['\n', '\r']);
    match parse_lines(&lines, Goal { mode, bare }) {
        Ok((module, warnings)) => Ok(Parsed { module, lines, warnings }),
        Err(fault) => {
            let mut error = fault.locate(&lines);
            if let Some(place) = &mut error.place
                && bare
                && place.line + 1 == lines.line_count()
            {
                place.text.truncate(place.text.trim_end_matches('\n').len());
            }
            Err(error)
        }
    }
}

/// What is wanted from a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Goal {
    pub mode: Mode,
    /// Whether the last newline of the text was added and does not count as one.
    pub bare: bool,
}

/// The text with all line ends as `\n`, also after the last line.
pub(crate) fn prepare(source: &str) -> Box<str> {
    let mut text = String::with_capacity(source.len() + 1);
    let mut rest = source;
    while let Some(at) = rest.find('\r') {
        text.push_str(&rest[..at]);
        text.push('\n');
        rest = &rest[at + 1..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    text.push_str(rest);
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.into_boxed_str()
}

fn parse_lines(lines: &LineIndex, goal: Goal) -> Result<(Mod, Vec<SyntaxWarning>), Fault> {
    if lines.text().contains('\0') {
        let message = "source code string cannot contain null bytes";
        return Err(Fault::at(ErrorKind::SyntaxError, At::Nowhere, message));
    }
    if u32::try_from(lines.text().len()).is_err() {
        return Err(Fault::at(ErrorKind::MemoryError, At::Nowhere, "source text larger than 4 GiB"));
    }
    let stream = lexer::lex(lines);
    if stream.longest_chain <= SHALLOW {
        return parse_stream(lines, &stream, goal);
    }
    let stack = BASE_STACK + STACK_PER_LEVEL * stream.longest_chain as usize;
    let too_complex = || {
        let message = "Parser stack overflowed - Python source too complex to parse";
        Fault::at(ErrorKind::MemoryError, At::Nowhere, message)
    };
    if stack > MAX_STACK {
        return Err(too_complex());
    }
    std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().stack_size(stack);
        let worker = builder.spawn_scoped(scope, || parse_stream(lines, &stream, goal));
        worker.ok().and_then(|worker| worker.join().ok()).unwrap_or_else(|| Err(too_complex()))
    })
}

fn parse_stream(
    lines: &LineIndex,
    stream: &TokenStream,
    goal: Goal,
) -> Result<(Mod, Vec<SyntaxWarning>), Fault> {
    let edits = fixups::find(lines, &stream.tokens, &stream.candidates);
    let mut grammar = Grammar::new(lines, &stream.tokens, &stream.comments, &edits);
    match grammar.parse(goal.mode) {
        Ok(module) if stream.failure.is_none() => {
            if let Mod::Interactive { body } = &module {
                single::check(stream, body, goal.bare)?;
            }
            let mut warnings = grammar.warnings;
            loose_numbers(lines, stream, &mut warnings);
            Ok((module, warnings))
        }
        Ok(_) => Err(diagnose(lines, stream, goal, Rejection::Token(stream.tokens.len() - 1))),
        Err(rejection) => Err(diagnose(lines, stream, goal, rejection)),
    }
}

fn loose_numbers(lines: &LineIndex, stream: &TokenStream, warnings: &mut Vec<SyntaxWarning>) {
    for &(at, kind) in &stream.loose_numbers {
        let span = crate::Span::new(at, at);
        warnings.push(SyntaxWarning {
            message: format!("invalid {kind} literal"),
            line: lines.line(at),
            span,
        });
    }
    warnings.sort_by_key(|warning| warning.span.start);
}
