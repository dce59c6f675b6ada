//! Literate tests: markdown in which a heading is a test and fenced blocks are its program and what it shows.
//!
//! `py` blocks of a section are joined into one file; `output` and `error` blocks hold standard output and standard error;
//! `bytecode` holds `taipan dis`; a `toml` block sets exit code, flags and so on; words after `py` are flags for the command.
//! Prose and other blocks are for the reader. A section without a block of output is not a test.

use serde::Deserialize;

use crate::mode::Mode;

/// A parsed file.
#[derive(Clone, Debug, Default)]
pub struct Literate {
    /// The file's lines, kept for rewriting.
    lines: Vec<String>,
    /// Sections that are tests.
    pub sections: Vec<Section>,
}

/// A fenced block's body, by its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// First line of the body, from 0.
    pub start: usize,
    /// Line after the body (the closing fence).
    pub end: usize,
    /// The body, with its final newline.
    pub text: String,
}

/// One test.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// Headings from the outermost, joined by ` / `; the file's own title is left out.
    pub title: String,
    /// The joined program.
    pub program: String,
    /// Flags from the `py` fence.
    pub flags: Vec<String>,
    /// The `toml` block.
    pub config: SectionConfig,
    /// Expected standard output.
    pub output: Option<Block>,
    /// Expected standard error.
    pub error: Option<Block>,
    /// Expected disassembly.
    pub bytecode: Option<Block>,
}

/// Keys of a section's `toml` block.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct SectionConfig {
    /// Expected exit code.
    pub exit: i32,
    /// The whole command line, in which `FILE` stands for the program's path.
    pub command: Option<Vec<String>>,
    /// Arguments after the file.
    pub args: Vec<String>,
    /// Standard input.
    pub stdin: String,
    /// The program's file name.
    pub file: Option<String>,
    /// Modes to run in; all of them when absent.
    pub modes: Option<Vec<Mode>>,
    /// CPython, where it is there, must show the same.
    pub oracle: bool,
}

impl Literate {
    /// Reads a file's text.
    pub fn parse(text: &str) -> Result<Literate, String> {
        let lines: Vec<String> = text.lines().map(str::to_string).collect();
        let mut headings: Vec<(usize, String)> = Vec::new();
        let mut sections: Vec<Section> = vec![Section::default()];
        let mut at = 0;
        while at < lines.len() {
            let line = lines[at].as_str();
            if let Some((level, title)) = heading(line) {
                headings.retain(|(other, _)| *other < level);
                headings.push((level, title.to_string()));
                let title = headings.iter().filter(|(level, _)| *level > 1).map(|(_, title)| title.as_str());
                sections.push(Section { title: title.collect::<Vec<_>>().join(" / "), ..Section::default() });
            } else if let Some((fence, info)) = fence(line) {
                let start = at + 1;
                let end = (start..lines.len())
                    .find(|index| lines[*index].trim_end() == fence)
                    .ok_or_else(|| format!("line {}: the block is never closed", at + 1))?;
                let text = lines[start..end].iter().map(|line| format!("{line}\n")).collect();
                if let Some(section) = sections.last_mut() {
                    section
                        .add(info, Block { start, end, text })
                        .map_err(|error| format!("line {}: {error}", at + 1))?;
                }
                at = end;
            }
            at += 1;
        }
        sections.retain(Section::is_test);
        for section in &sections {
            if sections.iter().filter(|other| other.title == section.title).count() > 1 {
                return Err(format!("two tests are called {:?}", section.title));
            }
        }
        Ok(Literate { lines, sections })
    }

    /// The file's text with the bodies of some blocks replaced; the blocks are those of this parse.
    pub fn rewritten(&self, mut changes: Vec<(Block, String)>) -> String {
        changes.sort_by_key(|(block, _)| std::cmp::Reverse(block.start));
        let mut lines = self.lines.clone();
        for (block, text) in changes {
            lines.splice(block.start..block.end, text.lines().map(str::to_string));
        }
        lines.join("\n") + "\n"
    }
}

impl Section {
    fn is_test(&self) -> bool {
        self.output.is_some() || self.error.is_some() || self.bytecode.is_some()
    }

    fn add(&mut self, info: &str, block: Block) -> Result<(), String> {
        let mut words = info.split_whitespace();
        let slot = match words.next() {
            Some("py" | "python") => {
                self.program.push_str(&block.text);
                self.flags.extend(words.map(str::to_string));
                return Ok(());
            }
            Some("toml") => {
                self.config = toml::from_str(&block.text).map_err(|error| error.message().to_string())?;
                return Ok(());
            }
            Some("output") => &mut self.output,
            Some("error") => &mut self.error,
            Some("bytecode") => &mut self.bytecode,
            _ => return Ok(()),
        };
        match slot.replace(block) {
            None => Ok(()),
            Some(_) => Err("a second block of this kind in one test".into()),
        }
    }
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let title = line[level..].strip_prefix(' ')?;
    (1..=6).contains(&level).then_some((level, title.trim()))
}

fn fence(line: &str) -> Option<(&str, &str)> {
    let length = line.bytes().take_while(|byte| *byte == b'`').count();
    (length >= 3).then(|| line.split_at(length))
}
