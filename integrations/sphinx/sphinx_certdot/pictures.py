"""Trees → pictures, of the kind that the builder takes: those of all documents that have been read are drawn together."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from .checks import error_box, has_errors, tell
from .dark import shows_pictures_in_pages
from .links import resolved
from .program import Outcome, ask, item
from .tree import Tree

# The kinds of pictures that builders take, by their format, the best first; the others take words.
KINDS = {"html": ("svg",), "latex": ("pdf", "png")}
WORDS = ("none",)

_ID = re.compile(r' id="([^"]+)"')


def note(app: Sphinx, doctree: nodes.document) -> None:
    """Notes the trees of a document that has just been read."""
    trees = [dict(tree.attributes) for tree in doctree.findall(Tree)]
    if trees:
        noted(app.env)[app.env.docname] = trees


def merge(app: Sphinx, env: BuildEnvironment, docnames: Sequence[str], other: BuildEnvironment) -> None:
    """Takes over what another process has noted of the documents that it has read."""
    noted(env).update((docname, noted(other)[docname]) for docname in docnames if docname in noted(other))


def noted(env: BuildEnvironment) -> dict[str, list[dict[str, Any]]]:
    """The trees of the documents that have been read."""
    if not hasattr(env, "certdot_trees"):
        env.certdot_trees = {}
    return env.certdot_trees


class Pictures:
    """The pictures of a build."""

    def __init__(self) -> None:
        # Pictures that are not in a document yet, each with its kind.
        self.ahead: dict[str, tuple[str, Outcome]] = {}

    def draw(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Checks and draws all trees of the documents that have been read, and reports their mistakes."""
        trees = [(docname, tree) for docname, trees in noted(env).items() for tree in trees]
        noted(env).clear()
        for (docname, tree), drawn in zip(trees, draw(app, [tree for _, tree in trees]), strict=True):
            _, outcome = drawn
            for file in outcome["files"]:
                env.dependencies.setdefault(docname, set()).add(env.srcdir / file)
            if tell(app, tree, outcome):
                # The cause may be a file that does not exist yet: such a tree is checked and reported each time.
                env.reread_always.add(docname)
            self.ahead[key(tree)] = drawn

    def put(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Puts pictures, or words, in the places of all trees of a document that is to be written."""
        trees = list(doctree.findall(Tree))
        known = [self.ahead.pop(key(tree), None) for tree in trees]
        # Documents that were not read have not changed: their mistakes were reported when they were read.
        others = iter(draw(app, [tree for tree, drawn in zip(trees, known, strict=True) if drawn is None]))
        seen: dict[str, int] = {}
        for tree, ahead in zip(trees, known, strict=True):
            kind, outcome = ahead or next(others)
            tree["alt"] = outcome["alt"]
            if outcome["picture"] is not None:
                picture = own_ids(outcome["picture"], seen) if kind == "svg" else outcome["picture"]
                keep(app, tree, docname, kind, picture)
            elif has_errors(outcome):
                if ahead is None:
                    tell(app, tree, outcome)
                tree.replace_self(error_box(tree, outcome))
            else:
                tree.replace_self(words(tree))


def key(tree: Mapping[str, Any]) -> str:
    """The key of a tree among all documents; trees that look the same share it."""
    return json.dumps([item(tree), tree["theme"]])


def draw(app: Sphinx, trees: Sequence[Mapping[str, Any]]) -> list[tuple[str, Outcome]]:
    """The pictures of trees: each of the first kind that the builder takes and in which it can be drawn."""
    kinds = KINDS.get(app.builder.format, WORDS)
    drawn: dict[int, tuple[str, Outcome]] = {}
    for kind in kinds:
        undrawn = [number for number in range(len(trees)) if number not in drawn or drawn[number][1]["picture"] is None]
        outcomes = ask(app, [trees[number] for number in undrawn], kind)
        drawn.update((number, (kind, outcome)) for number, outcome in zip(undrawn, outcomes, strict=True))
    return [drawn[number] for number in range(len(trees))]


def own_ids(svg: str, seen: dict[str, int]) -> str:
    """A picture whose ids no other in the document has, which may be made of several."""
    found = _ID.search(svg)
    if found is None:
        return svg
    old = found[1]
    seen[old] = seen.get(old, 0) + 1
    # Those of a page end in a number where they would be the same.
    return svg if seen[old] == 1 else svg.replace(old, f"{old}-of-{seen[old]}")


def keep(app: Sphinx, tree: Tree, docname: str, kind: str, picture: str) -> None:
    """Keeps a picture: in the page, or in a file next to it."""
    # Where all documents become one, its links start from the document that contains the tree.
    docname = app.env.path2doc(tree["page"]) or docname
    if shows_pictures_in_pages(app):
        tree["picture"] = resolved(app, docname, picture)
        return
    builder = app.builder
    if builder.format == "html":
        picture = resolved(app, docname, picture, f"{builder.imagedir}/picture.svg")
    content = picture.encode() if kind == "svg" else base64.b64decode(picture)
    name = f"certdot-{hashlib.sha256(content).hexdigest()[:16]}.{kind}"
    folder = Path(builder.outdir)
    if builder.format == "html":
        folder /= builder.imagedir
    write(folder / name, content)
    tree["picture"] = name


def write(path: Path, content: bytes) -> None:
    """Writes a file whose name is a hash of its content. Others may write it at the same time."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    os.chmod(temporary, 0o644)
    os.replace(temporary, path)


def words(tree: Tree) -> nodes.Node:
    """The text in the place of a tree where there are no pictures."""
    text = tree.astext() or "picture"
    if tree["is_inline"]:
        return nodes.inline("", f"[{text}]")
    return nodes.paragraph("", f"[{text}]", ids=tree["ids"], names=tree["names"], classes=tree["classes"])
