//! `certdot pandoc`: a filter of pandoc. A document comes in as JSON, and goes out with pictures in the places of its
//! trees.
//!
//! pandoc tells a filter neither the file that it reads nor that which it writes: files are found from the working
//! directory, as pandoc itself finds images, and pictures that must be files go there too.

mod document;
mod formats;
mod nodes;

use std::env;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use self::document::{Place, Settings, Tree, Written, trees};
use self::formats::{Carrier, Format};
use self::nodes::Picture;
use super::arguments::{Common, Pandoc};
use super::documents::alt_of;
use super::draw::options;
use super::engines::{Draw, drawn, undrawn};
use super::folder::Folder;
use super::output::Output;
use super::page_ids::PageIds;
use super::report::Reporter;
use super::{DONE, FAILED};
use crate::cache::Key;
use crate::compile::{Compilation, Input, compile};
use crate::diagnostics::render::printable;
use crate::diagnostics::{Diagnostic, Severity};
use crate::docs::Page;
use crate::pictures::{Kind, Order, Subject};
use crate::source::{MOST_BYTES, Sources, way};

/// How deep a document may nest: far deeper than any that is written, and no deeper than the stack below is high.
const DEEPEST: usize = 4_000;

/// A level of a document takes some kilobytes while it is read.
const STACK: usize = 128 << 20;

/// `certdot pandoc [FORMAT]`
pub(super) fn pandoc(pandoc: &Pandoc, common: &Common, reporter: &Reporter) -> Result<u8> {
    with_room(|| {
        let mut text = Vec::new();
        io::stdin()
            .lock()
            .take(6 * MOST_BYTES)
            .read_to_end(&mut text)
            .context("cannot read standard input")?;
        match answer(text, pandoc, common, reporter, &drawn)? {
            Some(document) => {
                Output::Standard.write(|out| Ok(serde_json::to_writer(out, &document)?))?;
                Ok(DONE)
            }
            None => Ok(FAILED),
        }
    })
}

/// Does something on a stack on which a document can be read, however deep it is.
pub(super) fn with_room<T: Send>(work: impl FnOnce() -> Result<T> + Send) -> Result<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let running = thread
            .spawn_scoped(scope, work)
            .context("cannot start a thread")?;
        match running.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// A document with pictures in the places of its trees; nothing if something is wrong with them and that is to matter.
/// It is dropped where it was read: it may be deep.
pub(super) fn answer(
    text: Vec<u8>,
    pandoc: &Pandoc,
    common: &Common,
    reporter: &Reporter,
    draw: &Draw,
) -> Result<Option<Value>> {
    let mut document = read(&text)?;
    drop(text);
    let settings = Settings::of(&document);
    let format = Format::of(pandoc.format.as_deref().unwrap_or("html"));
    let (trees, api) = trees(&mut document)?;
    let folder = env::current_dir().context("cannot tell the working directory")?;
    let media = media(pandoc, &settings)?;
    let work = Work {
        format,
        api,
        way: match format.carrier() {
            Carrier::File => way(&folder.join(&media), &folder),
            _ => String::new(),
        },
        folder,
        media,
        is_media_of_user: pandoc.media.is_some(),
        theme: pandoc.theme.clone().or(settings.theme),
        timeout: Duration::from_secs(pandoc.timeout),
        draw,
    };
    let is_wrong = work.replace(trees, common, reporter)?;
    let is_strict = common.deny_warnings || settings.is_strict;
    Ok((!is_wrong || !is_strict).then_some(document))
}

/// A document, as pandoc writes it.
fn read(text: &[u8]) -> Result<Value> {
    if depth(text) > DEEPEST {
        bail!("standard input nests deeper than {DEEPEST} levels");
    }
    let mut reader = serde_json::Deserializer::from_slice(text);
    // It is known to be no deeper than there is room for.
    reader.disable_recursion_limit();
    let document = serde::Deserialize::deserialize(&mut reader);
    let document: Value = document.context("standard input is no document of pandoc's in JSON")?;
    reader
        .end()
        .context("standard input is no document of pandoc's in JSON")?;
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

/// The folder for pictures that must be files, as pages name it. A document may say which; but none that lies elsewhere.
fn media(pandoc: &Pandoc, settings: &Settings) -> Result<PathBuf> {
    let said = match (&pandoc.media, &settings.media) {
        (Some(folder), _) => return Ok(folder.clone()),
        (None, Some(folder)) => PathBuf::from(folder),
        (None, None) => return Ok(PathBuf::from("certdot-media")),
    };
    let is_below = |part| matches!(part, Component::Normal(_) | Component::CurDir);
    if !said.components().all(is_below) {
        bail!(
            "`certdot-media` is to be a folder below the working directory, not `{}`",
            printable(&said.display().to_string())
        );
    }
    Ok(said)
}

/// What is to be done.
struct Work<'w> {
    draw: &'w Draw,
    format: Format,
    api: Vec<u64>,
    /// Where files are found from.
    folder: PathBuf,
    media: PathBuf,
    /// How that folder is told from that of the pictures.
    way: String,
    is_media_of_user: bool,
    theme: Option<String>,
    timeout: Duration,
}

/// A picture and its kind, or why there is none.
type Drawing = std::result::Result<(Kind, Vec<u8>), String>;

/// A tree, and what came of it.
struct Compiled<'d> {
    tree: Tree<'d>,
    name: String,
    outcome: std::result::Result<Compilation, String>,
    /// How the folder of its file is told from that of the document.
    way: String,
    /// Why it cannot be drawn.
    messages: Vec<String>,
}

impl Work<'_> {
    /// Puts pictures in the places of trees. Whether anything was wrong.
    fn replace(&self, trees: Vec<Tree<'_>>, common: &Common, reporter: &Reporter) -> Result<bool> {
        let mut is_wrong = false;
        let mut all = Vec::new();
        for (number, tree) in trees.into_iter().enumerate() {
            let compiled = compiled(tree, number + 1, &self.folder, common)?;
            match &compiled.outcome {
                Ok(found) => {
                    let counts = reporter.diagnostics(&found.diagnostics, &found.sources);
                    is_wrong |= counts.errors > 0;
                }
                Err(why) => {
                    reporter.trouble(&compiled.name, 1, why);
                    is_wrong = true;
                }
            }
            all.push(compiled);
        }
        let pictures = self.drawn(&all, reporter)?;
        // pandoc does not say which document this is.
        let mut ids = PageIds::default();
        for (compiled, picture) in all.into_iter().zip(pictures) {
            let said = compiled.outcome.as_ref().map_or(String::new(), alt_of);
            match picture {
                Some(Ok((kind, bytes))) => {
                    let picture = self.picture(&compiled, kind, bytes, &mut ids)?;
                    compiled.tree.put(&picture, &said, &self.api);
                }
                Some(Err(why)) => {
                    let why = format!("cannot draw this: {why}");
                    reporter.trouble(&compiled.name, 1, &why);
                    is_wrong = true;
                    compiled.tree.refuse(&[why], self.format);
                }
                None if compiled.messages.is_empty() => {
                    compiled.tree.put(&Picture::Words, &said, &self.api);
                }
                None => compiled.tree.refuse(&compiled.messages, self.format),
            }
        }
        Ok(is_wrong)
    }

    /// Pictures of the trees that can be drawn, of the first kind that they can be drawn as.
    fn drawn(&self, all: &[Compiled<'_>], reporter: &Reporter) -> Result<Vec<Option<Drawing>>> {
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
                    Some((place, Subject { model, way }))
                })
                .unzip();
            if subjects.is_empty() {
                break;
            }
            let order = Order {
                kind: *kind,
                scale: 2.0,
                theme: self.theme.clone(),
                layout: None,
                id_prefix: None,
            };
            for (place, picture) in
                places
                    .into_iter()
                    .zip((self.draw)(&subjects, &order, self.timeout)?)
            {
                pictures[place] = Some(match picture {
                    Ok(drawn) => {
                        for complaint in &drawn.complaints {
                            reporter.warning(&format!("{}: {complaint}", all[place].name));
                        }
                        Ok((*kind, drawn.bytes))
                    }
                    Err(why) => Err(format!("{:#}", undrawn(why))),
                });
            }
        }
        Ok(pictures)
    }

    /// A picture as the format takes it.
    fn picture(
        &self,
        compiled: &Compiled<'_>,
        kind: Kind,
        bytes: Vec<u8>,
        ids: &mut PageIds,
    ) -> Result<Picture> {
        let mime = match kind {
            Kind::Png => "image/png",
            _ => "image/svg+xml",
        };
        Ok(match self.format.carrier() {
            Carrier::Page if compiled.tree.place != Place::Line => {
                let svg = String::from_utf8(bytes).context("the picture is no text")?;
                Picture::Markup(ids.unique(svg, 0))
            }
            Carrier::Words => Picture::Words,
            Carrier::Page | Carrier::Address => {
                Picture::Address(format!("data:{mime};base64,{}", STANDARD.encode(bytes)))
            }
            Carrier::File => {
                let name = format!("cert-{}.{}", self.name(compiled), kind.ending());
                let folder = match self.is_media_of_user {
                    true => Folder::of_user(&self.media)?,
                    false => Folder::of_document(&self.media)?,
                };
                folder.write(Path::new(&name), &bytes)?;
                let file = self.media.join(name);
                Picture::Address(file.to_string_lossy().replace('\\', "/"))
            }
        })
    }
}

impl Work<'_> {
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

/// Compiles a tree. Messages call it by its number, for of lines pandoc tells nothing.
fn compiled<'d>(
    tree: Tree<'d>,
    number: usize,
    folder: &Path,
    common: &Common,
) -> Result<Compiled<'d>> {
    let name = format!("tree {number}");
    let path = folder.join(&name);
    let known = options(common, &path)?;
    let page = Page::new(name.clone(), path, String::new());
    let outcome = match &tree.written {
        Written::Block(source) => {
            let input = Input {
                name: name.clone(),
                path: page.path.clone(),
                bytes: source.as_bytes().to_vec(),
            };
            compile(input, known).map_err(|error| error.to_string())
        }
        Written::File(file) => page.file(file, known),
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
    Ok(Compiled {
        tree,
        name,
        outcome,
        way,
        messages,
    })
}

/// What is wrong, in a sentence that says where.
fn message(found: &Diagnostic, sources: &Sources, name: &str) -> String {
    let (file, position) = sources.position(found.span);
    let place = match file.name() == name {
        true => format!("line {}", position.line),
        false => format!("{}:{}", file.name(), position.line),
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
