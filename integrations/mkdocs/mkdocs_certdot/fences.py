"""Fenced blocks: a custom fence of pymdownx.superfences, which finds them at any depth.

Neither function may raise: superfences swallows exceptions, and the block would be shown as text.
"""

from __future__ import annotations

from html import escape
from typing import Any

from markdown import Markdown

from .batch import Batch
from .drawing import Tree
from .figure import Frame
from .place import registered

# The word after `cert` that leaves a block as code.
SOURCE = "source"


def validator(
    language: str, inputs: dict[str, str], options: dict[str, Any], attrs: dict[str, str], md: Markdown
) -> bool:
    """Claims each block: a wrong word after `cert` is reported when it is drawn."""
    if SOURCE in inputs:
        code = _code_blocks(md)
        rest = {key: value for key, value in inputs.items() if key != SOURCE}
        # Options for showing code work as for any other language.
        if code is not None:
            code["validator"](language, rest, options, attrs, md)
            attrs.clear()
        options[SOURCE] = True
    else:
        options["words"] = list(inputs)
    return True


def fence(
    source: str, language: str, class_name: str, options: dict[str, Any], md: Markdown, **said: Any
) -> str:
    """The placeholder for a block in the page until all of its trees are drawn."""
    attributes = {key: value for key, value in (said.get("attrs") or {}).items()}
    classes, identifier = said.get("classes") or [], said.get("id_value") or ""
    if options.pop(SOURCE, False):
        return _shown_as_code(source, language, options, md, said)
    attributes.update({"class": " ".join(classes)} if classes else {})
    attributes.update({"id": identifier} if identifier else {})
    words = options.get("words") or []
    complaint = "".join(
        f"`{word}` has no meaning after `cert`: write options in the tree, as in `diagram \"Title\" [direction=right]`; "
        "only `source` is allowed here"
        for word in words[:1]
    )
    return Batch.of(md).add(Tree(source=source), Frame(attributes=attributes), complaint)


def _shown_as_code(source: str, language: str, options: dict[str, Any], md: Markdown, said: dict[str, Any]) -> str:
    code = _code_blocks(md)
    if code is None:
        return f"<pre><code>{escape(source)}</code></pre>"
    shown: str = code["formatter"](src=source, language=language, options=options, md=md, **said)
    return shown


def _code_blocks(md: Markdown) -> dict[str, Any] | None:
    """What superfences does with languages that nobody claims."""
    fences = registered(md.preprocessors, "fenced_code_block")
    known: list[dict[str, Any]] = getattr(getattr(fences, "extension", None), "superfences", [])
    return next((kind for kind in known if kind["name"] == "superfences"), None)
