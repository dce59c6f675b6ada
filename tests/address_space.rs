//! The command where address space is short: programs that want more get a `MemoryError`, and no crash.
#![cfg(target_os = "linux")]

use std::process::Command;

/// What a program ends with under `ulimit -v`: exit code and last line of its errors.
fn last_line(source: &str) -> (Option<i32>, String) {
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -v 600000; ulimit -c 0; exec \"$0\" -c \"$1\""]);
    let output = command.args([env!("CARGO_BIN_EXE_taipan"), source]).output();
    let output = output.unwrap_or_else(|error| panic!("{error}"));
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), text.trim_end().lines().last().unwrap_or_default().to_owned())
}

#[test]
fn programs_that_grow_get_memory_errors() {
    for source in [
        "x = [0] * 10**9",
        "a, *b = range(10**9)",
        "x = []\nwhile True: x.append(lambda: 1)",
        "x = []\nwhile True: x.append(len(x))",
        "s = 'x'\nwhile True: s += s",
        "compile('x' * 10**8, '', 'exec')",
        "import re\nre.findall('a', 'a' * 10**8)",
        "import re\nre.sub('a', 'bbbb', 'a' * (5 * 10**7))",
        "import json\njson.dumps('\\0' * 10**8)",
        "import itertools\nlist(itertools.product(range(1000), repeat=1000))",
        "import itertools\na, b = itertools.tee(itertools.count())\nfor x in a: pass",
        "x = []\nwhile True: x.append(bytes(2500))",
        "x = list(range(10**7))\nx.sort(key=str)",
        "('a' * 10**7).translate({97: 'b' * 1000})",
        "repr('\\0' * 10**8)",
        "import asyncio\nloop = asyncio.new_event_loop()\nwhile True: loop.call_soon(print)",
    ] {
        assert_eq!(last_line(source), (Some(1), "MemoryError".to_owned()), "{source}");
    }
}

#[test]
fn recursion_ends_in_an_exception() {
    let deep = "import sys\nsys.setrecursionlimit(10**9)\n";
    for source in [
        "def f(): f()\nf()",
        "class A:\n    def __repr__(self): return repr(self)\nrepr(A())",
        "def f(x): return sorted([1, 2], key=f)\nf(1)",
        "import asyncio\nasync def f(): await f()\nasyncio.run(f())",
    ] {
        let (code, line) = last_line(&format!("{deep}{source}"));
        let ended = line.starts_with("RecursionError") || line == "MemoryError";
        assert!(code == Some(1) && ended, "{source}: {code:?} {line}");
    }
}
