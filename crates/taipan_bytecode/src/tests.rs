use super::*;

#[test]
fn the_table_fits_a_byte_and_operands_are_consistent() {
    assert!(Op::ALL.len() <= 256);
    for operation in Op::ALL {
        let info = operation.info();
        assert_eq!(Op::from_byte(*operation as u8), Some(*operation));
        assert!(!info.doc.is_empty(), "{}", info.name);
        for (index, kind) in info.operands.iter().enumerate() {
            assert!(!matches!(kind, Kind::Const16 | Kind::Int16) || index == 1, "{}", info.name);
        }
    }
    assert_eq!(INTRINSIC_NAMES.len(), Intrinsic::ALL.len());
}

#[test]
fn words_decode_to_what_was_encoded() {
    let word = encode(Op::Add, 1, 2, 3);
    assert_eq!((op(word), a(word), b(word), c(word)), (Op::Add as u8, 1, 2, 3));
    assert_eq!(bc(encode_bc(Op::LoadConst, 1, 0xBEEF)), 0xBEEF);
}
