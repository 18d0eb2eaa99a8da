"""The language server's two streams, byte for byte: for what a well-behaved client would never send."""

from __future__ import annotations

import json
import subprocess
import threading
from typing import Any

from editor import CERTDOT, PATIENCE

Message = dict[str, Any]


def frame(body: bytes | Message) -> bytes:
    if isinstance(body, dict):
        body = json.dumps({"jsonrpc": "2.0", **body}).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


class Stream:
    """A server that has been started. Every byte that it writes must be part of a message."""

    def __init__(self, *arguments: str) -> None:
        pipe = subprocess.PIPE
        self.server = subprocess.Popen(
            [CERTDOT, "lsp", *arguments], stdin=pipe, stdout=pipe, stderr=pipe
        )
        assert self.server.stdin and self.server.stdout and self.server.stderr
        self.input, self.output = self.server.stdin, self.server.stdout
        # Who waits for what never comes must not wait for ever.
        self.guard = threading.Timer(PATIENCE, self.server.kill)
        self.guard.start()

    def send(self, *bodies: bytes | Message) -> None:
        """Sends messages, all in one piece."""
        self.send_bytes(b"".join(map(frame, bodies)))

    def send_bytes(self, raw: bytes) -> None:
        self.input.write(raw)
        self.input.flush()

    def receive(self) -> Message:
        message = self.next()
        assert message is not None, "the stream is at its end"
        return message

    def next(self) -> Message | None:
        header = self.output.readline()
        if header == b"":
            return None
        assert header.startswith(b"Content-Length: ") and header.endswith(b"\r\n"), header
        assert self.output.readline() == b"\r\n"
        length = int(header.removeprefix(b"Content-Length: "))
        body = self.output.read(length)
        assert len(body) == length
        message: Message = json.loads(body)
        assert message.pop("jsonrpc") == "2.0"
        return message

    def ask(self, number: int | str, method: str, params: object = None) -> Message:
        """Sends a request, and tells what answers it. What is sent before the answer is passed over."""
        self.send({"id": number, "method": method, "params": params})
        return self.answer(number)

    def answer(self, number: int | str | None) -> Message:
        while True:
            message = self.receive()
            if "method" not in message and message["id"] == number:
                return message

    def initialize(self, **params: object) -> Message:
        answer = self.ask("start", "initialize", {"capabilities": {}, **params})
        self.send({"method": "initialized", "params": {}})
        result: Message = answer["result"]
        return result

    def open(self, text: str, uri: str = "file:///folder/tree.cert") -> Message:
        document = {"uri": uri, "languageId": "certdot", "version": 1, "text": text}
        return {"method": "textDocument/didOpen", "params": {"textDocument": document}}

    def end(self) -> tuple[int, list[Message]]:
        """Closes the server's input; tells with which code it ends, and what else it had to say."""
        self.input.close()
        rest = list(iter(self.next, None))
        assert self.server.stderr
        errors = self.server.stderr.read()
        code = self.server.wait()
        self.guard.cancel()
        self.output.close()
        self.server.stderr.close()
        assert errors == b""
        return code, rest


def error(number: int | str | None, code: int, message: str) -> Message:
    return {"id": number, "error": {"code": code, "message": message}}
