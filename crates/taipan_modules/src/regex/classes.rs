//! Sets of characters as Python defines them: `\d`, `\s`, `\w` and ignoring case.

use std::sync::OnceLock;

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange, HirKind};

/// What `\d`, `\s` and `\w` stand for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Category {
    Digit,
    Space,
    Word,
}

/// A set of ranges, both ends included.
pub(super) fn ranges(pairs: &[(char, char)]) -> ClassUnicode {
    ClassUnicode::new(pairs.iter().map(|(from, to)| ClassUnicodeRange::new(*from, *to)))
}

fn ascii(category: Category) -> ClassUnicode {
    match category {
        Category::Digit => ranges(&[('0', '9')]),
        Category::Space => ranges(&[('\t', '\r'), (' ', ' ')]),
        Category::Word => ranges(&[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]),
    }
}

fn properties(text: &str) -> ClassUnicode {
    match regex_syntax::parse(text).map(|hir| hir.into_kind()) {
        Ok(HirKind::Class(regex_syntax::hir::Class::Unicode(class))) => class,
        _ => ClassUnicode::empty(),
    }
}

/// The characters of a category; all of Unicode's unless `ascii_only`.
pub(super) fn category(category: Category, ascii_only: bool) -> ClassUnicode {
    static DIGITS: OnceLock<ClassUnicode> = OnceLock::new();
    static WORDS: OnceLock<ClassUnicode> = OnceLock::new();
    if ascii_only {
        return ascii(category);
    }
    match category {
        Category::Digit => DIGITS.get_or_init(|| properties(r"\p{Nd}")).clone(),
        // As `str.isalnum()`, and the underscore: marks are not among them.
        Category::Word => WORDS.get_or_init(|| properties(r"[\p{L}\p{N}_]")).clone(),
        // As `str.isspace()`, which knows four separators that are not White_Space.
        Category::Space => ranges(&[
            ('\t', '\r'),
            ('\x1c', ' '),
            ('\u{85}', '\u{85}'),
            ('\u{a0}', '\u{a0}'),
            ('\u{1680}', '\u{1680}'),
            ('\u{2000}', '\u{200a}'),
            ('\u{2028}', '\u{2029}'),
            ('\u{202f}', '\u{202f}'),
            ('\u{205f}', '\u{205f}'),
            ('\u{3000}', '\u{3000}'),
        ]),
    }
}

/// Adds the other cases of the characters in a set.
pub(super) fn ignore_case(set: &mut ClassUnicode, ascii_only: bool) {
    if ascii_only {
        let letters = |from, to| ranges(&[(from, to)]);
        let shift = |part: &ClassUnicode, by: i32| {
            let moved = |c: char| char::from_u32((c as i32 + by) as u32).unwrap_or(c);
            ClassUnicode::new(
                part.ranges().iter().map(|r| ClassUnicodeRange::new(moved(r.start()), moved(r.end()))),
            )
        };
        for (letters, by) in [(letters('a', 'z'), -32), (letters('A', 'Z'), 32)] {
            let mut part = set.clone();
            part.intersect(&letters);
            set.union(&shift(&part, by));
        }
        return;
    }
    // The Turkish letters fall together with the i, which the simple folding of Unicode leaves out.
    let letters_i = ranges(&[('I', 'I'), ('i', 'i'), ('\u{130}', '\u{131}')]);
    let mut present = set.clone();
    present.intersect(&letters_i);
    if !present.ranges().is_empty() {
        set.union(&letters_i);
    }
    _ = set.try_case_fold_simple();
}
