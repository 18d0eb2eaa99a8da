use std::borrow::Cow;

use super::table::{REFUSED, TABLE};
use super::*;

fn check(element: Element, key: &str, value: &str) -> Result<String, ValueError> {
    let key = find(element, key).unwrap_or_else(|error| panic!("{key}: {error:?}"));
    key.check(value, &Context::default()).map(Cow::into_owned)
}

fn nearest(element: Element, key: &str, value: &str) -> Option<String> {
    check(element, key, value)
        .expect_err("a wrong value")
        .nearest
}

#[test]
fn the_table_is_sorted_and_unambiguous() {
    for pair in TABLE.windows(2) {
        assert!(
            pair[0].name <= pair[1].name,
            "{} before {}",
            pair[0].name,
            pair[1].name
        );
        let both = pair[0].elements & pair[1].elements;
        assert!(
            pair[0].name != pair[1].name || both == 0,
            "{} twice",
            pair[0].name
        );
    }
    for refused in REFUSED {
        for attribute in TABLE
            .iter()
            .filter(|attribute| attribute.name == refused.name)
        {
            assert_eq!(attribute.elements & refused.elements, 0, "{}", refused.name);
        }
    }
    assert!(TABLE.len() < usize::from(u16::MAX));
}

#[test]
fn every_attribute_is_found_where_it_belongs_and_documented_in_a_line() {
    for key in all() {
        let attribute = key.attribute();
        for element in Element::ALL {
            assert_eq!(
                find(element, key.name()) == Ok(key),
                attribute.belongs_to(element),
                "{key:?}"
            );
        }
        assert!(
            attribute.doc.len() > 10 && attribute.doc.len() < 110,
            "{key:?}"
        );
        assert!(
            !attribute.doc.ends_with('.') && !attribute.kind.expected().is_empty(),
            "{key:?}"
        );
    }
}

#[test]
fn each_example_in_an_expectation_is_right() {
    for key in all() {
        let expected = key.attribute().kind.expected();
        if key.name() == "packmode" || key.name() == "window" {
            continue;
        }
        let Some((_, examples)) = expected.split_once("such as ") else {
            continue;
        };
        for example in examples
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|e| !matches!(*e, "!" | " equally" | "true" | "false"))
        {
            assert!(
                key.check(example, &Context::default()).is_ok(),
                "{key:?}: {example} of {expected}"
            );
        }
    }
}

#[test]
fn words_for_completion_are_right() {
    for key in all().filter(|key| !matches!(key.name(), "ranksep")) {
        for word in key.attribute().kind.words() {
            assert!(
                key.check(word, &Context::default()).is_ok(),
                "{key:?}: {word}"
            );
        }
    }
}

#[test]
fn keys_go_to_the_right_elements() {
    let wrong = find(Element::Edge, "shape");
    let belongs_to = vec![Element::Cert, Element::Node];
    assert_eq!(
        wrong,
        Err(KeyError::WrongElement {
            belongs_to,
            nearest: None
        })
    );
    assert!(find(Element::Node, "cert").is_ok() && find(Element::Cert, "cert").is_err());
    let url = find(Element::Diagram, "url");
    assert!(
        matches!(
            url,
            Err(KeyError::WrongElement {
                nearest: Some("URL"),
                ..
            })
        ),
        "{url:?}"
    );
    assert_eq!(
        find(Element::Edge, "colour"),
        Err(KeyError::Unknown {
            nearest: Some("color")
        })
    );
    assert_eq!(
        find(Element::Node, "lable"),
        Err(KeyError::Unknown {
            nearest: Some("label")
        })
    );
    assert_eq!(
        find(Element::Node, "Url"),
        Err(KeyError::Unknown {
            nearest: Some("url")
        })
    );
    assert_eq!(
        find(Element::Node, "frobnicate"),
        Err(KeyError::Unknown { nearest: None })
    );
    assert_eq!(
        find(Element::Node, ""),
        Err(KeyError::Unknown { nearest: None })
    );
}

#[test]
fn what_breaks_the_structure_is_refused_on_every_element() {
    let keys = "id image shapefile imagepath stylesheet fontpath lhead ltail rank rankdir cluster layers \
                charset compound root newrank _background dir comment _draw_ bb";
    for key in keys.split(' ') {
        for element in Element::ALL {
            assert!(
                matches!(find(element, key), Err(KeyError::Refused { .. })),
                "{key}"
            );
        }
    }
    assert_eq!(
        find(Element::Diagram, "label"),
        Err(KeyError::Refused { instead: "`title`" })
    );
    assert!(find(Element::Group, "label").is_ok());
    assert!(matches!(
        find(Element::Diagram, "colorscheme"),
        Err(KeyError::Refused { .. })
    ));
}

#[test]
fn the_same_key_may_mean_two_things() {
    assert_eq!(check(Element::Node, "labelloc", "c"), Ok("c".into()));
    assert!(check(Element::Group, "labelloc", "c").is_err());
    assert_eq!(check(Element::Node, "orientation", "45"), Ok("45".into()));
    assert_eq!(
        check(Element::Diagram, "orientation", "landscape"),
        Ok("landscape".into())
    );
    assert!(
        check(Element::Group, "peripheries", "2").is_err()
            && check(Element::Node, "peripheries", "2").is_ok()
    );
}

#[test]
fn numbers_that_crash_graphviz_are_wrong_values() {
    let crashers = [
        (Element::Edge, "weight", "2147483647"),
        (Element::Node, "sides", "1000000000"),
        (Element::Edge, "minlen", "60000"),
        (Element::Node, "peripheries", "10000000"),
        (Element::Diagram, "dpi", "100000"),
        (Element::Node, "xlabel", "\n"),
        (Element::Group, "label", "\n\n"),
        (Element::Diagram, "size", "400!"),
        (Element::Diagram, "K", "0"),
    ];
    for (element, key, value) in crashers {
        assert!(check(element, key, value).is_err(), "{key}");
    }
}

#[test]
fn errors_say_what_is_wrong_what_is_right_and_what_was_meant() {
    let error = check(Element::Edge, "penwidth", "thick").unwrap_err();
    assert_eq!(error.problem, "`thick` is not a number");
    assert_eq!(error.expected, "a number from 0 to 100, such as `1.5`");
    assert_eq!(error.nearest, None);
    let error = check(Element::Edge, "color", "magneta").unwrap_err();
    assert_eq!(error.problem, "`magneta` is not a color");
    assert_eq!(error.nearest.as_deref(), Some("magenta"));
    let long = check(Element::Edge, "color", &"ä".repeat(100_000)).unwrap_err();
    assert_eq!(
        long.problem,
        format!("`{}…` is not a color", "ä".repeat(40))
    );
}

#[test]
fn a_value_is_shown_on_one_line() {
    let error = check(Element::Node, "shape", "a\nb\u{1b}").unwrap_err();
    assert_eq!(error.problem, "`a\\nb\\u{1b}` is not the name of a shape");
    let error = check(Element::Node, "shape", "").unwrap_err();
    assert_eq!(error.problem, "an empty value is not the name of a shape");
}

#[test]
fn closed_sets_take_their_words_only() {
    assert_eq!(
        check(Element::Node, "shape", "Mdiamond"),
        Ok("Mdiamond".into())
    );
    assert_eq!(
        nearest(Element::Node, "shape", "elipse").as_deref(),
        Some("ellipse")
    );
    assert_eq!(
        nearest(Element::Node, "shape", "Box").as_deref(),
        Some("box")
    );
    assert_eq!(
        nearest(Element::Node, "shape", "record").as_deref(),
        Some("box")
    );
    assert!(check(Element::Node, "shape", "epsf").is_err());
    assert_eq!(
        nearest(Element::Diagram, "layout", "naeto").as_deref(),
        Some("neato")
    );
    assert!(check(Element::Diagram, "layout", "patchwork").is_err());
    assert!(
        check(Element::Edge, "headport", "port:n").is_err(),
        "only points of the compass"
    );
    assert_eq!(
        nearest(Element::Diagram, "direction", "Down").as_deref(),
        Some("down")
    );
}

#[test]
fn truth_is_written_in_one_way() {
    for (value, right) in [
        ("true", "true"),
        ("Yes", "true"),
        ("1", "true"),
        ("FALSE", "false"),
        ("no", "false"),
        ("00", "false"),
    ] {
        assert_eq!(
            check(Element::Edge, "constraint", value),
            Ok(right.into()),
            "{value}"
        );
    }
    assert_eq!(
        nearest(Element::Edge, "constraint", "flase").as_deref(),
        Some("false")
    );
    assert_eq!(
        nearest(Element::Edge, "constraint", "on").as_deref(),
        Some("true")
    );
    assert!(check(Element::Edge, "constraint", "").is_err());
    assert_eq!(
        check(Element::Node, "fixedsize", "shape"),
        Ok("shape".into())
    );
    assert_eq!(check(Element::Node, "fixedsize", "YES"), Ok("true".into()));
    assert_eq!(
        nearest(Element::Node, "fixedsize", "shpae").as_deref(),
        Some("shape")
    );
    assert_eq!(check(Element::Diagram, "pack", "yes"), Ok("true".into()));
    assert_eq!(
        check(Element::Diagram, "pack", "30"),
        Ok("30".into()),
        "a margin, not a truth value"
    );
}

#[test]
fn text_is_let_through_as_it_is() {
    for text in ["", "  ", "a\nb", "<b>&amp;\\N", "\n x"] {
        assert_eq!(check(Element::Node, "label", text), Ok(text.into()));
        assert_eq!(check(Element::Node, "tooltip", text), Ok(text.into()));
    }
    assert!(
        check(Element::Node, "icon", " ").is_err()
            && check(Element::Node, "icon", "aws:s3").is_ok()
    );
}

#[test]
fn how_a_value_is_written_is_known_from_its_key() {
    let text = |element, key| find(element, key).map(|key| key.attribute().text());
    assert_eq!(text(Element::Edge, "headlabel"), Ok(Text::Label));
    assert_eq!(text(Element::Edge, "edgetooltip"), Ok(Text::Tooltip));
    assert_eq!(text(Element::Edge, "url"), Ok(Text::Verbatim));
    let name = |element, key| find(element, key).map(|key| key.attribute().dot_name());
    assert_eq!(name(Element::Edge, "url"), Ok(Some("URL")));
    assert_eq!(name(Element::Diagram, "title"), Ok(None));
    assert_eq!(name(Element::Diagram, "nodesep"), Ok(Some("nodesep")));
}

/// What is written between quotes as it is must not be able to leave them.
#[test]
fn verbatim_values_hold_nothing_that_needs_escaping() {
    let hostile = [
        "\"", "\\", "a\"b", "a\\", "<b>", "red\\", "1\"", "x\ny", "1\n", "\n", "é\"", "a\u{0}",
        "box\"]", "&quot;",
    ];
    let context = Context {
        color_scheme: true,
        svg_colors: true,
    };
    for key in all().filter(|key| key.attribute().text() == Text::Verbatim) {
        for value in hostile {
            if let Ok(value) = key.check(value, &context) {
                assert!(
                    !value.contains(['"', '\\', '\n', '<', '>', '\0']),
                    "{key:?}: {value}"
                );
            }
        }
    }
}

#[test]
fn ten_thousand_wrong_values_take_no_time() {
    let started = std::time::Instant::now();
    for number in 0..10_000 {
        assert!(check(Element::Node, "fillcolor", &format!("magneta{number}")).is_err());
        assert!(check(Element::Node, "shape", &format!("elipse{number}")).is_err());
        assert!(find(Element::Node, &format!("lable{number}")).is_err());
    }
    // Building an index anew for each would take minutes.
    assert!(started.elapsed().as_secs() < 20);
}
