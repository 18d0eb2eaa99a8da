//! Asciidoctor: the extension in integrations/asciidoctor.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use crate::tool::{command, is_here, root};

/// A folder with a page.
struct Folder(TempDir, TempDir);

/// How a run went.
struct Made {
    is_done: bool,
    text: String,
    said: String,
}

impl Folder {
    fn new(files: &[(&str, &str)]) -> Option<Folder> {
        if !is_here("asciidoctor", &["--version"]) {
            return None;
        }
        let folder = Folder(TempDir::new().unwrap(), TempDir::new().unwrap());
        for (name, text) in files {
            let path = folder.path(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Some(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// What Asciidoctor makes of `page.adoc`.
    fn made(&self, arguments: &[&str]) -> Made {
        self.made_by(
            "asciidoctor",
            &[&["-o", "-", "--embedded"], arguments].concat(),
        )
    }

    fn made_by(&self, tool: &str, arguments: &[&str]) -> Made {
        let mut asciidoctor = command(tool, self.1.path());
        asciidoctor
            .arg("-r")
            .arg(root().join("integrations/asciidoctor/lib/asciidoctor-certdot.rb"))
            .args(arguments)
            .arg("page.adoc")
            .current_dir(self.0.path());
        let output = asciidoctor.output().unwrap();
        Made {
            is_done: output.status.success(),
            text: String::from_utf8(output.stdout).unwrap(),
            said: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

const PAGE: &str = "\
= Trees

See <<year>>.

.The *first* year & more
[cert#year.wide,align=center]
----
diagram \"First year\"
linux >> docker
----

[#file]
cert::parts/my tree.cert[What the file \"shows\",width=50%]

* A list
+
[cert]
....
a >> b
....

[cert]
c >> d

|===
a|
[cert]
----
left >> cell
----
|===

----
as >> written
----
";

#[test]
fn pages_hold_their_pictures() {
    let Some(folder) = Folder::new(&[("page.adoc", PAGE), ("parts/my tree.cert", "e >> f")]) else {
        return;
    };
    let Made {
        is_done,
        text,
        said,
    } = folder.made(&["--failure-level=INFO"]);
    assert!(is_done && said.is_empty(), "{said}");
    assert_eq!(text.matches("<svg ").count(), 5, "{text}");
    for words in [
        "<a href=\"#year\">",
        "<div id=\"year\" class=\"imageblock certdot text-center wide\">",
        "<div class=\"title\">Figure 1. The <strong>first</strong> year &amp; more</div>",
        "<div id=\"file\" class=\"imageblock certdot\">",
        "role=\"img\" aria-label=\"What the file &quot;shows&quot;\"",
        "<svg style=\"width:50%;max-width:100%;height:auto\" ",
        "as &gt;&gt; written",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    for name in ["docker", "f", "b", "d", "cell"] {
        assert!(text.contains(&format!(">{name}</text>")), "{name}");
    }
}

#[test]
fn links_lead_to_what_documents_become() {
    let page = "= T\n\ncert::parts/tree.cert[]\n\n[cert]\n----\nnode a [url=\"x/b.adoc#c\"]\nnode b [url=\"/b.adoc\"]\n\
                node c [url=\"https://x.y/b.adoc\"]\n----\n";
    let tree = "node a [url=\"../b.adoc\"]\nnode b [url=\"b.html\"]\n";
    let Some(folder) = Folder::new(&[("page.adoc", page), ("parts/tree.cert", tree)]) else {
        return;
    };
    let links = |options: &[&str]| -> Vec<String> {
        let made = folder.made(options);
        assert!(made.is_done, "{}", made.said);
        let links = made.text.split("<a xlink:href=\"").skip(1);
        let links = links.filter_map(|rest| rest.split('"').next());
        links.map(str::to_owned).collect()
    };
    let outside = ["/b.adoc", "https://x.y/b.adoc"];
    let own = ["b.html", "parts/b.html", "x/b.html#c"];
    assert_eq!(links(&[]), [&own[..], &outside].concat());
    let others = ["b/", "parts/b.html", "x/b/#c"];
    assert_eq!(
        links(&["-a", "relfilesuffix=/"]),
        [&others[..], &outside].concat()
    );
}

#[test]
fn other_formats_have_files() {
    let Some(folder) = Folder::new(&[("page.adoc", PAGE), ("parts/my tree.cert", "e >> f")]) else {
        return;
    };
    let made = folder.made(&[
        "-b",
        "docbook5",
        "-a",
        "imagesoutdir=pictures",
        "--failure-level=INFO",
    ]);
    assert!(made.is_done, "{}", made.said);
    let figures = "<title>The <emphasis role=\"strong\">first</emphasis> year &amp; more</title>";
    assert!(made.text.contains(figures), "{}", made.text);
    let mut count = 0;
    for file in fs::read_dir(folder.path("pictures")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(made.text.contains(&format!("fileref=\"{name}\"")), "{name}");
        assert!(fs::read_to_string(&path).unwrap().contains("<svg "));
        count += 1;
    }
    assert_eq!(count, 5);
    let manual = folder.made(&["-b", "manpage", "-a", "manname=x", "-a", "manpurpose=y"]);
    assert!(
        manual
            .text
            .contains("[First year: skill tree of 2 nodes, from linux to docker.]"),
        "{}",
        manual.text
    );
}

#[test]
fn links_in_files_lead_from_these() {
    let page = "= T\n\ncert::parts/tree.cert[]\n\n[cert]\n----\nnode own [url=\"x/b.adoc#c\"]\nnode r [url=\"/b\"]\n----\n";
    let tree = "node a [url=\"../b.adoc\"]\nnode b [url=\"b.html\"]\n";
    for (options, folder_of_images, before) in [
        (
            &["-a", "imagesoutdir=out/pictures"][..],
            "out/pictures",
            "../../",
        ),
        (&["-a", "imagesdir=pictures"], "pictures", "../"),
        (
            &["-a", "imagesdir=pictures", "-D", "build"],
            "build/pictures",
            "../",
        ),
        (&[], "", ""),
    ] {
        let Some(folder) = Folder::new(&[("page.adoc", page), ("parts/tree.cert", tree)]) else {
            return;
        };
        let made = folder.made_by("asciidoctor", &[&["-b", "docbook5"], options].concat());
        assert!(made.is_done && made.said.is_empty(), "{}", made.said);
        let files = fs::read_dir(folder.path(folder_of_images)).unwrap();
        let files = files.map(|file| file.unwrap().path());
        let svgs = files.filter(|file| file.extension().is_some_and(|ending| ending == "svg"));
        let pictures: String = svgs.map(|file| fs::read_to_string(file).unwrap()).collect();
        for address in ["b.xml", "parts/b.html", "x/b.xml#c"] {
            let link = format!("<a xlink:href=\"{before}{address}\"");
            assert!(pictures.contains(&link), "{options:?} {link}: {pictures}");
        }
        assert!(pictures.contains("<a xlink:href=\"/b\""));
    }
}

#[test]
fn pictures_have_a_text_unless_it_is_said_that_there_is_none() {
    let page = "cert::t.cert[]\n\n[cert]\na >> b\n\ncert::t.cert[alt=\"\"]\n\ncert::none.cert[]\n";
    let files = [
        ("page.adoc", page),
        ("t.cert", "a >> b"),
        ("none.cert", "diagram \"T\" [alt=\"\"]\na >> b"),
    ];
    let Some(folder) = Folder::new(&files) else {
        return;
    };
    let html = folder.made(&[]).text;
    assert!(!html.contains("aria-label=\"\""), "{html}");
    assert_eq!(
        html.matches("aria-label=\"Skill tree of 2 nodes, from a to b.\"")
            .count(),
        3
    );
    assert_eq!(
        html.matches("<div class=\"content\" aria-hidden=\"true\">")
            .count(),
        1
    );
    let nothing = html.split("<svg ").nth(4).unwrap();
    assert!(
        nothing
            .split('>')
            .next()
            .unwrap()
            .contains("aria-hidden=\"true\"")
    );
    let book = folder.made(&["-b", "docbook5"]).text;
    let texts: Vec<&str> = book
        .split("<textobject><phrase>")
        .skip(1)
        .filter_map(|rest| rest.split("</phrase>").next())
        .collect();
    let own = "Skill tree of 2 nodes, from a to b.";
    assert_eq!(texts, [own, own, "", ""], "{book}");
}

#[test]
fn a_pdf_holds_its_pictures() {
    let files = [("page.adoc", PAGE), ("parts/my tree.cert", "e >> f")];
    let Some(folder) = Folder::new(&files).filter(|_| is_here("asciidoctor-pdf", &["--version"]))
    else {
        return;
    };
    let without = folder.made_by(
        "asciidoctor-pdf",
        &["-o", "without.pdf", "-a", "certdot-program=no-such-program"],
    );
    assert!(without.is_done);
    let made = folder.made_by(
        "asciidoctor-pdf",
        &["-o", "page.pdf", "--failure-level=INFO"],
    );
    assert!(made.is_done && made.said.is_empty(), "{}", made.said);
    let images = |name: &str| {
        let pdf = fs::read(folder.path(name)).unwrap();
        memchr::memmem::find_iter(&pdf, b"/Subtype /Image").count()
    };
    assert_eq!(images("without.pdf"), 0);
    // The one in the cell of a table is a picture as well.
    assert!(images("page.pdf") >= 5, "{}", images("page.pdf"));
}

#[test]
fn a_mistake_is_told_at_its_place_and_loses_no_other_tree() {
    let page = "\
Text.

include::parts/part.adoc[]

[cert]
----
a >> b

a -> b
----

* x
+
[cert]
one -> two

[cert]
----
c >> d
----

cert::parts/tree.cert[]

cert::none.cert[]
";
    let files = [
        ("page.adoc", page),
        ("parts/part.adoc", "Text.\n\n[cert]\n----\na -> b\n----\n"),
        ("parts/tree.cert", "a >> b\na -> b\n"),
    ];
    let Some(folder) = Folder::new(&files) else {
        return;
    };
    let made = folder.made(&[]);
    assert!(made.is_done);
    let places: Vec<&str> = made
        .said
        .lines()
        .map(|line| line.split(": ").nth(2).unwrap_or(line))
        .collect();
    let lines: Vec<&str> = made
        .said
        .lines()
        .map(|line| line.split(": ").nth(3).unwrap_or(line))
        .collect();
    assert_eq!(
        places.into_iter().zip(lines).collect::<Vec<_>>(),
        [
            ("parts/part.adoc", "line 5"),
            ("page.adoc", "line 9"),
            ("page.adoc", "line 15"),
            ("parts/tree.cert", "line 2"),
            ("page.adoc", "line 24"),
        ],
        "{}",
        made.said
    );
    assert_eq!(made.text.matches("<svg ").count(), 1);
    assert_eq!(made.text.matches("This tree cannot be drawn.").count(), 5);
    assert!(
        made.text.contains("line 9: `-&gt;` is not an arrow"),
        "{}",
        made.text
    );
    assert!(!folder.made(&["--failure-level=ERROR"]).is_done);
}

#[test]
fn warnings_are_told_and_the_tree_is_drawn() {
    let Some(folder) = Folder::new(&[("page.adoc", "[cert]\na >> b >> a\n")]) else {
        return;
    };
    let made = folder.made(&[]);
    assert!(
        made.said.contains("WARNING: page.adoc: line 2: "),
        "{}",
        made.said
    );
    assert!(made.said.contains("(W0504)") && made.text.contains("<svg "));
    assert!(!folder.made(&["--failure-level=WARN"]).is_done);
}

#[test]
fn documents_cannot_say_what_is_run_or_read() {
    let page = "\
:certdot-program: ./evil

[cert]
----
a >> b
----

cert::../secret.cert[]
";
    let Some(folder) = Folder::new(&[("docs/x", ""), ("page.adoc", page)]) else {
        return;
    };
    let made = folder.made(&[]);
    assert_eq!(made.text.matches("<svg ").count(), 1, "{}", made.said);
    assert!(made.said.contains("outside"), "{}", made.said);
    let made = folder.made(&["-a", "certdot-program=no-such-program"]);
    assert!(
        made.said.contains("cannot run `no-such-program`"),
        "{}",
        made.said
    );
}

#[test]
fn themes_are_chosen_for_all_and_for_one() {
    let page = "[cert]\na >> b\n\n[cert,theme=plain]\na >> b\n";
    let Some(folder) = Folder::new(&[("page.adoc", page)]) else {
        return;
    };
    let pictures = |arguments: &[&str]| -> Vec<String> {
        let made = folder.made(arguments);
        assert!(made.said.is_empty(), "{}", made.said);
        let svgs = made.text.split("<svg ").skip(1);
        svgs.map(|svg| svg.split("</svg>").next().unwrap().to_owned())
            .collect()
    };
    let (own, dark) = (pictures(&[]), pictures(&["-a", "certdot-theme=dark"]));
    assert_eq!((own.len(), dark.len()), (2, 2));
    assert_ne!(own[0], dark[0]);
    assert_eq!(own[1], dark[1]);
}
