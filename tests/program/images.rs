//! Images of icons: where the program keeps them, and what it says when it cannot.

use crate::folder::{Folder, Outcome};

const TREE: &str = "node a [icon=cloud]";

/// The program in a place of a folder, with this in its environment.
fn run(folder: &Folder, place: &str, variables: &[(&str, &str)], arguments: &[&str]) -> Outcome {
    let mut command = folder.command("env");
    command
        .current_dir(folder.path(place))
        .args(["-u", "XDG_CACHE_HOME", "-u", "HOME"]);
    for (name, value) in variables {
        command.arg(format!("{name}={value}"));
    }
    command.arg("certdot").args(arguments);
    Outcome::of(command.output().unwrap())
}

#[test]
fn images_lie_where_caches_lie() {
    let folder = Folder::new(&[("tree.cert", TREE), ("deep/tree.cert", TREE)]);
    let place = folder.path("").canonicalize().unwrap();
    let place = place.to_str().unwrap().trim_end_matches('/');
    for (variables, start) in [
        (
            vec![("XDG_CACHE_HOME", format!("{place}/here"))],
            "here/certdot/",
        ),
        (vec![("HOME", format!("{place}/me"))], "me/.cache/certdot/"),
        // Relative ones are to be passed over.
        (
            vec![
                ("HOME", format!("{place}/me")),
                ("XDG_CACHE_HOME", "here".into()),
            ],
            "me/.cache/certdot/",
        ),
    ] {
        let variables: Vec<(&str, &str)> = variables
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let outcome = run(&folder, "", &variables, &["tree.cert"]);
        outcome.assert_drawn();
        let image = outcome.stdout.split("image=\"").nth(1).unwrap();
        let image = image.split('"').next().unwrap();
        assert!(image.starts_with(start), "{image}");
        assert!(folder.path(image).is_file());
        // From another folder.
        let outcome = run(&folder, "deep", &variables, &["tree.cert"]);
        outcome.assert_drawn();
        let absolute = format!("image=\"{place}/{start}");
        assert!(outcome.stdout.contains(&absolute), "{outcome:?}");
    }
}

#[test]
fn a_home_that_cannot_be_written_is_told_where_it_is_needed() {
    let folder = Folder::new(&[("tree.cert", TREE), ("plain.cert", "a >> b"), ("home", "")]);
    let home = folder.path("home");
    let home = home.to_str().unwrap();
    for variable in ["HOME", "XDG_CACHE_HOME"] {
        let variables = [(variable, home)];
        let outcome = run(&folder, "", &variables, &["tree.cert"]);
        outcome.assert_refused(1, "XDG_CACHE_HOME");
        assert!(outcome.stderr.contains(home), "{outcome:?}");
        outcome.assert_refused(1, "certdot render");
        run(&folder, "", &variables, &["plain.cert"]).assert_drawn();
        run(&folder, "", &variables, &["check", "tree.cert"]).assert_refused(0, "no mistakes");
    }
}

#[test]
fn without_a_home_what_needs_none_is_drawn() {
    let folder = Folder::new(&[("plain.cert", "a >> b")]);
    run(&folder, "", &[], &["plain.cert"]).assert_drawn();
}

#[test]
fn a_home_whose_name_says_something_else_in_pictures_is_told() {
    let folder = Folder::new(&[("tree.cert", TREE)]);
    let elsewhere = Folder::new(&[]);
    let home = elsewhere.path("a&b");
    let outcome = run(
        &folder,
        "",
        &[("XDG_CACHE_HOME", home.to_str().unwrap())],
        &["tree.cert"],
    );
    outcome.assert_refused(1, "XDG_CACHE_HOME");
}
