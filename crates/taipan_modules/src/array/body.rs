//! The array object: a bytearray and the code of its items.

use taipan_vm::{
    Body, Gc, Kind, Raised, Res, Tracer, Value, Vm,
    objects::{ByteArray, Type},
};

use super::item;

/// An array. Its items stand in a bytearray, so that memory views look at that.
pub(super) struct Array {
    pub(super) code: u8,
    bytes: Value,
}

impl Body for Array {
    const KIND: Kind = Kind::ext(73);
    const TRACED: bool = false;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.bytes);
    }
}

/// The array behind a receiver, which is one.
pub(super) fn of<'a>(vm: &Vm, value: &'a Value) -> Res<&'a Array> {
    value.downcast::<Array>().ok_or_else(|| vm.type_error("an array is required"))
}

impl Array {
    /// The bytearray that holds the items.
    pub(super) fn store(&self) -> &Value {
        &self.bytes
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        self.bytes.as_bytearray().map(ByteArray::to_vec).unwrap_or_default()
    }

    pub(super) fn size(&self) -> usize {
        item::size(self.code)
    }

    pub(super) fn len(&self) -> usize {
        self.bytes.as_bytearray().map_or(0, ByteArray::len) / self.size()
    }

    /// An item, if there are so many.
    pub(super) fn get(&self, vm: &Vm, at: usize) -> Option<Value> {
        let size = self.size();
        let raw =
            self.bytes.as_bytearray()?.read(|all| all.get(at * size..(at + 1) * size).map(<[u8]>::to_vec))?;
        Some(item::unpack(vm, self.code, &raw))
    }

    /// Overwrites an item, which must be there.
    pub(super) fn set(&self, at: usize, raw: &[u8]) {
        if let Some(store) = self.bytes.as_bytearray() {
            store.write_at(at * self.size(), raw);
        }
    }

    /// Whether no memory view forbids another length.
    pub(super) fn check_resizable(&self, vm: &Vm) -> Result<(), Raised> {
        if self.bytes.as_bytearray().is_some_and(ByteArray::is_exported) {
            let message = "cannot resize an array that is exporting buffers";
            return Err(vm.error(&vm.exceptions.buffer_error, message));
        }
        Ok(())
    }

    /// Replaces a range of items by what `raw` holds.
    pub(super) fn splice(&self, vm: &Vm, range: std::ops::Range<usize>, raw: &[u8]) -> Result<(), Raised> {
        let Some(store) = self.bytes.as_bytearray() else { return Ok(()) };
        let size = self.size();
        if range.len() * size != raw.len() {
            self.check_resizable(vm)?;
        }
        store.splice(vm, range.start * size..range.end * size, raw)
    }

    /// Adds items at the end.
    pub(super) fn extend(&self, vm: &Vm, raw: &[u8]) -> Result<(), Raised> {
        match self.bytes.as_bytearray() {
            Some(store) if !store.is_exported() => store.extend(vm, raw),
            _ => self.splice(vm, self.len()..self.len(), raw),
        }
    }

    /// The items as values.
    pub(super) fn values(&self, vm: &Vm) -> Vec<Value> {
        (0..self.len()).filter_map(|at| self.get(vm, at)).collect()
    }
}

/// Makes an array of exactly that type.
pub(super) fn plain(vm: &Vm, code: u8, raw: &[u8]) -> Res {
    let bytes = vm.bytearray(raw)?;
    Ok(vm.make(Array { code, bytes }).into())
}

/// Makes an array of a class.
pub(super) fn make(vm: &Vm, class: &Type, code: u8, raw: &[u8]) -> Res<Gc<Array>> {
    let bytes = vm.bytearray(raw)?;
    vm.make_instance(class, Array { code, bytes })
}
