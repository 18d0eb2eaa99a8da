"""Pictures of documents, as editors show them beside the text: certdot's own request."""

from __future__ import annotations

import xml.etree.ElementTree as Xml
from types import SimpleNamespace
from typing import Any

import pytest
from document import Document
from editor import Editor
from pygls.exceptions import JsonRpcException


async def preview(editor: Editor, tree: Document, **more: Any) -> dict[str, Any]:
    params = {"textDocument": {"uri": tree.uri}, **more}
    found = await editor.protocol.send_request_async("certdot/preview", params)
    assert isinstance(found, (dict, SimpleNamespace, tuple))
    if isinstance(found, dict):
        return found
    return found._asdict() if isinstance(found, tuple) else vars(found)


def words(svg: str) -> str:
    return " ".join(Xml.fromstring(svg).itertext())


async def test_a_document_is_drawn_as_it_is_now(editor: Editor) -> None:
    tree = editor.open("tree.cert", 'diagram "A title"\nnode a "Before"\n')
    first = await preview(editor, tree)
    assert set(first) == {"svg", "version", "errors", "message"}
    assert (first["version"], first["errors"], first["message"]) == (1, 0, None)
    assert Xml.fromstring(first["svg"]).tag == "{http://www.w3.org/2000/svg}svg"
    assert "Before" in words(first["svg"]) and "A title" in words(first["svg"])
    editor.change(tree, (tree.over("Before"), "After"))
    second = await preview(editor, tree)
    assert second["version"] == 2
    assert "After" in words(second["svg"]) and "Before" not in words(second["svg"])


async def test_it_can_be_dark(editor: Editor) -> None:
    tree = editor.open("tree.cert", "a >> b\n")
    light, dark = await preview(editor, tree), await preview(editor, tree, dark=True)
    assert words(light["svg"]) == words(dark["svg"])
    assert light["svg"] != dark["svg"]
    assert (await preview(editor, tree, dark=False))["svg"] == light["svg"]


@pytest.mark.parametrize(
    ("text", "errors", "message"),
    [("a -> b\n", 1, "there is an error"), ("a -> b\nc -> d\n", 2, "there are 2 errors")],
)
async def test_what_has_errors_is_not_drawn(
    editor: Editor, text: str, errors: int, message: str
) -> None:
    tree = editor.open("tree.cert", text)
    assert await preview(editor, tree) == {
        "svg": None,
        "version": 1,
        "errors": errors,
        "message": message,
    }


async def test_warnings_do_not_count(editor: Editor) -> None:
    tree = editor.open("tree.cert", "cert unused\nnode a\n")
    assert await editor.codes(tree) == ["W0505"]
    assert (await preview(editor, tree))["errors"] == 0


async def test_unsaved_files_are_drawn(editor: Editor) -> None:
    editor.write("part.cert", 'node x "On disk"\n')
    part = editor.open("part.cert", 'node x "In the editor"\n')
    tree = editor.open("tree.cert", 'use "part.cert"\n')
    assert "In the editor" in words((await preview(editor, tree))["svg"])
    editor.close(part)
    assert "On disk" in words((await preview(editor, tree))["svg"])


async def test_what_is_not_open_is_not_drawn(editor: Editor) -> None:
    tree = editor.open("tree.cert", "a >> b\n")
    editor.close(tree)
    with pytest.raises(JsonRpcException) as caught:
        await preview(editor, tree)
    assert caught.value.code == -32602
