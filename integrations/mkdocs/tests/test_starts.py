"""How often the program is started, and what becomes of the others when it ends in the middle."""

import os
import time
from pathlib import Path

import pytest
from conftest import Site, names
from markdown import Markdown
from mkdocs_certdot.program import find

PAGE = "```cert\na >> b\n```\n\n- list\n\n    ```cert\n    c >> d\n    ```\n\n```cert\n{}\n```\n"


def counting(program: Path) -> Path:
    """A program that counts its starts and gives up at a word."""
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(
        "#!/bin/sh\necho start >> starts\ninput=$(cat)\n"
        f'case "$input" in *give_up*) exit 7;; esac\nprintf %s "$input" | "{find()}" "$@"\n'
    )
    program.chmod(0o755)
    return program


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What makes pages in a folder, with such a program."""
    program = counting(tmp_path / "counting")
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


def test_a_site_is_one_start(site: Site) -> None:
    program = counting(site.folder / "counting")
    config = (site.folder / "mkdocs.yml").read_text()
    site.write("mkdocs.yml", config.replace("plugins: [certdot]", f"plugins: [certdot: {{program: {program}}}]"))
    site.write("docs/trees/file.cert", "g >> h\n")
    site.write("docs/index.md", "---\ntitle: T\n---\n\n" + PAGE.format("e >> f") + "\n![A file](trees/file.cert)\n")
    site.write("docs/two.md", '!!! note\n\n    ```cert\n    i >> j\n      >> k\n    ```\n\n> ```cert\n> l >> m\n> ```\n')
    site.write("docs/three.md", "````md\n```cert\nnot >> drawn\n```\n````\n\n```cert source\nnor >> this\n```\n")
    built = site.run("mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stdout
    assert (site.folder / "starts").read_text().count("start") == 1
    assert names(site.page()) == [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]]
    assert names(site.page("two/index.html")) == [["i", "j", "k"], ["l", "m"]]
    assert names(site.page("three/index.html")) == []
