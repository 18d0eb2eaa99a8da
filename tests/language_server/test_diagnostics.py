"""Problems: those of `certdot check`, where they are, as long as they are."""

from __future__ import annotations

from checks import INPUTS, WRONG, checked, place, said
from conftest import Start
from editor import Editor
from lsprotocol import types

async def test_they_are_those_of_the_program(start: Start) -> None:
    editor = await start(folders=[INPUTS])
    editor.folder = INPUTS
    severities = {
        "error": types.DiagnosticSeverity.Error,
        "warning": types.DiagnosticSeverity.Warning,
    }
    for name in WRONG:
        tree = editor.open(name, (INPUTS / name).read_bytes().decode())
        found = await editor.problems(tree)
        expected = checked(INPUTS, name)
        assert [problem.message for problem in found] == [said(message) for message in expected]
        for problem, message in zip(found, expected, strict=True):
            assert problem.code == message["code"]
            assert problem.severity == severities[message["severity"]]
            assert problem.source == "certdot"
            assert problem.range == place(tree, message["place"])
            here = [other for other in message["related"] if other["place"]["file"] == name]
            related = [
                other
                for other in problem.related_information or []
                if other.location.uri == tree.uri
            ]
            assert [(other.message, other.location.range) for other in related] == [
                (other["label"], place(tree, other["place"])) for other in here
            ]
        editor.close(tree)


async def test_they_follow_each_change(editor: Editor) -> None:
    tree = editor.open("tree.cert", "a >> b\n")
    assert await editor.problems(tree) == []
    editor.change(tree, (tree.over(">>"), "->"))
    assert await editor.codes(tree) == ["E0102"]
    assert editor.published[tree.uri].version == 2
    editor.change(tree, (tree.over("b\n"), "b\nnode c [color=magneta]\n"))
    assert await editor.codes(tree) == ["E0102", "E0404"]
    editor.change(tree, (tree.over("->"), ">>"), (tree.over("magneta"), "magenta"))
    assert await editor.problems(tree) == []
    assert editor.published[tree.uri].version == 4


async def test_they_are_gone_when_the_document_is_closed(editor: Editor) -> None:
    tree = editor.open("tree.cert", "a -> b\n")
    assert await editor.codes(tree) == ["E0102"]
    editor.close(tree)
    await editor.until(lambda: editor.published[tree.uri].diagnostics == ())
    assert editor.published[tree.uri].version is None


async def test_they_come_again_when_it_is_opened_again(editor: Editor) -> None:
    tree = editor.open("tree.cert", "a -> b\n")
    assert await editor.codes(tree) == ["E0102"]
    editor.close(tree)
    await editor.until(lambda: editor.published[tree.uri].diagnostics == ())
    tree = editor.open("tree.cert", "a -> b\n")
    assert await editor.codes(tree) == ["E0102"]


async def test_what_is_unused_is_marked_so(editor: Editor) -> None:
    tree = editor.open("tree.cert", 'cert c "C"\ngroup "G" {\n}\nnode a\n')
    found = await editor.problems(tree)
    assert [(problem.code, problem.tags) for problem in found] == [
        ("W0505", (types.DiagnosticTag.Unnecessary,)),
        ("W0506", (types.DiagnosticTag.Unnecessary,)),
    ]


async def test_other_problems_are_not(editor: Editor) -> None:
    tree = editor.open("tree.cert", "a -> b\n")
    (problem,) = await editor.problems(tree)
    assert problem.tags is None


async def test_other_places_are_told_with_them(editor: Editor) -> None:
    tree = editor.open("tree.cert", 'node a "A"\nnode a "B"\n')
    (problem,) = await editor.problems(tree)
    assert problem.code == "E0208"
    assert tree.slice(problem.range) == '"B"'
    (other,) = problem.related_information or []
    assert (other.message, tree.slice(other.location.range)) == ("one value here", '"A"')


async def test_warnings_can_be_turned_off(start: Start) -> None:
    editor = await start("-A", "W0505", "--deny-warnings")
    tree = editor.open("tree.cert", 'cert c "C"\ngroup "G" {\n}\nnode a\n')
    (problem,) = await editor.problems(tree)
    assert (problem.code, problem.severity) == ("W0506", types.DiagnosticSeverity.Error)


async def test_of_very_many_only_the_first_are_told(editor: Editor) -> None:
    tree = editor.open("tree.cert", "a -> b\n" * 2_000)
    found = await editor.problems(tree)
    assert [problem.range.start.line for problem in found] == list(range(1_000))
