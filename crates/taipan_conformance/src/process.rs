//! Running a program as a child, with its streams captured and a time limit.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::JoinHandle;
use std::time::Duration;

use wait_timeout::ChildExt;

use crate::recording::Recording;

/// One command to run.
#[derive(Clone, Debug)]
pub struct Invocation {
    program: PathBuf,
    args: Vec<OsString>,
    env: Vec<(String, String)>,
    dir: PathBuf,
    stdin: String,
    limit: Duration,
}

/// How a command ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It ended by itself.
    Finished(Recording),
    /// It was stopped at the time limit; holds what it had printed.
    TimedOut(Recording, Duration),
}

impl Invocation {
    /// `program` run in `dir`, with colours and byte-code files off and empty standard input.
    pub fn new(program: &Path, dir: &Path) -> Invocation {
        let env = [
            ("PYTHONDONTWRITEBYTECODE", "1"),
            ("PYTHONIOENCODING", "utf-8"),
            ("PYTHON_COLORS", "0"),
            ("NO_COLOR", "1"),
        ];
        Invocation {
            program: program.to_path_buf(),
            args: Vec::new(),
            env: env.map(|(name, value)| (name.to_string(), value.to_string())).to_vec(),
            dir: dir.to_path_buf(),
            stdin: String::new(),
            limit: Duration::from_secs(60),
        }
    }

    /// Adds arguments.
    pub fn args(mut self, args: impl IntoIterator<Item = impl Into<OsString>>) -> Invocation {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// Sets an environment variable.
    pub fn env(mut self, name: &str, value: &str) -> Invocation {
        self.env.push((name.to_string(), value.to_string()));
        self
    }

    /// Sets the folder to run in.
    pub fn in_dir(mut self, dir: &Path) -> Invocation {
        self.dir = dir.to_path_buf();
        self
    }

    /// Sets the text of standard input.
    pub fn stdin(mut self, text: &str) -> Invocation {
        self.stdin = text.to_string();
        self
    }

    /// Sets the time limit.
    pub fn limit(mut self, limit: Duration) -> Invocation {
        self.limit = limit;
        self
    }

    /// The command as a person would type it.
    pub fn shown(&self) -> String {
        let mut words: Vec<String> = self
            .env
            .iter()
            .filter(|(name, _)| name.starts_with("TAIPAN"))
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        words.push(self.program.display().to_string());
        words.extend(self.args.iter().map(|arg| arg.to_string_lossy().into_owned()));
        words.join(" ")
    }

    /// Runs it to its end or to the limit.
    pub fn run(&self) -> std::io::Result<Outcome> {
        let mut child = Command::new(&self.program)
            .args(&self.args)
            .envs(self.env.iter().map(|(name, value)| (name, value)))
            .current_dir(&self.dir)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let stdout = collect(child.stdout.take());
        let stderr = collect(child.stderr.take());
        if let Some(mut pipe) = child.stdin.take() {
            // A program that does not read its input closes the pipe early.
            let _ = pipe.write_all(self.stdin.as_bytes());
        }
        let status = child.wait_timeout(self.limit)?;
        let exit = match status {
            Some(status) => exit_code(status),
            None => stop(&mut child)?,
        };
        let recording = Recording { stdout: finish(stdout), stderr: finish(stderr), exit };
        Ok(match status {
            Some(_) => Outcome::Finished(recording),
            None => Outcome::TimedOut(recording, self.limit),
        })
    }
}

fn stop(child: &mut Child) -> std::io::Result<i32> {
    child.kill()?;
    child.wait().map(exit_code)
}

fn collect(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.read_to_end(&mut bytes);
        }
        bytes
    })
}

fn finish(reader: JoinHandle<Vec<u8>>) -> String {
    String::from_utf8_lossy(&reader.join().unwrap_or_default()).into_owned()
}

#[cfg(unix)]
fn exit_code(status: ExitStatus) -> i32 {
    use std::os::unix::process::ExitStatusExt;
    status.code().unwrap_or_else(|| 128 + status.signal().unwrap_or(1))
}

#[cfg(not(unix))]
fn exit_code(status: ExitStatus) -> i32 {
    status.code().unwrap_or(-1)
}
