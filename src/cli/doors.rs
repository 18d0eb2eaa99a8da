//! The doors through which other programs hand in JSON, without streams around them: bytes in, bytes out. Whoever fuzzes
//! them goes in here.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::ColorChoice;

use super::arguments::{Common, MessageFormat, Pandoc};
use super::report::Reporter;
use super::{exchange, mdbook, pandoc};
use crate::pictures::{Order, Subject, Undrawn};
use crate::render::Drawn;

/// A door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// `certdot mdbook`
    Book,
    /// `certdot pandoc html`
    Document,
    /// `certdot md --json`
    Request,
}

impl Door {
    /// All of them.
    pub const ALL: [Door; 3] = [Door::Book, Door::Document, Door::Request];

    /// What comes out of it, with the same picture for every tree. Nothing is written, printed or drawn, and nothing
    /// outside a folder is read.
    ///
    /// # Errors
    /// What the program would print.
    pub fn answer(self, text: &[u8], root: &Path) -> Result<Vec<u8>, String> {
        let common = Common {
            root: Some(root.to_path_buf()),
            icons: Vec::new(),
            message_format: MessageFormat::Human,
            deny_warnings: false,
            allowed: Vec::new(),
            warned: Vec::new(),
            color: ColorChoice::Never,
        };
        self.json(text, &common)
            .map_err(|error| format!("{error:#}"))
    }

    fn json(self, text: &[u8], common: &Common) -> Result<Vec<u8>> {
        let reporter = &Reporter::silent();
        const SECOND: Duration = Duration::from_secs(1);
        const WRONG: &str = "something is wrong, which is to matter";
        match self {
            Door::Book => {
                let book = mdbook::answer(text.to_vec(), common, reporter, &same)?;
                Ok(serde_json::to_vec(&book.context(WRONG)?)?)
            }
            Door::Document => pandoc::with_room(|| {
                let filter = Pandoc {
                    format: None,
                    media: None,
                    theme: None,
                    timeout: 1,
                };
                let document = pandoc::answer(text.to_vec(), &filter, common, reporter, &same)?;
                Ok(serde_json::to_vec(&document.context(WRONG)?)?)
            }),
            Door::Request => exchange::answer(text, None, SECOND, common, &same),
        }
    }
}

/// The same picture for all subjects.
fn same(subjects: &[Subject<'_>], _: &Order, _: Duration) -> Result<Vec<Result<Drawn, Undrawn>>> {
    const PICTURE: &str = "<svg id=\"c0\" class=\"certdot\" xmlns=\"http://www.w3.org/2000/svg\">\n<g id=\"c0-graph0\"></g>\n</svg>\n";
    let drawn = |_| {
        Ok(Drawn {
            bytes: PICTURE.into(),
            complaints: vec!["it is always the same".to_owned()],
        })
    };
    Ok(subjects.iter().map(drawn).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

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
        for (door, own) in Door::ALL.into_iter().zip(own) {
            let answer = door.answer(own.as_bytes(), folder.path()).unwrap();
            let answer = String::from_utf8(answer).unwrap();
            assert!(answer.contains("<svg "), "{door:?}: {answer}");
            for other in ["", "[1,2]", "{}", "null", "\u{FEFF}{}", "{\"items\": 1}"] {
                let refused = door.answer(other.as_bytes(), folder.path());
                assert!(!refused.unwrap_err().is_empty(), "{door:?}: {other}");
            }
            assert!(door.answer(b"\xFF", folder.path()).is_err());
        }
    }
}
