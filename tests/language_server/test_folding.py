"""What can be folded."""

from __future__ import annotations

import pytest
from editor import Editor
from lsprotocol import types

TREE = """\
// The first
// comment.

use aws
use gcp

/* a long
   one */
group net {
    node a [
        color=red,
        penwidth=2
    ]
    group deep {
        b >> c
    }
}
group flat { d }
# one line
"""


async def folds(editor: Editor, text: str) -> list[tuple[int, int, str | None]]:
    tree = editor.open("tree.cert", text)
    found = await editor.text_document_folding_range_async(types.FoldingRangeParams(tree.id))
    return [(fold.start_line, fold.end_line, fold.kind) for fold in found or []]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
async def test_groups_lists_comments_and_uses_can_be_folded(editor: Editor, end: str) -> None:
    assert await folds(editor, TREE.replace("\n", end)) == [
        (0, 1, "comment"),
        (3, 4, "imports"),
        (6, 7, "comment"),
        (8, 16, None),
        (9, 12, None),
        (13, 15, None),
    ]


async def test_what_is_on_one_line_cannot(editor: Editor) -> None:
    assert await folds(editor, "group g { a }\nnode b [color=red]\n// c\nuse aws\n") == []


async def test_what_is_broken_does_no_harm(editor: Editor) -> None:
    assert await folds(editor, "}\ngroup g {\n    a -> b\n}\ngroup h {\n    c [\n") == [(1, 3, None)]
