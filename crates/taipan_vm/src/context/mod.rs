//! Context variables (`_contextvars`): the current context, `Context`, `ContextVar`, `Token`.
//!
//! They live here since every task step enters a context and every library module may read a variable. Entering and
//! copying cost a few instructions: the variables of a context stand in a map of their own, which copies share until one
//! of them changes it.

mod module;
mod object;
mod token;
mod var;

pub use module::CONTEXTVARS;
pub(crate) use module::start;
pub use object::Context;
pub(crate) use object::VarMap;
pub(crate) use token::Token;
pub(crate) use var::ContextVar;
