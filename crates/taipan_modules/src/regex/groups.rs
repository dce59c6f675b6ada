//! What stands between parentheses: groups, looks, conditions, comments, flags.

use unicode_ident::{is_xid_continue, is_xid_start};

use super::{
    flags::{IGNORECASE, KINDS, by_letter},
    parse::{Fault, Group, Parsed, Parser, fault},
    tree::Node,
};

/// What letters after `(?` say.
enum Flags {
    /// `(?i)`
    Whole(u32),
    /// `(?i-s:`
    Part { on: u32, off: u32 },
}

impl Parser<'_> {
    /// A parenthesis and all that belongs to it; nothing for comments and flags.
    pub(super) fn group(&mut self, mode: &mut u32, first: bool) -> Parsed<Option<Node>> {
        let open = self.at;
        self.at += 1;
        if !self.eat('?') {
            return self.capture(*mode, open, None).map(Some);
        }
        let Some(kind) = self.next_char()? else { return fault("unexpected end of pattern", self.at) };
        let node = match kind {
            'P' => return self.named(*mode, open).map(Some),
            ':' => {
                let body = self.alternatives(*mode, false)?;
                self.close(open)?;
                group_of(body)
            }
            '#' => loop {
                match self.next_char()? {
                    Some(')') => return Ok(None),
                    Some(_) => {}
                    None => return fault("missing ), unterminated comment", open),
                }
            },
            '=' | '!' => self.look(*mode, open, kind == '!', false)?,
            '<' => match self.next_char()? {
                None => return fault("unexpected end of pattern", self.at),
                Some(c @ ('=' | '!')) => self.look(*mode, open, c == '!', true)?,
                Some(c) => return fault(format!("unknown extension ?<{c}"), open + 1),
            },
            '(' => self.condition(mode, open)?,
            '>' => {
                let body = self.alternatives(*mode, false)?;
                self.close(open)?;
                Node::Atomic(Box::new(body))
            }
            c if c == '-' || by_letter(c).is_some() => match self.letters(c)? {
                Flags::Whole(on) => {
                    if !first {
                        return fault("global flags not at the start of the expression", open);
                    }
                    self.flags |= on;
                    *mode |= on;
                    return Ok(None);
                }
                Flags::Part { on, off } => {
                    let mut inner = *mode & !off;
                    if on & KINDS != 0 {
                        inner &= !KINDS;
                    }
                    let body = self.alternatives(inner | on, false)?;
                    self.close(open)?;
                    group_of(body)
                }
            },
            c => return fault(format!("unknown extension ?{c}"), open + 1),
        };
        Ok(Some(node))
    }

    fn close(&mut self, open: usize) -> Parsed<()> {
        if self.eat(')') { Ok(()) } else { fault("missing ), unterminated subpattern", open) }
    }

    fn capture(&mut self, mode: u32, open: usize, name: Option<String>) -> Parsed<Node> {
        let number = self.groups.len();
        let outer = std::mem::replace(&mut self.open, number);
        self.groups.push(Group { name, width: None, outer });
        let body = self.alternatives(mode, false)?;
        self.close(open)?;
        self.open = outer;
        self.groups[number].width = Some(body.width());
        Ok(Node::Capture(Box::new(body)))
    }

    fn look(&mut self, mode: u32, open: usize, negated: bool, behind: bool) -> Parsed<Node> {
        let before = self.behind;
        if behind && before.is_none() {
            self.behind = Some(self.groups.len());
        }
        let body = self.alternatives(mode, false)?;
        self.close(open)?;
        self.behind = before;
        if behind {
            let (least, most) = body.width();
            if least != most {
                return Err(Fault::Pattern("look-behind requires fixed-width pattern".to_owned(), None));
            }
        }
        Ok(Node::Look { behind, negated, body: Box::new(body) })
    }

    /// `(?P<name>...)` and `(?P=name)`
    fn named(&mut self, mode: u32, open: usize) -> Parsed<Node> {
        match self.next_char()? {
            None => fault("unexpected end of pattern", self.at),
            Some('<') => {
                let start = self.at;
                let name = self.until('>', "group name")?;
                self.check_name(&name, start)?;
                if let Some(old) = self.find_group(&name) {
                    let new = self.groups.len();
                    return fault(
                        format!("redefinition of group name '{name}' as group {new}; was group {old}"),
                        start,
                    );
                }
                self.capture(mode, open, Some(name))
            }
            Some('=') => {
                let start = self.at;
                let name = self.until(')', "group name")?;
                self.check_name(&name, start)?;
                match self.find_group(&name) {
                    Some(group) => self.back(group, mode, start),
                    None => fault(format!("unknown group name '{name}'"), start),
                }
            }
            Some(c) => fault(format!("unknown extension ?P{c}"), open + 1),
        }
    }

    /// `(?(group)yes|no)`
    fn condition(&mut self, mode: &mut u32, open: usize) -> Parsed<Node> {
        let start = self.at;
        let name = self.until(')', "group name")?;
        let group = if name.bytes().all(|byte| byte.is_ascii_digit()) {
            let group = name.parse().unwrap_or(usize::MAX);
            if group == 0 {
                return fault("bad group number", start);
            }
            self.wanted.push((group, start));
            group
        } else {
            self.check_name(&name, start)?;
            match self.find_group(&name) {
                Some(group) => group,
                None => return fault(format!("unknown group name '{name}'"), start),
            }
        };
        self.check_behind(group, self.at)?;
        let yes = self.sequence(mode, false)?;
        let no = if self.eat('|') {
            let no = self.sequence(mode, false)?;
            if self.peek() == Some('|') {
                return fault("conditional backref with more than two branches", self.at);
            }
            no
        } else {
            Node::Empty
        };
        self.close(open)?;
        Ok(Node::Choice { group, yes: Box::new(yes), no: Box::new(no) })
    }

    /// A reference to a group that is known; `at` is where an open one is reported.
    pub(super) fn back(&mut self, group: usize, mode: u32, at: usize) -> Parsed<Node> {
        let Some(width) = self.groups[group].width else {
            return fault("cannot refer to an open group", at);
        };
        self.check_behind(group, self.at)?;
        Ok(Node::Back { group, any_case: mode & IGNORECASE != 0, width })
    }

    fn check_behind(&self, group: usize, at: usize) -> Parsed<()> {
        let Some(outside) = self.behind else { return Ok(()) };
        if self.groups.get(group).is_none_or(|group| group.width.is_none()) {
            return fault("cannot refer to an open group", at);
        }
        if group >= outside {
            return fault("cannot refer to group defined in the same lookbehind subpattern", at);
        }
        Ok(())
    }

    pub(super) fn find_group(&self, name: &str) -> Option<usize> {
        self.groups.iter().position(|group| group.name.as_deref() == Some(name))
    }

    /// The text up to a character, which is read too.
    pub(super) fn until(&mut self, end: char, what: &str) -> Parsed<String> {
        let start = self.at;
        while let Some(c) = self.next_char()? {
            if c == end {
                if self.at - 1 == start {
                    return fault(format!("missing {what}"), start);
                }
                return Ok(self.slice(start, self.at - 1));
            }
        }
        if self.at == start {
            return fault(format!("missing {what}"), start);
        }
        fault(format!("missing {end}, unterminated name"), start)
    }

    fn check_name(&self, name: &str, at: usize) -> Parsed<()> {
        match bad_name(name, self.bytes) {
            Some(shown) => fault(format!("bad character in group name {shown}"), at),
            None => Ok(()),
        }
    }

    /// Letters of flags, of which `c` is the first, to the closing parenthesis or the colon.
    fn letters(&mut self, c: char) -> Parsed<Flags> {
        let (mut on, mut off) = (0, 0);
        let mut c = c;
        if c != '-' {
            loop {
                let flag = by_letter(c).unwrap_or(0);
                let wrong = if self.bytes { 'u' } else { 'L' };
                if c == wrong {
                    let kind = if self.bytes { "bytes" } else { "str" };
                    return fault(
                        format!("bad inline flags: cannot use '{c}' flag with a {kind} pattern"),
                        self.at,
                    );
                }
                on |= flag;
                if flag & KINDS != 0 && on & KINDS != flag {
                    return fault("bad inline flags: flags 'a', 'u' and 'L' are incompatible", self.at);
                }
                c = self.letter("missing -, : or )", &[')', '-', ':'])?;
                if matches!(c, ')' | '-' | ':') {
                    break;
                }
            }
        }
        if c == ')' {
            return Ok(Flags::Whole(on));
        }
        if c == '-' {
            c = self.letter("missing flag", &[])?;
            loop {
                let flag = by_letter(c).unwrap_or(0);
                if flag & KINDS != 0 {
                    return fault("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", self.at);
                }
                off |= flag;
                c = self.letter("missing :", &[':'])?;
                if c == ':' {
                    break;
                }
            }
        }
        if on & off != 0 {
            return fault("bad inline flags: flag turned on and off", self.at - 1);
        }
        Ok(Flags::Part { on, off })
    }

    /// The next letter of a flag or one of the characters that may end them.
    fn letter(&mut self, missing: &str, ends: &[char]) -> Parsed<char> {
        let start = self.at;
        match self.next_char()? {
            None => fault(missing, self.at),
            Some(c) if ends.contains(&c) || by_letter(c).is_some() => Ok(c),
            Some(c) => fault(if c.is_alphabetic() { "unknown flag" } else { missing }, start),
        }
    }
}

/// A group without a number stays one item, so that a repeat after it takes all of it.
fn group_of(body: Node) -> Node {
    Node::Concat(vec![body])
}

/// How an error shows a name that no group can have.
pub(super) fn bad_name(name: &str, bytes: bool) -> Option<String> {
    let mut chars = name.chars();
    let starts = chars.next().is_some_and(|c| c == '_' || is_xid_start(c));
    if starts && chars.all(is_xid_continue) && (!bytes || name.is_ascii()) {
        return None;
    }
    let escaped = |c: char| match c {
        '\\' => "\\\\".to_owned(),
        c if bytes && !c.is_ascii() => format!("\\x{:02x}", c as u32),
        c => c.to_string(),
    };
    let shown: String = name.chars().map(escaped).collect();
    let quote = if shown.contains('\'') && !shown.contains('"') { '"' } else { '\'' };
    Some(format!("{quote}{shown}{quote}"))
}
