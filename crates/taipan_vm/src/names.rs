//! Well-known names: interned strings that natives look up without hashing text.

use crate::{Value, Vm};

macro_rules! names {
    ($($field:ident = $text:literal,)*) => {
        /// Interned strings by field. `vm.names.dunder_init` is the str `__init__`.
        pub struct Names { $(#[doc = concat!("`", $text, "`")] pub $field: Value,)* }
        impl Names {
            pub(crate) fn new(vm: &Vm) -> Names {
                Names { $($field: vm.intern($text),)* }
            }
        }
    };
}

names! {
    empty = "",
    dunder_init = "__init__", dunder_new = "__new__", dunder_del = "__del__", dunder_name = "__name__",
    dunder_qualname = "__qualname__", dunder_module = "__module__", dunder_doc = "__doc__", dunder_dict = "__dict__",
    dunder_class = "__class__", dunder_bases = "__bases__", dunder_mro = "__mro__", dunder_slots = "__slots__",
    dunder_repr = "__repr__", dunder_str = "__str__", dunder_hash = "__hash__", dunder_eq = "__eq__", dunder_ne = "__ne__",
    dunder_lt = "__lt__", dunder_le = "__le__", dunder_gt = "__gt__", dunder_ge = "__ge__", dunder_call = "__call__",
    dunder_getattr = "__getattr__", dunder_getattribute = "__getattribute__", dunder_setattr = "__setattr__",
    dunder_delattr = "__delattr__", dunder_get = "__get__", dunder_set = "__set__", dunder_delete = "__delete__",
    dunder_set_name = "__set_name__", dunder_init_subclass = "__init_subclass__", dunder_prepare = "__prepare__",
    dunder_classcell = "__classcell__", dunder_iter = "__iter__", dunder_next = "__next__", dunder_len = "__len__",
    dunder_length_hint = "__length_hint__", dunder_getitem = "__getitem__", dunder_setitem = "__setitem__",
    dunder_delitem = "__delitem__", dunder_missing = "__missing__", dunder_contains = "__contains__", dunder_bool = "__bool__",
    dunder_int = "__int__", dunder_float = "__float__", dunder_index = "__index__", dunder_complex = "__complex__",
    dunder_bytes = "__bytes__", dunder_format = "__format__", dunder_await = "__await__", dunder_aiter = "__aiter__",
    dunder_anext = "__anext__", dunder_enter = "__enter__", dunder_exit = "__exit__", dunder_aenter = "__aenter__",
    dunder_aexit = "__aexit__", dunder_instancecheck = "__instancecheck__", dunder_subclasscheck = "__subclasscheck__",
    dunder_abstractmethods = "__abstractmethods__", dunder_isabstractmethod = "__isabstractmethod__",
    dunder_class_getitem = "__class_getitem__", dunder_mro_entries = "__mro_entries__", dunder_orig_bases = "__orig_bases__",
    dunder_annotations = "__annotations__", dunder_annotate = "__annotate__", dunder_annotate_func = "__annotate_func__",
    dunder_annotations_cache = "__annotations_cache__", dunder_type_params = "__type_params__", dunder_builtins = "__builtins__",
    dunder_file = "__file__", dunder_path = "__path__", dunder_package = "__package__", dunder_loader = "__loader__",
    dunder_spec = "__spec__", dunder_all = "__all__", dunder_main = "__main__", dunder_dir = "__dir__",
    dunder_reversed = "__reversed__", dunder_wrapped = "__wrapped__", dunder_notes = "__notes__", dunder_weakref = "__weakref__",
    dunder_round = "__round__", dunder_trunc = "__trunc__", dunder_floor = "__floor__", dunder_ceil = "__ceil__",
    dunder_abs = "__abs__", dunder_neg = "__neg__", dunder_pos = "__pos__", dunder_invert = "__invert__",
    dunder_sizeof = "__sizeof__", dunder_reduce = "__reduce__", dunder_reduce_ex = "__reduce_ex__", dunder_copy = "__copy__",
    dunder_deepcopy = "__deepcopy__", dunder_getstate = "__getstate__", dunder_fspath = "__fspath__",
    dunder_static_attributes = "__static_attributes__", dunder_firstlineno = "__firstlineno__",
    dunder_classdict = "__classdict__", dunder_classdictcell = "__classdictcell__",
    dunder_cause = "__cause__", dunder_context = "__context__", dunder_traceback = "__traceback__",
    append = "append", keys = "keys", items = "items", values = "values", close = "close", send = "send", throw = "throw",
    write = "write", flush = "flush", read = "read", args = "args", value = "value", code = "code", name = "name", obj = "obj",
    stdout = "stdout", stderr = "stderr", stdin = "stdin", modules = "modules", path = "path", builtins = "builtins",
    metaclass = "metaclass", mro = "mro", sep = "sep", end = "end", file = "file", key = "key", default = "default",
    reverse = "reverse", fset = "fset", fget = "fget", join = "join", format = "format", encoding = "encoding", sort = "sort",
    displayhook = "displayhook", excepthook = "excepthook", underscore = "_", lambda = "<lambda>", module = "module",
    get = "get", pop = "pop", update = "update", copy = "copy", index = "index", count = "count", extend = "extend",
}
