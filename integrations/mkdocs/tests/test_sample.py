"""The sample site: a tree in every place where one can stand, and a blog."""

import json
import re

import pytest
from conftest import Site, copy_of_sample, names, pictures

PAGES = [
    ("index.html", 13),
    ("blog/index.html", 4),
    ("blog/2024/03/01/a-plan-for-the-year/index.html", 4),
    ("blog/2024/12/01/what-became-of-the-plan/index.html", 1),
    ("blog/category/plans/index.html", 3),
]


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def built(request, sample, tmp_path_factory):
    """The site, by each of the programs, from the same configuration."""
    if request.param == "mkdocs":
        return sample
    site = copy_of_sample(tmp_path_factory.mktemp("zensical"))
    made = site.run("zensical", "build", "--strict")
    assert made.returncode == 0 and "warning" not in made.stdout, made.stdout
    return site


@pytest.mark.parametrize("name, count", PAGES)
def test_every_tree_is_a_picture(built: Site, name: str, count: int) -> None:
    page = built.page(name)
    assert len(pictures(page)) == count
    assert "certdot-error" not in page
    # Nothing is left of blocks, tokens and addresses.
    assert "```" not in page and "certdot-tree" not in page and '.cert"' not in page
    assert "&gt;&gt;" not in page or "it_is" in page


@pytest.mark.parametrize("name", [name for name, _ in PAGES])
def test_no_two_elements_have_one_id(built: Site, name: str) -> None:
    ids = re.findall(r' id="([^"]+)"', "".join(pictures(built.page(name))))
    assert len(ids) > 4 and len(ids) == len(set(ids))


def test_trees_stand_where_they_are_written(built: Site) -> None:
    page = built.page()
    for box, name in [
        (r'<div class="admonition tip">', "kubernetes"),
        (r'<details class="note">', "closed"),
        (r'<div class="tabbed-block">', "warehouse"),
        (r"<li>\s*<p>In a list:</p>", "second"),
        (r"<blockquote>", "quoted"),
        (r"In a snippet:</p>|A block of a snippet:</p>", "a_snippet"),
    ]:
        assert re.search(rf"{box}(?:(?!<svg|<h2).)*<svg(?:(?!</svg>).)*>{name}<", page, re.DOTALL), name
    assert ["What all need", "more"] in names(page)


def test_images_of_trees_are_pictures(built: Site) -> None:
    page = built.page()
    assert re.search(r'<figure class="certdot"[^>]* role="img" aria-label="The way to the cloud"', page)
    small = re.search(r'<p>One that is small, <span class="certdot inline-tree"[^>]*><svg style="([^"]*)"', page)
    assert small and "width:60px" in small[1]
    assert "</span> in a line of text.</p>" in page


def test_code_stays_code(built: Site) -> None:
    assert len(re.findall(r"<code>.*?it_is", built.page(), re.DOTALL)) == 2
    assert '<span class="filename">tree.cert</span>' in built.page()


def test_dark_colours_follow_the_themes_switch(built: Site) -> None:
    for picture in pictures(built.page()):
        own = re.search(r'id="(\w+)" class="certdot"', picture)
        assert own and f'<style>[data-md-color-scheme="slate"]{{#{own[1]}{{' in picture
        assert "prefers-color-scheme" not in picture
        # The page's ground shines through.
        assert '<polygon fill="#fffffe"' not in picture


def test_what_is_wide_can_still_be_read(built: Site) -> None:
    wide = pictures(built.page())[-1]
    width = float(re.search(r' width="([\d.]+)pt"', wide)[1])
    smallest = float(re.search(r"min-width:(\d+)pt", wide)[1])
    assert width > 1000 and smallest == round(width * 0.6)
    assert "overflow-x:auto" in wide


def test_pictures_are_not_searched(sample: Site) -> None:
    index = json.loads(sample.page("search/search_index.json"))
    texts = " ".join(entry["text"] for entry in index["docs"])
    assert "In a list:" in texts and "warehouse" not in texts and "→" not in texts
