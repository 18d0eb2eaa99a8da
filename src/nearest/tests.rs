//! What is found, and what is not.

use super::*;

fn nearest(words: &[&'static str], word: &str) -> Option<&'static str> {
    Nearest::new(words.iter().copied()).find(word)
}

#[test]
fn finds_one_slip_in_a_short_word_and_two_in_a_long_one() {
    assert_eq!(nearest(&["shape", "style"], "shpae"), Some("shape"));
    assert_eq!(nearest(&["shape", "style"], "shap"), Some("shape"));
    assert_eq!(
        nearest(&["shape"], "shxxe"),
        None,
        "two slips in five letters"
    );
    assert_eq!(nearest(&["magenta"], "magneat"), Some("magenta"));
    assert_eq!(nearest(&["magenta"], "mgnetaa"), None, "three slips");
    assert_eq!(
        nearest(&["abcd", "abcdefgh"], "abcdef"),
        Some("abcd"),
        "two letters too many"
    );
}

#[test]
fn words_of_one_or_two_letters_match_in_case_only() {
    assert_eq!(nearest(&["a", "bc", "K"], "b"), None);
    assert_eq!(nearest(&["a", "bc", "K"], "bd"), None);
    assert_eq!(nearest(&["a", "bc", "K"], "k"), Some("K"));
}

#[test]
fn case_and_hyphens_count_for_nothing_however_many() {
    let words = ["sa_asso", "sa_associate_c03"];
    assert_eq!(
        nearest(&words, "SA-Associate-C03"),
        Some("sa_associate_c03")
    );
    assert_eq!(nearest(&words, "sa associatec03"), Some("sa_associate_c03"));
    assert_eq!(nearest(&words, "saasso"), Some("sa_asso"));
    assert_eq!(nearest(&["ÉCOLE"], "école"), Some("ÉCOLE"));
    let long = "x".repeat(5_000);
    let words = [long.as_str()];
    assert_eq!(
        Nearest::new(words).find(&long.to_uppercase()),
        Some(long.as_str())
    );
}

#[test]
fn nearer_words_come_first_and_then_the_earlier_ones() {
    let words = Nearest::new([
        "xacing", "caching", "tracing", "racing-", "racing", "Racing",
    ]);
    assert_eq!(
        words.find_all("racing", 10),
        [
            "racing", "racing-", "Racing", "xacing", "tracing", "caching"
        ]
    );
    assert_eq!(words.find_all("racing", 2), ["racing", "racing-"]);
    assert_eq!(words.find_all("racing", 0), [""; 0]);
}

#[test]
fn the_same_word_is_found_once() {
    assert_eq!(
        Nearest::new(["box", "box", "fox"]).find_all("bog", 5),
        ["box"]
    );
    assert_eq!(
        Nearest::new(["box", "BOX", "box"]).find_all("box", 5),
        ["box", "BOX"]
    );
}

#[test]
fn a_guess_finds_what_an_index_would() {
    let words = [
        "caching",
        "tracing",
        "racing-",
        "Racing",
        "racing",
        "größe",
        "sa_associate_c03",
        "a",
        "K",
        "box",
        "magenta",
        "",
        "certification",
    ];
    let asked = [
        "racing",
        "RACING",
        "raing",
        "xxcing",
        "grösse",
        "Größe",
        "SA Associate-C03",
        "k",
        "b",
        "bix",
        "mgneta",
        "mgnetaa",
        "-",
        "cretificatoin",
        "nothing",
    ];
    let index = Nearest::new(words);
    for word in asked {
        assert_eq!(
            Guesses::default().nearest(word, words),
            index.find(word),
            "{word}"
        );
    }
}

#[test]
fn a_sieve_keeps_back_only_what_is_too_far() {
    let words = [
        "security",
        "secuirty",
        "Sec-urity",
        "netw0rking",
        "networking",
        "größe",
    ];
    for word in words {
        let sieve = Sieve::new([word].into_iter());
        for known in words {
            let is_near = Nearest::new([known]).find(word).is_some();
            assert!(sieve.lets_through(known) || !is_near, "{word} {known}");
        }
        assert!(!sieve.lets_through("kubernetes"), "{word}");
    }
    let many = Sieve::new(vec!["a"; MOST_WANTED + 1].into_iter());
    assert!(many.lets_through("kubernetes"));
}

#[test]
fn guesses_come_to_an_end() {
    let guesses = Guesses::default();
    let found = (0..1_000).filter(|_| guesses.nearest("bix", ["box"]).is_some());
    assert_eq!(found.count(), MOST_GUESSES as usize);
    let unasked = std::iter::from_fn(|| panic!("it goes through no words"));
    assert_eq!(guesses.nearest("bix", unasked), None);
}

#[test]
fn nothing_is_found_among_no_words_or_for_no_word() {
    assert_eq!(nearest(&[], "word"), None);
    assert_eq!(nearest(&["word"], ""), None);
    assert_eq!(
        nearest(&["", "word"], "-"),
        Some(""),
        "alike but for a hyphen"
    );
}

#[test]
fn long_words_are_found_one_slip_away_but_not_measured_without_end() {
    let long = "certification".repeat(8);
    let slipped = long.replacen("cat", "cta", 1);
    assert_eq!(
        Nearest::new([long.as_str()]).find(&slipped),
        Some(long.as_str())
    );
    let endless = "c".repeat(1_000_000);
    assert_eq!(
        Nearest::new([endless.as_str()]).find(&format!("{endless}d")),
        None
    );
}

/// What the index finds is what comparing with each word finds.
#[test]
fn finds_what_a_plain_search_finds() {
    let mut seed = 7_u64;
    let mut random = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) % below
    };
    let mut word = || -> String {
        let length = 1 + random(9);
        (0..length)
            .map(|_| ['a', 'b', 'c', 'é'][random(4) as usize])
            .collect()
    };
    let words: Vec<String> = (0..400).map(|_| word()).collect();
    let index = Nearest::new(words.iter().map(String::as_str));
    for _ in 0..400 {
        let looked = word();
        let slips = [0, 0, 0, 1, 1, 1, 2, 2, 2, 2][looked.chars().count()];
        let mut plain: Vec<&str> = Vec::new();
        for distance in 0..=slips {
            for word in words
                .iter()
                .filter(|w| strsim::osa_distance(w, &looked) == distance)
            {
                if !plain.contains(&word.as_str()) {
                    plain.push(word);
                }
            }
        }
        assert_eq!(index.find_all(&looked, usize::MAX), plain, "{looked}");
    }
}

#[test]
fn pairs_are_the_same_for_few_and_for_many() {
    let slips = [
        "security",
        "secuirty",
        "kubernetes",
        "kubrnets",
        "cat",
        "cut",
    ];
    let expected = vec![(0, 1, 1), (2, 3, 2), (4, 5, 1)];
    assert_eq!(pairs(&slips), expected);
    let others: Vec<String> = (0..100)
        .map(|number| {
            format!(
                "{}{}",
                "xyzzy".repeat(1 + number % 7),
                "q".repeat(3 * number)
            )
        })
        .collect();
    let mut all = slips.to_vec();
    all.extend(
        others
            .iter()
            .map(String::as_str)
            .filter(|word| word.len() > 12),
    );
    all.dedup();
    let mut found = pairs(&all);
    found.retain(|(first, _, _)| *first < slips.len());
    assert_eq!(found, expected);
}
