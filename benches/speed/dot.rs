//! The graph as DOT that a person would write: what Graphviz's own programs are given.

use std::fmt::Write;

use crate::graph::{Graph, Step, label};

/// The text of a `.gv` file.
pub(crate) fn text(graph: &Graph) -> String {
    let mut out =
        String::from("digraph \"certs\" {\n  compound=true; rankdir=LR; node [shape=box];\n");
    for step in graph.steps() {
        // Writing to a string cannot fail.
        let _ = match step {
            Step::OpenArea(area) => {
                writeln!(
                    out,
                    "  subgraph cluster_a{area} {{\n    label=\"Area {area}\";"
                )
            }
            Step::OpenGroup(group) => {
                writeln!(
                    out,
                    "    subgraph cluster_g{group} {{\n      label=\"Group {group}\";"
                )
            }
            Step::Node(node) => writeln!(out, "      crt{node} [label=\"{}\"];", label(node)),
            Step::CloseGroup => writeln!(out, "    }}"),
            Step::CloseArea => writeln!(out, "  }}"),
        };
    }
    for fan in &graph.fans {
        let list = if fan.is_dive {
            " [style=dashed, color=\"#c00000\", penwidth=2]"
        } else {
            ""
        };
        for to in &fan.to {
            let _ = writeln!(out, "  crt{} -> crt{to}{list};", fan.from);
        }
    }
    out.push_str("}\n");
    out
}
