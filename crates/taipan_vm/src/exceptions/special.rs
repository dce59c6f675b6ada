//! What single exception classes have besides: attributes and their own `str`.

use crate::{
    Gc, Res, Value, Vm,
    exceptions::{ExceptionObject, unicode},
    native::{Args, GetSet},
    objects::{GetSetDescriptor, Slots, Tuple, Type},
};

fn of(value: &Value) -> Option<&ExceptionObject> {
    value.as_exception()
}

pub(super) fn field(value: &Value, at: usize) -> Value {
    let value = of(value).and_then(|e| e.fields.borrow().get(at).cloned()).unwrap_or(Value::NONE);
    if value.is_empty() { Value::NONE } else { value }
}

pub(super) fn set_field(value: &Value, at: usize, new: Value) {
    let Some(object) = of(value) else { return };
    let old = {
        let mut fields = object.fields.borrow_mut();
        if fields.len() <= at {
            fields.resize(at + 1, Value::NONE);
        }
        std::mem::replace(&mut fields[at], new)
    };
    drop(old);
}

macro_rules! field {
    ($name:literal, $at:literal) => {
        GetSet::write(
            $name,
            |_, v| Ok(field(v, $at)),
            |_, v, new| {
                set_field(v, $at, new.cloned().unwrap_or(Value::NONE));
                Ok(())
            },
        )
    };
}

fn base_init(vm: &Vm, value: &Value, args: Args<'_>) -> Res<()> {
    if let Some(object) = of(value) {
        object.args.set(vm.tuple(args.positionals().to_vec()));
    }
    Ok(())
}

/// Takes keyword arguments into fields; anything else is an error.
fn keyword_fields(vm: &Vm, value: &Value, args: Args<'_>, names: &[&str]) -> Res<()> {
    for (key, given) in args.keywords() {
        let text = key.as_str().unwrap_or("");
        match names.iter().position(|name| *name == text) {
            Some(at) => set_field(value, at, given.clone()),
            None => {
                let class = vm.type_of(value).name().to_owned();
                return Err(vm.unexpected_keyword(&class, text, names));
            }
        }
    }
    Ok(())
}

const EXIT: &[GetSet] = &[field!("code", 0)];
const ATTRIBUTE: &[GetSet] = &[field!("name", 0), field!("obj", 1)];
const NAME: &[GetSet] = &[field!("name", 0)];
const IMPORT: &[GetSet] = &[field!("name", 0), field!("path", 1), field!("name_from", 2), field!("msg", 3)];
const OS: &[GetSet] =
    &[field!("errno", 0), field!("strerror", 1), field!("filename", 2), field!("filename2", 3)];
const SYNTAX: &[GetSet] = &[
    field!("msg", 0),
    field!("filename", 1),
    field!("lineno", 2),
    field!("offset", 3),
    field!("text", 4),
    field!("end_lineno", 5),
    field!("end_offset", 6),
    field!("print_file_and_line", 7),
];

fn stop_value(vm: &Vm, value: &Value) -> Res {
    _ = vm;
    let args = of(value).map_or(Value::NONE, |e| e.args.get());
    Ok(args.as_tuple().and_then(|args| args.first().cloned()).unwrap_or(Value::NONE))
}

fn exit_init(vm: &Vm, value: &Value, args: Args<'_>) -> Res<()> {
    base_init(vm, value, args)?;
    let code = match args.positionals() {
        [] => Value::NONE,
        [one] => one.clone(),
        many => vm.tuple(many.to_vec()),
    };
    set_field(value, 0, code);
    Ok(())
}

fn import_init(vm: &Vm, value: &Value, args: Args<'_>) -> Res<()> {
    base_init(vm, value, args)?;
    keyword_fields(vm, value, args, &["name", "path", "name_from"])?;
    if let [message] = args.positionals() {
        set_field(value, 3, message.clone());
    }
    Ok(())
}

fn syntax_init(vm: &Vm, value: &Value, args: Args<'_>) -> Res<()> {
    base_init(vm, value, args)?;
    if let Some(message) = args.positionals().first() {
        set_field(value, 0, message.clone());
    }
    if let Some(place) = args.positionals().get(1) {
        for (at, part) in vm.collect(place)?.into_iter().take(6).enumerate() {
            set_field(value, at + 1, part);
        }
    }
    Ok(())
}

fn syntax_str(vm: &Vm, value: &Value) -> Res {
    let message = vm.str_string(&field(value, 0))?;
    let (filename, line) = (field(value, 1), field(value, 2));
    let file = filename.as_str().map(|name| name.rsplit('/').next().unwrap_or(name).to_owned());
    Ok(vm.str(&match (file, line.as_int()) {
        (Some(file), Some(line)) => format!("{message} ({file}, line {line})"),
        (Some(file), None) => format!("{message} ({file})"),
        (None, Some(line)) => format!("{message} (line {line})"),
        (None, None) => message,
    }))
}

fn key_str(vm: &Vm, value: &Value) -> Res {
    let args = of(value).map_or(Value::NONE, |e| e.args.get());
    match args.as_tuple().map_or(&[][..], Tuple::as_slice) {
        [] => Ok(vm.str("")),
        [one] => vm.repr(one),
        _ => vm.repr(&args),
    }
}

fn os_init(vm: &Vm, value: &Value, args: Args<'_>) -> Res<()> {
    base_init(vm, value, args)?;
    let given = args.positionals();
    if (2..=5).contains(&given.len()) {
        set_field(value, 0, given[0].clone());
        set_field(value, 1, given[1].clone());
        if let Some(filename) = given.get(2) {
            set_field(value, 2, filename.clone());
        }
        if let Some(filename) = given.get(4) {
            set_field(value, 3, filename.clone());
        }
        if let Some(object) = of(value) {
            object.args.set(vm.tuple(given[..2].to_vec()));
        }
    }
    Ok(())
}

fn os_str(vm: &Vm, value: &Value) -> Res {
    let (errno, strerror) = (field(value, 0), field(value, 1));
    if errno.is_none() || strerror.is_none() {
        let args = of(value).map_or(Value::NONE, |e| e.args.get());
        return match args.as_tuple().map_or(&[][..], Tuple::as_slice) {
            [] => Ok(vm.str("")),
            [one] => vm.str_value(one),
            _ => vm.str_value(&args),
        };
    }
    let mut text = format!("[Errno {}] {}", vm.str_string(&errno)?, vm.str_string(&strerror)?);
    let (one, two) = (field(value, 2), field(value, 3));
    if !one.is_none() {
        text += &format!(": {}", vm.repr_string(&one)?);
        if !two.is_none() {
            text += &format!(" -> {}", vm.repr_string(&two)?);
        }
    }
    Ok(vm.str(&text))
}

/// The subclass of `OSError` for an error number (library reference, "OS exceptions"; Linux numbers).
pub(crate) fn os_class(vm: &Vm, errno: i64) -> &Gc<Type> {
    let e = &vm.exceptions;
    match errno {
        11 | 114 | 115 => &e.blocking_io_error,
        10 => &e.child_process_error,
        32 | 108 => &e.broken_pipe_error,
        103 => &e.connection_aborted_error,
        111 => &e.connection_refused_error,
        104 => &e.connection_reset_error,
        17 => &e.file_exists_error,
        2 => &e.file_not_found_error,
        4 => &e.interrupted_error,
        21 => &e.is_a_directory_error,
        20 => &e.not_a_directory_error,
        1 | 13 => &e.permission_error,
        3 => &e.process_lookup_error,
        110 => &e.timeout_error,
        _ => &e.os_error,
    }
}

fn os_new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let body = ExceptionObject::default();
    let exact = std::ptr::eq(class, &**vm.exceptions.os_error);
    let errno = args.positionals().first().filter(|_| args.positionals().len() >= 2).and_then(Value::as_int);
    let made = match errno {
        Some(errno) if exact => vm.make_instance(os_class(vm, errno), body)?,
        _ => vm.make_instance(class, body)?,
    };
    let made: Value = made.into();
    base_init(vm, &made, args)?;
    Ok(made)
}

fn attribute_init(vm: &Vm, value: &Value, args: Args<'_>) -> Res<()> {
    base_init(vm, value, args)?;
    keyword_fields(vm, value, args, &["name", "obj"])
}

fn name_init(vm: &Vm, value: &Value, args: Args<'_>) -> Res<()> {
    base_init(vm, value, args)?;
    keyword_fields(vm, value, args, &["name"])
}

fn add(vm: &Vm, class: &Gc<Type>, rows: &'static [GetSet], fill: fn(&mut Slots)) {
    for row in rows {
        let descriptor = vm.make(GetSetDescriptor::new(class.clone(), row));
        _ = class.dict.set_str(vm, row.name, descriptor.into());
    }
    vm.add_slots(class, fill);
    // Classes made before inherit what was added.
    let subclasses = class.subclasses.borrow().clone();
    for subclass in subclasses {
        if let Some(subclass) = subclass.as_value().downcast_gc::<Type>() {
            inherit(&subclass, fill);
        }
    }
}

fn inherit(class: &Gc<Type>, fill: fn(&mut Slots)) {
    let mut own = Slots::default();
    fill(&mut own);
    // SAFETY: nothing reads the slots while they are written.
    unsafe { (*class.slots.get()).merge(&own) };
    let subclasses = class.subclasses.borrow().clone();
    for subclass in subclasses {
        if let Some(subclass) = subclass.as_value().downcast_gc::<Type>() {
            inherit(&subclass, fill);
        }
    }
}

pub(super) fn start(vm: &Vm) {
    let e = &vm.exceptions;
    const VALUE: &[GetSet] = &[GetSet::read("value", stop_value)];
    add(vm, &e.stop_iteration, VALUE, |_| {});
    add(vm, &e.system_exit, EXIT, |slots| slots.init = Some(exit_init));
    add(vm, &e.attribute_error, ATTRIBUTE, |slots| slots.init = Some(attribute_init));
    add(vm, &e.name_error, NAME, |slots| slots.init = Some(name_init));
    add(vm, &e.import_error, IMPORT, |slots| slots.init = Some(import_init));
    add(vm, &e.syntax_error, SYNTAX, |slots| {
        slots.init = Some(syntax_init);
        slots.str = Some(syntax_str);
    });
    add(vm, &e.key_error, &[], |slots| slots.str = Some(key_str));
    add(vm, &e.os_error, OS, |slots| {
        slots.new = Some(os_new);
        slots.init = Some(os_init);
        slots.str = Some(os_str);
    });
    add(vm, &e.unicode_encode_error, unicode::FIELDS, |slots| {
        slots.init = Some(unicode::encode_init);
        slots.str = Some(unicode::encode_str);
    });
    add(vm, &e.unicode_decode_error, unicode::FIELDS, |slots| {
        slots.init = Some(unicode::decode_init);
        slots.str = Some(unicode::decode_str);
    });
    add(vm, &e.unicode_translate_error, unicode::TRANSLATE_FIELDS, |slots| {
        slots.init = Some(unicode::translate_init);
        slots.str = Some(unicode::translate_str);
    });
    super::group::start(vm);
}
