"""`.. cert::` → a node with the tree to draw, and where it was written."""

from __future__ import annotations

import os
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

THEMES = ("light", "dark", "auto", "plain")


class Tree(nodes.General, nodes.Inline, nodes.Element):
    """A tree in a document.

    Its attributes: `source`, its text, or `file`, where the text is, relative to the document's folder; `page`, the file of
    the document; `place`, the file that it is written in, and `first`, the line of that on which it begins; `said`, what
    the document gives readers who cannot see it; `theme`; and `is_inline`. When it is checked, `alt` is added; when it is
    drawn, `picture`.
    """

    def astext(self) -> str:
        return self.get("said") or self.get("alt", "")


def theme(argument: str) -> str:
    return directives.choice(argument, THEMES)


def align(argument: str) -> str:
    return directives.choice(argument, ("left", "center", "right"))


class CertDirective(SphinxDirective):
    """A tree: as the directive's content, or as a file."""

    has_content = True
    optional_arguments = 1
    # Names of files have blanks in them.
    final_argument_whitespace = True
    option_spec: ClassVar = {
        "alt": directives.unchanged_required,
        "caption": directives.unchanged_required,
        "name": directives.unchanged_required,
        "align": align,
        "class": directives.class_option,
        "theme": theme,
    }

    def run(self) -> list[nodes.Node]:
        argument = self.arguments[0] if self.arguments else None
        if argument == "source" and self.content:
            return [self.as_code()]
        if argument and self.content:
            raise self.error("`cert` takes a file or content, not both")
        if not argument and not self.content:
            raise self.error("`cert` needs content, or the name of a file")
        page = str(self.env.doc2path(self.env.docname))
        tree = Tree("", page=page, said=self.options.get("alt"), theme=self.options.get("theme"), is_inline=False)
        tree["place"], tree["first"] = self.get_source_info()
        if argument:
            relative, path = self.env.relfn2path(argument)
            # It is noted before it is looked for: when it appears, it is seen.
            self.env.note_dependency(relative)
            tree["file"] = os.path.relpath(path, os.path.dirname(page))
        else:
            tree["source"] = "\n".join(self.content) + "\n"
            tree["place"], tree["first"] = self.first_line()
        if tree["place"]:
            # Included files are relative to the folder in which the build was started.
            tree["place"] = os.path.abspath(tree["place"])
        self.set_source_info(tree)
        tree["classes"] += self.options.get("class", [])
        alignment = self.options.get("align", "default")
        caption = self.options.get("caption")
        if caption is None:
            tree["align"] = alignment
            self.add_name(tree)
            return [tree]
        figure = nodes.figure("", tree, align=alignment)
        self.set_source_info(figure)
        inlines, messages = self.parse_inline(caption, lineno=self.lineno)
        text = nodes.caption(caption, "", *inlines)
        self.set_source_info(text)
        figure += text
        self.add_name(figure)
        return [figure, *messages]

    def first_line(self) -> tuple[str | None, int]:
        """The file and its line, from 1, on which the content starts."""
        if type(self.state).__module__.startswith("myst_parser."):
            # MyST counts from the fence.
            return self.get_source_info()[0], self.lineno + self.content_offset + 1
        # Parts of the content may be included from elsewhere, so each line knows where it comes from.
        place, line = self.content.items[0]
        return place, line + 1

    def as_code(self) -> nodes.literal_block:
        """The source of the tree, for readers who want to learn how to write it."""
        text = "\n".join(self.content)
        code = nodes.literal_block(text, text, language="none")
        code["classes"] += self.options.get("class", [])
        self.set_source_info(code)
        self.add_name(code)
        return code
