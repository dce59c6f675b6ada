//! Loops like `for i, x in enumerate(y)`, whose iterators give pairs that are unpacked at once: no tuple is made.

use crate::{
    Raw, Res, Value, Vm,
    objects::{
        dict::DictIter,
        iterators::{Enumerate, ListIter, Zip},
    },
};

/// What a step of such an iterator gave.
pub(super) enum Step {
    /// Two words, owned.
    Pair(Raw, Raw),
    /// The iterator is at its end.
    End,
    /// Nothing has happened: `next` does it.
    Unknown,
}

/// The next pair of an `enumerate`, a `zip` or an iterator over a dict's items.
///
/// # Errors
/// What the iterator raises.
#[inline(never)]
pub(super) fn next_pair(vm: &Vm, iterator: &Value) -> Res<Step> {
    if let Some(enumerate) = iterator.core::<Enumerate>() {
        return Ok(match enumerate.step_on(vm)? {
            Some((count, item)) => Step::Pair(count.into_raw(), item.into_raw()),
            None => Step::End,
        });
    }
    let found = match iterator.core::<Zip>() {
        // Neither iterator's end may be found here and again by `next`.
        Some(zip) => zip.two().and_then(|(first, second)| {
            let (x, y) = (peekable(first)?, peekable(second)?);
            x.step_on().zip(y.step_on())
        }),
        None => iterator.core::<DictIter>().and_then(DictIter::next_item),
    };
    Ok(found.map_or(Step::Unknown, |(first, second)| Step::Pair(first.into_raw(), second.into_raw())))
}

/// A list's iterator that has an item to give.
fn peekable(iterator: &Value) -> Option<&ListIter> {
    iterator.core::<ListIter>().filter(|iter| iter.has_next())
}
