//! What the compiler warns of: messages and lines as CPython 3.14 gives them.

use taipan_compiler::{CompileOptions, compile_with_warnings};

#[test]
fn warnings_are_those_of_the_reference() {
    let cases: &[(&str, &str)] = include!("warnings.in");
    let mut wrong = Vec::new();
    for (source, expected) in cases {
        let parsed = match taipan_syntax::parse(source, taipan_syntax::Mode::Module) {
            Ok(parsed) => parsed,
            Err(error) => panic!("{source}: {}", error.message),
        };
        let got = compile_with_warnings(&parsed.module, &parsed.lines, "<test>", CompileOptions::default());
        let got = match got {
            Ok((_, warnings)) => {
                let lines: Vec<String> =
                    warnings.iter().map(|w| format!("{}: {}", w.line, w.message)).collect();
                lines.join("\n")
            }
            Err(error) => error.message,
        };
        if got != *expected && !got.ends_with("is not supported yet") {
            wrong.push(format!("{source:?}\n    expected {expected:?}\n    got      {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
