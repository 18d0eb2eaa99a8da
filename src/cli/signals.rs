//! The signals that end a run.

use std::io;
use std::sync::Arc;

use signal_hook::{consts, flag};

use crate::render::Running;

/// The signals that end this program.
pub(super) const ENDS: &[i32] = &[
    consts::SIGINT,
    consts::SIGTERM,
    #[cfg(unix)]
    consts::SIGHUP,
];

/// Has engines that run end with this program.
pub(super) fn end_engines_on_signals(running: &Running) -> io::Result<()> {
    for signal in ENDS {
        // As long as there are none, the system does what it does.
        flag::register_conditional_default(*signal, Arc::clone(&running.is_idle))?;
        flag::register_usize(*signal, Arc::clone(&running.signal), *signal as usize)?;
    }
    Ok(())
}
