//! What is kept between runs is checked before it is used, and what a killed run leaves goes.

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::folder::Folder;

const TREE: &str = "node a [code=\"AZ-900\"]\na >> b";

/// What may be found in the place of a file that was kept.
type Damage = (&'static str, fn(&Path));

const DAMAGES: &[Damage] = &[
    ("empty", |file| fs::write(file, "").unwrap()),
    ("cut", |file| {
        let bytes = fs::read(file).unwrap();
        fs::write(file, &bytes[..bytes.len() / 2]).unwrap();
    }),
    ("something else", |file| fs::write(file, "<svg/>").unwrap()),
    ("gone", |file| fs::remove_file(file).unwrap()),
    ("a folder", |file| {
        fs::remove_file(file).unwrap();
        fs::create_dir(file).unwrap();
    }),
    ("a link to something else", |file| {
        fs::remove_file(file).unwrap();
        symlink("/dev/zero", file).unwrap();
    }),
    ("a pipe", |file| {
        fs::remove_file(file).unwrap();
        assert!(Command::new("mkfifo").arg(file).status().unwrap().success());
    }),
];

/// The files of a kind in the cache.
fn kept(folder: &Folder, ending: &str) -> Vec<PathBuf> {
    let list = folder.shell(&format!("find \"$XDG_CACHE_HOME\" -name '*.{ending}'"));
    list.stdout.lines().map(PathBuf::from).collect()
}

#[test]
fn a_damaged_picture_is_drawn_anew() {
    let folder = Folder::new(&[("tree.cert", TREE)]);
    for (ending, engine) in [("svg", "embedded"), ("png", "embedded"), ("pdf", "dot")] {
        let picture = format!("tree.{ending}");
        let arguments = ["render", "tree.cert", "--engine", engine, "-o", &picture];
        let draw = || {
            let outcome = folder.run(&arguments);
            assert_eq!(outcome.code, Some(0), "{outcome:?}");
            fs::read(folder.path(&picture)).unwrap()
        };
        let size = draw().len();
        for (name, damage) in DAMAGES {
            for file in kept(&folder, ending) {
                damage(&file);
            }
            // PDFs carry the time.
            assert_eq!(draw().len(), size, "{ending}: {name}");
            assert_eq!(draw().len(), size, "{ending}: {name}, the second time");
        }
    }
}

#[test]
fn a_damaged_icon_is_drawn_anew() {
    let folder = Folder::new(&[("tree.cert", TREE)]);
    // What Graphviz draws from the DOT shows whether it finds the icon: it complains of one that it cannot read.
    let draw = || {
        let outcome = folder.shell("certdot tree.cert > tree.gv && dot -Tpng tree.gv -o tree.png");
        assert_eq!((outcome.code, &*outcome.stderr), (Some(0), ""));
        fs::read(folder.path("tree.png")).unwrap()
    };
    let first = draw();
    for (name, damage) in DAMAGES {
        let icons = kept(&folder, "png");
        assert_eq!(icons.len(), 1, "{name}");
        damage(&icons[0]);
        assert!(draw() == first, "{name}");
    }
}

#[test]
fn icons_are_drawn_anew_without_the_cache() {
    let folder = Folder::new(&[("tree.cert", TREE)]);
    // A file that is written anew takes the place of the old one.
    let draw = |more: &[&str]| {
        let outcome =
            folder.run(&[&["render", "tree.cert", "-T", "dot", "-o", "-"], more].concat());
        assert_eq!(outcome.code, Some(0), "{outcome:?}");
        fs::metadata(&kept(&folder, "png")[0]).unwrap().ino()
    };
    let first = draw(&[]);
    assert_eq!(draw(&[]), first);
    assert_ne!(draw(&["--no-cache"]), first);
}

#[test]
fn what_a_killed_run_leaves_is_removed_by_the_next() {
    let large: String = (0..50_000).map(|n| format!("a{n} >> b{n}\n")).collect();
    let folder = Folder::new(&[("large.cert", &large), ("tree.cert", "a >> b")]);
    // The system ends a program that writes more than it may.
    let killed =
        folder.shell("ulimit -c 0; ulimit -f 100; certdot large.cert -o large.gv; echo $?");
    assert_eq!(killed.stdout, "153\n", "{killed:?}");
    let left = |folder: &Folder| {
        let mut names = folder.names();
        names.retain(|name| !name.ends_with(".cert"));
        names
    };
    assert_eq!(left(&folder).len(), 1, "{:?}", left(&folder));
    folder.run(&["tree.cert", "-o", "tree.gv"]);
    assert_eq!(left(&folder), ["tree.gv"]);
}
