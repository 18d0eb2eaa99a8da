//! Used files: what comes in, what counts, and what may be read at all.

use std::fs;
use std::path::{Path, PathBuf};

use certdot::compile::{Compilation, Input, Options, compile};
use certdot::diagnostics::Code::{self, *};
use certdot::diagnostics::{Diagnostic, Severity};
use certdot::source::Disk;

use crate::picture::{codes, described, dot, drawn, draws, options, project};

/// Where a problem is: its file and the text that is underlined.
fn place(compilation: &Compilation, problem: &Diagnostic) -> (String, String) {
    let (source, _) = compilation.sources.position(problem.span);
    (
        source.name().to_owned(),
        compilation.sources.slice(problem.span).to_owned(),
    )
}

/// The names of the files that a problem shows, its own first.
fn files_shown(compilation: &Compilation, problem: &Diagnostic) -> Vec<String> {
    let spans = std::iter::once(problem.span).chain(problem.others.iter().map(|(span, _)| *span));
    spans
        .map(|span| compilation.sources.position(span).0.name().to_owned())
        .collect()
}

// ---- what comes in ----

#[test]
fn what_a_file_declares_draws_and_sets_comes_in_as_if_written_there() {
    let used = "cert c \"Cert\"\nedge later \"Later\" [style=dotted]\nnode [penwidth=2]\nnode a\ngroup g { a >> b }\ndiagram \"T\" [theme=plain]";
    let main = "x >> c\nuse \"used.cert\"\nc >> later >> a\nrow x, a";
    let together = main.replace("use \"used.cert\"", used);
    assert_eq!(project(main).with("used.cert", used).dot(), dot(&together));
}

#[test]
fn what_comes_in_is_said_where_use_stands() {
    let files = |main: &str| project(main).with("used.cert", "b >> c").draws();
    assert_eq!(
        files("a >> b\nuse \"used.cert\"\nd >> e"),
        draws("a >> b\nb >> c\nd >> e")
    );
    assert_eq!(
        files("use \"used.cert\"\na >> b\nd >> e"),
        draws("b >> c\na >> b\nd >> e")
    );
}

#[test]
fn names_may_be_used_before_the_file_that_declares_them() {
    let drawn = project("group g { a >> b }\nuse \"used.cert\"")
        .with("used.cert", "node a")
        .draws();
    assert_eq!(drawn, draws("group g { a >> b }\nnode a"));
}

#[test]
fn a_file_is_named_relative_to_the_file_that_says_it() {
    let files = project("use \"parts/one.cert\"")
        .with(
            "parts/one.cert",
            "use \"two.cert\"\nuse \"../three.cert\"\nuse \"./deep/four.cert\"",
        )
        .with("parts/two.cert", "node two")
        .with("parts/deep/four.cert", "node four")
        .with("three.cert", "node three")
        .with("two.cert", "node wrong");
    assert_eq!(files.draws(), "two, three, four");
}

#[test]
fn each_file_comes_in_once() {
    let files = project("use \"a.cert\"\nuse \"a.cert\"\nuse \"./b/../a.cert\"\nuse \"b/c.cert\"")
        .with("a.cert", "new x >> y")
        .with("b/c.cert", "use \"../a.cert\"");
    assert_eq!(files.draws(), "x, y | x >> y");
}

#[test]
fn circles_are_fine() {
    let files = project("use \"a.cert\"\nnode m")
        .with("a.cert", "use \"b.cert\"\nnode a")
        .with("b.cert", "use \"a.cert\"\nuse \"main.cert\"\nnode b");
    assert_eq!(files.draws(), "b, a, m");
    assert_eq!(
        project("use \"main.cert\"\nnew a >> b").draws(),
        "a, b | a >> b"
    );
}

#[test]
fn groups_of_several_files_are_one() {
    let files =
        project("use \"a.cert\"\ngroup g { c >> d }").with("a.cert", "group g \"G\" { a >> b }");
    assert_eq!(
        files.draws(),
        "g \"G\" { a, b, c, d } | g/a >> g/b | g/c >> g/d"
    );
}

// ---- which value counts ----

#[test]
fn the_users_declaration_refines_a_used_one_attribute_by_attribute() {
    let cert = project("use \"u.cert\"\ncert c [color=red]\nnode c")
        .with("u.cert", "cert c \"C\" [color=blue, penwidth=2]");
    let cert = cert.dot();
    assert!(
        cert.contains("label=\"C\"")
            && cert.contains("penwidth=\"2\"")
            && cert.contains("color=\"red\""),
        "{cert}"
    );
    assert!(!cert.contains("blue"), "{cert}");
    let style = project("use \"u.cert\"\nedge s [color=red]\na >> s >> b")
        .with("u.cert", "edge s \"S\" [color=blue, penwidth=2]")
        .dot();
    assert!(
        style.contains("tooltip=\"a → b: S\"")
            && style.contains("penwidth=\"2\"")
            && style.contains("color=\"red\""),
        "{style}"
    );
    assert!(!style.contains("blue"), "{style}");
    let diagram = project("use \"u.cert\"\ndiagram \"Mine\"\na >> b")
        .with(
            "u.cert",
            "diagram \"Theirs\" [direction=right, bgcolor=red]",
        )
        .dot();
    assert!(
        diagram.contains("label=\"Mine\"")
            && diagram.contains("rankdir=\"LR\"")
            && diagram.contains("bgcolor=\"red\""),
        "{diagram}"
    );
}

#[test]
fn the_using_file_wins_wherever_use_stands() {
    for main in [
        "use \"u.cert\"\nnode a \"Mine\"",
        "node a \"Mine\"\nuse \"u.cert\"",
    ] {
        assert_eq!(
            project(main)
                .with("u.cert", "node a \"Theirs\" [penwidth=2]")
                .draws(),
            "a \"Mine\" [penwidth=2]"
        );
    }
    let groups = project("use \"u.cert\"\ngroup g \"Mine\" { node a }")
        .with("u.cert", "group g \"Theirs\" [penwidth=2] { node b }");
    assert_eq!(groups.draws(), "g \"Mine\" [penwidth=2] { b, a }");
    let defaults = project("use \"u.cert\"\nnode [penwidth=3]\nnode a")
        .with("u.cert", "node [penwidth=2]")
        .dot();
    assert!(
        defaults.contains("penwidth=\"3\"") && !defaults.contains("penwidth=\"2\""),
        "{defaults}"
    );
    let far = project("use \"u.cert\"\nnode a \"Mine\"")
        .with("u.cert", "use \"v.cert\"\nnode a \"Theirs\"")
        .with("v.cert", "node a \"Furthest\"");
    assert_eq!(far.draws(), "a \"Mine\"");
}

#[test]
fn twice_in_the_same_file_is_an_error_that_shows_both_places() {
    for (text, name) in [
        ("cert c\ncert c [color=red]\nnode c", "c"),
        ("edge s\nedge s [color=red]\na >> s >> b", "s"),
        (
            "diagram \"T\"\ndiagram [theme=dark]",
            "diagram [theme=dark]",
        ),
    ] {
        let compilation = project(text).compile();
        let [problem] = &compilation.diagnostics[..] else {
            panic!("{:?}", compilation.diagnostics)
        };
        assert_eq!(problem.code, DeclaredTwice);
        assert_eq!(place(&compilation, problem).1, name);
        let lines: Vec<u32> = std::iter::once(problem.span)
            .chain(problem.others.iter().map(|(span, _)| *span))
            .map(|span| compilation.sources.position(span).1.line)
            .collect();
        assert_eq!(lines, [2, 1], "{text}");
    }
    let used = project("use \"u.cert\"\nnode c").with("u.cert", "cert c\ncert c");
    assert_eq!(used.errors(), [DeclaredTwice], "in a used file too");
}

#[test]
fn two_used_files_of_which_neither_uses_the_other_must_agree() {
    let files = |main: &str, one: &str, other: &str| {
        project(main).with("a.cert", one).with("b.cert", other)
    };
    const BOTH: &str = "use \"a.cert\"\nuse \"b.cert\"\nnode c\nx >> s >> y\nuse \"a.cert\"";
    let style = "edge s\n";
    for (one, other) in [
        ("cert c [color=red]", "cert c [color=blue]"),
        ("cert c \"C\"", "cert c \"D\""),
        ("node c [color=red]", "node c [color=blue]"),
        ("node c \"C\"", "node c [label=D]"),
        ("edge s [color=red]", "edge s [color=blue]"),
        ("edge s \"One\"", "edge s \"Other\""),
        ("diagram \"One\"", "diagram \"Other\""),
        ("diagram [theme=dark]", "diagram [theme=light]"),
        ("node [penwidth=2]", "node [penwidth=3]"),
        ("group g \"G\" { node x1 }", "group g \"H\" { node x2 }"),
    ] {
        let with_style = |text: &str| {
            if text.starts_with("edge s") {
                text.into()
            } else {
                format!("{style}{text}")
            }
        };
        let compilation = files(BOTH, &with_style(one), &with_style(other)).compile();
        let [problem] = &compilation.diagnostics[..] else {
            panic!("{one}, {other}: {:?}", compilation.diagnostics)
        };
        assert_eq!(problem.code, TwoValues, "{one}, {other}");
        let mut shown = files_shown(&compilation, problem);
        shown.sort();
        assert_eq!(shown, ["a.cert", "b.cert"], "both places");
        assert_eq!(
            files(BOTH, &with_style(one), &with_style(one)).errors(),
            [],
            "{one}: they agree"
        );
        // The using file decides.
        let decided = format!("{BOTH}\n{one}");
        assert_eq!(
            files(&decided, &with_style(one), &with_style(other)).errors(),
            [],
            "{one}: {other}"
        );
        // One that uses the other refines it.
        let using = format!("use \"b.cert\"\n{}", with_style(one));
        assert_eq!(
            files(BOTH, &using, &with_style(other)).errors(),
            [],
            "{one}, {other}"
        );
    }
}

// ---- where a problem is ----

#[test]
fn a_problem_is_in_the_file_that_says_it() {
    let compilation = project("use \"u.cert\"\nnode a [color=blu]\n")
        .with(
            "u.cert",
            "// größe\nnode b [color=rde]\nuse \"parts/v.cert\"",
        )
        .with("parts/v.cert", "\u{FEFF}node c [colr=red]")
        .compile();
    let places: Vec<(String, String)> = compilation
        .diagnostics
        .iter()
        .map(|problem| place(&compilation, problem))
        .collect();
    let expected = [
        ("main.cert", "blu"),
        ("u.cert", "rde"),
        ("parts/v.cert", "colr"),
    ];
    assert_eq!(
        places,
        expected.map(|(file, text)| (file.to_owned(), text.to_owned()))
    );
    let lines: Vec<u32> = compilation
        .diagnostics
        .iter()
        .map(|problem| compilation.sources.position(problem.span).1.line)
        .collect();
    assert_eq!(lines, [2, 2, 1]);
}

#[test]
fn a_syntax_error_in_a_used_file_is_one_of_the_program() {
    let compilation = project("use \"u.cert\"\na >> b")
        .with("u.cert", "a -> b")
        .compile();
    assert_eq!(codes(&compilation, Severity::Error), [WrongArrow]);
    assert_eq!(
        place(&compilation, &compilation.diagnostics[0]),
        ("u.cert".into(), "->".into())
    );
    let not_utf_8 = project("use \"u.cert\"").with("u.cert", b"node a // \xFF".to_vec());
    assert_eq!(not_utf_8.errors(), [NotUtf8]);
}

// ---- what may be read ----

#[test]
fn a_file_that_is_not_there_is_an_error_with_the_nearest_name() {
    let compilation = project("use \"skils.cert\"")
        .with("skills.cert", "")
        .compile();
    let problem = &compilation.diagnostics[0];
    assert_eq!(problem.code, UnreadableFile);
    assert_eq!(problem.helps[0].edits[0].text, "\"skills.cert\"");
    assert_eq!(place(&compilation, problem).1, "\"skils.cert\"");
}

#[test]
fn a_catalogue_that_does_not_ship_is_an_error() {
    assert_eq!(
        project("use nothing_like_this").errors(),
        [UnknownCatalogue]
    );
}

#[test]
fn only_names_that_end_in_cert_are_read() {
    for name in [
        "a",
        "a.txt",
        "a.cert.txt",
        "a.CERT",
        "a.cert/",
        "cert",
        ".",
        "..",
        "a.cert ",
        "a.cert\\u{2028}",
    ] {
        let files = project(format!("use \"{name}\""))
            .with("a.txt", "node secret")
            .with("a.CERT", "node secret")
            .with("a", "node secret");
        assert_eq!(files.errors(), [UnreadableFile], "{name}");
    }
    assert_eq!(project("use \"\"").errors(), [WrongName]);
}

#[test]
fn an_address_is_no_file() {
    for name in [
        "https://example.org/a.cert",
        "file:///project/a.cert",
        "http://localhost/a.cert",
    ] {
        assert_eq!(
            project(format!("use \"{name}\""))
                .with("a.cert", "")
                .errors(),
            [UnreadableFile],
            "{name}"
        );
    }
}

#[test]
fn at_most_1_000_files_are_used() {
    // Some are used by another, some twice.
    let files = |count: usize| {
        let used: String = (0..count - 1)
            .map(|number| format!("use \"f{number}.cert\"\n"))
            .collect();
        let empty = (0..count).map(|number| format!("f{number}.cert"));
        let files = project("use \"all.cert\"\nuse \"f0.cert\"").with("all.cert", used);
        empty.fold(files, |files, name| files.with(&name, ""))
    };
    assert_eq!(files(1_000).errors(), []);
    assert_eq!(files(1_001).errors(), [TooManyFiles]);
}

// ---- the root ----

#[test]
fn the_root_is_the_working_directory_if_the_main_file_lies_in_it() {
    let files = project("use \"../other/a.cert\"")
        .main_at("/project/deep/main.cert")
        .with("/project/other/a.cert", "node a");
    assert_eq!(files.draws(), "a");
    let files = project("use \"../a.cert\"").with("/a.cert", "node a");
    assert_eq!(files.errors(), [OutsideRoot]);
    let files = project("use \"/project/other/a.cert\"").with("/project/other/a.cert", "node a");
    assert_eq!(files.draws(), "a", "absolute, but in it");
}

#[test]
fn the_root_is_else_the_main_files_folder() {
    let files = |text: &str| {
        project(text)
            .main_at("/elsewhere/deep/main.cert")
            .with("/elsewhere/deep/in/a.cert", "node a")
            .with("/elsewhere/b.cert", "node b")
            .with("/project/c.cert", "node c")
    };
    assert_eq!(files("use \"in/a.cert\"").draws(), "a");
    assert_eq!(files("use \"../b.cert\"").errors(), [OutsideRoot]);
    assert_eq!(files("use \"/project/c.cert\"").errors(), [OutsideRoot]);
}

#[test]
fn the_root_is_not_the_whole_disk_unless_that_is_named() {
    let files = |text: &str, root: Option<&str>| {
        let disk = certdot::source::Memory::default()
            .with("/site/docs/a.cert", "node a")
            .with("/etc/secret.cert", "node secret");
        let input = Input {
            name: "site/docs/main.cert".into(),
            path: "/site/docs/main.cert".into(),
            bytes: text.into(),
        };
        let options = Options {
            root: root.map(PathBuf::from),
            ..options(&disk, Path::new("/"))
        };
        codes(&compile(input, options).unwrap(), Severity::Error)
    };
    assert_eq!(files("use \"a.cert\"", None), []);
    assert_eq!(files("use \"/etc/secret.cert\"", None), [OutsideRoot]);
    assert_eq!(files("use \"../../etc/secret.cert\"", None), [OutsideRoot]);
    assert_eq!(files("use \"/etc/secret.cert\"", Some("/")), []);
}

#[test]
fn another_root_may_be_named() {
    let files = |text: &str| {
        project(text)
            .main_at("/project/deep/main.cert")
            .with("/project/a.cert", "node a")
            .with("/b.cert", "node b")
    };
    assert_eq!(
        files("use \"../a.cert\"").root("/project/deep").errors(),
        [OutsideRoot]
    );
    assert_eq!(files("use \"../../b.cert\"").root("/").draws(), "b");
}

#[test]
fn what_leaves_the_root_is_an_error_whether_or_not_it_is_there() {
    for name in [
        "../b.cert",
        "/etc/b.cert",
        "../../../../b.cert",
        "x/../../b.cert",
        "/b.cert",
        "/project/../b.cert",
    ] {
        let there =
            project(format!("use \"{name}\"")).with(&format!("/project/{name}"), "node secret");
        let there = there.with("/etc/b.cert", "node secret").compile();
        let not_there = project(format!("use \"{name}\""))
            .with("/etc/c.cert", "")
            .with("/c.cert", "")
            .compile();
        assert_eq!(codes(&there, Severity::Error), [OutsideRoot], "{name}");
        let said = |compilation: &Compilation| {
            let problem = &compilation.diagnostics[0];
            (
                problem.code,
                problem.message.clone(),
                problem.notes.clone(),
                problem.helps.clone(),
            )
        };
        assert_eq!(
            said(&there),
            said(&not_there),
            "of what lies outside, nothing is told"
        );
    }
}

#[test]
fn a_path_that_comes_back_is_inside() {
    assert_eq!(
        project("use \"../project/a.cert\"")
            .with("a.cert", "node a")
            .draws(),
        "a"
    );
}

#[test]
fn standard_input_counts_as_a_file_in_the_working_directory() {
    let files = |text: &str| {
        project(text)
            .main_at("/project/<stdin>")
            .with("a.cert", "use \"deep/b.cert\"")
            .with("deep/b.cert", "node b")
    };
    assert_eq!(files("use \"a.cert\"").draws(), "b");
    assert_eq!(files("use \"../a.cert\"").errors(), [OutsideRoot]);
}

// ---- the disk ----

/// A folder with a folder `root` in it.
fn disk() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let path = fs::canonicalize(folder.path()).expect("it is there");
    fs::create_dir(path.join("root")).expect("it is new");
    (folder, path)
}

/// Compiles a program in a folder of the disk.
fn on_disk(root: &Path, text: &str) -> Compilation {
    let input = Input {
        name: "main.cert".into(),
        path: root.join("main.cert"),
        bytes: text.into(),
    };
    compile(input, options(&Disk, root)).expect("it is small")
}

const SECRET: &str = "node the_secret [colour=the_secret]\nthe_secret";

/// That a program is refused with this code, in words that say nothing of what a file holds.
#[track_caller]
fn assert_refused(root: &Path, text: &str, code: Code) {
    let compilation = on_disk(root, text);
    assert_eq!(codes(&compilation, Severity::Error), [code], "{text}");
    assert!(compilation.model.is_none());
    let told = format!("{:?}", compilation.diagnostics);
    assert!(!told.contains("the_secret"), "{told}");
}

#[test]
fn files_are_read_from_the_disk() {
    let (_kept, folder) = disk();
    let root = folder.join("root");
    fs::create_dir(root.join("deep")).unwrap();
    fs::write(root.join("deep/a.cert"), "use \"../b.cert\"").unwrap();
    fs::write(root.join("b.cert"), "node b").unwrap();
    let compilation = on_disk(&root, "use \"deep/a.cert\"");
    assert_eq!(described(drawn(&compilation)), "b");
}

#[test]
#[cfg(unix)]
fn a_link_may_not_leave_the_root() {
    use std::os::unix::fs::symlink;
    let (_kept, folder) = disk();
    let root = folder.join("root");
    fs::write(folder.join("secret.cert"), SECRET).unwrap();
    fs::write(folder.join("secret.txt"), SECRET).unwrap();
    fs::write(root.join("inner.txt"), SECRET).unwrap();
    fs::write(root.join("right.cert"), "node a").unwrap();
    symlink("../secret.cert", root.join("file.cert")).unwrap();
    symlink("..", root.join("up")).unwrap();
    symlink(root.join("inner.txt"), root.join("disguised.cert")).unwrap();
    symlink("right.cert", root.join("inside.cert")).unwrap();
    symlink("nowhere.cert", root.join("dangling.cert")).unwrap();
    symlink("loop.cert", root.join("loop.cert")).unwrap();
    assert_refused(&root, "use \"file.cert\"", OutsideRoot);
    assert_refused(&root, "use \"up/secret.cert\"", OutsideRoot);
    assert_refused(&root, "use \"up/nothing.cert\"", OutsideRoot);
    assert_refused(&root, "use \"disguised.cert\"", UnreadableFile);
    assert_refused(&root, "use \"dangling.cert\"", UnreadableFile);
    assert_refused(&root, "use \"loop.cert\"", UnreadableFile);
    let compilation = on_disk(&root, "use \"inside.cert\"\nuse \"right.cert\"");
    assert_eq!(
        described(drawn(&compilation)),
        "a",
        "one file under two names"
    );
}

#[test]
#[cfg(unix)]
fn devices_and_folders_are_no_files() {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    let (_kept, folder) = disk();
    let root = folder.join("root");
    fs::create_dir(root.join("folder.cert")).unwrap();
    symlink("/dev/zero", root.join("device.cert")).unwrap();
    let _socket = UnixListener::bind(root.join("socket.cert")).unwrap();
    assert_refused(&root, "use \"folder.cert\"", UnreadableFile);
    assert_refused(&root, "use \"device.cert\"", OutsideRoot);
    assert_refused(&root, "use \"socket.cert\"", UnreadableFile);
    assert_refused(&root, "use \"/dev/zero\"", UnreadableFile);
}

#[test]
#[cfg(unix)]
fn the_root_is_where_its_links_lead() {
    let (_kept, folder) = disk();
    fs::write(folder.join("root/a.cert"), "node a").unwrap();
    let linked = folder.join("linked");
    std::os::unix::fs::symlink("root", &linked).unwrap();
    let input = Input {
        name: "main.cert".into(),
        path: linked.join("main.cert"),
        bytes: "use \"a.cert\"".into(),
    };
    let options = Options {
        root: Some(linked.clone()),
        ..options(&Disk, &linked)
    };
    let compilation = compile(input, options).expect("it is small");
    assert_eq!(described(drawn(&compilation)), "a");
}

// ---- a `use` that fails ----

/// What may come of a used file: paths into it, its groups, certs, icons.
const COMES_OF_IT: &str = "\nnet/lb >> a\neach services >> a\nnode b [cert=nobody]\nrow a, c\na >> later \"x\" [arrowhead=vee] >> b\nb >> later \"y\" >> a\nnode d [icon=nowhere]\n";

#[test]
fn a_use_that_fails_is_one_message() {
    for (statement, code) in [
        ("use \"nowhere.cert\"", UnreadableFile),
        ("use \"notes.txt\"", UnreadableFile),
        ("use \"folder.cert\"", UnreadableFile),
        ("use \"../outside.cert\"", OutsideRoot),
        ("use nothing", UnknownCatalogue),
        ("use \"broken.cert\"", WrongArrow),
        ("use \"through.cert\"", UnreadableFile),
        ("group g { node a; use \"good.cert\" }", TopLevelOnly),
        ("use good.cert", WrongName),
        ("use \"good.cert", UnclosedString),
    ] {
        let errors = project(format!("{statement}{COMES_OF_IT}"))
            .with("broken.cert", "group net { a -> b }")
            .with("through.cert", "use \"nowhere.cert\"")
            .with("folder.cert/x.cert", "a >> b")
            .with("good.cert", "node z")
            .errors();
        assert_eq!(errors, [code], "{statement}");
    }
}

#[test]
fn what_has_nothing_to_do_with_it_is_reported_all_the_same() {
    let errors = project(
        "use \"nowhere.cert\"\nnode a [color=magneta]\nnode b \"x\"\nnode b \"y\"\ngroup c { d >> e }\nc >> c",
    )
    .errors();
    assert_eq!(
        errors,
        [UnreadableFile, WrongValue, TwoValues, EdgeToItself]
    );
    // A catalogue declares certs and nothing else.
    let errors = project("use awss\nnode a [cert=nobody]\nnet/lb >> a").errors();
    assert_eq!(errors, [UnknownCatalogue, UnknownPath]);
    // The diagram says where icons are, so no other file does.
    let errors =
        project("use \"nowhere.cert\"\ndiagram [icons=icons]\nnode a [icon=nowhere]").errors();
    assert_eq!(errors, [UnreadableFile, MissingIcon]);
}

#[test]
fn an_address_is_relative_to_the_file_that_says_it() {
    let files = |one: &str, other: &str| {
        let cert = |url: &str| format!("cert c [url=\"{url}\"]\n");
        project("use \"a/one.cert\"; use \"b/other.cert\"\nnode c\nnode d [url=\"d.html\"]\n")
            .with("a/one.cert", cert(one))
            .with("b/other.cert", cert(other))
    };
    // What is spelled alike leads elsewhere from elsewhere, and the other way round.
    assert_eq!(files("c.html", "c.html").errors().len(), 1);
    let dot = files("c.html", "../a/c.html").dot();
    assert!(dot.contains("URL=\"a/c.html\"") && dot.contains("URL=\"d.html\""));
    let dot = files("/c.html#x", "/c.html#x").dot();
    assert!(dot.contains("URL=\"/c.html#x\""), "{dot}");
    let dot = files("../../c d.html?e", "../../c%20d.html?e").dot();
    assert!(dot.contains("URL=\"../c%20d.html?e\""), "{dot}");
}

#[test]
fn an_address_of_a_file_beside_or_shipped_stays_as_it_is_spelled() {
    let dot = project("use aws; use \"other.cert\"\nnode sa_assoc, c\n")
        .with("other.cert", "cert c [url=\"./x/../c.html\"]")
        .dot();
    assert!(dot.contains("URL=\"./x/../c.html\""), "{dot}");
    assert!(dot.contains("URL=\"https://aws.amazon.com/"), "{dot}");
}
