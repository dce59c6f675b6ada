//! Taipan: a Python interpreter made for asyncio, as a crate.
