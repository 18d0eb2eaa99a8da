"""The trees of all pages, drawn together before the first page is made: starting the program and Graphviz for each page takes
longer than drawing does.

This guesses, for only Markdown and its extensions know the final page. A tree that is guessed wrong is drawn in vain; one
that is missed is drawn with its page. Neither is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from . import drawing
from .batch import studio_of
from .drawing import Studio, Tree
from .lines import FENCE
from .place import place_in
from .program import ProgramMissing
from .settings import Settings

_IMAGE = re.compile(r"!\[[^\]]*\]\(<?([^)>\s]+\.cert)>?[\s)]")


def draw(config: Any, settings: Settings, files: Iterable[Any]) -> None:
    """Draws the trees that some pages are likely to need."""
    together: dict[Studio, list[Tree]] = {}
    for file in files:
        place = place_in(config, file)
        try:
            trees = guessed(place.name, place.page.read_text(encoding="utf-8-sig"))
            if trees:
                together.setdefault(studio_of(place, settings), []).extend(trees)
        except (OSError, UnicodeError, ProgramMissing):
            # It is not a file but made by a plugin; or the error is reported when the page is built.
            continue
    for studio, trees in together.items():
        drawing.draw(studio, trees)


def guessed(page: str, text: str) -> list[Tree]:
    """The trees that a page seems to have."""
    found: list[Tree] = []
    # Of an open block: its fence, the text before that, its lines if it is a tree, and the line on which they start.
    fence, before, first = "", "", 0
    block: list[str] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if fence:
            inner = _without(line, len(before))
            closing = inner.strip()
            if closing.startswith(fence) and not closing.strip(fence[0]):
                if block is not None:
                    found.append(Tree(page=page, source="\n".join(block), line=first))
                fence = ""
            elif block is not None:
                block.append(inner)
            continue
        opening = FENCE.match(line)
        if opening:
            fence, before, first = opening["fence"], opening["before"], number + 1
            words = line[opening.end() :].split()
            block = [] if words[:1] == ["cert"] and "source" not in words else None
        else:
            found += [Tree(page=page, file=image[1], line=number) for image in _IMAGE.finditer(line)]
    return found


def _without(line: str, width: int) -> str:
    """A line without the marks and spaces that precede all lines of a block."""
    place = 0
    while place < min(width, len(line)) and line[place] in " \t>":
        place += 1
    return line[place:]
