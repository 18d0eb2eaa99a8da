//! Icons: which file a node shows, where it is looked for, and what is no icon.

use std::path::Path;

use certdot::compile::Compilation;
use certdot::diagnostics::Code::{self, *};
use certdot::diagnostics::Severity;
use certdot::icons::{Content, LevelColours, badge, built_in, built_in_names};

use crate::picture::{Project, codes, drawn, errors, node_id, project};

const PNG: &[u8] = include_bytes!("../images/mark.png");
const SVG: &[u8] = include_bytes!("../images/mark.svg");
const JPEG: &[u8] = include_bytes!("../images/mark.jpg");

/// Files of every kind of image.
const IMAGES: [(&str, &[u8]); 6] = [
    ("svg", SVG),
    ("png", PNG),
    ("jpg", JPEG),
    ("jpeg", JPEG),
    ("gif", include_bytes!("../images/mark.gif")),
    ("webp", include_bytes!("../images/mark.webp")),
];

fn with_icons(text: &str, files: &[&str]) -> Project {
    files
        .iter()
        .fold(project(text), |project, file| project.with(file, PNG))
}

/// The icons of a program's nodes, as `node icon`.
#[track_caller]
fn shown(compilation: &Compilation) -> String {
    let model = drawn(compilation);
    let icon = |node: &certdot::model::Node| {
        let file = node
            .icon
            .map_or("-".into(), |icon| model.icons[icon.index()].name.clone());
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
        .main_at("/project/deep/main.cert")
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
        b"\x89PNG\r\n\x1A\n",
        b"GIF89a",
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        b"<svg><path d=\"M0 0h9v9z\"/>",
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
        "file:///project/x.png",
    ] {
        let files = project(format!("node a [icon=\"{name}\"]")).with("x.png", PNG);
        assert_eq!(files.errors(), [MissingIcon], "{name}");
    }
}

#[test]
fn nothing_is_looked_for_that_nobody_asks_for() {
    assert_eq!(
        errors("cert c [icon=nothing]\nnode a"),
        [MissingIcon],
        "said is said, even if it does not appear"
    );
}

#[test]
fn the_folder_of_icons_is_there() {
    for folder in [
        "nothing",
        "\"https://example.org/icons\"",
        "\"C:\\\\icons\"",
        "\"~/icons\"",
        "\"x.png\"",
    ] {
        let text = format!("diagram [icons={folder}]\nnode a [icon=b]");
        assert_eq!(
            with_icons(&text, &["x.png"]).errors(),
            [MissingIcon],
            "{folder}: what could be in it is not missed"
        );
    }
    let (_, _, offered) =
        problem(&with_icons("diagram [icons=\"x/icon\"]\nnode a", &["x/icons/a.png"]).compile());
    assert_eq!(offered.as_deref(), Some("\"x/icons\""));
}

#[test]
fn addresses_and_the_paths_of_other_systems_lead_to_what_is_there() {
    for (name, expected) in [
        (
            "https://example.org/x/logo.png?size=2",
            Some("\"logo.png\""),
        ),
        ("C:\\\\me\\\\deep\\\\icon.svg", Some("\"deep/icon.svg\"")),
        ("deep\\\\icon", Some("\"deep/icon\"")),
        ("~/cloud.png", Some("cloud")),
        ("https://example.org/no.png", None),
        ("data:image/png;base64,AAAA", None),
        (":cloud:", Some("cloud")),
        ("fa-cloud", Some("cloud")),
        ("mdi:cloud", Some("cloud")),
        ("mdi:cloud-outline", Some("cloud")),
        ("cloud.svg", Some("cloud")),
    ] {
        let text = format!("node a [icon=\"{name}\"]");
        let files = with_icons(&text, &["logo.png", "deep/icon.svg"]).compile();
        let (code, _, offered) = problem(&files);
        assert_eq!(
            (code, offered.as_deref()),
            (MissingIcon, expected),
            "{name}"
        );
    }
    // What is called so is what is meant.
    let called = with_icons("node a [icon=\"~/x.png\"]", &["~/x.png"]).compile();
    assert_eq!(shown(&called), "a ~/x.png");
}

// ---- what is wrong with it, and where ----

/// The places of all problems, as their text.
fn places(compilation: &Compilation) -> Vec<(Code, &str)> {
    let place = |problem: &certdot::diagnostics::Diagnostic| {
        (problem.code, compilation.sources.slice(problem.span))
    };
    compilation.diagnostics.iter().map(place).collect()
}

#[test]
fn a_broken_icon_is_a_problem_of_the_place_that_names_it() {
    let broken = |text: &str| {
        project(text)
            .with("x.png", &PNG[..40])
            .with("icons/y.svg", "<svg><g></svg>")
            .compile()
    };
    for (text, place) in [
        ("node a [icon=x]", "x"),
        ("node a [color=red, icon=\"x.png\"]", "\"x.png\""),
        ("cert c [icon=x]\nnode a, b [cert=c]", "x"),
        ("node [icon=x]\nnode a\nb >> c", "x"),
        ("group g { node [icon=x]\nnode a }", "x"),
        ("diagram [icons=icons]\nnode a >> y", "y"),
        ("diagram [icons=icons]\nnode a [icon=y]", "y"),
        ("diagram [icons=icons]\ncert y\nnode a [cert=y]", "a"),
    ] {
        assert_eq!(places(&broken(text)), [(NotAnImage, place)], "{text}");
    }
    let in_used_file = project("use \"deep/u.cert\"\nnode c")
        .with("deep/u.cert", "cert c [icon=\"x.png\"]")
        .with("deep/x.png", "no image")
        .compile();
    assert_eq!(places(&in_used_file), [(NotAnImage, "\"x.png\"")]);
}

#[test]
fn an_image_is_of_a_sane_number_of_pixels() {
    let mut wide = PNG.to_vec();
    // The width stands behind the signature and the head of the first chunk.
    wide[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    let (code, words, _) = problem(&project("node a [icon=x]").with("x.png", wide).compile());
    assert_eq!(code, NotAnImage);
    assert!(words.contains("4096 pixels"), "{words}");
}

#[test]
fn of_an_svg_only_what_draws_is_taken() {
    const HOSTILE: &str = "<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"x\" \"https://example.org/svg.dtd\">\n\
        <?xml-stylesheet href=\"https://example.org/x.css\"?>\n\
        <svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 8 8\" onload=\"alert(1)\">\n\
        <script>alert(2)</script><style>@import url(https://example.org/y.css); path { fill: #123456 }</style>\n\
        <foreignObject width=\"8\" height=\"8\"><body xmlns=\"http://www.w3.org/1999/xhtml\"><iframe src=\"https://example.org\"/></body></foreignObject>\n\
        <image width=\"8\" height=\"8\" xlink:href=\"file:///etc/passwd\"/><use xlink:href=\"https://example.org/z.svg#a\"/>\n\
        <a xlink:href=\"javascript:alert(3)\"><path onclick=\"alert(4)\" d=\"M0 0h4v4z\"/></a>\n\
        <set attributeName=\"href\" to=\"javascript:alert(5)\"/></svg>";
    let compilation = project("node a [icon=x]").with("x.svg", HOSTILE).compile();
    let Content::Svg(drawing) = &drawn(&compilation).icons[0].content else {
        panic!("it is an SVG");
    };
    assert!(
        drawing.contains("<path") && drawing.contains("#123456"),
        "{drawing}"
    );
    for word in [
        "script",
        "alert",
        "example",
        "onload",
        "onclick",
        "foreign",
        "iframe",
        "passwd",
        "file:",
        "DOCTYPE",
        "stylesheet",
        "import",
        "<a",
        "<set",
        "<use",
        "<image",
    ] {
        assert!(!drawing.contains(word), "{word} in {drawing}");
    }
}

#[test]
fn an_svg_that_grows_without_end_is_no_icon() {
    let entities: String = (1..20)
        .map(|level| format!("<!ENTITY e{level} \"&e{0};&e{0};&e{0};\">", level - 1))
        .collect();
    let laughs = format!(
        "<!DOCTYPE svg [<!ENTITY e0 \"<path d='M0 0h9v9z'/>\">{entities}]><svg xmlns=\"http://www.w3.org/2000/svg\">&e19;</svg>"
    );
    let uses: String = (1..30)
        .map(|level| {
            format!(
                "<g id=\"u{level}\"><use href=\"#u{0}\"/><use href=\"#u{0}\"/></g>",
                level - 1
            )
        })
        .collect();
    let doubled = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path id=\"u0\" d=\"M0 0h9v9z\"/>{uses}</svg>"
    );
    for svg in [laughs, doubled] {
        assert_eq!(
            project("node a [icon=x]").with("x.svg", svg).errors(),
            [NotAnImage]
        );
    }
}

// ---- packs ----

/// A pack whose icon `cloud` is drawn by this path.
fn pack(path: &str) -> String {
    format!(
        r#"{{"prefix": "lucide", "width": 24, "height": 24,
            "icons": {{
                "cloud": {{"body": "<path fill='currentColor' d='{path}'/>"}},
                "cloud-rain": {{"body": "<path d='M0 0h9v9z'/><script>alert(1)</script>"}},
                "torn": {{"body": "<g><path d='M0 0h9v9z'/>"}},
                "two words": {{"body": "<path d='M0 0h9v9z'/>"}}
            }},
            "aliases": {{ "mirrored": {{"parent": "cloud", "hFlip": true}}, "sky": {{"parent": "cloud"}} }}}}"#
    )
}

const PATH: &str = "M3 4h9v9z";

/// What the only icon of a program draws.
#[track_caller]
fn drawing(project: Project) -> String {
    let compilation = project.compile();
    let icons = &drawn(&compilation).icons;
    assert_eq!(icons.len(), 1);
    match &icons[0].content {
        Content::Svg(text) => text.clone(),
        Content::Bitmap { .. } => panic!("it is a bitmap"),
    }
}

#[test]
fn an_icon_of_a_pack_is_named_by_the_pack_and_its_own_name() {
    let places = [
        "lucide.json",
        "node_modules/@iconify-json/lucide/icons.json",
    ];
    for place in places {
        for folder in ["", "icons/", "/first/"] {
            let file = format!("{folder}{place}");
            for icon in ["lucide:cloud", "\"lucide:cloud\""] {
                let files = || {
                    project(format!("diagram [icons=icons]\nnode a [icon={icon}]"))
                        .with(&file, pack(PATH))
                        .icons("/first")
                };
                assert_eq!(shown(&files().compile()), "a lucide:cloud", "{file}");
                assert!(drawing(files()).contains("currentColor"), "{file}");
            }
        }
    }
}

#[test]
fn a_pack_is_looked_for_where_other_icons_are() {
    let places = [
        "lucide.json",
        "node_modules/@iconify-json/lucide/icons.json",
        "icons/lucide.json",
        "icons/node_modules/@iconify-json/lucide/icons.json",
        "/first/lucide.json",
        "/second/node_modules/@iconify-json/lucide/icons.json",
    ];
    let alone = |place: &str| {
        project("diagram [icons=icons]\nnode a [icon=lucide:cloud]")
            .icons("/first")
            .icons("/second")
            .with(place, pack(PATH))
    };
    for first in 0..places.len() {
        let others = places[first + 1..].iter();
        let files = others.fold(alone(places[first]), |files, place| {
            files.with(place, pack("M0 0h1v1z"))
        });
        assert_eq!(
            drawing(files),
            drawing(alone(places[first])),
            "{}",
            places[first]
        );
    }
}

#[test]
fn a_pack_beside_one_file_is_not_that_beside_another() {
    let compilation = project("use \"deep/u.cert\"\nnode a [icon=lucide:cloud]\nnode c")
        .with("lucide.json", pack(PATH))
        .with("deep/u.cert", "cert c [icon=lucide:cloud]")
        .with("deep/lucide.json", pack("M0 0h1v1z"))
        .compile();
    let model = drawn(&compilation);
    assert_eq!(model.icons.len(), 2);
    assert_ne!(model.icons[0].content, model.icons[1].content);
}

#[test]
fn aliases_are_names_too_and_flips_are_honoured() {
    let of = |name: &str| {
        drawing(project(format!("node a [icon=lucide:{name}]")).with("lucide.json", pack(PATH)))
    };
    assert_eq!(of("sky"), of("cloud"));
    assert_ne!(of("mirrored"), of("cloud"));
    assert!(
        !of("cloud-rain").contains("alert"),
        "a pack is cleaned as files are"
    );
}

#[test]
fn an_icon_that_appears_twice_is_one() {
    let compilation = project(
        "node a, b [icon=lucide:cloud]\nnode c [icon=lucide:cloud], d [icon=x], e [icon=\"x.png\"]",
    )
    .with("lucide.json", pack(PATH))
    .with("x.png", PNG)
    .compile();
    assert_eq!(drawn(&compilation).icons.len(), 2);
}

#[test]
fn a_missing_pack_is_an_error_that_lists_the_places() {
    let compilation = project("diagram [icons=icons]\nnode a [icon=mdi:cloud]")
        .with("lucide.json", pack(PATH))
        .icons("/first")
        .compile();
    let (code, words, _) = problem(&compilation);
    assert_eq!(code, MissingIcon);
    for place in [
        "`mdi.json`",
        "`node_modules/@iconify-json/mdi/icons.json`",
        "`icons/mdi.json`",
        "`icons/node_modules/@iconify-json/mdi/icons.json`",
        "`/first/mdi.json`",
    ] {
        assert!(words.contains(place), "{place} in {words}");
    }
}

#[test]
fn an_icon_that_a_pack_does_not_have_is_an_error_that_offers_the_nearest() {
    let problem_of = |icon: &str| {
        let text = format!("node a [icon={icon}]");
        let files = |text: &str| project(text).with("lucide.json", pack(PATH));
        let compilation = files(&text).compile();
        assert_eq!(places(&compilation), [(MissingIcon, icon)]);
        let (_, words, offered) = problem(&compilation);
        assert!(words.contains("`lucide.json`"), "{words}");
        if let Some(offered) = &offered {
            // What is offered can be written as it is.
            assert_eq!(files(&text.replace(icon, offered)).errors(), []);
        }
        offered
    };
    assert_eq!(problem_of("lucide:clowd").as_deref(), Some("lucide:cloud"));
    assert_eq!(
        problem_of("lucide:cloudrain").as_deref(),
        Some("lucide:cloud-rain")
    );
    assert!(problem_of("\"lucide:clowd\"").is_some());
    assert!(problem_of("\"lucide:two word\"").is_some());
    assert_eq!(problem_of("lucide:zebra"), None);
}

#[test]
fn a_broken_pack_is_a_problem_of_the_place_that_names_it() {
    for broken in [
        "",
        "secret",
        "{}",
        "[]",
        "{\"prefix\": \"lucide\"}",
        "{\"prefix\": 1, \"icons\": {}}",
    ] {
        let compilation = project("node a [icon=lucide:cloud]")
            .with("lucide.json", broken)
            .compile();
        assert_eq!(
            places(&compilation),
            [(NotAnImage, "lucide:cloud")],
            "{broken}"
        );
        let (_, words, _) = problem(&compilation);
        assert!(
            words.contains("`lucide.json`") && !words.contains("secret"),
            "{words}"
        );
    }
    let torn =
        project("node a [icon=lucide:torn], b [icon=lucide:cloud]").with("lucide.json", pack(PATH));
    assert_eq!(
        places(&torn.compile()),
        [(NotAnImage, "lucide:torn")],
        "the others are none the worse for it"
    );
}

#[test]
fn the_name_of_a_pack_leads_nowhere_else() {
    for name in [
        "../lucide:cloud",
        "/other/lucide:cloud",
        "deep/lucide:cloud",
        ":cloud",
        "..:cloud",
    ] {
        let files = project(format!("node a [icon=\"{name}\"]"))
            .with("/lucide.json", pack(PATH))
            .with("/other/lucide.json", pack(PATH))
            .with("deep/lucide.json", pack(PATH));
        assert_eq!(files.errors(), [MissingIcon], "{name}");
    }
}

#[test]
#[cfg(unix)]
fn a_link_to_a_pack_may_not_lead_out_of_the_root() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let path = std::fs::canonicalize(folder.path()).expect("it is there");
    let root = path.join("root");
    std::fs::create_dir(&root).unwrap();
    std::fs::write(path.join("lucide.json"), pack(PATH)).unwrap();
    std::os::unix::fs::symlink("../lucide.json", root.join("lucide.json")).unwrap();
    let compile = |root: Option<&Path>| {
        let input = certdot::compile::Input {
            name: "main.cert".into(),
            path: path.join("root/main.cert"),
            bytes: "node a [icon=lucide:cloud]".into(),
        };
        let options = certdot::compile::Options {
            root: root.map(Into::into),
            ..crate::picture::options(&certdot::source::Disk, &path.join("root"))
        };
        certdot::compile::compile(input, options).expect("it is small")
    };
    assert_eq!(codes(&compile(None), Severity::Error), [OutsideRoot]);
    assert_eq!(shown(&compile(Some(&path))), "a lucide:cloud");
}

// ---- the built-in set ----

#[test]
fn every_icon_of_the_built_in_set_is_there_by_its_bare_name() {
    for name in built_in_names() {
        let files = project(format!("node a [icon={name}]"));
        assert_eq!(
            Content::Svg(drawing(files)),
            built_in(name).unwrap(),
            "{name}"
        );
        for other in [
            format!("{name}.svg"),
            format!("./{name}"),
            format!("icons/{name}"),
        ] {
            let text = format!("node a [icon=\"{other}\"]");
            assert_eq!(errors(&text), [MissingIcon], "{other}");
        }
    }
}

#[test]
fn the_built_in_set_comes_behind_all_folders() {
    for place in ["cloud.webp", "icons/cloud.png", "/first/cloud.gif"] {
        let image = IMAGES
            .iter()
            .find(|(ending, _)| place.ends_with(ending))
            .unwrap()
            .1;
        let files = project("diagram [icons=icons]\nnode a [icon=cloud]")
            .with(place, image)
            .icons("/first");
        assert_eq!(shown(&files.compile()), format!("a {place}"));
    }
    let broken = project("node a [icon=cloud]").with("cloud.png", "no image");
    assert_eq!(
        broken.errors(),
        [NotAnImage],
        "nothing stands in for what is there"
    );
}

#[test]
fn nobody_gets_an_icon_of_the_built_in_set_who_does_not_ask() {
    assert_shows(
        "cert cloud\nnode cloud, book, x [cert=cloud]",
        &[],
        "cloud -, book -, x -",
    );
    assert_shows(
        "diagram [icons=icons]\nnode cloud",
        &["icons/x.png"],
        "cloud -",
    );
}

#[test]
fn the_names_of_the_built_in_set_are_offered() {
    let (code, _, offered) = problem(&project("node a [icon=databse]").compile());
    assert_eq!((code, offered.as_deref()), (MissingIcon, Some("database")));
}

// ---- badges ----

/// What the icon of each node draws, by what a badge would show: `a CKA/associate, b -`.
#[track_caller]
fn badges(text: &str, files: &[&str]) -> String {
    let compilation = with_icons(text, files).compile();
    let model = drawn(&compilation);
    let parts = [
        None,
        Some("X-1"),
        Some("Y-2"),
        Some("associate"),
        Some("professional"),
    ];
    let said = |content: &Content| {
        for code in &parts {
            for level in &parts {
                let colour = |level: &str| LevelColours::default().of(level);
                if *content == badge(*code, level.map(|level| (level, colour(level)))) {
                    return format!("{}/{}", code.unwrap_or_default(), level.unwrap_or_default());
                }
            }
        }
        "another".to_owned()
    };
    let nodes = model.nodes.iter().map(|node| {
        let icon = node.icon.map(|icon| &model.icons[icon.index()].content);
        format!(
            "{} {}",
            node_id(model, node),
            icon.map_or("-".to_owned(), said)
        )
    });
    nodes.collect::<Vec<_>>().join(", ")
}

#[test]
fn a_code_or_a_level_gives_a_badge() {
    let certs = "cert a [code=\"X-1\"]\ncert b [level=associate]\ncert c [code=\"X-1\", level=professional]\ncert d";
    assert_eq!(
        badges(&format!("{certs}\nnode a, b, c, d, e"), &[]),
        "a X-1/, b /associate, c X-1/professional, d -, e -"
    );
    assert_eq!(
        badges(
            "node a [code=\"X-1\"], b [level=associate], c [code=\"Y-2\", level=associate]",
            &[]
        ),
        "a X-1/, b /associate, c Y-2/associate",
        "a node may say it itself"
    );
    assert_eq!(
        badges(
            "cert c [code=\"X-1\", level=associate]\nnode a [cert=c, code=\"Y-2\"], b [cert=c, level=professional]",
            &[]
        ),
        "a Y-2/associate, b X-1/professional",
        "what it says of itself counts before its cert"
    );
    assert_eq!(
        badges(
            "node [level=associate]\nnode a\ngroup g { node b [code=\"X-1\"] }",
            &[]
        ),
        "a /associate, g/b X-1/associate",
        "as attributes do"
    );
}

#[test]
fn an_icon_comes_before_a_badge() {
    let text = |icon: &str| {
        format!(
            "diagram [icons=icons]\ncert a [code=\"X-1\", level=associate{icon}]\nnode a, b [cert=a]"
        )
    };
    assert_eq!(badges(&text(""), &[]), "a X-1/associate, b X-1/associate");
    assert_eq!(badges(&text(", icon=none"), &[]), "a -, b -");
    assert_shows(&text(""), &["icons/a.png"], "a icons/a.png, b icons/a.png");
    let shown = badges(&text(""), &["icons/b.png"]);
    assert_eq!(
        shown, "a X-1/associate, b another",
        "the file of a node's own name"
    );
    assert_shows(&text(", icon=x"), &["x.png"], "a x.png, b x.png");
    assert_shows(&text(", icon=cloud"), &[], "a cloud, b cloud");
    assert_eq!(
        errors(&text(", icon=nothing")),
        [MissingIcon],
        "no badge stands in for what is missing"
    );
    assert_eq!(
        badges(
            "cert c [code=\"X-1\"]\nnode a [cert=c, icon=none], b [cert=c]\nnode [icon=none]\n",
            &[]
        ),
        "a -, b -"
    );
}

#[test]
fn equal_badges_are_one_and_no_two_others() {
    let text = "node a [code=\"A B\"], b [code=A, level=B], c [code=\"A \", level=B], d [level=\"A B\"], e [code=\"A B\"]";
    let compilation = project(text).compile();
    let model = drawn(&compilation);
    assert_eq!(model.icons.len(), 4);
    let icon = |node: usize| model.nodes[node].icon;
    assert_eq!(icon(0), icon(4));
}

#[test]
fn a_badge_needs_no_file_and_no_folder() {
    let used = project("use \"u.cert\"\nnode c").with("u.cert", "cert c [code=\"X-1\"]");
    assert_eq!(shown(&used.compile()), "c X-1");
    let catalogue = project("use kubernetes\nnode cka").compile();
    assert!(drawn(&catalogue).nodes[0].icon.is_some());
}
