//! Classes made and used through natives alone.

use std::rc::Rc;

use taipan_bytecode::{BinaryOp, CompareOp};

use crate::{
    Gc, Res, Value, Vm,
    native::{Args, NativeFn},
    objects::Type,
};

fn vm() -> Box<Vm> {
    Vm::new(Rc::new(taipan_host::Machine::with_virtual_clock()))
}

/// The message of the exception being raised, after its class's name.
fn message<T>(vm: &Vm, result: Res<T>) -> String {
    let Err(raised) = result else { return "nothing raised".to_owned() };
    let exception = vm.take_raised(raised);
    let args = exception.as_exception().map_or(Value::NONE, |e| e.args.get());
    let first = args.as_tuple().and_then(|args| args.first().cloned());
    let text = first.as_ref().and_then(Value::as_str).unwrap_or("").to_owned();
    format!("{}: {text}", vm.type_of(&exception).name())
}

fn class(vm: &Vm, name: &str, bases: &[&Gc<Type>], methods: &[(&'static str, NativeFn)]) -> Res<Gc<Type>> {
    let namespace = vm.dict();
    for (text, call) in methods {
        let method = vm.method_descriptor(&vm.types.object, text, *call, "", false);
        let name = text.split('(').next().unwrap_or("");
        namespace.set_str(vm, name, method)?;
    }
    made(vm, name, bases, namespace.into())
}

fn made(vm: &Vm, name: &str, bases: &[&Gc<Type>], namespace: Value) -> Res<Gc<Type>> {
    let bases = vm.tuple(bases.iter().map(|base| base.value().clone()).collect());
    let class = vm.call(vm.types.type_.value(), &[vm.str(name), bases, namespace])?;
    Ok(class.downcast_gc().expect("a class"))
}

fn slots(vm: &Vm, name: &str, bases: &[&Gc<Type>], names: &[&str]) -> Res<Gc<Type>> {
    let namespace = vm.dict();
    let names = vm.tuple(names.iter().map(|name| vm.str(name)).collect());
    namespace.set_str(vm, "__slots__", names)?;
    made(vm, name, bases, namespace.into())
}

fn names(vm: &Vm, class: &Gc<Type>) -> Vec<String> {
    class.mro().expect("an order").iter().map(|base| vm.type_name_of(base)).collect()
}

#[test]
fn instances_have_attributes() -> Res<()> {
    let vm = vm();
    let a = class(&vm, "A", &[], &[])?;
    let object = vm.call(a.value(), &[])?;
    for n in 0..60 {
        vm.set_attr(&object, &vm.intern(&format!("x{n}")), &vm.int(n))?;
    }
    assert_eq!(vm.get_attr_str(&object, "x7")?.as_int(), Some(7));
    assert_eq!(vm.get_attr_str(&object, "x59")?.as_int(), Some(59));
    vm.del_attr(&object, &vm.intern("x7"))?;
    assert_eq!(
        message(&vm, vm.get_attr_str(&object, "x7")),
        "AttributeError: 'A' object has no attribute 'x7'"
    );
    assert_eq!(message(&vm, vm.call(a.value(), &[Value::NONE])), "TypeError: A() takes no arguments");
    let dict = vm.get_attr_str(&object, "__dict__")?;
    assert_eq!(dict.as_dict().map(|d| d.len()), Some(59));
    Ok(())
}

#[test]
fn orders_are_c3() -> Res<()> {
    let vm = vm();
    let a = class(&vm, "A", &[], &[])?;
    let b = class(&vm, "B", &[&a], &[])?;
    let c = class(&vm, "C", &[&a], &[])?;
    let d = class(&vm, "D", &[&b, &c], &[])?;
    assert_eq!(names(&vm, &d), ["D", "B", "C", "A", "object"]);
    assert_eq!(
        message(&vm, class(&vm, "E", &[&a, &d], &[])),
        "TypeError: Cannot create a consistent method resolution order (MRO) for bases A, D"
    );
    assert_eq!(message(&vm, class(&vm, "E", &[&a, &a], &[])), "TypeError: duplicate base class A");
    Ok(())
}

#[test]
fn slots_follow_the_namespace() -> Res<()> {
    let vm = vm();
    let add: NativeFn = |vm, _| Ok(vm.str("added"));
    let a = class(&vm, "A", &[], &[("__add__(other)", add), ("__repr__()", |vm, _| Ok(vm.str("me")))])?;
    let b = class(&vm, "B", &[&a], &[("__radd__(other)", |vm, _| Ok(vm.str("reflected")))])?;
    let (x, y) = (vm.call(a.value(), &[])?, vm.call(b.value(), &[])?);
    assert_eq!(vm.binary(BinaryOp::Add, &x, &x)?.as_str(), Some("added"));
    assert_eq!(vm.binary(BinaryOp::Add, &x, &y)?.as_str(), Some("reflected"));
    assert_eq!(vm.repr_string(&y)?, "me");
    let name = vm.intern("__add__");
    vm.del_attr(a.value(), &name)?;
    assert_eq!(
        message(&vm, vm.binary(BinaryOp::Add, &x, &x)),
        "TypeError: unsupported operand type(s) for +: 'A' and 'A'"
    );
    Ok(())
}

#[test]
fn inequality_inverts_equality() -> Res<()> {
    let vm = vm();
    let a = class(&vm, "A", &[], &[("__eq__(other)", |_, _| Ok(Value::TRUE))])?;
    let (x, y) = (vm.call(a.value(), &[])?, vm.call(a.value(), &[])?);
    assert!(vm.equal(&x, &y)?);
    assert!(!vm.compare_bool(CompareOp::Ne, &x, &y)?);
    assert_eq!(message(&vm, vm.hash(&x)), "TypeError: unhashable type: 'A'");
    Ok(())
}

#[test]
fn slots_have_places() -> Res<()> {
    let vm = vm();
    let a = slots(&vm, "A", &[], &["x", "y"])?;
    let b = slots(&vm, "B", &[&a], &["z"])?;
    let c = class(&vm, "C", &[&b], &[])?;
    let object = vm.call(c.value(), &[])?;
    for (n, name) in ["x", "y", "z", "w"].iter().enumerate() {
        vm.set_attr(&object, &vm.intern(name), &vm.int(n as i64))?;
    }
    let dict = vm.get_attr_str(&object, "__dict__")?;
    assert_eq!(dict.as_dict().map(|d| d.len()), Some(1));
    for (n, name) in ["x", "y", "z", "w"].iter().enumerate() {
        assert_eq!(vm.get_attr_str(&object, name)?.as_int(), Some(n as i64), "{name}");
    }
    let bare = vm.call(b.value(), &[])?;
    assert_eq!(
        message(&vm, vm.set_attr(&bare, &vm.intern("w"), &Value::NONE)),
        "AttributeError: 'B' object has no attribute 'w' and no __dict__ for setting new attributes"
    );
    assert_eq!(message(&vm, vm.get_attr_str(&bare, "x")), "AttributeError: 'B' object has no attribute 'x'");
    let other = slots(&vm, "O", &[], &["q"])?;
    assert_eq!(
        message(&vm, class(&vm, "D", &[&a, &other], &[])),
        "TypeError: multiple bases have instance lay-out conflict"
    );
    Ok(())
}

#[test]
fn classes_die_and_change_class() -> Res<()> {
    let vm = vm();
    let a = class(&vm, "A", &[], &[])?;
    let b = class(&vm, "B", &[], &[])?;
    let object = vm.call(a.value(), &[])?;
    vm.set_attr(&object, &vm.intern("x"), &vm.int(5))?;
    vm.set_attr(&object, &vm.names.dunder_class, b.value())?;
    assert!(vm.class_of(&object).is(&b));
    assert_eq!(vm.get_attr_str(&object, "x")?.as_int(), Some(5));
    let before = vm.types.object.subclasses.borrow().len();
    a.clear_for_test(&vm);
    drop(a);
    assert_eq!(vm.types.object.subclasses.borrow().len(), before - 1);
    Ok(())
}

impl Type {
    fn clear_for_test(&self, vm: &Vm) {
        crate::Body::clear(self, vm);
    }
}

#[test]
fn wrappers_call_slots() -> Res<()> {
    let vm = vm();
    let object = vm.call(vm.types.object.value(), &[])?;
    let eq = vm.get_attr_str(vm.types.object.value(), "__eq__")?;
    assert_eq!(vm.repr_string(&eq)?, "<slot wrapper '__eq__' of 'object' objects>");
    assert!(vm.call(&eq, &[object.clone(), object.clone()])?.is(&Value::TRUE));
    assert_eq!(
        message(&vm, vm.call(&eq, &[])),
        "TypeError: descriptor '__eq__' of 'object' object needs an argument"
    );
    let bound = vm.get_attr_str(&object, "__eq__")?;
    assert!(vm.call(&bound, &[Value::NONE])?.is_not_implemented());
    assert_eq!(message(&vm, vm.call(&bound, &[])), "TypeError: expected 1 argument, got 0");
    let new = vm.get_attr_str(vm.types.object.value(), "__new__")?;
    assert_eq!(
        message(&vm, vm.call(&new, &[vm.types.type_.value().clone()])),
        "TypeError: object.__new__(type) is not safe, use type.__new__()"
    );
    let prepared = vm.call_method(vm.types.type_.value(), "__prepare__", &[])?;
    assert!(prepared.as_dict().is_some());
    _ = Args::NONE;
    Ok(())
}

#[test]
fn properties() -> Res<()> {
    let vm = vm();
    let namespace = vm.dict();
    let getter = vm.native_function("x(self)", |vm, _| Ok(vm.int(42)), "doc", Value::NONE);
    namespace.set_str(&vm, "x", vm.call(vm.types.property.value(), &[getter])?)?;
    let a = made(&vm, "A", &[], namespace.into())?;
    let object = vm.call(a.value(), &[])?;
    assert_eq!(vm.get_attr_str(&object, "x")?.as_int(), Some(42));
    let error = message(&vm, vm.set_attr(&object, &vm.intern("x"), &Value::NONE));
    assert!(error.ends_with("of 'A' object has no setter"), "{error}");
    Ok(())
}

#[test]
fn metaclasses() -> Res<()> {
    let vm = vm();
    let meta = class(
        &vm,
        "M",
        &[&vm.types.type_],
        &[("__instancecheck__(x)", |_, _| Ok(Value::TRUE)), ("__getattr__(name)", |_, a| Ok(a[1].clone()))],
    )?;
    let made = vm.call(meta.value(), &[vm.str("A"), vm.tuple(vec![]), vm.dict().into()])?;
    assert!(vm.class_of(&made).is(&meta));
    assert!(vm.is_instance(&vm.int(1), &made)?);
    assert_eq!(vm.get_attr_str(&made, "whatever")?.as_str(), Some("whatever"));
    assert_eq!(vm.repr_string(&made)?, "<class 'A'>");
    Ok(())
}
