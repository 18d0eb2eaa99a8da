//! Icons: which file a node shows, where it is looked for, and what is no icon.

use std::path::Path;

use certdot::compile::Compilation;
use certdot::diagnostics::Code::{self, *};
use certdot::diagnostics::Severity;

use crate::picture::{Project, codes, drawn, errors, node_id, project};

const PNG: &[u8] = b"\x89PNG\r\n\x1A\n";

/// Files of every kind of image, as they begin.
const IMAGES: [(&str, &[u8]); 6] = [
    (
        "svg",
        b"<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    ),
    ("png", PNG),
    ("jpg", b"\xFF\xD8\xFF\xE0"),
    ("jpeg", b"\xFF\xD8\xFF\xE1"),
    ("gif", b"GIF89a"),
    ("webp", b"RIFF\0\0\0\0WEBPVP8 "),
];

fn with_icons(text: &str, files: &[&str]) -> Project {
    files
        .iter()
        .fold(project(text), |project, file| project.with(file, PNG))
}

/// The icons of a program's nodes, as `node file`.
#[track_caller]
fn shown(compilation: &Compilation) -> String {
    let model = drawn(compilation);
    let icon = |node: &certdot::model::Node| {
        let file = node.icon.map_or("-".into(), |icon| {
            model.icons[icon.index()].path.display().to_string()
        });
        format!("{} {file}", node_id(model, node))
    };
    model.nodes.iter().map(icon).collect::<Vec<_>>().join(", ")
}

#[track_caller]
fn assert_shows(text: &str, files: &[&str], expected: &str) {
    assert_eq!(
        shown(&with_icons(text, files).compile()),
        expected,
        "{text}"
    );
}

/// The only problem: its code, its words and what is offered.
#[track_caller]
fn problem(compilation: &Compilation) -> (Code, String, Option<String>) {
    let [problem] = &compilation.diagnostics[..] else {
        panic!("{:?}", compilation.diagnostics)
    };
    let words = format!("{} {} {:?}", problem.message, problem.label, problem.notes);
    let offered = problem
        .helps
        .iter()
        .flat_map(|help| &help.edits)
        .map(|edit| edit.text.clone())
        .next();
    (problem.code, words, offered)
}

// ---- which one ----

#[test]
fn an_icon_is_named_with_its_ending_or_without() {
    assert_shows("node a [icon=\"x.png\"]", &["x.png"], "a x.png");
    assert_shows("node a [icon=x]", &["x.png"], "a x.png");
    assert_shows("node a [icon=x.png]", &["x.png"], "a x.png");
    assert_shows(
        "node a [icon=\"deep/x\"], b [icon=\"deep/x.png\"]",
        &["deep/x.png"],
        "a deep/x.png, b deep/x.png",
    );
    assert_shows(
        "node a [icon=\"my icon\"]",
        &["my icon.png"],
        "a my icon.png",
    );
}

#[test]
fn without_an_ending_six_are_tried_in_order() {
    for (first, (ending, _)) in IMAGES.iter().enumerate() {
        let files = IMAGES[first..].iter().rev();
        let files = files.fold(project("node a [icon=x]"), |files, (ending, image)| {
            files.with(&format!("x.{ending}"), *image)
        });
        assert_eq!(shown(&files.compile()), format!("a x.{ending}"));
        let files = IMAGES[first..].iter().rev();
        let automatic = files.fold(
            project("diagram [icons=icons]\nnode x"),
            |files, (ending, image)| files.with(&format!("icons/x.{ending}"), *image),
        );
        assert_eq!(shown(&automatic.compile()), format!("x icons/x.{ending}"));
    }
}

#[test]
fn a_name_with_an_ending_is_that_file_only() {
    assert_eq!(
        with_icons("node a [icon=\"x.svg\"]", &["x.png"]).errors(),
        [MissingIcon]
    );
    assert_shows("node a [icon=\"v1.2\"]", &["v1.2.png"], "a v1.2.png");
}

#[test]
fn without_icon_a_node_takes_the_file_of_its_cert_else_of_itself() {
    let files = ["icons/a.png", "icons/c.png"];
    let text = |rest: &str| format!("diagram [icons=icons]\ncert c\ncert d\n{rest}");
    assert_shows(
        &text("node a, b, c"),
        &files,
        "a icons/a.png, b -, c icons/c.png",
    );
    assert_shows(&text("node x [cert=c]"), &files, "x icons/c.png");
    assert_shows(&text("node a [cert=c]"), &files, "a icons/c.png");
    assert_shows(&text("node a [cert=d]"), &files, "a icons/a.png");
    assert_shows(&text("group a { node b }"), &files, "a/b -");
    assert_shows(
        &text("new a >> new a"),
        &files,
        "a icons/a.png, a#2 icons/a.png",
    );
    assert_shows(
        "diagram [icons=icons]\nnode größe, A",
        &["icons/größe.png", "icons/a.png"],
        "größe icons/größe.png, A -",
    );
}

#[test]
fn a_file_beside_the_program_is_no_icon_folders() {
    assert_shows("node a", &["a.png"], "a -");
    assert_shows("diagram [icons=\".\"]\nnode a", &["a.png"], "a a.png");
}

#[test]
fn what_icon_says_counts_as_attributes_do() {
    let files = [
        "of_node.png",
        "of_cert.png",
        "of_default.png",
        "icons/a.png",
    ];
    let text = |of_node: &str, of_cert: &str, default: &str| {
        let list = |icon: &str| {
            if icon.is_empty() {
                String::new()
            } else {
                format!("[icon={icon}]")
            }
        };
        format!(
            "diagram [icons=icons]\ncert a {}\nnode [{}]\nnode a {}",
            list(of_cert),
            list(default).trim_matches(['[', ']']),
            list(of_node)
        )
    };
    assert_shows(
        &text("of_node", "of_cert", "of_default"),
        &files,
        "a of_node.png",
    );
    assert_shows(&text("", "of_cert", "of_default"), &files, "a of_cert.png");
    assert_shows(&text("", "", "of_default"), &files, "a of_default.png");
    assert_shows(&text("", "", ""), &files, "a icons/a.png");
    assert_shows(&text("none", "of_cert", "of_default"), &files, "a -");
    assert_shows(&text("", "none", "of_default"), &files, "a -");
    assert_shows(&text("", "", "none"), &files, "a -");
}

#[test]
fn none_is_no_icon_even_if_there_is_a_file() {
    assert_shows(
        "diagram [icons=icons]\nnode a [icon=none], none",
        &["icons/a.png", "none.png", "icons/none.png"],
        "a -, none icons/none.png",
    );
    assert_shows("node a [icon=\"none.png\"]", &["none.png"], "a none.png");
}

#[test]
fn without_icon_a_node_is_its_label_in_a_box() {
    let dot = with_icons("diagram [icons=icons]\nnode a, b", &["icons/a.png"]).dot();
    let b = dot
        .lines()
        .find(|line| line.trim().starts_with("\"b\""))
        .unwrap();
    assert!(
        b.contains("label=\"b\"") && !b.contains("image") && !b.contains("shape"),
        "{b}"
    );
    assert!(
        dot.contains("style=\"rounded,filled\"") && dot.contains("shape=\"box\""),
        "{dot}"
    );
}

// ---- where ----

#[test]
fn an_icon_is_looked_for_beside_its_file_then_in_the_diagrams_folder_then_in_the_users() {
    let places = ["x.png", "icons/x.png", "/first/x.png", "/second/x.png"];
    for first in 0..places.len() {
        let files = with_icons("diagram [icons=icons]\nnode a [icon=x]", &places[first..]);
        let expected = format!("a {}", places[first]);
        assert_eq!(
            shown(&files.icons("/first").icons("/second").compile()),
            expected
        );
    }
    // A place comes before an ending.
    let files = project("diagram [icons=icons]\nnode a [icon=x]")
        .with("x.webp", IMAGES[5].1)
        .with("icons/x.svg", IMAGES[0].1);
    assert_eq!(shown(&files.compile()), "a x.webp");
}

#[test]
fn folders_are_asked_in_order_for_a_nodes_own_icon_too() {
    let places = ["icons/a.png", "/first/a.png", "/second/a.png"];
    for first in 0..places.len() {
        let files = with_icons("diagram [icons=icons]\nnode a", &places[first..]);
        let expected = format!("a {}", places[first]);
        assert_eq!(
            shown(&files.icons("/first").icons("/second").compile()),
            expected
        );
    }
}

#[test]
fn beside_means_beside_the_file_that_says_it() {
    let files = with_icons("use \"deep/u.cert\"\nnode c", &["x.png", "deep/y.png"])
        .with("deep/u.cert", "cert c [icon=y]\nnode d [icon=\"../x\"]");
    assert_eq!(shown(&files.compile()), "d deep/../x.png, c deep/y.png");
    let missing = with_icons("use \"deep/u.cert\"\nnode c", &["y.png"])
        .with("deep/u.cert", "cert c [icon=y]");
    assert_eq!(missing.errors(), [MissingIcon]);
}

#[test]
fn the_diagrams_folder_is_relative_to_the_file_that_says_it() {
    let files = with_icons("use \"deep/u.cert\"\nnode a", &["deep/pictures/a.png"])
        .with("deep/u.cert", "diagram [icons=pictures]");
    assert_eq!(shown(&files.compile()), "a deep/pictures/a.png");
}

#[test]
fn paths_are_told_relative_to_the_working_directory() {
    let files = project("node a [icon=x]")
        .main_at("/work/deep/main.cert")
        .with("deep/x.png", PNG);
    assert_eq!(shown(&files.compile()), "a deep/x.png");
    let files = project("node a [icon=x]")
        .main_at("/elsewhere/main.cert")
        .with("/elsewhere/x.png", PNG);
    assert_eq!(shown(&files.compile()), "a /elsewhere/x.png");
}

// ---- what is none ----

#[test]
fn a_missing_icon_is_an_error_that_lists_the_places_and_the_nearest_name() {
    let text = "diagram [icons=icons]\nnode a [icon=databse]";
    let compilation = with_icons(text, &["icons/database.png"])
        .icons("/first")
        .compile();
    let (code, words, offered) = problem(&compilation);
    assert_eq!((code, offered.as_deref()), (MissingIcon, Some("database")));
    for place in [
        "`databse.svg`",
        "`icons/databse.svg`",
        "`/first/databse.svg`",
    ] {
        assert!(words.contains(place), "{words}");
    }
    for ending in [".png", ".jpg", ".jpeg", ".gif", ".webp"] {
        assert!(words.contains(ending), "{words}");
    }
    let (code, words, offered) =
        problem(&with_icons("node a [icon=\"databse.png\"]", &["database.png"]).compile());
    assert_eq!(
        (code, offered.as_deref()),
        (MissingIcon, Some("\"database.png\""))
    );
    assert!(
        words.contains("`databse.png`") && !words.contains(".svg"),
        "{words}"
    );
    let (code, _, offered) = problem(&project("node a [icon=x]").compile());
    assert_eq!((code, offered), (MissingIcon, None));
}

#[test]
fn a_missing_icon_is_told_once_for_each_place_that_says_it() {
    assert_eq!(
        errors("node [icon=x]\nnode a, b\ngroup g { node c }"),
        [MissingIcon]
    );
    assert_eq!(
        errors("cert c [icon=x]\nnode a [cert=c], b [cert=c]"),
        [MissingIcon]
    );
    assert_eq!(
        errors("node a [icon=x], b [icon=x]"),
        [MissingIcon, MissingIcon]
    );
}

#[test]
fn an_icon_is_a_file_whose_content_is_an_image() {
    for (ending, image) in IMAGES {
        for name in ["svg", "png", "jpg", "jpeg", "gif", "webp"] {
            let file = format!("x.{name}");
            let compilation = project(format!("node a [icon=\"{file}\"]"))
                .with(&file, image)
                .compile();
            assert_eq!(
                shown(&compilation),
                format!("a {file}"),
                "{ending} under another name is an image all the same"
            );
        }
    }
    for content in [
        &b""[..],
        b"root:x:0:0:root",
        b"<html><script>alert(1)</script></html>",
        b"%PDF-1.4",
        b"\x7FELF",
        b"P6 1 1",
        b"node a",
    ] {
        let (code, words, _) =
            problem(&project("node a [icon=x]").with("x.png", content).compile());
        assert_eq!(code, NotAnImage);
        assert!(
            !words.contains("root:") && !words.contains("alert"),
            "nothing of it is told: {words}"
        );
    }
    let automatic = project("diagram [icons=icons]\nnode a").with("icons/a.png", "no image");
    assert_eq!(automatic.errors(), [NotAnImage]);
    assert_eq!(
        project("node a [icon=\"x.png\"]")
            .with("x.png/y.png", PNG)
            .errors(),
        [NotAnImage],
        "a folder"
    );
}

#[test]
fn an_icon_is_of_a_sane_size() {
    let mut large = PNG.to_vec();
    large.resize(16 << 20, 0);
    assert_eq!(
        project("node a [icon=x]")
            .with("x.png", large.clone())
            .errors(),
        []
    );
    large.push(0);
    assert_eq!(
        project("node a [icon=x]").with("x.png", large).errors(),
        [NotAnImage]
    );
}

#[test]
fn icons_lie_below_the_root() {
    for name in [
        "../x",
        "../x.png",
        "/x.png",
        "deep/../../x",
        "/etc/passwd",
        "../nothing",
    ] {
        let files = project(format!("node a [icon=\"{name}\"]"))
            .with("/x.png", PNG)
            .with("/etc/passwd", "root:x:0:0");
        assert_eq!(files.errors(), [OutsideRoot], "{name}");
    }
    let folder =
        project("diagram [icons=\"../pictures\"]\nnode a [icon=x]").with("/pictures/x.png", PNG);
    assert_eq!(folder.errors(), [OutsideRoot]);
    let automatic = project("diagram [icons=\"../pictures\"]\nnode x").with("/pictures/x.png", PNG);
    assert_eq!(automatic.errors(), [OutsideRoot]);
    let root = project("node a [icon=\"../x\"]")
        .with("/x.png", PNG)
        .root("/");
    assert_eq!(shown(&root.compile()), "a ../x.png");
}

#[test]
fn what_stands_in_a_folder_of_the_users_stays_in_it() {
    let files = |text: &str| {
        project(text)
            .with("/first/x.png", PNG)
            .with("/secret/x.png", PNG)
            .icons("/first")
    };
    assert_eq!(shown(&files("node a [icon=x]").compile()), "a /first/x.png");
    assert_eq!(
        files("node a [icon=\"../secret/x\"]").errors(),
        [OutsideRoot]
    );
}

#[test]
#[cfg(unix)]
fn a_link_may_not_lead_out_of_the_root() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let path = std::fs::canonicalize(folder.path()).expect("it is there");
    let root = path.join("root");
    std::fs::create_dir(&root).unwrap();
    std::fs::write(path.join("x.png"), PNG).unwrap();
    std::fs::write(root.join("y.png"), PNG).unwrap();
    symlink("../x.png", root.join("out.png")).unwrap();
    symlink("y.png", root.join("in.png")).unwrap();
    symlink("..", root.join("up")).unwrap();
    symlink("/dev/zero", root.join("device.png")).unwrap();
    let on_disk = |text: &str| {
        let input = certdot::compile::Input {
            name: "main.cert".into(),
            path: root.join("main.cert"),
            bytes: text.into(),
        };
        let options = crate::picture::options(&certdot::source::Disk, Path::new(&root));
        certdot::compile::compile(input, options).expect("it is small")
    };
    for text in [
        "node a [icon=out]",
        "node a [icon=\"up/x\"]",
        "node a [icon=\"up/nothing\"]",
        "node a [icon=device]",
        "diagram [icons=\".\"]\nnode out",
        "diagram [icons=up]\nnode x",
    ] {
        assert_eq!(
            codes(&on_disk(text), Severity::Error),
            [OutsideRoot],
            "{text}"
        );
    }
    assert_eq!(
        shown(&on_disk("node a [icon=in], b [icon=y]")),
        "a in.png, b in.png",
        "one file under two names"
    );
}

#[test]
fn an_address_is_no_icon() {
    for name in [
        "https://example.org/x.png",
        "data:image/png;base64,AA",
        "file:///work/x.png",
        "mdi:cloud",
    ] {
        assert_eq!(
            errors(&format!("node a [icon=\"{name}\"]")),
            [MissingIcon],
            "{name}"
        );
    }
}

#[test]
fn nothing_is_looked_for_that_nobody_asks_for() {
    assert_eq!(
        errors("cert c [icon=nothing]\nnode a"),
        [MissingIcon],
        "said is said, even if it does not appear"
    );
    assert_eq!(
        project("diagram [icons=nothing]\nnode a").errors(),
        [],
        "a folder that is not there holds nothing"
    );
}
