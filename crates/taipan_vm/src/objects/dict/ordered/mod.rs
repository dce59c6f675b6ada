//! `collections.OrderedDict`: a dict whose order can be changed and counts in comparisons.

mod iter;
mod methods;
mod slots;
mod update;
mod views;

use crate::{
    Gc, Kind, Value, Vm,
    native::{TypeFlags, TypeSpec},
    objects::{Dict, Type},
    vm::Late,
};

/// The classes, once `_collections` has been imported.
struct OrderedTypes {
    class: Late<Gc<Type>>,
    keys: Late<Gc<Type>>,
    values: Late<Gc<Type>>,
    items: Late<Gc<Type>>,
}

impl Default for OrderedTypes {
    fn default() -> OrderedTypes {
        OrderedTypes { class: Late::new(), keys: Late::new(), values: Late::new(), items: Late::new() }
    }
}

impl Vm {
    /// The class `OrderedDict`, made on first use.
    pub fn ordered_dict_type(&self) -> Gc<Type> {
        let types = self.state::<OrderedTypes>();
        if let Some(class) = types.class.get() {
            return class.clone();
        }
        let class = self.add_variant(&TypeSpec {
            name: "OrderedDict",
            module: "collections",
            kind: Kind::Dict,
            base: Some(|vm| vm.types.dict.clone()),
            flags: TypeFlags { base: true, dict: true, weak: true, mapping: true, ..TypeFlags::default() },
            doc: "Dictionary that remembers insertion order",
            slots: slots::fill,
            methods: methods::METHODS,
            getset: &[],
        });
        types.class.set(class.clone());
        iter::start(self);
        views::start(self, &types);
        class
    }

    fn is_exact_ordered(&self, value: &Value) -> bool {
        self.state::<OrderedTypes>().class.get().is_some_and(|class| self.class_of(value).is(class))
    }

    fn is_ordered(&self, value: &Value) -> bool {
        self.state::<OrderedTypes>().class.get().is_some_and(|class| self.is_a(value, class))
    }
}

/// The dict behind a value.
fn dict_of(vm: &Vm, value: &Value) -> crate::Res<Gc<Dict>> {
    value.downcast_gc().ok_or_else(|| vm.type_error("an OrderedDict is required"))
}
