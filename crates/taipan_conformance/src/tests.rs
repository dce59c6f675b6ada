use std::path::Path;

use crate::{
    Clock, Header, Literate, Mode, Normaliser, NotebookExpectation, Pending, Recording, SectionConfig,
};

#[test]
fn recordings_survive_a_round_trip() {
    let recordings = [
        Recording::default(),
        Recording { stdout: "a\n\nb\n".into(), stderr: String::new(), exit: 0 },
        Recording { stdout: "no newline".into(), stderr: "Traceback\n".into(), exit: 1 },
        Recording { stdout: "--- stdout\n\\--- exit\n".into(), stderr: "x".into(), exit: -6 },
    ];
    for recording in recordings {
        assert_eq!(Recording::parse(&recording.render()), Ok(recording));
    }
}

#[test]
fn recordings_without_an_exit_code_are_refused() {
    assert!(Recording::parse("--- stdout\nhello\n").is_err());
    assert!(Recording::parse("--- other\n").is_err());
}

#[test]
fn headers_are_optional_and_strict() {
    assert_eq!(Header::parse("print(1)\n"), Ok(Header::default()));
    let header = Header::parse(
        "# /// case\n# modes = [\"plain\", \"fuel-1\"]\n# clock = \"real\"\n# argv = [\"a\"]\n# ///\n",
    );
    let header = header.expect("a good header");
    assert_eq!(header.modes(), [Mode::Plain, Mode::Fuel1]);
    assert_eq!(header.clock, Some(Clock::Real));
    assert_eq!(header.argv, ["a"]);
    assert!(Header::parse("# /// case\n# mode = \"plain\"\n# ///\n").is_err());
    assert!(Header::parse("# /// case\n# argv = []\nprint(1)\n").is_err());
}

#[test]
fn modes_are_listed_by_name() {
    assert_eq!(Mode::parse_list("all"), Ok(Mode::ALL.to_vec()));
    assert_eq!(Mode::parse_list("gc-stress, plain"), Ok(vec![Mode::GcStress, Mode::Plain]));
    assert!(Mode::parse_list("fast").is_err());
}

#[test]
fn addresses_and_places_are_normalised() {
    let normaliser = Normaliser::new(Path::new("/t/lang/a.py"));
    let text =
        "<f at 0x7f00ab> 0xff\n  File \"/t/lang/a.py\", line 3, in <module>\n    f()\n/t/lang/pkg/b.py\n";
    let expected = "<f at 0x…> 0xff\n  File \"<file>\", line 3, in <module>\n    f()\n<dir>/pkg/b.py\n";
    assert_eq!(normaliser.apply(text), expected);
}

#[test]
fn library_frames_are_dropped() {
    let normaliser = Normaliser::new(Path::new("/here/a.py"));
    let text = concat!(
        "  File \"/here/a.py\", line 3, in <module>\n    run()\n    ~~~^^\n",
        "  File \"/usr/lib/python3.14/asyncio/runners.py\", line 204, in run\n    return runner.run(main)\n           ~~~^^^\n",
        "  | File \"x\"\n",
        "  |   File \"<frozen importlib._bootstrap>\", line 1, in f\n",
        "ValueError: x\n",
    );
    let expected = concat!(
        "  File \"<file>\", line 3, in <module>\n    run()\n    ~~~^^\n",
        "  | File \"x\"\n",
        "ValueError: x\n",
    );
    assert_eq!(normaliser.apply(text), expected);
}

#[test]
fn library_places_lose_their_lines() {
    let normaliser = Normaliser::new(Path::new("/here/a.py"));
    let text = "<Task cb=[gather.<locals>._done() at /usr/lib/python3.14/asyncio/tasks.py:820]>\n";
    assert_eq!(normaliser.apply(text), "<Task cb=[gather.<locals>._done() at <lib>]>\n");
    let text =
        "/usr/lib/python3.14/asyncio/events.py:89: RuntimeWarning: never awaited\n  self._run()\nnext\n";
    assert_eq!(normaliser.apply(text), "<lib>: RuntimeWarning: never awaited\nnext\n");
}

#[test]
fn pending_entries_match_paths_modes_and_globs() {
    let pending = Pending::parse(
        "# why\ntests/lang/a.py  no floats\ntests/lang/b.py@fuel-1  loops\ntests/asyncio/*  no loop\n",
    );
    let pending = pending.expect("a good list");
    assert_eq!(pending.reason("tests/lang/a.py", "@plain"), Some("no floats"));
    assert_eq!(pending.reason("tests/lang/b.py", "@plain"), None);
    assert_eq!(pending.reason("tests/lang/b.py", "@fuel-1"), Some("loops"));
    assert_eq!(pending.reason("tests/asyncio/x.py", "@plain"), Some("no loop"));
    let known = [("tests/lang/a.py".to_string(), "tests/lang/a.py@plain".to_string())];
    assert_eq!(pending.unused(&known), ["tests/lang/b.py@fuel-1", "tests/asyncio/*"]);
    assert!(Pending::parse("tests/lang/a.py\n").is_err());
}

const LITERATE: &str = "# Title

## First

Prose.

```py --cells
x = 1
```

```py
x
```

```output
Out[1]: 1
```

## Second

### Inner

```toml
exit = 1
args = [\"a\"]
```

```py
raise SystemExit(1)
```

```error
```
";

#[test]
fn literate_sections_join_their_blocks() {
    let file = Literate::parse(LITERATE).expect("a good file");
    let titles: Vec<_> = file.sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(titles, ["First", "Second / Inner"]);
    assert_eq!(file.sections[0].program, "x = 1\nx\n");
    assert_eq!(file.sections[0].flags, ["--cells"]);
    let config = SectionConfig { exit: 1, args: vec!["a".into()], ..SectionConfig::default() };
    assert_eq!(file.sections[1].config, config);
}

#[test]
fn literate_blocks_are_rewritten_in_place() {
    let file = Literate::parse(LITERATE).expect("a good file");
    let output = file.sections[0].output.clone().expect("a block");
    let error = file.sections[1].error.clone().expect("a block");
    let text = file.rewritten(vec![(output, "Out[1]: 2\nmore\n".into()), (error, "late\n".into())]);
    assert_eq!(
        text,
        LITERATE.replace("Out[1]: 1\n", "Out[1]: 2\nmore\n").replace("```error\n", "```error\nlate\n")
    );
}

#[test]
fn literate_mistakes_are_named() {
    assert!(Literate::parse("```py\n").is_err());
    assert!(Literate::parse("```toml\nexits = 1\n```\n").is_err());
    assert!(Literate::parse("## A\n```output\n```\n## A\n```output\n```\n").is_err());
}

#[test]
fn notebooks_are_checked_cell_by_cell() {
    let text = "=== cell 1\n--- stdout\nhello\n--- result\n3\n=== cell 2\n--- error\nValueError: no\n";
    let expectation = NotebookExpectation::parse(text).expect("a good file");
    let stderr = "-----\nValueError   Traceback\nCell In[2], line 1\n----> 1 f()\n\nValueError: no\n";
    assert_eq!(expectation.check("hello\n\nOut[1]: 3\n", stderr), Ok(()));
    assert_eq!(expectation.check(&format!("hello\nOut[1]: 3\n{stderr}"), ""), Ok(()));
    assert!(expectation.check("hello\nOut[1]: 4\n", stderr).is_err());
    assert!(expectation.check("hello\nOut[1]: 3\n", "").is_err());
}
