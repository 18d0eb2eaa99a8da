//! How long all icons together may take.

use std::time::{Duration, Instant};

/// A ration lasts so long.
pub(super) const PERIOD: Duration = Duration::from_secs(60);

/// So long may each icon take without its being counted: a thousand that take some effort are no harm.
pub(super) const EACH: Duration = Duration::from_millis(100);

/// The time that is left of a minute's ration.
#[derive(Debug)]
pub(super) struct TimeBudget {
    all: Duration,
    since: Option<Instant>,
    taken: Duration,
}

impl TimeBudget {
    pub(super) fn new(all: Duration) -> TimeBudget {
        TimeBudget {
            all,
            since: None,
            taken: Duration::ZERO,
        }
    }

    /// What is left, if anything is.
    pub(super) fn left(&mut self) -> Option<Duration> {
        if self.since.is_none_or(|since| since.elapsed() >= PERIOD) {
            self.since = Some(Instant::now());
            self.taken = Duration::ZERO;
        }
        let left = self.all.saturating_sub(self.taken);
        (!left.is_zero()).then_some(left)
    }

    pub(super) fn take(&mut self, time: Duration) {
        self.taken += time.saturating_sub(EACH);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_takes_long_is_counted() {
        let mut ration = TimeBudget::new(Duration::from_secs(2));
        for _ in 0..1000 {
            ration.take(EACH);
        }
        assert_eq!(ration.left(), Some(Duration::from_secs(2)));
        ration.take(EACH + Duration::from_secs(1));
        assert_eq!(ration.left(), Some(Duration::from_secs(1)));
        ration.take(Duration::from_secs(2));
        assert_eq!(ration.left(), None);
    }
}
