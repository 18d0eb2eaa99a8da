//! `certdot md`: Markdown with pictures in the places of its trees.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, anyhow};

use super::arguments::Documents;
use super::drawer::with_tools;
use super::exit::{DONE, FAILED, USAGE};
use super::icon_process;
use super::input::read_page;
use super::output::Output;
use super::paths::is_standard;
use super::protect::{files_read, refuse_to_overwrite};
use super::session::Session;
use crate::cache::Key;
use crate::diagnostics::render::printable;
use crate::docs::{
    Assets, CompiledPage, Folder, Page, PageOptions, compile_pages, draw_pages, protocol,
};
use crate::pictures::PictureKind;
use crate::source::{MOST_BYTES, normal, relative, way};

/// `certdot md FILE…`
pub(super) fn md(documents: &Documents, session: &Session) -> Result<u8> {
    icon_process::hurry(Duration::from_secs(documents.timeout));
    if documents.json {
        return answer(documents, session);
    }
    let reporter = &session.reporter;
    let (places, folder) = match places(documents) {
        Ok(found) => found,
        Err(wrong) => {
            reporter.failure(&anyhow!(wrong));
            return Ok(USAGE);
        }
    };
    let mut unread = 0;
    let (mut pages, mut outputs) = (Vec::new(), Vec::new());
    for (file, place) in documents.files.iter().zip(places) {
        match session.here().and_then(|here| read_page(file, here)) {
            Ok(page) => {
                pages.push(page);
                outputs.push(place);
            }
            Err(error) => {
                reporter.failure(&error);
                unread += 1;
            }
        }
    }
    let count = pages.len();
    let plural = |count: usize, noun: &str| match count {
        1 => format!("1 {noun}"),
        count => format!("{count} {noun}s"),
    };
    with_tools(session, |tools| {
        let (all, counts) = compile_pages(pages, tools);
        let trees: usize = all.iter().map(|compiled| compiled.trees.len()).sum();
        if documents.check {
            reporter.summary(&format!(
                "{} in {} checked: {counts}",
                plural(trees, "tree"),
                plural(count, "page")
            ));
            let is_wrong = counts.errors > 0 || unread > 0;
            return Ok(if is_wrong { FAILED } else { DONE });
        }
        refuse_to_overwrite_sources(&all, &outputs)?;
        let writer = PageWriter::new(folder)?;
        outputs
            .iter()
            .try_for_each(|output| writer.make_room(output))?;
        let assets = match &documents.assets {
            Some(folder) => Some(AssetsFolder::new(folder, documents.kind, &all, &outputs)?),
            None => None,
        };
        let options = PageOptions {
            kind: documents.kind,
            theme: documents.theme.clone(),
            default_theme: None,
            dark: None,
            links: |_| None,
            assets: assets.as_ref().map(|assets| assets as &dyn Assets),
            timeout: Duration::from_secs(documents.timeout),
        };
        let (texts, failed) = draw_pages(&all, &options, tools).map_err(|why| anyhow!(why))?;
        for (text, output) in texts.iter().zip(&outputs) {
            writer.write(output, text.as_bytes())?;
        }
        if !matches!(outputs[..], [Output::Standard]) || failed > 0 {
            let not_drawn = match failed {
                0 => String::new(),
                count => format!(", {count} not drawn"),
            };
            reporter.summary(&format!(
                "{} in {}{not_drawn}",
                plural(trees, "tree"),
                plural(count, "page")
            ));
        }
        let is_wrong = session.is_strict && (failed > 0 || counts.errors > 0) || unread > 0;
        Ok(if is_wrong { FAILED } else { DONE })
    })?
}

/// `certdot md --json`: answers one request. It fails only if that is none, or nothing can be drawn at all.
fn answer(documents: &Documents, session: &Session) -> Result<u8> {
    let request = read_request()?;
    let theme = documents.theme.clone();
    let timeout = Duration::from_secs(documents.timeout);
    let answer = with_tools(session, |tools| {
        protocol::answer(&request, theme, timeout, tools)
    })?;
    let answer = answer.map_err(|why| anyhow!(why))?;
    Output::Standard.write_bytes(&answer)?;
    Ok(DONE)
}

/// The most that is read from a program on standard input. Escaped, a byte of a text is at most six bytes.
pub(super) fn read_request() -> Result<Vec<u8>> {
    let mut text = Vec::new();
    io::stdin()
        .lock()
        .take(6 * MOST_BYTES)
        .read_to_end(&mut text)
        .context("cannot read standard input")?;
    Ok(text)
}

/// Where each page goes, and the folder that is for all of them, if there is one.
fn places(documents: &Documents) -> std::result::Result<(Vec<Output>, Option<PathBuf>), String> {
    let files = &documents.files;
    let Some(output) = documents
        .output
        .as_deref()
        .filter(|output| !is_standard(output))
    else {
        if files.len() > 1 && !documents.check {
            return Err("several pages need a folder: name one with `-o DIR`".to_owned());
        }
        return Ok((files.iter().map(|_| Output::Standard).collect(), None));
    };
    let is_folder = output.is_dir() || output.as_os_str().as_encoded_bytes().ends_with(b"/");
    if !is_folder && files.len() == 1 {
        return Ok((vec![Output::File(output.to_path_buf())], None));
    }
    if output.is_file() {
        return Err(format!(
            "several pages need a folder, and `{}` is a file",
            printable(&output.display().to_string())
        ));
    }
    // Their paths relative to each other, however they are named.
    let absolute = |file: &PathBuf| {
        if is_standard(file) {
            Err("standard input has no file name for a folder: use `-o FILE`".to_owned())
        } else {
            std::path::absolute(file)
                .map(|file| normal(&file))
                .map_err(|error| error.to_string())
        }
    };
    let files = files.iter().map(absolute);
    let files: Vec<PathBuf> = files.collect::<std::result::Result<_, _>>()?;
    let common = common_folder(&files);
    let place = |file: &PathBuf| output.join(file.strip_prefix(&common).unwrap_or(file));
    let places = files.iter().map(place).map(Output::File).collect();
    Ok((places, Some(output.to_path_buf())))
}

/// The folder that contains all files, at any depth.
fn common_folder(files: &[PathBuf]) -> PathBuf {
    let mut folders = files
        .iter()
        .map(|file| file.parent().unwrap_or(Path::new("")));
    let first = folders.next().unwrap_or(Path::new("")).to_path_buf();
    folders.fold(first, |common, folder| {
        let same = common.components().zip(folder.components());
        same.take_while(|(one, other)| one == other)
            .map(|(part, _)| part)
            .collect()
    })
}

/// Refuses to write over a page, or over what its trees are made of.
fn refuse_to_overwrite_sources(all: &[CompiledPage], outputs: &[Output]) -> Result<()> {
    let trees = all.iter().flat_map(|compiled| &compiled.trees);
    let mut read = files_read(trees.filter_map(|tree| tree.outcome.as_ref().ok()));
    for CompiledPage { page, .. } in all {
        // Standard input has no folder.
        if let Ok(path) = fs::canonicalize(&page.path) {
            read.insert(path, page.name.clone());
        }
    }
    for output in outputs {
        if let Output::File(file) = output {
            refuse_to_overwrite(file, &read)?;
        }
    }
    Ok(())
}

/// What writes pages.
struct PageWriter {
    /// The folder for all of them, and its path: nothing below it is written through a link.
    folder: Option<(Folder, PathBuf)>,
}

impl PageWriter {
    fn new(folder: Option<PathBuf>) -> Result<PageWriter> {
        let open = |path: PathBuf| Folder::of_user(&path).map(|folder| (folder, path));
        Ok(PageWriter {
            folder: folder.map(open).transpose().map_err(|why| anyhow!(why))?,
        })
    }

    /// The folder of a file below the one for all pages, and its name there.
    fn place<'f>(&self, file: &'f Path) -> Result<Option<(Folder, &'f Path)>> {
        let Some((folder, path)) = &self.folder else {
            return Ok(None);
        };
        let (Ok(below), Some(name)) = (file.strip_prefix(path), file.file_name()) else {
            return Ok(None);
        };
        let inner = below.parent().unwrap_or(Path::new(""));
        let folder = folder.inside(inner).map_err(|why| anyhow!(why))?;
        Ok(Some((folder, Path::new(name))))
    }

    /// Creates the folder of a page.
    fn make_room(&self, output: &Output) -> Result<()> {
        match output {
            Output::File(file) if self.place(file)?.is_none() => match file.parent() {
                Some(folder) if folder != Path::new("") => make(folder),
                _ => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn write(&self, output: &Output, page: &[u8]) -> Result<()> {
        match output {
            Output::File(file) => match self.place(file)? {
                Some((folder, name)) => folder.update(name, page).map_err(|why| anyhow!(why)),
                None => output.write_bytes(page),
            },
            Output::Standard => output.write_bytes(page),
        }
    }
}

fn make(folder: &Path) -> Result<()> {
    let shown = printable(&folder.display().to_string());
    fs::create_dir_all(folder).with_context(|| format!("cannot create the folder `{shown}`"))
}

/// Where a folder is: a link on the way leads elsewhere than it looks.
fn real(folder: &Path) -> Result<PathBuf> {
    let shown = printable(&folder.display().to_string());
    fs::canonicalize(folder).with_context(|| format!("cannot find the folder `{shown}`"))
}

/// The folder of pictures, and its path from each page.
struct AssetsFolder<'p> {
    folder: Folder,
    path: PathBuf,
    kind: PictureKind,
    /// By the path of a page, the path to which it is written.
    beside: HashMap<&'p Path, PathBuf>,
}

impl<'p> AssetsFolder<'p> {
    fn new(
        folder: &Path,
        kind: PictureKind,
        all: &'p [CompiledPage],
        outputs: &[Output],
    ) -> Result<AssetsFolder<'p>> {
        let open = Folder::of_user(folder).map_err(|why| anyhow!(why))?;
        let mut beside = HashMap::new();
        for (CompiledPage { page, .. }, output) in all.iter().zip(outputs) {
            let parent = match output {
                Output::File(file) => file.parent().unwrap_or(Path::new("")),
                Output::Standard => Path::new(""),
            };
            beside.insert(page.path.as_path(), real(&Path::new(".").join(parent))?);
        }
        Ok(AssetsFolder {
            folder: open,
            path: real(folder)?,
            kind,
            beside,
        })
    }

    /// Where a page is written.
    fn beside(&self, page: &Page) -> Option<&Path> {
        let beside = self.beside.get(page.path.as_path());
        beside.map(PathBuf::as_path)
    }
}

impl Assets for AssetsFolder<'_> {
    fn write(&self, page: &Page, picture: &[u8]) -> Result<String, String> {
        let key = Key::of([picture]);
        let name = format!("cert-{}.{}", &key.digits()[..16], self.kind.ending());
        self.folder.write(Path::new(&name), picture)?;
        let file = self.path.join(name);
        let beside = self.beside(page);
        let address = beside.map_or(file.clone(), |beside| relative(&file, beside));
        Ok(address.to_string_lossy().replace('\\', "/"))
    }

    fn way(&self, page: &Page) -> String {
        let beside = self.beside(page);
        beside.map_or(String::new(), |beside| way(&self.path, beside))
    }
}
