"""A picture in a page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from .drawing import Drawn

# The start of the program's own figure, with the picture's text alternative.
_FIGURE = re.compile(r'<figure class="certdot"((?: role="img" aria-label="[^"]*")?)[^>]*>')
_ID = re.compile(r' id="([\w-]+)"')
_SIZE = re.compile(r'<svg style="max-width:100%;height:auto"([^>]*? width="([\d.]+)pt")')

# How far a picture is shrunk at most to fit its column; letters of twelve points are still read then.
_SMALLEST = 0.6


@dataclass(frozen=True)
class Frame:
    """The attributes that a page gives a picture."""

    alt: str = ""
    is_inline: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)


def framed(drawn: Drawn, frame: Frame, salt: str) -> str:
    """The HTML of a tree. The salt is another for each picture that may meet in a page."""
    if not drawn.is_picture:
        return _inline_error(drawn) if frame.is_inline else drawn.html
    html = _own_ids(drawn.html, salt)
    html = _SIZE.sub(lambda found: _sized(found, frame.attributes), html, count=1)
    # Where it cannot be shrunk any more, it is scrolled.
    styles = ["overflow-x:auto", "scrollbar-width:thin", *filter(None, [frame.attributes.get("style", "")])]
    rest = {key: value for key, value in frame.attributes.items() if key not in ("style", "class", "width", "height")}
    if frame.alt:
        rest.update({"role": "img", "aria-label": frame.alt})
    classes = " ".join(filter(None, ["certdot", frame.attributes.get("class", "")]))
    tag = "span" if frame.is_inline else "figure"
    if frame.is_inline:
        styles = ["display:inline-block", "max-width:100%", "vertical-align:middle", *styles]
    said = {"class": classes, "style": ";".join(styles), **rest}
    # A search would find the names run together, each of them twice.
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in said.items()) + " data-search-exclude"
    # The program's text alternative goes on the figure too; that of the page takes precedence.
    if (opening := _FIGURE.match(html)) is not None:
        attributes += "" if frame.alt else opening[1]
        html = html[opening.end() :].removesuffix("</figure>")
    return f"<{tag}{attributes}>{html}</{tag}>"


def _own_ids(html: str, salt: str) -> str:
    """A picture with unique ids: the same tree can be in two posts, and both posts on one page."""
    found = _ID.search(html)
    if found is None:
        return html
    old = found[1]
    new = "c" + hashlib.sha256(f"{salt} {old}".encode()).hexdigest()[:10]
    return html.replace(old, new)


def _sized(found: re.Match[str], attributes: Mapping[str, str]) -> str:
    if "width" in attributes or "height" in attributes:
        sizes = {key: attributes.get(key, "auto") for key in ("width", "height")}
        lengths = {key: f"{size}px" if size.isdecimal() else size for key, size in sizes.items()}
        style = ";".join(f"{key}:{escape(length)}" for key, length in lengths.items())
        return f'<svg style="max-width:100%;{style}"{found[1]}'
    smallest = round(float(found[2]) * _SMALLEST)
    return f'<svg style="max-width:100%;min-width:{smallest}pt;height:auto"{found[1]}'


def _inline_error(drawn: Drawn) -> str:
    """In a line of text a box would break the paragraph."""
    words = "; ".join(problem.message for problem in drawn.problems if problem.severity == "error")
    words = words or "This tree cannot be drawn."
    return f'<strong class="certdot-error" role="alert">{escape(words)}</strong>'
