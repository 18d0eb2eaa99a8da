//! Icons, icon packs and icon folders.

use std::path::Path;

use crate::ast::{in_quotes, spell};
use crate::diagnostics::render::{printable, quote};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{NotAPath, Span};

use super::did_you_mean;

pub(in crate::resolve) fn missing_icon(
    at: Span,
    name: &str,
    looked: &[String],
    with_endings: bool,
    nearest: Option<&str>,
    built_in: Option<&str>,
) -> Diagnostic {
    let endings = if with_endings {
        ", and the same with `.png`, `.jpg`, `.jpeg`, `.gif`, `.webp`"
    } else {
        ""
    };
    let problem = Diagnostic::new(
        Code::MissingIcon,
        at,
        format!("there is no icon {}", quote(name)),
    )
    .note(format!("looked for {}{endings}", looked.join(", ")));
    let problem = match nearest {
        Some(nearest) => problem.fix(did_you_mean(nearest), at, spell(nearest)),
        None => problem,
    };
    match built_in.filter(|built_in| nearest != Some(built_in)) {
        Some(built_in) => ships(problem, at, built_in),
        None if nearest.is_some() => problem,
        None => problem.help("name a folder with `diagram [icons=folder]` or `--icons folder`, or write `icon=none` for no icon"),
    }
}

pub(in crate::resolve) fn missing_pack(
    at: Span,
    name: &str,
    looked: &[String],
    built_in: Option<&str>,
) -> Diagnostic {
    let pack = name.split(':').next().unwrap_or_default();
    let problem = Diagnostic::new(
        Code::MissingIcon,
        at,
        format!("there is no icon pack {}", quote(pack)),
    )
    .note(format!("looked for {}", looked.join(", ")));
    let problem = match built_in {
        Some(built_in) => ships(problem, at, built_in),
        None => problem,
    };
    problem.help(format!(
        "put Iconify's `{0}.json`, or `node_modules/@iconify-json/{0}`, into an icon folder",
        printable(pack)
    ))
}

pub(in crate::resolve) fn not_in_pack(
    at: Span,
    name: &str,
    pack: &Path,
    nearest: Option<&str>,
) -> Diagnostic {
    let (prefix, icon) = name.split_once(':').unwrap_or_default();
    let problem = Diagnostic::new(
        Code::MissingIcon,
        at,
        format!("the pack {} has no icon {}", quote(prefix), quote(icon)),
    )
    .note(format!(
        "the pack is {}",
        quote(&pack.display().to_string())
    ));
    match nearest {
        Some(nearest) => {
            let text = format!("{prefix}:{nearest}");
            let is_bare = spell(nearest) == nearest;
            problem.fix(
                did_you_mean(&text),
                at,
                if is_bare { text } else { spell(&text) },
            )
        }
        None => problem.help(format!(
            "run `certdot icons {}` to find one",
            printable(icon)
        )),
    }
}

pub(in crate::resolve) fn not_an_icon(at: Span, name: &str, why: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAnImage,
        at,
        format!("the icon {} {}", quote(name), printable(why)),
    )
}

pub(in crate::resolve) fn not_an_image(at: Span, path: &Path, why: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAnImage,
        at,
        format!("{} {why}", quote(&path.display().to_string())),
    )
    .label("expected an image: SVG, PNG, JPEG, GIF or WebP")
}

pub(in crate::resolve) fn icon_folder_outside(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::OutsideRoot,
        at,
        format!("the icon folder {} is outside the root", quote(name)),
    )
    .help("use a folder below the root, or name this one with `--icons`")
}

pub(in crate::resolve) fn icon_outside(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::OutsideRoot,
        at,
        format!("the icon {} is outside the root", quote(name)),
    )
    .help("move it below the root, or set another root with `--root`")
}

/// With the advice to use a built-in icon.
fn ships(problem: Diagnostic, at: Span, built_in: &str) -> Diagnostic {
    problem.fix(format!("use the built-in icon `{built_in}`"), at, built_in)
}

/// An icon is named by something that is not a path. `there` is the path of a file that may be meant.
pub(in crate::resolve) fn misnamed_icon(
    at: Span,
    name: &str,
    why: NotAPath,
    there: Option<&str>,
    built_in: Option<&str>,
) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::MissingIcon,
        at,
        format!("{} is not an icon: {why}", quote(name)),
    );
    let problem = match there {
        Some(path) => problem.fix(did_you_mean(path), at, in_quotes(path)),
        None => problem,
    };
    let problem = match built_in {
        Some(built_in) => ships(problem, at, built_in),
        None => problem,
    };
    match there {
        Some(_) => problem,
        None => problem.help(match why {
            NotAPath::Address => {
                "save the image next to this file, and write its path relative to this file: `icon=\"icons/logo.svg\"`"
            }
            _ => "write the path of the image, relative to the folder of this file: `icon=\"icons/logo.svg\"`",
        }),
    }
}

pub(in crate::resolve) fn misnamed_icon_folder(at: Span, name: &str, why: NotAPath) -> Diagnostic {
    Diagnostic::new(
        Code::MissingIcon,
        at,
        format!("{} is not an icon folder: {why}", quote(name)),
    )
    .help("write its path, relative to the folder of this file: `diagram [icons=\"my/icons\"]`")
}

pub(in crate::resolve) fn missing_icon_folder(
    at: Span,
    name: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::MissingIcon,
        at,
        format!("there is no icon folder {}", quote(name)),
    );
    match nearest {
        Some(nearest) => {
            let folder = name.trim_end_matches('/').rfind('/');
            let before = folder.map_or("", |slash| &name[..=slash]);
            let path = in_quotes(&format!("{before}{nearest}"));
            problem.fix(did_you_mean(&format!("{before}{nearest}")), at, path)
        }
        None => problem.note("the path is relative to the folder of the file that contains it"),
    }
}

pub(in crate::resolve) fn no_icon_folder(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MissingIcon,
        at,
        format!("{} is a file, not an icon folder", quote(name)),
    )
    .help("to set the icon of one node, write `node a [icon=\"logo.svg\"]`")
}
