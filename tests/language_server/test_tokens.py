"""Words by what they mean, for editors that colour by it."""

from __future__ import annotations

from document import Document
from editor import Editor
from lsprotocol import types

TREE = """\
use aws // catalogue
cert own "Own" [level=associate]
edge soon "Planned" [penwidth=2.5, color="#ff9900"]
group net {
    sa_assoc >> soon >> new x -- y
    node z [cert=own, label="7"]
}
# a comment
/* over
   lines */
a >> each net in "Other"
"""


def decoded(editor: Editor, tree: Document, data: object) -> list[tuple[str, str]]:
    """Each word with its type, and `!` behind it where it is declared."""
    assert editor.server is not None
    provider = editor.server.capabilities.semantic_tokens_provider
    assert isinstance(provider, types.SemanticTokensOptions)
    legend = provider.legend
    assert isinstance(data, (list, tuple)) and len(data) % 5 == 0
    line = column = 0
    told = []
    for at in range(0, len(data), 5):
        down, right, length, kind, modifiers = data[at : at + 5]
        line, column = (line + down, right) if down else (line, column + right)
        start = types.Position(line, column)
        word = tree.slice(types.Range(start, types.Position(line, column + length)))
        told.append((word, legend.token_types[kind] + "!" * modifiers))
    return told


async def full(editor: Editor, tree: Document) -> list[tuple[str, str]]:
    found = await editor.text_document_semantic_tokens_full_async(
        types.SemanticTokensParams(tree.id)
    )
    assert found is not None
    return decoded(editor, tree, found.data)


async def test_words_have_the_type_of_what_they_mean(editor: Editor) -> None:
    tree = editor.open("tree.cert", TREE)
    assert await full(editor, tree) == [
        ("use", "keyword"), ("aws", "class"), ("// catalogue", "comment"),
        ("cert", "keyword"), ("own", "class!"), ('"Own"', "string"),
        ("level", "property"), ("associate", "enumMember"),
        ("edge", "keyword"), ("soon", "event!"), ('"Planned"', "string"),
        ("penwidth", "property"), ("2.5", "number"), ("color", "property"), ('"#ff9900"', "string"),
        ("group", "keyword"), ("net", "namespace!"),
        ("sa_assoc", "variable"), (">>", "operator"), ("soon", "event"), (">>", "operator"),
        ("new", "keyword"), ("x", "variable!"), ("--", "operator"), ("y", "variable"),
        ("node", "keyword"), ("z", "variable!"), ("cert", "property"), ("own", "class"),
        ("label", "property"), ('"7"', "string"),
        ("# a comment", "comment"), ("/* over", "comment"), ("   lines */", "comment"),
        ("a", "variable"), (">>", "operator"), ("each", "keyword"), ("net", "namespace"),
        ("in", "keyword"), ('"Other"', "namespace"),
    ]  # fmt: skip


async def test_both_ways_of_counting_agree(either: Editor) -> None:
    tree = either.open("tree.cert", 'node "😀 é" "𝔘"; "😀 é" >> b /* 😀\n 😀 */ >> c\r\nd >> e\n')
    assert await full(either, tree) == [
        ("node", "keyword"), ('"😀 é"', "variable!"), ('"𝔘"', "string"),
        ('"😀 é"', "variable"), (">>", "operator"), ("b", "variable"),
        ("/* 😀", "comment"), (" 😀 */", "comment"), (">>", "operator"), ("c", "variable"),
        ("d", "variable"), (">>", "operator"), ("e", "variable"),
    ]  # fmt: skip


async def test_of_some_lines_only_their_words_are_told(editor: Editor) -> None:
    tree = editor.open("tree.cert", "a >> b\nc -- d\ne << f\n")
    place = types.Range(types.Position(1, 0), types.Position(1, 6))
    found = await editor.text_document_semantic_tokens_range_async(
        types.SemanticTokensRangeParams(tree.id, place)
    )
    assert found is not None
    assert decoded(editor, tree, found.data) == [
        ("c", "variable"),
        ("--", "operator"),
        ("d", "variable"),
    ]


async def test_what_means_nothing_has_no_type(editor: Editor) -> None:
    tree = editor.open("tree.cert", "a -> b\n}\nnode c [nonsense=1]\n")
    assert await full(editor, tree) == [
        ("node", "keyword"),
        ("c", "variable!"),
        ("nonsense", "property"),
        ("1", "number"),
    ]
