"""Trees in pages of HTML."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from conftest import Project

PAGE = """\
Trees
=====

See :numref:`first`, :numref:`The second is %s <second>` and :ref:`the third <lonely>`.

.. cert::
   :caption: From *shell* to scripts
   :name: first
   :align: left
   :class: wide

   shell >> scripts

.. cert:: parts/tree.cert
   :caption: Of a file
   :name: second
   :alt: What the file shows

.. cert::
   :name: lonely

   diagram "By itself"
   a >> b

.. cert::

   shell >> scripts

.. cert:: source

   a >> b
"""


def pictures(html: str) -> list[ElementTree.Element]:
    """All pictures in a page, each read as XML."""
    return [ElementTree.fromstring(svg) for svg in re.findall(r"<svg .*?</svg>", html, re.DOTALL)]


def test_figures_are_numbered_and_pictures_are_in_the_page(project: Project) -> None:
    project.write("index.rst", PAGE)
    project.write("parts/tree.cert", 'diagram "File"\none >> two\n')
    built = project.build("html", "-W")
    assert built.code == 0, built.said
    html = built.text("index.html")
    assert len(pictures(html)) == 4
    assert 'href="#first"><span class="std std-numref">Fig. 1</span>' in html
    assert 'href="#second"><span class="std std-numref">The second is 2</span>' in html
    first = re.search(r'<figure class="align-left" id="first">(.*?)</figure>', html, re.DOTALL)
    assert first is not None
    assert re.search(r'<div class="(certdot wide|wide certdot)">', first[1])
    assert "From <em>shell</em> to scripts" in first[1]
    assert "<figcaption>" in first[1]
    assert 'aria-label="What the file shows"' in html
    assert 'href="#lonely"' in html
    assert 'id="lonely"' in html
    assert ">a &gt;&gt; b\n</pre>" in html, "`source` leaves a tree as it is written"


def test_no_two_pictures_of_a_page_share_an_id(project: Project) -> None:
    project.write("index.rst", "T\n=\n\n" + 3 * ".. cert::\n\n   a >> b\n\n" + ".. toctree::\n\n   other\n")
    # What is included twice is the same tree at the same place.
    project.write("other.rst", "O\n=\n\n.. cert::\n\n   a >> b\n\n" + 2 * ".. include:: parts/part.txt\n\n")
    project.write("parts/part.txt", ".. cert::\n\n   a >> b\n")
    built = project.build("singlehtml", "-W")
    assert built.code == 0, built.said
    roots = pictures(built.text("index.html"))
    assert len(roots) == 6
    ids = [element.attrib["id"] for root in roots for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))


def test_myst_takes_directives_fences_and_images(project: Project) -> None:
    project.write(
        "index.md",
        "# Trees\n\n"
        "```{cert}\n:caption: One\n:name: one\none >> two\n```\n\n"
        "```cert\nthree >> four\n```\n\n"
        "![What it *shows*](parts/my%20tree.cert)\n\n"
        "In a line ![small](parts/my%20tree.cert) too, and {numref}`one`.\n\n"
        "```cert source\nleft >> alone\n```\n",
    )
    project.write("parts/my tree.cert", "fifth >> six\n")
    built = project.build("html", "-W")
    assert built.code == 0, built.said
    html = built.text("index.html")
    for word in ("two", "four", "six"):
        assert f">{word}</text>" in html
    assert len(pictures(html)) == 4
    assert 'aria-label="What it shows"' in html
    assert re.search(r'In a line <span aria-label="small" class="certdot"[^>]*><svg ', html)
    assert "Fig. 1" in html
    assert ">left &gt;&gt; alone\n</pre>" in html


def test_pictures_can_be_files(project: Project) -> None:
    project.write("index.rst", 'T\n=\n\n.. toctree::\n\n   deep/page\n')
    project.write("deep/page.rst", 'P\n=\n\n.. cert::\n\n   diagram "So & so"\n   a >> b\n')
    built = project.build("html", "-W", "-D", "certdot_html=file")
    assert built.code == 0, built.said
    found = re.search(r'<img src="(\.\./_images/certdot-[0-9a-f]{16}\.svg)" alt="So &amp; so: skill tree of 2 nodes, from a to b\."', built.text("deep/page.html"))
    assert found is not None
    ElementTree.fromstring((built.folder / "deep" / found[1]).read_text(encoding="utf-8"))


def test_books_have_files(project: Project) -> None:
    project.write("index.rst", "T\n=\n\n.. cert::\n\n   a >> b\n")
    built = project.build("epub", "-D", "version=1")
    assert re.search(r'src="_images/certdot-\w+\.svg"', built.text("index.xhtml")), built.said
    assert re.search(r'href="_images/certdot-\w+\.svg"', built.text("content.opf"))


def test_pictures_are_dark_where_the_page_is(project: Project) -> None:
    project.write("index.rst", "T\n=\n\n.. cert::\n\n   a >> b\n\n.. cert::\n\n   diagram [theme=light]\n   c >> d\n")

    def styles(*options: str) -> list[str]:
        built = project.build("html", "-W", "-E", *options)
        assert built.code == 0, built.said
        return re.findall(r"<style>(?!:root)(.*?)</style>", "".join(built.text("index.html").split("<svg ")[1:]), re.DOTALL)

    assert styles() == [], "alabaster has no switch"
    [furo] = styles("-D", "html_theme=furo")
    assert furo.startswith(':is(body[data-theme="dark"]) #')
    assert '@media (prefers-color-scheme:dark){:is(body[data-theme="auto"]) #' in furo
    [media] = styles("-D", "certdot_dark=media")
    assert media.startswith("@media (prefers-color-scheme:dark){#")
    [own] = styles("-D", "certdot_dark=.night")
    assert own.startswith(":is(.night) #") and "@media" not in own
    assert styles("-D", "certdot_dark=none", "-D", "html_theme=furo") == []
    assert "<style>" not in project.build("html", "-E", "-D", "certdot_dark=media", "-D", "certdot_html=file").text("index.html")


def test_themes_are_chosen_for_all_and_for_one(project: Project) -> None:
    project.write(
        "index.rst", "T\n=\n\n.. cert::\n\n   a >> b\n\n.. cert::\n   :theme: plain\n\n   c >> d\n\n.. cert::\n\n   e >> f\n"
    )
    built = project.build("html", "-W", "-D", "certdot_theme=dark")
    assert built.code == 0, built.said
    dark, plain, other = pictures(built.text("index.html"))
    texts = ["".join(root.itertext()) for root in (dark, plain, other)]
    assert ["a" in texts[0], "c" in texts[1], "e" in texts[2]] == [True] * 3, "they stay in their order"
    assert dark.attrib.get("color") == other.attrib.get("color") != plain.attrib.get("color")


def test_links_lead_to_what_documents_become(project: Project) -> None:
    tree = 'node a [url="../other.rst?x=1&y#part"]\nnode b [url="b.html"]\nnode c [url="https://x.y/z.rst"]\nnode d [url="#x"]\n'
    project.write("trees/tree.cert", tree)
    project.write("index.rst", "T\n=\n\n.. cert:: trees/tree.cert\n\n.. toctree::\n\n   other\n   deep/page\n")
    project.write("other.rst", "O\n=\n\n.. cert::\n\n   node a [url=\"other.rst\"]\n")
    project.write("deep/page.rst", "P\n=\n\n.. cert:: ../trees/tree.cert\n\n.. cert::\n\n   node a [url=\"b.html\"]\n")

    def links(builder: str, *names: str) -> list[list[str]]:
        built = project.build(builder, "-W", "-E")
        assert built.code == 0, built.said
        return [re.findall(r'<a xlink:href="([^"]*)"', built.text(name)) for name in names]

    rest = ["https://x.y/z.rst", "#x"]
    first, own, deep = links("html", "index.html", "other.html", "deep/page.html")
    assert first == ["other.html?x=1&amp;y#part", "trees/b.html", *rest]
    assert own == ["#"]
    assert deep == ["../other.html?x=1&amp;y#part", "../trees/b.html", *rest, "b.html"]
    first, deep = links("dirhtml", "index.html", "deep/page/index.html")
    assert first == ["other/?x=1&amp;y#part", "trees/b.html", *rest]
    assert deep == ["../../other/?x=1&amp;y#part", "../../trees/b.html", *rest, "../b.html"]


def test_links_in_files_lead_from_these(project: Project) -> None:
    tree = 'node a [url="../other.rst?x=1&y#part"]\nnode b [url="b.html"]\nnode c [url="https://x.y/z.rst"]\nnode d [url="#x"]\n'
    project.write("trees/tree.cert", tree)
    project.write("index.rst", "T\n=\n\n.. toctree::\n\n   other\n   deep/page\n")
    project.write("other.rst", "O\n=\n")
    project.write("deep/page.rst", "P\n=\n\n.. cert:: ../trees/tree.cert\n\n.. cert::\n\n   node a [url=\"b/\"]\n")
    rest = ["https://x.y/z.rst", "#x"]
    for builder, other in (("html", "other.html"), ("dirhtml", "other/"), ("singlehtml", "index.html"), ("epub", "other.xhtml")):
        built = project.build(builder, "-E", "-D", "certdot_html=file", "-D", "version=1")
        assert built.code == 0, built.said
        pictures = [file.read_text(encoding="utf-8") for file in (built.folder / "_images").glob("*.svg")]
        links = sorted(re.findall(r'<a xlink:href="([^"]*)"', picture) for picture in pictures)
        assert links == [["../deep/b/"], [f"../{other}?x=1&amp;y#part", "../trees/b.html", *rest]], builder


def test_links_of_a_single_page_lead_to_its_parts(project: Project) -> None:
    project.write("index.rst", "T\n=\n\n.. toctree::\n\n   deep/page\n   other\n")
    project.write("other.rst", "O\n=\n")
    tree = 'node a [url="../other.rst"]\n   node b [url="../other.rst#x"]\n   node c [url="b.html"]\n'
    project.write("deep/page.rst", f"P\n=\n\n.. cert::\n\n   {tree}")
    html = project.build("singlehtml", "-W").text("index.html")
    assert re.findall(r'<a xlink:href="([^"]*)"', html) == ["#document-other", "#x", "deep/b.html"]
    built = project.build("singlehtml", "-W", "-E", "-D", "certdot_html=file")
    (picture,) = (built.folder / "_images").glob("*.svg")
    links = re.findall(r'<a xlink:href="([^"]*)"', picture.read_text(encoding="utf-8"))
    assert links == ["../index.html#document-other", "../index.html#x", "../deep/b.html"]


def test_pictures_have_a_text_whatever_is_said(project: Project) -> None:
    project.write(
        "index.rst",
        "T\n=\n\n.. cert::\n\n   a >> b\n\n.. image:: t.cert\n\n.. cert:: t.cert\n   :alt: Mine\n\n"
        "In |a| line.\n\n.. |a| image:: u.cert\n\n.. toctree::\n\n   other\n",
    )
    project.write("other.md", "# O\n\n![](u.cert)\n\nIn ![](u.cert) line.\n")
    project.write("t.cert", 'diagram [alt=""]\na >> b\n')
    project.write("u.cert", 'diagram "T"\nc >> d\n')
    # Sphinx itself makes of an image in a line what stands for it.
    told = ["Skill tree of 2 nodes, from a to b.", "", "Mine", "T: skill tree of 2 nodes, from c to d."]
    for builder, page in (("html", "html"), ("epub", "xhtml")):
        built = project.build(builder, "-E", "-D", "certdot_html=file", "-D", "version=1")
        assert built.code == 0, built.said
        alts = [re.findall(r'<img [^>]*alt="([^"]*)"', built.text(f"{name}.{page}")) for name in ("index", "other")]
        assert alts == [[*told[:3], alts[0][3]], [told[3]] * 2]
        assert alts[0][3] in ("a", told[3])
    built = project.build("html", "-E")
    texts = built.text("index.html") + built.text("other.html")
    assert 'aria-label=""' not in texts
    assert texts.count('aria-hidden="true"') == 2, "the tree says that there is nothing to be told"
