"""Problems: those of `certdot check`, where they are, as long as they are."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import Start
from document import Document
from editor import CERTDOT, Editor
from lsprotocol import types

INPUTS = Path(__file__).parent.parent / "messages/inputs"
# Of latin-1 an editor would have made UTF-8, and of a thousand problems the program prints fifty.
OTHERS = {"E0001-latin-1.cert", "E0303-files.cert"}
WRONG = sorted({path.name for path in INPUTS.glob("*.cert")} - OTHERS)


def checked(folder: Path, name: str) -> list[dict[str, Any]]:
    """What the program says of a file."""
    command = [CERTDOT, "check", "--message-format", "json", name]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return [json.loads(line) for line in ended.stderr.splitlines()]


def said(message: dict[str, Any]) -> str:
    """A message's words as an editor shows them: without places."""
    words = [message["message"]]
    words += [message["label"]] if message["label"] else []
    words += [f"note: {note}" for note in message["notes"]]
    words += [f"help: {help['message']}" for help in message["help"]]
    return "\n".join(words)


def place(document: Document, place: dict[str, Any]) -> types.Range:
    """The program counts bytes, after a byte-order mark."""
    mark = 3 if document.text.startswith("\ufeff") else 0
    raw = document.text.encode()

    def position(offset: int) -> types.Position:
        return document.position(len(raw[: offset + mark].decode()))

    return types.Range(position(place["byte_start"]), position(place["byte_end"]))


@pytest.mark.parametrize("name", WRONG)
async def test_they_are_those_of_the_program(start: Start, name: str) -> None:
    editor = await start(folders=[INPUTS])
    text = (INPUTS / name).read_bytes().decode()
    tree = editor.open(name, text, (INPUTS / name).as_uri())
    found = await editor.problems(tree)
    expected = [message for message in checked(INPUTS, name) if message["place"]["file"] == name]
    assert [problem.message for problem in found] == [said(message) for message in expected]
    severities = {
        "error": types.DiagnosticSeverity.Error,
        "warning": types.DiagnosticSeverity.Warning,
    }
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
    assert (other.message, tree.slice(other.location.range)) == ("one value here", "A")


async def test_warnings_can_be_turned_off(start: Start) -> None:
    editor = await start("-A", "W0505", "--deny-warnings")
    tree = editor.open("tree.cert", 'cert c "C"\ngroup "G" {\n}\nnode a\n')
    (problem,) = await editor.problems(tree)
    assert (problem.code, problem.severity) == ("W0506", types.DiagnosticSeverity.Error)


async def test_of_very_many_only_the_first_are_told(editor: Editor) -> None:
    tree = editor.open("tree.cert", "a -> b\n" * 2_000)
    found = await editor.problems(tree)
    assert [problem.range.start.line for problem in found] == list(range(1_000))
