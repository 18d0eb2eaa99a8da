//! The ids of nodes and clusters.

use std::borrow::Cow;

use super::quote;
use super::sink::Id;
use crate::model::{GroupId, Model, NodeId};

/// At least so many bytes of ids are kept.
const LEAST_ROOM: usize = 64 << 10;

/// The ids of all groups and nodes.
///
/// Edges say them again and again, so that they are made once and kept: those said first, as many as take no more room
/// than the sources do. In most programs that is all of them; but where much stands in groups of long names, ids can be
/// many times as long as the program, and then the others are made whenever they are asked for.
pub(super) struct Ids<'m> {
    model: &'m Model,
    /// What the ids of all that stands in a group begin with: the group's id and a slash. The file has no id.
    paths: Kept,
    nodes: Kept,
}

impl<'m> Ids<'m> {
    pub(super) fn new(model: &'m Model) -> Ids<'m> {
        let room = model.texts.sources().end() as usize;
        Ids::within(model, room.max(LEAST_ROOM))
    }

    /// So many bytes are kept of paths, and as many of nodes.
    fn within(model: &'m Model, room: usize) -> Ids<'m> {
        let mut ids = Ids {
            model,
            paths: Kept::default(),
            nodes: Kept::default(),
        };
        let mut id = Vec::new();
        for group in (0..model.groups.len() as u32).map(GroupId) {
            id.clear();
            ids.put_path(group, &mut id);
            if !ids.paths.add(&id, room) {
                break;
            }
        }
        ids.nodes.ends.reserve_exact(model.nodes.len());
        for node in (0..model.nodes.len() as u32).map(NodeId) {
            id.clear();
            ids.put_node(node, &mut id);
            if !ids.nodes.add(&id, room) {
                break;
            }
        }
        ids
    }

    /// The id of a node.
    pub(super) fn node(&self, id: NodeId) -> Id<'_> {
        Id::Node(match self.nodes.get(id.index()) {
            Some(kept) => Cow::Borrowed(kept),
            None => build(|out| self.put_node(id, out)),
        })
    }

    /// The id of a group's cluster.
    pub(super) fn cluster(&self, id: GroupId) -> Id<'_> {
        Id::Cluster(self.path(id))
    }

    /// The id of what certdot adds to a group.
    pub(super) fn added_id(&self, id: GroupId) -> Id<'_> {
        Id::Added(self.path(id))
    }

    fn path(&self, id: GroupId) -> Cow<'_, [u8]> {
        match self.paths.get(id.index()) {
            Some(kept) => Cow::Borrowed(kept),
            None => build(|out| self.put_path(id, out)),
        }
    }

    fn put_path(&self, id: GroupId, out: &mut Vec<u8>) {
        let mut names = Vec::new();
        let mut at = id;
        while at != GroupId::FILE {
            if let Some(kept) = self.paths.get(at.index()) {
                out.extend_from_slice(kept);
                break;
            }
            let group = self.model.group(at);
            names.push(group.name);
            at = group.parent;
        }
        for name in names.into_iter().rev() {
            put_name(self.model.text(name), out);
            out.push(b'/');
        }
    }

    fn put_node(&self, id: NodeId, out: &mut Vec<u8>) {
        let node = self.model.node(id);
        self.put_path(node.group, out);
        put_name(self.model.text(node.name), out);
        if node.ordinal > 0 {
            out.extend_from_slice(format!("#{}", node.ordinal).as_bytes());
        }
    }
}

/// Adds a name to the names that are there.
fn put_name(name: &str, out: &mut Vec<u8>) {
    if out.is_empty() {
        quote::first_name(out, name);
    } else {
        quote::name(out, name);
    }
}

/// A name as an id of its own.
pub(super) fn plain_id(name: &str) -> Id<'static> {
    Id::Node(build(|out| quote::first_name(out, name)))
}

fn build(put: impl FnOnce(&mut Vec<u8>)) -> Cow<'static, [u8]> {
    let mut out = Vec::new();
    put(&mut out);
    Cow::Owned(out)
}

/// Ids one after the other, from the first on.
#[derive(Default)]
struct Kept {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Kept {
    /// Keeps one more if there is room.
    fn add(&mut self, id: &[u8], room: usize) -> bool {
        let fits = self.bytes.len() + id.len() <= room;
        if fits {
            self.bytes.extend_from_slice(id);
            self.ends.push(self.bytes.len() as u32);
        }
        fits
    }

    fn get(&self, index: usize) -> Option<&[u8]> {
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(&self.bytes[start as usize..end as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::{Input, Options, compile};
    use crate::source::Memory;

    const PROGRAM: &str = "%a >> b\ngroup \"x/y\" { group z { new n >> new n >> b } }\nnode c in g";

    #[test]
    fn ids_are_the_same_kept_or_made() {
        let input = Input {
            name: "test.cert".into(),
            path: "/test.cert".into(),
            bytes: PROGRAM.replace("%a", "\"%a\"").into(),
        };
        let files = Memory::default();
        let options = Options::new(&files, "/");
        let model = compile(input, options).unwrap().model.unwrap();
        let all = |room| {
            let ids = Ids::within(&model, room);
            let nodes = (0..model.nodes.len() as u32).map(|id| ids.node(NodeId(id)));
            let groups = (0..model.groups.len() as u32).map(|id| ids.added_id(GroupId(id)));
            let written = nodes.chain(groups).map(|id| {
                let mut out = Vec::new();
                id.quote(&mut out);
                String::from_utf8(out).unwrap()
            });
            written.collect::<Vec<_>>()
        };
        assert_eq!(
            all(LEAST_ROOM),
            [
                "\\%a",
                "b",
                "x\\/y/z/n",
                "x\\/y/z/n#2",
                "g/c",
                "#",
                "x\\/y/#",
                "x\\/y/z/#",
                "g/#"
            ]
        );
        for room in 0..50 {
            assert_eq!(all(room), all(LEAST_ROOM), "{room} bytes kept");
        }
    }
}
