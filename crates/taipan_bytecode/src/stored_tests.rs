//! What goes into an image comes out of it.

use std::sync::Arc;

use crate::{
    CodeFlags, CodeObject, Const, ExceptionEntry, Image, ImageBuilder, Op, Position, PositionEntry,
    StoredConst, encode,
};

fn code(name: &str, flags: u32, consts: Vec<Const>) -> CodeObject {
    let entry = |start, line, col| PositionEntry {
        start,
        position: Position { line, end_line: line + 1, col, end_col: col + 200 },
    };
    CodeObject {
        name: name.into(),
        qualname: format!("outer.{name}").into(),
        filename: "<stdlib>/naïve.py".into(),
        first_line: 7,
        flags: CodeFlags(flags),
        arg_count: 2,
        pos_only_arg_count: 1,
        kw_only_arg_count: 1,
        locals: vec!["a".into(), "b".into(), "c".into()],
        cells: vec![1],
        hidden: vec![2],
        free_vars: vec!["free".into()],
        nlocals: 3,
        far_start: 9,
        nregs: 9,
        code: vec![encode(Op::Nop, 0, 0, 0), encode(Op::Yield, 1, 0, 0), encode(Op::Return, 0, 1, 0)],
        consts,
        names: vec!["print".into(), "a".into()],
        exceptions: vec![ExceptionEntry { start: 0, end: 2, target: 2, depth: 4 }],
        positions: vec![entry(0, 0, 0), entry(1, 300, 70_000), entry(2, 2, 3)],
        static_attributes: vec!["x".into()],
    }
}

#[test]
fn what_goes_into_an_image_comes_out_of_it() {
    let inner = code("inner", CodeFlags::ASYNC_GENERATOR, vec![Const::Str("not a name".as_bytes().into())]);
    let consts = vec![
        Const::None,
        Const::True,
        Const::False,
        Const::Ellipsis,
        Const::Int(i64::MIN),
        Const::BigInt(vec![1; 12]),
        Const::Float(-0.5),
        Const::Complex(2.0),
        Const::Str("a_name".as_bytes().into()),
        Const::Str([0xED, 0xA0, 0x80].into()),
        Const::Bytes([0xFF, 0].into()),
        Const::Tuple(vec![Const::Int(1), Const::Tuple(vec![])]),
        Const::FrozenSet(vec![Const::Int(1)]),
        Const::Code(Arc::new(inner)),
    ];
    let outer = code("f", CodeFlags::HAS_DOCSTRING, consts);
    let mut builder = ImageBuilder::default();
    let first = builder.add(&code("first", 0, vec![]));
    let at = builder.add(&outer);
    let bytes: &'static [u8] = builder.finish().leak();
    let image = Image::new(bytes).unwrap_or_else(|| panic!("not an image"));
    assert_eq!(image.code(at).object(), outer);
    assert_eq!(image.code(first).object().name, "first".into());
    let head = image.code(at).head();
    assert_eq!(head, crate::Head::of(&outer));
    assert_eq!((head.local_register(2), head.param_count()), (2, 3));
    let Some(StoredConst::Code(inner)) = image.code(at).consts().last() else { panic!("no code") };
    let words: Vec<u32> = inner.words().collect();
    assert_eq!((words[1] as u8, words[2] as u8), (Op::YieldA as u8, Op::ReturnG as u8));
    let own = image.string(image.code(at).names_of_its_own().1);
    assert_eq!((own.bytes, own.ascii, own.name), ("outer.f".as_bytes(), true, true));
    assert!(Image::new(&bytes[4..]).is_none());
}
