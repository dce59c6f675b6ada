//! The table of str's methods.

use super::{case, find, pad, split};
use crate::{
    Res, Value, Vm,
    native::Method,
    objects::{codecs, format},
};

fn encode(vm: &Vm, args: &[Value]) -> Res {
    codecs::encode_value(vm, &args[0], &args[1], &args[2], "encode")
}

fn format_spec(vm: &Vm, args: &[Value]) -> Res {
    let spec = vm.format_spec_text(&args[1])?;
    format::format_str(vm, &args[0], &spec)
}

fn str_format(vm: &Vm, args: &[Value]) -> Res {
    format::str_format(vm, &args[0], &args[1], &args[2])
}

fn format_map(vm: &Vm, args: &[Value]) -> Res {
    format::str_format(vm, &args[0], &Value::EMPTY, &args[1])
}

pub(super) const METHODS: &[Method] = &[
    Method::new("capitalize()", case::capitalize, "Return a capitalized version of the string."),
    Method::new(
        "casefold()",
        case::casefold,
        "Return a version of the string suitable for caseless comparisons.",
    ),
    Method::new("center(width, fillchar=' ', /)", pad::center, "Return a centered string of length width."),
    Method::new(
        "find(sub, start=None, end=None, /)",
        find::find,
        "Return the lowest index where sub is found, or -1.",
    ),
    Method::new(
        "rfind(sub, start=None, end=None, /)",
        find::rfind,
        "Return the highest index where sub is found, or -1.",
    ),
    Method::new(
        "index(sub, start=None, end=None, /)",
        find::index,
        "Return the lowest index where sub is found.",
    ),
    Method::new(
        "rindex(sub, start=None, end=None, /)",
        find::rindex,
        "Return the highest index where sub is found.",
    ),
    Method::new(
        "count(sub, start=None, end=None, /)",
        find::count,
        "Return the number of non-overlapping occurrences of sub.",
    ),
    Method::new(
        "startswith(prefix, start=None, end=None, /)",
        find::startswith,
        "Return True if the string starts with the specified prefix.",
    ),
    Method::new(
        "endswith(suffix, start=None, end=None, /)",
        find::endswith,
        "Return True if the string ends with the specified suffix.",
    ),
    Method::new(
        "removeprefix(prefix, /)",
        find::removeprefix,
        "Return a str with the given prefix string removed if present.",
    ),
    Method::new(
        "removesuffix(suffix, /)",
        find::removesuffix,
        "Return a str with the given suffix string removed if present.",
    ),
    Method::new(
        "partition(sep, /)",
        find::partition,
        "Partition the string into three parts using the given separator.",
    ),
    Method::new(
        "rpartition(sep, /)",
        find::rpartition,
        "Partition the string into three parts using the given separator.",
    ),
    Method::new(
        "replace(old, new, /, count=-1)",
        find::replace,
        "Return a copy with all occurrences of substring old replaced by new.",
    ),
    Method::new(
        "encode(encoding='utf-8', errors='strict')",
        encode,
        "Encode the string using the codec registered for encoding.",
    ),
    Method::new(
        "expandtabs(tabsize=8)",
        pad::expandtabs,
        "Return a copy where all tab characters are expanded using spaces.",
    ),
    Method::new(
        "format(*args, **kwargs)",
        str_format,
        "Return a formatted version of the string, using substitutions from args and kwargs.",
    ),
    Method::new(
        "format_map(mapping, /)",
        format_map,
        "Return a formatted version of the string, using substitutions from mapping.",
    ),
    Method::new(
        "isalnum()",
        case::isalnum,
        "Return True if the string is an alpha-numeric string, False otherwise.",
    ),
    Method::new(
        "isalpha()",
        case::isalpha,
        "Return True if the string is an alphabetic string, False otherwise.",
    ),
    Method::new(
        "isascii()",
        case::isascii,
        "Return True if all characters in the string are ASCII, False otherwise.",
    ),
    Method::new(
        "isdecimal()",
        case::isdecimal,
        "Return True if the string is a decimal string, False otherwise.",
    ),
    Method::new("isdigit()", case::isdigit, "Return True if the string is a digit string, False otherwise."),
    Method::new(
        "isidentifier()",
        case::isidentifier,
        "Return True if the string is a valid Python identifier, False otherwise.",
    ),
    Method::new(
        "islower()",
        case::islower,
        "Return True if the string is a lowercase string, False otherwise.",
    ),
    Method::new(
        "isnumeric()",
        case::isnumeric,
        "Return True if the string is a numeric string, False otherwise.",
    ),
    Method::new(
        "isprintable()",
        case::isprintable,
        "Return True if all characters in the string are printable, False otherwise.",
    ),
    Method::new(
        "isspace()",
        case::isspace,
        "Return True if the string is a whitespace string, False otherwise.",
    ),
    Method::new(
        "istitle()",
        case::istitle,
        "Return True if the string is a title-cased string, False otherwise.",
    ),
    Method::new(
        "isupper()",
        case::isupper,
        "Return True if the string is an uppercase string, False otherwise.",
    ),
    Method::new("join(iterable, /)", split::join, "Concatenate any number of strings."),
    Method::new(
        "ljust(width, fillchar=' ', /)",
        pad::ljust,
        "Return a left-justified string of length width.",
    ),
    Method::new("lower()", case::lower, "Return a copy of the string converted to lowercase."),
    Method::new(
        "lstrip(chars=None, /)",
        pad::lstrip,
        "Return a copy of the string with leading whitespace removed.",
    ),
    Method::of_static(
        "maketrans(x, y=None, z=None, /)",
        pad::maketrans,
        "Return a translation table usable for str.translate().",
    ),
    Method::new(
        "rjust(width, fillchar=' ', /)",
        pad::rjust,
        "Return a right-justified string of length width.",
    ),
    Method::new(
        "rsplit(sep=None, maxsplit=-1)",
        split::rsplit,
        "Return a list of the substrings in the string, using sep as the separator string.",
    ),
    Method::new(
        "rstrip(chars=None, /)",
        pad::rstrip,
        "Return a copy of the string with trailing whitespace removed.",
    ),
    Method::new(
        "split(sep=None, maxsplit=-1)",
        split::split,
        "Return a list of the substrings in the string, using sep as the separator string.",
    ),
    Method::new(
        "splitlines(keepends=False)",
        split::splitlines,
        "Return a list of the lines in the string, breaking at line boundaries.",
    ),
    Method::new(
        "strip(chars=None, /)",
        pad::strip,
        "Return a copy of the string with leading and trailing whitespace removed.",
    ),
    Method::new(
        "swapcase()",
        case::swapcase,
        "Convert uppercase characters to lowercase and lowercase characters to uppercase.",
    ),
    Method::new("title()", case::title, "Return a version of the string where each word is titlecased."),
    Method::new(
        "translate(table, /)",
        pad::translate,
        "Replace each character in the string using the given translation table.",
    ),
    Method::new("upper()", case::upper, "Return a copy of the string converted to uppercase."),
    Method::new(
        "zfill(width, /)",
        pad::zfill,
        "Pad a numeric string with zeros on the left, to fill a field of the given width.",
    ),
    Method::new(
        "__format__(format_spec, /)",
        format_spec,
        "Return a formatted version of the string as described by format_spec.",
    ),
    Method::new("__getnewargs__()", |vm, args| Ok(vm.tuple(vec![vm.plain_str(&args[0])])), ""),
    Method::new(
        "__sizeof__()",
        |vm, args| Ok(vm.int(args[0].as_str_object().map_or(0, |text| 41 + text.as_bytes().len()) as i64)),
        "Return the size of the string in memory, in bytes.",
    ),
];
