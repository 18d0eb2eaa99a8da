//! What holds for every input.
//!
//! Random texts, from bytes to nearly right programs: nothing panics, every message has its place, the tree loses
//! nothing, the same input gives the same bytes. Random programs: order and repetition change nothing, and each name
//! means what a second, naive reading of the language's rules says.
//!
//! Each run tries the same inputs, so that it always says the same. `CERTDOT_PROPERTIES=100 cargo test --test
//! properties` tries a hundred times as many, and others each time.

mod chunks;
mod edits;
mod extremes;
mod fixes;
mod formatting;
mod likeness;
mod meaning;
mod order;
mod program;
mod programs;
mod project;
mod reference;
mod repetition;
mod runs;
mod sameness;
mod serving;
mod survival;
mod texts;
mod trees;
