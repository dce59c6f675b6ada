//! The text of an uncaught exception, as CPython 3.14's traceback module prints it.

use std::collections::HashSet;

use taipan_bytecode::Position;

use super::traceback::{Frame, Traceback};
use crate::{Res, Value, Vm, objects::Tuple};

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

/// Frames alike in file, line and function after which repetitions are counted instead of shown.
const REPEATS_SHOWN: usize = 3;

/// Groups in groups that a traceback shows.
const GROUP_DEPTH: usize = 10;

impl Vm {
    /// The complete text for an exception: causes and contexts first, each line ended.
    pub fn format_exception(&self, exception: &Value) -> String {
        let mut out = String::new();
        self.render(exception, &mut out, &mut HashSet::new(), true);
        out
    }

    /// The last lines: `Class: message`, notes.
    pub fn format_exception_only(&self, exception: &Value) -> String {
        let mut out = String::new();
        self.render_only(exception, &mut out);
        out
    }

    /// As the hook for unraisable exceptions shows one: no causes, carets or notes.
    pub(crate) fn format_without_causes(&self, exception: &Value) -> String {
        let mut out = String::new();
        let traceback = exception.as_exception().map_or(Value::NONE, |object| object.traceback.get());
        if traceback.core::<Traceback>().is_some() {
            out.push_str("Traceback (most recent call last):\n");
            self.render_stack(&traceback, false, &mut out);
        }
        let (name, text) = self.title(exception);
        out + &format!("{name}: {text}\n")
    }

    fn render(&self, exception: &Value, out: &mut String, seen: &mut HashSet<u64>, chain: bool) {
        seen.insert(self.id_of(exception));
        let Some(object) = exception.as_exception() else { return };
        if chain {
            let cause = object.cause.get();
            let context = object.context.get();
            if cause.as_exception().is_some() {
                if !seen.contains(&self.id_of(&cause)) {
                    self.render(&cause, out, seen, true);
                    out.push_str(CAUSE);
                }
            } else if context.as_exception().is_some()
                && !object.suppress_context.get()
                && !seen.contains(&self.id_of(&context))
            {
                self.render(&context, out, seen, true);
                out.push_str(CONTEXT);
            }
        }
        if self.is_a(exception, &self.exceptions.base_exception_group) {
            self.render_group(exception, out, seen, 0);
            return;
        }
        let traceback = object.traceback.get();
        if traceback.core::<Traceback>().is_some() {
            out.push_str("Traceback (most recent call last):\n");
            self.render_stack(&traceback, true, out);
        }
        self.render_only(exception, out);
    }

    /// At most [`GROUP_DEPTH`] levels are shown.
    fn render_group(&self, group: &Value, out: &mut String, seen: &mut HashSet<u64>, depth: usize) {
        let Some(object) = group.as_exception() else { return };
        let indent = "  ".repeat(depth + 1);
        let mut text = String::new();
        let traceback = object.traceback.get();
        if traceback.core::<Traceback>().is_some() {
            self.render_stack(&traceback, true, &mut text);
        }
        self.render_only(group, &mut text);
        let head = if depth == 0 { "+ " } else { "" };
        if traceback.core::<Traceback>().is_some() {
            let what = if depth == 0 { "Exception Group Traceback" } else { "| Exception Group Traceback" };
            *out += &format!(
                "{}{head}{what} (most recent call last):\n",
                if depth == 0 { "  " } else { &indent }
            );
        }
        for line in text.lines() {
            *out += &format!("{indent}| {line}\n");
        }
        let members = object.fields.borrow().get(1).cloned().unwrap_or(Value::NONE);
        let members = members.as_tuple().map_or_else(Vec::new, |tuple| Tuple::as_slice(tuple).to_vec());
        let count = members.len();
        for (at, member) in members.iter().enumerate() {
            let open = if at == 0 { "+-" } else { "  " };
            if at >= 15 {
                *out += &format!("{indent}{open}+---------------- ... ----------------\n");
                *out += &format!(
                    "{indent}  | and {} more exception{}\n",
                    count - 15,
                    if count == 16 { "" } else { "s" }
                );
                break;
            }
            *out += &format!("{indent}{open}+---------------- {} ----------------\n", at + 1);
            let nested = self.is_a(member, &self.exceptions.base_exception_group);
            if nested && depth + 1 >= GROUP_DEPTH {
                *out += &format!("{indent}  | ... (max_group_depth is {GROUP_DEPTH})\n");
            } else if nested {
                self.render_group(member, out, seen, depth + 1);
            } else {
                let mut text = String::new();
                self.render(member, &mut text, seen, true);
                for line in text.lines() {
                    *out += &format!("{indent}  | {line}\n");
                }
            }
        }
        let nested = members.last().is_some_and(|m| self.is_a(m, &self.exceptions.base_exception_group));
        if !nested || depth + 1 >= GROUP_DEPTH {
            *out += &format!("{indent}  +------------------------------------\n");
        }
    }

    fn render_stack(&self, traceback: &Value, carets: bool, out: &mut String) {
        let mut entry = traceback.clone();
        let mut last: Option<(String, u32, String)> = None;
        let mut repeats = 0;
        while let Some(item) = entry.core::<Traceback>() {
            let code = item.frame.code.object();
            let key = (code.filename.to_string(), item.line.get(), code.name.to_string());
            if last.as_ref() == Some(&key) {
                repeats += 1;
            } else {
                self.end_repeats(repeats, out);
                repeats = 1;
                last = Some(key);
            }
            if repeats <= REPEATS_SHOWN {
                self.render_frame(&item.frame, item.line.get(), item.offset.get(), carets, out);
            }
            let next = item.next.get();
            entry = next;
        }
        self.end_repeats(repeats, out);
    }

    fn end_repeats(&self, repeats: usize, out: &mut String) {
        if repeats > REPEATS_SHOWN {
            let more = repeats - REPEATS_SHOWN;
            let s = if more == 1 { "" } else { "s" };
            *out += &format!("  [Previous line repeated {more} more time{s}]\n");
        }
    }

    fn render_frame(&self, frame: &Frame, line: u32, offset: u32, carets: bool, out: &mut String) {
        let code = frame.code.object();
        *out += &format!("  File \"{}\", line {line}, in {}\n", code.filename, code.name);
        if !carets {
            if let Some(text) = self.source_line(&code.filename, line).filter(|text| !text.trim().is_empty())
            {
                *out += &format!("    {}\n", text.trim());
            }
            return;
        }
        let Some(entry) = code.position_entry(offset).filter(|entry| entry.position.line != 0) else {
            return;
        };
        self.render_source(&code.filename, &entry.position, out);
    }

    /// The source lines of a position with its carets.
    fn render_source(&self, filename: &str, position: &Position, out: &mut String) {
        let lines: Vec<String> = (position.line..=position.end_line.max(position.line))
            .map_while(|n| self.source_line(filename, n))
            .collect();
        for row in self.source_rows(&lines, position.col as usize, position.end_col as usize) {
            *out += &format!("    {row}\n");
        }
    }

    /// `Class: message` and a hint.
    /// The class and the message that the last line shows.
    fn title(&self, exception: &Value) -> (String, String) {
        let name = self.full_type_name(&self.class_of(exception));
        let name = name.strip_prefix("__main__.").unwrap_or(&name).to_owned();
        let text = match self.str_string(exception) {
            Ok(text) => text,
            Err(raised) => {
                drop(self.take_raised(raised));
                "<exception str() failed>".to_owned()
            }
        };
        (name, text)
    }

    fn render_title(&self, exception: &Value, hint: &str, out: &mut String) {
        let (name, text) = self.title(exception);
        if text.is_empty() {
            *out += &format!("{name}{hint}\n");
        } else {
            *out += &format!("{name}: {text}{hint}\n");
        }
    }

    fn render_only(&self, exception: &Value, out: &mut String) {
        let class = self.class_of(exception);
        let name = self.full_type_name(&class);
        let name = name.strip_prefix("__main__.").unwrap_or(&name).to_owned();
        if self.is_a(exception, &self.exceptions.syntax_error) {
            self.render_syntax_error(exception, &name, out);
        } else {
            self.render_title(exception, &self.suggestion(exception), out);
        }
        let notes = self.get_attr_opt(exception, &self.names.dunder_notes);
        match notes {
            Ok(Some(notes)) if !notes.is_none() => {
                if let Ok(notes) = self.collect(&notes) {
                    for note in notes {
                        let text = self.str_string(&note).unwrap_or_default();
                        text.split('\n').for_each(|line| *out += &format!("{line}\n"));
                    }
                }
            }
            Ok(_) => {}
            Err(raised) => drop(self.take_raised(raised)),
        }
    }

    fn render_syntax_error(&self, exception: &Value, name: &str, out: &mut String) {
        let field = |name: &str| self.get_attr_str(exception, name).unwrap_or(Value::NONE);
        let message = self.str_string(&field("msg")).unwrap_or_default();
        let line = field("lineno");
        let filename = field("filename");
        if let Some(number) = line.as_int() {
            *out += &format!("  File \"{}\", line {number}\n", filename.as_str().unwrap_or("<string>"));
            if let Some(text) = field("text").as_str() {
                let text = text.trim_end_matches(['\n', '\r']);
                let stripped = text.trim_start_matches([' ', '\n', '\x0c']);
                let lead = text.chars().count() - stripped.chars().count();
                if !stripped.is_empty() {
                    *out += &format!("    {}\n", stripped.trim_end());
                    if let Some(offset) = field("offset").as_int().filter(|offset| *offset >= 1) {
                        let end = match (field("end_lineno").as_int(), field("end_offset").as_int()) {
                            (Some(end_line), Some(end)) if end_line == number && end > offset => end,
                            (Some(end_line), _) if end_line > number => {
                                stripped.trim_end().chars().count() as i64 + lead as i64 + 1
                            }
                            _ => offset + 1,
                        };
                        // Carets in front of the text are not shown.
                        if let Ok(from) = usize::try_from(offset - 1 - lead as i64) {
                            let to = ((end - 1 - lead as i64).max(0) as usize).max(from + 1);
                            let blanks = stripped.chars().chain(std::iter::repeat(' ')).take(from);
                            let blanks: String =
                                blanks.map(|c| if c.is_whitespace() { c } else { ' ' }).collect();
                            *out += &format!("    {blanks}{}\n", "^".repeat(to - from));
                        }
                    }
                }
            }
        }
        *out += &format!("{name}: {message}\n");
    }

    /// "Did you mean" for an uncaught exception; starts with a full stop.
    fn suggestion(&self, exception: &Value) -> String {
        let pending = self.thread.raised.take();
        let hint = match self.guess(exception) {
            Ok(hint) => hint,
            Err(raised) => {
                drop(self.take_raised(raised));
                String::new()
            }
        };
        self.thread.raised.set(pending);
        hint
    }

    /// What the library's `_suggest` makes of the exception.
    fn guess(&self, exception: &Value) -> Res<String> {
        let types = &self.exceptions;
        let is_name = self.is_a(exception, &types.name_error);
        let attribute = if self.is_a(exception, &types.import_error) {
            "name_from"
        } else if is_name || self.is_a(exception, &types.attribute_error) {
            "name"
        } else {
            return Ok(String::new());
        };
        let wrong = self.get_attr_opt(exception, &self.intern(attribute))?.unwrap_or(Value::NONE);
        if wrong.as_str_object().is_none() {
            return Ok(String::new());
        }
        let module = self.import_module("_suggest")?;
        let traceback = exception.as_exception().map_or(Value::NONE, |e| e.traceback.or_none());
        let found = self.call_method(&module, "suggest", &[exception.clone(), traceback, wrong.clone()])?;
        let forgotten = if is_name {
            let forgotten = self.call_method(&module, "forgotten_import", std::slice::from_ref(&wrong))?;
            self.truth(&forgotten)?
        } else {
            false
        };
        let wrong = self.str_string(&wrong)?;
        let mut hint = String::new();
        if !found.is_none() {
            hint = format!(". Did you mean: '{}'?", self.str_string(&found)?);
        }
        if forgotten {
            hint += &match hint.is_empty() {
                true => format!(". Did you forget to import '{wrong}'?"),
                false => format!(" Or did you forget to import '{wrong}'?"),
            };
        }
        Ok(hint)
    }
}
