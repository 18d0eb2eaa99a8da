//! The samples: each gives the DOT that was read and blessed, and the AWS tree is the one that AWS draws.
//!
//! `BLESS=1 cargo test --test samples` writes the goldens in `tests/samples/` anew; read the difference before keeping it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The DOT of a sample, as the program prints it in the project's folder.
fn dot_of(sample: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_certdot"))
        .current_dir(root())
        // Below the folder, so that the images' paths are the same on every machine.
        .env("XDG_CACHE_HOME", root().join("target/test-cache"))
        .arg(format!("samples/{sample}.cert"))
        .output()
        .unwrap();
    let messages = String::from_utf8(output.stderr).unwrap();
    assert_eq!(messages, "", "{sample} has problems");
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

fn samples() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root().join("samples"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "cert"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn each_sample_gives_its_golden() {
    let bless = std::env::var_os("BLESS").is_some();
    for sample in samples() {
        let golden = root().join(format!("tests/samples/{sample}.gv"));
        let dot = dot_of(&sample);
        if bless {
            fs::write(&golden, dot).unwrap();
            continue;
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        assert!(
            dot == expected,
            "{sample}: not what {} has",
            golden.display()
        );
    }
}

/// What Graphviz reads of a DOT text.
fn read_by_graphviz(dot: &str) -> Value {
    let mut child = Command::new("dot")
        .args(["-Kosage", "-Tdot_json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("this test needs Graphviz: install it, or run `bash tests/run`, which does");
    child
        .stdin
        .take()
        .unwrap()
        .write_all(dot.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    // JSON tells of images and draws none, of which Graphviz complains.
    let complaints = String::from_utf8_lossy(&output.stderr);
    let complaint = complaints
        .lines()
        .find(|line| !line.contains("No loadimage plugin"));
    assert_eq!(complaint, None);
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The AWS tree, as its document has it: group / group: path; `>` is an arrow, `~` a dashed magenta one; what stands in
/// angle brackets is shared by all groups.
const PATHS: &str = "\
Optional for IT/STEM/Cloud professionals: Cloud Practitioner > <Solutions Architect Associate>
Optional for IT/STEM/Cloud professionals: Cloud Practitioner > <Developer>
Optional for IT/STEM/Cloud professionals: Cloud Practitioner > <SysOps Administrator>
Architecture | Solutions Architect: <Solutions Architect Associate> > Solutions Architect Professional ~ Security
Architecture | Application Architect: <Solutions Architect Associate> > Developer > DevOps Engineer ~ Solutions Architect Professional
Data Analytics | Cloud Data Engineer: <Solutions Architect Associate> > Data Engineer ~ Security
Development | Software Development/Test Engineer: <Developer> > DevOps Engineer
Operations | Systems Administrator: <SysOps Administrator> ~ DevOps Engineer
Operations | Cloud Security Engineer: <SysOps Administrator> > Security ~ DevOps Engineer ~ Advanced Networking
DevOps | Cloud DevOps Engineer: <Developer> > SysOps Administrator (Optional) ~ DevOps Engineer
DevOps | DevSecOps Engineer: <SysOps Administrator> > DevOps Engineer > Security
Security | Cloud Security Architect: <Solutions Architect Associate> > Security ~ Solutions Architect Professional
Networking | Networking Engineer: <Solutions Architect Associate> > Advanced Networking ~ Security
AI/ML | Machine Learning Engineer: <Solutions Architect Associate> > Developer > Data Engineer > Machine Learning";

/// A node: the groups around it, and its label.
type Node = (Vec<String>, String);

/// The edges that the paths make, each with whether it is a dashed magenta one.
fn expected_edges() -> BTreeSet<(Node, Node, bool)> {
    let mut edges = BTreeSet::new();
    for line in PATHS.lines() {
        let (groups, path) = line.split_once(": ").unwrap();
        let groups: Vec<String> = groups.split(" | ").map(str::to_owned).collect();
        let node = |text: &str| match text.strip_prefix('<') {
            Some(shared) => (Vec::new(), shared.trim_end_matches('>').to_owned()),
            None => (groups.clone(), text.to_owned()),
        };
        let words: Vec<&str> = path.split(' ').collect();
        let mut left: Option<(Node, bool)> = None;
        for name in words.split_inclusive(|word| matches!(*word, ">" | "~")) {
            let (name, arrow) = match name.split_last() {
                Some((arrow @ (&">" | &"~"), name)) => (name, Some(*arrow)),
                _ => (name, None),
            };
            let right = node(&name.join(" "));
            if let Some((left, dive)) = left.take() {
                edges.insert((left, right.clone(), dive));
            }
            left = arrow.map(|arrow| (right, arrow == "~"));
        }
    }
    edges
}

#[test]
fn the_aws_tree_is_the_one_that_graphviz_reads_back() {
    let graph = read_by_graphviz(&dot_of("aws"));
    let text = |value: &Value| value.as_str().unwrap_or_default().replace("\\n", " ");
    let objects = graph["objects"].as_array().unwrap();
    let is_cluster = |object: &&Value| object["name"].as_str().unwrap().starts_with("cluster_");
    // Which cluster holds which node and which other cluster, by Graphviz's own numbers.
    let mut parents: BTreeMap<u64, u64> = BTreeMap::new();
    let mut of_node: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
    for cluster in objects.iter().filter(is_cluster) {
        let id = cluster["_gvid"].as_u64().unwrap();
        for inner in cluster["subgraphs"].as_array().into_iter().flatten() {
            parents.insert(inner.as_u64().unwrap(), id);
        }
        for node in cluster["nodes"].as_array().into_iter().flatten() {
            of_node.entry(node.as_u64().unwrap()).or_default().push(id);
        }
    }
    let by_id: BTreeMap<u64, &Value> = objects
        .iter()
        .map(|object| (object["_gvid"].as_u64().unwrap(), object))
        .collect();
    let groups_of = |node: u64| {
        let mut clusters = of_node.get(&node).cloned().unwrap_or_default();
        // The outermost holds all that the others hold.
        let depth = |mut cluster: u64| {
            let mut depth = 0;
            while let Some(parent) = parents.get(&cluster) {
                cluster = *parent;
                depth += 1;
            }
            depth
        };
        clusters.sort_by_key(|cluster| depth(*cluster));
        clusters
            .iter()
            .map(|cluster| text(&by_id[cluster]["label"]))
            .collect::<Vec<_>>()
    };
    // The label of a node with an icon may be a table; what the pointer shows is the same text.
    let node = |id: u64| -> Node { (groups_of(id), text(&by_id[&id]["tooltip"])) };
    let edges: BTreeSet<(Node, Node, bool)> = graph["edges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|edge| {
            let dive = edge["style"] == "dashed" && edge["color"] == "magenta";
            assert_eq!(dive, edge["class"] == "dive");
            (
                node(edge["tail"].as_u64().unwrap()),
                node(edge["head"].as_u64().unwrap()),
                dive,
            )
        })
        .collect();
    assert_eq!(edges, expected_edges());
    let nodes: Vec<Node> = objects
        .iter()
        .filter(|object| !is_cluster(object))
        .map(|object| node(object["_gvid"].as_u64().unwrap()))
        .collect();
    let said: BTreeSet<Node> = edges
        .iter()
        .flat_map(|(a, b, _)| [a.clone(), b.clone()])
        .collect();
    assert_eq!(
        nodes.iter().cloned().collect::<BTreeSet<_>>(),
        said,
        "no node stands apart"
    );
    assert_eq!(nodes.len(), 27);
    assert_eq!(objects.iter().filter(is_cluster).count(), 20);
    assert_eq!(graph["edges"].as_array().unwrap().len(), 26);
    assert_eq!(edges.iter().filter(|(_, _, dive)| *dive).count(), 9);
    assert_eq!(
        text(&graph["label"]),
        "AWS Certification Paths https://d1.awsstatic.com/training-and-certification/docs/AWS_certification_paths.pdf"
    );
}

#[test]
fn graphviz_draws_each_sample_without_a_word() {
    for sample in samples() {
        let output = Command::new("dot")
            .args(["-Tpng", "-o"])
            .arg(Path::new(if cfg!(windows) { "NUL" } else { "/dev/null" }))
            .current_dir(root())
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .and_then(|mut child| {
                child
                    .stdin
                    .take()
                    .unwrap()
                    .write_all(dot_of(&sample).as_bytes())?;
                child.wait_with_output()
            })
            .expect("this test needs Graphviz: install it, or run `bash tests/run`, which does");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{sample}");
        assert!(output.status.success());
    }
}

/// What the samples show between them, each with a piece of text that does not stand for anything else.
const FEATURES: &[(&str, &str)] = &[
    ("a comment to the end of the line", "// A product's roadmap"),
    ("a comment of a whole line", "# How to learn Rust"),
    ("a comment that ends", "/* A catalogue of skills"),
    (
        "a comment behind a statement",
        "developer, sysops // shared",
    ),
    ("an arrow to the right", "book >> exercises"),
    ("an arrow to the left", "async << threads"),
    ("a line without heads", "serde -- clap"),
    ("an arrow with both heads", "browser <> gateway"),
    ("a list of terms", "linux, git -- terraform"),
    (
        "a list that several arrows lead to",
        ">> sa_assoc, developer, sysops in",
    ),
    ("a label in a chain", "tests \"Tests\""),
    ("a chain over two lines", "\n    >> then >> search, import"),
    (
        "a style of edges",
        "edge async \"Goes through a queue\" [style=dashed",
    ),
    ("a link", ">> then >>"),
    ("the style that is there from the start", ">> dive >>"),
    ("a link with a label", ">> learning \"since May\" >>"),
    (
        "a link with attributes",
        ">> blocks \"hiring\" [style=bold] >>",
    ),
    ("a link without a style", ">> edge \"helps with\" >>"),
    (
        "a link without a style, with attributes",
        ">> edge \"settles\" [color=",
    ),
    ("a declared node", "node book "),
    (
        "several in one statement",
        "node ada \"Ada\", grace \"Grace\"",
    ),
    ("a name in quotes", "\"audit log\""),
    (
        "a group with a name and a label",
        "group people \"People\" [",
    ),
    ("a group with one string", "group \"Practice\" {"),
    ("a group in a group", "    group beta \"Beta\" {"),
    ("statements on one line", "node mobile \"Mobile app\"; node"),
    ("an edge to a group", "small_tool >> \"The libraries\""),
    (
        "an edge from a group to a group",
        "q2 >> blocks \"hiring\" [style=bold] >> q3/beta",
    ),
    ("a place", "in \"Basics\""),
    (
        "a place in a place",
        "in \"Networking\" / \"Networking Engineer\"",
    ),
    ("a node of the group's own", "new developer"),
    ("the same with a label", "new kubernetes \"Kubernetes"),
    ("a path", "services/catalogue << data/catalogue"),
    ("a path with a name in quotes", "\"Platform\"/kubernetes"),
    ("all nodes of a group", "each services"),
    ("nodes side by side", "row lifetimes, traits"),
    ("defaults of nodes for the file", "\nnode [fillcolor="),
    ("defaults of nodes for a group", "    node [fillcolor="),
    ("defaults of edges", "\nedge [arrowhead=vee]"),
    ("defaults of groups", "\ngroup [style="),
    ("the use of a file", "use \"skills.cert\""),
    ("the use of a catalogue", "use aws"),
    ("a cert with a code and a level", "code=\"CKA\", level="),
    (
        "a cert with an address",
        "url=\"https://kubernetes.io/docs/\"",
    ),
    ("a cert by its name", "[cert=database]"),
    ("a folder of icons", "icons     = icons"),
    ("an icon by its name", "[icon=queue]"),
    ("a title over two lines", "Paths\\nhttps"),
    ("a quotation mark in a string", "(\\\"blameless\\\")"),
    ("a character by its number", "\\u{2713}"),
    ("attributes over several lines", "diagram \"Web shop\" [\n"),
    ("what is told to those who cannot see", "alt=\"A path"),
    ("a picture that goes down", "direction=down"),
    ("a picture that goes to the right", "direction=right"),
    ("a theme", "theme=dark"),
    ("a tooltip", "tooltip=\""),
    ("a class", "class=risky"),
    ("an address of a node", "node gateway \"Gateway\" [url="),
    ("a style in parts", "style=\"filled,rounded,dashed\""),
    ("a colour by its name", "color=orange"),
    ("a colour by its number", "fillcolor=\"#fff7ed\""),
];

#[test]
fn the_samples_together_show_every_feature() {
    let mut texts = String::new();
    for sample in samples() {
        texts += &fs::read_to_string(root().join(format!("samples/{sample}.cert"))).unwrap();
    }
    let missing: Vec<&str> = FEATURES
        .iter()
        .filter(|(_, text)| !texts.contains(text))
        .map(|(feature, _)| *feature)
        .collect();
    assert_eq!(missing, [""; 0]);
}

/// The README says so, and each must be worth a look.
#[test]
fn each_sample_but_the_catalogue_draws_something() {
    for sample in samples() {
        let edges = dot_of(&sample).matches(" -> ").count();
        assert_eq!(edges > 5, sample != "skills", "{sample} has {edges} edges");
    }
}
