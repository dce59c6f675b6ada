//! Values to JSON.

use std::fmt::Write;

use taipan_vm::{Kind, Raised, Res, Value, Vm, objects::code_points};

struct Writer<'a> {
    vm: &'a Vm,
    out: Vec<u8>,
    default: &'a Value,
    /// What a level of depth adds to a line.
    indent: Option<&'a Value>,
    item_separator: &'a Value,
    key_separator: &'a Value,
    skip_keys: bool,
    ascii: bool,
    circular: bool,
    nan: bool,
    sort: bool,
    /// The containers around the present value.
    around: Vec<Value>,
}

/// `_json.encode`
pub(super) fn encode(vm: &Vm, args: &[Value]) -> Res {
    let mut writer = Writer {
        vm,
        out: Vec::new(),
        default: &args[1],
        indent: args[2].not_none(),
        item_separator: &args[3],
        key_separator: &args[4],
        skip_keys: vm.truth(&args[5])?,
        ascii: vm.truth(&args[6])?,
        circular: vm.truth(&args[7])?,
        nan: vm.truth(&args[8])?,
        sort: vm.truth(&args[9])?,
        around: Vec::new(),
    };
    writer.value(&args[0], 0)?;
    Ok(vm.str_wtf8(&writer.out))
}

impl Writer<'_> {
    fn value(&mut self, value: &Value, depth: usize) -> Res<()> {
        // A string takes six bytes for a character at most.
        let length = value.as_str_object().map_or(0, |text| text.as_bytes().len().saturating_mul(6));
        self.vm.room_to_grow(&self.out, length + 64)?;
        if let Some(text) = self.simple(value)? {
            self.out.extend_from_slice(text.as_bytes());
        } else if let Some(text) = value.as_str_object() {
            self.string(text.as_bytes());
        } else if let Some(list) = value.as_list() {
            self.array(value, &list.snapshot(), depth)?;
        } else if let Some(tuple) = value.as_tuple() {
            self.array(value, tuple.as_slice(), depth)?;
        } else if value.as_dict().is_some() {
            self.object(value, depth)?;
        } else {
            self.enter(value)?;
            let other = self.vm.call(self.default, std::slice::from_ref(value))?;
            let done = self.value(&other, depth);
            if let Err(raised) = done {
                let what = format!("when serializing {} object", self.vm.type_of(value).short_name());
                return Err(self.note(raised, &what));
            }
            self.leave();
        }
        Ok(())
    }

    /// The text of a number or a constant.
    fn simple(&self, value: &Value) -> Res<Option<String>> {
        if value.is_none() {
            return Ok(Some("null".to_owned()));
        }
        if let Some(flag) = value.as_bool() {
            return Ok(Some(flag.to_string()));
        }
        if let Some(int) = value.as_int() {
            return Ok(Some(int.to_string()));
        }
        if let Some(big) = value.as_big_int() {
            // `repr()` knows the limit of digits.
            return self.vm.repr_string(&self.vm.big_int(big)).map(Some);
        }
        value.as_float().map(|float| self.float(float)).transpose()
    }

    fn float(&self, float: f64) -> Res<String> {
        if float.is_finite() {
            return self.vm.repr_string(&self.vm.float(float));
        }
        if !self.nan {
            let shown = self.vm.repr_string(&self.vm.float(float))?;
            return Err(self
                .vm
                .value_error(format!("Out of range float values are not JSON compliant: {shown}")));
        }
        let name = if float.is_nan() { "NaN" } else { "Infinity" };
        let sign = if float < 0.0 { "-" } else { "" };
        Ok(format!("{sign}{name}"))
    }

    fn string(&mut self, text: &[u8]) {
        self.out.push(b'"');
        let ascii = self.ascii;
        let special = move |byte: u8| byte < 0x20 || byte == b'"' || byte == b'\\' || ascii && byte >= 0x7F;
        if text.iter().any(|byte| special(*byte)) {
            for point in code_points(text) {
                self.point(point);
            }
        } else {
            self.out.extend_from_slice(text);
        }
        self.out.push(b'"');
    }

    fn point(&mut self, point: u32) {
        let short = match point {
            0x22 => b'"',
            0x5C => b'\\',
            0x0A => b'n',
            0x0D => b'r',
            0x09 => b't',
            0x0C => b'f',
            0x08 => b'b',
            0x20..0x7F => {
                self.out.push(point as u8);
                return;
            }
            0x7F.. if !self.ascii => {
                taipan_vm::objects::push_code_point(&mut self.out, point);
                return;
            }
            _ => {
                let mut text = String::new();
                let mut unit = |unit: u32| _ = write!(text, "\\u{unit:04x}");
                if point > 0xFFFF {
                    unit(0xD800 + ((point - 0x10000) >> 10));
                    unit(0xDC00 + ((point - 0x10000) & 0x3FF));
                } else {
                    unit(point);
                }
                self.out.extend_from_slice(text.as_bytes());
                return;
            }
        };
        self.out.extend_from_slice(&[b'\\', short]);
    }

    fn enter(&mut self, value: &Value) -> Res<()> {
        if self.circular && self.around.iter().any(|known| known.is(value)) {
            return Err(self.vm.value_error("Circular reference detected"));
        }
        self.around.push(value.clone());
        Ok(())
    }

    fn leave(&mut self) {
        drop(self.around.pop());
    }

    #[cold]
    fn note(&self, raised: Raised, text: &str) -> Raised {
        let exception = self.vm.take_raised(raised);
        match self.vm.call_method(&exception, "add_note", &[self.vm.str(text)]) {
            Ok(_) => self.vm.set_raised(exception),
            Err(raised) => raised,
        }
    }

    fn push(&mut self, text: &Value) {
        let text = text.as_str_object().map_or(&b""[..], |text| text.as_bytes());
        self.out.extend_from_slice(text);
    }

    fn line(&mut self, depth: usize) {
        if let Some(indent) = self.indent {
            self.out.push(b'\n');
            for _ in 0..depth {
                self.push(indent);
            }
        }
    }

    fn array(&mut self, value: &Value, items: &[Value], depth: usize) -> Res<()> {
        if items.is_empty() {
            self.out.extend_from_slice(b"[]");
            return Ok(());
        }
        let vm = self.vm;
        let _depth = vm.enter_native(" while encoding a JSON object")?;
        self.enter(value)?;
        self.out.push(b'[');
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.push(self.item_separator);
            }
            self.line(depth + 1);
            if let Err(raised) = self.value(item, depth + 1) {
                let what = format!("when serializing {} item {at}", vm.type_of(value).short_name());
                return Err(self.note(raised, &what));
            }
        }
        self.leave();
        self.line(depth);
        self.out.push(b']');
        Ok(())
    }

    fn object(&mut self, value: &Value, depth: usize) -> Res<()> {
        let vm = self.vm;
        let dict = value.as_dict().filter(|_| vm.is_exact(value, Kind::Dict));
        let items: Vec<Value> = match dict {
            Some(dict) if dict.is_empty() => Vec::new(),
            Some(dict) if !self.sort => {
                dict.items().into_iter().map(|(key, value)| vm.tuple(vec![key, value])).collect()
            }
            _ => {
                let items = vm.list(vm.collect(&vm.call_method(value, "items", &[])?)?)?;
                if self.sort {
                    vm.call_method(&items, "sort", &[])?;
                }
                items.as_list().map_or_else(Vec::new, |items| items.snapshot())
            }
        };
        if items.is_empty() {
            self.out.extend_from_slice(b"{}");
            return Ok(());
        }
        let _depth = vm.enter_native(" while encoding a JSON object")?;
        self.enter(value)?;
        self.out.push(b'{');
        let mut first = true;
        for item in &items {
            let Some([key, inner]) = item.as_tuple().map(|pair| pair.as_slice()) else {
                return Err(vm.value_error("items must return 2-tuples"));
            };
            let Some(text) = self.key(key)? else { continue };
            if !std::mem::take(&mut first) {
                self.push(self.item_separator);
            }
            self.line(depth + 1);
            match text {
                Some(text) => self.string(text.as_bytes()),
                None => self.string(key.as_str_object().map_or(&b""[..], |key| key.as_bytes())),
            }
            self.push(self.key_separator);
            if let Err(raised) = self.value(inner, depth + 1) {
                let (name, key) = (vm.type_of(value).short_name(), vm.repr_string(key)?);
                return Err(self.note(raised, &format!("when serializing {name} item {key}")));
            }
        }
        self.leave();
        if !first {
            self.line(depth);
        }
        self.out.push(b'}');
        Ok(())
    }

    /// The text of a key, nothing inside for a str; nothing at all where it is skipped.
    fn key(&self, key: &Value) -> Res<Option<Option<String>>> {
        if key.as_str_object().is_some() {
            return Ok(Some(None));
        }
        if let Some(text) = self.simple(key)? {
            return Ok(Some(Some(text)));
        }
        if self.skip_keys {
            return Ok(None);
        }
        Err(self.vm.type_error(format!(
            "keys must be str, int, float, bool or None, not {}",
            self.vm.type_of(key).name()
        )))
    }
}
