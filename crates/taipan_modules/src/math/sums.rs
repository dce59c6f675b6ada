//! Accurate sums, products and norms.

use taipan_vm::{BinaryOp, Res, Value, Vm};

/// A sum of floats without rounding: parts that do not overlap, smallest first (Shewchuk's method).
#[derive(Default)]
struct Exact {
    parts: Vec<f64>,
}

impl Exact {
    fn add(&mut self, mut x: f64) {
        let mut kept = 0;
        for at in 0..self.parts.len() {
            let mut y = self.parts[at];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                self.parts[kept] = low;
                kept += 1;
            }
            x = high;
        }
        self.parts.truncate(kept);
        if x != 0.0 {
            self.parts.push(x);
        }
    }

    fn add_product(&mut self, x: f64, y: f64) {
        let high = x * y;
        self.add(high);
        self.add(x.mul_add(y, -high));
    }

    /// The sum, rounded once (half to even).
    fn rounded(&self) -> f64 {
        let mut parts = self.parts.iter().rev().copied();
        let Some(mut high) = parts.next() else { return 0.0 };
        let mut low = 0.0;
        while let Some(y) = parts.next() {
            let x = high;
            high = x + y;
            low = y - (high - x);
            if low != 0.0 {
                // Half an ulp away, the part below decides.
                if let Some(below) = parts.next()
                    && ((low < 0.0 && below < 0.0) || (low > 0.0 && below > 0.0))
                {
                    let doubled = low * 2.0;
                    let candidate = high + doubled;
                    if doubled == candidate - high {
                        high = candidate;
                    }
                }
                break;
            }
        }
        _ = low;
        high
    }
}

pub(super) fn fsum(vm: &Vm, args: &[Value]) -> Res {
    let iter = vm.iterate(&args[0])?;
    let mut sum = Exact::default();
    let (mut special, mut infinities) = (0.0f64, 0.0f64);
    iter.each(vm, |item| {
        let x = vm.to_f64(&item)?;
        if !x.is_finite() {
            if x.is_infinite() {
                infinities += x;
            }
            special += x;
            return Ok(());
        }
        sum.add(x);
        if sum.parts.last().is_some_and(|part| !part.is_finite()) {
            return Err(vm.overflow_error("intermediate overflow in fsum"));
        }
        Ok(())
    })?;
    if special != 0.0 || special.is_nan() {
        if infinities.is_nan() {
            return Err(vm.value_error("-inf + inf in fsum"));
        }
        return Ok(vm.float(special));
    }
    Ok(vm.float(sum.rounded()))
}

pub(super) fn prod(vm: &Vm, args: &[Value]) -> Res {
    let mut product = args[1].given().cloned().unwrap_or_else(|| vm.int(1));
    let iter = vm.iterate(&args[0])?;
    iter.each(vm, |item| {
        product = vm.binary(BinaryOp::Mul, &product, &item)?;
        Ok(())
    })?;
    Ok(product)
}

/// A plain float or int (no bool) as a float, for the fast form of `sumprod`.
fn plain(vm: &Vm, value: &Value) -> Option<f64> {
    if vm.type_of(value).is_heap_type() || value.as_bool().is_some() {
        return None;
    }
    value.as_float().or_else(|| value.as_small_int().map(|small| small as f64))
}

pub(super) fn sumprod(vm: &Vm, args: &[Value]) -> Res {
    let (p, q) = (vm.iterate(&args[0])?, vm.iterate(&args[1])?);
    let mut total = vm.int(0);
    let mut floats: Option<Exact> = None;
    let flush = |total: &Value, floats: &mut Option<Exact>| -> Res {
        match floats.take() {
            Some(sum) => vm.binary(BinaryOp::Add, total, &vm.float(sum.rounded())),
            None => Ok(total.clone()),
        }
    };
    loop {
        let (x, y) = match (p.next(vm)?, q.next(vm)?) {
            (Some(x), Some(y)) => (x, y),
            (None, None) => return flush(&total, &mut floats),
            _ => return Err(vm.value_error("Inputs are not the same length")),
        };
        let any_float = x.as_float().is_some() || y.as_float().is_some();
        if let (Some(a), Some(b), true) = (plain(vm, &x), plain(vm, &y), any_float)
            && (a * b).is_finite()
        {
            floats.get_or_insert_default().add_product(a, b);
            continue;
        }
        if any_float {
            total = flush(&total, &mut floats)?;
        }
        let product = vm.binary(BinaryOp::Mul, &x, &y)?;
        total = vm.binary(BinaryOp::Add, &total, &product)?;
    }
}

/// The Euclidean norm: the exact sum of scaled squares, its root corrected by one step.
fn norm(values: &[f64]) -> f64 {
    if values.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    if values.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    let most = values.iter().fold(0.0f64, |most, x| most.max(x.abs()));
    if most == 0.0 || values.len() == 1 {
        return most;
    }
    let (_, exponent) = taipan_vm::objects::float::frexp(most);
    let mut sum = Exact::default();
    for x in values {
        let x = taipan_vm::objects::float::ldexp(*x, -exponent);
        sum.add_product(x, x);
    }
    let root = sum.rounded().sqrt();
    sum.add_product(-root, root);
    let corrected = root + sum.rounded() / (2.0 * root);
    taipan_vm::objects::float::ldexp(corrected, exponent)
}

pub(super) fn hypot(vm: &Vm, args: &[Value]) -> Res {
    let values = args[0].as_tuple().map_or(&[][..], |tuple| tuple.as_slice());
    let values: Res<Vec<f64>> = values.iter().map(|value| vm.to_f64(value)).collect();
    Ok(vm.float(norm(&values?)))
}

pub(super) fn dist(vm: &Vm, args: &[Value]) -> Res {
    let (p, q) = (vm.collect(&args[0])?, vm.collect(&args[1])?);
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let apart = |(x, y): (&Value, &Value)| Ok(vm.to_f64(x)? - vm.to_f64(y)?);
    let values: Res<Vec<f64>> = p.iter().zip(&q).map(apart).collect();
    Ok(vm.float(norm(&values?)))
}
