//! XML, read strictly: what is not well-formed by <https://www.w3.org/TR/xml/> panics.

/// An element with all that is in it.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    /// The text directly in it.
    pub text: String,
}

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// It and all elements in it, in the order of the document.
    pub fn all(&self) -> Vec<&Element> {
        let mut all = vec![self];
        for child in &self.children {
            all.extend(child.all());
        }
        all
    }

    /// All elements of this name in it.
    pub fn named<'e>(&'e self, name: &str) -> Vec<&'e Element> {
        self.all()
            .into_iter()
            .filter(|element| element.name == name)
            .collect()
    }
}

/// Reads a document without a document type of its own.
pub fn read(document: &str) -> Element {
    if let Some(wrong) = document.chars().find(|character| !is_character(*character)) {
        panic!("{wrong:?} is no character of XML");
    }
    let mut reader = Reader { rest: document };
    let mut root = None;
    while !reader.rest.is_empty() {
        if reader.blank() || reader.misc(root.is_none()) {
            continue;
        }
        assert!(root.is_none(), "more than one root: {}", reader.here());
        root = Some(reader.element());
    }
    root.expect("a document has a root")
}

fn is_character(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

struct Reader<'d> {
    rest: &'d str,
}

impl<'d> Reader<'d> {
    fn here(&self) -> String {
        self.rest.chars().take(200).collect()
    }

    fn skip(&mut self, start: &str) -> bool {
        match self.rest.strip_prefix(start) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn until(&mut self, end: &str) -> &'d str {
        let (found, rest) = self
            .rest
            .split_once(end)
            .unwrap_or_else(|| panic!("no `{end}` after {}", self.here()));
        self.rest = rest;
        found
    }

    fn blank(&mut self) -> bool {
        let rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
        let is_some = rest.len() < self.rest.len();
        self.rest = rest;
        is_some
    }

    /// A comment, a declaration, or the document type, which stands before the root.
    fn misc(&mut self, is_before_root: bool) -> bool {
        if self.skip("<!--") {
            let comment = self.until("-->");
            assert!(
                !comment.contains("--") && !comment.ends_with('-'),
                "`--` in a comment: {comment}"
            );
            true
        } else if is_before_root && self.skip("<?xml ") {
            self.until("?>");
            true
        } else if is_before_root && self.skip("<!DOCTYPE ") {
            let kind = self.until(">");
            assert!(
                !kind.contains(['[', '<']),
                "a document type of its own: {kind}"
            );
            true
        } else {
            false
        }
    }

    fn name(&mut self) -> String {
        let is_in_name = |c: char| c.is_alphanumeric() || matches!(c, ':' | '_' | '-' | '.');
        let end = self
            .rest
            .find(|c| !is_in_name(c))
            .unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        let is_right = name.starts_with(|c: char| c.is_alphabetic() || c == '_');
        assert!(is_right, "no name at {}", self.here());
        self.rest = rest;
        name.to_owned()
    }

    /// The text of a stretch of the document. White space in an attribute is a blank to whoever reads it.
    fn decoded(&self, raw: &str) -> String {
        let mut text = String::new();
        let mut pieces = raw.split('&');
        text.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let (entity, rest) = piece
                .split_once(';')
                .unwrap_or_else(|| panic!("a bare `&` in {raw:?}"));
            let number = |digits: &str, base| {
                u32::from_str_radix(digits, base)
                    .ok()
                    .and_then(char::from_u32)
            };
            let character = match entity {
                "amp" => Some('&'),
                "lt" => Some('<'),
                "gt" => Some('>'),
                "quot" => Some('"'),
                "apos" => Some('\''),
                _ => entity
                    .strip_prefix("#x")
                    .map(|digits| number(digits, 16))
                    .or_else(|| entity.strip_prefix('#').map(|digits| number(digits, 10)))
                    .flatten(),
            };
            match character {
                Some(character) if is_character(character) => text.push(character),
                _ => panic!("no such entity: &{entity}; in {raw:?}"),
            }
            text.push_str(rest);
        }
        text
    }

    fn element(&mut self) -> Element {
        assert!(self.skip("<"), "no element at {}", self.here());
        let mut element = Element {
            name: self.name(),
            ..Element::default()
        };
        loop {
            let is_parted = self.blank();
            if self.skip("/>") {
                return element;
            }
            if self.skip(">") {
                break;
            }
            assert!(
                is_parted,
                "attributes are parted by blanks: {}",
                self.here()
            );
            let name = self.name();
            assert!(self.skip("="), "no value at {}", self.here());
            let quote = if self.skip("\"") { "\"" } else { "'" };
            assert!(
                quote == "\"" || self.skip("'"),
                "no quote at {}",
                self.here()
            );
            let raw = self.until(quote);
            assert!(!raw.contains('<'), "`<` in an attribute: {raw}");
            assert!(element.attribute(&name).is_none(), "`{name}` stands twice");
            let raw = raw.replace(['\t', '\n', '\r'], " ");
            element.attributes.push((name, self.decoded(&raw)));
        }
        loop {
            let end = self
                .rest
                .find('<')
                .unwrap_or_else(|| panic!("`{}` has no end", element.name));
            let (raw, rest) = self.rest.split_at(end);
            assert!(!raw.contains("]]>"), "`]]>` in text: {raw}");
            element.text.push_str(&self.decoded(raw));
            self.rest = rest;
            if self.skip("</") {
                assert_eq!(self.name(), element.name, "the end of another element");
                self.blank();
                assert!(self.skip(">"), "no `>` at {}", self.here());
                return element;
            }
            if !self.misc(false) {
                element.children.push(self.element());
            }
        }
    }
}

#[test]
fn what_is_not_well_formed_is_found() {
    let root = read(
        "<?xml version=\"1.0\"?>\n<!-- a -->\n<a b='1' c=\"&lt;&#65;\">x<d/>&amp;<!-- y --></a>\n",
    );
    assert_eq!(root.attribute("c"), Some("<A"));
    assert_eq!((root.text.as_str(), root.children.len()), ("x&", 1));
    for wrong in [
        "",
        "<a>",
        "<a></b>",
        "<a/><b/>",
        "x<a/>",
        "<a b=\"<\"/>",
        "<a b='1' b='2'/>",
        "<a b='1'c='2'/>",
        "<a>&</a>",
        "<a>&nbsp;</a>",
        "<a>&#0;</a>",
        "<a>]]></a>",
        "<a><!-- -- --></a>",
        "<a>\u{1}</a>",
        "<a b=c/>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
    ] {
        let read = std::panic::catch_unwind(|| read(wrong));
        assert!(read.is_err(), "{wrong}");
    }
}
