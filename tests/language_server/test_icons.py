"""Icons that mean harm: the server goes on answering, and says which it was."""

from __future__ import annotations

from lsprotocol import types

from editor import Editor

CORNERS = "".join(f"L{at * 7919 % 24} {at * 104729 % 24}" for at in range(100_000))
HOSTILE = f"<svg viewBox='0 0 24 24'><path stroke='red' d='M0 0{CORNERS}'/></svg>"
TILE = (
    "<svg viewBox='0 0 24 24'><pattern id='p' width='1e6' height='1e6' patternUnits="
    "'userSpaceOnUse'><path d='M0 0H9V9z'/></pattern><rect width='1e7' height='1e7' fill='url(#p)'/></svg>"
)
PLAIN = "<svg viewBox='0 0 24 24'><path d='M0 0H9V9z'/></svg>"


async def test_the_server_answers_while_icons_mean_harm(editor: Editor) -> None:
    for at in range(5):
        editor.write(f"slow{at}.svg", HOSTILE.replace("red", f"#12345{at}"))
    editor.write("tile.svg", TILE)
    nodes = "".join(f"node n{at} [icon=slow{at}]\n" for at in range(5))
    text = f"node learn\nnode tile [icon=tile]\n{nodes}"
    tree = editor.open("tree.cert", text)
    problems = await editor.problems(tree)
    assert [problem.code for problem in problems] == ["E0306"] * 6
    said = [problem.message for problem in problems]
    assert "`tile.svg` has patterns that are too large" in said[0]
    assert "`slow0.svg` takes too" in said[1]
    position = tree.position(text.index("learn"))
    hover = await editor.text_document_hover_async(types.HoverParams(tree.id, position))
    assert hover is not None
    # What has been read is not read again at each change.
    for letter in "abcdef":
        editor.change(tree, (tree.over("learn"), f"learn{letter} "))
        editor.change(tree, (tree.over(f"learn{letter} "), "learn"))
        assert len(await editor.problems(tree)) == 6
    # It is mended.
    editor.change(tree, "node tile [icon=plain]\n")
    editor.write("plain.svg", PLAIN)
    await editor.until_codes(tree, [])
