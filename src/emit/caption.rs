//! The caption below an icon: where its lines break.

use super::breaks::parts;
use super::glyphs::{is_reckoned, width};

/// The size of a caption's font in points, where nobody says another.
pub(super) const FONT_SIZE: f64 = 10.0;

/// The side of an icon in inches; the same for all of a picture.
pub const ICON_SIZE: f64 = 0.8;

/// The height of a caption's line of that size in inches.
const LINE_HEIGHT: f64 = 0.17;

/// A word that would make a line longer than this, in points, begins the next line.
const LONGEST_LINE: f64 = 120.0;

const POINTS_PER_INCH: f64 = 72.0;

/// A caption with its lines broken.
pub(super) struct Caption {
    /// The text with line ends where lines end.
    pub(super) text: String,
    /// The number of lines.
    pub(super) lines: usize,
    /// Whether each line is narrower than an icon.
    pub(super) is_narrow: bool,
    font_size: f64,
}

impl Caption {
    /// A text as a caption in a font of this size.
    pub(super) fn new(text: &str, font_size: f64) -> Caption {
        let wrapped = wrap(text, font_size);
        let lines = wrapped.split('\n').count();
        let is_narrow = wrapped
            .split('\n')
            .all(|line| is_reckoned(line) && width(line, font_size) < ICON_SIZE * POINTS_PER_INCH);
        Caption {
            text: wrapped,
            lines,
            is_narrow,
            font_size,
        }
    }

    /// The height of an icon with this caption in inches.
    pub(super) fn height(&self) -> f64 {
        ICON_SIZE + LINE_HEIGHT * self.font_size / FONT_SIZE * self.lines as f64
    }
}

/// A text with its lines broken where they would be long.
pub(super) fn wrap(text: &str, font_size: f64) -> String {
    let mut wrapped = String::with_capacity(text.len());
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            wrapped.push('\n');
        }
        wrap_line(line, font_size, &mut wrapped);
    }
    wrapped
}

/// Breaks a line at blanks and, where a script has none, between characters. A blank that becomes a line end is gone; the
/// others stay as they are.
fn wrap_line(line: &str, font_size: f64, out: &mut String) {
    let mut length = 0.0;
    for (number, word) in line.split(' ').enumerate() {
        let mut blank = if number == 0 { "" } else { " " };
        let is_too_long = || width(word, font_size) > LONGEST_LINE;
        for part in parts(word, is_too_long) {
            let part_width = width(part, font_size);
            let longer = length + width(blank, font_size) + part_width;
            if longer > LONGEST_LINE && length > 0.0 {
                out.push('\n');
                length = part_width;
            } else {
                out.push_str(blank);
                length = longer;
            }
            out.push_str(part);
            blank = "";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_break_at_words() {
        let caption = Caption::new(
            "AWS Certified Solutions Architect – Professional",
            FONT_SIZE,
        );
        assert_eq!(
            caption.text,
            "AWS Certified\nSolutions Architect –\nProfessional"
        );
        assert!(!caption.is_narrow);
        assert_eq!(
            caption.text.replace('\n', " "),
            "AWS Certified Solutions Architect – Professional"
        );
    }

    #[test]
    fn short_ones_stay_and_own_line_ends_are_kept() {
        let caption = Caption::new("One\nTwo", FONT_SIZE);
        assert_eq!(
            (caption.text.as_str(), caption.lines, caption.is_narrow),
            ("One\nTwo", 2, true)
        );
        let long = "x".repeat(100);
        assert_eq!(
            Caption::new(&long, FONT_SIZE).text,
            long,
            "a word is never broken"
        );
        assert_eq!(Caption::new("  a  ", FONT_SIZE).text, "  a  ");
        assert_eq!(Caption::new("", FONT_SIZE).lines, 1);
    }

    #[test]
    fn what_has_no_blanks_breaks_between_characters() {
        for (text, lines) in [
            (
                "亚马逊云科技认证解决方案架构师专业级考试准备",
                &["亚马逊云科技认证解决方", "案架构师专业级考试准备"][..],
            ),
            // No line begins with what closes, or ends with what opens.
            (
                "云计算基础知识与实践课，「认证」",
                &["云计算基础知识与实践", "课，「认证」"],
            ),
            (
                "一二三四五六七八九十「括弧」",
                &["一二三四五六七八九十", "「括弧」"],
            ),
            (
                "クラウドソリューションアーキテクト",
                &["クラウドソリューション", "アーキテクト"],
            ),
            (
                "공인 솔루션스 아키텍트 전문가 자격증",
                &["공인 솔루션스 아키텍트", "전문가 자격증"],
            ),
            (
                "가나다라마바사아자차카타파하",
                &["가나다라마바사아자차카", "타파하"],
            ),
            (
                "AWS Certified 解决方案架构师 Professional",
                &["AWS Certified 解决方案", "架构师 Professional"],
            ),
            (
                "自动部署到Kubernetes集群里",
                &["自动部署到Kubernetes", "集群里"],
            ),
            (
                "🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀",
                &["🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀", "🚀"],
            ),
            ("ประกาศนียบัตรวิชาชีพเฉพาะทาง", &["ประกาศนียบัตรวิชาชีพเฉพาะทาง"]),
        ] {
            let caption = Caption::new(text, FONT_SIZE);
            let wrapped: Vec<&str> = caption.text.split('\n').collect();
            assert_eq!(wrapped, lines);
        }
    }
}
