//! Draws the newest of what it is given.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::render::Running;

/// The signal that ends a drawing for which there is a newer one: any number that makes [`Running`] end.
const SUPERSEDED: usize = 1;

/// A thread that works on one thing at a time. What comes while it works takes the place of what it works on: that is
/// given up, and what else has been waiting is never begun.
pub struct LatestWorker<J> {
    desk: Arc<Shared<J>>,
}

struct Shared<J> {
    state: Mutex<State<J>>,
    changed: Condvar,
}

struct State<J> {
    next: Option<J>,
    /// What is being worked on.
    current: Option<Running>,
    is_over: bool,
}

impl<J> Shared<J> {
    fn state(&self) -> MutexGuard<'_, State<J>> {
        // A thread that panicked while holding it has left it whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<J: Send + 'static> LatestWorker<J> {
    /// One that works so. The work is to look at [`Running`] whether it shall go on.
    pub fn new(work: impl Fn(J, &Running) + Send + 'static) -> LatestWorker<J> {
        let desk = Arc::new(Shared {
            state: Mutex::new(State {
                next: None,
                current: None,
                is_over: false,
            }),
            changed: Condvar::new(),
        });
        let of_thread = Arc::clone(&desk);
        thread::spawn(move || run(&of_thread, work));
        LatestWorker { desk }
    }

    /// Gives it something newer to work on; or nothing, so that what it works on is only given up.
    pub fn put(&self, job: Option<J>) {
        let mut state = self.desk.state();
        state.next = job;
        if let Some(running) = &state.current {
            running.signal.store(SUPERSEDED, Ordering::SeqCst);
        }
        self.desk.changed.notify_all();
    }

    /// Ends it, and waits a while until what it works on has been given up.
    pub fn end(&self, patience: Duration) {
        self.desk.state().is_over = true;
        self.put(None);
        let _ = self
            .desk
            .changed
            .wait_timeout_while(self.desk.state(), patience, |state| state.current.is_some());
    }
}

fn run<J>(desk: &Shared<J>, work: impl Fn(J, &Running)) {
    loop {
        let mut state = desk.state();
        let job = loop {
            if state.is_over {
                return;
            }
            match state.next.take() {
                Some(job) => break job,
                None => {
                    let waited = desk.changed.wait(state);
                    state = waited.unwrap_or_else(PoisonError::into_inner);
                }
            }
        };
        let running = Running::default();
        state.current = Some(running.clone());
        drop(state);
        work(job, &running);
        desk.state().current = None;
        desk.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn what_is_newer_takes_the_place_of_what_is_older() {
        let (begun, begins) = channel();
        let (finish, finishes) = channel();
        let easel = LatestWorker::new(move |job: u32, running: &Running| {
            begun.send(job).unwrap();
            while !running.is_over() {
                thread::yield_now();
            }
            finish.send(job).unwrap();
        });
        easel.put(Some(1));
        assert_eq!(begins.recv(), Ok(1));
        // The second may be begun, or the third may be there before it is.
        easel.put(Some(2));
        easel.put(Some(3));
        assert_eq!(finishes.recv(), Ok(1), "it is given up");
        let newest = begins.iter().find(|job| *job == 3);
        assert_eq!(newest, Some(3), "and the newest is begun");
        easel.end(Duration::from_secs(60));
        assert!(
            finishes.iter().any(|job| job == 3),
            "the end gives it up too"
        );
        assert!(begins.try_recv().is_err());
    }
}
