//! Runs the programs and literate tests under tests/.
