"""A document that is to be written → its trees with pictures, of the kind that the builder takes."""

from __future__ import annotations

import base64
import hashlib
import os
import tempfile
from pathlib import Path

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from .checks import error_box, tell
from .program import Outcome, ask
from .tree import Tree


class Pictures(SphinxPostTransform):
    """Draws all trees of a document together."""

    default_priority = 200

    def run(self, **kwargs: object) -> None:
        trees = list(self.document.findall(Tree))
        if not trees:
            return
        builder = self.app.builder
        if builder.format == "html":
            self.draw(trees, ("svg",))
        elif builder.format == "latex":
            self.draw(trees, ("pdf", "png"))
        else:
            for tree in trees:
                tree.replace_self(words(tree))

    def draw(self, trees: list[Tree], kinds: tuple[str, ...]) -> None:
        """Gives each tree a picture of the first of these kinds that it can be drawn as."""
        undrawn: list[tuple[Tree, Outcome]] = []
        for kind in kinds:
            undrawn = []
            for tree, outcome in zip(trees, ask(self.app, trees, kind), strict=True):
                if outcome["picture"] is None:
                    undrawn.append((tree, outcome))
                else:
                    self.keep(tree, kind, outcome["picture"])
            trees = [tree for tree, _ in undrawn]
            if not trees:
                return
        for tree, outcome in undrawn:
            tell(self.app, tree, outcome)
            tree.replace_self(error_box(tree, outcome))

    def keep(self, tree: Tree, kind: str, picture: str) -> None:
        """Keeps a picture: in the page, or in a file beside it."""
        builder = self.app.builder
        tree["picture_kind"] = kind
        # The parts of an EPUB are listed in it, and so is what is in each: a file is what all readers take.
        in_page = builder.format == "html" and builder.name != "epub" and self.config.certdot_html != "file"
        if in_page:
            tree["picture"] = picture
            return
        content = picture.encode() if kind == "svg" else base64.b64decode(picture)
        name = f"certdot-{hashlib.sha256(content).hexdigest()[:16]}.{kind}"
        folder = Path(builder.outdir)
        if builder.format == "html":
            folder /= builder.imagedir
        write(folder / name, content)
        tree["picture"] = name


def write(path: Path, content: bytes) -> None:
    """Writes a file that is named by what is in it. Others may write it at the same time."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    os.chmod(temporary, 0o644)
    os.replace(temporary, path)


def words(tree: Tree) -> nodes.Node:
    """What is said in the place of a tree where there are no pictures."""
    text = tree.astext() or "picture"
    if tree["is_inline"]:
        return nodes.inline("", f"[{text}]")
    return nodes.paragraph("", f"[{text}]", ids=tree["ids"], names=tree["names"], classes=tree["classes"])
