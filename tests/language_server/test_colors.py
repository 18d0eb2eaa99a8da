"""Colours: where they stand, what they are, and how others are written there."""

from __future__ import annotations

import pytest
from editor import Editor
from lsprotocol import types


async def colors(editor: Editor, text: str) -> list[tuple[str, tuple[int, int, int, int]]]:
    tree = editor.open("tree.cert", text)
    found = await editor.text_document_document_color_async(types.DocumentColorParams(tree.id))
    told = []
    for one in found:
        color = one.color
        parts = [round(part * 255) for part in (color.red, color.green, color.blue, color.alpha)]
        told.append((tree.slice(one.range), (parts[0], parts[1], parts[2], parts[3])))
    return told


async def test_colours_are_told_with_their_places(either: Editor) -> None:
    text = (
        'node "😀" [color=red, fillcolor="#ff9900", label="red"]; edge e [color="#0f08"]\n'
        "diagram [bgcolor=gray95]\nnode b [\n  color=Transparent,\n  fontcolor=green\n]\n"
    )
    assert await colors(either, text) == [
        ("red", (255, 0, 0, 255)),
        ("#ff9900", (255, 153, 0, 255)),
        ("#0f08", (0, 255, 0, 136)),
        ("gray95", (242, 242, 242, 255)),
        ("Transparent", (0, 0, 0, 0)),
        ("green", (0, 255, 0, 255)),
    ]


async def test_what_is_no_single_colour_is_not_told(editor: Editor) -> None:
    assert await colors(editor, 'edge e [color="red:blue", penwidth=2]\nnode red "red"\n') == []


@pytest.mark.parametrize(
    ("parts", "spelling"),
    [
        ((1.0, 0.6, 0.0, 1.0), "#ff9900"),
        ((0.0, 0.0, 0.0, 0.5), "#00000080"),
        ((2.0, -1.0, 0.0, 1.0), "#ff0000"),
    ],
)
async def test_a_colour_that_is_picked_is_written_in_its_place(
    editor: Editor, parts: tuple[float, float, float, float], spelling: str
) -> None:
    tree = editor.open("tree.cert", "node a [color=red]\nnode b [color=\"red\"]\n")
    for number, after in enumerate(
        [f'node a [color={spelling}]\nnode b [color="red"]\n', f'node a [color=red]\nnode b [color="{spelling}"]\n']
    ):
        place = tree.over("red", number)
        params = types.ColorPresentationParams(tree.id, types.Color(*parts), place)
        (found,) = await editor.text_document_color_presentation_async(params)
        assert found.label == spelling
        assert found.text_edit is not None
        assert tree.edited([found.text_edit]) == after
    editor.change(tree, after)
    assert await editor.problems(tree) == []
