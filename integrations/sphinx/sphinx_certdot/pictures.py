"""A document that is to be written → its trees with pictures, of the kind that the builder takes."""

from __future__ import annotations

import base64
import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from .checks import error_box, tell
from .program import Outcome, ask
from .tree import Tree

# The kinds of pictures that builders take, by their format, the best first; the others take words.
KINDS = {"html": ("svg",), "latex": ("pdf", "png")}


def put(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Puts pictures, or words, in the places of all trees of a document."""
    trees = list(doctree.findall(Tree))
    if not trees:
        return
    kinds = KINDS.get(app.builder.format)
    if kinds is None:
        for tree in trees:
            tree.replace_self(words(tree))
    else:
        draw(app, trees, kinds)


def draw(app: Sphinx, trees: list[Tree], kinds: Sequence[str]) -> None:
    """Gives each tree a picture of the first of these kinds that it can be drawn as: those of one kind are drawn together."""
    undrawn: list[tuple[Tree, Outcome]] = []
    for kind in kinds:
        undrawn = []
        for tree, outcome in zip(trees, ask(app, trees, kind), strict=True):
            if outcome["picture"] is None:
                undrawn.append((tree, outcome))
            else:
                keep(app, tree, kind, outcome["picture"])
        trees = [tree for tree, _ in undrawn]
        if not trees:
            return
    for tree, outcome in undrawn:
        tell(app, tree, outcome)
        tree.replace_self(error_box(tree, outcome))


def keep(app: Sphinx, tree: Tree, kind: str, picture: str) -> None:
    """Keeps a picture: in the page, or in a file beside it."""
    builder = app.builder
    # The parts of an EPUB are listed in it, and so is what is in each: a file is what all readers take.
    in_page = builder.format == "html" and builder.name != "epub" and app.config.certdot_html != "file"
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
