//! Everything that a coroutine may hand to the loop by suspending:
//!
//! * `None`: go on in the next turn. [`Turn`] yields it, and so does a bare `yield` in a generator-based coroutine.
//! * a Future (anything with `_asyncio_future_blocking` set): go on when it is done.
//!
//! Everything else is a mistake, which the task raises at the place of the suspension (`task/step.rs`).

use taipan_vm::{
    Body, Kind, Tracer, Value, Vm,
    native::{TypeFlags, TypeSpec},
    objects::{Poll, PollFirst},
};

/// `_asyncio._turn`: awaiting it gives way to the loop for one turn.
pub struct Turn;

impl Body for Turn {
    const KIND: Kind = Kind::ext(5);
    const TRACED: bool = false;
    fn trace(&self, _: &mut Tracer<'_>) {}
}

/// Makes the singleton.
pub fn turn(vm: &Vm) -> Value {
    vm.add_type::<Turn>(&TypeSpec {
        name: "_Turn",
        module: "_asyncio",
        kind: Turn::KIND,
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "Gives way to the event loop for one turn.",
        slots: |slots| {
            slots.poll = Some(|_, _, first| {
                Ok(match first {
                    PollFirst::Yes => Poll::Pending(Value::NONE),
                    PollFirst::No => Poll::Ready(Value::NONE),
                })
            });
        },
        methods: &[],
        getset: &[],
    });
    vm.make(Turn).into()
}
