"""Every key of a TOML text is found on the line on which a reader sees it."""

import tomllib

import pytest

from tests.trial.files import FIRST, SECOND
from trial.toml_lines import LineMap

AWKWARD = '''
"quoted key" = 1  # a comment with [brackets] = "and quotes
text = """
inside = 1
[not.a.table]
"""
literal = \'\'\'
also = "inside"\'\'\'
brackets = "a ] } # not a comment"
nested = [
  [1, 2],
  # key = "in a comment"
  { name = "b", list = [
    3,
  ] },
]
[a.b]
c.d = 2026-01-01
[[rows]]
x = 1
[[rows]]
[rows.inner]
y = -1.5
[[rows.deep]]
z = true
'''

BY_HAND = [
    (("quoted key",), 2), (("text",), 3), (("literal",), 7), (("brackets",), 9), (("nested",), 10), (("nested", 0), 11),
    (("nested", 0, 1), 11), (("nested", 1), 13), (("nested", 1, "name"), 13), (("nested", 1, "list", 0), 14),
    (("a", "b"), 17), (("a", "b", "c", "d"), 18), (("rows", 0), 19), (("rows", 0, "x"), 20), (("rows", 1), 21),
    (("rows", 1, "inner"), 22), (("rows", 1, "inner", "y"), 23), (("rows", 1, "deep", 0, "z"), 25),
]  # fmt: skip


@pytest.mark.parametrize(("path", "line"), BY_HAND)
def test_lines_counted_by_hand(path, line):
    assert LineMap(AWKWARD).line(path) == line


def test_what_is_missing_is_sought_where_it_belongs():
    lines = LineMap(AWKWARD)
    assert lines.line(("rows", 1, "inner", "none")) == 22
    assert lines.line(("rows", 0, "none")) == 19
    assert lines.line(("none",)) == 1


@pytest.mark.parametrize("text", [FIRST, SECOND, FIRST.replace("\n", "\r\n")], ids=["first", "second", "windows"])
def test_every_key_of_the_protocol_files_stands_on_its_line(text):
    written, lines = text.split("\n"), LineMap(text)
    for path in paths(tomllib.loads(text)):
        assert str(path[-1]) in written[lines.line(path) - 1], path


def paths(value, path=()):
    """The path of every key, down to the leaves."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield (*path, key)
            yield from paths(item, (*path, key))
    elif isinstance(value, list):
        for row, item in enumerate(value):
            yield from paths(item, (*path, row))
