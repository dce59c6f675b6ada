//! Many VMs in one process: nothing of one is left when it goes.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
};

use taipan::{Clock, Result, Stdio, Vm};

/// Counts the bytes that this thread has allocated and not given back.
struct Counting;

thread_local! {
    static BYTES: Cell<isize> = const { Cell::new(0) };
}

fn count(bytes: isize) {
    // A thread that ends frees after its locals are gone.
    _ = BYTES.try_with(|total| total.set(total.get() + bytes));
}

// SAFETY: everything is left to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        count(-(layout.size() as isize));
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size as isize - layout.size() as isize);
        // SAFETY: as the caller promises.
        unsafe { System.realloc(place, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const PROGRAM: &str = "
import asyncio, functools

class Node:
    def __init__(self): self.me, self.items = self, [self]
    def __del__(self): pass

nodes = [Node() for i in range(10)]
cycle = {}
cycle['self'] = cycle
text = 'x' * 10000
number = 3 ** 1000

def generator():
    try:
        while True: yield nodes
    finally:
        pass

running = generator()
next(running)

@functools.lru_cache
def square(x): return x * x
square(4)

async def work(): await asyncio.sleep(1000)
async def main():
    global task
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    try: raise ValueError(task)
    except ValueError as error: task.error = [error]
";

fn vm() -> Result<Vm> {
    let mut vm = Vm::builder().clock(Clock::frozen_at(0)).stdout(Stdio::Null).seed(1).build()?;
    vm.exec(PROGRAM.replace("task.error = [error]", "nodes.append(error)"))?;
    vm.block_on::<()>("await main()")?;
    Ok(vm)
}

#[test]
fn a_thousand_vms_leave_nothing() -> Result<()> {
    // What a process makes once: tables of the library, the caches of the thread.
    drop(vm()?);
    drop(vm()?);
    let before = BYTES.get();
    let mut alive = Vec::new();
    let mut random = 1u64;
    for _ in 0..1000 {
        alive.push(vm()?);
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        if alive.len() > 8 || random >> 63 == 0 {
            let at = (random >> 33) as usize % alive.len();
            drop(alive.swap_remove(at));
        }
    }
    drop(alive);
    assert_eq!(BYTES.get() - before, 0, "bytes left");
    Ok(())
}

#[test]
fn the_count_of_a_vm_comes_back_to_where_it_was() -> Result<()> {
    let vm = Vm::builder().stdout(Stdio::Null).build()?;
    let churn = "def f():\n    x = [[i, str(i), {i: i}] for i in range(1000)]\n    x.append(x)\n";
    vm.exec(churn)?;
    let mut sizes = Vec::new();
    for _ in 0..5 {
        vm.exec("f()\nimport gc\ngc.collect()")?;
        sizes.push(vm.usage().memory);
    }
    assert!(sizes[4] <= sizes[1] + 4096, "{sizes:?}");
    Ok(())
}
