"""What docs/editors.md tells users to paste can be read, and says what the server does."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from editor import Editor
from pygls.protocol import default_converter

PAGE = (Path(__file__).parents[2] / "docs/editors.md").read_text()
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    return [text for known, text in BLOCKS if known == language]


def test_settings_are_well_formed() -> None:
    assert [type(json.loads(text)) for text in blocks("json")] == [dict, list, dict, dict]
    (helix,) = map(tomllib.loads, blocks("toml"))
    (language,) = helix["language"]
    assert language["language-servers"] == list(helix["language-server"])


def test_settings_start_the_server() -> None:
    coc = json.loads(blocks("json")[0])["languageserver"]["certdot"]
    helix = tomllib.loads(blocks("toml")[0])["language-server"]["certdot"]
    for server in [coc, helix]:
        assert (server["command"], server["args"]) == ("certdot", ["lsp"])


async def test_the_picture_is_asked_for_as_the_page_says(editor: Editor) -> None:
    request, answer = map(json.loads, blocks("json")[2:])
    tree = editor.open("tree.cert", "a >> b\n")
    request["textDocument"]["uri"] = tree.uri
    found = await editor.protocol.send_request_async("certdot/preview", request)
    told = default_converter().unstructure(found)
    told = told if isinstance(told, dict) else found._asdict()
    assert told.keys() == answer.keys()
    assert [type(told[key]) for key in answer] == [type(value) for value in answer.values()]
