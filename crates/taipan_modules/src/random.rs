//! The module `_random`: the Mersenne Twister MT19937 with the reference's seeding and sequences.

use std::cell::RefCell;

use num_bigint::BigInt;
use num_traits::Signed;
use taipan_vm::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, Method, ModuleSpec, TypeFlags, TypeSpec},
    objects::Type,
};

const WORDS: usize = 624;
const MIDDLE: usize = 397;

/// The state of a generator.
struct Twister {
    words: [u32; WORDS],
    /// The next word; `WORDS` where they are used up.
    at: usize,
}

impl Twister {
    fn seed_word(&mut self, seed: u32) {
        self.words[0] = seed;
        for at in 1..WORDS {
            let before = self.words[at - 1];
            self.words[at] = 1_812_433_253u32.wrapping_mul(before ^ before >> 30).wrapping_add(at as u32);
        }
        self.at = WORDS;
    }

    /// Seeds with words of any number, as Matsumoto and Nishimura's `init_by_array` does.
    fn seed(&mut self, key: &[u32]) {
        self.seed_word(19_650_218);
        let (mut at, mut from) = (1, 0);
        let step = |words: &mut [u32; WORDS], at: &mut usize, factor: u32| -> u32 {
            let before = words[*at - 1];
            words[*at] ^ (before ^ before >> 30).wrapping_mul(factor)
        };
        let wrap = |words: &mut [u32; WORDS], at: &mut usize| {
            *at += 1;
            if *at >= WORDS {
                words[0] = words[WORDS - 1];
                *at = 1;
            }
        };
        for _ in 0..WORDS.max(key.len()) {
            let mixed = step(&mut self.words, &mut at, 1_664_525);
            self.words[at] = mixed.wrapping_add(key[from]).wrapping_add(from as u32);
            wrap(&mut self.words, &mut at);
            from = (from + 1) % key.len();
        }
        for _ in 1..WORDS {
            let mixed = step(&mut self.words, &mut at, 1_566_083_941);
            self.words[at] = mixed.wrapping_sub(at as u32);
            wrap(&mut self.words, &mut at);
        }
        self.words[0] = 0x8000_0000;
    }

    fn refill(&mut self) {
        for at in 0..WORDS {
            let joined = self.words[at] & 0x8000_0000 | self.words[(at + 1) % WORDS] & 0x7FFF_FFFF;
            let twist = if joined & 1 == 1 { 0x9908_B0DF } else { 0 };
            self.words[at] = self.words[(at + MIDDLE) % WORDS] ^ joined >> 1 ^ twist;
        }
        self.at = 0;
    }

    fn next(&mut self) -> u32 {
        if self.at >= WORDS {
            self.refill();
        }
        let mut word = self.words[self.at];
        self.at += 1;
        word ^= word >> 11;
        word ^= word << 7 & 0x9D2C_5680;
        word ^= word << 15 & 0xEFC6_0000;
        word ^ word >> 18
    }
}

/// `_random.Random`
struct Random {
    state: RefCell<Twister>,
}

impl Body for Random {
    const KIND: Kind = Kind::ext(72);
    const TRACED: bool = false;
    fn trace(&self, _: &mut Tracer<'_>) {}
}

/// The state. No native calls Python code while it holds it.
fn of<'a>(vm: &Vm, value: &'a Value) -> Res<std::cell::RefMut<'a, Twister>> {
    match value.downcast::<Random>() {
        Some(random) => Ok(random.state.borrow_mut()),
        None => Err(vm.type_error("a _random.Random object is required")),
    }
}

/// Counts seeds drawn from the machine, so that no two generators are alike.
#[derive(Default)]
struct Drawn(std::cell::Cell<u64>);

fn key_of(vm: &Vm, value: &Value) -> Res<Vec<u32>> {
    let number = match value.not_none() {
        None => {
            let drawn = vm.state::<Drawn>();
            drawn.0.set(drawn.0.get() + 1);
            BigInt::from(vm.host.seed()) << 64u32 | BigInt::from(drawn.0.get())
        }
        Some(value) if value.is_int() => value.as_big_int().unwrap_or_default().abs(),
        Some(value) => BigInt::from(vm.hash(value)? as u64),
    };
    let words = number.magnitude().to_u32_digits();
    Ok(if words.is_empty() { vec![0] } else { words })
}

fn seed(vm: &Vm, args: &[Value]) -> Res {
    let key = key_of(vm, &args[1])?;
    of(vm, &args[0])?.seed(&key);
    Ok(Value::NONE)
}

fn random(vm: &Vm, args: &[Value]) -> Res {
    let mut state = of(vm, &args[0])?;
    let (high, low) = (state.next() >> 5, state.next() >> 6);
    Ok(vm.float((f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0))
}

fn getrandbits(vm: &Vm, args: &[Value]) -> Res {
    if let Some(bits @ 1..=32) = args[1].as_small_int() {
        let word = of(vm, &args[0])?.next();
        return Ok(vm.int((word >> (32 - bits)).into()));
    }
    let bits = vm.index(&args[1])?;
    if bits.as_big_int().is_some_and(|bits| bits.is_negative()) {
        return Err(vm.value_error("Cannot convert negative int"));
    }
    let Some(bits) = bits.as_int().and_then(|bits| usize::try_from(bits).ok()) else {
        return Err(vm.overflow_error("Python int too large to convert to C uint64_t"));
    };
    if bits == 0 {
        return Ok(vm.int(0));
    }
    vm.heap().charge(bits / 8)?;
    vm.heap().uncharge(bits / 8);
    let mut state = of(vm, &args[0])?;
    let mut words = Vec::with_capacity(bits.div_ceil(32));
    let mut left = bits;
    while left > 0 {
        let word = state.next();
        words.push(if left < 32 { word >> (32 - left) } else { word });
        left = left.saturating_sub(32);
    }
    drop(state);
    Ok(vm.big_int(BigInt::new(num_bigint::Sign::Plus, words)))
}

fn getstate(vm: &Vm, args: &[Value]) -> Res {
    let state = of(vm, &args[0])?;
    let words = state.words.iter().map(|word| vm.int((*word).into()));
    Ok(vm.tuple(words.chain([vm.int(state.at as i64)]).collect()))
}

fn setstate(vm: &Vm, args: &[Value]) -> Res {
    let Some(items) = args[1].as_tuple() else {
        return Err(vm.type_error("state vector must be a tuple"));
    };
    if items.len() != WORDS + 1 {
        return Err(vm.value_error("state vector is the wrong size"));
    }
    let mut words = [0; WORDS];
    for (word, item) in words.iter_mut().zip(items.iter()) {
        if !item.is_int() {
            return Err(vm.type_error("an integer is required"));
        }
        match item.as_int() {
            Some(value @ 0..) => *word = value as u32,
            _ => return Err(vm.overflow_error("Python int too large to convert to C unsigned long")),
        }
    }
    let at = match items[WORDS].as_int().map(usize::try_from) {
        Some(Ok(at)) if at <= WORDS => at,
        _ => return Err(vm.value_error("invalid state")),
    };
    *of(vm, &args[0])? = Twister { words, at };
    Ok(Value::NONE)
}

fn new(vm: &Vm, class: &Type, _: Args<'_>) -> Res {
    let state = RefCell::new(Twister { words: [0; WORDS], at: WORDS });
    Ok(vm.make_instance(class, Random { state })?.into())
}

fn init(vm: &Vm, value: &Value, args: Args<'_>) -> Res<()> {
    let values = vm.positional_only("Random", args, 0, 1)?;
    let key = key_of(vm, values.first().unwrap_or(&Value::NONE))?;
    of(vm, value)?.seed(&key);
    Ok(())
}

const METHODS: &[Method] = &[
    Method::new("random()", random, "random() -> x in the interval [0, 1)."),
    Method::new("seed(n=None, /)", seed, "seed([n]) -> None."),
    Method::new("getstate()", getstate, "getstate() -> tuple containing the current state."),
    Method::new("setstate(state, /)", setstate, "setstate(state) -> None.  Restores generator state."),
    Method::new(
        "getrandbits(k, /)",
        getrandbits,
        "getrandbits(k) -> x.  Generates an int with k random bits.",
    ),
];

fn spec() -> TypeSpec {
    TypeSpec {
        name: "Random",
        module: "_random",
        kind: Random::KIND,
        base: None,
        flags: TypeFlags { base: true, ..TypeFlags::default() },
        doc: "Random() -> create a random number generator with its own internal state.",
        slots: |slots| {
            slots.new = Some(new);
            slots.init = Some(init);
        },
        methods: METHODS,
        getset: &[],
    }
}

/// The module's row.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_random",
    doc: "Module implements the Mersenne Twister random number generator.",
    functions: &[],
    init: |vm, module| vm.module_set(module, "Random", vm.add_type::<Random>(&spec()).into()),
};
