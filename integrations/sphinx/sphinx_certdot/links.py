"""Links in pictures: where they lead once the documents are pages."""

from __future__ import annotations

import os
import posixpath
import re
from html import escape, unescape
from urllib.parse import unquote, urlsplit

from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

_LINK = re.compile(r'(<a xlink:href=")([^"]*)"')


def resolved(app: Sphinx, docname: str, svg: str, seen: str | None = None) -> str:
    """A picture of a document whose relative links lead from where it is seen, its page or a file: to the page of another
    document, if they name that document's file, and else to files next to the pages as they are next to the documents."""
    return _LINK.sub(lambda found: f'{found[1]}{escape(address(app, docname, unescape(found[2]), seen))}"', svg)


def address(app: Sphinx, docname: str, said: str, seen: str | None) -> str:
    parts = urlsplit(said)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return said
    rest = said[len(parts.path) :]
    # Relative to the document's own file, which may be included from elsewhere.
    target = posixpath.join(posixpath.dirname(docname), parts.path)
    other = app.env.path2doc(os.path.join(app.srcdir, os.path.normpath(unquote(target))))
    if other is not None and other in app.env.found_docs:
        page, mark, part = uri(app, docname, other, seen).partition("#")
        return page + (rest if parts.fragment else rest + mark + part) or "#"
    here = app.builder.get_target_uri(docname).partition("#")[0] if seen is None else seen
    if posixpath.dirname(here) == posixpath.dirname(docname):
        return said
    folder = "/" if target.endswith("/") else ""
    return relative_uri(here, posixpath.normpath(target) + folder) + rest


def uri(app: Sphinx, docname: str, other: str, seen: str | None) -> str:
    """The address of another document, from the page of one or from where its picture is seen."""
    if seen is None:
        return app.builder.get_relative_uri(docname, other)
    page, mark, part = app.builder.get_target_uri(other).partition("#")
    # Where all documents become one page, each is a part of that.
    whole = f"{app.config.root_doc}{app.builder.out_suffix}" if mark and not page else page
    return relative_uri(seen, whole) + mark + part
