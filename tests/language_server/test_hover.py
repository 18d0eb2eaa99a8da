"""What stands under the pointer. In the texts, `|` is the pointer."""

from __future__ import annotations

import pytest
from conftest import Start
from editor import Editor
from lsprotocol import types


async def shown(editor: Editor, text: str, name: str = "tree.cert") -> tuple[str, str] | None:
    """The words that are pointed at, and what is said of them."""
    tree, here = editor.opened(name, text)
    found = await editor.text_document_hover_async(types.HoverParams(tree.id, here))
    editor.close(tree)
    if found is None:
        return None
    assert isinstance(found.contents, types.MarkupContent)
    assert found.contents.kind == types.MarkupKind.Markdown
    assert found.range is not None
    return tree.slice(found.range), found.contents.value


async def test_a_node_says_where_it_is_and_what_it_is_joined_to(editor: Editor) -> None:
    text = 'group g "Group" { node a "First" [tooltip="Two *words*"] }\nx >> a >> y\nz << |a\n'
    assert await shown(editor, text) == (
        "a",
        "**First**\n\nnode `a` in `g`\n\nTwo \\*words\\*\n\n"
        "after it in chains: `y`\n\nbefore it in chains: `x`, `z`",
    )


async def test_a_node_that_nothing_declares_says_so(editor: Editor) -> None:
    found = await shown(editor, "|a >> b")
    assert found == ("a", "**a**\n\nnode `a`, implicitly declared\n\nafter it in chains: `b`")


async def test_a_node_shows_its_cert(editor: Editor) -> None:
    found = await shown(editor, "use aws\nnode mine [cert=sa_assoc]\n|mine >> x")
    assert found == (
        "mine",
        "**Solutions Architect Associate**\n\nnode `mine`\n\nshows the cert `sa_assoc`\n\n"
        "code: SAA-C03  \nlevel: associate  \n"
        "[https://aws.amazon.com/certification/certified-solutions-architect-associate/]"
        "(<https://aws.amazon.com/certification/certified-solutions-architect-associate/>)\n\n"
        "after it in chains: `x`",
    )


async def test_a_cert_says_where_it_comes_from(editor: Editor) -> None:
    used = await shown(editor, "use aws\nnode x [cert=|sap_on_aws]")
    assert used is not None
    assert used[1].startswith(
        "**SAP on AWS (retired)**\n\ncert `sap_on_aws`, from the catalogue `aws`\n\ncode: PAS-C01"
    )
    own = await shown(editor, 'cert |c "Own" [level=expert]\nnode c')
    assert own == ("c", "**Own**\n\ncert `c`, from `tree.cert`\n\nlevel: expert")


async def test_a_catalogue_says_what_it_is(editor: Editor) -> None:
    found = await shown(editor, "use a|ws")
    assert found is not None
    assert found[0] == "aws"
    assert found[1].startswith("**AWS certifications**\n\ncatalogue `aws`, as of 20")


async def test_a_group_says_what_is_in_it(editor: Editor) -> None:
    text = 'group |net "Networking" {\n    a >> b\n    group deep { c }\n}\nnode d in net\n'
    assert await shown(editor, text) == (
        "net",
        "**Networking**\n\ngroup `net`\n\nnodes: `a`, `b`, `d`\n\ngroups: `deep`",
    )


async def test_an_edge_style_says_how_it_looks(editor: Editor) -> None:
    assert await shown(editor, "a >> |dive >> b") == (
        "dive",
        "**Dive deep**\n\nedge style `dive`, built in\n\n"
        "`[color=magenta, style=dashed]`\n\none edge uses it",
    )
    assert await shown(editor, 'edge |later "Later" [penwidth=2]') == (
        "later",
        "**Later**\n\nedge style `later`\n\n`[penwidth=2]`\n\nno edge uses it",
    )


@pytest.mark.parametrize(
    ("text", "word", "begins"),
    [
        ("node a [pen|width=2]", "penwidth", "**penwidth** of a node\n\nthe width of lines, in points"),
        ("node a [penwidth=|2]", "2", "**penwidth** of a node"),
        ("edge e [|color=red]", "color", "**color** of an edge\n\n"),
        ("a >> dive [|color=red] >> b", "color", "**color** of an edge\n\n"),
        ("group g [bg|color=red] { a }", "bgcolor", "**bgcolor** of a group\n\n"),
        ("diagram [direc|tion=up]", "direction", "**direction** of a diagram\n\n"),
        ('cert c [co|de="X"]\nnode c', "code", "**code** of a cert\n\n"),
    ],
)
async def test_an_attribute_says_what_it_does(
    editor: Editor, text: str, word: str, begins: str
) -> None:
    found = await shown(editor, text)
    assert found is not None
    assert found[0] == word
    assert found[1].startswith(begins)


async def test_an_attribute_says_what_it_takes_and_whose_it_is(editor: Editor) -> None:
    assert await shown(editor, "diagram [the|me=dark]") == (
        "theme",
        "**theme** of a diagram\n\nthe colors and fonts of the diagram\n\n"
        "takes `light`, `dark`, `auto` or `plain`\n\ncertdot's own",
    )
    found = await shown(editor, "node a [sha|pe=box]")
    assert found is not None
    assert found[1].endswith("[Graphviz: shape](<https://graphviz.org/docs/attrs/shape/>)")


@pytest.mark.parametrize(
    ("text", "word", "begins"),
    [
        ("|use aws", "use", "Includes a built-in catalogue"),
        ('|diagram "T"', "diagram", "Sets the title, direction, theme, layout and legend"),
        ("ce|rt c\nnode c", "cert", "Describes a certification"),
        ("|edge e", "edge", "Declares an edge style"),
        ("|edge [color=red]", "edge", "Declares an edge style"),
        ("group|  g { a }", "group", "Draws a box"),
        ("|node a", "node", "Declares nodes"),
        ("|node [color=red]", "node", "Declares nodes"),
        ("|row a, b\nnode a, b", "row", "Draws nodes of one group side by side"),
        ("a >> n|ew b", "new", "Creates a new node in this group"),
        ("a >> each| g\ngroup g { b }", "each", "Stands for every node"),
        ("a >> b |in g", "in", "Puts the chain into a group"),
        ("a |>> b", ">>", "`>>` draws an edge from left to right"),
        ("a |<< b", "<<", "`<<` draws an edge from right to left"),
        ("a -|- b", "--", "`--` draws an edge without arrowheads"),
        ("a |<> b", "<>", "`<>` draws an edge with an arrowhead at both ends"),
    ],
)
async def test_a_word_says_what_it_does(
    editor: Editor, text: str, word: str, begins: str
) -> None:
    found = await shown(editor, text)
    assert found is not None
    assert found[0] == word
    assert found[1].startswith(begins)


@pytest.mark.parametrize("text", ["// a| >> b", 'node a "la|bel"', "|\n\na >> b", "node a [x|xx=1]", ""])
async def test_nothing_is_said_of_other_things(editor: Editor, text: str) -> None:
    assert await shown(editor, text or "|") is None


async def test_of_many_edges_the_first_are_told(editor: Editor) -> None:
    found = await shown(editor, "|a >> b1, b2, b3, b4, b5, b6, b7, b8, b9, b10")
    assert found is not None
    assert found[1].endswith("`b1`, `b2`, `b3`, `b4`, `b5`, `b6`, `b7`, `b8` and 2 more")


async def test_both_ways_of_counting_agree(either: Editor) -> None:
    found = await shown(either, 'node "😀 é"; "😀 é" >> b|ee')
    assert found is not None
    assert found[0] == "bee"
    found = await shown(either, 'node "|😀 é"')
    assert found == ('"😀 é"', '**😀 é**\n\nnode `"😀 é"`')


async def test_a_mark_of_byte_order_moves_nothing(either: Editor) -> None:
    found = await shown(either, "\ufeffa >> b|ee")
    assert found is not None
    assert found[0] == "bee"


async def test_without_markdown_it_is_plain(start: Start) -> None:
    editor = await start(markdown=False)
    tree, here = editor.opened("tree.cert", 'node |a "An [odd] *label*" [url="https://a.b/c_d"]')
    found = await editor.text_document_hover_async(types.HoverParams(tree.id, here))
    assert found is not None
    assert found.contents == types.MarkupContent(
        types.MarkupKind.PlainText, "An [odd] *label*\n\nnode `a`\n\nhttps://a.b/c_d"
    )


async def test_attributes_behind_a_list_say_whose_they_are(editor: Editor) -> None:
    found = await shown(editor, "node a, b, c [|fillcolor=gold]\n")
    assert found is not None
    assert found[1].endswith("\n\nof `c` only, not of the whole list before it")
    for alone in ["node c [|fillcolor=gold]\n", "node a [color=red], c [|fillcolor=gold]\n"]:
        found = await shown(editor, alone)
        assert found is not None and "whole list" not in found[1]
