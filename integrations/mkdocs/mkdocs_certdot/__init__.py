"""Fenced ``cert`` blocks and images of ``.cert`` files become pictures, in MkDocs and in Zensical.

Python-Markdown finds the trees of a page (`fences`, `images`), a batch gathers them (`batch`), the program draws all of
them at once (`drawing`), and they are put into the finished page (`figure`). Only `place` knows
which page it is, and its path; the plugin (`plugin`) adds what only MkDocs has: its configuration, live reload, and all pages at
once, whose trees are drawn together (`ahead`).
"""

from .fences import fence, validator

__all__ = ["fence", "validator"]
