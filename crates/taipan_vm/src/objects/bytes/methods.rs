//! The table of methods that bytes and bytearray share.

/// The shared rows, then those given.
macro_rules! byte_methods {
    ($($row:expr),* $(,)?) => {{
        use $crate::objects::bytes::{common, text};
        [
            Method::new("__buffer__(flags, /)", common::buffer, "Return a buffer object that exposes the underlying memory of the object."),
            Method::new("capitalize()", text::capitalize, "Return a copy of B with only its first character capitalized (ASCII) and the rest lower-cased."),
            Method::new("center(width, fillchar=b' ', /)", common::center, "Return a centered string of length width."),
            Method::new("count(sub, start=None, end=None, /)", common::count, "Return the number of non-overlapping occurrences of subsection 'sub' in bytes B[start:end]."),
            Method::new("decode(encoding='utf-8', errors='strict')", text::decode, "Decode the bytes using the codec registered for encoding."),
            Method::new("endswith(suffix, start=None, end=None, /)", common::endswith, "Return True if the bytes ends with the specified suffix, False otherwise."),
            Method::new("expandtabs(tabsize=8)", common::expandtabs, "Return a copy where all tab characters are expanded using spaces."),
            Method::new("find(sub, start=None, end=None, /)", common::find_first, "Return the lowest index in B where subsection 'sub' is found."),
            Method::class("fromhex(string, /)", text::fromhex, "Create a bytes object from a string of hexadecimal numbers."),
            Method::new("hex(sep=None, bytes_per_sep=1)", text::hex, "Create a string of hexadecimal numbers from a bytes object."),
            Method::new("index(sub, start=None, end=None, /)", common::index, "Return the lowest index in B where subsection 'sub' is found."),
            Method::new("isalnum()", text::isalnum, "Return True if all characters in B are alphanumeric."),
            Method::new("isalpha()", text::isalpha, "Return True if all characters in B are alphabetic."),
            Method::new("isascii()", text::isascii, "Return True if B is empty or all characters in B are ASCII, False otherwise."),
            Method::new("isdigit()", text::isdigit, "Return True if all characters in B are digits."),
            Method::new("islower()", text::islower, "Return True if all cased characters in B are lowercase."),
            Method::new("isspace()", text::isspace, "Return True if all characters in B are whitespace."),
            Method::new("istitle()", text::istitle, "Return True if B is a titlecased string."),
            Method::new("isupper()", text::isupper, "Return True if all cased characters in B are uppercase."),
            Method::new("join(iterable_of_bytes, /)", common::join, "Concatenate any number of bytes objects."),
            Method::new("ljust(width, fillchar=b' ', /)", common::ljust, "Return a left-justified string of length width."),
            Method::new("lower()", text::lower, "Return a copy of B with all ASCII characters converted to lowercase."),
            Method::new("lstrip(bytes=None, /)", common::lstrip, "Strip leading bytes contained in the argument."),
            Method::of_static("maketrans(frm, to, /)", text::maketrans, "Return a translation table usable for the bytes or bytearray translate method."),
            Method::new("partition(sep, /)", common::partition, "Partition the bytes into three parts using the given separator."),
            Method::new("removeprefix(prefix, /)", common::removeprefix, "Return a bytes object with the given prefix string removed if present."),
            Method::new("removesuffix(suffix, /)", common::removesuffix, "Return a bytes object with the given suffix string removed if present."),
            Method::new("replace(old, new, count=-1, /)", common::replace, "Return a copy with all occurrences of substring old replaced by new."),
            Method::new("rfind(sub, start=None, end=None, /)", common::find_last, "Return the highest index in B where subsection 'sub' is found."),
            Method::new("rindex(sub, start=None, end=None, /)", common::rindex, "Return the highest index in B where subsection 'sub' is found."),
            Method::new("rjust(width, fillchar=b' ', /)", common::rjust, "Return a right-justified string of length width."),
            Method::new("rpartition(sep, /)", common::rpartition, "Partition the bytes into three parts using the given separator."),
            Method::new("rsplit(sep=None, maxsplit=-1)", common::rsplit, "Return a list of the sections in the bytes, using sep as the delimiter."),
            Method::new("rstrip(bytes=None, /)", common::rstrip, "Strip trailing bytes contained in the argument."),
            Method::new("split(sep=None, maxsplit=-1)", common::split, "Return a list of the sections in the bytes, using sep as the delimiter."),
            Method::new("splitlines(keepends=False)", common::splitlines, "Return a list of the lines in the bytes, breaking at line boundaries."),
            Method::new("startswith(prefix, start=None, end=None, /)", common::startswith, "Return True if the bytes starts with the specified prefix, False otherwise."),
            Method::new("strip(bytes=None, /)", common::strip, "Strip leading and trailing bytes contained in the argument."),
            Method::new("swapcase()", text::swapcase, "Return a copy of B with uppercase ASCII characters converted to lowercase ASCII and vice versa."),
            Method::new("title()", text::title, "Return a titlecased version of B."),
            Method::new("translate(table, /, delete=b'')", text::translate, "Return a copy with each character mapped by the given translation table."),
            Method::new("upper()", text::upper, "Return a copy of B with all ASCII characters converted to uppercase."),
            Method::new("zfill(width, /)", common::zfill, "Pad a numeric string with zeros on the left, to fill a field of the given width."),
            $($row),*
        ]
    }};
}

pub(super) use byte_methods;
