"""What `certdot check` says of files, to be held against what the server says."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from document import Document
from editor import CERTDOT
from lsprotocol import types

INPUTS = Path(__file__).parent.parent / "messages/inputs"
# Of latin-1 an editor would have made UTF-8, and of a thousand problems the program prints fifty.
OTHERS = {"E0001-latin-1.cert", "E0303-files.cert"}
WRONG = sorted({path.name for path in INPUTS.glob("*.cert")} - OTHERS)


def checked(folder: Path, name: str) -> list[dict[str, Any]]:
    """The program's messages about a file, those about files that it uses left out."""
    command = [CERTDOT, "check", "--message-format", "json", name]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    messages = [json.loads(line) for line in ended.stderr.splitlines()]
    return [message for message in messages if message["place"]["file"] == name]


def said(message: dict[str, Any]) -> str:
    """A message's words as an editor shows them: without places."""
    words = [message["message"]]
    words += [message["label"]] if message["label"] else []
    words += [f"note: {note}" for note in message["notes"]]
    words += [f"help: {help['message']}" for help in message["help"]]
    return "\n".join(words)


def place(document: Document, told: dict[str, Any]) -> types.Range:
    """The program counts bytes, after a byte-order mark."""
    mark = 3 if document.text.startswith("\ufeff") else 0
    raw = document.text.encode()

    def position(offset: int) -> types.Position:
        return document.position(len(raw[: offset + mark].decode()))

    return types.Range(position(told["byte_start"]), position(told["byte_end"]))
