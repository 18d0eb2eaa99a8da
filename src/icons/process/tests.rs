//! What is read where, and how often: the program that is started is a script here.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use tempfile::TempDir;

use super::super::{LevelColours, badge, built_in, built_in_names};
use super::*;

/// An icon that is not plainly cheap.
const DASHED: &str =
    "<svg viewBox='0 0 8 8'><path d='M0 0h8' stroke='red' stroke-dasharray='1'/></svg>";

/// A program of these lines of shell, which takes note of each of its starts; and where.
fn program(lines: &str) -> (TempDir, IconProcess) {
    let folder = TempDir::new().unwrap();
    let program = folder.path().join("program");
    let text = format!("#!/bin/sh\necho \"$1\" >> \"$0.starts\"\n{lines}\n");
    fs::write(&program, text).unwrap();
    fs::set_permissions(&program, Permissions::from_mode(0o755)).unwrap();
    (folder, IconProcess::new(program, Duration::from_secs(60)))
}

fn starts(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("program.starts")).unwrap_or_default()
}

fn why(apart: &IconProcess, text: &str) -> String {
    apart.read(text.into()).unwrap_err().0
}

#[test]
fn ordinary_icons_are_read_and_drawn_here() {
    let (folder, apart) = program("exit 1");
    let level = LevelColours::default().of("associate");
    let mut all: Vec<Vec<u8>> = built_in_names()
        .map(|name| built_in(name).unwrap())
        .chain([badge(Some("AZ-305"), Some(("associate", level)))])
        .map(|content| content.bytes().to_vec())
        .collect();
    let png = built_in("cloud").unwrap().to_png(256, "red").unwrap();
    all.push(png);
    for text in [
        // As Inkscape, Illustrator and Figma write them.
        "<svg xmlns:sodipodi='http://s' viewBox='0 0 24 24'><defs><filter id='f'><feGaussianBlur/></filter></defs>\
         <sodipodi:namedview pagecolor='#ffffff'/><g transform='translate(1 1)' style='opacity:.8;fill:#123'><path d='M0 0h9v9z'/></g></svg>",
        "<svg viewBox='0 0 24 24'><defs><style>.cls-1{fill:#f90}.cls-2{fill:none;stroke:#000}</style><clipPath id='c'>\
         <rect width='24' height='24'/></clipPath></defs><g clip-path='url(#c)'><path class='cls-1' d='M0 0h9v9z'/>\
         <path class='cls-2' d='M3 3h9'/></g></svg>",
        "<svg viewBox='0 0 24 24'><g filter='url(#s)'><path d='M2 2h20v20z' fill='url(#p)'/></g><defs>\
         <filter id='s'><feOffset dy='4'/></filter><linearGradient id='p'><stop stop-color='red'/><stop offset='1'/></linearGradient>\
         </defs></svg>",
        "no image",
        "<svg/>",
    ] {
        all.push(text.into());
    }
    for bytes in all {
        let shown = String::from_utf8_lossy(&bytes).into_owned();
        if let Ok(content) = apart.read(bytes) {
            assert!(apart.to_png(&content, 256, "red").is_ok(), "{shown}");
        }
    }
    assert_eq!(starts(&folder), "");
}

#[test]
fn what_is_not_plainly_cheap_is_read_elsewhere_and_once() {
    let (folder, apart) = program("cat > /dev/null; exit 1");
    for text in [
        DASHED.to_owned(),
        "<svg><pattern id='p'/></svg>".to_owned(),
        format!("<svg>{}</svg>", "<path d='M0 0h1v1z'/>".repeat(2_000)),
        "<svg viewBox='0 0 8 8'><path d='M0 0H99V99z'/></svg>".to_owned(),
    ] {
        let before = starts(&folder).lines().count();
        for _ in 0..3 {
            assert_eq!(why(&apart, &text), "cannot be drawn", "{text}");
        }
        assert_eq!(starts(&folder).lines().count(), before + 1, "{text}");
    }
    assert!(
        starts(&folder)
            .lines()
            .all(|argument| argument == READ_APART)
    );
}

#[test]
fn how_it_ends_is_told() {
    for (lines, expected) in [
        ("cat > /dev/null", "cannot be drawn"),
        ("echo s", "cannot be drawn"),
        (
            "echo memory allocation of 9 bytes failed >&2; kill -ABRT $$",
            "takes too much memory to draw",
        ),
        ("kill -XCPU $$", "takes too long to draw"),
        ("kill -KILL $$", "takes too long to draw"),
        ("sleep 600", "takes too long to draw"),
        ("sleep 600 & exit 3", "cannot be drawn"),
    ] {
        let (_folder, apart) = program(lines);
        assert_eq!(why(&apart, DASHED), expected, "{lines}");
    }
    let apart = IconProcess::new("/nowhere/program".into(), Duration::from_secs(60));
    let why = why(&apart, DASHED);
    assert!(
        why.starts_with("needs a separate process to draw, which could not be started"),
        "{why}"
    );
}

#[test]
fn when_the_ration_is_used_up_no_more_are_read() {
    let (folder, mut apart) = program("sleep 600");
    apart.most_time = Duration::from_millis(200);
    apart.ration = Mutex::new(TimeBudget::new(Duration::from_millis(150)));
    let icon = |at: usize| DASHED.replace("red", &format!("#{at:03}"));
    let told: Vec<String> = (0..9).map(|at| why(&apart, &icon(at))).collect();
    assert_eq!(told[0], "takes too long to draw");
    assert_eq!(told[8], "is left out because other icons took too long");
    assert!(starts(&folder).lines().count() < 9);
    // What is plainly cheap goes on being read.
    let cheap = "<svg viewBox='0 0 8 8'><path d='M0 0h8v8z'/></svg>";
    assert!(apart.read(cheap.into()).is_ok());
}
