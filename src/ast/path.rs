//! Names with slashes between them.

use super::{Part, PartKind};

/// Names with slashes between them; one name is a path of one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Path<'t> {
    parts: &'t [Part],
}

impl<'t> Path<'t> {
    /// Reads names and slashes that begin a list of parts, and leaves the rest.
    pub fn take(rest: &mut &'t [Part]) -> Option<Path<'t>> {
        let mut length = 0;
        while rest.get(length)?.kind().is_name() {
            length += 1;
            match rest.get(length) {
                Some(slash) if slash.kind() == PartKind::Slash => length += 1,
                _ => {
                    let (path, after) = rest.split_at(length);
                    *rest = after;
                    return Some(Path { parts: path });
                }
            }
        }
        None
    }

    /// The path after the word `in` of a chain; empty if the chain has no place.
    pub fn place(chain: &'t [Part]) -> Path<'t> {
        let place = chain.iter().position(|part| part.kind() == PartKind::In);
        let mut rest = place.map_or(&[][..], |at| &chain[at + 1..]);
        Path::take(&mut rest).unwrap_or_default()
    }

    /// The names in the order written.
    pub fn names(&self) -> impl DoubleEndedIterator<Item = Part> + ExactSizeIterator + use<'t> {
        self.parts.iter().step_by(2).copied()
    }

    /// The only name, if it is not a path of several.
    pub fn only_name(&self) -> Option<Part> {
        match self.parts {
            [name] => Some(*name),
            _ => None,
        }
    }

    /// The first and the last name; nothing if there is none.
    pub fn ends(&self) -> Option<(Part, Part)> {
        Some((*self.parts.first()?, *self.parts.last()?))
    }
}
