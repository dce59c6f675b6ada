//! Developer commands, as `cargo x COMMAND`: every automation of the repository. The formats of tests and recordings belong to
//! `taipan_conformance`; here is only what a person starts by hand or CI starts for them.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line")]

mod bench;
mod bless;
mod case;
mod check;
mod pending;
mod record;
mod repo;
mod suite;
mod tidy;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo x", about = "Developer commands of Taipan", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Format, clippy, sizes, crate edges, docs.
    Check,
    /// Sizes, crate edges and docs alone.
    Tidy,
    /// Run the conformance suite.
    Test {
        /// Part of a trial's name, such as `lang::sets`.
        filter: Option<String>,
        /// `plain`, `gc-stress`, `fuel-1`, a comma-separated list, or `all`.
        #[arg(long, default_value = "plain")]
        modes: String,
        /// Run what tests/pending.txt holds back, too.
        #[arg(long)]
        pending: bool,
        /// Test the release build.
        #[arg(long)]
        release: bool,
    },
    /// Run one program and show how it differs from its recording.
    Case {
        /// The program.
        path: PathBuf,
        /// One of `plain`, `gc-stress`, `fuel-1`.
        #[arg(long, default_value = "plain")]
        mode: String,
        /// Use the release build.
        #[arg(long)]
        release: bool,
    },
    /// Record `.out` files from CPython.
    Record {
        /// Part of a program's path.
        filter: Option<String>,
        /// Only report recordings that CPython no longer agrees with.
        #[arg(long)]
        check: bool,
    },
    /// Rewrite the blocks of literate tests and bytecode goldens with what Taipan shows.
    Bless {
        /// Part of a file's path or of a heading.
        filter: Option<String>,
    },
    /// Run what tests/pending.txt holds back and strike out what passes in every mode.
    Pending {
        /// Show only; leave the file alone.
        #[arg(long)]
        dry_run: bool,
    },
    /// Time `taipan` against CPython on the programs in benches/.
    Bench {
        /// Part of a program's name.
        filter: Option<String>,
        /// How often each program runs; the fastest counts.
        #[arg(long, default_value_t = 5)]
        rounds: u32,
    },
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Check => check::run(),
        Command::Tidy => tidy::run(),
        Command::Test { filter, modes, pending, release } => {
            suite::run(filter.as_deref(), &modes, pending, release)
        }
        Command::Case { path, mode, release } => case::run(&path, &mode, release),
        Command::Record { filter, check } => record::run(filter.as_deref(), check),
        Command::Bless { filter } => bless::run(filter.as_deref()),
        Command::Pending { dry_run } => pending::run(dry_run),
        Command::Bench { filter, rounds } => bench::run(filter.as_deref(), rounds),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("cargo x: {message}");
            ExitCode::FAILURE
        }
    }
}
