//! A picture that follows its reader's choice of dark pages.

use std::fmt::Write;

use super::Dark;

/// The classes of what is shown on light pages only, and on dark ones only.
pub(super) const LIGHT_ONLY: &str = "certdot-light";
pub(super) const DARK_ONLY: &str = "certdot-dark";

/// Writes the style that replaces light colors by dark ones.
///
/// Graphviz writes colors as attributes, which any rule of a style outdoes. So a rule for each color is enough; and
/// what the user has colored stays, because the colors of themes are none that people write.
pub(super) fn style(prefix: &str, dark: &Dark<'_>, out: &mut String, has_only: bool) {
    let _ = write!(
        out,
        "\n<style>@media (prefers-color-scheme:dark){{#{prefix}{{color:{}}}",
        dark.ink
    );
    for (light, dark) in dark.colours {
        let _ = write!(
            out,
            "#{prefix} [fill=\"{light}\"]{{fill:{dark}}}#{prefix} [stroke=\"{light}\"]{{stroke:{dark}}}"
        );
    }
    if has_only {
        let _ = write!(
            out,
            "#{prefix} .{LIGHT_ONLY}{{display:none}}#{prefix} .{DARK_ONLY}{{display:inline}}"
        );
    }
    out.push_str("}</style>");
}
