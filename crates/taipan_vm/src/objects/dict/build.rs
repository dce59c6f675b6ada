//! Filling dicts from mappings and from sequences of pairs: `dict(...)`, `update`, `|`, `**`.

use super::{Dict, slots};
use crate::{Gc, Kind, Res, Value, Vm, native::Args, objects::Tuple};

impl Vm {
    /// `dict.update(source)`: a mapping (with `keys`) or an iterable of pairs.
    ///
    /// # Errors
    /// What the source raises; `TypeError` and `ValueError` for elements that are no pairs.
    pub fn update_dict(&self, dict: &Gc<Dict>, source: &Value) -> Res<()> {
        if let Some(other) = source.downcast_gc::<Dict>()
            && self.type_of(source).slots().iter.map(|f| f as usize)
                == Some(slots::iter as *const () as usize)
        {
            return dict.update_from(self, &other);
        }
        match self.get_attr_opt(source, &self.names.keys)? {
            Some(keys) => self.update_from_mapping(dict, source, &keys),
            None => self.update_from_pairs(dict, source),
        }
    }

    fn update_from_mapping(&self, dict: &Dict, source: &Value, keys: &Value) -> Res<()> {
        let keys = self.call(keys, &[])?;
        let iter = match self.iterate(&keys) {
            Ok(iter) => iter,
            Err(raised) => {
                if !self.iter_failed(&keys) {
                    return Err(raised);
                }
                drop(self.take_raised(raised));
                return Err(self.type_error(format!(
                    "{}.keys() returned a non-iterable (type {})",
                    self.type_of(source).name(),
                    self.type_of(&keys).name()
                )));
            }
        };
        iter.each(self, |key| {
            let value = self.get_item(source, &key)?;
            dict.set(self, &key, &value)
        })
    }

    fn update_from_pairs(&self, dict: &Dict, source: &Value) -> Res<()> {
        let mut at = 0;
        self.iterate(source)?.each(self, |pair| {
            if let Some([key, value]) = pair.as_tuple().map(Tuple::as_slice)
                && self.is_exact(&pair, Kind::Tuple)
            {
                at += 1;
                return dict.set(self, key, value);
            }
            let pair = match self.collect(&pair) {
                Ok(pair) => pair,
                Err(raised) => {
                    if self.iter_failed(&pair) {
                        drop(self.take_raised(raised));
                        let raised = self.type_error("object is not iterable");
                        return Err(self.add_note(
                            raised,
                            &format!("Cannot convert dictionary update sequence element #{at} to a sequence"),
                        ));
                    }
                    return Err(raised);
                }
            };
            let [key, value] = pair.as_slice() else {
                return Err(self.value_error(format!(
                    "dictionary update sequence element #{at} has length {}; 2 is required",
                    pair.len()
                )));
            };
            dict.set(self, key, value)?;
            at += 1;
            Ok(())
        })
    }

    /// `dict.update(*args, **keywords)`
    ///
    /// # Errors
    /// As [`Vm::update_dict`].
    pub fn update_dict_args(&self, name: &str, dict: &Gc<Dict>, args: Args<'_>) -> Res<()> {
        let positionals = Args::positional(args.positionals());
        if let Some(source) = self.one_optional(name, positionals)? {
            self.update_dict(dict, source)?;
        }
        args.keywords().try_for_each(|(key, value)| dict.set(self, key, value))
    }
}
