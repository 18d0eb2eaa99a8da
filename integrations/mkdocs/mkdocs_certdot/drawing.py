"""Trees → pictures, by the program: one start for all that are requested together, none for those already drawn."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Tree:
    """A block's text, or a file that a page shows; and its location."""

    page: str = ""
    source: str = ""
    file: str = ""
    line: int = 1

    def item(self) -> dict[str, Any]:
        """The tree as the program is asked for it."""
        what = {"file": self.file} if self.file else {"tree": self.source}
        return {"path": self.page, "line": self.line, **what}


@dataclass(frozen=True)
class Problem:
    """Something that is wrong, and where."""

    severity: str
    message: str
    file: str
    line: int
    column: int = 1
    code: str | None = None

    def __str__(self) -> str:
        code = f"[{self.code}]" if self.code else ""
        return f"{os.path.normpath(self.file)}:{self.line}:{self.column}: {self.severity}{code}: {self.message}"


@dataclass(frozen=True)
class Drawn:
    """What came of a tree."""

    html: str
    alt: str = ""
    is_picture: bool = True
    problems: list[Problem] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)


@dataclass(frozen=True)
class Studio:
    """The settings that all trees of a site share."""

    program: str
    folder: Path
    root: Path
    icons: tuple[str, ...]
    default_theme: str | None

    def arguments(self) -> list[str]:
        """The command that draws."""
        icons = [part for folder in self.icons for part in ("--icons", folder)]
        return [self.program, "md", "--json", "--root", str(self.root), *icons]


# What was drawn in this process, with what the files that it was made of were like then. While a site is served, pages
# are made again and again, and the pages of a blog hold one another's trees.
_known: dict[tuple[Studio, Tree], tuple[Drawn, dict[Path, tuple[int, int] | None]]] = {}
_lock = threading.Lock()


def draw(studio: Studio, trees: list[Tree]) -> list[Drawn]:
    """The result of each tree. It does not fail: errors are shown in place of a picture."""
    found = {tree: _remembered(studio, tree) for tree in trees}
    wanted = [tree for tree, drawn in found.items() if drawn is None]
    if wanted:
        began = time.time_ns()
        for tree, drawn in zip(wanted, _drawn(studio, wanted)):
            found[tree] = drawn
            _remember(studio, tree, drawn, began)
    return [drawn for drawn in map(found.__getitem__, trees) if drawn is not None]


def _remembered(studio: Studio, tree: Tree) -> Drawn | None:
    with _lock:
        drawn, states = _known.get((studio, tree), (None, {}))
    return drawn if all(_state(file) == state for file, state in states.items()) else None


def _remember(studio: Studio, tree: Tree, drawn: Drawn, began: int) -> None:
    states = {file: _state(file) for file in drawn.files}
    # A file that is missing today may be there tomorrow, and one that changed meanwhile may have been read before.
    is_settled = drawn.is_picture and all(state and state[0] < began for state in states.values())
    if is_settled:
        with _lock:
            _known[studio, tree] = (drawn, states)


def _state(file: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(file)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _drawn(studio: Studio, trees: list[Tree]) -> list[Drawn]:
    try:
        return _asked(studio, trees)
    except (OSError, ValueError, KeyError, TypeError, subprocess.SubprocessError) as error:
        # What ends the program for one tree must not take the pictures of the others.
        if len(trees) > 1:
            return [drawn for tree in trees for drawn in _drawn(studio, [tree])]
        return [failed(f"`{studio.program}` cannot draw: {error}", trees[0])]


def _asked(studio: Studio, trees: list[Tree]) -> list[Drawn]:
    request: dict[str, Any] = {"items": [tree.item() for tree in trees]}
    if studio.default_theme:
        request["default_theme"] = studio.default_theme
    run = subprocess.run(
        studio.arguments(),
        input=json.dumps(request),
        capture_output=True,
        encoding="utf-8",
        cwd=studio.folder,
        check=False,
    )
    if run.returncode != 0:
        raise ValueError(run.stderr.strip() or f"it ended with {run.returncode}")
    items = json.loads(run.stdout)["items"]
    if len(items) != len(trees):
        raise ValueError("its answer does not match the request")
    return [_of_item(item) for item in items]


def _of_item(item: dict[str, Any]) -> Drawn:
    return Drawn(
        html=item["text"],
        alt=item["alt"],
        is_picture=item["picture"] is not None,
        problems=[Problem(**problem) for problem in item["problems"]],
        files=[Path(file) for file in item["files"]],
    )


def failed(message: str, tree: Tree) -> Drawn:
    """A tree that cannot be drawn, for a reason that is not from the program."""
    source = f"<pre><code>{escape(tree.source)}</code></pre>" if tree.source else ""
    style = "border:1px solid #b71c1c;border-left-width:.3em;padding:.2em 1em;margin:1em 0"
    html = (
        f'<div class="certdot-error" role="alert" style="{style}"><p><strong>This tree cannot be drawn.</strong></p>'
        f"<ul><li>{escape(message)}</li></ul>{source}</div>"
    )
    return Drawn(html=html, is_picture=False, problems=[Problem("error", message, tree.page, tree.line)])
