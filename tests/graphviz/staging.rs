//! Icons as images that any Graphviz can read.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use certdot::emit::Options;
use certdot::icons::{Content, Format, InProcess};
use certdot::pictures::{Cache, IconImagesError, stage};

use crate::dot::{compiled_in, dot_in, staged_in};
use crate::xml;

const PACK: &str = r#"{"prefix": "lucide", "width": 24, "height": 24,
    "icons": {"cloud": {"body": "<path fill='currentColor' d='M3 4h9v9z'/>"}},
    "aliases": {"turned": {"parent": "cloud", "rotate": 1}}}"#;

/// A program with an icon of every kind.
const EVERY_KIND: &str = "diagram [legend=true]\n\
    cert c [code=\"CKA\", level=professional]\n\
    node a [icon=\"mark.png\"], b [icon=\"mark.jpg\"], c, d [icon=\"mark.gif\"], e [icon=\"mark.webp\"]\n\
    node f \"A wide caption below\" [icon=\"mark.svg\"], g [icon=lucide:cloud], h [icon=lucide:turned]\n\
    node i [icon=database], j [level=associate], k \"Identity & <Access> \\\"Management\\\"\" [code=\"X & <Y>\"]\n\
    a, b, c, d, e, f >> dive >> g, h, i, j, k";

/// A folder that holds an icon of every kind.
fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let path = fs::canonicalize(folder.path()).expect("it is there");
    let images = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/images");
    for ending in ["svg", "png", "jpg", "gif", "webp"] {
        let name = format!("mark.{ending}");
        fs::copy(images.join(&name), path.join(&name)).expect("it can be copied");
    }
    fs::write(path.join("lucide.json"), PACK).expect("it can be written");
    (folder, path)
}

/// The images that an SVG of Graphviz's refers to.
fn images(svg: &[u8]) -> Vec<String> {
    let svg = xml::read(std::str::from_utf8(svg).expect("Graphviz writes UTF-8"));
    let images = svg.named("image").into_iter();
    images
        .map(|image| {
            image
                .attribute("xlink:href")
                .expect("it has a file")
                .to_owned()
        })
        .collect()
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path)
            } else {
                files.push(path)
            }
        }
    }
    files.sort();
    files
}

/// The images in a cache.
fn kept(cache: &Path) -> Vec<PathBuf> {
    let mut kept = files(cache);
    kept.retain(|file| file.extension().is_some_and(|ending| ending == "png"));
    kept
}

#[test]
fn dot_draws_icons_of_every_kind_without_a_word() {
    let (_kept, folder) = folder();
    for theme in ["light", "dark", "plain"] {
        let program = EVERY_KIND.replace("legend=true", &format!("legend=true, theme={theme}"));
        let dot = staged_in(&folder, &program);
        let images = images(&dot_in(&folder, &["-Tsvg"], &dot));
        assert_eq!(images.len(), 11);
        for image in images {
            let bytes = fs::read(folder.join(&image)).expect("it lies where the graph says");
            let Ok(Content::Bitmap { format, .. }) = Content::read(bytes) else {
                panic!("{image} is no bitmap")
            };
            assert_eq!(format, Format::Png, "every Graphviz reads this one");
        }
        for kind in ["-Tpng", "-Tpdf"] {
            assert!(dot_in(&folder, &[kind], &dot).len() > 1000, "{kind}");
        }
    }
}

#[test]
fn images_are_sharp_and_transparent() {
    let (_kept, folder) = folder();
    staged_in(&folder, EVERY_KIND);
    let kept = kept(&folder.join("cache"));
    // All but the PNG, which is taken as it is.
    assert_eq!(kept.len(), 10);
    for file in kept {
        let png = fs::read(&file).expect("it is there");
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        assert_eq!((number(16), number(20)), (256, 256), "{}", file.display());
        assert_eq!(png[25], 6, "red, green, blue and alpha");
    }
}

#[test]
fn names_that_say_something_else_elsewhere_are_replaced() {
    let (_kept, folder) = folder();
    let names = [
        "with blank",
        "\"quoted\"",
        "it's",
        "a&b",
        "<b>",
        "größe",
        "a+b=c;d,e",
        "#1",
        "50%",
        "$HOME",
        "`x`",
        "a\\b",
        "日本語",
    ];
    for (number, name) in names.iter().enumerate() {
        for (ending, source) in [("png", "mark.png"), ("svg", "mark.svg")] {
            let file = format!("{number}{name}.{ending}");
            fs::copy(folder.join(source), folder.join(&file)).expect("it can be copied");
            let said = file.replace('\\', "\\\\").replace('"', "\\\"");
            let dot = staged_in(&folder, &format!("node a \"x\" [icon=\"{said}\"]"));
            let images = images(&dot_in(&folder, &["-Tsvg"], &dot));
            assert_eq!(images.len(), 1, "{file}");
            let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"./".contains(&b);
            assert!(images[0].bytes().all(is_plain), "{file}: {}", images[0]);
            assert!(folder.join(&images[0]).is_file(), "{file}");
        }
    }
    assert_eq!(kept(&folder.join("cache")).len(), 2, "one for each content");
}

#[test]
fn a_png_of_a_plain_name_is_its_own_image() {
    let (_kept, folder) = folder();
    let dot = staged_in(&folder, "node a [icon=mark.png]");
    assert_eq!(images(&dot_in(&folder, &["-Tsvg"], &dot)), ["mark.png"]);
    assert!(!folder.join("cache").exists());
}

#[test]
fn without_icons_nothing_is_written() {
    let (_kept, folder) = folder();
    for program in [
        "a >> b",
        "node a [icon=none, level=associate]",
        "cert c [code=\"X-1\"]\na >> b",
    ] {
        let dot = staged_in(&folder, program);
        assert!(!dot.contains("image"), "{dot}");
        assert!(!folder.join("cache").exists(), "{program}");
    }
    let (model, _) = compiled_in(&folder, "a >> b");
    let file = folder.join("mark.png/cache");
    assert!(
        stage(
            &model,
            &Cache::new(file),
            &InProcess,
            &Options::default(),
            false,
            &folder
        )
        .is_ok()
    );
}

#[test]
fn a_cache_that_cannot_be_written_is_told() {
    let (_kept, folder) = folder();
    let (model, _) = compiled_in(&folder, EVERY_KIND);
    // A file stands where its folder would be.
    let cache = Cache::new(folder.join("mark.png/cache"));
    let unstaged = stage(
        &model,
        &cache,
        &InProcess,
        &Options::default(),
        false,
        &folder,
    )
    .expect_err("it cannot be");
    assert!(
        matches!(unstaged, IconImagesError::Unwritable(_)),
        "{unstaged:?}"
    );
}

#[test]
fn a_cache_whose_path_would_not_stay_what_it_is_is_told() {
    let (_kept, folder) = folder();
    let (model, _) = compiled_in(&folder, EVERY_KIND);
    for name in ["\"><script>", "a&b", "it's"] {
        let outside = folder.join(name);
        let cache = Cache::new(outside.join("cache"));
        let unstaged = stage(
            &model,
            &cache,
            &InProcess,
            &Options::default(),
            false,
            &folder,
        )
        .expect_err("it cannot be");
        assert!(matches!(unstaged, IconImagesError::Unsafe), "{unstaged:?}");
        let staged = stage(
            &model,
            &cache,
            &InProcess,
            &Options::default(),
            false,
            &outside,
        );
        assert!(staged.is_ok(), "seen from inside, the name does not matter");
    }
}

#[test]
fn images_are_called_from_where_they_are_used() {
    let (_kept, folder) = folder();
    let (model, _) = compiled_in(&folder, "node a [icon=database]");
    let cache = Cache::new(folder.join("deep/cache"));
    let image = |from: &Path| {
        stage(&model, &cache, &InProcess, &Options::default(), false, from)
            .unwrap()
            .images
            .remove(0)
    };
    assert!(image(&folder).starts_with("deep/cache/"));
    assert!(!image(&folder.join("deep")).starts_with("deep"));
    assert_eq!(
        Path::new(&image(&folder.join("other"))),
        folder.join(image(&folder))
    );
}

#[test]
fn the_ink_is_that_of_the_theme() {
    let (_kept, folder) = folder();
    let image = |theme: &str| {
        let dot = staged_in(
            &folder,
            &format!("diagram [theme={theme}]\nnode a [icon=mark.svg]"),
        );
        let file = images(&dot_in(&folder, &["-Tsvg"], &dot)).remove(0);
        fs::read(folder.join(file)).unwrap()
    };
    assert_ne!(image("light"), image("dark"));
    assert_eq!(image("light"), image("light"));
}

#[test]
fn what_is_kept_is_used_again_and_what_is_gone_is_made_again() {
    let (_kept, folder) = folder();
    let dot = staged_in(&folder, EVERY_KIND);
    let first = kept(&folder.join("cache"));
    // A file that is made again takes the place of the old one.
    let number = || fs::metadata(&first[0]).unwrap().ino();
    let old = number();
    assert_eq!(staged_in(&folder, EVERY_KIND), dot);
    assert_eq!(number(), old);
    fs::write(&first[0], "something else").unwrap();
    assert_eq!(staged_in(&folder, EVERY_KIND), dot);
    assert_ne!(fs::read(&first[0]).unwrap(), b"something else");
    fs::remove_dir_all(folder.join("cache")).unwrap();
    assert_eq!(staged_in(&folder, EVERY_KIND), dot);
    assert_eq!(kept(&folder.join("cache")), first);
}

#[test]
fn many_threads_may_make_the_same_images() {
    let (_kept, folder) = folder();
    let program = "node a [icon=mark.gif], b [icon=mark.svg], c [code=\"X-1\"]";
    let alone = staged_in(&folder, program);
    let cache = folder.join("cache");
    let images = || -> Vec<Vec<u8>> {
        let kept = kept(&cache).into_iter();
        kept.map(|file| fs::read(file).unwrap()).collect()
    };
    let expected = images();
    assert_eq!(expected.len(), 3);
    for _ in 0..3 {
        fs::remove_dir_all(&cache).unwrap();
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4)
                .map(|_| scope.spawn(|| staged_in(&folder, program)))
                .collect();
            for thread in threads {
                assert_eq!(thread.join().unwrap(), alone);
            }
        });
        assert_eq!(images(), expected);
        let half_done = |file: &PathBuf| file.to_string_lossy().contains(".new-");
        assert_eq!(files(&cache).into_iter().find(half_done), None);
    }
}

#[test]
fn many_processes_may_make_the_same_images() {
    let (_kept, folder) = folder();
    fs::write(folder.join("tree.cert"), EVERY_KIND).unwrap();
    let start = || {
        Command::new(env!("CARGO_BIN_EXE_certdot"))
            .arg("tree.cert")
            .current_dir(&folder)
            .env("XDG_CACHE_HOME", folder.join("cache"))
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("it can be run")
    };
    let running: Vec<_> = (0..6).map(|_| start()).collect();
    let mut printed = BTreeSet::new();
    for process in running {
        let output = process.wait_with_output().expect("it ends");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        printed.insert(String::from_utf8(output.stdout).expect("DOT is UTF-8"));
    }
    assert_eq!(printed.len(), 1);
    let dot = printed.first().expect("there is one");
    assert_eq!(images(&dot_in(&folder, &["-Tsvg"], dot)).len(), 11);
    assert_eq!(kept(&folder.join("cache")).len(), 10);
}
