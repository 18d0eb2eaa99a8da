"""What goes through the streams: right or wrong, and in which order."""

from stream import Message, Stream, error, frame

URI = "file:///folder/tree.cert"
AT = {"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}}
HOVER = "textDocument/hover"


def started(text: str = "node a\n") -> Stream:
    server = Stream()
    server.initialize()
    server.send(server.open(text))
    return server


def lives(server: Stream) -> None:
    """Whether it still answers, and ends as it should."""
    answer = server.ask("last", HOVER, AT)
    assert answer["result"]["contents"]["value"].startswith("Declares nodes")
    server.ask("over", "shutdown")
    server.send({"method": "exit"})
    assert server.end()[0] == 0


def change(text: str) -> Message:
    document = {"uri": URI, "version": 2}
    params = {"textDocument": document, "contentChanges": [{"text": text}]}
    return {"method": "textDocument/didChange", "params": params}


def test_unknown_methods_are_refused() -> None:
    server = started()
    for method in ["textDocument/nonsense", "$/nonsense", "workspace/executeCommand", ""]:
        assert server.ask(1, method, {}) == error(1, -32601, f"unknown method `{method}`")
    lives(server)


def test_unknown_notifications_are_passed_over() -> None:
    server = started()
    server.send(
        {"method": "textDocument/nonsense", "params": {}},
        {"method": "$/setTrace", "params": {"value": "verbose"}},
        {"method": "workspace/didChangeConfiguration", "params": {"settings": None}},
        {"method": "textDocument/didSave", "params": {"textDocument": {"uri": URI}}},
        {"method": "$/cancelRequest", "params": {"id": 99}},
        {"id": 7, "result": None},
    )
    lives(server)


def test_params_that_do_not_fit_are_refused() -> None:
    server = started()
    for params in [None, {}, [], 7, {"textDocument": {"uri": URI}}, {**AT, "position": {"line": -1}}]:
        answer = server.ask(1, HOVER, params)
        assert answer["error"]["code"] == -32602, params
    assert server.ask(2, "certdot/preview", {})["error"]["code"] == -32602
    lives(server)


def test_documents_that_are_not_open_are_refused() -> None:
    server = started()
    elsewhere = {**AT, "textDocument": {"uri": "file:///folder/other.cert"}}
    words = "`file:///folder/other.cert` is not open"
    for method in [HOVER, "certdot/preview", "textDocument/completion"]:
        assert server.ask(1, method, elsewhere) == error(1, -32602, words)
    server.send({**change("x"), "params": {**change("x")["params"], **elsewhere}})
    lives(server)


def test_what_is_no_json_is_told_of() -> None:
    server = started()
    server.send(b'{"id": 1, ')
    answer = server.answer(None)
    assert answer["error"]["code"] == -32700
    assert answer["error"]["message"].startswith("this is not JSON: ")
    lives(server)


def test_what_is_no_message_is_told_of() -> None:
    server = started()
    for body in [b"[]", b"7", b'{"jsonrpc": "2.0"}']:
        server.send(body)
        words = "this is neither a request, a notification nor a response"
        assert server.answer(None) == error(None, -32600, words)
    lives(server)


def test_headers_that_make_no_sense_are_told_of() -> None:
    server = started()
    server.send_bytes(b"Content-Length: many\r\n")
    assert server.answer(None) == error(None, -32700, "the content length is not a number")
    server.send_bytes(b"What is this?\r\n")
    assert server.answer(None) == error(None, -32700, "this is not a header")
    lives(server)


def test_messages_may_come_in_pieces() -> None:
    server = started()
    raw = frame({"id": 1, "method": HOVER, "params": AT})
    for byte in raw:
        server.send_bytes(bytes([byte]))
    assert "error" not in server.answer(1)
    lives(server)


def test_a_stream_that_ends_inside_a_message_is_an_end() -> None:
    server = started()
    server.send_bytes(frame({"id": 1, "method": HOVER, "params": AT})[:-5])
    code, rest = server.end()
    assert code == 1
    assert [message for message in rest if "id" in message] == []


def test_numbers_of_requests_may_be_words() -> None:
    server = started()
    assert server.ask("a word", HOVER, AT)["id"] == "a word"
    assert server.ask(2**31 - 1, HOVER, AT)["id"] == 2**31 - 1
    lives(server)


def test_what_is_cancelled_is_not_answered() -> None:
    server = started()
    answers = []
    # What the server has read when it comes to a request is not in the client's hand: sooner or later it is both.
    while not answers or "result" in answers[-1]:
        server.send(
            {"id": 1, "method": HOVER, "params": AT},
            {"id": 2, "method": HOVER, "params": AT},
            {"method": "$/cancelRequest", "params": {"id": 2}},
        )
        assert "result" in server.answer(1)
        answers.append(server.answer(2))
    assert answers[-1] == error(2, -32800, "cancelled")
    lives(server)


def test_what_is_asked_of_a_text_that_has_changed_since_is_not_answered() -> None:
    server = started()
    answers = []
    while not answers or "result" in answers[-1]:
        server.send({"id": 1, "method": HOVER, "params": AT}, change("node b\n"))
        answers.append(server.answer(1))
    assert answers[-1] == error(1, -32801, "the text has changed")
    lives(server)
