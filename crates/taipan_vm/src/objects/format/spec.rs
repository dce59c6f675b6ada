//! The format specification mini-language (library reference, "Format Specification Mini-Language").

use crate::{Raised, Res, Vm};

/// A parsed specification.
#[derive(Clone, Debug)]
pub(crate) struct Spec {
    pub(crate) fill: char,
    /// `<`, `>`, `=` or `^`.
    pub(crate) align: char,
    pub(crate) align_given: bool,
    pub(crate) sign: Option<char>,
    /// `z`: no negative zeros.
    pub(crate) no_negative_zero: bool,
    pub(crate) alternate: bool,
    pub(crate) width: usize,
    pub(crate) grouping: Option<char>,
    pub(crate) precision: Option<usize>,
    pub(crate) fraction_grouping: Option<char>,
    /// The presentation type, or the default one.
    pub(crate) kind: char,
    /// Whether zeros fill up to the width, so that they are grouped too.
    pub(crate) zero_padded: bool,
}

fn number(vm: &Vm, chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Res<Option<usize>> {
    let mut value: Option<usize> = None;
    while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
        chars.next();
        let next = value
            .unwrap_or(0)
            .checked_mul(10)
            .and_then(|n| n.checked_add(digit as usize))
            .filter(|n| *n <= isize::MAX as usize);
        match next {
            Some(next) => value = Some(next),
            None => return Err(vm.value_error("Too many decimal digits in format string")),
        }
    }
    Ok(value)
}

fn grouping(vm: &Vm, chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Res<Option<char>> {
    let Some(mark) = chars.next_if(|c| matches!(c, ',' | '_')) else { return Ok(None) };
    match chars.peek() {
        Some(other @ (',' | '_')) if *other != mark => {
            Err(vm.value_error("Cannot specify both ',' and '_'."))
        }
        _ => Ok(Some(mark)),
    }
}

impl Spec {
    /// Parses a specification for values of the class `class`.
    ///
    /// # Errors
    /// `ValueError`
    pub(crate) fn parse(vm: &Vm, text: &str, class: &str, kind: char, align: char) -> Res<Spec> {
        let mut spec = Spec {
            fill: ' ',
            align,
            align_given: false,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: 0,
            grouping: None,
            precision: None,
            fraction_grouping: None,
            kind,
            zero_padded: false,
        };
        let is_align = |c: char| matches!(c, '<' | '>' | '=' | '^');
        let mut chars = text.chars().peekable();
        let mut ahead = text.chars();
        let (first, second) = (ahead.next(), ahead.next());
        let mut fill_given = false;
        if let (Some(fill), Some(align)) = (first, second.filter(|c| is_align(*c))) {
            (spec.fill, spec.align) = (fill, align);
            (spec.align_given, fill_given) = (true, true);
            chars.nth(1);
        } else if let Some(align) = chars.next_if(|c| is_align(*c)) {
            spec.align = align;
            spec.align_given = true;
        }
        spec.sign = chars.next_if(|c| matches!(c, '+' | '-' | ' '));
        spec.no_negative_zero = chars.next_if_eq(&'z').is_some();
        spec.alternate = chars.next_if_eq(&'#').is_some();
        if !fill_given && chars.next_if_eq(&'0').is_some() {
            spec.fill = '0';
            if !spec.align_given && align == '>' {
                spec.align = '=';
            }
        }
        spec.width = number(vm, &mut chars)?.unwrap_or(0);
        spec.grouping = grouping(vm, &mut chars)?;
        if chars.next_if_eq(&'.').is_some() {
            spec.precision = number(vm, &mut chars)?;
            spec.fraction_grouping = grouping(vm, &mut chars)?;
            if spec.precision.is_none() && spec.fraction_grouping.is_none() {
                return Err(vm.value_error("Format specifier missing precision"));
            }
        }
        let kind_given = chars.next();
        if chars.next().is_some() {
            return Err(
                vm.value_error(format!("Invalid format specifier '{text}' for object of type '{class}'"))
            );
        }
        if let Some(kind) = kind_given {
            spec.kind = kind;
        }
        if let Some(mark) = spec.grouping {
            spec.check_grouping(vm, mark)?;
        }
        if let Some(mark) = spec.fraction_grouping {
            spec.check_grouping(vm, mark)?;
        }
        spec.zero_padded = spec.fill == '0' && spec.align == '=';
        Ok(spec)
    }

    fn check_grouping(&self, vm: &Vm, mark: char) -> Res<()> {
        match self.kind {
            'd' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F' | '\0' => Ok(()),
            'b' | 'o' | 'x' | 'X' if mark == '_' => Ok(()),
            kind if (' '..'\x7F').contains(&kind) => {
                Err(vm.value_error(format!("Cannot specify '{mark}' with '{kind}'.")))
            }
            kind => Err(vm.value_error(format!("Cannot specify '{mark}' with '\\x{:x}'.", kind as u32))),
        }
    }

    /// The complaint about a presentation type that the class does not have.
    pub(crate) fn unknown_kind(&self, vm: &Vm, class: &str) -> Raised {
        let kind = match self.kind {
            kind @ '!'..='\x7F' => kind.to_string(),
            kind => format!("\\x{:x}", kind as u32),
        };
        vm.value_error(format!("Unknown format code '{kind}' for object of type '{class}'"))
    }

    /// The number of fill characters to the left and right of text.
    pub(crate) fn padding(&self, len: usize) -> (usize, usize) {
        let margin = self.width.saturating_sub(len);
        match self.align {
            '<' => (0, margin),
            '^' => (margin / 2, margin - margin / 2),
            _ => (margin, 0),
        }
    }
}
