//! W0503: an undeclared name that is used in a group and also outside it.

use super::written::Written;
use crate::ast::spelled_path;
use crate::diagnostics::render::quote;
use crate::diagnostics::{Code, Collector, Diagnostic, Edit};

pub(super) fn check(written: &Written<'_>, collector: &mut Collector) {
    let model = written.model;
    for shared in &model.shared {
        let node = model.node(shared.node);
        let name = model.text(node.name);
        let path: Vec<&str> = model
            .path(shared.group)
            .into_iter()
            .map(|name| model.text(name))
            .collect();
        let problem = Diagnostic::new(
            Code::DrawnOutside,
            shared.at,
            format!(
                "{} is not drawn in the group {}, because it is also used outside",
                quote(name),
                quote(&path.join("/"))
            ),
        )
        .label("used in the group")
        .also(node.at, "used outside the group")
        .fix_with(
            "to share one node, declare it outside the group",
            written.declaration(node.at.start, node.group, name),
        )
        .fix_with(
            "to have the node in the group, declare it there",
            written.declaration(shared.at.start, shared.group, name),
        );
        let by_path = shared.outside.iter().map(|(span, path)| Edit {
            span: *span,
            text: spelled_path(path.iter().map(|name| model.text(*name))),
        });
        collector.push(if shared.outside.is_empty() {
            problem
        } else {
            problem.fix_with(
                "to have the node in the group without declaring it, use its path outside",
                by_path,
            )
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{fixed, fixes, warnings};

    #[test]
    fn a_name_said_inside_and_outside_is_warned_of() {
        assert_eq!(
            warnings("a >> b\ngroup g { group h { b >> c } }"),
            ["W0503 `b` is not drawn in the group `g/h`, because it is also used outside"]
        );
    }

    #[test]
    fn the_declarations_and_the_path_do_away_with_it() {
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
        assert_eq!(fixed(text, 2), "b >> c in g/h\na >>\n    g/h/b\n");
        for which in [0, 1, 2] {
            assert_eq!(warnings(&fixed(text, which)), [""; 0]);
        }
        assert_eq!(warnings("b >> c in g/h\na >> g/h/b"), [""; 0]);
    }

    #[test]
    fn the_path_leads_there_from_each_place() {
        let text = "a >> b\ngroup g {\n    b >> c in h\n    b >> d\n    group i { y >> b }\n    group h { e >> f }\n}\n";
        let right = "a >> g/h/b\ngroup g {\n    b >> c in h\n    h/b >> d\n    group i { y >> h/b }\n    group h { e >> f }\n}\n";
        assert_eq!(fixed(text, 2), right);
        assert_eq!(warnings(right), [""; 0]);
    }

    #[test]
    fn what_would_bring_an_error_is_told_in_words() {
        // Only one of the three leaves the node where the row wants it.
        let text = "node x\na >> b\nrow x, b\ngroup g { b >> c }\n";
        assert_eq!(fixed(text, 0), format!("node x\nnode b\n{}", &text[7..]));
        assert_eq!(fixes(text), [1, 0, 0]);
        let text = "group k { a >> b; group g { b >> c } }\nk/b >> d\n";
        assert_eq!(fixes(text), [1, 0, 0], "what a path leads to stays");
        let text = "group k { group g { b >> c } ; g >> b }\n";
        assert_eq!(fixes(text), [1, 0, 0], "no edge from a group into it");
    }

    #[test]
    fn a_declared_one_is_not() {
        assert_eq!(warnings("node b\na >> b\ngroup g { b >> c }"), [""; 0]);
        assert_eq!(warnings("a >> b\ngroup g { node b\nb >> c }"), [""; 0]);
        assert_eq!(warnings("group g { b >> c }\ngroup h { b >> c }"), [""; 0]);
    }
}
