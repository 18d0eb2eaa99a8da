//! What a text may hold: characters, comments, where statements end, names, strings, values.

use certdot::diagnostics::Code::{self, *};

use crate::picture::{accepts, assert_same, dot, draws, errors, project};

/// The only error of a text.
#[track_caller]
fn error(text: impl Into<Vec<u8>>) -> Code {
    let text = text.into();
    let found = project(text.clone()).errors();
    assert_eq!(found.len(), 1, "{found:?} in {}", text.escape_ascii());
    found[0]
}

// ---- characters ----

#[test]
fn a_leading_byte_order_mark_is_skipped() {
    assert_eq!(draws("\u{FEFF}a >> b"), "a, b | a >> b");
    assert_eq!(draws("\u{FEFF}# a comment\na >> b"), "a, b | a >> b");
    assert_eq!(draws("\u{FEFF}"), "");
}

#[test]
fn lines_end_in_lf_or_crlf() {
    let text = "diagram \"T\" [\n  direction=right\n  theme=dark\n]\na >>\n  b,\n  c\n  >> d // end\ngroup g {\n# x\n e >> f\n}\n\nnode h \"H\"\n";
    assert_same(text, &text.replace('\n', "\r\n"));
}

#[test]
fn a_text_of_nothing_draws_nothing() {
    for nothing in [
        "",
        "\n",
        "\r\n",
        " \t\n \n",
        ";",
        ";;\n;",
        "// only\n# comments\n/* x */",
    ] {
        assert_eq!(draws(nothing), "", "{nothing:?}");
    }
}

#[test]
fn what_xml_or_a_terminal_cannot_hold_is_an_error_anywhere() {
    let forbidden = ('\0'..='\u{1F}')
        .filter(|character| !matches!(character, '\t' | '\n'))
        .chain('\u{7F}'..='\u{9F}')
        .chain(['\u{FEFF}', '\u{FFFE}', '\u{FFFF}']);
    for character in forbidden {
        for text in [
            format!("node a \"x{character}y\""),
            format!("// x{character}y\nnode a"),
            format!("/* {character} */ node a"),
            format!("# {character}\nnode a"),
            format!("node a {character}\nnode b"),
            format!("node a [label=\"{character}\"]"),
            format!("node a\n{character}\nnode b"),
        ] {
            // A carriage return before a line feed is half of a line end.
            if character == '\r' && text.contains("\r\n") {
                continue;
            }
            assert_eq!(error(text.clone()), ForbiddenCharacter, "{text:?}");
        }
    }
}

#[test]
fn a_forbidden_character_written_as_an_escape_is_an_error_too() {
    for number in (0..=0x1F)
        .filter(|number| !matches!(number, 9 | 10))
        .chain(0x7F..=0x9F)
        .chain([0xFEFF, 0xFFFE, 0xFFFF])
    {
        for text in [
            format!("node a \"\\u{{{number:X}}}\""),
            format!("node a [label=\"\\u{{{number:x}}}\"]"),
            format!("node \"\\u{{{number:X}}}\""),
        ] {
            assert_eq!(error(text.clone()), ForbiddenCharacter, "{text}");
        }
    }
}

#[test]
fn all_other_characters_may_stand_in_strings() {
    for character in [
        '\u{20}',
        '\u{A0}',
        '\u{2028}',
        '\u{202E}',
        '\u{FFFD}',
        '\u{FDD0}',
        '\u{10FFFF}',
        '😀',
        '\'',
    ] {
        accepts(&format!("node a \"{character}x\""));
        accepts(&format!("node a \"\\u{{{:X}}}x\"", character as u32));
    }
    assert_eq!(draws("node a \"\\u{9}x\\u{A}\""), "a \"\\tx\\n\"");
}

#[test]
fn bytes_that_are_not_utf_8_are_an_error() {
    for bytes in [
        &b"node a \"\xFF\""[..],
        b"// \xC3\x28",
        b"node a \xED\xA0\x80",
        b"node a // \xF0\x9F\x98",
    ] {
        let found = project(bytes).errors();
        assert!(
            !found.is_empty() && found.iter().all(|code| *code == NotUtf8),
            "{found:?}"
        );
    }
}

// ---- comments ----

#[test]
fn a_slash_comment_goes_to_the_end_of_its_line() {
    assert_eq!(
        draws("a >> b // >> c\nc >> d"),
        "a, b, c, d | a >> b | c >> d"
    );
    assert_eq!(draws("// a >> b\nc >> d//x"), "c, d | c >> d");
    assert_eq!(draws("node a// /* x\nnode b"), "a, b");
    assert_eq!(draws("node a \"http://x\""), "a \"http://x\"");
}

#[test]
fn a_block_comment_is_not_nested() {
    assert_eq!(draws("/* a /* b */ node c"), "c");
    assert_eq!(draws("node a /* node b\nnode c */\nnode d"), "a, d");
    assert_eq!(draws("/**/node a/***/"), "a");
    assert_eq!(errors("/* a /* b */ c */").len(), 1);
    assert_eq!(draws("node a \"/* x */\""), "a \"/* x */\"");
    assert_eq!(error("node a\n/* b"), UnclosedComment);
    assert_eq!(error("/*/ node a"), UnclosedComment);
}

#[test]
fn a_hash_begins_a_comment_where_it_is_first_on_its_line() {
    assert_eq!(draws("# a >> b\nnode c"), "c");
    assert_eq!(draws(" \t # x\nnode c"), "c");
    assert_eq!(draws("a >>\n# x\nb"), "a, b | a >> b");
    assert_eq!(draws("a\n  # x\n >> b"), "a, b | a >> b");
    assert_eq!(draws("node a [\n # x\n label=y\n # z\n]"), "a \"y\"");
    assert_eq!(draws("node a [label=\n # x\n y]"), "a \"y\"");
    assert_eq!(draws("group g {\n# }\n}"), "g {}");
    assert_eq!(draws("/* x */ # y\nnode a"), "a");
}

#[test]
fn a_hash_elsewhere_is_no_comment() {
    assert_eq!(draws("node a [color=#ff9900]"), "a [color=#ff9900]");
    assert_eq!(draws("node a \"#1\""), "a \"#1\"");
    for text in [
        "node a # x",
        "node a; # x",
        "a >> b # x\n",
        "group g { # x\n}",
        "group g {\n} # x",
    ] {
        assert!(!errors(text).is_empty(), "{text}");
    }
}

#[test]
fn a_block_comment_counts_as_one_blank_even_over_several_lines() {
    assert_eq!(
        draws("a /* x */ >> /* y\n z */ b /*\n*/ in/**/g"),
        "g { a, b } | g/a >> g/b"
    );
    assert_eq!(
        draws("node/**/a/*\n\n*/\"L\" /**/ [ /* x */ label /**/ = /**/ L /**/ ]"),
        "a \"L\""
    );
    assert_eq!(draws("node a /* \n */ , b"), "a, b");
    assert_eq!(
        draws("group /*\n*/ g /*\n*/ \"G\" /*\n*/ { /*\n*/ node a /*\n*/ }"),
        "g \"G\" { a }"
    );
    assert_eq!(
        error("node a /*\n*/ node b"),
        NotAStatement,
        "it does not end a statement"
    );
}

#[test]
fn blank_is_space_and_tab_and_nothing_else() {
    assert_eq!(draws("\ta\t>>  b\t"), "a, b | a >> b");
    for blank in ['\u{A0}', '\u{2003}', '\u{3000}', '\u{2028}', '\u{200B}'] {
        assert!(!errors(&format!("a{blank}>> b")).is_empty(), "{blank:?}");
        assert!(!errors(&format!("a >>{blank}b")).is_empty(), "{blank:?}");
    }
}

#[test]
fn a_character_that_begins_no_token_is_an_error() {
    for text in [
        "@",
        "node a !",
        "a >> $b",
        "€",
        "a >> b ?",
        "(a) >> b",
        "a >> 'b'",
        "a | b",
        "node a\n~\nnode b",
    ] {
        assert!(!errors(text).is_empty(), "{text}");
    }
    assert_eq!(error("a >> 'b'"), UnknownCharacter);
}

// ---- where statements end ----

#[test]
fn a_statement_ends_at_its_lines_end_at_a_semicolon_or_before_a_brace() {
    assert_eq!(draws("a >> b\nc >> d"), "a, b, c, d | a >> b | c >> d");
    assert_eq!(draws("a >> b; c >> d;"), "a, b, c, d | a >> b | c >> d");
    assert_eq!(draws("group g { a >> b }"), "g { a, b } | g/a >> g/b");
    assert_eq!(
        draws("group g {a>>b;c>>d}"),
        "g { a, b, c, d } | g/a >> g/b | g/c >> g/d"
    );
    assert_eq!(draws("group g { node a }; node b"), "b, g { a }");
    assert_eq!(draws("group g { group h { node a } }"), "g { h { a } }");
    assert_eq!(
        draws(
            "cert a; edge e; diagram; row x, y; node x, y; node [penwidth=2]; use \"u.cert\""
                .replace("; use \"u.cert\"", "")
                .as_str()
        ),
        "x, y"
    );
}

#[test]
fn two_statements_on_one_line_need_a_semicolon() {
    for text in [
        "node a node b",
        "a >> b c >> d",
        "cert a cert b",
        "group g { node a } node b",
        "group g { } group h { }",
        "row a, b node a, b",
        "diagram \"T\" node a",
    ] {
        assert!(!errors(text).is_empty(), "{text}");
    }
}

#[test]
fn a_semicolon_may_stand_alone() {
    assert_eq!(draws(";\n;;node a;;\n;group g {;node b;};"), "a, g { b }");
}

#[test]
fn a_statement_goes_on_after_an_arrow_a_comma_and_a_slash() {
    assert_eq!(draws("a >>\n\n // x\n# y\n /* z */\n b"), "a, b | a >> b");
    for arrow in ["<<", "--", "<>"] {
        assert_eq!(
            draws(&format!("a {arrow}\nb")),
            format!("a, b | a {arrow} b")
        );
    }
    assert_eq!(draws("node a,\n\n b,// x\nc"), "a, b, c");
    assert_eq!(
        draws("a,\nb >> c,\nd"),
        "a, b, c, d | a >> c | a >> d | b >> c | b >> d"
    );
    assert_eq!(
        draws("group g { group h { node b } }\na >> g/\n h /\n\n b"),
        "a, g { h { b } } | a >> g/h/b"
    );
    assert_eq!(draws("node a in g/\nh"), "g { h { a } }");
    assert_eq!(draws("node a, b\nrow a,\n b"), "a, b");
}

#[test]
fn a_statement_goes_on_inside_a_list() {
    assert_eq!(
        draws("node a [\n\n label=x // y\n\n penwidth=2\n]"),
        "a \"x\" [penwidth=2]"
    );
    assert_eq!(draws("a [\n] >> b [\n]"), "a, b | a >> b");
    for list in [
        "[headport=n,\n labelangle=-25]",
        "[headport=n\n; labelangle=-25]",
        "[headport=n, labelangle=\n -25]",
    ] {
        assert_eq!(
            draws(&format!("a >>\nedge {list} >>\nb\n")),
            draws("a >> edge [headport=n, labelangle=-25] >> b")
        );
    }
}

#[test]
fn a_statement_goes_on_when_the_next_line_begins_with_an_arrow() {
    assert_eq!(draws("a\n>> b\n  >> c"), "a, b, c | a >> b | b >> c");
    assert_eq!(draws("a\n\n// x\n\n# y\n/* z */\n -- b"), "a, b | a -- b");
    assert_eq!(
        draws("a // x\n>> b /* y */\n>> c"),
        "a, b, c | a >> b | b >> c"
    );
    assert_eq!(
        draws("a \"A\" [penwidth=2]\n<< b"),
        "a \"A\" [penwidth=2], b | a << b"
    );
    assert_eq!(draws("group g {\na\n<> b\n}"), "g { a, b } | g/a <> g/b");
    assert_eq!(draws("a\n>> b in g"), "g { a, b } | g/a >> g/b");
    assert_eq!(draws("node a, b\n>> c"), "a, b, c | a >> c | b >> c");
}

#[test]
fn what_has_ended_does_not_go_on() {
    for text in [
        "a >> b;\n>> c",
        "a >> b; // x\n>> c",
        "a >> b; /* x */\n>> c",
        "a >> b\n;\n>> c",
        "group g {\nnode a\n}\n>> c",
        "cert a\n>> b",
        "diagram \"T\"\n>> b",
        ">> b",
        "group g {\n>> b }",
        "a >> b in g\n>> c",
    ] {
        assert!(!errors(text).is_empty(), "{text}");
    }
}

#[test]
fn a_statement_does_not_go_on_elsewhere() {
    for text in [
        "node\na",
        "new\na >> b",
        "node a\n\"Label\"",
        "node a\n[label=x]",
        "group g\n{ node a }",
        "group\ng { node a }",
        "cert\na",
        "a >> b\nin g",
        "a\n, b >> c",
        "net\n/a >> b",
        "node a [label\n=x]",
        "use\naws",
        "a >> each\nnet",
        "a >> b in\ng",
    ] {
        assert!(!errors(text).is_empty(), "{text:?}");
    }
}

// ---- names ----

#[test]
fn bare_names_are_words_of_unicode_with_single_hyphens() {
    for name in [
        "a", "_", "_x", "5g", "2024", "az-900", "SAA-C03", "a-b-c", "größe", "学", "Ω1", "x_y",
        "a·b", "٣x", "new_", "newer", "in-house", "nodes", "node-js", "edgewise", "groups",
        "rowing", "used", "eachx", "ª",
    ] {
        assert_eq!(draws(&format!("node {name}")), name.to_owned());
        assert_eq!(
            draws(&format!("{name} >> z9z")),
            format!("{name}, z9z | {name} >> z9z")
        );
    }
}

#[test]
fn what_is_no_bare_name_is_an_error() {
    for name in [
        "-a", "a-", "a--", "·a", "\u{301}a", "a.b", "a b", "a:b", "a+b", "a#b", "a%", "‐a", "😀",
        "a's",
    ] {
        assert!(!errors(&format!("node {name}")).is_empty(), "{name}");
        assert!(!errors(&format!("{name} >> z")).is_empty(), "{name}");
    }
}

#[test]
fn two_hyphens_are_an_arrow_not_a_name() {
    assert_eq!(draws("a--b"), "a, b | a -- b");
    assert_eq!(draws("a-b--c-d"), "a-b, c-d | a-b -- c-d");
    assert_eq!(draws("a>>b<<c<>d"), "a, b, c, d | a >> b | b << c | c <> d");
    assert!(!errors("a---b").is_empty());
}

#[test]
fn a_quoted_name_is_any_string() {
    assert_eq!(draws("\"a b\" >> \"in\""), "a b, in | a b >> in");
    assert_eq!(draws(r#"node "\"\\\u{41}""#), "\"\\A");
    assert_eq!(
        draws("\"a\" >> b\na >> c"),
        "a, b, c | a >> b | a >> c",
        "the quotes are not in it"
    );
    assert_eq!(
        draws("group \"g h\" { node a }\nx >> \"g h\"/\"a\""),
        "x, g h { a } | x >> g h/a"
    );
}

#[test]
fn no_name_is_empty() {
    for text in [
        "node \"\"",
        "a >> \"\"",
        "group \"\" { }",
        "cert \"\"",
        "edge \"\"",
        "node a in \"\"",
        "node a\nrow a, \"\"",
        "use \"\"",
    ] {
        assert!(
            errors(text).contains(&WrongName) || text.starts_with("use"),
            "{text}: {:?}",
            errors(text)
        );
        assert!(!errors(text).is_empty(), "{text}");
    }
}

#[test]
fn names_are_compared_in_normal_form_c() {
    assert_eq!(
        draws("node \"e\u{301}\" \"E\"\n\u{E9} >> a"),
        "\u{E9} \"E\", a | \u{E9} >> a"
    );
    assert_eq!(
        draws("e\u{301} >> a\n\"\\u{E9}\" >> b"),
        "\u{E9}, a, b | \u{E9} >> a | \u{E9} >> b"
    );
    assert_eq!(
        draws("group \u{1100}\u{1161} { node x }\nnode y in \u{AC00}"),
        "\u{AC00} { x, y }"
    );
    assert_eq!(
        draws("cert e\u{301} \"Cert\"\nnode \u{E9}"),
        "\u{E9} \"Cert\""
    );
    assert_eq!(
        draws("cert \u{E9} \"Cert\"\nnode a [cert=\"e\u{301}\"]"),
        "a \"Cert\""
    );
    assert_eq!(
        draws("edge e\u{301} [penwidth=2]\na >> \u{E9} >> b"),
        "a, b | a >> \u{E9} >> b"
    );
    assert_eq!(draws("node \u{212B}, \u{C5}"), "\u{C5}");
    assert_eq!(
        draws("node \u{FB01}, fi"),
        "\u{FB01}, fi",
        "compatibility is not equality"
    );
}

#[test]
fn case_matters_in_names() {
    assert_eq!(draws("a >> A"), "a, A | a >> A");
    assert_eq!(draws("node In, NEW, Each"), "In, NEW, Each");
    assert!(!errors("NODE a").is_empty());
}

#[test]
fn a_reserved_word_is_no_name_unless_it_is_quoted() {
    for word in [
        "use", "diagram", "cert", "class", "edge", "group", "node", "row", "in", "new", "each",
        "earned", "started", "skipped", "goal",
    ] {
        for text in [
            format!("node {word}"),
            format!("x >> {word}"),
            format!("{word} >> x"),
            format!("x, {word} >> y"),
            format!("group {word} {{ }}"),
            format!("cert {word}"),
            format!("edge {word}"),
            format!("node a in {word}"),
            format!("node x\nrow x, {word}"),
            format!("node g/{word}"),
        ] {
            assert!(!errors(&text).is_empty(), "{text}");
        }
        assert_eq!(
            draws(&format!("x >> \"{word}\"")),
            format!("x, {word} | x >> {word}")
        );
        assert_eq!(
            draws(&format!("group \"{word}\" {{ node \"{word}\" }}")),
            format!("{word} {{ {word} }}")
        );
        assert_eq!(
            draws(&format!("cert \"{word}\" \"L\"\nnode \"{word}\"")),
            format!("{word} \"L\"")
        );
    }
    assert_eq!(error("node goal"), ReservedWord);
    assert_eq!(error("x >> earned"), ReservedWord);
}

// ---- strings and values ----

#[test]
fn a_string_has_five_escapes() {
    assert_eq!(
        draws(r#"node a "\"\\\n\t\u{1F600}\u{e9}""#),
        "a \"\\\"\\\\\\n\\t😀é\""
    );
    assert_eq!(
        draws(r#"node a [label="\"\\\n\u{41}"]"#),
        "a \"\\\"\\\\\\nA\""
    );
}

#[test]
fn any_other_backslash_is_an_error() {
    for escape in [
        r"\a",
        r"\r",
        r"\0",
        r"\N",
        r"\'",
        r"\/",
        r"\x41",
        r"\é",
        r"\ ",
        r"\u",
        r"\u41",
        r"\u{}",
        r"\u{110000}",
        r"\u{D800}",
        r"\u{0000041}",
        r"\u{+41}",
        r"\u{4 1}",
        r"\u{41",
    ] {
        assert_eq!(
            errors(&format!("node a \"{escape}\"")),
            [WrongEscape],
            "{escape}"
        );
        assert_eq!(
            errors(&format!("node a [label=\"{escape}\"]")),
            [WrongEscape],
            "{escape}"
        );
        assert_eq!(
            errors(&format!("node \"x{escape}\"")),
            [WrongEscape],
            "{escape}"
        );
    }
}

#[test]
fn a_string_stands_on_one_line() {
    for text in [
        "node a \"x\ny\"",
        "node a \"x",
        "node a \"x\\\ny\"",
        "\"a\nb\" >> c",
        "node a [label=\"x\n\"]",
    ] {
        assert!(
            errors(text).contains(&UnclosedString),
            "{text:?}: {:?}",
            errors(text)
        );
    }
}

#[test]
fn a_bare_value_is_letters_digits_and_marks() {
    assert_eq!(
        draws("node a [label=AZ-900_v1.2+x%:y/z#1]"),
        "a \"AZ-900_v1.2+x%:y/z#1\""
    );
    assert_eq!(
        draws("node a [label=größe, penwidth=1.5]"),
        "a \"größe\" [penwidth=1.5]"
    );
    assert_eq!(draws("node a [pos=\"1,2\"]"), "a [pos=1,2]");
    assert_eq!(
        draws("node a [label=in]"),
        "a \"in\"",
        "a reserved word is a value like others"
    );
    for value in [
        "a b", "1,2,3", "a=b", "x!", "(x)", "<x>", "x;y", "'x'", "x&y", "a@b", "",
    ] {
        assert!(
            !errors(&format!("node a [label={value}]")).is_empty(),
            "{value}"
        );
    }
}

#[test]
fn two_slashes_in_a_bare_value_begin_a_comment() {
    assert_eq!(draws("node a [label=x// y\n]"), "a \"x\"");
    assert_eq!(draws("node a [label=x/y]"), "a \"x/y\"");
    assert!(!errors("node a [url=https://example.org]").is_empty());
    assert_eq!(
        draws("node a [url=\"https://example.org\"]"),
        "a [url=https://example.org]"
    );
}

#[test]
fn after_an_equals_sign_a_line_end_is_blank() {
    assert_eq!(
        draws("node a [label=\n x, penwidth =\n // y\n 2]"),
        "a \"x\" [penwidth=2]"
    );
}

#[test]
fn a_value_may_be_an_empty_string() {
    assert_eq!(draws("node a [label=\"\"]"), "a \"\"");
    assert_eq!(draws("node a \"\""), "a \"\"");
    assert!(dot("node a \"\"").contains("label=\"\""));
}
