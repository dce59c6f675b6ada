//! Deques: the body and its ring of items. Their Python side is in the module `_collections`, but asyncio's queues and
//! locks work on them too.

mod body;
mod ring;

pub use body::{Deque, End};
pub use ring::Ring;
