//! Documents that somebody else has written: what they may read, and where they may have something written.

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::process::Command;

use crate::folder::{Folder, Outcome};

const SECRET: &str = "TOKEN=the_secret\nthe_secret -> [colour=the_secret]\n";

/// A page that shows a file as a picture and uses it in a tree.
fn page(file: &str) -> String {
    format!("![a]({file})\n\n```cert\nuse \"{file}\"\n```\n")
}

#[test]
fn a_link_to_what_is_no_tree_is_not_read() {
    let files = [
        (".env", SECRET),
        (".git/config", SECRET),
        ("page.md", &page("e.cert")),
    ];
    for secret in [".env", ".git/config"] {
        let folder = Folder::new(&files);
        symlink(secret, folder.path("e.cert")).unwrap();
        for arguments in [
            &["md", "page.md"][..],
            &["md", "--check", "page.md"],
            &["check", "page.md"],
        ] {
            let outcome = folder.run(arguments);
            let told = format!("{}{}", outcome.stdout, outcome.stderr);
            assert!(
                !told.contains("the_secret") && !told.contains("TOKEN"),
                "{told}"
            );
            assert!(told.contains("`e.cert`"), "{told}");
        }
        let request = r#"{ "items": [{ "path": "page.md", "file": "e.cert" }] }"#;
        let told = folder.pipe(request, &["md", "--json"]).stdout;
        assert!(
            told.contains("`e.cert` is neither a `.cert` file nor a link to one"),
            "{told}"
        );
        assert!(!told.contains("the_secret"), "{told}");
    }
}

#[test]
fn the_folder_of_the_whole_disk_is_no_root() {
    let folder = Folder::new(&[
        ("docs/page.md", "![a](used.cert)\n\n![b](../outside.cert)\n"),
        ("docs/used.cert", "inside >> b\n"),
        ("outside.cert", "the_secret >> b\n"),
    ]);
    let from_the_top = |arguments: &[&str]| {
        let mut command: Command = folder.command(env!("CARGO_BIN_EXE_certdot"));
        Outcome::of(command.current_dir("/").args(arguments).output().unwrap())
    };
    let page = folder.path("docs/page.md").display().to_string();
    let drawn = from_the_top(&["md", &page]);
    assert!(drawn.stdout.contains(">inside</"), "{}", drawn.stderr);
    assert!(!drawn.stdout.contains("the_secret"), "{}", drawn.stdout);
    let outside = "`../outside.cert` is outside the folder of the documents";
    assert!(drawn.stderr.contains(outside), "{}", drawn.stderr);
    let named = from_the_top(&[
        "md",
        &page,
        "--root",
        &folder.path("").display().to_string(),
    ]);
    assert!(named.stdout.contains(">the_secret</"), "{}", named.stderr);
    fs::write(folder.path("docs/main.cert"), "use \"../outside.cert\"\n").unwrap();
    let main = folder.path("docs/main.cert").display().to_string();
    let refused = from_the_top(&["check", &main]);
    assert!(refused.stderr.contains("E0302"), "{}", refused.stderr);
}

#[test]
fn no_picture_is_written_through_a_link() {
    let folder = Folder::new(&[
        ("page.md", "```cert\na >> b\n```\n"),
        ("outside/precious.txt", "precious"),
    ]);
    let assets = ["md", "page.md", "-o", "out.md", "--assets", "img"];
    assert_eq!(folder.run(&assets).code, Some(0));
    let name = fs::read_dir(folder.path("img")).unwrap().next().unwrap();
    let picture = folder.path("img").join(name.unwrap().file_name());
    fs::remove_file(&picture).unwrap();
    symlink("../outside/precious.txt", &picture).unwrap();
    assert_eq!(folder.run(&assets).code, Some(0));
    assert_eq!(folder.text("outside/precious.txt"), "precious");
    assert!(!picture.is_symlink() && picture.is_file());
    assert_eq!(fs::read_dir(folder.path("img")).unwrap().count(), 1);
    // A document names the folder of its pictures.
    symlink("outside", folder.path("link")).unwrap();
    fs::create_dir(folder.path("work")).unwrap();
    symlink("../outside", folder.path("work/link")).unwrap();
    let document = r#"{ "pandoc-api-version": [1, 23],
        "meta": { "certdot-media": { "t": "MetaString", "c": "link/evil" } },
        "blocks": [{ "t": "CodeBlock", "c": [["", ["cert"], []], "a >> b"] }] }"#;
    fs::write(folder.path("document.json"), document).unwrap();
    let certdot = env!("CARGO_BIN_EXE_certdot");
    let outcome = folder.shell(&format!(
        "cd work && {certdot} pandoc latex < ../document.json"
    ));
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    assert!(
        outcome
            .stderr
            .contains("cannot create the folder `link/evil`"),
        "{}",
        outcome.stderr
    );
    assert!(!folder.path("outside/evil").exists());
}

#[test]
fn no_page_is_written_through_a_link_in_its_folder() {
    let tree = "```cert\na >> b\n```\n";
    let folder = Folder::new(&[
        ("docs/one.md", tree),
        ("docs/sub/two.md", tree),
        ("docs/sub/deep/three.md", tree),
        ("outside/precious.md", "precious"),
        ("site/keep.txt", ""),
    ]);
    symlink("../outside/precious.md", folder.path("site/one.md")).unwrap();
    let pages = ["md", "docs/one.md", "docs/sub/two.md", "-o", "site"];
    assert_eq!(folder.run(&pages).code, Some(0));
    assert_eq!(folder.text("outside/precious.md"), "precious");
    assert!(!folder.path("site/one.md").is_symlink());
    assert!(folder.text("site/one.md").contains("<svg "));
    // A folder for pages leads elsewhere, at any depth: nothing is written at all.
    for (place, target) in [
        ("site/sub", "../outside"),
        ("site/sub/deep", "../../outside"),
    ] {
        fs::remove_dir_all(folder.path("site/sub")).unwrap();
        fs::remove_file(folder.path("site/one.md")).unwrap();
        fs::create_dir_all(folder.path(place).parent().unwrap()).unwrap();
        symlink(target, folder.path(place)).unwrap();
        let all = ["md", "docs/one.md", "docs/sub/deep/three.md", "-o", "site"];
        let refused = folder.run(&all);
        let message = format!("`{place}`: it is a link that leads out of `site`");
        refused.assert_refused(1, &message);
        assert_eq!(fs::read_dir(folder.path("outside")).unwrap().count(), 1);
        assert!(!folder.path("site/one.md").exists());
        fs::remove_file(folder.path(place)).unwrap();
        assert_eq!(folder.run(&all).code, Some(0));
    }
    // What has the same bytes stays the same file.
    let inode = |name: &str| fs::metadata(folder.path(name)).unwrap().ino();
    let before = inode("site/one.md");
    assert_eq!(folder.run(&pages).code, Some(0));
    assert_eq!(inode("site/one.md"), before);
    // The folder itself may be a link: the user has named it.
    symlink("site", folder.path("linked")).unwrap();
    let into_link = ["md", "docs/one.md", "docs/sub/two.md", "-o", "linked"];
    assert_eq!(folder.run(&into_link).code, Some(0));
}
