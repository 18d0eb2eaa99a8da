//! W0503: a name that nothing declares, said in a group and also outside it.

use crate::ast::spelled;
use crate::diagnostics::render::quoted;
use crate::diagnostics::{Code, Collector, Diagnostic};
use crate::model::Model;

pub(super) fn check(model: &Model, collector: &mut Collector) {
    for shared in &model.shared {
        let node = model.node(shared.node);
        let name = model.text(node.name);
        let path: Vec<&str> = model
            .path(shared.group)
            .into_iter()
            .map(|name| model.text(name))
            .collect();
        collector.push(
            Diagnostic::new(
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
            .help(format!(
                "if both are meant to be one, declare it outside: `node {}`",
                spelled(name)
            ))
            .help(format!(
                "if the group has its own, declare that inside: `node {}`",
                spelled(name)
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::warnings;

    #[test]
    fn a_name_said_inside_and_outside_is_warned_of() {
        assert_eq!(
            warnings("a >> b\ngroup g { group h { b >> c } }"),
            ["W0503 `b` is not drawn in the group `g/h`, because it is said outside too"]
        );
    }

    #[test]
    fn a_declared_one_is_not() {
        assert_eq!(warnings("node b\na >> b\ngroup g { b >> c }"), [""; 0]);
        assert_eq!(warnings("a >> b\ngroup g { node b\nb >> c }"), [""; 0]);
        assert_eq!(warnings("group g { b >> c }\ngroup h { b >> c }"), [""; 0]);
    }
}
