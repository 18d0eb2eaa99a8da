//! Turns a word that nobody knows into the known words that may have been meant.
//!
//! Nothing here knows what the words are: names of nodes, keys, colours, files. A match is a word
//! that differs only in case or in `-`, `_` and blanks, or one that is a typing slip or two away:
//! a letter too many, missing, wrong, or two letters swapped.
//!
//! Comparing each unknown word with each known one would be quadratic, so the known words are
//! filed under what is left of them when one or two letters are taken out (the idea is Wolf
//! Garbe's SymSpell): two words that are two slips apart always share such a rest. Words found
//! that way are then measured with strsim.

use std::cell::Cell;
use std::fmt;
use std::sync::OnceLock;

use hashbrown::HashMap;

/// Words up to this many characters are filed with two letters out, which takes space that is
/// quadratic in their length.
const TWO_OUT: usize = 24;

/// Words up to this many characters are filed with one letter out; longer ones are found by case
/// and hyphens only, because measuring a distance is quadratic as well.
const ONE_OUT: usize = 128;

/// How many entries an index may have if words are to be filed with two letters out. Beyond that
/// (some 200,000 names of usual length) one letter must do, and of the words that are two slips
/// away some are no longer found.
const MOST_ENTRIES: usize = 1 << 24;

/// How many cells of strsim's matrices one search may fill. Only thousands of words that are all
/// alike reach it; what is then left out is the later words.
const MOST_CELLS: usize = 1 << 17;

/// The same for [`Guesses`], which measure more words that turn out to be others.
const MOST_CELLS_OF_GUESS: usize = 1 << 19;

/// How many [`Guesses`] a run makes. A few more messages are printed than these could be about.
const MOST_GUESSES: u32 = 64;

/// A set of known words, ready to be searched for one that was meant.
///
/// Building it costs nothing: the index is made by the first search.
pub struct Nearest<'w> {
    words: Vec<&'w str>,
    index: OnceLock<Index>,
}

impl<'w> Nearest<'w> {
    /// Takes the known words. Among words that are equally near, the earlier one is nearer.
    pub fn new(words: impl IntoIterator<Item = &'w str>) -> Nearest<'w> {
        Nearest {
            words: words.into_iter().collect(),
            index: OnceLock::new(),
        }
    }

    /// The known word that is nearest to `word`, if one is near enough: itself, or one that differs
    /// in case, `-`, `_` and blanks only, else at most one slip away (words of 3 to 5 characters)
    /// or two (longer ones).
    pub fn find(&self, word: &str) -> Option<&'w str> {
        self.find_all(word, 1).pop()
    }

    /// The known words that are near enough to `word`, the nearest first, at most `most`, none twice.
    pub fn find_all(&self, word: &str, most: usize) -> Vec<&'w str> {
        let index = self.index.get_or_init(|| Index::new(&self.words));
        let mut found = Vec::new();
        self.find_alike(index, word, &mut found);
        let letters: Vec<char> = word.chars().take(ONE_OUT + 1).collect();
        let mut cells = MOST_CELLS;
        for slips in 1..=most_typos(word) as u32 {
            if found.len() >= most {
                break;
            }
            self.find_at(index, (word, &letters), slips, most, &mut cells, &mut found);
        }
        found.truncate(most);
        found
    }

    /// Finds what differs in case and hyphens only; the very word comes first.
    fn find_alike(&self, index: &Index, word: &str, found: &mut Vec<&'w str>) {
        for entry in index
            .entries(hash_alike(word))
            .filter(|entry| entry.out() == ALIKE)
        {
            let known = self.words[entry.word()];
            if !found.contains(&known) && fold(known).eq(fold(word)) {
                let place = if known == word { 0 } else { found.len() };
                found.insert(place, known);
            }
        }
    }

    /// Finds the words that are exactly `slips` away, in their order, by walking all the places
    /// they may be filed under at once: each place holds its words in that order already.
    fn find_at(
        &self,
        index: &Index,
        (word, letters): (&str, &[char]),
        slips: u32,
        most: usize,
        cells: &mut usize,
        found: &mut Vec<&'w str>,
    ) {
        let mut places = Vec::new();
        each_rest(letters, slips as usize, |hash, _| {
            let mut place = index
                .entries(hash)
                .filter(move |entry| entry.out() <= slips)
                .peekable();
            if place.peek().is_some() {
                places.push(place);
            }
        });
        while found.len() < most {
            let Some(next) = places
                .iter_mut()
                .filter_map(|place| place.peek())
                .map(|e| e.word())
                .min()
            else {
                return;
            };
            for place in &mut places {
                while place.next_if(|entry| entry.word() == next).is_some() {}
            }
            let known = self.words[next];
            let length = known.chars().count();
            if length.abs_diff(letters.len()) > slips as usize || found.contains(&known) {
                continue;
            }
            let Some(left) = cells.checked_sub((length + 1) * (letters.len() + 1)) else {
                return;
            };
            *cells = left;
            if strsim::osa_distance(word, known) == slips as usize {
                found.push(known);
            }
        }
    }
}

/// Up to how many words are compared each with each, which takes less than filing them.
const MOST_COMPARED: usize = 48;

/// How many neighbours of a word are looked at.
const MOST_NEIGHBOURS: usize = 5;

/// The pairs of words that are one or two slips apart, by their places in the list, the smaller first; and how many slips
/// it is. No word may stand in the list twice.
pub fn pairs(words: &[&str]) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    if words.len() <= MOST_COMPARED {
        let outlines: Vec<Outline> = words.iter().map(|word| Outline::new(word)).collect();
        let mut cells = MOST_CELLS_OF_GUESS;
        for (first, one) in words.iter().enumerate() {
            for (second, other) in words.iter().enumerate().skip(first + 1) {
                if !outlines[first].may_be(&outlines[second], 2) {
                    continue;
                }
                let Some(left) = cells.checked_sub((one.len() + 1) * (other.len() + 1)) else {
                    return found;
                };
                cells = left;
                let slips = strsim::osa_distance(one, other);
                if (1..=2).contains(&slips) {
                    found.push((first, second, slips));
                }
            }
        }
        return found;
    }
    let places: HashMap<&str, usize> = (0..).zip(words).map(|(at, word)| (*word, at)).collect();
    let nearest = Nearest::new(words.iter().copied());
    for (first, word) in words.iter().enumerate() {
        for other in nearest.find_all(word, MOST_NEIGHBOURS) {
            let second = places[other];
            if first < second {
                let slips = strsim::osa_distance(word, other);
                if (1..=2).contains(&slips) {
                    found.push((first, second, slips));
                }
            }
        }
    }
    found
}

/// Searches among words that differ from one search to the next, so that there is no index for them.
///
/// A search goes through all of its words; that so many slips do not take as long as slips times words, a run makes only
/// as many searches as there are messages that anyone reads.
#[derive(Debug)]
pub struct Guesses {
    left: Cell<u32>,
}

impl Default for Guesses {
    fn default() -> Guesses {
        Guesses {
            left: Cell::new(MOST_GUESSES),
        }
    }
}

impl Guesses {
    /// What [`Nearest::find`] would find among these words; nothing after the first so many searches.
    pub fn nearest<'w>(
        &self,
        word: &str,
        among: impl IntoIterator<Item = &'w str>,
    ) -> Option<&'w str> {
        self.left.set(self.left.get().checked_sub(1)?);
        let wanted = Outline::new(word);
        let allowed = most_typos(word);
        let mut cells = MOST_CELLS_OF_GUESS;
        let mut nearest: Option<(usize, &str)> = None;
        for known in among {
            let most = nearest.map_or(allowed, |(slips, _)| slips.saturating_sub(1).min(allowed));
            if !wanted.may_be(&Outline::new(known), most) {
                continue;
            }
            if known == word {
                return Some(known);
            }
            let slips = if fold(known).eq(fold(word)) {
                0
            } else {
                let sizes = [known, word].map(|word| word.chars().count() + 1);
                match cells.checked_sub(sizes[0] * sizes[1]) {
                    Some(left) if sizes[0] <= ONE_OUT + 1 => cells = left,
                    _ => continue,
                }
                strsim::osa_distance(word, known)
            };
            let is_nearer = nearest.is_none_or(|(before, _)| slips < before);
            if slips <= allowed && is_nearer {
                nearest = Some((slips, known));
            }
        }
        nearest.map(|(_, known)| known)
    }
}

/// Lets through the known words that are not at a glance too far from all of a few unknown ones, so that only those need
/// be filed.
#[derive(Debug)]
pub struct Sieve {
    wanted: Vec<Outline>,
}

/// For more unknown words, looking at each of them takes longer than filing all that is known.
const MOST_WANTED: usize = 16;

impl Sieve {
    /// For these unknown words; for many of them it lets everything through.
    pub fn new<'w>(words: impl ExactSizeIterator<Item = &'w str>) -> Sieve {
        let is_few = words.len() <= MOST_WANTED;
        Sieve {
            wanted: if is_few {
                words.map(Outline::new).collect()
            } else {
                Vec::new()
            },
        }
    }

    /// Whether a known word may be what was meant by one of the unknown ones.
    pub fn lets_through(&self, known: &str) -> bool {
        let outline = Outline::new(known);
        self.wanted.is_empty() || self.wanted.iter().any(|wanted| wanted.may_be(&outline, 2))
    }
}

/// What tells most words apart at a glance.
#[derive(Debug)]
struct Outline {
    /// A bit for each letter or so that is in it, whatever its case; `-`, `_` and blanks aside.
    letters: u64,
    bytes: usize,
}

impl Outline {
    fn new(word: &str) -> Outline {
        let letters = word.bytes().fold(0, |letters, byte| match byte {
            b'-' | b'_' | b' ' => letters,
            b'a'..=b'z' | b'A'..=b'Z' => letters | 1 << (byte.to_ascii_lowercase() - b'a'),
            b'0'..=b'9' => letters | 1 << (26 + byte - b'0'),
            0..0x80 => letters | 1 << (36 + byte % 27),
            // Of what is not ASCII, the case is not so easily told.
            _ => letters | 1 << 63,
        });
        let bytes = word.len();
        Outline { letters, bytes }
    }

    /// Whether words of these outlines may be alike, or so many slips apart. A slip changes one letter into another, and a
    /// letter has four bytes at most.
    fn may_be(&self, other: &Outline, slips: usize) -> bool {
        let changed = (self.letters ^ other.letters).count_ones() as usize;
        let longer = self.bytes.abs_diff(other.bytes);
        changed == 0 || changed <= 2 * slips && longer <= 4 * slips
    }
}

impl fmt::Debug for Nearest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Nearest").field(&self.words.len()).finish()
    }
}

/// How an entry is marked that files a word under its letters without case and hyphens.
const ALIKE: u32 = 3;

/// A word's number, and how many letters were taken out of it to file it here.
#[derive(Clone, Copy, Default)]
struct Entry {
    /// The half of the hash that does not choose the bucket: tells neighbours apart.
    tag: u32,
    word_and_out: u32,
}

impl Entry {
    fn new(hash: u64, word: u32, out: u32) -> Entry {
        Entry {
            tag: (hash >> 32) as u32,
            word_and_out: word << 2 | out,
        }
    }

    fn word(self) -> usize {
        (self.word_and_out >> 2) as usize
    }

    fn out(self) -> u32 {
        self.word_and_out & 3
    }
}

/// All entries, bucket after bucket, and where each bucket begins. Two flat vectors are smaller
/// than a hash map of vectors by far, and are filled by counting, without moving anything twice.
struct Index {
    starts: Vec<u32>,
    entries: Vec<Entry>,
}

impl Index {
    fn new(words: &[&str]) -> Index {
        // Two bits of a word's number are spent on the mark; what exceeds the rest is not indexed.
        let words = &words[..words.len().min(1 << 22)];
        let count = |most| {
            let mut count = 0_usize;
            each_entry(words, most, |_, _, _| count += 1);
            count
        };
        let (most, total) = match count(2) {
            total if total <= MOST_ENTRIES => (2, total),
            _ => (1, count(1)),
        };
        let buckets = total.next_power_of_two();
        // A bucket's start stands one place too far until the bucket is full: then it has become the next one's.
        let mut starts = vec![0_u32; buckets + 2];
        each_entry(words, most, |hash, _, _| {
            starts[(hash as usize & (buckets - 1)) + 2] += 1
        });
        for bucket in 0..buckets {
            starts[bucket + 2] += starts[bucket + 1];
        }
        let mut entries = vec![Entry::default(); total];
        each_entry(words, most, |hash, word, out| {
            let end = &mut starts[(hash as usize & (buckets - 1)) + 1];
            entries[*end as usize] = Entry::new(hash, word, out);
            *end += 1;
        });
        Index { starts, entries }
    }

    /// What is filed under a hash, in the words' order.
    fn entries(&self, hash: u64) -> impl Iterator<Item = Entry> + use<'_> {
        let bucket = hash as usize & (self.starts.len() - 3);
        let range = self.starts[bucket] as usize..self.starts[bucket + 1] as usize;
        let tag = (hash >> 32) as u32;
        self.entries[range]
            .iter()
            .copied()
            .filter(move |entry| entry.tag == tag)
    }
}

/// How many slips may lie between a word and a known one.
fn most_typos(word: &str) -> usize {
    let length = word.chars().count();
    let slips = match length {
        0..3 => 0,
        3..6 => 1,
        _ => 2,
    };
    slips.min(most_out(length)) as usize
}

/// How many letters are taken out of a word of this length at most.
fn most_out(length: usize) -> u32 {
    match length {
        // A word this short is never looked for two slips away.
        0..4 => 1,
        _ if length <= TWO_OUT => 2,
        _ if length <= ONE_OUT => 1,
        _ => 0,
    }
}

/// Calls `file` with each place where each word is filed, with at most `most` letters out: its
/// hash, the word's number, its mark.
fn each_entry(words: &[&str], most: u32, mut file: impl FnMut(u64, u32, u32)) {
    let mut letters = Vec::new();
    for (number, word) in (0..).zip(words) {
        file(hash_alike(word), number, ALIKE);
        letters.clear();
        letters.extend(word.chars().take(ONE_OUT + 1));
        let out = most_out(letters.len()).min(most);
        if out > 0 {
            each_rest(&letters, out as usize, |hash, out| file(hash, number, out));
        }
    }
}

/// A word's letters without what counts for nothing: case, `-`, `_` and blanks.
fn fold(word: &str) -> impl Iterator<Item = char> + '_ {
    word.chars()
        .filter(|letter| !matches!(letter, '-' | '_' | ' '))
        .flat_map(char::to_lowercase)
}

/// The base of the hash, which is that of Rabin and Karp: the rest of a word without some letters
/// is hashed from the hashes of its prefixes in constant time.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

fn hash_alike(word: &str) -> u64 {
    let (hash, length) = fold(word).fold((0, 0), |(hash, length), letter| {
        (push(hash, letter), length + 1)
    });
    // The other seed keeps these apart from the rests of other words.
    finish(hash, length ^ (1 << 40))
}

fn push(hash: u64, letter: char) -> u64 {
    hash.wrapping_mul(BASE).wrapping_add(u64::from(letter) + 1)
}

/// Spreads a sum of powers over all bits (the finisher of SplitMix64).
fn finish(hash: u64, length: u64) -> u64 {
    let mut z = hash.wrapping_add(length.wrapping_mul(0xd1b5_4a32_d192_ed03));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Calls `with` with the hash of the letters, and of what is left of them with one letter out and,
/// if `most` is 2, with two letters out; beside it, how many are out.
fn each_rest(letters: &[char], most: usize, mut with: impl FnMut(u64, u32)) {
    let length = letters.len();
    let mut prefixes = vec![0; length + 1];
    let mut powers = vec![1_u64; length + 1];
    for (at, letter) in letters.iter().enumerate() {
        prefixes[at + 1] = push(prefixes[at], *letter);
        powers[at + 1] = powers[at].wrapping_mul(BASE);
    }
    // The hash of `head` followed by the letters from `from` to `to`.
    let join = |head: u64, from: usize, to: usize| {
        let power = powers[to - from];
        let part = prefixes[to].wrapping_sub(prefixes[from].wrapping_mul(power));
        head.wrapping_mul(power).wrapping_add(part)
    };
    with(finish(prefixes[length], length as u64), 0);
    // Taking out either of two equal neighbours leaves the same.
    let is_first = |at: &usize| *at == 0 || letters[*at] != letters[*at - 1];
    for first in (0..length).filter(is_first) {
        let head = prefixes[first];
        with(finish(join(head, first + 1, length), length as u64 - 1), 1);
        if most > 1 {
            for second in first + 1..length {
                let middle = join(head, first + 1, second);
                with(
                    finish(join(middle, second + 1, length), length as u64 - 2),
                    2,
                );
            }
        }
    }
}

#[cfg(test)]
mod tests;
