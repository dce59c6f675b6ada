//! Tracebacks of cells in the manner of IPython: the source around each line, an arrow at it.

use std::fmt::Write as _;

use taipan_vm::{Value, Vm};

use crate::levels::{Level, optional};

/// Lines before and after the one that an arrow points at.
const CONTEXT: u32 = 2;
/// The same, of exceptions that another one followed.
const CONTEXT_OF_EARLIER: u32 = 1;
const WIDTH: usize = 75;
const NUMBERS: usize = 7;
const HEADING: &str = "Traceback (most recent call last)";

/// The traceback of an exception that ended a cell, with a hint where one helps.
pub(super) fn traceback(vm: &Vm, exception: &Value) -> String {
    let mut text = format!("{}\n", "-".repeat(WIDTH));
    let mut seen = Vec::new();
    chain(vm, exception, CONTEXT, &mut text, &mut seen);
    if let Some(hint) = hint(vm, exception) {
        text += &hint;
    }
    text
}

/// A syntax error that kept a cell from running.
pub(super) fn syntax_error(vm: &Vm, exception: &Value) -> String {
    let text = vm.format_exception_only(exception);
    let mut shown = String::new();
    for line in text.lines() {
        match line.strip_prefix("  File \"").and_then(|rest| rest.split_once("\", line ")) {
            Some((name, line)) => _ = writeln!(shown, "  {name}, line {line}"),
            None => _ = writeln!(shown, "{line}"),
        }
    }
    shown
}

/// Nested links are few: a chain that is longer than this is cut at its old end.
const LINKS: usize = 100;

fn chain(vm: &Vm, exception: &Value, context: u32, text: &mut String, seen: &mut Vec<u64>) {
    seen.push(vm.id_of(exception));
    let attribute = |name: &str| optional(vm, exception, name).filter(|value| !value.is_none());
    let cause = attribute("__cause__");
    let suppressed =
        attribute("__suppress_context__").is_some_and(|value| value.as_bool().unwrap_or_default());
    let (earlier, sentence) = match cause {
        Some(cause) => (Some(cause), "The above exception was the direct cause of the following exception:"),
        None if suppressed => (None, ""),
        None => {
            (attribute("__context__"), "During handling of the above exception, another exception occurred:")
        }
    };
    let shown = |earlier: &Value| seen.len() < LINKS && !seen.contains(&vm.id_of(earlier));
    if let Some(earlier) = earlier.filter(shown) {
        chain(vm, &earlier, CONTEXT_OF_EARLIER, text, seen);
        _ = writeln!(text, "\n{sentence}\n");
    }
    let class = vm.type_of(exception).name().to_string();
    let class = class.rsplit('.').next().unwrap_or_default();
    let pad = WIDTH.saturating_sub(class.len() + HEADING.len()).max(1);
    _ = writeln!(text, "{class}{}{HEADING}", " ".repeat(pad));
    for level in levels(vm, exception) {
        show(vm, &level, context, text);
        text.push('\n');
    }
    *text += &vm.format_exception_only(exception);
}

/// The levels worth showing: without the session's own, and without the event loop's unless nothing else is left.
fn levels(vm: &Vm, exception: &Value) -> Vec<Level> {
    let mut levels = crate::levels::levels(vm, exception);
    levels.retain(|level: &Level| !level.file.starts_with("<stdlib>/_taipan_cells"));
    let own = |level: &Level| !level.file.starts_with("<stdlib>/asyncio/");
    if levels.iter().any(own) {
        levels.retain(own);
    }
    levels
}

fn show(vm: &Vm, level: &Level, context: u32, text: &mut String) {
    let of_module = level.function == "<module>";
    let call = match of_module {
        true => String::new(),
        false => format!(", in {}({})", level.function, level.parameters.join(", ")),
    };
    _ = match level.file.starts_with("Cell In[") {
        true => writeln!(text, "{}, line {}{call}", level.file, level.line),
        false => writeln!(text, "File {}:{}{call}", level.file, level.line),
    };
    let lines = lines_around(vm, level, context, of_module);
    // What all lines are indented by says nothing.
    let common = lines.iter().map(|(_, source)| indent(source)).min().unwrap_or(0);
    for (line, source) in lines {
        let source = source[common..].trim_end();
        if line == level.line {
            let digits = line.to_string();
            let arrow = "-".repeat(NUMBERS.saturating_sub(digits.len() + 2));
            _ = writeln!(text, "{arrow}> {digits} {source}");
        } else {
            _ = writeln!(text, "{line:>NUMBERS$} {source}");
        }
    }
}

fn indent(line: &str) -> usize {
    line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// The line at which a level stands, with what is around it in its function; without blank lines.
fn lines_around(vm: &Vm, level: &Level, context: u32, of_module: bool) -> Vec<(u32, String)> {
    let first = level.line.saturating_sub(context).max(if of_module { 1 } else { level.first_line });
    let own = vm.source_line(&level.file, level.first_line).map_or(0, |line| indent(&line));
    let mut lines = Vec::new();
    for line in first..=level.line.saturating_add(context) {
        let Some(source) = vm.source_line(&level.file, line) else { continue };
        let blank = source.trim().is_empty();
        // Below a function's last line begins what is not its own.
        if line > level.line && !of_module && !blank && indent(&source) <= own {
            break;
        }
        if !blank {
            lines.push((line, source));
        }
    }
    lines
}

/// What to write instead, where a program starts the loop that its cells run on.
fn hint(vm: &Vm, exception: &Value) -> Option<String> {
    if !vm.is_a(exception, &vm.exceptions.runtime_error) {
        return None;
    }
    let message = vm.format_exception_only(exception);
    let already_running = [
        "This event loop is already running",
        "asyncio.run() cannot be called from a running event loop",
        "Runner.run() cannot be called from a running event loop",
        "Cannot run the event loop while another loop is running",
    ];
    if !already_running.iter().any(|text| message.contains(text)) {
        return None;
    }
    let level = levels(vm, exception).into_iter().find(|level| level.file.starts_with("Cell In["))?;
    let line = vm.source_line(&level.file, level.line).unwrap_or_default();
    let instead = argument(&line).unwrap_or("main()");
    Some(format!(
        "\nhint: cells already run on an event loop, so await the coroutine directly: `await {instead}`\n"
    ))
}

/// The argument of `run(...)` or `run_until_complete(...)` in a line.
fn argument(line: &str) -> Option<&str> {
    let start =
        ["run_until_complete(", "run("].iter().find_map(|call| Some(line.find(call)? + call.len()))?;
    let mut depth = 0usize;
    for (at, sign) in line[start..].char_indices() {
        match sign {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth > 0 => depth -= 1,
            ')' | ',' if depth == 0 => {
                let found = line[start..start + at].trim();
                return (!found.is_empty()).then_some(found);
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::argument;

    #[test]
    fn hints_name_the_awaitable() {
        assert_eq!(argument("asyncio.run(main())"), Some("main()"));
        assert_eq!(argument("x = loop.run_until_complete(f(1, [2]))  # go"), Some("f(1, [2])"));
        assert_eq!(argument("asyncio.run(main(), debug=True)"), Some("main()"));
        assert_eq!(argument("loop.run_forever()"), None);
    }
}
