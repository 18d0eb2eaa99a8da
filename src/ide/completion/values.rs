//! Attributes, their values, and files.

use std::path::Path;

use super::{CompletionContext, CompletionKind, List, letters, quote};
use crate::attributes::{self, Element, Kind};
use crate::catalogues;
use crate::icons;
use crate::ide::hover::of_key;
use crate::source::FileId;

impl List<'_> {
    pub(super) fn uses(&mut self, around: CompletionContext<'_>) {
        let is_string = self.view.slice(self.written).starts_with('"');
        if !is_string {
            for catalogue in catalogues::ALL {
                self.add(
                    catalogue.name,
                    CompletionKind::Cert,
                    catalogue.name.to_owned(),
                    |completion| {
                        completion.detail = catalogue.title().to_owned();
                        completion.documentation = format!("as of {}", catalogue.as_of());
                    },
                );
            }
        }
        let own = self
            .view
            .analysis
            .program
            .paths
            .get(FileId::MAIN.index())
            .cloned();
        let (folder, prefix) = self.folder(around.folder);
        for name in around.root.names(&folder) {
            let path = folder.join(&name);
            // A link may lead out of the root.
            let can_be_used = || Some(&path) != own.as_ref() && around.root.locate(&path).is_ok();
            if name.ends_with(".cert") && can_be_used() {
                self.file(&format!("{prefix}{name}"), CompletionKind::File);
            } else if !name.contains('.') && !around.root.names(&path).is_empty() {
                self.file(&format!("{prefix}{name}/"), CompletionKind::Folder);
            }
        }
    }

    /// The folder that has been written, and how.
    fn folder(&self, base: &Path) -> (std::path::PathBuf, String) {
        match self.letters.rsplit_once('/') {
            Some((folder, _)) => (base.join(folder), format!("{folder}/")),
            None => (base.to_path_buf(), String::new()),
        }
    }

    /// A file as a string. After a folder one goes on, before the quote that closes it.
    fn file(&mut self, name: &str, kind: CompletionKind) {
        let mut text = if self.is_quoted() {
            self.in_place(name)
        } else {
            quote(name)
        };
        if kind == CompletionKind::Folder && text.len() > 1 && text.ends_with('"') {
            text.pop();
        }
        self.add(name, kind, text, |_| {});
    }

    pub(super) fn keys(&mut self, element: Element) {
        let all = attributes::all().filter(|key| key.attribute().belongs_to(element));
        let (own, other): (Vec<_>, Vec<_>) = all.partition(|key| key.attribute().own);
        for key in own.into_iter().chain(other) {
            let attribute = key.attribute();
            let text = format!("{}=", attribute.name);
            self.add(attribute.name, CompletionKind::Key, text, |completion| {
                completion.detail = attribute.doc.to_owned();
                completion.documentation = of_key(key, element);
                let needs_quotes = matches!(
                    attribute.kind,
                    Kind::Text | Kind::Tooltip | Kind::Url | Kind::Font | Kind::Classes
                );
                if needs_quotes {
                    completion.snippet = Some(format!("{}=\"$1\"", attribute.name));
                }
            });
        }
    }

    pub(super) fn values(&mut self, element: Element, key: &str, around: CompletionContext<'_>) {
        let Some(key) = attributes::get(element, key) else {
            return;
        };
        let kind = key.attribute().kind;
        if matches!(kind, Kind::Style(_) | Kind::Colors(_)) {
            self.go_on_behind([',', ':', ';', ' ']);
        }
        for word in kind.words() {
            self.value(word, CompletionKind::Value);
        }
        if matches!(kind, Kind::Color | Kind::Colors(_)) {
            for color in attributes::color_names() {
                self.value(color, CompletionKind::Color);
            }
        }
        let model = self.view.model();
        match key.name() {
            "cert" => {
                for cert in &model.certs {
                    let name = model.text(cert.name);
                    self.cert(name, cert);
                }
            }
            "level" => {
                for level in ["foundational", "associate", "professional", "specialty"] {
                    self.value(level, CompletionKind::Value);
                }
            }
            "icon" => {
                self.value("none", CompletionKind::Value);
                for icon in icons::built_in_names() {
                    self.value(icon, CompletionKind::Value);
                }
                let (folder, prefix) = self.folder(around.folder);
                for name in around.root.names(&folder) {
                    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
                    let is_icon = icons::ENDINGS.contains(&ending.to_ascii_lowercase().as_str());
                    if is_icon && around.root.locate(&folder.join(&name)).is_ok() {
                        self.file(&format!("{prefix}{name}"), CompletionKind::File);
                    } else if !name.contains('.')
                        && !around.root.names(&folder.join(&name)).is_empty()
                    {
                        self.file(&format!("{prefix}{name}/"), CompletionKind::Folder);
                    }
                }
            }
            _ => {}
        }
    }

    /// If a string contains several values, the last of them is being written.
    fn go_on_behind(&mut self, marks: [char; 4]) {
        if let Some(at) = self.view.slice(self.written).rfind(marks) {
            self.written.start += at as u32 + 1;
            self.letters = letters(self.view.slice(self.written));
        }
    }

    fn value(&mut self, value: &str, kind: CompletionKind) {
        let text = if self.is_quoted() {
            self.in_place(value)
        } else {
            value.to_owned()
        };
        self.add(value, kind, text, |_| {});
    }
}
