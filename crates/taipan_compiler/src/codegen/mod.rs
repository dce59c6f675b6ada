//! Tree to instructions.
//!
//! The conventions, which every file here keeps:
//! * `into(e, dst)` leaves the value of `e` in `dst`, which is a local or a temporary that is not in use (often the next
//!   free one); only the last instruction writes `dst`, so a local keeps its old value until nothing can fail any more.
//! * `operand(e)` gives a register that holds the value: the local itself where `e` is one, else the next temporary.
//! * Temporaries are a stack. Who reserves them sets `unit.next` back; a call window always stands above all that is live,
//!   because the callee's frame overlays what follows it.

mod annotations;
mod assign;
mod blocks;
mod calls;
mod classes;
mod compare;
mod compiler;
mod comprehensions;
mod control;
mod displays;
mod emit;
mod expr;
mod functions;
mod imports;
mod names;
mod rebind;
mod stmt;
mod strings;
mod try_stmt;
mod type_params;
mod unparse;
mod with_stmt;

pub(crate) use compiler::{Compiler, Spec, compile_module};
