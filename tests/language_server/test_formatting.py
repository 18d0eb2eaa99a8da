"""Documents in the one style: all of one, some lines, or before each save."""

from __future__ import annotations

import subprocess

import pytest
from conftest import Start
from document import Document
from editor import CERTDOT, Editor
from lsprotocol import types

OPTIONS = types.FormattingOptions(tab_size=8, insert_spaces=False)
UNTIDY = """\
node   a   [color = red]
a>>b
group g{
c>>d
}


x -- y
"""


def by_the_program(text: str) -> str:
    ended = subprocess.run([CERTDOT, "fmt", "-"], input=text.encode(), capture_output=True)
    return ended.stdout.decode()


async def formatted(editor: Editor, tree: Document) -> list[types.TextEdit]:
    params = types.DocumentFormattingParams(tree.id, OPTIONS)
    return list(await editor.text_document_formatting_async(params) or [])


@pytest.mark.parametrize(
    "text",
    [
        UNTIDY,
        UNTIDY.replace("\n", "\r\n"),
        "\ufeff" + UNTIDY,
        UNTIDY.removesuffix("\n"),
        'node   "😀"   // 😀  \n"😀">>b',
        "a -> b\nc>>d\n",
        "",
        "\n\n",
        "a >> b\n\n\n\n",
    ],
)
async def test_it_is_what_the_program_makes(either: Editor, text: str) -> None:
    tree = either.open("tree.cert", text)
    assert tree.edited(await formatted(either, tree)) == by_the_program(text)


async def test_what_is_in_the_style_is_left_alone(editor: Editor) -> None:
    tree = editor.open("tree.cert", by_the_program(UNTIDY))
    assert await formatted(editor, tree) == []


async def test_lines_that_are_in_the_style_are_not_touched(editor: Editor) -> None:
    lines = [f"a{number} >> b{number}\n" for number in range(1_000)]
    lines[500] = "a500>>b500\n"
    tree = editor.open("tree.cert", "".join(lines))
    (edit,) = await formatted(editor, tree)
    assert (tree.slice(edit.range), edit.new_text) == ("a500>>b500\n", "a500 >> b500\n")


async def test_of_some_lines_only_these_are_formatted(either: Editor) -> None:
    tree = either.open("tree.cert", "a>>b\nc >> d\ne>>f\ng >> h\ni>>j\n")
    place = types.Range(tree.at("e"), tree.at("f", after=True))
    params = types.DocumentRangeFormattingParams(tree.id, place, OPTIONS)
    edits = await either.text_document_range_formatting_async(params)
    assert tree.edited(list(edits or [])) == "a>>b\nc >> d\ne >> f\ng >> h\ni>>j\n"


async def test_a_line_that_is_not_selected_stays(editor: Editor) -> None:
    tree = editor.open("tree.cert", "a>>b\n\nc >> d\n\ne>>f\n")
    for needle in ["c", "d\n"]:
        params = types.DocumentRangeFormattingParams(tree.id, tree.over(needle), OPTIONS)
        assert list(await editor.text_document_range_formatting_async(params) or []) == []


async def test_before_a_save_it_is_formatted_if_the_client_asks_for_it(start: Start) -> None:
    editor = await start(options={"formatOnSave": True})
    assert editor.server is not None
    sync = editor.server.capabilities.text_document_sync
    assert isinstance(sync, types.TextDocumentSyncOptions)
    assert sync.will_save_wait_until is True
    tree = editor.open("tree.cert", UNTIDY)
    params = types.WillSaveTextDocumentParams(tree.id, types.TextDocumentSaveReason.Manual)
    edits = await editor.text_document_will_save_wait_until_async(params)
    assert tree.edited(list(edits or [])) == by_the_program(UNTIDY)


@pytest.mark.parametrize("options", [None, {}, {"formatOnSave": False}, {"formatOnSave": 1}, []])
async def test_else_it_does_not_offer_that(start: Start, options: object) -> None:
    editor = await start(options=options)
    assert editor.server is not None
    sync = editor.server.capabilities.text_document_sync
    assert isinstance(sync, types.TextDocumentSyncOptions)
    assert not sync.will_save_wait_until
