//! Importing: native modules, embedded Python modules, files (language reference, section 5).

mod compile;
mod find;
mod importer;
mod spec;
mod statement;

pub use compile::{
    ALLOW_TOP_LEVEL_AWAIT, CompileMode, Compiled, IGNORE_COOKIE, MAIN_FILE, Marks, SourceCompiler,
    SyntaxErrorInfo, SyntaxErrorPlace,
};
pub use importer::{Embedded, Importer};
pub(crate) use spec::{Spec, type_spec as spec_type};
