//! Arguments on their way to a callee, before binding.

use crate::{Value, objects::Tuple};

/// Positional values, then the values of `names` (a tuple of strs). Borrowed from the caller's registers.
#[derive(Clone, Copy)]
pub struct Args<'a> {
    /// Positional values, then keyword values.
    pub values: &'a [Value],
    /// Names of the last values; `None` where there are no keywords.
    pub names: Option<&'a Tuple>,
}

impl<'a> Args<'a> {
    /// Positional arguments only.
    #[inline]
    pub fn positional(values: &'a [Value]) -> Args<'a> {
        Args { values, names: None }
    }

    /// No arguments.
    pub const NONE: Args<'static> = Args { values: &[], names: None };

    /// How many arguments are keywords.
    #[inline]
    pub fn keyword_count(&self) -> usize {
        self.names.map_or(0, |names| names.len())
    }

    /// The positional values.
    #[inline]
    pub fn positionals(&self) -> &'a [Value] {
        &self.values[..self.values.len() - self.keyword_count()]
    }

    /// Name and value of each keyword argument.
    pub fn keywords(&self) -> impl Iterator<Item = (&'a Value, &'a Value)> {
        let names: &'a [Value] = self.names.map_or(&[], |names| names.as_slice());
        names.iter().zip(&self.values[self.values.len() - names.len()..])
    }

    /// Whether there are no arguments at all.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The value of a keyword argument.
    pub fn keyword(&self, name: &str) -> Option<&'a Value> {
        self.keywords().find(|(key, _)| key.as_str() == Some(name)).map(|(_, value)| value)
    }
}
