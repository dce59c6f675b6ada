//! The cycle collector: finds objects that only refer to one another and lets them go (library reference, `gc`).
//!
//! As CPython's: every traced object's count less the references from traced objects leaves those from outside; what is
//! not reachable from an object with some is garbage. Weak references to garbage are cleared, its finalisers run once,
//! and what they have not brought back is cleared so that the counts do the rest. Where there is no memory for the lists
//! of all that, there is no collection.

use std::cell::Cell;

use super::{FLAG_FINALIZED, FLAG_WEAK, Header, RC_ONE, Tracer, kind_of, refcount, shape_of};
use crate::{Kind, Raw, Value, Vm, objects::Type};

/// `gc.get_threshold()` of a new VM, as CPython's.
const THRESHOLDS: [i64; 3] = [2000, 10, 10];
/// Bytes of growth that stand for one object of the first threshold: there is one generation, so a collection looks at
/// everything and must not come as often.
const GROWTH: usize = 4096;
/// Bytes by which the heap of a new VM must grow before it is worth looking for cycles.
pub(super) const LEAST_GROWTH: usize = THRESHOLDS[0] as usize * GROWTH;

/// A collector under stress that sees a multiple of so many objects lets the square of that many points pass.
const STRESSED: usize = 8192;

/// State of the collector.
pub struct Collector {
    /// A collection should run at the next safe point.
    pub(crate) wanted: Cell<bool>,
    /// `gc.isenabled()`
    pub(crate) enabled: Cell<bool>,
    /// Collect at every safe point: finds objects that the VM holds without counting.
    pub(crate) stress: Cell<bool>,
    /// Under stress: points to let pass before the next collection.
    pause: Cell<usize>,
    running: Cell<bool>,
    collections: Cell<u64>,
    thresholds: Cell<[i64; 3]>,
}

impl Default for Collector {
    fn default() -> Collector {
        Collector {
            wanted: Cell::new(false),
            enabled: Cell::new(true),
            stress: Cell::new(false),
            pause: Cell::new(0),
            running: Cell::new(false),
            collections: Cell::new(0),
            thresholds: Cell::new(THRESHOLDS),
        }
    }
}

/// Adds an item, if there is memory for it.
fn push<T>(list: &mut Vec<T>, item: T) -> bool {
    let room = list.len() < list.capacity() || list.try_reserve(1).is_ok();
    if room {
        list.push(item);
    }
    room
}

impl Vm {
    /// Calls `visit` with every value that an object owns: its contents, its class, its trailing words.
    pub(super) unsafe fn references(&self, object: *mut Header, visit: &mut dyn FnMut(Raw)) {
        // SAFETY: the caller passes a live object.
        unsafe {
            let Some(info) = self.heap.kinds.get(kind_of(object)) else { return };
            (info.trace)(object, &mut Tracer(visit));
            let shape = shape_of(object);
            if shape & 0x00FF_FFFF != shape >> 24 {
                let class = self.shapes.class(shape);
                if class.is_ref() {
                    visit(class);
                    let words = class.as_value().body_unchecked::<Type>().trailing_words.get() as usize;
                    let end = object.cast::<u8>().add(super::block_size(object)).cast::<Raw>();
                    for n in 1..=words {
                        let word = *end.sub(n);
                        if word.is_ref() {
                            visit(word);
                        }
                    }
                }
            }
        }
    }

    fn traced_objects(&self) -> Option<Vec<*mut Header>> {
        let mut objects = Vec::new();
        let mut whole = true;
        self.heap.each_object(|object| {
            // SAFETY: the visitor gets live objects.
            unsafe {
                if self.heap.kinds.get(kind_of(object)).is_some_and(|info| info.traced) {
                    whole = whole && push(&mut objects, object);
                }
            }
        });
        whole.then_some(objects)
    }

    /// Those of `objects` that nothing else keeps alive. `held` references of each are not counted.
    ///
    /// The mark of one of the objects is its count of references from elsewhere, times two, plus one; that of any other
    /// object stays 0.
    fn unreachable(&self, mut objects: Vec<*mut Header>, held: u32) -> Option<Vec<*mut Header>> {
        const ONE: u32 = 2;
        const REACHED: u32 = u32::MAX;
        let marks = self.heap.marks()?;
        // SAFETY: nothing runs while counting, so all objects stay live, and so do those that they refer to.
        unsafe {
            for object in &objects {
                marks.of(*object).set((refcount(*object) - held) * ONE + 1);
            }
            for object in &objects {
                self.references(*object, &mut |raw| {
                    let mark = marks.of(raw.ptr());
                    if mark.get() > ONE {
                        mark.set(mark.get() - ONE);
                    }
                });
            }
            let mut work: Vec<*mut Header> = Vec::new();
            let mut whole = true;
            for object in &objects {
                if marks.of(*object).get() > ONE && marks.of(*object).get() != REACHED {
                    marks.of(*object).set(REACHED);
                    whole = whole && push(&mut work, *object);
                }
                while let Some(object) = work.pop() {
                    self.references(object, &mut |raw| {
                        let mark = marks.of(raw.ptr());
                        if mark.get() != 0 && mark.get() != REACHED {
                            mark.set(REACHED);
                            whole = whole && push(&mut work, raw.ptr());
                        }
                    });
                }
            }
            if !whole {
                return None;
            }
            objects.retain(|object| marks.of(*object).get() != REACHED);
        }
        objects.sort_unstable();
        Some(objects)
    }

    /// `gc.collect()`: the number of objects found unreachable.
    pub fn collect_garbage(&self) -> usize {
        let collector = &self.collector;
        if collector.running.replace(true) {
            return 0;
        }
        collector.collections.set(collector.collections.get() + 1);
        let objects = self.heap.has_room_to_collect().then(|| self.traced_objects()).flatten();
        collector.pause.set((objects.as_ref().map_or(0, Vec::len) / STRESSED).pow(2));
        let garbage = objects.and_then(|objects| self.unreachable(objects, 0));
        let garbage = garbage.unwrap_or_default();
        let found = garbage.len();
        if found > 0 {
            self.release_garbage(&garbage);
        }
        self.heap.collected();
        collector.running.set(false);
        found
    }

    fn release_garbage(&self, garbage: &[*mut Header]) {
        let mut held: Vec<Value> = Vec::new();
        if held.try_reserve_exact(garbage.len()).is_err() {
            return;
        }
        let pending = self.thread.raised.take();
        // SAFETY: `held` keeps every object live to the end.
        unsafe {
            held.extend(garbage.iter().map(|object| Raw::from_ptr(*object).dup().into_value()));
            let referred: Vec<*mut Header> =
                garbage.iter().copied().filter(|object| (**object).rc.get() & FLAG_WEAK != 0).collect();
            self.clear_weak_of(&referred, garbage);
            let mut finalized = false;
            self.sort_by_age(&mut held);
            // A coroutine is older than the task or future of a native module that knows it.
            let late = |value: &&Value| kind_of(value.raw().ptr()).0 >= Kind::ext(0).0;
            for value in held.iter().filter(|value| !late(value)).chain(held.iter().filter(late)) {
                if let Some(del) = self.finalizer(value.raw().ptr()) {
                    let rc = &(*value.raw().ptr()).rc;
                    rc.set(rc.get() | FLAG_FINALIZED);
                    finalized = true;
                    del(self, value);
                }
            }
            let again = || {
                let mut copy = Vec::new();
                copy.try_reserve_exact(garbage.len()).ok()?;
                copy.extend_from_slice(garbage);
                self.unreachable(copy, 1)
            };
            // Where memory is too short to tell what finalisers have revived, all is left for the next collection.
            let left = if finalized { Some(again().unwrap_or_default()) } else { None };
            for object in left.as_deref().unwrap_or(garbage).iter().copied() {
                debug_assert!((*object).rc.get() >= RC_ONE);
                if let Some(info) = self.heap.kinds.get(kind_of(object)) {
                    (info.clear)(self, object);
                }
            }
            drop(held);
        }
        self.thread.raised.set(pending);
    }

    /// What runs before the object goes, if it has not run yet.
    unsafe fn finalizer(&self, object: *mut Header) -> Option<fn(&Vm, &Value)> {
        // SAFETY: the caller passes a live object.
        unsafe {
            let class = self.shapes.class(shape_of(object));
            if !class.is_ref() || (*object).rc.get() & FLAG_FINALIZED != 0 {
                return None;
            }
            class.as_value().body_unchecked::<Type>().slots().del
        }
    }

    /// The last collection, which is for what runs before objects go: without any such thing there is none.
    pub fn collect_at_exit(&self) {
        let mut wanted = false;
        self.heap.each_object(|object| {
            // SAFETY: the visitor gets live objects.
            unsafe { wanted |= (*object).rc.get() & FLAG_WEAK != 0 || self.finalizer(object).is_some() }
        });
        if wanted {
            self.collect_garbage();
        }
    }

    /// A collection that a safe point makes.
    pub(crate) fn collect_young(&self) {
        if self.collector.enabled.get() && self.collector.thresholds.get()[0] != 0 {
            self.collect_garbage();
        } else {
            self.heap.collected();
        }
    }

    /// `gc.enable()` and `gc.disable()`.
    pub fn enable_collector(&self, on: bool) {
        self.collector.enabled.set(on);
    }

    /// `gc.isenabled()`
    pub fn is_collector_enabled(&self) -> bool {
        self.collector.enabled.get()
    }

    /// `gc.get_threshold()`
    pub fn collector_thresholds(&self) -> [i64; 3] {
        self.collector.thresholds.get()
    }

    /// `gc.set_threshold()`: a collection comes when the heap has grown by as much as `first` objects stand for, and has
    /// doubled; never if that is 0. The other two say nothing here.
    pub fn set_collector_thresholds(&self, thresholds: [i64; 3]) {
        self.collector.thresholds.set(thresholds);
        let first = usize::try_from(thresholds[0]).unwrap_or(1);
        self.heap.set_least_growth((first != 0).then(|| first.saturating_mul(GROWTH)));
    }

    /// Collects as often as possible, for tests of the VM itself.
    pub fn stress_collector(&self) {
        self.collector.stress.set(true);
        self.check_every_point();
    }

    /// Whether a collector under stress collects at this safe point: something must have been allocated since the last
    /// collection, and where there is much to look at only every so many points count.
    #[cold]
    pub(crate) fn under_stress(&self) -> bool {
        let pause = &self.collector.pause;
        if pause.get() > 0 {
            pause.set(pause.get() - 1);
            return false;
        }
        self.heap.take_allocated()
    }

    /// Every traced object, for `gc.get_objects()`.
    pub fn all_objects(&self) -> Vec<Value> {
        // SAFETY: the objects are live; each gets a reference.
        self.traced_objects()
            .unwrap_or_default()
            .into_iter()
            .map(|object| unsafe { Raw::from_ptr(object).dup().into_value() })
            .collect()
    }

    /// What an object refers to, for `gc.get_referents()`.
    pub fn referents(&self, value: &Value) -> Vec<Value> {
        let mut found = Vec::new();
        if value.raw().is_ref() {
            // SAFETY: the value keeps the object alive; each referent gets a reference.
            unsafe { self.references(value.raw().ptr(), &mut |raw| found.push(raw.dup().into_value())) };
        }
        found
    }

    /// Collections so far.
    pub fn collections(&self) -> u64 {
        self.collector.collections.get()
    }
}
