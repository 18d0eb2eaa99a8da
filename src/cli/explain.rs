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
    let text = section(code).unwrap_or(code.title());
    Output::Standard.write(|out| writeln!(out, "{text}"))?;
    Ok(DONE)
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
    fn each_code_has_a_section_with_its_title() {
        for code in Code::ALL {
            let section = section(*code).unwrap_or_else(|| panic!("{code} is not explained"));
            let heading = section.lines().next().unwrap_or_default();
            assert_eq!(heading, format!("{code}: {}", code.title()));
        }
    }
}
