"""A tree that has been drawn → HTML and LaTeX."""

from __future__ import annotations

import posixpath

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator
from sphinx.writers.latex import LaTeXTranslator

from .tree import Tree


def visit_html(self: HTML5Translator, tree: Tree) -> None:
    said = tree.astext()
    if "<" in tree["picture"]:
        # It takes the room that there is, and no more.
        inner = tree["picture"].replace("<svg ", '<svg style="max-width:100%;height:auto" ', 1)
    else:
        address = posixpath.join(self.builder.imgpath, tree["picture"])
        inner = f'<img src="{self.attval(address)}" alt="{self.attval(said)}" style="max-width:100%;height:auto" />'
    # A picture in the page has a text alternative of its own; that of the document takes precedence.
    label = {"role": "img", "aria-label": tree["said"]} if tree["said"] and "<" in tree["picture"] else {}
    classes = ["certdot"] + ([f"align-{tree['align']}"] if "align" in tree else [])
    # Themes let figures float, but nothing else that contains a picture.
    tag = "span" if tree["is_inline"] else "figure" if "align" in tree else "div"
    self.body.append(self.starttag(tree, tag, "", CLASS=" ".join(classes), **label))
    self.body.append(f"{inner}</{tag}>" + ("" if tree["is_inline"] else "\n"))
    raise nodes.SkipNode


# The text before and after a picture that is a paragraph of its own.
ROOM = {"left": ("{", r"\hspace*{\fill}}"), "right": (r"{\hspace*{\fill}", "}"), "center": (r"{\hfill", r"\hspace*{\fill}}")}


def visit_latex(self: LaTeXTranslator, tree: Tree) -> None:
    is_block = not tree["is_inline"] and not isinstance(tree.parent, nodes.figure)
    if is_block:
        before, behind = ROOM.get(tree.get("align", "center"), ROOM["center"])
        self.body.append(f"\n\n\\noindent{before}")
    self.body.append(self.hypertarget_to(tree) if tree["ids"] else "")
    self.body.append(rf"\sphinxincludegraphics{{{tree['picture']}}}")
    if is_block:
        self.body.append(f"{behind}\n\n")
    raise nodes.SkipNode


def depart(self: object, tree: Tree) -> None:
    """Nothing: all is done when a tree is visited."""
