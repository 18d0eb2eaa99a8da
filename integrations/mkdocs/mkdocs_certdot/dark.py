"""What a picture's dark colors follow: the reader's system, or the switch of the site's theme."""

from __future__ import annotations

# How the program marks colors that follow the system.
_MEDIA = "@media (prefers-color-scheme:dark){"

# The background that the program gives a picture that sets none.
_PAPER = '<polygon fill="#fffffe" stroke="transparent"'

# The selector that matches a page while a theme's switch is on dark.
_SWITCHES = {
    "material": '[data-md-color-scheme="slate"]',
    "mkdocs": '[data-bs-theme="dark"]',
}


def default_theme(dark: str) -> str | None:
    """The theme of trees that set none."""
    return None if dark == "none" else "auto"


def switched(html: str, dark: str, theme: str) -> str:
    """A picture whose dark colors follow the option `dark`.

    The rules of the picture are nested into the selector as they are, so that a page does not grow. Colours that always
    go with the page's need no ground of their own: that of the page, or of the box in it, shines through.
    """
    selector = _SWITCHES.get(theme) if dark == "auto" else dark
    if selector in (None, "media", "none") or _MEDIA not in html:
        return html
    nothing = _PAPER.replace("#fffffe", "none")
    return html.replace(_MEDIA, f"{selector}{{").replace(_PAPER, nothing, 1)
