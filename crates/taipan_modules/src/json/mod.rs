//! `_json`: reading and writing JSON, for `json`. The crates for JSON know neither Python's messages nor its ints,
//! hooks and lone surrogates.

mod decode;
mod encode;

use taipan_vm::native::{Function, ModuleSpec};

/// The module's row.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_json",
    doc: "Reading and writing JSON.",
    functions: &[
        Function::new(
            "decode(string, index, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant, strict, /)",
            decode::decode,
            "A value and where it ends.",
        ),
        Function::new(
            "encode(value, default, indent, item_separator, key_separator, skipkeys, ensure_ascii, check_circular, \
             allow_nan, sort_keys, /)",
            encode::encode,
            "The text of a value.",
        ),
    ],
    init: |_, _| Ok(()),
};
