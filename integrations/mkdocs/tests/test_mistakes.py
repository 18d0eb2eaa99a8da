"""What is wrong with a tree: seen in the page, told with its line, fatal where that is asked for; others are drawn."""

import os
import re
import sys
from pathlib import Path

from conftest import Site, names, pictures

PAGE = """---
title: Mistakes
---

# Mistakes

```cert
right >> tree
```

!!! note

    ```cert
    fine >> so_far
    wrong -> arrow
    ```

```cert dark
words >> behind
```

![none](none.cert)

In a line ![none](other.cert) of text.

```cert
use "gone.cert"
```
"""


def test_each_mistake_is_told_with_its_line(site: Site) -> None:
    site.write("docs/index.md", PAGE)
    built = site.run("mkdocs", "build")
    assert built.returncode == 0, built.stdout
    told = re.findall(r"WARNING.*certdot: (docs/index.md:\d+):\d+: error(?:\[\w+\])?: (.*)", built.stdout)
    lines = {place.rpartition(":")[2]: message for place, message in told}
    assert "`->`" in lines["15"]
    assert "`dark` has no meaning after `cert`" in lines["19"]
    assert "none.cert" in lines["22"] and "other.cert" in lines["24"]
    assert "gone.cert" in lines["27"]
    # MkDocs itself has nothing to say, of missing files neither.
    assert len(told) == built.stdout.count("WARNING") == 5, built.stdout
    page = site.page()
    assert names(page) == [["right", "tree"], ["words", "behind"]]
    boxes = re.findall(r'<div class="certdot-error" role="alert".*?</div>', page, re.DOTALL)
    assert len(boxes) == 3
    assert "line 15" in boxes[0] and "wrong -&gt; arrow" in boxes[0]
    # In a line of text a box would break the paragraph.
    assert re.search(r'In a line <strong class="certdot-error" role="alert">.*other.cert.*</strong> of text.</p>', page)


def test_strict_builds_fail(site: Site) -> None:
    site.write("docs/index.md", "```cert\na -> b\n```\n")
    assert site.run("mkdocs", "build").returncode == 0
    failed = site.run("mkdocs", "build", "--strict")
    assert failed.returncode != 0
    assert "strict mode" in failed.stdout and "docs/index.md:2:3: error[E0102]" in failed.stdout


def test_warnings_are_told_too_and_the_tree_is_drawn(site: Site) -> None:
    site.write("docs/index.md", "```cert\na >> b >> a\n```\n")
    failed = site.run("mkdocs", "build", "--strict")
    assert failed.returncode != 0 and "docs/index.md:2:" in failed.stdout and "warning[W0504]" in failed.stdout
    assert site.run("mkdocs", "build").returncode == 0
    assert len(pictures(site.page())) == 1


def test_nothing_outside_the_sites_folder_is_read(site: Site) -> None:
    site.write("../secret.cert", "node secret_name")
    site.write("../icon.svg", "<svg xmlns='http://www.w3.org/2000/svg'><text>secret_name</text></svg>")
    site.write(
        "docs/index.md",
        "---\nroot: /\ncertdot: {root: /}\n---\n"
        '```cert\nuse "../../secret.cert"\nsecret >> b\n```\n\n'
        '```cert\nnode a [icon="../../icon.svg"]\n```\n\n'
        "![](../../secret.cert)\n\n```cert\nc >> d\n```\n",
    )
    built = site.run("mkdocs", "build")
    assert built.returncode == 0, built.stdout
    assert "secret_name" not in site.page()
    assert site.page().count('class="certdot-error"') >= 2
    assert built.stdout.count("outside") >= 2, built.stdout
    assert ["c", "d"] in names(site.page())


def test_a_folder_around_it_can_be_allowed_by_the_configuration(site: Site) -> None:
    site.write("../around.cert", "node around_it")
    site.write("docs/index.md", '```cert\nuse "../../around.cert"\naround_it >> b\n```\n')
    config = (site.folder / "mkdocs.yml").read_text()
    site.write("mkdocs.yml", config.replace("plugins: [certdot]", 'plugins: [{certdot: {root: ".."}}]'))
    assert site.run("mkdocs", "build", "--strict").returncode == 0
    assert names(site.page()) == [["around_it", "b"]]


def test_a_missing_program_is_said_at_once(site: Site, tmp_path: Path) -> None:
    site.write("docs/index.md", "```cert\na >> b\n```\n")
    failed = site.run("mkdocs", "build", CERTDOT="no-such-program")
    assert failed.returncode != 0
    assert "there is no program `no-such-program`, which the variable CERTDOT names" in failed.stdout
    # Python itself is found, and nothing beside it or elsewhere.
    (tmp_path / "bin").mkdir()
    script = (
        "import sys, sysconfig; sys.executable = sys.argv[1]; sysconfig.get_path = lambda _: sys.argv[1]\n"
        "from mkdocs_certdot.program import find, ProgramMissing\n"
        "try: print(find())\n"
        "except ProgramMissing as error: print('missing:', error)\n"
    )
    site.write("find.py", script)
    nowhere = site.run("find", str(tmp_path / "bin" / "python"), CERTDOT="", PATH=str(tmp_path))
    assert "missing: cannot find the program `certdot`: install it with `pip install certdot`" in nowhere.stdout
    # Where `pip install` puts it.
    os.symlink(sys.executable, tmp_path / "bin" / "certdot")
    beside = site.run("find", str(tmp_path / "bin"), CERTDOT="", PATH=str(tmp_path))
    assert beside.stdout.strip() == str(tmp_path / "bin" / "certdot")


def test_zensical_fails_where_the_option_asks_for_it(site: Site) -> None:
    site.write("docs/index.md", "```cert\na -> b\n```\n\n```cert\nc >> d\n```\n")
    built = site.run("zensical", "build")
    assert built.returncode == 0 and "docs/index.md:2:3: error[E0102]" in built.stdout
    assert names(site.page()) == [["c", "d"]] and 'class="certdot-error"' in site.page()
    config = (site.folder / "mkdocs.yml").read_text()
    site.write("mkdocs.yml", config.replace("extensions: [certdot,", "extensions: [{certdot: {strict: true}},"))
    failed = site.run("zensical", "build")
    assert failed.returncode != 0 and "docs/index.md:2:3: error[E0102]" in failed.stdout
