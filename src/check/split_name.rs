//! W0507: a name that nothing declares, at whose node all arrows end in one group, and at whose other node, in another
//! group, they begin: a path that silently falls apart.

use hashbrown::HashMap;

use super::written::Written;
use crate::ast::{spell, spelled_path};
use crate::diagnostics::render::quote;
use crate::diagnostics::{Code, Collector, Diagnostic};
use crate::model::{Arrow, GroupId, Node};

/// Whether arrows lead to a node, and away from it.
#[derive(Clone, Copy, Default)]
struct ArrowDirections {
    into: bool,
    out: bool,
}

pub(super) fn check(written: &Written<'_>, collector: &mut Collector) {
    let model = written.model;
    // The file and one group hold no two nodes of a name that nothing declares.
    if model.groups.len() < 3 || model.nodes.iter().all(|node| node.is_declared) {
        return;
    }
    let mut of_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, node) in model.nodes.iter().enumerate() {
        of_name
            .entry(model.text(node.name))
            .or_default()
            .push(index);
    }
    of_name.retain(|_, nodes| {
        nodes.len() > 1 && nodes.iter().all(|index| !model.nodes[*index].is_declared)
    });
    if of_name.is_empty() {
        return;
    }
    let mut ways = vec![ArrowDirections::default(); model.nodes.len()];
    for edge in &model.edges {
        let (left, right) = match model.looks[edge.look.index()].arrow {
            Arrow::Forward => ((false, true), (true, false)),
            Arrow::Back => ((true, false), (false, true)),
            Arrow::Line | Arrow::Both => ((true, true), (true, true)),
        };
        for (end, (into, out)) in [(edge.left, left), (edge.right, right)] {
            if let Some(node) = end.as_node() {
                let ways = &mut ways[node.index()];
                ways.into |= into;
                ways.out |= out;
            }
        }
    }
    for node in &model.nodes {
        // Once for each name, in the order of the text.
        let Some(nodes) = of_name.remove(model.text(node.name)) else {
            continue;
        };
        let find = |into, out| {
            let found = nodes
                .iter()
                .find(|index| ways[**index].into == into && ways[**index].out == out);
            found.map(|index| &model.nodes[*index])
        };
        if let (Some(ends), Some(begins)) = (find(true, false), find(false, true)) {
            collector.push(diagnostic(written, ends, begins));
        }
    }
}

fn diagnostic(written: &Written<'_>, ends: &Node, begins: &Node) -> Diagnostic {
    let model = written.model;
    let name = model.text(ends.name);
    let path = |group| {
        let names = model.path(group).into_iter().map(|name| model.text(name));
        quote(&spelled_path(names))
    };
    let around = model
        .around(ends.group)
        .find(|group| model.is_within(begins.group, *group))
        .unwrap_or(GroupId::FILE);
    let (first, second) = if ends.at.start < begins.at.start {
        (ends, begins)
    } else {
        (begins, ends)
    };
    let label = |node: &Node| {
        if std::ptr::eq(node, ends) {
            "arrows end at this one"
        } else {
            "arrows start at this one"
        }
    };
    Diagnostic::new(
        Code::SplitName,
        second.at,
        format!(
            "{} is one node in the group {} and another in {}",
            quote(name),
            path(ends.group),
            path(begins.group)
        ),
    )
    .label(label(second))
    .also(first.at, label(first))
    .fix_with(
        match around {
            GroupId::FILE => "to share one node, declare it outside both groups".to_owned(),
            group => format!("to share one node, declare it in {}", path(group)),
        },
        written.declaration(first.at.start, around, name),
    )
    .help(format!(
        "to keep two nodes, declare it in each group: `node {}`",
        spell(name)
    ))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{fixed, warnings};

    #[test]
    fn a_path_that_falls_apart_is_warned_of() {
        let text = "group \"A\" { cp >> saa }\ngroup \"B\" { saa >> sap }";
        assert_eq!(
            warnings(text),
            ["W0507 `saa` is one node in the group `A` and another in `B`"]
        );
        assert_eq!(fixed(text, 0), format!("node saa\n{text}"));
        assert_eq!(warnings(&fixed(text, 0)), [""; 0]);
        assert_eq!(
            warnings("saa >> sap in b\nsaa << cp in a"),
            ["W0507 `saa` is one node in the group `a` and another in `b`"],
            "whatever is said first, and however"
        );
        assert_eq!(
            warnings("cert saa\ncp >> saa in a\nsaa >> sap in b").len(),
            1,
            "of a cert as well"
        );
    }

    #[test]
    fn the_declaration_stands_in_the_nearest_common_group() {
        let text = "group g {\n    group a { x >> n }\n    group b { n >> y }\n}\n";
        assert_eq!(
            fixed(text, 0),
            "group g {\n    node n\n    group a { x >> n }\n    group b { n >> y }\n}\n"
        );
        let text = "x >> n in g/a\nn >> y in g/b\n";
        assert_eq!(fixed(text, 0), format!("node n in g\n{text}"));
        let text = "group g { group a { x >> n }; n >> y in b }\n";
        assert_eq!(
            fixed(text, 0),
            "group g { node n; group a { x >> n }; n >> y in b }\n"
        );
        for text in [
            "x >> n in g/a\nn >> y in g/b\n",
            "group g { group a { x >> n }; n >> y in b }\n",
        ] {
            assert_eq!(warnings(&fixed(text, 0)), [""; 0]);
        }
    }

    #[test]
    fn groups_that_only_share_a_word_are_not() {
        for text in [
            "group a { x >> security }\ngroup b { y >> security }",
            "group a { security >> x }\ngroup b { security >> y }",
            "group a { x >> security >> y }\ngroup b { security >> z }",
            "group a { x >> security }\ngroup b { y >> security >> z }",
            "group a { x >> n }\ngroup b { node n\nn >> y }",
            "node n\ngroup a { x >> n }\ngroup b { n >> y }",
            "group a { x >> n }\ngroup b { n -- y }",
        ] {
            assert_eq!(warnings(text), [""; 0], "{text}");
        }
    }
}
