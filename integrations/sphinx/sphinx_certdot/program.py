"""The program: found, asked, and its answer."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from sphinx.application import Sphinx

from .dark import colours

Outcome = dict[str, Any]


def ask(app: Sphinx, trees: Sequence[Mapping[str, Any]], kind: str) -> list[Outcome]:
    """What the program makes of trees: of each its answer, in their order.

    A program that cannot be asked is a problem of each tree, at its place, like any other.
    """
    outcomes: dict[int, Outcome] = {}
    # A theme applies to all trees that are requested together.
    for theme in dict.fromkeys(theme_of(app, tree) for tree in trees):
        together = [(number, tree) for number, tree in enumerate(trees) if theme_of(app, tree) == theme]
        request = {"kind": kind, "theme": theme, "items": [item(tree) for _, tree in together], **colours(app)}
        try:
            answer = exchange(app, request)
        except Unanswered as why:
            # What ends the program for one tree must not take the pictures of the others.
            single = len(together) == 1
            answer = [unanswered(tree, str(why)) if single else ask(app, [tree], kind)[0] for _, tree in together]
        outcomes.update(zip((number for number, _ in together), answer, strict=True))
    return [outcomes[number] for number in range(len(trees))]


def theme_of(app: Sphinx, tree: Mapping[str, Any]) -> str | None:
    return tree["theme"] or app.config.certdot_theme


def item(tree: Mapping[str, Any]) -> dict[str, Any]:
    place = {"path": tree["page"], "line": tree["first"]}
    # A file is named as in an address.
    return place | ({"file": quote(tree["file"])} if "file" in tree else {"tree": tree["source"]})


class Unanswered(Exception):
    """The program cannot be asked, or has no answer."""


def exchange(app: Sphinx, request: dict[str, Any]) -> list[Outcome]:
    command = [program(app), "md", "--json", "--root", str(app.srcdir), "--timeout", str(app.config.certdot_timeout)]
    for folder in app.config.certdot_icons:
        command += ["--icons", os.path.join(app.confdir, folder)]
    try:
        done = subprocess.run(
            command,
            input=json.dumps(request).encode(),
            capture_output=True,
            cwd=app.srcdir,
            check=False,
        )
    except OSError as error:
        raise Unanswered(f"cannot run `{command[0]}` ({error.strerror}): install it, or set its path in `certdot_program`") from error
    if done.returncode != 0:
        raise Unanswered(done.stderr.decode(errors="replace").strip() or f"`{command[0]}` ended with {done.returncode}")
    try:
        items = json.loads(done.stdout)["items"]
    except (ValueError, KeyError, TypeError) as error:
        raise Unanswered(f"`{command[0]}` gave an answer that cannot be read: is it certdot?") from error
    if len(items) != len(request["items"]):
        raise Unanswered(f"`{command[0]}` answered {len(items)} of {len(request['items'])} trees")
    return items


def program(app: Sphinx) -> str:
    """Where the program is. One that came into this environment of Python with this package comes before others."""
    said = app.config.certdot_program
    if os.path.dirname(said):
        return os.path.join(app.confdir, said)
    folders = (sysconfig.get_path("scripts"), os.path.dirname(sys.executable))
    found = shutil.which(said, path=os.pathsep.join(folders)) or shutil.which(said)
    return found or said


def unanswered(tree: Mapping[str, Any], why: str) -> Outcome:
    problem = {"severity": "error", "code": None, "message": why, "file": tree["page"], "line": tree["first"]}
    return {"text": "", "picture": None, "alt": "", "problems": [problem], "files": []}
