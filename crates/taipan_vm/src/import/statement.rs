//! What the import statement does with the modules that are found.

use crate::{Raised, Res, Value, Vm, objects::DictRef};

impl Vm {
    /// `__import__(name, globals, fromlist=fromlist, level=level)`
    ///
    /// # Errors
    /// `ImportError`; what the module raises.
    #[inline(never)]
    pub fn import_name(&self, name: &Value, globals: &DictRef, fromlist: &Value, level: usize) -> Res {
        let text = name.as_str().unwrap_or("").to_owned();
        let absolute = if level == 0 { text.clone() } else { self.resolve(&text, globals, level)? };
        if absolute.is_empty() {
            return Err(self.value_error("Empty module name"));
        }
        let module = self.import_dotted(&absolute)?;
        if self.truth(fromlist)? {
            if self.get_attr_opt(&module, &self.names.dunder_path)?.is_some() {
                self.import_submodules(&module, &absolute, fromlist)?;
            }
            return Ok(module);
        }
        match text.split_once('.') {
            None => Ok(module),
            Some((first, _)) => {
                let cut = text.len() - first.len();
                self.import_dotted(&absolute[..absolute.len() - cut])
            }
        }
    }

    fn resolve(&self, name: &str, globals: &DictRef, level: usize) -> Result<String, Raised> {
        let package = self.package_of(globals)?;
        if package.is_empty() {
            return Err(self.error(
                &self.exceptions.import_error,
                "attempted relative import with no known parent package",
            ));
        }
        let mut base = &package[..];
        for _ in 1..level {
            match base.rsplit_once('.') {
                Some((parent, _)) => base = parent,
                None => {
                    return Err(self.error(
                        &self.exceptions.import_error,
                        "attempted relative import beyond top-level package",
                    ));
                }
            }
        }
        Ok(if name.is_empty() { base.to_owned() } else { format!("{base}.{name}") })
    }

    /// The package that relative names start from.
    fn package_of(&self, globals: &DictRef) -> Result<String, Raised> {
        if let Some(package) = globals.get_name(self, &self.names.dunder_package).filter(|p| !p.is_none()) {
            let package = package.as_str().map(str::to_owned);
            return package.ok_or_else(|| self.type_error("package must be a string"));
        }
        if let Some(spec) = globals.get_str(self, "__spec__").filter(|spec| !spec.is_none()) {
            let parent = self.get_attr_str(&spec, "parent")?;
            let parent = parent.as_str().map(str::to_owned);
            return parent.ok_or_else(|| self.type_error("__spec__.parent must be a string"));
        }
        let message =
            "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__";
        self.warn(&self.exceptions.import_warning, message, 1)?;
        let Some(own) = globals.get_name(self, &self.names.dunder_name) else {
            return Err(self.error(&self.exceptions.key_error, "'__name__' not in globals"));
        };
        let Some(own) = own.as_str() else { return Err(self.type_error("__name__ must be a string")) };
        Ok(match globals.get_name(self, &self.names.dunder_path) {
            Some(_) => own.to_owned(),
            None => own.rsplit_once('.').map_or("", |(parent, _)| parent).to_owned(),
        })
    }

    fn import_submodules(&self, module: &Value, absolute: &str, fromlist: &Value) -> Res<()> {
        for item in self.collect(fromlist)? {
            let Some(name) = item.as_str() else { continue };
            if name == "*" {
                if let Some(all) = self.get_attr_opt(module, &self.names.dunder_all)? {
                    self.import_submodules(module, absolute, &all)?;
                }
                continue;
            }
            if self.get_attr_opt(module, &self.intern(name))?.is_some() {
                continue;
            }
            let whole = format!("{absolute}.{name}");
            if let Err(raised) = self.import_dotted(&whole) {
                let exception = self.catch(raised, &self.exceptions.module_not_found_error)?;
                let missing = self.get_attr_opt(&exception, &self.names.name)?;
                if missing.as_ref().and_then(Value::as_str) != Some(&whole) {
                    return Err(self.set_raised(exception));
                }
            }
        }
        Ok(())
    }

    /// `from module import name`
    ///
    /// # Errors
    /// `ImportError`
    #[inline(never)]
    pub fn import_from(&self, module: &Value, name: &Value) -> Res {
        if let Some(value) = self.get_attr_opt(module, name)? {
            return Ok(value);
        }
        let text = name.as_str().unwrap_or("?").to_owned();
        let module_name = self.module_name_of(module);
        if let Some(known) = self.modules().get_str(self, &format!("{module_name}.{text}")) {
            return Ok(known);
        }
        let file = self.get_attr_opt(module, &self.names.dunder_file)?.unwrap_or(Value::NONE);
        let place = file.as_str().unwrap_or("unknown location").to_owned();
        let message = if self.is_initializing(module)? {
            format!(
                "cannot import name '{text}' from partially initialized module '{module_name}' (most likely due \
                 to a circular import) ({place})"
            )
        } else {
            format!("cannot import name '{text}' from '{module_name}' ({place})")
        };
        let class = &self.exceptions.import_error;
        let keywords = [("name", self.str(&module_name)), ("path", file), ("name_from", name.clone())];
        match self.call_keywords(class.value(), &[self.str(&message)], &keywords) {
            Ok(exception) => Err(self.raise(exception)),
            Err(raised) => Err(raised),
        }
    }

    /// `from module import *`
    ///
    /// # Errors
    /// `AttributeError` where `__all__` names what is not there.
    #[inline(never)]
    pub fn import_star(&self, module: &Value, namespace: &Value) -> Res<()> {
        if let Some(all) = self.get_attr_opt(module, &self.names.dunder_all)? {
            for name in self.collect(&all)? {
                let value = self.get_attr(module, &self.intern_value(&name))?;
                self.set_item(namespace, &name, &value)?;
            }
            return Ok(());
        }
        let Some(dict) = self.dict_of_module(module) else { return Ok(()) };
        for (name, value) in dict.items() {
            if name.as_str().is_some_and(|text| !text.starts_with('_')) {
                self.set_item(namespace, &name, &value)?;
            }
        }
        Ok(())
    }
}
