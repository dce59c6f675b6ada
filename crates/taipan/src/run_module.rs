//! `-m` and folders: running a module that is found by its name as `__main__`.

use taipan_vm::{Raised, Res, Value};

use crate::Interpreter;

/// A module's source and where it was found.
struct Found {
    source: Vec<u8>,
    file: String,
    is_package: bool,
}

/// Why nothing ran.
enum Failure {
    Missing(String),
    Raised(Raised),
}

impl From<Raised> for Failure {
    fn from(raised: Raised) -> Failure {
        Failure::Raised(raised)
    }
}

impl Interpreter {
    /// Runs a module as `__main__` (`-m`), its packages imported first; `args` follow its file in `sys.argv`. The exit code.
    pub fn run_module(&self, name: &str, args: &[String]) -> i32 {
        match self.start_module(name, args) {
            Ok(()) => self.finish(Ok(())),
            Err(Failure::Raised(raised)) => self.finish(Err(raised)),
            Err(Failure::Missing(text)) => {
                self.write_stderr(&format!("taipan: {text}\n"));
                1
            }
        }
    }

    /// Runs `__main__.py` of a folder, which is the first of `sys.path`; the exit code.
    pub fn run_folder(&self, folder: &str) -> i32 {
        let file = format!("{}/__main__.py", folder.trim_end_matches('/'));
        let Ok(source) = self.host.read_file(&file) else {
            let folder = self.absolute_path(folder);
            self.write_stderr(&format!("taipan: can't find '__main__' module in '{folder}'\n"));
            return 1;
        };
        let file = self.absolute_path(&file);
        let found = Found { source, file, is_package: false };
        let result = self.run_found(&found, "__main__", "");
        self.finish(result)
    }

    fn start_module(&self, name: &str, args: &[String]) -> Result<(), Failure> {
        let mut path = self.sys_attr("path").unwrap_or(Value::NONE);
        if let Some((parent, _)) = name.rsplit_once('.') {
            match self.import_module(parent) {
                Ok(_) => {}
                Err(raised) => {
                    let exception = self.catch(raised, &self.exceptions.module_not_found_error)?;
                    let text = self.str_string(&exception).unwrap_or_default();
                    return Err(Failure::Missing(format!(
                        "Error while finding module specification for '{name}' (ModuleNotFoundError: {text})"
                    )));
                }
            }
            path = self.module_path(parent)?;
        }
        let Some(mut found) = self.find_source(name, &path)? else {
            return Err(Failure::Missing(format!("No module named {name}")));
        };
        let mut whole = name.to_owned();
        let mut package = name.rsplit_once('.').map_or("", |(parent, _)| parent).to_owned();
        if found.is_package {
            self.import_module(name)?;
            package = name.to_owned();
            whole = format!("{name}.__main__");
            found = self.find_source(&whole, &self.module_path(name)?)?.ok_or_else(|| {
                let text = "is a package and cannot be directly executed";
                Failure::Missing(format!("No module named {whole}; '{name}' {text}"))
            })?;
        }
        let mut argv = vec![found.file.clone()];
        argv.extend_from_slice(args);
        self.set_argv(&argv)?;
        Ok(self.run_found(&found, &whole, &package)?)
    }

    fn run_found(&self, found: &Found, name: &str, package: &str) -> Res<()> {
        self.register_source_bytes(&found.file, &found.source);
        let dict = self.main_module()?.dict.clone();
        dict.set_str(self, "__file__", self.str(&found.file))?;
        dict.set_str(self, "__package__", self.str(package))?;
        dict.set_str(self, "__spec__", self.main_spec(name, &found.file)?)?;
        self.run_main(&found.source, &found.file, 0)
    }

    /// Where the submodules of an imported module are; nothing for one that is no package.
    fn module_path(&self, name: &str) -> Res {
        let module = self.modules().get_str(self, name).unwrap_or(Value::NONE);
        Ok(self.get_attr_opt(&module, &self.intern("__path__"))?.unwrap_or_else(|| self.tuple(Vec::new())))
    }

    fn find_source(&self, name: &str, path: &Value) -> Res<Option<Found>> {
        if let Some(module) = taipan_stdlib::find(name) {
            let source = module.source.as_bytes().to_vec();
            return Ok(Some(Found { source, file: module.file.to_owned(), is_package: module.is_package }));
        }
        let tail = name.rsplit('.').next().unwrap_or(name);
        for folder in self.collect(path)? {
            let Some(folder) = folder.as_str() else { continue };
            let place = if folder.is_empty() { tail.to_owned() } else { format!("{folder}/{tail}") };
            for (file, is_package) in [(format!("{place}/__init__.py"), true), (format!("{place}.py"), false)]
            {
                if let Ok(source) = self.host.read_file(&file) {
                    return Ok(Some(Found { source, file: self.absolute_path(&file), is_package }));
                }
            }
        }
        Ok(None)
    }
}
