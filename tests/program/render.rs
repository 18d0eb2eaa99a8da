//! `certdot render`: which pictures go where, what they are, and what is said of those that cannot be drawn.

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};

use serde_json::Value;
use usvg::roxmltree::Document;

use crate::folder::{Folder, Outcome};
use crate::outputs::UNPRIVILEGED;

/// With the engine that is built in, which draws small graphs at once.
fn render(folder: &Folder, arguments: &[&str]) -> Outcome {
    folder.run(&[&["render", "--engine", "embedded"], arguments].concat())
}

#[track_caller]
fn assert_written(outcome: &Outcome, said: &str) {
    assert_eq!(
        (
            outcome.code,
            outcome.stdout.as_str(),
            outcome.stderr.as_str()
        ),
        (Some(0), "", said)
    );
}

/// Whether a file is of the kind that an ending stands for.
fn is(folder: &Folder, name: &str, kind: &str) -> bool {
    let bytes = fs::read(folder.path(name)).unwrap();
    match kind {
        "svg" => bytes.starts_with(b"<svg ") || bytes.starts_with(b"<?xml"),
        "png" => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
        "pdf" => bytes.starts_with(b"%PDF-"),
        "dot" => bytes.starts_with(b"digraph "),
        "json" => serde_json::from_slice::<Value>(&bytes).is_ok(),
        _ => unreachable!(),
    }
}

#[test]
fn the_ending_tells_the_kind() {
    let folder = Folder::new(&[("tree.cert", "a >> b")]);
    for (name, kind) in [
        ("x.svg", "svg"),
        ("x.png", "png"),
        ("x.PNG", "png"),
        ("x.dot", "dot"),
        ("x.gv", "dot"),
        ("x.json", "json"),
        ("without", "svg"),
    ] {
        let outcome = render(&folder, &["tree.cert", "-o", name]);
        assert_written(&outcome, &format!("{name} written\n"));
        assert!(is(&folder, name, kind), "{name}");
    }
    // A folder's name tells nothing.
    let outcome = render(&folder, &["tree.cert", "-T", "png", "-o", "some.svg/"]);
    assert_written(&outcome, "some.svg/tree.png written\n");
}

#[test]
fn a_kind_and_an_ending_that_contradict_each_other_are_asked_about() {
    let folder = Folder::new(&[("tree.cert", "a >> b")]);
    for (kind, name) in [
        ("png", "y.svg"),
        ("svg", "y.PNG"),
        ("json", "y.gv"),
        ("dot", "y.pdf"),
    ] {
        let outcome = render(&folder, &["tree.cert", "-T", kind, "-o", name]);
        let ending = name.strip_prefix("y").unwrap();
        outcome.assert_refused(
            2,
            &format!("`-T {kind}` and the ending `{ending}` contradict each other: leave out `-T`, or use a name that ends in `.{kind}`"),
        );
    }
    folder
        .run(&["tree.cert", "-o", "y.json"])
        .assert_refused(2, "does not fit the ending of `y.json`");
    let sheet = folder.run(&["icons", "sheet", "-o", "y.png"]);
    sheet.assert_refused(2, "the sheet is an SVG");
    assert_eq!(folder.names(), ["tree.cert"]);
    for (kind, name) in [("dot", "y.gv"), ("svg", "y.SVG"), ("png", "y.bmp")] {
        let outcome = render(&folder, &["tree.cert", "-T", kind, "-o", name]);
        assert_written(&outcome, &format!("{name} written\n"));
    }
    let printed = folder
        .command(env!("CARGO_BIN_EXE_certdot"))
        .args(["render", "tree.cert", "-T", "png", "-o", "-"])
        .output();
    assert!(printed.unwrap().stdout.starts_with(b"\x89PNG"));
}

#[test]
fn what_draws_nothing_is_an_error_that_says_what_to_write() {
    let nothing = "there is nothing to draw: write a chain, such as `learn >> practice`, or a node, such as `node learn`";
    let certs = "there is nothing to draw: a cert is drawn where its name is mentioned, as in `node NAME` or `learn >> NAME`";
    for (text, words) in [
        ("", nothing),
        ("\u{FEFF}// only a word\n\n/* or two */", nothing),
        ("diagram \"Title\" [legend=true]", nothing),
        ("edge hard \"Hard\" [color=red]\nnode [color=red]", nothing),
        ("use aws", nothing),
        ("cert a \"A\"", certs),
    ] {
        let folder = Folder::new(&[
            ("t.cert", text),
            ("p.md", &format!("```cert\n{text}\n```\n")),
        ]);
        for kind in ["svg", "png", "json"] {
            let outcome = render(&folder, &["t.cert", "-A", "W0505", "-T", kind]);
            outcome.assert_refused(1, &format!("cannot draw `t.cert`: {words}"));
        }
        assert_eq!(folder.names(), ["p.md", "t.cert"]);
        let page = folder.run(&["md", "p.md", "-A", "W0505"]);
        assert!(page.stdout.contains("there is nothing to draw"), "{page:?}");
        // The graph can be had: it is empty.
        let piped = folder.run(&["t.cert", "-A", "W0505"]);
        piped.assert_drawn();
        let dot = render(&folder, &["t.cert", "-A", "W0505", "-T", "dot", "-o", "-"]);
        assert_eq!(dot.stdout, piped.stdout);
    }
    // What others use is passed over, and is no failure.
    let library = ("t.cert", "cert a \"A\"");
    let folder = Folder::new(&[library, ("user.cert", "use \"t.cert\"\na >> b")]);
    let outcome = render(&folder, &["t.cert", "user.cert"]);
    assert_written(
        &outcome,
        "warning: t.cert: no picture was made: it draws nothing by itself, and other files of this run use it\n1 picture written\n",
    );
    assert_eq!(folder.names(), ["t.cert", "user.cert", "user.svg"]);
    // A box is something.
    let folder = Folder::new(&[("t.cert", "group g {}")]);
    assert_eq!(render(&folder, &["t.cert", "-A", "W0506"]).code, Some(0));
}

#[test]
fn of_a_picture_that_is_too_large_the_largest_scale_is_told() {
    let chain: Vec<String> = (0..200).map(|number| format!("n{number}")).collect();
    for (diagram, scale) in [
        ("", "2"),
        ("diagram [direction=right]\n", "20"),
        ("diagram [dpi=500]\n", "1.5"),
    ] {
        let folder = Folder::new(&[("t.cert", &format!("{diagram}{}", chain.join(" >> ")))]);
        let outcome = render(&folder, &["t.cert", "-T", "png", "--scale", scale]);
        outcome.assert_refused(1, "the picture would have more than 16384 pixels on one side: the largest `--scale` of `certdot render` that fits is ");
        let told = outcome.stderr.split(" fits is ").nth(1).unwrap();
        let told = told.split(';').next().unwrap();
        let drawn = render(&folder, &["t.cert", "-T", "png", "--scale", told]);
        assert_written(&drawn, "t.png written\n");
        // Hardly less would do.
        let bytes = fs::read(folder.path("t.png")).unwrap();
        let side = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        assert!(
            (16_000..=16_384).contains(&side(16).max(side(20))),
            "{told}"
        );
    }
    let folder = Folder::new(&[(
        "t.cert",
        &format!("diagram [dpi=1200, ranksep=10]\n{}", chain.join(" >> ")),
    )]);
    let outcome = render(&folder, &["t.cert", "-T", "png"]);
    outcome.assert_refused(1, "no `--scale` makes it small enough: draw it as SVG");
}

#[test]
fn an_ending_that_says_nothing_is_asked_about() {
    let folder = Folder::new(&[("tree.cert", "a >> b")]);
    let outcome = render(&folder, &["tree.cert", "-o", "tree.bmp"]);
    outcome.assert_refused(
        2,
        "unknown kind of picture `.bmp`: name the kind with `-T svg`",
    );
    let outcome = render(&folder, &["tree.cert", "-T", "svg", "-o", "tree.bmp"]);
    assert_written(&outcome, "tree.bmp written\n");
    render(&folder, &["tree.cert", "-T", "bmp"]).assert_refused(2, "svg, png, pdf, dot, json");
}

#[test]
fn without_an_output_pictures_lie_beside_their_files() {
    let folder = Folder::new(&[("one.cert", "a >> b"), ("deep/two.v2.cert", "a >> b")]);
    let outcome = render(&folder, &["one.cert", "deep/two.v2.cert"]);
    assert_written(&outcome, "2 pictures written\n");
    assert!(is(&folder, "one.svg", "svg") && is(&folder, "deep/two.v2.svg", "svg"));
    let outcome = render(&folder, &["one.cert", "-T", "png"]);
    assert_written(&outcome, "one.png written\n");
    assert!(is(&folder, "one.png", "png"));
}

#[test]
fn a_folder_takes_all_pictures_and_is_made() {
    let folder = Folder::new(&[("one.cert", "a >> b"), ("deep/two.cert", "c >> d")]);
    let outcome = render(
        &folder,
        &["one.cert", "deep/two.cert", "-o", "new/pictures/"],
    );
    assert_written(&outcome, "2 pictures written\n");
    assert!(is(&folder, "new/pictures/one.svg", "svg"));
    assert!(is(&folder, "new/pictures/two.svg", "svg"));
    // One that is there needs no stroke to be known as one.
    let outcome = render(&folder, &["one.cert", "-T", "json", "-o", "deep"]);
    assert_written(&outcome, "deep/one.json written\n");
    assert!(is(&folder, "deep/one.json", "json"));
    let outcome = render(&folder, &["one.cert", "deep/two.cert", "-o", "none"]);
    outcome.assert_refused(
        2,
        "several pictures need a folder, and `none` is not one: write `-o none/`",
    );
}

#[test]
fn a_dash_is_standard_output_and_standard_input() {
    let folder = Folder::new(&[("tree.cert", "a >> b")]);
    let printed = render(&folder, &["tree.cert", "-o", "-"]);
    assert_eq!((printed.code, printed.stderr.as_str()), (Some(0), ""));
    assert!(printed.stdout.starts_with("<svg "));
    render(&folder, &["tree.cert"]);
    assert_eq!(folder.text("tree.svg"), printed.stdout);
    let arguments = ["render", "--engine", "embedded", "-"];
    assert_eq!(folder.pipe("a >> b", &arguments).stdout, printed.stdout);
    let into = [&arguments[..], &["-o", "x/"]].concat();
    assert_written(&folder.pipe("a >> b", &into), "x/stdin.svg written\n");
    for (files, words) in [
        (["tree.cert", "-", "-o", "-"].as_slice(), "only one picture"),
        (&["-", "-"], "standard input can be read only once"),
    ] {
        render(&folder, files).assert_refused(2, words);
    }
}

#[test]
fn two_pictures_of_one_name_are_a_mistake() {
    let folder = Folder::new(&[("a/x.cert", "a >> b"), ("b/x.cert", "a >> b")]);
    let outcome = render(&folder, &["a/x.cert", "b/x.cert", "-o", "out/"]);
    outcome.assert_refused(2, "`a/x.cert` and `b/x.cert` would both become `out/x.svg`");
    assert_eq!(folder.names(), ["a", "b"], "and nothing is made");
}

#[test]
fn mistakes_of_one_file_do_not_stop_the_others() {
    let folder = Folder::new(&[
        ("good.cert", "a >> b"),
        ("wrong.cert", "a -> b"),
        ("better.cert", "c >> d"),
    ]);
    let outcome = render(
        &folder,
        &["wrong.cert", "good.cert", "none.cert", "better.cert"],
    );
    outcome.assert_refused(1, "error[E0102]");
    assert!(outcome.stderr.contains("cannot read `none.cert`"));
    assert!(
        outcome
            .stderr
            .ends_with("2 pictures written, 2 not drawn; 1 error\n"),
        "{outcome:?}"
    );
    assert!(is(&folder, "good.svg", "svg") && is(&folder, "better.svg", "svg"));
    assert!(!folder.path("wrong.svg").exists());
    let outcome = render(&folder, &["wrong.cert"]);
    assert!(
        outcome.stderr.ends_with("\nwrong.cert: 1 error\n"),
        "{outcome:?}"
    );
}

#[test]
fn warnings_are_told_and_denied() {
    let folder = Folder::new(&[("round.cert", "a >> b\nb >> a")]);
    let outcome = render(&folder, &["round.cert"]);
    assert_eq!(outcome.code, Some(0));
    assert!(outcome.stderr.contains("warning[W0504]"));
    assert!(outcome.stderr.ends_with("round.svg written; 1 warning\n"));
    fs::remove_file(folder.path("round.svg")).unwrap();
    render(&folder, &["round.cert", "--deny-warnings"]).assert_refused(1, "error[W0504]");
    assert!(!folder.path("round.svg").exists());
    let outcome = render(&folder, &["round.cert", "-A", "W0504"]);
    assert_written(&outcome, "round.svg written\n");
}

#[test]
fn a_picture_is_written_whole_or_not_at_all() {
    let folder = Folder::new(&[
        ("tree.cert", "a >> b"),
        ("wrong.cert", "a -> b"),
        ("kept/x.svg", "old"),
    ]);
    symlink("kept/x.svg", folder.path("link.svg")).unwrap();
    render(&folder, &["wrong.cert", "-o", "link.svg"]).assert_refused(1, "E0102");
    let outcome = folder.shell(&format!(
        "chmod 555 kept; {UNPRIVILEGED} certdot render tree.cert -o kept/x.svg; code=$?; chmod 755 kept; exit $code"
    ));
    outcome.assert_refused(1, "cannot write `kept/x.svg`: permission denied");
    assert_eq!(folder.text("kept/x.svg"), "old");
    let inode = |name| fs::metadata(folder.path(name)).unwrap().ino();
    let old = inode("kept/x.svg");
    assert_written(
        &render(&folder, &["tree.cert", "-o", "link.svg"]),
        "link.svg written\n",
    );
    assert!(is(&folder, "kept/x.svg", "svg"), "the file behind the link");
    assert_ne!(inode("kept/x.svg"), old, "it took the place of the old one");
    let names = fs::read_dir(folder.path("kept")).unwrap().count();
    assert_eq!(names, 1, "nothing is left beside it");
}

const PNG: &[u8] = include_bytes!("../../samples/icons/queue.png");

#[test]
fn what_is_read_is_never_written_over() {
    let folder = Folder::new(&[
        (
            "tree.cert",
            "use \"more.cert\"\nnode a [icon=\"queue.png\"]",
        ),
        ("more.cert", ""),
        ("queue.cert", "a >> b"),
    ]);
    fs::write(folder.path("queue.png"), PNG).unwrap();
    for arguments in [
        ["tree.cert", "-T", "svg", "-o", "tree.cert"].as_slice(),
        &["tree.cert", "-T", "svg", "-o", "./more.cert"],
        &["tree.cert", "-o", "queue.png"],
        // The picture of one file is an icon of the other.
        &["queue.cert", "tree.cert", "-T", "png"],
    ] {
        let outcome = render(&folder, arguments);
        outcome.assert_refused(
            1,
            "is an input and would be overwritten: name another file with `-o`",
        );
    }
    assert_eq!(fs::read(folder.path("queue.png")).unwrap(), PNG);
    assert!(folder.text("tree.cert").starts_with("use"));
    assert!(is(&folder, "tree.png", "png"), "the other is drawn");
    let outcome = folder.run(&["tree.cert", "-o", "more.cert"]);
    outcome.assert_refused(1, "is an input and would be overwritten");
}

#[test]
fn an_svg_refers_to_nothing_outside_itself() {
    let folder = Folder::new(&[(
        "tree.cert",
        "diagram \"A & B\" [alt=\"from <a> to b\"]\nnode a [icon=\"queue.png\", url=\"https://example.com/?a=1&b=2\"]\n\
         node b [icon=cloud]\nnode c [code=\"X-1\", level=associate]\na >> dive \"]]>\" >> b, c",
    )]);
    fs::write(folder.path("queue.png"), PNG).unwrap();
    let outcome = render(&folder, &["tree.cert"]);
    assert_written(&outcome, "tree.svg written\n");
    let text = folder.text("tree.svg");
    let document = Document::parse(&text).unwrap();
    let mut shown = 0;
    for node in document.descendants() {
        for attribute in node.attributes().filter(|one| one.name() == "href") {
            let (tag, target) = (node.tag_name().name(), attribute.value());
            match tag {
                "a" => assert_eq!(target, "https://example.com/?a=1&b=2"),
                "image" => assert!(target.starts_with("data:image/png;base64,")),
                _ => assert!(target.starts_with('#'), "{tag} {target}"),
            }
            shown += usize::from(tag == "use");
        }
        assert!(!["script", "foreignObject"].contains(&node.tag_name().name()));
    }
    assert_eq!(shown, 3);
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    let said = |tag: &str| root.children().find(|node| node.tag_name().name() == tag);
    assert_eq!(said("title").unwrap().text(), Some("A & B"));
    assert_eq!(said("desc").unwrap().text(), Some("from <a> to b"));
}

#[test]
fn a_theme_and_a_layout_take_the_place_of_what_the_diagram_says() {
    let folder = Folder::new(&[
        (
            "dark.cert",
            "diagram \"T\" [theme=dark, layout=neato]\na >> b",
        ),
        ("light.cert", "diagram \"T\" [layout=dot]\na >> b"),
    ]);
    let drawn = |arguments: &[&str]| render(&folder, &[arguments, &["-o", "-"]].concat()).stdout;
    let plain = drawn(&["light.cert"]);
    assert_ne!(drawn(&["dark.cert"]), plain);
    assert_eq!(
        drawn(&["dark.cert", "--theme", "light", "--layout", "dot"]),
        plain
    );
    let auto = drawn(&["light.cert", "--theme", "auto"]);
    assert!(auto.contains("@media (prefers-color-scheme:dark)"));
    assert!(!plain.contains("@media"));
    for layout in ["dot", "neato", "fdp", "sfdp", "twopi", "circo"] {
        assert!(
            drawn(&["light.cert", "--layout", layout]).starts_with("<svg "),
            "{layout}"
        );
    }
    render(&folder, &["light.cert", "--theme", "drak"]).assert_refused(2, "dark");
    render(&folder, &["light.cert", "--layout", "dott"]).assert_refused(2, "dot");
}

/// The width of a PNG.
fn width(folder: &Folder, name: &str) -> u32 {
    let bytes = fs::read(folder.path(name)).unwrap();
    u32::from_be_bytes(bytes[16..20].try_into().unwrap())
}

#[test]
fn the_scale_is_that_of_a_png() {
    let folder = Folder::new(&[("tree.cert", "a >> b")]);
    for scale in ["1", "2", "4"] {
        let name = format!("{scale}.png");
        let outcome = render(&folder, &["tree.cert", "-o", &name, "--scale", scale]);
        assert_written(&outcome, &format!("{name} written\n"));
    }
    let [one, two, four] = ["1.png", "2.png", "4.png"].map(|name| width(&folder, name));
    assert!(two.abs_diff(2 * one) <= 1 && four.abs_diff(4 * one) <= 3);
    assert_written(
        &render(&folder, &["tree.cert", "-T", "png"]),
        "tree.png written\n",
    );
    assert_eq!(width(&folder, "tree.png"), two, "unless told");
    for scale in ["0", "-1", "NaN", "21", "x"] {
        let scale = format!("--scale={scale}");
        render(&folder, &["tree.cert", "-T", "png", &scale])
            .assert_refused(2, "expected a number from 0.1 to 20");
    }
}

#[test]
fn dot_is_what_is_printed_without_a_command() {
    let folder = Folder::new(&[("tree.cert", "node a [code=\"X-1\"]\na >> b")]);
    let printed = folder.run(&["tree.cert"]);
    printed.assert_drawn();
    let outcome = render(&folder, &["tree.cert", "-o", "tree.gv"]);
    assert_written(&outcome, "tree.gv written\n");
    assert_eq!(folder.text("tree.gv"), printed.stdout);
}

#[test]
fn json_has_the_places_of_all_nodes() {
    let folder = Folder::new(&[("tree.cert", "a >> b in \"Box\"")]);
    assert_eq!(render(&folder, &["tree.cert", "-T", "json"]).code, Some(0));
    let graph: Value = serde_json::from_str(&folder.text("tree.json")).unwrap();
    let objects = graph["objects"].as_array().unwrap();
    for node in objects.iter().filter(|object| object["nodes"].is_null()) {
        assert!(node["pos"].is_string(), "{node}");
    }
    assert_eq!(graph["edges"].as_array().unwrap().len(), 1);
}

#[test]
fn a_pdf_needs_graphviz() {
    let folder = Folder::new(&[("tree.cert", "a >> b")]);
    let outcome = folder.run(&["render", "tree.cert", "-o", "tree.pdf"]);
    assert_written(&outcome, "tree.pdf written\n");
    assert!(is(&folder, "tree.pdf", "pdf"));
    let outcome = render(&folder, &["tree.cert", "-o", "other.pdf"]);
    outcome.assert_refused(
        1,
        "only Graphviz's `dot` can write PDF: install Graphviz, or draw SVG",
    );
    assert!(!folder.path("other.pdf").exists());
}

#[test]
fn many_pictures_are_those_that_are_drawn_one_by_one() {
    let names: Vec<String> = (0..12).map(|number| format!("t{number}.cert")).collect();
    let texts: Vec<String> = (0..12)
        .map(|number| {
            let layout = ["dot", "circo", "neato"][number % 3];
            format!("diagram \"{number}\" [layout={layout}]\na >> b{number} >> c")
        })
        .collect();
    let files: Vec<(&str, &str)> = names
        .iter()
        .zip(&texts)
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let folder = Folder::new(&files);
    let files: Vec<&str> = names.iter().map(String::as_str).collect();
    for engine in ["dot", "embedded"] {
        let options = ["--no-cache", "--engine", engine, "-o", "all/"];
        let outcome = folder.run(&[&["render"], &files[..], &options[..]].concat());
        assert_written(&outcome, "12 pictures written\n");
        for file in &files {
            let one = folder.run(&["render", file, "--no-cache", "--engine", engine, "-o", "-"]);
            let of_all = folder.text(&format!("all/{}", file.replace("cert", "svg")));
            assert!(of_all == one.stdout, "{file}, drawn by {engine}");
        }
    }
}

#[test]
fn messages_can_be_json() {
    let folder = Folder::new(&[("good.cert", "a >> b"), ("wrong.cert", "a -> b")]);
    let outcome = render(
        &folder,
        &[
            "good.cert",
            "wrong.cert",
            "none.cert",
            "--message-format",
            "json",
        ],
    );
    assert_eq!(outcome.code, Some(1));
    let codes: Vec<Value> = outcome
        .stderr
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["code"].clone())
        .collect();
    assert_eq!(codes, [Value::from("E0102"), Value::Null]);
}

#[test]
fn a_terminal_shows_how_far_many_pictures_are() {
    let folder = Folder::new(&[("one.cert", "a >> b"), ("two.cert", "a >> b")]);
    let (shown, code) = folder.terminal("certdot render --engine embedded one.cert two.cert");
    assert_eq!(code, Some(0));
    assert!(
        shown.contains("/2 pictures") && shown.contains("2 pictures written\n"),
        "{shown:?}"
    );
    let (shown, _) = folder.terminal("certdot render --engine embedded one.cert");
    assert_eq!(shown, "one.svg written\n");
}
