"""Images that are `.cert` files → trees."""

from __future__ import annotations

import os
from urllib.parse import unquote

from docutils import nodes
from sphinx.transforms import SphinxTransform

from .tree import Tree


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
    """The file and the line of a node; some nodes have them only from their parents."""
    while node.line is None and node.parent is not None:
        node = node.parent
    return node.source, node.line or 1
