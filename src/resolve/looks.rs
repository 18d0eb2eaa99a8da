//! How edges look, and which edges are one.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use super::lists::WrittenAttribute;
use super::merge::{FileUses, merge};
use super::names::Names;
use super::wording;
use crate::attributes::Key;
use crate::diagnostics::Collector;
use crate::model::{
    Arrow, Edge, GroupId, Look, LookId, Setting, Settings, SettingsId, StyleId, Text,
};

/// All looks of a program, each kept once.
pub(super) struct Looks {
    pub(super) looks: Vec<Look>,
    pub(super) settings: Settings,
    pub(super) reach: FileUses,
    /// The attributes of each style.
    pub(super) styles: Vec<SettingsId>,
    /// The edge defaults that count in each scope.
    defaults: Vec<SettingsId>,
    /// Looks without attributes of their own, by what makes them.
    known: HashMap<(Arrow, Option<StyleId>, SettingsId), LookId>,
    /// Looks by what they come to.
    by_content: HashMap<Content, u32>,
    /// The values of attributes, each text once: the same text may stand in several places.
    values: HashTable<Text>,
    /// Which of those a text is the same as, so that none is read more than once.
    known_values: HashMap<Text, Text>,
    hasher: DefaultHashBuilder,
    /// For each look the number of its content: what two edges must share to be one, their ends aside.
    contents: Vec<u32>,
    /// What was asked for last: neighbours ask for the same.
    last: Option<((Arrow, SettingsId), LookId)>,
}

impl Looks {
    pub(super) fn new(
        settings: Settings,
        styles: Vec<SettingsId>,
        defaults: Vec<SettingsId>,
        reach: FileUses,
    ) -> Looks {
        Looks {
            looks: Vec::new(),
            settings,
            reach,
            styles,
            defaults,
            known: HashMap::new(),
            by_content: HashMap::new(),
            values: HashTable::new(),
            known_values: HashMap::new(),
            hasher: DefaultHashBuilder::default(),
            contents: Vec::new(),
            last: None,
        }
    }

    /// The look of edges without a link.
    pub(super) fn plain(&mut self, arrow: Arrow, scope: GroupId, names: &Names) -> LookId {
        let asked = (arrow, self.defaults[scope.index()]);
        match self.last {
            Some((last, look)) if last == asked => look,
            _ => {
                let look = self.style_settings(arrow, None, scope, names);
                self.last = Some((asked, look));
                look
            }
        }
    }

    /// The look of edges with a link.
    pub(super) fn look(
        &mut self,
        arrow: Arrow,
        style: Option<u32>,
        mut own: Vec<WrittenAttribute>,
        scope: GroupId,
        names: &Names,
        collector: &mut Collector,
    ) -> LookId {
        let style = style.map(StyleId);
        if own.is_empty() {
            return self.style_settings(arrow, style, scope, names);
        }
        merge(&mut own, &names.texts, &self.reach, collector, &|key| {
            wording::attribute_of(key, "this edge")
        });
        let own: Vec<Setting> = own.iter().map(WrittenAttribute::setting).collect();
        self.keep(arrow, style, own, scope, names)
    }

    fn style_settings(
        &mut self,
        arrow: Arrow,
        style: Option<StyleId>,
        scope: GroupId,
        names: &Names,
    ) -> LookId {
        let key = (arrow, style, self.defaults[scope.index()]);
        if let Some(look) = self.known.get(&key) {
            return *look;
        }
        let look = self.keep(arrow, style, Vec::new(), scope, names);
        self.known.insert(key, look);
        look
    }

    /// Adds to the attributes of an edge's own those of its style and of its scopes.
    fn keep(
        &mut self,
        arrow: Arrow,
        style: Option<StyleId>,
        own: Vec<Setting>,
        scope: GroupId,
        names: &Names,
    ) -> LookId {
        let mut list = own;
        let of_style = style.map_or(SettingsId::EMPTY, |style| self.styles[style.index()]);
        for outer in [of_style, self.defaults[scope.index()]] {
            let own_count = list.len();
            for setting in self.settings.get(outer) {
                if !list[..own_count].iter().any(|own| own.key == setting.key) {
                    list.push(*setting);
                }
            }
        }
        let content = self.content(arrow, style, &list, names);
        let settings = self.settings.keep(&list);
        self.looks.push(Look {
            arrow,
            style,
            settings,
        });
        self.contents.push(content);
        LookId(self.looks.len() as u32 - 1)
    }

    fn content(
        &mut self,
        arrow: Arrow,
        style: Option<StyleId>,
        list: &[Setting],
        names: &Names,
    ) -> u32 {
        let mut settings: Vec<(Key, Text)> = list
            .iter()
            .map(|setting| (setting.key, self.value(setting.value, names)))
            .collect();
        settings.sort_unstable_by_key(|(key, _)| *key);
        let heads = match arrow {
            Arrow::Forward | Arrow::Back => 1,
            Arrow::Line => 0,
            Arrow::Both => 2,
        };
        let content = Content {
            heads,
            style,
            settings,
        };
        let next = self.by_content.len() as u32;
        *self.by_content.entry(content).or_insert(next)
    }

    /// The text that stands for all texts that say the same.
    fn value(&mut self, text: Text, names: &Names) -> Text {
        let Looks { values, hasher, .. } = self;
        *self.known_values.entry(text).or_insert_with(|| {
            let bytes = |text: Text| names.texts.bytes(text);
            let hash = |text: &Text| hasher.hash_one(bytes(*text));
            let same = |other: &Text| bytes(*other) == bytes(text);
            *values.entry(hash(&text), same, hash).or_insert(text).get()
        })
    }

    /// What an edge shares with those that are the same edge.
    fn identity(&self, edge: Edge) -> (u64, u32) {
        let content = self.contents[edge.look.index()];
        let (first, second) = match self.looks[edge.look.index()].arrow {
            Arrow::Forward => (edge.left, edge.right),
            Arrow::Back => (edge.right, edge.left),
            Arrow::Line | Arrow::Both => (edge.left.min(edge.right), edge.left.max(edge.right)),
        };
        (first.pair_key(second), content)
    }
}

/// What two edges must share to be one, their ends aside.
#[derive(PartialEq, Eq, Hash)]
struct Content {
    heads: u8,
    style: Option<StyleId>,
    /// In the order of the keys; texts that say the same are the same here.
    settings: Vec<(Key, Text)>,
}

/// Which edges there are.
pub(super) struct KnownEdges {
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl KnownEdges {
    /// No edges yet; room for some.
    pub(super) fn new(capacity: usize) -> KnownEdges {
        KnownEdges {
            table: HashTable::with_capacity(capacity),
            hasher: DefaultHashBuilder::default(),
        }
    }

    /// Notes an edge that is about to be added to the others; says no if it is one of them.
    pub(super) fn insert(&mut self, edge: Edge, edges: &[Edge], looks: &Looks) -> bool {
        let identity = looks.identity(edge);
        let hash = self.hasher.hash_one(identity);
        let is_known = self
            .table
            .find(hash, |other| {
                looks.identity(edges[*other as usize]) == identity
            })
            .is_some();
        if !is_known {
            self.table.insert_unique(hash, edges.len() as u32, |other| {
                self.hasher.hash_one(looks.identity(edges[*other as usize]))
            });
        }
        !is_known
    }
}
