"""Holes: where they are, what they do, and that no offset moves."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given

from hostile import texts
from presend.documents.html import Html
from presend.documents.templating import holes
from presend.documents.templating.holes import GAP, HOLE
from presend.source import Source


@given(texts())
@example("{{ {a}}}")
@example("{%raw%}{{x}}{%endraw%}")
def test_holes_are_ordered_and_delimited(text: str) -> None:
    found, broken = holes.find(text)
    for hole in found:
        assert 0 <= hole.start < hole.end <= len(text)
        assert text.startswith(hole.opener, hole.start)
        assert hole.kind in ("output", "statement", "comment")
    for before, after in pairwise(found):
        assert before.end <= after.start
    for start, opener in broken:
        assert text.startswith(opener, start)
        assert not any(hole.start <= start < hole.end for hole in found)


@given(texts())
def test_a_mask_fills_holes_and_nothing_else(text: str) -> None:
    found, _ = holes.find(text)
    masked = holes.mask(text, found)
    assert len(masked) == len(text)
    done = 0
    for hole in found:
        assert masked[done : hole.start] == text[done : hole.start]
        assert set(masked[hole.start : hole.end]) in ({HOLE}, {GAP})
        done = hole.end
    assert masked[done:] == text[done:]


@given(texts())
def test_branches_nest_and_none_is_overlooked(text: str) -> None:
    found, _ = holes.find(text)
    branches = list(holes.branches(text, found))
    assert holes.may_branch(text) or not branches
    for branch in branches:
        assert all(before.end <= after.start for before, after in pairwise(branch.marks))
    spans = [(b.marks[0].start, b.marks[-1].end) for b in branches if b.closed]
    for number, (start, end) in enumerate(spans):
        for inner, outer in ((spans[other], (start, end)) for other in range(number)):
            assert inner[1] <= outer[0] or outer[0] < inner[0] < inner[1] < outer[1]


# In the tables "□" stands for HOLE and "◇" for GAP.
FILLED = str.maketrans("□◇", HOLE + GAP)


@pytest.mark.parametrize(
    ("text", "masked", "kinds"),
    [
        ("a {{ b }} c", "a □□□□□□□ c", "output"),
        ("{{{ b }}}", "□□□□□□□□□", "output"),
        ("{{{{raw}}}}", "□□□□□□□□□□□", "output"),
        ("{{{{a}}}}{{b}}{{{{/a}}}}", "◇◇◇◇◇◇◇◇◇{{b}}◇◇◇◇◇◇◇◇◇◇", "statement statement"),
        ("{{#a b=\"{{c}}\"}}d", "◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇d", "statement"),
        ("{{- b -}}", "□□□□□□□□□", "output"),
        ("{{ {'a': {'b': 1}} }}", "□□□□□□□□□□□□□□□□□□□□□", "output"),
        ("{{ f({'a': 1}) }}b{{ {'a': 1}}}c", "□□□□□□□□□□□□□□□□□b□□□□□□□□□□□□□c", "output output"),
        ("{{ '{' }}b}} {{ a }}}}", "□□□□□□□□□b}} □□□□□□□}}", "output output"),
        ("{{#if a}}b{{else}}c{{/if}}",
         "◇◇◇◇◇◇◇◇◇b◇◇◇◇◇◇◇◇c◇◇◇◇◇◇◇",
         "statement statement statement"),
        ("{{^a}}b{{/a}}", "◇◇◇◇◇◇b◇◇◇◇◇◇", "statement statement"),
        ("{{! a }}{{!-- b }} --}}", "◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇", "comment comment"),
        ("{{/* a */}}", "◇◇◇◇◇◇◇◇◇◇◇", "comment"),
        ("{{- /* a {{ end }} */ -}}b", "◇" * 25 + "b", "comment"),
        ("{{ a `{{ b }}` }}c", "□" * 17 + "c", "output"),
        ("{% set a = {'b': \"{% c %}\"} %}d", "◇" * 30 + "d", "statement"),
        ("%%[ /* a */ ]%%", "◇" * 15, "comment"),
        ("%%[ /* a */ SET @b = 1 ]%%", "◇" * 26, "statement"),
        ("{% # a %}", "◇" * 9, "comment"),
        ("{{ range .X }}a{{ end }}", "◇◇◇◇◇◇◇◇◇◇◇◇◇◇a◇◇◇◇◇◇◇◇◇", "statement statement"),
        ("{{ block.text }}{{ end|date }}", "□" * 30, "output output"),
        ("{% if a %}b{% endif %}", "◇◇◇◇◇◇◇◇◇◇b◇◇◇◇◇◇◇◇◇◇◇", "statement statement"),
        ("{%- if a -%}", "◇◇◇◇◇◇◇◇◇◇◇◇", "statement"),
        ("{% url 'a' %}", "◇◇◇◇◇◇◇◇◇◇◇◇◇", "output"),
        ("{% comment %}{{ a }}{% endcomment %}b",
         "◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇b",
         "comment"),
        ("{% raw %}{{ a }}{% endraw %}", "◇◇◇◇◇◇◇◇◇{{ a }}◇◇◇◇◇◇◇◇◇◇◇◇", "statement statement"),
        ("{# a #}b{#- c -#}", "◇◇◇◇◇◇◇b◇◇◇◇◇◇◇◇◇", "comment comment"),
        ("a{#b#}", "a{#b#}", ""),
        ("{* a {$b} *}{*c*}", "◇◇◇◇◇◇◇◇◇◇◇◇{*c*}", "comment"),
        ("<%= a %><% if b %>c<% end %>",
         "□□□□□□□□◇◇◇◇◇◇◇◇◇◇c◇◇◇◇◇◇◇◇◇",
         "output statement statement"),
        ("<%# a %><%-- b --%>", "◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇", "comment comment"),
        ("<%- a %><%- if b -%><%- c.each do |d| -%>",
         "□□□□□□□□◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇",
         "output statement statement"),
        ("<?php if (a): ?>b<?= c ?>", "◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇b□□□□□□□□", "statement output"),
        ("<?php echo a; ?><?php the_title() ?>", "□" * 36, "output output"),
        ("<#if a>${b}</#if>", "◇◇◇◇◇◇◇□□□□◇◇◇◇◇◇", "statement output statement"),
        ("<#-- a -->", "◇◇◇◇◇◇◇◇◇◇", "comment"),
        ("<#if (a > 1)>b</@>", "◇◇◇◇◇◇◇◇◇◇◇◇◇b◇◇◇◇", "statement statement"),
        ("a<?php b <p>", "a◇◇◇◇◇◇◇◇◇◇◇", "statement"),
        ("*|FNAME|*a*|IF:X|*b*|IFNOT:Y|*c*|END:IF|*",
         "□□□□□□□□□a◇◇◇◇◇◇◇◇b◇◇◇◇◇◇◇◇◇◇◇c◇◇◇◇◇◇◇◇◇◇",
         "output statement statement statement"),
        ("%%[ IF a THEN ]%%b%%=v(@c)=%%%%d%%",
         "◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇b□□□□□□□□□□□□□□□□",
         "statement output output"),
        ("[[data:a]][[UNSUB_LINK]] [[a]]", "□□□□□□□□□□□□□□□□□□□□□□□□ [[a]]", "output output"),
        ("{!! a(['b' => 1]) !!}{!!", "□" * 21 + "{!!", "output"),
        ("{$a}{!b}#[C]#$[D]$##E##",
         "□□□□□□□□□□□□□□□□□□□□□□□",
         "output output output output output"),
        ("%recipient.a%%UNSUBSCRIBELINK%", "□□□□□□□□□□□□□□□□□□□□□□□□□□□□□□", "output output"),
        ("[first,fallback=x] [unsubscribe] [a]",
         "□□□□□□□□□□□□□□□□□□ □□□□□□□□□□□□□ [a]",
         "output output"),
        ("a={b} p{c:d}", "a=□□□ p{c:d}", "output"),
        ("50% of 20% off", "50% of 20% off", ""),
        ("<#noparse>${a}<#if></#noparse>", "◇◇◇◇◇◇◇◇◇◇${a}<#if>◇◇◇◇◇◇◇◇◇◇◇", "statement statement"),
        ("<p :for={{a, b} <- @c} d={{e}}>", "<p :for=□□□□□□□□□□□□□□ d=□□□□□>", "output output"),
        ("<p :if={@a > 1} b={~p\"/#{c}\"}>", "<p :if=□□□□□□□□ b=□□□□□□□□□□□>", "output output"),
        ("<a b=\"c?d={@e}\"> f={@", "<a b=\"c?d={@e}\"> f={@", ""),
    ],
)  # fmt: skip
def test_a_construct_of_each_language(text: str, masked: str, kinds: str) -> None:
    found, broken = holes.find(text)
    assert holes.mask(text, found) == masked.translate(FILLED)
    assert [hole.kind for hole in found] == kinds.split()
    assert not broken


@pytest.mark.parametrize(
    ("text", "broken", "found"),
    [
        ("{{ a", ["{{"], []),
        ("{{ a {{ b }}", ["{{"], ["{{ b }}"]),
        ("{% if {{ a }}", ["{%"], ["{{ a }}"]),
        ("{{ a } b {{ c }}", ["{{"], ["{{ c }}"]),
        ("*|A| *|B|*", ["*|"], ["*|B|*"]),
        ("{% raw %}{{ a }}", [], ["{% raw %}", "{{ a }}"]),
        ("{{{ a }}", ["{{{"], []),
        ("{{ a }, {{ b }}", ["{{"], ["{{ b }}"]),
    ],
)
def test_one_missing_brace_swallows_nothing(text: str, broken: list[str], found: list[str]) -> None:
    holes_found, left = holes.find(text)
    assert [opener for _, opener in left] == broken
    assert [text[hole.start : hole.end] for hole in holes_found] == found


def test_delimiters_outside_of_holes_are_loose() -> None:
    found, _ = holes.find("a}} {{ b }} { { c %} { % |* #} ]%% 5%>")
    assert [each for _, each in found.loose] == ["}}", "{ {", "%}", "{ %", "|*", "#}", "%%", "%>"]
    assert found.said == "{{ b }}"


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("a{% if b %}c{% else %}d{% endif %}e", "cd"),
        ("a{% if b %}c{% for d in e %}f{% endfor %}g{% endif %}h", "cfg"),
        ("a{% with b=c %}d{% endwith %}e", ""),
        ("a{% block b %}c{% endblock %}e", ""),
        ("a{% while b %}c{% endwhile %}d", "c"),
        ("a{% case b %}{% when c %}d{% endcase %}e", "d"),
        ("a{% unless b %}c{% elsif d %}e{% endunless %}f", "ce"),
        ("a{% if b %}c", "c"),
        ("a{% endif %}b", ""),
        ("a{{#if b}}c{{else}}d{{/if}}e", "cd"),
        ("a{{#b}}c{{/b}}d{{^b}}e{{/b}}f", "ce"),
        ("a{{ if .B }}c{{ else if .D }}e{{ end }}f", "ce"),
        ("a{{ range .B }}c{{ end }}d", "c"),
        ("a<% if b %>c<% else %>d<% end %>e", "cd"),
        ("a<% @b.each do |c| %>d<% end %>e", "d"),
        ("a<%- b.each do |c| -%>d<%- end -%>e", "d"),
        ("a<% if (b) { %>c<% } else { %>d<% } %>e", "cd"),
        ("a<%_ if (b) { _%>c<%_ } _%>d", "c"),
        ("a<?php foreach ($b as $c): ?>d<?php endforeach; ?>e", "d"),
        ("a<#if b>c<#else>d</#if>e", "cd"),
        ("a<#list b as c>d</#list>e", "d"),
        ("a*|IF:B|*c*|ELSE:|*d*|END:IF|*e", "cd"),
        ("a*|IFNOT:ARCHIVE_PAGE|*b*|END:IF|*c", "b"),
        ("a%%[IF b THEN]%%c%%[ELSE]%%d%%[ENDIF]%%e", "cd"),
    ],
)
def test_what_may_not_be_sent(text: str, inside: str) -> None:
    html = Html(Source("x", text))
    shown = "".join(
        text[at]
        for at in range(len(text))
        if html.in_branch(at) and html.masked[at] not in (HOLE, GAP)
    )
    assert shown == inside
