//! `certdot explain`: what the codes mean.

use anyhow::{Result, bail};

use super::output::Output;
use super::{DONE, Usage};
use crate::diagnostics::Code;
use crate::diagnostics::render::printable;
use crate::nearest::Nearest;

/// The page that explains all codes, one section each.
const PAGE: &str = include_str!("../../docs/errors.md");

pub(super) fn explain(code: Option<&str>) -> Result<u8> {
    let Some(name) = code else {
        Output::Standard.write(|out| {
            for code in Code::ALL {
                writeln!(out, "{code}  {}", code.title())?;
            }
            Ok(())
        })?;
        return Ok(DONE);
    };
    let Some(code) = Code::from_name(name) else {
        let nearest = Nearest::new(Code::ALL.iter().map(|code| code.name())).find(name);
        let nearest = nearest.map_or("`certdot explain` lists all codes".into(), |nearest| {
            format!("did you mean {nearest}?")
        });
        let shown = printable(name);
        bail!(Usage(format!("there is no code `{shown}`; {nearest}")));
    };
    let text = for_terminal(section(code).unwrap_or(code.title()));
    Output::Standard.write(|out| out.write_all(text.as_bytes()))?;
    Ok(DONE)
}

/// Markdown for a terminal: examples are indented in place of their fences.
fn for_terminal(section: &str) -> String {
    let mut text = String::new();
    let mut is_example = false;
    for line in section.lines() {
        if line.starts_with("```") {
            is_example = !is_example;
            continue;
        }
        if is_example && !line.is_empty() {
            text.push_str("    ");
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// The section of the page about a code.
fn section(code: Code) -> Option<&'static str> {
    let heading = format!("\n## {code}");
    let start = PAGE.find(&heading)? + "\n## ".len();
    let rest = &PAGE[start..];
    let end = rest.find("\n## ").unwrap_or(rest.len());
    Some(rest[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_indented_and_have_no_fences() {
        assert_eq!(
            for_terminal("E0000: a title\n\nWrong:\n\n```cert\na -> b {\n\n}\n```"),
            "E0000: a title\n\nWrong:\n\n    a -> b {\n\n    }\n"
        );
    }

    #[test]
    fn each_code_has_a_section_with_its_title() {
        for code in Code::ALL {
            let section = section(*code).unwrap_or_else(|| panic!("{code} is not explained"));
            let heading = section.lines().next().unwrap_or_default();
            assert_eq!(heading, format!("{code}: {}", code.title()));
        }
    }
}
