//! Docstrings lose the indentation that their lines share (as `inspect.cleandoc` does, but for the blank lines).

const TAB: usize = 8;

/// The docstring for a literal of this WTF-8 text.
pub(crate) fn clean(text: &[u8]) -> Vec<u8> {
    let expanded = expand_tabs(text);
    let lines: Vec<&[u8]> = expanded.split(|byte| *byte == b'\n').collect();
    let indent = |line: &[u8]| line.iter().take_while(|byte| **byte == b' ').count();
    let margin = lines.iter().skip(1).filter(|line| indent(line) < line.len()).map(|line| indent(line)).min();
    let mut out = Vec::with_capacity(expanded.len());
    for (index, line) in lines.iter().enumerate() {
        let cut = indent(line);
        if index > 0 {
            out.push(b'\n');
        }
        let cut = if index == 0 { cut } else { cut.min(margin.unwrap_or(usize::MAX)) };
        out.extend_from_slice(&line[cut..]);
    }
    out
}

fn expand_tabs(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut column = 0;
    for byte in text {
        match byte {
            b'\t' => {
                let width = TAB - column % TAB;
                out.resize(out.len() + width, b' ');
                column += width;
            }
            b'\n' | b'\r' => {
                out.push(*byte);
                column = 0;
            }
            _ => {
                out.push(*byte);
                // Continuation bytes take no column.
                column += usize::from(byte & 0xC0 != 0x80);
            }
        }
    }
    out
}
