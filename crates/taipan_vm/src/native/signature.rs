//! Signature strings: `"name(a, b=None, /, *args, c, **kwargs)"`, parsed once.

/// How a parameter takes its argument (inspect.Parameter.kind).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParameterKind {
    /// By position only.
    PositionalOnly,
    /// By position or name.
    PositionalOrKeyword,
    /// `*args`
    VarPositional,
    /// By name only.
    KeywordOnly,
    /// `**kwargs`
    VarKeyword,
}

/// One parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// How it takes its argument.
    pub kind: ParameterKind,
    /// The text of its default, for `__text_signature__`; `None` if it is required. The native sees `EMPTY`.
    pub default: Option<&'static str>,
}

/// A parsed signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The function's name.
    pub name: &'static str,
    /// Who complains of wrong keywords: `other` in `name@other(...)`, for functions that hand them on.
    pub keywords_of: &'static str,
    /// The text between the parentheses.
    pub text: &'static str,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// Parameters that positions can fill.
    pub positional: usize,
    /// Of those, how many have no default.
    pub required: usize,
    /// Has `*args`.
    pub var_positional: bool,
    /// Has `**kwargs`.
    pub var_keyword: bool,
    /// Positional arguments alone may do: there is no `*args` and no keyword that must be given.
    pub plain: bool,
    /// Has keyword-only parameters or parameters that a name can fill.
    pub named: bool,
    /// Ends with `//`: by position only, with the texts that errors have where CPython parses a tuple of arguments.
    pub parsed: bool,
}

impl Signature {
    /// The name in a signature string.
    pub fn name_of(text: &'static str) -> &'static str {
        text.split(['(', '@']).next().unwrap_or(text)
    }

    /// Parses a signature string. The strings are the project's own, so a malformed one is a bug; it yields a signature
    /// with the parameters read so far.
    pub fn parse(text: &'static str) -> Signature {
        let name = Self::name_of(text);
        let open = text.find('(').unwrap_or(text.len());
        let keywords_of = text.get(name.len() + 1..open).unwrap_or(name);
        let inner = text.get(open + 1..text.len().saturating_sub(1)).unwrap_or("");
        let mut parameters: Vec<Parameter> = Vec::new();
        let mut kind = ParameterKind::PositionalOrKeyword;
        for part in split_commas(inner) {
            match part {
                "" => {}
                "/" | "//" => parameters.iter_mut().for_each(|p| p.kind = ParameterKind::PositionalOnly),
                "*" => kind = ParameterKind::KeywordOnly,
                _ => {
                    let (left, default) = match part.split_once('=') {
                        Some((left, right)) => (left.trim(), Some(right.trim())),
                        None => (part, None),
                    };
                    if let Some(name) = left.strip_prefix("**") {
                        parameters.push(Parameter { name, kind: ParameterKind::VarKeyword, default: None });
                    } else if let Some(name) = left.strip_prefix('*') {
                        parameters.push(Parameter {
                            name,
                            kind: ParameterKind::VarPositional,
                            default: None,
                        });
                        kind = ParameterKind::KeywordOnly;
                    } else {
                        parameters.push(Parameter { name: left, kind, default });
                    }
                }
            }
        }
        let by_position = |p: &&Parameter| {
            matches!(p.kind, ParameterKind::PositionalOnly | ParameterKind::PositionalOrKeyword)
        };
        Signature {
            name,
            keywords_of,
            text: inner,
            positional: parameters.iter().filter(by_position).count(),
            required: parameters.iter().filter(by_position).filter(|p| p.default.is_none()).count(),
            parsed: inner.ends_with("//"),
            plain: !parameters.iter().any(|p| match p.kind {
                ParameterKind::VarPositional => true,
                ParameterKind::KeywordOnly => p.default.is_none(),
                _ => false,
            }),
            var_positional: parameters.iter().any(|p| p.kind == ParameterKind::VarPositional),
            var_keyword: parameters.iter().any(|p| p.kind == ParameterKind::VarKeyword),
            named: parameters
                .iter()
                .any(|p| matches!(p.kind, ParameterKind::KeywordOnly | ParameterKind::PositionalOrKeyword)),
            parameters,
        }
    }

    /// The parameters that a name can fill.
    pub fn keywords(&self) -> Vec<&'static str> {
        let named = |kind| matches!(kind, ParameterKind::PositionalOrKeyword | ParameterKind::KeywordOnly);
        self.parameters.iter().filter(|p| named(p.kind)).map(|p| p.name).collect()
    }

    /// Whether this many positional arguments and nothing else fill the parameters one to one.
    #[inline]
    pub fn is_exact(&self, count: usize) -> bool {
        self.parameters.len() == count && self.positional == count
    }

    /// Whether this many positional arguments leave out only what may be missing.
    #[inline]
    pub fn is_enough(&self, count: usize) -> bool {
        self.plain && (self.required..=self.positional).contains(&count)
    }
}

/// Splits at commas outside brackets and quotes, and trims the parts.
fn split_commas(text: &'static str) -> impl Iterator<Item = &'static str> {
    let mut depth = 0;
    let mut quote = None;
    text.split(move |c: char| {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(c),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth -= 1,
            (None, ',') => return depth == 0,
            _ => {}
        }
        false
    })
    .map(str::trim)
}
