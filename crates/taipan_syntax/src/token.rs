//! Tokens: a kind and a place. Values stay in the text until the grammar asks for them.

use crate::{Span, error::Fault};

/// A token; synthetic ones (newline at the end of the text, indentation) may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub kind: TokenKind,
    pub span: Span,
}

macro_rules! token_kinds {
    (
        plain { $($plain:ident),* $(,)? }
        operators { $($operator:ident $text:literal),* $(,)? }
        keywords { $($keyword:ident $word:literal),* $(,)? }
    ) => {
        /// What a token is. Soft keywords are names. `FStringStart` is prefix and quotes of an f-string or
        /// t-string, `FStringMiddle` its literal text with escapes, `FormatColon` what starts a format
        /// specifier. `Stray` is `!`, `?`, `$` and the backquote,
        /// of which the grammar takes the first one in replacement fields only.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub(crate) enum TokenKind {
            $($plain,)*
            $($operator,)*
            $($keyword,)*
        }

        impl TokenKind {
            /// The keyword that `word` is.
            pub fn keyword(word: &[u8]) -> Option<Self> {
                match word {
                    $($word => Some(Self::$keyword),)*
                    _ => None,
                }
            }

            /// Whether the kind is a (hard) keyword.
            pub fn is_keyword(self) -> bool {
                matches!(self, $(Self::$keyword)|*)
            }

            /// The text of an operator.
            pub fn operator(self) -> Option<&'static str> {
                match self {
                    $(Self::$operator => Some($text),)*
                    _ => None,
                }
            }
        }
    };
}

token_kinds! {
    plain {
        Name,
        Int,
        Float,
        Imaginary,
        String,
        FStringStart,
        FStringMiddle,
        FStringEnd,
        FormatColon,
        Newline,
        Indent,
        Dedent,
        EndMarker,
        Stray,
    }
    operators {
        LeftParen "(", RightParen ")", LeftBracket "[", RightBracket "]", LeftBrace "{", RightBrace "}",
        Colon ":", Comma ",", Semicolon ";", Dot ".", Ellipsis "...", At "@", Arrow "->", Walrus ":=", Equal "=",
        Plus "+", Minus "-", Star "*", Slash "/", DoubleSlash "//", Percent "%", DoubleStar "**",
        LeftShift "<<", RightShift ">>", Ampersand "&", Bar "|", Caret "^", Tilde "~",
        Less "<", Greater ">", LessEqual "<=", GreaterEqual ">=", EqualEqual "==", NotEqual "!=",
        PlusEqual "+=", MinusEqual "-=", StarEqual "*=", SlashEqual "/=", DoubleSlashEqual "//=",
        PercentEqual "%=", AtEqual "@=", DoubleStarEqual "**=", LeftShiftEqual "<<=", RightShiftEqual ">>=",
        AmpersandEqual "&=", BarEqual "|=", CaretEqual "^=",
    }
    keywords {
        False b"False", None b"None", True b"True", And b"and", As b"as", Assert b"assert", Async b"async",
        Await b"await", Break b"break", Class b"class", Continue b"continue", Def b"def", Del b"del",
        Elif b"elif", Else b"else", Except b"except", Finally b"finally", For b"for", From b"from",
        Global b"global", If b"if", Import b"import", In b"in", Is b"is", Lambda b"lambda",
        Nonlocal b"nonlocal", Not b"not", Or b"or", Pass b"pass", Raise b"raise", Return b"return",
        Try b"try", While b"while", With b"with", Yield b"yield",
    }
}

impl TokenKind {
    /// Whether the kind opens a bracket.
    pub fn opens(self) -> bool {
        matches!(self, Self::LeftParen | Self::LeftBracket | Self::LeftBrace)
    }

    /// Whether the kind closes a bracket.
    pub fn closes(self) -> bool {
        matches!(self, Self::RightParen | Self::RightBracket | Self::RightBrace)
    }

    /// Whether the kind is an augmented assignment operator.
    pub fn is_augmented(self) -> bool {
        (Self::PlusEqual..=Self::CaretEqual).contains(&self)
    }
}

/// What the lexer found.
#[derive(Debug, Default)]
pub(crate) struct TokenStream {
    /// All tokens; the last one is `EndMarker`, also when lexing failed.
    pub tokens: Vec<Token>,
    /// Comments from `#` to the end of the line, in order.
    pub comments: Vec<Span>,
    /// Numbers that run into a keyword, like `1if`: the offset after them and the kind that the warning names.
    pub loose_numbers: Vec<(u32, &'static str)>,
    /// Indexes of tokens that may need a fix-up before the grammar sees them, in order: soft keywords,
    /// `except`, and the brackets of generic definitions.
    pub candidates: Vec<u32>,
    /// The most tokens in one logical line that can nest expressions.
    pub longest_chain: u32,
    /// Why lexing ended before the text did.
    pub failure: Option<Failure>,
    /// The innermost bracket that was open when lexing ended.
    pub unclosed: Option<u32>,
}

/// Why lexing stopped.
#[derive(Debug)]
pub(crate) struct Failure {
    pub fault: Fault,
    pub weight: Weight,
}

/// When a failure of the lexer is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Even when the parser stumbles over something before it.
    Prior,
    /// When the parser gets there.
    Local,
    /// When the parser gets there; before that, an open bracket may be reported.
    Soft,
}
