"""A document that has been read → its trees checked, what they use noted, and what is wrong shown and told."""

from __future__ import annotations

import os
from urllib.parse import unquote

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from .program import Outcome, ask
from .tree import Tree

logger = logging.getLogger(__name__)


class TreesAsImages(SphinxTransform):
    """Images that are `.cert` files are trees, as they are wherever else certdot draws."""

    # Before Sphinx looks for the files of images.
    default_priority = 5

    def apply(self, **kwargs: object) -> None:
        for image in list(self.document.findall(nodes.image)):
            # Markdown has addresses, in which a blank is %20.
            file = unquote(image["uri"])
            if not file.endswith(".cert") or "://" in file:
                continue
            relative, path = self.env.relfn2path(file)
            self.env.note_dependency(relative)
            page = str(self.env.doc2path(self.env.docname))
            tree = Tree("", page=page, said=image.get("alt"), theme=None)
            tree["file"] = os.path.relpath(path, os.path.dirname(page))
            tree["place"], tree["first"] = place(image)
            tree["classes"] += image["classes"]
            tree["ids"], tree["names"] = image["ids"], image["names"]
            parent = image.parent
            tree["is_inline"] = isinstance(parent, nodes.TextElement) and len(parent) > 1
            if not tree["is_inline"] and not isinstance(parent, nodes.figure):
                tree["align"] = image.get("align", "default")
            is_alone = isinstance(parent, nodes.paragraph) and len(parent) == 1
            (parent if is_alone else image).replace_self(tree)


def place(node: nodes.Node) -> tuple[str | None, int]:
    """The file and the line that a node is written on; of some only what is around them knows."""
    while node.line is None and node.parent is not None:
        node = node.parent
    return node.source, node.line or 1


def check(app: Sphinx, doctree: nodes.document) -> None:
    """Checks the trees of a document that has just been read."""
    trees = list(doctree.findall(Tree))
    if not trees:
        return
    for tree, outcome in zip(trees, ask(app, trees, "none"), strict=True):
        tree["alt"] = outcome["alt"]
        for file in outcome["files"]:
            app.env.note_dependency(file)
        if tell(app, tree, outcome):
            tree.replace_self(error_box(tree, outcome))
            # What is wrong may lie in a file that is yet to be made: it is looked at each time, and told each time.
            app.env.note_reread()


def tell(app: Sphinx, tree: Tree, outcome: Outcome) -> bool:
    """Warns of what is wrong with a tree. Whether it cannot be drawn."""
    for problem in outcome["problems"]:
        in_page = problem["file"] == tree["page"]
        file = tree["place"] if in_page else os.path.join(app.srcdir, problem["file"])
        # Each kind can be silenced: suppress_warnings = ["certdot.W0504"].
        logger.warning(
            "%s",
            problem["message"],
            location=f"{file or tree['page']}:{problem['line']}",
            type="certdot",
            subtype=problem["code"] or "failed",
        )
    return any(problem["severity"] == "error" for problem in outcome["problems"])


def error_box(tree: Tree, outcome: Outcome) -> nodes.Node:
    """What is shown in the place of a tree that cannot be drawn."""
    errors = [problem for problem in outcome["problems"] if problem["severity"] == "error"]
    messages = [
        f"line {problem['line']}: {problem['message']}"
        if problem["file"] == tree["page"]
        else f"{problem['file']}:{problem['line']}: {problem['message']}"
        for problem in errors
    ]
    if tree["is_inline"]:
        text = "; ".join(messages)
        return nodes.strong(text, text, classes=["certdot-error"])
    box = nodes.error("", classes=["certdot-error"], ids=tree["ids"], names=tree["names"])
    box += nodes.paragraph("", "This tree cannot be drawn.")
    items = nodes.bullet_list("", bullet="*")
    items += [nodes.list_item("", nodes.paragraph("", message)) for message in messages]
    box += items
    if "source" in tree:
        box += nodes.literal_block(tree["source"], tree["source"], language="none")
    box.source, box.line = tree.source, tree.line
    return box
