//! `certdot watch`: a picture that follows its file, in a browser or in a file.

use std::io::{self, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use signal_hook::flag;

use super::arguments::Watching;
use super::drawer::{Drawer, draw_error, warn_if_large};
use super::exit::{FAILED, Usage};
use super::icon_process;
use super::input::{read, refusal};
use super::output::{Output, check_writable, is_folder, way_from};
use super::paths::{is_standard, name_of};
use super::protect::{files_read, refuse_to_overwrite};
use super::report::{Reporter, in_full};
use super::session::Session;
use super::signals::ENDS;
use super::theme::theme;
use crate::compile::Compilation;
use crate::diagnostics::render::printable;
use crate::model::Model;
use crate::pictures::{DrawError, IconImagesError, PictureInput, PictureKind, PictureOptions};
use crate::preview::{
    FileFollower, FileState, LatestWorker, LivePage, NextPicture, PreviewError, serve,
};
use crate::render::{Drawn, Running};
use crate::source::Sources;

/// How long what is being drawn has for giving up when all ends.
const PATIENCE: Duration = Duration::from_secs(1);

/// Pixels of a PNG per 1/96 inch, as `render` has them.
const SCALE: f32 = 2.0;

/// `certdot watch FILE`
pub(super) fn watch(watching: &Watching, session: Session) -> Result<u8> {
    let file = &watching.file;
    if is_standard(file) {
        bail!(Usage(
            "standard input cannot be watched: name a file".into()
        ));
    }
    // That there is no such file is reported at once: it is a typo. Later it may go and come back.
    let input = read(file, session.here()?)?;
    icon_process::hurry(icon_process::WHILE_WRITING.min(Duration::from_secs(watching.timeout)));
    let follower = FileFollower::new(input.name, input.path, session.options()?);
    let signal = Arc::new(AtomicUsize::new(0));
    for end in ENDS {
        // Where signals cannot be handled, the system does what it does.
        let _ = flag::register_usize(*end, Arc::clone(&signal), *end as usize);
    }
    let session = Arc::new(session);
    let paint = PictureSettings {
        session: Arc::clone(&session),
        theme: watching.theme.clone(),
        layout: watching.layout.clone(),
        timeout: Duration::from_secs(watching.timeout),
    };
    let view: Box<dyn View> = match &watching.output {
        Some(output) => Box::new(FileView::new(file, output, paint)?),
        None => Box::new(PageView::new(watching, paint)?),
    };
    follow(follower, watching, view, &signal, &session.reporter)?;
    // The exit code that a shell gives a program ended by a signal.
    Ok(match signal.load(Ordering::SeqCst) {
        0 => FAILED,
        signal => 128 + signal as u8,
    })
}

/// Where the picture is seen.
trait View {
    /// Shows the file as it is now.
    fn show(&self, compilation: Compilation) -> Result<()>;

    /// The file cannot be read.
    fn refuse(&self, why: &str);

    /// Nothing more comes.
    fn end(self: Box<Self>);
}

/// Follows a file until a signal comes.
fn follow(
    mut follower: FileFollower,
    watching: &Watching,
    view: Box<dyn View>,
    signal: &AtomicUsize,
    reporter: &Reporter,
) -> Result<()> {
    let file = &watching.file;
    while let Some(outcome) = follower.next(&|| signal.load(Ordering::SeqCst) != 0) {
        match outcome {
            FileState::Unread(why) => {
                let why = refusal(file, &why);
                view.refuse(&why);
                reporter.failure(&anyhow!(why));
            }
            FileState::Compiled(compilation) => {
                let counts = reporter.diagnostics(&compilation.diagnostics, &compilation.sources);
                if let Some(model) = &compilation.model {
                    warn_if_large(file, model, watching.layout.as_deref(), reporter);
                }
                if !counts.is_empty() {
                    reporter.summary(&format!("{}: {counts}", name_of(file)));
                }
                view.show(*compilation)?;
            }
        }
    }
    view.end();
    Ok(())
}

/// The arguments about pictures.
#[derive(Clone)]
struct PictureSettings {
    session: Arc<Session>,
    theme: Option<String>,
    layout: Option<String>,
    timeout: Duration,
}

impl PictureSettings {
    /// Draws a model as the arguments ask, in a given theme if they name none.
    fn draw(
        &self,
        subject: PictureInput<'_>,
        kind: PictureKind,
        theme: Option<String>,
        running: &Running,
    ) -> Result<Drawn, PreviewError> {
        let order = PictureOptions {
            kind,
            scale: SCALE,
            theme: self.theme.clone().or(theme),
            layout: self.layout.clone(),
            id_prefix: None,
        };
        let failed = |error: anyhow::Error| PreviewError::Failed(in_full(&error));
        let drawer = Drawer::new(&self.session, self.timeout, running.clone()).map_err(failed)?;
        let mut pictures = drawer.pictures(&[subject], &order).map_err(failed)?;
        match pictures.pop() {
            Some(Ok(drawn)) => Ok(drawn),
            Some(Err(DrawError::Icons(IconImagesError::Broken(broken)))) => {
                Err(PreviewError::Broken(broken))
            }
            Some(Err(why)) => Err(failed(draw_error(why))),
            None => Err(PreviewError::Failed("nothing was drawn".to_owned())),
        }
    }
}

/// A page in the browser.
struct PageView {
    show: Arc<LivePage>,
    easel: LatestWorker<NextPicture>,
}

impl PageView {
    fn new(watching: &Watching, paint: PictureSettings) -> Result<PageView> {
        let file = &watching.file;
        let session = Arc::clone(&paint.session);
        let listener = listener(watching.port)?;
        let port = listener
            .local_addr()
            .context("cannot find out the port")?
            .port();
        let painter = Arc::new(move |model: &Model, kind, is_dark, running: &Running| {
            paint.draw(model.into(), kind, theme(model, is_dark), running)
        });
        let show = Arc::new(LivePage::new(&file.display().to_string(), painter));
        let shown = Arc::clone(&show);
        let easel = LatestWorker::new(move |fresh, running: &Running| shown.draw(fresh, running));
        serve(listener, Arc::clone(&show)).context("cannot serve a page")?;
        let address = format!("http://127.0.0.1:{port}/");
        let printed = writeln!(io::stdout(), "{address}").and_then(|()| io::stdout().flush());
        printed.context("cannot write to standard output")?;
        let reporter = &session.reporter;
        reporter.summary(&format!("watching {}; Ctrl-C ends it", name_of(file)));
        if watching.open {
            open_in_browser(&address, reporter);
        }
        Ok(PageView { show, easel })
    }
}

impl View for PageView {
    fn show(&self, compilation: Compilation) -> Result<()> {
        let Compilation {
            sources,
            diagnostics,
            model,
            ..
        } = compilation;
        match model {
            Some(model) => {
                let fresh = self.show.begin(model, &sources, &diagnostics);
                self.easel.put(Some(fresh));
            }
            None => {
                self.easel.put(None);
                self.show.refuse(&diagnostics, &sources);
            }
        }
        Ok(())
    }

    fn refuse(&self, why: &str) {
        self.easel.put(None);
        self.show.refuse_in_words(why);
    }

    fn end(self: Box<Self>) {
        self.easel.end(PATIENCE);
        self.show.end(PATIENCE);
    }
}

fn listener(port: u16) -> Result<TcpListener> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => bail!(
            "port {port} is in use by another program: choose another with `--port`, or leave it out for a free one"
        ),
        bound => bound.with_context(|| format!("cannot listen on port {port}")),
    }
}

/// Opens the page in a browser. The system chooses the program, which may be slow.
fn open_in_browser(address: &str, reporter: &Reporter) {
    let commands = open::commands(address);
    let started = commands
        .into_iter()
        .find_map(|mut command| quietly(&mut command).ok());
    match started {
        Some(mut child) => {
            thread::spawn(move || child.wait());
        }
        None => reporter
            .warning("cannot find a program that opens a browser: open the address yourself"),
    }
}

fn quietly(command: &mut Command) -> io::Result<std::process::Child> {
    use std::process::Stdio;
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
}

/// A file that is rewritten.
struct FileView {
    output: PathBuf,
    kind: PictureKind,
    session: Arc<Session>,
    easel: LatestWorker<Work>,
}

/// A picture to write.
struct Work {
    model: Model,
    sources: Arc<Sources>,
    /// The relative address of the file's folder, as the picture sees it.
    way: String,
}

impl FileView {
    fn new(file: &Path, output: &Path, paint: PictureSettings) -> Result<FileView> {
        let kind = kind(output)?;
        // Later the disk may be full for a while; but a folder that is not there now is a typo.
        check_writable(output)?;
        let session = Arc::clone(&paint.session);
        let (file, place) = (file.to_path_buf(), output.to_path_buf());
        let easel = LatestWorker::new(move |work: Work, running: &Running| {
            let Work { model, way, .. } = &work;
            let drawn = paint.draw(PictureInput { model, way }, kind, None, running);
            if !running.is_over() {
                deliver(drawn, &work.sources, &file, &place, &paint.session.reporter);
            }
        });
        Ok(FileView {
            output: output.to_path_buf(),
            kind,
            session,
            easel,
        })
    }
}

impl View for FileView {
    fn show(&self, compilation: Compilation) -> Result<()> {
        let is_free = refuse_to_overwrite(&self.output, &files_read([&compilation]));
        let way = way_from(&self.output, self.kind, &compilation)?;
        let Compilation { sources, model, .. } = compilation;
        let work = model.map(|model| Work {
            model,
            sources,
            way,
        });
        match is_free {
            Ok(()) => self.easel.put(work),
            Err(error) => {
                self.easel.put(None);
                if work.is_some() {
                    self.session.reporter.failure(&error);
                }
            }
        }
        Ok(())
    }

    fn refuse(&self, _: &str) {
        self.easel.put(None);
    }

    fn end(self: Box<Self>) {
        self.easel.end(PATIENCE);
    }
}

/// Writes a picture, or reports why there is none.
fn deliver(
    drawn: Result<Drawn, PreviewError>,
    sources: &Sources,
    file: &Path,
    output: &Path,
    reporter: &Reporter,
) {
    let name = name_of(file);
    match drawn {
        Ok(drawn) => {
            for complaint in &drawn.complaints {
                reporter.warning(&format!("{name}: {complaint}"));
            }
            match Output::File(output.to_path_buf()).write_bytes(&drawn.bytes) {
                Ok(()) => {
                    let shown = printable(&output.display().to_string());
                    reporter.summary(&format!("{shown} written"));
                }
                Err(error) => reporter.failure(&error),
            }
        }
        Err(PreviewError::Broken(broken)) => {
            reporter.diagnostics(&broken, sources);
        }
        Err(PreviewError::Failed(why)) => {
            reporter.failure(&anyhow::anyhow!("cannot draw `{name}`: {why}"));
        }
    }
}

/// The kind of picture for a file.
fn kind(output: &Path) -> Result<PictureKind> {
    let shown = printable(&output.display().to_string());
    if is_standard(output) || is_folder(output) {
        bail!(Usage(format!(
            "`{shown}` is not a file to which a picture can be written"
        )));
    }
    let ending = output.extension().and_then(|ending| ending.to_str());
    match ending.and_then(PictureKind::of_ending) {
        Some(kind) => Ok(kind),
        None => bail!(Usage(format!(
            "unknown kind of picture `{shown}`: use a name that ends in .svg, .png, .pdf, .dot or .json"
        ))),
    }
}
