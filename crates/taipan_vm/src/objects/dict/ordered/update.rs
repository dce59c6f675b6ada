//! Filling ordered dicts: through `__setitem__`, which a subclass may have of its own.

use crate::{Kind, Res, Value, Vm, native::Args, objects::DictRef};

impl Vm {
    /// `OrderedDict.update(*args, **keywords)`
    pub(super) fn update_ordered(&self, target: &Value, args: Args<'_>, too_many: &str) -> Res<()> {
        let positionals = args.positionals();
        if positionals.len() > 1 {
            return Err(self.type_error(too_many.replace("{}", &positionals.len().to_string())));
        }
        if let Some(source) = positionals.first() {
            self.update_ordered_from(target, source)?;
        }
        args.keywords().try_for_each(|(key, value)| self.set_item(target, key, value))
    }

    fn update_ordered_from(&self, target: &Value, source: &Value) -> Res<()> {
        if let Some(dict) = source.downcast_gc().filter(|_| self.is_exact(source, Kind::Dict)) {
            let dict: DictRef = dict;
            return dict.items().iter().try_for_each(|(key, value)| self.set_item(target, key, value));
        }
        if let Some(keys) = self.get_attr_opt(source, &self.names.keys)? {
            let iter = self.iterate(&self.call(&keys, &[])?)?;
            while let Some(key) = iter.next(self)? {
                self.set_item(target, &key, &self.get_item(source, &key)?)?;
            }
            return Ok(());
        }
        let pairs = match self.get_attr_opt(source, &self.names.items)? {
            Some(items) => self.call(&items, &[])?,
            None => source.clone(),
        };
        let iter = self.iterate(&pairs)?;
        while let Some(pair) = iter.next(self)? {
            let parts = self.iterate(&pair)?;
            let Some(key) = parts.next(self)? else {
                return Err(self.value_error("need more than 0 values to unpack"));
            };
            let Some(value) = parts.next(self)? else {
                return Err(self.value_error("need more than 1 value to unpack"));
            };
            if parts.next(self)?.is_some() {
                return Err(self.value_error("too many values to unpack (expected 2)"));
            }
            self.set_item(target, &key, &value)?;
        }
        Ok(())
    }
}
