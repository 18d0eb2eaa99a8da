//! W0506: an empty group.

use crate::diagnostics::render::quote;
use crate::diagnostics::{Code, Collector, Diagnostic};
use crate::model::{GroupId, Model};

pub(super) fn check(model: &Model, collector: &mut Collector) {
    let mut is_empty = vec![true; model.groups.len()];
    for node in &model.nodes {
        is_empty[node.group.index()] = false;
    }
    for group in model.groups.iter().skip(1) {
        is_empty[group.parent.index()] = false;
    }
    for (group, is_empty) in model.groups.iter().zip(is_empty).skip(1) {
        if is_empty {
            debug_assert_ne!(group.at, model.group(GroupId::FILE).at);
            collector.push(
                Diagnostic::new(
                    Code::EmptyGroup,
                    group.at,
                    format!("the group {} is empty", quote(model.text(group.name))),
                )
                .note("a name that is declared or mentioned outside the group refers to the node there")
            .help("to put a node in the group, declare it in the block with `node`"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::warnings;

    #[test]
    fn an_empty_group_is_warned_of() {
        assert_eq!(
            warnings("node a\ngroup g { group h { } }"),
            ["W0506 the group `h` is empty"]
        );
        assert_eq!(
            warnings("node a, b\ngroup g { a >> b }"),
            ["W0506 the group `g` is empty"]
        );
    }

    #[test]
    fn a_group_with_something_in_it_is_not() {
        assert_eq!(warnings("group g { group h { node a } }"), [""; 0]);
    }
}
