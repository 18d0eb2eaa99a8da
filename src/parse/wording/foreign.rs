//! Lines that another language would understand.

use crate::diagnostics::render::{printable, quoted};
use crate::diagnostics::{Code, Diagnostic, Edit, Help};
use crate::parse::mistake::Foreign;
use crate::parse::whole::Language;
use crate::source::Span;

use super::{ARROWS, BARE_NAME};

/// Something foreign in a chain; `text` is what it is.
pub(in crate::parse) fn foreign(span: Span, kind: Foreign, text: &str) -> Diagnostic {
    let text = quoted(text);
    let message = match kind {
        Foreign::LabelInShape => "a label is written in quotes, without brackets".to_owned(),
        Foreign::LabelInArrow => "the label of an edge is not written into its arrow".to_owned(),
        Foreign::LabelAfterColon => "an edge takes no label after a `:`".to_owned(),
        Foreign::ListAtEnd => "these attributes are the last node's, not the edge's".to_owned(),
        Foreign::ListAfterArrow => "an edge has `edge` before its attributes".to_owned(),
        Foreign::ListInBraces => "attributes are written in brackets, not in braces".to_owned(),
        Foreign::ValueWithoutKey => format!("the value {text} has no key before it"),
        Foreign::Call => "there are no calls in this language".to_owned(),
        Foreign::ListOfNodes => "nodes are listed with commas, without brackets".to_owned(),
        Foreign::Noun => format!("{text} does not belong here"),
        Foreign::MissingArrow => format!("no arrow follows the link {text}"),
        Foreign::EdgeNoun => "`edge` names a style of edges; it draws none".to_owned(),
        Foreign::Class => format!("{text} gives a node no class in this language"),
        Foreign::LabelFirst => "the label of a node follows its name".to_owned(),
        Foreign::OddName | Foreign::DottedName => {
            return Diagnostic::new(
                Code::WrongName,
                span,
                format!("the name {text} must be in quotes"),
            )
            .note(BARE_NAME);
        }
        Foreign::Words => format!("nothing stands between the words {text}"),
    };
    Diagnostic::new(Code::NotAStatement, span, message)
}

/// What to do about it.
pub(in crate::parse) fn foreign_help(kind: Foreign) -> &'static str {
    match kind {
        Foreign::LabelInShape | Foreign::LabelFirst => "write it after the name",
        Foreign::LabelInArrow | Foreign::LabelAfterColon => "write it between two arrows",
        Foreign::ListAfterArrow => "write both between two arrows",
        Foreign::ListAtEnd => "write those of an edge between two arrows",
        Foreign::ListInBraces => "write brackets",
        Foreign::ValueWithoutKey => "write its key before it",
        Foreign::ListOfNodes => "write commas",
        Foreign::Noun => "leave it out",
        Foreign::MissingArrow => "a link has an arrow on each side",
        Foreign::EdgeNoun => "an edge is drawn by its arrow alone",
        Foreign::Class => "leave it out, and write attributes in brackets",
        Foreign::OddName | Foreign::DottedName => "write it in quotes",
        Foreign::Words => "a name with blanks is written in quotes",
        Foreign::Call => "write the label in quotes, and attributes in brackets",
    }
}

/// `a -> b [color=red]`: the arrow is wrong, and the list stands elsewhere than DOT has it.
pub(in crate::parse) fn arrow_with_list(span: Span, arrow: &str) -> Diagnostic {
    Diagnostic::new(
        Code::WrongArrow,
        span,
        format!("{} is not an arrow of this language", quoted(arrow)),
    )
    .note(ARROWS)
    .note("attributes after the last node would be that node's")
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

const SETTINGS: &str = "settings of the picture stand in one `diagram` statement: `diagram [direction=right, theme=dark]`";

pub(in crate::parse) fn setting(span: Span, key: &str, fix: Option<(Span, String)>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("{} is a setting of the diagram", quoted(key)),
    );
    match fix {
        Some(_) => with(problem, "write it in a `diagram` statement", fix),
        None => problem.help(SETTINGS).help(
            "directions are `down`, `right`, `up` and `left`; themes are `light`, `dark`, `auto` and `plain`",
        ),
    }
}

/// What belongs to `diagram`, where none may stand.
pub(in crate::parse) fn outside_groups(problem: Diagnostic) -> Diagnostic {
    problem.note("a `diagram` statement stands outside all groups, once in a file")
}

const HOW_TO_GROUP: &str = "write `group \"Label\" {`, and `}` where it ends";

fn begins_no_statement(span: Span, word: &str) -> Diagnostic {
    let problem = format!("no statement begins with {}", quoted(word));
    Diagnostic::new(Code::NotAStatement, span, problem)
}

fn no_such_word(span: Span, word: &str, instead: &str) -> Diagnostic {
    let problem = format!("there is no `{word}` in this language; there is `{instead}`");
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
            "attributes of the picture belong to `diagram`",
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
        Some(_) => with(problem, "write", fix),
        None if noun == "group" => problem.help(HOW_TO_GROUP),
        None => problem.help("the whole file is the diagram; its title is `diagram \"Title\"`"),
    }
}

/// `edits` put a group in its place, and in that of its `end`.
pub(in crate::parse) fn subgraph(span: Span, edits: Vec<Edit>) -> Diagnostic {
    let problem = no_such_word(span, "subgraph", "group");
    match edits.is_empty() {
        true => problem.help(HOW_TO_GROUP),
        false => problem.fix_with("a group has its statements in braces", edits),
    }
}

pub(in crate::parse) fn note(span: Span, word: &str, fix: Option<(Span, String)>) -> Diagnostic {
    let problem = begins_no_statement(span, word);
    match fix {
        Some(_) => with(
            problem,
            "a text that shows under the mouse is a tooltip",
            fix,
        ),
        None => problem
            .help("a text that shows under the mouse is a tooltip: `node a [tooltip=\"text\"]`"),
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
        "there are no calls in this language",
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
        .help("one node takes its attributes in brackets: `node a [fillcolor=gold]`")
        .help("all nodes of a group take those of `node [fillcolor=gold]` in its block")
}

pub(in crate::parse) fn style_of_link(span: Span) -> Diagnostic {
    begins_no_statement(span, "linkStyle")
        .help("an edge takes its attributes between two arrows: `a >> edge [color=red] >> b`")
}

pub(in crate::parse) fn style_of_node(span: Span, fix: Option<(Span, String)>) -> Diagnostic {
    let problem = begins_no_statement(span, "style");
    match fix {
        Some(_) => with(problem, "a node takes its attributes in brackets", fix),
        None => problem.help("a node takes its attributes in brackets: `node a [fillcolor=gold]`"),
    }
}

pub(in crate::parse) fn click(span: Span, fix: Option<(Span, String)>) -> Diagnostic {
    let problem = begins_no_statement(span, "click");
    with(problem, "the address of a node is its `url`", fix)
}

pub(in crate::parse) fn attribute_of_path(
    span: Span,
    path: &str,
    fix: Option<(Span, String)>,
) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("`{}: …` is no statement", printable(path)),
    );
    match fix {
        Some(_) => with(problem, "a node takes its attributes in brackets", fix),
        None => problem.help("a node takes its attributes in brackets: `node a [shape=circle]`"),
    }
}

pub(in crate::parse) fn nodes_of_group(span: Span, fix: Option<(Span, String)>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        "the nodes of a group stand in its block",
    );
    with(problem, "write them in braces", fix)
}

pub(in crate::parse) fn several_uses(span: Span, whole: Span, text: String) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "each `use` takes one file or catalogue",
    )
    .fix("write one for each", whole, text)
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
        "edge" => "`edge` names a style of edges; it draws none".to_owned(),
        _ => format!("no statement begins with {}", quoted(word)),
    };
    let problem = Diagnostic::new(Code::NotAStatement, span, message).fix(
        "an edge is drawn by its arrow alone",
        whole,
        text,
    );
    with(
        problem,
        "or, to name a style, write its meaning in quotes",
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
        format!("{} is no word of this language", quoted(verb)),
    )
    .fix(
        if needs {
            "an arrow leads from what is needed to what needs it"
        } else {
            "an arrow leads from what comes first to what follows"
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
            "`A[Label] --> B` is `a \"Label\" >> b` here",
        ),
        Language::Dot => (
            "a DOT graph",
            "`a -> b [label=\"yes\"]` is `a >> edge \"yes\" >> b` here",
        ),
        Language::D2 => (
            "a D2 diagram",
            "`a -> b: yes` is `a >> edge \"yes\" >> b` here",
        ),
        Language::PlantUml => (
            "a PlantUML diagram",
            "`[A] --> [B] : yes` is `a >> edge \"yes\" >> b` here",
        ),
        Language::Python => (
            "a Python program",
            "`with Cluster(\"Net\"):` is `group \"Net\" {` here, and ends with `}`",
        ),
        Language::Json => ("JSON", "a step from one node to the next is `a >> b` here"),
        Language::Yaml => ("YAML", "a step from one node to the next is `a >> b` here"),
        Language::Markdown => (
            "a list in Markdown",
            "a step from one node to the next is `a >> b` here, and a group is `group a { … }`",
        ),
    };
    Diagnostic::new(
        Code::OtherLanguage,
        span,
        format!("this file is {what}, not a tree in certdot's language"),
    )
    .note(example)
    .help("`certdot explain coming-from` shows both side by side")
}
