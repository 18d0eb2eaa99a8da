//! Random sentences, spelled in every way there is: blanks, line ends and comments wherever they may stand, all kinds of
//! names, values and escapes. Now and then something stands where it may not.

use crate::programs::Dice;
use crate::words::{ARROWS, KEYS, LABELS, NAMES, RESERVED, STRAY, VALUES};

/// How often something is not as it should be: once in so many choices.
const SLIP: usize = 150;

/// How deep groups nest.
const DEPTH: usize = 3;

/// A file.
pub fn sentences(seed: u64) -> String {
    let mut writer = Writer {
        dice: Dice::new(seed),
        text: String::new(),
    };
    if writer.dice.once_in(8) {
        writer.text.push('\u{FEFF}');
    }
    writer.statements(0);
    writer.text
}

struct Writer {
    dice: Dice,
    text: String,
}

impl Writer {
    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.dice.below(words.len())]
    }

    fn slips(&mut self) -> bool {
        self.dice.once_in(SLIP)
    }

    /// Writes a word or mark; seldom another, or none.
    fn put(&mut self, word: &str) {
        let word = match self.dice.below(4 * SLIP) {
            0 => self.pick(&STRAY),
            1 => self.pick(&RESERVED),
            _ => word,
        };
        self.text.push_str(word);
    }

    // ---- blanks and line ends ----

    /// Blanks, or none.
    fn blank(&mut self) {
        let blank = [
            "",
            "",
            "",
            " ",
            " ",
            " ",
            " ",
            "\t",
            "/* c */",
            " /**/ ",
            "/* c\n\n*/",
            "/*\r\n*/",
        ];
        let blank = self.pick(&blank);
        self.text.push_str(blank);
        if self.slips() {
            self.gap();
        }
    }

    /// Blanks, with which two words do not become one.
    fn parting_blank(&mut self) {
        let blank = self.pick(&[" ", " ", " ", "  ", "\t ", " /* c */", "/**/"]);
        self.text
            .push_str(if self.dice.once_in(SLIP) { "" } else { blank });
        if self.slips() {
            self.gap();
        }
    }

    /// Whatever may stand where a statement goes on over line ends.
    fn gap(&mut self) {
        self.blank();
        while self.dice.once_in(4) {
            let gap = [
                "\n",
                "\r\n",
                "\n\n",
                " // c\n",
                "//\r\n",
                "\n# c\n",
                "\n \t# c // c\n",
                "\n/* c */ # c\n",
                "\n#\n",
                "/*\n*/ # c\n",
                "; # c\n",
                " # c\n",
            ];
            // The last three have a `#` that begins no comment.
            let known = if self.slips() {
                gap.len()
            } else {
                gap.len() - 3
            };
            let gap = self.pick(&gap[..known]);
            self.text.push_str(gap);
            self.blank();
        }
    }

    /// What ends a statement, and blank lines and comments after it.
    fn end(&mut self) {
        self.blank();
        let end = self.pick(&[
            "\n",
            "\n",
            "\n",
            "\r\n",
            ";",
            " // c\n",
            "\n# c\n",
            "\n/* c */# c\n",
        ]);
        self.put(end);
        while self.dice.once_in(6) {
            self.gap();
            if self.dice.once_in(4) {
                self.put(";");
            }
        }
    }

    // ---- statements ----

    fn statements(&mut self, depth: usize) {
        if self.dice.once_in(4) {
            self.gap();
        }
        if depth == 0 && self.dice.once_in(8) {
            self.text.push_str("# c\n");
        }
        for _ in 0..self.dice.below(4) {
            self.statement(depth);
            self.end();
            let indent = self.pick(&["", "", "    ", "\t"]);
            self.text.push_str(indent);
        }
        if self.dice.once_in(2) {
            self.statement(depth);
        }
        self.blank();
        if self.dice.once_in(12) {
            self.text.push_str("// c");
            self.text.push_str(if depth > 0 { "\n" } else { "" });
        }
    }

    fn statement(&mut self, depth: usize) {
        let is_top = depth == 0 || self.slips();
        match self.dice.below(20) {
            0..3 if depth < DEPTH => self.group(depth),
            3 => self.row(),
            4 => self.defaults(),
            5 if is_top => self.entry("cert"),
            6 if is_top => self.entry("edge"),
            7 if is_top => {
                self.put("diagram");
                self.parting_blank();
                self.look(true);
            }
            8 if is_top => {
                self.put("use");
                self.parting_blank();
                self.name();
            }
            _ => self.chain(),
        }
    }

    fn entry(&mut self, noun: &str) {
        self.put(noun);
        self.parting_blank();
        self.name();
        self.look(false);
    }

    fn group(&mut self, depth: usize) {
        self.entry("group");
        self.blank();
        self.put("{");
        self.statements(depth + 1);
        self.put("}");
    }

    fn row(&mut self) {
        self.put("row");
        self.parting_blank();
        self.path();
        while self.dice.once_in(2) {
            self.blank();
            self.put(",");
            self.gap();
            self.path();
        }
    }

    fn defaults(&mut self) {
        let noun = self.pick(&["node", "edge", "group"]);
        self.put(noun);
        self.blank();
        self.list();
    }

    fn chain(&mut self) {
        let is_node = self.dice.once_in(2);
        if is_node {
            self.put("node");
            self.parting_blank();
        }
        self.terms();
        let mut needs_arrow = !is_node && !self.slips();
        while needs_arrow || self.dice.once_in(2) {
            needs_arrow = false;
            if self.dice.once_in(4) {
                self.gap();
            } else {
                self.blank();
            }
            let arrow = self.pick(&ARROWS);
            self.put(arrow);
            self.gap();
            self.terms();
        }
        if self.dice.once_in(5) {
            self.parting_blank();
            self.put("in");
            self.parting_blank();
            self.path();
        }
    }

    fn terms(&mut self) {
        self.term();
        while self.dice.once_in(4) {
            self.blank();
            self.put(",");
            self.gap();
            self.term();
        }
    }

    fn term(&mut self) {
        if self.dice.once_in(6) {
            let modifier = self.pick(&["new", "each"]);
            self.put(modifier);
            self.parting_blank();
        }
        if self.dice.once_in(8) {
            self.put("edge");
        } else {
            self.path();
        }
        self.look(false);
    }

    fn path(&mut self) {
        self.name();
        while self.dice.once_in(6) {
            self.blank();
            self.put("/");
            self.gap();
            self.name();
        }
    }

    fn name(&mut self) {
        let name = self.pick(&NAMES);
        self.put(name);
    }

    /// A label and a list, each or none.
    fn look(&mut self, is_likely: bool) {
        if is_likely || self.dice.once_in(4) {
            self.blank();
            let label = self.pick(&LABELS);
            self.put(label);
        }
        if is_likely || self.dice.once_in(4) {
            self.blank();
            self.list();
        }
    }

    fn list(&mut self) {
        self.put("[");
        self.gap();
        let count = self.dice.below(4);
        for index in 0..count {
            if index > 0 {
                self.separator();
            }
            let key = self.pick(&KEYS);
            self.put(key);
            self.blank();
            self.put("=");
            self.gap();
            let value = self.pick(&VALUES);
            self.put(value);
        }
        self.gap();
        if count > 0 && self.dice.once_in(4) {
            self.put(",");
            self.gap();
        }
        self.put("]");
    }

    fn separator(&mut self) {
        if self.dice.once_in(3) {
            self.blank();
            self.text.push('\n');
            self.gap();
        } else {
            self.gap();
            let mark = self.pick(&[",", ",", ",", ";"]);
            self.put(mark);
            self.gap();
        }
    }
}
