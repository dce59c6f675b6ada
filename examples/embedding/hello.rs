//! Python in a Rust program: values, host functions, a callback, a coroutine.
//!
//! `cargo run -p taipan --example hello`

#![allow(clippy::print_stdout, reason = "an example shows what it does")]

use taipan::{Function, Module, Vm};

fn parse(text: String) -> Result<i64, std::num::ParseIntError> {
    text.parse()
}

fn main() -> taipan::Result<()> {
    let sum: i64 = Vm::new().eval("40 + 2")?;
    println!("{sum}");

    let host =
        Module::new("host").func("add", |a: i64, b: i64| a + b).func("parse", parse).value("VERSION", "1.0");
    let mut vm = Vm::builder().module(host).build()?;
    vm.exec(
        "
from host import VERSION, add, parse
import asyncio

def greet(name):
    return f'{name} {VERSION}: {add(2, parse(\"3\"))}'

async def later(delay, value):
    await asyncio.sleep(delay)
    return value
",
    )?;
    let greet: Function = vm.main()?.get("greet")?;
    let text: String = greet.call(("taipan",))?;
    println!("{text}");

    let both: Vec<i64> = vm.block_on("await asyncio.gather(later(0.02, 1), later(0.01, 2))")?;
    println!("{both:?}");

    // An error knows its class, its message and Python's traceback.
    if let Err(error) = vm.eval::<i64>("parse('x1')") {
        println!("{error}");
        println!("{}", error.render());
    }
    Ok(())
}
