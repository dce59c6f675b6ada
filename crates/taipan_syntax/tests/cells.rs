//! Splitting scripts into cells.

use taipan_syntax::{Cell, CellKind, Mode, indented_marker, parse, split_cells};

fn cells(source: &str) -> Vec<Cell> {
    split_cells(source).expect("has markers")
}

fn sources(source: &str) -> Vec<&str> {
    split_cells(source).expect("has markers").into_iter().map(|cell| &source[cell.range]).collect()
}

#[test]
fn a_plain_script_has_no_cells() {
    assert_eq!(split_cells("x = 1\n"), None);
    assert_eq!(split_cells(""), None);
    assert_eq!(split_cells("# % not a marker\nif x:\n    # %% indented\n    pass\n"), None);
}

#[test]
fn markers_of_all_kinds_split() {
    let source = "# %%\na\n# In[6]:\n\n\nb\n#%% title\nc\n# <codecell>\nd\n# In[ ]:\ne\n";
    assert_eq!(sources(source), ["a\n", "b\n", "c\n", "d\n", "e\n"]);
    let cells = cells(source);
    assert_eq!(cells[1].number, Some(6));
    assert_eq!(cells[2].title.as_deref(), Some("title"));
    assert_eq!(cells.iter().map(|cell| cell.first_line).collect::<Vec<_>>(), [2, 6, 8, 10, 12]);
}

#[test]
fn text_before_the_first_marker_counts_if_it_is_code() {
    assert_eq!(sources("#!/usr/bin/env python\n# coding: utf-8\n\n# In[1]:\nx\n"), ["x\n"]);
    assert_eq!(sources("import a\n\n\n# %%\nx\n"), ["import a\n", "x\n"]);
    assert_eq!(sources("'unterminated\n# %%\nx\n"), ["'unterminated\n", "x\n"]);
}

#[test]
fn the_head_of_a_file_is_in_no_cell() {
    let source = "\u{feff}#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n\n# About\nx\n\n\n# %%\ny\n";
    assert_eq!(sources(&source[3..]), ["# About\nx\n", "y\n"]);
    assert_eq!(cells(&source[3..])[0].first_line, 4);
}

#[test]
fn comments_before_a_prompt_are_text() {
    let source = "# In[1]:\n\n\nx\n# of x\n\n\n# Text\n#\n# more\n\n# In[2]:\n\n\n# a comment\n\n\n# In[3]:\ny\n\n# the end\n";
    assert_eq!(
        sources(source),
        ["x\n# of x\n", "# Text\n#\n# more\n", "# a comment\n", "y\n", "# the end\n"]
    );
    let kinds: Vec<_> = cells(source).iter().map(|cell| cell.kind).collect();
    assert_eq!(
        kinds,
        [CellKind::Code, CellKind::Markdown, CellKind::Code, CellKind::Code, CellKind::Markdown]
    );
    assert_eq!(sources("# %%\nx\n\n# about y\n\n# %%\ny\n"), ["x\n\n# about y\n", "y\n"]);
}

#[test]
fn indented_markers_are_found() {
    assert_eq!(indented_marker("# %%\nif x:\n    # %% no\n    y\n"), Some(3));
    assert_eq!(indented_marker("# %%\nx = 1  # %% no\n"), None);
}

#[test]
fn options_may_be_an_object() {
    let source = "# %% A title {\"tags\": [\"a\", \"b\"],\"name\": \"n\"}\nx\n#%%no blank\ny\n";
    let cells = cells(source);
    assert_eq!(cells[0].title.as_deref(), Some("A title"));
    assert_eq!(cells[0].option("tags"), Some("[\"a\", \"b\"]"));
    assert_eq!(cells[0].option("name"), Some("\"n\""));
    assert_eq!(cells[1].title.as_deref(), Some("no blank"));
}

#[test]
fn markers_in_strings_are_text() {
    let source = "# %%\nx = '''\n# %%\n'''\n# %%\ny = f'''{z}\n# In[1]:\n'''\n";
    assert_eq!(sources(source), ["x = '''\n# %%\n'''\n", "y = f'''{z}\n# In[1]:\n'''\n"]);
}

#[test]
fn mistakes_stay_in_their_cell() {
    let source = "# %%\n!ls 'a\n# %%\nf(\n# %%\nx = '''\n# %%\n%time y\n  z\n w\n# %%\nok\n";
    assert_eq!(sources(source), ["!ls 'a\n", "f(\n", "x = '''\n", "%time y\n  z\n w\n", "ok\n"]);
}

#[test]
fn headlines_are_read() {
    let source = "# %% First cell [markdown] tags=[\"a b\", \"c\"] name=\"x y\" run\n# *Text*\n#\n# more\n\n\n# %% [raw]\n'''\nraw\n'''\n# %%%% deeper\nx\n";
    let cells = cells(source);
    assert_eq!(cells[0].kind, CellKind::Markdown);
    assert_eq!(cells[0].title.as_deref(), Some("First cell"));
    assert_eq!(cells[0].option("tags"), Some("[\"a b\", \"c\"]"));
    assert_eq!(cells[0].option("name"), Some("\"x y\""));
    assert_eq!(cells[0].option("run"), Some(""));
    assert_eq!(cells[0].prose(source), "*Text*\n\nmore");
    assert_eq!(cells[1].kind, CellKind::Raw);
    assert_eq!(cells[1].prose(source), "raw");
    assert_eq!((cells[2].title.as_deref(), cells[2].depth), (Some("deeper"), 2));
}

#[test]
fn comments_that_look_like_markers_are_not() {
    assert_eq!(split_cells("# In[3]: we saw that\n# Input\n# In[x]:\n# codecell\n"), None);
}

#[test]
fn line_ends_do_not_matter() {
    let source = "# %%\r\na\r\n\r\n# %%\r\nb\r\n";
    assert_eq!(sources(source), ["a\r\n", "b\r\n"]);
    assert_eq!(sources("# %%\ra\r# %%\rb"), ["a\r", "b"]);
}

#[test]
fn cells_are_parsed_on_their_own() {
    let source = "# %%\nx = 1\n# %%\ny = (\n";
    let errors: Vec<_> = sources(source).into_iter().map(|cell| parse(cell, Mode::Module).err()).collect();
    assert_eq!(errors[0], None);
    assert_eq!(errors[1].as_ref().and_then(|error| error.place.as_ref()).map(|place| place.line), Some(1));
}
