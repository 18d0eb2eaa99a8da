//! What is said of one thing in several places.

use super::lists::WrittenAttribute;
use super::wording;
use crate::attributes::Key;
use crate::diagnostics::Collector;
use crate::model::Texts;
use crate::source::FileId;

/// Which file uses which, directly or through others.
pub(super) struct FileUses {
    reached: Vec<Vec<bool>>,
}

impl FileUses {
    pub(super) fn new(reached: Vec<Vec<bool>>) -> FileUses {
        FileUses { reached }
    }

    /// Whether `user` uses `used`, but not the other way round.
    fn refines(&self, user: FileId, used: FileId) -> bool {
        let reaches = |from: FileId, to: FileId| self.reached[from.index()][to.index()];
        reaches(user, used) && !reaches(used, user)
    }
}

/// Leaves of each attribute the value that counts, in the order in which the attributes were first said.
///
/// In one file an attribute has one value. A file's value counts more than that of a file it uses; files of which
/// neither uses the other must agree.
pub(super) fn merge(
    says: &mut Vec<WrittenAttribute>,
    texts: &Texts,
    reach: &FileUses,
    collector: &mut Collector,
    what: &dyn Fn(Key) -> String,
) {
    if says.len() < 2 {
        return;
    }
    let mut order: Vec<usize> = (0..says.len()).collect();
    order.sort_by_key(|index| says[*index].key);
    let mut kept = Vec::new();
    for of_key in order.chunk_by(|a, b| says[*a].key == says[*b].key) {
        kept.push((
            of_key[0],
            winner(of_key, says, texts, reach, collector, what),
        ));
    }
    kept.sort_unstable_by_key(|(first, _)| *first);
    *says = kept.into_iter().map(|(_, winner)| says[winner]).collect();
}

/// The index of the saying that counts among those of one attribute.
fn winner(
    of_key: &[usize],
    says: &[WrittenAttribute],
    texts: &Texts,
    reach: &FileUses,
    collector: &mut Collector,
    what: &dyn Fn(Key) -> String,
) -> usize {
    let value = |index: usize| texts.get(says[index].value);
    let mut conflict = |key: Key, first: usize, second: usize, in_one_file: bool| {
        let [first, second] = [first, second].map(|index| says[index].at);
        collector.push(wording::two_values(&what(key), first, second, in_one_file));
    };
    // The first saying of each file, and in the same file no other value.
    let mut firsts: Vec<(FileId, usize)> = Vec::new();
    for index in of_key {
        let file = texts.sources().file_at(says[*index].at.start);
        match firsts.iter().find(|(other, _)| *other == file) {
            None => firsts.push((file, *index)),
            Some((_, first)) if value(*first) != value(*index) => {
                conflict(says[*index].key, *first, *index, true);
            }
            Some(_) => {}
        }
    }
    let outermost: Vec<usize> = firsts
        .iter()
        .filter(|(used, _)| !firsts.iter().any(|(user, _)| reach.refines(*user, *used)))
        .map(|(_, index)| *index)
        .collect();
    let winner = outermost.first().copied().unwrap_or(of_key[0]);
    for other in outermost.iter().skip(1) {
        if value(winner) != value(*other) {
            conflict(says[*other].key, winner, *other, false);
        }
    }
    winner
}
