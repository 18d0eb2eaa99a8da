//! The tables of attributes in the reference, made from the table against which the program checks.

use std::fmt::Write;

use certdot::attributes::{Attribute, Element, Kind, all, find, refused_keys};

/// All of them, in Markdown.
pub fn tables() -> String {
    let mut page = String::new();
    table(
        &mut page,
        "certdot's own",
        "certdot translates them for Graphviz.",
        |attribute| attribute.own,
    );
    table(
        &mut page,
        "Graphviz's",
        "certdot accepts all attributes that Graphviz has for these elements, except those that are\n[refused](#keys-that-are-refused).",
        |attribute| !attribute.own,
    );
    words(&mut page);
    page += "### Keys that are refused\n\nSome of Graphviz's keys would break the structure of the picture, or certdot sets them itself. Each is an error\n(E0403), whose message says what to write instead.\n\n";
    page += "| key | on | instead |\n|---|---|---|\n";
    let mut rows: Vec<(Vec<&str>, String, &str)> = Vec::new();
    for (key, elements, instead) in refused_keys() {
        let on = on(elements);
        match rows.iter_mut().find(|row| row.1 == on && row.2 == instead) {
            Some(row) => row.0.push(key),
            None => rows.push((vec![key], on, instead)),
        }
    }
    for (keys, on, instead) in rows {
        writeln!(
            page,
            "| {} | {on} | {} |",
            in_backquotes(&keys),
            cell(instead)
        )
        .unwrap();
    }
    page
}

fn table(page: &mut String, heading: &str, text: &str, belongs: impl Fn(&Attribute) -> bool) {
    writeln!(
        page,
        "### {heading}\n\n{text}\n\n| key | on | value | meaning |\n|---|---|---|---|"
    )
    .unwrap();
    for key in all().filter(|key| belongs(key.attribute())) {
        let attribute = key.attribute();
        let since = attribute.since.map_or(String::new(), |version| {
            format!(" (from Graphviz {version})")
        });
        writeln!(
            page,
            "| `{}` | {} | {} | {}{since} |",
            attribute.name,
            on(attribute.elements().collect()),
            value(&attribute.kind),
            cell(attribute.doc)
        )
        .unwrap();
    }
    page.push('\n');
}

/// The values that an attribute takes. Kinds that many attributes share are described once on the page.
fn value(kind: &Kind) -> String {
    match kind {
        Kind::Url => "an address".into(),
        Kind::Color => "a [color](#colors)".into(),
        Kind::Colors(most) => format!("[colors](#colors), up to {most}"),
        Kind::Shape => "a [shape](#shapes-arrowheads-styles)".into(),
        Kind::Arrow => "up to four [arrowheads](#shapes-arrowheads-styles)".into(),
        Kind::Style(_) => "[styles](#shapes-arrowheads-styles)".into(),
        kind => cell(&kind.expected()),
    }
}

/// The lists of words that are too long for a row.
fn words(page: &mut String) {
    *page += "### Shapes, arrowheads, styles\n\n";
    let mut word = |what: &str, element: Element, key: &str| {
        let kind = find(element, key).unwrap().attribute().kind;
        writeln!(page, "- {what}: {}", in_backquotes(&kind.words())).unwrap();
    };
    word("Shapes", Element::Node, "shape");
    word("Arrowheads", Element::Edge, "arrowhead");
    word("Styles of nodes", Element::Node, "style");
    word("Styles of edges", Element::Edge, "style");
    word("Styles of groups", Element::Group, "style");
    word("Styles of the diagram", Element::Diagram, "style");
    *page += "\nSeparate several styles with commas: `style=\"rounded,dashed\"`. Write several arrowheads one after the other:\n`arrowhead=dotvee`. Before an arrowhead, `o` draws it open, and `l` or `r` draws only its left or right half.\n\n";
}

/// The elements to which a row applies.
fn on(elements: Vec<Element>) -> String {
    if elements.len() == Element::ALL.len() {
        return "all".into();
    }
    let nouns: Vec<&str> = elements.into_iter().map(Element::noun).collect();
    nouns.join(", ")
}

fn in_backquotes(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}

/// Text that does not end its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
