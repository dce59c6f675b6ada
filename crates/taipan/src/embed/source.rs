//! Source text with its name.

/// Python source text, named for tracebacks. Made from a str where the name does not matter.
#[derive(Clone, Debug)]
pub struct Source {
    pub(crate) name: Option<String>,
    pub(crate) text: String,
}

impl Source {
    /// Text with the name that tracebacks show.
    pub fn named(name: impl Into<String>, text: impl Into<String>) -> Source {
        Source { name: Some(name.into()), text: text.into() }
    }
}

impl From<&str> for Source {
    fn from(text: &str) -> Source {
        Source { name: None, text: text.to_owned() }
    }
}

impl From<String> for Source {
    fn from(text: String) -> Source {
        Source { name: None, text }
    }
}
