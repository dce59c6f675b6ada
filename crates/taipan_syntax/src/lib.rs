//! Source text to syntax tree: lexer, parser, notebook cells, syntax errors.
