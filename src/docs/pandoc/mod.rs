//! A filter of pandoc. A document comes in as JSON, and goes out with pictures in the places of its
//! trees.
//!
//! pandoc does not tell a filter which file it reads or writes: files are found from the working
//! directory, as pandoc itself finds images, and pictures that must be files go there too.

mod document;
mod formats;
mod nodes;

use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use self::document::{NOT_A_DOCUMENT, Place, Settings, Tree, Written, trees};
use self::formats::{Carrier, Format};
use self::nodes::Picture;
use super::draw::{alt_of_diagram, svg_text};
use super::folder::Folder;
use super::ids::PageIds;
use super::page::Page;
use super::tools::Tools;
use crate::cache::Key;
use crate::compile::{Compilation, Input, compile};
use crate::diagnostics::render::printable;
use crate::diagnostics::{Counts, Diagnostic, Severity};
use crate::pictures::{PictureInput, PictureKind, PictureOptions};
use crate::source::{Sources, way};

/// How deep a document may nest: far deeper than any that is written, and no deeper than the stack below is high.
const DEEPEST: usize = 4_000;

/// A level of a document takes some kilobytes while it is read.
const STACK: usize = 128 << 20;

/// What a document becomes.
#[derive(Clone, Debug, Default)]
pub struct FilterOptions {
    /// The format that pandoc writes, as pandoc names it; by default HTML.
    pub format: Option<String>,
    /// The folder for pictures that must be files, instead of the document's.
    pub media: Option<PathBuf>,
    /// The theme, instead of those of trees and the document.
    pub theme: Option<String>,
    /// How long the layout of a picture may take.
    pub timeout: Duration,
    /// Whether nothing comes of a document in which anything is wrong.
    pub is_strict: bool,
}

/// Does something on a stack on which a document can be read and dropped, however deep it is.
///
/// # Errors
/// If there is no memory for such a stack, or those of the work.
pub fn with_deep_stack<T: Send>(
    work: impl FnOnce() -> Result<T, String> + Send,
) -> Result<T, String> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let running = thread
            .spawn_scoped(scope, work)
            .map_err(|error| format!("cannot start a thread: {error}"))?;
        match running.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// A document with pictures in the places of its trees; nothing if something is wrong with them and that is to matter.
/// It may be deep: see [`with_deep_stack`].
///
/// # Errors
/// The text is not a document, or nothing can be drawn at all.
pub fn filter(
    text: Vec<u8>,
    options: &FilterOptions,
    tools: &Tools<'_>,
) -> Result<Option<Value>, String> {
    let mut document = read(&text)?;
    drop(text);
    let settings = Settings::of(&document);
    let format = Format::of(options.format.as_deref().unwrap_or("html"));
    let (trees, api) = trees(&mut document)?;
    let folder = &tools.options.working_directory;
    let media = media(options, &settings)?;
    let job = Job {
        format,
        api,
        way: match format.carrier() {
            Carrier::File => way(&folder.join(&media), folder),
            _ => String::new(),
        },
        media,
        is_media_of_user: options.media.is_some(),
        theme: options.theme.clone().or(settings.theme),
        timeout: options.timeout,
        tools,
    };
    let is_wrong = job.replace(trees)?;
    let is_strict = options.is_strict || settings.is_strict;
    Ok((!is_wrong || !is_strict).then_some(document))
}

/// A document, as pandoc writes it.
fn read(text: &[u8]) -> Result<Value, String> {
    if depth(text) > DEEPEST {
        return Err(format!(
            "standard input is nested more than {DEEPEST} levels deep"
        ));
    }
    let mut reader = serde_json::Deserializer::from_slice(text);
    // It is known to be no deeper than there is room for.
    reader.disable_recursion_limit();
    let not_one = |error: serde_json::Error| format!("{NOT_A_DOCUMENT}: {error}");
    let document: Value = serde::Deserialize::deserialize(&mut reader).map_err(not_one)?;
    reader.end().map_err(not_one)?;
    Ok(document)
}

/// How deep a text nests.
fn depth(text: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut in_string, mut is_escaped) = (false, false);
    for byte in text {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_string => is_escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// The folder for pictures that must be files, as pages name it. A document can choose it, but only below the working
/// directory.
fn media(options: &FilterOptions, settings: &Settings) -> Result<PathBuf, String> {
    let said = match (&options.media, &settings.media) {
        (Some(folder), _) => return Ok(folder.clone()),
        (None, Some(folder)) => PathBuf::from(folder),
        (None, None) => return Ok(PathBuf::from("certdot-media")),
    };
    let is_below = |part| matches!(part, Component::Normal(_) | Component::CurDir);
    if !said.components().all(is_below) {
        return Err(format!(
            "`certdot-media` must be a folder below the working directory, not `{}`",
            printable(&said.display().to_string())
        ));
    }
    Ok(said)
}

/// A document that is being filled with pictures.
struct Job<'t> {
    format: Format,
    api: Vec<u64>,
    media: PathBuf,
    /// The relative address of the working directory, where files are found, as the pictures see it.
    way: String,
    is_media_of_user: bool,
    theme: Option<String>,
    timeout: Duration,
    tools: &'t Tools<'t>,
}

/// A picture and its kind, or why there is none.
type Drawing = Result<(PictureKind, Vec<u8>), String>;

/// A tree, and what came of it.
struct Compiled<'d> {
    tree: Tree<'d>,
    name: String,
    outcome: Result<Compilation, String>,
    /// The path to the folder of its file from that of the document.
    way: String,
    /// Why it cannot be drawn.
    messages: Vec<String>,
}

impl Job<'_> {
    /// Puts pictures in the places of trees. Whether anything was wrong.
    fn replace(&self, trees: Vec<Tree<'_>>) -> Result<bool, String> {
        let report = self.tools.report;
        let mut is_wrong = false;
        let mut all = Vec::new();
        for (number, tree) in trees.into_iter().enumerate() {
            let compiled = Compiled::new(tree, number + 1, self.tools);
            match &compiled.outcome {
                Ok(found) => {
                    report.diagnostics(&found.diagnostics, &found.sources);
                    is_wrong |= Counts::of(&found.diagnostics).errors > 0;
                }
                Err(why) => {
                    report.error(&compiled.name, 1, why);
                    is_wrong = true;
                }
            }
            all.push(compiled);
        }
        let pictures = self.draw(&all)?;
        // pandoc does not tell which document this is.
        let mut ids = PageIds::default();
        for (compiled, picture) in all.into_iter().zip(pictures) {
            let alt = compiled
                .outcome
                .as_ref()
                .map_or(String::new(), alt_of_diagram);
            match picture {
                Some(Ok((kind, bytes))) => {
                    let picture = self.picture(&compiled, kind, bytes, &mut ids)?;
                    compiled.tree.put(&picture, &alt, &self.api);
                }
                Some(Err(why)) => {
                    let why = format!("cannot draw this: {why}");
                    report.error(&compiled.name, 1, &why);
                    is_wrong = true;
                    compiled.tree.refuse(&[why], self.format);
                }
                None if compiled.messages.is_empty() => {
                    compiled.tree.put(&Picture::Words, &alt, &self.api);
                }
                None => compiled.tree.refuse(&compiled.messages, self.format),
            }
        }
        Ok(is_wrong)
    }

    /// Pictures of the trees that can be drawn, of the first kind that they can be drawn as.
    fn draw(&self, all: &[Compiled<'_>]) -> Result<Vec<Option<Drawing>>, String> {
        let mut pictures: Vec<_> = all.iter().map(|_| None).collect();
        let ways = all.iter().map(|one| self.way.clone() + &one.way);
        let ways: Vec<String> = ways.collect();
        for kind in self.format.kinds() {
            let (places, subjects): (Vec<usize>, Vec<_>) = all
                .iter()
                .zip(&ways)
                .enumerate()
                .filter(|(place, _)| !matches!(pictures[*place], Some(Ok(_))))
                .filter_map(|(place, (one, way))| {
                    let model = one.outcome.as_ref().ok()?.model.as_ref()?;
                    Some((place, PictureInput { model, way }))
                })
                .unzip();
            if subjects.is_empty() {
                break;
            }
            let order = PictureOptions {
                kind: *kind,
                scale: 2.0,
                theme: self.theme.clone(),
                layout: None,
                id_prefix: None,
            };
            let drawn = (self.tools.draw)(&subjects, &order, self.timeout)?;
            for (place, picture) in places.into_iter().zip(drawn) {
                pictures[place] = Some(picture.map(|drawn| {
                    for complaint in &drawn.complaints {
                        let words = format!("{}: {complaint}", all[place].name);
                        self.tools.report.warning(&words);
                    }
                    (*kind, drawn.bytes)
                }));
            }
        }
        Ok(pictures)
    }

    /// A picture as the format takes it.
    fn picture(
        &self,
        compiled: &Compiled<'_>,
        kind: PictureKind,
        bytes: Vec<u8>,
        ids: &mut PageIds,
    ) -> Result<Picture, String> {
        let mime = match kind {
            PictureKind::Png => "image/png",
            _ => "image/svg+xml",
        };
        Ok(match self.format.carrier() {
            Carrier::Page if compiled.tree.place != Place::Line => {
                Picture::Markup(ids.unique(svg_text(bytes)?, 0))
            }
            Carrier::Words => Picture::Words,
            Carrier::Page | Carrier::Address => {
                Picture::Address(format!("data:{mime};base64,{}", STANDARD.encode(bytes)))
            }
            Carrier::File => {
                let name = format!("cert-{}.{}", self.name(compiled), kind.ending());
                let folder = if self.is_media_of_user {
                    Folder::of_user(&self.media)?
                } else {
                    Folder::of_document(&self.media)?
                };
                folder.write(Path::new(&name), &bytes)?;
                let file = self.media.join(name);
                Picture::Address(file.to_string_lossy().replace('\\', "/"))
            }
        })
    }

    /// What the file of a tree's picture is called: the same each time, for a PDF says when it was made, and whoever keeps
    /// what pandoc has made would see changes where there are none.
    fn name(&self, compiled: &Compiled<'_>) -> String {
        let texts = compiled.outcome.iter().flat_map(|one| one.sources.files());
        let texts = texts.map(|(_, source)| source.text().as_bytes());
        let theme = self.theme.as_deref().unwrap_or_default().as_bytes();
        let ours = [theme, compiled.way.as_bytes()];
        Key::of(ours.into_iter().chain(texts)).digits()[..16].to_owned()
    }
}

impl<'d> Compiled<'d> {
    /// Compiles a tree. Messages call it by its number, for pandoc passes no lines.
    fn new(tree: Tree<'d>, number: usize, tools: &Tools<'_>) -> Compiled<'d> {
        let name = format!("tree {number}");
        let options = tools.options.clone();
        let path = options.working_directory.join(&name);
        let page = Page::new(name.clone(), path, String::new());
        let outcome = match &tree.written {
            Written::Block(source) => {
                let input = Input {
                    name: name.clone(),
                    path: page.path.clone(),
                    bytes: source.as_bytes().to_vec(),
                };
                compile(input, options).map_err(|error| error.to_string())
            }
            Written::File(file) => page.file(file, options),
        };
        let way = outcome
            .as_ref()
            .map_or(String::new(), |tree| page.way(tree));
        let messages = match &outcome {
            Ok(compilation) => compilation
                .diagnostics
                .iter()
                .filter(|found| found.severity == Severity::Error)
                .map(|found| message(found, &compilation.sources, &name))
                .collect(),
            Err(why) => vec![why.clone()],
        };
        Compiled {
            tree,
            name,
            outcome,
            way,
            messages,
        }
    }
}

/// A problem, in a sentence with its place.
fn message(found: &Diagnostic, sources: &Sources, name: &str) -> String {
    let (file, position) = sources.position(found.span);
    let place = if file.name() == name {
        format!("line {}", position.line)
    } else {
        format!("{}:{}", file.name(), position.line)
    };
    format!("{place}: {} ({})", found.message, found.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_that_of_brackets_outside_texts() {
        assert_eq!(depth(b"[]"), 1);
        assert_eq!(depth(br#"{"a": [[1], "[[[[ \" [[", []]}"#), 3);
        assert_eq!(depth(b"]]]]["), 1);
    }
}
