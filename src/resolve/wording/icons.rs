//! Icons, packs of them and folders of them.

use std::path::Path;

use crate::ast::spelled;
use crate::diagnostics::render::{printable, quoted};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

pub(in crate::resolve) fn missing_icon(
    at: Span,
    name: &str,
    looked: &[String],
    with_endings: bool,
    nearest: Option<&str>,
) -> Diagnostic {
    let endings = if with_endings {
        " and the same with `.png`, `.jpg`, `.jpeg`, `.gif`, `.webp`"
    } else {
        ""
    };
    let problem = Diagnostic::new(
        Code::MissingIcon,
        at,
        format!("there is no icon {}", quoted(name)),
    )
    .note(format!("looked for {}{endings}", looked.join(", ")));
    match nearest {
        Some(nearest) => problem.fix("one with a similar name exists", at, spelled(nearest)),
        None => problem.help("`diagram [icons=folder]` or `--icons folder` names a folder of icons; `icon=none` draws none"),
    }
}

pub(in crate::resolve) fn missing_pack(at: Span, name: &str, looked: &[String]) -> Diagnostic {
    let pack = name.split(':').next().unwrap_or_default();
    Diagnostic::new(
        Code::MissingIcon,
        at,
        format!("there is no pack of icons {}", quoted(pack)),
    )
    .note(format!("looked for {}", looked.join(", ")))
    .help(format!(
        "put `{0}.json` of Iconify, or `node_modules/@iconify-json/{0}`, into a folder of icons",
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
        format!("the pack {} has no icon {}", quoted(prefix), quoted(icon)),
    )
    .note(format!(
        "the pack is {}",
        quoted(&pack.display().to_string())
    ));
    match nearest {
        Some(nearest) => {
            let text = format!("{prefix}:{nearest}");
            let is_bare = spelled(nearest) == nearest;
            problem.fix(
                "one with a similar name exists",
                at,
                if is_bare { text } else { spelled(&text) },
            )
        }
        None => problem.help(format!(
            "`certdot icons {}` lists what there is",
            printable(icon)
        )),
    }
}

pub(in crate::resolve) fn not_an_icon(at: Span, name: &str, why: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAnImage,
        at,
        format!("the icon {} {}", quoted(name), printable(why)),
    )
}

pub(in crate::resolve) fn not_an_image(at: Span, path: &Path, why: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAnImage,
        at,
        format!("{} {why}", quoted(&path.display().to_string())),
    )
    .label("expected a picture: SVG, PNG, JPEG, GIF or WebP")
}

pub(in crate::resolve) fn icon_folder_outside(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::OutsideRoot,
        at,
        format!("the folder of icons {} lies outside the root", quoted(name)),
    )
    .help("name a folder below the root, or give this one with `--icons`")
}

pub(in crate::resolve) fn icon_outside(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::OutsideRoot,
        at,
        format!("the icon {} lies outside the root", quoted(name)),
    )
    .help("move it below the root, or name another root with `--root`")
}
