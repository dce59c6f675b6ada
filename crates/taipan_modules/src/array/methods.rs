//! The methods of arrays.

use taipan_vm::{
    Raised, Res, Value, Vm,
    native::{GetSet, Method},
    objects::{class_getitem, place},
};

use super::{
    body::{Array, make, of, plain},
    item,
};

pub(super) const METHODS: &[Method] = &[
    Method::new("append(v, /)", append, "Add an item at the end."),
    Method::new("buffer_info()", buffer_info, "Address and number of the items."),
    Method::new("byteswap()", byteswap, "Turn the bytes of each item around."),
    Method::new("clear()", clear, "Remove all items."),
    Method::new("count(v, /)", count, "How many items are equal."),
    Method::new("extend(bb, /)", |vm, a| extend(vm, of(vm, &a[0])?, &a[1]), "Add items at the end."),
    Method::new("frombytes(buffer, /)", from_bytes, "Add the items that bytes hold."),
    Method::new("fromfile(f, n, /)", from_file, "Add items read from a file."),
    Method::new("fromlist(list, /)", from_list, "Add the items of a list, all or none."),
    Method::new("fromunicode(ustr, /)", from_unicode, "Add the characters of a str."),
    Method::new("index(v, start=0, stop=sys.maxsize, /)", index, "The first position of an equal item."),
    Method::new("insert(i, v, /)", insert, "Add an item before a position."),
    Method::new("pop(i=-1, /)", pop, "Remove an item and return it."),
    Method::new("remove(v, /)", remove, "Remove the first equal item."),
    Method::new("reverse()", reverse, "Turn the order around."),
    Method::new("tobytes()", |vm, a| Ok(vm.bytes(&of(vm, &a[0])?.bytes())), "The bytes of all items."),
    Method::new("tofile(f, /)", to_file, "Write the bytes of all items to a file."),
    Method::new("tolist()", |vm, a| vm.list(of(vm, &a[0])?.values(vm)), "The items as a list."),
    Method::new("tounicode()", to_unicode, "The characters as a str."),
    Method::new("__copy__()", |vm, a| copy(vm, &a[0]), "A copy."),
    Method::new("__deepcopy__(memo, /)", |vm, a| copy(vm, &a[0]), "A copy."),
    Method::class("__class_getitem__(object, /)", class_getitem, "A generic alias of the class."),
];

pub(super) const GETSET: &[GetSet] = &[
    GetSet::read("typecode", |vm, v| Ok(vm.str_char(of(vm, v)?.code.into()))),
    GetSet::read("itemsize", |vm, v| Ok(vm.int(of(vm, v)?.size() as i64))),
];

fn copy(vm: &Vm, value: &Value) -> Res {
    let array = of(vm, value)?;
    Ok(make(vm, &vm.class_of(value), array.code, &array.bytes())?.into())
}

fn append(vm: &Vm, args: &[Value]) -> Res {
    let array = of(vm, &args[0])?;
    let raw = item::pack(vm, array.code, &args[1])?;
    array.extend(vm, &raw)?;
    Ok(Value::NONE)
}

fn buffer_info(vm: &Vm, args: &[Value]) -> Res {
    let array = of(vm, &args[0])?;
    Ok(vm.tuple(vec![vm.int(vm.id_of(array.store()) as i64), vm.int(array.len() as i64)]))
}

fn byteswap(vm: &Vm, args: &[Value]) -> Res {
    let array = of(vm, &args[0])?;
    let mut raw = array.bytes();
    raw.chunks_mut(array.size()).for_each(<[u8]>::reverse);
    array.splice(vm, 0..array.len(), &raw)?;
    Ok(Value::NONE)
}

fn clear(vm: &Vm, args: &[Value]) -> Res {
    let array = of(vm, &args[0])?;
    array.splice(vm, 0..array.len(), &[])?;
    Ok(Value::NONE)
}

/// Whether two items are equal; that a NaN is itself does not make it so.
pub(super) fn same(vm: &Vm, a: &Value, b: &Value) -> Res<bool> {
    match (a.as_float(), b.as_float()) {
        (Some(x), Some(y)) => Ok(x == y),
        _ => vm.equal(a, b),
    }
}

fn count(vm: &Vm, args: &[Value]) -> Res {
    let array = of(vm, &args[0])?;
    let mut count = 0;
    let mut at = 0;
    while let Some(item) = array.get(vm, at) {
        count += i64::from(same(vm, &item, &args[1])?);
        at += 1;
    }
    Ok(vm.int(count))
}

/// Adds the items of another array or an iterable.
pub(super) fn extend(vm: &Vm, array: &Array, items: &Value) -> Res {
    if let Some(other) = items.downcast::<Array>() {
        if other.code != array.code {
            return Err(vm.type_error("can only extend with array of same kind"));
        }
        array.extend(vm, &other.bytes())?;
        return Ok(Value::NONE);
    }
    let iter = vm.iterate(items)?;
    while let Some(value) = iter.next(vm)? {
        let raw = item::pack(vm, array.code, &value)?;
        array.extend(vm, &raw)?;
    }
    Ok(Value::NONE)
}

fn add_bytes(vm: &Vm, array: &Array, raw: &[u8]) -> Res {
    if !raw.len().is_multiple_of(array.size()) {
        return Err(vm.value_error("bytes length not a multiple of item size"));
    }
    array.extend(vm, raw)?;
    Ok(Value::NONE)
}

fn from_bytes(vm: &Vm, args: &[Value]) -> Res {
    let raw = vm.bytes_argument(&args[1])?.into_owned();
    add_bytes(vm, of(vm, &args[0])?, &raw)
}

fn from_file(vm: &Vm, args: &[Value]) -> Res {
    let array = of(vm, &args[0])?;
    let count = vm.index_i64(&args[2])?;
    let Some(wanted) = usize::try_from(count).ok().and_then(|count| count.checked_mul(array.size())) else {
        return Err(vm.value_error("negative count"));
    };
    let data = vm.call_method(&args[1], "read", &[vm.int(wanted as i64)])?;
    let Some(raw) = data.as_bytes() else { return Err(vm.type_error("read() didn't return bytes")) };
    add_bytes(vm, array, raw)?;
    if raw.len() == wanted {
        return Ok(Value::NONE);
    }
    Err(vm.error(&vm.exceptions.eof_error, "read() didn't return enough bytes"))
}

fn to_file(vm: &Vm, args: &[Value]) -> Res {
    let raw = of(vm, &args[0])?.bytes();
    vm.call_method(&args[1], "write", &[vm.bytes(&raw)])?;
    Ok(Value::NONE)
}

fn from_list(vm: &Vm, args: &[Value]) -> Res {
    let array = of(vm, &args[0])?;
    if args[1].as_list().is_none() {
        return Err(vm.type_error("arg must be list"));
    }
    let mut raw = Vec::new();
    for value in vm.collect(&args[1])? {
        raw.extend(item::pack(vm, array.code, &value)?);
    }
    array.extend(vm, &raw)?;
    Ok(Value::NONE)
}

fn only_text(vm: &Vm, array: &Array, function: &str) -> Result<(), Raised> {
    if item::is_text(array.code) {
        return Ok(());
    }
    Err(vm.value_error(format!("{function}() may only be called on unicode type arrays ('u' or 'w')")))
}

/// The items for the characters of a str.
pub(super) fn characters(text: &taipan_vm::objects::Str) -> Vec<u8> {
    text.code_points().flat_map(u32::to_le_bytes).collect()
}

fn from_unicode(vm: &Vm, args: &[Value]) -> Res {
    let array = of(vm, &args[0])?;
    let Some(text) = args[1].as_str_object() else {
        return Err(vm.bad_argument("fromunicode", "", "str", &args[1]));
    };
    only_text(vm, array, "fromunicode")?;
    array.extend(vm, &characters(text))?;
    Ok(Value::NONE)
}

/// The characters of an array of them.
pub(super) fn text(vm: &Vm, array: &Array) -> Value {
    let mut out = Vec::new();
    for raw in array.bytes().chunks(4) {
        let mut word = [0; 4];
        word[..raw.len()].copy_from_slice(raw);
        taipan_vm::objects::push_code_point(&mut out, u32::from_le_bytes(word));
    }
    vm.str_wtf8(&out)
}

fn to_unicode(vm: &Vm, args: &[Value]) -> Res {
    let array = of(vm, &args[0])?;
    only_text(vm, array, "tounicode")?;
    Ok(text(vm, array))
}

fn find(vm: &Vm, array: &Array, value: &Value, start: usize, stop: usize) -> Res<Option<usize>> {
    let mut at = start;
    while at < stop
        && let Some(item) = array.get(vm, at)
    {
        if same(vm, &item, value)? {
            return Ok(Some(at));
        }
        at += 1;
    }
    Ok(None)
}

/// `value in array`
pub(super) fn contains(vm: &Vm, array: &Value, value: &Value) -> Res<bool> {
    Ok(find(vm, of(vm, array)?, value, 0, usize::MAX)?.is_some())
}

fn index(vm: &Vm, args: &[Value]) -> Res {
    let array = of(vm, &args[0])?;
    let start = vm.search_bound(&args[2], 0, array.len())?;
    let stop = vm.search_bound(&args[3], usize::MAX, array.len())?;
    match find(vm, array, &args[1], start, stop)? {
        Some(at) => Ok(vm.int(at as i64)),
        None => Err(vm.value_error("array.index(x): x not in array")),
    }
}

fn insert(vm: &Vm, args: &[Value]) -> Res {
    let array = of(vm, &args[0])?;
    let at = vm.index_i64(&args[1])?;
    let raw = item::pack(vm, array.code, &args[2])?;
    let len = array.len() as i64;
    let at = if at < 0 { (at + len).max(0) } else { at.min(len) } as usize;
    array.splice(vm, at..at, &raw)?;
    Ok(Value::NONE)
}

fn pop(vm: &Vm, args: &[Value]) -> Res {
    let array = of(vm, &args[0])?;
    let at = args[1].given().map_or(Ok(-1), |at| vm.index_i64(at))?;
    if array.len() == 0 {
        return Err(vm.index_error("pop from empty array"));
    }
    let Some(at) = place(at, array.len()) else { return Err(vm.index_error("pop index out of range")) };
    let item = array.get(vm, at).unwrap_or(Value::NONE);
    array.splice(vm, at..at + 1, &[])?;
    Ok(item)
}

fn remove(vm: &Vm, args: &[Value]) -> Res {
    let array = of(vm, &args[0])?;
    match find(vm, array, &args[1], 0, usize::MAX)? {
        Some(at) if at < array.len() => array.splice(vm, at..at + 1, &[])?,
        _ => return Err(vm.value_error("array.remove(x): x not in array")),
    }
    Ok(Value::NONE)
}

fn reverse(vm: &Vm, args: &[Value]) -> Res {
    let array = of(vm, &args[0])?;
    let raw: Vec<u8> = array.bytes().rchunks(array.size()).flatten().copied().collect();
    array.splice(vm, 0..array.len(), &raw)?;
    Ok(Value::NONE)
}

/// The items that an array constructor's second argument gives.
pub(super) fn initial(vm: &Vm, array: &Array, source: &Value) -> Res {
    let code = char::from(array.code);
    if let Some(text) = source.as_str_object() {
        if !item::is_text(array.code) {
            let message = format!("cannot use a str to initialize an array with typecode '{code}'");
            return Err(vm.type_error(message));
        }
        array.extend(vm, &characters(text))?;
        return Ok(Value::NONE);
    }
    if let Some(other) = source.downcast::<Array>() {
        if item::is_text(other.code) && !item::is_text(array.code) {
            let message = format!("cannot use a unicode array to initialize an array with typecode '{code}'");
            return Err(vm.type_error(message));
        }
        let items = vm.list(other.values(vm))?;
        return extend(vm, array, &items);
    }
    if source.as_bytes().is_some() || source.as_bytearray().is_some() {
        let raw = vm.bytes_argument(source)?.into_owned();
        return add_bytes(vm, array, &raw);
    }
    extend(vm, array, source)
}

/// `a + b`
pub(super) fn add(vm: &Vm, a: &Value, b: &Value) -> Res {
    let Some(x) = a.downcast::<Array>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let Some(y) = b.downcast::<Array>() else {
        let class = vm.type_of(b).name().to_owned();
        return Err(vm.type_error(format!("can only append array (not \"{class}\") to array")));
    };
    if x.code != y.code {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    plain(vm, x.code, &[x.bytes(), y.bytes()].concat())
}
