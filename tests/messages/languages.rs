//! Whole files of other languages: one message, which names the language and where to read on.

use std::path::PathBuf;

use certdot::compile::{Compilation, Input, Options, compile};
use certdot::diagnostics::Code;
use certdot::source::Memory;

const FILES: &[(&str, &str)] = &[
    (
        "a Mermaid diagram",
        "flowchart TD\n    A[Start] --> B{Is it?}\n    B -->|Yes| C\n    B -- No --> D\n",
    ),
    ("a Mermaid diagram", "graph LR;\n  A-->B;\n  B-->C;\n"),
    (
        "a Mermaid diagram",
        "mindmap\n  root((certdot))\n    one\n    two\n",
    ),
    (
        "a Mermaid diagram",
        "%% a comment\nstateDiagram-v2\n  [*] --> Still\n",
    ),
    (
        "a Mermaid diagram",
        "---\ntitle: T\n---\nflowchart LR\n  a --> b\n",
    ),
    (
        "a DOT graph",
        "digraph G {\n  rankdir=LR;\n  a -> b [label=\"x\"];\n}\n",
    ),
    ("a DOT graph", "strict digraph {\n  a -> b\n}\n"),
    ("a DOT graph", "graph {\n  a -- b\n}\n"),
    ("a DOT graph", "digraph { a -> b }\n"),
    (
        "a DOT graph",
        "digraph G\n{\n  node [shape=box];\n  a -> b;\n}\n",
    ),
    (
        "a D2 diagram",
        "direction: right\na: Alpha\na.shape: circle\na -> b: yes\ncloud: {\n  c -> d\n}\n",
    ),
    (
        "a PlantUML diagram",
        "@startuml\n[A] --> [B] : uses\n@enduml\n",
    ),
    (
        "a Python program",
        "from diagrams import Diagram\nfrom diagrams.aws.compute import EC2\n\nwith Diagram(\"Web\", show=False):\n    a = EC2(\"web\")\n    a >> EC2(\"db\")\n",
    ),
    (
        "JSON",
        "{\n  \"nodes\": [{\"id\": \"a\"}],\n  \"edges\": []\n}\n",
    ),
    (
        "YAML",
        "title: Roadmap\nsteps:\n  - name: Linux\n    next: Docker\n",
    ),
    (
        "a list in Markdown",
        "# Roadmap\n\n- Linux\n  - Shell\n- Docker\n1. Kubernetes\n",
    ),
];

/// Each has one foreign line, or is one of ours with many mistakes.
const OURS: &[&str] = &[
    "flowchart TD\nlinux >> docker\n",
    "flowchart TD\n",
    "linux >> docker\ngraph LR\nmindmap\n",
    "digraph G {\n  a >> b\n}\n",
    "@startuml\na >> b\n",
    "from diagrams import Diagram\na >> b\n",
    "with Diagram(\"x\"):\na >> b\n",
    "- linux\n- docker\n",
    "a -> b\nb -> c\nc -> d\nd -> e\n",
    "a -> b: yes\nb -> c: no\nc -> d: x\nd -> e: y\n",
    "title: Roadmap\nnode a\n",
    "group a { b -> c }\ncolor: red\nshape: box\nx: y\n",
    "{ a, b } >> c\n",
    "a: Label\nb: Label\n",
];

fn compiled(name: &str, text: &str) -> Compilation {
    let files = Memory::default().with("/other.cert", text);
    let input = Input {
        name: "tree.cert".into(),
        path: PathBuf::from("/tree.cert"),
        bytes: match name {
            "other.cert" => b"use \"other.cert\"\nx >> y\n".to_vec(),
            _ => text.into(),
        },
    };
    compile(input, Options::new(&files, "/")).unwrap()
}

#[test]
fn a_file_of_another_language_is_one_message() {
    for (language, text) in FILES {
        for name in ["tree.cert", "other.cert"] {
            let found = compiled(name, text).diagnostics;
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(found[0].code, Code::OtherLanguage);
            assert!(found[0].message.contains(language), "{}", found[0].message);
            assert!(found[0].helps[0].message.contains("explain coming-from"));
        }
    }
}

#[test]
fn a_file_of_ours_is_none_whatever_is_wrong_with_it() {
    for text in OURS {
        let found = compiled("tree.cert", text).diagnostics;
        assert!(!found.is_empty(), "{text}");
        let is_foreign = found.iter().any(|found| found.code == Code::OtherLanguage);
        assert!(!is_foreign, "{text}");
    }
}

#[test]
fn a_sample_with_a_foreign_line_is_none() {
    for sample in ["aws.cert", "azure.cert"] {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/");
        let Ok(text) = std::fs::read_to_string(format!("{path}{sample}")) else {
            continue;
        };
        for (_, file) in FILES {
            let line = file.lines().next().unwrap();
            let found = compiled("tree.cert", &format!("{line}\n{text}")).diagnostics;
            let is_foreign = found.iter().any(|found| found.code == Code::OtherLanguage);
            assert!(!is_foreign, "{sample}: {line}");
        }
    }
}
