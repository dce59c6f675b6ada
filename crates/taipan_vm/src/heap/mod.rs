//! The heap of one VM: reference-counted objects in pages that know their VM, finalised promptly, charged before they are
//! made. `pages` hands out blocks, `account` counts what is charged, `object` is what stands in a block, `kind` tells how to trace and drop it, `buffer`
//! holds growable contents, whose memory `spare` keeps for the next, `collect` frees cycles, in the order that `age` knows. No thread-local, no static: an object finds its VM through its page.

mod account;
mod age;
mod buffer;
mod collect;
mod kind;
mod object;
mod pages;
mod spare;

pub(crate) use age::Births;
pub use buffer::Buffer;
pub use collect::Collector;
pub use kind::{Kind, KindInfo, KindTable};
pub use object::{Body, Gc, Header, Obj, Tracer};
pub(crate) use object::{decref, decref_only, incref, kind_of, last_reference, refcount, shape_of, vm_of};
pub use pages::Heap;
pub(crate) use pages::{FLAG_FINALIZED, FLAG_WEAK, RC_ONE, block_size};

#[cfg(test)]
mod tests;
