//! Number theory and counting.

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use taipan_vm::{Res, Value, Vm};

fn integer(vm: &Vm, value: &Value) -> Res<BigInt> {
    Ok(vm.index(value)?.as_big_int().unwrap_or_default())
}

fn fold(
    vm: &Vm,
    args: &[Value],
    start: i64,
    f: fn(&BigInt, &BigInt) -> BigInt,
    g: fn(i64, i64) -> Option<i64>,
) -> Res {
    let values = args[0].as_tuple().map_or(&[][..], |tuple| tuple.as_slice());
    let mut small = Some(start);
    let mut big = BigInt::from(start);
    for value in values {
        let value = vm.index(value)?;
        small = match (small, value.as_int()) {
            (Some(known), Some(next)) => g(known, next),
            _ => None,
        };
        match small {
            Some(small) => big = small.into(),
            None => big = f(&big, &value.as_big_int().unwrap_or_default()),
        }
    }
    Ok(vm.big_int(big.abs()))
}

pub(super) fn gcd(vm: &Vm, args: &[Value]) -> Res {
    fold(vm, args, 0, |a, b| a.gcd(b), |a, b| i64::try_from(a.unsigned_abs().gcd(&b.unsigned_abs())).ok())
}

pub(super) fn lcm(vm: &Vm, args: &[Value]) -> Res {
    fold(
        vm,
        args,
        1,
        |a, b| a.lcm(b),
        |a, b| {
            if a == 0 || b == 0 {
                return Some(0);
            }
            let common = i64::try_from(a.unsigned_abs().gcd(&b.unsigned_abs())).ok()?;
            (a / common).checked_mul(b)?.checked_abs()
        },
    )
}

pub(super) fn isqrt(vm: &Vm, args: &[Value]) -> Res {
    let value = integer(vm, &args[0])?;
    if value.is_negative() {
        return Err(vm.value_error("isqrt() argument must be nonnegative"));
    }
    Ok(vm.big_int(value.sqrt()))
}

/// The product of `from..=to`.
fn product(from: u64, to: u64) -> BigInt {
    let (odd, twos) = odd_product(from, to);
    odd << twos
}

/// The product of `from..=to` without its factors of two, and their number. By halves so that the factors stay of like
/// size.
fn odd_product(from: u64, to: u64) -> (BigInt, u64) {
    if to < from {
        return (BigInt::one(), 0);
    }
    if to - from < 512 {
        return small_odd_product(from, to);
    }
    let middle = from + (to - from) / 2;
    let (low, low_twos) = odd_product(from, middle);
    let (high, high_twos) = odd_product(middle + 1, to);
    (low * high, low_twos + high_twos)
}

/// As [`odd_product`], factor by factor. As many as fit go into one word before the large number is multiplied.
fn small_odd_product(from: u64, to: u64) -> (BigInt, u64) {
    let (mut words, mut word, mut twos) = (vec![1], 1u64, 0);
    for factor in from..=to {
        let zeros = factor.trailing_zeros();
        twos += u64::from(zeros);
        let odd = factor >> zeros;
        let (product, over) = word.overflowing_mul(odd);
        if over {
            multiply(&mut words, word);
            word = odd;
        } else {
            word = product;
        }
    }
    multiply(&mut words, word);
    let halves = words.iter().flat_map(|word| [*word as u32, (word >> 32) as u32]).collect();
    (BigUint::new(halves).into(), twos)
}

/// Multiplies a number, its lowest word first, by a word.
fn multiply(number: &mut Vec<u64>, by: u64) {
    let mut carry = 0;
    for word in number.iter_mut() {
        let product = u128::from(*word) * u128::from(by) + u128::from(carry);
        *word = product as u64;
        carry = (product >> 64) as u64;
    }
    if carry != 0 {
        number.push(carry);
    }
}

/// Asks whether a product of `count` factors up to `largest` may be made.
fn check_product(vm: &Vm, count: u64, largest: u64) -> Res<()> {
    let bits = count.saturating_mul(u64::from(64 - largest.leading_zeros()));
    if bits > 1 << 38 {
        return Err(vm.memory_error());
    }
    let bytes = bits as usize / 8;
    vm.heap().charge(bytes)?;
    vm.heap().uncharge(bytes);
    Ok(())
}

pub(super) fn factorial(vm: &Vm, args: &[Value]) -> Res {
    let value = integer(vm, &args[0])?;
    if value.is_negative() {
        return Err(vm.value_error("factorial() not defined for negative values"));
    }
    let Some(n) = value.to_i64() else {
        return Err(vm.overflow_error(format!("factorial() argument should not exceed {}", i64::MAX)));
    };
    let n = n as u64;
    check_product(vm, n, n)?;
    Ok(vm.big_int(product(2, n)))
}

/// `n` and `k` of perm and comb.
fn arguments(vm: &Vm, args: &[Value]) -> Res<(BigInt, BigInt)> {
    let n = integer(vm, &args[0])?;
    let k = integer(vm, &args[1])?;
    if n.is_negative() {
        return Err(vm.value_error("n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(vm.value_error("k must be a non-negative integer"));
    }
    Ok((n, k))
}

/// `n * (n - 1) * ...`, `k` factors.
fn falling(vm: &Vm, n: &BigInt, k: u64) -> Res<BigInt> {
    if let Some(n) = n.to_u64() {
        check_product(vm, k, n)?;
        return Ok(if k == 0 { BigInt::one() } else { product(n - k + 1, n) });
    }
    check_product(vm, k.saturating_mul(n.bits()), 1)?;
    Ok((0..k).map(|at| n - at).product())
}

pub(super) fn perm(vm: &Vm, args: &[Value]) -> Res {
    if args[1].not_none().is_none() {
        return factorial(vm, args);
    }
    let (n, k) = arguments(vm, args)?;
    if k > n {
        return Ok(vm.int(0));
    }
    let Some(k) = k.to_u64() else {
        return Err(vm.overflow_error(format!("k must not exceed {}", i64::MAX)));
    };
    Ok(vm.big_int(falling(vm, &n, k)?))
}

pub(super) fn comb(vm: &Vm, args: &[Value]) -> Res {
    let (n, k) = arguments(vm, args)?;
    if k > n {
        return Ok(vm.int(0));
    }
    let k = (&n - &k).min(k);
    let Some(k) = k.to_u64() else {
        return Err(vm.overflow_error(format!("min(n - k, k) must not exceed {}", i64::MAX)));
    };
    if k.is_zero() {
        return Ok(vm.int(1));
    }
    Ok(vm.big_int(falling(vm, &n, k)? / product(2, k)))
}
