"""What dark colors follow: the switch of the page's theme, the reader's system, or nothing."""

from __future__ import annotations

from sphinx.application import Sphinx

# The selectors that match a page of a theme while its switch is on dark, and while it follows the reader's system: which
# most settle themselves.
SWITCHES = {
    "furo": {"dark": 'body[data-theme="dark"]', "system": 'body[data-theme="auto"]'},
    "pydata_sphinx_theme": {"dark": 'html[data-theme="dark"]'},
    "sphinx_book_theme": {"dark": 'html[data-theme="dark"]'},
}


def colours(app: Sphinx) -> dict[str, str]:
    """The settings for the program that depend on the pages around the pictures."""
    said = app.config.certdot_dark
    # A picture in a file cannot depend on its surroundings.
    if said == "none" or not shows_pictures_in_pages(app):
        return {}
    if said == "auto":
        switch = SWITCHES.get(app.config.html_theme)
        return {} if switch is None else {"default_theme": "auto", **switch}
    return {"default_theme": "auto"} if said == "media" else {"default_theme": "auto", "dark": said}


def shows_pictures_in_pages(app: Sphinx) -> bool:
    """Whether pictures go into the page, rather than into files next to it."""
    # An EPUB lists its parts and their contents: all readers support files.
    return app.builder.format == "html" and app.builder.name != "epub" and app.config.certdot_html != "file"
