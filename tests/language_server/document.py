"""A text as an editor holds it, and positions in it as the protocol counts them."""

from __future__ import annotations

from dataclasses import dataclass

from lsprotocol import types

UTF_8 = types.PositionEncodingKind.Utf8
UTF_16 = types.PositionEncodingKind.Utf16


@dataclass
class Document:
    """A document that is open. Places in it are told by what stands there."""

    uri: str
    text: str
    encoding: types.PositionEncodingKind
    version: int = 1

    @property
    def id(self) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(uri=self.uri)

    def at(self, needle: str, occurrence: int = 0, after: bool = False) -> types.Position:
        """Where a word stands: its beginning or its end."""
        index = -1
        for _ in range(occurrence + 1):
            index = self.text.index(needle, index + 1)
        return self.position(index + len(needle) if after else index)

    def over(self, needle: str, occurrence: int = 0) -> types.Range:
        return types.Range(
            start=self.at(needle, occurrence), end=self.at(needle, occurrence, after=True)
        )

    def whole(self) -> types.Range:
        return types.Range(start=types.Position(0, 0), end=self.position(len(self.text)))

    def position(self, index: int) -> types.Position:
        before = self.text[:index]
        lines = lines_of(before)
        return types.Position(line=len(lines) - 1, character=self.length(lines[-1]))

    def length(self, text: str) -> int:
        if self.encoding == UTF_8:
            return len(text.encode())
        return len(text.encode("utf-16-le")) // 2

    def index(self, position: types.Position) -> int:
        lines = lines_of(self.text)
        start = sum(len(line) for line in lines[: position.line])
        line = lines[position.line] if position.line < len(lines) else ""
        for column in range(len(line) + 1):
            if self.length(line[:column]) >= position.character:
                break
        assert self.length(line[:column]) == position.character, f"{position} is nowhere"
        return start + column

    def slice(self, place: types.Range) -> str:
        return self.text[self.index(place.start) : self.index(place.end)]

    def edited(self, edits: list[types.TextEdit]) -> str:
        """The text after edits, all of which are of the text as it is."""
        text = self.text
        spans = [(self.index(e.range.start), self.index(e.range.end), e.new_text) for e in edits]
        spans.sort(key=lambda span: span[:2])
        for (_, end, _), (start, _, _) in zip(spans, spans[1:]):
            assert end <= start, "edits overlap"
        for start, end, new in reversed(spans):
            text = text[:start] + new + text[end:]
        return text


def lines_of(text: str) -> list[str]:
    """The lines with their ends; the last has none, and may be empty."""
    lines = [""]
    index = 0
    while index < len(text):
        end = next((end for end in ("\r\n", "\n", "\r") if text.startswith(end, index)), None)
        if end is None:
            lines[-1] += text[index]
            index += 1
        else:
            lines[-1] += end
            index += len(end)
            lines.append("")
    return lines
