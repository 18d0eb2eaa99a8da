//! The catalogues that ship inside the program: `.cert` files that `use aws` takes in.
//!
//! Each is a file of `assets/catalogues`, whose head says in its first line what it is, and in the next as of when. This
//! module hands out their text and knows nothing of what it means.

/// A `.cert` file inside the program.
#[derive(Clone, Copy, Debug)]
pub struct Catalogue {
    /// The name by which it is used: `aws`.
    pub name: &'static str,
    /// All that stands in it.
    pub text: &'static str,
}

macro_rules! catalogues {
    ($($name:literal)*) => {
        &[$(Catalogue {
            name: $name,
            text: include_str!(concat!("../assets/catalogues/", $name, ".cert")),
        }),*]
    };
}

/// All catalogues, in the order of their names.
pub const ALL: &[Catalogue] = catalogues!("aws" "azure" "gcp" "kubernetes");

/// The catalogue of a name.
pub fn find(name: &str) -> Option<Catalogue> {
    ALL.iter().copied().find(|known| known.name == name)
}

/// The names of all catalogues.
pub fn names() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|catalogue| catalogue.name)
}

impl Catalogue {
    /// What messages call it.
    pub fn shown(&self) -> String {
        format!("<{}>", self.name)
    }

    /// What it is, in a few words.
    pub fn title(&self) -> &'static str {
        let line = self.text.lines().next().unwrap_or_default();
        line.trim_start_matches(['/', ' '])
    }

    /// The day or month up to which what it says is known to be true: `2026-10`.
    pub fn as_of(&self) -> &'static str {
        let line = self.text.lines().nth(1).unwrap_or_default();
        let (_, after) = line.split_once("As of ").unwrap_or_default();
        after.split('.').next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_head_says_what_it_is_as_of_when_and_from_where() {
        for catalogue in ALL {
            let name = catalogue.name;
            assert!(!catalogue.title().is_empty(), "{name}");
            let as_of = catalogue.as_of();
            let is_date = |c: char| c.is_ascii_digit() || c == '-';
            assert!(as_of.len() >= 7 && as_of.chars().all(is_date), "{name}");
            let head: Vec<&str> = catalogue
                .text
                .lines()
                .take_while(|line| line.starts_with("//"))
                .collect();
            assert!(head.join("\n").contains("From https://"), "{name}");
        }
        assert!(names().is_sorted());
        assert_eq!(find("aws").map(|aws| aws.shown()), Some("<aws>".into()));
        assert!(find("AWS").is_none());
    }
}
