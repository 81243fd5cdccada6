"""Fixes on mails made of every rule's own bad examples: they settle, and touch nothing else."""

from __future__ import annotations

from functools import cache
from html import unescape
from typing import Any

from hypothesis import assume, example, given
from hypothesis import strategies as st
from lxml import etree

import presend.rules
from hostile import PIECES
from presend import fix
from presend.checking import check, mend
from presend.config import Config
from presend.rule import discover
from presend.source import Source
from presend.testing import examples


@cache
def _config() -> Config:
    rules = list(discover(presend.rules))
    config = Config(rules)
    config.give("Acme News <news@mail.acme.com>", ["mail.acme.com"], "hubspot", "marketing")
    config.levels = {rule.name: rule.severity for rule in rules}
    return config


def _bad(*kinds: str) -> list[str]:
    shown = [each for rule in _config().rules for each in examples(rule)]
    return [each.text for each in shown if each.kind in kinds and each.verdict == "bad"]


SHORT = '<a href="https://youtu.be/dQw4w9WgXcQ?t=4&amp;x=1">Watch</a>'
HTML = st.lists(
    st.sampled_from(_bad("html")) | st.sampled_from([SHORT, "<td>", "</p>", "a ", *PIECES]),
    min_size=1,
    max_size=6,
).map("".join)
PLAIN = st.lists(
    st.sampled_from(_bad("plain")) | st.sampled_from(["https://youtu.be/dQw4w9WgXcQ ", *PIECES]),
    min_size=1,
    max_size=6,
).map("".join)


@given(HTML, st.booleans())
@example(SHORT * 30, False)
@example(f"<!--[if mso]>{SHORT}<![endif]-->{{% if a %}}{SHORT}{{% endif %}}", True)
def test_to_fix_twice_is_to_fix_once(text: str, unsafe: bool) -> None:
    _settles(text, "html", unsafe)


@given(PLAIN, st.booleans())
def test_to_fix_plain_text_twice_is_to_fix_it_once(text: str, unsafe: bool) -> None:
    _settles(text, "text", unsafe)


def _settles(text: str, kind: Any, unsafe: bool) -> None:
    once, first = mend(Source("a", text), kind, _config(), None, "a", unsafe=unsafe)
    twice, second = mend(Source("a", once), kind, _config(), None, "a", unsafe=unsafe)
    assert first.status == second.status == "checked"
    assert (twice, second.fixed) == (once, 0)
    assert (first.fixed > 0) == (once != text)
    assert second.diagnostics == first.diagnostics


def test_a_short_link_is_written_in_full() -> None:
    mended, result = mend(
        Source("a", f"<p>{SHORT}</p>"), "html", _config(), None, "a", unsafe=False
    )
    full = "https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=4&amp;x=1"
    assert mended == f'<p><a href="{full}">Watch</a></p>'
    assert result.fixed == 1


@given(st.tuples(HTML, HTML).map(SHORT.join))
@example(f"<p>{SHORT}")
def test_a_safe_fix_changes_nothing_but_what_it_names(text: str) -> None:
    """Read by lxml, which knows nothing of presend's spans."""
    result = check(Source("a", text), "html", _config(), None, "a")
    safe = [each.fix for each in result.diagnostics if each.fix and each.fix[1]]
    fixes = [each for each in safe if all(_is_text(text, *edit) for edit in each[2])]
    assume(fixes and "\0" not in text)  # which lxml drops
    before, after = _values(text), _values(fix.apply(text, fixes)[0])
    assert [place for place, _ in before] == [place for place, _ in after]
    edits = [edit for each in fixes for edit in each[2]]
    for (_, old), (_, new) in zip(before, after, strict=True):
        assert old == new or any(
            unescape(text[start:end]) in unescape(old) and unescape(written) in unescape(new)
            for start, end, written in edits
        )


def _is_text(text: str, start: int, end: int, new: str) -> bool:
    """Whether an edit writes text for text: one that names markup may change a tree."""
    return start < end and new != "" and not {*"<>"} & {*text[start:end], *new}


def _values(text: str) -> list[tuple[str, str]]:
    """Place and value of every attribute, text and comment, in reading order."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    root = etree.fromstring(b"<html><body>" + text.encode("utf-8", "replace"), parser)
    values: list[tuple[str, str]] = []
    for node in root.iter():
        name = node.tag if isinstance(node.tag, str) else "#"
        values.append((name, node.text or ""))
        if name != "#":
            values += [(f"{name} {key}", value) for key, value in node.attrib.items()]
        values.append((f"{name}+", node.tail or ""))
    return values
