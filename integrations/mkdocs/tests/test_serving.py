"""A site that is served: pages are made anew when a file changes that their trees use."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Site

# So long, on a machine that has much else to do.
PATIENCE = 90


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    """Where the site is served."""
    site.write("shared/base.cert", 'node base "Outside one"')
    site.write("docs/trees/inner.cert", 'node inner "Inside one"')
    site.write(
        "docs/index.md",
        '```cert\nuse "../shared/base.cert"\nbase >> b\n```\n\n![An image](trees/inner.cert)\n',
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=site.folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()


def seen(address: str, is_there: Callable[[str], object]) -> str:
    """The page, as soon as it is as it should be."""
    end = time.monotonic() + PATIENCE
    page = ""
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                page = answer.read().decode()
        except OSError:
            pass
        if is_there(page):
            return page
        time.sleep(0.1)
    raise AssertionError(re.sub(r"<svg.*?</svg>", "…", page, flags=re.DOTALL))


def test_used_files_are_watched(site: Site, address: str) -> None:
    seen(address, lambda page: "Outside one" in page and "Inside one" in page)
    site.write("shared/base.cert", 'node base "Outside two"')
    seen(address, lambda page: "Outside two" in page and "Inside one" in page)
    # As many editors save: another file takes the name.
    new = site.write("shared/new", 'node base "Outside three"')
    new.replace(Path(site.folder, "shared/base.cert"))
    seen(address, lambda page: "Outside three" in page)
    site.write("docs/trees/inner.cert", 'node inner "Inside two"')
    seen(address, lambda page: "Outside three" in page and "Inside two" in page)
    # A file that is used only now is watched from now on.
    site.write("shared/later.cert", 'node later "Later one"')
    site.write("docs/index.md", '```cert\nuse "../shared/later.cert"\nlater >> b\n```\n')
    seen(address, lambda page: "Later one" in page)
    site.write("shared/later.cert", 'node later "Later two"')
    seen(address, lambda page: "Later two" in page)


def test_zensical_makes_pages_again_whose_trees_have_changed(site: Site) -> None:
    site.write("docs/index.md", '```cert\nuse "../shared/base.cert"\nbase >> b\n```\n')
    used = site.write("shared/base.cert", 'node base "One"')
    config = (site.folder / "mkdocs.yml").read_text()
    site.write("mkdocs.yml", config + "watch: [shared]\n")
    assert site.run("zensical", "build").returncode == 0
    assert ">One<" in site.page()
    site.write("shared/base.cert", 'node base "Two"')
    # Its clock for files counts seconds.
    os.utime(used, (2_000_000_000, 2_000_000_000))
    assert site.run("zensical", "build").returncode == 0
    assert ">Two<" in site.page()
