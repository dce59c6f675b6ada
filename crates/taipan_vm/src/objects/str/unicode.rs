//! What str methods ask of a code point. Categories and case mappings come from crates with Unicode 16 tables; only the
//! numeric types that they lack are listed here.

use unicode_general_category::{GeneralCategory as Category, get_general_category};

/// The general category; surrogates have their own.
pub(crate) fn category(point: u32) -> Category {
    char::from_u32(point).map_or(Category::Surrogate, get_general_category)
}

fn within(table: &[(u32, u32)], point: u32) -> bool {
    let at = table.partition_point(|(_, last)| *last < point);
    table.get(at).is_some_and(|(first, _)| *first <= point)
}

/// `str.isspace` of one code point.
#[inline]
pub(crate) fn is_space(point: u32) -> bool {
    match point {
        0x09..=0x0D | 0x1C..=0x20 => true,
        0..0x80 => false,
        0x85 | 0xA0 | 0x1680 | 0x2000..=0x200A | 0x2028 | 0x2029 | 0x202F | 0x205F | 0x3000 => true,
        _ => false,
    }
}

/// Whether `str.splitlines` ends a line here.
#[inline]
pub(crate) fn is_line_break(point: u32) -> bool {
    matches!(point, 0x0A..=0x0D | 0x1C..=0x1E | 0x85 | 0x2028 | 0x2029)
}

/// The value of a decimal digit of any script.
pub(crate) fn decimal_value(point: u32) -> Option<u8> {
    if point < 0x80 {
        return u8::try_from(point).ok().filter(u8::is_ascii_digit).map(|byte| byte - b'0');
    }
    if category(point) != Category::DecimalNumber {
        return None;
    }
    // Decimal digits stand in runs of ten.
    let mut start = point;
    while start > 0 && category(start - 1) == Category::DecimalNumber {
        start -= 1;
    }
    Some(((point - start) % 10) as u8)
}

/// `str.isdecimal` of one code point.
pub(crate) fn is_decimal(point: u32) -> bool {
    category(point) == Category::DecimalNumber
}

/// `str.isdigit` of one code point.
pub(crate) fn is_digit(point: u32) -> bool {
    is_decimal(point) || within(DIGITS, point)
}

/// `str.isnumeric` of one code point.
pub(crate) fn is_numeric(point: u32) -> bool {
    let known = [Category::DecimalNumber, Category::LetterNumber, Category::OtherNumber];
    known.contains(&category(point)) || within(LETTER_NUMBERS, point)
}

/// `str.isalpha` of one code point.
pub(crate) fn is_alpha(point: u32) -> bool {
    if point < 0x80 {
        return (point as u8).is_ascii_alphabetic();
    }
    matches!(
        category(point),
        Category::UppercaseLetter
            | Category::LowercaseLetter
            | Category::TitlecaseLetter
            | Category::ModifierLetter
            | Category::OtherLetter
    )
}

/// `str.isalnum` of one code point.
pub(crate) fn is_alnum(point: u32) -> bool {
    is_alpha(point) || is_digit(point) || is_numeric(point)
}

/// `str.isprintable` of one code point.
#[inline]
pub(crate) fn is_printable(point: u32) -> bool {
    if point < 0x7F {
        return point >= 0x20;
    }
    !matches!(
        category(point),
        Category::Control
            | Category::Format
            | Category::Surrogate
            | Category::PrivateUse
            | Category::Unassigned
            | Category::LineSeparator
            | Category::ParagraphSeparator
            | Category::SpaceSeparator
    )
}

/// Whether Unicode 16 has the code point: properties from elsewhere may know later ones.
pub(crate) fn is_assigned(point: u32) -> bool {
    point < 0x80 || category(point) != Category::Unassigned
}

/// Has the property Lowercase.
pub(crate) fn is_lower(point: u32) -> bool {
    char::from_u32(point).is_some_and(char::is_lowercase) && is_assigned(point)
}

/// Has the property Uppercase.
pub(crate) fn is_upper(point: u32) -> bool {
    char::from_u32(point).is_some_and(char::is_uppercase) && is_assigned(point)
}

/// Is a titlecase letter.
pub(crate) fn is_title(point: u32) -> bool {
    point >= 0x80 && category(point) == Category::TitlecaseLetter
}

/// Has case at all.
pub(crate) fn is_cased(point: u32) -> bool {
    is_lower(point) || is_upper(point) || is_title(point)
}

/// Is passed over where a sigma looks for the end of its word.
pub(crate) fn is_case_ignorable(point: u32) -> bool {
    matches!(
        point,
        0x27 | 0x2E
            | 0x3A
            | 0xB7
            | 0x387
            | 0x55F
            | 0x5F4
            | 0x2018
            | 0x2019
            | 0x2024
            | 0x2027
            | 0xFE13
            | 0xFE52
            | 0xFE55
            | 0xFF07
            | 0xFF0E
            | 0xFF1A
    ) || matches!(
        category(point),
        Category::NonspacingMark
            | Category::EnclosingMark
            | Category::Format
            | Category::ModifierLetter
            | Category::ModifierSymbol
    )
}

fn mapped(point: u32, map: impl Fn(char) -> [u32; 3], out: &mut Vec<u32>) {
    let units = char::from_u32(point).map_or([0; 3], map);
    if units[0] == 0 {
        out.push(point);
    } else {
        out.extend(units.into_iter().filter(|unit| *unit != 0));
    }
}

/// Appends the full lowercase mapping, without the rule of the final sigma.
pub(crate) fn push_lower(point: u32, out: &mut Vec<u32>) {
    mapped(
        point,
        |c| {
            let [a, b] = unicode_case_mapping::to_lowercase(c);
            [a, b, 0]
        },
        out,
    );
}

/// Appends the full uppercase mapping.
pub(crate) fn push_upper(point: u32, out: &mut Vec<u32>) {
    mapped(point, unicode_case_mapping::to_uppercase, out);
}

/// Appends the full titlecase mapping.
pub(crate) fn push_title(point: u32, out: &mut Vec<u32>) {
    mapped(point, unicode_case_mapping::to_titlecase, out);
}

/// Appends the full case folding.
pub(crate) fn push_folded(point: u32, out: &mut Vec<u32>) {
    match point {
        0x130 => return out.extend([0x69, 0x307]),
        0x1E9E => return out.extend([0x73, 0x73]),
        _ => {}
    }
    let mut upper = Vec::new();
    push_upper(point, &mut upper);
    if upper.len() > 1 {
        // What folds to several code points is exactly what has several in upper case.
        return upper.into_iter().for_each(|point| push_lower(point, out));
    }
    let folded = char::from_u32(point).and_then(unicode_case_mapping::case_folded);
    out.push(folded.map_or(point, std::num::NonZeroU32::get));
}

/// Digits that are not decimal (Numeric_Type=Digit).
const DIGITS: &[(u32, u32)] = &[
    (0xB2, 0xB3),
    (0xB9, 0xB9),
    (0x1369, 0x1371),
    (0x19DA, 0x19DA),
    (0x2070, 0x2070),
    (0x2074, 0x2079),
    (0x2080, 0x2089),
    (0x2460, 0x2468),
    (0x2474, 0x247C),
    (0x2488, 0x2490),
    (0x24EA, 0x24EA),
    (0x24F5, 0x24FD),
    (0x24FF, 0x24FF),
    (0x2776, 0x277E),
    (0x2780, 0x2788),
    (0x278A, 0x2792),
    (0x10A40, 0x10A43),
    (0x10E60, 0x10E68),
    (0x11052, 0x1105A),
    (0x1F100, 0x1F10A),
];

/// Letters that denote numbers (Numeric_Type=Numeric outside Nl and No): Han numerals.
const LETTER_NUMBERS: &[(u32, u32)] = &[
    (0x3405, 0x3405),
    (0x3483, 0x3483),
    (0x382A, 0x382A),
    (0x3B4D, 0x3B4D),
    (0x4E00, 0x4E00),
    (0x4E03, 0x4E03),
    (0x4E07, 0x4E07),
    (0x4E09, 0x4E09),
    (0x4E24, 0x4E24),
    (0x4E5D, 0x4E5D),
    (0x4E8C, 0x4E8C),
    (0x4E94, 0x4E94),
    (0x4E96, 0x4E96),
    (0x4EAC, 0x4EAC),
    (0x4EBF, 0x4EC0),
    (0x4EDF, 0x4EDF),
    (0x4EE8, 0x4EE8),
    (0x4F0D, 0x4F0D),
    (0x4F70, 0x4F70),
    (0x4FE9, 0x4FE9),
    (0x5006, 0x5006),
    (0x5104, 0x5104),
    (0x5146, 0x5146),
    (0x5169, 0x5169),
    (0x516B, 0x516B),
    (0x516D, 0x516D),
    (0x5341, 0x5341),
    (0x5343, 0x5345),
    (0x534C, 0x534C),
    (0x53C1, 0x53C4),
    (0x56DB, 0x56DB),
    (0x58F1, 0x58F1),
    (0x58F9, 0x58F9),
    (0x5E7A, 0x5E7A),
    (0x5EFE, 0x5EFF),
    (0x5F0C, 0x5F0E),
    (0x5F10, 0x5F10),
    (0x62D0, 0x62D0),
    (0x62FE, 0x62FE),
    (0x634C, 0x634C),
    (0x67D2, 0x67D2),
    (0x6D1E, 0x6D1E),
    (0x6F06, 0x6F06),
    (0x7396, 0x7396),
    (0x767E, 0x767E),
    (0x7695, 0x7695),
    (0x79ED, 0x79ED),
    (0x8086, 0x8086),
    (0x842C, 0x842C),
    (0x8CAE, 0x8CAE),
    (0x8CB3, 0x8CB3),
    (0x8D30, 0x8D30),
    (0x920E, 0x920E),
    (0x94A9, 0x94A9),
    (0x9621, 0x9621),
    (0x9646, 0x9646),
    (0x964C, 0x964C),
    (0x9678, 0x9678),
    (0x96F6, 0x96F6),
    (0xF96B, 0xF96B),
    (0xF973, 0xF973),
    (0xF978, 0xF978),
    (0xF9B2, 0xF9B2),
    (0xF9D1, 0xF9D1),
    (0xF9D3, 0xF9D3),
    (0xF9FD, 0xF9FD),
    (0x20001, 0x20001),
    (0x20064, 0x20064),
    (0x200E2, 0x200E2),
    (0x20121, 0x20121),
    (0x2092A, 0x2092A),
    (0x20983, 0x20983),
    (0x2098C, 0x2098C),
    (0x2099C, 0x2099C),
    (0x20AEA, 0x20AEA),
    (0x20AFD, 0x20AFD),
    (0x20B19, 0x20B19),
    (0x22390, 0x22390),
    (0x22998, 0x22998),
    (0x23B1B, 0x23B1B),
    (0x2626D, 0x2626D),
    (0x2F890, 0x2F890),
];
