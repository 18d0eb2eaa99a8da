//! Many pictures at once.

use std::cell::OnceCell;
use std::path::PathBuf;
use std::thread;

use super::order::{PictureInput, PictureKind, PictureOptions};
use super::staging::{IconImages, IconImagesError, in_a_bitmap, stage};
use crate::attributes::{Element, get};
use crate::cache::{Cache, Key};
use crate::emit::{self, ICON_SIZE, Theme, dark_for_light};
use crate::icons::{Content, IconReader};
use crate::model::Model;
use crate::render::{
    Dark, Drawn, Engine, Failure, Fonts, Form, Image, Picture, make_standalone, png,
};

/// What pictures are made with.
pub struct DrawContext<'s> {
    /// The layout engine.
    pub engine: &'s dyn Engine,
    /// What draws icons.
    pub reader: &'s dyn IconReader,
    /// Where images of icons are kept.
    pub icons: &'s Cache,
    /// The cache of drawn pictures; without it, all are drawn again.
    pub pictures: Option<&'s Cache>,
    /// The fonts of bitmaps.
    pub fonts: &'s Fonts,
    /// A key that distinguishes this program from one that may draw differently: for the keys of the cache.
    pub maker: String,
    /// The folder in which the engine runs, so that paths can be relative to it. Absolute.
    pub working_directory: PathBuf,
    /// How many may be drawn at the same time.
    pub at_once: usize,
}

/// A picture that is being made.
struct Job<'m> {
    model: &'m Model,
    dot: String,
    staged: IconImages,
    /// What it is kept by, if pictures are kept.
    key: Option<Key>,
}

/// What keeps a picture from being made.
#[derive(Debug)]
pub enum DrawError {
    /// Its icons.
    Icons(IconImagesError),
    /// The engine.
    Engine(Failure),
    /// The error that there is nothing to draw, with what to write.
    Nothing(&'static str),
}

/// Whether a model has nothing that a picture of this kind could show. The graph can be had always: it may be empty.
pub fn draws_nothing(model: &Model, kind: PictureKind) -> bool {
    // The first group is the file.
    kind != PictureKind::Dot && model.nodes.is_empty() && model.groups.len() <= 1
}

/// What to write into a model that draws nothing.
fn nothing(model: &Model, kind: PictureKind) -> Option<&'static str> {
    if !draws_nothing(model, kind) {
        return None;
    }
    Some(if model.certs.iter().any(|cert| cert.is_own) {
        "there is nothing to draw: a cert is drawn where its name is mentioned, as in `node NAME` or `learn >> NAME`"
    } else {
        "there is nothing to draw: write a chain, such as `learn >> practice`, or a node, such as `node learn`"
    })
}

/// Draws models in order, and hands over each picture with its number as soon as it is drawn. One that fails does not
/// affect the others.
pub fn draw<'m>(
    subjects: &[impl Into<PictureInput<'m>> + Copy],
    order: &PictureOptions,
    studio: &DrawContext<'_>,
    deliver: &(dyn Fn(usize, Result<Drawn, DrawError>) + Sync),
) {
    let mut missing: Vec<(usize, Job<'_>)> = Vec::new();
    let is_forward = OnceCell::new();
    for (number, subject) in subjects.iter().enumerate() {
        let subject: PictureInput<'m> = (*subject).into();
        if let Some(words) = nothing(subject.model, order.kind) {
            deliver(number, Err(DrawError::Nothing(words)));
            continue;
        }
        match prepare(subject, order, studio, &is_forward) {
            Err(unstaged) => deliver(number, Err(DrawError::Icons(unstaged))),
            Ok(work) => match cached(&work, order, studio) {
                Some(bytes) => deliver(
                    number,
                    Ok(Drawn {
                        bytes,
                        complaints: Vec::new(),
                    }),
                ),
                None => missing.push((number, work)),
            },
        }
    }
    if missing.is_empty() {
        return;
    }
    // Graphviz goes on with the layout of the graph before where a graph names none: only equals go together.
    missing.sort_by_key(|(number, work)| (layout(work.model, order).to_owned(), *number));
    let runs: Vec<&[(usize, Job<'_>)]> = missing
        .chunk_by(|(_, a), (_, b)| layout(a.model, order) == layout(b.model, order))
        .flat_map(|equals| equals.chunks(equals.len().div_ceil(studio.at_once.max(1))))
        .collect();
    if let [run] = runs[..] {
        return draw_run(run, order, studio, deliver);
    }
    thread::scope(|scope| {
        for lane in 0..studio.at_once.clamp(1, runs.len()) {
            let runs = &runs;
            scope.spawn(move || {
                for run in runs.iter().skip(lane).step_by(studio.at_once.max(1)) {
                    draw_run(run, order, studio, deliver);
                }
            });
        }
    });
}

fn draw_run(
    run: &[(usize, Job<'_>)],
    order: &PictureOptions,
    studio: &DrawContext<'_>,
    deliver: &(dyn Fn(usize, Result<Drawn, DrawError>) + Sync),
) {
    let form = match order.kind {
        PictureKind::Svg | PictureKind::Png => Form::Svg,
        PictureKind::Pdf => Form::Pdf,
        PictureKind::Json => Form::Json,
        PictureKind::Dot => {
            for (number, work) in run {
                deliver(
                    *number,
                    Ok(Drawn {
                        bytes: work.dot.clone().into_bytes(),
                        complaints: Vec::new(),
                    }),
                );
            }
            return;
        }
    };
    let graphs: Vec<&str> = run.iter().map(|(_, work)| work.dot.as_str()).collect();
    for ((number, work), drawn) in run.iter().zip(studio.engine.draw(&graphs, form)) {
        let finished = drawn.and_then(|drawn| finish(drawn, work, order, studio));
        if let (Some(cache), Some(key), Ok(finished)) = (studio.pictures, &work.key, &finished)
            && finished.is_kept
        {
            // A cache that cannot be written costs time, not the picture.
            let _ = cache.put(key, order.kind.ending(), &finished.drawn.bytes);
        }
        let drawn = finished.map(|finished| finished.drawn);
        deliver(*number, drawn.map_err(DrawError::Engine));
    }
}

/// A picture that has been drawn before.
fn cached(work: &Job<'_>, order: &PictureOptions, studio: &DrawContext<'_>) -> Option<Vec<u8>> {
    match order.kind {
        PictureKind::Dot => None,
        kind => studio.pictures?.get(work.key.as_ref()?, kind.ending()),
    }
}

/// How graphs are written, but for their images.
fn options<'o>(order: &'o PictureOptions, way: &'o str) -> emit::Options<'o> {
    emit::Options {
        theme: order.theme.as_deref(),
        layout: order.layout.as_deref(),
        // A program that draws the graph itself has pixels of its own.
        without_pixels: !matches!(order.kind, PictureKind::Dot | PictureKind::Json),
        way,
        ..emit::Options::default()
    }
}

/// Whether the engine goes through groups from the first to the last. What it has found out by trying is kept: that can
/// cost as much as drawing.
fn is_forward(studio: &DrawContext<'_>) -> bool {
    if let Some(is_forward) = studio.engine.is_known_forward() {
        return is_forward;
    }
    let key = Key::of([&b"way"[..], studio.engine.identity().as_bytes()]);
    let kept = studio.pictures.and_then(|kept| kept.get(&key, "way"));
    match kept.as_deref() {
        Some(b"forward") => return true,
        Some(b"backward") => return false,
        _ => {}
    }
    let Some(is_forward) = studio.engine.is_forward() else {
        return false;
    };
    let way: &[u8] = if is_forward { b"forward" } else { b"backward" };
    // A cache that cannot be written costs time, not the picture.
    let _ = studio.pictures.map(|kept| kept.put(&key, "way", way));
    is_forward
}

fn prepare<'m>(
    PictureInput { model, way }: PictureInput<'m>,
    order: &PictureOptions,
    studio: &DrawContext<'_>,
    is_forward: &OnceCell<bool>,
) -> Result<Job<'m>, IconImagesError> {
    let options = options(order, way);
    let staged = if model.icons.is_empty() {
        IconImages::default()
    } else {
        stage(
            model,
            studio.icons,
            studio.reader,
            &options,
            order.kind == PictureKind::Svg,
            &studio.working_directory,
        )?
    };
    // A graph that users draw themselves is written for Graphviz 2.43, whatever they have here.
    let asks_engine = order.kind != PictureKind::Dot && emit::depends_on_engine(model, &options);
    let options = emit::Options {
        images: Some(&staged.images),
        instead: Some(&staged.instead),
        is_forward: asks_engine && *is_forward.get_or_init(|| self::is_forward(studio)),
        ..options
    };
    let dot = dot_text(model, &options);
    let key = studio
        .pictures
        .map(|_| key(model, &dot, &staged, order, studio));
    Ok(Job {
        model,
        dot,
        staged,
        key,
    })
}

fn dot_text(model: &Model, options: &emit::Options<'_>) -> String {
    let mut dot = Vec::new();
    // Writing to memory cannot fail.
    let _ = emit::write_dot(model, options, &mut dot);
    String::from_utf8(dot).unwrap_or_default()
}

/// All that decides what a picture becomes.
fn key(
    model: &Model,
    dot: &str,
    staged: &IconImages,
    order: &PictureOptions,
    studio: &DrawContext<'_>,
) -> Key {
    let scale = scale(model, order).to_le_bytes();
    let alt = model.alt();
    let identity = studio.engine.identity();
    let theme = order.theme.as_deref().or(setting_text(model, "theme"));
    let mut parts: Vec<&[u8]> = vec![
        b"picture",
        studio.maker.as_bytes(),
        identity.as_bytes(),
        order.kind.ending().as_bytes(),
        &scale,
        theme.unwrap_or_default().as_bytes(),
        order.id_prefix.as_deref().unwrap_or_default().as_bytes(),
        alt.as_bytes(),
        dot.as_bytes(),
    ];
    // If an image is the icon's own file, its name does not identify its content.
    parts.extend(
        staged
            .digests
            .iter()
            .map(|digest| digest.digits().as_bytes()),
    );
    Key::of(parts)
}

/// A picture as it was ordered.
struct Finished {
    drawn: Drawn,
    /// Whether it would be the same another time.
    is_kept: bool,
}

impl From<Drawn> for Finished {
    fn from(drawn: Drawn) -> Finished {
        Finished {
            is_kept: drawn.complaints.is_empty(),
            drawn,
        }
    }
}

/// What the engine has drawn, as it was ordered.
fn finish(
    drawn: Drawn,
    work: &Job<'_>,
    order: &PictureOptions,
    studio: &DrawContext<'_>,
) -> Result<Finished, Failure> {
    if !matches!(order.kind, PictureKind::Svg | PictureKind::Png) {
        return Ok(drawn.into());
    }
    let svg =
        String::from_utf8(drawn.bytes).map_err(|error| Failure::Unreadable(error.to_string()))?;
    let model = work.model;
    let options = emit::Options {
        theme: order.theme.as_deref(),
        ..emit::Options::default()
    };
    let pairs = dark_for_light();
    let is_auto = options.theme_name(model) == Some("auto");
    let ink = options.theme(model).icon_colour();
    let bitmaps = bitmaps(model, order, studio, ink)?;
    let images = work
        .staged
        .images
        .iter()
        .zip(work.staged.icons_and_plates(model));
    let summary = model.summary();
    let picture = Picture {
        title: model.title.map_or("", |title| model.text(title)),
        alt: model.said_alt(),
        summary: &summary,
        id_prefix: order.id_prefix.as_deref().unwrap_or_default(),
        images: images
            .map(|(file, (icon, plates))| Image {
                file: file.clone(),
                content: bitmaps[icon.index()]
                    .as_ref()
                    .unwrap_or(&model.icons[icon.index()].content),
                plates,
            })
            .collect(),
        ink,
        dark: is_auto.then(|| Dark {
            colours: &pairs,
            ink: Theme::by_name(Some("dark")).icon_colour(),
        }),
    };
    let svg = make_standalone(&svg, &picture)?;
    let mut complaints = drawn.complaints;
    if order.kind == PictureKind::Svg {
        let bytes = svg.into_bytes();
        return Ok(Drawn { bytes, complaints }.into());
    }
    let raster = png(&svg, scale(model, order), studio.fonts).map_err(|failure| match failure {
        // It is given in the units of the option.
        Failure::TooLarge { most, scale } => Failure::TooLarge {
            most,
            scale: scale / enlargement(model),
        },
        other => other,
    })?;
    complaints.extend(raster.complaints);
    let bytes = raster.bytes;
    let finished = Finished::from(Drawn { bytes, complaints });
    Ok(Finished {
        // The machine's fonts come and go.
        is_kept: finished.is_kept && raster.is_the_same_everywhere,
        ..finished
    })
}

/// The bitmaps that stand for icons in a picture that becomes one.
fn bitmaps(
    model: &Model,
    order: &PictureOptions,
    studio: &DrawContext<'_>,
    ink: &str,
) -> Result<Vec<Option<Content>>, Failure> {
    if order.kind != PictureKind::Png {
        return Ok(vec![None; model.icons.len()]);
    }
    let across = ICON_SIZE as f32 * PLAIN_DPI * scale(model, order);
    let icons = model.icons.iter();
    icons
        .map(|icon| in_a_bitmap(icon, studio.icons, studio.reader, ink, across))
        .collect::<Result<_, _>>()
        .map_err(Failure::Icon)
}

fn setting_text<'m>(model: &'m Model, key: &str) -> Option<&'m str> {
    let key = get(Element::Diagram, key)?;
    Some(model.text(model.setting(model.diagram, key)?))
}

/// Pixels per unit of 1/96 inch: as ordered, and as many times more as the diagram's `dpi` is more than 96.
fn scale(model: &Model, order: &PictureOptions) -> f32 {
    order.scale * enlargement(model)
}

fn enlargement(model: &Model) -> f32 {
    // Graphviz, too, uses `resolution` only where there is no `dpi`.
    let dpi = setting_text(model, "dpi").or_else(|| setting_text(model, "resolution"));
    let dpi: f32 = dpi.and_then(|dpi| dpi.parse().ok()).unwrap_or(PLAIN_DPI);
    dpi / PLAIN_DPI
}

/// The `dpi` at which a picture is as large as one whose diagram sets none.
const PLAIN_DPI: f32 = 96.0;

fn layout<'m>(model: &'m Model, order: &'m PictureOptions) -> &'m str {
    let named = order.layout.as_deref();
    named
        .or_else(|| setting_text(model, "layout"))
        .unwrap_or_default()
}
