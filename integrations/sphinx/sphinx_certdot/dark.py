"""What dark colours follow: the switch of the page's theme, the reader's system, or nothing."""

from __future__ import annotations

from sphinx.application import Sphinx

# What stands above a page of a theme while its switch says dark, and while that leaves it to the reader's system: which
# most settle themselves.
SWITCHES = {
    "furo": {"dark": 'body[data-theme="dark"]', "system": 'body[data-theme="auto"]'},
    "pydata_sphinx_theme": {"dark": 'html[data-theme="dark"]'},
    "sphinx_book_theme": {"dark": 'html[data-theme="dark"]'},
}


def colours(app: Sphinx) -> dict[str, str]:
    """What the program is to be told of the pages that pictures are put into."""
    said = app.config.certdot_dark
    # A picture in a file does not know what is around it.
    if said == "none" or not shows_pictures_in_pages(app):
        return {}
    if said == "auto":
        switch = SWITCHES.get(app.config.html_theme)
        return {} if switch is None else {"default_theme": "auto", **switch}
    return {"default_theme": "auto"} if said == "media" else {"default_theme": "auto", "dark": said}


def shows_pictures_in_pages(app: Sphinx) -> bool:
    """Whether pictures stand in the page, rather than in files beside it."""
    # The parts of an EPUB are listed in it, and so is what is in each: a file is what all readers take.
    return app.builder.format == "html" and app.builder.name != "epub" and app.config.certdot_html != "file"
