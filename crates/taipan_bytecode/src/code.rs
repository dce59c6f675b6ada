//! Code objects: what the compiler makes and the VM loads. Immutable, `Send + Sync`, shared by all VMs.

use std::sync::Arc;

use num_bigint::BigInt;

/// Bits of `co_flags` (inspect module, "Code Objects Bit Flags").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CodeFlags(pub u32);

impl CodeFlags {
    /// Uses fast locals.
    pub const OPTIMIZED: u32 = 0x1;
    /// A function body with a new namespace.
    pub const NEWLOCALS: u32 = 0x2;
    /// Has a `*args` parameter.
    pub const VARARGS: u32 = 0x4;
    /// Has a `**kwargs` parameter.
    pub const VARKEYWORDS: u32 = 0x8;
    /// Defined inside another function.
    pub const NESTED: u32 = 0x10;
    /// A generator function.
    pub const GENERATOR: u32 = 0x20;
    /// A coroutine function.
    pub const COROUTINE: u32 = 0x80;
    /// A generator-based coroutine.
    pub const ITERABLE_COROUTINE: u32 = 0x100;
    /// An asynchronous generator function.
    pub const ASYNC_GENERATOR: u32 = 0x200;
    /// Constant 0 is the docstring.
    pub const HAS_DOCSTRING: u32 = 0x400_0000;
    /// The body of a function defined in a class.
    pub const METHOD: u32 = 0x800_0000;

    /// Whether any of these bits is set.
    #[inline]
    pub fn has(self, bits: u32) -> bool {
        self.0 & bits != 0
    }

    /// Whether calling such code makes a generator, coroutine or asynchronous generator.
    #[inline]
    pub fn is_generator_like(self) -> bool {
        self.has(Self::GENERATOR | Self::COROUTINE | Self::ASYNC_GENERATOR)
    }
}

/// A constant.
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    /// `None`
    None,
    /// `True`
    True,
    /// `False`
    False,
    /// `...`
    Ellipsis,
    /// An int of 64 bits.
    Int(i64),
    /// Any other int, as signed little-endian bytes.
    BigInt(Vec<u8>),
    /// A float.
    Float(f64),
    /// An imaginary number's imaginary part.
    Complex(f64),
    /// A str in WTF-8 (UTF-8 with lone surrogates allowed).
    Str(Box<[u8]>),
    /// A bytes object.
    Bytes(Box<[u8]>),
    /// A tuple.
    Tuple(Vec<Const>),
    /// A frozenset (`x in {1, 2}`).
    FrozenSet(Vec<Const>),
    /// Code of a nested function, class body or comprehension.
    Code(Arc<CodeObject>),
}

impl Const {
    /// The constant for an int of any size.
    pub fn from_bigint(value: &BigInt) -> Const {
        match i64::try_from(value) {
            Ok(small) => Const::Int(small),
            Err(_) => Const::BigInt(value.to_signed_bytes_le()),
        }
    }
}

/// Where something stands in the source: 1-based lines, 0-based UTF-8 byte columns (PEP 657).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// First line; 0 if there is no position.
    pub line: u32,
    /// Last line.
    pub end_line: u32,
    /// Column of the first byte.
    pub col: u32,
    /// Column past the last byte.
    pub end_col: u32,
}

/// Position of the instructions from `start` up to the next entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PositionEntry {
    /// Word index of the first instruction.
    pub start: u32,
    /// Its position.
    pub position: Position,
}

/// A protected range. On an exception at a word in `start..end` every register from `depth` up is released, the exception
/// goes to `R[depth]` and the frame goes on at `target`. Inner ranges come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExceptionEntry {
    /// First word of the range.
    pub start: u32,
    /// Word past the range.
    pub end: u32,
    /// Word of the handler's first instruction.
    pub target: u32,
    /// First register that is not live in the handler (never below `nlocals`); it receives the exception.
    pub depth: u32,
}

/// Compiled code of a module, class body, function, lambda or generator expression.
///
/// Registers: the parameters in the order of `co_varnames` (positional, keyword-only, `*args`, `**kwargs`), then the other
/// locals and cells, up to `nlocals`; then temporaries up to `nregs`. Locals whose register would not fit a byte stand
/// beyond 255, between `far_start` and `nregs`. A module or class body has its namespace mapping in register 0.
/// A cell variable's register holds the cell once `MakeCell` has run.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeObject {
    /// `co_name`
    pub name: Arc<str>,
    /// `co_qualname`
    pub qualname: Arc<str>,
    /// `co_filename`
    pub filename: Arc<str>,
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
    /// Names of the local registers in order, cells included; hidden ones (variables of inlined comprehensions) too.
    /// Names of far locals follow the `nlocals` near ones.
    pub locals: Vec<Arc<str>>,
    /// Registers that hold cells after the prologue.
    pub cells: Vec<u16>,
    /// Locals that `locals()` does not show (variables of inlined comprehensions).
    pub hidden: Vec<u16>,
    /// `co_freevars`
    pub free_vars: Vec<Arc<str>>,
    /// Registers below this number are locals.
    pub nlocals: u16,
    /// First far local; equals `nregs` if there is none.
    pub far_start: u16,
    /// Registers in all, call windows included.
    pub nregs: u16,
    /// Instructions.
    pub code: Vec<u32>,
    /// Constants.
    pub consts: Vec<Const>,
    /// Names of globals, attributes and imports.
    pub names: Vec<Arc<str>>,
    /// Protected ranges, inner ones first.
    pub exceptions: Vec<ExceptionEntry>,
    /// Positions by ascending `start`.
    pub positions: Vec<PositionEntry>,
    /// Attribute names that the methods of a class body store on their first parameter (`__static_attributes__`).
    pub static_attributes: Vec<Arc<str>>,
}

impl CodeObject {
    /// Parameters in all, `*args` and `**kwargs` included.
    pub fn param_count(&self) -> usize {
        (self.arg_count + self.kw_only_arg_count) as usize
            + self.flags.has(CodeFlags::VARARGS) as usize
            + self.flags.has(CodeFlags::VARKEYWORDS) as usize
    }

    /// The entry that covers the word at `offset`.
    pub fn position_entry(&self, offset: u32) -> Option<&PositionEntry> {
        let after = self.positions.partition_point(|entry| entry.start <= offset);
        after.checked_sub(1).map(|at| &self.positions[at])
    }

    /// The register of the local that is the n-th of `locals`.
    pub fn local_register(&self, n: usize) -> usize {
        let near = self.nlocals as usize;
        if n < near { n } else { self.far_start as usize + n - near }
    }

    /// The name of a local register, near or far.
    pub fn local_name(&self, register: usize) -> Option<&str> {
        let near = self.nlocals as usize;
        let at =
            if register < near { register } else { near + register.checked_sub(self.far_start as usize)? };
        self.locals.get(at).map(|name| &**name)
    }
}
