//! The messages about files: what is in them, and how they use each other.

use crate::ast::in_quotes;
use crate::catalogues;
use crate::diagnostics::render::printable;
use crate::diagnostics::{Code, Diagnostic};
use crate::nearest::Nearest;
use crate::source::{Forbidden, ForbiddenKind, NotAPath, ReadError, Span};

pub(super) fn forbidden(found: &Forbidden, base: u32) -> Diagnostic {
    let span = found.span.shifted(base);
    match found.kind {
        ForbiddenKind::NotUtf8 => Diagnostic::new(Code::NotUtf8, span, "these bytes are not UTF-8")
            .help("save the file as UTF-8"),
        ForbiddenKind::Character(character) => Diagnostic::new(
            Code::ForbiddenCharacter,
            span,
            format!(
                "the character U+{:04X} is not allowed in a file",
                u32::from(character)
            ),
        )
        .help("remove it")
        .note(match character {
            '\r' => "lines end in LF or CRLF, not in CR alone",
            _ => "terminals and SVG cannot show control characters, U+FEFF, U+FFFE or U+FFFF",
        }),
    }
}

/// `near` is the names of the files next to the one with the `use`.
pub(super) fn unknown_catalogue(at: Span, name: &str, near: &[String]) -> Diagnostic {
    let names: Vec<String> = catalogues::names()
        .map(|name| format!("`{name}`"))
        .collect();
    let file = format!("{name}.cert");
    let problem = Diagnostic::new(
        Code::UnknownCatalogue,
        at,
        format!("there is no catalogue `{}`", printable(name)),
    )
    .note(format!("the catalogues are {}", names.join(", ")));
    let problem = match Nearest::new(catalogues::names()).find(name) {
        Some(nearest) => problem.fix(format!("did you mean `{nearest}`?"), at, nearest),
        None => problem,
    };
    if catalogues::find(name).is_some() {
        return problem.fix("write the name of a catalogue without quotes", at, name);
    }
    if near.contains(&file) {
        problem.fix(
            "write the name of a file in quotes",
            at,
            format!("\"{file}\""),
        )
    } else {
        problem.help(format!(
            "write the name of a file in quotes: `use \"{}\"`",
            printable(&file)
        ))
    }
}

/// `near` is the names of the files next to the one with the `use`.
pub(super) fn not_a_cert_file(at: Span, name: &str, near: &[String]) -> Diagnostic {
    let file = format!("{name}.cert");
    let problem = Diagnostic::new(
        Code::UnreadableFile,
        at,
        format!("`{}` is not the name of a `.cert` file", printable(name)),
    );
    if catalogues::find(name).is_some() {
        return problem.fix("write the name of a catalogue without quotes", at, name);
    }
    if near.contains(&file) {
        problem.fix(
            "write the name with its extension",
            at,
            format!("\"{file}\""),
        )
    } else {
        problem.help("use a file whose name ends in `.cert`")
    }
}

pub(super) fn unreadable(
    at: Span,
    name: &str,
    error: &ReadError,
    nearest: Option<&str>,
) -> Diagnostic {
    let why = match error {
        ReadError::NotFound => "there is no such file".to_owned(),
        ReadError::NotAFile => "it is not a regular file".to_owned(),
        ReadError::TooLarge => "it is larger than 256 MiB".to_owned(),
        ReadError::Outside => "it is outside the root".to_owned(),
        ReadError::Refused(why) => printable(why),
    };
    let problem = Diagnostic::new(
        Code::UnreadableFile,
        at,
        format!("cannot read `{}`: {why}", printable(name)),
    );
    match nearest {
        Some(nearest) => {
            let folder = name.rfind('/').map_or("", |slash| &name[..=slash]);
            let path = format!("{folder}{nearest}");
            problem.fix(
                format!("did you mean `{}`?", printable(&path)),
                at,
                in_quotes(&path),
            )
        }
        _ => problem.note("the path is relative to the folder of the file that contains it"),
    }
}

/// A file is named by something that is not a path. `there` is the path of a file that may be meant.
pub(super) fn wrong_path(at: Span, name: &str, why: NotAPath, there: Option<&str>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::UnreadableFile,
        at,
        format!("cannot read `{}`: {why}", printable(name)),
    );
    match (there, why) {
        (Some(path), _) => problem.fix(
            format!("did you mean `{}`?", printable(path)),
            at,
            in_quotes(path),
        ),
        (None, NotAPath::Address) => problem.help(
            "save the file next to this one, and write its path relative to this file: `use \"shared/skills.cert\"`",
        ),
        _ => problem
            .help("write its path, relative to the folder of this file: `use \"shared/skills.cert\"`"),
    }
}

/// Nothing is quoted of the target of a link.
pub(super) fn leads_elsewhere(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnreadableFile,
        at,
        format!("`{}` is a link, but not to a `.cert` file", printable(name)),
    )
    .help("link to a file whose name ends in `.cert`")
}

pub(super) fn outside_root(at: Span, name: &str, root: &str) -> Diagnostic {
    let root = match root {
        "" => "the working directory".to_owned(),
        _ => format!("`{}`", printable(root)),
    };
    Diagnostic::new(
        Code::OutsideRoot,
        at,
        format!("`{}` is outside the root", printable(name)),
    )
    .note(format!("the root is {root}"))
    .help("move the file below it, or set another root with `--root`")
}

pub(super) fn too_many_files(at: Span, most: usize) -> Diagnostic {
    Diagnostic::new(
        Code::TooManyFiles,
        at,
        format!("more than {most} files are used"),
    )
    .help("combine some of them into one")
}

pub(super) fn too_much_text(at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TooManyFiles,
        at,
        "all files together are larger than 1 GiB",
    )
}
