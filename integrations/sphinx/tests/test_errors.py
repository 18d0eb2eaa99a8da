"""What is wrong with a tree: shown in its place, told with its place, and fatal where that is wished."""

from __future__ import annotations

from conftest import Project

PAGE = """\
Trees
=====

.. cert::

   a >> b

.. cert::
   :name: wrong
   :caption: Wrong

   one >> two
   a -> b

.. cert::

   c >> d
"""


def test_one_mistake_loses_no_other_tree(project: Project) -> None:
    project.write("index.rst", PAGE)
    built = project.build("html")
    assert built.code == 0
    assert built.warnings() == [
        "index.rst:13: WARNING: `->` is not an arrow of this language; write `>>` [certdot.E0102]"
    ]
    html = built.text("index.html")
    assert html.count("<svg ") == 2
    assert 'class="certdot-error admonition error"' in html
    assert "line 13: <cite>-" not in html
    assert "line 13: `-&gt;` is not an arrow" in html
    assert "a -&gt; b" in html, "the tree is shown as it is written"


def test_a_strict_build_fails_again_and_again(project: Project) -> None:
    project.write("index.rst", PAGE)
    for _ in range(2):
        built = project.build("html", "-W")
        assert built.code == 1
        assert "is not an arrow" in built.said
    project.write("index.rst", PAGE.replace("->", ">>"))
    assert project.build("html", "-W").code == 0


def test_places_are_right_in_markdown_and_in_what_is_included(project: Project) -> None:
    project.write(
        "index.md",
        "# T\n\n```{cert}\n:name: x\n\na >> b\na -> b\n```\n\n```cert\na >> b\n\na -> b\n```\n\n"
        "```{cert}\n---\nname: y\n---\na -> b\n```\n\n- In a list:\n\n  ```{cert}\n  a -> b\n  ```\n\n"
        "```{toctree}\nother\n```\n",
    )
    project.write("other.rst", "O\n=\n\n.. include:: parts/part.txt\n")
    project.write("parts/part.txt", "Text.\n\n.. cert::\n\n   a >> b\n   a -> b\n")
    built = project.build("html")
    places = [warning.split(": ")[0] for warning in built.warnings()]
    assert sorted(places) == ["index.md:13", "index.md:20", "index.md:26", "index.md:7", "parts/part.txt:6"], built.said


def test_places_in_files_are_told_in_them(project: Project) -> None:
    project.write("index.rst", "T\n=\n\n.. cert:: parts/tree.cert\n\n.. cert:: none.cert\n")
    project.write("parts/tree.cert", "a >> b\na -> b\n")
    built = project.build("html")
    assert [warning.split(" WARNING: ")[0] for warning in built.warnings()] == ["parts/tree.cert:2:", "index.rst:6:"]
    assert "there is no file `none.cert`" in built.said


def test_nothing_outside_the_documents_is_read(project: Project) -> None:
    (project.folder.parent / "secret.cert").write_text("secret >> word\n")
    project.write("index.rst", 'T\n=\n\n.. cert:: ../secret.cert\n\n.. cert::\n\n   use "../secret.cert"\n   a >> b\n')
    built = project.build("html")
    assert len(built.warnings()) == 2
    html = built.text("index.html")
    assert "word</text>" not in html
    assert html.count("<svg ") == 0


def test_warnings_can_be_silenced(project: Project) -> None:
    project.write("index.rst", "T\n=\n\n.. cert::\n\n   a >> b >> a\n")
    built = project.build("html", "-W")
    assert built.code == 1
    assert "[certdot.W0504]" in built.said
    assert project.build("html", "-W", "-E", "-D", "suppress_warnings=certdot.W0504").code == 0


def test_a_program_that_is_not_there_is_told(project: Project) -> None:
    project.write("index.rst", "T\n=\n\n.. cert::\n\n   a >> b\n")
    built = project.build("html", "-D", "certdot_program=no-such-program")
    assert built.code == 0
    [warning] = built.warnings()
    assert "cannot run `no-such-program`" in warning
    assert "certdot_program" in built.text("index.html")


def test_directives_say_what_they_need(project: Project) -> None:
    project.write("index.rst", "T\n=\n\n.. cert::\n\n.. cert:: a.cert\n\n   a >> b\n\n.. cert::\n   :theme: loud\n\n   a >> b\n")
    said = project.build("html").said
    assert "needs content, or the name of a file" in said
    assert "a file or content, not both" in said
    assert '"loud" unknown' in said


def test_what_ends_the_program_takes_no_other_picture(project: Project) -> None:
    project.wrap('asked=$(cat); case "$asked" in *poison*) echo "it is ill" >&2; exit 9;; esac; printf %s "$asked" | "$CERTDOT" "$@"')
    project.write("index.rst", "T\n=\n\n.. cert::\n\n   a >> b\n\n.. cert::\n\n   poison >> d\n\n.. toctree::\n\n   other\n")
    project.write("other.rst", "O\n=\n\n.. cert::\n\n   e >> f\n")
    built = project.build("html")
    assert [warning.split(" [")[0] for warning in built.warnings()] == ["index.rst:10: WARNING: it is ill"]
    assert ">b</text>" in built.text("index.html")
    assert ">f</text>" in built.text("other.html")
