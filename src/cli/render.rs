//! `certdot render`: files to pictures.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::arguments::Drawing;
use super::drawer::{Drawer, warn_if_large};
use super::exit::{DONE, FAILED, USAGE};
use super::output::{Output, is_folder, way_from};
use super::paths::{is_standard, name_of};
use super::protect::{files_read, refuse_to_overwrite};
use super::report::Reporter;
use super::session::Session;
use super::signals::end_engines_on_signals;
use super::{caches, icon_process};
use crate::compile::Compilation;
use crate::diagnostics::Counts;
use crate::diagnostics::render::printable;
use crate::pictures::{
    DrawError, IconImagesError, PictureInput, PictureKind, PictureOptions, draws_nothing,
};
use crate::render::{Drawn, Running};

/// `certdot render FILE…`
pub(super) fn render(drawing: &Drawing, session: &Session) -> Result<u8> {
    let reporter = &session.reporter;
    let kind = match kind(drawing) {
        Ok(kind) => kind,
        Err(wrong) => return Ok(usage(reporter, &wrong)),
    };
    if drawing.id_prefix.is_some() {
        if kind != PictureKind::Svg {
            return Ok(usage(reporter, "`--id-prefix` works only with SVG"));
        }
        if drawing.files.len() > 1 {
            return Ok(usage(
                reporter,
                "one `--id-prefix` would give several pictures the same ids: draw them one by one, or leave it out",
            ));
        }
    }
    let places = match places(drawing, kind) {
        Ok(places) => places,
        Err(wrong) => return Ok(usage(reporter, &wrong)),
    };
    if let Some(folder) = drawing.output.as_deref().filter(|output| is_folder(output)) {
        let shown = printable(&folder.display().to_string());
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create the folder `{shown}`"))?;
    }
    let running = Running::default();
    icon_process::hurry(Duration::from_secs(drawing.timeout));
    let drawer = Drawer::of_arguments(session, drawing, running.clone())?;
    // Where signals cannot be handled, the system ends the engine with the rest of the terminal's processes.
    let _ = end_engines_on_signals(&running);

    let Compilations {
        compilations,
        mut failed,
        passed_over,
        counts,
    } = compilations(drawing, kind, &places, session);
    let mut ways = Vec::new();
    for (number, compilation) in &compilations {
        ways.push(match &places[*number] {
            Output::File(place) => way_from(place, kind, compilation)?,
            Output::Standard => String::new(),
        });
    }
    let subjects: Vec<_> = compilations
        .iter()
        .zip(&ways)
        .filter_map(|((_, compilation), way)| {
            let model = compilation.model.as_ref()?;
            Some(PictureInput { model, way })
        })
        .collect();
    let order = PictureOptions {
        kind,
        scale: drawing.scale,
        theme: drawing.theme.clone(),
        layout: drawing.layout.clone(),
        id_prefix: drawing.id_prefix.clone(),
    };
    let progress = progress(subjects.len());
    let undrawn = Mutex::new(0);
    drawer.draw(&subjects, &order, &|index, drawn| {
        if running.is_over() {
            return;
        }
        let (number, compilation) = &compilations[index];
        let file = &drawing.files[*number];
        let done =
            progress.suspend(|| deliver(drawn, &places[*number], file, compilation, reporter));
        if !done && let Ok(mut undrawn) = undrawn.lock() {
            *undrawn += 1;
        }
        progress.inc(1);
    })?;
    progress.finish_and_clear();
    if running.is_over() {
        // The exit code that a shell gives a program ended by a signal.
        return Ok(128 + running.signal.load(Ordering::SeqCst) as u8);
    }
    failed += undrawn.into_inner().unwrap_or_default();
    let written = places.len() - failed - passed_over;
    summary(drawing, &places, written, failed, counts, reporter);
    Ok(if failed > 0 { FAILED } else { DONE })
}

fn usage(reporter: &Reporter, wrong: &str) -> u8 {
    reporter.failure(&anyhow::anyhow!("{wrong}"));
    USAGE
}

/// The kind of the pictures: that of `-T`, else that of the output's ending, else SVG.
fn kind(drawing: &Drawing) -> Result<PictureKind, String> {
    // The name of a folder has no ending.
    let output = drawing
        .output
        .as_deref()
        .filter(|output| !is_folder(output));
    let ending = output.and_then(Path::extension);
    let of_output = ending.and_then(|ending| PictureKind::of_ending(ending.to_str()?));
    match (drawing.kind, of_output, ending) {
        (Some(kind), Some(other), Some(ending)) if kind != other => Err(format!(
            "`-T {told}` and the ending `.{ending}` contradict each other: leave out `-T`, or use a name that ends in `.{told}`",
            told = kind.ending(),
            ending = printable(&ending.to_string_lossy())
        )),
        (Some(kind), _, _) | (None, Some(kind), _) => Ok(kind),
        (None, None, Some(ending)) => Err(format!(
            "unknown kind of picture `.{}`: name the kind with `-T svg`, `png`, `pdf`, `dot` or `json`",
            printable(&ending.to_string_lossy())
        )),
        _ => Ok(PictureKind::Svg),
    }
}

/// Where each picture goes.
fn places(drawing: &Drawing, kind: PictureKind) -> Result<Vec<Output>, String> {
    let mut taken: HashMap<PathBuf, &Path> = HashMap::new();
    let mut places = Vec::new();
    let is_one = drawing.files.len() == 1;
    if drawing
        .files
        .iter()
        .filter(|file| is_standard(file))
        .count()
        > 1
    {
        return Err("standard input can be read only once".to_owned());
    }
    for file in &drawing.files {
        let beside = || file.with_extension(kind.ending());
        let place = match drawing.output.as_deref() {
            Some(output) if is_standard(output) && is_one => None,
            Some(output) if is_standard(output) => {
                return Err("only one picture can go to standard output".to_owned());
            }
            Some(output) if is_folder(output) => {
                let name = if is_standard(file) {
                    PathBuf::from(format!("stdin.{}", kind.ending()))
                } else {
                    PathBuf::from(beside().file_name().unwrap_or_default())
                };
                Some(output.join(name))
            }
            Some(output) if is_one => Some(output.to_path_buf()),
            Some(output) => {
                return Err(format!(
                    "several pictures need a folder, and `{output}` is not one: write `-o {output}/`",
                    output = printable(&output.display().to_string())
                ));
            }
            None if is_standard(file) => None,
            None => Some(beside()),
        };
        if let Some(place) = &place
            && let Some(other) = taken.insert(place.clone(), file)
        {
            return Err(format!(
                "`{}` and `{}` would both become `{}`",
                printable(&other.display().to_string()),
                printable(&file.display().to_string()),
                printable(&place.display().to_string())
            ));
        }
        places.push(match place {
            Some(place) => Output::File(place),
            None => Output::Standard,
        });
    }
    Ok(places)
}

/// The files of a run.
struct Compilations {
    /// Those that can be drawn, each with its number.
    compilations: Vec<(usize, Compilation)>,
    /// How many cannot be drawn.
    failed: usize,
    /// How many draw nothing because they are there for others of the run.
    passed_over: usize,
    /// How many problems there are.
    counts: Counts,
}

fn compilations(
    drawing: &Drawing,
    kind: PictureKind,
    places: &[Output],
    session: &Session,
) -> Compilations {
    let reporter = &session.reporter;
    let mut counts = Counts::default();
    let mut compilations = Vec::new();
    for (number, file) in drawing.files.iter().enumerate() {
        match session.compile(file) {
            Ok(compilation) => {
                counts += reporter.diagnostics(&compilation.diagnostics, &compilation.sources);
                compilations.push((number, compilation));
            }
            Err(error) => reporter.failure(&error),
        }
    }
    let read = files_read(compilations.iter().map(|(_, compilation)| compilation));
    let used_by_others = compilations.iter().flat_map(|(_, compilation)| {
        let paths = compilation.paths.iter().skip(1);
        paths.cloned()
    });
    let used_by_others: HashSet<PathBuf> = used_by_others.collect();
    let mut passed_over = 0;
    compilations.retain(|(number, compilation)| {
        let Some(model) = &compilation.model else {
            return false;
        };
        if draws_nothing(model, kind)
            && let Some(path) = compilation.paths.first()
            && used_by_others.contains(path)
        {
            reporter.warning(&format!(
                "{}: no picture was made: it draws nothing by itself, and other files of this run use it",
                name_of(&drawing.files[*number])
            ));
            passed_over += 1;
            return false;
        }
        if let Output::File(place) = &places[*number]
            && let Err(error) = refuse_to_overwrite(place, &read)
        {
            reporter.failure(&error);
            return false;
        }
        if kind != PictureKind::Dot {
            let file = &drawing.files[*number];
            warn_if_large(file, model, drawing.layout.as_deref(), reporter);
        }
        true
    });
    Compilations {
        failed: drawing.files.len() - compilations.len() - passed_over,
        compilations,
        passed_over,
        counts,
    }
}

fn progress(pictures: usize) -> ProgressBar {
    let target = if pictures > 1 && io::stderr().is_terminal() {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(Some(pictures as u64), target);
    match ProgressStyle::with_template("{bar:30} {pos}/{len} pictures") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Writes a picture, or reports why there is none. Returns whether it was written.
fn deliver(
    drawn: Result<Drawn, DrawError>,
    place: &Output,
    file: &Path,
    compilation: &Compilation,
    reporter: &Reporter,
) -> bool {
    let name = name_of(file);
    let drawn = match drawn {
        Ok(drawn) => drawn,
        Err(undrawn) => {
            report(undrawn, &name, compilation, reporter);
            return false;
        }
    };
    for complaint in &drawn.complaints {
        reporter.warning(&format!("{name}: {complaint}"));
    }
    match place.write_bytes(&drawn.bytes) {
        Ok(()) => true,
        Err(error) => {
            reporter.failure(&error);
            false
        }
    }
}

fn report(undrawn: DrawError, name: &str, compilation: &Compilation, reporter: &Reporter) {
    match undrawn {
        DrawError::Icons(IconImagesError::Broken(diagnostics)) => {
            reporter.diagnostics(&diagnostics, &compilation.sources);
        }
        DrawError::Icons(unstaged) => reporter.failure(&caches::icon_images_error(unstaged)),
        DrawError::Engine(failure) => {
            reporter.failure(&anyhow::anyhow!("cannot draw `{name}`: {failure}"));
        }
        DrawError::Nothing(words) => {
            reporter.failure(&anyhow::anyhow!("cannot draw `{name}`: {words}"));
        }
    }
}

fn summary(
    drawing: &Drawing,
    places: &[Output],
    written: usize,
    failed: usize,
    counts: Counts,
    reporter: &Reporter,
) {
    let mistakes = if counts.is_empty() {
        String::new()
    } else {
        format!("; {counts}")
    };
    let not_drawn = match failed {
        0 => String::new(),
        number => format!(", {number} not drawn"),
    };
    match places {
        // The reason has been reported.
        [_] if failed > 0 && counts.is_empty() => {}
        [_] if failed > 0 => reporter.summary(&format!("{}: {counts}", name_of(&drawing.files[0]))),
        [Output::Standard] if counts.is_empty() => {}
        [Output::File(place)] => reporter.summary(&format!(
            "{} written{mistakes}",
            printable(&place.display().to_string())
        )),
        _ => reporter.summary(&format!(
            "{written} picture{} written{not_drawn}{mistakes}",
            if written == 1 { "" } else { "s" }
        )),
    }
}
