"""An editor without a screen: a client of the language server that keeps its documents."""

from __future__ import annotations

import asyncio
import functools
import itertools
import os
from collections.abc import Callable
from pathlib import Path

from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient

from document import UTF_16, Document

CERTDOT = os.environ["CERTDOT"]

# An event that has not come by then never will.
PATIENCE = 30


# Making one takes longer than starting a server: all editors share it.
converter = functools.cache(default_converter)


class Editor(LanguageClient):
    """Opens, changes and closes documents of a folder, and knows their problems."""

    def __init__(self) -> None:
        super().__init__(converter_factory=converter)
        self.folder = Path()
        self.encoding = UTF_16
        self.server: types.InitializeResult | None = None
        self.documents: dict[str, Document] = {}
        # What has been published last of each address.
        self.published: dict[str, types.PublishDiagnosticsParams] = {}
        self.news = asyncio.Event()
        self.numbers = itertools.count()
        self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(publish)
        self.feature(types.WINDOW_LOG_MESSAGE)(log)

    # Documents.

    def path(self, name: str) -> Path:
        return self.folder / name

    def write(self, name: str, text: str | bytes) -> Path:
        """Puts a file on the disk, as another program would: whole, in the place of the old one."""
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(path.name + "~")
        beside.write_bytes(text if isinstance(text, bytes) else text.encode())
        beside.rename(path)
        return path

    def open(self, name: str, text: str, uri: str | None = None) -> Document:
        document = Document(uri or self.path(name).as_uri(), text, self.encoding)
        self.documents[document.uri] = document
        item = types.TextDocumentItem(document.uri, "certdot", document.version, text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return document

    def opened(self, name: str, text: str) -> tuple[Document, types.Position]:
        """Opens a document in whose text a `|` stands for the cursor."""
        before, after = text.split("|")
        document = self.open(name, before + after)
        return document, document.position(len(before))

    def change(self, document: Document, *changes: tuple[types.Range, str] | str) -> None:
        """Changes a document: each change is a new text, or a text for a place of the text before it."""
        events: list[types.TextDocumentContentChangeEvent] = []
        for change in changes:
            if isinstance(change, str):
                document.text = change
                events.append(types.TextDocumentContentChangeWholeDocument(change))
            else:
                place, text = change
                document.text = document.edited([types.TextEdit(place, text)])
                events.append(types.TextDocumentContentChangePartial(place, text))
        document.version += 1
        version = types.VersionedTextDocumentIdentifier(document.version, document.uri)
        self.text_document_did_change(types.DidChangeTextDocumentParams(version, events))

    def close(self, document: Document) -> None:
        del self.documents[document.uri]
        self.text_document_did_close(types.DidCloseTextDocumentParams(document.id))

    def unopened(self, name: str) -> Document:
        """A file of the folder, to be looked at like a document that is open."""
        path = self.path(name)
        return Document(path.as_uri(), path.read_text(), self.encoding)

    def name_of(self, uri: str) -> str:
        return uri.removeprefix(self.folder.as_uri() + "/")

    # Problems.

    async def until(self, holds: Callable[[], object]) -> None:
        """Waits until something holds, which only news from the server can bring about."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                self.news.clear()
                await self.news.wait()

    async def problems(self, document: Document) -> list[types.Diagnostic]:
        """The problems of a document as it is now."""

        def is_known() -> bool:
            known = self.published.get(document.uri)
            return known is not None and known.version == document.version

        await self.until(is_known)
        if document.version > 1:
            await self.settled()
        return list(self.published[document.uri].diagnostics)

    async def settled(self) -> None:
        """Waits until all is told of all documents. After a change, what is wrong with its spelling is told at once and
        the rest later, both of the same version; of a document that is new, all is told together with that rest."""
        new = self.open("", "", uri=f"untitled:~{next(self.numbers)}")
        await self.until(lambda: new.uri in self.published)
        self.close(new)

    async def codes(self, document: Document) -> list[str]:
        return [str(problem.code) for problem in await self.problems(document)]

    async def until_codes(self, document: Document, codes: list[str]) -> None:
        """Waits until a document that does not change itself has just these problems."""

        def known() -> list[str]:
            told = self.published.get(document.uri)
            return [str(problem.code) for problem in told.diagnostics] if told else ["nothing told"]

        try:
            await self.until(lambda: known() == codes)
        except TimeoutError:
            raise AssertionError(f"{known()} are told, not {codes}") from None

    # Edits.

    def applied(self, edit: types.WorkspaceEdit | None) -> dict[str, str]:
        """The texts of open documents and of files after an edit, by their names in the folder."""
        assert edit is not None and edit.changes is not None
        texts = {}
        for uri, edits in edit.changes.items():
            name = self.name_of(uri)
            document = self.documents.get(uri) or self.unopened(name)
            texts[name] = document.edited(list(edits))
        return texts

    async def actions(
        self, document: Document, place: types.Range, only: list[str] | None = None
    ) -> list[types.CodeAction]:
        about = [
            problem
            for problem in await self.problems(document)
            if problem.range.start <= place.end and place.start <= problem.range.end
        ]
        context = types.CodeActionContext(about, only)
        found = await self.text_document_code_action_async(
            types.CodeActionParams(document.id, place, context)
        )
        return [action for action in found or [] if isinstance(action, types.CodeAction)]


def publish(editor: Editor, params: types.PublishDiagnosticsParams) -> None:
    editor.published[params.uri] = params
    editor.diagnostics[params.uri] = params.diagnostics
    editor.news.set()


def log(editor: Editor, params: types.LogMessageParams) -> None:
    editor.log_messages.append(params)
    editor.news.set()
