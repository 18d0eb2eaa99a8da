"""MkDocs' plugin: sets up the extension, reports a missing program early, and watches the files that trees use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config import config_options as kinds
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from . import ahead, batch
from .program import ProgramMissing, find
from .settings import Settings

EXTENSION = "certdot"


class Options(Config):
    """The options below `certdot:` in `mkdocs.yml`; their defaults are those of the extension."""

    program = kinds.Optional(kinds.Type(str))
    root = kinds.Optional(kinds.Type(str))
    icons = kinds.Optional(kinds.ListOfItems(kinds.Type(str)))
    dark = kinds.Optional(kinds.Type(str))
    strict = kinds.Optional(kinds.Type(bool))


class CertdotPlugin(BasePlugin[Options]):
    """Trees in all pages of a site."""

    # One plugin lives as long as a site is served, and does not forget what it watches.
    supports_multiple_instances = False

    def __init__(self) -> None:
        self.used: set[Path] = set()
        self.server: LiveReloadServer | None = None
        self.docs = Path()

    def on_startup(self, **_: Any) -> None:
        """Being here keeps this plugin while a site is served; MkDocs creates the others again for each build."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        of_extension = config.mdx_configs.setdefault(EXTENSION, {})
        of_extension.update({key: value for key, value in self.config.items() if value is not None})
        if EXTENSION not in config.markdown_extensions:
            config.markdown_extensions.append(EXTENSION)
        try:
            find(of_extension.get("program") or "")
        except ProgramMissing as error:
            raise PluginError(f"certdot: {error}") from error
        self.docs = Path(config.docs_dir).resolve()
        if self.note not in batch.listeners:
            batch.listeners.append(self.note)
        return config

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Draws the trees of all pages together, before the first is made."""
        ahead.draw(config, Settings(**config.mdx_configs[EXTENSION]), files.documentation_pages())

    def note(self, files: list[Path]) -> None:
        """Files that trees are made of. Those among the pages are watched in any case."""
        new = {file for file in files if not file.resolve().is_relative_to(self.docs)} - self.used
        self.used |= new
        if self.server is not None:
            for file in new:
                self.server.watch(str(file))

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        self.server = server
        for file in self.used:
            server.watch(str(file))
        return server

    def on_shutdown(self) -> None:
        # After a failure, MkDocs also calls this for plugins that have not started.
        if self.note in batch.listeners:
            batch.listeners.remove(self.note)
