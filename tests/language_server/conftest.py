"""Servers to talk to. What starts a test says by the keywords of `start` what its client can do."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from lsprotocol import types
from pytest_lsp import ClientServerConfig

from document import UTF_8
from editor import CERTDOT, Editor

Start = Callable[..., Awaitable[Editor]]


@pytest_asyncio.fixture
async def start(tmp_path: Path) -> AsyncIterator[Start]:
    """Starts a server for an editor that knows what most editors know, and ends it after the test."""
    editors: list[Editor] = []

    async def start(
        *arguments: str,
        utf8: bool = False,
        snippets: bool = True,
        nested: bool = True,
        markdown: bool = True,
        options: object = None,
        folders: list[Path] | None = None,
    ) -> Editor:
        command = [CERTDOT, "lsp", *arguments]
        editor = await ClientServerConfig(server_command=command, client_factory=Editor).start()
        assert isinstance(editor, Editor)
        editors.append(editor)
        editor.folder = tmp_path
        formats = [types.MarkupKind.Markdown, types.MarkupKind.PlainText] if markdown else None
        item = types.ClientCompletionItemOptions(
            snippet_support=snippets, documentation_format=formats
        )
        outline = types.DocumentSymbolClientCapabilities(
            hierarchical_document_symbol_support=nested
        )
        known = types.ClientCapabilities(
            general=types.GeneralClientCapabilities(position_encodings=[UTF_8]) if utf8 else None,
            text_document=types.TextDocumentClientCapabilities(
                completion=types.CompletionClientCapabilities(completion_item=item),
                document_symbol=outline,
                hover=types.HoverClientCapabilities(content_format=formats),
                document_link=types.DocumentLinkClientCapabilities(tooltip_support=True),
            ),
        )
        editor.server = await editor.initialize_session(
            types.InitializeParams(
                capabilities=known,
                initialization_options=options,
                workspace_folders=[
                    types.WorkspaceFolder(folder.as_uri(), folder.name)
                    for folder in (folders if folders is not None else [tmp_path])
                ],
            )
        )
        encoding = editor.server.capabilities.position_encoding
        assert encoding is not None
        editor.encoding = types.PositionEncodingKind(encoding)
        return editor

    yield start
    for editor in editors:
        bugs = [message.message for message in editor.log_messages]
        await editor.shutdown_session()
        await editor.stop()
        assert bugs == [], "the server has logged these"


@pytest_asyncio.fixture
async def editor(start: Start) -> Editor:
    """An editor whose one folder is the test's own, and that counts in UTF-16."""
    return await start()


@pytest_asyncio.fixture(params=["utf-8", "utf-16"])
async def either(start: Start, request: pytest.FixtureRequest) -> Editor:
    """The same, once for each way of counting."""
    return await start(utf8=request.param == "utf-8")
