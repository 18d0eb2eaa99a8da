"""Texts are the same on both sides, whatever is typed.

The server's text is seen by what it reports: each wrong arrow, where it stands.
"""

import pytest
from editor import Editor
from lsprotocol import types

WRONG = "->"


async def is_same(editor: Editor, text: str, changes: list[list[tuple[str, str] | str]]) -> None:
    """Types into a document; each change is a text for a word, which is gone then. All arrows must be where they are."""
    tree = editor.open("tree.cert", text)
    for change in changes:
        events: list[tuple[types.Range, str] | str] = []
        text = tree.text
        for one in change:
            if isinstance(one, str):
                tree.text = one
                events.append(one)
            else:
                place = tree.over(one[0])
                events.append((place, one[1]))
                tree.text = tree.edited([types.TextEdit(place, one[1])])
        tree.text = text
        editor.change(tree, *events)
        places = [problem.range for problem in await editor.problems(tree)]
        expected = [tree.over(WRONG, number) for number in range(tree.text.count(WRONG))]
        assert places == expected
        assert all(tree.slice(place) == WRONG for place in places)
    editor.close(tree)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
async def test_words_are_put_in_and_taken_out(either: Editor, end: str) -> None:
    text = end.join(["a >> b", 'node c "C"', "c -> d", ""])
    changes = [
        [("a >>", "a ->")],
        [("c ->", "c >>"), (" b", f" b{end}e -> f"), ('"C"', "")],
        [(f"{end}e", f"{end}{end}// and{end}e")],
        [(f"node c {end}", "")],
        [("f", "f; g -> h")],
    ]
    await is_same(either, text, changes)


async def test_characters_that_are_two_units_are_counted(either: Editor) -> None:
    text = 'node a "😀😀 é" /* 𝔘𝔫 */; b -> c\nd >> e // 😀\n'
    changes = [
        [("😀 é", "😀 é ñ 😀")],
        [("/* 𝔘𝔫 */; b", "/* 😀 */; node 東京; b")],
        [("e // 😀", "e /* 😀 */; f -> g")],
        [('"😀', '"'), ("東京", "𐌰; x -> y")],
    ]
    await is_same(either, text, changes)


async def test_a_mark_of_byte_order_is_part_of_the_text(either: Editor) -> None:
    changes = [[("b", "b; c -> d")], [("a", "é -> f; a")], [("\ufeffé", "\ufeffnode é; é")]]
    await is_same(either, "\ufeffa -> b\n", changes)


async def test_a_mark_of_byte_order_comes_and_goes(either: Editor) -> None:
    await is_same(either, "\ufeffa -> b\n", [[("\ufeffa", "a")], [("a", "\ufeffa")]])


async def test_a_lone_carriage_return_ends_a_line_for_editors(either: Editor) -> None:
    tree = either.open("tree.cert", 'node a "x\ry"\nb -> c\n')
    wrong = [problem for problem in await either.problems(tree) if problem.code == "E0102"]
    assert [problem.range for problem in wrong] == [tree.over("->")]
    assert wrong[0].range.start.line == 2


async def test_the_whole_text_may_come(either: Editor) -> None:
    changes = [["b -> c; c -> d\n"], ["x\n", "node 東京; b -> c\n", ("c", "c; c -> d")], [""], ["a -> b"]]
    await is_same(either, "a -> b\n", changes)


async def test_places_outside_are_the_nearest_inside(editor: Editor) -> None:
    tree = editor.open("tree.cert", "a >> b\nc >> d\n")
    far = types.Range(types.Position(0, 99), types.Position(0, 99))
    editor.change(tree, "a >> b\nc >> d\n")
    params = types.DidChangeTextDocumentParams(
        types.VersionedTextDocumentIdentifier(3, tree.uri),
        [
            types.TextDocumentContentChangePartial(far, " -> e"),
            types.TextDocumentContentChangePartial(
                types.Range(types.Position(99, 0), types.Position(99, 9)), "f -> g"
            ),
        ],
    )
    editor.text_document_did_change(params)
    tree.text, tree.version = "a >> b -> e\nc >> d\nf -> g", 3
    places = [problem.range for problem in await editor.problems(tree)]
    assert places == [tree.over("->"), tree.over("->", 1)]
