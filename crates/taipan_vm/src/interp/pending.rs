//! Until the text types land.
use crate::{Res, Value, Vm};
impl Vm {
    pub(crate) fn bytes(&self, b: &[u8]) -> Value { self.str_wtf8(b) }
    pub(crate) fn complex(&self, _: f64, im: f64) -> Value { self.float(im) }
    pub(crate) fn build_string(&self, parts: &[Value]) -> Res {
        let mut out = Vec::new();
        for p in parts { out.extend_from_slice(p.as_str_object().map_or(b"", |t| t.as_bytes())); }
        Ok(self.str_wtf8(&out))
    }
    pub(crate) fn format_value(&self, v: &Value, c: u8, _: Option<&Value>) -> Res { if c >= 2 { self.repr(v) } else { self.str_value(v) } }
}
impl Value { pub(crate) fn as_bytes(&self) -> Option<&[u8]> { None } }
