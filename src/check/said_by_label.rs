//! W0502: a group referred to by its label, although it has another name.

use hashbrown::HashMap;

use crate::ast::spell;
use crate::diagnostics::render::quote;
use crate::diagnostics::{Code, Collector, Diagnostic};
use crate::model::{GroupId, Model};
use crate::source::Span;

pub(super) fn check(model: &Model, collector: &mut Collector) {
    // Groups by their label, where that is not their name, and by the group in which they stand.
    let mut labelled: HashMap<(&str, GroupId), Vec<GroupId>> = HashMap::new();
    for (id, group) in (0..).map(GroupId).zip(&model.groups) {
        if let Some(label) = group.label
            && model.text(label) != model.text(group.name)
        {
            let place = (model.text(label), group.parent);
            labelled.entry(place).or_default().push(id);
        }
    }
    if labelled.is_empty() {
        return;
    }
    let mut report = |name: &str, scope: GroupId, at: Span, own: Option<GroupId>| {
        // One that its name refers to from here: it is in this group or in one around it.
        let meant = model.around(scope).find_map(|place| {
            let candidates = labelled.get(&(name, place))?;
            candidates.iter().copied().find(|id| Some(*id) != own)
        });
        let Some(meant) = meant else { return };
        let meant = model.group(meant);
        let right = model.text(meant.name);
        collector.push(
            Diagnostic::new(
                Code::SaidByLabel,
                at,
                format!(
                    "{} is the label of the group {}, not its name",
                    quote(name),
                    quote(right)
                ),
            )
            .label("this creates something else with this name")
            .also(meant.at, "the group")
            .fix("refer to the group by its name", at, spell(right)),
        );
    };
    for node in model.nodes.iter().filter(|node| !node.is_declared) {
        report(model.text(node.name), node.group, node.at, None);
    }
    for (id, group) in (0..).map(GroupId).zip(&model.groups).skip(1) {
        report(model.text(group.name), group.parent, group.at, Some(id));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::warnings;

    const NET: &str = "group net \"Networking\" { node vpc }\n";

    #[test]
    fn a_label_said_as_a_name_is_warned_of() {
        let warning = ["W0502 `Networking` is the label of the group `net`, not its name"];
        assert_eq!(warnings(&format!("{NET}node a >> \"Networking\"")), warning);
        assert_eq!(
            warnings(&format!("{NET}node a >> b in Networking")),
            warning
        );
        assert_eq!(
            warnings(&format!("{NET}group Networking {{ node b }}")),
            warning
        );
    }

    #[test]
    fn a_group_said_by_its_name_is_not() {
        assert_eq!(warnings(&format!("{NET}node a >> b in net")), [""; 0]);
        assert_eq!(
            warnings("group \"Networking\" { node a }\nnode b in \"Networking\""),
            [""; 0]
        );
        assert_eq!(warnings("group net \"net\" { node a }"), [""; 0]);
        assert_eq!(
            warnings("group a { group x \"Same\" { node p } }\ngroup b { group Same { node q } }"),
            [""; 0],
            "another group's inside is out of reach"
        );
    }
}
