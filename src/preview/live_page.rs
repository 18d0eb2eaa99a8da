//! What is to be seen at present.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};

use super::tree::tree;
use super::{Painter, PreviewError};
use crate::diagnostics::render::{human, printable};
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Model;
use crate::pictures::PictureKind;
use crate::render::Running;
use crate::source::Sources;

/// How many problems are listed, as on a terminal.
const MOST_TOLD: usize = 50;

/// What is seen of a file: the last picture that could be drawn, and what is wrong with it now.
pub struct LivePage {
    file: String,
    painter: Arc<Painter>,
    state: Mutex<State>,
    changed: Condvar,
    /// How many browsers look at light pictures, and how many at dark ones.
    lookers: [AtomicUsize; 2],
    /// What draws for those who ask for what nobody looks at.
    running: Running,
    asides: Mutex<()>,
}

#[derive(Default)]
struct State {
    /// Each change has another.
    version: u64,
    /// Which compilation is the newest.
    edition: u64,
    problems: Vec<Value>,
    is_drawing: bool,
    is_old: bool,
    scene: Option<Arc<Scene>>,
}

/// Something that can be drawn.
pub struct NextPicture {
    edition: u64,
    model: Arc<Model>,
    sources: Arc<Sources>,
}

/// Pictures by their kind, and by whether they are dark.
type Pictures = HashMap<(PictureKind, bool), Arc<Vec<u8>>>;

/// Something that has been drawn.
pub(super) struct Scene {
    number: u64,
    model: Arc<Model>,
    /// Its nodes as JSON.
    pub(super) tree: String,
    /// What has been drawn of it.
    pictures: Mutex<Pictures>,
}

impl LivePage {
    /// An empty show of a file of this name, with what draws.
    pub fn new(file: &str, painter: Arc<Painter>) -> LivePage {
        LivePage {
            file: file.to_owned(),
            painter,
            state: Mutex::default(),
            changed: Condvar::new(),
            lookers: Default::default(),
            running: Running::default(),
            asides: Mutex::default(),
        }
    }

    /// Announces something to draw, and hands it over for [`draw`](LivePage::draw), with the warnings about it.
    pub fn begin(
        &self,
        model: Model,
        sources: &Arc<Sources>,
        warnings: &[Diagnostic],
    ) -> NextPicture {
        let edition = self.change(|state| {
            state.edition += 1;
            state.problems = problems_as_json(warnings, sources);
            state.is_drawing = true;
            state.edition
        });
        NextPicture {
            edition,
            model: Arc::new(model),
            sources: Arc::clone(sources),
        }
    }

    /// Announces why there is nothing to draw: the old picture stays, marked as old.
    pub fn refuse(&self, problems: &[Diagnostic], sources: &Sources) {
        self.fail(None, problems_as_json(problems, sources));
    }

    /// The same of what has no place in a source.
    pub fn refuse_in_words(&self, words: &str) {
        self.fail(None, vec![problem_object(Severity::Error, words)]);
    }

    fn fail(&self, edition: Option<u64>, problems: Vec<Value>) {
        self.change(|state| {
            if edition.is_none_or(|edition| edition == state.edition) {
                state.edition += 1;
                state.problems = problems;
                state.is_drawing = false;
                state.is_old = true;
            }
        });
    }

    /// Draws something, in the colors that browsers show, and shows it unless there is something newer.
    pub fn draw(&self, fresh: NextPicture, running: &Running) {
        let tree = tree(&fresh.model, &fresh.sources);
        let looked_at = [false, true].map(|dark| self.looks(dark).load(Ordering::SeqCst) > 0);
        let colours: &[bool] = match looked_at {
            [true, true] => &[false, true],
            [false, true] => &[true],
            _ => &[false],
        };
        let mut complaints = Vec::new();
        let mut pictures = HashMap::new();
        for dark in colours {
            let drawn = self.paint(&fresh.model, PictureKind::Svg, *dark, running);
            if running.is_over() {
                return;
            }
            match drawn {
                Ok(drawn) => {
                    pictures.insert((PictureKind::Svg, *dark), Arc::new(drawn.bytes));
                    complaints = drawn.complaints;
                }
                Err(PreviewError::Broken(broken)) => {
                    return self.fail(
                        Some(fresh.edition),
                        problems_as_json(&broken, &fresh.sources),
                    );
                }
                Err(PreviewError::Failed(words)) => {
                    let words = format!("cannot draw `{}`: {words}", self.file);
                    return self.fail(
                        Some(fresh.edition),
                        vec![problem_object(Severity::Error, &words)],
                    );
                }
            }
        }
        self.change(|state| {
            if state.edition != fresh.edition {
                return;
            }
            state.is_drawing = false;
            state.is_old = false;
            let warnings = complaints
                .iter()
                .map(|words| problem_object(Severity::Warning, words));
            state.problems.extend(warnings);
            let is_same = state.scene.as_ref().is_some_and(|scene| {
                let known = scene.pictures();
                scene.tree == tree
                    && pictures
                        .iter()
                        .all(|(kind, bytes)| known.get(kind) == Some(bytes))
            });
            // A picture that looks the same need not be shown again.
            if !is_same {
                state.scene = Some(Arc::new(Scene {
                    number: fresh.edition,
                    model: fresh.model,
                    tree,
                    pictures: Mutex::new(pictures),
                }));
            }
        });
    }

    /// Draws nothing any more.
    pub fn end(&self, patience: Duration) {
        self.running.signal.store(1, Ordering::SeqCst);
        let start = std::time::Instant::now();
        while self.asides.try_lock().is_err() && start.elapsed() < patience {
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// What is shown, if anything is.
    pub(super) fn scene(&self) -> Option<Arc<Scene>> {
        self.state().scene.clone()
    }

    /// A picture of what is shown, drawn if nobody has asked for it yet.
    pub(super) fn picture(
        &self,
        scene: &Scene,
        kind: PictureKind,
        is_dark: bool,
    ) -> Result<Arc<Vec<u8>>, String> {
        let known = |scene: &Scene| scene.pictures().get(&(kind, is_dark)).cloned();
        if let Some(known) = known(scene) {
            return Ok(known);
        }
        // One at a time: many who ask at once ask for the same.
        let aside = self.asides.lock();
        let _aside = aside.unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known(scene) {
            return Ok(known);
        }
        match self.paint(&scene.model, kind, is_dark, &self.running) {
            Ok(drawn) => {
                let bytes = Arc::new(drawn.bytes);
                scene.pictures().insert((kind, is_dark), Arc::clone(&bytes));
                Ok(bytes)
            }
            Err(PreviewError::Failed(words)) => Err(words),
            Err(PreviewError::Broken(_)) => Err("an icon cannot be drawn".to_owned()),
        }
    }

    fn paint(
        &self,
        model: &Model,
        kind: PictureKind,
        is_dark: bool,
        running: &Running,
    ) -> Result<crate::render::Drawn, PreviewError> {
        let painted = AssertUnwindSafe(|| (self.painter)(model, kind, is_dark, running));
        // The next picture may be drawn all the same.
        catch_unwind(painted)
            .unwrap_or_else(|_| Err(PreviewError::Failed("a bug in certdot".into())))
    }

    /// Counts the browsers that show pictures in some colors.
    pub(super) fn looks(&self, is_dark: bool) -> &AtomicUsize {
        &self.lookers[usize::from(is_dark)]
    }

    /// The state as JSON, with its version, when it is another than one that is known; nothing if that takes too long.
    pub(super) fn news(&self, known: u64, patience: Duration) -> Option<(u64, String)> {
        let state = self.state();
        let waited = self
            .changed
            .wait_timeout_while(state, patience, |state| state.version == known);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        (state.version != known).then(|| (state.version, self.json(&state)))
    }

    fn json(&self, state: &State) -> String {
        let name = Path::new(&self.file);
        let shown = name.file_name().unwrap_or_default().to_string_lossy();
        let stem = name.file_stem().unwrap_or_default().to_string_lossy();
        json!({
            "file": printable(&self.file),
            "name": printable(&shown),
            "stem": printable(&stem),
            "isDrawing": state.is_drawing,
            "isOld": state.is_old,
            "picture": state.scene.as_ref().map(|scene| scene.number),
            "problems": state.problems,
        })
        .to_string()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A thread that panicked while holding it has left it whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.state();
        let changed = change(&mut state);
        state.version += 1;
        self.changed.notify_all();
        changed
    }
}

impl Scene {
    fn pictures(&self) -> MutexGuard<'_, Pictures> {
        self.pictures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Problems in the words of a terminal.
fn problems_as_json(problems: &[Diagnostic], sources: &Sources) -> Vec<Value> {
    let first = problems.iter().take(MOST_TOLD).map(|problem| {
        let (file, position) = sources.position(problem.span);
        json!({
            "severity": problem.severity.word(),
            "place": format!("{}:{}:{}", printable(file.name()), position.line, position.column),
            "text": human(problem, sources, false).trim_end(),
        })
    });
    let mut told: Vec<Value> = first.collect();
    if let Some(rest @ [worst, ..]) = problems.get(MOST_TOLD..) {
        let is_error = rest
            .iter()
            .any(|problem| problem.severity == Severity::Error);
        let severity = if is_error {
            Severity::Error
        } else {
            worst.severity
        };
        told.push(problem_object(
            severity,
            &format!("… and {} more", rest.len()),
        ));
    }
    told
}

/// A problem that has no place in a source.
fn problem_object(severity: Severity, words: &str) -> Value {
    json!({ "severity": severity.word(), "text": printable(words) })
}
