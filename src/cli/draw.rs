//! Compiling files, to draw them or to report their mistakes.

use std::collections::HashMap;
use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::CommandFactory;

use super::apart::OfThisRun;
use super::arguments::{Arguments, Common, Compile};
use super::documents::{self, is_markdown, page};
use super::output::Output;
use super::report::{Counts, Reporter};
use super::{DONE, FAILED, USAGE, Usage, caches, input, meant};
use crate::compile::{Compilation, Options, compile};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::render::printable;
use crate::emit;
use crate::model::Model;
use crate::pictures::{Kind, Staged, Unstaged, stage};
use crate::source::{Disk, NotAPath, way};

/// `certdot [FILE]`
pub(super) fn draw(arguments: &Compile, reporter: &Reporter) -> Result<u8> {
    let file = match &arguments.file {
        Some(first) if !arguments.more.is_empty() => bail!(Usage(input::too_many(first))),
        Some(file) => file.as_path(),
        None if input::stdin_is_terminal() => {
            // Nobody has said what to draw, and waiting for them to type it would look like hanging.
            let help = Arguments::command().render_help();
            let _ = write!(std::io::stderr(), "{help}");
            return Ok(USAGE);
        }
        None => Path::new("-"),
    };
    let output = Output::new(arguments.output.as_deref());
    if let Output::File(output) = &output
        && is_no_dot(output)
    {
        let (file, output) = (name_of(file), printable(&output.display().to_string()));
        bail!(Usage(format!(
            "without a command DOT is printed, and by its ending `{output}` is something else: `certdot render {file} -o {output}`"
        )));
    }
    let compilation = match compiled(file, &arguments.common) {
        Ok(compilation) => compilation,
        Err(error) => match meant::no_command(file) {
            Some(answer) => bail!(Usage(answer)),
            None => return Err(error),
        },
    };
    if let Output::File(output) = &output {
        check_output(output, &read_files([&compilation]))?;
    }
    let counts = reporter.diagnostics(&compilation.diagnostics, &compilation.sources);
    if counts != Counts::default() {
        reporter.summary(&format!("{}: {counts}", name_of(file)));
    }
    let Some(model) = &compilation.model else {
        return Ok(FAILED);
    };
    let images = match images(model)? {
        Ok(images) => images,
        Err(broken) => {
            reporter.diagnostics(&broken, &compilation.sources);
            return Ok(FAILED);
        }
    };
    let options = emit::Options {
        images: images.as_ref().map(|staged| &staged.images[..]),
        instead: images.as_ref().map(|staged| &staged.instead),
        ..emit::Options::default()
    };
    output.write(|out| emit::write_dot(model, &options, out))?;
    Ok(DONE)
}

/// Whether a file is named as what `render` makes and DOT is not.
fn is_no_dot(file: &Path) -> bool {
    let ending = file.extension().and_then(|ending| ending.to_str());
    let kind = ending.and_then(Kind::of_ending);
    kind.is_some_and(|kind| kind != Kind::Dot)
}

/// The images of a model's icons, or what is wrong with icons.
fn images(model: &Model) -> Result<Result<Option<Staged>, Vec<Diagnostic>>> {
    if model.icons.is_empty() {
        return Ok(Ok(None));
    }
    let working_directory = env::current_dir().context("cannot tell the working directory")?;
    let options = emit::Options::default();
    match stage(
        model,
        &caches::icons()?,
        &OfThisRun,
        &options,
        false,
        &working_directory,
    ) {
        Ok(staged) => Ok(Ok(Some(staged))),
        Err(Unstaged::Broken(broken)) => Ok(Err(broken)),
        Err(unstaged) => Err(caches::unstaged(unstaged)),
    }
}

/// `certdot check FILE…`
pub(super) fn check(files: &[PathBuf], common: &Common, reporter: &Reporter) -> Result<u8> {
    let mut counts = Counts::default();
    let mut failures = 0;
    for file in files {
        if is_markdown(file) {
            match page(file).and_then(|page| documents::compiled(vec![page], common, reporter)) {
                Ok((_, found)) => counts += found,
                Err(error) => {
                    reporter.failure(&error);
                    failures += 1;
                }
            }
            continue;
        }
        match compiled(file, common) {
            Ok(compilation) => {
                counts += reporter.diagnostics(&compilation.diagnostics, &compilation.sources)
            }
            Err(error) => {
                reporter.failure(&error);
                failures += 1;
            }
        }
    }
    let number = match files.len() {
        1 => "1 file".to_owned(),
        number => format!("{number} files"),
    };
    let unread = match failures {
        0 => String::new(),
        number => format!(", {number} could not be read"),
    };
    reporter.summary(&format!("{number} checked: {counts}{unread}"));
    Ok(if counts.errors > 0 || failures > 0 {
        FAILED
    } else {
        DONE
    })
}

pub(super) fn name_of(file: &Path) -> String {
    match input::is_standard(file) {
        true => "<stdin>".to_owned(),
        false => printable(&file.display().to_string()),
    }
}

pub(super) fn compiled(file: &Path, common: &Common) -> Result<Compilation> {
    let working_directory = working_directory(file)?;
    let input = input::read(file, &working_directory)?;
    let options = options(common, file)?;
    compile(input, options).with_context(|| format!("cannot read `{}`", name_of(file)))
}

/// How a file is compiled, as the arguments say.
pub(super) fn options(common: &Common, file: &Path) -> Result<Options<'static>> {
    let (root, icons) = folders(common)?;
    Ok(Options {
        root,
        icons,
        levels: common.levels(),
        reader: &OfThisRun,
        ..Options::new(&Disk, working_directory(file)?)
    })
}

/// The working directory. Where it has been deleted, a file that is named in full can still be compiled.
fn working_directory(file: &Path) -> Result<PathBuf> {
    match env::current_dir() {
        Err(_) if file.is_absolute() => Ok(file.parent().unwrap_or(file).to_path_buf()),
        found => found.context("cannot tell the working directory"),
    }
}

/// The root, if one is said, and the folders of icons.
pub(super) fn folders(common: &Common) -> Result<(Option<PathBuf>, Vec<PathBuf>)> {
    let root = common.root.as_deref().map(|root| folder(root, "--root"));
    let icons = common.icons.iter().map(|icons| folder(icons, "--icons"));
    Ok((root.transpose()?, icons.collect::<Result<_>>()?))
}

/// A folder that an option names.
pub(super) fn folder(path: &Path, option: &str) -> Result<PathBuf> {
    let named = path.display().to_string();
    let shown = printable(&named);
    if let Some(why) = NotAPath::of(&named).filter(|why| *why == NotAPath::Address) {
        bail!("cannot use `{option} {shown}`: {why}");
    }
    let folder =
        fs::canonicalize(path).with_context(|| format!("cannot use `{option} {shown}`"))?;
    if !folder.is_dir() {
        bail!("cannot use `{option} {shown}`: it is not a folder");
    }
    Ok(folder)
}

/// The files that have been read, icons among them, and what messages call them.
pub(super) fn read_files<'c>(
    compilations: impl IntoIterator<Item = &'c Compilation>,
) -> HashMap<PathBuf, String> {
    let mut read = HashMap::new();
    for compilation in compilations {
        let names = compilation.sources.files().map(|(_, source)| source.name());
        let icons = compilation.model.iter().flat_map(|model| &model.icons);
        let icons = icons.filter_map(|icon| Some((icon.file.as_deref()?, icon.name.as_str())));
        let sources = compilation.paths.iter().map(PathBuf::as_path).zip(names);
        // What ships inside the program, and what was piped in, lies nowhere.
        let is_file = |name: &str| !(name.starts_with('<') && name.ends_with('>'));
        for (path, name) in sources.chain(icons).filter(|(_, name)| is_file(name)) {
            if let Ok(path) = fs::canonicalize(path) {
                read.entry(path).or_insert_with(|| name.to_owned());
            }
        }
    }
    read
}

/// How a file's folder is told from that of a picture of it. What is not a picture yet may become one anywhere: as it says
/// nothing of that, it is told as if it lay beside the file.
pub(super) fn way_from(picture: &Path, kind: Kind, compilation: &Compilation) -> Result<String> {
    // Pixels lead nowhere.
    if !matches!(kind, Kind::Svg | Kind::Pdf) {
        return Ok(String::new());
    }
    let picture = std::path::absolute(picture).context("the name of the picture is empty")?;
    let folder = |path: &Path| path.parent().unwrap_or(path).to_path_buf();
    let file = compilation.paths.first().map(|path| folder(path));
    Ok(file.map_or(String::new(), |file| way(&folder(&picture), &file)))
}

/// Refuses to write over what has been read.
pub(super) fn check_output(output: &Path, read: &HashMap<PathBuf, String>) -> Result<()> {
    let output = fs::canonicalize(output).ok();
    if let Some(name) = output.and_then(|output| read.get(&output)) {
        bail!(
            "`{}` is read and would be written over: name another file with `-o`",
            printable(name)
        );
    }
    Ok(())
}
