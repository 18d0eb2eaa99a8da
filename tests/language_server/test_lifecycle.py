"""A server's beginning and end."""

import json
import subprocess
from pathlib import Path

import pytest
from editor import CERTDOT
from stream import Stream, error

EXIT = {"method": "exit"}


def test_it_says_who_it_is_and_what_it_can_do() -> None:
    server = Stream()
    answer = server.initialize()
    version = subprocess.run([CERTDOT, "--version"], capture_output=True, text=True).stdout
    info = answer["serverInfo"]
    assert f"{info['name']} {info['version']}" == version.strip()
    can = answer["capabilities"]
    sync = can.pop("textDocumentSync")
    assert sync == {"openClose": True, "change": 2}, "not before a save, unless asked to"
    legend = can["semanticTokensProvider"].pop("legend")
    assert legend["tokenTypes"][:3] == ["keyword", "variable", "namespace"]
    assert legend["tokenModifiers"] == ["declaration"]
    triggers = can["completionProvider"].pop("triggerCharacters")
    assert {"/", "=", '"', "["} <= set(triggers)
    kinds = can["codeActionProvider"].pop("codeActionKinds")
    assert kinds == ["quickfix", "refactor.rewrite", "source.fixAll"]
    assert can == {
        "positionEncoding": "utf-16",
        "completionProvider": {},
        "hoverProvider": True,
        "definitionProvider": True,
        "referencesProvider": True,
        "documentHighlightProvider": True,
        "documentSymbolProvider": True,
        "workspaceSymbolProvider": True,
        "codeActionProvider": {},
        "documentFormattingProvider": True,
        "documentRangeFormattingProvider": True,
        "renameProvider": {"prepareProvider": True},
        "documentLinkProvider": {"resolveProvider": False},
        "colorProvider": True,
        "foldingRangeProvider": True,
        "inlayHintProvider": True,
        "semanticTokensProvider": {"full": True, "range": True},
        "workspace": {"workspaceFolders": {"supported": True, "changeNotifications": True}},
        "experimental": {"preview": True},
    }
    server.end()


@pytest.mark.parametrize(
    ("offered", "taken"),
    [
        (None, "utf-16"),
        (["utf-16"], "utf-16"),
        (["utf-16", "utf-8"], "utf-8"),
        (["utf-32", "utf-16"], "utf-16"),
        (["utf-32"], "utf-16"),
    ],
)
def test_positions_count_bytes_if_the_client_can(offered: list[str] | None, taken: str) -> None:
    server = Stream()
    general = {} if offered is None else {"positionEncodings": offered}
    answer = server.initialize(capabilities={"general": general})
    assert answer["capabilities"]["positionEncoding"] == taken
    server.end()


def test_it_ends_well_when_it_was_shut_down() -> None:
    server = Stream()
    server.initialize()
    assert server.ask(1, "shutdown") == {"id": 1, "result": None}
    server.send(EXIT)
    assert server.end() == (0, [])


def test_it_ends_badly_when_it_was_not() -> None:
    server = Stream()
    server.initialize()
    server.send(EXIT)
    assert server.end() == (1, [])


def test_it_ends_badly_when_its_client_goes_away() -> None:
    server = Stream()
    server.initialize()
    assert server.end() == (1, [])


def test_it_may_be_told_to_exit_before_anything_else() -> None:
    server = Stream()
    server.send(EXIT)
    assert server.end() == (1, [])


def test_requests_have_their_time() -> None:
    server = Stream()
    early = server.ask(1, "textDocument/hover", {})
    assert early == error(1, -32002, "`initialize` must come first")
    server.initialize()
    again = server.ask(2, "initialize", {"capabilities": {}})
    assert again == error(2, -32600, "the server is already initialized")
    server.ask(3, "shutdown")
    for method in ["textDocument/hover", "shutdown", "certdot/preview"]:
        late = server.ask(4, method, {})
        assert late == error(4, -32600, "the server has been shut down")
    server.send(EXIT)
    assert server.end() == (0, [])


def test_what_comes_before_initialize_is_not_heard() -> None:
    server = Stream()
    server.send(server.open("a -> b\n"))
    server.initialize()
    assert server.ask(1, "shutdown") == {"id": 1, "result": None}
    assert server.end() == (1, [])


def test_initialize_without_sense_is_refused_and_may_be_said_again() -> None:
    server = Stream()
    refused = server.ask(1, "initialize", {"capabilities": 7})
    assert refused["error"]["code"] == -32602
    assert server.initialize()["serverInfo"]["name"] == "certdot"
    server.end()


def test_arguments_that_make_no_sense_are_told_of_and_nothing_is_served(tmp_path: Path) -> None:
    ended = subprocess.run(
        [CERTDOT, "lsp", "-A", "nonsense"], capture_output=True, text=True, input="", timeout=30
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "nonsense" in ended.stderr


def test_json_is_as_the_protocol_has_it() -> None:
    # Absent, not null: some clients take a null for a capability.
    assert "null" not in json.dumps(Stream.initialize(server := Stream()))
    server.end()
