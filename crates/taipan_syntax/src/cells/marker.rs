//! The lines that start cells.

use std::ops::Range;

use super::{Cell, CellKind};

/// What a marker line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marker {
    kind: CellKind,
    title: Option<String>,
    options: Vec<(String, String)>,
    number: Option<u32>,
    depth: u32,
    /// `In[n]`
    prompt: bool,
}

impl Marker {
    /// What begins a cell of markdown.
    pub(super) fn markdown() -> Self {
        Self { kind: CellKind::Markdown, ..Self::default() }
    }

    /// Whether it is written as a prompt.
    pub(super) fn is_prompt(&self) -> bool {
        self.prompt
    }

    /// The marker that a comment is.
    pub(super) fn parse(comment: &str) -> Option<Self> {
        let text = comment.strip_prefix('#')?.trim();
        if let Some(rest) = text.strip_prefix("%%") {
            let deeper = rest.bytes().take_while(|&byte| byte == b'%').count();
            let mut marker = Self { depth: deeper as u32, ..Self::default() };
            marker.headline(&rest[deeper..]);
            return Some(marker);
        }
        match text {
            "<codecell>" => return Some(Self::default()),
            "<markdowncell>" => return Some(Self::markdown()),
            _ => {}
        }
        let number = text.strip_prefix("In")?.trim_start().strip_prefix('[')?;
        let number = number.strip_suffix(':').unwrap_or(number).trim_end().strip_suffix(']')?.trim();
        if number.is_empty() {
            return Some(Self { prompt: true, ..Self::default() });
        }
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Some(Self { number: number.parse().ok(), prompt: true, ..Self::default() })
    }

    /// Title, kind in brackets and options.
    fn headline(&mut self, text: &str) {
        // One JSON object may stand for the options, after a blank.
        let object = text.find(" {").filter(|_| text.trim_end().ends_with('}')).map(|at| at + 1);
        let options_at = object.unwrap_or(text.len()).min(options_start(text));
        let (mut title, options) = text.split_at(options_at);
        for (word, kind) in [
            ("[markdown]", CellKind::Markdown),
            ("[md]", CellKind::Markdown),
            ("[raw]", CellKind::Raw),
            ("[code]", CellKind::Code),
        ] {
            if let Some(at) = title.find(word) {
                self.kind = kind;
                let (before, after) = (title[..at].trim(), title[at + word.len()..].trim());
                title = if before.is_empty() { after } else { before };
            }
        }
        let title = title.trim();
        self.title = (!title.is_empty()).then(|| title.to_owned());
        self.options = match options.trim().strip_prefix('{').and_then(|inner| inner.strip_suffix('}')) {
            Some(members) => parse_object(members),
            None => parse_options(options),
        };
    }

    pub(super) fn cell(self, range: Range<usize>, first_line: u32) -> Cell {
        let Self { kind, title, options, number, depth, prompt: _ } = self;
        Cell { kind, title, options, number, depth, range, first_line }
    }
}

fn is_key(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '_' | '-' | '.')
}

/// Where the first `key=` starts that a blank precedes.
fn options_start(text: &str) -> usize {
    text.match_indices('=')
        .find_map(|(at, _)| {
            let key = text[..at].trim_end_matches(is_key);
            let blank = key.is_empty() || key.ends_with(char::is_whitespace);
            (blank && key.len() < at).then_some(key.len())
        })
        .unwrap_or(text.len())
}

fn parse_options(mut text: &str) -> Vec<(String, String)> {
    let mut options = Vec::new();
    loop {
        text = text.trim_start();
        let key = text.split(|char| !is_key(char)).next().unwrap_or("");
        if key.is_empty() {
            return options;
        }
        text = &text[key.len()..];
        let value = match text.strip_prefix('=') {
            Some(rest) => {
                let length = value_length(rest, char::is_whitespace);
                text = &rest[length..];
                &rest[..length]
            }
            None => "",
        };
        options.push((key.to_owned(), value.to_owned()));
    }
}

/// The members of a JSON object.
fn parse_object(mut text: &str) -> Vec<(String, String)> {
    let mut options = Vec::new();
    loop {
        text = text.trim_start_matches([' ', ',']);
        let Some((key, rest)) = text.strip_prefix('"').and_then(|text| text.split_once('"')) else {
            return options;
        };
        let Some(rest) = rest.trim_start().strip_prefix(':') else { return options };
        let rest = rest.trim_start();
        let length = value_length(rest, |sign| sign == ',');
        options.push((key.to_owned(), rest[..length].trim_end().to_owned()));
        text = &rest[length..];
    }
}

/// How long the value at the start of the text is: up to a sign that ends it, outside of quotes and brackets.
fn value_length(text: &str, ends: impl Fn(char) -> bool) -> usize {
    let mut depth = 0usize;
    let mut quote = None;
    let mut escaped = false;
    for (at, char) in text.char_indices() {
        match (quote, char) {
            (Some(_), '\\') if !escaped => {
                escaped = true;
                continue;
            }
            (Some(open), _) if char == open && !escaped => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(char),
            (None, '[' | '{' | '(') => depth += 1,
            (None, ']' | '}' | ')') => depth = depth.saturating_sub(1),
            (None, _) if depth == 0 && ends(char) => return at,
            (None, _) => {}
        }
        escaped = false;
    }
    text.len()
}
