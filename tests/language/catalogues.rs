//! The catalogues that ship inside the program: what they hold, and how a file takes them in.

use std::collections::BTreeSet;

use certdot::attributes::{self, Element};
use certdot::catalogues::{self, Catalogue};
use certdot::compile::Compilation;
use certdot::diagnostics::Code::*;
use certdot::diagnostics::render::short;
use certdot::model::Model;

use crate::picture::{dot, drawn, draws, errors, project, warnings};

/// A cert of a catalogue, as a user of the library reads it.
struct Cert {
    name: String,
    label: String,
    code: String,
    level: String,
    url: String,
}

fn certs_of(model: &Model) -> Vec<Cert> {
    let certs = model.certs.iter().map(|cert| {
        let says = |key| {
            let key = attributes::find(Element::Cert, key).ok().unwrap();
            let text = model.setting(cert.settings, key);
            text.map_or(String::new(), |text| model.text(text).to_owned())
        };
        Cert {
            name: model.text(cert.name).to_owned(),
            label: cert.label.map_or("", |text| model.text(text)).to_owned(),
            code: says("code"),
            level: says("level"),
            url: says("url"),
        }
    });
    certs.collect()
}

fn certs(catalogue: &Catalogue) -> Vec<Cert> {
    certs_of(drawn(&project(catalogue.text).compile()))
}

fn names(catalogue: &str) -> Vec<String> {
    let catalogue = catalogues::find(catalogue).unwrap();
    certs(&catalogue)
        .into_iter()
        .map(|cert| cert.name)
        .collect()
}

/// That neither errors nor warnings come of a program.
#[track_caller]
fn assert_clean(compilation: &Compilation, what: &str) {
    let messages: Vec<String> = compilation
        .diagnostics
        .iter()
        .map(|diagnostic| short(diagnostic, &compilation.sources))
        .collect();
    assert!(messages.is_empty(), "{what}: {}", messages.concat());
}

// ---- what they hold ----

#[test]
fn each_is_a_file_without_a_mistake() {
    for catalogue in catalogues::ALL {
        assert_clean(&project(catalogue.text).compile(), catalogue.name);
        assert!(!certs(catalogue).is_empty());
    }
}

#[test]
fn each_cert_says_all_that_is_to_be_said() {
    let levels = ["foundational", "associate", "professional", "specialty"];
    for catalogue in catalogues::ALL {
        let mut codes = BTreeSet::new();
        for cert in certs(catalogue) {
            let name = &cert.name;
            assert!(!cert.label.is_empty(), "{name} has no label");
            assert!(!cert.code.is_empty(), "{name} has no code");
            assert!(levels.contains(&cert.level.as_str()), "{name}");
            assert!(cert.url.starts_with("https://"), "{name}: {}", cert.url);
            assert!(codes.insert(cert.code), "{name} has the code of another");
        }
    }
}

#[test]
fn no_two_certs_look_the_same() {
    for catalogue in catalogues::ALL {
        let mut labels = BTreeSet::new();
        for cert in certs(catalogue) {
            assert!(labels.insert(cert.label), "{} is there twice", cert.name);
        }
    }
}

#[test]
fn aws_has_the_names_that_people_say() {
    let names = names("aws");
    for name in "cloud_practitioner ai_practitioner sa_assoc developer sysops data_engineer ml_engineer sa_pro \
                 devops_pro networking security machine_learning data_analytics database sap_on_aws \
                 alexa_skill_builder"
        .split_whitespace()
    {
        assert!(names.iter().any(|known| known == name), "{name}");
    }
}

#[test]
fn azure_and_kubernetes_go_by_exam_code() {
    for name in ["azure", "kubernetes"] {
        for cert in certs(&catalogues::find(name).unwrap()) {
            assert_eq!(cert.name, cert.code.to_lowercase());
        }
    }
    let names = names("kubernetes");
    assert_eq!(names[..5], ["kcna", "kcsa", "cka", "ckad", "cks"]);
}

#[test]
fn what_is_retired_says_so_and_keeps_its_level() {
    let retired: Vec<String> = catalogues::ALL
        .iter()
        .flat_map(certs)
        .filter(|cert| cert.label.ends_with("(retired)"))
        .inspect(|cert| assert!(!cert.level.is_empty()))
        .map(|cert| cert.name)
        .collect();
    for name in ["machine_learning", "data_analytics", "az-204", "pgwa"] {
        assert!(retired.iter().any(|known| known == name), "{name}");
    }
    assert!(!retired.iter().any(|name| name == "sa_assoc"));
}

// ---- how they are used ----

#[test]
fn all_certs_of_all_catalogues_can_be_drawn_in_one_picture() {
    let mut text = String::new();
    let mut count = 0;
    for catalogue in catalogues::ALL {
        text += &format!("use {0}\ngroup {0} {{\n", catalogue.name);
        for cert in certs(catalogue) {
            text += &format!("node {}\n", cert.name);
            count += 1;
        }
        text += "}\n";
    }
    let compilation = project(text).compile();
    assert_clean(&compilation, "all");
    let model = drawn(&compilation);
    assert_eq!(model.nodes.len(), count);
    assert!(model.nodes.iter().all(|node| node.cert.is_some()));
    assert!(model.nodes.iter().all(|node| node.label.is_some()));
}

#[test]
fn a_used_one_draws_nothing_by_itself() {
    assert_eq!(draws("use aws"), "");
    assert_eq!(
        draws("use kubernetes\na >> cka"),
        "a, cka \"Kubernetes\\nAdministrator\" | a >> cka"
    );
    assert_eq!(warnings("use aws\nnode developer"), [], "no cert is missed");
    assert!(!dot("use aws\nnode x").contains("aws"));
}

#[test]
fn it_does_not_matter_where_and_how_often_it_is_used() {
    let once = dot("use aws\nnode sa_assoc");
    assert_eq!(dot("node sa_assoc\nuse aws"), once);
    assert_eq!(dot("use aws\nuse aws\nnode sa_assoc"), once);
    let through_another = project("use \"a.cert\"\nuse \"b.cert\"\nnode sa_assoc")
        .with("a.cert", "use aws")
        .with("b.cert", "use aws\nuse azure");
    assert_eq!(through_another.dot(), once);
    let compilation = project("use aws\nuse \"a.cert\"")
        .with("a.cert", "use aws")
        .compile();
    assert_eq!(compilation.sources.files().count(), 3);
}

#[test]
fn without_use_there_is_no_catalogue() {
    assert_eq!(draws("node sa_assoc"), "sa_assoc");
    assert_eq!(project("node a").compile().sources.files().count(), 1);
}

#[test]
fn the_users_declaration_refines_it_attribute_by_attribute() {
    let text = "use aws\ncert sa_assoc \"Mine\" [color=red]\nnode sa_assoc";
    assert!(draws(text).starts_with("sa_assoc \"Mine\""));
    let dot = dot(text);
    assert!(dot.contains("color=\"red\""));
    assert!(dot.contains("certified-solutions-architect-associate"));
    let through_another = project("use \"mine.cert\"\nnode sa_assoc")
        .with("mine.cert", "use aws\ncert sa_assoc \"Mine\"");
    assert!(through_another.draws().starts_with("sa_assoc \"Mine\""));
}

#[test]
fn a_cert_of_the_users_own_that_never_appears_is_still_warned_of() {
    assert_eq!(
        warnings("use aws\ncert developer \"Mine\"\nnode security"),
        [UnusedCert]
    );
}

#[test]
fn a_name_that_is_almost_one_of_a_catalogue_is_warned_of() {
    assert_eq!(warnings("use aws\na >> sa_asoc"), [AlmostKnown]);
    assert_eq!(errors("use aws\nnode a [cert=develope]"), [UnknownCert]);
}

#[test]
fn a_catalogue_that_does_not_exist_is_refused_with_the_nearest() {
    let compilation = project("use kubernetis").compile();
    let [problem] = &compilation.diagnostics[..] else {
        panic!("one problem, not {}", compilation.diagnostics.len());
    };
    assert_eq!(problem.code, UnknownCatalogue);
    let edits: Vec<&str> = problem
        .helps
        .iter()
        .flat_map(|help| &help.edits)
        .map(|edit| edit.text.as_str())
        .collect();
    assert_eq!(edits, ["kubernetes"]);
    let notes = problem.notes.concat();
    for name in catalogues::names() {
        assert!(notes.contains(&format!("`{name}`")), "{notes}");
    }
    assert_eq!(errors("use AWS"), [UnknownCatalogue], "case counts");
}

#[test]
fn a_name_in_quotes_is_a_file_and_a_bare_one_never_is() {
    let file =
        || project("use \"aws.cert\"\nnode sa_assoc").with("aws.cert", "cert sa_assoc \"File\"");
    assert_eq!(file().draws(), "sa_assoc \"File\"");
    let bare = project("use aws\nnode sa_assoc").with("aws.cert", "cert sa_assoc \"File\"");
    assert!(!bare.draws().contains("File"));
    let decoy = project("use aws\nnode sa_assoc").with("<aws>", "cert sa_assoc \"File\"");
    assert!(!decoy.draws().contains("File"));
}

#[test]
fn it_is_called_by_its_name_in_angle_brackets() {
    let compilation = project("use aws\nnode developer").compile();
    let names: Vec<&str> = compilation
        .sources
        .files()
        .map(|(_, source)| source.name())
        .collect();
    assert_eq!(names, ["main.cert", "<aws>"]);
}
