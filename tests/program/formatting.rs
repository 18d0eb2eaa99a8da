//! `certdot fmt`: files are rewritten in the one style, or what would change is told.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};

use crate::folder::Folder;

const WILD: &str = "node  a   \"A\"[ color=red ] // one\n\n\n\na>>b;b>>c\n";
const TIDY: &str = "node a \"A\" [color=red] // one\n\na >> b\nb >> c\n";

#[test]
fn a_file_is_rewritten_in_place() {
    let folder = Folder::new(&[("tree.cert", WILD), ("tidy.cert", TIDY)]);
    let outcome = folder.run(&["fmt", "tree.cert", "tidy.cert"]);
    assert_eq!(outcome.code, Some(0));
    assert_eq!(outcome.stdout, "");
    assert_eq!(outcome.stderr, "1 file formatted, 1 unchanged\n");
    assert_eq!(folder.text("tree.cert"), TIDY);
    assert_eq!(folder.text("tidy.cert"), TIDY);
    assert_eq!(folder.names(), ["tidy.cert", "tree.cert"]);
    let again = folder.run(&["fmt", "tree.cert", "tidy.cert"]);
    assert_eq!(again.stderr, "2 files unchanged\n");
}

#[test]
fn permissions_and_links_stay() {
    let folder = Folder::new(&[("tree.cert", WILD)]);
    let tree = folder.path("tree.cert");
    fs::set_permissions(&tree, Permissions::from_mode(0o640)).unwrap();
    symlink("tree.cert", folder.path("link.cert")).unwrap();
    assert_eq!(folder.run(&["fmt", "link.cert"]).code, Some(0));
    assert_eq!(folder.text("tree.cert"), TIDY);
    let metadata = fs::symlink_metadata(&tree).unwrap();
    assert_eq!(metadata.permissions().mode() & 0o777, 0o640);
    assert!(folder.path("link.cert").is_symlink());
}

#[test]
fn what_is_tidy_is_not_written() {
    let folder = Folder::new(&[("tree.cert", TIDY)]);
    let changed = || {
        let metadata = fs::metadata(folder.path("tree.cert")).unwrap();
        metadata.modified().unwrap()
    };
    let before = changed();
    assert_eq!(folder.run(&["fmt", "tree.cert"]).code, Some(0));
    assert_eq!(changed(), before);
}

#[test]
fn check_lists_what_would_change_and_fails() {
    let folder = Folder::new(&[("tree.cert", WILD), ("tidy.cert", TIDY)]);
    let outcome = folder.run(&["fmt", "--check", "tidy.cert", "tree.cert"]);
    assert_eq!((outcome.code, &*outcome.stdout), (Some(1), "tree.cert\n"));
    assert_eq!(outcome.stderr, "1 file would change, 1 unchanged\n");
    assert_eq!(folder.text("tree.cert"), WILD);
    let outcome = folder.run(&["fmt", "--check", "tidy.cert"]);
    assert_eq!((outcome.code, &*outcome.stdout), (Some(0), ""));
}

#[test]
fn diff_shows_what_would_change() {
    let text = "a >> b\nb>>c\nc >> d\n";
    let folder = Folder::new(&[("tree.cert", text)]);
    let outcome = folder.run(&["fmt", "--diff", "tree.cert"]);
    assert_eq!(outcome.code, Some(0));
    assert_eq!(
        outcome.stdout,
        "--- tree.cert\n+++ tree.cert\n@@ -1,3 +1,3 @@\n a >> b\n-b>>c\n+b >> c\n c >> d\n"
    );
    assert_eq!(folder.text("tree.cert"), text);
    let both = folder.run(&["fmt", "--diff", "--check", "tree.cert"]);
    assert_eq!(both.code, Some(1));
}

#[test]
fn standard_input_is_filtered() {
    let folder = Folder::new(&[]);
    let outcome = folder.pipe(WILD, &["fmt", "-"]);
    assert_eq!(outcome.code, Some(0));
    assert_eq!((&*outcome.stdout, &*outcome.stderr), (TIDY, ""));
    let outcome = folder.pipe(WILD, &["fmt", "--check", "-"]);
    assert_eq!((outcome.code, &*outcome.stdout), (Some(1), "<stdin>\n"));
    assert_eq!(folder.pipe("", &["fmt", "-"]).stdout, "");
}

#[test]
fn line_ends_and_a_byte_order_mark_stay() {
    let folder = Folder::new(&[]);
    let marked = |text: &str| format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
    let outcome = folder.pipe(marked(WILD), &["fmt", "-"]);
    assert_eq!(outcome.stdout, marked(TIDY));
}

#[test]
fn lines_with_mistakes_stay_as_they_are() {
    let text = "a>>b\n   a   ->  b  // no\nb>>c\n";
    let folder = Folder::new(&[("tree.cert", text)]);
    let outcome = folder.run(&["fmt", "tree.cert"]);
    assert_eq!((outcome.code, &*outcome.stdout), (Some(1), ""));
    assert_eq!(
        outcome.stderr,
        "warning: tree.cert: 1 line with mistakes was left unchanged; see `certdot check tree.cert`\n\
         1 file formatted\n"
    );
    let tidy = "a >> b\n   a   ->  b  // no\nb >> c\n";
    assert_eq!(folder.text("tree.cert"), tidy);
    assert_eq!(folder.pipe(text, &["fmt", "-"]).stdout, tidy);
}

#[test]
fn what_is_no_text_is_left_as_it_is() {
    let folder = Folder::new(&[("good.cert", WILD)]);
    let bytes = b"a >> b\n\xff\xfe\n";
    fs::write(folder.path("bad.cert"), bytes).unwrap();
    let outcome = folder.run(&["fmt", "bad.cert", "good.cert", "none.cert"]);
    outcome.assert_refused(1, "cannot format `bad.cert`: line 2 is not UTF-8");
    assert!(outcome.stderr.contains("none.cert"), "{outcome:?}");
    assert!(
        outcome.stderr.ends_with("1 file formatted\n"),
        "{outcome:?}"
    );
    assert_eq!(fs::read(folder.path("bad.cert")).unwrap(), bytes);
    assert_eq!(folder.text("good.cert"), TIDY, "the others are formatted");
}

#[test]
fn what_is_too_large_is_left_as_it_is() {
    let folder = Folder::new(&[]);
    let file = fs::File::create(folder.path("large.cert")).unwrap();
    let length = (256 << 20) + 1;
    file.set_len(length).unwrap();
    let outcome = folder.run(&["fmt", "large.cert"]);
    outcome.assert_refused(1, "256 MiB");
    assert_eq!(
        fs::metadata(folder.path("large.cert")).unwrap().len(),
        length
    );
}

#[test]
fn without_files_it_says_what_it_takes() {
    let folder = Folder::new(&[]);
    folder.run(&["fmt"]).assert_refused(2, "certdot fmt");
}
