//! pandoc: `certdot pandoc`, by itself and as a filter, with the script in integrations/pandoc.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::tool::{command, is_here, python, root, run};

const PAGE: &str = "\
# Trees

```cert
diagram \"What is seen\"
a >> b
```

> - In a list:
>
>   ``` {.cert #fig:one .wide caption=\"One & all\"}
>   c >> d
>   ```

![Of a *file*](tree.cert)

In a line ![small](tree.cert){width=10%} too.

```{.cert .source}
left >> alone
```
";

/// A folder with a page and a tree beside it; and which pandoc reads it.
struct Folder(TempDir, TempDir, PathBuf);

/// A folder for each pandoc that is here: the system's, and the newest, which comes with a package of Python's.
fn folders(page: &str) -> Vec<Folder> {
    let newest = "import pypandoc; print(pypandoc.get_pandoc_path())";
    let newest = python("pypandoc").map(|python| {
        let mut question = Command::new(python);
        question.args(["-c", newest]);
        PathBuf::from(String::from_utf8(run(question).stdout).unwrap().trim())
    });
    let system = is_here("pandoc", &["--version"]).then(|| "pandoc".into());
    let folder = |pandoc| Folder(TempDir::new().unwrap(), TempDir::new().unwrap(), pandoc);
    let all = system.into_iter().chain(newest);
    all.map(folder)
        .inspect(|folder| folder.fill(page))
        .collect()
}

impl Folder {
    /// One for the filter alone.
    fn new(page: &str) -> Folder {
        let folder = Folder(
            TempDir::new().unwrap(),
            TempDir::new().unwrap(),
            PathBuf::new(),
        );
        folder.fill(page);
        folder
    }

    fn fill(&self, page: &str) {
        fs::write(self.path("page.md"), page).unwrap();
        fs::write(self.path("tree.cert"), "e >> f\n").unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn command(&self, tool: impl AsRef<Path>) -> Command {
        let mut command = command(tool.as_ref(), self.1.path());
        command.current_dir(self.0.path());
        command
    }

    /// What pandoc makes of the page, with the filter.
    fn pandoc(&self, arguments: &[&str]) -> Output {
        let mut pandoc = self.command(&self.2);
        pandoc
            .arg("--filter")
            .arg(root().join("integrations/pandoc/certdot-pandoc"))
            .arg("page.md")
            .args(arguments);
        pandoc.output().unwrap()
    }

    fn made(&self, arguments: &[&str]) -> String {
        let output = self.pandoc(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && said.is_empty(), "{said}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The filter alone.
    fn filter(&self, document: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
        let mut filter = self.command(env!("CARGO_BIN_EXE_certdot"));
        filter.arg("pandoc").args(arguments);
        let streams = || Stdio::piped();
        let mut child = filter
            .stdin(streams())
            .stdout(streams())
            .stderr(streams())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let text = document.to_owned();
        let writer = std::thread::spawn(move || {
            // Whoever refuses a document need not read all of it.
            let _ = stdin.write_all(text.as_bytes());
        });
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    }

    /// The names of the files in the folder of pictures.
    fn pictures(&self, folder: &str) -> Vec<String> {
        let files = fs::read_dir(self.path(folder)).into_iter().flatten();
        let mut names: Vec<String> = files
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

#[test]
fn pages_hold_their_pictures() {
    for folder in folders(PAGE) {
        let html = folder.made(&["-t", "html5"]);
        assert_eq!(html.matches("<svg ").count(), 3, "{html}");
        assert!(html.contains("<figure id=\"fig:one\" class=\"certdot wide\""));
        assert!(html.contains("<figcaption>One &amp; all</figcaption>"));
        assert!(html.contains("In a line <img\nsrc=\"data:image/svg+xml;base64,"));
        assert!(html.contains("left &gt;&gt; alone"));
        assert!(folder.pictures("certdot-media").is_empty());
        let ids: Vec<&str> = html.split(" id=\"").skip(1).collect();
        let mut ids: Vec<&str> = ids
            .iter()
            .map(|rest| rest.split('"').next().unwrap())
            .collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "an id is there twice");
    }
}

#[test]
fn what_is_typeset_has_pictures_in_files() {
    for folder in folders(PAGE) {
        let tex = folder.made(&["-t", "latex"]);
        // The tree in the file is shown twice.
        let names = folder.pictures("certdot-media");
        assert_eq!(names.len(), 3, "{names:?}");
        for name in &names {
            assert!(name.ends_with(".pdf") && tex.contains(&format!("{{certdot-media/{name}}}")));
            let bytes = fs::read(folder.path("certdot-media").join(name)).unwrap();
            assert!(bytes.starts_with(b"%PDF-"));
        }
        assert!(
            tex.contains("\\caption{One \\& all}\\label{fig:one}"),
            "{tex}"
        );
        // Drawn anew, they have the same names.
        fs::remove_dir_all(folder.1.path()).unwrap();
        assert_eq!(folder.made(&["-t", "latex"]), tex);
        assert_eq!(folder.pictures("certdot-media"), names);
    }
}

#[test]
fn tex_takes_them() {
    if !is_here("pdflatex", &["--version"]) {
        return;
    }
    for folder in folders(&format!("{PAGE}\n```cert\na -> b\n```\n")) {
        let output = folder.pandoc(&["-o", "page.pdf"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        let pdf = fs::read(folder.path("page.pdf")).unwrap();
        assert!(pdf.starts_with(b"%PDF-"));
    }
}

#[test]
fn archives_hold_their_pictures() {
    for folder in folders(PAGE) {
        for (output, ending) in [
            ("page.docx", "png"),
            ("page.epub", "svg"),
            ("page.odt", "png"),
        ] {
            folder.made(&["-o", output, "-M", "title=Trees"]);
            // pandoc says itself what is in it.
            let mut back = folder.command(&folder.2);
            back.args([output, "-t", "html", "--extract-media", "media"]);
            run(back);
            let mut names = Vec::new();
            let mut open = vec![folder.path("media")];
            while let Some(part) = open.pop() {
                if part.is_dir() {
                    open.extend(
                        fs::read_dir(part)
                            .unwrap()
                            .map(|entry| entry.unwrap().path()),
                    )
                } else {
                    names.push(part)
                }
            }
            let of_kind = |name: &&PathBuf| name.extension().is_some_and(|own| own == ending);
            assert!(
                names.iter().filter(of_kind).count() >= 3,
                "{output}: {names:?}"
            );
            fs::remove_dir_all(folder.path("media")).unwrap();
        }
        assert!(folder.pictures("certdot-media").is_empty());
    }
}

#[test]
fn text_says_what_there_is_to_see() {
    for folder in folders(PAGE) {
        let text = folder.made(&["-t", "plain", "--wrap=none"]);
        let seen = "[What is seen: skill tree of 2 nodes, from a to b.]";
        for words in [seen, "[One & all]", "In a line [small] too"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(folder.pictures("certdot-media").is_empty());
    }
}

#[test]
fn links_lead_on_from_the_file_that_says_them() {
    let page = "```cert\nnode a [url=\"own.html\"]\n```\n\n![](parts/t.cert)\n";
    for folder in folders(page) {
        fs::create_dir(folder.path("parts")).unwrap();
        fs::write(folder.path("parts/t.cert"), "node b [url=\"b.html\"]").unwrap();
        let text = folder.made(&["-t", "html"]);
        for address in ["own.html", "parts/b.html"] {
            let link = format!("<a xlink:href=\"{address}\"");
            assert!(text.contains(&link), "{address}: {text}");
        }
        // Pictures in files lead from there.
        folder.made(&["-t", "gfm"]);
        let files = fs::read_dir(folder.path("certdot-media")).unwrap();
        let pictures = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
        let pictures: String = pictures.collect();
        for address in ["../own.html", "../parts/b.html"] {
            let link = format!("<a xlink:href=\"{address}\"");
            assert!(pictures.contains(&link), "{address}: {pictures}");
        }
    }
}

#[test]
fn pictures_have_a_text_unless_the_tree_says_that_there_is_none() {
    let page = "```cert\na >> b\n```\n\n![](t.cert)\n\nIn ![](t.cert) line.\n\n![](none.cert)\n";
    for folder in folders(page) {
        fs::write(folder.path("t.cert"), "diagram \"T\"\nc >> d").unwrap();
        fs::write(folder.path("none.cert"), "diagram [alt=\"\"]\nc >> d").unwrap();
        let own = "Skill tree of 2 nodes, from a to b.";
        let of_file = "T: skill tree of 2 nodes, from c to d.";
        let told = [own, of_file, of_file, ""];
        // Where there are pictures, and where there are none.
        for (format, begin, end) in [("gfm", "![", "]("), ("plain", "[", "]")] {
            let text = folder.made(&["-t", format, "--wrap=none"]);
            let texts = text.split(begin).skip(1);
            let texts: Vec<&str> = texts.filter_map(|rest| rest.split(end).next()).collect();
            assert_eq!(texts, told, "{format}: {text}");
        }
        let html = folder.made(&["-t", "html"]);
        assert!(html.contains(&format!("alt=\"{of_file}\"")), "{html}");
        assert!(!html.contains("aria-label=\"\"") && !html.contains("alt=\"\""));
        assert_eq!(html.matches("aria-hidden=\"true\"").count(), 1);
    }
}

#[test]
fn a_mistake_loses_no_other_tree() {
    for folder in folders("```cert\na >> b\n```\n\n```cert\na -> b\n```\n\nText ![x](none.cert).\n")
    {
        for (format, box_) in [
            ("html", "<div class=\"certdot-error\""),
            ("latex", "\\textbf{This tree cannot be drawn.}"),
        ] {
            let output = folder.pandoc(&["-t", format]);
            assert!(output.status.success());
            let (text, said) = (
                String::from_utf8(output.stdout).unwrap(),
                String::from_utf8(output.stderr).unwrap(),
            );
            assert!(text.contains(box_), "{text}");
            assert!(text.contains("<svg ") || text.contains("{certdot-media/"));
            assert!(
                said.contains("tree 2:1:3") && said.contains("tree 3:1: error: there is no file"),
                "{said}"
            );
            let strict = folder.pandoc(&["-t", format, "-M", "certdot-strict=true"]);
            assert!(!strict.status.success());
        }
    }
}

#[test]
fn metadata_chooses_theme_and_folder() {
    for folder in folders("---\ncertdot-media: my/figures\n---\n\n```cert\na >> b\n```\n") {
        let light = folder.made(&["-t", "markdown"]);
        let dark = folder.made(&["-t", "markdown", "-M", "certdot-theme=dark"]);
        assert_ne!(light, dark);
        assert_eq!(folder.pictures("my/figures").len(), 2);
        let output = folder.pandoc(&["-t", "markdown", "-M", "certdot-media=../elsewhere"]);
        assert!(!output.status.success());
        assert!(String::from_utf8_lossy(&output.stderr).contains("below the working directory"));
    }
}

#[test]
fn pipes_do_as_well() {
    for folder in folders(PAGE) {
        let mut shell = folder.command("sh");
        let line = "\"$0\" -t json page.md | certdot pandoc latex --media figures | \"$0\" -f json -o page.tex";
        shell.args(["-c", line]).arg(&folder.2);
        run(shell);
        assert!(folder.text("page.tex").contains("{figures/cert-"));
        assert_eq!(folder.pictures("figures").len(), 3);
    }
}

/// A document with some blocks.
fn document(api: [u64; 3], blocks: &Value) -> String {
    json!({"pandoc-api-version": api, "meta": {}, "blocks": blocks}).to_string()
}

#[test]
fn figures_are_those_of_the_version() {
    let folder = Folder::new("");
    let block =
        json!({"t": "CodeBlock", "c": [["one", ["cert"], [["caption", "Two words"]]], "a >> b"]});
    let blocks = |version: [u64; 3]| -> Value {
        let (code, text, said) = folder.filter(&document(version, &json!([block])), &["latex"]);
        assert_eq!((code, said.as_str()), (Some(0), ""));
        serde_json::from_str::<Value>(&text).unwrap()["blocks"].clone()
    };
    let words = json!([{"t": "Str", "c": "Two"}, {"t": "Space"}, {"t": "Str", "c": "words"}]);
    let new = &blocks([1, 23, 1])[0];
    assert_eq!(
        (&new["t"], &new["c"][0][0]),
        (&json!("Figure"), &json!("one"))
    );
    assert_eq!(new["c"][1], json!([null, [{"t": "Plain", "c": words}]]));
    let image = &new["c"][2][0]["c"][0];
    assert!(
        image["c"][2][0]
            .as_str()
            .unwrap()
            .starts_with("certdot-media/cert-")
    );
    let old = &blocks([1, 22, 2])[0]["c"][0]["c"];
    assert_eq!(
        (&old[0][0], &old[1], &old[2][1]),
        (&json!("one"), &words, &json!("fig:"))
    );
}

#[test]
fn a_figure_around_a_tree_keeps_its_caption() {
    let folder = Folder::new("");
    let image =
        json!({"t": "Image", "c": [["", [], []], [{"t": "Str", "c": "x"}], ["tree.cert", ""]]});
    let caption = json!([null, [{"t": "Plain", "c": [{"t": "Str", "c": "x"}]}]]);
    let figure =
        json!({"t": "Figure", "c": [["f", [], []], caption, [{"t": "Plain", "c": [image]}]]});
    let (code, text, said) = folder.filter(&document([1, 23, 1], &json!([figure])), &["html"]);
    assert_eq!((code, said.as_str()), (Some(0), ""));
    let figure = &serde_json::from_str::<Value>(&text).unwrap()["blocks"][0];
    assert_eq!(figure["c"][1], caption);
    let html = figure["c"][2][0]["c"][1].as_str().unwrap();
    assert!(html.starts_with("<svg "), "{html}");
}

#[test]
fn what_has_no_trees_stays_as_it_is() {
    let folder = Folder::new("");
    let blocks = json!([
        {"t": "Para", "c": [{"t": "Str", "c": "a \u{e9} \\ \" \u{1f600}"}]},
        {"t": "CodeBlock", "c": [["", ["certificate"], []], "a >> b"]},
        {"t": "Para", "c": [{"t": "Image", "c": [["", [], []], [], ["https://x.invalid/a.cert", ""]]}]},
        {"t": "Unheard", "c": {"t": 5, "c": [null, 0.25, -3]}},
    ]);
    let document = document([1, 23, 1], &blocks);
    let (code, text, said) = folder.filter(&document, &[]);
    assert_eq!((code, said.as_str()), (Some(0), ""));
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    assert_eq!(read(&text), read(&document));
}

#[test]
fn no_document_is_too_deep_to_be_answered() {
    let folder = Folder::new("");
    let nested = |depth: usize| {
        let block = r#"{"t":"CodeBlock","c":[["",["cert"],[]],"a >> b"]}"#;
        let (open, close) = (r#"{"t":"BlockQuote","c":["#, "]}");
        let block = format!("{}{block}{}", open.repeat(depth), close.repeat(depth));
        format!(r#"{{"pandoc-api-version":[1,23],"meta":{{}},"blocks":[{block}]}}"#)
    };
    let (code, text, said) = folder.filter(&nested(1_500), &["html"]);
    assert_eq!((code, said.as_str()), (Some(0), ""));
    assert!(text.contains("<svg "));
    let (code, text, said) = folder.filter(&nested(1_000_000), &["html"]);
    assert_eq!((code, text.as_str()), (Some(1), ""));
    assert!(said.contains("levels deep"), "{said}");
}

#[test]
fn what_is_no_document_is_refused() {
    let folder = Folder::new("");
    for text in [
        "",
        "{}",
        "[]",
        "# Markdown",
        "{\"blocks\": []} x",
        "{\"pandoc-api-version\": 1}",
    ] {
        let (code, out, said) = folder.filter(text, &["html"]);
        assert_eq!((code, out.as_str()), (Some(1), ""), "{text}");
        assert!(said.contains("not a document in pandoc's JSON"), "{said}");
    }
}

#[test]
fn nothing_outside_the_working_directory_is_read() {
    let folder = Folder::new("");
    let outside = TempDir::new_in(folder.0.path().parent().unwrap()).unwrap();
    fs::write(outside.path().join("secret.cert"), "secret >> word").unwrap();
    let name = outside.path().file_name().unwrap().to_str().unwrap();
    let address = format!("../{name}/secret.cert");
    let image = json!({"t": "Image", "c": [["", [], []], [], [address, ""]]});
    let blocks = json!([
        {"t": "Para", "c": [image]},
        {"t": "CodeBlock", "c": [["", ["cert"], []], format!("use \"{address}\"\na >> b")]},
    ]);
    let (code, text, said) = folder.filter(&document([1, 23, 1], &blocks), &["html"]);
    assert_eq!(code, Some(0));
    assert!(!text.contains("word") && !text.contains("<svg "), "{text}");
    assert!(
        said.contains("tree 1:1: error: ") && said.contains("tree 2:1:"),
        "{said}"
    );
}
