//! W0503: a name that nothing declares, said in a group and also outside it.

use hashbrown::HashSet;

use super::written::Written;
use crate::ast::spelled_path;
use crate::diagnostics::render::quoted;
use crate::diagnostics::{Code, Collector, Diagnostic};
use crate::model::NodeId;

pub(super) fn check(written: &Written<'_>, collector: &mut Collector) {
    let model = written.model;
    if model.shared.is_empty() {
        return;
    }
    // In a group that it has an edge with, such a node cannot stand.
    let with_groups: HashSet<NodeId> = model
        .edges
        .iter()
        .filter(|edge| edge.left.as_group().is_some() || edge.right.as_group().is_some())
        .filter_map(|edge| edge.left.as_node().or(edge.right.as_node()))
        .collect();
    for shared in &model.shared {
        let node = model.node(shared.node);
        let name = model.text(node.name);
        let path: Vec<&str> = model
            .path(shared.group)
            .into_iter()
            .map(|name| model.text(name))
            .collect();
        let own = spelled_path(path.iter().copied().chain([name]));
        let problem = Diagnostic::new(
            Code::DrawnOutside,
            shared.at,
            format!(
                "{} is not drawn in the group {}, because it is said outside too",
                quoted(name),
                quoted(&path.join("/"))
            ),
        )
        .label("said in the group")
        .also(node.at, "said outside")
        .fix_with(
            "to have one node, outside the group, declare it there",
            written.declaration(node.at.start, node.group, name),
        );
        let problem = match with_groups.contains(&shared.node) {
            true => problem,
            false => problem.fix_with(
                "to have one node, in the group, declare it there",
                written.declaration(shared.at.start, shared.group, name),
            ),
        };
        collector.push(problem.help(format!(
            "to say that of the group outside, and nothing else by that name, write its path: {}",
            quoted(&own)
        )));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{fixed, warnings};

    #[test]
    fn a_name_said_inside_and_outside_is_warned_of() {
        assert_eq!(
            warnings("a >> b\ngroup g { group h { b >> c } }"),
            ["W0503 `b` is not drawn in the group `g/h`, because it is said outside too"]
        );
    }

    #[test]
    fn both_declarations_do_away_with_it() {
        let text = "a >> b\ngroup g { group h { b >> c } }";
        assert_eq!(
            fixed(text, 0),
            "node b\na >> b\ngroup g { group h { b >> c } }"
        );
        assert_eq!(
            fixed(text, 1),
            "a >> b\ngroup g { group h { node b; b >> c } }"
        );
        let text = "b >> c in g/h\na >>\n    b\n";
        assert_eq!(fixed(text, 0), "b >> c in g/h\nnode b\na >>\n    b\n");
        assert_eq!(
            fixed(text, 1),
            "node b in g/h\nb >> c in g/h\na >>\n    b\n"
        );
        for which in [0, 1] {
            assert_eq!(warnings(&fixed(text, which)), [""; 0]);
        }
        assert_eq!(warnings("b >> c in g/h\na >> g/h/b"), [""; 0]);
    }

    #[test]
    fn a_declared_one_is_not() {
        assert_eq!(warnings("node b\na >> b\ngroup g { b >> c }"), [""; 0]);
        assert_eq!(warnings("a >> b\ngroup g { node b\nb >> c }"), [""; 0]);
        assert_eq!(warnings("group g { b >> c }\ngroup h { b >> c }"), [""; 0]);
    }
}
