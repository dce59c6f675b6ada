//! What can be said of code without its body: enough to make a function of it.

use crate::{CodeFlags, CodeObject};

/// The numbers of a code object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// `co_firstlineno`
    pub first_line: u32,
    /// `co_flags`
    pub flags: CodeFlags,
    /// Positional parameters, the positional-only ones included.
    pub arg_count: u32,
    /// Positional-only parameters.
    pub pos_only_arg_count: u32,
    /// Keyword-only parameters.
    pub kw_only_arg_count: u32,
    /// Registers below this number are locals.
    pub nlocals: u16,
    /// First far local; equals `nregs` if there is none.
    pub far_start: u16,
    /// Registers in all, call windows included.
    pub nregs: u16,
    /// How many free variables there are.
    pub free_count: u32,
}

impl Head {
    /// The numbers of `code`.
    pub fn of(code: &CodeObject) -> Head {
        Head {
            first_line: code.first_line,
            flags: code.flags,
            arg_count: code.arg_count,
            pos_only_arg_count: code.pos_only_arg_count,
            kw_only_arg_count: code.kw_only_arg_count,
            nlocals: code.nlocals,
            far_start: code.far_start,
            nregs: code.nregs,
            free_count: code.free_vars.len() as u32,
        }
    }

    /// Parameters in all, `*args` and `**kwargs` included.
    pub fn param_count(&self) -> usize {
        (self.arg_count + self.kw_only_arg_count) as usize
            + self.flags.has(CodeFlags::VARARGS) as usize
            + self.flags.has(CodeFlags::VARKEYWORDS) as usize
    }

    /// The register of the local that is the n-th of the code's `locals`.
    #[inline]
    pub fn local_register(&self, n: usize) -> usize {
        let near = self.nlocals as usize;
        if n < near { n } else { self.far_start as usize + n - near }
    }
}
