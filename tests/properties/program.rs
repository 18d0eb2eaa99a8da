//! Programs as their parts, to be changed and written out.

use std::fmt::{self, Display, Formatter};

use crate::project::file_name;

pub type Name = &'static str;

/// A program of several files; the first is the main one.
#[derive(Clone)]
pub struct Program {
    pub files: Vec<Vec<Statement>>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    Group {
        name: Name,
        label: bool,
        attributes: Attributes,
        block: Vec<Statement>,
    },
    Chain(Chain),
    Row(Vec<Vec<Name>>),
    /// `node […]`, `edge […]` or `group […]`
    Defaults(Name, Attributes),
    /// `cert`, `edge` or `diagram` with a name, if it has one.
    Entry(Name, Option<Name>, Attributes),
    /// The number of the file that it takes in.
    Use(usize),
}

pub type Attributes = Vec<(Name, Name)>;

#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// Whether the word `node` begins it.
    pub node: bool,
    pub terms: Vec<Vec<Term>>,
    /// What stands between two lists of terms.
    pub joints: Vec<Joint>,
    pub place: Vec<Name>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    pub modifier: Modifier,
    pub path: Vec<Name>,
    /// Whether a label follows; which one, its name says.
    pub label: bool,
    pub attributes: Attributes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modifier {
    None,
    New,
    Each,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Joint {
    pub arrow: Name,
    pub link: Option<Link>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// A style, or the word `edge`.
    pub style: Name,
    pub label: Option<Name>,
}

/// The label that is said of nodes and groups of this name.
pub fn label_of(name: Name) -> String {
    name.to_uppercase()
}

impl Chain {
    /// Whether it declares what its terms name.
    pub fn declares(&self) -> bool {
        self.node && self.joints.is_empty()
    }

    /// The same edges, said from the other end.
    pub fn reversed(mut self) -> Chain {
        self.terms.reverse();
        self.joints.reverse();
        for joint in &mut self.joints {
            joint.arrow = match joint.arrow {
                ">>" => "<<",
                "<<" => ">>",
                same => same,
            };
        }
        self
    }
}

impl Program {
    pub fn texts(&self) -> Vec<String> {
        let lines = |file: &Vec<Statement>| {
            let lines = file.iter().map(|statement| format!("{statement}\n"));
            lines.collect()
        };
        self.files.iter().map(lines).collect()
    }

    /// All statements in the order said, those of used files where they are first used.
    pub fn said(&self) -> Vec<Statement> {
        let mut seen = vec![false; self.files.len()];
        let mut said = Vec::new();
        self.take_in(0, &mut seen, &mut said);
        said
    }

    fn take_in(&self, file: usize, seen: &mut [bool], said: &mut Vec<Statement>) {
        if std::mem::replace(&mut seen[file], true) {
            return;
        }
        for statement in &self.files[file] {
            match statement {
                Statement::Use(used) => self.take_in(*used, seen, said),
                other => said.push(other.clone()),
            }
        }
    }
}

impl fmt::Debug for Program {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.texts().join("===== and a file to use\n"))
    }
}

impl Display for Statement {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Statement::Group {
                name,
                label,
                attributes,
                block,
            } => {
                write!(f, "group {name}")?;
                if *label {
                    write!(f, " {:?}", label_of(name))?;
                }
                write!(f, "{}", list(attributes))?;
                f.write_str(" {\n")?;
                for statement in block {
                    for line in statement.to_string().lines() {
                        writeln!(f, "    {line}")?;
                    }
                }
                f.write_str("}")
            }
            Statement::Chain(chain) => chain.fmt(f),
            Statement::Row(paths) => {
                let paths: Vec<String> = paths.iter().map(|path| path.join("/")).collect();
                write!(f, "row {}", paths.join(", "))
            }
            Statement::Defaults(noun, attributes) => write!(f, "{noun}{}", list(attributes)),
            Statement::Entry(noun, name, attributes) => {
                let name = name.map_or(String::new(), |name| format!(" {name}"));
                write!(f, "{noun}{name}{}", list(attributes))
            }
            Statement::Use(file) => write!(f, "use {:?}", file_name(*file)),
        }
    }
}

fn list(attributes: &Attributes) -> String {
    if attributes.is_empty() {
        return String::new();
    }
    let each: Vec<String> = attributes
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    format!(" [{}]", each.join(", "))
}

impl Display for Chain {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.node {
            f.write_str("node ")?;
        }
        for (index, terms) in self.terms.iter().enumerate() {
            let terms: Vec<String> = terms.iter().map(Term::to_string).collect();
            f.write_str(&terms.join(", "))?;
            let Some(Joint { arrow, link }) = self.joints.get(index) else {
                continue;
            };
            write!(f, " {arrow} ")?;
            if let Some(link) = link {
                f.write_str(link.style)?;
                if let Some(label) = link.label {
                    write!(f, " {label:?}")?;
                }
                write!(f, " {arrow} ")?;
            }
        }
        if !self.place.is_empty() {
            write!(f, " in {}", self.place.join(" / "))?;
        }
        Ok(())
    }
}

impl Display for Term {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self.modifier {
            Modifier::None => "",
            Modifier::New => "new ",
            Modifier::Each => "each ",
        })?;
        f.write_str(&self.path.join("/"))?;
        if self.label {
            let name = self.path.last().copied().unwrap_or_default();
            write!(f, " {:?}", label_of(name))?;
        }
        f.write_str(&list(&self.attributes))
    }
}
