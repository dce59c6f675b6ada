//! Errors inside the VM: a token that says "an exception is set in the VM".

/// An exception is pending in the VM (`Vm::take_raised` gives it). Whoever gets this token must pass it on or take the
/// exception; the token itself is zero-sized, so a `Res` is one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Raised(());

impl Raised {
    /// Only the VM makes the token, and only after it has set the exception.
    pub(crate) const TOKEN: Raised = Raised(());
}

/// What nearly every operation of the VM returns.
pub type Res<T = crate::Value> = Result<T, Raised>;
