//! Syntax tree to code objects.
