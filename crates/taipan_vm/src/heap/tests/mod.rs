//! Tests of the heap alone, over a VM without types: they run under Miri too (`tests/README.md` has the command).

use std::rc::Rc;

use taipan_host::{Machine, VirtualClock};

use super::{Body, Kind, KindInfo, Obj};
use crate::{
    Vm,
    objects::{Dict, FloatObject, List, Str, Tuple},
};

mod blocks;
mod buffers;
mod objects;

/// A VM that knows how to treat a few kinds of objects and has no type at all.
fn vm() -> Box<Vm> {
    fn of<T: Body>() -> (Kind, KindInfo) {
        (T::KIND, Obj::<T>::info())
    }
    let vm = Vm::unstarted(Rc::new(Machine::with_clock(Box::new(VirtualClock::new(0)))));
    for (kind, info) in
        [of::<List>(), of::<Dict>(), of::<Str>(), of::<FloatObject>(), (Kind::Tuple, Tuple::info())]
    {
        vm.register_kind(kind, info);
    }
    vm
}

/// How often a test repeats itself; Miri is some thousand times slower.
const fn rounds(many: i64) -> i64 {
    if cfg!(miri) { many / 500 } else { many }
}

/// Numbers in no order, but the same in every run.
struct Shuffle(u64);

impl Shuffle {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}
