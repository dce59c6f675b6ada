//! Programs that want more than there is: each ends in an error, and the VM goes on.

use std::{thread, time::Duration};

use taipan::{ErrorKind, Limit, Limits, OnLimit, Result, Vm};

/// Programs that grow without end, by their last line. Each passes the limit of memory or is told that it would.
const HUNGRY: &[&str] = &[
    "[0] * 10**9",
    "x = []\nwhile True: x.append(1)",
    "x = [1]\nwhile True: x += x",
    "x = (1,)\nwhile True: x += x",
    "set(range(10**9))",
    "{i: i for i in range(10**9)}",
    "b = b'x'\nwhile True: b += b",
    "b = bytearray(b'x')\nwhile True: b += b",
    "b = bytearray()\nwhile True: b.extend(b'x' * 100_000)",
    "','.join(['x' * 10**6] * 10**4)",
    "s = 'x'\nwhile True: s += s",
    "'%*d' % (10**9, 1)",
    "b'%*d' % (10**9, 1)",
    "f'{1:1000000000}'",
    "f'{1.5:.1000000000f}'",
    "'\\t'.expandtabs(10**9)",
    "('a' * 10**6).replace('a', 'b' * 10**6)",
    "import itertools\nlist(itertools.batched(iter(int, 1), 10**12))",
    "import itertools\nnext(itertools.combinations_with_replacement([1], 10**10))",
    "import itertools\nnext(itertools.product([1, 2], repeat=10**10))",
    "import itertools\na, b = itertools.tee(iter(int, 1))\nfor x in a: pass",
    "import collections\ncollections.deque(iter(int, 1))",
    "10**10**8",
    "1 << 10**10",
    "import array\narray.array('q', iter(int, 1))",
    "import io\ns = io.BytesIO()\nwhile True: s.write(b'x' * 10**6)",
    "import heapq\nh = []\nwhile True: heapq.heappush(h, 1)",
    "import random\nrandom.getrandbits(10**11)",
    "bytes(iter(int, 1))",
    "print(*iter(int, 1))",
    "class A: pass\na = A()\nfor i in range(10**9): setattr(a, f'x{i}', i)",
    "kept = []\nclass A:\n    def __del__(self): kept.append(A())\nwhile True: A()",
    "async def main(loop):\n    while True: loop.call_soon(print)",
    "async def main(loop):\n    while True: loop.call_later(1000, print)",
    "async def main(loop):\n    future = loop.create_future()\n    while True: future.add_done_callback(print)",
    "async def main(loop):\n    while True: asyncio.current_task().add_done_callback(print)",
    "async def main(loop):\n    while True: asyncio.create_task(asyncio.sleep(1000))",
    "async def main(loop):\n    queue = asyncio.Queue()\n    while True: queue.put_nowait(1)",
    // A task group puts the MemoryError of its body into a group, where there is room for one.
    "async def main(loop):\n    try:\n        async with asyncio.TaskGroup() as group:\n            while True: group.create_task(asyncio.sleep(1000))\n    except ExceptionGroup as group: raise group.exceptions[0]",
    "async def main(loop):\n    while True: loop.create_task(asyncio.sleep(1000)); await asyncio.sleep(0)",
    "async def main(loop):\n    await asyncio.gather(*[loop.create_future()] * 10**9)",
    "async def main(loop):\n    def twice(): loop.call_soon(twice); loop.call_soon(twice)\n    twice()\n    await asyncio.sleep(1000)",
];

/// A program that may define `main`, run to its end.
fn run(vm: &mut Vm, source: &str) -> Result<()> {
    match source.contains("async def main") {
        true => {
            vm.exec(format!("import asyncio\n{source}").as_str())?;
            vm.block_on::<()>("await main(asyncio.get_running_loop())")
        }
        false => vm.exec(source),
    }
}

#[test]
fn whatever_grows_ends_at_the_limit_of_memory() -> Result<()> {
    for (source, on_limit) in HUNGRY.iter().zip([OnLimit::Raise, OnLimit::Terminate].into_iter().cycle()) {
        let limits = Limits { memory: Some(8 << 20), on_limit, ..Limits::default() };
        let mut vm = Vm::builder().limits(limits).build()?;
        let kind = run(&mut vm, source).map_err(|error| error.kind());
        assert_eq!(kind, Err(ErrorKind::Limit(Limit::Memory)), "{source}");
        // What the program holds may leave no room for more.
        let after = vm.eval::<i64>("1 + 1").map_err(|error| error.kind());
        assert!(matches!(after, Ok(2) | Err(ErrorKind::Limit(Limit::Memory))), "{source}: {after:?}");
    }
    Ok(())
}

const AWAITS: &str = "
async def fib(n):
    return n if n < 2 else await fib(n - 1) + await fib(n - 2)
";

#[test]
fn awaits_of_fresh_coroutines_pay_fuel_and_can_be_interrupted() -> Result<()> {
    let limits = Limits { fuel: Some(1_000_000), ..Limits::default() };
    let mut vm = Vm::builder().limits(limits).build()?;
    vm.exec(AWAITS)?;
    let kind = vm.block_on::<i64>("await fib(60)").map_err(|error| error.kind());
    assert_eq!(kind, Err(ErrorKind::Limit(Limit::Fuel)));
    assert_eq!(vm.block_on::<i64>("await fib(10)")?, 55);
    let mut vm = Vm::new();
    vm.exec(AWAITS)?;
    let handle = vm.handle();
    let watchdog = thread::spawn(move || {
        thread::sleep(Duration::from_millis(30));
        handle.interrupt();
    });
    let kind = vm.block_on::<i64>("await fib(60)").map_err(|error| error.kind());
    assert_eq!(kind, Err(ErrorKind::Interrupted));
    assert!(watchdog.join().is_ok());
    assert_eq!(vm.block_on::<i64>("await fib(10)")?, 55);
    Ok(())
}

#[test]
fn chains_of_awaits_end_in_recursion_errors() -> Result<()> {
    let chains = [
        "async def f(): await f()",
        "class A:\n    def __await__(self): yield from A().__await__()\nasync def f(): await A()",
        "async def g():\n    async for x in g(): yield x\nasync def f():\n    async for x in g(): pass",
        "import functools\nasync def f(): await functools.partial(f)()",
    ];
    for source in chains {
        let mut vm = Vm::builder().limits(Limits { memory: Some(32 << 20), ..Limits::default() }).build()?;
        for limit in ["1000", "10**9"] {
            vm.exec(format!("import sys\nsys.setrecursionlimit({limit})\n{source}").as_str())?;
            let kind = vm.block_on::<()>("await f()").map_err(|error| error.kind());
            let ended =
                matches!(kind, Err(ErrorKind::Limit(Limit::Recursion) | ErrorKind::Limit(Limit::Memory)));
            assert!(ended, "{source}: {kind:?}");
        }
        assert_eq!(vm.eval::<i64>("1 + 1")?, 2);
    }
    Ok(())
}
