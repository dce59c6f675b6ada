//! Running the cells of a notebook in order.

use taipan_syntax::{Cell, CellKind, SyntaxError, indented_marker, split_cells};
use taipan_vm::{Raised, Res, Value};

use crate::{Interpreter, compiler};

use super::{
    report::report,
    statements::{Last, statements},
    traceback,
};

/// What a run of a notebook keeps between its cells.
struct Session<'a> {
    python: &'a Interpreter,
    /// `_taipan_cells.Session`
    driver: Value,
    future_annotations: bool,
}

/// How a cell ended.
enum End {
    Fine,
    Failed,
    /// `SystemExit`
    Exit(Raised),
}

impl Interpreter {
    /// Runs a notebook cell by cell; the exit code. A failing cell ends the run unless `keep_going` is set.
    ///
    /// A file without cell markers is one cell.
    pub fn run_notebook(&self, source: &str, filename: &str, keep_going: bool) -> i32 {
        if let Some(line) = indented_marker(source) {
            self.write_stderr(&format!(
                "note: {filename}, line {line}: an indented cell marker begins no cell\n"
            ));
        }
        let cells: Vec<(String, bool)> = match split_cells(source) {
            Some(cells) => cells
                .iter()
                .filter(|cell| cell.kind == CellKind::Code && !is_skipped(cell))
                .map(|cell| (text_of(cell.source(source)), may_raise(cell)))
                .filter(|(text, _)| !text.trim().is_empty())
                .collect(),
            None => vec![(text_of(source), false)],
        };
        let mut failed = false;
        let result = (|| {
            let mut session = Session::new(self, filename)?;
            for (at, (text, may_raise)) in cells.iter().enumerate() {
                match session.run(at + 1, text)? {
                    End::Fine => {}
                    End::Failed if *may_raise => {}
                    End::Failed => failed = true,
                    End::Exit(raised) => {
                        let exit = self.take_raised(raised);
                        session.close()?;
                        return Err(self.set_raised(exit));
                    }
                }
                if failed && !keep_going {
                    break;
                }
            }
            session.close()
        })();
        let code = self.finish(result);
        if code == 0 && failed { 1 } else { code }
    }
}

/// The text of a cell as `In` holds it.
fn text_of(source: &str) -> String {
    let lines = source.replace("\r\n", "\n").replace('\r', "\n");
    lines.trim_end_matches('\n').to_owned()
}

/// Cells that are frozen, or meant for a plain script only.
fn is_skipped(cell: &Cell) -> bool {
    let active = cell.option("active").is_some_and(|kinds| !kinds.contains("ipynb"));
    let frozen = ["frozen", "run_control"].iter().any(|key| {
        cell.option(key).is_some_and(|value| {
            value == "true" || value.contains("frozen") && value.to_lowercase().contains("true")
        })
    });
    active || frozen || has_tag(cell, "active-py") || has_tag(cell, "skip-execution")
}

/// Whether the cell's tags say that it is meant to fail.
fn may_raise(cell: &Cell) -> bool {
    has_tag(cell, "raises-exception")
}

/// Whether `tags=["...", ...]` names a tag.
fn has_tag(cell: &Cell, tag: &str) -> bool {
    let quotes = |sign: char| matches!(sign, '"' | '\'' | '[' | ']' | ',' | ' ');
    cell.option("tags").is_some_and(|tags| tags.split(quotes).any(|word| word == tag))
}

impl<'a> Session<'a> {
    fn new(python: &'a Interpreter, filename: &str) -> Res<Session<'a>> {
        let main = python.main_module()?;
        if !filename.starts_with('<') {
            main.dict.set_str(python, "__file__", python.str(filename))?;
        }
        let module = python.import_module("_taipan_cells")?;
        let class = python.get_attr_str(&module, "Session")?;
        let driver = python.call(&class, &[main.dict.clone().into()])?;
        python.track_origins(true);
        Ok(Session { python, driver, future_annotations: false })
    }

    /// Runs one cell, then lets the loop turn once and reports what nobody awaited.
    fn run(&mut self, number: usize, source: &str) -> Res<End> {
        let python = self.python;
        let name = format!("Cell In[{number}]");
        python.register_source(&name, source);
        let (steps, quiet, unparsed) =
            match statements(source, &name, self.future_annotations, Last::Displayed) {
                Ok(cell) => {
                    self.future_annotations = cell.future_annotations;
                    let step = |step| match step {
                        Ok(code) => python.load_code(&code).map(Value::from),
                        Err(error) => Ok(self.syntax_error(&name, error)),
                    };
                    (cell.steps.into_iter().map(step).collect::<Res<Vec<_>>>()?, cell.quiet, false)
                }
                Err(error) => (vec![self.syntax_error(&name, error)], false, true),
            };
        let args = [python.str(source), python.list(steps)?, Value::bool(quiet)];
        let error = python.call_method(&self.driver, "run", &args)?;
        if error.is_none() {
            self.between()?;
            return Ok(End::Fine);
        }
        if python.is_a(&error, &python.exceptions.system_exit) {
            return Ok(End::Exit(python.set_raised(error)));
        }
        // The output so far comes first; failing to write it shows at the end.
        _ = python.host.flush();
        let shown = match unparsed {
            true => traceback::syntax_error(python, &error),
            false => traceback::traceback(python, &error),
        };
        python.write_stderr(&shown);
        python.hush_reported(true);
        let kept = python.call_method(&self.driver, "keep", &[error]);
        python.hush_reported(false);
        kept?;
        self.between()?;
        Ok(End::Failed)
    }

    fn between(&mut self) -> Res<()> {
        self.python.call_method(&self.driver, "turn", &[])?;
        report(self.python);
        Ok(())
    }

    /// Ends the loop; from here on coroutines that a report has named go silently.
    fn close(&mut self) -> Res<()> {
        self.python.hush_reported(true);
        let closed = self.python.call_method(&self.driver, "close", &[]);
        report(self.python);
        self.python.track_origins(false);
        closed.map(drop)
    }

    fn syntax_error(&self, name: &str, error: SyntaxError) -> Value {
        let raised = self.python.syntax_error(name, &compiler::info(error));
        self.python.take_raised(raised)
    }
}
