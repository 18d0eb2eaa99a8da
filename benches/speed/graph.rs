//! The graph that is compiled: groups of ten nodes in areas of five groups, and edges that are mostly local.

const WORDS: [&str; 17] = [
    "Cloud",
    "Data",
    "Solutions",
    "Security",
    "Network",
    "Platform",
    "Kubernetes",
    "Machine",
    "Learning",
    "DevOps",
    "Administrator",
    "Engineer",
    "Architect",
    "Associate",
    "Expert",
    "Professional",
    "Practitioner",
];

const NODES_PER_GROUP: usize = 10;
const GROUPS_PER_AREA: usize = 5;

/// A graph without a circle, about 1.47 edges to a node. The same for the same number of nodes.
pub(crate) struct Graph {
    count: usize,
    pub(crate) fans: Vec<Fan>,
}

/// The edges that leave a node.
pub(crate) struct Fan {
    pub(crate) from: usize,
    pub(crate) to: Vec<usize>,
    /// Whether they are in the named style.
    pub(crate) is_dive: bool,
}

impl Graph {
    pub(crate) fn new(count: usize) -> Graph {
        let mut random = Random(1);
        let mut fans = Vec::new();
        for from in 0..count.saturating_sub(1) {
            let mut to = Vec::new();
            for _ in 0..[1, 1, 1, 2, 2, 2, 3, 0][random.below(8)] {
                let is_far = random.below(20) == 0;
                let target = if is_far {
                    from + 1 + random.below(count - from - 1)
                } else {
                    (from + 1 + random.below(14)).min(count - 1)
                };
                if !to.contains(&target) {
                    to.push(target);
                }
            }
            if !to.is_empty() {
                let is_dive = from % 4 == 0;
                fans.push(Fan { from, to, is_dive });
            }
        }
        Graph { count, fans }
    }

    /// What stands in what, from the first line to the last.
    pub(crate) fn steps(&self) -> impl Iterator<Item = Step> {
        const AREA: usize = NODES_PER_GROUP * GROUPS_PER_AREA;
        let count = self.count;
        (0..count).flat_map(move |node| {
            let is_last = node + 1 == count;
            [
                (node % AREA == 0).then_some(Step::OpenArea(node / AREA)),
                (node % NODES_PER_GROUP == 0).then_some(Step::OpenGroup(node / NODES_PER_GROUP)),
                Some(Step::Node(node)),
                ((node + 1) % NODES_PER_GROUP == 0 || is_last).then_some(Step::CloseGroup),
                ((node + 1) % AREA == 0 || is_last).then_some(Step::CloseArea),
            ]
            .into_iter()
            .flatten()
        })
    }
}

/// One line of what stands in what.
pub(crate) enum Step {
    OpenArea(usize),
    OpenGroup(usize),
    Node(usize),
    CloseGroup,
    CloseArea,
}

/// What a node shows.
pub(crate) fn label(node: usize) -> String {
    let (first, second) = (WORDS[node % 17], WORDS[(node * 7 + 3) % 17]);
    format!("{first} {second} {}", 100 + node % 900)
}

/// SplitMix64: <https://prng.di.unimi.it/splitmix64.c>.
struct Random(u64);

impl Random {
    /// A number below another.
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }
}
