"""The configuration of a site; a page cannot change any of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Settings:
    """The options, as `mkdocs.yml` has them."""

    program: str = ""
    root: str = ""
    icons: list[str] = field(default_factory=list)
    dark: str = "auto"
    strict: bool = False


# Each option's default and what it means, as Python-Markdown wants them.
OPTIONS: dict[str, list[Any]] = {
    "program": ["", "The program, if it is neither next to this Python nor on the PATH."],
    "root": ["", "The folder outside which nothing is read; by default, the folder of the configuration."],
    "icons": [[], "More folders of icons."],
    "dark": ["auto", "What dark pictures follow: auto, media, none, or a CSS selector."],
    "strict": [False, "Whether a problem in a tree fails the build even if warnings do not."],
}
