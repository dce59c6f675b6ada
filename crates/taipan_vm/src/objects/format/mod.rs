//! Formatting: specifications (`format(x, spec)`, f-strings), templates (`str.format`), `%`.

mod float;
mod int;
mod number;
mod percent;
mod spec;
mod template;

pub(crate) use float::{format_complex, format_float};
pub(crate) use int::{format_int, format_str};
pub(crate) use percent::{percent_bytes, percent_str};
pub(crate) use template::str_format;
