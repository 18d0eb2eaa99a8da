"""What is shown although it is not written: that a node comes from here."""

from __future__ import annotations

from document import Document
from editor import Editor
from lsprotocol import types


async def hints(
    editor: Editor, tree: Document, place: types.Range | None = None
) -> list[tuple[str, str, str]]:
    """The words before each hint, the hint, and what it says to who asks."""
    params = types.InlayHintParams(tree.id, place or tree.whole())
    found = await editor.text_document_inlay_hint_async(params)
    told = []
    for hint in found or []:
        assert isinstance(hint.tooltip, types.MarkupContent)
        assert hint.padding_left
        before = tree.slice(types.Range(types.Position(hint.position.line, 0), hint.position))
        told.append((before, str(hint.label), hint.tooltip.value))
    return told


async def test_nodes_that_nothing_declares_are_told_of_where_they_are_made(either: Editor) -> None:
    tree = either.open(
        "tree.cert", 'node known, "😀"\nuse aws\n"😀" >> a >> known >> sa_assoc\ngroup g { a >> b }\n'
    )
    assert await hints(either, tree) == [
        (
            '"😀" >> a',
            "new",
            "`a` is not declared: this mention creates a node outside all groups. To declare it, write `node a`.",
        ),
        (
            "group g { a >> b",
            "new",
            "`b` is not declared: this mention creates a node in `g`. To declare it, write `node b`.",
        ),
    ]


async def test_only_those_in_sight_are_told(editor: Editor) -> None:
    tree = editor.open("tree.cert", "a >> b\nc >> d\ne >> f\n")
    line = types.Range(types.Position(1, 0), types.Position(1, 6))
    assert [before for before, _, _ in await hints(editor, tree, line)] == ["c", "c >> d"]


async def test_what_is_declared_has_none(editor: Editor) -> None:
    tree = editor.open("tree.cert", "node a\na >> new b\ngroup g { node c }\nc >> g/c\n")
    assert await hints(editor, tree) == []


async def test_whose_attributes_they_are_that_stand_behind_a_list(either: Editor) -> None:
    tree = either.open(
        "tree.cert",
        'node a, b "B", "c d" [fillcolor=gold]\nnode e [color=red], f [color=red]\nnode g, h\n'
        "node x; group y { node z }\nx, y/z [color=red] >> g, h [color=red] in y\nnode i, j []\na >> dive [color=red] >> b\n",
    )
    told = await hints(either, tree)
    assert [(before, label) for before, label, _ in told] == [
        ('node a, b "B", "c d" [fillcolor=gold]', '"c d" only'),
        ("x, y/z [color=red]", "y/z only"),
        ("x, y/z [color=red] >> g, h [color=red]", "h only"),
    ]
    assert told[0][2] == (
        'These attributes belong to `"c d"` only, not to the whole list.'
    )
    assert all(
        problem.severity == types.DiagnosticSeverity.Warning for problem in await either.problems(tree)
    )
