//! What sequences share: indexes, concatenation, repetition, comparison, the guard of recursive reprs.

use std::{cell::RefCell, collections::HashSet};

use foldhash::fast::FixedState;
use taipan_bytecode::{BinaryOp, CompareOp};

use crate::{
    Kind, Res, Value, Vm,
    native::Args,
    objects::{BinaryFn, Type},
};

/// Objects whose repr is being made, each with the number of the thread that makes it.
#[derive(Default)]
struct InRepr(RefCell<HashSet<(i64, u64), FixedState>>);

/// Marks an object as having its repr made, until it drops.
pub struct ReprGuard {
    all: std::rc::Rc<InRepr>,
    key: (i64, u64),
}

impl Drop for ReprGuard {
    fn drop(&mut self) {
        self.all.0.borrow_mut().remove(&self.key);
    }
}

impl Vm {
    /// Guards the repr of a container: `None` where it is being made already, so that `[...]` should stand for it.
    pub fn enter_repr(&self, value: &Value) -> Option<ReprGuard> {
        let all = self.state::<InRepr>();
        let key = (self.thread_number(), self.id_of(value));
        let new = all.0.borrow_mut().insert(key);
        new.then(|| ReprGuard { all, key })
    }

    /// Appends `repr(value)` to text being built.
    ///
    /// # Errors
    /// As [`Vm::repr`].
    pub fn push_repr(&self, out: &mut Vec<u8>, value: &Value) -> Res<()> {
        if let Some(small) = value.as_small_int() {
            out.extend_from_slice(small.to_string().as_bytes());
            return Ok(());
        }
        let text = self.repr(value)?;
        if let Some(text) = text.as_str_object() {
            out.extend_from_slice(text.as_bytes());
        }
        Ok(())
    }

    /// The reprs of some items between brackets, each got when its turn comes.
    pub fn repr_items(&self, open: &str, close: &str, mut item: impl FnMut(usize) -> Option<Value>) -> Res {
        let mut out = open.as_bytes().to_vec();
        let mut at = 0;
        while let Some(value) = item(at) {
            if at > 0 {
                out.extend_from_slice(b", ");
            }
            self.push_repr(&mut out, &value)?;
            at += 1;
        }
        out.extend_from_slice(close.as_bytes());
        Ok(self.str_wtf8(&out))
    }

    /// A subscript as a position, which may be negative or out of range.
    ///
    /// # Errors
    /// `TypeError` with `what` ("list indices"); `IndexError` where it exceeds 64 bits.
    pub(crate) fn subscript(&self, key: &Value, what: &str) -> Res<i64> {
        if let Some(small) = key.as_small_int() {
            return Ok(small);
        }
        if !key.is_int() && self.type_of(key).slots().index.is_none() {
            return Err(self
                .type_error(format!("{what} must be integers or slices, not {}", self.type_of(key).name())));
        }
        self.subscript_number(key)
    }

    /// An integer subscript; out of range of 64 bits is an `IndexError`.
    ///
    /// # Errors
    /// As [`Vm::index`]; `IndexError`.
    pub fn subscript_number(&self, key: &Value) -> Res<i64> {
        match self.index(key)?.as_int() {
            Some(at) => Ok(at),
            None => Err(self.index_error(format!(
                "cannot fit '{}' into an index-sized integer",
                self.type_of(key).name()
            ))),
        }
    }

    /// Argument of `index(x, start, stop)`: clamped, negative counts from the end.
    ///
    /// # Errors
    /// `TypeError`
    pub fn search_bound(&self, value: &Value, default: usize, len: usize) -> Res<usize> {
        let Some(value) = value.given() else { return Ok(default) };
        if !value.is_int() && self.type_of(value).slots().index.is_none() {
            return Err(self.type_error("slice indices must be integers or have an __index__ method"));
        }
        let at = self.index_clamped(value)?;
        Ok(if at < 0 { at.saturating_add(len as i64).max(0) as usize } else { at as usize })
    }

    /// The only, optional, positional argument of a constructor.
    ///
    /// # Errors
    /// `TypeError`
    pub fn one_optional<'a>(&self, name: &str, args: Args<'a>) -> Res<Option<&'a Value>> {
        self.positional_only(name, args, 0, 1).map(|values| values.first())
    }

    /// The positional arguments of a constructor that takes `least` to `most` of them and no keywords.
    ///
    /// # Errors
    /// `TypeError`
    pub fn positional_only<'a>(
        &self,
        name: &str,
        args: Args<'a>,
        least: usize,
        most: usize,
    ) -> Res<&'a [Value]> {
        if args.keyword_count() > 0 {
            return Err(self.type_error(format!("{name}() takes no keyword arguments")));
        }
        let given = args.values.len();
        if given < least || given > most {
            let (bound, how) = match (least == most, given < least) {
                (true, _) => (most, ""),
                (_, true) => (least, "at least "),
                (_, false) => (most, "at most "),
            };
            let s = if bound == 1 { "" } else { "s" };
            return Err(self.type_error(format!("{name} expected {how}{bound} argument{s}, got {given}")));
        }
        Ok(args.values)
    }

    /// The arguments that `__new__` of an immutable type looks at: keywords belong to the `__init__` of a subclass that has
    /// one of its own.
    pub(crate) fn without_own_init<'a>(&self, class: &Type, base: &Type, args: Args<'a>) -> Args<'a> {
        let init = |class: &Type| class.slots().init.map(|f| f as usize);
        if init(class) == init(base) { args } else { Args::positional(args.positionals()) }
    }

    /// `a + b` of a sequence type where the other operand is of another type: its own slot comes first.
    #[cold]
    pub(crate) fn concat_other(&self, a: &Value, b: &Value, own: BinaryFn, is_left: bool) -> Res {
        if !is_left {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        if let Some(result) = self.other_slot(BinaryOp::Add, a, b, b, own)? {
            return Ok(result);
        }
        let name = self.base_name(a);
        Err(self.type_error(format!(
            "can only concatenate {name} (not \"{}\") to {name}",
            self.type_of(b).name()
        )))
    }

    fn base_name(&self, value: &Value) -> &'static str {
        match value.kind() {
            Some(Kind::List) => "list",
            Some(Kind::Tuple) => "tuple",
            Some(Kind::Str) => "str",
            Some(Kind::Bytes) => "bytes",
            Some(Kind::ByteArray) => "bytearray",
            _ => "sequence",
        }
    }

    fn other_slot(
        &self,
        op: BinaryOp,
        a: &Value,
        b: &Value,
        other: &Value,
        own: BinaryFn,
    ) -> Res<Option<Value>> {
        let Some(f) = self.type_of(other).slots().binary[op as usize] else { return Ok(None) };
        if f as usize == own as usize {
            return Ok(None);
        }
        let result = f(self, a, b)?;
        Ok((!result.is_not_implemented()).then_some(result))
    }

    /// How often `a * b` repeats the sequence, which is one of them: `Err(result)` where the other operand has answered.
    ///
    /// # Errors
    /// `TypeError` where the other operand is no integer; `OverflowError`.
    pub fn repeat_count(
        &self,
        a: &Value,
        b: &Value,
        number: &Value,
        own: BinaryFn,
    ) -> Res<Result<usize, Value>> {
        if let Some(small) = number.as_small_int() {
            return Ok(Ok(small.max(0) as usize));
        }
        if !number.is_int() {
            if number.is(b)
                && self.type_of(number).slots().getitem.is_none()
                && let Some(result) = self.other_slot(BinaryOp::Mul, a, b, number, own)?
            {
                return Ok(Err(result));
            }
            if self.type_of(number).slots().index.is_none() {
                return Err(self.type_error(format!(
                    "can't multiply sequence by non-int of type '{}'",
                    self.type_of(number).name()
                )));
            }
        }
        Ok(Ok(self.index_i64(number)?.max(0) as usize))
    }

    /// How often `a *= b` repeats a sequence.
    ///
    /// # Errors
    /// As [`Vm::repeat_count`].
    pub fn repeat_inplace_count(&self, number: &Value) -> Res<usize> {
        if !number.is_int() && self.type_of(number).slots().index.is_none() {
            return Err(self.type_error(format!(
                "can't multiply sequence by non-int of type '{}'",
                self.type_of(number).name()
            )));
        }
        Ok(self.index_i64(number)?.max(0) as usize)
    }

    /// Compares two sequences whose items are asked for one by one, since they may change meanwhile.
    pub fn compare_sequences(
        &self,
        op: CompareOp,
        a: impl Fn(usize) -> Option<Value>,
        b: impl Fn(usize) -> Option<Value>,
        lengths: impl Fn() -> (usize, usize),
    ) -> Res {
        let _depth = self.enter_native(" in comparison")?;
        let mut at = 0;
        while let (Some(x), Some(y)) = (a(at), b(at)) {
            if !self.equal(&x, &y)? {
                return match op {
                    CompareOp::Eq => Ok(Value::FALSE),
                    CompareOp::Ne => Ok(Value::TRUE),
                    _ => self.compare(op, &x, &y),
                };
            }
            at += 1;
        }
        let (x, y) = lengths();
        Ok(Value::bool(order(op, x.cmp(&y))))
    }

    /// A function of the `builtins` module, for `__reduce__`.
    ///
    /// # Errors
    /// `AttributeError` where a program has removed it.
    pub fn builtin(&self, name: &str) -> Res {
        let found = self.import.builtins.get().and_then(|builtins| builtins.get_str(self, name));
        found.ok_or_else(|| self.error(&self.exceptions.attribute_error, format!("builtins.{name}")))
    }
}

/// Whether an ordering satisfies a comparison.
pub fn order(op: CompareOp, ordering: std::cmp::Ordering) -> bool {
    match op {
        CompareOp::Lt => ordering.is_lt(),
        CompareOp::Le => ordering.is_le(),
        CompareOp::Eq => ordering.is_eq(),
        CompareOp::Ne => ordering.is_ne(),
        CompareOp::Gt => ordering.is_gt(),
        CompareOp::Ge => ordering.is_ge(),
    }
}

/// The place that a subscript names in a sequence, if there is one.
#[inline]
pub fn place(at: i64, len: usize) -> Option<usize> {
    let at = if at < 0 { at.checked_add(len as i64)? } else { at };
    usize::try_from(at).ok().filter(|at| *at < len)
}
