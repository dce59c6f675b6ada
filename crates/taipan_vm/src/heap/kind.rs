//! Layout kinds: the top byte of an object's shape word says what Rust type stands behind the header.

use std::{any::TypeId, cell::UnsafeCell};

use super::{Header, Tracer};
use crate::{Vm, objects::Slot};

/// Number of a layout. Objects of a type and of its subclasses share one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(transparent)]
pub struct Kind(pub u8);

macro_rules! kinds {
    ($($name:ident = $n:literal),* $(,)?) => {
        #[expect(non_upper_case_globals, reason = "read as variants")]
        #[allow(missing_docs, reason = "each is the type of that name")]
        impl Kind { $(pub const $name: Kind = Kind($n);)* }
    };
}

// Kinds below 128 are the VM's; the others belong to native modules: `Kind::ext`.
kinds! {
    Free = 0, Instance = 1, Type = 2, Str = 3, Bytes = 4, ByteArray = 5, BigInt = 6, Float = 7, Complex = 8,
    Tuple = 9, List = 10, Dict = 11, Set = 12, FrozenSet = 13, Slice = 14, Range = 15,
    Function = 16, Code = 17, Cell = 18, BoundMethod = 19, NativeFunction = 20, MethodDescriptor = 21,
    SlotWrapper = 22, GetSet = 23, Member = 24, Property = 25, StaticMethod = 26, ClassMethod = 27, Super = 28,
    Module = 29, Exception = 30, Traceback = 31, Frame = 32, Generator = 33, MappingProxy = 34,
    RangeIter = 35, ListIter = 36, TupleIter = 37, DictIter = 38, DictView = 39, SetIter = 40, StrIter = 41,
    SeqIter = 42, CallIter = 43, Enumerate = 44, Zip = 45, Map = 46, Filter = 47, Reversed = 48,
    AsyncGenAwait = 49, CoroWrapper = 50, WeakRef = 51, MemoryView = 52, MethodWrapper = 53, NativeBoundMethod = 54,
    Context = 55, ContextVar = 56, ContextToken = 57, GenericAlias = 58, UnionType = 59, BytesIter = 60,
    LongRangeIter = 61, WeakProxy = 62, SimpleNamespace = 63, ClassMethodDescriptor = 64, AnextAwait = 65,
    Template = 66, Interpolation = 67, TypeVar = 68, TypeAlias = 69, Plain = 70,
    NewMethod = 71, MemoryIter = 72, Deque = 73, ModuleSpec = 90,
    ContextMap = 100, ContextMissing = 101,
}

impl Kind {
    /// The n-th kind of native modules, n below 128. The table of who has which is in `native/mod.rs`.
    pub const fn ext(n: u8) -> Kind {
        assert!(n < 128);
        Kind(128 + n)
    }
}

/// How the heap treats objects of one kind.
#[derive(Clone, Copy)]
pub struct KindInfo {
    /// The Rust type behind the header; checked by `downcast`.
    pub type_id: TypeId,
    /// Whether such objects can be part of cycles.
    pub traced: bool,
    /// Calls the tracer for every value that the object owns.
    pub trace: unsafe fn(*mut Header, &mut Tracer<'_>),
    /// Releases what the object owns so that a cycle breaks; the object stays valid.
    pub clear: unsafe fn(&Vm, *mut Header),
    /// The place of the attribute dict in the body, where the type has one.
    pub dict: unsafe fn(*mut Header) -> Option<*const Slot>,
    /// A number that grows from one object of the kind to the next, where it has one.
    pub age: unsafe fn(*mut Header) -> Option<u64>,
    /// Runs the destructor of the contents; the block is freed afterwards.
    pub drop: unsafe fn(&Vm, *mut Header),
}

/// One entry per kind; `None` where no type has registered.
pub struct KindTable(UnsafeCell<[Option<KindInfo>; 256]>);

impl KindTable {
    pub(crate) const fn new() -> KindTable {
        KindTable(UnsafeCell::new([None; 256]))
    }

    /// The entry of a kind.
    #[inline(always)]
    pub fn get(&self, kind: Kind) -> Option<&KindInfo> {
        // SAFETY: an entry is written once, before the first object of its kind is made.
        unsafe { (*self.0.get())[kind.0 as usize].as_ref() }
    }

    /// Writes the entry of a kind, unless the kind has one.
    pub(crate) fn set(&self, kind: Kind, info: KindInfo) {
        if self.get(kind).is_none() {
            // SAFETY: nobody can hold a reference to an entry that is not there.
            unsafe { (*self.0.get())[kind.0 as usize] = Some(info) };
        }
    }
}
