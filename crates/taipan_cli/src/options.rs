//! The command line.

use std::ffi::OsString;

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
    /// How to treat warnings, as `python3 -W`.
    #[arg(short = 'W', value_name = "FILTER", allow_hyphen_values = true)]
    warnings: Vec<String>,
    /// Write standard output at once.
    #[arg(short = 'u')]
    pub unbuffered: bool,
    /// Options of python3 that change nothing here: there are no byte-code files, no site packages, no banner.
    #[arg(short = 'B', short_aliases = ['q', 's', 'S'], action = clap::ArgAction::Count, hide = true)]
    _without_effect: u8,
    /// A file (`-` for standard input), or `dis FILE`, and the program's arguments.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "FILE [ARGS]")]
    rest: Vec<String>,
}

/// Takes values off the letters they are attached to (`-Werror`), which a parser that lets programs have any arguments
/// does not do.
pub fn detached(given: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut args: Vec<OsString> = Vec::new();
    let mut is_value = true; // the command's own name
    let mut options = true;
    for arg in given {
        let text = arg.to_str().unwrap_or_default();
        if options && !is_value {
            let takes_value = ["-c", "-m", "-W"].into_iter().find(|letter| text.starts_with(letter));
            options = text.starts_with('-')
                && text.len() > 1
                && text != "--"
                && !matches!(takes_value, Some("-c" | "-m"));
            if let Some(letter) = takes_value.filter(|letter| text != *letter) {
                args.extend([letter.into(), text[letter.len()..].into()]);
                continue;
            }
            is_value = takes_value.is_some() || text == "--clock";
        } else {
            is_value = false;
        }
        args.push(arg);
    }
    args
}

#[expect(clippy::print_stderr, reason = "a command reports its misuse")]
impl Options {
    /// Does what the command line says; the exit code.
    pub fn run(&self, python: &Interpreter) -> i32 {
        if let Err(raised) = python.set_warn_options(&self.warnings) {
            return python.report(raised);
        }
        if let Some(code) = &self.code {
            prepare(python, &argv("-c", &self.rest), "");
            return python.run_source(code.as_bytes(), "<string>");
        }
        if let Some(module) = &self.module {
            prepare(python, &argv("-m", &self.rest), &python.absolute_path(""));
            return python.run_module(module, &self.rest);
        }
        match self.rest.split_first() {
            Some((file, args)) if file == "dis" => match args.first() {
                Some(file) => python.disassemble_file(file),
                None => {
                    eprintln!("taipan dis: no file given");
                    2
                }
            },
            Some((file, args)) if file == "-" => run_input(python, "-", args),
            Some((option, _)) if option.starts_with('-') => {
                eprintln!("taipan: unknown option {option} (see taipan --help)");
                2
            }
            Some((file, args)) => self.run_file(python, file, args),
            None if python.host.is_terminal(0) => {
                eprintln!("taipan: no file given (see taipan --help)");
                2
            }
            None => run_input(python, "", &[]),
        }
    }

    fn run_file(&self, python: &Interpreter, file: &str, args: &[String]) -> i32 {
        if python.host.is_dir(file) {
            prepare(python, &argv(file, args), &python.absolute_path(file));
            return python.run_folder(file);
        }
        let source = match std::fs::read(file) {
            Ok(source) => source,
            Err(error) => {
                let path = python.absolute_path(file);
                let text = error.to_string();
                let text = text.split(" (os error").next().unwrap_or_default();
                let number = error.raw_os_error().unwrap_or(0);
                eprintln!("taipan: can't open file '{path}': [Errno {number}] {text}");
                return 2;
            }
        };
        let folder = std::path::Path::new(file)
            .parent()
            .map_or_else(String::new, |p| p.to_string_lossy().into_owned());
        prepare(python, &argv(file, args), &python.absolute_path(&folder));
        if file.ends_with(".ipynb") {
            eprintln!(
                "taipan: can't run '{file}': notebooks in the .ipynb format are not supported yet; \
                 as a script (jupyter nbconvert --to script) it runs cell by cell"
            );
            return 2;
        }
        // What cannot be decoded is no notebook, and a script that says so.
        if !self.script
            && let Some(text) = python.decode_source(&source)
            && (self.cells || taipan::is_notebook(&text))
        {
            return python.run_notebook(&text, file, self.keep_going);
        }
        python.run_source(&source, &python.absolute_path(file))
    }
}

/// Runs standard input.
#[expect(clippy::print_stderr, reason = "a command reports its misuse")]
fn run_input(python: &Interpreter, name: &str, args: &[String]) -> i32 {
    let mut source = Vec::new();
    if let Err(error) = std::io::Read::read_to_end(&mut std::io::stdin(), &mut source) {
        eprintln!("taipan: cannot read standard input: {error}");
        return 2;
    }
    prepare(python, &argv(name, args), "");
    python.run_source(&source, "<stdin>")
}

fn argv(first: &str, rest: &[String]) -> Vec<String> {
    let mut argv = vec![first.to_owned()];
    argv.extend_from_slice(rest);
    argv
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
