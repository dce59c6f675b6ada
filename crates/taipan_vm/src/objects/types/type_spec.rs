//! The type `type`.

use super::{
    attributes::{type_getattr, type_setattr},
    call::type_call,
    create::type_new,
    getset::GETSET,
    methods::METHODS,
};
use crate::{
    Kind, Res, Value, Vm,
    native::{Args, TypeFlags, TypeSpec},
};

/// `type.__init__`: only looks at the number of arguments.
fn init(vm: &Vm, _: &Value, args: Args<'_>) -> Res<()> {
    match args.positionals().len() {
        1 if args.keyword_count() > 0 => Err(vm.type_error("type.__init__() takes no keyword arguments")),
        1 | 3 => Ok(()),
        _ => Err(vm.type_error("type.__init__() takes 1 or 3 arguments")),
    }
}

/// `<class 'module.Name'>`
fn repr(vm: &Vm, class: &Value) -> Res {
    Ok(class
        .as_type()
        .map_or(Value::NONE, |class| vm.str(&format!("<class '{}'>", vm.full_type_name(class)))))
}

/// The type's row.
pub(crate) fn type_spec() -> TypeSpec {
    TypeSpec {
        name: "type",
        module: "builtins",
        kind: Kind::Type,
        base: None,
        flags: TypeFlags { base: true, dict: true, weak: true, ..TypeFlags::default() },
        doc: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
        slots: |slots| {
            slots.new = Some(type_new);
            slots.init = Some(init);
            slots.call = Some(type_call);
            slots.getattr = Some(type_getattr);
            slots.setattr = Some(type_setattr);
            slots.repr = Some(repr);
            slots.binary[taipan_bytecode::BinaryOp::Or as usize] = Some(crate::objects::generic::or);
        },
        methods: METHODS,
        getset: GETSET,
    }
}
