"""Projects of Sphinx in folders of their own, built by Sphinx as a user builds them."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from sphinx.cmd.build import build_main


@dataclass
class Built:
    """How a build went."""

    code: int
    said: str
    folder: Path

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def warnings(self) -> list[str]:
        """All warnings, the folder of the project taken off their places."""
        lines = (line for line in self.said.splitlines() if "WARNING: " in line)
        return [re.sub(r"^/.*?/project/", "", line) for line in lines]


@dataclass
class Project:
    """A project of documentation."""

    folder: Path

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def wrap(self, script: str) -> None:
        """Has a script of the shell run in the place of the program, whose name it knows as `$CERTDOT`."""
        path = self.folder.parent / "wrapper"
        program = shutil.which(os.environ.get("CERTDOT_PROGRAM", "certdot"))
        path.write_text(f"#!/bin/sh\nCERTDOT={program}\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        conf = (self.folder / "conf.py").read_text(encoding="utf-8")
        self.write("conf.py", f"{conf}certdot_program = {str(path)!r}\n")

    def build(self, builder: str, *options: str) -> Built:
        """What `sphinx-build` makes of it."""
        output = self.folder.parent / "built" / builder
        doctrees = self.folder.parent / "built" / "doctrees"
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = build_main(["-b", builder, "-d", str(doctrees), *options, str(self.folder), str(output)])
        return Built(code, said.getvalue(), output)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """An empty project that knows certdot, with MyST."""
    # Pictures of other builds are not to be taken for those of this one.
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_COLOR", "1")
    project = Project(tmp_path / "project")
    # The tests of certdot say which program is to be tried; alone, they try the one that is installed.
    program = os.environ.get("CERTDOT_PROGRAM", "certdot")
    project.write(
        "conf.py",
        "project = 'Trees'\n"
        "extensions = ['sphinx_certdot', 'myst_parser']\n"
        "myst_fence_as_directive = ['cert']\n"
        "numfig = True\n"
        "exclude_patterns = ['parts']\n"
        f"certdot_program = {program!r}\n",
    )
    return project
