//! `str.format` and `str.format_map`.

use crate::{Raised, Res, Value, Vm, objects::Str};

/// The arguments of one call and how its fields are numbered.
struct Template<'a> {
    vm: &'a Vm,
    /// A tuple; missing for `format_map`.
    args: &'a Value,
    mapping: &'a Value,
    next: usize,
    automatic: Option<bool>,
}

/// Makes a text of WTF-8 bytes a value.
fn text(vm: &Vm, bytes: &[u8]) -> Value {
    vm.str_wtf8(bytes)
}

impl Template<'_> {
    fn error(&self, message: &str) -> Raised {
        self.vm.value_error(message)
    }

    /// Expands a template; nested ones stand in specifications.
    fn expand(&mut self, template: &[u8], depth: u32) -> Res<Vec<u8>> {
        if depth == 0 {
            return Err(self.error("Max string recursion exceeded"));
        }
        let mut out = Vec::with_capacity(template.len());
        let mut rest = template;
        while let Some(at) = memchr::memchr2(b'{', b'}', rest) {
            out.extend_from_slice(&rest[..at]);
            let (mark, after) = (rest[at], &rest[at + 1..]);
            if after.first() == Some(&mark) {
                out.push(mark);
                rest = &after[1..];
                continue;
            }
            if mark == b'}' {
                return Err(self.error("Single '}' encountered in format string"));
            }
            if after.is_empty() {
                return Err(self.error("Single '{' encountered in format string"));
            }
            let end = self.field_end(after)?;
            let shown = self.field(&after[..end], depth)?;
            if let Some(shown) = shown.as_str_object() {
                self.vm.check_room(out.len() + shown.as_bytes().len())?;
                out.extend_from_slice(shown.as_bytes());
            }
            rest = &after[end + 1..];
        }
        out.extend_from_slice(rest);
        Ok(out)
    }

    /// Where the `}` of a field stands. Brackets of an index hide braces.
    fn field_end(&self, text: &[u8]) -> Res<usize> {
        let (mut depth, mut bracket, mut at, mut in_spec) = (1, false, 0, false);
        while let Some(byte) = text.get(at) {
            match byte {
                b'[' if !in_spec => bracket = true,
                b']' if bracket => bracket = false,
                b'{' if !bracket => depth += 1,
                b':' | b'!' if !bracket => in_spec = true,
                b'}' if !bracket => {
                    depth -= 1;
                    if depth == 0 {
                        return Ok(at);
                    }
                }
                _ => {}
            }
            at += 1;
        }
        Err(self.error("expected '}' before end of string"))
    }

    fn field(&mut self, field: &[u8], depth: u32) -> Res {
        let mut bracket = false;
        let stop = field.iter().position(|byte| {
            match byte {
                b'[' => bracket = true,
                b']' => bracket = false,
                b':' | b'!' => return !bracket,
                _ => {}
            }
            false
        });
        let (name, tail) = field.split_at(stop.unwrap_or(field.len()));
        if name.contains(&b'{') {
            return Err(self.error("unexpected '{' in field name"));
        }
        let (conversion, spec) = match tail {
            [b'!', rest @ ..] => self.conversion(rest)?,
            [b':', spec @ ..] => (None, spec),
            _ => (None, tail),
        };
        let value = self.lookup(name)?;
        let value = match conversion {
            None => value,
            Some('r') => self.vm.repr(&value)?,
            Some('s') => self.vm.str_value(&value)?,
            Some('a') => self.vm.ascii(&value)?,
            Some(other) => {
                let shown = if other > ' ' && other < '\x7F' {
                    other.to_string()
                } else {
                    format!("\\x{:x}", other as u32)
                };
                return Err(self.error(&format!("Unknown conversion specifier {shown}")));
            }
        };
        let spec = if spec.contains(&b'{') || spec.contains(&b'}') {
            self.expand(spec, depth - 1)?
        } else {
            spec.to_vec()
        };
        if spec.is_empty() {
            return self.vm.format_value(&value, 0, None);
        }
        let spec = text(self.vm, &spec);
        self.vm.format_value(&value, 0, Some(&spec))
    }

    /// The conversion after `!`, and the specification after that.
    fn conversion<'t>(&self, rest: &'t [u8]) -> Res<(Option<char>, &'t [u8])> {
        let text = String::from_utf8_lossy(rest);
        let Some(conversion) = text.chars().next() else {
            return Err(self.error("unmatched '{' in format spec"));
        };
        match &rest[conversion.len_utf8().min(rest.len())..] {
            [] => Ok((Some(conversion), b"")),
            [b':', spec @ ..] => Ok((Some(conversion), spec)),
            _ => Err(self.error("expected ':' after conversion specifier")),
        }
    }

    /// The value that a field name denotes: `name.attribute[index]`.
    fn lookup(&mut self, name: &[u8]) -> Res {
        let end = name.iter().position(|byte| matches!(byte, b'.' | b'[')).unwrap_or(name.len());
        let (first, mut rest) = name.split_at(end);
        let mut value = self.first(first)?;
        while let Some((mark, tail)) = rest.split_first() {
            if *mark == b'.' {
                let end = tail.iter().position(|byte| matches!(byte, b'.' | b'[')).unwrap_or(tail.len());
                if end == 0 {
                    return Err(self.error("Empty attribute in format string"));
                }
                let name = self.vm.intern_value(&text(self.vm, &tail[..end]));
                value = self.vm.get_attr(&value, &name)?;
                rest = &tail[end..];
            } else if *mark == b'[' {
                let Some(end) = memchr::memchr(b']', tail) else {
                    return Err(self.error("Missing ']' in format string"));
                };
                if end == 0 {
                    return Err(self.error("Empty attribute in format string"));
                }
                let key = match self.number(&tail[..end])? {
                    Some(index) => self.vm.int(index as i64),
                    None => text(self.vm, &tail[..end]),
                };
                value = self.vm.get_item(&value, &key)?;
                rest = &tail[end + 1..];
            } else {
                return Err(self.error("Only '.' or '[' may follow ']' in format field specifier"));
            }
        }
        Ok(value)
    }

    fn number(&self, digits: &[u8]) -> Res<Option<usize>> {
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return Ok(None);
        }
        let number = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse::<i64>().ok());
        match number {
            Some(number) => Ok(Some(number as usize)),
            None => Err(self.error("Too many decimal digits in format string")),
        }
    }

    fn first(&mut self, name: &[u8]) -> Res {
        let number = self.number(name)?;
        let index = match (name.is_empty(), number) {
            (true, _) => {
                if self.automatic == Some(false) {
                    return Err(self.error(
                        "cannot switch from manual field specification to automatic field numbering",
                    ));
                }
                self.automatic = Some(true);
                self.next += 1;
                self.next - 1
            }
            (false, Some(index)) => {
                if self.automatic == Some(true) {
                    return Err(self.error(
                        "cannot switch from automatic field numbering to manual field specification",
                    ));
                }
                self.automatic = Some(false);
                index
            }
            (false, None) => {
                let key = text(self.vm, name);
                return match self.mapping.given() {
                    Some(mapping) => self.vm.get_item(mapping, &key),
                    None => Err(self.vm.key_error(&key)),
                };
            }
        };
        let Some(args) = self.args.as_tuple() else {
            return Err(self.error("Format string contains positional fields"));
        };
        match args.get(index) {
            Some(value) => Ok(value.clone()),
            None => Err(self
                .vm
                .index_error(format!("Replacement index {index} out of range for positional args tuple"))),
        }
    }
}

/// `template.format(*args, **mapping)`; without `args`, `template.format_map(mapping)`.
///
/// # Errors
/// `ValueError` for malformed templates; `IndexError`, `KeyError`; what the values raise.
pub(crate) fn str_format(vm: &Vm, template: &Value, args: &Value, mapping: &Value) -> Res {
    let bytes = template.as_str_object().map_or(&b""[..], Str::as_bytes);
    let mut template = Template { vm, args, mapping, next: 0, automatic: None };
    let out = template.expand(bytes, 2)?;
    Ok(vm.str_wtf8(&out))
}
