//! W0509: certs of a catalogue that is not used.
//!
//! The names of catalogues are words that others say too, and a tree may speak of exams and want no catalogue. So a program
//! is warned of only if it has no cert and uses no file, and says at least two certs of one catalogue, one of them in a
//! way that is no plain word: with a digit in it, as a code, or with an abbreviation that its label does not have
//! (`sa_pro`, but not `data_engineer` or `sysops`).

use super::almost_known::replacements;
use super::unknown::Unknown;
use super::written::Written;
use crate::ast::spell;
use crate::catalogues::{self, fold};
use crate::diagnostics::render::quote;
use crate::diagnostics::{Code, Collector, Diagnostic};
use crate::model::{Model, Node};

/// A name that may mean a cert.
struct Candidate<'m> {
    name: &'m str,
    node: &'m Node,
    cert: &'static str,
}

pub(super) fn check(written: &Written<'_>, unknown: &Unknown<'_>, collector: &mut Collector) {
    let model = written.model;
    // A catalogue of its own, or of another file's, is what such a program goes by.
    if !model.certs.is_empty() || model.texts.sources().files().nth(1).is_some() {
        return;
    }
    let mut of_catalogue: Vec<(&str, Vec<Candidate<'_>>)> = Vec::new();
    for (name, node) in &unknown.nodes {
        for (catalogue, cert) in catalogues::certs_by_key(&fold(name)) {
            let candidate = Candidate { name, node, cert };
            match of_catalogue
                .iter_mut()
                .find(|(known, _)| *known == catalogue)
            {
                Some((_, candidates)) => candidates.push(candidate),
                None => of_catalogue.push((catalogue, vec![candidate])),
            }
        }
    }
    let mut best: Option<(&str, Vec<Candidate<'_>>)> = None;
    for (catalogue, candidates) in of_catalogue {
        let mut certs: Vec<&str> = candidates.iter().map(|candidate| candidate.cert).collect();
        certs.sort_unstable();
        certs.dedup();
        let is_convincing =
            certs.len() > 1 && candidates.iter().any(|one| is_distinctive(one, catalogue));
        let most = best.as_ref().map_or(0, |(_, most)| most.len());
        if is_convincing && candidates.len() > most {
            best = Some((catalogue, candidates));
        }
    }
    if let Some((catalogue, candidates)) = best
        && !declares_one(model, catalogue)
    {
        collector.push(diagnostic(written, catalogue, &candidates));
    }
}

/// Whether a node is declared by the name of such a cert: who does that wants nodes of their own.
fn declares_one(model: &Model, catalogue: &str) -> bool {
    let declared = model.nodes.iter().filter(|node| node.is_declared);
    let mut keys = declared.map(|node| fold(model.text(node.name)));
    keys.any(|key| catalogues::certs_by_key(&key).any(|(known, _)| known == catalogue))
}

/// Whether a name is no plain word.
fn is_distinctive(candidate: &Candidate<'_>, catalogue: &str) -> bool {
    let key = fold(candidate.name);
    if key.bytes().any(|byte| byte.is_ascii_digit()) {
        return true;
    }
    // A word of many letters is a word; and what the label says as well is made of words.
    let is_word = key.len() > 5 && candidate.name.chars().all(char::is_alphabetic);
    let label =
        catalogues::find(catalogue).and_then(|catalogue| catalogue.label_of(candidate.cert));
    !is_word && !label.is_some_and(|label| fold(&label).contains(&key))
}

fn diagnostic(written: &Written<'_>, catalogue: &str, candidates: &[Candidate<'_>]) -> Diagnostic {
    let names: Vec<String> = candidates
        .iter()
        .take(3)
        .map(|one| quote(one.name))
        .collect();
    let more = if candidates.len() > 3 { ", …" } else { "" };
    let wanted = candidates.iter().map(|candidate| candidate.name).collect();
    let places = written.places(&wanted);
    // As a code or a label, a name would be a node of its own still.
    let mut edits: Vec<_> = candidates
        .iter()
        .filter(|candidate| candidate.name != candidate.cert)
        .flat_map(|candidate| replacements(places.get(candidate.name), &spell(candidate.cert)))
        .collect();
    edits.extend(written.first_statement(&format!("use {catalogue}")));
    Diagnostic::new(
        Code::UnusedCatalogue,
        candidates[0].node.at,
        format!(
            "{}{more} are certs of the catalogue {}, which is not used",
            names.join(", "),
            quote(catalogue)
        ),
    )
    .label("this creates a node without a cert")
    .fix_with(
        format!("to show them with their labels and badges, write `use {catalogue}`"),
        edits,
    )
    .help("if you mean plain nodes, declare them, or write `// allow W0509` after the first")
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{fixed, warnings};

    #[test]
    fn certs_without_their_catalogue_are_warned_of() {
        let text = "// Certs\ndiagram \"AWS\"\nsa_assoc >> sa_pro";
        assert_eq!(
            warnings(text),
            ["W0509 `sa_assoc`, `sa_pro` are certs of the catalogue `aws`, which is not used"]
        );
        assert_eq!(
            fixed(text, 0),
            "// Certs\nuse aws\ndiagram \"AWS\"\nsa_assoc >> sa_pro"
        );
        assert_eq!(warnings("cka >> cks").len(), 1);
        let text = "SAA-C03 >> \"Azure Fundamentals\"\nSAA-C03 >> SAP-C03";
        assert_eq!(
            fixed(text, 0),
            "use aws\nsa_assoc >> \"Azure Fundamentals\"\nsa_assoc >> sa_pro"
        );
        assert_eq!(warnings(&fixed(text, 0)), [""; 0]);
    }

    #[test]
    fn common_words_are_not() {
        for text in [
            "developer >> sysops",
            "networking >> security >> database >> machine_learning",
            "data_engineer >> cloud_architect >> big_data",
            "az-104 >> exam",
            "use aws\nsa_assoc >> sa_pro",
            "cert mine\nmine >> sa_assoc >> sa_pro",
            "node sa_assoc, sa_pro\nsa_assoc >> sa_pro",
            "node az-900\naz-104 >> az-305",
            "a >> b",
        ] {
            assert_eq!(warnings(text), [""; 0], "{text}");
        }
    }
}
