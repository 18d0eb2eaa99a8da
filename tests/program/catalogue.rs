//! `certdot catalogue`.

use certdot::catalogues;

use crate::folder::{Folder, Outcome};

fn run(arguments: &[&str]) -> Outcome {
    let arguments: Vec<&str> = [&["catalogue"], arguments].concat();
    Folder::new(&[]).run(&arguments)
}

/// What a run without trouble prints.
#[track_caller]
fn printed(arguments: &[&str]) -> String {
    let outcome = run(arguments);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    outcome.stdout
}

/// The certs that the text of a catalogue declares, in its order.
fn declared(name: &str) -> Vec<&'static str> {
    let text = catalogues::find(name).unwrap().text;
    let lines = text.lines().filter_map(|line| line.strip_prefix("cert "));
    lines.map(|line| line.split(' ').next().unwrap()).collect()
}

#[test]
fn without_a_name_it_lists_the_catalogues() {
    let printed = printed(&[]);
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines.len(), catalogues::ALL.len());
    for (line, catalogue) in lines.iter().zip(catalogues::ALL) {
        let count = declared(catalogue.name).len();
        assert!(line.starts_with(catalogue.name), "{line}");
        assert!(line.contains(&format!("  {count} certs  ")), "{line}");
        assert!(
            line.contains(&format!("  as of {}", catalogue.as_of())),
            "{line}"
        );
        assert!(line.ends_with(catalogue.title()), "{line}");
    }
}

#[test]
fn with_a_name_it_lists_the_certs_in_the_order_of_the_file() {
    for name in catalogues::names() {
        let printed = printed(&[name]);
        let names: Vec<&str> = printed
            .lines()
            .map(|line| line.split(' ').next().unwrap())
            .collect();
        assert_eq!(names, declared(name));
    }
}

#[test]
fn a_cert_is_a_line_of_aligned_columns() {
    let printed = printed(&["aws"]);
    let line = printed
        .lines()
        .find(|line| line.starts_with("sa_assoc "))
        .unwrap();
    let cells: Vec<&str> = line.split("  ").filter(|cell| !cell.is_empty()).collect();
    assert_eq!(
        cells.iter().map(|cell| cell.trim()).collect::<Vec<_>>(),
        [
            "sa_assoc",
            "SAA-C03",
            "associate",
            "Solutions Architect Associate",
            "https://aws.amazon.com/certification/certified-solutions-architect-associate/",
        ]
    );
    let mut columns = printed.lines().map(|line| line.find("https://"));
    let first = columns.next().unwrap();
    assert!(columns.all(|column| column == first), "{printed}");
}

#[test]
fn an_unknown_name_is_a_mistake_of_the_command_line() {
    run(&["kubernets"]).assert_refused(2, "`kubernets`; did you mean kubernetes?");
    let outcome = run(&["cisco"]);
    outcome.assert_refused(2, "`certdot catalogue` lists all");
    assert!(!outcome.stderr.contains("did you mean"), "{outcome:?}");
    run(&["aws", "gcp"]).assert_refused(2, "gcp");
}

#[test]
fn what_it_lists_can_be_used() {
    for name in catalogues::names() {
        let certs = declared(name).join("\", \"");
        let folder = Folder::new(&[("tree.cert", &format!("use {name}\nnode \"{certs}\""))]);
        folder.run(&["tree.cert"]).assert_drawn();
    }
}
