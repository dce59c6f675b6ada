//! Deep and long sources neither overflow the stack nor take quadratic time.

use taipan_syntax::{ErrorKind, Mode, parse};

fn accepts(source: &str) -> bool {
    parse(source, Mode::Module).is_ok()
}

fn rejection(source: &str) -> (ErrorKind, String) {
    let error = parse(source, Mode::Module).expect_err("rejected");
    (error.kind, error.message)
}

#[test]
fn long_left_chains_parse() {
    for link in ["+x", ".x", "()", "[x]", " or x", " < x", ", x"] {
        assert!(accepts(&format!("x{}\n", link.repeat(10_000))), "{link}");
    }
    assert!(accepts(&"x = 1\n".repeat(10_000)));
}

#[test]
fn very_long_chains_are_refused() {
    assert_eq!(rejection(&format!("x{}\n", "+x".repeat(200_000))).0, ErrorKind::RecursionError);
}

#[test]
fn nesting_is_bounded() {
    for (prefix, suffix) in [("not ", ""), ("-", ""), ("x ** ", ""), ("lambda: ", ""), ("x if x else ", "")] {
        let nested = |depth: usize| format!("{}x{}\n", prefix.repeat(depth), suffix.repeat(depth));
        assert!(accepts(&nested(900)), "{prefix}");
        assert_eq!(rejection(&nested(100_000)).0, ErrorKind::MemoryError, "{prefix}");
    }
    let elifs = |count: usize| format!("if x: pass\n{}", "elif x: pass\n".repeat(count));
    assert!(accepts(&elifs(900)));
    assert_eq!(rejection(&elifs(50_000)).0, ErrorKind::MemoryError);
}

#[test]
fn brackets_and_indents_are_bounded() {
    assert!(accepts(&format!("{}x{}\n", "(".repeat(200), ")".repeat(200))));
    assert_eq!(rejection(&"(".repeat(100_000)).1, "too many nested parentheses");
    let blocks = |depth: usize| {
        let mut source: String = (0..depth).map(|level| format!("{}if x:\n", " ".repeat(level))).collect();
        source += &" ".repeat(depth);
        source + "x\n"
    };
    assert!(accepts(&blocks(99)));
    assert_eq!(rejection(&blocks(100)).1, "too many levels of indentation");
}

#[test]
fn nested_fstrings_are_bounded() {
    let nested = |depth: usize| format!("{}x{}\n", "f\"{".repeat(depth), "}\"".repeat(depth));
    assert!(accepts(&nested(140)));
    assert_eq!(rejection(&nested(200)).1, "too many nested f-strings or t-strings");
}

#[test]
fn deep_trees_that_fail_to_parse_are_dropped() {
    for source in [
        format!("x{} = = y\n", "+x".repeat(30_000)),
        format!("{}x x\n", "not ".repeat(30_000)),
        format!("x{} x\n", "()".repeat(30_000)),
        format!("{}x) = \n", "(-".repeat(150)),
    ] {
        assert!(!accepts(&source));
    }
}
