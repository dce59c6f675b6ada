//! Cells of notebook-style scripts.
//!
//! A marker is a comment at column 0: `# %%`, `# In[6]:`, `# <codecell>` or `# <markdowncell>`. Comments come
//! from the lexer, so that a marker inside of a string is text; inside of an open bracket it is a marker, for
//! a mistake in one cell must not swallow the next one.

mod marker;

use std::ops::Range;

use crate::{LineIndex, lexer, parse, token::TokenKind};
use marker::Marker;

/// What a cell holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellKind {
    /// Python.
    #[default]
    Code,
    /// Markdown in comments or in a string.
    Markdown,
    /// Text that is not meant to be rendered or run.
    Raw,
}

/// One cell of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What it holds.
    pub kind: CellKind,
    /// The title after the marker.
    pub title: Option<String>,
    /// The `key=value` pairs after the title, values as written.
    pub options: Vec<(String, String)>,
    /// The number of an `In[number]` marker, for display.
    pub number: Option<u32>,
    /// How deep a marker with more than two percent signs is nested; 0 is the top.
    pub depth: u32,
    /// Where the text of the cell is in the source; the marker is outside.
    pub range: Range<usize>,
    /// The 1-based line of the source on which that text starts.
    pub first_line: u32,
}

impl Cell {
    /// The value of an option, as written.
    pub fn option(&self, key: &str) -> Option<&str> {
        self.options.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// The text of the cell.
    pub fn source<'s>(&self, source: &'s str) -> &'s str {
        source.get(self.range.clone()).unwrap_or("")
    }

    /// The text of a markdown or raw cell without its comment signs or quotes.
    pub fn prose(&self, source: &str) -> String {
        let text = self.source(source).trim();
        for quotes in ["\"\"\"", "'''"] {
            if let Some(inner) = text.strip_prefix(quotes).and_then(|text| text.strip_suffix(quotes)) {
                return inner.trim().to_owned();
            }
        }
        let uncomment = |line: &str| {
            let line = line.strip_prefix('#').unwrap_or(line);
            line.strip_prefix(' ').unwrap_or(line).trim_end().to_owned()
        };
        text.lines().map(uncomment).collect::<Vec<_>>().join("\n")
    }
}

/// Splits a script into its cells; nothing if it has no marker.
///
/// Each code cell can be parsed on its own. What comes before the first marker is a cell if there is code.
pub fn split_cells(source: &str) -> Option<Vec<Cell>> {
    let lines = LineIndex::new(parse::prepare(source));
    let scan = Scan::of(&lines);
    if scan.markers.is_empty() {
        return None;
    }
    let starts = line_starts(source);
    let offset = |line: u32| starts.get(line as usize - 1).copied().unwrap_or(source.len());
    let mut cells = Vec::with_capacity(scan.markers.len() + 1);
    let first_marker = scan.markers.first().map_or(1, |&(line, _)| line);
    if scan.first_code.is_some_and(|line| line < first_marker) {
        let range = trim(source, 0..offset(first_marker));
        cells.push(Marker::default().cell(range, 1));
    }
    for (index, (line, marker)) in scan.markers.iter().enumerate() {
        let end = scan.markers.get(index + 1).map_or(source.len(), |&(next, _)| offset(next));
        let range = trim(source, offset(line + 1)..end);
        cells.push(marker.clone().cell(range, line + 1));
    }
    Some(cells)
}

/// The range without blank lines at its end.
fn trim(source: &str, range: Range<usize>) -> Range<usize> {
    let text = source.get(range.clone()).unwrap_or("");
    let code = text.trim_end();
    let rest = &text[code.len()..];
    let line_end = match rest.find(['\n', '\r']) {
        Some(at) if rest[at..].starts_with("\r\n") => at + 2,
        Some(at) => at + 1,
        None => rest.len(),
    };
    let end = if code.is_empty() { 0 } else { code.len() + line_end };
    range.start..range.start + end
}

/// Offsets of the lines of a text that may end lines in any way.
fn line_starts(source: &str) -> Vec<usize> {
    let bytes = source.as_bytes();
    let mut starts = vec![0];
    for (at, &byte) in bytes.iter().enumerate() {
        if byte == b'\n' || byte == b'\r' && bytes.get(at + 1) != Some(&b'\n') {
            starts.push(at + 1);
        }
    }
    starts
}

/// What the lexer finds in a script, cells with mistakes included.
struct Scan {
    /// Markers with their lines.
    markers: Vec<(u32, Marker)>,
    /// The first line that is not blank or a comment.
    first_code: Option<u32>,
}

impl Scan {
    fn of(lines: &LineIndex) -> Self {
        let mut scan = Self { markers: Vec::new(), first_code: None };
        let mut from = 1;
        while from < lines.line_count() {
            let rest = &lines.text()[lines.line_start(from) as usize..];
            let part = LineIndex::new(rest);
            let stream = lexer::lex(&part);
            // After a mistake the lexer starts again on the next line.
            let stopped = stream.failure.as_ref().and_then(|failure| failure.fault.line(&part));
            let end = stopped.unwrap_or(part.line_count());
            for comment in &stream.comments {
                let place = part.location(comment.start);
                if place.column == 0
                    && place.line <= end
                    && let Some(marker) = Marker::parse(part.slice(*comment))
                {
                    scan.markers.push((from + place.line - 1, marker));
                }
            }
            if scan.first_code.is_none() {
                let code = stream.tokens.iter().find(|token| {
                    !matches!(
                        token.kind,
                        TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent | TokenKind::EndMarker
                    )
                });
                let line = code.map(|token| part.line(token.span.start)).or(stopped);
                scan.first_code = line.map(|line| from + line - 1);
            }
            from += end;
        }
        scan.markers.dedup_by_key(|&mut (line, _)| line);
        scan
    }
}
