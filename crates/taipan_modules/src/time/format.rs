//! `strftime`, in the C locale.

use super::calendar::Fields;

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What a directive puts out.
enum Piece {
    /// A number of at least that many digits, filled with zeros or blanks.
    Number(i64, usize, char),
    Text(String),
}

/// What stands between the percent sign and the letter of a directive.
#[derive(Default)]
struct Flags {
    /// `-`: no filling; `_`, `0`, `+`: what to fill with.
    fill: Option<char>,
    upper: bool,
    swap: bool,
    width: usize,
}

/// The text of a moment; `moment` is its seconds since 1970, for `%s`.
pub(super) fn format(pattern: &str, fields: &Fields, moment: &dyn Fn() -> i64) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = match directive(rest, fields, moment) {
            Some((text, length)) => {
                out.push_str(&text);
                length
            }
            None => {
                out.push('%');
                1
            }
        };
        rest = &rest[length..];
    }
    out + rest
}

/// The text of the directive that `text` begins with, and how long the directive is; nothing for an unknown one.
fn directive(text: &str, fields: &Fields, moment: &dyn Fn() -> i64) -> Option<(String, usize)> {
    let mut flags = Flags::default();
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((_, c)) = chars.next_if(|(_, c)| matches!(c, '_' | '-' | '0' | '+' | '^' | '#')) {
        match c {
            '^' => flags.upper = true,
            '#' => flags.swap = true,
            fill => flags.fill = Some(fill),
        }
    }
    while let Some(digit) = chars.next_if(|(_, c)| c.is_ascii_digit()).and_then(|(_, c)| c.to_digit(10)) {
        flags.width = (flags.width * 10 + digit as usize).min(1 << 16);
    }
    _ = chars.next_if(|(_, c)| matches!(c, 'E' | 'O'));
    let (at, letter) = chars.next()?;
    let piece = piece(letter, fields, moment)?;
    Some((flags.apply(piece, letter), at + letter.len_utf8()))
}

impl Flags {
    fn apply(&self, piece: Piece, letter: char) -> String {
        match piece {
            Piece::Number(number, digits, fill) => {
                let fill = match self.fill {
                    Some('-') => return number.to_string(),
                    Some('_') => ' ',
                    Some(_) => '0',
                    None => fill,
                };
                let digits = if self.width > 0 { self.width } else { digits };
                let shown = number.unsigned_abs().to_string();
                let sign = if number < 0 { "-" } else { "" };
                let missing = digits.saturating_sub(shown.len() + sign.len());
                let filled: String = std::iter::repeat_n(fill, missing).collect();
                if fill == ' ' { format!("{filled}{sign}{shown}") } else { format!("{sign}{filled}{shown}") }
            }
            Piece::Text(text) => {
                let text = match letter {
                    // `#` turns the case around: to lower where the text is in capitals.
                    'p' if self.swap => text.to_lowercase(),
                    _ if self.upper || (self.swap && letter != 'P') => text.to_uppercase(),
                    _ => text,
                };
                let fill = if matches!(self.fill, Some('0' | '+')) { '0' } else { ' ' };
                let missing = self.width.saturating_sub(text.chars().count());
                std::iter::repeat_n(fill, missing).chain(text.chars()).collect()
            }
        }
    }
}

fn name(names: &[&str], at: i64, length: usize) -> Piece {
    let name = usize::try_from(at).ok().and_then(|at| names.get(at)).copied().unwrap_or("?");
    Piece::Text(name[..name.len().min(length)].to_owned())
}

/// Year and week as ISO 8601 counts them: weeks begin on Monday, and the first one has the year's first Thursday.
fn iso_week(fields: &Fields) -> (i64, i64) {
    let is_leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = |year: i64| 365 + i64::from(is_leap(year));
    // The day of the year of this week's Thursday.
    let thursday = fields.year_day - 1 - fields.weekday + 3;
    match thursday {
        _ if thursday < 0 => (fields.year - 1, (thursday + length(fields.year - 1)) / 7 + 1),
        _ if thursday >= length(fields.year) => (fields.year + 1, (thursday - length(fields.year)) / 7 + 1),
        _ => (fields.year, thursday / 7 + 1),
    }
}

fn piece(letter: char, fields: &Fields, moment: &dyn Fn() -> i64) -> Option<Piece> {
    let nested = |pattern: &str| Piece::Text(format(pattern, fields, moment));
    let two = |number: i64| Piece::Number(number, 2, '0');
    let blank = |number: i64| Piece::Number(number, 2, ' ');
    let year = |number: i64| Piece::Number(number, 1, '0');
    let sunday_based = (fields.weekday + 1) % 7;
    let twelve = (fields.hour + 11) % 12 + 1;
    let half = if fields.hour >= 12 { "PM" } else { "AM" };
    Some(match letter {
        'a' => name(&DAYS, fields.weekday, 3),
        'A' => name(&DAYS, fields.weekday, usize::MAX),
        'b' | 'h' => name(&MONTHS, fields.month - 1, 3),
        'B' => name(&MONTHS, fields.month - 1, usize::MAX),
        'c' => nested("%a %b %e %H:%M:%S %Y"),
        'C' => two(fields.year.div_euclid(100)),
        'd' => two(fields.day),
        'D' | 'x' => nested("%m/%d/%y"),
        'e' => blank(fields.day),
        'F' => nested("%Y-%m-%d"),
        'g' => two(iso_week(fields).0.rem_euclid(100)),
        'G' => year(iso_week(fields).0),
        'H' => two(fields.hour),
        'I' => two(twelve),
        'j' => Piece::Number(fields.year_day, 3, '0'),
        'k' => blank(fields.hour),
        'l' => blank(twelve),
        'm' => two(fields.month),
        'M' => two(fields.minute),
        'n' => Piece::Text("\n".to_owned()),
        'p' => Piece::Text(half.to_owned()),
        'P' => Piece::Text(half.to_lowercase()),
        'r' => nested("%I:%M:%S %p"),
        'R' => nested("%H:%M"),
        's' => year(moment()),
        'S' => two(fields.second),
        't' => Piece::Text("\t".to_owned()),
        'T' | 'X' => nested("%H:%M:%S"),
        'u' => Piece::Number(fields.weekday + 1, 1, '0'),
        'U' => two((fields.year_day - 1 + 7 - sunday_based) / 7),
        'V' => two(iso_week(fields).1),
        'w' => Piece::Number(sunday_based, 1, '0'),
        'W' => two((fields.year_day - 1 + 7 - fields.weekday) / 7),
        'y' => two(fields.year.rem_euclid(100)),
        'Y' => year(fields.year),
        'z' if fields.dst < 0 => Piece::Text(String::new()),
        'z' => Piece::Text(offset(fields.offset)),
        'Z' => Piece::Text(fields.zone.clone().unwrap_or_default()),
        '%' => Piece::Text("%".to_owned()),
        _ => return None,
    })
}

fn offset(seconds: i64) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}
