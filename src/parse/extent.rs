//! How far a statement that the grammar refused goes.

use super::lexeme::{LexemeKind, is_word_character, lexemes};

/// What is known of a statement without parsing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    /// The byte after it: after its line end or `;`, before a `}` that closes a block, after a `{` that opens one, or
    /// the text's end.
    pub(super) end: usize,
    /// Whether there is something in it that no statement has, so that the grammar need not be asked: a string without
    /// an end or, outside lists, an arrow of another language.
    pub(super) is_wrong: bool,
}

/// How far a statement that begins at `from` goes.
///
/// A line end inside `[ … ]` ends it all the same where the next line does not look like attributes: a bracket that was
/// forgotten must not swallow the rest of the file.
pub(super) fn extent(text: &str, from: usize) -> Extent {
    let mut is_wrong = false;
    let end = end(text, from, |in_list, kind| {
        is_wrong |=
            kind == LexemeKind::UnclosedString || kind == LexemeKind::WrongArrow && !in_list;
    });
    Extent { end, is_wrong }
}

/// The byte after a statement; `see` is shown its lexemes, and whether they stand in a list.
fn end(text: &str, from: usize, mut see: impl FnMut(bool, LexemeKind)) -> usize {
    let mut in_list = false;
    let mut goes_on = false;
    let mut awaits_value = false;
    let mut is_first = true;
    let mut skip_line_ends = true;
    let mut is_group = false;
    // Up to here, it is settled that line ends do not end it: each run of them is looked past once.
    let mut settled = 0;
    for lexeme in lexemes(text, from) {
        let end = lexeme.span.end as usize;
        see(in_list, lexeme.kind);
        match lexeme.kind {
            LexemeKind::Newline if skip_line_ends => continue,
            LexemeKind::Newline if end <= settled => continue,
            LexemeKind::Newline if in_list && looks_like_attributes(text, end) => {}
            LexemeKind::Newline if in_list && awaits_value && looks_like_value(text, end) => {}
            LexemeKind::Newline if in_list => return end,
            LexemeKind::Newline if goes_on || arrow_follows(text, end) => {}
            LexemeKind::Newline if is_group && block_follows(text, end) => {}
            LexemeKind::Newline => return end,
            LexemeKind::Semicolon if !in_list => return end,
            LexemeKind::CloseBlock if !is_first => return lexeme.span.start as usize,
            LexemeKind::OpenBlock => return end,
            LexemeKind::OpenList => in_list = true,
            LexemeKind::CloseList => in_list = false,
            LexemeKind::Comment => continue,
            _ => {}
        }
        if lexeme.kind == LexemeKind::Newline {
            settled = next_word(text, end);
        }
        is_group |= is_first && &text[lexeme.span.range()] == "group";
        if lexeme.kind != LexemeKind::Newline {
            goes_on = matches!(
                lexeme.kind,
                LexemeKind::Arrow | LexemeKind::WrongArrow | LexemeKind::Comma | LexemeKind::Slash
            );
            awaits_value = lexeme.kind == LexemeKind::Equals;
        }
        is_first = false;
        skip_line_ends = false;
    }
    text.len()
}

/// Whether the first line from here on that is not blank begins with `]`, a mark between attributes, or `key =`.
fn looks_like_attributes(text: &str, from: usize) -> bool {
    let rest = &text[next_word(text, from)..];
    if rest.starts_with([']', ',', ';']) {
        return true;
    }
    let after = rest.trim_start_matches(|c| c == '-' || is_word_character(c));
    let is_key = after.len() < rest.len();
    let sign = lexemes(after, 0).find(|lexeme| lexeme.kind != LexemeKind::Comment);
    // Only the first byte counts: what is told of `x=-1` is `=-`, as if someone had wanted an arrow.
    let sign = sign.map_or("", |sign| &after[sign.span.start as usize..]);
    is_key && sign.starts_with('=') && !sign.starts_with("==") && !sign.starts_with("=>")
}

/// Whether the first line from here on that is not blank begins with a string or a word that could be a value.
fn looks_like_value(text: &str, from: usize) -> bool {
    let start = next_word(text, from);
    let value = match lexemes(text, start).next() {
        Some(lexeme) if lexeme.kind == LexemeKind::String => return true,
        _ => value_length(&text[start..]),
    };
    value > 0
        && !matches!(
            lexemes(text, start + value)
                .next()
                .map(|lexeme| lexeme.kind),
            Some(LexemeKind::Word | LexemeKind::String | LexemeKind::Arrow | LexemeKind::OpenBlock)
        )
}

/// The length of the bare value that a text begins with.
fn value_length(text: &str) -> usize {
    let end = text.char_indices().find(|(at, character)| {
        let belongs = match character {
            '/' => !text[at + 1..].starts_with(['/', '*']),
            '-' | '.' | '#' | '%' | '+' | ':' => true,
            _ => is_word_character(*character),
        };
        !belongs
    });
    end.map_or(text.len(), |(at, _)| at)
}

/// Where the first line from here on that is not blank begins.
fn next_word(text: &str, from: usize) -> usize {
    lexemes(text, from)
        .find(|lexeme| !matches!(lexeme.kind, LexemeKind::Newline | LexemeKind::Comment))
        .map_or(text.len(), |lexeme| lexeme.span.start as usize)
}

/// Whether the first line from here on that is not blank begins with an arrow.
pub(super) fn arrow_follows(text: &str, from: usize) -> bool {
    lexemes(text, from)
        .find(|lexeme| !matches!(lexeme.kind, LexemeKind::Newline | LexemeKind::Comment))
        .is_some_and(|lexeme| matches!(lexeme.kind, LexemeKind::Arrow | LexemeKind::WrongArrow))
}

/// Whether the first line from here on that is not blank begins with `{`.
fn block_follows(text: &str, from: usize) -> bool {
    lexemes(text, from)
        .find(|lexeme| !matches!(lexeme.kind, LexemeKind::Newline | LexemeKind::Comment))
        .is_some_and(|lexeme| lexeme.kind == LexemeKind::OpenBlock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, statement: &str) {
        assert_eq!(&text[..extent(text, 0).end], statement);
    }

    #[test]
    fn a_statement_ends_at_its_line() {
        check("a b\nc", "a b\n");
        check("a b; c", "a b;");
        check("a ->\n\n b\nc", "a ->\n\n b\n");
        check("a b\n // x\n\n >> c\nd", "a b\n // x\n\n >> c\n");
        check("a b } c", "a b ");
        check("} a\nb", "} a\n");
        check("grup a { b >> c }", "grup a {");
        check("group a\n{\nb", "group a\n{");
        check("node a\n{\nb", "node a\n");
    }

    #[test]
    fn what_no_statement_has_is_seen_but_not_in_what_follows() {
        let is_wrong = |text| extent(text, 0).is_wrong;
        assert!(is_wrong("a -> b\n") && is_wrong("a \"b\n"));
        assert!(!is_wrong("a >> b\nc -> d\n"));
        assert!(!is_wrong("a \"->\" [x=\"=>\"] // =>\n"));
    }

    #[test]
    fn a_list_may_go_over_lines_but_not_over_statements() {
        check("a b [x\n y=1\n]\nc", "a b [x\n y=1\n]\n");
        check("a [x=1\nnode b\n", "a [x=1\n");
        check("a [x=1\n\n// c\n,y=2\n", "a [x=1\n\n// c\n,y=2\n");
        check(
            "a [x=\n# c\n\"1\", y =\n 2\n]\nb",
            "a [x=\n# c\n\"1\", y =\n 2\n]\n",
        );
        check("a [x=\nnode b\n", "a [x=\n");
        check("a [x=\nb >> c\n", "a [x=\n");
        check("a [x=1\nb => c\n", "a [x=1\n");
    }

    #[test]
    fn attributes_are_known_by_all_that_a_list_may_have() {
        for text in [
            "a [x=1\n; y=2]\n",
            "a [x=1,\n labelangle=-25]\n",
            "a [\n y=.5 z=/a]\n",
            "a [\n a-b /* c */ = 1]\n",
            "a [x=\n-25]\n",
            "a [x=\n-- // c\n]\n",
            "a [x=\n/a/b\n]\n",
            "a [x=\na--b, y=1]\n",
        ] {
            check(&format!("{text}b >> c\n"), text);
        }
    }
}
