//! JSON to values.

use taipan_vm::{
    Raised, Res, Value, Vm,
    objects::{Str, push_code_point},
};

/// A text that is read.
struct Reader<'a> {
    vm: &'a Vm,
    source: &'a Value,
    text: &'a Str,
    bytes: &'a [u8],
    at: usize,
    hooks: Hooks<'a>,
}

/// What is called with the parts; nothing where the default holds.
struct Hooks<'a> {
    object: Option<&'a Value>,
    pairs: Option<&'a Value>,
    float: Option<&'a Value>,
    int: Option<&'a Value>,
    constant: Option<&'a Value>,
    strict: bool,
}

/// `_json.decode`
pub(super) fn decode(vm: &Vm, args: &[Value]) -> Res {
    let source = &args[0];
    let Some(text) = source.as_str_object() else {
        let name = vm.type_of(source).name().to_owned();
        return Err(vm.type_error(format!("first argument must be a string, not {name}")));
    };
    let Ok(index) = usize::try_from(vm.index_clamped(&args[1])?) else {
        return Err(vm.value_error("idx cannot be negative"));
    };
    let hooks = Hooks {
        object: args[2].not_none(),
        pairs: args[3].not_none(),
        float: args[4].not_none(),
        int: args[5].not_none(),
        constant: args[6].not_none(),
        strict: vm.truth(&args[7])?,
    };
    let mut reader = Reader { vm, source, text, bytes: text.as_bytes(), at: text.byte_offset(index), hooks };
    let value = reader.value()?;
    let end = reader.position(reader.at);
    Ok(vm.tuple(vec![value, vm.int(end as i64)]))
}

impl Reader<'_> {
    /// The code point that a byte belongs to.
    fn position(&self, at: usize) -> usize {
        if self.text.is_ascii() {
            return at;
        }
        self.bytes[..at].iter().filter(|byte| **byte & 0xC0 != 0x80).count()
    }

    #[cold]
    fn fail(&self, message: &str, at: usize) -> Raised {
        let raise = || -> Res {
            let class = self.vm.get_attr_str(&self.vm.import_module("json.decoder")?, "JSONDecodeError")?;
            let at = self.vm.int(self.position(at) as i64);
            self.vm.call(&class, &[self.vm.str(message), self.source.clone(), at])
        };
        match raise() {
            Ok(exception) => self.vm.raise(exception),
            Err(raised) => raised,
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = self.bytes[self.at..].starts_with(word.as_bytes());
        self.at += if found { word.len() } else { 0 };
        found
    }

    fn value(&mut self) -> Res {
        match self.peek() {
            Some(b'"') => {
                self.at += 1;
                self.string()
            }
            Some(b'{') => self.object(),
            Some(b'[') => self.array(),
            Some(b'n') if self.eat("null") => Ok(Value::NONE),
            Some(b't') if self.eat("true") => Ok(Value::TRUE),
            Some(b'f') if self.eat("false") => Ok(Value::FALSE),
            Some(b'N') if self.eat("NaN") => self.constant("NaN", f64::NAN),
            Some(b'I') if self.eat("Infinity") => self.constant("Infinity", f64::INFINITY),
            Some(b'-') if self.eat("-Infinity") => self.constant("-Infinity", f64::NEG_INFINITY),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => Err(self.fail("Expecting value", self.at)),
        }
    }

    fn constant(&self, name: &str, value: f64) -> Res {
        match self.hooks.constant {
            Some(hook) => self.vm.call(hook, &[self.vm.str(name)]),
            None => Ok(self.vm.float(value)),
        }
    }

    fn digits(&self, from: usize) -> usize {
        let end = self.bytes[from..].iter().position(|byte| !byte.is_ascii_digit());
        end.map_or(self.bytes.len(), |end| from + end)
    }

    fn number(&mut self) -> Res {
        let start = self.at;
        let first = start + usize::from(self.peek() == Some(b'-'));
        let mut end = match self.bytes.get(first) {
            Some(b'0') => first + 1,
            Some(b'1'..=b'9') => self.digits(first),
            _ => return Err(self.fail("Expecting value", start)),
        };
        let mut float = false;
        if self.bytes.get(end) == Some(&b'.') {
            let fraction = self.digits(end + 1);
            if fraction > end + 1 {
                (end, float) = (fraction, true);
            }
        }
        if matches!(self.bytes.get(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.bytes.get(end + 1), Some(b'+' | b'-')));
            let exponent = self.digits(end + 1 + sign);
            if exponent > end + 1 + sign {
                (end, float) = (exponent, true);
            }
        }
        self.at = end;
        // The bytes are ASCII.
        let text = std::str::from_utf8(&self.bytes[start..end]).unwrap_or("0");
        let vm = self.vm;
        match (float, self.hooks.float, self.hooks.int) {
            (true, Some(hook), _) | (false, _, Some(hook)) => vm.call(hook, &[vm.str(text)]),
            (true, None, _) => Ok(vm.float(text.parse().unwrap_or(f64::NAN))),
            (false, _, None) => match text.parse::<i64>() {
                Ok(small) => Ok(vm.int(small)),
                Err(_) => vm.call(vm.types.int.value(), &[vm.str(text)]),
            },
        }
    }

    /// A string, behind its quote.
    fn string(&mut self) -> Res {
        let begin = self.at - 1;
        let mut out: Vec<u8> = Vec::new();
        let mut plain = self.at;
        loop {
            let Some(byte) = self.peek() else {
                return Err(self.fail("Unterminated string starting at", begin));
            };
            match byte {
                b'"' => {
                    let part = &self.bytes[plain..self.at];
                    self.at += 1;
                    if out.is_empty() {
                        return Ok(self.vm.str_wtf8(part));
                    }
                    out.extend_from_slice(part);
                    return Ok(self.vm.str_wtf8(&out));
                }
                b'\\' => {
                    out.extend_from_slice(&self.bytes[plain..self.at]);
                    self.escape(begin, &mut out)?;
                    plain = self.at;
                }
                0..0x20 if self.hooks.strict => {
                    return Err(self.fail("Invalid control character at", self.at));
                }
                _ => self.at += 1,
            }
        }
    }

    fn escape(&mut self, begin: usize, out: &mut Vec<u8>) -> Res<()> {
        let start = self.at;
        self.at += 2;
        let Some(kind) = self.bytes.get(start + 1) else {
            return Err(self.fail("Unterminated string starting at", begin));
        };
        let plain = match kind {
            b'"' | b'\\' | b'/' => *kind,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => {
                let Some(mut point) = self.four(self.at) else {
                    return Err(self.fail("Invalid \\uXXXX escape", start + 1));
                };
                self.at += 4;
                if (0xD800..0xDC00).contains(&point)
                    && self.bytes[self.at..].starts_with(b"\\u")
                    && let Some(low) = self.four(self.at + 2).filter(|low| (0xDC00..0xE000).contains(low))
                {
                    point = 0x10000 + ((point - 0xD800) << 10 | (low - 0xDC00));
                    self.at += 6;
                }
                push_code_point(out, point);
                return Ok(());
            }
            _ => return Err(self.fail("Invalid \\escape", start)),
        };
        out.push(plain);
        Ok(())
    }

    fn four(&self, at: usize) -> Option<u32> {
        let digits = self.bytes.get(at..at + 4)?;
        digits.iter().try_fold(0, |value, byte| Some(value << 4 | char::from(*byte).to_digit(16)?))
    }

    fn array(&mut self) -> Res {
        let _depth = self.vm.enter_native(" while decoding a JSON array from a unicode string")?;
        self.at += 1;
        let mut items = Vec::new();
        self.space();
        if self.eat("]") {
            return self.vm.list(items);
        }
        loop {
            items.push(self.value()?);
            self.space();
            if self.eat("]") {
                return self.vm.list(items);
            }
            let comma = self.comma()?;
            if self.peek() == Some(b']') {
                return Err(self.fail("Illegal trailing comma before end of array", comma));
            }
        }
    }

    /// A comma and the space behind it; gives where it stands.
    fn comma(&mut self) -> Res<usize> {
        let comma = self.at;
        if !self.eat(",") {
            return Err(self.fail("Expecting ',' delimiter", comma));
        }
        self.space();
        Ok(comma)
    }

    fn object(&mut self) -> Res {
        const NAME: &str = "Expecting property name enclosed in double quotes";
        let vm = self.vm;
        let _depth = vm.enter_native(" while decoding a JSON object from a unicode string")?;
        self.at += 1;
        let dict = vm.dict();
        let mut pairs = Vec::new();
        self.space();
        let mut more = !self.eat("}");
        while more {
            if !self.eat("\"") {
                return Err(self.fail(NAME, self.at));
            }
            let key = self.string()?;
            self.space();
            if !self.eat(":") {
                return Err(self.fail("Expecting ':' delimiter", self.at));
            }
            self.space();
            let value = self.value()?;
            match self.hooks.pairs {
                Some(_) => pairs.push(vm.tuple(vec![key, value])),
                None => dict.set(vm, &key, &value)?,
            }
            self.space();
            more = !self.eat("}");
            if more {
                let comma = self.comma()?;
                if self.peek() == Some(b'}') {
                    return Err(self.fail("Illegal trailing comma before end of object", comma));
                }
            }
        }
        match (self.hooks.pairs, self.hooks.object) {
            (Some(hook), _) => vm.call(hook, &[vm.list(pairs)?]),
            (None, Some(hook)) => vm.call(hook, &[dict.into()]),
            (None, None) => Ok(dict.into()),
        }
    }
}
