//! Cells of notebook-style scripts.
//!
//! A marker is a comment at column 0: `# %%`, `# In[6]:`, `# <codecell>` or `# <markdowncell>`. Comments come
//! from the lexer, so that a marker inside of a string is text; inside of an open bracket it is a marker, for
//! a mistake in one cell must not swallow the next one. An indented marker is an ordinary comment.
//!
//! Where cells begin with `# In[n]:`, comments before a marker, with a blank line above, are a markdown cell: so
//! `nbconvert` writes them.

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
    if let Some(code) = scan.first_code.filter(|&line| line < first_marker) {
        // A shebang and a coding line belong to the file.
        let head = (1..code).take_while(|&line| is_header(source, offset(line)..offset(line + 1))).count();
        let part = Part { lines: head as u32 + 1..first_marker, marker: Marker::default() };
        part.push(source, offset, false, &mut cells);
    }
    for (index, (line, marker)) in scan.markers.iter().enumerate() {
        let next = scan.markers.get(index + 1);
        let end = next.map_or(starts.len() as u32 + 1, |&(next, _)| next);
        let part = Part { lines: line + 1..end, marker: marker.clone() };
        let exported = marker.is_prompt() && next.is_none_or(|(_, next)| next.is_prompt());
        part.push(source, offset, exported, &mut cells);
    }
    Some(cells)
}

/// The first line, from 1, with a marker that is not one because it is indented.
pub fn indented_marker(source: &str) -> Option<u32> {
    Scan::of(&LineIndex::new(parse::prepare(source))).indented
}

/// Lines between two markers.
struct Part {
    lines: Range<u32>,
    marker: Marker,
}

impl Part {
    /// Makes the cell, without blank lines around it, and the markdown cell that may follow.
    fn push(self, source: &str, offset: impl Fn(u32) -> usize, exported: bool, cells: &mut Vec<Cell>) {
        let Part { lines: Range { start: mut first, end: mut last }, marker } = self;
        let line = |number: u32| source.get(offset(number)..offset(number + 1)).unwrap_or("").trim_end();
        let is_blank = |number: u32| line(number).trim_start_matches('\u{feff}').is_empty();
        while first < last && is_blank(first) {
            first += 1;
        }
        let end_of = |mut last: u32| {
            while first < last && is_blank(last - 1) {
                last -= 1;
            }
            last
        };
        last = end_of(last);
        let mut prose = last;
        if exported {
            while prose > first && (is_blank(prose - 1) || line(prose - 1).starts_with('#')) {
                prose -= 1;
            }
            // Comments right below code belong to it.
            while prose < last && !is_blank(prose) {
                prose += 1;
            }
        }
        let code_end = end_of(prose);
        cells.push(marker.cell(offset(first)..offset(code_end), first));
        while prose < last && is_blank(prose) {
            prose += 1;
        }
        if prose < last {
            cells.push(Marker::markdown().cell(offset(prose)..offset(last), prose));
        }
    }
}

/// Whether a line at the top of a file is a shebang or names an encoding.
fn is_header(source: &str, range: Range<usize>) -> bool {
    let line = source.get(range).unwrap_or("").trim_start_matches('\u{feff}').trim();
    line.is_empty() || line.starts_with("#!") || line.starts_with('#') && line.contains("coding")
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
    /// The first line with a marker that is indented.
    indented: Option<u32>,
}

impl Scan {
    fn of(lines: &LineIndex) -> Self {
        let mut scan = Self { markers: Vec::new(), first_code: None, indented: None };
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
                if place.line > end {
                    continue;
                }
                let Some(marker) = Marker::parse(part.slice(*comment)) else { continue };
                let line = from + place.line - 1;
                if place.column == 0 {
                    scan.markers.push((line, marker));
                } else if part.line_text(place.line).trim_start().starts_with('#') {
                    scan.indented = scan.indented.or(Some(line));
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
