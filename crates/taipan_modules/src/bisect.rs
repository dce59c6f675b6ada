//! The module `_bisect`: searching and inserting in sorted sequences.

use taipan_vm::{
    Kind, Res, Value, Vm,
    native::{Function, ModuleSpec},
};

/// The module's row.
pub static MODULE: ModuleSpec =
    ModuleSpec { name: "_bisect", doc: "Bisection algorithms.", functions: FUNCTIONS, init: |_, _| Ok(()) };

/// On which side of equal items the position is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// The position for `x` in a sequence: arguments `a, x, lo, hi, key`, of which `x` is a key already.
fn search(vm: &Vm, args: &[Value], x: &Value, side: Side) -> Res<i64> {
    let mut low = args[2].given().map_or(Ok(0), |low| vm.index_i64(low))?;
    if low < 0 {
        return Err(vm.value_error("lo must be non-negative"));
    }
    let high = args[3].not_none().map_or(Ok(-1), |high| vm.index_i64(high))?;
    let mut high = if high == -1 { vm.len(&args[0])? as i64 } else { high };
    let key = args[4].not_none();
    while low < high {
        let middle = low + (high - low) / 2;
        let item = match args[0].as_list() {
            Some(list) if vm.is_exact(&args[0], Kind::List) => list.get(middle as usize),
            _ => None,
        };
        let item = match item {
            Some(item) => item,
            None => vm.get_item(&args[0], &vm.int(middle))?,
        };
        let item = key.map_or(Ok(item.clone()), |key| vm.call(key, &[item]))?;
        let above = match side {
            Side::Left => !vm.less(&item, x)?,
            Side::Right => vm.less(x, &item)?,
        };
        if above {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(low)
}

fn insort(vm: &Vm, args: &[Value], side: Side) -> Res {
    let x = match args[4].not_none() {
        Some(key) => vm.call(key, std::slice::from_ref(&args[1]))?,
        None => args[1].clone(),
    };
    let at = search(vm, args, &x, side)?;
    match args[0].as_list() {
        Some(list) if vm.is_exact(&args[0], Kind::List) => {
            list.insert((at as usize).min(list.len()), args[1].clone())?;
        }
        _ => drop(vm.call_method(&args[0], "insert", &[vm.int(at), args[1].clone()])?),
    }
    Ok(Value::NONE)
}

const FUNCTIONS: &[Function] = &[
    Function::new(
        "bisect_left(a, x, lo=0, hi=None, *, key=None)",
        |vm, args| search(vm, args, &args[1], Side::Left).map(|at| vm.int(at)),
        "The position for x in a sorted sequence, before equal items.",
    ),
    Function::new(
        "bisect_right(a, x, lo=0, hi=None, *, key=None)",
        |vm, args| search(vm, args, &args[1], Side::Right).map(|at| vm.int(at)),
        "The position for x in a sorted sequence, after equal items.",
    ),
    Function::new(
        "insort_left(a, x, lo=0, hi=None, *, key=None)",
        |vm, args| insort(vm, args, Side::Left),
        "Inserts x into a sorted sequence, before equal items.",
    ),
    Function::new(
        "insort_right(a, x, lo=0, hi=None, *, key=None)",
        |vm, args| insort(vm, args, Side::Right),
        "Inserts x into a sorted sequence, after equal items.",
    ),
];
