"""Links: to used files, to icons, and to addresses."""

from __future__ import annotations

from conftest import Start
from editor import Editor
from lsprotocol import types

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>'


async def links(editor: Editor, text: str, name: str = "tree.cert") -> list[tuple[str, str]]:
    tree = editor.open(name, text)
    found = await editor.text_document_document_link_async(types.DocumentLinkParams(tree.id))
    told = []
    for link in found or []:
        assert link.target is not None
        told.append((tree.slice(link.range), link.target))
    return told


async def test_words_that_lead_elsewhere_are_links(either: Editor) -> None:
    parts = either.write("parts/a b.cert", "node x\n")
    icon = either.write("icons/own.svg", SVG)
    text = (
        'use "parts/a b.cert"; use aws\n'
        'node "😀" [icon="icons/own.svg", url="https://example.org/a?b=c#d"]\n'
        'cert c [url="mailto:a@example.org"]\nnode c\n'
        'group g [url="relative/page.html"] { a }\nnode b [icon=book, label="https://example.org"]\n'
    )
    assert await links(either, text) == [
        ("parts/a b.cert", parts.as_uri()),
        ("icons/own.svg", icon.as_uri()),
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ]


async def test_an_address_leads_on_from_the_file_that_says_it(editor: Editor) -> None:
    page = editor.write("site/a b.html", "")
    editor.write("shared/certs.cert", 'cert c [url="../site/a%20b.html"]\n')
    editor.write("trees/tree.cert", "")
    text = 'use "../shared/certs.cert"\nnode c\nnode d [url="../site/a%20b.html?x=1#y"]\nnode e [url="#part"]\n'
    found = await links(editor, text, "trees/tree.cert")
    assert found[1:] == [("../site/a%20b.html?x=1#y", page.as_uri())]
    found = await links(editor, 'cert c [url="../site/a%20b.html", URL="/site/a%20b.html"]\n', "shared/certs.cert")
    assert found == [("../site/a%20b.html", page.as_uri())]


async def test_a_file_that_is_not_there_is_no_link(editor: Editor) -> None:
    assert await links(editor, 'use "missing.cert"\nnode a [icon="missing.svg"]\n') == []


async def test_an_icon_is_found_in_the_folders_that_are_named(start: Start) -> None:
    editor = await start()
    icon = editor.write("pictures/own.svg", SVG)
    text = 'diagram [icons="pictures"]\nnode a [icon=own]\ncert c [icon="own"]\nnode c\n'
    assert await links(editor, text) == [("own", icon.as_uri()), ("own", icon.as_uri())]


async def test_an_icon_of_the_same_name_is_the_one_beside_the_file(editor: Editor) -> None:
    icon = editor.write("deep/own.svg", SVG)
    editor.write("own.svg", SVG)
    editor.write("deep/tree.cert", "")
    editor.write("top.cert", "node b [icon=own]\n")
    text = 'use "../top.cert"\nnode a [icon=own]\n'
    found = await links(editor, text, "deep/tree.cert")
    assert found[1] == ("own", icon.as_uri())


async def test_a_link_up_and_down_again_is_plain(editor: Editor) -> None:
    shared = editor.write("shared.cert", "node x\n")
    editor.write("deep/tree.cert", "")
    text = 'use "../shared.cert"\n'
    assert await links(editor, text, "deep/tree.cert") == [("../shared.cert", shared.as_uri())]
