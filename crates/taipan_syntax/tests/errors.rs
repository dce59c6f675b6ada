//! Class, place and message of syntax errors.
//!
//! In the files below, lines that start with `|` are a source text without a newline at its end, and the line
//! with `=` is what CPython 3.14 gives to the exception: `Class lineno:offset-end_lineno:end_offset message`.

use taipan_syntax::{Mode, SyntaxError, parse};

fn show(error: &SyntaxError) -> String {
    let place = match &error.place {
        Some(place) => format!("{}:{}-{}:{}", place.line, place.offset, place.end_line, place.end_offset),
        None => "-".to_owned(),
    };
    format!("{} {place} {}", error.kind.class_name(), error.message)
}

fn check(cases: &str) {
    let mut source: Option<String> = None;
    let mut count = 0;
    let mut wrong = String::new();
    for line in cases.lines() {
        if let Some(text) = line.strip_prefix('|') {
            let text = text.strip_prefix(' ').unwrap_or(text);
            match &mut source {
                Some(source) => *source = format!("{source}\n{text}"),
                None => source = Some(text.to_owned()),
            }
        } else if let Some(expected) = line.strip_prefix("= ") {
            let text = source.take().expect("a source before each expectation");
            count += 1;
            let found = match parse(&text, Mode::Module) {
                Ok(_) => "accepted".to_owned(),
                Err(error) => show(&error),
            };
            if found != expected {
                wrong += &format!("{text}\n  expected {expected}\n  found    {found}\n");
            }
        }
    }
    assert!(count > 0 && wrong.is_empty(), "{wrong}");
}

#[test]
fn lexical() {
    check(include_str!("errors/lexical.txt"));
}

#[test]
fn fstrings() {
    check(include_str!("errors/fstrings.txt"));
}

#[test]
fn targets() {
    check(include_str!("errors/targets.txt"));
}

#[test]
fn statements() {
    check(include_str!("errors/statements.txt"));
}

#[test]
fn expressions() {
    check(include_str!("errors/expressions.txt"));
}

#[test]
fn parameters() {
    check(include_str!("errors/parameters.txt"));
}

#[test]
fn patterns() {
    check(include_str!("errors/patterns.txt"));
}

#[test]
fn texts_as_a_whole() {
    let error = parse("a\0b", Mode::Module).expect_err("rejected");
    assert_eq!(show(&error), "SyntaxError - source code string cannot contain null bytes");
    let error = parse("", Mode::Expression).expect_err("rejected");
    assert_eq!(show(&error), "SyntaxError 0:0-0:0 invalid syntax");
    let digits = "1".repeat(4301);
    let error = parse(&digits, Mode::Module).expect_err("rejected");
    assert!(
        error
            .message
            .starts_with("Exceeds the limit (4300 digits) for integer string conversion: value has 4301")
    );
}

#[test]
fn other_modes() {
    let message = |source, mode| show(&parse(source, mode).expect_err("rejected"));
    assert_eq!(message("x = 1", Mode::Expression), "SyntaxError 1:3-1:4 invalid syntax");
    assert_eq!(message("*a", Mode::Expression), "SyntaxError 1:1-1:2 invalid syntax");
    assert_eq!(message("1 +", Mode::Expression), "SyntaxError 1:0-1:0 invalid syntax");
    assert_eq!(message("if x", Mode::Interactive), "SyntaxError 1:4-1:-1 expected ':'");
    assert_eq!(message("def f(): pass", Mode::Interactive), "SyntaxError 1:0-1:0 invalid syntax");
    let multiple = "multiple statements found while compiling a single statement";
    assert_eq!(message("a\nb\n", Mode::Interactive), format!("SyntaxError 1:2-1:3 {multiple}"));
    for source in ["a; b", "if x:\n  a\n", "def f(): pass\n", "\n\na"] {
        assert!(parse(source, Mode::Interactive).is_ok(), "{source}");
    }
}

#[test]
fn the_line_is_quoted() {
    let text =
        |source: &str| parse(source, Mode::Module).expect_err("rejected").place.map(|place| place.text);
    assert_eq!(text("a\nb c\nd").as_deref(), Some("b c\n"));
    assert_eq!(text("a\nb c").as_deref(), Some("b c\n"));
    assert_eq!(text("a\r\nb 'c\r\nd").as_deref(), Some("b 'c"));
}
