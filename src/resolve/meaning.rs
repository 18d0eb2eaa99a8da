//! What each mention of a name means: §4 of the language.
//!
//! Names do not meet each other here: all mentions of one name are settled together, and apart from those of others.
//! Of one name, the scopes that say or declare it are gone through from the outside in, with a stack of those that are
//! around the present one, so that "the next scope out that says it" is the top of the stack. The work is that of
//! sorting the mentions, however deep the scopes and however many of them say the name.

use std::ops::Range;

use hashbrown::HashMap;

use super::mentions::{Mention, MentionKind, Mentions, NO_STYLE, NOTHING};
use super::names::NameId;
use super::scopes::{ScopeId, Scopes};

/// What a mention means. Four bytes; there are millions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning(u32);

/// A meaning, unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnpackedMeaning {
    /// The node with this number.
    Node(u32),
    /// The group with this number.
    Group(ScopeId),
    /// A link of the style with this number.
    Link(Option<u32>),
    /// All nodes directly in this group.
    Each(ScopeId),
    /// Nothing, which has been reported.
    Nothing,
    /// The node that the mention with this number makes. Only while nodes have no numbers yet.
    MadeBy(u32),
}

const PAYLOAD_BITS: u32 = 29;
const PAYLOAD: u32 = (1 << PAYLOAD_BITS) - 1;

impl Meaning {
    fn new(meant: UnpackedMeaning) -> Meaning {
        let (kind, payload) = match meant {
            UnpackedMeaning::Nothing => (0, 0),
            UnpackedMeaning::Node(node) => (1, node),
            UnpackedMeaning::Group(group) => (2, group),
            UnpackedMeaning::Link(style) => (3, style.unwrap_or(PAYLOAD)),
            UnpackedMeaning::Each(group) => (4, group),
            UnpackedMeaning::MadeBy(mention) => (5, mention),
        };
        Meaning(kind << PAYLOAD_BITS | payload)
    }

    pub(super) fn get(self) -> UnpackedMeaning {
        let payload = self.0 & PAYLOAD;
        match self.0 >> PAYLOAD_BITS {
            1 => UnpackedMeaning::Node(payload),
            2 => UnpackedMeaning::Group(payload),
            3 => UnpackedMeaning::Link(Some(payload).filter(|style| *style != PAYLOAD)),
            4 => UnpackedMeaning::Each(payload),
            5 => UnpackedMeaning::MadeBy(payload),
            _ => UnpackedMeaning::Nothing,
        }
    }
}

/// What a name can be that means nothing by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// Several groups declare it or have it as their name: the mentions that do.
    Ambiguous(Vec<u32>),
    /// A scope has it as a node (made by this mention) and as a group.
    NodeAndGroup(u32, ScopeId),
    /// A row names what nothing else says.
    RowOfNothing,
    /// A path ends at what is not there.
    PathToNothing,
}

/// A node to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NewNode {
    pub(super) name: NameId,
    pub(super) scope: ScopeId,
    /// 0 for the first of its name in its scope, else 2, 3 …
    pub(super) ordinal: u32,
    /// Whether `node` or `new` makes it; otherwise being said does.
    pub(super) is_declared: bool,
}

/// All names settled.
pub(super) struct Meanings {
    pub(super) meanings: Vec<Meaning>,
    /// The nodes in the order first said.
    pub(super) nodes: Vec<NewNode>,
    /// For each scope, how many nodes were said before it.
    pub(super) nodes_before: Vec<u32>,
    /// What is wrong, with the mentions at which it is.
    pub(super) slips: Vec<(u32, Slip)>,
}

pub(super) fn meanings(said: &Mentions, symbols: usize, scopes: &Scopes) -> Meanings {
    let mentions = &said.mentions[..];
    let mut settler = MeaningResolver {
        mentions,
        scopes,
        meanings: vec![Meaning::new(UnpackedMeaning::Nothing); mentions.len()],
        ordinals: HashMap::new(),
        slips: Vec::new(),
        sorted: Vec::new(),
        entries: Vec::new(),
        known_inside: Vec::new(),
        makers: Vec::new(),
        around: Vec::new(),
        queries: Vec::new(),
    };
    let by_symbol = BySymbol::new(mentions, symbols, &mut settler.meanings);
    for symbol in 0..symbols {
        settler.name(by_symbol.of(symbol));
    }
    drop(by_symbol);
    settler.number(&said.before_scopes)
}

/// The mentions sorted by symbol, those of one symbol in the order said.
struct BySymbol {
    ends: Vec<u32>,
    order: Vec<u32>,
}

impl BySymbol {
    /// Counts, then places each mention: sorting would look at each many times. Links and `each` have no name to be
    /// settled and get their meanings at once.
    fn new(mentions: &[Mention], symbols: usize, meanings: &mut [Meaning]) -> BySymbol {
        let is_named =
            |mention: &Mention| !matches!(mention.manner(), MentionKind::Link | MentionKind::Each);
        let mut ends = vec![0; symbols];
        for mention in mentions.iter().filter(|mention| is_named(mention)) {
            ends[mention.symbol.0 as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += std::mem::replace(end, sum);
        }
        let mut order = vec![0; sum as usize];
        for (number, mention) in (0..).zip(mentions) {
            match mention.manner() {
                MentionKind::Link => {
                    meanings[number as usize] = Meaning::new(match mention.symbol {
                        NOTHING => UnpackedMeaning::Nothing,
                        NO_STYLE => UnpackedMeaning::Link(None),
                        style => UnpackedMeaning::Link(Some(style.0)),
                    })
                }
                MentionKind::Each => {
                    meanings[number as usize] = Meaning::new(UnpackedMeaning::Each(mention.scope()))
                }
                _ => {
                    let next = &mut ends[mention.symbol.0 as usize];
                    order[*next as usize] = number;
                    *next += 1;
                }
            }
        }
        BySymbol { ends, order }
    }

    fn of(&self, symbol: usize) -> &[u32] {
        let start = symbol.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.order[start as usize..self.ends[symbol] as usize]
    }
}

/// A scope that says or declares the present name.
#[derive(Clone, Copy)]
struct Entry {
    scope: ScopeId,
    /// The first mention that says it.
    said: Option<u32>,
    /// The first mention that declares it by `node`.
    declared: Option<u32>,
    group: Option<ScopeId>,
    /// The mentions in `makers` that make nodes of it here, if it is declared here: of `node` and of `new`.
    makers: (u32, u32),
    /// What the name means here.
    means: EntryMeans,
}

#[derive(Clone, Copy)]
enum EntryMeans {
    /// The node that this mention makes.
    Node(u32),
    /// One of the nodes that the makers of this entry make.
    OneOf(u32),
    Group(ScopeId),
    /// One of several; the range in `known_inside`.
    Ambiguous(u32, u32),
}

struct MeaningResolver<'m> {
    mentions: &'m [Mention],
    scopes: &'m Scopes,
    meanings: Vec<Meaning>,
    ordinals: HashMap<u32, u32>,
    slips: Vec<(u32, Slip)>,
    // Of the present name; kept to be used again.
    /// Where each mention's scope comes from the outside in, and the mention.
    sorted: Vec<(u32, u32)>,
    entries: Vec<Entry>,
    /// What a scope further out can mean by it: the nodes that `node` declares, and the groups of that name, from the
    /// outside in. The place of the scope in which each stands, and the mention that declares it.
    known_inside: Vec<(u32, u32)>,
    makers: Vec<u32>,
    /// The entries around the present one.
    around: Vec<u32>,
    /// Mentions that ask and do not say: in rows and at the ends of paths.
    queries: Vec<u32>,
}

impl MeaningResolver<'_> {
    fn name(&mut self, mentions: &[u32]) {
        let Some((first, rest)) = mentions.split_first() else {
            return;
        };
        if let Some(maker) = self.only_maker(*first, rest) {
            for number in mentions {
                self.meanings[*number as usize] = Meaning::new(UnpackedMeaning::MadeBy(maker));
            }
            return;
        }
        self.sort(mentions);
        self.enter();
        self.settle();
        self.answer();
    }

    /// Settles most names of most programs at a glance: those that are said in one scope, and declared once if at all:
    /// there, or in a scope inside it or around it.
    fn only_maker(&self, first: u32, rest: &[u32]) -> Option<u32> {
        let mut said_in = None;
        let mut declared = None;
        for number in std::iter::once(&first).chain(rest) {
            let mention = self.mentions[*number as usize];
            match mention.manner() {
                MentionKind::Say if said_in.is_none_or(|scope| scope == mention.scope()) => {
                    said_in = Some(mention.scope());
                }
                MentionKind::Declare if declared.is_none() => {
                    declared = Some((*number, mention.scope()))
                }
                _ => return None,
            }
        }
        let Some((maker, declared_in)) = declared else {
            return Some(first);
        };
        let is_seen = said_in.is_none_or(|scope| {
            self.scopes.is_within(declared_in, scope) || self.scopes.is_within(scope, declared_in)
        });
        is_seen.then_some(maker)
    }

    /// Sorts the mentions by scope, from the outside in, and puts the queries aside.
    fn sort(&mut self, mentions: &[u32]) {
        self.sorted.clear();
        self.queries.clear();
        for number in mentions {
            let mention = self.mentions[*number as usize];
            if matches!(mention.manner(), MentionKind::Row | MentionKind::Path) {
                self.queries.push(*number);
            } else {
                self.sorted
                    .push((self.scopes.get(mention.scope()).first, *number));
            }
        }
        self.sorted.sort_unstable();
    }

    /// Makes an entry of each scope.
    fn enter(&mut self) {
        self.entries.clear();
        self.known_inside.clear();
        self.makers.clear();
        let mut from = 0;
        while let Some((place, number)) = self.sorted.get(from).copied() {
            let scope = self.mentions[number as usize].scope();
            let mut entry = Entry {
                scope,
                said: None,
                declared: None,
                group: None,
                makers: (self.makers.len() as u32, 0),
                means: EntryMeans::Node(number),
            };
            let mut group = None;
            while let Some((_, number)) = self.sorted.get(from).filter(|(other, _)| *other == place)
            {
                let mention = self.mentions[*number as usize];
                match mention.manner() {
                    MentionKind::Declare if entry.declared.is_none() => {
                        entry.declared = Some(*number);
                        self.makers.push(*number);
                    }
                    MentionKind::New => self.makers.push(*number),
                    MentionKind::Group => {
                        entry.group = self.scopes.inside(scope, mention.symbol);
                        group = Some(*number);
                    }
                    MentionKind::Say if entry.said.is_none() => entry.said = Some(*number),
                    _ => {}
                }
                from += 1;
            }
            entry.makers.1 = self.makers.len() as u32;
            // Where both are there, which is an error, the name means the group.
            if let Some(known) = group.or(entry.declared) {
                self.known_inside.push((place, known));
            }
            self.entries.push(entry);
        }
    }

    /// Finds what the name means in each scope.
    fn settle(&mut self) {
        self.around.clear();
        for index in 0..self.entries.len() {
            let entry = self.entries[index];
            let place = self.scopes.get(entry.scope).first;
            while let Some(outer) = self.around.last() {
                let outer = self.entries[*outer as usize].scope;
                if place < self.scopes.get(outer).end {
                    break;
                }
                self.around.pop();
            }
            let outer = self.around.last().copied();
            self.around.push(index as u32);
            let makers = &self.makers[entry.makers.0 as usize..entry.makers.1 as usize];
            let means = match (makers, entry.group) {
                ([first, ..], Some(group)) => {
                    self.slips.push((*first, Slip::NodeAndGroup(*first, group)));
                    EntryMeans::Group(group)
                }
                ([], Some(group)) => EntryMeans::Group(group),
                ([one], None) => EntryMeans::Node(*one),
                ([_, ..], None) => {
                    for (ordinal, maker) in (2..).zip(&makers[1..]) {
                        self.ordinals.insert(*maker, ordinal);
                    }
                    EntryMeans::OneOf(index as u32)
                }
                ([], None) => match outer {
                    Some(outer) => self.entries[outer as usize].means,
                    None => {
                        let made = EntryMeans::Node(entry.said.unwrap_or(self.sorted[0].1));
                        self.declared_inside(entry.scope).unwrap_or(made)
                    }
                },
            };
            self.entries[index].means = means;
        }
        for index in 0..self.entries.len() {
            self.mean(index);
        }
    }

    /// What groups inside a scope declare, or are called, if any does.
    fn declared_inside(&self, scope: ScopeId) -> Option<EntryMeans> {
        let scope = self.scopes.get(scope);
        let from = self
            .known_inside
            .partition_point(|(place, _)| *place <= scope.first);
        let to = self
            .known_inside
            .partition_point(|(place, _)| *place < scope.end);
        match self.known_inside.get(from..to)? {
            [] => None,
            [(_, one)] => {
                let mention = self.mentions[*one as usize];
                let group = match mention.manner() {
                    MentionKind::Group => self.scopes.inside(mention.scope(), mention.symbol),
                    _ => None,
                };
                Some(group.map_or(EntryMeans::Node(*one), EntryMeans::Group))
            }
            _ => Some(EntryMeans::Ambiguous(from as u32, to as u32)),
        }
    }

    /// Gives the mentions of one entry their meanings.
    fn mean(&mut self, index: usize) {
        let entry = self.entries[index];
        let place = self.scopes.get(entry.scope).first;
        let from = self.sorted.partition_point(|(other, _)| *other < place);
        for at in from.. {
            let Some((_, number)) = self
                .sorted
                .get(at)
                .copied()
                .filter(|(other, _)| *other == place)
            else {
                break;
            };
            let meant = match self.mentions[number as usize].manner() {
                MentionKind::New => UnpackedMeaning::MadeBy(number),
                MentionKind::Declare => UnpackedMeaning::MadeBy(entry.declared.unwrap_or(number)),
                MentionKind::Group => continue,
                _ => self.said_at(number, entry.means),
            };
            self.meanings[number as usize] = Meaning::new(meant);
        }
    }

    /// What a mention means where the name means this.
    fn said_at(&mut self, number: u32, means: EntryMeans) -> UnpackedMeaning {
        match means {
            EntryMeans::Node(maker) => UnpackedMeaning::MadeBy(maker),
            EntryMeans::Group(group) => UnpackedMeaning::Group(group),
            EntryMeans::OneOf(entry) => {
                let makers = self.entries[entry as usize].makers;
                let makers = &self.makers[makers.0 as usize..makers.1 as usize];
                // The nearest one said before it, else the first after.
                let before = makers.partition_point(|maker| *maker < number);
                UnpackedMeaning::MadeBy(makers[before.saturating_sub(1)])
            }
            EntryMeans::Ambiguous(from, to) => {
                let candidates = &self.known_inside[from as usize..to as usize];
                // As many as can be shown: all of a great many, for each of a great many, would be too many.
                let some = candidates.iter().take(8).map(|(_, maker)| *maker).collect();
                self.slips.push((number, Slip::Ambiguous(some)));
                // A guess would depend on order, and so would the mistakes that it leads to.
                UnpackedMeaning::Nothing
            }
        }
    }

    /// Settles the queries.
    fn answer(&mut self) {
        for at in 0..self.queries.len() {
            let number = self.queries[at];
            let mention = self.mentions[number as usize];
            let meant = match mention.manner() {
                MentionKind::Row => self.in_row(number, mention.scope()),
                _ => self.at_end_of_path(mention.scope()),
            };
            let meant = meant.unwrap_or_else(|| {
                let slip = match mention.manner() {
                    MentionKind::Row => Slip::RowOfNothing,
                    _ => Slip::PathToNothing,
                };
                self.slips.push((number, slip));
                UnpackedMeaning::Nothing
            });
            self.meanings[number as usize] = Meaning::new(meant);
        }
    }

    /// The entry of a scope.
    fn entry(&self, scope: ScopeId) -> Option<usize> {
        let place = self.scopes.get(scope).first;
        self.entries
            .binary_search_by_key(&place, |entry| self.scopes.get(entry.scope).first)
            .ok()
    }

    /// What a name in a row means: what it would mean if it were said there, but saying it makes nothing.
    fn in_row(&mut self, number: u32, scope: ScopeId) -> Option<UnpackedMeaning> {
        let mut at = scope;
        loop {
            if let Some(index) = self.entry(at) {
                return Some(self.said_at(number, self.entries[index].means));
            }
            if at == super::scopes::FILE {
                break;
            }
            at = self.scopes.get(at).parent;
        }
        let means = self.declared_inside(scope)?;
        Some(self.said_at(number, means))
    }

    /// The node or group of the name that stands directly in a group; of several nodes the first.
    fn at_end_of_path(&self, group: ScopeId) -> Option<UnpackedMeaning> {
        let index = self.entry(group)?;
        let entry = self.entries[index];
        match entry.means {
            EntryMeans::OneOf(maker) => {
                let is_here = maker as usize == index;
                is_here.then(|| UnpackedMeaning::MadeBy(self.makers[entry.makers.0 as usize]))
            }
            EntryMeans::Node(maker) => {
                let is_here = self.mentions[maker as usize].scope() == group;
                is_here.then_some(UnpackedMeaning::MadeBy(maker))
            }
            EntryMeans::Group(inner) => {
                (self.scopes.get(inner).parent == group).then_some(UnpackedMeaning::Group(inner))
            }
            EntryMeans::Ambiguous(..) => None,
        }
    }

    /// Numbers the nodes in the order first said, and counts them up to each scope: so many mentions come before it.
    fn number(mut self, before_scopes: &[u32]) -> Meanings {
        let mut nodes = Vec::new();
        let mut nodes_before = Vec::with_capacity(before_scopes.len());
        let mut from = 0;
        for mentions in before_scopes {
            let to = *mentions as usize;
            self.number_new_nodes(from..to, &mut nodes);
            nodes_before.push(nodes.len() as u32);
            from = to;
        }
        self.number_new_nodes(from..self.meanings.len(), &mut nodes);
        Meanings {
            meanings: self.meanings,
            nodes,
            nodes_before,
            slips: self.slips,
        }
    }

    /// Numbers the nodes that some mentions are the first to say.
    fn number_new_nodes(&mut self, mentions: Range<usize>, nodes: &mut Vec<NewNode>) {
        for number in mentions {
            let UnpackedMeaning::MadeBy(maker) = self.meanings[number].get() else {
                continue;
            };
            let known = self.meanings[maker as usize];
            let node = match known.get() {
                // The maker makes this very node, and has been given its number when it was first said.
                UnpackedMeaning::Node(_) => known,
                _ => {
                    let mention = self.mentions[maker as usize];
                    nodes.push(NewNode {
                        name: mention.symbol,
                        scope: mention.scope(),
                        ordinal: self.ordinals.get(&maker).copied().unwrap_or(0),
                        is_declared: mention.manner() != MentionKind::Say,
                    });
                    Meaning::new(UnpackedMeaning::Node(nodes.len() as u32 - 1))
                }
            };
            self.meanings[maker as usize] = node;
            self.meanings[number] = node;
        }
    }
}
