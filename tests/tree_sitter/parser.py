"""Runs the committed tree-sitter parser of `.cert` files.

    parser.py GRAMMAR errors     a JSON list of texts comes in; for each: whether its tree has an error
    parser.py GRAMMAR edits      a JSON list of pairs comes in, a text and what becomes of it; for each: whether the tree,
                                 brought up to date by what has changed, is the one that the new text has
    parser.py GRAMMAR corpus     for each test of `test/corpus`: its title, and the trees that are expected and given
    parser.py GRAMMAR captures   a JSON list of queries and a text come in; for each: what it captures in the text

GRAMMAR is the folder of the grammar. What is told is JSON. It does not know what is right.
"""

import ctypes
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tree_sitter import Language, Parser, Query, QueryCursor

# A line of `=`, the title, options such as `:error`, a line of `=`; the text; a line of `-`; its tree.
CORPUS_TEST = re.compile(
    r"^={3,}\n(?P<title>[^\n]+)\n(?P<options>(?::[^\n]+\n)*)={3,}\n"
    r"(?P<text>.*?)\n---+\n(?P<tree>.*?)(?=^={3,}\n|\Z)",
    re.MULTILINE | re.DOTALL,
)


def language(grammar: Path, folder: str) -> Language:
    """Compiles the parser into a library and loads that."""
    library = Path(folder) / "certdot.so"
    source = grammar / "src"
    files = [source / "parser.c", source / "scanner.c"]
    compiler = os.environ.get("CC", "cc").split()
    options = ["-shared", "-fPIC", "-O1", "-std=c11", "-Wall", "-Wextra", "-Wno-unused-parameter", "-Werror"]
    subprocess.run([*compiler, *options, "-I", source, "-o", library, *files], check=True)
    function = ctypes.CDLL(str(library)).tree_sitter_certdot
    function.restype = ctypes.c_void_p
    capsule = ctypes.pythonapi.PyCapsule_New
    capsule.restype = ctypes.py_object
    capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
    return Language(capsule(function(), b"tree_sitter.Language", None))


def common_length(one: bytes, other: bytes) -> int:
    pairs = zip(one, other)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def point(text: bytes, at: int) -> tuple:
    """The line of a byte and its place there, counted from 0."""
    return text.count(b"\n", 0, at), at - (text.rfind(b"\n", 0, at) + 1)


def is_up_to_date(parser: Parser, old: bytes, new: bytes) -> bool:
    """Whether parsing again only what has changed gives the same tree."""
    start = common_length(old, new)
    same_end = common_length(old[start:][::-1], new[start:][::-1])
    old_end, new_end = len(old) - same_end, len(new) - same_end
    tree = parser.parse(old)
    tree.edit(start, old_end, new_end, point(old, start), point(old, old_end), point(new, new_end))
    root, fresh = parser.parse(new, tree).root_node, parser.parse(new).root_node
    return str(root) == str(fresh) and root.end_byte == fresh.end_byte


def normalised(tree: str) -> str:
    """A tree on one line."""
    return re.sub(r"\s+\)", ")", " ".join(tree.split()))


def corpus(parser: Parser, grammar: Path) -> list:
    tests = []
    for file in sorted((grammar / "test" / "corpus").glob("*.txt")):
        for test in CORPUS_TEST.finditer(file.read_text(encoding="utf-8")):
            root = parser.parse(test["text"].encode()).root_node
            must_fail = ":error" in test["options"].split()
            expected = "an error" if must_fail else normalised(test["tree"])
            given = "an error" if must_fail and root.has_error else normalised(str(root))
            tests.append([f"{file.name}: {test['title']}", expected, given])
    return tests


def captures(language: Language, parser: Parser, source: str, text: str) -> list:
    """Each capture of a query as its name, its first byte and the byte after it."""
    root = parser.parse(text.encode()).root_node
    found = []
    for _, match in QueryCursor(Query(language, source)).matches(root):
        for name, nodes in match.items():
            found += [[name, node.start_byte, node.end_byte] for node in nodes]
    return found


def main() -> None:
    grammar, command = Path(sys.argv[1]), sys.argv[2]
    with tempfile.TemporaryDirectory() as folder:
        certdot = language(grammar, folder)
        parser = Parser(certdot)
        if command == "errors":
            answer = [parser.parse(text.encode()).root_node.has_error for text in json.load(sys.stdin)]
        elif command == "edits":
            answer = [is_up_to_date(parser, old.encode(), new.encode()) for old, new in json.load(sys.stdin)]
        elif command == "corpus":
            answer = corpus(parser, grammar)
        elif command == "captures":
            queries, text = json.load(sys.stdin)
            answer = [captures(certdot, parser, query, text) for query in queries]
        else:
            sys.exit(f"unknown command {command}")
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
