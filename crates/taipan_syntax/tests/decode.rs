//! Source bytes to text.

use taipan_syntax::decode;

fn message(bytes: &[u8]) -> String {
    decode(bytes, None).expect_err("not decodable").message
}

#[test]
fn utf8_is_the_default() {
    assert_eq!(decode("x = 'é'".as_bytes(), None).as_deref(), Ok("x = 'é'"));
    assert_eq!(decode(b"\xef\xbb\xbfx", None).as_deref(), Ok("x"));
    assert_eq!(decode(b"x\n# coding: nonsense\n", None).as_deref(), Ok("x\n# coding: nonsense\n"));
}

#[test]
fn declarations_are_followed() {
    assert_eq!(
        decode(b"# -*- coding: latin-1 -*-\n'\xe9'", None).as_deref(),
        Ok("# -*- coding: latin-1 -*-\n'é'")
    );
    assert_eq!(
        decode(b"#!/x\n# vim: fileencoding=utf_8 :\n", None).as_deref(),
        Ok("#!/x\n# vim: fileencoding=utf_8 :\n")
    );
    assert_eq!(message(b"# coding: nonsense\n"), "unknown encoding: nonsense");
    assert_eq!(message(b"\n  # coding=nonsense"), "unknown encoding: nonsense");
    assert_eq!(message(b"\xef\xbb\xbf# coding: latin-1\n"), "encoding problem: iso-8859-1 with BOM");
    assert_eq!(message(b"\xef\xbb\xbf# coding: utf8\n"), "encoding problem: utf8 with BOM");
    let ascii = "'ascii' codec can't decode byte 0xe9 in position 17: ordinal not in range(128)";
    assert_eq!(message(b"# coding: ascii\n'\xe9'"), ascii);
}

#[test]
fn other_bytes_are_named_with_their_place() {
    let error = decode(b"a\nx = '\xe9' y\n", Some("a.py")).expect_err("not decodable");
    let message = "Non-UTF-8 code starting with '\\xe9' in file a.py on line 2, but no encoding declared; see \
                   https://peps.python.org/pep-0263/ for details";
    assert_eq!(error.message, message);
    let place = error.place.expect("has a place");
    assert_eq!((place.line, place.offset, place.text.as_str()), (2, 6, "x = '\u{fffd}' y"));
}
