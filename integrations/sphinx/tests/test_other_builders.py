"""LaTeX, plain text and manual pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest
from conftest import Project

PAGE = """\
Trees
=====

.. cert::
   :caption: One & all
   :name: one

   diagram "What is seen"
   a >> b

.. cert::
   :name: two
   :align: right
   :alt: What is said

   c >> d

.. cert::

   a -> b

See :numref:`one`.
"""


def test_latex_has_pictures_in_pdf(project: Project) -> None:
    project.write("index.rst", PAGE)
    built = project.build("latex")
    assert len(built.warnings()) == 1
    tex = built.text("trees.tex")
    names = re.findall(r"\\sphinxincludegraphics\{(certdot-\w+\.pdf)\}", tex)
    assert len(names) == 2
    for name in names:
        assert (built.folder / name).read_bytes().startswith(b"%PDF-")
    assert re.search(r"\\begin\{figure\}.*?\\sphinxincludegraphics.*?\\caption\{One \\& all\}.*?\\end\{figure\}", tex, re.DOTALL)
    assert r"{index:two}" in tex
    assert "is not an arrow of this language" in tex


# Where everything must be tested, it fails without.
@pytest.mark.skipif("CI" not in os.environ and shutil.which("latexmk") is None, reason="there is no TeX here")
def test_latex_makes_a_pdf(project: Project) -> None:
    project.write("index.rst", PAGE)
    built = project.build("latex")
    done = subprocess.run(["make", "-C", built.folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert (built.folder / "trees.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(("builder", "name"), [("text", "index.txt"), ("man", "trees.1"), ("gettext", "index.pot"), ("xml", "index.xml")])
def test_elsewhere_it_is_said_what_there_is_to_see(project: Project, builder: str, name: str) -> None:
    project.write("index.rst", PAGE.replace("->", ">>"))
    built = project.build(builder, "-W")
    assert built.code == 0, built.said
    if builder == "gettext":
        assert "One & all" in built.text(name)
    elif builder != "man":
        text = " ".join(built.text(name).split())
        assert "[What is seen: skill tree of 2 nodes, from a to b.]" in text
        assert "[What is said]" in built.text(name)
