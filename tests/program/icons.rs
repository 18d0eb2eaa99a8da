//! `certdot icons`: what can be used, from where, under which licence; and the sheet that shows it.

use certdot::icons::built_in_names;
use usvg::roxmltree::Document;

use crate::folder::Folder;

const SVG: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><path d=\"M0 0h8v8z\"/></svg>";

const PACK: &str = r#"{"prefix": "mini", "icons": {
    "cloud-sun": {"body": "<path d=\"M0 0h8v8z\"/>"}, "dot": {"body": "<path d=\"M0 0h4v4z\"/>"}},
    "aliases": {"spot": {"parent": "dot"}}}"#;

const INFO: &str = r#"{"name": "Mini Set", "license": {"title": "ISC License", "spdx": "ISC"}}"#;

/// With a file of its own, one that hides an icon that ships with the program, and two packs.
fn shelf() -> Folder {
    let described = PACK.replacen('{', &format!("{{\"info\": {INFO},"), 1);
    Folder::new(&[
        ("my/logo.svg", SVG),
        ("my/book.svg", SVG),
        ("my/flat.json", &described),
        ("my/package.json", "{}"),
        ("my/notes.txt", "no icon"),
        ("my/node_modules/@iconify-json/mini/icons.json", PACK),
        ("my/node_modules/@iconify-json/mini/info.json", INFO),
    ])
}

/// The lines that are printed, each as its cells.
#[track_caller]
fn listed(folder: &Folder, arguments: &[&str]) -> Vec<Vec<String>> {
    let arguments: Vec<&str> = [&["icons"], arguments].concat();
    let outcome = folder.run(&arguments);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    let cells = |line: &str| {
        let cells = line.split("  ").filter(|cell| !cell.is_empty());
        cells.map(|cell| cell.trim().to_owned()).collect()
    };
    outcome.stdout.lines().map(cells).collect()
}

fn names(rows: &[Vec<String>]) -> Vec<&str> {
    rows.iter().map(|row| row[0].as_str()).collect()
}

#[test]
fn what_ships_with_the_program_is_listed_with_its_licence() {
    let rows = listed(&Folder::new(&[]), &[]);
    assert_eq!(names(&rows), built_in_names().collect::<Vec<_>>());
    for row in &rows {
        assert_eq!(row[1..], ["MIT OR Apache-2.0", "built in"]);
    }
}

#[test]
fn columns_are_aligned() {
    let outcome = shelf().run(&["icons", "--icons", "my", "cloud"]);
    let mut columns = outcome.stdout.lines().map(|line| {
        let second = line.find("MIT").or(line.find("ISC")).unwrap();
        (second, line.find("built in").or(line.find("Mini Set")))
    });
    let first = columns.next().unwrap();
    assert!(columns.all(|column| column == first), "{}", outcome.stdout);
}

#[test]
fn folders_add_their_files_and_a_line_for_each_pack() {
    let rows = listed(&shelf(), &["--icons", "my"]);
    let row = |name: &str| rows.iter().find(|row| row[0] == name).unwrap();
    assert_eq!(row("logo")[1..], ["-", "my/logo.svg"]);
    assert_eq!(row("book")[1..], ["-", "my/book.svg"], "it is found first");
    assert_eq!(row("cloud")[2], "built in");
    let flat = "Mini Set, 3 icons (`certdot icons flat:` lists them), my/flat.json";
    assert_eq!(row("flat:")[1..], ["ISC", flat]);
    let mini = row("mini:");
    assert_eq!(mini[1], "ISC", "which `info.json` says");
    assert!(mini[2].ends_with("my/node_modules/@iconify-json/mini/icons.json"));
    assert_eq!(rows.len(), built_in_names().count() + 1 + 2);
    let last: Vec<&str> = names(&rows).split_off(rows.len() - 2);
    assert_eq!(last, ["flat:", "mini:"]);
}

#[test]
fn a_word_finds_names_that_hold_it_in_packs_too() {
    let folder = shelf();
    for word in ["cloud", "CLOUD"] {
        let rows = listed(&folder, &["--icons", "my", word]);
        assert_eq!(names(&rows), ["cloud", "flat:cloud-sun", "mini:cloud-sun"]);
        assert_eq!(rows[1][1..], ["ISC", "Mini Set, my/flat.json"]);
    }
    let rows = listed(&folder, &["--icons", "my", "mini:"]);
    assert_eq!(names(&rows), ["mini:cloud-sun", "mini:dot", "mini:spot"]);
    let rows = listed(&folder, &["--icons", "my", "mini:Spo"]);
    assert_eq!(names(&rows), ["mini:spot"]);
}

#[test]
fn what_is_listed_can_be_used() {
    let folder = shelf();
    let rows = listed(&folder, &["--icons", "my"]);
    let of_pack = listed(&folder, &["--icons", "my", "mini:"]);
    let all = names(&rows).into_iter().chain(names(&of_pack));
    let tree: String = all
        .filter(|name| !name.ends_with(':'))
        .enumerate()
        .map(|(number, name)| format!("node n{number} [icon=\"{name}\"]\n"))
        .collect();
    std::fs::write(folder.path("tree.cert"), tree).unwrap();
    folder.run(&["tree.cert", "--icons", "my"]).assert_drawn();
}

#[test]
fn of_two_files_of_one_name_the_one_that_an_icon_means_has_the_short_name() {
    let folder = Folder::new(&[("my/logo.webp", SVG), ("my/logo.svg", SVG)]);
    let rows = listed(&folder, &["--icons", "my", "logo"]);
    assert_eq!(
        rows.iter()
            .map(|row| (&*row[0], &*row[2]))
            .collect::<Vec<_>>(),
        [("logo", "my/logo.svg"), ("logo.webp", "my/logo.webp")]
    );
}

#[test]
fn what_is_no_image_is_warned_of_and_left_out() {
    let folder = Folder::new(&[("my/logo.svg", SVG), ("my/logotype.png", "text")]);
    std::os::unix::fs::symlink("/etc/hostname", folder.path("my/logos.png")).unwrap();
    let outcome = folder.run(&["icons", "--icons", "my", "logo"]);
    assert_eq!(outcome.code, Some(0));
    assert_eq!(outcome.stdout, "logo  -  my/logo.svg\n");
    assert_eq!(
        outcome.stderr,
        "warning: `my/logos.png` is a link out of its folder\n\
         warning: `my/logotype.png` is not an image\n"
    );
    folder
        .run(&["icons", "--icons", "my", "logotype"])
        .assert_refused(1, "not an image");
}

#[test]
fn what_nothing_holds_is_answered_with_what_may_have_been_meant() {
    let folder = shelf();
    let refused = |word, words| {
        let outcome = folder.run(&["icons", "--icons", "my", word]);
        outcome.assert_refused(1, words);
    };
    refused(
        "clodu",
        "no icon has a name that contains `clodu`; did you mean `cloud`?",
    );
    refused("zebra", "`certdot icons` lists all names");
    refused("mini:cloudsun", "did you mean `cloud-sun`?");
    refused("mini:zebra", "`certdot icons mini:` lists all names");
    refused("mimi:dot", "there is no pack `mimi`; did you mean `mini`?");
    refused("lucide:dot", "@iconify-json/NAME");
    refused("package:dot", "`my/package.json` is not an icon pack");
    folder
        .run(&["icons", "--icons", "none"])
        .assert_refused(1, "cannot use `--icons none`: no such file or directory");
}

#[test]
fn the_sheet_shows_what_is_listed() {
    let folder = shelf();
    let shown = |arguments: &[&str]| {
        let outcome = folder.run(&[&["icons", "sheet"], arguments].concat());
        assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
        outcome.stdout
    };
    let labels = |text: &str| -> Vec<String> {
        let document = Document::parse(text).unwrap();
        let texts = document
            .descendants()
            .filter(|node| node.tag_name().name() == "text");
        texts.map(|node| node.text().unwrap().to_owned()).collect()
    };
    let built_in: Vec<&str> = built_in_names().collect();
    assert_eq!(labels(&shown(&[])), built_in);
    let with_files = labels(&shown(&["--icons", "my"]));
    assert_eq!(with_files.len(), built_in.len() + 1, "no pack is on it");
    assert!(with_files.contains(&"logo".to_owned()));
    assert_eq!(
        labels(&shown(&["--icons", "my", "mini:"])),
        ["mini:cloud-sun", "mini:dot", "mini:spot"]
    );
    let outcome = folder.run(&["icons", "sheet", "-o", "sheet.svg"]);
    assert_eq!(
        (outcome.code, &*outcome.stdout, &*outcome.stderr),
        (Some(0), "", "")
    );
    assert_eq!(folder.text("sheet.svg"), shown(&[]));
}

#[test]
fn wrong_arguments_are_answered() {
    let folder = Folder::new(&[]);
    folder
        .run(&["icons", "cloud", "-o", "icons.svg"])
        .assert_refused(2, "`certdot icons sheet -o icons.svg`");
    folder
        .run(&["icons", "cloud", "star"])
        .assert_refused(2, "only one word can be searched for at a time");
    folder
        .run(&["icons", "sheet", "a", "b"])
        .assert_refused(2, "unexpected");
    assert!(folder.names().is_empty());
}
