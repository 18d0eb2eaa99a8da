//! What the words of the language do, in a sentence or two and an example.

/// A word with what it does, and what is to be written with it: `$1`, `$2` … stand for what its user fills in.
pub(super) struct Word {
    pub(super) word: &'static str,
    pub(super) does: &'static str,
    pub(super) example: &'static str,
    pub(super) snippet: &'static str,
    /// Whether it is allowed only outside all groups.
    pub(super) is_top_level: bool,
}

const fn word(
    word: &'static str,
    is_top_level: bool,
    snippet: &'static str,
    does: &'static str,
    example: &'static str,
) -> Word {
    Word {
        word,
        does,
        example,
        snippet,
        is_top_level,
    }
}

/// The words that start statements.
pub(super) const NOUNS: [Word; 7] = [
    word(
        "use",
        true,
        "use ${1:aws}",
        "Includes a built-in catalogue or another file, as if its text were written here.",
        "use aws\nuse \"shared.cert\"",
    ),
    word(
        "diagram",
        true,
        "diagram \"${1:Title}\"",
        "Sets the title, direction, theme, layout and legend of the diagram.",
        "diagram \"AWS Certification Paths\" [direction=right, legend=true]",
    ),
    word(
        "cert",
        true,
        "cert ${1:name} \"${2:Label}\" [code=\"${3:ABC-123}\"]",
        "Describes a certification, skill or course: its label, icon and link. It draws nothing by itself.",
        "cert sa_assoc \"Solutions Architect\" [code=\"SAA-C03\", level=associate]",
    ),
    word(
        "edge",
        true,
        "edge ${1:name} \"${2:What it means}\" [${3:style=dashed}]",
        "Declares an edge style, to use between two arrows. Without a name, it sets the defaults of all edges here.",
        "edge soon \"Planned\" [style=dotted]\na >> soon >> b",
    ),
    word(
        "group",
        false,
        "group \"${1:Name}\" {\n    $0\n}",
        "Draws a box around the contents of its block. A second block of the same name continues the same box. With attributes \
         and no name, it sets the defaults of groups.",
        "group \"Networking\" {\n    a >> b\n}",
    ),
    word(
        "node",
        false,
        "node ${1:name}",
        "Declares nodes in this group, or starts a chain. Attributes belong to the node before them: in `node a, b [level=x]`, \
         to `b` only. With attributes and no name, it sets the defaults of nodes.",
        "node security \"Security\" [level=specialty]",
    ),
    word(
        "row",
        false,
        "row ${1:a}, ${2:b}",
        "Draws nodes of one group side by side. A chain or `node` must also mention them.",
        "row developer, sysops",
    ),
];

/// The words inside statements.
pub(super) const INNER: [Word; 3] = [
    word(
        "in",
        false,
        "in ",
        "Puts the chain into a group, and creates the group if it does not exist.",
        "a >> b in \"Networking\" / \"Routing\"",
    ),
    word(
        "new",
        false,
        "new ",
        "Creates a new node in this group, even if an outer group has one of the same name.",
        "sa_assoc >> new security",
    ),
    word(
        "each",
        false,
        "each ",
        "Stands for every node that is directly in a group.",
        "lb >> each services >> db",
    ),
];

/// The arrows, each with what it draws.
pub(super) const ARROWS: [(&str, &str); 4] = [
    (">>", "an edge from left to right"),
    ("<<", "an edge from right to left"),
    ("--", "an edge without arrowheads"),
    ("<>", "an edge with an arrowhead at both ends"),
];

/// A word's documentation in Markdown.
pub(super) fn of_word(word: &str) -> Option<String> {
    let known = NOUNS
        .iter()
        .chain(&INNER)
        .find(|known| known.word == word)?;
    Some(known.markdown())
}

impl Word {
    pub(super) fn markdown(&self) -> String {
        format!("{}\n\n```cert\n{}\n```", self.does, self.example)
    }
}
