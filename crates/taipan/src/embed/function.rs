//! Rust closures as Python functions.

use std::{
    error::Error as StdError,
    panic::{AssertUnwindSafe, catch_unwind},
};

use taipan_vm::{
    Body, Kind, Raised, Res, Tracer, Value as Raw, Vm as Core,
    native::{Args, GetSet, TypeFlags, TypeSpec},
};

use super::{Cx, Error, FromPy, IntoPy, Result, Value};

/// What a call of a host function gives.
pub(crate) type Call = Box<dyn Fn(&Cx, &[Value]) -> std::result::Result<Value, Failure>>;

/// Why a host function failed.
pub(crate) enum Failure {
    /// Arguments or result do not convert, or an exception passes through.
    Python(Error),
    /// The function's own error.
    Host(Box<dyn StdError + Send + Sync>),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Python(error)
    }
}

/// What host functions may return: a value, or a `Result` whose error becomes an exception.
pub trait IntoReturn<Marker> {
    #[doc(hidden)]
    fn into_return(self, cx: &Cx) -> std::result::Result<Value, ReturnError>;
}

/// The error of a host function on its way to Python.
#[doc(hidden)]
pub struct ReturnError(pub(crate) Failure);

#[doc(hidden)]
pub struct Plain;
#[doc(hidden)]
pub struct Fallible;

impl<T: IntoPy> IntoReturn<Plain> for T {
    fn into_return(self, cx: &Cx) -> std::result::Result<Value, ReturnError> {
        self.into_py(cx).map_err(|error| ReturnError(Failure::Python(error)))
    }
}

impl<T: IntoPy, E: Into<Box<dyn StdError + Send + Sync>>> IntoReturn<Fallible> for std::result::Result<T, E> {
    fn into_return(self, cx: &Cx) -> std::result::Result<Value, ReturnError> {
        match self {
            Ok(value) => value.into_return(cx),
            Err(error) => {
                let error: Box<dyn StdError + Send + Sync> = error.into();
                Err(ReturnError(match error.downcast::<Error>() {
                    Ok(python) => Failure::Python(*python),
                    Err(error) => Failure::Host(error),
                }))
            }
        }
    }
}

/// Closures that can be Python functions: of up to four arguments, with or without a `&Cx` in front.
pub trait HostFn<Marker>: 'static {
    /// How many arguments Python passes.
    #[doc(hidden)]
    const ARITY: usize;
    #[doc(hidden)]
    fn call(&self, cx: &Cx, args: &[Value]) -> std::result::Result<Value, ReturnError>;
}

#[doc(hidden)]
pub struct WithCx;

macro_rules! closures {
    ($(($($name:ident),*) $count:literal;)*) => {$(
        #[allow(non_snake_case, unused_variables, unused_mut, reason = "named as their types; none without arguments")]
        impl<F, R, M, $($name: FromPy),*> HostFn<(M, fn($($name),*) -> R)> for F
        where
            F: Fn($($name),*) -> R + 'static,
            R: IntoReturn<M>,
        {
            const ARITY: usize = $count;
            fn call(&self, cx: &Cx, args: &[Value]) -> std::result::Result<Value, ReturnError> {
                let mut args = args.iter();
                $(let $name: $name = argument(args.next(), cx)?;)*
                self($($name),*).into_return(cx)
            }
        }
        #[allow(non_snake_case, unused_variables, unused_mut, reason = "named as their types; none without arguments")]
        impl<F, R, M, $($name: FromPy),*> HostFn<(WithCx, M, fn($($name),*) -> R)> for F
        where
            F: Fn(&Cx, $($name),*) -> R + 'static,
            R: IntoReturn<M>,
        {
            const ARITY: usize = $count;
            fn call(&self, cx: &Cx, args: &[Value]) -> std::result::Result<Value, ReturnError> {
                let mut args = args.iter();
                $(let $name: $name = argument(args.next(), cx)?;)*
                self(cx, $($name),*).into_return(cx)
            }
        }
    )*};
}
closures! {
    () 0;
    (A) 1;
    (A, B) 2;
    (A, B, C) 3;
    (A, B, C, D) 4;
}

fn argument<T: FromPy>(value: Option<&Value>, cx: &Cx) -> std::result::Result<T, ReturnError> {
    let value = value.cloned().ok_or_else(|| Error::conversion("an argument is missing"));
    value.and_then(|value| T::from_py(value, cx)).map_err(|error| ReturnError(Failure::Python(error)))
}

/// A host function as an object.
pub(crate) struct HostFunction {
    name: String,
    arity: usize,
    call: Call,
}

impl Body for HostFunction {
    const KIND: Kind = Kind::ext(120);
    const TRACED: bool = false;
    fn trace(&self, _: &mut Tracer<'_>) {}
}

impl HostFunction {
    pub(crate) fn new<M>(name: &str, function: impl HostFn<M>) -> HostFunction {
        fn arity<M, F: HostFn<M>>(_: &F) -> usize {
            F::ARITY
        }
        HostFunction {
            name: name.to_owned(),
            arity: arity(&function),
            call: Box::new(move |cx, args| function.call(cx, args).map_err(|error| error.0)),
        }
    }

    /// Adds the type to a VM.
    pub(crate) fn register(vm: &Core) {
        vm.add_type::<HostFunction>(&TypeSpec {
            name: "builtin_function_or_method",
            module: "builtins",
            kind: HostFunction::KIND,
            base: None,
            flags: TypeFlags { no_new: true, ..TypeFlags::default() },
            doc: "A function of the embedding program.",
            slots: |slots| {
                slots.call = Some(call);
                slots.repr = Some(|vm, value| {
                    let name = value.downcast::<HostFunction>().map_or("?", |function| &function.name);
                    Ok(vm.str(&format!("<built-in function {name}>")))
                });
            },
            methods: &[],
            getset: NAMES,
        });
    }
}

const NAMES: &[GetSet] = &[GetSet::read("__name__", name), GetSet::read("__qualname__", name)];

fn name(vm: &Core, value: &Raw) -> Res {
    Ok(vm.str(value.downcast::<HostFunction>().map_or("?", |function| &function.name)))
}

fn call(vm: &Core, callee: &Raw, args: Args<'_>) -> Res {
    let (Some(function), Some(cx)) = (callee.downcast::<HostFunction>(), Cx::of(vm)) else {
        return Err(vm.type_error("not a function of this VM"));
    };
    let given = args.positionals();
    if args.keyword_count() > 0 {
        return Err(vm.type_error(format!("{}() takes no keyword arguments", function.name)));
    }
    if given.len() != function.arity {
        let plural = if function.arity == 1 { "" } else { "s" };
        return Err(vm.type_error(format!(
            "{}() takes exactly {} argument{plural} ({} given)",
            function.name,
            function.arity,
            given.len()
        )));
    }
    let values: Vec<Value> = given.iter().map(|arg| Value::new(&cx, arg.clone())).collect();
    match catch_unwind(AssertUnwindSafe(|| (function.call)(&cx, &values))) {
        Ok(Ok(value)) => value.raw(&cx).map_err(|error| raise(vm, &cx, Failure::Python(error))),
        Ok(Err(failure)) => Err(raise(vm, &cx, failure)),
        Err(panic) => {
            *cx.shared().panic.borrow_mut() = Some(panic);
            Err(exception(vm, "HostPanic", "a function of the embedding program panicked"))
        }
    }
}

/// Raises what a host function failed with: an exception that came from Python is the same object again.
fn raise(vm: &Core, cx: &Cx, failure: Failure) -> Raised {
    match failure {
        Failure::Python(error) => match error.raw_exception(cx.shared()) {
            Some(exception) => vm.set_raised(exception),
            None if error.class() == "TypeError" => vm.type_error(error.message()),
            None => vm.runtime_error(error.message()),
        },
        Failure::Host(error) => exception(vm, "HostError", &error.to_string()),
    }
}

fn exception(vm: &Core, class: &str, message: &str) -> Raised {
    let made = (|| {
        let module = vm.import_module("_taipan_host")?;
        vm.call(&vm.get_attr_str(&module, class)?, &[vm.str(message)])
    })();
    match made {
        Ok(exception) => vm.set_raised(exception),
        Err(raised) => raised,
    }
}

/// Makes the object of a host function.
pub(crate) fn object(cx: &Cx, function: HostFunction) -> Result<Raw> {
    Ok(cx.core().make(function).into())
}
