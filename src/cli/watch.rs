//! `certdot watch`: a picture that follows its file, in a browser or in a file.

use std::env;
use std::io::{self, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use signal_hook::flag;

use super::apart;
use super::arguments::{Common, Watching};
use super::draw::{check_output, name_of, options, read_files, way_from};
use super::engines::{drawn_unless_over, undrawn};
use super::input::{is_standard, read, refusal};
use super::lsp::theme;
use super::output::{Output, check_writable};
use super::render::{ENDS, is_folder};
use super::report::{Counts, Reporter};
use super::{FAILED, Usage};
use crate::compile::Compilation;
use crate::diagnostics::render::printable;
use crate::model::Model;
use crate::pictures::{Kind, Order, Subject, Undrawn, Unstaged, too_large};
use crate::preview::{Easel, Follower, Outcome, Show, Unpainted, serve};
use crate::render::{Drawn, Running};
use crate::source::Sources;

/// How long what is being drawn has for giving up when all ends.
const PATIENCE: Duration = Duration::from_secs(1);

/// Pixels of a PNG per 1/96 inch, as `render` has them.
const SCALE: f32 = 2.0;

/// `certdot watch FILE`
pub(super) fn watch(watching: &Watching, common: &Common, reporter: &Reporter) -> Result<u8> {
    let file = &watching.file;
    if is_standard(file) {
        bail!(Usage(
            "standard input cannot be watched: name a file".into()
        ));
    }
    // That there is no such file is told at once: it is a slip. Later it may go and come back.
    let folder = env::current_dir().context("cannot tell the working directory")?;
    let input = read(file, &folder)?;
    apart::hurry(apart::WHILE_WRITING.min(Duration::from_secs(watching.timeout)));
    let follower = Follower::new(input.name, input.path, options(common, file)?);
    let signal = Arc::new(AtomicUsize::new(0));
    for end in ENDS {
        // Where signals cannot be handled, the system does what it does.
        let _ = flag::register_usize(*end, Arc::clone(&signal), *end as usize);
    }
    match &watching.output {
        Some(output) => to_file(follower, watching, output, &signal, reporter)?,
        None => to_page(follower, watching, &signal, reporter)?,
    }
    // What a shell says of a program that a signal has ended.
    Ok(match signal.load(Ordering::SeqCst) {
        0 => FAILED,
        signal => 128 + signal as u8,
    })
}

/// Draws a model as the arguments say, in a theme if they name none.
fn painted(
    subject: Subject<'_>,
    kind: Kind,
    theme: Option<String>,
    paint: &Paint,
    running: &Running,
) -> Result<Drawn, Unpainted> {
    let order = Order {
        kind,
        scale: SCALE,
        theme: paint.theme.clone().or(theme),
        layout: paint.layout.clone(),
        id_prefix: None,
    };
    let failed = |error: anyhow::Error| Unpainted::Failed(format!("{error:#}"));
    let mut pictures =
        drawn_unless_over(&[subject], &order, paint.timeout, running.clone()).map_err(failed)?;
    match pictures.pop() {
        Some(Ok(drawn)) => Ok(drawn),
        Some(Err(Undrawn::Icons(Unstaged::Broken(broken)))) => Err(Unpainted::Broken(broken)),
        Some(Err(why)) => Err(failed(undrawn(why))),
        None => Err(Unpainted::Failed("nothing was drawn".to_owned())),
    }
}

/// What the arguments say of pictures.
#[derive(Clone)]
struct Paint {
    theme: Option<String>,
    layout: Option<String>,
    timeout: Duration,
}

impl Paint {
    fn new(watching: &Watching) -> Paint {
        Paint {
            theme: watching.theme.clone(),
            layout: watching.layout.clone(),
            timeout: Duration::from_secs(watching.timeout),
        }
    }
}

/// Shows the picture in a page, until a signal comes.
fn to_page(
    mut follower: Follower,
    watching: &Watching,
    signal: &AtomicUsize,
    reporter: &Reporter,
) -> Result<()> {
    let file = &watching.file;
    let listener = listener(watching.port)?;
    let port = listener
        .local_addr()
        .context("cannot tell the port")?
        .port();
    let paint = Paint::new(watching);
    let painter = Arc::new(move |model: &Model, kind, is_dark, running: &Running| {
        painted(model.into(), kind, theme(model, is_dark), &paint, running)
    });
    let show = Arc::new(Show::new(&file.display().to_string(), painter));
    let shown = Arc::clone(&show);
    let easel = Easel::new(move |fresh, running: &Running| shown.draw(fresh, running));
    serve(listener, Arc::clone(&show)).context("cannot show a page")?;
    let address = format!("http://127.0.0.1:{port}/");
    let said = writeln!(io::stdout(), "{address}").and_then(|()| io::stdout().flush());
    said.context("cannot write to standard output")?;
    reporter.summary(&format!("{} is followed; Ctrl-C ends it", name_of(file)));
    if watching.open {
        open_in_browser(&address, reporter);
    }
    while let Some(outcome) = follower.next(&|| signal.load(Ordering::SeqCst) != 0) {
        match outcome {
            Outcome::Unread(why) => {
                let why = refusal(file, &why);
                easel.put(None);
                show.refuse_in_words(&why);
                reporter.failure(&anyhow::anyhow!(why));
            }
            Outcome::Compiled(compilation) => {
                let counts = told(&compilation, file, watching, reporter);
                let Compilation {
                    sources,
                    diagnostics,
                    model,
                    ..
                } = *compilation;
                match model {
                    Some(model) => easel.put(Some(show.begin(model, &sources, &diagnostics))),
                    None => {
                        easel.put(None);
                        show.refuse(&diagnostics, &sources);
                    }
                }
                if counts != Counts::default() {
                    reporter.summary(&format!("{}: {counts}", name_of(file)));
                }
            }
        }
    }
    easel.end(PATIENCE);
    show.end(PATIENCE);
    Ok(())
}

/// Prints what is wrong, and what will take long.
fn told(
    compilation: &Compilation,
    file: &Path,
    watching: &Watching,
    reporter: &Reporter,
) -> Counts {
    let counts = reporter.diagnostics(&compilation.diagnostics, &compilation.sources);
    if let Some(model) = &compilation.model
        && too_large(model, watching.layout.as_deref())
    {
        reporter.warning(&super::render::large(file, model));
    }
    counts
}

fn listener(port: u16) -> Result<TcpListener> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => bail!(
            "port {port} is taken by another program: name another with `--port`, or leave that out for a free one"
        ),
        bound => bound.with_context(|| format!("cannot listen at port {port}")),
    }
}

/// Has a browser open the page. Which program does that is for the system to say, and it may take its time.
fn open_in_browser(address: &str, reporter: &Reporter) {
    let commands = open::commands(address);
    let started = commands
        .into_iter()
        .find_map(|mut command| quietly(&mut command).ok());
    match started {
        Some(mut child) => {
            thread::spawn(move || child.wait());
        }
        None => {
            reporter.warning("there is nothing that opens a browser: open the address yourself")
        }
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

/// A picture to write.
struct Work {
    model: Model,
    sources: Arc<Sources>,
    /// How the file's folder is told from that of the picture.
    way: String,
}

/// Writes the picture into a file, until a signal comes.
fn to_file(
    mut follower: Follower,
    watching: &Watching,
    output: &Path,
    signal: &AtomicUsize,
    reporter: &Reporter,
) -> Result<()> {
    let kind = kind(output)?;
    // Later the disk may be full for a while; but a folder that is not there now is a slip.
    check_writable(output)?;
    let file = &watching.file;
    let reporter = Arc::new(reporter.clone());
    let writer = {
        let (reporter, paint) = (Arc::clone(&reporter), Paint::new(watching));
        let (file, output) = (file.clone(), output.to_path_buf());
        move |work: Work, running: &Running| {
            let Work { model, way, .. } = &work;
            let drawn = painted(Subject { model, way }, kind, None, &paint, running);
            if !running.is_over() {
                deliver(drawn, &work.sources, &file, &output, &reporter);
            }
        }
    };
    let easel = Easel::new(writer);
    while let Some(outcome) = follower.next(&|| signal.load(Ordering::SeqCst) != 0) {
        match outcome {
            Outcome::Unread(why) => {
                easel.put(None);
                reporter.failure(&anyhow::anyhow!(refusal(file, &why)));
            }
            Outcome::Compiled(compilation) => {
                let counts = told(&compilation, file, watching, &reporter);
                if counts != Counts::default() {
                    reporter.summary(&format!("{}: {counts}", name_of(file)));
                }
                let is_free = check_output(output, &read_files([&*compilation]));
                let way = way_from(output, kind, &compilation)?;
                let Compilation { sources, model, .. } = *compilation;
                match (model, is_free) {
                    (None, _) => easel.put(None),
                    (_, Err(error)) => {
                        easel.put(None);
                        reporter.failure(&error);
                    }
                    (Some(model), Ok(())) => {
                        easel.put(Some(Work {
                            model,
                            sources,
                            way,
                        }));
                    }
                }
            }
        }
    }
    easel.end(PATIENCE);
    Ok(())
}

/// Writes a picture, or tells why there is none.
fn deliver(
    drawn: Result<Drawn, Unpainted>,
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
        Err(Unpainted::Broken(broken)) => {
            reporter.diagnostics(&broken, sources);
        }
        Err(Unpainted::Failed(why)) => {
            reporter.failure(&anyhow::anyhow!("cannot draw `{name}`: {why}"));
        }
    }
}

/// The kind of picture that a file is to hold.
fn kind(output: &Path) -> Result<Kind> {
    let shown = printable(&output.display().to_string());
    if is_standard(output) || is_folder(output) {
        bail!(Usage(format!(
            "`{shown}` is no file that a picture can be written to"
        )));
    }
    let ending = output.extension().and_then(|ending| ending.to_str());
    match ending.and_then(Kind::of_ending) {
        Some(kind) => Ok(kind),
        None => bail!(Usage(format!(
            "cannot tell from `{shown}` what to draw: let it end in .svg, .png, .pdf, .dot or .json"
        ))),
    }
}
