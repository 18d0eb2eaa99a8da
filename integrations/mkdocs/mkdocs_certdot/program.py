"""Where the program is."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from pathlib import Path


class ProgramMissing(Exception):
    """The program is nowhere."""


def find(named: str = "") -> str:
    """The program: the one that the option or the environment names, else next to this Python, else on the PATH."""
    for source, name in (("the option `program`", named), ("the variable CERTDOT", os.environ.get("CERTDOT", ""))):
        if name:
            found = shutil.which(name)
            if found is None:
                raise ProgramMissing(f"there is no program `{name}`, which {source} names")
            return found
    # `pip install certdot` puts it there, also into an environment that is not activated.
    folders = (sysconfig.get_path("scripts"), str(Path(sys.executable).parent))
    found = next(filter(None, (shutil.which("certdot", path=folder) for folder in folders)), None)
    found = found or shutil.which("certdot")
    if found is None:
        raise ProgramMissing(
            "cannot find the program `certdot`: install it with `pip install certdot`, or name it with the option "
            "`program` or the variable CERTDOT"
        )
    return found
