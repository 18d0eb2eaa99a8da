//! The three doors through which other programs hand in JSON: each answers what it knows, and refuses anything else.

use std::path::Path;
use std::time::Duration;

use super::pandoc::{FilterOptions, filter, with_deep_stack};
use super::{Silent, Tools, mdbook, protocol};
use crate::compile::Options;
use crate::pictures::{PictureInput, PictureOptions};
use crate::render::Drawn;
use crate::source::Disk;

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

type Door = fn(&[u8], &Tools<'_>) -> Result<Vec<u8>, String>;

fn json(value: Option<serde_json::Value>) -> Result<Vec<u8>, String> {
    Ok(serde_json::to_vec(&value.unwrap()).unwrap())
}

const DOORS: [Door; 3] = [
    |text, tools| json(mdbook::preprocess(text.to_vec(), false, tools)?),
    |text, tools| json(filter(text.to_vec(), &FilterOptions::default(), tools)?),
    |text, tools| protocol::answer(text, None, Duration::from_secs(1), tools),
];

fn ask(door: Door, text: &[u8], folder: &Path) -> Result<String, String> {
    with_deep_stack(|| {
        let tools = Tools {
            options: Options::new(&Disk, folder),
            draw: &draw,
            report: &Silent,
        };
        door(text, &tools).map(|answer| String::from_utf8(answer).unwrap())
    })
}

#[test]
fn each_door_answers_its_own_and_refuses_what_it_does_not_know() {
    let folder = tempfile::tempdir().unwrap();
    let page = "```cert\\na >> b\\n```\\n";
    let book = format!(
        r#"[{{"root": ".", "config": {{}}}}, {{"items": [{{"Chapter": {{"path": "a.md", "content": "{page}"}}}}]}}]"#
    );
    let document = r#"{"pandoc-api-version": [1, 23], "meta": {},
        "blocks": [{"t": "CodeBlock", "c": [["", ["cert"], []], "a >> b"]}]}"#;
    let request = format!(r#"{{"items": [{{"path": "a.md", "page": "{page}"}}]}}"#);
    let own = [book.as_str(), document, &request];
    for (number, (door, own)) in DOORS.into_iter().zip(own).enumerate() {
        let answer = ask(door, own.as_bytes(), folder.path()).unwrap();
        assert!(answer.contains("<svg "), "{number}: {answer}");
        for other in ["", "[1,2]", "{}", "null", "\u{FEFF}{}", "{\"items\": 1}"] {
            let refusal = ask(door, other.as_bytes(), folder.path()).unwrap_err();
            assert!(!refusal.is_empty(), "{number}: {other}");
        }
        assert!(ask(door, b"\xFF", folder.path()).is_err());
    }
}
