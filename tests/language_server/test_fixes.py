"""Quick fixes: what a message says to write instead is one key away."""

from __future__ import annotations

from typing import Any

import pytest
from checks import INPUTS, WRONG, checked, place
from conftest import Start
from document import Document
from editor import Editor
from lsprotocol import types

FIX, FIX_ALL = types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll


def followed(tree: Document, help: dict[str, Any]) -> str:
    """The text after the program's advice."""
    edits = [types.TextEdit(place(tree, edit["place"]), edit["text"]) for edit in help["edits"]]
    return tree.edited(edits)


@pytest.mark.parametrize("utf8", [False, True])
async def test_each_advice_of_the_program_can_be_followed(start: Start, utf8: bool) -> None:
    editor = await start(folders=[INPUTS], utf8=utf8)
    editor.folder = INPUTS
    for name in WRONG:
        tree = editor.open(name, (INPUTS / name).read_bytes().decode())
        problems = await editor.problems(tree)
        for problem, message in zip(problems, checked(INPUTS, name), strict=True):
            actions = await editor.actions(tree, problem.range, only=[FIX])
            own = [action for action in actions if list(action.diagnostics or []) == [problem]]
            # A warning may be kept quiet as well, which is no advice.
            allow = f"allow {problem.code} here"
            assert len([action for action in own if action.title == allow]) <= 1, name
            own = [action for action in own if action.title != allow]
            advice = [help for help in message["help"] if help["edits"]]
            assert [action.title for action in own] == [help["message"] for help in advice], name
            for number, (action, help) in enumerate(zip(own, advice)):
                assert action.kind == FIX
                assert bool(action.is_preferred) == (number == 0)
                if all(edit["place"]["file"] == name for edit in help["edits"]):
                    assert editor.applied(action.edit) == {name: followed(tree, help)}
        editor.close(tree)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("a -> b\n", "a >> b\n"),
        ("a --> b --> c\n", "a >> b >> c\n"),
        ("node a [color=magneta]\n", "node a [color=magenta]\n"),
        ("node a [colr=red]\n", "node a [color=red]\n"),
        ("security\n", "node security\n"),
        ('node "😀"; a -> "😀"\n', 'node "😀"; a >> "😀"\n'),
        ('cert c "C\nnode c\n', 'cert c "C"\nnode c\n'),
        ("\ufeffa -> b\r\n", "\ufeffa >> b\r\n"),
    ],
)
async def test_a_fix_mends_what_it_is_for(either: Editor, wrong: str, right: str) -> None:
    tree = either.open("tree.cert", wrong)
    (problem,) = await either.problems(tree)
    (action,) = await either.actions(tree, problem.range, only=[FIX])
    assert either.applied(action.edit) == {"tree.cert": right}
    either.change(tree, right)
    assert await either.problems(tree) == []


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("a >> b >> a\n", "// allow W0504\na >> b >> a\n"),
        ("x >> a\r\na >>\r\n  b >> a\r\n", "x >> a\r\n// allow W0504\r\na >>\r\n  b >> a\r\n"),
        (
            "group g {\n    x >> y; group h { a >> a }\n}\n",
            "group g {\n    // allow W0504\n    x >> y; group h { a >> a }\n}\n",
        ),
        ("group g { } // 😀\n", "// allow W0506\ngroup g { } // 😀\n"),
    ],
)
async def test_a_warning_can_be_allowed_where_it_is(either: Editor, text: str, quiet: str) -> None:
    tree = either.open("tree.cert", text)
    (problem,) = await either.problems(tree)
    actions = await either.actions(tree, problem.range, only=[FIX])
    (action,) = [action for action in actions if action.title == f"allow {problem.code} here"]
    assert not action.is_preferred
    assert either.applied(action.edit) == {"tree.cert": quiet}
    either.change(tree, quiet)
    assert await either.problems(tree) == []


async def test_a_fix_is_offered_where_its_problem_is(editor: Editor) -> None:
    tree = editor.open("tree.cert", "a -> b\nc -> d\n")
    inside = types.Range(tree.at("->"), tree.at("->"))
    assert len(await editor.actions(tree, inside, only=[FIX])) == 1
    assert len(await editor.actions(tree, tree.whole(), only=[FIX])) == 2
    assert await editor.actions(tree, tree.over("d"), only=[FIX]) == []


async def test_all_that_can_be_fixed_is_fixed_at_once(either: Editor) -> None:
    tree = either.open("tree.cert", 'node "😀" -> b; c -> d\nnode e [color=magneta, colr=red]\nsecurity\n')
    (action,) = await either.actions(tree, tree.whole(), only=[FIX_ALL])
    assert action.kind == FIX_ALL
    mended = 'node "😀" >> b; c >> d\nnode e [color=magenta, color=red]\nnode security\n'
    assert either.applied(action.edit) == {"tree.cert": mended}


async def test_fixing_all_is_done_only_if_asked_for(editor: Editor) -> None:
    tree = editor.open("tree.cert", "a -> b\n")

    async def kinds(only: list[str] | None) -> list[str | None]:
        return [action.kind for action in await editor.actions(tree, tree.over("->"), only)]

    assert await kinds(None) == [FIX]
    assert await kinds([]) == [FIX]
    assert await kinds([FIX]) == [FIX]
    assert await kinds(["source"]) == [FIX_ALL]
    assert await kinds([FIX_ALL]) == [FIX_ALL]
    assert await kinds([FIX_ALL, FIX]) == [FIX, FIX_ALL]
    assert await kinds(["source.organizeImports"]) == []
    assert await kinds(["refactor"]) == []
    assert await kinds([""]) == [FIX, FIX_ALL]


async def test_fixing_all_is_for_the_whole_file_wherever_the_cursor_is(editor: Editor) -> None:
    tree = editor.open("tree.cert", "a >> b\n\nc -> d\n")
    (action,) = await editor.actions(tree, types.Range(tree.at("a"), tree.at("a")), [FIX_ALL])
    assert editor.applied(action.edit) == {"tree.cert": "a >> b\n\nc >> d\n"}


async def test_where_nothing_can_be_fixed_nothing_is_offered(editor: Editor) -> None:
    tree = editor.open("tree.cert", 'node a "A"\nnode a "B"\n')
    assert await editor.codes(tree) == ["E0208"]
    assert await editor.actions(tree, tree.whole(), only=[FIX, FIX_ALL]) == []
