"""The client's folders: what they hold belongs together, and nothing leaves them."""

from __future__ import annotations

from pathlib import Path

from conftest import Start
from editor import Editor
from lsprotocol import types


def folder(path: Path) -> types.WorkspaceFolder:
    return types.WorkspaceFolder(path.as_uri(), path.name)


def move(editor: Editor, added: list[Path], removed: list[Path]) -> None:
    event = types.WorkspaceFoldersChangeEvent(
        [folder(path) for path in added], [folder(path) for path in removed]
    )
    params = types.DidChangeWorkspaceFoldersParams(event)
    editor.workspace_did_change_workspace_folders(params)


async def test_a_folder_that_is_added_is_the_root_of_its_files(start: Start, tmp_path: Path) -> None:
    editor = await start(folders=[])
    editor.write("part.cert", "node x\n")
    editor.write("deep/tree.cert", "")
    tree = editor.open("deep/tree.cert", 'use "../part.cert"\n')
    await editor.until_codes(tree, ["E0302"])
    move(editor, [tmp_path], [])
    await editor.until_codes(tree, [])
    move(editor, [], [tmp_path])
    await editor.until_codes(tree, ["E0302"])


async def test_the_nearest_folder_is_the_root(start: Start, tmp_path: Path) -> None:
    editor = await start(folders=[tmp_path, tmp_path / "deep"])
    editor.write("part.cert", "node x\n")
    editor.write("deep/tree.cert", "")
    tree = editor.open("deep/tree.cert", 'use "../part.cert"\n')
    await editor.until_codes(tree, ["E0302"])


async def test_a_root_can_be_named(start: Start, tmp_path: Path) -> None:
    editor = await start("--root", str(tmp_path), folders=[])
    editor.write("part.cert", "node x\n")
    editor.write("deep/tree.cert", "")
    tree = editor.open("deep/tree.cert", 'use "../part.cert"\n')
    assert await editor.codes(tree) == []


async def test_folders_of_icons_can_be_named(start: Start, tmp_path: Path) -> None:
    icon = tmp_path / "elsewhere/mine.svg"
    icon.parent.mkdir()
    icon.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>'
    )
    editor = await start("--icons", str(icon.parent), folders=[tmp_path / "work"])
    tree = editor.open("work/tree.cert", "node a [icon=mine]\n")
    assert await editor.codes(tree) == []
    links = await editor.text_document_document_link_async(types.DocumentLinkParams(tree.id))
    assert [link.target for link in links or []] == [icon.as_uri()]


async def test_what_is_searched_follows_the_folders(start: Start, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    editor = await start(folders=[one])
    editor.write("one/a.cert", "node in_one\n")
    editor.write("other/b.cert", "node in_other\n")

    async def found() -> list[str]:
        symbols = await editor.workspace_symbol_async(types.WorkspaceSymbolParams("in"))
        return [symbol.name for symbol in symbols or []]

    assert await found() == ["in_one"]
    move(editor, [other], [one])
    assert await found() == ["in_other"]


async def test_a_folder_within_a_folder_is_searched_once(start: Start, tmp_path: Path) -> None:
    editor = await start(folders=[tmp_path, tmp_path / "deep"])
    editor.write("deep/a.cert", "node only_one\n")
    symbols = await editor.workspace_symbol_async(types.WorkspaceSymbolParams("only"))
    assert [symbol.name for symbol in symbols or []] == ["only_one"]
