//! Syntax trees: what only this crate decides (values, places, syntax newer than the grammar tables).

use taipan_syntax::{
    LineIndex, Mode, Parsed, Span,
    ast::{Constant, Conversion, Expr, ExprKind, Mod, Stmt, StmtKind, TypeParamKind},
    parse,
};

fn parsed(source: &str) -> Parsed {
    parse(source, Mode::Module).unwrap_or_else(|error| panic!("{source}: {error}"))
}

fn body(parsed: &Parsed) -> &[Stmt] {
    match &parsed.module {
        Mod::Module { body } => body,
        other => panic!("{other:?}"),
    }
}

/// The expression that is the only statement.
fn expression(parsed: &Parsed) -> &Expr {
    match body(parsed) {
        [Stmt { kind: StmtKind::Expr { value }, .. }] => value,
        other => panic!("{other:?}"),
    }
}

fn constant(source: &str) -> Constant {
    match &expression(&parsed(source)).kind {
        ExprKind::Constant { value, .. } => value.clone(),
        other => panic!("{other:?}"),
    }
}

fn slice(lines: &LineIndex, span: Span) -> &str {
    lines.slice(span)
}

#[test]
fn anchors_of_operators_are_found() {
    let source = "((a)  # +\n  . \\\n b) - (c)  [(d)] ((e)\n)\n";
    let parsed = parsed(&format!("({source})"));
    let ExprKind::BinOp { left, right, op_span, .. } = &expression(&parsed).kind else { panic!() };
    assert_eq!(slice(&parsed.lines, *op_span), "-");
    let ExprKind::Attribute { attr_span, .. } = &left.kind else { panic!() };
    assert_eq!(slice(&parsed.lines, *attr_span), "b");
    let ExprKind::Call { func, paren, .. } = &right.kind else { panic!() };
    assert_eq!(&parsed.lines.text()[*paren as usize..], "((e)\n)\n)\n");
    let ExprKind::Subscript { bracket, .. } = &func.kind else { panic!() };
    assert!(parsed.lines.text()[*bracket as usize..].starts_with("[(d)]"));
}

#[test]
fn strings_keep_lone_surrogates() {
    let Constant::Str(text) = constant(r"'\ud800x\udc00'") else { panic!() };
    assert_eq!(text.as_str(), None);
    assert_eq!(text.code_points().collect::<Vec<_>>(), [0xD800, 0x78, 0xDC00]);
    let Constant::Str(text) = constant(r"'\ud83d\ude00' 'é'") else { panic!() };
    assert_eq!(text.code_points().collect::<Vec<_>>(), [0xD83D, 0xDE00, 0xE9]);
}

#[test]
fn escapes_are_decoded() {
    let text = |source: &str| match constant(source) {
        Constant::Str(text) => text.as_str().expect("no surrogates").to_owned(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        text(r"'\a\b\f\n\r\t\v\\\'\x41\101\u00e9\U0001F600\N{BULLET}\q'"),
        "\x07\x08\x0C\n\r\t\x0B\\'AAé😀•\\q"
    );
    assert_eq!(text("'a\\\nb' \"c\" r'\\n'"), "abc\\n");
    assert_eq!(text("'''a\r\nb\rc'''"), "a\nb\nc");
    assert_eq!(constant(r"b'\x00\377\n' rb'\n'"), Constant::Bytes(b"\x00\xFF\n\\n".to_vec()));
}

#[test]
fn numbers_have_their_values() {
    assert_eq!(constant("0x_ff"), Constant::Int(255.into()));
    assert_eq!(constant("0b1_01"), Constant::Int(5.into()));
    assert_eq!(constant("0_0"), Constant::Int(0.into()));
    assert_eq!(constant("1_0.5e-0_1"), Constant::Float(1.05));
    assert_eq!(constant("1e999"), Constant::Float(f64::INFINITY));
    assert_eq!(constant("010j"), Constant::Complex(10.0));
    let Constant::Int(large) = constant("1_000_000_000_000_000_000_000") else { panic!() };
    assert_eq!(large.to_string(), "1000000000000000000000");
}

#[test]
fn names_are_normalised() {
    let parsed = parsed("ﬁ.ª(µ=1)\n");
    let ExprKind::Call { func, keywords, .. } = &expression(&parsed).kind else { panic!() };
    let ExprKind::Attribute { value, attr, attr_span } = &func.kind else { panic!() };
    assert!(matches!(&value.kind, ExprKind::Name { id } if &**id == "fi"));
    assert_eq!((&**attr, slice(&parsed.lines, *attr_span)), ("a", "ª"));
    assert_eq!(keywords[0].arg.as_deref(), Some("μ"));
}

#[test]
fn fstring_pieces_have_their_places() {
    let source = "f'a{{b' 'c' f\"{x!r:>{w}}{ y = }\" f'{\"d\"}'\n";
    let parsed = parsed(source);
    let ExprKind::JoinedStr { values } = &expression(&parsed).kind else { panic!() };
    let places: Vec<_> = values.iter().map(|value| slice(&parsed.lines, value.span)).collect();
    assert_eq!(places, ["a{{b' 'c'", "{x!r:>{w}}", " y = ", "{ y = }", "{\"d\"}"]);
    let ExprKind::Constant { value: Constant::Str(text), .. } = &values[0].kind else { panic!() };
    assert_eq!(text.as_str(), Some("a{bc"));
    let ExprKind::FormattedValue { conversion, format_spec: Some(spec), .. } = &values[1].kind else {
        panic!()
    };
    assert_eq!((*conversion, slice(&parsed.lines, spec.span)), (Some(Conversion::Repr), ":>{w}"));
    let ExprKind::FormattedValue { conversion, .. } = &values[3].kind else { panic!() };
    assert_eq!(*conversion, Some(Conversion::Repr));
}

#[test]
fn fstrings_nest_any_quotes_and_lines() {
    for source in [
        "f'{'a'}'",
        "f'{\n1\n}'",
        "f'{\"\\n\".join(x)}'",
        "f'''{\n# }\nx}'''",
        "f'{x!r:>{y:{z}}}'",
        "f'{(lambda: 1)}'",
    ] {
        assert!(matches!(expression(&parsed(source)).kind, ExprKind::JoinedStr { .. }), "{source}");
    }
}

#[test]
fn tstrings_keep_the_text_of_expressions() {
    let parsed = parsed("t'a{ x !r:{y}}{z=}'\n");
    let ExprKind::TemplateStr { values } = &expression(&parsed).kind else { panic!() };
    let ExprKind::Interpolation { str, conversion, format_spec, .. } = &values[1].kind else { panic!() };
    assert_eq!((&**str, *conversion), (" x ", Some(Conversion::Repr)));
    let spec = format_spec.as_ref().expect("has a specifier");
    assert!(
        matches!(&spec.kind, ExprKind::JoinedStr { values } if matches!(values[0].kind, ExprKind::FormattedValue { .. }))
    );
    let ExprKind::Interpolation { str, .. } = &values[3].kind else { panic!() };
    assert_eq!(&**str, "z");
}

#[test]
fn a_sole_generator_takes_the_parentheses_of_its_call() {
    for (source, place) in [
        ("f(x for x in y)", "(x for x in y)"),
        ("f((x) for x in y)", "((x) for x in y)"),
        ("f((x for x in y))", "(x for x in y)"),
        ("f((x).z for x in y)", "((x).z for x in y)"),
    ] {
        let parsed = parsed(source);
        let ExprKind::Call { args, .. } = &expression(&parsed).kind else { panic!() };
        assert_eq!(slice(&parsed.lines, args[0].span), place, "{source}");
    }
}

#[test]
fn bare_exception_lists_are_tuples() {
    let parsed = parsed("try: pass\nexcept A, B: pass\n");
    let [Stmt { kind: StmtKind::Try { handlers, .. }, .. }] = body(&parsed) else { panic!() };
    let kind = handlers[0].r#type.as_ref().expect("has a type");
    assert!(matches!(&kind.kind, ExprKind::Tuple { elts } if elts.len() == 2));
    assert_eq!(slice(&parsed.lines, kind.span), "A, B");
}

#[test]
fn type_parameters_have_defaults() {
    let parsed =
        parsed("class A[T: int = (str), *Ts = *tuple[int], **P = [int]]: pass\ntype X[T = lambda: 1] = T\n");
    let StmtKind::ClassDef { type_params, .. } = &body(&parsed)[0].kind else { panic!() };
    let places: Vec<_> = type_params.iter().map(|param| slice(&parsed.lines, param.span)).collect();
    assert_eq!(places, ["T: int = (str)", "*Ts = *tuple[int]", "**P = [int]"]);
    let TypeParamKind::TypeVarTuple { default_value: Some(value), .. } = &type_params[1].kind else {
        panic!()
    };
    assert!(matches!(value.kind, ExprKind::Starred { .. }));
}

#[test]
fn soft_keywords_are_names_elsewhere() {
    for source in [
        "match = case = type = 1\n",
        "match[x]: int = 1\n",
        "match(x)\n",
        "match -x\n",
        "type(x)\n",
        "type[x] = 1\n",
        "match x:\n    case case if case: case\n    case type: match.x\n",
        "class A: type X = int\n",
        "match match:\n    case case:\n        case(x)\n        match x:\n            case _: pass\n    case _: pass\n",
    ] {
        parsed(source);
    }
    let parsed = parsed("match a, *b:\n    case x, *y: pass\n");
    let [Stmt { kind: StmtKind::Match { subject, .. }, .. }] = body(&parsed) else { panic!() };
    assert_eq!(slice(&parsed.lines, subject.span), "a, *b");
}

#[test]
fn parentheses_make_annotations_complex() {
    let simple = |source: &str| match &body(&parsed(source))[0].kind {
        StmtKind::AnnAssign { simple, .. } => *simple,
        other => panic!("{other:?}"),
    };
    assert!(simple("x: int"));
    assert!(!simple("(x): int"));
    assert!(!simple("x.y: int"));
}

#[test]
fn warnings_name_their_lines() {
    let warnings = |source: &str| {
        let found = parsed(source).warnings;
        found.into_iter().map(|warning| (warning.line, warning.message)).collect::<Vec<_>>()
    };
    let text = "is an invalid escape sequence. Such sequences will not work in the future. Did you mean";
    assert_eq!(
        warnings("x = '''\n\\d\\e'''\nb'\\q'\n1if x else y\n"),
        [
            (2, format!("\"\\d\" {text} \"\\\\d\"? A raw string is also an option.")),
            (3, format!("\"\\q\" {text} \"\\\\q\"? A raw string is also an option.")),
            (4, "invalid decimal literal".to_owned()),
        ]
    );
    assert_eq!(warnings("r'\\d' '\\\\d' f'{x!r}'"), []);
}

#[test]
fn lines_and_columns_count_bytes_and_characters() {
    let parsed = parsed("x\r\n'é' + y\r\n");
    let [_, Stmt { kind: StmtKind::Expr { value }, .. }] = body(&parsed) else { panic!() };
    let ExprKind::BinOp { right, .. } = &value.kind else { panic!() };
    let place = parsed.lines.location(right.span.start);
    assert_eq!((place.line, place.column, parsed.lines.char_column(right.span.start)), (2, 7, 6));
    assert_eq!(parsed.lines.line_text(2), "'é' + y\n");
}
