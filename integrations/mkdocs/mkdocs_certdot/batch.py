"""The trees of a page: gathered while Markdown is read, drawn together when the page is done.

Where a tree stands, a token is put, which the last of Markdown's postprocessors changes for the picture.
"""

from __future__ import annotations

import itertools
import logging
import re
import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from markdown import Markdown
from markdown.postprocessors import Postprocessor

from . import dark
from .drawing import Drawn, Problem, Studio, Tree, draw, failed
from .figure import Frame, framed
from .lines import first_lines, image_lines
from .links import resolved
from .place import Place, place_of
from .program import ProgramMissing, find
from .settings import Settings

# MkDocs counts the warnings of loggers below its own: `--strict` fails for these.
log = logging.getLogger("mkdocs.plugins.certdot")

# No page can write this.
_SECRET = secrets.token_hex(8)
_TOKEN = re.compile(rf"<(figure|span)>certdot-{_SECRET}-(\d+)</\1>")
_numbers = itertools.count()

# Those who want to know which files a page's trees are made of.
listeners: list[Callable[[list[Path]], None]] = []


def studio_of(place: Place, settings: Settings) -> Studio:
    """What draws the trees of a place."""
    return Studio(
        program=find(settings.program),
        folder=place.folder,
        root=place.folder / settings.root if settings.root else place.root,
        icons=tuple(settings.icons),
        default_theme=dark.default_theme(settings.dark),
    )


class Broken(Exception):
    """A tree has a problem, and the option `strict` makes this fail the build."""


class Batch(Postprocessor):
    """The trees of one page after another."""

    NAME = "certdot"

    def __init__(self, md: Markdown, settings: Settings) -> None:
        super().__init__(md)
        self.settings = settings
        self.waiting: dict[int, tuple[Tree, Frame, str]] = {}

    @classmethod
    def of(cls, md: Markdown, settings: Settings | None = None) -> Batch:
        """The batch of what makes pages. Without an extension that has settings, the defaults count."""
        if cls.NAME not in md.postprocessors:
            # After all others: the content of a picture is not Markdown.
            md.postprocessors.register(cls(md, settings or Settings()), cls.NAME, -10)
        batch: Batch = md.postprocessors[cls.NAME]
        if settings is not None:
            batch.settings = settings
        return batch

    def add(self, tree: Tree, frame: Frame, complaint: str = "") -> str:
        """Takes a tree, and returns its token. The complaint is reported as an error on its first line."""
        number = next(_numbers)
        self.waiting[number] = (tree, frame, complaint)
        tag = "span" if frame.is_inline else "figure"
        return f"<{tag}>certdot-{_SECRET}-{number}</{tag}>"

    def run(self, text: str) -> str:
        # Headings come by here too, each by itself, before the page does.
        numbers = [int(found[2]) for found in _TOKEN.finditer(text)]
        works = {number: self.waiting[number] for number in numbers if number in self.waiting}
        if not works:
            return text
        # What is left is nowhere in the page.
        self.waiting.clear()
        place = place_of(self.md)
        trees = self._on_lines(place, [tree for tree, _, _ in works.values()])
        pictures = self._drawn(place, trees)
        complaints = [
            Problem("error", complaint, place.name, tree.line)
            for tree, (_, _, complaint) in zip(trees, works.values())
            if complaint
        ]
        self._tell(place, complaints, pictures)
        html = {
            number: dark.switched(
                resolved(framed(drawn, frame, f"{place.name} {nth}"), self.md), self.settings.dark, place.theme
            )
            for nth, (drawn, (number, (_, frame, _))) in enumerate(zip(pictures, works.items()))
        }
        return _TOKEN.sub(lambda found: html.get(int(found[2]), found[0]), text)

    def _on_lines(self, place: Place, trees: list[Tree]) -> list[Tree]:
        """The trees with their places in the page's file, as far as they come from there."""
        trees = [replace(tree, page=place.name) for tree in trees]
        try:
            page = place.page.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeError):
            return trees
        of_blocks = iter(first_lines(page, [tree.source for tree in trees if not tree.file]))
        of_images = iter(image_lines(page, [tree.file for tree in trees if tree.file]))
        lines = [next(of_images if tree.file else of_blocks) for tree in trees]
        return [replace(tree, line=line or 1) for tree, line in zip(trees, lines)]

    def _drawn(self, place: Place, trees: list[Tree]) -> list[Drawn]:
        try:
            return draw(studio_of(place, self.settings), trees)
        except ProgramMissing as error:
            first, *others = (failed(str(error), tree) for tree in trees)
            # It is reported once per page, and shown in place of each tree.
            return [first, *(replace(other, problems=[]) for other in others)]

    def _tell(self, place: Place, complaints: list[Problem], pictures: list[Drawn]) -> None:
        for listener in listeners:
            listener([file for drawn in pictures for file in drawn.files])
        if place.is_copy:
            return
        # A tree that appears twice is reported once.
        problems = dict.fromkeys([*complaints, *(problem for drawn in pictures for problem in drawn.problems)])
        for problem in problems:
            log.warning("certdot: %s", problem)
        if problems and self.settings.strict:
            raise Broken("; ".join(map(str, problems)))
