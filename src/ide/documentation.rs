//! What the words of the language do, in a sentence or two and an example.

/// A word with what it does, and what is to be written with it: `$1`, `$2` … stand for what its user fills in.
pub(super) struct Word {
    pub(super) word: &'static str,
    pub(super) does: &'static str,
    pub(super) example: &'static str,
    pub(super) snippet: &'static str,
    /// Whether it may stand only outside all groups.
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

/// The words that begin statements.
pub(super) const NOUNS: [Word; 7] = [
    word(
        "use",
        true,
        "use ${1:aws}",
        "Takes in a catalogue that ships with certdot, or another file, as if it were written here.",
        "use aws\nuse \"shared.cert\"",
    ),
    word(
        "diagram",
        true,
        "diagram \"${1:Title}\"",
        "Says what counts for the whole picture: its title, direction, theme, layout, legend.",
        "diagram \"AWS Certification Paths\" [direction=right, legend=true]",
    ),
    word(
        "cert",
        true,
        "cert ${1:name} \"${2:Label}\" [code=\"${3:ABC-123}\"]",
        "Puts a certification, skill or course into the catalogue: its label, icon, link. It draws nothing by itself.",
        "cert sa_assoc \"Solutions Architect\" [code=\"SAA-C03\", level=associate]",
    ),
    word(
        "edge",
        true,
        "edge ${1:name} \"${2:What it means}\" [${3:style=dashed}]",
        "Names an edge style, to be said between two arrows. Without a name, it sets the defaults of all edges here.",
        "edge soon \"Planned\" [style=dotted]\na >> soon >> b",
    ),
    word(
        "group",
        false,
        "group \"${1:Name}\" {\n    $0\n}",
        "Draws a box around what its block says. Said again in the same place, it goes on with the same box. With attributes \
         and no name, it sets the defaults of groups.",
        "group \"Networking\" {\n    a >> b\n}",
    ),
    word(
        "node",
        false,
        "node ${1:name}",
        "Declares nodes in this group, or begins a chain. Attributes are those of the node before them: in `node a, b [level=x]`, \
         of `b` alone. With attributes and no name, it sets the defaults of nodes.",
        "node security \"Security\" [level=specialty]",
    ),
    word(
        "row",
        false,
        "row ${1:a}, ${2:b}",
        "Draws nodes of one group side by side. They must be said elsewhere too.",
        "row developer, sysops",
    ),
];

/// The words that stand inside statements.
pub(super) const INNER: [Word; 3] = [
    word(
        "in",
        false,
        "in ",
        "Puts the chain into a group, which is made if it is not there.",
        "a >> b in \"Networking\" / \"Routing\"",
    ),
    word(
        "new",
        false,
        "new ",
        "Makes a node of this group, even if a name around it is the same.",
        "sa_assoc >> new security",
    ),
    word(
        "each",
        false,
        "each ",
        "Stands for every node that stands directly in a group.",
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
