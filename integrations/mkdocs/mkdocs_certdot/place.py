"""The page that is being built, and its path."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from markdown import Markdown


@dataclass(frozen=True)
class Place:
    """A page and its site."""

    page: Path
    """The page's file: other files are found from there."""
    folder: Path
    """The folder of the site's configuration: messages name files from there."""
    docs: Path
    """The folder of the pages."""
    theme: str = ""
    """The theme's name."""
    is_copy: bool = False
    """Whether the page is also built by itself, and reports its problems then."""

    @property
    def root(self) -> Path:
        """The folder outside which nothing is read: that of the configuration, which usually contains the pages."""
        return self.folder if self.docs.is_relative_to(self.folder) else self.docs

    @property
    def name(self) -> str:
        """What messages call the page."""
        page = self.page
        return str(page.relative_to(self.folder)) if page.is_relative_to(self.folder) else str(page)


def place_of(md: Markdown) -> Place:
    """The place of the page that this Markdown is being made of.

    MkDocs says it only to what resolves links for it, Zensical in a preprocessor of its own; any other program lets
    pages lie in the working directory.
    """
    links = registered(md.treeprocessors, "relpath")
    if links is not None and hasattr(links, "file"):
        # An excerpt on a blog's index is made of its post's text once more.
        is_copy = registered(md.treeprocessors, "excerpt") is not None
        return replace(place_in(links.config, links.file), is_copy=is_copy)
    context = registered(md.preprocessors, "rendering_context")
    if context is not None and hasattr(context, "page"):
        folder = _real(context.config.get("root_dir") or os.getcwd())
        docs = _real(folder / context.config.get("docs_dir", "docs"))
        return Place(page=docs / context.page.path, folder=folder, docs=docs, theme="material")
    here = _real(os.getcwd())
    return Place(page=here / "page.md", folder=here, docs=here)


def place_in(config: Any, file: Any) -> Place:
    """The place of a file of MkDocs'."""
    docs = _real(config["docs_dir"])
    site = config["config_file_path"]
    page = file.abs_src_path
    return Place(
        page=_real(page) if page else docs / file.src_uri,
        folder=_real(site).parent if site else docs,
        docs=docs,
        theme=config["theme"].name or "",
    )


def registered(registry: Any, name: str) -> Any:
    """What goes by a name among Markdown's processors, if anything does."""
    return registry[name] if name in registry else None


def _real(path: str | os.PathLike[str]) -> Path:
    return Path(os.path.realpath(path))
