//! Modules: a namespace with a name.

use std::sync::LazyLock;

use crate::{
    Body, Gc, Kind, Raised, Res, Tracer, Value, Vm,
    native::{Args, GetSet, Method, Signature, TypeFlags, TypeSpec, bind_args},
    objects::{DictRef, Type, types::run_annotate},
};

/// A module.
pub struct Module {
    /// `__dict__`.
    pub dict: DictRef,
}

impl Body for Module {
    const KIND: Kind = Kind::Module;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(self.dict.value());
    }
}

impl Vm {
    /// Makes a module that is not in `sys.modules` yet, with `__name__`, `__doc__`, `__package__`, `__loader__` and
    /// `__spec__` set as a fresh module has them.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn module(&self, name: &str) -> Res<Gc<Module>> {
        let dict = self.dict();
        dict.set_name(self, &self.names.dunder_name, self.str(name))?;
        for field in [
            &self.names.dunder_doc,
            &self.names.dunder_package,
            &self.names.dunder_loader,
            &self.names.dunder_spec,
        ] {
            dict.set_name(self, field, Value::NONE)?;
        }
        Ok(self.make(Module { dict }))
    }

    /// Sets an attribute of a module.
    ///
    /// # Errors
    /// `TypeError` where `module` is not a module; `MemoryError`.
    pub fn module_set(&self, module: &Value, name: &str, value: Value) -> Res<()> {
        match module.core::<Module>() {
            Some(module) => module.dict.set_str(self, name, value),
            None => Err(self.type_error("not a module")),
        }
    }
}

impl Value {
    /// The module, if this is one.
    pub fn as_module(&self) -> Option<&Module> {
        self.core::<Module>()
    }
}

/// What a module's own `__getattr__` gives for a name that is not there otherwise (PEP 562).
pub(crate) fn fallback(vm: &Vm, module: &Module, name: &Value) -> Res<Option<Value>> {
    match module.dict.get_name(vm, &vm.names.dunder_getattr) {
        Some(hook) => vm.call(&hook, std::slice::from_ref(name)).map(Some),
        None => Ok(None),
    }
}

/// The error for a name that a module does not have.
#[cold]
pub(crate) fn no_attribute(vm: &Vm, object: &Value, module: &Module, name: &Value) -> Res<Raised> {
    let text = name.as_str_object().map_or_else(String::new, |text| text.to_lossy().into_owned());
    let known = module.dict.get_name(vm, &vm.names.dunder_name);
    let Some(known) = known.as_ref().and_then(Value::as_str) else {
        return Ok(vm.attribute_error(object, name, format!("module has no attribute '{text}'")));
    };
    if !vm.is_initializing(object)? {
        return Ok(vm.attribute_error(object, name, format!("module '{known}' has no attribute '{text}'")));
    }
    let spec = module.dict.get_name(vm, &vm.names.dunder_spec).unwrap_or(Value::NONE);
    let origin = vm.get_attr_opt(&spec, &vm.intern("origin"))?;
    let place = match origin.as_ref().and_then(Value::as_str) {
        Some(origin) => format!(" from '{origin}'"),
        None => String::new(),
    };
    Ok(vm.attribute_error(
        object,
        name,
        format!(
            "partially initialized module '{known}'{place} has no attribute '{text}' (most likely due to a \
             circular import)"
        ),
    ))
}

fn of<'a>(vm: &Vm, value: &'a Value) -> Res<&'a Module> {
    value.as_module().ok_or_else(|| vm.type_error("not a module"))
}

/// `<module 'name' from 'file'>`
fn repr(vm: &Vm, v: &Value) -> Res {
    let module = of(vm, v)?;
    let get = |name: &Value| module.dict.get_name(vm, name).filter(|value| !value.is_none());
    let shown = |value: Option<Value>| match value {
        Some(value) => vm.repr_string(&value),
        None => Ok("'?'".to_owned()),
    };
    if let Some(spec) = get(&vm.names.dunder_spec) {
        let attr = |name: &str| -> Res<Option<Value>> {
            Ok(vm.get_attr_opt(&spec, &vm.intern(name))?.filter(|value| !value.is_none()))
        };
        let name = shown(attr("name")?)?;
        let has_location = match attr("has_location")? {
            Some(flag) => vm.truth(&flag)?,
            None => false,
        };
        return Ok(vm.str(&match (attr("origin")?, attr("loader")?) {
            (Some(origin), _) if has_location => {
                format!("<module {name} from {}>", vm.repr_string(&origin)?)
            }
            (Some(origin), _) => format!("<module {name} ({})>", vm.str_string(&origin)?),
            (None, Some(loader)) => format!("<module {name} ({})>", vm.repr_string(&loader)?),
            (None, None) => format!("<module {name}>"),
        }));
    }
    let name = shown(module.dict.get_name(vm, &vm.names.dunder_name))?;
    Ok(vm.str(&match (get(&vm.names.dunder_file), get(&vm.names.dunder_loader)) {
        (Some(file), _) => format!("<module {name} from {}>", vm.repr_string(&file)?),
        (None, Some(loader)) => format!("<module {name} ({})>", vm.repr_string(&loader)?),
        (None, None) => format!("<module {name}>"),
    }))
}

fn new(vm: &Vm, class: &Type, _: Args<'_>) -> Res {
    Ok(vm.make_instance(class, Module { dict: vm.dict() })?.into())
}

fn init(vm: &Vm, v: &Value, args: Args<'_>) -> Res<()> {
    static SIGNATURE: LazyLock<Signature> = LazyLock::new(|| Signature::parse("module(name, doc=None)"));
    let bound = bind_args(vm, &SIGNATURE, args)?;
    if bound[0].as_str_object().is_none() {
        return Err(vm.type_error(format!(
            "module() argument 'name' must be str, not {}",
            vm.type_of(&bound[0]).name()
        )));
    }
    let dict = &of(vm, v)?.dict;
    let names = &vm.names;
    dict.set_name(vm, &names.dunder_name, bound[0].clone())?;
    dict.set_name(vm, &names.dunder_doc, bound[1].given().cloned().unwrap_or(Value::NONE))?;
    for field in [&names.dunder_package, &names.dunder_loader, &names.dunder_spec] {
        dict.set_name(vm, field, Value::NONE)?;
    }
    Ok(())
}

fn dir(vm: &Vm, args: &[Value]) -> Res {
    let module = of(vm, &args[0])?;
    match module.dict.get_name(vm, &vm.names.dunder_dir) {
        Some(hook) => vm.call(&hook, &[]),
        None => vm.list(module.dict.keys()),
    }
}

fn get_annotate(vm: &Vm, v: &Value) -> Res {
    Ok(of(vm, v)?.dict.get_name(vm, &vm.names.dunder_annotate).unwrap_or(Value::NONE))
}

fn get_annotations(vm: &Vm, v: &Value) -> Res {
    let dict = &of(vm, v)?.dict;
    if let Some(known) = dict.get_name(vm, &vm.names.dunder_annotations) {
        return Ok(known);
    }
    let annotate = get_annotate(vm, v)?;
    let annotations = if vm.is_callable(&annotate) { run_annotate(vm, &annotate)? } else { vm.dict().into() };
    dict.set_name(vm, &vm.names.dunder_annotations, annotations.clone())?;
    Ok(annotations)
}

fn set_annotate(vm: &Vm, v: &Value, value: Option<&Value>) -> Res<()> {
    let dict = &of(vm, v)?.dict;
    match value {
        None => Err(vm.type_error("cannot delete __annotate__ attribute")),
        Some(value) if value.is_none() => dict.set_name(vm, &vm.names.dunder_annotate, Value::NONE),
        Some(value) if vm.is_callable(value) => {
            dict.set_name(vm, &vm.names.dunder_annotate, value.clone())?;
            drop(dict.remove_name(vm, &vm.names.dunder_annotations));
            Ok(())
        }
        Some(_) => Err(vm.type_error("__annotate__ must be callable or None")),
    }
}

fn set_annotations(vm: &Vm, v: &Value, value: Option<&Value>) -> Res<()> {
    let dict = &of(vm, v)?.dict;
    match value {
        Some(value) => dict.set_name(vm, &vm.names.dunder_annotations, value.clone())?,
        None => match dict.remove_name(vm, &vm.names.dunder_annotations) {
            Some(old) => drop(old),
            None => return Err(vm.attribute_error(v, &vm.names.dunder_annotations, "__annotations__")),
        },
    }
    drop(dict.remove_name(vm, &vm.names.dunder_annotate));
    Ok(())
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    const METHODS: &[Method] = &[Method::new("__dir__()", dir, "__dir__() -> list")];
    const GETSET: &[GetSet] = &[
        GetSet::write(
            "__dict__",
            |vm, v| Ok(of(vm, v)?.dict.value().clone()),
            |vm, v, _| Err(vm.attribute_error(v, &vm.names.dunder_dict, "readonly attribute")),
        ),
        GetSet::write("__annotations__", get_annotations, set_annotations),
        GetSet::write("__annotate__", get_annotate, set_annotate),
    ];
    TypeSpec {
        name: "module",
        module: "builtins",
        kind: Kind::Module,
        base: None,
        flags: TypeFlags { base: true, dict: true, weak: true, ..TypeFlags::default() },
        doc: "Create a module object.",
        slots: |slots| {
            slots.new = Some(new);
            slots.init = Some(init);
            slots.repr = Some(repr);
        },
        methods: METHODS,
        getset: GETSET,
    }
}
