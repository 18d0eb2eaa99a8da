//! The catalogues that ship inside the program: `.cert` files that `use aws` takes in.
//!
//! Each is a file of `assets/catalogues`, whose head says in its first line what it is, and in the next as of when. This
//! module hands out their text and knows nothing of what it means.

mod fold;

pub(crate) use fold::fold;

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
            text: include_str!(concat!("../../assets/catalogues/", $name, ".cert")),
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

/// By what the certs of all catalogues can be called (their names, codes and labels, [`folded`]), with the catalogue and
/// the cert's name, sorted. The build script writes it.
const KEYS: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/catalogue_keys.rs"));

/// The certs that can be called so: of each its catalogue and its name there.
pub(crate) fn certs_by_key(key: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let from = KEYS.partition_point(|(known, _, _)| *known < key);
    KEYS[from..]
        .iter()
        .take_while(move |(known, _, _)| *known == key)
        .map(|(_, catalogue, cert)| (*catalogue, *cert))
}

impl Catalogue {
    /// What messages call it.
    pub fn display_name(&self) -> String {
        format!("<{}>", self.name)
    }

    /// What the label of a cert says, by the line that declares it.
    pub(crate) fn label_of(&self, cert: &str) -> Option<String> {
        let mut lines = self.text.lines();
        lines.find_map(|line| {
            let rest = line.strip_prefix("cert ")?.strip_prefix(cert)?;
            let (label, _) = rest.strip_prefix(" \"")?.split_once('"')?;
            Some(label.replace("\\n", " "))
        })
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
    fn each_cert_is_found_by_its_name_its_code_and_its_label() {
        use crate::compile::{Input, Options, compile};

        let files = crate::source::Memory::default();
        let code = crate::attributes::get(crate::attributes::Element::Cert, "code").unwrap();
        for catalogue in ALL {
            let input = Input {
                name: catalogue.display_name(),
                path: "/all.cert".into(),
                bytes: catalogue.text.into(),
            };
            let model = compile(input, Options::new(&files, "/")).unwrap().model;
            let model = model.unwrap();
            assert!(model.certs.len() > 9);
            for cert in &model.certs {
                let name = model.text(cert.name);
                let called = [
                    Some(cert.name),
                    cert.label,
                    model.setting(cert.settings, code),
                ];
                for text in called.into_iter().flatten() {
                    let key = fold(model.text(text));
                    let found = certs_by_key(&key).any(|found| found == (catalogue.name, name));
                    assert!(found, "{key} of {name}");
                }
            }
        }
        assert_eq!(certs_by_key("nonesuch").count(), 0);
    }

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
        assert_eq!(
            find("aws").map(|aws| aws.display_name()),
            Some("<aws>".into())
        );
        assert!(find("AWS").is_none());
    }
}
