//! How Rust code gives Python functions, methods, types and modules. This is the whole interface for native modules:
//! [`Method`]/[`Function`] rows with a signature string, [`GetSet`] rows, [`TypeSpec`], [`ModuleSpec`].
//!
//! A native function is `fn(&Vm, &[Value]) -> Res`. Its signature string, in Python's own syntax without types
//! (`"append(object, /)"`, `"print(*args, sep=' ', end='\n', file=None, flush=False)"`), is parsed once, on the first
//! call; a missing optional argument arrives as `Value::EMPTY` (test with `given()`), `*args` as a tuple, `**kwargs` as a
//! dict (or `EMPTY` where there are none). Methods get the receiver first. The binder raises CPython's `TypeError` texts.
//!
//! Who has which kind beyond the VM's own (`Kind::ext(n)`): asyncio 0-15; collections 16-23; itertools 24-55;
//! functools 56-63; io 64-71; random 72; array 73 and 79; operator 74-77; struct 78; typing 80-89;
//! contextvars 90-93; thread 94; sha2 97; re 98-100; embedding 120; others 95-127.

mod args;
mod bind;
mod function;
mod function_types;
mod module;
mod sequence;
mod signature;
mod spec;
mod struct_sequence;

pub use args::Args;
pub use bind::bind_args;
pub(crate) use function::MethodDescriptor;
pub use function::{NativeBoundMethod, NativeFn, NativeFunction};
pub(crate) use function_types::{function_type_spec, method_type_spec};
pub use module::ModuleSpec;
pub use signature::{Parameter, ParameterKind, Signature};
pub use spec::{Function, GetSet, Method, MethodKind, TypeFlags, TypeSpec};
pub use struct_sequence::StructSpec;
