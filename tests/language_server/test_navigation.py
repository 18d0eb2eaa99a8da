"""From a name to where it is declared, and to all places where it is said."""

from __future__ import annotations

import pytest
from editor import Editor
from lsprotocol import types

Place = tuple[str, int, str]


async def told(editor: Editor, locations: object) -> list[Place]:
    """Places as a file's name, a line and the words that stand there."""
    assert isinstance(locations, (list, tuple))
    places = []
    for location in locations:
        assert isinstance(location, types.Location)
        name = editor.name_of(location.uri)
        document = editor.documents.get(location.uri) or editor.unopened(name)
        places.append((name, location.range.start.line, document.slice(location.range)))
    return places


async def declared(editor: Editor, text: str) -> list[Place]:
    tree, here = editor.opened("tree.cert", text)
    found = await editor.text_document_definition_async(types.DefinitionParams(tree.id, here))
    return await told(editor, [found] if isinstance(found, types.Location) else found)


async def said(editor: Editor, text: str, declaration: bool = True) -> list[Place]:
    tree, here = editor.opened("tree.cert", text)
    context = types.ReferenceContext(declaration)
    found = await editor.text_document_references_async(
        types.ReferenceParams(context, tree.id, here)
    )
    return sorted(await told(editor, found))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("node a\na >> |b", [(1, "b")]),
        ("node a\n|a >> b", [(0, "a")]),
        ("b >> a|\nnode a", [(1, "a")]),
        ("group g { node x }\n|x >> y", [(0, "x")]),
        ("node a in g\ng/|a >> b", [(0, "a")]),
        ("group g { a }\n|g/a >> b", [(0, "g")]),
        ("group g { a }\ngroup g { b }\n|g >> c", [(0, "g"), (1, "g")]),
        ("edge soon\na >> so|on >> b", [(0, "soon")]),
        ("a >> di|ve >> b", []),
        ("edge dive\na >> di|ve >> b", [(0, "dive")]),
        ('cert c "C"\n|c >> d', [(0, "c")]),
        ('cert c "C"\nnode c\n|c >> d', [(1, "c")]),
        ('cert c "C"\nnode |c\nc >> d', [(0, "c")]),
        ("node x [cert=|c]\ncert c", [(1, "c")]),
        ("a >> new x\n|x >> b", [(0, "x")]),
        ("use aws\n|sa_assoc >> b", [(1, "sa_assoc")]),
        ("node a\nrow |a, b; node b", [(0, "a")]),
        ("// |a\nnode a", []),
        ('node "two words"\n"two| words" >> b', [(0, '"two words"')]),
    ],
)
async def test_a_name_leads_to_its_declaration(
    editor: Editor, text: str, places: list[tuple[int, str]]
) -> None:
    assert await declared(editor, text) == [("tree.cert", *place) for place in places]


async def test_a_name_leads_into_a_used_file(editor: Editor) -> None:
    editor.write("parts/shared.cert", "// 😀\nnode far; cert c\n")
    use = 'use "parts/shared.cert"\n'
    assert await declared(editor, use + "|far >> b") == [("parts/shared.cert", 1, "far")]
    assert await declared(editor, use + "node x [cert=|c]") == [("parts/shared.cert", 1, "c")]


async def test_a_used_file_is_opened(editor: Editor) -> None:
    editor.write("shared.cert", "node far\n")
    assert await declared(editor, 'use "sha|red.cert"') == [("shared.cert", 0, "")]


async def test_mentions_are_those_of_the_thing_not_of_the_word(editor: Editor) -> None:
    text = "node a\n|a >> b\ngroup g {\n    a >> c\n}\ngroup h {\n    node a\n    a >> d\n}\n// a\n"
    assert await said(editor, text) == [
        ("tree.cert", 0, "a"),
        ("tree.cert", 1, "a"),
        ("tree.cert", 3, "a"),
    ]
    own = text.replace("|", "").replace("    a >> d", "    |a >> d")
    assert await said(editor, own) == [("tree.cert", 6, "a"), ("tree.cert", 7, "a")]


async def test_declarations_can_be_left_out(editor: Editor) -> None:
    text = "node a\n|a >> b\ng/x >> a\ngroup g { x }\n"
    assert await said(editor, text, declaration=False) == [
        ("tree.cert", 1, "a"),
        ("tree.cert", 2, "a"),
    ]


async def test_mentions_of_groups_styles_and_certs(editor: Editor) -> None:
    assert await said(editor, "group |g { a }\ng >> b\nnode c in g\ng/a >> b\n") == [
        ("tree.cert", line, "g") for line in range(4)
    ]
    assert await said(editor, "edge |soon\na >> soon >> b\nb >> soon >> c\n") == [
        ("tree.cert", line, "soon") for line in range(3)
    ]
    assert await said(editor, 'cert |c "C"\nc >> d\nnode x [cert=c]\nnode e [cert="c"]\n') == [
        ("tree.cert", 0, "c"),
        ("tree.cert", 1, "c"),
        ("tree.cert", 2, "c"),
        ("tree.cert", 3, '"c"'),
    ]


async def test_mentions_are_found_in_all_files(editor: Editor) -> None:
    editor.write("shared.cert", "node far\n")
    editor.write("deep/on/disk.cert", 'use "../../shared.cert"\nfar >> c\n')
    editor.write("deep/other.cert", "far >> d\n")
    editor.write(".hidden/x.cert", 'use "../shared.cert"\nfar >> e\n')
    editor.open("open.cert", 'use "shared.cert"\n\nfar >> f\n')
    assert await said(editor, 'use "shared.cert"\n|far >> b\n') == [
        ("deep/on/disk.cert", 1, "far"),
        ("open.cert", 2, "far"),
        ("shared.cert", 0, "far"),
        ("tree.cert", 1, "far"),
    ]


async def test_what_is_unsaved_is_what_counts(editor: Editor) -> None:
    editor.write("shared.cert", "node far\n")
    editor.write("other.cert", 'use "shared.cert"\nfar >> c\n')
    editor.open("shared.cert", "\n\nnode far\n")
    editor.open("other.cert", 'use "shared.cert"\nc >> d\n')
    assert await said(editor, 'use "shared.cert"\n|far >> b\n') == [
        ("shared.cert", 2, "far"),
        ("tree.cert", 1, "far"),
    ]


async def test_mentions_in_the_same_file_are_highlighted(either: Editor) -> None:
    tree, here = either.opened("tree.cert", 'node "😀", a; "😀" >> |a\na >> b\n')
    found = await either.text_document_document_highlight_async(
        types.DocumentHighlightParams(tree.id, here)
    )
    assert found is not None
    write, read = types.DocumentHighlightKind.Write, types.DocumentHighlightKind.Read
    assert [(mark.range, mark.kind) for mark in found] == [
        (tree.over("a"), write),
        (tree.over("a", 1), read),
        (tree.over("a", 2), read),
    ]


async def test_nothing_is_highlighted_where_no_name_is(editor: Editor) -> None:
    tree, here = editor.opened("tree.cert", "a | >> b")
    found = await editor.text_document_document_highlight_async(
        types.DocumentHighlightParams(tree.id, here)
    )
    assert list(found or []) == []
