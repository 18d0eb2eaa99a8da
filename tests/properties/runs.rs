//! How often a property is tried, and with which chance.

use std::fmt::Debug;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestError, TestRunner};

/// How many times as many cases as usual are tried, all of them fresh.
const MORE: &str = "CERTDOT_PROPERTIES";

/// How many times as many cases as usual are asked for, if more are.
pub fn more() -> Option<u32> {
    std::env::var(MORE).ok()?.parse().ok()
}

/// Tries a property with so many random values; it fails by panicking. Of a value that fails, the smallest that proptest
/// finds is shown.
#[track_caller]
pub fn holds<S>(cases: u32, values: S, property: impl Fn(S::Value))
where
    S: Strategy,
    S::Value: Debug,
{
    let more = more();
    let mut runner = TestRunner::new(Config {
        cases: cases * more.unwrap_or(1),
        rng_seed: match more {
            Some(_) => RngSeed::Random,
            None => RngSeed::Fixed(0),
        },
        failure_persistence: None,
        ..Config::default()
    });
    let result = runner.run(&values, |value| {
        property(value);
        Ok(())
    });
    match result {
        Ok(()) => {}
        Err(TestError::Fail(why, value)) => panic!("{why}\nfor\n{value:?}"),
        Err(TestError::Abort(why)) => panic!("{why}"),
    }
}
