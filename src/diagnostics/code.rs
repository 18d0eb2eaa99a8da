//! The codes of all diagnostics.

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A picture is drawn all the same.
    Warning,
    /// No picture is drawn.
    Error,
}

impl Severity {
    /// `error` or `warning`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($variant:ident $code:literal $title:literal,)*) => {
        /// What a diagnostic is about. `certdot explain CODE` explains each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!($code, ": ", $title, ".")] $variant,)*
        }

        impl Code {
            /// All codes, errors first, in the order of their numbers.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The code as printed: `E0203`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $code,)* }
            }

            /// What it means, in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Code::$variant => $title,)* }
            }
        }
    };
}

codes! {
    // Characters in a file.
    NotUtf8 "E0001" "bytes that are not UTF-8",
    ForbiddenCharacter "E0002" "a character that is not allowed",

    // Syntax.
    NotAStatement "E0101" "something that does not fit here",
    WrongArrow "E0102" "an arrow that is not one of the four",
    MissingEquals "E0103" "an attribute without `=`",
    UnclosedString "E0104" "a string that does not end on its line",
    UnclosedGroup "E0105" "a group that is not closed",
    StrayBrace "E0106" "a `}` that closes nothing",
    UnclosedList "E0107" "a list of attributes that is not closed",
    UnclosedComment "E0108" "a comment that is not closed",
    WrongEscape "E0109" "an escape that does not exist",
    ReservedWord "E0110" "a reserved word used as a name",
    LoneName "E0111" "a name alone on a line",
    LooseArrow "E0112" "an arrow with nothing on one side",
    MissingBrace "E0113" "a group without a block",
    TopLevelOnly "E0114" "a statement that is not allowed in a group",
    WrongName "E0115" "an invalid name",
    TooDeep "E0116" "groups nested too deeply",
    UnknownCharacter "E0117" "an unexpected character",
    MissingName "E0118" "a statement without the name it needs",
    UnquotedValue "E0119" "a value that must be in quotes",
    OtherLanguage "E0120" "a file of another language",

    // What names mean.
    UnknownPath "E0201" "a path to something that does not exist",
    AmbiguousName "E0202" "a name that several groups declare",
    MisplacedLink "E0203" "an edge style that links nothing",
    LinkArrows "E0204" "a link between two different arrows",
    NodeAndGroup "E0205" "a name for both a node and a group",
    StyleName "E0206" "a node or group with the name of an edge style",
    DeclaredTwice "E0207" "the same thing declared twice",
    TwoValues "E0208" "an attribute with two values",
    UnknownCert "E0209" "a cert that does not exist",
    EdgeToItself "E0210" "an edge between a group and itself",
    GroupAppearance "E0211" "a label or attributes on a group in a chain",
    WrongRow "E0212" "something that cannot be in a row",
    NewPath "E0213" "`new` before a path",
    WrongEach "E0214" "a misused `each`",
    TooManyEdges "E0215" "a chain with too many edges",
    MissingPlace "E0216" "a place that does not exist",

    // Other files.
    UnreadableFile "E0301" "a used file that cannot be read",
    OutsideRoot "E0302" "a file outside the root",
    TooManyFiles "E0303" "too many used files",
    UnknownCatalogue "E0304" "a catalogue that does not exist",
    MissingIcon "E0305" "an icon that was not found",
    NotAnImage "E0306" "an icon that is not an image",

    // Attributes.
    UnknownAttribute "E0401" "an attribute that does not exist",
    WrongElement "E0402" "an attribute that belongs to something else",
    RefusedAttribute "E0403" "an attribute that certdot sets itself",
    WrongValue "E0404" "a value that the attribute does not take",

    // Probable mistakes.
    AlmostKnown "W0501" "a name that is almost the same as another",
    SaidByLabel "W0502" "a group referred to by its label",
    DrawnOutside "W0503" "an undeclared name used in a group and outside it",
    Cycle "W0504" "a cycle of arrows",
    UnusedCert "W0505" "a cert that never appears",
    EmptyGroup "W0506" "an empty group",
    SplitName "W0507" "a name whose arrows end in one group and start in another",
    OtherName "W0508" "a cert referred to by its code or label",
    UnusedCatalogue "W0509" "certs of a catalogue that is not used",
    AlmostLevel "W0510" "a level that is almost a known one",
    LabelAsNode "W0511" "a string between two arrows that may be a label",
    CommentAsNode "W0512" "a line that may be a comment",
    IdleAllow "W0513" "an `allow` that silences nothing",
}

impl Code {
    /// Whether it is an error or a warning: the letter that the code begins with.
    pub fn severity(self) -> Severity {
        if self.name().starts_with('E') {
            Severity::Error
        } else {
            Severity::Warning
        }
    }

    /// The code of a name as printed, whatever its case.
    pub fn from_name(name: &str) -> Option<Code> {
        Code::ALL
            .iter()
            .copied()
            .find(|code| code.name().eq_ignore_ascii_case(name))
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_found_by_name() {
        assert!(
            Code::ALL
                .windows(2)
                .all(|two| two[0].name() < two[1].name())
        );
        for code in Code::ALL {
            assert_eq!(Code::from_name(&code.name().to_lowercase()), Some(*code));
        }
        assert_eq!(Code::from_name("E9999"), None);
        assert_eq!(Code::Cycle.severity(), Severity::Warning);
        assert_eq!(Code::WrongArrow.severity(), Severity::Error);
    }
}
