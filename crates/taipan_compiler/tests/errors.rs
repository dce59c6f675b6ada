//! What the symbol table and the compiler refuse: messages and places as CPython 3.14 gives them.

mod common;

use taipan_compiler::CompileOptions;

#[test]
fn errors_are_those_of_the_reference() {
    let cases: &[(&str, &str)] = include!("errors.in");
    let mut wrong = Vec::new();
    for (source, expected) in cases {
        let got = common::compiled(source, CompileOptions::default());
        let got = got.map_or_else(|message| message, |_| "ok".to_owned());
        if got != *expected && !got.starts_with("parser: ") {
            wrong.push(format!("{source:?}\n    expected {expected}\n    got      {got}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
