//! Where a word may be broken that is not one: in Chinese, Japanese and Korean, lines end between characters.

use unicode_linebreak::linebreaks;
use unicode_segmentation::GraphemeCursor;
use unicode_width::UnicodeWidthChar;

/// The parts of what stands between two blanks, as UAX #14 parts it: no line begins with `。`, none ends with `「`, and
/// nothing is parted that is drawn as one. Words of other scripts are not parted, and Korean ones, which have blanks
/// between them, only if they are `too_long`.
pub(super) fn parts(word: &str, too_long: impl FnOnce() -> bool) -> impl Iterator<Item = &str> {
    let has_breaks = !word.is_ascii() && word.chars().any(can_break_beside);
    let keeps_korean = has_breaks && word.chars().any(is_korean) && !too_long();
    let places = has_breaks.then(|| linebreaks(word)).into_iter().flatten();
    let places = places
        .map(|(at, _)| at)
        .filter(move |at| *at < word.len() && is_place(word, *at, keeps_korean))
        .chain([word.len()]);
    let mut from = 0;
    places.map(move |at| {
        let part = &word[from..at];
        from = at;
        part
    })
}

/// Whether a break that UAX #14 allows is one for captions.
fn is_place(word: &str, at: usize, keeps_korean: bool) -> bool {
    let (Some(before), Some(after)) = (word[..at].chars().next_back(), word[at..].chars().next())
    else {
        return false;
    };
    let is_within_korean = is_korean(before) && is_korean(after);
    (can_break_beside(before) || can_break_beside(after))
        && !(keeps_korean && is_within_korean)
        && GraphemeCursor::new(at, word.len(), true).is_boundary(word, 0) == Ok(true)
}

/// Whether lines end beside a character without a blank: beside wide ones and flags, and where someone says so by a
/// blank that has no width.
fn can_break_beside(character: char) -> bool {
    let is_of_flag = matches!(character, '\u{1F1E6}'..='\u{1F1FF}');
    character == '\u{200B}' || is_of_flag || character.width() == Some(2)
}

fn is_korean(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{11FF}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split_word(word: &str) -> Vec<&str> {
        parts(word, || false).collect()
    }

    #[test]
    fn words_of_other_scripts_are_whole() {
        for word in [
            "",
            "word",
            "well-known",
            "https://example.com/a/b?c=d",
            "Größe–Maß—x",
            "сертификация",
            "ประกาศนียบัตร",
            "ប្រទេសកម្ពុជា",
            "प्रमाणपत्र",
            "شهادة",
            "e\u{301}e\u{301}",
        ] {
            assert_eq!(split_word(word), [word]);
        }
        assert_eq!(split_word("ไทย\u{200B}ไทย"), ["ไทย\u{200B}", "ไทย"]);
    }

    #[test]
    fn chinese_and_japanese_are_parted_between_characters() {
        assert_eq!(split_word("云计算"), ["云", "计", "算"]);
        assert_eq!(split_word("「云」。计"), ["「云」。", "计"]);
        assert_eq!(split_word("サーバー、と"), ["サー", "バー、", "と"]);
        assert_eq!(split_word("キャッシュ"), ["キャッ", "シュ"]);
        assert_eq!(split_word("AWS认证(2级)"), ["AWS", "认", "证", "(2", "级)"]);
    }

    #[test]
    fn korean_is_parted_only_where_a_word_is_too_long() {
        assert_eq!(split_word("자격증"), ["자격증"]);
        let long: Vec<_> = parts("자격증", || true).collect();
        assert_eq!(long, ["자", "격", "증"]);
        // Letters of which syllables are made.
        let decomposed = "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}";
        let long: Vec<_> = parts(decomposed, || true).collect();
        assert_eq!(long, [&decomposed[..9], &decomposed[9..]]);
    }

    #[test]
    fn what_is_drawn_as_one_is_not_parted() {
        for one in ["👩‍👩‍👧‍👦", "👍🏽", "🇩🇪", "が\u{3099}", "葛\u{E0100}", "❤️", "1️⃣"]
        {
            assert_eq!(split_word(one), [one]);
            assert_eq!(split_word(&format!("{one}字{one}"))[0], one);
        }
        assert_eq!(split_word("🇩🇪🇫🇷"), ["🇩🇪", "🇫🇷"]);
    }
}
