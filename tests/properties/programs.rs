//! Random programs.
//!
//! There are few names, so that they meet: the same ones are said and declared in scopes around, inside and beside each
//! other, and what is mostly a node is now and then a group. Labels and attributes of one thing never contradict each
//! other, defaults seldom.

use std::collections::BTreeSet;

use certdot::diagnostics::Severity;
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::program::{Attributes, Chain, Joint, Link, Modifier, Name, Program, Statement, Term};
use crate::project::{compiled, file_name};

const NODES: [Name; 4] = ["a", "b", "c", "d"];
const GROUPS: [Name; 3] = ["g", "h", "k"];
pub const STYLES: [Name; 3] = ["s", "t", "dive"];

/// How deep groups nest by being written in each other; places nest them further.
const DEPTH: u32 = 3;

fn node_name() -> impl Strategy<Value = Name> {
    prop_oneof![30 => select(&NODES[..]), 1 => select(&GROUPS[..])]
}

fn group_name() -> impl Strategy<Value = Name> {
    prop_oneof![30 => select(&GROUPS[..]), 1 => select(&NODES[..])]
}

fn attributes() -> impl Strategy<Value = Attributes> {
    let all = vec![("color", "red"), ("penwidth", "2"), ("tooltip", "x")];
    weighted(0.1, subsequence(all, 1..=2)).prop_map(Option::unwrap_or_default)
}

fn term() -> impl Strategy<Value = Term> {
    let name = || node_name().prop_map(|name| vec![name]);
    let group = group_name().prop_map(|name| vec![name]);
    let path = (
        vec(group_name(), 1..=2),
        prop_oneof![4 => node_name(), 1 => group_name()],
    )
        .prop_map(|(mut path, last)| {
            path.push(last);
            path
        });
    let appearance = || (any::<bool>(), attributes());
    let plain = |path, (label, attributes)| Term {
        modifier: Modifier::None,
        path,
        label,
        attributes,
    };
    prop_oneof![
        16 => (name(), appearance()).prop_map(move |(path, look)| plain(path, look)),
        2 => (name(), appearance()).prop_map(move |(path, look)| Term {
            modifier: Modifier::New,
            ..plain(path, look)
        }),
        2 => path.prop_map(move |path| plain(path, (false, Vec::new()))),
        1 => group.prop_map(move |path| plain(path, (false, Vec::new()))),
        1 => vec(group_name(), 1..=2).prop_map(move |path| Term {
            modifier: Modifier::Each,
            ..plain(path, (false, Vec::new()))
        }),
    ]
}

fn joint() -> impl Strategy<Value = Joint> {
    let arrow = prop_oneof![4 => Just(">>"), 1 => select(vec!["<<", "--", "<>"])];
    let style = prop_oneof![Just("edge"), select(&STYLES[..])];
    let link = (style, weighted(0.3, select(vec!["one", "two"])))
        .prop_map(|(style, label)| Link { style, label });
    (arrow, weighted(0.2, link)).prop_map(|(arrow, link)| Joint { arrow, link })
}

fn place() -> impl Strategy<Value = Vec<Name>> {
    weighted(0.25, vec(group_name(), 1..=3)).prop_map(Option::unwrap_or_default)
}

fn terms() -> impl Strategy<Value = Vec<Term>> {
    prop_oneof![4 => vec(term(), 1), 1 => vec(term(), 2)]
}

fn chain() -> impl Strategy<Value = Statement> {
    let lists = (vec(terms(), 2..=3), vec(joint(), 2));
    (any::<bool>(), lists, place()).prop_map(|(node, (terms, mut joints), place)| {
        joints.truncate(terms.len() - 1);
        Statement::Chain(Chain {
            node,
            terms,
            joints,
            place,
        })
    })
}

fn declaration() -> impl Strategy<Value = Statement> {
    let is_no_each = |terms: &Vec<Term>| terms.iter().all(|term| term.modifier != Modifier::Each);
    let terms = terms().prop_filter("`each` declares nothing", is_no_each);
    (terms, place()).prop_map(|(terms, place)| {
        Statement::Chain(Chain {
            node: true,
            terms: vec![terms],
            joints: Vec::new(),
            place,
        })
    })
}

fn row() -> impl Strategy<Value = Statement> {
    let path = (vec(group_name(), 0..=1), node_name()).prop_map(|(mut path, name)| {
        path.push(name);
        path
    });
    vec(path, 1..=2).prop_map(Statement::Row)
}

fn defaults() -> impl Strategy<Value = Statement> {
    let noun = select(vec!["node", "edge", "group"]);
    let list = select(vec![
        vec![("color", "blue")],
        vec![("fontcolor", "red")],
        vec![("penwidth", "3"), ("fontcolor", "red")],
        vec![("penwidth", "4")],
    ]);
    (noun, list).prop_map(|(noun, list)| Statement::Defaults(noun, list))
}

fn group(depth: u32) -> impl Strategy<Value = Statement> {
    let head = (group_name(), any::<bool>(), attributes());
    (head, block(depth - 1)).prop_map(|((name, label, attributes), block)| Statement::Group {
        name,
        label,
        attributes,
        block,
    })
}

fn block(depth: u32) -> BoxedStrategy<Vec<Statement>> {
    let simple = prop_oneof![8 => chain(), 4 => declaration(), 1 => row(), 1 => defaults()];
    match depth {
        0 => vec(simple, 0..=3).boxed(),
        _ => vec(prop_oneof![5 => simple, 4 => group(depth)], 0..=4).boxed(),
    }
}

/// What the catalogue, the styles and the diagram say in one file, each at most once.
fn entries() -> impl Strategy<Value = Vec<Statement>> {
    let color = || weighted(0.5, Just(vec![("color", "red")])).prop_map(Option::unwrap_or_default);
    let entry = |noun: Name, name: Option<Name>| {
        color().prop_map(move |attributes| Statement::Entry(noun, name, attributes))
    };
    let certs = (entry("cert", Some("a")), entry("cert", Some("b")));
    let styles = (entry("edge", Some("s")), entry("edge", Some("t")));
    let diagram = select(vec![("theme", "dark"), ("direction", "up")])
        .prop_map(|attribute| Statement::Entry("diagram", None, vec![attribute]));
    (certs, styles, diagram).prop_flat_map(|((a, b), (s, t), diagram)| {
        subsequence(vec![a, b, diagram], 0..=3).prop_map(move |mut some| {
            some.extend([s.clone(), t.clone()]);
            some
        })
    })
}

fn file(used: Vec<usize>) -> impl Strategy<Value = Vec<Statement>> {
    let uses = subsequence(used.clone(), 0..=used.len());
    let parts = (uses, entries(), vec(block(DEPTH), 1..=2));
    (parts, any::<u64>()).prop_map(|((uses, entries, blocks), seed)| {
        let mut file: Vec<Statement> = blocks.concat();
        file.extend(entries);
        file.extend(uses.into_iter().map(Statement::Use));
        Dice::new(seed).shuffle(&mut file);
        file
    })
}

/// Any program: mistakes of meaning are likely, mistakes of spelling are not in it.
pub fn programs() -> impl Strategy<Value = Program> {
    let one = file(Vec::new()).prop_map(|file| Program { files: vec![file] });
    prop_oneof![3 => one, 1 => programs_of_several_files()]
}

/// Programs whose files use each other.
pub fn programs_of_several_files() -> impl Strategy<Value = Program> {
    let files = (file(vec![1, 2]), file(vec![0, 2]), file(vec![0, 1]));
    files.prop_map(|(a, b, c)| Program {
        files: vec![a, b, c],
    })
}

/// Programs without errors: of any program, as many statements as go together.
pub fn right_programs() -> impl Strategy<Value = Program> {
    programs().prop_map(righted)
}

/// Leaves out what is wrong until nothing is.
fn righted(program: Program) -> Program {
    let mut program = program;
    loop {
        let compilation = compiled(&program.texts());
        let mut wrong: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); program.files.len()];
        for diagnostic in &compilation.diagnostics {
            if diagnostic.severity == Severity::Error {
                let (file, position) = compilation.sources.position(diagnostic.span);
                let file = (0..).find(|index| file_name(*index) == file.name());
                wrong[file.unwrap_or_default()].insert(position.line);
            }
        }
        if wrong.iter().all(BTreeSet::is_empty) {
            return program;
        }
        for (file, wrong) in program.files.iter_mut().zip(&wrong) {
            leave_out(file, wrong, &mut 0);
        }
    }
}

/// Leaves out the statements that begin on these lines. Each takes a line, and a group one more, for its end.
fn leave_out(block: &mut Vec<Statement>, wrong: &BTreeSet<u32>, line: &mut u32) {
    block.retain_mut(|statement| {
        *line += 1;
        let is_wrong = wrong.contains(line);
        if let Statement::Group { block, .. } = statement {
            leave_out(block, wrong, line);
            *line += 1;
        }
        !is_wrong
    });
}

/// Chance inside a property, from a seed that proptest chooses.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// A number from 0 to one less than `end`: SplitMix64, <https://prng.di.unimi.it/splitmix64.c>.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end as u64) as usize
    }

    /// Yes, once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            list.swap(end, self.below(end + 1));
        }
    }
}
