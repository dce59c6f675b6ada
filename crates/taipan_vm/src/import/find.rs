//! Finding and loading one module: native, embedded, file.

use crate::{
    Kind, Raised, Res, Value, Vm,
    objects::{Dict, Module},
};

impl Vm {
    /// Imports `a.b.c` and gives `a.b.c`.
    pub(super) fn import_dotted(&self, name: &str) -> Result<Value, Raised> {
        if let Some(known) = self.known_module(name)? {
            return Ok(known);
        }
        let mut path = None;
        let mut parent: Option<Value> = None;
        let mut end = 0;
        loop {
            end = name[end..].find('.').map_or(name.len(), |at| end + at);
            let part = &name[..end];
            let module = match self.known_module(part)? {
                Some(known) => known,
                None => {
                    let module = self.load(part, path.as_ref(), name)?;
                    if let (Some(parent), Some(tail)) = (&parent, part.rsplit('.').next()) {
                        self.set_attr(parent, &self.intern(tail), &module)?;
                    }
                    module
                }
            };
            if end == name.len() {
                return Ok(module);
            }
            path = self.get_attr_opt(&module, &self.names.dunder_path)?;
            let next = name[end + 1..].find('.').map_or(name.len(), |at| end + 1 + at);
            // A module may have put others below itself, as `os` does with `os.path`.
            if path.is_none() && self.known_module(&name[..next])?.is_none() {
                return Err(self.no_module(
                    &name[..next],
                    &format!("No module named '{}'; '{part}' is not a package", &name[..next]),
                ));
            }
            parent = Some(module);
            end += 1;
        }
    }

    fn known_module(&self, name: &str) -> Res<Option<Value>> {
        let known = self.modules().get_str(self, name);
        if known.as_ref().is_some_and(Value::is_none) {
            return Err(self.no_module(name, &format!("import of {name} halted; None in sys.modules")));
        }
        Ok(known)
    }

    #[cold]
    fn no_module(&self, name: &str, message: &str) -> Raised {
        let class = &self.exceptions.module_not_found_error;
        match self.call_keywords(class.value(), &[self.str(message)], &[("name", self.str(name))]) {
            Ok(exception) => self.raise(exception),
            Err(raised) => raised,
        }
    }

    fn load(&self, name: &str, path: Option<&Value>, whole: &str) -> Result<Value, Raised> {
        _ = whole;
        let native = self.import.native.borrow().get(name).copied();
        if let Some(spec) = native {
            return self.load_native(spec);
        }
        let embedded = self.import.embedded.borrow().clone();
        if let Some(found) = embedded.and_then(|find| find(name)) {
            let code = self.stored_code(found.code);
            let file = found.code.filename();
            self.register_static_source(&file, found.source);
            return self.execute(name, &code, &file, found.is_package.then(|| parent_folder(&file)));
        }
        let tail = name.rsplit('.').next().unwrap_or(name);
        let folders = match path {
            Some(path) => self.collect(path)?,
            None => match self.modules().get_str(self, "sys") {
                Some(sys) => {
                    let path = self.get_attr(&sys, &self.names.path)?;
                    self.collect(&path)?
                }
                None => Vec::new(),
            },
        };
        for folder in folders {
            let Some(folder) = folder.as_str() else { continue };
            let place = if folder.is_empty() { tail.to_owned() } else { format!("{folder}/{tail}") };
            let package = format!("{place}/__init__.py");
            if self.host.is_file(&package) {
                return self.load_file(name, &package, Some(place));
            }
            let file = format!("{place}.py");
            if self.host.is_file(&file) {
                return self.load_file(name, &file, None);
            }
        }
        Err(self.no_module(name, &format!("No module named '{name}'")))
    }

    fn load_native(&self, spec: &'static crate::native::ModuleSpec) -> Result<Value, Raised> {
        let module: Value = self.module(spec.name)?.into();
        if !spec.doc.is_empty() {
            self.module_set(&module, "__doc__", self.str(spec.doc))?;
        }
        let module_name = self.intern(spec.name);
        for row in spec.functions {
            let name = crate::native::Signature::name_of(row.signature);
            let function = self.native_function(row.signature, row.call, row.doc, module_name.clone());
            self.module_set(&module, name, function)?;
        }
        self.module_set(&module, "__spec__", self.built_in_spec(spec.name))?;
        self.modules().set_str(self, spec.name, module.clone())?;
        if let Err(raised) = (spec.init)(self, &module) {
            _ = self.modules().remove_name(self, &module_name);
            return Err(raised);
        }
        Ok(module)
    }

    fn load_file(&self, name: &str, file: &str, package: Option<String>) -> Result<Value, Raised> {
        let source = match self.host.read_file(file) {
            Ok(source) => source,
            Err(error) => return Err(self.error(&self.exceptions.import_error, error.to_string())),
        };
        let shown = self.absolute_path(file);
        let package = package.map(|folder| self.absolute_path(&folder));
        self.register_source_bytes(&shown, &source);
        let code = self.compile(&source, &shown, super::CompileMode::Exec, 0)?;
        self.execute(name, &code, &shown, package)
    }

    /// The path from the root.
    pub fn absolute_path(&self, path: &str) -> String {
        if path.starts_with('/') {
            return path.to_owned();
        }
        match self.host.current_dir() {
            Ok(folder) if path.is_empty() => folder.to_string_lossy().into_owned(),
            Ok(folder) => folder.join(path).to_string_lossy().into_owned(),
            Err(_) => path.to_owned(),
        }
    }

    fn execute(
        &self,
        name: &str,
        code: &crate::Gc<crate::objects::Code>,
        file: &str,
        package: Option<String>,
    ) -> Result<Value, Raised> {
        let module = self.module(name)?;
        let dict = module.dict.clone();
        let value: Value = module.into();
        let parent = match &package {
            Some(_) => name,
            None => name.rsplit_once('.').map_or("", |(parent, _)| parent),
        };
        dict.set_name(self, &self.names.dunder_package, self.str(parent))?;
        let file = self.str(file);
        let spec = self.file_spec(name, file.clone(), package.as_deref())?;
        dict.set_name(self, &self.names.dunder_file, file)?;
        dict.set_name(self, &self.names.dunder_spec, spec.value().clone())?;
        if let Some(folder) = package {
            dict.set_name(self, &self.names.dunder_path, self.list(vec![self.str(&folder)])?)?;
        }
        let modules = self.modules();
        modules.set_str(self, name, value.clone())?;
        let namespace: Value = dict.clone().into();
        if let Err(raised) = self.run_code(code, &dict, &namespace) {
            _ = modules.remove_name(self, &self.intern(name));
            return Err(raised);
        }
        spec.finish();
        // A module may have put something else in its place.
        Ok(modules.get_str(self, name).unwrap_or(value))
    }

    pub(super) fn dict_of_module<'a>(&self, module: &'a Value) -> Option<&'a Dict> {
        _ = Kind::Module;
        module.core::<Module>().map(|module| &*module.dict)
    }
}

fn parent_folder(file: &str) -> String {
    file.rsplit_once('/').map_or_else(String::new, |(folder, _)| folder.to_owned())
}
