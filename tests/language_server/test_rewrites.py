"""Code actions that mend nothing, but say the same in another way or something new. `|` is the cursor."""

from __future__ import annotations

import pytest
from editor import Editor
from lsprotocol import types

REFACTOR = types.CodeActionKind.Refactor


async def offered(editor: Editor, text: str) -> dict[str, str]:
    """The titles of what is offered, each with the text that it makes."""
    tree, here = editor.opened("tree.cert", text)
    actions = await editor.actions(tree, types.Range(here, here), only=[REFACTOR])
    told = {}
    for action in actions:
        assert action.kind == types.CodeActionKind.RefactorRewrite
        assert not action.is_preferred and not action.diagnostics
        (told[action.title],) = editor.applied(action.edit).values()
    # What is offered makes no mistakes.
    for after in told.values():
        editor.change(tree, after)
        errors = [
            problem.message
            for problem in await editor.problems(tree)
            if problem.severity == types.DiagnosticSeverity.Error
        ]
        assert errors == []
    editor.close(tree)
    return told


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("x >> y\n|a >> b\n", "x >> y\nnode a\na >> b\n"),
        ("node x; |a >> x\n", "node x; node a; a >> x\n"),
        ("group g {\n    |a >> x\n}\n", "group g {\n    node a\n    a >> x\n}\n"),
        ("|a >> x in g/h\n", "node a in g/h\na >> x in g/h\n"),
        ("\ufeff|a >> x\r\n", "\ufeffnode a\r\na >> x\r\n"),
        ('node "😀"; |a >> "😀"\n', 'node "😀"; node a; a >> "😀"\n'),
        ("x >> a\n|a >> b\n", "x >> a\nnode a\na >> b\n"),
    ],
)
async def test_a_node_is_declared_before_it_is_said(either: Editor, text: str, after: str) -> None:
    assert (await offered(either, text))["declare the node `a`"] == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("x >> |a\n", "x >> a\nnode a\n"),
        ("x >> |a; a >> b\n", "x >> a; node a; a >> b\n"),
        ("x >> |a // why\n", "x >> a // why\nnode a\n"),
        ("x >> |a /* why */; b >> c\n", "x >> a; node a /* why */; b >> c\n"),
        ("x >> |a", "x >> a\nnode a"),
        ("group g {\n    x >> |a\n}\n", "group g {\n    x >> a\n    node a\n}\n"),
        ("group g { x >> |a }\n", "group g { x >> a; node a }\n"),
        ("x >> |a in g\n", "x >> a in g\nnode a in g\n"),
        ("x >>\n    |a\n", "x >>\n    a\nnode a\n"),
        ("\ufeffx >> |a\r\n", "\ufeffx >> a\r\nnode a\r\n"),
    ],
)
async def test_or_behind_where_it_would_be_drawn_before_others(
    editor: Editor, text: str, after: str
) -> None:
    """So the picture stays the same."""
    assert (await offered(editor, text))["declare the node `a`"] == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (
            "node a\ngroup g {\n    |a >> b\n}\n",
            "node a\ngroup g {\n    node a\n    a >> b\n}\n",
        ),
        ("node a; group g { |a >> b }\n", "node a; group g { node a; a >> b }\n"),
        (
            "node a\ngroup g {\n    x >> y\n    b >> |a\n}\n",
            "node a\ngroup g {\n    x >> y\n    node a\n    b >> a\n}\n",
        ),
    ],
)
async def test_a_group_gets_a_node_of_its_own(editor: Editor, text: str, after: str) -> None:
    assert (await offered(editor, text))["make `a` this group's own"] == after


async def test_a_group_gets_a_short_name(editor: Editor) -> None:
    text = 'group "|Big Net, 2" {\n    a >> b\n}\n"Big Net, 2" >> c\nnode d in "Big Net, 2"\n'
    assert await offered(editor, text) == {
        "give the group the name `big_net_2`": (
            'group big_net_2 "Big Net, 2" {\n    a >> b\n}\nbig_net_2 >> c\nnode d in big_net_2\n'
        )
    }


async def test_a_group_that_is_made_by_a_place_is_given_none(editor: Editor) -> None:
    assert await offered(editor, 'node d in "|Big Net"\n') == {}


@pytest.mark.parametrize(
    "text",
    [
        "node |a\n",
        "node a\n|a >> b\n",
        "use aws\nnode sa_assoc\n|sa_assoc >> b\n",
        "group |g { a }\n",
        'group |g "Big Net" { a }\n',
        "group g { node a; |a >> b }\n",
        "a |>> b\n",
        "a >> |dive >> b\n",
        "|\n",
    ],
)
async def test_what_is_right_already_is_not_offered(editor: Editor, text: str) -> None:
    assert await offered(editor, text) == {}


async def test_what_would_collide_is_not_offered(editor: Editor) -> None:
    assert await offered(editor, 'node big_net\ngroup "|Big Net" { a }\n') == {}


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (
            'node a, b "B", |c [fillcolor=gold]\n',
            'node a [fillcolor=gold], b "B" [fillcolor=gold], c [fillcolor=gold]\n',
        ),
        (
            "node x, y\nx >> x, y [color=red, |width=2] >> y\n",
            "node x, y\nx >> x [color=red, width=2], y [color=red, width=2] >> y\n",
        ),
    ],
)
async def test_attributes_behind_a_list_are_given_to_all(
    either: Editor, text: str, after: str
) -> None:
    assert (await offered(either, text))["apply these attributes to each node of the list"] == after


@pytest.mark.parametrize(
    "text",
    [
        "node a [color=red], |b [color=red]\n",
        "node a, |b\n",
        "node |a [color=red]\n",
        "group g { node a }\neach g, |b [color=red] >> c\n",
        "group g { node a }\ng, |b [color=red] >> c\n",
        "node a [color=red]\nnode a, |b [color=blue]\n",
    ],
)
async def test_attributes_are_not_given_where_that_would_be_wrong(editor: Editor, text: str) -> None:
    assert "apply these attributes to each node of the list" not in await offered(editor, text)
