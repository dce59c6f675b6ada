//! What a pattern is applied to: a str or bytes, with positions in code points or bytes.

use taipan_vm::{Raised, Res, Tracer, Value, Vm};

use super::engine::Text;

/// A text that is searched.
#[derive(Clone)]
pub(super) struct Subject {
    /// The object itself.
    pub(super) string: Value,
    /// The str, or its bytes as a bytes object.
    data: Value,
}

impl Subject {
    /// The subject that an argument is, for a pattern of str or of bytes.
    ///
    /// # Errors
    /// `TypeError`
    pub(super) fn new(vm: &Vm, string: &Value, bytes: bool) -> Result<Subject, Raised> {
        if string.as_str_object().is_some() {
            if bytes {
                return Err(vm.type_error("cannot use a bytes pattern on a string-like object"));
            }
            return Ok(Subject { string: string.clone(), data: string.clone() });
        }
        let data = match vm.buffer_bytes(string) {
            Some(_) if string.as_bytes().is_some() => string.clone(),
            Some(contents) => vm.bytes(&contents),
            None => {
                return Err(vm.type_error(format!(
                    "expected string or bytes-like object, got '{}'",
                    vm.type_of(string).name()
                )));
            }
        };
        if !bytes {
            return Err(vm.type_error("cannot use a string pattern on a bytes-like object"));
        }
        Ok(Subject { string: string.clone(), data })
    }

    pub(super) fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.string);
        tracer.visit(&self.data);
    }

    /// The text for the engine.
    ///
    /// # Errors
    /// `NotImplementedError` for lone surrogates.
    pub(super) fn text(&self, vm: &Vm) -> Result<Text<'_>, Raised> {
        if let Some(bytes) = self.data.as_bytes() {
            return Ok(Text::Bytes(bytes));
        }
        match self.data.as_str_object().map(|text| (text.as_str(), text.is_ascii())) {
            Some((Some(text), ascii)) => Ok(Text::Str { text, ascii }),
            _ => Err(vm.error(
                &vm.exceptions.not_implemented_error,
                "regular expressions do not support text with lone surrogates",
            )),
        }
    }

    /// Length in positions.
    pub(super) fn len(&self) -> usize {
        match self.data.as_bytes() {
            Some(bytes) => bytes.len(),
            None => self.data.as_str_object().map_or(0, |text| text.len()),
        }
    }

    /// The byte at a position.
    pub(super) fn offset(&self, position: usize) -> usize {
        match self.data.as_str_object() {
            Some(text) => text.byte_offset(position),
            None => position,
        }
    }

    /// The position of a byte.
    pub(super) fn position(&self, offset: usize) -> usize {
        match self.data.as_str_object() {
            Some(text) if !text.is_ascii() => {
                text.as_bytes()[..offset].iter().filter(|byte| **byte & 0xC0 != 0x80).count()
            }
            _ => offset,
        }
    }

    /// A part, by bytes.
    pub(super) fn part(&self, vm: &Vm, from: usize, to: usize) -> Value {
        match self.data.as_bytes() {
            Some(bytes) => vm.bytes(&bytes[from..to]),
            None => vm.str_part(&self.data, from..to),
        }
    }

    /// Joins parts in a list.
    pub(super) fn join(&self, vm: &Vm, parts: Vec<Value>) -> Res {
        let empty = if self.data.as_bytes().is_some() { vm.bytes(b"") } else { vm.str("") };
        vm.call_method(&empty, "join", &[vm.list(parts)?])
    }
}
