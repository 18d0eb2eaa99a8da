"""The line of a page on which a tree is.

Markdown's own finder of blocks does not tell, and has taken the page's front matter and indentation away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# A fence, after the marks of quotes, lists and whatever else contains it.
FENCE = re.compile(r"^(?P<before>[\s>*+\-\d.)]*)(?P<fence>`{3,}(?=[^`]*$)|~{3,})")

# The text after one that opens a tree.
_CERT = re.compile(r"\s*\{?\s*\.?cert\b")


def first_lines(page: str, sources: Sequence[str]) -> list[int | None]:
    """For each tree, in the order of the page, the number from 1 of the line that its text begins on."""
    lines = [_bare(line) for line in page.splitlines()]
    fences = [number for number, line in enumerate(page.splitlines()) if _opens_tree(line)]
    found: list[int | None] = []
    for source in sources:
        wanted = [_bare(line) for line in source.splitlines()]
        fits = (number for number in fences if lines[number + 1 : number + 1 + len(wanted)] == wanted)
        number = next(fits, None)
        if number is None:
            # It comes from elsewhere: out of a snippet or a macro.
            found.append(None)
        else:
            fences.remove(number)
            found.append(number + 2)
    return found


def _opens_tree(line: str) -> bool:
    fence = FENCE.match(line)
    return fence is not None and _CERT.match(line, fence.end()) is not None


def image_lines(page: str, files: Sequence[str]) -> list[int | None]:
    """The same of images, each named by its file as the page names it."""
    lines = page.splitlines()
    begin: dict[str, int] = {}
    found: list[int | None] = []
    for file in files:
        fits = (number for number in range(begin.get(file, 0), len(lines)) if file in lines[number])
        number = next(fits, None)
        found.append(None if number is None else number + 1)
        if number is not None:
            begin[file] = number + 1
    return found


def _bare(line: str) -> str:
    """A line without its indentation and without the widths of its spaces, which tabs change."""
    return " ".join(line.lstrip(" \t>").split())
