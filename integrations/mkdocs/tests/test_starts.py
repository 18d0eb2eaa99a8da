"""How often the program is started, and what becomes of the others when it ends in the middle."""

import os
import time
from pathlib import Path

import pytest
from conftest import names
from markdown import Markdown
from mkdocs_certdot.program import find

PAGE = "```cert\na >> b\n```\n\n- list\n\n    ```cert\n    c >> d\n    ```\n\n```cert\n{}\n```\n"


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What makes pages in a folder, with a program that counts its starts and gives up at a word."""
    certdot = find()
    program = tmp_path / "counting"
    program.write_text(
        "#!/bin/sh\necho start >> starts\ninput=$(cat)\n"
        f'case "$input" in *give_up*) exit 7;; esac\nprintf %s "$input" | "{certdot}" "$@"\n'
    )
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    options = {"certdot": {"program": str(program)}}
    return lambda text: Markdown(extensions=["certdot"], extension_configs=options).convert(text)


def starts() -> int:
    return Path("starts").read_text().count("start")


def test_a_page_is_one_start(pages) -> None:
    assert names(pages(PAGE.format("e >> f"))) == [["a", "b"], ["c", "d"], ["e", "f"]]
    assert starts() == 1
    # What is known already is not drawn again.
    pages(PAGE.format("e >> f"))
    assert starts() == 1
    assert names(pages(PAGE.format("e >> g")))[2] == ["e", "g"]
    assert starts() == 2


def test_a_used_file_that_changes_is_read_again(pages) -> None:
    used = Path("base.cert")
    page = 'A tree:\n\n```cert\nuse "base.cert"\nbase >> b\n```\n'
    broken = pages(page)
    assert "certdot-error" in broken and starts() == 1
    # What could not be drawn is tried again.
    used.write_text('node base "One"')
    old = time.time() - 60
    os.utime(used, (old, old))
    assert names(pages(page)) == [["One", "b"]]
    assert names(pages(page)) == [["One", "b"]]
    assert starts() == 2
    used.write_text('node base "Two"')
    assert names(pages(page)) == [["Two", "b"]]
    assert starts() == 3


def test_one_tree_that_ends_the_program_leaves_the_others(pages) -> None:
    page = pages(PAGE.format("give_up >> now"))
    assert names(page) == [["a", "b"], ["c", "d"]]
    assert page.count('class="certdot-error"') == 1 and "give_up &gt;&gt; now" in page


def test_no_text_of_a_page_is_taken_for_a_tree(pages) -> None:
    page = pages("<figure>certdot-0-0</figure>\n\ncertdot\n\n```cert\na >> b\n```\n")
    assert "<figure>certdot-0-0</figure>" in page and len(names(page)) == 1
