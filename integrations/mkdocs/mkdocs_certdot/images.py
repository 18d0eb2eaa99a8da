"""Images that are `.cert` files."""

from __future__ import annotations

from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from .batch import Batch
from .drawing import Tree
from .figure import Frame


class Images(Treeprocessor):
    """Puts trees in the place of images."""

    NAME = "certdot"
    # After `attr_list`, which gives images their attributes, and before MkDocs resolves their addresses.
    PRIORITY = 4

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.md: Markdown = md

    def run(self, root: Element) -> None:
        parents = {child: parent for parent in root.iter() for child in parent}
        for image in [element for element in root.iter("img") if is_tree(element.get("src", ""))]:
            parent = parents[image]
            attributes = {key: value for key, value in image.attrib.items() if key not in ("src", "alt", "loading")}
            frame = Frame(
                alt=image.get("alt", ""),
                is_inline=not _is_alone(image, parent),
                attributes=attributes,
            )
            token = Batch.of(self.md).add(Tree(file=image.get("src", "")), frame)
            # The element is emptied rather than replaced: it keeps its place and the text after it.
            self._empty(image, self.md.htmlStash.store(token), parent)

    def _empty(self, image: Element, stashed: str, parent: Element) -> None:
        index = list(parent).index(image)
        text = stashed + (image.tail or "")
        parent.remove(image)
        if index == 0:
            parent.text = (parent.text or "") + text
        else:
            before = parent[index - 1]
            before.tail = (before.tail or "") + text


def is_tree(address: str) -> bool:
    """Whether an address is that of a `.cert` file, relative to the page."""
    parts = urlsplit(address)
    return parts.path.endswith(".cert") and not parts.scheme and not parts.netloc and not parts.path.startswith("/")


def _is_alone(image: Element, parent: Element) -> bool:
    """Whether an image is a paragraph of its own."""
    texts = (parent.text or "", image.tail or "")
    return parent.tag == "p" and len(parent) == 1 and not any(text.strip() for text in texts)
