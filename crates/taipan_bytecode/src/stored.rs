//! Code in a read-only image that is embedded in the binary. Nothing of it is decoded before it is needed: a function's
//! head when the function is made, its body when it is first called, positions when a traceback asks for them.
//!
//! An image is a run of little-endian 32-bit words, then the bytes of its strings, which are kept once each. Records
//! are reached by word index; what a record refers to stands before it.

use std::{collections::HashMap, sync::Arc};

use crate::{CodeFlags, CodeObject, Const, ExceptionEntry, Head, Position, PositionEntry};

/// The image's first word: what it is, and of which version.
const MAGIC: u32 = 0x5441_0003;
/// Words at the start: magic, number of strings, word index of the table of strings, byte index of their text.
const PREFIX: usize = 4;
/// In a string's length: whether it is ASCII, and whether it is a name or looks like one.
const ASCII: u32 = 1 << 31;
const NAME: u32 = 1 << 30;
const LENGTH: u32 = NAME - 1;

/// The fields of a record before its lists, in order.
const FIELDS: usize = 20;

mod tag {
    pub(super) const NONE: u32 = 0;
    pub(super) const TRUE: u32 = 1;
    pub(super) const FALSE: u32 = 2;
    pub(super) const ELLIPSIS: u32 = 3;
    pub(super) const INT: u32 = 4;
    pub(super) const BIG_INT: u32 = 5;
    pub(super) const FLOAT: u32 = 6;
    pub(super) const COMPLEX: u32 = 7;
    pub(super) const STR: u32 = 8;
    pub(super) const BYTES: u32 = 9;
    pub(super) const TUPLE: u32 = 10;
    pub(super) const FROZEN_SET: u32 = 11;
    pub(super) const CODE: u32 = 12;
}

/// Whether a str constant is interned, as names are.
pub fn looks_like_a_name(bytes: &[u8]) -> bool {
    bytes.len() < 64 && bytes.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'_')
}

/// Puts code into an image.
#[derive(Default)]
pub struct ImageBuilder {
    words: Vec<u32>,
    strings: HashMap<Vec<u8>, u32>,
    table: Vec<(u32, u32)>,
    text: Vec<u8>,
}

impl ImageBuilder {
    /// Adds code, which must be verified, and gives the index of its record.
    pub fn add(&mut self, code: &CodeObject) -> u32 {
        let constants: Vec<[u32; 2]> = code.consts.iter().map(|constant| self.constant(constant)).collect();
        let mut body = Vec::new();
        let names = |builder: &mut ImageBuilder, list: &[Arc<str>]| -> Vec<u32> {
            list.iter().map(|name| builder.string(name.as_bytes(), true)).collect()
        };
        let words = crate::for_running(&code.code, code.flags);
        body.extend_from_slice(&words);
        body.extend(names(self, &code.names));
        body.extend(constants.as_flattened());
        body.extend(names(self, &code.locals));
        body.extend(names(self, &code.free_vars));
        body.extend(names(self, &code.static_attributes));
        body.extend(code.cells.iter().chain(&code.hidden).map(|register| u32::from(*register)));
        body.extend(code.exceptions.iter().flat_map(|e| [e.start, e.end, e.target, e.depth]));
        body.extend(packed_positions(&code.positions));
        let head = [
            self.string(code.name.as_bytes(), true),
            self.string(code.qualname.as_bytes(), true),
            self.string(code.filename.as_bytes(), false),
            code.first_line,
            code.flags.0,
            code.arg_count,
            code.pos_only_arg_count,
            code.kw_only_arg_count,
            code.nlocals.into(),
            code.far_start.into(),
            code.nregs.into(),
            words.len() as u32,
            code.names.len() as u32,
            code.consts.len() as u32,
            code.locals.len() as u32,
            code.free_vars.len() as u32,
            code.static_attributes.len() as u32,
            code.cells.len() as u32 | (code.hidden.len() as u32) << 16,
            code.exceptions.len() as u32,
            code.positions.len() as u32,
        ];
        let at = self.place();
        self.words.extend_from_slice(&head);
        self.words.extend(body);
        at
    }

    /// The image.
    pub fn finish(self) -> Vec<u8> {
        let table = PREFIX + self.words.len();
        let text = (table + 2 * self.table.len()) * 4;
        let prefix = [MAGIC, self.table.len() as u32, table as u32, text as u32];
        let strings = self.table.iter().flat_map(|(at, length)| [*at, *length]);
        let words = prefix.into_iter().chain(self.words).chain(strings);
        words.flat_map(u32::to_le_bytes).chain(self.text).collect()
    }

    fn place(&self) -> u32 {
        (PREFIX + self.words.len()) as u32
    }

    fn string(&mut self, bytes: &[u8], name: bool) -> u32 {
        let flag = if name { NAME } else { 0 };
        if let Some(known) = self.strings.get(bytes) {
            self.table[*known as usize].1 |= flag;
            return *known;
        }
        let ascii = if bytes.is_ascii() { ASCII } else { 0 };
        let index = self.table.len() as u32;
        self.table.push((self.text.len() as u32, bytes.len() as u32 | ascii | flag));
        self.text.extend_from_slice(bytes);
        self.strings.insert(bytes.to_vec(), index);
        index
    }

    fn constant(&mut self, constant: &Const) -> [u32; 2] {
        match constant {
            Const::None => [tag::NONE, 0],
            Const::True => [tag::TRUE, 0],
            Const::False => [tag::FALSE, 0],
            Const::Ellipsis => [tag::ELLIPSIS, 0],
            Const::Int(value) => [tag::INT, self.wide(*value as u64)],
            Const::BigInt(bytes) => [tag::BIG_INT, self.string(bytes, false)],
            Const::Float(value) => [tag::FLOAT, self.wide(value.to_bits())],
            Const::Complex(value) => [tag::COMPLEX, self.wide(value.to_bits())],
            Const::Str(bytes) => [tag::STR, self.string(bytes, looks_like_a_name(bytes))],
            Const::Bytes(bytes) => [tag::BYTES, self.string(bytes, false)],
            Const::Tuple(items) => [tag::TUPLE, self.constants(items)],
            Const::FrozenSet(items) => [tag::FROZEN_SET, self.constants(items)],
            Const::Code(code) => [tag::CODE, self.add(code)],
        }
    }

    fn wide(&mut self, bits: u64) -> u32 {
        let at = self.place();
        self.words.extend([bits as u32, (bits >> 32) as u32]);
        at
    }

    fn constants(&mut self, items: &[Const]) -> u32 {
        let rows: Vec<[u32; 2]> = items.iter().map(|item| self.constant(item)).collect();
        let at = self.place();
        self.words.push(rows.len() as u32);
        self.words.extend(rows.as_flattened());
        at
    }
}

/// Positions as numbers of seven bits and a continuation bit: words since the last entry, then the four parts.
fn packed_positions(positions: &[PositionEntry]) -> Vec<u32> {
    let mut bytes = Vec::new();
    let mut last = 0;
    for entry in positions {
        let p = entry.position;
        for mut part in [entry.start - last, p.line, p.end_line, p.col, p.end_col] {
            while part >= 0x80 {
                bytes.push(part as u8 | 0x80);
                part >>= 7;
            }
            bytes.push(part as u8);
        }
        last = entry.start;
    }
    bytes
        .chunks(4)
        .map(|chunk| chunk.iter().rev().fold(0, |word, byte| word << 8 | u32::from(*byte)))
        .collect()
}

/// An image in memory.
#[derive(Clone, Copy, Debug)]
pub struct Image {
    bytes: &'static [u8],
}

/// A string of an image.
#[derive(Clone, Copy, Debug)]
pub struct StoredStr {
    /// Its text, in WTF-8, or the bytes of a bytes object.
    pub bytes: &'static [u8],
    /// Whether it is ASCII.
    pub ascii: bool,
    /// Whether it is a name or a str constant that looks like one.
    pub name: bool,
}

impl Image {
    /// The image that [`ImageBuilder::finish`] gave; `None` for anything else.
    pub fn new(bytes: &'static [u8]) -> Option<Image> {
        let image = Image { bytes };
        (bytes.len() >= PREFIX * 4 && image.word(0) == MAGIC).then_some(image)
    }

    /// The record at an index that [`ImageBuilder::add`] gave.
    pub fn code(self, at: u32) -> StoredCode {
        StoredCode { image: self, at }
    }

    /// How many strings there are.
    pub fn string_count(self) -> usize {
        self.word(1) as usize
    }

    /// The string of that number.
    pub fn string(self, index: u32) -> StoredStr {
        let row = self.word(2) as usize + 2 * index as usize;
        let (at, length) = (self.word(row) as usize, self.word(row + 1));
        let start = self.word(3) as usize + at;
        let bytes = self.bytes.get(start..start + (length & LENGTH) as usize).unwrap_or_default();
        StoredStr { bytes, ascii: length & ASCII != 0, name: length & NAME != 0 }
    }

    #[inline]
    fn word(self, at: usize) -> u32 {
        match self.bytes.get(at * 4..at * 4 + 4) {
            Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
            _ => 0,
        }
    }

    fn words(self, at: usize, count: usize) -> impl ExactSizeIterator<Item = u32> {
        let bytes = self.bytes.get(at * 4..(at + count) * 4).unwrap_or_default();
        bytes.as_chunks::<4>().0.iter().map(|word| u32::from_le_bytes(*word))
    }

    fn wide(self, at: u32) -> u64 {
        u64::from(self.word(at as usize)) | u64::from(self.word(at as usize + 1)) << 32
    }

    fn constant(self, kind: u32, value: u32) -> StoredConst {
        let list = || self.rows(value as usize + 1, self.word(value as usize) as usize).collect();
        match kind {
            tag::TRUE => StoredConst::True,
            tag::FALSE => StoredConst::False,
            tag::ELLIPSIS => StoredConst::Ellipsis,
            tag::INT => StoredConst::Int(self.wide(value) as i64),
            tag::BIG_INT => StoredConst::BigInt(self.string(value).bytes),
            tag::FLOAT => StoredConst::Float(f64::from_bits(self.wide(value))),
            tag::COMPLEX => StoredConst::Complex(f64::from_bits(self.wide(value))),
            tag::STR => StoredConst::Str(value),
            tag::BYTES => StoredConst::Bytes(self.string(value).bytes),
            tag::TUPLE => StoredConst::Tuple(list()),
            tag::FROZEN_SET => StoredConst::FrozenSet(list()),
            tag::CODE => StoredConst::Code(self.code(value)),
            _ => StoredConst::None,
        }
    }

    fn rows(self, at: usize, count: usize) -> impl ExactSizeIterator<Item = StoredConst> {
        (0..count).map(move |n| self.constant(self.word(at + 2 * n), self.word(at + 2 * n + 1)))
    }

    fn text(self, index: u32) -> Arc<str> {
        String::from_utf8_lossy(self.string(index).bytes).into()
    }
}

/// A constant of stored code. Strs go by their number, so that each is made once.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the variants are those of `Const`")]
pub enum StoredConst {
    None,
    True,
    False,
    Ellipsis,
    Int(i64),
    BigInt(&'static [u8]),
    Float(f64),
    Complex(f64),
    Str(u32),
    Bytes(&'static [u8]),
    Tuple(Vec<StoredConst>),
    FrozenSet(Vec<StoredConst>),
    Code(StoredCode),
}

/// Code in an image.
#[derive(Clone, Copy, Debug)]
pub struct StoredCode {
    image: Image,
    at: u32,
}

/// Where the lists of a record begin, as word indices.
struct Lists {
    names: usize,
    consts: usize,
    locals: usize,
    free: usize,
    attributes: usize,
    cells: usize,
    exceptions: usize,
    positions: usize,
}

impl StoredCode {
    /// Where it stands.
    pub fn image(self) -> Image {
        self.image
    }

    fn field(self, n: usize) -> u32 {
        self.image.word(self.at as usize + n)
    }

    fn count(self, n: usize) -> usize {
        self.field(n) as usize
    }

    /// Its numbers.
    pub fn head(self) -> Head {
        Head {
            first_line: self.field(3),
            flags: CodeFlags(self.field(4)),
            arg_count: self.field(5),
            pos_only_arg_count: self.field(6),
            kw_only_arg_count: self.field(7),
            nlocals: self.field(8) as u16,
            far_start: self.field(9) as u16,
            nregs: self.field(10) as u16,
            free_count: self.field(15),
        }
    }

    /// The numbers of the strings that are its name and its qualified name.
    pub fn names_of_its_own(self) -> (u32, u32) {
        (self.field(0), self.field(1))
    }

    /// The file name that tracebacks show.
    pub fn filename(self) -> Arc<str> {
        self.image.text(self.field(2))
    }

    fn lists(self) -> Lists {
        let names = self.at as usize + FIELDS + self.count(11);
        let consts = names + self.count(12);
        let locals = consts + 2 * self.count(13);
        let free = locals + self.count(14);
        let attributes = free + self.count(15);
        let cells = attributes + self.count(16);
        let exceptions = cells + self.cell_counts().0 + self.cell_counts().1;
        let positions = exceptions + 4 * self.count(18);
        Lists { names, consts, locals, free, attributes, cells, exceptions, positions }
    }

    fn cell_counts(self) -> (usize, usize) {
        (self.count(17) & 0xFFFF, self.count(17) >> 16)
    }

    /// Its instructions, with the operations that a VM runs.
    pub fn words(self) -> impl ExactSizeIterator<Item = u32> {
        self.image.words(self.at as usize + FIELDS, self.count(11))
    }

    /// The strings that are the names of globals, attributes and imports.
    pub fn names(self) -> impl ExactSizeIterator<Item = u32> {
        self.image.words(self.lists().names, self.count(12))
    }

    /// Its constants.
    pub fn consts(self) -> impl ExactSizeIterator<Item = StoredConst> {
        self.image.rows(self.lists().consts, self.count(13))
    }

    /// Its first constant: the docstring where the flags say so.
    pub fn first_const(self) -> Option<StoredConst> {
        self.consts().next()
    }

    /// The strings that are the names of the locals.
    pub fn locals(self) -> impl ExactSizeIterator<Item = u32> {
        self.image.words(self.lists().locals, self.count(14))
    }

    /// The strings that are the names of the free variables.
    pub fn free_vars(self) -> impl ExactSizeIterator<Item = u32> {
        self.image.words(self.lists().free, self.count(15))
    }

    /// The code as an object, but without instructions, constants and names, which a VM has in its own form.
    pub fn details(self) -> CodeObject {
        let (image, head, lists) = (self.image, self.head(), self.lists());
        let texts = |at, count| image.words(at, count).map(|name| image.text(name)).collect();
        let registers = |at, count| image.words(at, count).map(|register| register as u16).collect();
        let (cells, hidden) = self.cell_counts();
        let entry = |n: usize| {
            let at = lists.exceptions + 4 * n;
            ExceptionEntry {
                start: image.word(at),
                end: image.word(at + 1),
                target: image.word(at + 2),
                depth: image.word(at + 3),
            }
        };
        CodeObject {
            name: image.text(self.field(0)),
            qualname: image.text(self.field(1)),
            filename: self.filename(),
            first_line: head.first_line,
            flags: head.flags,
            arg_count: head.arg_count,
            pos_only_arg_count: head.pos_only_arg_count,
            kw_only_arg_count: head.kw_only_arg_count,
            locals: texts(lists.locals, self.count(14)),
            cells: registers(lists.cells, cells),
            hidden: registers(lists.cells + cells, hidden),
            free_vars: texts(lists.free, self.count(15)),
            nlocals: head.nlocals,
            far_start: head.far_start,
            nregs: head.nregs,
            code: Vec::new(),
            consts: Vec::new(),
            names: Vec::new(),
            exceptions: (0..self.count(18)).map(entry).collect(),
            positions: self.positions(lists.positions),
            static_attributes: texts(lists.attributes, self.count(16)),
        }
    }

    fn positions(self, at: usize) -> Vec<PositionEntry> {
        let mut bytes = self.image.bytes.get(at * 4..).unwrap_or_default().iter();
        let mut number = || {
            let (mut value, mut shift) = (0, 0);
            for byte in bytes.by_ref() {
                value |= u32::from(byte & 0x7F) << shift;
                if byte & 0x80 == 0 {
                    break;
                }
                shift += 7;
            }
            value
        };
        let mut start = 0;
        let mut entry = |_| {
            start += number();
            let position = Position { line: number(), end_line: number(), col: number(), end_col: number() };
            PositionEntry { start, position }
        };
        (0..self.count(19)).map(&mut entry).collect()
    }

    /// The whole code object, with the operations that the compiler emitted.
    pub fn object(self) -> CodeObject {
        let image = self.image;
        CodeObject {
            code: crate::as_compiled(self.words()),
            consts: self.consts().map(|constant| constant.whole(image)).collect(),
            names: self.names().map(|name| image.text(name)).collect(),
            ..self.details()
        }
    }
}

impl StoredConst {
    fn whole(self, image: Image) -> Const {
        let all = |items: Vec<StoredConst>| items.into_iter().map(|item| item.whole(image)).collect();
        match self {
            StoredConst::None => Const::None,
            StoredConst::True => Const::True,
            StoredConst::False => Const::False,
            StoredConst::Ellipsis => Const::Ellipsis,
            StoredConst::Int(value) => Const::Int(value),
            StoredConst::BigInt(bytes) => Const::BigInt(bytes.to_vec()),
            StoredConst::Float(value) => Const::Float(value),
            StoredConst::Complex(value) => Const::Complex(value),
            StoredConst::Str(index) => Const::Str(image.string(index).bytes.into()),
            StoredConst::Bytes(bytes) => Const::Bytes(bytes.into()),
            StoredConst::Tuple(items) => Const::Tuple(all(items)),
            StoredConst::FrozenSet(items) => Const::FrozenSet(all(items)),
            StoredConst::Code(code) => Const::Code(Arc::new(code.object())),
        }
    }
}
