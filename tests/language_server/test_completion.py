"""What may be written at a place. In the texts, `|` is the cursor."""

from __future__ import annotations

import pytest
from conftest import Start
from editor import Editor
from lsprotocol import types

Kind = types.CompletionItemKind


async def items(editor: Editor, text: str, name: str = "tree.cert") -> list[types.CompletionItem]:
    """The items, in the order of an editor that has typed what stands before the cursor."""
    tree, here = editor.opened(name, text)
    found = await editor.text_document_completion_async(types.CompletionParams(tree.id, here))
    editor.close(tree)
    assert isinstance(found, types.CompletionList)
    assert not found.is_incomplete
    for item in found.items:
        assert isinstance(item.text_edit, types.TextEdit)
        # A client offers what begins with, or has the letters of, what the edit replaces.
        place = item.text_edit.range
        assert place.end == here and place.start.line == here.line
        letters = tree.slice(place).lower()
        words = iter((item.filter_text or item.label).lower())
        assert all(letter in words for letter in letters), f"{item.label} is not seen"
    return sorted(found.items, key=lambda item: item.sort_text or item.label)


async def labels(editor: Editor, text: str, name: str = "tree.cert") -> list[str]:
    return [item.label for item in await items(editor, text, name)]


async def written(editor: Editor, text: str, label: str) -> str:
    """The line of the cursor after one of the items has been taken."""
    (item,) = [item for item in await items(editor, text) if item.label == label]
    tree, _ = editor.opened("tree.cert", text)
    assert isinstance(item.text_edit, types.TextEdit)
    line = item.text_edit.range.start.line
    after = tree.edited([item.text_edit]).split("\n")[line:]
    editor.close(tree)
    return "\n".join(after)


async def one(editor: Editor, text: str, label: str) -> types.CompletionItem:
    (item,) = [item for item in await items(editor, text) if item.label == label]
    return item


def documentation(item: types.CompletionItem) -> str:
    assert isinstance(item.documentation, types.MarkupContent)
    assert item.documentation.kind == types.MarkupKind.Markdown
    return item.documentation.value


# Statements.

NOUNS = ["use", "diagram", "cert", "edge", "group", "node", "row"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("|", []),
        ("a >> b\n|\nc >> d\n", ["a", "b", "c", "d"]),
        ("a >> b; |", ["a", "b"]),
        ("group g { node x }\n|", ["g", "x"]),
        # What the plain name does not lead to, a path does.
        ("group g { x >> new y }\n|", ["g", "g/x", "g/y"]),
        ("group g { node x }\ngroup h { node x }\n|", ["g", "h", "g/x", "h/x"]),
    ],
)
async def test_a_statement_begins_with_a_noun_or_a_name(
    editor: Editor, text: str, names: list[str]
) -> None:
    assert await labels(editor, text) == [*NOUNS, *names, "new", "each"]


async def test_in_a_group_only_what_may_stand_there(editor: Editor) -> None:
    assert (await labels(editor, "group g {\n    |\n}\n"))[:3] == ["group", "node", "row"]
    assert "use" not in await labels(editor, "group g {\n    |\n}\n")
    assert "use" in await labels(editor, "group g {\n}\n|\n")


async def test_words_say_what_they_do(editor: Editor) -> None:
    row = await one(editor, "r|", "row")
    assert row.kind == Kind.Keyword
    assert documentation(row) == (
        "Draws nodes of one group side by side. A chain or `node` must also mention them.\n\n"
        "```cert\nrow developer, sysops\n```"
    )


async def test_with_snippets_there_is_something_to_fill_in(editor: Editor) -> None:
    row = await one(editor, "r|", "row")
    assert row.insert_text_format == types.InsertTextFormat.Snippet
    assert await written(editor, "r|", "row") == "row ${1:a}, ${2:b}"
    assert await written(editor, "gro|", "group") == 'group "${1:Name}" {\n    $0\n}'


async def test_without_snippets_there_is_not(start: Start) -> None:
    editor = await start(snippets=False)
    for text in ["|", "node a [|]", "cert c [u|", "a >> |"]:
        for item in await items(editor, text):
            assert item.insert_text_format == types.InsertTextFormat.PlainText
            assert isinstance(item.text_edit, types.TextEdit)
            assert "$" not in item.text_edit.new_text
    assert await written(editor, "r|", "row") == "row"
    assert await written(editor, "node a [lab|]", "label") == "node a [label=]"


# Names.

TREE = """\
cert sec "Security Specialty" [code="SCS-C02"]
edge soon "Planned" [style=dotted]
node a "First"
group net "Networking" {
    node x
    group deep { node y }
    x >> z
    HERE
}
group other { node w, x; said >> w }
"""


async def test_after_an_arrow_come_styles_then_names_from_near_to_far(editor: Editor) -> None:
    found = await items(editor, TREE.replace("HERE", "x >> |"))
    assert [(item.label, item.kind, item.detail) for item in found] == [
        ("soon", Kind.Event, "Planned"),
        ("dive", Kind.Event, "Dive deep"),
        ("x", Kind.Variable, None),
        ("z", Kind.Variable, None),
        ("deep", Kind.Module, None),
        ("a", Kind.Variable, "First"),
        ("net", Kind.Module, "Networking"),
        ("other", Kind.Module, None),
        ("y", Kind.Variable, None),
        ("sec", Kind.Class, "Security Specialty · SCS-C02"),
        ("new", Kind.Keyword, None),
        ("each", Kind.Keyword, None),
    ]
    assert documentation(found[0]) == "edge style `[style=dotted]`"
    assert documentation(found[2]) == "a node in `net`"
    assert documentation(found[8]) == "a node in `net/deep`"


async def test_a_name_that_needs_quotes_gets_them(editor: Editor) -> None:
    text = 'node "two words", "in"\na >> |'
    assert await written(editor, text, "two words") == 'a >> "two words"'
    assert await written(editor, text, "in") == 'a >> "in"'
    assert await written(editor, text[:-1] + '"tw|', "two words") == 'a >> "two words"'
    assert await written(editor, text[:-1] + '"tw|"', "two words") == 'a >> "two words"'
    assert await written(editor, text[:-1] + '"i|" >> b', "in") == 'a >> "in" >> b'
    assert await written(editor, 'node sec\na >> "s|"', "sec") == 'a >> "sec"'
    assert await labels(editor, 'node sec\na >> "|"') == ["dive", "sec", "a"]


@pytest.mark.parametrize("text", ["a >> |", "a >> b, |", "a, |", "a >>\n    |", "a >> // why\n|", "x; a >> |"])
async def test_a_chain_goes_on_over_line_ends(editor: Editor, text: str) -> None:
    assert "target" in await labels(editor, f"node target\n{text}")


async def test_what_is_being_written_is_not_offered(editor: Editor) -> None:
    assert "alon" not in await labels(editor, "a >> alon|")
    assert "alone" in await labels(editor, "b >> alone\na >> alon|")


async def test_after_node_and_new_come_certs_with_label_and_code(editor: Editor) -> None:
    for text in ["node |", "a >> new |", "node b, |"]:
        first = (await items(editor, f"use aws\n{text}"))[0]
        assert (first.label, first.kind) == ("cloud_practitioner", Kind.Class)
        assert first.detail == "Cloud Practitioner · CLF-C02"
        assert documentation(first) == (
            "**Cloud Practitioner**\n\ncode: CLF-C02  \nlevel: foundational  \n"
            "[https://aws.amazon.com/certification/certified-cloud-practitioner/]"
            "(<https://aws.amazon.com/certification/certified-cloud-practitioner/>)"
        )


async def test_certs_are_found_by_code_and_label(editor: Editor) -> None:
    assert (await labels(editor, "use aws\nnode SAA|"))[0] == "sa_assoc"
    assert (await labels(editor, "use aws\nnode dva-c02|")) == ["developer"]
    assert (await labels(editor, "use aws\na >> cloudops|")) == ["sysops"]


async def test_nodes_and_groups_are_found_by_their_labels(editor: Editor) -> None:
    text = 'node a "First"\ngroup g "Networking" { b }\nc >> '
    assert await labels(editor, text + "firs|") == ["a"]
    assert await labels(editor, text + "netw|") == ["g"]


async def test_what_begins_with_the_letters_comes_first(editor: Editor) -> None:
    assert (await labels(editor, "node a [color=re|]"))[0] == "red"
    assert (await labels(editor, "node a [color=blue|]"))[0] == "blue"
    assert (await labels(editor, "node xab, abx\na >> ab|"))[:2] == ["abx", "xab"]


async def test_after_a_slash_comes_what_stands_in_the_group(editor: Editor) -> None:
    assert await labels(editor, TREE.replace("HERE", "a >> net/|")) == ["x", "z", "deep"]
    assert await labels(editor, TREE.replace("HERE", "a >> net / deep / |")) == ["y"]
    assert await labels(editor, TREE.replace("HERE", "a >> net/nonsense/|")) == []
    text = 'group "Big Net" { node p }\na >> "Big Net"/|'
    assert await labels(editor, text) == ["p"]


async def test_a_place_is_a_group(editor: Editor) -> None:
    assert await labels(editor, TREE + "node q in |") == ["net", "other"]
    assert await labels(editor, TREE + "node q in net/|") == ["deep"]
    assert await labels(editor, TREE + "a >> each |") == ["net", "other"]
    assert await labels(editor, TREE + "group |") == ["net", "other"]


async def test_a_row_holds_nodes(editor: Editor) -> None:
    for text in ["row |", "row a, |"]:
        assert await labels(editor, f"node a, b\ngroup g {{ node c }}\n{text}") == ["a", "b", "c"]


async def test_after_a_term_come_arrows_and_in(editor: Editor) -> None:
    for text in ["a |", 'node a "A" |', "a >> b [color=red] |"]:
        assert await labels(editor, text) == [">>", "<<", "--", "<>", "in"]
    arrow = await one(editor, "a |", "<<")
    assert (arrow.kind, arrow.detail) == (Kind.Operator, "an edge from right to left")


@pytest.mark.parametrize(
    ("text", "arrows"),
    [("a >|", [">>", "<>"]), ("a <|", ["<<", "<>"]), ("a -|", ["--"]), ("a >> b -|", ["--"])],
)
async def test_half_an_arrow_goes_on(editor: Editor, text: str, arrows: list[str]) -> None:
    assert await labels(editor, text) == arrows
    assert await written(editor, text, arrows[0]) == text[:-2] + arrows[0]


# Attributes.


@pytest.mark.parametrize(
    ("text", "own", "other"),
    [
        ("node a [|]", ["cert", "class", "code", "icon", "label", "level", "tooltip", "url"], "shape"),
        ("a >> b [|]", ["cert", "class", "code", "icon", "label", "level", "tooltip", "url"], "shape"),
        ("node [|]", ["cert", "class", "code", "icon", "label", "level", "tooltip", "url"], "shape"),
        ("cert c [|]", ["class", "code", "icon", "label", "level", "tooltip", "url"], "shape"),
        ("group g [|] {}", ["class", "label", "tooltip", "url"], "bgcolor"),
        ("group [|]", ["class", "label", "tooltip", "url"], "bgcolor"),
        ("edge e [|]", ["class", "label", "tooltip", "url"], "arrowhead"),
        ("a >> dive [|] >> b", ["class", "label", "tooltip", "url"], "arrowhead"),
        ('a >> edge "x" [|] >> b', ["class", "label", "tooltip", "url"], "arrowhead"),
        ("diagram [|]", ["alt", "class", "direction", "icons", "layout", "legend", "theme"], "ranksep"),
    ],
)
async def test_keys_are_those_of_the_element(
    editor: Editor, text: str, own: list[str], other: str
) -> None:
    found = await items(editor, text)
    names = [item.label for item in found]
    assert [name for name in names if name in {*own, "cert", "direction"}] == own
    assert set(names[: len(own)]) == set(own), "certdot's own come first"
    assert other in names
    assert {"rank", "image", "id"} & set(names) == set()
    assert all(item.kind == Kind.Property for item in found)
    assert len(names) == len(set(names))


async def test_keys_say_what_they_do(editor: Editor) -> None:
    width = await one(editor, "edge e [penw|]", "penwidth")
    assert width.detail == "the width of lines, in points"
    assert documentation(width) == (
        "**penwidth** of an edge\n\nthe width of lines, in points\n\n"
        "takes a number from 0 to 100, such as `1.5`\n\n"
        "[Graphviz: penwidth](<https://graphviz.org/docs/attrs/penwidth/>)"
    )


async def test_keys_bring_their_equals_sign(editor: Editor) -> None:
    assert await written(editor, "node a [col|]", "color") == "node a [color=]"
    assert await written(editor, "node a [lab|]", "label") == 'node a [label="$1"]'
    assert await written(editor, "node a [\n    color=red,\n    sha|\n]", "shape") == "    shape=\n]"


@pytest.mark.parametrize(
    "text",
    [
        "node a [\n    color=red,\n    sha|\n]",
        "node a [\n    color=red\n    sha|",
        "node a [\n    // why\n    color=red, sha|\n]\nb >> c",
        "group g {\n    node a [\n        color=red,\n        sha|\n    ]\n    b >> c\n}\n",
    ],
)
async def test_keys_are_known_in_lists_over_several_lines(editor: Editor, text: str) -> None:
    assert (await labels(editor, text))[0] == "shape"
    assert (await labels(editor, text.replace("sha|", "shape=hexagon|")))[0] == "hexagon"


async def test_a_list_that_is_left_open_takes_nothing_with_it(editor: Editor) -> None:
    assert "b" in await labels(editor, "node a [color=red\nb >> c\na >> |")
    assert ">>" in await labels(editor, "node a [color=red\nb >> c\nd |")


@pytest.mark.parametrize("line", ["a -> b [co|", "x y z [co|", "node a [color=, co|", "group [[co|"])
async def test_keys_are_known_on_broken_lines(editor: Editor, line: str) -> None:
    assert "color" in await labels(editor, f"{line}\na >> b\n")


# Values.


@pytest.mark.parametrize(
    ("text", "values", "kind"),
    [
        ("node a [color=gree|]", "green", Kind.Color),
        ("diagram [bgcolor=gree|]", "green", Kind.Color),
        ("node a [shape=hexag|]", "hexagon", Kind.EnumMember),
        ("edge e [arrowhead=vee|]", "vee", Kind.EnumMember),
        ("diagram [legend=|]", "true false", Kind.EnumMember),
        ("diagram [direction=|]", "down right up left", Kind.EnumMember),
        ("diagram [layout=|]", "dot neato fdp sfdp twopi circo", Kind.EnumMember),
        ("diagram [theme=|]", "light dark auto plain", Kind.EnumMember),
        ("node a [level=|]", "foundational associate professional specialty", Kind.EnumMember),
        ("node a [fixedsize=|]", "true false shape", Kind.EnumMember),
        ("node a [icon=lapto|]", "laptop", Kind.EnumMember),
        ("node a [label=|]", "", Kind.EnumMember),
        ("node a [nonsense=|]", "", Kind.EnumMember),
    ],
)
async def test_values_are_those_of_the_key(
    editor: Editor, text: str, values: str, kind: types.CompletionItemKind
) -> None:
    found = await items(editor, text)
    names = [item.label for item in found]
    assert names[: len(values.split())] == values.split()
    assert all(item.kind == kind for item in found)


@pytest.mark.parametrize(
    ("text", "label", "after"),
    [
        ("node a [shape=|]", "box", "node a [shape=box]"),
        ("node a [shape=bo|", "box", "node a [shape=box"),
        ('node a [shape="|"]', "box", 'node a [shape="box"]'),
        ('node a [shape="bo|"]', "box", 'node a [shape="box"]'),
        ('node a [shape="bo|', "box", 'node a [shape="box"'),
        ('node a [shape = "bo|", color=red]', "box", 'node a [shape = "box", color=red]'),
        ('node a [icon="clou|"]', "cloud", 'node a [icon="cloud"]'),
        ("cert c\nnode a [cert=|]", "c", "node a [cert=c]"),
        ('cert c\nnode a [cert="|"]', "c", 'node a [cert="c"]'),
        ('cert c\nnode a [cert="c|', "c", 'node a [cert="c"'),
        ('cert "c d"\nnode a [cert=|]', "c d", 'node a [cert="c d"]'),
        ('cert "c d"\nnode a [cert="c|"]', "c d", 'node a [cert="c d"]'),
        ('node a [style="filled,das|"]', "dashed", 'node a [style="filled,dashed"]'),
        ('node a [style="filled, das|"]', "dashed", 'node a [style="filled, dashed"]'),
        ('edge e [color="red:gre|"]', "green", 'edge e [color="red:green"]'),
    ],
)
async def test_quotes_stay_as_they_are(editor: Editor, text: str, label: str, after: str) -> None:
    assert await written(editor, text, label) == after


@pytest.mark.parametrize("text", ["// x|", "a /* |", 'node a "x|"', 'a "|"', 'a "|', 'diagram "|"', 'cert c "|"', "# |", "a >> b // c|"])
async def test_nothing_is_offered_in_comments_and_labels(editor: Editor, text: str) -> None:
    assert await labels(editor, text) == []


# Files.


async def test_after_use_come_catalogues_and_files(editor: Editor) -> None:
    editor.write("parts/one.cert", "a\n")
    editor.write("two.cert", "b\n")
    editor.write("notes.txt", "")
    unsaved = editor.open("unsaved.cert", "c >> d\n")
    found = await items(editor, "use |")
    assert [(item.label, item.kind) for item in found] == [
        ("aws", Kind.Class),
        ("azure", Kind.Class),
        ("gcp", Kind.Class),
        ("kubernetes", Kind.Class),
        ("parts/", Kind.Folder),
        ("two.cert", Kind.File),
        ("unsaved.cert", Kind.File),
    ]
    assert found[0].detail == "AWS certifications"
    assert documentation(found[0]).startswith("as of 20")
    assert await labels(editor, 'use "|') == ["parts/", "two.cert", "unsaved.cert"]
    assert await labels(editor, 'use "parts/|') == ["parts/one.cert"]
    assert await written(editor, "use |", "two.cert") == 'use "two.cert"'
    assert await written(editor, 'use "tw|"', "two.cert") == 'use "two.cert"'
    assert await written(editor, 'use "tw|', "two.cert") == 'use "two.cert"'
    assert await written(editor, 'use "|"', "parts/") == 'use "parts/"'
    assert await written(editor, 'use "parts/|"', "parts/one.cert") == 'use "parts/one.cert"'
    editor.close(unsaved)


async def test_files_outside_the_root_are_not_offered(editor: Editor) -> None:
    outside = editor.folder.parent / f"{editor.folder.name}-outside"
    outside.mkdir()
    for name in ["secret.cert", "secret.svg"]:
        (outside / name).write_text("")
        (editor.folder / f"link-{name}").symlink_to(outside / name)
    (editor.folder / "link").symlink_to(outside)
    editor.write("two.cert", "b\n")
    for folder in ["", "../", f"../{outside.name}/", f"{outside}/", "link/", "x/../../"]:
        for text in [f'use "{folder}|', f'node a [icon="{folder}|"]']:
            assert not [label for label in await labels(editor, text) if "secret" in label or "link" in label], text
    assert await labels(editor, f'use "../{editor.folder.name}/|') == [f"../{editor.folder.name}/two.cert"]


async def test_after_icon_come_icons_and_files(editor: Editor) -> None:
    editor.write("own.svg", "<svg/>")
    editor.write("pictures/two.png", "")
    editor.write("notes.txt", "")
    found = await labels(editor, "node a [icon=|]")
    assert found[:2] == ["none", "book"]
    assert found[-2:] == ["own.svg", "pictures/"]
    assert await written(editor, "node a [icon=ow|]", "own.svg") == 'node a [icon="own.svg"]'
    assert await written(editor, 'node a [icon="ow|"]', "own.svg") == 'node a [icon="own.svg"]'
    assert await labels(editor, 'node a [icon="pictures/|"]') == ["pictures/two.png"]


async def test_names_of_used_files_are_known(editor: Editor) -> None:
    editor.write("shared.cert", 'edge later "Later"\nnode far "Far away"\ngroup box { node in_box }\n')
    found = await labels(editor, 'use "shared.cert"\na >> |')
    assert found == ["later", "dive", "far", "box", "in_box", "new", "each"]


async def test_both_ways_of_counting_agree(either: Editor) -> None:
    text = 'node "😀 é" "😀", bee; a >> "😀 é" >> be|'
    assert (await written(either, text, "bee")).endswith('"😀 é" >> bee')


async def test_without_markdown_texts_are_plain(start: Start) -> None:
    editor = await start(markdown=False)
    row = await one(editor, "r|", "row")
    assert row.documentation == (
        "Draws nodes of one group side by side. A chain or `node` must also mention them.\n\n"
        "row developer, sysops"
    )
