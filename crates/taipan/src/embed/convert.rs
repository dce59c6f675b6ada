//! Conversions between Rust and Python values.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use taipan_vm::{Value as Raw, Vm as Core};

use super::{Cx, Error, Function, Result, Value};

/// What Python values can become.
pub trait FromPy: Sized {
    /// Converts a value.
    ///
    /// # Errors
    /// The value has another type or does not fit.
    fn from_py(value: Value, cx: &Cx) -> Result<Self>;
}

/// What can become a Python value.
pub trait IntoPy {
    /// Converts it.
    ///
    /// # Errors
    /// The VM is out of memory.
    fn into_py(self, cx: &Cx) -> Result<Value>;
}

/// The arguments of a call: a tuple of up to four.
pub trait IntoArgs {
    /// Converts them.
    ///
    /// # Errors
    /// As [`IntoPy::into_py`].
    fn into_args(self, cx: &Cx) -> Result<Vec<Value>>;
}

fn wrong<T>(cx: &Cx, value: &Raw, wanted: &str) -> Result<T> {
    let found = cx.core().type_of(value).name().to_string();
    Err(Error::conversion(format!("expected {wanted}, not {found}")))
}

impl FromPy for Value {
    fn from_py(value: Value, _: &Cx) -> Result<Value> {
        Ok(value)
    }
}

impl IntoPy for Value {
    fn into_py(self, _: &Cx) -> Result<Value> {
        Ok(self)
    }
}

impl IntoPy for &Value {
    fn into_py(self, _: &Cx) -> Result<Value> {
        Ok(self.clone())
    }
}

impl FromPy for Function {
    fn from_py(value: Value, cx: &Cx) -> Result<Function> {
        let raw = value.raw(cx)?;
        if cx.core().is_callable(&raw) { Ok(Function(value)) } else { wrong(cx, &raw, "a callable") }
    }
}

impl IntoPy for Function {
    fn into_py(self, _: &Cx) -> Result<Value> {
        Ok(self.0)
    }
}

impl FromPy for () {
    fn from_py(_: Value, _: &Cx) -> Result<()> {
        Ok(())
    }
}

impl IntoPy for () {
    fn into_py(self, cx: &Cx) -> Result<Value> {
        Ok(Value::new(cx, Raw::NONE))
    }
}

impl FromPy for bool {
    fn from_py(value: Value, cx: &Cx) -> Result<bool> {
        let raw = value.raw(cx)?;
        raw.as_bool().map_or_else(|| wrong(cx, &raw, "bool"), Ok)
    }
}

impl IntoPy for bool {
    fn into_py(self, cx: &Cx) -> Result<Value> {
        Ok(Value::new(cx, Raw::bool(self)))
    }
}

impl FromPy for f64 {
    fn from_py(value: Value, cx: &Cx) -> Result<f64> {
        let raw = value.raw(cx)?;
        cx.enter(|vm| vm.to_f64(&raw))
    }
}

impl IntoPy for f64 {
    fn into_py(self, cx: &Cx) -> Result<Value> {
        Ok(Value::new(cx, cx.core().float(self)))
    }
}

impl FromPy for String {
    fn from_py(value: Value, cx: &Cx) -> Result<String> {
        let raw = value.raw(cx)?;
        match raw.as_str() {
            Some(text) => Ok(text.to_owned()),
            None => wrong(cx, &raw, "str"),
        }
    }
}

impl IntoPy for &str {
    fn into_py(self, cx: &Cx) -> Result<Value> {
        Ok(Value::new(cx, cx.core().str(self)))
    }
}

impl IntoPy for String {
    fn into_py(self, cx: &Cx) -> Result<Value> {
        self.as_str().into_py(cx)
    }
}

macro_rules! integers {
    ($($int:ty),*) => {$(
        impl FromPy for $int {
            fn from_py(value: Value, cx: &Cx) -> Result<$int> {
                let raw = value.raw(cx)?;
                let number = cx.enter(|vm| vm.index(&raw))?;
                let fits = match number.as_int() {
                    Some(small) => <$int>::try_from(small).ok(),
                    // Beyond 64 bits with sign: only the digits tell.
                    None => cx.enter(|vm| vm.repr_string(&number))?.parse().ok(),
                };
                fits.ok_or_else(|| Error::conversion(format!("int does not fit {}", stringify!($int))))
            }
        }
        impl IntoPy for $int {
            fn into_py(self, cx: &Cx) -> Result<Value> {
                let raw = match i64::try_from(self) {
                    Ok(small) => cx.core().int(small),
                    Err(_) => cx.core().big_int(self.into()),
                };
                Ok(Value::new(cx, raw))
            }
        }
    )*};
}
integers!(i8, i16, i32, i64, u8, u16, u32, u64, usize, isize);

impl<T: FromPy> FromPy for Option<T> {
    fn from_py(value: Value, cx: &Cx) -> Result<Option<T>> {
        if value.raw(cx)?.is_none() { Ok(None) } else { T::from_py(value, cx).map(Some) }
    }
}

impl<T: IntoPy> IntoPy for Option<T> {
    fn into_py(self, cx: &Cx) -> Result<Value> {
        match self {
            Some(value) => value.into_py(cx),
            None => ().into_py(cx),
        }
    }
}

impl<T: FromPy> FromPy for Vec<T> {
    fn from_py(value: Value, cx: &Cx) -> Result<Vec<T>> {
        let raw = value.raw(cx)?;
        if raw.as_str_object().is_some() {
            return wrong(cx, &raw, "a list");
        }
        let items = cx.enter(|vm| vm.collect(&raw))?;
        items.into_iter().map(|item| T::from_py(Value::new(cx, item), cx)).collect()
    }
}

impl<T: IntoPy> IntoPy for Vec<T> {
    fn into_py(self, cx: &Cx) -> Result<Value> {
        let items = self.into_iter().map(|item| item.into_py(cx)?.raw(cx)).collect::<Result<Vec<_>>>()?;
        let list = cx.enter(|vm| vm.list(items))?;
        Ok(Value::new(cx, list))
    }
}

fn entries<K: FromPy, V: FromPy>(value: &Value, cx: &Cx) -> Result<Vec<(K, V)>> {
    let raw = value.raw(cx)?;
    let Some(dict) = raw.as_dict() else { return wrong(cx, &raw, "dict") };
    let convert =
        |(key, value)| Ok((K::from_py(Value::new(cx, key), cx)?, V::from_py(Value::new(cx, value), cx)?));
    dict.items().into_iter().map(convert).collect()
}

fn dict<K: IntoPy, V: IntoPy>(entries: impl IntoIterator<Item = (K, V)>, cx: &Cx) -> Result<Value> {
    let dict = cx.core().dict();
    for (key, value) in entries {
        let (key, value) = (key.into_py(cx)?.raw(cx)?, value.into_py(cx)?.raw(cx)?);
        cx.enter(|vm: &Core| dict.set(vm, &key, &value))?;
    }
    Ok(Value::new(cx, dict.into()))
}

impl<K: FromPy + Eq + Hash, V: FromPy> FromPy for HashMap<K, V> {
    fn from_py(value: Value, cx: &Cx) -> Result<HashMap<K, V>> {
        Ok(entries(&value, cx)?.into_iter().collect())
    }
}

impl<K: FromPy + Ord, V: FromPy> FromPy for BTreeMap<K, V> {
    fn from_py(value: Value, cx: &Cx) -> Result<BTreeMap<K, V>> {
        Ok(entries(&value, cx)?.into_iter().collect())
    }
}

impl<K: IntoPy, V: IntoPy> IntoPy for HashMap<K, V> {
    fn into_py(self, cx: &Cx) -> Result<Value> {
        dict(self, cx)
    }
}

impl<K: IntoPy, V: IntoPy> IntoPy for BTreeMap<K, V> {
    fn into_py(self, cx: &Cx) -> Result<Value> {
        dict(self, cx)
    }
}

impl IntoArgs for () {
    fn into_args(self, _: &Cx) -> Result<Vec<Value>> {
        Ok(Vec::new())
    }
}

macro_rules! tuples {
    ($(($($name:ident),+) $count:literal;)*) => {$(
        #[expect(non_snake_case, reason = "named as their types")]
        impl<$($name: IntoPy),+> IntoArgs for ($($name,)+) {
            fn into_args(self, cx: &Cx) -> Result<Vec<Value>> {
                let ($($name,)+) = self;
                Ok(vec![$($name.into_py(cx)?),+])
            }
        }
        impl<$($name: IntoPy),+> IntoPy for ($($name,)+) {
            fn into_py(self, cx: &Cx) -> Result<Value> {
                let items = self.into_args(cx)?;
                let items = items.iter().map(|item| item.raw(cx)).collect::<Result<Vec<_>>>()?;
                Ok(Value::new(cx, cx.core().tuple(items)))
            }
        }
        impl<$($name: FromPy),+> FromPy for ($($name,)+) {
            fn from_py(value: Value, cx: &Cx) -> Result<Self> {
                let raw = value.raw(cx)?;
                let Some(tuple) = raw.as_tuple() else { return wrong(cx, &raw, "tuple") };
                if tuple.len() != $count {
                    return Err(Error::conversion(format!(
                        "expected a tuple of {}, not of {}", $count, tuple.len()
                    )));
                }
                let mut items = tuple.as_slice().to_vec().into_iter();
                Ok(($($name::from_py(Value::new(cx, items.next().unwrap_or_default()), cx)?,)+))
            }
        }
    )*};
}
tuples! {
    (A) 1;
    (A, B) 2;
    (A, B, C) 3;
    (A, B, C, D) 4;
}
