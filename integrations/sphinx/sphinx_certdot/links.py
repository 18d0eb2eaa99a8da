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


def resolved(app: Sphinx, docname: str, svg: str) -> str:
    """A picture of a document whose relative links lead from its page: to the page of another document, if they name that
    document's file, and else to what lies beside the pages as it lies beside the documents."""
    return _LINK.sub(lambda found: f'{found[1]}{escape(address(app, docname, unescape(found[2])))}"', svg)


def address(app: Sphinx, docname: str, said: str) -> str:
    parts = urlsplit(said)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return said
    rest = said[len(parts.path) :]
    # As it lies from the document's own file, which may be included from elsewhere.
    target = posixpath.join(posixpath.dirname(docname), parts.path)
    other = app.env.path2doc(os.path.join(app.srcdir, os.path.normpath(unquote(target))))
    if other is not None and other in app.env.found_docs:
        return app.builder.get_relative_uri(docname, other) + rest or "#"
    here = app.builder.get_target_uri(docname)
    if posixpath.dirname(here) == posixpath.dirname(docname):
        return said
    return relative_uri(here, target) + rest
