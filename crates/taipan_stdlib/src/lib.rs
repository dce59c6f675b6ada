//! The embedded Python half of the standard library, compiled when Taipan is built.
