//! Any bytes through the doors for JSON: mdBook's book, pandoc's document, and the request of `certdot md --json`.
//!
//! The first byte chooses the door, and the others are what is handed in. Nothing may panic, and an answer is what its
//! reader takes: JSON, and of a request as many items as came in. Nothing is drawn: each tree has the same picture.

#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::Duration;

use certdot::compile::Options;
use certdot::docs::pandoc::{FilterOptions, filter, with_deep_stack};
use certdot::docs::{Silent, Tools, mdbook, protocol};
use certdot::pictures::{PictureInput, PictureOptions};
use certdot::render::Drawn;
use certdot::source::Disk;
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

const PICTURE: &str = "<svg id=\"c0\" class=\"certdot\" xmlns=\"http://www.w3.org/2000/svg\">\n<g id=\"c0-graph0\"></g>\n</svg>\n";

/// The same picture for all subjects.
fn draw(
    subjects: &[PictureInput<'_>],
    _: &PictureOptions,
    _: Duration,
) -> Result<Vec<Result<Drawn, String>>, String> {
    let drawn = |_| {
        Ok(Drawn {
            bytes: PICTURE.into(),
            complaints: vec!["it is always the same".to_owned()],
        })
    };
    Ok(subjects.iter().map(drawn).collect())
}

fuzz_target!(|bytes: &[u8]| {
    let Some((first, text)) = bytes.split_first() else {
        return;
    };
    let tools = || Tools {
        options: Options {
            root: Some(FOLDER.clone()),
            ..Options::new(&Disk, &*FOLDER)
        },
        draw: &draw,
        report: &Silent,
    };
    match first % 3 {
        0 => match mdbook::preprocess(text.to_vec(), false, &tools()) {
            Ok(book) => assert!(book.is_some()),
            Err(why) => assert!(!why.is_empty()),
        },
        1 => {
            // The document may be deeper than this stack.
            let answer = with_deep_stack(|| {
                let document = filter(text.to_vec(), &FilterOptions::default(), &tools())?;
                Ok(document.is_some_and(|document| document.is_object()))
            });
            match answer {
                Ok(is_object) => assert!(is_object),
                Err(why) => assert!(!why.is_empty()),
            }
        }
        _ => match protocol::answer(text, None, Duration::from_secs(1), &tools()) {
            Ok(answer) => {
                let parsed: Result<Value, _> = serde_json::from_slice(&answer);
                let Ok(answer) = parsed else {
                    panic!("no JSON: {}", String::from_utf8_lossy(&answer));
                };
                let request: Result<Value, _> = serde_json::from_slice(text);
                let count = |all: &Value| all["items"].as_array().map(Vec::len);
                assert_eq!(request.ok().as_ref().and_then(count), count(&answer));
            }
            Err(why) => assert!(!why.is_empty()),
        },
    }
});
