//! Random programs without errors.

use crate::dice::Dice;
use crate::dot::compilation;
use crate::words;

const NODE: &[&str] = &[
    "color=red",
    "color=\"#0099ff\"",
    "fillcolor=\"yellow:blue\"",
    "shape=ellipse",
    "shape=diamond",
    "penwidth=2",
    "style=dashed",
    "style=\"rounded,filled\"",
    "fontsize=14",
    "fontname=Courier",
    "class=\"x y\"",
    "class=\"\"",
    "url=\"https://example.org/?a=1&b=2\"",
    "target=_blank",
    "peripheries=2",
    "margin=\"0.3,0.2\"",
    "height=1",
    "level=associate",
    "icon=none",
];
const GROUP: &[&str] = &[
    "color=red",
    "color=blue",
    "fillcolor=\"#ffeedd\"",
    "style=dashed",
    "style=filled",
    "penwidth=2",
    "fontsize=20",
    "fontcolor=green",
    "class=box",
    "url=\"https://example.org/#x\"",
    "margin=20",
    "labeljust=r",
    "labelloc=b",
    "bgcolor=pink",
    "pencolor=gray",
    "target=_top",
    "peripheries=0",
    "nojustify=true",
    "fontname=Times",
];
const EDGE: &[&str] = &[
    "color=red",
    "style=dotted",
    "penwidth=3",
    "class=\"p q\"",
    "weight=2",
    "minlen=2",
    "constraint=false",
    "arrowhead=dot",
    "fontcolor=blue",
    "url=\"mailto:a@example.org\"",
    "decorate=true",
    "arrowsize=2",
];
const DIAGRAM: &[&str] = &[
    "direction=right",
    "direction=up",
    "direction=left",
    "theme=dark",
    "theme=plain",
    "theme=light",
    "URL=\"https://example.org/\"",
    "class=picture",
    "fontname=Courier",
    "fontsize=30",
    "fontcolor=red",
    "labeljust=r",
    "labelloc=b",
    "style=radial",
    "K=2",
    "target=_blank",
    "bgcolor=gray",
    "margin=\"0.5\"",
    "nojustify=true",
    "nodesep=1",
    "alt=\"a picture\"",
];

/// How the attributes of a kind of thing are written: a few of them, with texts among them.
fn attributes(kind: &[&str], texts: &[&str], dice: &mut Dice) -> String {
    let mut keys = Vec::new();
    let mut list = Vec::new();
    for _ in 0..dice.below(4) {
        let attribute = if dice.once_in(3) && !texts.is_empty() {
            format!(
                "{}={}",
                dice.pick(texts),
                words::quoted(&words::text(dice), dice)
            )
        } else {
            (*dice.pick(kind)).to_owned()
        };
        let key = attribute.split('=').next().unwrap_or_default().to_owned();
        if !keys.contains(&key) {
            keys.push(key);
            list.push(attribute);
        }
    }
    format!("[{}]", list.join(", "))
}

struct Writer<'d> {
    dice: &'d mut Dice,
    lines: Vec<String>,
    /// The names of nodes and groups, as they are written.
    nodes: Vec<String>,
    groups: Vec<String>,
}

impl Writer<'_> {
    /// A new name, as it is written. Some are hard to quote.
    fn name(&mut self) -> String {
        let number = self.nodes.len() + self.groups.len();
        if self.dice.once_in(3) {
            let name = format!("{number} {}", words::name(self.dice));
            words::quoted(&name, self.dice)
        } else {
            format!("x{number}")
        }
    }

    fn label(&mut self) -> String {
        let text = words::text(self.dice);
        if self.dice.once_in(2) {
            words::quoted(&text, self.dice)
        } else {
            String::new()
        }
    }

    fn attributes(&mut self, kind: &[&str], texts: &[&str]) -> String {
        if self.dice.once_in(2) {
            attributes(kind, texts, self.dice)
        } else {
            String::new()
        }
    }

    fn line(&mut self, line: String) {
        self.lines.push(line);
    }

    /// The statements of a scope.
    fn scope(&mut self, depth: usize) {
        for _ in 0..1 + self.dice.below(if depth == 0 { 14 } else { 5 }) {
            match self.dice.below(12) {
                0..=3 if depth < 5 => self.group(depth),
                0..=6 => self.node(),
                7 => {
                    let line = match self.dice.below(3) {
                        0 => format!(
                            "node {}",
                            attributes(NODE, &["tooltip", "xlabel"], self.dice)
                        ),
                        1 => format!(
                            "edge {}",
                            attributes(EDGE, &["tooltip", "headlabel"], self.dice)
                        ),
                        _ => format!("group {}", attributes(GROUP, &["tooltip"], self.dice)),
                    };
                    self.line(line);
                }
                8 if self.nodes.len() > 1 => {
                    let row = format!(
                        "row {}, {}",
                        self.dice.pick(&self.nodes),
                        self.dice.pick(&self.nodes)
                    );
                    self.line(row);
                }
                _ => self.chain(),
            }
        }
    }

    fn group(&mut self, depth: usize) {
        let name = self.name();
        let (label, list) = (self.label(), self.attributes(GROUP, &["tooltip"]));
        self.line(format!("group {name} {label} {list} {{"));
        self.groups.push(name);
        if !self.dice.once_in(6) {
            self.scope(depth + 1);
        }
        self.line("}".into());
    }

    fn node(&mut self) {
        let is_again = !self.nodes.is_empty() && self.dice.once_in(4);
        let (name, new) = if is_again {
            (self.dice.pick(&self.nodes).clone(), "new ")
        } else {
            (self.name(), "")
        };
        let (label, list) = (self.label(), self.attributes(NODE, &["tooltip", "xlabel"]));
        self.line(format!("node {new}{name} {label} {list}"));
        if !is_again {
            self.nodes.push(name);
        }
    }

    fn chain(&mut self) {
        let mut line = self.terms();
        for _ in 0..1 + self.dice.below(3) {
            let arrow = *self.dice.pick(&[">>", ">>", "<<", "--", "<>"]);
            line.push_str(&format!(" {arrow} "));
            if self.dice.once_in(3) {
                let style = *self.dice.pick(&["dive", "later", "edge"]);
                let (label, list) = (
                    self.label(),
                    self.attributes(EDGE, &["tooltip", "taillabel"]),
                );
                let label = if style == "edge" && label.is_empty() {
                    "\"x\"".into()
                } else {
                    label
                };
                line.push_str(&format!("{style} {label} {list} {arrow} "));
            }
            line.push_str(&self.terms());
        }
        self.line(line);
    }

    fn terms(&mut self) -> String {
        let mut terms: Vec<String> = Vec::new();
        for _ in 0..1 + self.dice.below(4) / 3 {
            terms.push(match self.dice.below(8) {
                0 if !self.groups.is_empty() => self.dice.pick(&self.groups).clone(),
                1 => {
                    let name = self.name();
                    self.nodes.push(name.clone());
                    name
                }
                _ if self.nodes.is_empty() => "first".into(),
                _ => self.dice.pick(&self.nodes).clone(),
            });
        }
        terms.join(", ")
    }
}

/// A program, a statement to a line. What would be a mistake is left out of it.
pub fn program(dice: &mut Dice) -> String {
    let diagram = attributes(DIAGRAM, &["tooltip"], dice);
    let title = words::quoted(&words::text(dice), dice);
    let style = attributes(EDGE, &["tooltip", "label"], dice);
    let mut writer = Writer {
        dice,
        lines: Vec::new(),
        nodes: Vec::new(),
        groups: Vec::new(),
    };
    writer.line(format!("diagram {title} {diagram}"));
    writer.line(format!(
        "edge later \"Not \\\\now & \\\"never\\\"\" {style}"
    ));
    writer.line("edge \"ünter wegs\" [label=\"…\"]".into());
    writer.line("cert x1 \"Of the catalogue\" [color=purple, url=\"https://example.org/x1\", tooltip=\"x\"]".into());
    writer.scope(0);
    let mut lines = writer.lines;
    loop {
        let program = lines.join("\n") + "\n";
        let compilation = compilation(&program);
        if compilation.diagnostics.is_empty() {
            return program;
        }
        for problem in &compilation.diagnostics {
            let (_, position) = compilation.sources.position(problem.span);
            let line = &mut lines[position.line as usize - 1];
            assert!(
                !line.ends_with('{') && line != "}",
                "{}: {line}",
                problem.message
            );
            line.clear();
        }
    }
}
