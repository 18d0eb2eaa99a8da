//! Drawings that come to more than can be drawn.

use super::super::drawing::tests::{HEAD, MARK, PNG, read, why};

/// Few elements that come to a great many, each way in which an SVG can say a thing again.
#[test]
fn what_multiplies_is_not_drawn() {
    let levels = |one: &dyn Fn(usize) -> String| {
        let all: String = (1..12).map(one).collect();
        format!("{HEAD}{MARK}{all}</svg>")
    };
    let shapes = |with: &str| format!("<path d='M1 1H9V9z' {with}/>").repeat(10);
    for text in [
        levels(&|at| {
            format!(
                "<g id='a{at}'>{}</g>",
                format!("<use href='#a{}'/>", at - 1).repeat(10)
            )
        })
        .replace("<path", "<path id='a0'"),
        levels(&|at| {
            format!(
                "<mask id='a{at}'>{}</mask>",
                shapes(&format!("mask='url(#a{})'", at - 1))
            )
        }),
        levels(&|at| {
            format!(
                "<mask id='a{at}'>{}</mask>",
                shapes(&format!("style='mask: url(#a{})'", at - 1))
            )
        }),
        levels(&|at| {
            format!(
                "<style>.c{at} {{ mask: url(#a{}) }}</style><mask id='a{at}'>{}</mask>",
                at - 1,
                shapes(&format!("class='c{at}'"))
            )
        }),
        levels(&|at| {
            format!(
                "<pattern id='a{at}' width='9' height='9'><g fill='url(#a{})'>{}</g></pattern>",
                at - 1,
                shapes("")
            )
        }),
        levels(&|at| {
            format!(
                "<clipPath id='a{at}'>{}</clipPath>",
                shapes(&format!("clip-path='url(#a{})'", at - 1))
            )
        }),
        format!(
            "{HEAD}<marker id='m'>{}</marker><g marker-mid='url(#m)'><path stroke='red' d='M0 0{}'/></g></svg>",
            shapes(""),
            "h1".repeat(50_000)
        ),
        format!(
            "{HEAD}{}</svg>",
            format!("<image href='{PNG}' width='9' height='9'/>").repeat(300)
        ),
    ] {
        assert_eq!(
            why(&text),
            "draws more than 100000 shapes",
            "{}",
            &text[..300]
        );
    }
    let many = format!("{HEAD}{}</svg>", MARK.repeat(20_001));
    assert_eq!(why(&many), "has more than 20000 elements");
    let styled = format!(
        "{HEAD}<style>{}</style>{}</svg>",
        "a{x:y}".repeat(500),
        MARK.repeat(10_000)
    );
    let refused = "has too many style rules, or style rules that are nested too deep";
    assert_eq!(why(&styled), refused);
    let deep = |selector: &str, depth: usize| {
        let (open, close) = ("<g>".repeat(depth), "</g>".repeat(depth));
        format!("{HEAD}<style>{selector}{{fill:red}}</style>{open}{MARK}{close}</svg>")
    };
    assert_eq!(why(&deep(&"* ".repeat(3_000), 100)), refused);
    assert_eq!(why(&deep("g g g g g a", 60)), refused);
    assert!(read(&deep("g g path", 60)).is_ok());
    assert!(read(&deep(&format!("{}path", "g>".repeat(50)), 60)).is_ok());
    let sheets = "<style>a{x:y}</style>".repeat(101);
    assert_eq!(
        why(&format!("{HEAD}{sheets}{MARK}</svg>")),
        "has more than 100 style sheets"
    );
    let long = "x:y;".repeat(200_000);
    for text in [
        format!("{HEAD}<style>a{{{long}}}</style>{MARK}</svg>"),
        format!("{HEAD}<path style='{long}' d='M1 1H9V9z'/></svg>"),
    ] {
        assert_eq!(why(&text), "has styles that are too long");
    }
}

#[test]
fn what_uses_itself_is_not_drawn() {
    for body in [
        "<g id='a'><use href='#a'/></g>",
        "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>",
        "<pattern id='a' width='9' height='9'><path fill='url(#a)' d='M1 1H9V9z'/></pattern>",
        "<mask id='a' mask='url(#a)'/>",
    ] {
        assert_eq!(
            why(&format!("{HEAD}{MARK}{body}</svg>")),
            "uses itself",
            "{body}"
        );
    }
}

#[test]
fn what_takes_long_is_counted_before_it_is_drawn() {
    let path = |with: &str| format!("<path d='M1 1H20' stroke='red' {with}/>");
    let pattern = |width: &str| {
        format!(
            "<pattern id='p' patternUnits='userSpaceOnUse' width='{width}' height='{width}'>{MARK}</pattern>\
             <rect width='1e7' height='1e7' fill='url(#p)'/>"
        )
    };
    let layers = |times: usize, depth: usize| {
        let (open, close) = ("<g opacity='.5'>".repeat(depth), "</g>".repeat(depth));
        format!("{open}{MARK}{MARK}{close}").repeat(times)
    };
    for (body, expected) in [
        (pattern("3"), ""),
        (pattern("1e6"), "has patterns that are too large"),
        (path("stroke-dasharray='1'"), ""),
        (
            path("stroke-dasharray='.01'").repeat(100),
            "has lines of more than 100000 dashes",
        ),
        (layers(3, 10), ""),
        (
            layers(1, 17),
            "has more than 16 layers on top of each other",
        ),
        (layers(501, 1), "has more than 500 layers"),
        (
            format!("<path d='M0 0{}'/>", "h1".repeat(1 << 19)),
            "has more than 1 MiB of path data",
        ),
        (
            format!(
                "<g {}/>",
                (0..501).map(|at| format!("a{at}='' ")).collect::<String>()
            ),
            "has an element with more than 500 attributes",
        ),
    ] {
        let outcome = read(&format!("{HEAD}{body}{MARK}</svg>"));
        let why = outcome.err().map_or(String::new(), |wrong| wrong.0);
        assert_eq!(why, expected, "{}", &body[..body.len().min(200)]);
    }
}
