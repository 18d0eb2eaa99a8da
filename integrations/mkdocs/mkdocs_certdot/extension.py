"""The extension of Python-Markdown: what MkDocs' plugin sets up, and what Zensical uses by itself."""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from . import fences
from .batch import Batch
from .images import Images
from .place import registered
from .settings import OPTIONS, Settings

_FENCE = "cert"


class CertdotExtension(Extension):
    """Blocks and images of trees become pictures."""

    def __init__(self, **options: Any) -> None:
        self.config = {key: list(of_key) for key, of_key in OPTIONS.items()}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        self.md = md
        md.registerExtension(self)
        Batch.of(md, Settings(**self.getConfigs()))
        md.treeprocessors.register(Images(md), Images.NAME, Images.PRIORITY)

    def reset(self) -> None:
        """Once all extensions are there, in whatever order: only now it is known who finds blocks."""
        finder = registered(self.md.preprocessors, "fenced_code_block")
        if not hasattr(getattr(finder, "extension", None), "superfences"):
            finder = self._superfences()
        extension = finder.extension
        # Who has registered the fence by hand has had it their way.
        if all(known["name"] != _FENCE for known in extension.superfences):
            extension.extend_super_fences(_FENCE, _formatter, fences.validator, None)

    def _superfences(self) -> Any:
        """Lets superfences find all blocks, and leaves the highlighting to the extension that did it before."""
        is_coloured = "hilite" in self.md.treeprocessors
        highlight = {"use_pygments": is_coloured, "css_class": "codehilite" if is_coloured else "highlight"}
        self.md.registerExtensions(
            ["pymdownx.highlight", "pymdownx.superfences"], {"pymdownx.highlight": highlight}
        )
        return self.md.preprocessors["fenced_code_block"]


def _formatter(src: str, language: str, options: dict[str, Any], md: Markdown, **said: Any) -> str:
    return fences.fence(src, language, "certdot", options, md, **said)


def makeExtension(**options: Any) -> CertdotExtension:
    """For configurations that name the module rather than the extension."""
    return CertdotExtension(**options)
