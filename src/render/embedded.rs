//! The engine that is built in: graphviz-pure, a port of Graphviz.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::complaint;
use super::{Drawn, Engine, Failure, Form};

/// It recurses over clusters and splines as Graphviz does, on a stack as large as a large graph needs.
const STACK: usize = 256 << 20;

/// Lays out without any program being installed.
#[derive(Clone, Copy, Debug)]
pub struct Embedded {
    timeout: Duration,
}

impl Embedded {
    /// The engine; a graph may take it this long.
    pub fn new(timeout: Duration) -> Embedded {
        Embedded { timeout }
    }

    fn draw_one(&self, graph: &str, form: Form) -> Result<Drawn, Failure> {
        if form == Form::Pdf {
            return Err(Failure::CannotMake(
                "only Graphviz's `dot` can write PDF: install Graphviz, or draw SVG",
            ));
        }
        let (send, receive) = mpsc::channel();
        let graph = graph.to_owned();
        // A thread of its own: for the stack, for the time limit, and because a panic in it is a failure like others.
        let started = thread::Builder::new().stack_size(STACK).spawn(move || {
            let drawn = graphviz_pure::render_dot(&graph, "dot", form.name());
            let _ = send.send(drawn);
        });
        let worker = started.map_err(|error| Failure::NotStarted(error.to_string()))?;
        let drawn = match receive.recv_timeout(self.timeout) {
            Ok(drawn) => drawn,
            Err(RecvTimeoutError::Timeout) => {
                return Err(Failure::TooLong(self.timeout.as_secs()));
            }
            Err(RecvTimeoutError::Disconnected) => return Err(Failure::Crashed(None)),
        };
        // It has sent what it had to: joining it only takes back its memory.
        let _ = worker.join();
        match drawn {
            Ok(drawn) => {
                let said = drawn.diagnostics().iter().map(|one| one.message());
                Ok(Drawn {
                    complaints: complaint::sentences(said),
                    bytes: drawn.into_output().into_bytes(),
                })
            }
            Err(error) => Err(Failure::Refused(complaint::sentences(
                error.to_string().lines(),
            ))),
        }
    }
}

impl Engine for Embedded {
    fn name(&self) -> &str {
        "embedded"
    }

    fn identity(&self) -> String {
        "graphviz-pure 1.0.0".to_owned()
    }

    fn is_forward(&self) -> Option<bool> {
        Some(true)
    }

    fn is_known_forward(&self) -> Option<bool> {
        self.is_forward()
    }

    fn draw(&self, graphs: &[&str], form: Form) -> Vec<Result<Drawn, Failure>> {
        graphs
            .iter()
            .map(|graph| self.draw_one(graph, form))
            .collect()
    }
}
