//! Did you mean …? Finds the name that was probably meant by a wrong one.
//!
//! The measure is the edit distance: each byte too many, too few or wrong costs [`MOVE`], a letter in the wrong case
//! [`CASE`].

use crate::{Raised, Vm};

const MOVE: usize = 2;
const CASE: usize = 1;
/// Longer names are not compared.
const LONGEST: usize = 40;
/// With more names than this there is no guess.
const MOST_NAMES: usize = 750;

/// The first of the names with the least distance, if that is small enough.
pub fn nearest<'a>(names: &[&'a str], wrong: &str) -> Option<&'a str> {
    if names.len() >= MOST_NAMES {
        return None;
    }
    let mut best = None;
    let mut least = usize::MAX;
    for name in names.iter().copied().filter(|name| *name != wrong) {
        let limit = ((name.len() + wrong.len() + 3) * MOVE / 6).min(least.saturating_sub(1));
        if let Some(found) = distance(wrong.as_bytes(), name.as_bytes(), limit) {
            (best, least) = (Some(name), found);
        }
    }
    best
}

/// The distance of two names, unless it is beyond the limit.
fn distance<'a>(mut a: &'a [u8], mut b: &'a [u8], limit: usize) -> Option<usize> {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    (a, b) = (&a[same..], &b[same..]);
    let same = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    (a, b) = (&a[..a.len() - same], &b[..b.len() - same]);
    if a.len() > b.len() {
        (a, b) = (b, a);
    }
    if a.is_empty() {
        return Some(b.len() * MOVE).filter(|found| *found <= limit);
    }
    if b.len() > LONGEST || (b.len() - a.len()) * MOVE > limit {
        return None;
    }
    let mut row: Vec<usize> = (1..=a.len()).map(|count| count * MOVE).collect();
    for (count, wanted) in b.iter().enumerate() {
        let mut diagonal = count * MOVE;
        let mut left = diagonal;
        for (char, place) in a.iter().zip(&mut row) {
            let above = *place;
            left = (diagonal + difference(*wanted, *char)).min(left.min(above) + MOVE);
            (diagonal, *place) = (above, left);
        }
        if row.iter().all(|found| *found > limit) {
            return None;
        }
    }
    row.last().copied().filter(|found| *found <= limit)
}

fn difference(a: u8, b: u8) -> usize {
    match a == b {
        true => 0,
        false if a.eq_ignore_ascii_case(&b) => CASE,
        false => MOVE,
    }
}

impl Vm {
    /// `TypeError` for a keyword argument that `function` does not have; `known` are those that it has.
    #[cold]
    pub fn unexpected_keyword(&self, function: &str, wrong: &str, known: &[&str]) -> Raised {
        let mut text = format!("{function}() got an unexpected keyword argument '{wrong}'");
        if let Some(name) = nearest(known, wrong) {
            text += &format!(". Did you mean '{name}'?");
        }
        self.type_error(text)
    }
}
