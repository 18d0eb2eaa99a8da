//! Graphviz reads the graph that the program means: nodes, groups, edges, rows, and what counts for each.

use std::collections::{BTreeMap, BTreeSet};

use certdot::attributes::{self, Element, Key, Text as Quoting};
use certdot::model::{Arrow, Edge, End, Model, Node, SettingsId};

use crate::dice::Dice;
use crate::dot::{compilation, compiled};
use crate::escapes::{drawn, pointed};
use crate::printer;
use crate::program::program;
use crate::read::{self, Attributes, Graph};
use crate::words::{begun, in_id};

/// What Graphviz writes into what it has laid out.
const OF_THE_LAYOUT: &[&str] = &[
    "bb", "head_lp", "height", "lheight", "lp", "lwidth", "pos", "rects", "tail_lp", "vertices",
    "width", "xlp",
];

/// The group that is the file.
const FILE: usize = 0;

/// How deep groups are looked at in a theme.
const DEPTH: usize = 8;

/// What things have where nothing is said of them.
struct Theme {
    graph: Attributes,
    node: Attributes,
    edge: Attributes,
    /// By depth.
    groups: Vec<Attributes>,
}

impl Theme {
    fn of(model: &Model) -> Theme {
        let key = attributes::find(Element::Diagram, "theme").expect("it is known");
        let theme = model
            .setting(model.diagram, key)
            .map_or("light", |theme| model.text(theme));
        let open: String = (0..DEPTH)
            .map(|depth| format!("group g{depth} {{ "))
            .collect();
        let text = format!(
            "diagram [theme={theme}]\n{open} node a {}\nb >> c",
            "}".repeat(DEPTH)
        );
        let graph = read::graph(&compiled(&text).1);
        let told = |attributes: &Attributes| {
            let mut told = attributes.clone();
            told.retain(|key, _| {
                !OF_THE_LAYOUT.contains(&key.as_str())
                    && !["label", "tooltip"].contains(&key.as_str())
            });
            told
        };
        Theme {
            graph: told(&graph.attributes),
            node: told(&graph.nodes[0].attributes),
            edge: told(&graph.edges[0].attributes),
            groups: graph
                .clusters
                .iter()
                .map(|cluster| told(&cluster.attributes))
                .collect(),
        }
    }
}

/// The ids that the specification gives to nodes and groups.
struct Ids<'m>(&'m Model);

impl Ids<'_> {
    fn group(&self, group: usize) -> String {
        let mut names = Vec::new();
        let mut at = group;
        while at != FILE {
            let group = &self.0.groups[at];
            names.push(in_id(self.0.text(group.name)));
            at = group.parent.index();
        }
        names.reverse();
        begun(names.join("/"))
    }

    fn cluster(&self, group: usize) -> Option<String> {
        (group != FILE).then(|| format!("cluster_{}", self.group(group)))
    }

    fn node(&self, node: &Node) -> String {
        let mut id = in_id(self.0.text(node.name));
        if node.ordinal > 0 {
            id += &format!("#{}", node.ordinal);
        }
        match node.group.index() {
            FILE => begun(id),
            group => format!("{}/{id}", self.group(group)),
        }
    }
}

/// Whether a group is another or stands, at any depth, inside it.
fn is_within(model: &Model, inner: usize, outer: usize) -> bool {
    let mut at = inner;
    while at != outer && at != FILE {
        at = model.groups[at].parent.index();
    }
    at == outer
}

/// What is said of a thing, the first list counting most.
fn said<'m>(model: &'m Model, lists: &[SettingsId]) -> Vec<(Key, &'m str)> {
    let mut said: Vec<(Key, &str)> = Vec::new();
    for list in lists {
        for setting in model.settings.get(*list) {
            if said.iter().all(|(key, _)| *key != setting.key) {
                said.push((setting.key, model.text(setting.value)));
            }
        }
    }
    said
}

/// The classes of a thing: certdot's own, then those that are said.
fn classes(own: &str, said: &[(Key, &str)]) -> String {
    let more = said
        .iter()
        .find(|(key, _)| key.name() == "class")
        .map_or("", |(_, classes)| *classes);
    format!("{own} {more}").trim().to_owned()
}

/// Holds what Graphviz has read of a thing against the theme and what is said of it. Which ink stands on what is
/// coloured is for other tests.
fn assert_counts(
    read: &Attributes,
    theme: &Attributes,
    said: &[(Key, &str)],
    more: &[(&str, String)],
    of: &str,
) {
    let mut expected = theme.clone();
    let mut texts: BTreeMap<&str, (Quoting, &str)> = BTreeMap::new();
    for (key, value) in said {
        let Some(name) = key.attribute().dot_name() else {
            continue;
        };
        match key.attribute().text() {
            Quoting::Verbatim => {
                expected.insert(name.into(), value.replace('&', "&amp;"));
            }
            quoting => {
                texts.insert(name, (quoting, value));
            }
        }
    }
    for (key, value) in more {
        expected.insert((*key).into(), value.clone());
    }
    expected.retain(|key, value| !value.is_empty() && !OF_THE_LAYOUT.contains(&key.as_str()));
    let mut rest = read.clone();
    rest.retain(|key, _| !OF_THE_LAYOUT.contains(&key.as_str()));
    let says = |name: &str| said.iter().any(|(key, _)| key.name() == name);
    if (says("fillcolor") || says("bgcolor")) && !says("fontcolor") {
        rest.remove("fontcolor");
        expected.remove("fontcolor");
    }
    for (name, (quoting, value)) in texts {
        let read = rest.remove(name).unwrap_or_default();
        match quoting {
            Quoting::Tooltip if value.is_empty() => assert_eq!(read, " ", "`{name}` of {of}"),
            Quoting::Tooltip => assert_eq!(pointed(&read), value, "`{name}` of {of}"),
            _ => assert_eq!(drawn(&read), value, "`{name}` of {of}"),
        }
    }
    assert_eq!(rest, expected, "{of}");
}

fn key(element: Element, name: &str) -> Key {
    attributes::find(element, name).expect("it is known")
}

/// What is said, and of label and tooltip what counts where nobody says them.
fn with_texts<'m>(
    mut said: Vec<(Key, &'m str)>,
    element: Element,
    label: &'m str,
) -> Vec<(Key, &'m str)> {
    said.retain(|(key, _)| key.name() != "label");
    said.push((key(element, "label"), label));
    let tooltip = key(element, "tooltip");
    if said.iter().all(|(key, _)| *key != tooltip) {
        said.push((tooltip, label));
    }
    said
}

fn is_graph_of(graph: &Graph, model: &Model) {
    let theme = Theme::of(model);
    let title = model.title.map_or("", |title| model.text(title));
    assert_eq!(graph.name, begun(in_id(title)));
    of_the_picture(graph, model, &theme, title);
    nodes(graph, model, &theme);
    groups(graph, model, &theme);
    edges(graph, model, &theme);
    let ids = Ids(model);
    let rows: Vec<BTreeSet<String>> = model
        .rows
        .iter()
        .map(|row| {
            row.nodes
                .iter()
                .map(|node| ids.node(model.node(*node)))
                .collect()
        })
        .collect();
    let mut read = graph.rows.clone();
    read.retain(|row| !rows.contains(row));
    assert!(
        read.is_empty() && graph.rows.len() == rows.len(),
        "{rows:?}"
    );
}

fn of_the_picture(graph: &Graph, model: &Model, theme: &Theme, title: &str) {
    let said = said(model, &[model.diagram]);
    let direction = said
        .iter()
        .find(|(key, _)| key.name() == "direction")
        .map(|(_, direction)| *direction);
    let rank_direction = match direction {
        Some("right") => "LR",
        Some("up") => "BT",
        Some("left") => "RL",
        _ => "",
    };
    let ends_at_group =
        |edge: &Edge| edge.left.as_group().is_some() || edge.right.as_group().is_some();
    let compound = if model.edges.iter().any(ends_at_group) {
        "true"
    } else {
        ""
    };
    let mut read = graph.attributes.clone();
    assert_eq!(drawn(&read.remove("label").unwrap_or_default()), title);
    let says = |name: &str| said.iter().find(|(key, _)| key.name() == name);
    let mut more = vec![
        ("rankdir", rank_direction.into()),
        ("compound", compound.into()),
    ];
    let keeps_apart = says("layout")
        .is_some_and(|(_, layout)| ["neato", "fdp", "sfdp", "twopi"].contains(layout));
    if keeps_apart && says("overlap").is_none() {
        more.push(("overlap", "false".into()));
    }
    assert_counts(&read, &theme.graph, &said, &more, "the picture");
}

fn nodes(graph: &Graph, model: &Model, theme: &Theme) {
    let ids = Ids(model);
    let mut read: BTreeMap<&str, &read::Node> = graph
        .nodes
        .iter()
        .map(|node| (node.id.as_str(), node))
        .collect();
    assert_eq!(read.len(), graph.nodes.len());
    for node in &model.nodes {
        let id = ids.node(node);
        let found = read
            .remove(id.as_str())
            .unwrap_or_else(|| panic!("no node {id}"));
        assert_eq!(
            found.cluster,
            ids.cluster(node.group.index()),
            "where {id} stands"
        );
        let of_cert = node
            .cert
            .map_or(SettingsId::EMPTY, |cert| model.certs[cert.index()].settings);
        let said = said(
            model,
            &[
                node.settings,
                of_cert,
                model.group(node.group).node_defaults,
            ],
        );
        let label = model.text(model.node_label(node));
        let level = said.iter().find(|(key, _)| key.name() == "level");
        let class = classes(
            &level.map_or(String::new(), |(_, level)| format!("level-{level}")),
            &said,
        );
        assert_counts(
            &found.attributes,
            &theme.node,
            &with_texts(said, Element::Node, label),
            &[("class", class)],
            &id,
        );
    }
    // What is left has been added to groups that would be empty.
    let is_empty = |group: &usize| {
        !model.nodes.iter().any(|node| node.group.index() == *group)
            && !model
                .groups
                .iter()
                .skip(1)
                .any(|inner| inner.parent.index() == *group)
    };
    let empty = (1..model.groups.len()).filter(is_empty);
    let empty: BTreeSet<String> = empty
        .map(|group| format!("{}/#", ids.group(group)))
        .collect();
    assert_eq!(
        read.keys()
            .map(|id| (*id).to_owned())
            .collect::<BTreeSet<_>>(),
        empty
    );
    for node in read.values() {
        assert_eq!(node.attributes["style"], "invis");
        assert_eq!(
            node.cluster.as_deref(),
            Some(format!("cluster_{}", &node.id[..node.id.len() - 2]).as_str())
        );
    }
    // In what order they come is a matter of drawing (`order`), for the one layout that heeds it.
    let layout = said(model, &[model.diagram]);
    let layout = layout.iter().find(|(key, _)| key.name() == "layout");
    if layout.is_some_and(|(_, layout)| *layout != "dot") {
        let is_of_model = |node: &&read::Node| !node.id.ends_with("/#");
        let mut inside: BTreeMap<Option<&str>, Vec<&str>> = BTreeMap::new();
        for node in graph.nodes.iter().filter(is_of_model) {
            let inside = inside.entry(node.cluster.as_deref()).or_default();
            inside.push(&node.id);
        }
        for (cluster, found) in inside {
            let nodes = model.nodes.iter();
            let nodes = nodes.filter(|node| ids.cluster(node.group.index()).as_deref() == cluster);
            let expected: Vec<String> = nodes.map(|node| ids.node(node)).collect();
            assert_eq!(found, expected, "the order first said");
        }
    }
}

fn groups(graph: &Graph, model: &Model, theme: &Theme) {
    let ids = Ids(model);
    let read: BTreeMap<&str, &read::Cluster> = graph
        .clusters
        .iter()
        .map(|cluster| (cluster.id.as_str(), cluster))
        .collect();
    assert_eq!(
        (read.len(), graph.clusters.len()),
        (model.groups.len() - 1, model.groups.len() - 1)
    );
    for (index, group) in model.groups.iter().enumerate().skip(1) {
        let cluster = ids.cluster(index).expect("it is not the file");
        let found = read[cluster.as_str()];
        assert_eq!(
            found.parent,
            ids.cluster(group.parent.index()),
            "what {cluster} stands in"
        );
        let label = model.text(model.group_label(group));
        let said = with_texts(said(model, &[group.settings]), Element::Group, label);
        let around =
            std::iter::successors(Some(index), |at| Some(model.groups[*at].parent.index()));
        let depth = around.take_while(|at| *at != FILE).count();
        // What only a picture can have comes from the picture, and counts for nothing.
        let counts = |attributes: &Attributes| {
            let mut counts = attributes.clone();
            // At the top is where labels of groups stand anyway.
            counts.retain(|key, value| {
                attributes::find(Element::Group, key).is_ok()
                    && (key.as_str(), value.as_str()) != ("labelloc", "t")
            });
            counts
        };
        assert_counts(
            &counts(&found.attributes),
            &counts(&theme.groups[depth - 1]),
            &said,
            &[("class", classes(&format!("depth-{depth}"), &said))],
            &cluster,
        );
    }
}

/// What the edges to groups run to, looked for without regard to how long it takes.
struct Anchors<'m> {
    model: &'m Model,
    ids: Ids<'m>,
    /// All nodes and what has been added to groups, each with the group that it stands in; what is added behind.
    all: Vec<(String, usize)>,
    nodes: usize,
}

impl<'m> Anchors<'m> {
    fn of(graph: &Graph, model: &'m Model) -> Anchors<'m> {
        let ids = Ids(model);
        let nodes = model.nodes.iter();
        let mut all: Vec<_> = nodes
            .map(|node| (ids.node(node), node.group.index()))
            .collect();
        let nodes = all.len();
        for group in 1..model.groups.len() {
            let added = format!("{}/#", ids.group(group));
            if graph.nodes.iter().any(|node| node.id == added) {
                all.push((added, group));
            }
        }
        Anchors {
            model,
            ids,
            all,
            nodes,
        }
    }

    fn anchor(&self, group: usize, is_left: bool) -> String {
        let stands_in = |end: End, group: usize| match (end.as_node(), end.as_group()) {
            (Some(node), _) => is_within(self.model, self.model.node(node).group.index(), group),
            (_, Some(end)) => end.index() != group && is_within(self.model, end.index(), group),
            _ => false,
        };
        let id = |end: End, is_left: bool| match (end.as_node(), end.as_group()) {
            (Some(node), _) => self.ids.node(self.model.node(node)),
            (_, Some(group)) => self.anchor(group.index(), is_left),
            _ => String::new(),
        };
        let mut led = BTreeSet::new();
        for edge in &self.model.edges {
            if stands_in(edge.left, group) && stands_in(edge.right, group) {
                let (left, right) = (id(edge.left, true), id(edge.right, false));
                if left != right {
                    led.insert(if is_left { left } else { right });
                }
            }
        }
        let inside = |all: &'_ [(String, usize)]| -> Vec<String> {
            let inside = all
                .iter()
                .filter(|(_, at)| is_within(self.model, *at, group));
            let mut inside: Vec<String> = inside.map(|(id, _)| id.clone()).collect();
            if is_left {
                inside.reverse();
            }
            inside
        };
        let parts = [
            inside(&self.all[..self.nodes]),
            inside(&self.all[self.nodes..]),
        ];
        let mut all = parts.iter().flatten();
        let free = all.clone().find(|id| !led.contains(*id));
        free.or(all.next())
            .expect("something is in each group")
            .clone()
    }
}

/// The text of a loop's label: as it is, or in a table that makes room for it.
fn read_of_loop(label: &str) -> String {
    let Some((_, cell)) = label.split_once("<TD ") else {
        return drawn(label);
    };
    let cell = cell.split_once('>').expect("a tag ends").1;
    let cell = cell.strip_suffix("</TD></TR></TABLE>");
    let mut text = cell.expect("it is all of the table").replace('\n', "");
    for (entity, meant) in [
        ("<BR/>", "\n"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#93;", "]"),
        ("&amp;", "&"),
        ("\\\\", "\\"),
    ] {
        text = text.replace(entity, meant);
    }
    text
}

fn edges(graph: &Graph, model: &Model, theme: &Theme) {
    let ids = Ids(model);
    // The end of an edge in Graphviz, and the cluster at whose border it is cut off.
    let anchors = Anchors::of(graph, model);
    let end = |end: End, is_left: bool| match (end.as_node(), end.as_group()) {
        (Some(node), _) => (ids.node(model.node(node)), String::new()),
        (_, Some(group)) => (
            anchors.anchor(group.index(), is_left),
            ids.cluster(group.index()).unwrap_or_default(),
        ),
        _ => unreachable!("an end is a node or a group"),
    };
    let label = |end: End| match (end.as_node(), end.as_group()) {
        (Some(node), _) => model.text(model.node_label(model.node(node))),
        (_, Some(group)) => model.text(model.group_label(model.group(group))),
        _ => unreachable!("an end is a node or a group"),
    };
    let is_upward = said(model, &[model.diagram])
        .iter()
        .any(|(key, value)| (key.name(), *value) == ("direction", "up"));
    let mut read: BTreeMap<(String, String), Vec<&read::Edge>> = BTreeMap::new();
    for edge in &graph.edges {
        read.entry((edge.tail.clone(), edge.head.clone()))
            .or_default()
            .push(edge);
    }
    // Those with the same ends come in the order first said.
    read.values_mut().for_each(|edges| edges.reverse());
    for edge in &model.edges {
        let look = &model.looks[edge.look.index()];
        let ((tail, ltail), (head, lhead)) = (end(edge.left, true), end(edge.right, false));
        let of = format!("{tail} -> {head}");
        let found = read
            .get_mut(&(tail, head))
            .and_then(Vec::pop)
            .unwrap_or_else(|| panic!("no edge {of}"));
        let (left, right) = (label(edge.left), label(edge.right));
        let (dir, mut tooltip) = match look.arrow {
            Arrow::Forward => ("", format!("{left} → {right}")),
            Arrow::Back => ("back", format!("{right} → {left}")),
            Arrow::Line => ("none", format!("{left} — {right}")),
            Arrow::Both => ("both", format!("{left} ↔ {right}")),
        };
        let style = look.style.map(|style| &model.styles[style.index()]);
        match style
            .and_then(|style| style.meaning)
            .map(|meaning| model.text(meaning))
        {
            Some(meaning) if !meaning.is_empty() => tooltip += &format!(": {meaning}"),
            _ => {}
        }
        let mut said = said(model, &[look.settings]);
        let classes = said
            .iter()
            .position(|(key, _)| key.name() == "class")
            .map(|at| said.remove(at).1);
        let name = style.map(|style| model.text(style.name).replace(' ', "_"));
        let classes: Vec<&str> = name
            .as_deref()
            .into_iter()
            .chain(classes)
            .filter(|class| !class.is_empty())
            .collect();
        let tooltip_key = key(Element::Edge, "tooltip");
        if said.iter().all(|(key, _)| *key != tooltip_key) {
            said.push((tooltip_key, &tooltip));
        }
        let is_short = !lhead.is_empty() || !ltail.is_empty() && is_upward;
        let says_length = said.iter().any(|(key, _)| key.name() == "minlen");
        let mut more = vec![
            ("dir", dir.into()),
            ("ltail", ltail),
            ("lhead", lhead),
            ("class", classes.join(" ")),
        ];
        if is_short && !says_length {
            more.push(("minlen", "2".into()));
        }
        let mut attributes = found.attributes.clone();
        if edge.left == edge.right {
            said.retain(|(key, text)| {
                let is_label = key.name() == "label";
                if is_label {
                    let label = attributes.remove("label").unwrap_or_default();
                    // Lines break at blanks; beside wide characters they do without, which leaves all but blanks.
                    let blank = if text.is_ascii() { " " } else { "" };
                    // In a table a tab is a blank; and a last line end ends a line.
                    let plain = |text: &str| text.replace(['\n', '\t', ' '], blank);
                    let (read, text) = (plain(&read_of_loop(&label)), plain(text));
                    assert_eq!(read.trim_end(), text.trim_end(), "the label of {of}");
                }
                !is_label
            });
            let says_ports = said.iter().any(|(key, _)| key.name().ends_with("port"));
            if !says_ports {
                attributes.retain(|key, _| !["tailport", "headport"].contains(&key.as_str()));
            }
        }
        assert_counts(&attributes, &theme.edge, &said, &more, &of);
    }
    assert!(read.values().all(Vec::is_empty), "edges that nobody said");
}

#[test]
fn graphviz_reads_what_the_program_means() {
    for seed in 0..250 {
        let program = program(&mut Dice::new(1_000 + seed));
        let (model, dot) = compiled(&program);
        println!("{program}\n{dot}");
        is_graph_of(&read::graph(&dot), &model);
    }
}

#[test]
fn the_structures_are_the_same_graph() {
    for seed in 0..60 {
        let program = program(&mut Dice::new(2_000 + seed));
        let (_, dot) = compiled(&program);
        let graph = compilation(&program)
            .to_graph()
            .expect("there are no errors");
        let mut printed = Vec::new();
        printer::print(&graph, &mut printed).expect("memory takes all");
        let printed = String::from_utf8(printed).expect("it is text");
        assert_eq!(
            read::graph(&printed),
            read::graph(&dot),
            "{program}\n{dot}\n{printed}"
        );
    }
}

#[test]
fn what_has_errors_is_no_graph() {
    assert!(compilation("a >> b >>").to_graph().is_none());
}
