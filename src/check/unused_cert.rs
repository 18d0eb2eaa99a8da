//! W0505: a cert of this file that never appears. Certs of used files do not have to appear.

use crate::ast::spell;
use crate::diagnostics::render::quote;
use crate::diagnostics::{Code, Collector, Diagnostic};
use crate::model::Model;

pub(super) fn check(model: &Model, collector: &mut Collector) {
    // A file that draws nothing is a catalogue for others.
    if model.nodes.is_empty() {
        return;
    }
    let mut appears = vec![false; model.certs.len()];
    for cert in model.nodes.iter().filter_map(|node| node.cert) {
        appears[cert.index()] = true;
    }
    for (cert, appears) in model.certs.iter().zip(appears) {
        if cert.is_own && !appears {
            let name = model.text(cert.name);
            collector.push(
                Diagnostic::new(
                    Code::UnusedCert,
                    cert.at,
                    format!("the cert {} is never used", quote(name)),
                )
                .help(format!(
                    "use it in a chain, or declare a node: `node {}`",
                    spell(name)
                )),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::warnings;

    #[test]
    fn a_cert_that_no_node_shows_is_warned_of() {
        assert_eq!(
            warnings("cert a\ncert b\nnode x [cert=a]"),
            ["W0505 the cert `b` is never used"]
        );
    }

    #[test]
    fn a_shown_one_and_a_catalogue_are_not() {
        assert_eq!(warnings("cert a\na >> b"), [""; 0]);
        assert_eq!(warnings("cert a\ncert b"), [""; 0]);
    }
}
