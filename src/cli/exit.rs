//! How a run ends.

use std::fmt;

/// Everything done; there may have been warnings.
pub(super) const DONE: u8 = 0;
/// The input has errors, or something failed.
pub(super) const FAILED: u8 = 1;
/// The arguments are wrong.
pub(super) const USAGE: u8 = 2;

/// The arguments are wrong in a way that only their meaning shows.
#[derive(Debug)]
pub(super) struct Usage(pub(super) String);

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}
