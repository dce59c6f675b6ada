//! The types that every VM starts with, in the order in which they need each other.

use crate::{
    Body, Gc, Kind, Vm,
    exceptions::{self, ExceptionObject},
    heap::Obj,
    interp,
    native::{self, TypeFlags, TypeSpec},
    objects::{self, Instance, Slots, Tuple, Type},
    vm::Late,
};

macro_rules! core_types {
    ($($field:ident),* $(,)?) => {
        /// Types by field: `vm.types.list`. A trailing underscore avoids a keyword.
        #[allow(missing_docs, reason = "each is the type of that name")]
        pub struct CoreTypes { $(pub $field: Late<Gc<Type>>,)* }
        impl Default for CoreTypes {
            fn default() -> CoreTypes { CoreTypes { $($field: Late::new(),)* } }
        }
    };
}

core_types! {
    object, type_, none_type, not_implemented_type, ellipsis, bool_, int, float, complex, str, bytes, bytearray, memoryview, tuple, list,
    dict, set, frozenset, slice, range, function, code, cell, method, native_function, method_descriptor, classmethod_descriptor,
    getset, property, staticmethod, classmethod, super_, module, weakref, weak_proxy, weak_callable_proxy, union_type, generic_alias, traceback, frame, generator, coroutine, async_generator, async_generator_athrow,
    dict_keys, dict_values, dict_items, dict_key_iterator, dict_value_iterator, dict_item_iterator,
    dict_reverse_key_iterator, dict_reverse_value_iterator, dict_reverse_item_iterator, list_reverse_iterator,
    enumerate, zip, map, filter, reversed,
}

/// A type row without methods; for types whose methods live elsewhere.
pub(crate) fn bare(name: &'static str, kind: Kind, slots: fn(&mut Slots)) -> TypeSpec {
    TypeSpec {
        name,
        module: "builtins",
        kind,
        base: None,
        flags: TypeFlags::default(),
        doc: "",
        slots,
        methods: &[],
        getset: &[],
    }
}

impl CoreTypes {
    /// The types that the `builtins` module shows, as far as they exist.
    pub(crate) fn public(&self) -> Vec<Gc<Type>> {
        let known = [
            &self.object,
            &self.type_,
            &self.bool_,
            &self.int,
            &self.float,
            &self.complex,
            &self.str,
            &self.bytes,
            &self.bytearray,
            &self.memoryview,
            &self.tuple,
            &self.list,
            &self.dict,
            &self.set,
            &self.frozenset,
            &self.slice,
            &self.range,
            &self.property,
            &self.staticmethod,
            &self.classmethod,
            &self.super_,
            &self.enumerate,
            &self.zip,
            &self.map,
            &self.filter,
            &self.reversed,
        ];
        known.into_iter().filter_map(|class| class.get().cloned()).collect()
    }
}

impl Vm {
    /// The class `object`, once it exists.
    pub(crate) fn object_type(&self) -> Option<Gc<Type>> {
        self.types.object.get().cloned()
    }

    fn kind<T: Body>(&self) {
        self.register_kind(T::KIND, Obj::<T>::info());
    }

    /// Makes all built-in types.
    pub(crate) fn start_types(&self) {
        self.kind::<objects::Str>();
        self.kind::<objects::Dict>();
        self.kind::<Type>();
        self.kind::<native::NativeFunction>();
        self.kind::<native::MethodDescriptor>();
        self.kind::<objects::GetSetDescriptor>();
        self.kind::<objects::SlotWrapper>();
        self.kind::<objects::StaticMethod>();
        self.register_kind(Kind::Tuple, Tuple::info());
        self.register_kind(Kind::Instance, Instance::info());
        self.names.set(crate::names::Names::new(self));
        self.start_chars();
        _ = self.empty_tuple.set(self.tuple_gc(Vec::new()));

        let types = &self.types;
        types.object.set(self.native_type(&objects::object::spec(), false));
        types.type_.set(self.native_type(&objects::types::type_spec(), true));
        types.str.set(self.native_type(&objects::str::spec(), true));
        types.dict.set(self.native_type(&objects::dict::spec(), true));
        types.tuple.set(self.native_type(&objects::tuple::spec(), true));
        types.native_function.set(self.native_type(&native::function_type_spec(), true));
        types.method_descriptor.set(self.native_type(&native::method_type_spec(), true));
        self.kind::<native::NativeBoundMethod>();
        self.share_class(Kind::NativeBoundMethod, &types.native_function);
        types.getset.set(self.native_type(&objects::getset::spec(), true));
        self.native_type(&objects::slot_wrapper::spec(), true);
        types.staticmethod.set(self.native_type(&objects::static_method::spec(), true));
        types.none_type.set(self.add_variant(&objects::singletons::none_spec()));
        types.not_implemented_type.set(self.add_variant(&objects::singletons::not_implemented_spec()));
        types.ellipsis.set(self.add_variant(&objects::singletons::ellipsis_spec()));
        types.int.set(self.add_type::<objects::BigIntObject>(&objects::int::spec()));
        types.bool_.set(self.add_variant(&objects::bool::spec()));
        types.float.set(self.add_type::<objects::FloatObject>(&objects::float::spec()));
        types.list.set(self.add_type::<objects::List>(&objects::list::spec()));
        types.function.set(self.add_type::<objects::Function>(&objects::function_type::spec()));
        types.code.set(self.add_type::<objects::Code>(&objects::code_type::spec()));
        types.cell.set(self.add_type::<objects::CellObject>(&objects::cell::spec()));
        types.method.set(self.add_type::<objects::BoundMethod>(&objects::bound_method::spec()));
        types.module.set(self.add_type::<objects::Module>(&objects::module::spec()));
        self.exceptions.base_exception.set(self.add_type::<ExceptionObject>(&exceptions::base_spec()));
        exceptions::ExceptionTypes::start(self);
        objects::start_numbers(self);
        objects::start_text(self);
        objects::start_containers(self);
        objects::start_classes(self);
        exceptions::start(self);
        interp::start_types(self);
    }
}
