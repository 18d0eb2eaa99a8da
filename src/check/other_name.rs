//! W0508: a name that nothing declares, and that is the code or the label of a cert.

use hashbrown::HashMap;

use super::almost_known::replacements;
use super::unknown::Unknown;
use super::written::Written;
use crate::ast::spell;
use crate::attributes::{self, Element};
use crate::catalogues::fold;
use crate::diagnostics::render::quote;
use crate::diagnostics::{Code, Collector, Diagnostic};

/// What a text is to a cert.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NameKind {
    Code,
    Label,
}

pub(super) fn check(written: &Written<'_>, unknown: &mut Unknown<'_>, collector: &mut Collector) {
    let model = written.model;
    if model.certs.is_empty() || unknown.nodes.is_empty() {
        return;
    }
    let code = attributes::get(Element::Cert, "code");
    // A label or code that two certs share refers to neither.
    let mut called: HashMap<String, Option<(usize, NameKind)>> = HashMap::new();
    for (index, cert) in model.certs.iter().enumerate() {
        let code = code.and_then(|key| model.setting(cert.settings, key));
        for (text, kind) in [(code, NameKind::Code), (cert.label, NameKind::Label)] {
            let Some(text) = text else { continue };
            let key = fold(model.text(text));
            let is_own = key == fold(model.text(cert.name));
            if key.is_empty() || is_own {
                continue;
            }
            called
                .entry(key)
                .and_modify(|of| {
                    if of.is_none_or(|(other, _)| other != index) {
                        *of = None;
                    }
                })
                .or_insert(Some((index, kind)));
        }
    }
    let mut meant: HashMap<&str, (usize, NameKind)> = HashMap::new();
    for (name, _) in &unknown.nodes {
        if let Some(Some(found)) = called.get(&fold(name)) {
            meant.insert(name, *found);
        }
    }
    if meant.is_empty() {
        return;
    }
    let places = written.places(&meant.keys().copied().collect());
    for (name, node) in &unknown.nodes {
        let Some((index, kind)) = meant.get(name) else {
            continue;
        };
        let cert = &model.certs[*index];
        let right = model.text(cert.name);
        let what = match kind {
            NameKind::Code => "code",
            NameKind::Label => "label",
        };
        let mut problem = Diagnostic::new(
            Code::OtherName,
            node.at,
            format!(
                "{} is the {what} of the cert {}, not its name",
                quote(name),
                quote(right)
            ),
        )
        .label("this creates a node without a cert");
        if cert.is_own {
            problem = problem.also(cert.at, "the cert");
        }
        collector.push(
            problem
                .fix_with(
                    format!("refer to the cert by its name, {}", quote(right)),
                    replacements(places.get(*name), &spell(right)),
                )
                .help(format!(
                    "if you mean a node without this cert, declare it: `node {}`",
                    spell(name)
                )),
        );
    }
    unknown.nodes.retain(|(name, _)| !meant.contains_key(name));
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{fixed, warnings};

    #[test]
    fn a_code_or_a_label_said_as_a_name_is_warned_of() {
        assert_eq!(
            warnings("use aws\nSAA-C03 >> sa_pro"),
            ["W0508 `SAA-C03` is the code of the cert `sa_assoc`, not its name"]
        );
        assert_eq!(
            warnings("use azure\n\"Azure Fundamentals\" >> az-104"),
            ["W0508 `Azure Fundamentals` is the label of the cert `az-900`, not its name"]
        );
        assert_eq!(
            warnings(
                "cert git \"Version control\" [code=VC-1]\n\"version control\" >> x\nvc1 >> git"
            )
            .len(),
            2,
            "of a cert of one's own, in other letters"
        );
        assert_eq!(
            warnings("use aws\n\"Solutions Architect Associate\" >> x").len(),
            1,
            "a line end is a blank"
        );
    }

    #[test]
    fn the_fix_says_the_name_everywhere() {
        assert_eq!(
            fixed("use aws\nSAA-C03 >> SAP-C03\nx >> SAA-C03", 0),
            "use aws\nsa_assoc >> SAP-C03\nx >> sa_assoc"
        );
    }

    #[test]
    fn what_is_declared_or_means_two_is_not() {
        for text in [
            "use aws\nnode SAA-C03\nSAA-C03 >> sa_pro",
            "use aws\ncert SAA-C03\nSAA-C03 >> sa_pro",
            "use aws\ngroup \"Security\" { sa_assoc >> sa_pro }",
            "cert a \"Same\"\ncert b \"Same\"\na >> b >> \"Same\"",
            "use aws\nsa_assoc >> developer",
        ] {
            assert_eq!(warnings(text), [""; 0], "{text}");
        }
    }
}
