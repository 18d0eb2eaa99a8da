"""Another name for a thing, in all files at once, or the reason why not."""

from __future__ import annotations

import pytest
from editor import Editor
from lsprotocol import types
from pygls.exceptions import JsonRpcException


async def renamed(editor: Editor, text: str, name: str) -> dict[str, str]:
    """All files that a new name changes, as they are then."""
    tree, here = editor.opened("tree.cert", text)
    edit = await editor.text_document_rename_async(types.RenameParams(tree.id, here, name))
    return editor.applied(edit)


async def refused(editor: Editor, text: str, name: str) -> str:
    with pytest.raises(JsonRpcException) as caught:
        await renamed(editor, text, name)
    assert caught.value.code == -32803
    return caught.value.message


async def test_a_node_has_another_name_wherever_it_is_meant(either: Editor) -> None:
    text = 'node "😀", a\n"😀" >> |a >> b // a\ngroup g { a >> c; group h { node a } }\nrow a, b\n'
    assert await renamed(either, text, "z") == {
        "tree.cert": 'node "😀", z\n"😀" >> z >> b // a\ngroup g { z >> c; group h { node a } }\nrow z, b\n'
    }


@pytest.mark.parametrize(
    ("text", "name", "after"),
    [
        ("group |g { a }\ng/a >> b in g\n", "h", "group h { a }\nh/a >> b in h\n"),
        ('group "|Big" { a }\n"Big" >> b\n', "small", "group small { a }\nsmall >> b\n"),
        ("edge |soon\na >> soon >> b\n", "later", "edge later\na >> later >> b\n"),
        ('cert |c "C"\nc >> d\nnode x [cert=c]\n', "e", 'cert e "C"\ne >> d\nnode x [cert=e]\n'),
        ('cert c "C"\n|c >> d\n', "e", 'cert e "C"\ne >> d\n'),
        ("|a >> b\n", "in", '"in" >> b\n'),
        ("|a >> b\n", "two words", '"two words" >> b\n'),
        ('|a >> b\n', 'a "b" \\', '"a \\"b\\" \\\\" >> b\n'),
        ('"|in" >> b\n', "out", "out >> b\n"),
        ("\ufeff|a >> b\n", "c", "\ufeffc >> b\n"),
        ("a >> b|\r\nb >> c\r\n", "d", "a >> d\r\nd >> c\r\n"),
        ("group g { new |x >> y }\ng/x >> z\n", "w", "group g { new w >> y }\ng/w >> z\n"),
    ],
)
async def test_what_has_a_name_can_have_another(
    editor: Editor, text: str, name: str, after: str
) -> None:
    assert await renamed(editor, text, name) == {"tree.cert": after}


async def test_a_name_is_another_in_all_files(editor: Editor) -> None:
    editor.write("shared.cert", "node far\n")
    editor.write("deep/disk.cert", 'use "../shared.cert"\nfar >> c\n')
    editor.write("deep/same.cert", "far >> d\n")
    assert await renamed(editor, 'use "shared.cert"\n|far >> b\n', "near") == {
        "deep/disk.cert": 'use "../shared.cert"\nnear >> c\n',
        "shared.cert": "node near\n",
        "tree.cert": 'use "shared.cert"\nnear >> b\n',
    }


async def test_what_is_unsaved_is_what_is_changed(editor: Editor) -> None:
    editor.write("shared.cert", "node far\n")
    editor.write("other.cert", "")
    editor.open("shared.cert", "// moved\nnode far\n")
    editor.open("other.cert", 'use "shared.cert"\nfar >> c\n')
    assert await renamed(editor, 'use "shared.cert"\n|far >> b\n', "near") == {
        "other.cert": 'use "shared.cert"\nnear >> c\n',
        "shared.cert": "// moved\nnode near\n",
        "tree.cert": 'use "shared.cert"\nnear >> b\n',
    }


async def test_it_is_another_name_from_the_used_file_on_too(editor: Editor) -> None:
    editor.write("main.cert", 'use "tree.cert"\nfar >> b\n')
    assert await renamed(editor, "node |far\n", "near") == {
        "main.cert": 'use "tree.cert"\nnear >> b\n',
        "tree.cert": "node near\n",
    }


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("|a >> b\n", "", "a name must have at least one character"),
        ("|a >> b\n", "a\nb", "a name cannot contain control characters"),
        ("a |>> b\n", "c", "there is no name here"),
        ("// |a\n", "c", "there is no name here"),
        (
            "|a >> b\n",
            "b",
            "with that name, names would refer to other things, because something else has it",
        ),
        (
            "node x\ngroup g { |y >> z }\n",
            "x",
            "with that name, names would refer to other things, because something else has it",
        ),
        ("|a >> b >> c\n", "dive", "with that name, `dive` is an edge style and links nothing here"),
        ("use aws\n|z >> b\n", "sa_assoc", "with that name, `z` would show another cert"),
        (
            "use aws\n|sa_assoc >> b\n",
            "z",
            "this cert is from the built-in catalogue `aws`: give the node a cert of "
            "that name instead, as in `node z [cert=sa_assoc]`",
        ),
        (
            "a >> |dive >> b\n",
            "jump",
            "`dive` is a built-in edge style: declare your own, as in `edge jump`",
        ),
    ],
)
async def test_a_name_that_changes_more_is_refused(
    editor: Editor, text: str, name: str, why: str
) -> None:
    assert await refused(editor, text, name) == why


async def test_a_name_that_changes_more_in_another_file_is_refused(editor: Editor) -> None:
    editor.write("shared.cert", "node far\n")
    editor.write("other.cert", 'use "shared.cert"\nnode near\nfar >> near\n')
    why = await refused(editor, 'use "shared.cert"\n|far >> b\n', "near")
    assert why == "with that name, names would refer to other things, because something else has it"


async def test_names_are_told_before_they_are_changed(either: Editor) -> None:
    tree, here = either.opened("tree.cert", 'node "😀"; "😀" >> two|_words\n')
    found = await either.text_document_prepare_rename_async(
        types.PrepareRenameParams(tree.id, here)
    )
    assert isinstance(found, types.PrepareRenamePlaceholder)
    assert (tree.slice(found.range), found.placeholder) == ("two_words", "two_words")
    found = await either.text_document_prepare_rename_async(
        types.PrepareRenameParams(tree.id, tree.at("😀"))
    )
    assert isinstance(found, types.PrepareRenamePlaceholder)
    assert (tree.slice(found.range), found.placeholder) == ('"😀"', "😀")


@pytest.mark.parametrize("text", ["|node a", "a |>> b", '// |a', 'node a "la|bel"', "use a|ws"])
async def test_nothing_else_can_be_renamed(editor: Editor, text: str) -> None:
    tree, here = editor.opened("tree.cert", text)
    params = types.PrepareRenameParams(tree.id, here)
    assert await editor.text_document_prepare_rename_async(params) is None
