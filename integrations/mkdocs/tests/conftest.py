"""Sites, built as their authors build them: by the programs themselves, in folders of their own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parent / "site"


@dataclass
class Site:
    """The folder of a site."""

    folder: Path

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """One of the programs, with what it prints."""
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=self.folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )

    def page(self, name: str = "index.html") -> str:
        return (self.folder / "site" / name).read_text(encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site of one's own, in a folder with things around it."""
    site = Site(tmp_path / "site")
    site.write(
        "mkdocs.yml",
        "site_name: A site\n"
        "theme: {name: material}\n"
        "plugins: [certdot]\n"
        "markdown_extensions: [certdot, admonition, attr_list, pymdownx.superfences]\n",
    )
    return site


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The sample site, built by MkDocs without a warning."""
    site = copy_of_sample(tmp_path_factory.mktemp("mkdocs"))
    built = site.run("mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stdout
    return site


def copy_of_sample(folder: Path) -> Site:
    shutil.copytree(SAMPLE, folder / "site")
    return Site(folder / "site")


def pictures(page: str) -> list[str]:
    """The pictures of a page, whole."""
    return re.findall(r'<(?:figure|span) class="certdot.*?</svg></(?:figure|span)>', page, re.DOTALL)


def names(page: str) -> list[list[str]]:
    """What is read in each picture of a page."""
    return [re.findall(r"<text[^>]*>(.*?)</text>", picture) for picture in pictures(page)]
