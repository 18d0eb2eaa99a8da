"""What files declare: as an outline, and to be searched for."""

from __future__ import annotations

from conftest import Start
from document import Document
from editor import Editor
from lsprotocol import types

Kind = types.SymbolKind
TREE = """\
diagram "The tree" [direction=right]
use aws
cert own "My own" [code="X-1"]
edge soon "Planned" [style=dotted]
group net "Networking" {
    sa_assoc >> x "The x" [color=red] >> y
    group "Deep" {
        y >> new z
    }
}
y >> net
"""


def nested(tree: Document, symbols: object) -> list[object]:
    """Names, labels, kinds, what is inside, and the words of the name's place."""
    assert isinstance(symbols, (list, tuple))
    told: list[object] = []
    for symbol in symbols:
        assert isinstance(symbol, types.DocumentSymbol)
        assert symbol.range.start <= symbol.selection_range.start
        assert symbol.selection_range.end <= symbol.range.end
        words = tree.slice(symbol.selection_range)
        told.append((symbol.name, symbol.detail, symbol.kind, words, nested(tree, symbol.children or [])))
    return told


async def test_the_outline_is_nested_as_groups_are(editor: Editor) -> None:
    tree = editor.open("tree.cert", TREE)
    params = types.DocumentSymbolParams(tree.id)
    found = await editor.text_document_document_symbol_async(params)
    label = "Solutions Architect Associate"
    assert nested(tree, found) == [
        ("The tree", None, Kind.File, 'diagram "The tree" [direction=right]', []),
        ("own", "My own", Kind.Class, "own", []),
        ("soon", "Planned", Kind.Event, "soon", []),
        (
            "net",
            "Networking",
            Kind.Namespace,
            "net",
            [
                ("sa_assoc", label, Kind.Variable, "sa_assoc", []),
                ("x", "The x", Kind.Variable, "x", []),
                ("Deep", None, Kind.Namespace, '"Deep"', [("z", None, Kind.Variable, "z", [])]),
            ],
        ),
        ("y", None, Kind.Variable, "y", []),
    ]


async def test_symbols_cover_all_of_what_they_are(either: Editor) -> None:
    tree = either.open("tree.cert", 'node "😀"; group g {\n    a "A" [color=red] >> b\n}\n')
    params = types.DocumentSymbolParams(tree.id)
    found = await either.text_document_document_symbol_async(params)
    assert found is not None
    _, group = found
    assert isinstance(group, types.DocumentSymbol)
    assert tree.slice(group.range) == 'group g {\n    a "A" [color=red] >> b\n}'
    assert [tree.slice(child.range) for child in group.children or []] == ['a "A" [color=red]', "b"]


async def test_to_who_cannot_nest_it_is_flat(start: Start) -> None:
    editor = await start(nested=False)
    tree = editor.open("tree.cert", TREE)
    params = types.DocumentSymbolParams(tree.id)
    found = await editor.text_document_document_symbol_async(params)
    told = []
    for symbol in found or []:
        assert isinstance(symbol, types.SymbolInformation)
        assert symbol.location.uri == tree.uri
        told.append((symbol.name, symbol.container_name, tree.slice(symbol.location.range)))
    assert told == [
        ("The tree", None, 'diagram "The tree" [direction=right]'),
        ("own", None, "own"),
        ("soon", None, "soon"),
        ("net", None, "net"),
        ("sa_assoc", "net", "sa_assoc"),
        ("x", "net", "x"),
        ("Deep", "net", '"Deep"'),
        ("z", "net/Deep", "z"),
        ("y", None, "y"),
    ]


async def test_a_group_that_is_not_closed_goes_to_the_end(editor: Editor) -> None:
    tree = editor.open("tree.cert", "group g {\n    a >> b\n    group h {\n")
    params = types.DocumentSymbolParams(tree.id)
    found = await editor.text_document_document_symbol_async(params)
    assert found is not None
    (group,) = found
    assert isinstance(group, types.DocumentSymbol)
    assert tree.slice(group.range) == tree.text
    assert [child.name for child in group.children or []] == ["a", "b", "h"]


async def sought(editor: Editor, query: str) -> list[tuple[str, str, str | None]]:
    found = await editor.workspace_symbol_async(types.WorkspaceSymbolParams(query))
    told = []
    for symbol in found or []:
        assert isinstance(symbol, types.SymbolInformation)
        name = editor.name_of(symbol.location.uri)
        document = editor.documents.get(symbol.location.uri) or editor.unopened(name)
        assert symbol.name in document.slice(symbol.location.range)
        told.append((name, symbol.name, symbol.container_name))
    return sorted(told)


async def test_symbols_are_found_in_all_files(editor: Editor) -> None:
    editor.write("deep/disk.cert", 'group g {\n    node security "Seclusion"\n}\n')
    editor.write("other.txt", "node security\n")
    editor.open("tree.cert", "node security_2\ncert x \"Security\"\nnode x\n")
    assert await sought(editor, "security") == [
        ("deep/disk.cert", "security", "g"),
        ("tree.cert", "security_2", None),
        ("tree.cert", "x", None),
        ("tree.cert", "x", None),
    ]
    assert await sought(editor, "SecL") == [("deep/disk.cert", "security", "g")]
    assert await sought(editor, "nonsense") == []
    assert len(await sought(editor, "")) == 5


async def test_without_a_folder_what_is_open_is_searched(start: Start) -> None:
    editor = await start(folders=[])
    editor.write("disk.cert", "node security\n")
    editor.open("tree.cert", "node sec\n")
    assert await sought(editor, "sec") == [("tree.cert", "sec", None)]
