"""What is unsaved, and what happens on the disk, is seen by all files that use it."""

from __future__ import annotations

from conftest import Start
from document import Document
from editor import Editor
from lsprotocol import types

USE = 'use "part.cert"\nx >> g/y\n'
GOOD, BAD = "group g { node y }\n", "group h { node y }\n"
# The file is not there. That the path into it leads nowhere is no message of its own.
MISSING = ["E0301"]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>'


async def changed(editor: Editor, *names: str) -> None:
    """Tells the server, as a client does that watches files itself."""
    changes = [
        types.FileEvent(editor.path(name).as_uri(), types.FileChangeType.Changed) for name in names
    ]
    editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes))


async def test_what_is_unsaved_is_used(editor: Editor) -> None:
    editor.write("part.cert", BAD)
    tree = editor.open("tree.cert", USE)
    await editor.until_codes(tree, ["E0201"])
    part = editor.open("part.cert", GOOD)
    await editor.until_codes(tree, [])
    editor.change(part, (part.over("g {"), "h {"))
    await editor.until_codes(tree, ["E0201"])
    editor.change(part, (part.over("h {"), "g {"))
    await editor.until_codes(tree, [])
    editor.close(part)
    await editor.until_codes(tree, ["E0201"])


async def test_what_is_not_on_the_disk_yet_is_used(editor: Editor) -> None:
    tree = editor.open("tree.cert", USE)
    await editor.until_codes(tree, MISSING)
    part = editor.open("part.cert", GOOD)
    await editor.until_codes(tree, [])
    editor.close(part)
    await editor.until_codes(tree, MISSING)


async def test_files_through_several_files_are_seen(editor: Editor) -> None:
    editor.write("middle.cert", 'use "part.cert"\n')
    part = editor.open("part.cert", GOOD)
    tree = editor.open("tree.cert", USE.replace("part", "middle"))
    await editor.until_codes(tree, [])
    editor.change(part, BAD)
    await editor.until_codes(tree, ["E0201"])


async def test_changes_on_the_disk_are_noticed_by_themselves(editor: Editor) -> None:
    editor.write("part.cert", BAD)
    tree = editor.open("tree.cert", USE)
    await editor.until_codes(tree, ["E0201"])
    editor.write("part.cert", GOOD)
    await editor.until_codes(tree, [])
    editor.path("part.cert").write_text(BAD)
    await editor.until_codes(tree, ["E0201"])
    editor.path("part.cert").unlink()
    await editor.until_codes(tree, MISSING)
    editor.write("part.cert", GOOD)
    await editor.until_codes(tree, [])


async def test_icons_that_come_are_noticed(editor: Editor) -> None:
    tree = editor.open("tree.cert", 'node a [icon="own.svg"]\n')
    await editor.until_codes(tree, ["E0305"])
    editor.write("own.svg", SVG)
    await editor.until_codes(tree, [])


async def test_a_folder_that_comes_is_noticed_when_the_client_tells(editor: Editor) -> None:
    tree = editor.open("tree.cert", USE.replace("part", "new/part"))
    await editor.until_codes(tree, MISSING)
    editor.write("new/part.cert", GOOD)
    await changed(editor, "new/part.cert")
    await editor.until_codes(tree, [])


async def test_what_is_open_counts_whatever_happens_on_the_disk(editor: Editor) -> None:
    editor.write("part.cert", BAD)
    editor.open("part.cert", GOOD)
    tree = editor.open("tree.cert", USE)
    await editor.until_codes(tree, [])
    editor.write("part.cert", BAD + "z\n")
    await changed(editor, "part.cert")
    editor.change(tree, USE + "node later\n")
    assert await editor.codes(tree) == []


async def test_problems_of_used_files_are_told_in_them(editor: Editor) -> None:
    part = editor.write("part.cert", "a -> b\n")
    tree = editor.open("tree.cert", 'use "part.cert"\n')
    assert await editor.codes(tree) == []
    await editor.until(lambda: part.as_uri() in editor.published)
    told = editor.published[part.as_uri()]
    assert [(problem.code, problem.range) for problem in told.diagnostics] == [
        ("E0102", types.Range(types.Position(0, 2), types.Position(0, 4)))
    ]
    assert told.version is None
    editor.close(tree)
    await editor.until(lambda: not editor.published[part.as_uri()].diagnostics)


async def test_two_files_that_use_one_tell_of_it_once(editor: Editor) -> None:
    part = editor.write("part.cert", "a -> b\n")
    one = editor.open("one.cert", 'use "part.cert"\n')
    other = editor.open("other.cert", 'use "part.cert"\n')
    assert await editor.codes(one) == []
    assert await editor.codes(other) == []
    await editor.until(lambda: part.as_uri() in editor.published)
    assert len(editor.published[part.as_uri()].diagnostics) == 1
    editor.close(one)
    editor.change(other, 'use "part.cert"\n\n')
    assert await editor.codes(other) == []
    assert len(editor.published[part.as_uri()].diagnostics) == 1


async def test_a_part_that_is_open_hears_only_of_itself(editor: Editor) -> None:
    """What a whole warns of, such as a cert that is not used, is no matter of a part that is open beside it."""
    part = editor.open("part.cert", 'cert c "C"\nnode z\n')
    tree = editor.open("tree.cert", 'use "part.cert"\nnode c\n')
    assert await editor.codes(tree) == []
    assert await editor.codes(part) == ["W0505"]


async def test_two_documents_do_not_mix(editor: Editor) -> None:
    one = editor.open("one.cert", "a -> b\n")
    other = editor.open("other.cert", "node a\n")
    assert await editor.codes(one) == ["E0102"]
    assert await editor.codes(other) == []
    editor.change(other, "node a [colr=red]\n")
    editor.change(one, "a >> b\n")
    assert await editor.codes(one) == []
    assert await editor.codes(other) == ["E0401"]


# Where documents are.


async def symbols(editor: Editor, tree: Document) -> list[str]:
    params = types.DocumentSymbolParams(tree.id)
    found = await editor.text_document_document_symbol_async(params)
    return [symbol.name for symbol in found or []]


async def test_a_document_need_not_be_in_a_file(editor: Editor) -> None:
    editor.write("part.cert", GOOD)
    tree = editor.open("", USE + "a -> b\n", uri="untitled:Untitled-1")
    assert await editor.codes(tree) == ["E0102"]
    editor.change(tree, USE)
    assert await editor.codes(tree) == []
    assert await symbols(editor, tree) == ["x"]
    edit = await editor.text_document_rename_async(
        types.RenameParams(tree.id, tree.at("x"), "z")
    )
    assert edit is not None and edit.changes is not None
    assert list(edit.changes) == ["untitled:Untitled-1"]
    other = editor.open("", "node other -> x\n", uri="untitled:Untitled-2")
    assert await editor.codes(other) == ["E0102"]
    assert await editor.codes(tree) == []


async def test_a_document_without_file_and_folder_is_served(start: Start) -> None:
    editor = await start(folders=[])
    tree = editor.open("", "a -> b\n", uri="untitled:Untitled-1")
    assert await editor.codes(tree) == ["E0102"]


async def test_a_file_outside_the_folders_is_served(start: Start) -> None:
    editor = await start(folders=[])
    editor.write("deep/part.cert", GOOD)
    tree = editor.open("deep/tree.cert", USE)
    assert await editor.codes(tree) == []
    editor.change(tree, 'use "../part.cert"\n')
    assert await editor.codes(tree) == ["E0302"], "its own folder is the root"


async def test_addresses_are_the_clients_own(editor: Editor) -> None:
    uri = editor.path("tree.cert").as_uri().replace("tree", "%74ree")
    tree = editor.open("tree.cert", "a -> b\n", uri=uri)
    assert await editor.codes(tree) == ["E0102"]


async def test_names_with_odd_characters_are_files_too(editor: Editor) -> None:
    editor.write("ü #?%/part é.cert", BAD)
    tree = editor.open("ü #?%/tree.cert", USE.replace("part", "part é"))
    editor.write("ü #?%/tree.cert", "")
    await editor.until_codes(tree, ["E0201"])
    editor.write("ü #?%/part é.cert", GOOD)
    await editor.until_codes(tree, [])
