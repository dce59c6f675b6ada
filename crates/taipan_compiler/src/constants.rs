//! The constants of one code object, each kept once.

use std::collections::HashMap;

use num_bigint::BigInt;
use taipan_bytecode::Const;
use taipan_syntax::ast::Constant;

/// Constants in the order in which they were asked for.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    list: Vec<Const>,
    known: HashMap<Vec<u8>, u32>,
}

impl Pool {
    /// The index of `constant`, which is the same for equal constants of equal type.
    pub(crate) fn index(&mut self, constant: Const) -> u32 {
        let next = self.list.len() as u32;
        let mut key = Vec::new();
        if !write_key(&mut key, &constant) {
            self.list.push(constant);
            return next;
        }
        *self.known.entry(key).or_insert_with(|| {
            self.list.push(constant);
            next
        })
    }

    pub(crate) fn into_list(self) -> Vec<Const> {
        self.list
    }
}

/// Writes what tells `constant` apart; false if it equals nothing but itself.
fn write_key(key: &mut Vec<u8>, constant: &Const) -> bool {
    let mut tagged = |tag: u8, bytes: &[u8]| {
        key.push(tag);
        key.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        key.extend_from_slice(bytes);
    };
    match constant {
        Const::None => tagged(0, &[]),
        Const::True => tagged(1, &[]),
        Const::False => tagged(2, &[]),
        Const::Ellipsis => tagged(3, &[]),
        Const::Int(value) => tagged(4, &value.to_le_bytes()),
        Const::BigInt(bytes) => tagged(5, bytes),
        Const::Float(value) => tagged(6, &value.to_bits().to_le_bytes()),
        Const::Complex(value) => tagged(7, &value.to_bits().to_le_bytes()),
        Const::Str(bytes) => tagged(8, bytes),
        Const::Bytes(bytes) => tagged(9, bytes),
        Const::Tuple(items) => {
            tagged(10, &[]);
            key.extend_from_slice(&(items.len() as u32).to_le_bytes());
            return items.iter().all(|item| write_key(key, item));
        }
        Const::FrozenSet(items) => {
            tagged(11, &[]);
            // Sets of the same elements are one constant, whatever their order.
            let mut keys = vec![Vec::new(); items.len()];
            if !items.iter().zip(&mut keys).all(|(item, key)| write_key(key, item)) {
                return false;
            }
            keys.sort();
            keys.dedup();
            key.extend_from_slice(&(keys.len() as u32).to_le_bytes());
            key.extend(keys.into_iter().flatten());
        }
        Const::Code(_) => return false,
    }
    true
}

/// The constant that a literal stands for.
pub(crate) fn literal(value: &Constant) -> Const {
    match value {
        Constant::None => Const::None,
        Constant::Bool(true) => Const::True,
        Constant::Bool(false) => Const::False,
        Constant::Int(value) => Const::from_bigint(value),
        Constant::Float(value) => Const::Float(*value),
        Constant::Complex(value) => Const::Complex(*value),
        Constant::Str(value) => Const::Str(value.as_bytes().into()),
        Constant::Bytes(value) => Const::Bytes(value.as_slice().into()),
        Constant::Ellipsis => Const::Ellipsis,
    }
}

/// The constant for text.
pub(crate) fn text(value: &str) -> Const {
    Const::Str(value.as_bytes().into())
}

/// An int constant as a number.
pub(crate) fn as_int(constant: &Const) -> Option<BigInt> {
    Some(match constant {
        Const::Int(value) => BigInt::from(*value),
        Const::BigInt(bytes) => BigInt::from_signed_bytes_le(bytes),
        Const::True => BigInt::from(1),
        Const::False => BigInt::from(0),
        _ => return None,
    })
}

/// The truth of a constant, where it is plain.
pub(crate) fn truth(constant: &Const) -> bool {
    match constant {
        Const::None | Const::False => false,
        Const::True | Const::Ellipsis | Const::Code(_) | Const::BigInt(_) => true,
        Const::Int(value) => *value != 0,
        Const::Float(value) | Const::Complex(value) => *value != 0.0,
        Const::Str(bytes) | Const::Bytes(bytes) => !bytes.is_empty(),
        Const::Tuple(items) | Const::FrozenSet(items) => !items.is_empty(),
    }
}
