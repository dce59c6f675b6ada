//! The command line.

use clap::{Parser, ValueEnum};
use taipan::Interpreter;

/// Which clock programs see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ClockKind {
    /// The machine's.
    #[default]
    Real,
    /// One that only sleeping moves: when nothing is ready, it jumps to the next timer.
    Virtual,
}

/// Runs Python programs and notebooks.
#[derive(Parser, Debug)]
#[command(name = "taipan", version, about, disable_help_subcommand = true)]
pub struct Options {
    /// Run this code.
    #[arg(short = 'c', value_name = "CODE", allow_hyphen_values = true)]
    code: Option<String>,
    /// Run a library module as a script.
    #[arg(short = 'm', value_name = "MODULE")]
    module: Option<String>,
    /// Treat the file as a notebook, with or without cell markers.
    #[arg(long, conflicts_with = "script")]
    cells: bool,
    /// Treat the file as a plain script, even with cell markers.
    #[arg(long)]
    script: bool,
    /// Go on with the next cell after one has failed.
    #[arg(long)]
    keep_going: bool,
    /// The clock that programs see.
    #[arg(long, value_enum, default_value_t)]
    pub clock: ClockKind,
    /// A file (`-` for standard input), or `dis FILE`, and the program's arguments.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "FILE [ARGS]")]
    rest: Vec<String>,
}

#[expect(clippy::print_stderr, reason = "a command reports its misuse")]
impl Options {
    /// Does what the command line says; the exit code.
    pub fn run(&self, python: &Interpreter) -> i32 {
        let argv = |first: &str| {
            let mut argv = vec![first.to_owned()];
            argv.extend_from_slice(if self.code.is_some() || self.module.is_some() {
                &self.rest
            } else {
                self.rest.get(1..).unwrap_or(&[])
            });
            argv
        };
        if let Some(code) = &self.code {
            prepare(python, &argv("-c"), "");
            return python.run_source(code.as_bytes(), "<string>");
        }
        if let Some(module) = &self.module {
            prepare(python, &argv("-m"), "");
            return python.run_module(module);
        }
        let Some(file) = self.rest.first() else {
            eprintln!("taipan: no file given (see taipan --help)");
            return 2;
        };
        if file == "dis" {
            return match self.rest.get(1) {
                Some(file) => python.disassemble_file(file),
                None => {
                    eprintln!("taipan dis: no file given");
                    2
                }
            };
        }
        let (source, name) = if file == "-" {
            let mut source = Vec::new();
            if let Err(error) = std::io::Read::read_to_end(&mut std::io::stdin(), &mut source) {
                eprintln!("taipan: cannot read standard input: {error}");
                return 2;
            }
            (source, "<stdin>".to_owned())
        } else {
            match std::fs::read(file) {
                Ok(source) => (source, file.clone()),
                Err(error) => {
                    let path = python.absolute_path(file);
                    let text = error.to_string();
                    let text = text.split(" (os error").next().unwrap_or_default();
                    let number = error.raw_os_error().unwrap_or(0);
                    eprintln!("taipan: can't open file '{path}': [Errno {number}] {text}");
                    return 2;
                }
            }
        };
        let folder = std::path::Path::new(&name)
            .parent()
            .map_or_else(String::new, |p| p.to_string_lossy().into_owned());
        prepare(python, &argv(file), &python.absolute_path(&folder));
        let text = String::from_utf8_lossy(&source);
        if !self.script && (self.cells || taipan::is_notebook(&text)) {
            return python.run_notebook(&text, &name, self.keep_going);
        }
        let shown = if name.starts_with('<') { name } else { python.absolute_path(&name) };
        python.run_source(&source, &shown)
    }
}

fn prepare(python: &Interpreter, argv: &[String], folder: &str) {
    let mut path = vec![folder.to_owned()];
    if let Ok(extra) = std::env::var("PYTHONPATH") {
        path.extend(extra.split(':').filter(|part| !part.is_empty()).map(str::to_owned));
    }
    for result in [python.set_argv(argv), python.set_path(&path)] {
        if let Err(raised) = result {
            python.report(raised);
        }
    }
}
