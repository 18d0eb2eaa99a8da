//! Any bytes through the doors for JSON: mdBook's book, pandoc's document, and the request of `certdot md --json`.
//!
//! The first byte tells the door, and the others are what is handed in. Nothing may panic, and an answer is what its
//! reader takes: JSON, and of a request as many items as came in. Nothing is drawn: each tree has the same picture.

#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;

use certdot::cli::doors::Door;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

/// A folder with nothing in it, outside of which nothing is read.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("certdot-fuzz-{}", std::process::id()));
    match std::fs::create_dir_all(&folder) {
        Ok(()) => folder,
        Err(error) => panic!("no folder can be made: {error}"),
    }
});

fuzz_target!(|bytes: &[u8]| {
    let Some((first, text)) = bytes.split_first() else {
        return;
    };
    let door = Door::ALL[usize::from(*first) % Door::ALL.len()];
    match door.answer(text, &FOLDER) {
        Err(why) => assert!(!why.is_empty()),
        // A document may be deeper than this stack.
        Ok(answer) if door == Door::Document => {
            assert!(answer.starts_with(b"{") && answer.ends_with(b"}"));
        }
        Ok(answer) => {
            let parsed: Result<Value, _> = serde_json::from_slice(&answer);
            let Ok(answer) = parsed else {
                panic!("no JSON: {}", String::from_utf8_lossy(&answer));
            };
            if door == Door::Request {
                let request: Result<Value, _> = serde_json::from_slice(text);
                let count = |all: &Value| all["items"].as_array().map(Vec::len);
                assert_eq!(request.ok().as_ref().and_then(count), count(&answer));
            }
        }
    }
});
