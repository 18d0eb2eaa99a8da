//! Links that somebody turns while the program looks: what lies outside the root is never read, whenever they do.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use certdot::compile::{Compilation, Input, compile};
use certdot::diagnostics::Code::UnreadableFile;
use certdot::diagnostics::Severity;
use certdot::source::Disk;

use crate::picture::{codes, described, drawn, options};

/// How often a program is compiled while links are turned.
const TRIES: usize = 300;

/// A folder with a folder `root` in it, and beside it one with what nobody may read.
fn disk() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let path = fs::canonicalize(folder.path()).expect("it is there");
    for (file, text) in [
        ("root/inside/a.cert", "node inside"),
        ("root/inside/sign.svg", SIGN),
        ("outside/a.cert", "node the_secret"),
        ("outside/the_secret.cert", "node the_secret"),
        ("outside/sign.svg", SECRET_SIGN),
        ("outside/the_secret.svg", SECRET_SIGN),
        ("root/right.cert", "node inside"),
        ("root/secret.txt", "the_secret >> [colour=the_secret]"),
    ] {
        let file = path.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    symlink("turned", path.join("root/file.cert")).unwrap();
    (folder, path)
}

const SIGN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"><rect width=\"4\" height=\"4\"/></svg>";
const SECRET_SIGN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"7\" height=\"7\"/></svg>";

fn compiled(root: &Path, text: &str) -> Compilation {
    let input = Input {
        name: "main.cert".into(),
        path: root.join("main.cert"),
        bytes: text.into(),
    };
    compile(input, options(&Disk, root)).expect("it is small")
}

/// Compiles a program many times while `root/turned` changes between what may be read and a link to what may not: as a link
/// that is turned, and as the thing itself, whose place a link takes.
fn while_turning(right: &str, wrong: &str, text: &str, judge: impl Fn(Compilation)) {
    let (_kept, folder) = disk();
    let root = folder.join("root");
    let (turned, next, aside) = (root.join("turned"), root.join("next"), root.join("aside"));
    let turn_link = || {
        for target in [right, wrong] {
            symlink(target, &next).unwrap();
            fs::rename(&next, &turned).unwrap();
        }
    };
    turn_link();
    compile_while(&root, text, &turn_link, &judge);
    fs::remove_file(&turned).unwrap();
    fs::rename(root.join(right), &turned).unwrap();
    symlink(wrong, &next).unwrap();
    let change_places = || {
        for (from, to) in [
            (&turned, &aside),
            (&next, &turned),
            (&turned, &next),
            (&aside, &turned),
        ] {
            fs::rename(from, to).unwrap();
        }
    };
    compile_while(&root, text, &change_places, &judge);
}

fn compile_while(
    root: &Path,
    text: &str,
    change: &(dyn Fn() + Sync),
    judge: &impl Fn(Compilation),
) {
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                change();
            }
        });
        // The thread is to end if a try goes wrong, too.
        let tries = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            (0..TRIES).for_each(|_| judge(compiled(root, text)));
        }));
        is_over.store(true, Ordering::Relaxed);
        tries.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    });
}

#[test]
fn a_folder_that_becomes_a_link_leads_nowhere() {
    while_turning("inside", "../outside", "use \"turned/a.cert\"", |found| {
        if let Some(model) = &found.model {
            assert_eq!(described(model), "inside");
        }
        assert!(!format!("{:?}", found.diagnostics).contains("the_secret"));
    });
}

#[test]
fn an_icon_behind_what_becomes_a_link_is_none() {
    let (_kept, folder) = disk();
    let right = compiled(&folder.join("root"), "node a [icon=\"inside/sign.svg\"]");
    let right = format!("{:?}", drawn(&right).icons[0].content);
    let text = "node a [icon=\"turned/sign.svg\"]";
    while_turning("inside", "../outside", text, |found| {
        if let Some(model) = &found.model {
            assert_eq!(format!("{:?}", model.icons[0].content), right);
        }
    });
}

#[test]
fn names_behind_what_becomes_a_link_are_not_told() {
    for text in [
        "use \"turned/the_secre.cert\"",
        "diagram [icons=turned]\nnode a [icon=\"the_secre\"]",
    ] {
        while_turning("inside", "../outside", text, |found| {
            assert!(!format!("{:?}", found.diagnostics).contains("the_secret"));
        });
    }
}

#[test]
fn a_file_that_becomes_another_is_not_read() {
    while_turning("right.cert", "secret.txt", "use \"file.cert\"", |found| {
        assert!(!format!("{found:?}").contains("the_secret"));
    });
}

#[test]
fn what_a_link_leads_to_is_a_cert_file_too() {
    let (_kept, folder) = disk();
    let root = folder.join("root");
    symlink("secret.txt", root.join("e.cert")).unwrap();
    let found = compiled(&root, "use \"e.cert\"");
    assert_eq!(codes(&found, Severity::Error), [UnreadableFile]);
    let told = format!("{:?}", found.diagnostics);
    assert!(!told.contains("secret"), "{told}");
}

#[test]
fn links_that_stay_in_the_root_work() {
    let (_kept, folder) = disk();
    let root = folder.join("root");
    symlink("inside", root.join("relative")).unwrap();
    symlink(root.join("inside"), root.join("absolute")).unwrap();
    symlink("../root/inside/a.cert", root.join("round.cert")).unwrap();
    for name in ["relative/a.cert", "absolute/a.cert", "round.cert"] {
        let found = compiled(&root, &format!("use \"{name}\""));
        assert_eq!(described(drawn(&found)), "inside", "{name}");
    }
}

#[test]
fn a_pipe_is_not_waited_for() {
    let (_kept, folder) = disk();
    let root = folder.join("root");
    for name in ["pipe.cert", "pipe.svg"] {
        let made = std::process::Command::new("mkfifo")
            .arg(root.join(name))
            .status();
        assert!(made.unwrap().success());
    }
    for text in ["use \"pipe.cert\"", "node a [icon=\"pipe.svg\"]"] {
        assert_eq!(compiled(&root, text).count(Severity::Error), 1);
    }
}
