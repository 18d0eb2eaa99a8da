"""Builds that follow each other, and builds that run at the same time."""

from __future__ import annotations

from conftest import Project


def test_what_a_tree_uses_is_watched(project: Project) -> None:
    project.write("index.rst", "T\n=\n\n.. toctree::\n\n   file\n   use\n   other\n")
    project.write("file.rst", "F\n=\n\n.. cert:: parts/tree.cert\n")
    project.write("use.rst", 'U\n=\n\n.. cert::\n\n   use "parts/certs.cert"\n   x >> y\n')
    project.write("other.rst", "O\n=\n\nText.\n")
    project.write("parts/tree.cert", "before >> then\n")
    project.write("parts/certs.cert", 'cert x "Before"\n')
    assert project.build("html", "-W").code == 0
    again = project.build("html", "-W", "-v")
    assert "0 added, 0 changed, 0 removed" in again.said
    project.write("parts/tree.cert", "after >> then\n")
    project.write("parts/certs.cert", 'cert x "After"\n')
    built = project.build("html", "-W")
    assert "0 added, 2 changed, 0 removed" in built.said
    assert ">after</text>" in built.text("file.html")
    assert ">After</text>" in built.text("use.html")


def test_a_file_that_appears_is_seen(project: Project) -> None:
    project.write("index.rst", "T\n=\n\n.. cert:: parts/tree.cert\n")
    assert len(project.build("html").warnings()) == 1
    project.write("parts/tree.cert", "now >> here\n")
    built = project.build("html", "-W")
    assert built.code == 0, built.said
    assert ">here</text>" in built.text("index.html")


def test_documents_are_read_and_written_at_the_same_time(project: Project) -> None:
    names = [f"page{number}" for number in range(12)]
    project.write("index.rst", "T\n=\n\n.. toctree::\n\n" + "".join(f"   {name}\n" for name in names))
    for name in names:
        project.write(f"{name}.rst", f"{name}\n{'=' * len(name)}\n\n.. cert::\n   :caption: {name}\n   :name: {name}\n\n   {name} >> end\n")
    project.write("page3.rst", "P\n=\n\n.. cert::\n\n   a -> b\n")
    built = project.build("html", "-j", "2")
    assert "not safe for parallel" not in built.said
    assert [warning.split(": ")[0] for warning in built.warnings()] == ["page3.rst:6"]
    for name in names:
        if name != "page3":
            assert f">{name}</text>" in built.text(f"{name}.html")


def test_all_trees_are_drawn_together(project: Project) -> None:
    project.wrap(f'echo started >> "{project.folder.parent}/starts"; exec "$CERTDOT" "$@"')
    names = [f"page{number}" for number in range(5)]
    project.write("index.rst", "T\n=\n\n.. toctree::\n\n" + "".join(f"   {name}\n" for name in names))
    for name in names:
        project.write(f"{name}.rst", f"{name}\n{'=' * len(name)}\n\n.. cert::\n\n   {name} >> end\n")
    built = project.build("html", "-W")
    assert built.code == 0, built.said
    assert all(f">{name}</text>" in built.text(f"{name}.html") for name in names)
    assert (project.folder.parent / "starts").read_text().count("started") == 1
    # What has not changed and is written anew is drawn when it is.
    again = project.build("html", "-W", "-a")
    assert all(f">{name}</text>" in again.text(f"{name}.html") for name in names)
