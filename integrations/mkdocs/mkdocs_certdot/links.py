"""Links in pictures: where they lead once the pages are a site."""

from __future__ import annotations

import re
from html import escape, unescape

from markdown import Markdown

from .place import registered

_LINK = re.compile(r'(<a xlink:href=")([^"]*)"')


def resolved(html: str, md: Markdown) -> str:
    """A picture whose links to files among the pages lead to what becomes of these, as a page's own links do.

    What MkDocs says of links that lead nowhere, it says of these too. Zensical goes through a page's links when it is
    made, and knows them by the newer of their names. Without either they stay as they are.
    """
    if "rendering_context" in md.preprocessors:
        return html.replace("<a xlink:href=", "<a href=")
    resolve = getattr(registered(md.treeprocessors, "relpath"), "path_to_url", None)
    if resolve is None:
        return html
    return _LINK.sub(lambda found: f'{found[1]}{escape(resolve(unescape(found[2])))}"', html)
