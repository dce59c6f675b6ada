//! `BaseException` and what its subclasses share.

use crate::{
    Gc, Kind, Res, Value, Vm,
    exceptions::ExceptionObject,
    native::{Args, GetSet, Method, TypeFlags, TypeSpec},
    objects::{Slot, Tuple, Type},
};

fn of(value: &Value) -> Option<&ExceptionObject> {
    value.as_exception()
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let body = ExceptionObject {
        args: Slot::new(vm.tuple(args.positionals().to_vec())),
        ..ExceptionObject::default()
    };
    Ok(vm.make_instance(class, body)?.into())
}

fn init(vm: &Vm, value: &Value, args: Args<'_>) -> Res<()> {
    if args.keyword_count() > 0 {
        return Err(vm.type_error(format!("{}() takes no keyword arguments", vm.type_of(value).name())));
    }
    if let Some(object) = of(value) {
        object.args.set(vm.tuple(args.positionals().to_vec()));
    }
    Ok(())
}

fn str(vm: &Vm, value: &Value) -> Res {
    let args = of(value).map_or(Value::NONE, |e| e.args.get());
    match args.as_tuple().map_or(&[][..], Tuple::as_slice) {
        [] => Ok(vm.str("")),
        [one] => vm.str_value(one),
        _ => vm.str_value(&args),
    }
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let args = of(value).map_or(Value::NONE, |e| e.args.get());
    let name = vm.type_of(value).name().rsplit('.').next().unwrap_or_default().to_owned();
    let inner = match args.as_tuple().map_or(&[][..], Tuple::as_slice) {
        [one] => format!("({})", vm.repr_string(one)?),
        _ => vm.repr_string(&args)?,
    };
    Ok(vm.str(&format!("{name}{inner}")))
}

fn with_traceback(vm: &Vm, args: &[Value]) -> Res {
    set_traceback(vm, &args[0], Some(&args[1]))?;
    Ok(args[0].clone())
}

fn set_traceback(vm: &Vm, value: &Value, traceback: Option<&Value>) -> Res<()> {
    let Some(traceback) = traceback else { return Err(vm.type_error("__traceback__ may not be deleted")) };
    if !traceback.is_none() && !traceback.is_kind(Kind::Traceback) {
        return Err(vm.type_error("__traceback__ must be a traceback or None"));
    }
    if let Some(object) = of(value) {
        object.traceback.set(traceback.clone());
    }
    Ok(())
}

fn add_note(vm: &Vm, args: &[Value]) -> Res {
    if args[1].as_str_object().is_none() {
        return Err(vm.bad_argument("add_note", "", "str", &args[1]));
    }
    let name = &vm.names.dunder_notes;
    let notes = match vm.get_attr_opt(&args[0], name)? {
        Some(notes) => notes,
        None => {
            let notes = vm.list(Vec::new())?;
            vm.set_attr(&args[0], name, &notes)?;
            notes
        }
    };
    match notes.as_list() {
        Some(list) => list.push(args[1].clone())?,
        None => return Err(vm.type_error("Cannot add note: __notes__ is not a list")),
    }
    Ok(Value::NONE)
}

fn link(vm: &Vm, value: Option<&Value>, what: &str, put: impl FnOnce(Value)) -> Res<()> {
    match value {
        Some(value) if value.is_none() => put(Value::EMPTY),
        Some(value) if of(value).is_some() => put(value.clone()),
        Some(_) => {
            return Err(vm.type_error(format!("exception {what} must be None or derive from BaseException")));
        }
        None => return Err(vm.type_error(format!("__{what}__ may not be deleted"))),
    }
    Ok(())
}

const GETSET: &[GetSet] = &[
    GetSet::write(
        "args",
        |_, v| Ok(of(v).map_or(Value::NONE, |e| e.args.get())),
        |vm, v, value| {
            let Some(value) = value else { return Err(vm.type_error("args may not be deleted")) };
            let items = vm.collect(value)?;
            if let Some(object) = of(v) {
                object.args.set(vm.tuple(items));
            }
            Ok(())
        },
    ),
    GetSet::write(
        "__traceback__",
        |_, v| Ok(of(v).map_or(Value::NONE, |e| e.traceback.or_none())),
        set_traceback,
    ),
    GetSet::write(
        "__context__",
        |_, v| Ok(of(v).map_or(Value::NONE, |e| e.context.or_none())),
        |vm, v, value| {
            link(vm, value, "context", |value| of(v).into_iter().for_each(|e| e.context.set(value.clone())))
        },
    ),
    GetSet::write(
        "__cause__",
        |_, v| Ok(of(v).map_or(Value::NONE, |e| e.cause.or_none())),
        |vm, v, value| {
            link(vm, value, "cause", |value| {
                of(v).into_iter().for_each(|e| {
                    e.cause.set(value.clone());
                    e.suppress_context.set(true);
                });
            })
        },
    ),
    GetSet::write(
        "__suppress_context__",
        |_, v| Ok(Value::bool(of(v).is_some_and(|e| e.suppress_context.get()))),
        |vm, v, value| {
            let Some(value) = value else {
                return Err(vm.type_error("can't delete numeric/char attribute"));
            };
            let Some(flag) = value.as_bool() else {
                return Err(vm.type_error("attribute value type must be bool"));
            };
            of(v).into_iter().for_each(|e| e.suppress_context.set(flag));
            Ok(())
        },
    ),
    GetSet::write(
        "__dict__",
        |vm, v| Ok(vm.dict_of_object(v)?.map_or(Value::NONE, Value::from)),
        |vm, v, value| match value.filter(|value| value.as_dict().is_some()) {
            Some(value) => {
                of(v).into_iter().for_each(|e| e.dict.set(value.clone()));
                Ok(())
            }
            None => Err(vm.type_error("__dict__ must be a dictionary")),
        },
    ),
];

const METHODS: &[Method] = &[
    Method::new("with_traceback(tb, /)", with_traceback, "Sets __traceback__ and gives the exception."),
    Method::new("add_note(note, /)", add_note, "Adds a note to the exception."),
];

/// The row of `BaseException`.
pub(crate) fn base_spec() -> TypeSpec {
    TypeSpec {
        name: "BaseException",
        module: "builtins",
        kind: Kind::Exception,
        base: None,
        flags: TypeFlags { base: true, dict: true, weak: true, ..TypeFlags::default() },
        doc: "Common base class for all exceptions.",
        slots: |slots| {
            slots.new = Some(new);
            slots.init = Some(init);
            slots.str = Some(str);
            slots.repr = Some(repr);
        },
        methods: METHODS,
        getset: GETSET,
    }
}

/// Completes the exception classes once all types exist.
pub(crate) fn start(vm: &Vm) {
    super::traceback::start(vm);
    super::special::start(vm);
}

impl Vm {
    /// Makes a built-in exception class.
    pub(crate) fn exception_type(&self, name: &'static str, base: &Gc<Type>, doc: &'static str) -> Gc<Type> {
        let spec = TypeSpec { name, doc, slots: |_| {}, methods: &[], getset: &[], ..base_spec() };
        let class = self.add_variant(&spec);
        self.rebase_native(&class, base);
        class
    }
}
