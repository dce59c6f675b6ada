//! Values, heap, objects, frames and the interpreter loop.
