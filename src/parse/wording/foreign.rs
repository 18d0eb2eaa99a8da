//! Lines that another language would understand.

use crate::diagnostics::render::{printable, quote};
use crate::diagnostics::{Code, Diagnostic, Edit, Help};
use crate::parse::file_problems::Language;
use crate::parse::mistake::Foreign;
use crate::source::Span;

use super::{ARROWS, BARE_NAME};

/// Something foreign in a chain; `text` is what it is.
pub(in crate::parse) fn foreign(span: Span, kind: Foreign, text: &str) -> Diagnostic {
    let text = quote(text);
    let message = match kind {
        Foreign::LabelInShape => "a label must be in quotes, without brackets".to_owned(),
        Foreign::LabelInArrow => "the label of an edge cannot be inside its arrow".to_owned(),
        Foreign::LabelAfterColon => "the label of an edge cannot follow a `:`".to_owned(),
        Foreign::ListAtEnd => {
            "these attributes belong to the last node, not to the edge".to_owned()
        }
        Foreign::ListAfterArrow => "the attributes of an edge must follow `edge`".to_owned(),
        Foreign::ListInBraces => "attributes must be in brackets, not in braces".to_owned(),
        Foreign::ValueWithoutKey => format!("the value {text} has no key"),
        Foreign::Call => "this language has no function calls".to_owned(),
        Foreign::ListOfNodes => {
            "a list of nodes is written with commas, without brackets".to_owned()
        }
        Foreign::Noun => format!("unexpected {text}"),
        Foreign::MissingArrow => format!("there is no arrow after the link {text}"),
        Foreign::EdgeNoun => "`edge` declares an edge style; it does not draw an edge".to_owned(),
        Foreign::Class => {
            format!("{text} sets a class, but nodes have no classes in this language")
        }
        Foreign::LabelFirst => "the label of a node must follow its name".to_owned(),
        Foreign::OddName | Foreign::DottedName => {
            return Diagnostic::new(
                Code::WrongName,
                span,
                format!("the name {text} must be in quotes"),
            )
            .note(BARE_NAME);
        }
        Foreign::Words => format!("nothing joins the words {text}"),
    };
    Diagnostic::new(Code::NotAStatement, span, message)
}

/// What to do about it.
pub(in crate::parse) fn foreign_help(kind: Foreign) -> &'static str {
    match kind {
        Foreign::LabelInShape | Foreign::LabelFirst => "write it after the name",
        Foreign::LabelInArrow | Foreign::LabelAfterColon => "write it between two arrows",
        Foreign::ListAfterArrow => "write both between two arrows",
        Foreign::ListAtEnd => "write the attributes of an edge between two arrows",
        Foreign::ListInBraces => "use brackets",
        Foreign::ValueWithoutKey => "write its key before it",
        Foreign::ListOfNodes => "use commas",
        Foreign::Noun => "remove it",
        Foreign::MissingArrow => "write an arrow on each side of the link",
        Foreign::EdgeNoun => "to draw an edge, write only its arrow",
        Foreign::Class => "remove it, and write attributes in brackets",
        Foreign::OddName | Foreign::DottedName => "write it in quotes",
        Foreign::Words => "write a name with spaces in quotes",
        Foreign::Call => "write the label in quotes, and attributes in brackets",
    }
}

/// `a -> b [color=red]`: the arrow is wrong, and the list goes elsewhere than in DOT.
pub(in crate::parse) fn arrow_with_list(span: Span, arrow: &str) -> Diagnostic {
    Diagnostic::new(
        Code::WrongArrow,
        span,
        format!("{} is not an arrow of this language", quote(arrow)),
    )
    .note(ARROWS)
    .note("attributes after the last node belong to that node")
}

pub(in crate::parse) const SEVERAL_NAMES: &str = "write these names in quotes";

/// With what the arrows are, where one is wrong too.
pub(in crate::parse) fn with_arrows(problem: Diagnostic) -> Diagnostic {
    problem.note(ARROWS)
}

/// With all names of a line in quotes.
pub(in crate::parse) fn names_in_quotes(
    mut problem: Diagnostic,
    kind: Foreign,
    names: Vec<(Span, String)>,
) -> Diagnostic {
    let message = match names.as_slice() {
        [_] => foreign_help(kind),
        _ => SEVERAL_NAMES,
    };
    problem.helps.push(Help {
        message: message.to_owned(),
        edits: names
            .into_iter()
            .map(|(span, text)| Edit { span, text })
            .collect(),
    });
    problem
}

fn with(problem: Diagnostic, message: &str, fix: Option<(Span, String)>) -> Diagnostic {
    match fix {
        Some((span, text)) => problem.fix(message, span, text),
        None => problem,
    }
}

const SETTINGS: &str = "write the settings of the diagram in one `diagram` statement: `diagram [direction=right, theme=dark]`";

pub(in crate::parse) fn setting(span: Span, key: &str, fix: Option<(Span, String)>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("{} is a setting of the diagram", quote(key)),
    );
    match fix {
        Some(_) => with(problem, "write it in a `diagram` statement", fix),
        None => problem.help(SETTINGS).help(
            "directions are `down`, `right`, `up` and `left`; themes are `light`, `dark`, `auto` and `plain`",
        ),
    }
}

/// What belongs to `diagram`, where none is allowed.
pub(in crate::parse) fn outside_groups(problem: Diagnostic) -> Diagnostic {
    problem.note("a `diagram` statement is allowed once in a file, outside all groups")
}

const HOW_TO_GROUP: &str = "write `group \"Label\" {`, and `}` where it ends";

fn begins_no_statement(span: Span, word: &str) -> Diagnostic {
    let problem = format!("no statement begins with {}", quote(word));
    Diagnostic::new(Code::NotAStatement, span, problem)
}

fn no_such_word(span: Span, word: &str, instead: &str) -> Diagnostic {
    let problem = format!("`{word}` does not exist in this language, but `{instead}` does");
    Diagnostic::new(Code::NotAStatement, span, problem)
}

pub(in crate::parse) fn settings_of_graph(
    span: Span,
    word: &str,
    fix: Option<(Span, String)>,
) -> Diagnostic {
    let problem = begins_no_statement(span, word);
    match fix {
        Some(_) => with(
            problem,
            "write the attributes of the diagram in a `diagram` statement",
            fix,
        ),
        None => problem.help(SETTINGS),
    }
}

pub(in crate::parse) fn call_for_noun(
    span: Span,
    call: &str,
    noun: &str,
    fix: Option<(Span, String)>,
) -> Diagnostic {
    let problem = no_such_word(span, call, noun);
    match fix {
        Some(_) => with(problem, "write it like this", fix),
        None if noun == "group" => problem.help(HOW_TO_GROUP),
        None => problem.help(
            "remove it: the whole file is the diagram; to set a title, write `diagram \"Title\"`",
        ),
    }
}

/// `edits` put a group in its place, and in that of its `end`.
pub(in crate::parse) fn subgraph(span: Span, edits: Vec<Edit>) -> Diagnostic {
    let problem = no_such_word(span, "subgraph", "group");
    if edits.is_empty() {
        problem.help(HOW_TO_GROUP)
    } else {
        problem.fix_with("write the contents of the group in braces", edits)
    }
}

pub(in crate::parse) fn note(span: Span, word: &str, fix: Option<(Span, String)>) -> Diagnostic {
    let problem = begins_no_statement(span, word);
    match fix {
        Some(_) => with(
            problem,
            "to show text under the mouse, write a tooltip",
            fix,
        ),
        None => problem
            .help("to show text under the mouse, write a tooltip: `node a [tooltip=\"text\"]`"),
    }
}

pub(in crate::parse) fn defaults_by_call(
    span: Span,
    noun: &str,
    fix: Option<(Span, String)>,
) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        "this language has no function calls",
    );
    let message = format!("for all {noun}s, write");
    let problem = with(problem, &message, fix);
    match noun {
        "edge" => problem.help(
            "for one edge, write its attributes between two arrows: `a >> edge [color=red] >> b`",
        ),
        _ => problem.help("for one node, write `node a \"Label\" [color=red]`"),
    }
}

pub(in crate::parse) fn class_definition(span: Span) -> Diagnostic {
    begins_no_statement(span, "classDef")
        .help("for one node, write its attributes in brackets: `node a [fillcolor=gold]`")
        .help("for all nodes of a group, write `node [fillcolor=gold]` in its block")
}

pub(in crate::parse) fn style_of_link(span: Span) -> Diagnostic {
    begins_no_statement(span, "linkStyle")
        .help("write the attributes of an edge between two arrows: `a >> edge [color=red] >> b`")
}

pub(in crate::parse) fn style_of_node(span: Span, fix: Option<(Span, String)>) -> Diagnostic {
    let problem = begins_no_statement(span, "style");
    match fix {
        Some(_) => with(problem, "write the attributes of a node in brackets", fix),
        None => {
            problem.help("write the attributes of a node in brackets: `node a [fillcolor=gold]`")
        }
    }
}

pub(in crate::parse) fn click(span: Span, fix: Option<(Span, String)>) -> Diagnostic {
    let problem = begins_no_statement(span, "click");
    with(problem, "set the `url` of the node", fix)
}

pub(in crate::parse) fn attribute_of_path(
    span: Span,
    path: &str,
    fix: Option<(Span, String)>,
) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("`{}: …` is not a statement", printable(path)),
    );
    match fix {
        Some(_) => with(problem, "write the attributes of a node in brackets", fix),
        None => problem.help("write the attributes of a node in brackets: `node a [shape=circle]`"),
    }
}

pub(in crate::parse) fn nodes_of_group(span: Span, fix: Option<(Span, String)>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        "the nodes of a group must be in its block",
    );
    with(problem, "write them in braces", fix)
}

pub(in crate::parse) fn several_uses(span: Span, whole: Span, text: String) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "a `use` includes only one file or catalogue",
    )
    .fix("write a `use` for each", whole, text)
}

/// `label` is the statement that names a style with that label.
pub(in crate::parse) fn edge_without_arrow(
    span: Span,
    word: &str,
    whole: Span,
    text: String,
    label: Option<String>,
) -> Diagnostic {
    let message = match word {
        "edge" => "`edge` declares an edge style; it does not draw an edge".to_owned(),
        _ => format!("no statement begins with {}", quote(word)),
    };
    let problem = Diagnostic::new(Code::NotAStatement, span, message).fix(
        "to draw an edge, write only its arrow",
        whole,
        text,
    );
    with(
        problem,
        "or, to declare an edge style, write its meaning in quotes",
        label.map(|label| (whole, label)),
    )
}

pub(in crate::parse) fn verb(
    span: Span,
    verb: &str,
    needs: bool,
    whole: Span,
    text: String,
) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("{} is not a keyword of this language", quote(verb)),
    )
    .fix(
        if needs {
            "write an arrow from what is needed to what needs it"
        } else {
            "write an arrow from what comes first to what follows"
        },
        whole,
        text,
    )
}

/// A file of another language: one message for all of it.
pub(in crate::parse) fn other_language(span: Span, language: Language) -> Diagnostic {
    let (what, example) = match language {
        Language::Mermaid => (
            "a Mermaid diagram",
            "`A[Label] --> B` is `a \"Label\" >> b` in certdot",
        ),
        Language::Dot => (
            "a DOT graph",
            "`a -> b [label=\"yes\"]` is `a >> edge \"yes\" >> b` in certdot",
        ),
        Language::D2 => (
            "a D2 diagram",
            "`a -> b: yes` is `a >> edge \"yes\" >> b` in certdot",
        ),
        Language::PlantUml => (
            "a PlantUML diagram",
            "`[A] --> [B] : yes` is `a >> edge \"yes\" >> b` in certdot",
        ),
        Language::Python => (
            "a Python program",
            "`with Cluster(\"Net\"):` is `group \"Net\" {` in certdot, and ends with `}`",
        ),
        Language::Json => (
            "JSON",
            "a step from one node to the next is `a >> b` in certdot",
        ),
        Language::Yaml => (
            "YAML",
            "a step from one node to the next is `a >> b` in certdot",
        ),
        Language::Markdown => (
            "a list in Markdown",
            "a step from one node to the next is `a >> b` in certdot, and a group is `group a { … }`",
        ),
    };
    Diagnostic::new(
        Code::OtherLanguage,
        span,
        format!("this file is {what}, not a certdot tree"),
    )
    .note(example)
    .help("run `certdot explain coming-from` to see both languages side by side")
}
