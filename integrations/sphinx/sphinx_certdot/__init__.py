"""Trees of certdot in Sphinx and MyST.

A tree is a node of the document (`tree`), and an image can be one (`images`). When all documents have been read, their
trees are checked and drawn together, as the builder needs them (`pictures`), and mistakes are reported (`checks`); when
a document is written, their pictures are put in their places (`writers`), with links that lead from there (`links`).
Only the program knows the language (`program`), and only the theme when a page is dark (`dark`).
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from .images import TreesAsImages
from .pictures import Pictures, merge, note
from .tree import CertDirective, Tree
from .writers import depart, visit_html, visit_latex

__version__ = "0.1.0"


def setup(app: Sphinx) -> dict[str, Any]:
    """Registers everything with Sphinx."""
    app.add_config_value("certdot_program", "certdot", "env", (str,))
    app.add_config_value("certdot_theme", None, "env", (str, type(None)))
    app.add_config_value("certdot_dark", "auto", "html", (str,))
    app.add_config_value("certdot_icons", [], "env", (list, tuple))
    app.add_config_value("certdot_timeout", 120, "", (int,))
    app.add_config_value("certdot_html", "inline", "html", (str,))
    app.add_node(Tree, html=(visit_html, depart), latex=(visit_latex, depart))
    app.add_directive("cert", CertDirective)
    app.add_transform(TreesAsImages)
    pictures = Pictures()
    app.connect("doctree-read", note)
    app.connect("env-merge-info", merge)
    app.connect("env-updated", pictures.draw)
    app.connect("doctree-resolved", pictures.put)
    return {
        "version": __version__,
        # The version of what is kept of a document between builds: raised when a node's attributes change.
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
