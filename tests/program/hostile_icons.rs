//! Icons that mean harm: whatever is in them, the program goes on, and says which icon it was.
//!
//! How long each takes depends on the machine: so the tests look at what is said. Only what hangs is ended by the clock.

use std::fs;

use crate::folder::{Folder, Outcome};

const HEAD: &str = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 24 24'>";

const MARK: &str = "<path d='M1 1H9V9z'/>";

/// What is not counted: either it is drawn, or it is said that it cannot be.
const EITHER: &str = "either";

fn svg(body: &str) -> String {
    format!("{HEAD}{body}</svg>")
}

fn nested(open: &str, times: usize, inside: &str, close: &str) -> String {
    svg(&format!(
        "{}{inside}{}",
        open.repeat(times),
        close.repeat(times)
    ))
}

/// A filter on a square.
fn filtered(primitives: &str) -> String {
    svg(&format!(
        "<filter id='f'>{primitives}</filter><rect width='24' height='24' filter='url(#f)'/>"
    ))
}

/// Corners that are far from each other, and near the one before the last.
fn zigzag(corners: usize) -> String {
    let corner = |at: usize| format!("L{} {}", at * 7919 % 24, at * 104_729 % 24);
    (0..corners).map(corner).collect()
}

/// Each kind, and what is said of it: nothing if it is drawn.
fn kinds() -> Vec<(&'static str, String, &'static str)> {
    let tile = "<pattern id='p' width='1e6' height='1e6' patternUnits='userSpaceOnUse'><path d='M0 0H9V9z'/></pattern>";
    let on_tile = "<rect width='1e7' height='1e7' fill='url(#p)'/>";
    let wide = "<rect x='-1e4' y='-1e4' width='2e4' height='2e4'/>";
    let numbered =
        |times: usize, one: &dyn Fn(usize) -> String| -> String { (0..times).map(one).collect() };
    let attributes = numbered(100_000, &|at| format!(" a{at}='1'"));
    vec![
        ("pattern", svg(&format!("{tile}{on_tile}")), "has patterns that are too large"),
        ("turbulence", filtered("<feTurbulence numOctaves='2000000000'/>"), ""),
        ("morphology", filtered(&"<feMorphology radius='50'/>".repeat(300)), ""),
        (
            "convolve",
            filtered(&format!("<feConvolveMatrix order='200' kernelMatrix='{}'/>", "1 ".repeat(40_000))),
            "",
        ),
        ("merge", filtered(&format!("<feMerge>{}</feMerge>", "<feMergeNode/>".repeat(5_000))), ""),
        (
            "disguise",
            svg("<rect width='24' height='24' style='f&#105;lter:blur(1e9px)'/>"),
            "uses a filter through a style",
        ),
        (
            "selector",
            nested("<g>", 100, &format!("<style>{}{{fill:red}}</style>{MARK}", "* ".repeat(3_000)), "</g>"),
            "has too many style rules, or style rules that are nested too deep",
        ),
        (
            "sheets",
            svg(&format!("{}{MARK}", "<style>a{fill:red}</style>".repeat(6_000))),
            "has more than 100 style sheets",
        ),
        ("attributes", format!("<svg{attributes}/>"), "has an element with more than 500 attributes"),
        (
            "hidden-attributes",
            format!("<!DOCTYPE svg [<!ENTITY a \"<g{}/>\">]>{HEAD}&a;{MARK}</svg>", &attributes[..20_000]),
            "has an element with more than 500 attributes",
        ),
        (
            "dashes",
            svg(&"<path d='M0 0H24' stroke='red' stroke-dasharray='.01'/>".repeat(4_000)),
            "has lines of more than 100000 dashes",
        ),
        ("path", svg(&format!("<path d='M0 0{}'/>", zigzag(900_000))), "has more than 1 MiB of path data"),
        (
            "stroke",
            svg(&format!("<path stroke='red' stroke-width='3' stroke-linejoin='round' d='M0 0{}'/>", zigzag(100_000))),
            EITHER,
        ),
        (
            "miter",
            svg(&format!(
                "<path stroke='red' stroke-width='1e4' stroke-miterlimit='1e9' d='M0 0{}'/>",
                numbered(60_000, &|at| format!("L{} {:.5}", 24 * (at % 2), at as f64 * 1e-5))
            )),
            EITHER,
        ),
        (
            "curves",
            svg(&format!("<path stroke='red' d='M0 0{}'/>", "C1e6 1e6 -1e6 1e6 0 0".repeat(20_000))),
            EITHER,
        ),
        ("overdraw", svg(&"<path d='M0 0H24V24H0z' fill-opacity='.5'/>".repeat(15_000)), EITHER),
        (
            "layers",
            nested("<g opacity='.9'>", 120, wide, "</g>"),
            "has more than 16 layers on top of each other",
        ),
        ("memory", nested("<g opacity='.9'>", 15, wide, "</g>"), "takes too much memory to draw"),
        (
            "uses",
            svg(&format!(
                "<g id='a0'>{MARK}</g>{}",
                numbered(9, &|at| format!("<g id='a{}'>{}</g>", at + 1, format!("<use href='#a{at}'/>").repeat(9)))
            )),
            "draws more than 100000 shapes",
        ),
        ("deep", nested("<g>", 9_000, MARK, "</g>"), "is nested more than 128 levels deep"),
        ("colours", svg(&numbered(15_000, &|at| format!("<path fill='#{:06x}' d='M0 0h1v1z'/>", 0xc0_ffee + at))), EITHER),
        // The arithmetic of what draws fails here.
        (
            "far",
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1e-30 1e-30'><path stroke='red' d='M0 0L9 9H0z'/></svg>".to_owned(),
            "cannot be drawn",
        ),
    ]
}

/// The program in a folder, which is ended when it hangs.
fn run(folder: &Folder, words: &str) -> Outcome {
    folder.shell(&format!("timeout -s KILL 60 certdot {words}"))
}

#[track_caller]
fn assert_told(outcome: &Outcome, icon: &str, why: &str) {
    assert_eq!(outcome.code, Some(1), "{icon}: {outcome:?}");
    let told = format!("error[E0306]: `{icon}.svg` {why}");
    assert!(outcome.stderr.contains(&told), "{icon}: {outcome:?}");
    assert!(outcome.stderr.contains("tree.cert:1:14"), "{outcome:?}");
    for raw in ["panicked", "memory allocation", "Killed"] {
        assert!(!outcome.stderr.contains(raw), "{icon}: {outcome:?}");
    }
}

#[test]
fn whatever_is_in_an_icon_the_program_goes_on_and_names_it() {
    for (icon, text, expected) in kinds() {
        let tree = format!("node a [icon={icon}]\n");
        let folder = Folder::new(&[("tree.cert", &tree), (&format!("{icon}.svg"), &text)]);
        let checked = run(&folder, "check tree.cert");
        match (expected, checked.code) {
            ("", _) => assert_eq!(checked.code, Some(0), "{icon}: {checked:?}"),
            (EITHER, Some(0)) => {}
            (EITHER, _) => assert_told(&checked, icon, "takes too "),
            (why, _) => assert_told(&checked, icon, why),
        }
        if checked.code == Some(0) {
            let drawn = run(&folder, "render tree.cert -o tree.png");
            match drawn.code {
                Some(0) => assert!(
                    fs::read(folder.path("tree.png"))
                        .unwrap()
                        .starts_with(b"\x89PNG")
                ),
                _ => assert_told(&drawn, icon, "takes too "),
            }
        }
    }
}

#[test]
fn packs_hold_no_other_icons() {
    let body = "<pattern id='p' width='1e6' height='1e6' patternUnits='userSpaceOnUse'><path d='M0 0H9V9z'/></pattern>\
                <rect width='1e7' height='1e7' fill='url(#p)'/>";
    let pack = format!("{{\"prefix\":\"evil\",\"icons\":{{\"a\":{{\"body\":\"{body}\"}}}}}}");
    let folder = Folder::new(&[
        ("tree.cert", "node a [icon=\"evil:a\"]"),
        ("evil.json", &pack),
    ]);
    let outcome = run(&folder, "check tree.cert");
    outcome.assert_refused(1, "the icon `evil:a` has patterns that are too large");
}

#[test]
fn many_that_take_long_take_no_longer_than_a_few() {
    let slow = |at: usize| {
        svg(&format!(
            "<path stroke='red' d='M{at} 0{}'/>",
            zigzag(100_000)
        ))
    };
    let tree: String = (0..200)
        .map(|at| format!("node n{at} [icon=i{at}]\n"))
        .collect();
    let folder = Folder::new(&[("tree.cert", &tree)]);
    for at in 0..200 {
        fs::write(folder.path(format!("i{at}.svg")), slow(at)).unwrap();
    }
    let outcome = run(&folder, "render --timeout 1 tree.cert -o tree.svg");
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
    assert!(
        outcome
            .stderr
            .contains("is left out because other icons took too long"),
        "{outcome:?}"
    );
    assert!(!folder.path("tree.svg").exists());
}

#[test]
fn what_takes_much_but_not_too_much_is_drawn_by_all_doors() {
    // More than is read in the program itself: lines that are dashed.
    let icon =
        svg("<circle cx='12' cy='12' r='9' fill='none' stroke='red' stroke-dasharray='2 1'/>");
    let folder = Folder::new(&[
        ("tree.cert", "node a [icon=ring]"),
        ("ring.svg", &icon),
        ("page.md", "```cert\nnode a [icon=ring]\n```\n"),
    ]);
    for words in [
        "check tree.cert",
        "render tree.cert -o tree.svg",
        "render tree.cert -o tree.png",
        "tree.cert",
        "md page.md",
        "icons --icons . ring",
        "icons --icons . sheet ring",
    ] {
        let outcome = run(&folder, words);
        assert_eq!(outcome.code, Some(0), "{words}: {outcome:?}");
    }
    assert!(folder.text("tree.svg").contains("stroke-dasharray"));
    // What is kept needs no reading anew.
    let kept = run(&folder, "render tree.cert -o tree.png");
    assert_eq!(kept.code, Some(0), "{kept:?}");
}

#[test]
fn who_asks_for_an_icon_to_be_read_is_answered_and_nothing_else_is() {
    let folder = Folder::new(&[]);
    let ask = |bytes: &[u8]| {
        let mut asked = vec![b'r'];
        asked.extend((bytes.len() as u64).to_le_bytes());
        asked.extend(bytes);
        fs::write(folder.path("asked"), asked).unwrap();
        // The lengths in it are no text.
        let answer =
            folder.shell("certdot --read-an-icon < asked | tr -d '\\000-\\037\\200-\\377'");
        assert_eq!((answer.code, answer.stderr.as_str()), (Some(0), ""));
        answer.stdout
    };
    let read = ask(svg(MARK).as_bytes());
    assert!(read.starts_with('s') && read.contains("<path"), "{read}");
    let refused = ask(b"nothing");
    assert!(refused.ends_with("is not an image"), "{refused}");
    let garbage = folder.pipe("garbage", &["--read-an-icon"]);
    assert!(garbage.stdout.ends_with("cannot be drawn"), "{garbage:?}");
    let help = folder.run(&["--help"]);
    assert!(!help.stdout.contains("read-an-icon"));
}
