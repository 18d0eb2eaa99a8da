"""Mistakes in trees: shown in the page, and reported at their location."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from .program import Outcome
from .tree import Tree

logger = logging.getLogger(__name__)


def tell(app: Sphinx, tree: Mapping[str, Any], outcome: Outcome) -> bool:
    """Reports mistakes in a tree. Returns whether it cannot be drawn."""
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
    return has_errors(outcome)


def has_errors(outcome: Outcome) -> bool:
    """Whether a tree cannot be drawn."""
    return any(problem["severity"] == "error" for problem in outcome["problems"])


def error_box(tree: Tree, outcome: Outcome) -> nodes.Node:
    """The box in the place of a tree that cannot be drawn."""
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
