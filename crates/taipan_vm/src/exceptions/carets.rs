//! The source lines of a traceback's frame with the `~~~^^^` below them.
//!
//! What to mark is the compiler's business; this file lays it out. Rows far from what is marked are left out.

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthChar;

use crate::{Vm, import::Marks};

/// A line and a column on a terminal.
type Place = (usize, usize);

impl Vm {
    /// The rows to show for an instruction that covers `lines` from byte `start` of the first one to byte `end` of the
    /// last one; none if there is nothing to see. They are without indent and newlines.
    pub fn source_rows(&self, lines: &[String], start: usize, end: usize) -> Vec<String> {
        let kept = dedent(lines);
        let (Some(first), Some(last)) = (kept.first(), kept.last()) else { return Vec::new() };
        if kept.iter().all(|line| line.trim().is_empty()) {
            return Vec::new();
        }
        let indent = lines[0].trim_end().len() - first.len();
        let start = boundary(first, start.saturating_sub(indent));
        let indent = lines[lines.len() - 1].trim_end().len() - last.len();
        let end = boundary(last, end.saturating_sub(indent));
        let text = kept.join("\n");
        let last_at = text.len() - last.len();
        let piece = start..(last_at + end).max(start);
        let Marks { hidden, anchor } =
            self.import.compiler().map(|c| c.marks(&text, piece.clone())).unwrap_or_default();
        let around = !first[..start].trim().is_empty() || !last[end..].trim().is_empty();
        let layout = Layout {
            carets: !hidden && (anchor.is_some() || around),
            start,
            end,
            anchor: anchor.map(|anchor| [place(&text, anchor.start), place(&text, anchor.end)]),
            lines: &kept,
        };
        dedent(&layout.rows())
    }
}

struct Layout<'a> {
    lines: &'a [String],
    start: usize,
    end: usize,
    anchor: Option<[Place; 2]>,
    carets: bool,
}

impl Layout<'_> {
    fn rows(&self) -> Vec<String> {
        let last = self.lines.len() - 1;
        let mut wanted = BTreeSet::from([0, last]);
        for (row, _) in self.anchor.iter().flatten() {
            wanted.extend(row.saturating_sub(1)..=(row + 1).min(last));
        }
        let mut rows = Vec::new();
        let mut previous = None;
        for row in wanted {
            match previous.map_or(1, |previous| row - previous) {
                1 => {}
                2 => self.show(row - 1, &mut rows),
                gap => rows.push(format!("...<{} lines>...", gap - 1)),
            }
            self.show(row, &mut rows);
            previous = Some(row);
        }
        rows
    }

    fn show(&self, row: usize, rows: &mut Vec<String>) {
        let line = &self.lines[row];
        rows.push(line.clone());
        if !self.carets {
            return;
        }
        let end = if row + 1 == self.lines.len() { self.end } else { line.len() };
        let indent = line.len() - line.trim_start().len();
        let start = if row == 0 { self.start.max(indent) } else { indent };
        let (start, end) = (width(&line[..start]), width(&line[..end]));
        let marks = (start..end).map(|column| match self.anchor {
            Some([from, to]) if !(from..to).contains(&(row, column)) => '~',
            _ => '^',
        });
        rows.push(std::iter::repeat_n(' ', start.min(end)).chain(marks).collect());
    }
}

/// The columns that the text takes on a terminal.
fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(1).max(1)).sum()
}

fn place(text: &str, at: usize) -> Place {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count(), width(&before[line..]))
}

fn boundary(line: &str, column: usize) -> usize {
    let mut at = column.min(line.len());
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The lines without their common indent and without space at their ends.
fn dedent(lines: &[String]) -> Vec<String> {
    let lines = lines.iter().map(|line| line.trim_end());
    let indents: Vec<&str> = lines
        .clone()
        .filter(|line| !line.is_empty())
        .map(|line| &line[..line.len() - line.trim_start_matches([' ', '\t']).len()])
        .collect();
    let common =
        indents.iter().skip(1).fold(indents.first().map_or(0, |first| first.len()), |common, indent| {
            indents[0].bytes().zip(indent.bytes()).take(common).take_while(|(a, b)| a == b).count()
        });
    lines.map(|line| line.get(common..).unwrap_or("").to_owned()).collect()
}
