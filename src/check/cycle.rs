//! W0504: a cycle of forward edges.

use crate::ast::path_length;
use crate::diagnostics::render::{quote, shorten};
use crate::diagnostics::{Code, Collector, Diagnostic};
use crate::model::{Arrow, Edge, End, Model};
use crate::source::Span;

/// How many names of a round are written out, and how many of its edges are shown.
const MOST_NAMED: usize = 12;

pub(super) fn check(model: &Model, collector: &mut Collector) {
    // In most programs all edges lead to later names, and that settles it without a search.
    let goes_on = |edge: &Edge| match direction(model, edge) {
        Some((from, to)) => from
            .as_node()
            .zip(to.as_node())
            .is_some_and(|(from, to)| from < to),
        None => true,
    };
    if model.edges.iter().all(goes_on) {
        return;
    }
    for edge in &model.edges {
        if let Some((from, to)) = direction(model, edge)
            && from == to
        {
            collector.push(loop_at(model, from, edge));
        }
    }
    let graph = Graph::new(model);
    for round in graph.rounds() {
        collector.push(diagnostic(model, &round));
    }
}

/// From where to where an edge leads, if it has one head.
fn direction(model: &Model, edge: &Edge) -> Option<(End, End)> {
    match model.looks[edge.look.index()].arrow {
        Arrow::Forward => Some((edge.left, edge.right)),
        Arrow::Back => Some((edge.right, edge.left)),
        Arrow::Line | Arrow::Both => None,
    }
}

/// The edges with one head between two ends, by where they begin. One that leads from a node to itself closes no round
/// through others, and would be the shortest of those that do.
struct Graph {
    /// Where the edges of each vertex end in `edges`.
    ends: Vec<u32>,
    /// The vertex that each edge leads to, and its index in the model.
    edges: Vec<(u32, u32)>,
}

impl Graph {
    /// Nodes come first, then groups.
    fn new(model: &Model) -> Graph {
        let vertex = |end: End| match (end.as_node(), end.as_group()) {
            (Some(node), _) => node.index(),
            (_, Some(group)) => model.nodes.len() + group.index(),
            _ => 0,
        };
        let directed = || {
            (0..)
                .zip(&model.edges)
                .filter_map(|(index, edge)| Some((direction(model, edge)?, index)))
                .filter(|((from, to), _)| from != to)
        };
        let mut ends = vec![0; model.nodes.len() + model.groups.len()];
        for ((from, _), _) in directed() {
            ends[vertex(from)] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += std::mem::replace(end, sum);
        }
        let mut edges = vec![(0, 0); sum as usize];
        for ((from, to), index) in directed() {
            let next: &mut u32 = &mut ends[vertex(from)];
            edges[*next as usize] = (vertex(to) as u32, index);
            *next += 1;
        }
        Graph { ends, edges }
    }

    fn from(&self, vertex: u32) -> &[(u32, u32)] {
        let start = vertex
            .checked_sub(1)
            .map_or(0, |before| self.ends[before as usize]);
        &self.edges[start as usize..self.ends[vertex as usize] as usize]
    }

    /// Of each knot of cycles (each strongly connected component) one shortest round through its first vertex, as the
    /// indices of its edges.
    fn rounds(&self) -> Vec<Vec<u32>> {
        let knots = self.knots();
        let mut is_done = vec![false; self.ends.len()];
        let mut rounds = Vec::new();
        for vertex in 0..self.ends.len() as u32 {
            let knot = knots[vertex as usize];
            if !std::mem::replace(&mut is_done[knot as usize], true)
                && let Some(round) = self.shortest_cycle(vertex, &knots)
            {
                rounds.push(round);
            }
        }
        rounds
    }

    /// The number of each vertex's strongly connected component: Tarjan's algorithm, with a stack of its own in place
    /// of recursion.
    fn knots(&self) -> Vec<u32> {
        const UNSEEN: u32 = u32::MAX;
        let count = self.ends.len();
        let mut knots = vec![UNSEEN; count];
        let mut order = vec![UNSEEN; count];
        let mut lowest = vec![0; count];
        let mut next_order = 0;
        let mut next_knot = 0;
        let mut stack: Vec<u32> = Vec::new();
        // A vertex and how many of its edges have been followed.
        let mut path: Vec<(u32, usize)> = Vec::new();
        for start in 0..count as u32 {
            if order[start as usize] != UNSEEN {
                continue;
            }
            path.push((start, 0));
            while let Some((vertex, followed)) = path.last_mut() {
                let at = *vertex as usize;
                if *followed == 0 {
                    order[at] = next_order;
                    lowest[at] = next_order;
                    next_order += 1;
                    stack.push(*vertex);
                }
                let next = self.from(*vertex).get(*followed).map(|(to, _)| *to);
                *followed += 1;
                match next {
                    Some(to) if order[to as usize] == UNSEEN => path.push((to, 0)),
                    Some(to) if knots[to as usize] == UNSEEN => {
                        lowest[at] = lowest[at].min(order[to as usize]);
                    }
                    Some(_) => {}
                    None => {
                        path.pop();
                        if let Some((outer, _)) = path.last() {
                            lowest[*outer as usize] = lowest[*outer as usize].min(lowest[at]);
                        }
                        if lowest[at] == order[at] {
                            while let Some(member) = stack.pop() {
                                knots[member as usize] = next_knot;
                                if member as usize == at {
                                    break;
                                }
                            }
                            next_knot += 1;
                        }
                    }
                }
            }
        }
        knots
    }

    /// A shortest round from a vertex back to it: a breadth-first search inside its knot.
    fn shortest_cycle(&self, start: u32, knots: &[u32]) -> Option<Vec<u32>> {
        let knot = knots[start as usize];
        let inside = |vertex: u32| knots[vertex as usize] == knot;
        if self.from(start).iter().all(|(to, _)| !inside(*to)) {
            return None;
        }
        let mut came_by = hashbrown::HashMap::new();
        let mut queue = std::collections::VecDeque::from([start]);
        while let Some(vertex) = queue.pop_front() {
            for (to, edge) in self.from(vertex).iter().filter(|(to, _)| inside(*to)) {
                if *to == start {
                    let mut round = vec![*edge];
                    let mut at = vertex;
                    while at != start {
                        let (before, edge) = came_by[&at];
                        round.push(edge);
                        at = before;
                    }
                    round.reverse();
                    return Some(round);
                }
                if !came_by.contains_key(to) {
                    came_by.insert(*to, (vertex, *edge));
                    queue.push_back(*to);
                }
            }
        }
        None
    }
}

fn name(model: &Model, end: End) -> String {
    let name = match (end.as_node(), end.as_group()) {
        (Some(node), _) => model.node(node).name,
        (_, Some(group)) => model.group(group).name,
        _ => return String::new(),
    };
    shorten(model.text(name))
}

/// Where the right end of an edge is written.
fn place(model: &Model, edge: &Edge) -> Span {
    let at = edge.at;
    Span::new(at, at + path_length(model.texts.sources().rest(at)) as u32)
}

fn loop_at(model: &Model, end: End, edge: &Edge) -> Diagnostic {
    let name = name(model, end);
    Diagnostic::new(
        Code::Cycle,
        place(model, edge),
        format!("an arrow leads from {} to itself", quote(&name)),
    )
    .label("the arrow also starts here")
    .note("an arrow joins each name on its left with each name on its right, also in lists")
    .help("if this is intentional, write `// allow W0504` after it")
}

fn diagnostic(model: &Model, round: &[u32]) -> Diagnostic {
    let edge = |index: &u32| &model.edges[*index as usize];
    let name = |end: End| name(model, end);
    let ends: Vec<(End, End)> = round
        .iter()
        .filter_map(|index| direction(model, edge(index)))
        .collect();
    let mut names: Vec<String> = ends
        .iter()
        .take(MOST_NAMED)
        .map(|(from, _)| name(*from))
        .collect();
    if ends.len() > MOST_NAMED {
        names.push(format!("… ({} more)", ends.len() - MOST_NAMED));
    }
    names.extend(ends.first().map(|(from, _)| name(*from)));
    let place = |index: &u32| place(model, edge(index));
    let last = round.last().map(place).unwrap_or_default();
    let problem = Diagnostic::new(
        Code::Cycle,
        last,
        format!("these arrows form a cycle: {}", names.join(" → ")),
    )
    .label("this edge closes the cycle");
    let others = round.iter().rev().skip(1).rev().take(MOST_NAMED);
    others
        .fold(problem, |problem, index| problem.also(place(index), ""))
        .help("if both directions are meant, use `<>` or `--`")
        .help("if this is intentional, write `// allow W0504` after it")
}

#[cfg(test)]
mod tests {
    use crate::check::tests::warnings;

    #[test]
    fn the_whole_round_is_named() {
        assert_eq!(
            warnings("a >> b >> c >> a"),
            ["W0504 these arrows form a cycle: a → b → c → a"]
        );
        assert_eq!(
            warnings("a >> b\nb << a"),
            [""; 0],
            "said twice, drawn once"
        );
        assert_eq!(warnings("a >> b\na -- b\nb -- a"), [""; 0]);
        assert_eq!(
            warnings("a >> b\na << b"),
            ["W0504 these arrows form a cycle: a → b → a"]
        );
    }

    #[test]
    fn a_loop_at_one_node_is_no_round_and_hides_none() {
        assert_eq!(
            warnings("a >> a"),
            ["W0504 an arrow leads from `a` to itself"]
        );
        assert_eq!(
            warnings("a, b >> b, c"),
            ["W0504 an arrow leads from `b` to itself"]
        );
        assert_eq!(
            warnings("a >> a\na >> b\nb >> a"),
            [
                "W0504 an arrow leads from `a` to itself",
                "W0504 these arrows form a cycle: a → b → a"
            ]
        );
        assert_eq!(warnings("a -- a\nb <> b"), [""; 0]);
    }

    #[test]
    fn each_knot_is_told_once() {
        assert_eq!(
            warnings("a >> b >> a\nb >> c >> d >> c\nc >> e"),
            [
                "W0504 these arrows form a cycle: a → b → a",
                "W0504 these arrows form a cycle: c → d → c"
            ]
        );
    }

    #[test]
    fn a_backward_order_alone_is_no_cycle() {
        assert_eq!(warnings("b >> c\na >> b"), [""; 0]);
        assert_eq!(warnings("x >> a\na << b << x"), [""; 0]);
    }

    #[test]
    fn groups_close_rounds_too() {
        assert_eq!(
            warnings("group g { node a }\nb >> g >> b"),
            ["W0504 these arrows form a cycle: b → g → b"]
        );
    }

    #[test]
    fn a_long_round_is_cut_and_a_deep_one_does_not_overflow() {
        let chain: Vec<String> = (0..100_000)
            .map(|i| format!("n{i} >> n{}\n", (i + 1) % 100_000))
            .collect();
        let warnings = warnings(&chain.concat());
        assert_eq!(warnings.len(), 1);
        assert!(warnings[0].contains("… (99988 more)"), "{}", warnings[0]);
    }
}
