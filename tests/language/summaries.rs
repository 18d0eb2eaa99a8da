//! What is told of a picture of which nothing is said.

use crate::picture::{drawn, project};

#[track_caller]
fn told(text: &str) -> String {
    drawn(&project(text).compile()).alt().into_owned()
}

#[test]
fn it_is_what_is_drawn_and_from_where_to_where_it_leads() {
    for (text, summary) in [
        ("node a", "Skill tree of 1 node: a."),
        ("node a, b, c", "Skill tree of 3 nodes: a, b and c."),
        ("node a, b, c, d", "Skill tree of 4 nodes."),
        ("a >> b", "Skill tree of 2 nodes, from a to b."),
        ("a << b", "Skill tree of 2 nodes, from b to a."),
        ("a >> b, c >> d", "Skill tree of 4 nodes, from a to d."),
        (
            "a, b >> c; node x",
            "Skill tree of 4 nodes, from a and b to c.",
        ),
        (
            "a >> b, c, d, e",
            "Skill tree of 5 nodes, from a to 4 ends.",
        ),
        (
            "a, b, c, d >> e",
            "Skill tree of 5 nodes, from 4 starts to e.",
        ),
        // These say no order.
        ("a -- b", "Skill tree of 2 nodes."),
        ("a <> b >> c", "Skill tree of 3 nodes, from b to c."),
        // A loop begins and ends nowhere.
        ("a >> b >> a", "Skill tree of 2 nodes."),
        ("a >> b >> c >> b", "Skill tree of 3 nodes, from a."),
        ("a >> b >> a >> c", "Skill tree of 3 nodes, to c."),
        ("a >> a; a >> b", "Skill tree of 2 nodes, from a to b."),
        (
            "cert cp \"Cloud\\nPractitioner\"\ncp >> b \"\\tSecurity  and\\nNetworking\"",
            "Skill tree of 2 nodes, from Cloud Practitioner to Security and Networking.",
        ),
        // What is written on a node may be nothing that can be spoken.
        ("a \" \" >> b", "Skill tree of 2 nodes, from a to b."),
        (
            "diagram \"My way\"\na >> b",
            "My way: skill tree of 2 nodes, from a to b.",
        ),
        (
            "diagram \"My\\nway.\"\na >> b",
            "My way: skill tree of 2 nodes, from a to b.",
        ),
        (
            "diagram \" \"\na >> b",
            "Skill tree of 2 nodes, from a to b.",
        ),
    ] {
        assert_eq!(told(text), summary, "{text}");
    }
}

#[test]
fn an_arrow_at_a_group_is_one_of_what_is_in_it() {
    for (text, summary) in [
        ("group g \"Net\" {}", "Skill tree of 1 group."),
        (
            "group one { a >> b }\ngroup two { c >> d }\none >> two",
            "Skill tree of 4 nodes in 2 groups, from a to d.",
        ),
        (
            "group one \"First\" { node a, b }\ngroup two { group three { node c } }\none >> two",
            "Skill tree of 3 nodes in 3 groups, from First to two.",
        ),
        (
            "group one { group deep { a >> b } }\none >> c",
            "Skill tree of 3 nodes in 2 groups, from a to c.",
        ),
    ] {
        assert_eq!(told(text), summary, "{text}");
    }
}

#[test]
fn what_is_said_counts_even_if_it_is_nothing() {
    assert_eq!(told("diagram \"T\" [alt=\"From a\"]\na >> b"), "From a");
    assert_eq!(told("diagram [alt=\"\"]\na >> b"), "");
    assert_eq!(told("diagram [alt=\" \"]\na >> b"), "");
}

#[test]
fn it_is_short_whatever_is_drawn() {
    let word = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung";
    let long = "an extraordinarily long name of something that goes on and on";
    let family = "👨\u{200d}👩\u{200d}👧".repeat(300);
    for text in [word, long, &family, &long.repeat(300)] {
        let quoted = format!("\"{text}\"");
        let tree = format!(
            "diagram {quoted}\nx {quoted}, y {quoted}, z {quoted} >> m >> u {quoted}, v {quoted}, w {quoted}"
        );
        let told = told(&tree);
        let letters = told.replace("👨\u{200d}👩\u{200d}👧", "x").chars().count();
        assert!(letters <= 200, "{letters}: {told}");
        assert!(told.contains("skill tree of 7 nodes, from ") && told.ends_with('.'));
    }
}

#[test]
fn groups_may_be_nested() {
    let depth = 256;
    let deep = "group g {\n".repeat(depth) + "a >> b\n" + &"}\n".repeat(depth);
    assert_eq!(
        told(&deep),
        "Skill tree of 2 nodes in 256 groups, from a to b."
    );
}
