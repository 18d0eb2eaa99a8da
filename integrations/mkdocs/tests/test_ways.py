"""The ways of setting it up: by hand as a custom fence, and without superfences."""

import re

from conftest import Site, names, pictures

BY_HAND = """
site_name: A site
theme: {name: material}
plugins: []
markdown_extensions:
  - admonition
  - attr_list
  - pymdownx.superfences:
      custom_fences:
        - name: cert
          class: certdot
          format: !!python/name:mkdocs_certdot.fence
          validator: !!python/name:mkdocs_certdot.validator
"""

PAGE = """
!!! note

    ```cert
    a >> b
    ```

```{.cert .big #first}
c >> d
```

```cert source
e >> f
```

```python
print("g")
```
"""


def test_a_custom_fence_by_hand(site: Site) -> None:
    site.write("docs/index.md", PAGE)
    site.write("mkdocs.yml", BY_HAND)
    for program in ("mkdocs", "zensical"):
        built = site.run(program, "build", "--strict")
        assert built.returncode == 0, built.stdout
        page = site.page()
        assert names(page) == [["a", "b"], ["c", "d"]]
        assert re.search(r'<figure class="certdot big"[^>]* id="first"', page)
        assert "e &gt;&gt; f" in page and "data-md-color-scheme" in "".join(pictures(page))
    site.write("docs/index.md", "```cert\na -> b\n```\n")
    failed = site.run("mkdocs", "build", "--strict")
    assert failed.returncode != 0 and "docs/index.md:2:3" in failed.stdout
    missing = site.run("mkdocs", "build", CERTDOT="no-such-program")
    assert missing.returncode == 0 and "docs/index.md:2:1: error: there is no program" in missing.stdout
    assert "there is no program" in site.page()


def test_a_site_that_has_no_superfences(site: Site) -> None:
    site.write("docs/index.md", PAGE)
    site.write(
        "mkdocs.yml",
        "site_name: A site\ntheme: {name: mkdocs}\nplugins: [{certdot: {dark: media}}]\n"
        "markdown_extensions: [admonition]\n",
    )
    built = site.run("mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stdout
    page = site.page()
    assert names(page) == [["a", "b"], ["c", "d"]]
    assert "prefers-color-scheme" in pictures(page)[0]
    # The colours of other languages come from the theme, as before.
    assert '<code class="language-python">print("g")' in page


def test_what_dark_follows_is_an_option(site: Site) -> None:
    page = "```cert\na >> b\n```\n\n```cert\ndiagram [theme=light]\nc >> d\n```\n"
    site.write("docs/index.md", page)
    config = (site.folder / "mkdocs.yml").read_text()
    for dark, expected in [
        ("none", [False, False, False]),
        ("media", [True, False, False]),
        ("auto", [False, True, False]),
        ("'[data-mine]'", [False, False, True]),
    ]:
        site.write("mkdocs.yml", config.replace("plugins: [certdot]", f"plugins: [{{certdot: {{dark: {dark}}}}}]"))
        assert site.run("mkdocs", "build", "--strict").returncode == 0
        first, second = pictures(site.page())
        marks = ["prefers-color-scheme", "[data-md-color-scheme=", "<style>[data-mine]{"]
        assert [mark in first for mark in marks] == expected, dark
        # A tree that names its theme has it.
        assert not any(mark in second for mark in marks)


def test_links_lead_to_what_pages_become(site: Site) -> None:
    tree = 'node a [url="../other.md?x=1&y#part"]\nnode b [url="b c.pdf"]\nnode d [url="https://x.y/z.md"]\n'
    site.write("docs/trees/tree.cert", tree)
    site.write("docs/trees/b c.pdf", "")
    site.write("docs/other.md", "# Other\n\n## Part\n")
    site.write("docs/index.md", "![Tree](trees/tree.cert)\n")
    site.write("docs/deep/page.md", '```cert\nnode a [url="../other.md"]\nnode b [url="#x"]\n```\n\n# x\n\n![](../trees/tree.cert)\n')

    def links(name: str) -> list[str]:
        return re.findall(r'<a (?:xlink:)?href="([^"]*)"', "".join(pictures(site.page(name))))

    config = (site.folder / "mkdocs.yml").read_text()
    outside = "https://x.y/z.md"
    for program in ("zensical", "mkdocs"):
        built = site.run(program, "build", "--strict")
        assert built.returncode == 0, built.stdout
        first, own = links("index.html"), links("deep/page/index.html")
        assert first == ["other/?x=1&amp;y#part", "trees/b%20c.pdf", outside]
        assert own == ["../../other/", "#x", "../../other/?x=1&amp;y#part", "../../trees/b%20c.pdf", outside]
    site.write("mkdocs.yml", config + "use_directory_urls: false\n")
    assert site.run("mkdocs", "build", "--strict").returncode == 0
    assert links("deep/page.html")[:4] == ["../other.html", "#x", "../other.html?x=1&amp;y#part", "../trees/b%20c.pdf"]
    # What leads nowhere is told as of a page's own links.
    site.write("docs/index.md", '```cert\nnode a [url="gone.md"]\n```\n')
    failed = site.run("mkdocs", "build", "--strict")
    assert failed.returncode != 0 and "gone.md" in failed.stdout


def test_pictures_have_a_text_unless_the_tree_says_that_there_is_none(site: Site) -> None:
    site.write("docs/t.cert", 'diagram "T"\nc >> d\n')
    site.write("docs/none.cert", 'diagram [alt=""]\nc >> d\n')
    site.write("docs/index.md", "```cert\na >> b\n```\n\n![](t.cert)\n\nIn ![](t.cert) line.\n\n![](none.cert)\n")
    own, of_file = "Skill tree of 2 nodes, from a to b.", "T: skill tree of 2 nodes, from c to d."
    for program in ("mkdocs", "zensical"):
        assert site.run(program, "build", "--strict").returncode == 0
        page = site.page()
        found = re.findall(r'(<(?:figure|span) class="certdot"[^>]*>)(<svg [^>]*>)', page)
        told = [re.findall(r' aria-label="([^"]*)"', frame) for frame, _ in found]
        svgs = [svg for _, svg in found]
        assert len(svgs) == 4
        # The page says it around the picture, or the picture does.
        for said, svg, text in zip(told, svgs, (own, of_file, of_file), strict=False):
            assert said in ([], [text]) and (said or "aria-label" in svg or "aria-labelledby" in svg), svg
        assert told[3] == [] and 'aria-hidden="true"' in svgs[3]
