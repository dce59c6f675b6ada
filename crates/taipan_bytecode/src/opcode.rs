//! The instruction set: one table, [`opcodes!`], from which everything else is made.
//!
//! An instruction is one 32-bit word `op | a << 8 | b << 16 | c << 24`, then the extra words that its row lists.
//! `R[x]` is register x of the frame. Registers below `nlocals` are *locals*: reading one borrows it. Registers from
//! `nlocals` up are *temporaries*: the compiler writes each once and reads it once, and **reading a temporary takes it**
//! (the register holds nothing afterwards). Rows that say "borrowed" read without taking. A `Take` operand repeats that
//! fact in the instruction: bit 0 is set when `b` is a temporary (for `StoreAttr`: bit 0 for `a`, bit 1 for `b`).
//! The flag is what counts: `Move`, `LoadAttr` and `LoadSpecial` come with a cleared flag on a temporary that is needed
//! again (a copy; the object of `a.x += 1`; the manager of a `with`), and then leave it as it is.
//! A register that is not live never holds a reference.
//!
//! **Call windows.** A call happens in a window of consecutive temporaries that starts at `R[w]`: `R[w]` is the callee,
//! `R[w+1]` and `R[w+2]` belong to the VM, the arguments stand from `R[w+3]` on. The whole window is consumed and the
//! result goes to the register `c`, which may be any local or temporary (the window's own registers included).
//! A *method window* holds in `R[w+3]` the receiver, or nothing (EMPTY) where the callee is already bound; the arguments
//! stand from `R[w+4]` on and `argc` does not count the receiver.
//!
//! **Jumps** are signed word offsets relative to the instruction's own first word. `Jump`, `ForIter` and `ForAIter` go
//! forward only, `Loop` goes backward. The conditional jumps (`JumpIf`, `JumpIfNone`, `JumpLt` and so on) may go either
//! way; with a negative offset they are a back edge, a safe point that pays fuel, when they are taken.
//! **Caches** are words that belong to the VM; the compiler writes 0.

/// What an operand byte or an extra word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Not used; encoded as 0.
    No,
    /// A register that the instruction writes.
    Def,
    /// A register that the instruction reads: taken if it is a temporary.
    Use,
    /// A register that the instruction reads and leaves as it is.
    Borrow,
    /// First register of a call window or of a run of registers that the instruction consumes.
    Window,
    /// Take flag(s), see the module's text.
    Take,
    /// An unsigned number (a count, a flag set).
    Imm,
    /// `b` and `c` together: an unsigned 16-bit index into the constants.
    Const16,
    /// `b` and `c` together: a signed 16-bit number.
    Int16,
    /// An unsigned 8-bit index into the constants.
    Const8,
    /// Index of a free variable (`free_vars`).
    Free,
    /// Extra word: index into `names`.
    Name,
    /// Extra word: index into `consts`.
    Const,
    /// Extra word: signed offset from this instruction's first word.
    Jump,
    /// Extra word: register number beyond 255.
    Far,
    /// Extra word: unsigned number.
    Word,
    /// Extra word: inline cache, the VM's own.
    Cache,
}

/// One row of the table.
#[derive(Debug)]
pub struct OpInfo {
    /// The name as the disassembler prints it.
    pub name: &'static str,
    /// Meaning of the bytes a, b and c.
    pub operands: [Kind; 3],
    /// Meaning of the words that follow.
    pub words: &'static [Kind],
    /// What the instruction does.
    pub doc: &'static str,
}

macro_rules! opcodes {
    ($( $name:ident ( $a:ident, $b:ident, $c:ident ) [ $($w:ident),* ] $doc:literal ; )*) => {
        /// An operation. The discriminant is the low byte of the instruction word.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Op { $( #[doc = $doc] $name, )* }

        impl Op {
            /// Every operation, in the order of its number.
            pub const ALL: &'static [Op] = &[$(Op::$name),*];
            const INFO: &'static [OpInfo] = &[$(OpInfo {
                name: stringify!($name),
                operands: [Kind::$a, Kind::$b, Kind::$c],
                words: &[$(Kind::$w),*],
                doc: $doc,
            }),*];
        }
    };
}

opcodes! {
    // ---- moves and constants
    Nop(No, No, No)[] "Does nothing.";
    Move(Def, Use, Take)[] "R[a] = R[b]";
    LoadConst(Def, Const16, No)[] "R[a] = consts[bc]";
    LoadConstX(Def, No, No)[Const] "R[a] = consts[word]";
    LoadInt(Def, Int16, No)[] "R[a] = bc as an int";
    LoadFar(Def, No, No)[Far] "R[a] = R[word], borrowed: for locals beyond the reach of a byte";
    StoreFar(No, Use, Take)[Far] "R[word] = R[b]";
    DeleteFar(No, No, No)[Far] "UnboundLocalError if R[word] is empty, else empties it";
    CheckFar(No, No, No)[Far] "UnboundLocalError if R[word] is empty";
    CheckLocal(No, Borrow, No)[] "UnboundLocalError that names locals[b] if R[b] is empty";
    DeleteLocal(Def, No, No)[] "UnboundLocalError if R[a] is empty, else empties it";
    Drop(Def, No, No)[] "Releases R[a] and empties it; R[a] may be empty already";
    // ---- cells and free variables
    MakeCell(Def, No, No)[] "R[a] = a new cell that holds what R[a] held (which may be nothing)";
    LoadCell(Def, Borrow, No)[] "R[a] = contents of the cell R[b]; UnboundLocalError if empty";
    StoreCell(Borrow, Use, Take)[] "contents of the cell R[a] = R[b]";
    DeleteCell(Borrow, No, No)[] "UnboundLocalError if the cell R[a] is empty, else empties it";
    LoadFree(Def, Free, No)[] "R[a] = contents of free variable b; NameError if empty";
    StoreFree(Free, Use, Take)[] "contents of free variable a = R[b]";
    DeleteFree(Free, No, No)[] "NameError if free variable a is empty, else empties it";
    LoadClosure(Def, Free, No)[] "R[a] = the cell itself of free variable b (to build a closure tuple)";
    // ---- globals and names
    LoadGlobal(Def, No, No)[Name, Cache, Cache, Cache] "R[a] = globals[name], else builtins[name], else NameError";
    StoreGlobal(No, Use, Take)[Name] "globals[name] = R[b]";
    DeleteGlobal(No, No, No)[Name] "del globals[name]; NameError";
    LoadName(Def, Borrow, No)[Name, Cache, Cache, Cache] "R[a] = R[b][name] (R[b] is a namespace: a dict or any mapping), else as LoadGlobal";
    LoadNameFree(Def, Borrow, Free)[Name] "R[a] = R[b][name], else contents of free variable c";
    StoreName(Borrow, Use, Take)[Name] "R[a][name] = R[b] where R[a] is the namespace";
    DeleteName(Borrow, No, No)[Name] "del R[a][name]; NameError";
    // ---- attributes
    LoadAttr(Def, Use, Take)[Name, Cache, Cache, Cache] "R[a] = R[b].name";
    StoreAttr(Use, Use, Take)[Name, Cache, Cache, Cache] "R[a].name = R[b]";
    DeleteAttr(No, Use, Take)[Name] "del R[b].name";
    LoadMethod(Window, Use, Take)[Name, Cache, Cache, Cache, Cache] "Makes the method window R[a] for R[b].name(...)";
    LoadSuperMethod(Window, Imm, No)[Name] "R[a] is the value of `super`, R[a+1] the class, R[a+2] the receiver: makes the method window R[a] for super().name(...); b is 1 for super(class, receiver), which matters if R[a] is not the builtin";
    LoadSuperAttr(Window, Imm, Def)[Name] "As LoadSuperMethod, but R[c] = super().name";
    LoadSpecial(Window, Use, Take)[Word] "Makes the method window R[a] for the special method `word` (see Special) of R[b], looked up on its type; a with statement's TypeError if missing";
    // ---- subscripts
    GetItem(Def, Use, Use)[] "R[a] = R[b][R[c]]";
    SetItem(Use, Use, Use)[] "R[a][R[b]] = R[c]";
    GetItemK(Def, Use, Const8)[] "R[a] = R[b][consts[c]]";
    SetItemK(Use, Const8, Use)[] "R[a][consts[b]] = R[c]";
    DelItem(No, Use, Use)[] "del R[b][R[c]]";
    BuildSlice(Def, Window, Imm)[] "R[a] = slice(R[b], R[b+1]) or, where c is 3, slice(R[b], R[b+1], R[b+2])";
    GetSlice(Def, Use, Window)[] "R[a] = R[b][R[c]:R[c+1]]";
    SetSlice(Use, Window, Use)[] "R[a][R[b]:R[b+1]] = R[c]";
    // ---- arithmetic; K: the right operand is consts[c]; I: in place
    Add(Def, Use, Use)[] "R[a] = R[b] + R[c]";
    Sub(Def, Use, Use)[] "R[a] = R[b] - R[c]";
    Mul(Def, Use, Use)[] "R[a] = R[b] * R[c]";
    TrueDiv(Def, Use, Use)[] "R[a] = R[b] / R[c]";
    FloorDiv(Def, Use, Use)[] "R[a] = R[b] // R[c]";
    Mod(Def, Use, Use)[] "R[a] = R[b] % R[c]";
    And(Def, Use, Use)[] "R[a] = R[b] & R[c]";
    Or(Def, Use, Use)[] "R[a] = R[b] | R[c]";
    Xor(Def, Use, Use)[] "R[a] = R[b] ^ R[c]";
    LShift(Def, Use, Use)[] "R[a] = R[b] << R[c]";
    RShift(Def, Use, Use)[] "R[a] = R[b] >> R[c]";
    AddK(Def, Use, Const8)[] "R[a] = R[b] + consts[c]";
    SubK(Def, Use, Const8)[] "R[a] = R[b] - consts[c]";
    MulK(Def, Use, Const8)[] "R[a] = R[b] * consts[c]";
    TrueDivK(Def, Use, Const8)[] "R[a] = R[b] / consts[c]";
    FloorDivK(Def, Use, Const8)[] "R[a] = R[b] // consts[c]";
    ModK(Def, Use, Const8)[] "R[a] = R[b] % consts[c]";
    AndK(Def, Use, Const8)[] "R[a] = R[b] & consts[c]";
    OrK(Def, Use, Const8)[] "R[a] = R[b] | consts[c]";
    XorK(Def, Use, Const8)[] "R[a] = R[b] ^ consts[c]";
    LShiftK(Def, Use, Const8)[] "R[a] = R[b] << consts[c]";
    RShiftK(Def, Use, Const8)[] "R[a] = R[b] >> consts[c]";
    IAdd(Def, Use, Use)[] "R[a] = R[b] += R[c]";
    ISub(Def, Use, Use)[] "R[a] = R[b] -= R[c]";
    IMul(Def, Use, Use)[] "R[a] = R[b] *= R[c]";
    IAddK(Def, Use, Const8)[] "R[a] = R[b] += consts[c]";
    ISubK(Def, Use, Const8)[] "R[a] = R[b] -= consts[c]";
    IMulK(Def, Use, Const8)[] "R[a] = R[b] *= consts[c]";
    Binary(Def, Use, Use)[Word] "R[a] = R[b] OP R[c], OP = BinaryOp number `word & 31`, in place if bit 5 is set; for the operators without an operation of their own";
    Neg(Def, Use, Take)[] "R[a] = -R[b]";
    Pos(Def, Use, Take)[] "R[a] = +R[b]";
    Invert(Def, Use, Take)[] "R[a] = ~R[b]";
    Not(Def, Use, Take)[] "R[a] = not R[b]";
    // ---- comparison
    Lt(Def, Use, Use)[] "R[a] = R[b] < R[c]";
    Le(Def, Use, Use)[] "R[a] = R[b] <= R[c]";
    Eq(Def, Use, Use)[] "R[a] = R[b] == R[c]";
    Ne(Def, Use, Use)[] "R[a] = R[b] != R[c]";
    Gt(Def, Use, Use)[] "R[a] = R[b] > R[c]";
    Ge(Def, Use, Use)[] "R[a] = R[b] >= R[c]";
    Is(Def, Use, Use)[] "R[a] = R[b] is R[c]";
    IsNot(Def, Use, Use)[] "R[a] = R[b] is not R[c]";
    Contains(Def, Use, Use)[] "R[a] = R[b] in R[c]";
    NotContains(Def, Use, Use)[] "R[a] = R[b] not in R[c]";
    // ---- jumps
    Jump(No, No, No)[Jump] "Goes on at the target (forward)";
    Loop(No, No, No)[Jump] "Goes on at the target (backward): a safe point that pays fuel";
    JumpIf(No, Borrow, Imm)[Jump] "Jumps if bool(R[b]) == (c & 1); c & 2: takes R[b] either way, else leaves it";
    JumpIfNone(No, Borrow, Imm)[Jump] "Jumps if (R[b] is None) == (c & 1); c & 2: takes R[b] either way, else leaves it";
    JumpLt(Use, Use, Imm)[Jump] "Jumps if bool(R[a] < R[b]) == (c & 1)";
    JumpLe(Use, Use, Imm)[Jump] "Jumps if bool(R[a] <= R[b]) == (c & 1)";
    JumpEq(Use, Use, Imm)[Jump] "Jumps if bool(R[a] == R[b]) == (c & 1)";
    JumpNe(Use, Use, Imm)[Jump] "Jumps if bool(R[a] != R[b]) == (c & 1)";
    JumpGt(Use, Use, Imm)[Jump] "Jumps if bool(R[a] > R[b]) == (c & 1)";
    JumpGe(Use, Use, Imm)[Jump] "Jumps if bool(R[a] >= R[b]) == (c & 1)";
    JumpLtK(Use, Const8, Imm)[Jump] "Jumps if bool(R[a] < consts[b]) == (c & 1)";
    JumpLeK(Use, Const8, Imm)[Jump] "Jumps if bool(R[a] <= consts[b]) == (c & 1)";
    JumpEqK(Use, Const8, Imm)[Jump] "Jumps if bool(R[a] == consts[b]) == (c & 1)";
    JumpNeK(Use, Const8, Imm)[Jump] "Jumps if bool(R[a] != consts[b]) == (c & 1)";
    JumpGtK(Use, Const8, Imm)[Jump] "Jumps if bool(R[a] > consts[b]) == (c & 1)";
    JumpGeK(Use, Const8, Imm)[Jump] "Jumps if bool(R[a] >= consts[b]) == (c & 1)";
    // ---- building and taking apart
    BuildTuple(Def, Window, Imm)[] "R[a] = tuple of the c registers from R[b]";
    BuildList(Def, Window, Imm)[] "R[a] = list of the c registers from R[b]";
    BuildSet(Def, Window, Imm)[] "R[a] = set of the c registers from R[b]";
    BuildMap(Def, Window, Imm)[] "R[a] = dict of c pairs: keys R[b], R[b+2]..., values R[b+1], R[b+3]...";
    BuildString(Def, Window, Imm)[] "R[a] = the c strings from R[b] joined";
    FormatValue(Def, Window, Imm)[] "R[a] = format(conversion(R[b]), spec): c & 3 is 0 none, 1 str, 2 repr, 3 ascii; c & 4: the spec is R[b+1], else ''";
    ListAppend(Borrow, Use, Take)[] "R[a].append(R[b]) where R[a] is a list under construction";
    ListExtend(Borrow, Use, Take)[] "Extends the list R[a] by the iterable R[b] (display's `*x`)";
    SetAdd(Borrow, Use, Take)[] "Adds R[b] to the set R[a]";
    SetUpdate(Borrow, Use, Take)[] "Adds the items of the iterable R[b] to the set R[a]";
    MapAdd(Borrow, Use, Use)[] "R[a][R[b]] = R[c] where R[a] is a dict under construction";
    DictUpdate(Borrow, Use, Take)[] "Updates the dict R[a] from the mapping R[b] (display's `**x`)";
    DictMerge(Borrow, Use, Borrow)[] "As DictUpdate for call arguments: a repeated key is a TypeError that names the callee R[c]";
    ListToTuple(Def, Use, Take)[] "R[a] = tuple(R[b]) where R[b] is a list";
    UnpackSequence(Window, Use, Imm)[] "R[a], R[a+1], ... (c of them) = R[b]; ValueError on a wrong length";
    UnpackLocals(Def, Use, Imm)[] "As UnpackSequence, where the targets are c locals from R[a]";
    UnpackPair(Def, Def, Use)[] "R[a], R[b] = R[c]; ValueError on a wrong length";
    UnpackEx(Window, Use, Take)[Word] "R[a]... = R[b] with a starred target: word = before | after << 16, before + 1 + after registers";
    // ---- iteration
    GetIter(Def, Use, Take)[] "R[a] = iter(R[b])";
    ForIter(Def, Borrow, No)[Jump] "R[a] = next(R[b]); at the end drops R[b] and jumps";
    GetAIter(Def, Use, Take)[] "R[a] = aiter(R[b]); R[a+1] must be free: ForAIter keeps its awaitable there";
    ForAIter(Def, Borrow, No)[Jump] "R[a] = await anext(R[b]); at the end drops R[b] and jumps. R[b+1] is working space";
    // ---- generators and coroutines (only in code with such flags)
    Yield(Def, Use, Take)[] "Suspends with R[b]; the value that is sent in arrives in R[a]";
    GetYieldFromIter(Def, Use, Take)[] "R[a] = R[b] if it is a generator (or a coroutine, in a coroutine), else iter(R[b])";
    GetAwaitable(Def, Use, Imm)[] "R[a] = what Await drives for R[b]; c & 3: 0 await, 1 __aenter__, 2 __aexit__ (for the message); c & 4 is the take flag";
    Await(Def, Borrow, No)[] "Drives R[b] (from GetAwaitable or GetYieldFromIter) to its end, suspending as often as it does; then R[b] is dropped and R[a] = its result";
    // ---- calls
    Call(Window, Imm, Def)[] "R[c] = R[a](R[a+3], ...) with b positional arguments";
    CallMethod(Window, Imm, Def)[] "As Call, for a method window: b arguments from R[a+4]";
    CallKw(Window, Imm, Def)[Const] "As Call with b arguments in all, the last len(consts[word]) of them by the names in that tuple";
    CallMethodKw(Window, Imm, Def)[Const] "As CallKw, for a method window";
    CallEx(Window, Imm, Def)[] "R[c] = R[a](*R[a+3], **R[a+4]): R[a+3] is any iterable, R[a+4] a mapping if b & 1";
    CallG(Window, Imm, Def)[] "Call in a generator frame";
    CallMethodG(Window, Imm, Def)[] "CallMethod in a generator frame";
    Return(Imm, Use, Take)[] "Returns R[b]; a is 0, or the number of the first register above the live temporaries";
    ReturnConst(Imm, Const16, No)[] "Returns consts[bc]; a as for Return";
    // ---- definitions
    MakeFunction(Window, No, Def)[Const] "R[c] = function of code consts[word]; R[a] defaults (tuple or None), R[a+1] keyword-only defaults (dict or None), R[a+2] __annotate__ (function or None), R[a+3] closure (tuple of cells or None)";
    LoadBuildClass(Def, No, No)[] "R[a] = builtins.__build_class__";
    LoadAssertionError(Def, No, No)[] "R[a] = AssertionError";
    Intrinsic(Def, Window, Imm)[] "R[a] = intrinsic c (see Intrinsic) of the registers from R[b]";
    // ---- imports
    ImportName(Def, Imm, No)[Name, Const] "R[a] = __import__(name, fromlist=consts[word], level=b)";
    ImportFrom(Def, Borrow, No)[Name] "R[a] = R[b].name, or the submodule; ImportError";
    ImportStar(Borrow, Use, Take)[] "Puts the public names of the module R[b] into the namespace R[a]";
    // ---- exceptions
    Raise(Imm, Window, No)[] "a = 0: re-raises the handled exception; 1: raises R[b]; 2: raises R[b] from R[b+1]";
    PushExc(Def, Borrow, No)[] "At the start of a handler: R[a] = the exception handled before (or nothing), R[b] becomes the handled one";
    PopExc(Use, No, No)[] "The handled exception becomes R[a] (which may be nothing); empties R[a]";
    MatchExc(Def, Borrow, Use)[] "R[a] = whether the exception R[b] matches the class or tuple R[c]";
    Reraise(No, Use, No)[] "Raises R[b] again as it is, its traceback kept";
    // ---- the VM's own; the compiler does not emit these
    Halt(No, No, No)[] "Never executed: fills gaps";
    LoadAttrSlot(Def, Use, Take)[Name, Cache, Cache, Cache] "LoadAttr of an instance attribute: shape, slot";
    LoadAttrModule(Def, Use, Take)[Name, Cache, Cache, Cache] "LoadAttr of a module's name: version, position";
    LoadAttrType(Def, Use, Take)[Name, Cache, Cache, Cache] "LoadAttr of a class's plain attribute: the class's version, the value";
    StoreAttrSlot(Use, Use, Take)[Name, Cache, Cache, Cache] "StoreAttr of an instance attribute: shape, slot";
    StoreAttrAdd(Use, Use, Take)[Name, Cache, Cache, Cache] "StoreAttr that adds an instance attribute: shape, new shape, slot";
    LoadMethodFast(Window, Use, Take)[Name, Cache, Cache, Cache, Cache] "LoadMethod found on the class: shape, version, the function's address";
    LoadMethodType(Window, Use, Take)[Name, Cache, Cache, Cache, Cache] "LoadMethod found on a class: its version, whether it is the first argument, the function's address";
    LoadMethodModule(Window, Use, Take)[Name, Cache, Cache, Cache, Cache] "LoadMethod found in a module: version, position";
    LoadGlobalFast(Def, No, No)[Name, Cache, Cache, Cache] "LoadGlobal found in the globals: version, position";
    ReturnG(Imm, Use, Take)[] "Return in a generator frame";
    ReturnConstG(Imm, Const16, No)[] "ReturnConst in a generator frame";
    YieldA(Def, Use, Take)[] "Yield in an asynchronous generator";
    LoadBuiltinFast(Def, No, No)[Name, Cache, Cache, Cache] "LoadGlobal found in the builtins: both versions, position";
}

impl Op {
    /// The operation with this number, if there is one.
    #[inline]
    pub fn from_byte(byte: u8) -> Option<Op> {
        Self::ALL.get(byte as usize).copied()
    }

    /// This operation's row.
    #[inline]
    pub fn info(self) -> &'static OpInfo {
        &Self::INFO[self as usize]
    }

    /// Words that an instruction of this operation takes, itself included.
    #[inline]
    #[expect(clippy::len_without_is_empty, reason = "an instruction is never empty")]
    pub fn len(self) -> usize {
        1 + self.info().words.len()
    }
}

/// Makes an instruction word.
#[inline]
pub fn encode(op: Op, a: u8, b: u8, c: u8) -> u32 {
    u32::from_le_bytes([op as u8, a, b, c])
}

/// Makes an instruction word whose b and c form one 16-bit number.
#[inline]
pub fn encode_bc(op: Op, a: u8, bc: u16) -> u32 {
    let [b, c] = bc.to_le_bytes();
    encode(op, a, b, c)
}

/// The operation byte of a word.
#[inline]
pub fn op(word: u32) -> u8 {
    word as u8
}

/// Operand a.
#[inline]
pub fn a(word: u32) -> u8 {
    (word >> 8) as u8
}

/// Operand b.
#[inline]
pub fn b(word: u32) -> u8 {
    (word >> 16) as u8
}

/// Operand c.
#[inline]
pub fn c(word: u32) -> u8 {
    (word >> 24) as u8
}

/// Operands b and c as one unsigned 16-bit number.
#[inline]
pub fn bc(word: u32) -> u16 {
    (word >> 16) as u16
}

macro_rules! numbered {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($variant:ident $doc:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        $vis enum $name { $(#[doc = $doc] $variant),* }
        impl $name {
            /// Every variant, in the order of its number.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];
            /// The variant with this number, if there is one.
            #[inline]
            pub fn from_byte(byte: u8) -> Option<Self> { Self::ALL.get(byte as usize).copied() }
        }
    };
}

numbered! {
    /// Binary operators (language reference, section 6.7 and following).
    pub enum BinaryOp {
        Add "`+`", Sub "`-`", Mul "`*`", TrueDiv "`/`", FloorDiv "`//`", Mod "`%`", And "`&`", Or "`|`", Xor "`^`",
        LShift "`<<`", RShift "`>>`", Pow "`**`", MatMul "`@`",
    }
}

numbered! {
    /// Rich comparisons.
    pub enum CompareOp { Lt "`<`", Le "`<=`", Eq "`==`", Ne "`!=`", Gt "`>`", Ge "`>=`" }
}

numbered! {
    /// Special methods that `LoadSpecial` looks up.
    pub enum Special { Enter "`__enter__`", Exit "`__exit__`", AEnter "`__aenter__`", AExit "`__aexit__`" }
}

numbered! {
    /// Rare operations behind `Intrinsic`; the arguments stand from `R[b]`.
    pub enum Intrinsic {
        TypeVar "TypeVar(name)",
        TypeVarWithBound "TypeVar(name, bound evaluator)",
        TypeVarWithConstraints "TypeVar(name, constraints evaluator)",
        ParamSpec "ParamSpec(name)",
        TypeVarTuple "TypeVarTuple(name)",
        SetTypeparamDefault "(parameter, default evaluator): sets the lazy default, gives the parameter",
        SubscriptGeneric "(type parameter tuple): Generic[*params]",
        TypeAlias "(name, type parameter tuple or None, value evaluator): TypeAliasType",
        SetFunctionTypeParams "(function, tuple): sets __type_params__, gives the function",
        BuildTemplate "(strings tuple, interpolations tuple): t-string",
        BuildInterpolation "(value, expression text, conversion or None, format spec)",
        Locals "(): the namespace of a class or module body",
        Print "(value): what the prompt does with the value of an expression statement, sys.displayhook; gives None",
        ExcType "(exception, borrowed: it stays in its register): its type",
        ExcTraceback "(exception, borrowed: it stays in its register): its traceback or None",
        SetupAnnotations "(): gives the namespace of a class or module body an empty __annotations__ if it has none; gives None",
    }
}

/// Names of the intrinsics, as the disassembler prints them.
pub const INTRINSIC_NAMES: &[&str] = &[
    "TypeVar",
    "TypeVarWithBound",
    "TypeVarWithConstraints",
    "ParamSpec",
    "TypeVarTuple",
    "SetTypeparamDefault",
    "SubscriptGeneric",
    "TypeAlias",
    "SetFunctionTypeParams",
    "BuildTemplate",
    "BuildInterpolation",
    "Locals",
    "Print",
    "ExcType",
    "ExcTraceback",
    "SetupAnnotations",
];
