//! Constant folding: what an expression of literals comes to. Nothing is folded that would raise or grow large.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};
use taipan_bytecode::Const;
use taipan_syntax::ast::{Expr, ExprKind, Operator, UnaryOperator};

use crate::constants::{as_int, literal, truth};
use crate::depth::with_stack;

const MAX_INT_BITS: u64 = 128;
const MAX_STRING: usize = 4096;
const MAX_TUPLE: usize = 256;

/// The value of `expr`, if it is a constant. `debug` is the value of `__debug__`.
pub(crate) fn fold(expr: &Expr, debug: bool) -> Option<Const> {
    match &expr.kind {
        ExprKind::Constant { value, .. } => Some(literal(value)),
        ExprKind::Name { id } if &**id == "__debug__" => Some(if debug { Const::True } else { Const::False }),
        ExprKind::UnaryOp { op, operand } => unary(*op, &with_stack(|| fold(operand, debug))?),
        ExprKind::Tuple { elts } => {
            with_stack(|| elts.iter().map(|elt| fold(elt, debug)).collect::<Option<_>>()).map(Const::Tuple)
        }
        ExprKind::BinOp { .. } => {
            let mut links = Vec::new();
            let mut at = expr;
            while let ExprKind::BinOp { left, op, right, .. } = &at.kind {
                links.push((*op, right));
                at = left;
            }
            let mut value = with_stack(|| fold(at, debug))?;
            for (op, right) in links.into_iter().rev() {
                value = binary(op, &value, &with_stack(|| fold(right, debug))?)?;
            }
            Some(value)
        }
        _ => None,
    }
}

fn unary(op: UnaryOperator, value: &Const) -> Option<Const> {
    if op == UnaryOperator::Not {
        return Some(if truth(value) { Const::False } else { Const::True });
    }
    if let Const::Float(value) = value {
        return match op {
            UnaryOperator::USub => Some(Const::Float(-value)),
            UnaryOperator::UAdd => Some(Const::Float(*value)),
            _ => None,
        };
    }
    let int = as_int(value)?;
    match op {
        UnaryOperator::USub => Some(Const::from_bigint(&-int)),
        UnaryOperator::UAdd => Some(Const::from_bigint(&int)),
        // On a bool this warns at run time.
        UnaryOperator::Invert if !matches!(value, Const::True | Const::False) => {
            Some(Const::from_bigint(&!int))
        }
        _ => None,
    }
}

/// `left op right`
pub(crate) fn binary(op: Operator, left: &Const, right: &Const) -> Option<Const> {
    match (left, right) {
        (Const::Str(a), Const::Str(b)) if op == Operator::Add => Some(Const::Str(joined(a, b)?)),
        (Const::Bytes(a), Const::Bytes(b)) if op == Operator::Add => Some(Const::Bytes(joined(a, b)?)),
        (Const::Tuple(a), Const::Tuple(b)) if op == Operator::Add => {
            (a.len() + b.len() <= MAX_TUPLE).then(|| Const::Tuple(a.iter().chain(b).cloned().collect()))
        }
        (Const::Float(_), _) | (_, Const::Float(_)) => float(op, as_float(left)?, as_float(right)?),
        _ => match (as_int(left), as_int(right)) {
            (Some(_), Some(_)) if both_bool(left, right) && is_bitwise(op) => None,
            (Some(a), Some(b)) => int(op, &a, &b),
            (None, Some(count)) if op == Operator::Mult => repeated(left, &count),
            (Some(count), None) if op == Operator::Mult => repeated(right, &count),
            _ => None,
        },
    }
}

fn both_bool(left: &Const, right: &Const) -> bool {
    matches!((left, right), (Const::True | Const::False, Const::True | Const::False))
}

fn is_bitwise(op: Operator) -> bool {
    matches!(op, Operator::BitAnd | Operator::BitOr | Operator::BitXor)
}

fn joined(a: &[u8], b: &[u8]) -> Option<Box<[u8]>> {
    // Two surrogate halves that meet would have to be encoded anew.
    let meets = a.len() >= 3 && a[a.len() - 3] == 0xED && b.first() == Some(&0xED);
    (a.len() + b.len() <= MAX_STRING && !meets).then(|| [a, b].concat().into())
}

fn repeated(what: &Const, count: &BigInt) -> Option<Const> {
    let count = if count.is_negative() { 0 } else { count.to_usize()? };
    let fits = |len: usize, limit| len.checked_mul(count).is_some_and(|total| total <= limit);
    match what {
        Const::Str(bytes) if fits(bytes.len(), MAX_STRING) && bytes.is_ascii() => {
            Some(Const::Str(bytes.repeat(count).into()))
        }
        Const::Bytes(bytes) if fits(bytes.len(), MAX_STRING) => {
            Some(Const::Bytes(bytes.repeat(count).into()))
        }
        Const::Tuple(items) if fits(items.len(), MAX_TUPLE) => {
            Some(Const::Tuple(std::iter::repeat_n(items, count).flatten().cloned().collect()))
        }
        _ => None,
    }
}

fn as_float(constant: &Const) -> Option<f64> {
    match constant {
        Const::Float(value) => Some(*value),
        Const::Int(value) if value.unsigned_abs() < 1 << 53 => Some(*value as f64),
        Const::True => Some(1.0),
        Const::False => Some(0.0),
        _ => None,
    }
}

fn float(op: Operator, a: f64, b: f64) -> Option<Const> {
    let value = match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult => a * b,
        Operator::Div if b != 0.0 => a / b,
        _ => return None,
    };
    Some(Const::Float(value))
}

fn int(op: Operator, a: &BigInt, b: &BigInt) -> Option<Const> {
    let value = match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult if a.bits() + b.bits() <= MAX_INT_BITS => a * b,
        Operator::Div => {
            let (a, b) = (a.to_i64()?, b.to_i64()?);
            let exact = |value: i64| value.unsigned_abs() < 1 << 53;
            return (b != 0 && exact(a) && exact(b)).then(|| Const::Float(a as f64 / b as f64));
        }
        Operator::FloorDiv if !b.is_zero() => a.div_floor(b),
        Operator::Mod if !b.is_zero() => a.mod_floor(b),
        Operator::Pow => {
            let power = b.to_u32()?;
            if a.bits() * u64::from(power) > MAX_INT_BITS {
                return None;
            }
            a.pow(power)
        }
        Operator::LShift => {
            let shift = b.to_u32()?;
            if a.bits() + u64::from(shift) > MAX_INT_BITS {
                return None;
            }
            a << shift
        }
        Operator::RShift => a >> b.to_u32()?,
        Operator::BitAnd => a & b,
        Operator::BitOr => a | b,
        Operator::BitXor => a ^ b,
        _ => return None,
    };
    Some(Const::from_bigint(&value))
}
