//! Long chains, deep nests, many locals, many arguments.

mod common;

use taipan_compiler::CompileOptions;

fn good(source: &str) {
    if let Err(error) = common::compiled(source, CompileOptions::default()) {
        panic!("{error}: {:.80}", source);
    }
}

fn bad(source: &str, message: &str) {
    let got = common::compiled(source, CompileOptions::default()).expect_err("refused");
    assert!(got.contains(message), "{got}");
}

#[test]
fn long_left_chains_compile_without_recursion() {
    good(&format!("x = a{}", " + b".repeat(10_000)));
    good(&format!("x = 1{}", " + 1".repeat(10_000)));
    good(&format!("x = a{}", ".b".repeat(10_000)));
    good(&format!("x = a{}", "()".repeat(10_000)));
    good(&format!("x = a{}", ".b(c)".repeat(10_000)));
    good(&format!("x = a{}", "[0]".repeat(10_000)));
    good(&format!("x = {}a", "b and ".repeat(10_000)));
    good(&format!("if a:\n pass\n{}", "elif b:\n pass\n".repeat(500)));
    good(&format!("x = a{}", " < b".repeat(60)));
}

#[test]
fn deep_nests_compile_or_are_refused() {
    good(&format!("x = {}a", "-".repeat(900)));
    good(&format!("x = {}a", "not ".repeat(900)));
    good(&format!("x = {}a", "lambda: ".repeat(900)));
    good(&format!("x = {}a{}", "(b + ".repeat(150), ")".repeat(150)));
    good(&format!("x = {}a{}", "[".repeat(150), "]".repeat(150)));
    good(&format!("x = {}a{}", "f(".repeat(60), ")".repeat(60)));
    good(&format!("x = a{}", " if b else c".repeat(900)));
    let mut nested = String::new();
    for level in 0..90 {
        nested.push_str(&" ".repeat(level));
        nested.push_str("if x:\n");
    }
    nested.push_str(&" ".repeat(90));
    nested.push_str("pass\n");
    good(&nested);
    let mut withs = String::new();
    for level in 0..20 {
        withs.push_str(&" ".repeat(level));
        withs.push_str("with a() as b:\n");
    }
    withs.push_str(&" ".repeat(20));
    withs.push_str("x = b\n");
    good(&withs);
    bad(&format!("x = {}a{}", "f(1, 2, 3, ".repeat(90), ")".repeat(90)), "too many values");
}

#[test]
fn many_locals_become_far() {
    let mut source = String::from("def f(p):\n");
    for index in 0..400 {
        source.push_str(&format!("  v{index} = p\n"));
    }
    source.push_str("  del v399\n  v7 += v300\n  v300 += v7\n  v350, v351 = v351, v350\n");
    source.push_str("  for v360 in v361: v362 = [v363 for v363 in v364 if v363]\n");
    source.push_str("  try: pass\n  except E as v365: v365.x = 1\n  with v366 as v367: pass\n");
    source.push_str("  def g(): return v1 + v368 + v369\n  v368 = 1\n  del v369\n  return g(v370, k=v371)\n");
    good(&source);
    let params: Vec<String> = (0..300).map(|index| format!("p{index}")).collect();
    good(&format!("def f({}):\n return p0 + p299, lambda: p298\n", params.join(", ")));
    good(&format!(
        "async def f({}):\n async with p0 as p1: return [x async for x in p2]\n",
        params.join(", ")
    ));
}

#[test]
fn many_elements_and_arguments() {
    let items = |count: usize| (0..count).map(|i| format!("a{i}")).collect::<Vec<_>>().join(", ");
    good(&format!("f({})", items(1000)));
    good(&format!("x.f({}, *b, **c)", items(1000)));
    good(&format!("f({})", (0..300).map(|i| format!("a{i}=b")).collect::<Vec<_>>().join(", ")));
    good(&format!("x = [{}]", items(1000)));
    good(&format!("x = ({})", items(1000)));
    good(&format!("x = {{{}}}", items(1000)));
    good(&format!("x = {{{}}}", (0..500).map(|i| format!("a{i}: b{i}")).collect::<Vec<_>>().join(", ")));
    good(&format!("{} = x", items(200)));
    good(&format!("{} = x", items(1000)));
    good(&format!("{}, *b = x", items(250)));
    good(&format!("def f(x):\n {} = x\n {} = yield", items(300), items(100)));
    good(&format!("[({0}) for {0} in x]", items(300)));
    good(&format!("class A({}): pass", items(100)));
    good(&format!("x = f'{}'", "{a} ".repeat(400)));
    good(&format!("x = [{}]", (100_000..170_000).map(|i| i.to_string()).collect::<Vec<_>>().join(", ")));
    good(&(0..70_000).map(|i| format!("x = {}\n", 100_000 + i)).collect::<String>());
    let params = (0..40).map(|i| format!("p{i}: int")).collect::<Vec<_>>().join(", ");
    good(&format!("def f({params}) -> int: pass"));
    let outer = (0..200).map(|i| format!(" v{i} = 1\n")).collect::<String>();
    good(&format!(
        "def f():\n{outer} def g(): return {}\n",
        (0..200).map(|i| format!("v{i}")).collect::<Vec<_>>().join(" + ")
    ));
}
