//! Replacement templates: text with references to groups.

use taipan_vm::{Raised, Res, Value, Vm, objects::code_points};

use super::{engine::Spans, pattern::Pattern, pattern_error, subject::Subject};

/// A piece of a template.
enum Piece {
    Text(Value),
    Group(usize),
}

/// A template that has been read.
pub(super) struct Template {
    pieces: Vec<Piece>,
}

struct Reader<'a> {
    vm: &'a Vm,
    pattern: &'a Pattern,
    source: &'a Value,
    points: Vec<u32>,
    at: usize,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// `re.PatternError`; `IndexError` for an unknown name; `TypeError`.
    pub(super) fn parse(vm: &Vm, pattern: &Pattern, source: &Value) -> Result<Template, Raised> {
        let points: Vec<u32> = match (source.as_str_object(), vm.buffer_bytes(source)) {
            (Some(text), _) => code_points(text.as_bytes()).collect(),
            (None, Some(bytes)) => bytes.iter().map(|byte| (*byte).into()).collect(),
            (None, None) => {
                return Err(vm.type_error(format!(
                    "decoding to str: need a bytes-like object, {} found",
                    vm.type_of(source).name()
                )));
            }
        };
        if !points.contains(&u32::from(b'\\')) {
            return Ok(Template { pieces: vec![Piece::Text(source.clone())] });
        }
        Reader { vm, pattern, source, points, at: 0 }.read()
    }

    /// The text that it gives for a match.
    pub(super) fn expand(&self, vm: &Vm, subject: &Subject, spans: &Spans) -> Res {
        if let [Piece::Text(text)] = &self.pieces[..] {
            return Ok(text.clone());
        }
        let parts = self.pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Group(group) => match spans[*group] {
                Some((from, to)) => subject.part(vm, from, to),
                None => subject.part(vm, 0, 0),
            },
        });
        subject.join(vm, parts.collect())
    }
}

impl Reader<'_> {
    fn fail<T>(&self, message: impl AsRef<str>, at: usize) -> Result<T, Raised> {
        Err(pattern_error(self.vm, message.as_ref(), self.source, Some(at)))
    }

    fn peek(&self) -> Option<char> {
        self.points.get(self.at).map(|point| char::from_u32(*point).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn text(&self, from: usize, to: usize) -> String {
        self.points[from..to].iter().filter_map(|point| char::from_u32(*point)).collect()
    }

    fn value(&self, points: &[u32]) -> Value {
        if self.source.as_str_object().is_none() {
            let bytes: Vec<u8> = points.iter().map(|point| *point as u8).collect();
            return self.vm.bytes(&bytes);
        }
        let mut out = Vec::new();
        points.iter().for_each(|point| taipan_vm::objects::push_code_point(&mut out, *point));
        self.vm.str_wtf8(&out)
    }

    fn read(mut self) -> Result<Template, Raised> {
        let mut pieces = Vec::new();
        let mut literal: Vec<u32> = Vec::new();
        while let Some(point) = self.points.get(self.at).copied() {
            let start = self.at;
            self.at += 1;
            if point != u32::from(b'\\') {
                literal.push(point);
                continue;
            }
            let Some(c) = self.peek() else { return self.fail("bad escape (end of pattern)", start) };
            self.at += 1;
            let group = match c {
                'g' => self.named()?,
                '0' => {
                    literal.push(self.octal(0, 2, start)?);
                    continue;
                }
                '1'..='9' => match self.numbered(c, start)? {
                    Ok(group) => group,
                    Err(point) => {
                        literal.push(point);
                        continue;
                    }
                },
                _ => {
                    match c {
                        'a' => literal.push(7),
                        'b' => literal.push(8),
                        'f' => literal.push(12),
                        'n' => literal.push(10),
                        'r' => literal.push(13),
                        't' => literal.push(9),
                        'v' => literal.push(11),
                        '\\' => literal.push(point),
                        _ if c.is_ascii_alphabetic() => return self.fail(format!("bad escape \\{c}"), start),
                        _ => literal.extend([point, self.points[self.at - 1]]),
                    }
                    continue;
                }
            };
            if !literal.is_empty() {
                pieces.push(Piece::Text(self.value(&literal)));
                literal.clear();
            }
            pieces.push(Piece::Group(group));
        }
        if !literal.is_empty() || pieces.is_empty() {
            pieces.push(Piece::Text(self.value(&literal)));
        }
        Ok(Template { pieces })
    }

    fn octal(&mut self, first: u32, more: usize, start: usize) -> Res<u32> {
        let mut value = first;
        for _ in 0..more {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(8)) else { break };
            value = value << 3 | digit;
            self.at += 1;
        }
        if value > 0o377 {
            let text = self.text(start, self.at);
            return self.fail(format!("octal escape value {text} outside of range 0-0o377"), start);
        }
        Ok(value)
    }

    /// A reference of one or two digits, or a character of three octal ones.
    fn numbered(&mut self, first: char, start: usize) -> Res<Result<usize, u32>> {
        let mut number = first.to_digit(10).unwrap_or(0);
        if let Some(second) = self.peek().and_then(|c| c.to_digit(10)) {
            let third = self.points.get(self.at + 1).and_then(|point| char::from_u32(*point));
            if first < '8' && second < 8 && third.is_some_and(|c| c.is_digit(8)) {
                return Ok(Err(self.octal(number, 2, start)?));
            }
            self.at += 1;
            number = number * 10 + second;
        }
        self.check(number as usize, start + 1).map(Ok)
    }

    fn check(&self, group: usize, at: usize) -> Res<usize> {
        if group > self.pattern.engine.groups() {
            return self.fail(format!("invalid group reference {group}"), at);
        }
        Ok(group)
    }

    /// `\g<name>`
    fn named(&mut self) -> Res<usize> {
        if self.peek() != Some('<') {
            return self.fail("missing <", self.at);
        }
        self.at += 1;
        let start = self.at;
        let end = self.points[start..].iter().position(|point| *point == u32::from(b'>'));
        let Some(end) = end.map(|end| start + end) else {
            let empty = start == self.points.len();
            let message = if empty { "missing group name" } else { "missing >, unterminated name" };
            return self.fail(message, start);
        };
        let name = self.text(start, end);
        self.at = end + 1;
        if name.is_empty() {
            return self.fail("missing group name", start);
        }
        if name.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.check(name.parse().unwrap_or(usize::MAX), start);
        }
        if let Some(shown) = super::groups::bad_name(&name, self.pattern.is_bytes()) {
            return self.fail(format!("bad character in group name {shown}"), start);
        }
        match self.pattern.engine.names.iter().find(|(known, _)| *known == name) {
            Some((_, group)) => Ok(*group),
            None => Err(self.vm.index_error(format!("unknown group name '{name}'"))),
        }
    }
}
