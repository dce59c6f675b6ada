//! What a VM asks of the machine: clocks, files, standard streams, entropy.
//!
//! [`Host`] is the boundary: a VM does nothing to the outside but through it. [`Machine`] is the real one, with a real or
//! a virtual clock. Nothing here knows of Python values.

mod allocator;
mod clock;
mod descriptors;
mod host;
mod interrupt;
mod machine;
mod memory;
mod zone;

pub use allocator::{Allocator, keep_reserve, ran_short};
pub use clock::{Clock, RealClock, VirtualClock, real_now_ns};
pub use descriptors::Descriptor;
pub use host::{Change, Host, Stat};
pub use interrupt::{end_now, on_interrupt};
pub use machine::Machine;
pub use memory::{address_space_limit, memory_of_machine};
pub use zone::{LocalOffset, Zone};
