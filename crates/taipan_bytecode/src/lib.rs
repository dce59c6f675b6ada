//! The instruction set, code objects, their text form and their checks.
