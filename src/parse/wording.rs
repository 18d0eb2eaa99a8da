//! The words of all that can be wrong with how a file is written.
//!
//! Each function makes one diagnostic; none of them decides anything. Spans are positions among all files.

use crate::diagnostics::render::{printable, quoted};
use crate::diagnostics::{Code, Diagnostic, Edit, Help};
use crate::source::Span;

pub(super) fn unexpected(span: Span, found: &str, expected: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("{found} does not fit here"),
    )
    .label(format!("expected {expected}"))
}

pub(super) fn unknown_statement(span: Span, word: &str, keyword: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("no statement begins with {}", quoted(word)),
    )
    .fix(format!("perhaps you meant `{keyword}`"), span, keyword)
}

pub(super) fn other_diagram(span: Span, word: &str, fix: (Span, String)) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("no statement begins with {}", quoted(word)),
    )
    .fix(
        "a file is one diagram; what is said of it stands in `diagram`",
        fix.0,
        fix.1,
    )
}

pub(super) fn kept_word(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ReservedWord,
        span,
        format!(
            "{} is kept for a later version and means nothing yet",
            quoted(word)
        ),
    )
    .help(format!("a node of that name is written `\"{word}\"`"))
}

// ---- arrows ----

pub(super) fn wrong_arrow(span: Span, found: &str, instead: &str, edits: Vec<Edit>) -> Diagnostic {
    let message = match edits.as_slice() {
        [_] => format!("write `{instead}`"),
        _ => "write these arrows so".to_owned(),
    };
    let mut problem = Diagnostic::new(
        Code::WrongArrow,
        span,
        format!("{} is not an arrow of this language", quoted(found)),
    )
    .note(ARROWS);
    problem.helps.push(Help { message, edits });
    problem
}

pub(super) fn wrong_arrow_alone(span: Span, found: &str, instead: &str) -> Diagnostic {
    let edits = vec![Edit {
        span,
        text: instead.to_owned(),
    }];
    wrong_arrow(span, found, instead, edits)
}

const ARROWS: &str = "the arrows are `>>` (to the right), `<<` (to the left), `--` (without heads) and `<>` (with both)";

pub(super) fn label_of_edge(span: Span, example: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "an edge takes no label after a `:`",
    )
    .help(format!(
        "the label of an edge stands between two arrows: `{}`",
        printable(example)
    ))
}

pub(super) fn label_after_arrow(
    span: Span,
    mark: &str,
    whole: Span,
    label: &str,
    name: &str,
) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "a string after an arrow is a name, and a second name follows it",
    )
    .fix(
        "the label of an edge stands between two arrows",
        whole,
        format!("edge {label} {mark} {name}"),
    )
}

/// `fix` is what stands in the arrow's place, if it can be told.
pub(super) fn bar(span: Span, fix: Option<(Span, String)>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        "the label of an edge is not written into its arrow",
    );
    match fix {
        Some((arrow, text)) => problem.fix("it stands between two arrows", arrow, text),
        None => problem.help("it stands between two arrows: `a >> edge \"label\" >> b`"),
    }
}

pub(super) fn list_after_arrow(
    span: Span,
    mark: &str,
    list: &str,
    is_followed: bool,
) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        "attributes stand after what they belong to",
    );
    if is_followed {
        problem.fix(
            "those of an edge stand between two arrows",
            span,
            format!("edge {list} {mark}"),
        )
    } else {
        problem.help(format!(
            "those of an edge stand between two arrows: `a {mark} edge [color=red] {mark} b`"
        ))
    }
}

// ---- blocks ----

pub(super) fn block_of_nothing(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NotAStatement, span, "a block belongs to a group")
        .label("expected `group` and a name before this")
        .note("a list of nodes has no braces: `a, b >> c`; nodes on one rank are a row: `row a, b`")
}

pub(super) fn block_of_diagram(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "a diagram has no block: the whole file is the diagram",
    )
    .help(if word == "diagram" {
        "leave out the `{` and its `}`"
    } else {
        "leave out this line and its `}`; a title is said so: `diagram \"Title\"`"
    })
}

pub(super) fn block_of_other(span: Span, noun: &str, is_chain: bool) -> Diagnostic {
    let problem = Diagnostic::new(Code::NotAStatement, span, "only a group has a block");
    match noun {
        _ if is_chain => problem
            .help("attributes of a node stand in brackets after its name: `a >> b [color=red]`")
            .help("a group has a statement of its own, and chains say its name: `a >> net`"),
        "row" | "use" => problem.help(format!("`{noun}` ends at the end of its line")),
        _ => problem.help(format!(
            "attributes stand in brackets: `{noun} a \"Label\" [color=red]`"
        )),
    }
}

pub(super) fn list_in_braces(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "a list of nodes has no braces around it",
    )
    .help("put commas between them: `a >> b, c`")
}

pub(super) fn block_without_group(span: Span, fixes: &[(Span, String)]) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        "a block belongs to a group, and no `group` stands before this",
    );
    let messages = [
        "a group begins with `group`",
        "or, if this word stands for `group`",
    ];
    fixes
        .iter()
        .zip(messages)
        .fold(problem, |problem, ((span, text), message)| {
            problem.fix(message, *span, text.clone())
        })
}

pub(super) fn brace_on_next_line(span: Span, gap: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MissingBrace,
        span,
        "the `{` of a group stands on the group's own line",
    )
    .fix("write it there", gap, " {")
}

// ---- attributes ----

/// A text as a string.
pub(super) fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// `colons` are those of the whole list, with the blanks after them.
pub(super) fn colon_for_equals(span: Span, key: &str, colons: Vec<Span>) -> Diagnostic {
    let mut problem = Diagnostic::new(
        Code::MissingEquals,
        span,
        format!("the attribute {} has a `:` where `=` belongs", quoted(key)),
    );
    let edits = colons.into_iter().map(|span| Edit {
        span,
        text: "=".to_owned(),
    });
    problem.helps.push(Help {
        message: "write `=`".to_owned(),
        edits: edits.collect(),
    });
    problem
}

pub(super) fn wrong_equals(span: Span, key: &str, found: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MissingEquals,
        span,
        format!(
            "the attribute {} has {} where `=` belongs",
            quoted(key),
            quoted(found)
        ),
    )
    .fix("write `=`", span, "=")
}

pub(super) fn missing_equals(span: Span, key: &str, value: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MissingEquals,
        span,
        format!("no `=` stands after the attribute {}", quoted(key)),
    )
    .fix(
        "put it before the value",
        Span::new(span.end, value.start),
        "=",
    )
}

/// `label` is the whole list with its brackets, what is in it, and whether a blank stands before it.
pub(super) fn lone_key(span: Span, key: &str, label: Option<(Span, &str, bool)>) -> Diagnostic {
    match label {
        None => Diagnostic::new(
            Code::MissingEquals,
            span,
            format!("the attribute {} has no value", quoted(key)),
        )
        .label("expected `=` and a value after this")
        .help(format!(
            "write `{}=…`, with the value in quotes if it has blanks",
            printable(key)
        )),
        Some((list, text, is_apart)) => {
            let blank = if is_apart { "" } else { " " };
            Diagnostic::new(
                Code::MissingEquals,
                span,
                format!("{} is no attribute: it has no `=` and value", quoted(text)),
            )
            .label("expected `key=value`")
            .fix(
                "if it is a label, write it in quotes instead of brackets",
                list,
                format!("{blank}{}", in_quotes(text)),
            )
        }
    }
}

pub(super) fn missing_value(span: Span, key: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MissingEquals,
        span,
        format!("the attribute {} has no value", quoted(key)),
    )
    .label("expected a value after its `=`")
    .help(format!(
        "write a word or a string: `{}=\"…\"`",
        printable(key)
    ))
}

pub(super) fn unquoted_value(span: Span, value: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnquotedValue,
        span,
        format!("the value {} must be in quotes", quoted(value)),
    )
    .note("a bare value is made of letters, digits and `_ . # % + - : /`, and has no `//` in it")
    .fix("put it in quotes", span, in_quotes(value))
}

pub(super) fn markup_value(span: Span, value: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnquotedValue,
        span,
        format!("the value {} must be in quotes", quoted(value)),
    )
    .note("text is text: no label is read as HTML")
    .help("write the plain text in quotes: `label=\"text\"`")
}

pub(super) fn quoted_key(span: Span, key: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "the key of an attribute has no quotes",
    )
    .fix("leave them out", span, key.trim_matches('"'))
}

pub(super) fn nested_list(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NotAStatement, span, "a value is no list")
        .label("expected a word or a string")
        .help("several values of one attribute stand in one string: `style=\"rounded,filled\"`")
}

pub(super) fn extra_mark(span: Span, mark: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("no attribute stands before this {}", quoted(mark)),
    )
    .fix("remove it", span, "")
}

pub(super) fn second_list(span: Span, gap: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "a second list of attributes cannot stand here",
    )
    .fix("make them one", gap, ", ")
}

pub(super) fn list_of_nothing(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "these attributes belong to nothing",
    )
    .label("expected a name before this")
    .help("for all nodes, edges or groups of a block, write `node [color=red]`, `edge [color=red]` or `group [color=red]`")
}

pub(super) fn list_in_brackets(span: Span, marks: &str, content: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("a list of nodes has no {marks} around it"),
    )
    .fix("leave them out", span, content.trim())
}

pub(super) fn label_after_list(span: Span, before: Span, after: Span, label: &str) -> Diagnostic {
    let mut problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        "a label stands before the attributes",
    );
    problem.helps.push(Help {
        message: "put it there".to_owned(),
        edits: vec![
            Edit {
                span: before,
                text: format!("{label} "),
            },
            Edit {
                span: after,
                text: String::new(),
            },
        ],
    });
    problem
}

/// `list` is what is to be written instead, if it can be told.
pub(super) fn attributes_without_list(span: Span, list: Option<String>) -> Diagnostic {
    let problem = Diagnostic::new(Code::NotAStatement, span, "attributes stand in brackets");
    match list {
        Some(list) => problem.fix("put them in brackets", span, list),
        None => problem.help("for example `node a \"Label\" [color=red, shape=box]`"),
    }
}

pub(super) fn attributes_in_parentheses(span: Span, content: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "attributes stand in brackets, not in parentheses",
    )
    .fix("write brackets", span, format!("[{content}]"))
}

pub(super) fn equals_before_label(span: Span, whole: Span, label: &str) -> Diagnostic {
    Diagnostic::new(Code::NotAStatement, span, "no `=` stands before a label").fix(
        "a label follows its name in quotes",
        whole,
        format!(" {label}"),
    )
}

pub(super) fn colon_before_label(span: Span, whole: Span, text: String) -> Diagnostic {
    Diagnostic::new(Code::NotAStatement, span, "no `:` stands before a label").fix(
        "a label follows its name in quotes",
        whole,
        text,
    )
}

pub(super) fn loose_colon(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NotAStatement, span, "`:` does not fit here").fix("remove it", span, "")
}

/// `p = "Label"`, written as a node with a label.
pub(super) fn label_by_assignment(span: Span, name: &str, whole: Span, node: String) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("`{} = …` is no statement", printable(name)),
    )
    .fix("a node and its label are written so", whole, node)
}

pub(super) fn assignment(span: Span, key: &str, mark: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("`{}{mark} …` is no statement", printable(key)),
    )
    .help("attributes stand in brackets after what they belong to: `node a [color=red]`, `group net [color=red] {`, `diagram [direction=right]`")
}

pub(super) fn missing_separator(span: Span, before: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "two attributes with nothing between them",
    )
    .label("expected a comma before this")
    .fix("put a comma between them", Span::at(before.end), ",")
}

// ---- what does not end ----

pub(super) fn unclosed_string(span: Span, end: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnclosedString,
        span,
        "this string does not end on its line",
    )
    .label("the string begins here")
    .fix("close it", end, "\"")
    .note("a line break in a string is written `\\n`")
}

pub(super) fn quote_without_string(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnclosedString,
        span,
        "no string stands before this quote on its line",
    )
    .note("a string begins and ends on one line; a line break in it is written `\\n`")
}

pub(super) fn quote_in_string(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NotAStatement, span, "the string ends before this")
        .label("expected a blank, or no quote before this")
        .help("a quote inside a string is written `\\\"`")
}

pub(super) fn unclosed_group(opener: Span, misaligned: Option<(Span, Span)>) -> Diagnostic {
    let problem = Diagnostic::new(Code::UnclosedGroup, opener, "this group is not closed")
        .label("its block begins here and goes on to the end of the file")
        .help("write `}` where the group ends");
    match misaligned {
        Some((opener, closer)) => problem.also(opener, "this group …").also(
            closer,
            "… is closed by this, which stands further left or right",
        ),
        None => problem,
    }
}

pub(super) fn stray_brace(span: Span) -> Diagnostic {
    Diagnostic::new(Code::StrayBrace, span, "this `}` closes no group").fix("remove it", span, "")
}

pub(super) fn unclosed_list(opener: Span, end: u32) -> Diagnostic {
    Diagnostic::new(
        Code::UnclosedList,
        opener,
        "this list of attributes is not closed",
    )
    .label("the list begins here")
    .fix("close it", Span::at(end), "]")
}

pub(super) fn unclosed_comment(opener: Span) -> Diagnostic {
    Diagnostic::new(Code::UnclosedComment, opener, "this comment is not closed")
        .label("it begins here and goes on to the end of the file")
        .help("write `*/` where the comment ends")
}

pub(super) fn unknown_escape(span: Span, escape: &str) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::WrongEscape,
        span,
        format!("there is no escape {}", quoted(escape)),
    );
    let backslash = Span::new(span.start, span.start + 1);
    match escape {
        "\\'" => problem.fix("this quote needs no backslash", backslash, ""),
        "\\l" | "\\r" => problem
            .fix("for a line break, write `\\n`", span, "\\n")
            .fix("for a backslash itself, write two", backslash, "\\\\"),
        _ => problem.fix("for a backslash itself, write two", backslash, "\\\\"),
    }
    .note("the escapes are `\\\"`, `\\\\`, `\\n`, `\\t` and `\\u{1F600}`")
}

/// `digits` are hexadecimal ones without their braces.
pub(super) fn not_a_character(span: Span, digits: Option<Span>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::WrongEscape,
        span,
        "this escape stands for no character",
    );
    if let Some(digits) = digits {
        let mut problem = problem;
        problem.helps.push(Help {
            message: "the number stands in braces".to_owned(),
            edits: [(digits.start, "{"), (digits.end, "}")]
                .map(|(at, text)| Edit {
                    span: Span::at(at),
                    text: text.to_owned(),
                })
                .into(),
        });
        return problem;
    }
    problem.help("write the character's number in hexadecimal digits: `\\u{1F600}` is 😀")
}

pub(super) fn forbidden_escape(span: Span, character: char) -> Diagnostic {
    Diagnostic::new(
        Code::ForbiddenCharacter,
        span,
        format!("the character U+{:04X} cannot stand in a picture", u32::from(character)),
    )
    .note("control characters, U+FEFF, U+FFFE and U+FFFF cannot be written in SVG; tab is `\\t`, a line break `\\n`")
}

pub(super) fn reserved_word(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ReservedWord,
        span,
        format!(
            "{} is a word of the language and cannot be a bare name",
            quoted(word)
        ),
    )
    .fix("in quotes it can", span, format!("\"{word}\""))
}

/// `word` is the first word of the line, and `said` all of it that is no attribute.
pub(super) fn lone_name(chain: Span, word: Span, said: &str, keyword: Option<&str>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::LoneName,
        chain,
        format!("{} alone on a line says nothing", quoted(said)),
    );
    match keyword {
        Some(keyword) => problem.fix(format!("perhaps you meant `{keyword}`"), word, keyword),
        None => problem.label("expected an arrow after this, or `node` before it"),
    }
    .fix(
        "to draw it without an arrow",
        Span::at(chain.start),
        "node ",
    )
}

pub(super) fn lone_key_word(chain: Span, word: &str) -> Diagnostic {
    Diagnostic::new(
        Code::LoneName,
        chain,
        format!("{} alone on a line says nothing", quoted(word)),
    )
    .help("attributes stand in brackets after what they belong to: `node a [color=red]`, `group net [color=red] {`, `diagram [direction=right]`")
}

pub(super) fn lone_end(chain: Span) -> Diagnostic {
    Diagnostic::new(Code::LoneName, chain, "`end` alone on a line says nothing").fix(
        "a group ends with `}`",
        chain,
        "}",
    )
}

pub(super) fn lone_each(chain: Span, path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::LoneName,
        chain,
        format!("{} alone on a line says nothing", quoted(path)),
    )
    .label("expected an arrow before or after this")
    .help(format!("for example `a >> {}`", printable(path)))
}

pub(super) fn loose_arrow(span: Span, mark: &str, side: &str) -> Diagnostic {
    Diagnostic::new(
        Code::LooseArrow,
        span,
        format!("nothing stands {side} this {}", quoted(mark)),
    )
    .label(format!("expected a name {side} this"))
}

pub(super) fn arrow_without_chain(span: Span, mark: &str) -> Diagnostic {
    Diagnostic::new(
        Code::LooseArrow,
        span,
        format!("a line begins with {} but no chain stands before it", quoted(mark)),
    )
    .label("expected a name before this")
    .note("such a line goes on with the chain before it, which must not have ended with `;` or a place")
}

pub(super) fn missing_brace(at: Span, group: Span) -> Diagnostic {
    Diagnostic::new(Code::MissingBrace, group, "this group has no block")
        .label("expected `{` after this")
        .fix("begin the block here", at, " {")
}

pub(super) fn top_level_only(span: Span, noun: &str, group: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TopLevelOnly,
        span,
        format!("`{noun}` may not stand in a group"),
    )
    .also(group, "in this group")
    .help("move it out of all groups; where it stands in the file does not matter")
}

/// `instead` is the name in quotes, `other` what else may have been meant: `net/lb` by `net.lb`.
pub(super) fn wrong_bare_name(
    span: Span,
    name: &str,
    instead: String,
    other: Option<(&str, String)>,
) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::WrongName,
        span,
        format!("{} is no bare name", quoted(name)),
    )
    .note(BARE_NAME)
    .fix("write it in quotes", span, instead);
    match other {
        Some((message, text)) => problem.fix(message, span, text),
        None => problem,
    }
}

pub(super) fn quoted_name(span: Span, name: &str) -> Diagnostic {
    wrong_bare_name(span, name, in_quotes(name), None)
}

const BARE_NAME: &str = "a bare name is made of letters, digits and `_`, with single `-` between them; any other is written in quotes";

pub(super) fn title_without_quotes(span: Span, title: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "the title of a diagram stands in quotes",
    )
    .fix("put it in quotes", span, in_quotes(title))
}

/// `instead` is the words in quotes, `other` what else may have been meant.
pub(super) fn several_words(
    span: Span,
    text: &str,
    instead: String,
    other: Option<(&str, String)>,
) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("nothing stands between the words {}", quoted(text)),
    );
    let problem = match other {
        Some((message, text)) => problem.fix(message, span, text),
        None => problem,
    };
    problem.fix("a name with blanks is written in quotes", span, instead)
}

pub(super) fn with_arrow_help(problem: Diagnostic) -> Diagnostic {
    problem.help("in a chain, an arrow stands between two nodes: `a >> b >> c`")
}

pub(super) fn wrong_first_character(span: Span, name: &str, first: char) -> Diagnostic {
    Diagnostic::new(
        Code::WrongName,
        span,
        format!(
            "a bare name cannot begin with the character U+{:04X}",
            u32::from(first)
        ),
    )
    .fix("write the name in quotes", span, in_quotes(name))
}

pub(super) fn long_name(span: Span, most: usize) -> Diagnostic {
    Diagnostic::new(
        Code::WrongName,
        span,
        format!(
            "a name of {} bytes is too long; {most} are the most",
            span.len()
        ),
    )
    .help("a label may be as long as it likes: `node short \"…\"`")
}

pub(super) fn empty_name(span: Span) -> Diagnostic {
    Diagnostic::new(Code::WrongName, span, "a name cannot be empty")
        .help("write a name between the quotes")
}

pub(super) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(Code::TooDeep, span, "groups are nested deeper than 256")
        .label("this is in 256 groups already")
        .help("leave out groups that hold nothing but another group")
}

pub(super) fn unknown_character(span: Span, character: &str, instead: Option<&str>) -> Diagnostic {
    let is_blank = character.chars().all(char::is_whitespace);
    let found = match character.chars().next() {
        Some(blank) if is_blank => format!("the blank U+{:04X}", u32::from(blank)),
        _ => quoted(character),
    };
    let problem = Diagnostic::new(
        Code::UnknownCharacter,
        span,
        format!("{found} begins nothing in this language"),
    );
    match instead {
        Some(" ") => problem.fix("write an ordinary blank", span, " "),
        Some(instead) => problem.fix(format!("write `{instead}`"), span, instead),
        None => problem.help("a name that holds it is written in quotes"),
    }
}

pub(super) fn bullet(span: Span, character: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownCharacter,
        span,
        format!("{} begins nothing in this language", quoted(character)),
    )
    .help("statements have no bullets: a node is `node a`, a step from one to the next `a >> b`")
}

pub(super) fn call(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownCharacter,
        span,
        "`(` begins nothing in this language",
    )
    .help("a node is written `node name \"Label\" [color=red]`")
}

pub(super) fn markup(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownCharacter,
        span,
        "no markup is read in this language",
    )
    .help("a text is written in quotes, and shown as it is")
}

/// A quote of another language, in a way that can be read.
fn other_quote(quote: &str) -> String {
    match quote {
        "`" => "a backtick".to_owned(),
        _ => quoted(quote),
    }
}

pub(super) fn wrong_quotes(span: Span, quote: &str, whole: Span, content: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownCharacter,
        span,
        format!("{} is no quote in this language", other_quote(quote)),
    )
    .fix("write `\"`", whole, in_quotes(content))
}

pub(super) fn wrong_quote(span: Span, quote: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownCharacter,
        span,
        format!("{} is no quote in this language", other_quote(quote)),
    )
    .help("strings stand in `\"`; a name that holds the character too")
}

/// `mark` is what a comment's mark can be put in place of.
pub(super) fn other_comment(span: Span, found: &str, mark: Option<Span>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::UnknownCharacter,
        span,
        format!("{} begins no comment in this language", quoted(found)),
    );
    match mark {
        Some(mark) => problem.fix("a comment begins with `//`", mark, "//"),
        None => problem.help("a comment is written `// …` or `/* … */`"),
    }
}

pub(super) fn late_hash(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownCharacter,
        span,
        "`#` begins a comment only where it is the first on its line",
    )
    .fix(
        "after something else, write `//`",
        Span::new(span.start, span.start + 1),
        "//",
    )
}

pub(super) fn missing_name(span: Span, noun: &str, example: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingName, span, format!("`{noun}` needs a name"))
        .label("expected a name after this")
        .help(format!("for example `{example}`"))
}

pub(super) fn file_without_quotes(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::WrongName,
        span,
        format!("{} is no bare name", quoted(name)),
    )
    .fix("the name of a file stands in quotes", span, in_quotes(name))
}

pub(super) fn one_each(span: Span, noun: &str, gap: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("each `{noun}` is a statement of its own"),
    )
    .fix("begin a new one", gap, format!("; {noun} "))
}

pub(super) fn chain_after_noun(span: Span, noun: &str, whole: Span) -> Diagnostic {
    let (message, help) = if noun == "edge" {
        (
            "`edge` names a style of edges; it draws none",
            "an edge is drawn by its arrow alone",
        )
    } else {
        (
            "`cert` puts something into the catalogue; it draws nothing",
            "a chain has no `cert` before it",
        )
    };
    Diagnostic::new(Code::NotAStatement, span, message).fix(help, whole, "")
}

pub(super) fn arrow_in_row(span: Span, mark: &str, gap: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("no {} stands in a row", quoted(mark)),
    )
    .fix(
        "a row draws no edges: put a comma between its nodes",
        gap,
        ",",
    )
}

pub(super) fn early_place(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NotAStatement, span, "`in` begins no statement")
        .help("a place stands at the end of its chain, on the same line: `a >> b in net`")
}

pub(super) fn other_place(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("{} does not fit here", quoted(word)),
    )
    .fix("the place of a chain begins with `in`", span, "in")
}

pub(super) fn after_place(span: Span, mark: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("no {} stands after a place", quoted(mark)),
    )
    .label("expected the end of the line before this")
    .help("a place ends its chain and holds for all of it")
}

/// `gap` is what stands between the brace and what follows it, if that may begin a statement.
pub(super) fn after_close(span: Span, found: &str, gap: Option<Span>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("{found} does not fit after `}}`"),
    )
    .label("expected a line end before this");
    match gap {
        Some(gap) => problem.fix("begin a new statement", gap, "; "),
        None => problem.help("a chain says a group by its name: `a >> net`"),
    }
}
