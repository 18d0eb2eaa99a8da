//! `certdot md`: Markdown with pictures in the places of its trees.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};

use super::apart;
use super::arguments::{Common, Documents};
use super::documents::{Compiled, Shelf, Wanted, compiled, page, pictured};
use super::draw::{check_output, read_files};
use super::engines::drawn;
use super::exchange;
use super::folder::Folder;
use super::input::is_standard;
use super::output::Output;
use super::report::Reporter;
use super::{DONE, FAILED, USAGE};
use crate::cache::Key;
use crate::diagnostics::render::printable;
use crate::docs::Page;
use crate::pictures::Kind;
use crate::source::{normal, relative, way};

/// `certdot md FILE…`
pub(super) fn md(documents: &Documents, common: &Common, reporter: &Reporter) -> Result<u8> {
    apart::hurry(Duration::from_secs(documents.timeout));
    if documents.json {
        return exchange::exchange(documents, common);
    }
    let (places, folder) = match places(documents) {
        Ok(found) => found,
        Err(wrong) => {
            reporter.failure(&anyhow::anyhow!("{wrong}"));
            return Ok(USAGE);
        }
    };
    let mut unread = 0;
    let (mut pages, mut outputs) = (Vec::new(), Vec::new());
    for (file, place) in documents.files.iter().zip(places) {
        match page(file) {
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
    let (all, counts) = compiled(pages, common, reporter)?;
    let trees: usize = all.iter().map(|compiled| compiled.trees.len()).sum();
    let plural = |count: usize, noun: &str| match count {
        1 => format!("1 {noun}"),
        count => format!("{count} {noun}s"),
    };
    if documents.check {
        reporter.summary(&format!(
            "{} in {} checked: {counts}",
            plural(trees, "tree"),
            plural(count, "page")
        ));
        return Ok(if counts.errors > 0 || unread > 0 {
            FAILED
        } else {
            DONE
        });
    }
    check_outputs(&all, &outputs)?;
    let written = Pages::new(folder)?;
    outputs
        .iter()
        .try_for_each(|output| written.make_room(output))?;
    let assets = match &documents.assets {
        Some(folder) => Some(Assets::new(folder, documents.kind, &all, &outputs)?),
        None => None,
    };
    let wanted = Wanted {
        kind: documents.kind,
        theme: documents.theme.clone(),
        default_theme: None,
        dark: None,
        links: |_| None,
        files: assets.as_ref().map(|assets| assets as &dyn Shelf),
        timeout: Duration::from_secs(documents.timeout),
        draw: &drawn,
    };
    let (texts, failed) = pictured(&all, &wanted, reporter)?;
    for (text, output) in texts.iter().zip(&outputs) {
        written.write(output, text.as_bytes())?;
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
    let is_strict = common.deny_warnings && (failed > 0 || counts.errors > 0);
    Ok(if is_strict || unread > 0 {
        FAILED
    } else {
        DONE
    })
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
            return Err("several pages go into a folder: name one with `-o DIR`".to_owned());
        }
        return Ok((files.iter().map(|_| Output::Standard).collect(), None));
    };
    let is_folder = output.is_dir() || output.as_os_str().as_encoded_bytes().ends_with(b"/");
    if !is_folder && files.len() == 1 {
        return Ok((vec![Output::File(output.to_path_buf())], None));
    }
    if output.is_file() {
        return Err(format!(
            "several pages go into a folder, and `{}` is a file",
            printable(&output.display().to_string())
        ));
    }
    // As they lie to each other, however they are named.
    let absolute = |file: &PathBuf| match is_standard(file) {
        true => Err("standard input has no name in a folder: write it with `-o FILE`".to_owned()),
        false => std::path::absolute(file)
            .map(|file| normal(&file))
            .map_err(|error| error.to_string()),
    };
    let files = files.iter().map(absolute);
    let files: Vec<PathBuf> = files.collect::<std::result::Result<_, _>>()?;
    let common = common_folder(&files);
    let place = |file: &PathBuf| output.join(file.strip_prefix(&common).unwrap_or(file));
    let places = files.iter().map(place).map(Output::File).collect();
    Ok((places, Some(output.to_path_buf())))
}

/// The folder in which all files lie, at whatever depth.
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
fn check_outputs(all: &[Compiled], outputs: &[Output]) -> Result<()> {
    let trees = all.iter().flat_map(|compiled| &compiled.trees);
    let mut read = read_files(trees.filter_map(|tree| tree.outcome.as_ref().ok()));
    for Compiled { page, .. } in all {
        // Standard input lies nowhere.
        if let Ok(path) = fs::canonicalize(&page.path) {
            read.insert(path, page.name.clone());
        }
    }
    for output in outputs {
        if let Output::File(file) = output {
            check_output(file, &read)?;
        }
    }
    Ok(())
}

/// What writes pages.
struct Pages {
    /// The folder for all of them, and its path: what lies below it is not written through a link.
    folder: Option<(Folder, PathBuf)>,
}

impl Pages {
    fn new(folder: Option<PathBuf>) -> Result<Pages> {
        let open = |path: PathBuf| Folder::of_user(&path).map(|folder| (folder, path));
        Ok(Pages {
            folder: folder.map(open).transpose()?,
        })
    }

    /// The folder below the one for all pages in which a file is to lie, and its name there.
    fn place<'f>(&self, file: &'f Path) -> Result<Option<(Folder, &'f Path)>> {
        let Some((folder, path)) = &self.folder else {
            return Ok(None);
        };
        let (Ok(below), Some(name)) = (file.strip_prefix(path), file.file_name()) else {
            return Ok(None);
        };
        let inner = below.parent().unwrap_or(Path::new(""));
        Ok(Some((folder.inside(inner)?, Path::new(name))))
    }

    /// Makes the folder that a page is to lie in.
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
                Some((folder, name)) => folder.update(name, page),
                None => output.write_bytes(page),
            },
            Output::Standard => output.write_bytes(page),
        }
    }
}

fn make(folder: &Path) -> Result<()> {
    let shown = printable(&folder.display().to_string());
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder `{shown}`"))
}

/// Where a folder is: a link on the way leads elsewhere than it looks.
fn real(folder: &Path) -> Result<PathBuf> {
    let shown = printable(&folder.display().to_string());
    fs::canonicalize(folder).with_context(|| format!("cannot find the folder `{shown}`"))
}

/// The folder of pictures, and how it is told from each page.
struct Assets<'p> {
    folder: Folder,
    path: PathBuf,
    kind: Kind,
    /// By where a page lies, where it is written.
    beside: HashMap<&'p Path, PathBuf>,
}

impl<'p> Assets<'p> {
    fn new(
        folder: &Path,
        kind: Kind,
        all: &'p [Compiled],
        outputs: &[Output],
    ) -> Result<Assets<'p>> {
        let open = Folder::of_user(folder)?;
        let mut beside = HashMap::new();
        for (Compiled { page, .. }, output) in all.iter().zip(outputs) {
            let parent = match output {
                Output::File(file) => file.parent().unwrap_or(Path::new("")),
                Output::Standard => Path::new(""),
            };
            beside.insert(page.path.as_path(), real(&Path::new(".").join(parent))?);
        }
        Ok(Assets {
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

impl Shelf for Assets<'_> {
    fn write(&self, page: &Page, picture: &[u8]) -> Result<String> {
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
