"""Tags that an editor has broken, and how they were meant."""

from __future__ import annotations

import pytest

from presend.documents.templating import holes, split_tags


@pytest.mark.parametrize(
    ("text", "faults", "meant"),
    [
        ("{{ a.<b>b</b> }}", ["markup"], "<b>{{ a.b }}</b>"),
        ("{{ a.<b>b }}", ["markup"], None),
        ("{{ a.<b>b</i> }}", ["markup"], None),
        ("{{ a.<br>b }}", ["markup"], None),
        ("{{ a.&nbsp;b&NBSP; }}", ["&nbsp;"], "{{ a.b  }}"),
        ("{{ a|default(‘b’) }}", ["smart quotes"], "{{ a|default('b') }}"),
        ("{{ a\u200b\xa0}}", ["invisible characters", "a no-break space"], "{{ a }}"),
        ("{{ a|default('it’s <b>&nbsp;') }}", [], "{{ a|default('it’s <b>&nbsp;') }}"),
        ("%%[ IF a < b ]%%", [], "%%[ IF a < b ]%%"),
        ('"{{ a|default(“b”) }}"', ["smart quotes"], None),
    ],
)
def test_what_splits_a_tag_and_what_was_meant(
    text: str, faults: list[str], meant: str | None
) -> None:
    (hole,) = holes.find(text)[0]

    assert split_tags.splits(text[hole.start : hole.end], hole.opener) == faults
    assert split_tags.mended(text, hole) == meant
