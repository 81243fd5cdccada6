"""Directives: in the engines that have them, and nowhere else."""

from __future__ import annotations

import pytest

from presend.documents.templating import blocks, holes


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("@if ($a)b@endif", 0),
        ("@if ($a->f('(') > 1) b @elseif ($c) d @else e @endif", 4),
        ("@forelse ($a as $b) c @empty d @endforelse", 3),
        ("#if($a > 1)b#elseif($c)d#{else}e#end", 4),
        ("#foreach($a in $b)c#end", 2),
        ("[#if a > 1]b[#elseif c]d[#else]e[/#if]", 4),
        ("[% IF a > 1 %]b[% ELSE %]c[% END %]", 3),
        ("{if $a > 1}b{elseif $c}d{else}e{/if}", 4),
        ("{foreach content as c}d{/foreach}", 2),
        ("%IF A%b%ELSE%c%/IF%", 3),
        ("[if:country=Finland]b[else]c[endif]", 3),
    ],
)
def test_a_conditional_or_loop_of_each_engine(text: str, marks: int) -> None:
    found, broken = holes.find(text)
    assert [len(branch.marks) for branch in holes.branches(text, found)] == [marks] * (marks > 0)
    assert blocks.faults(text, found) == []
    assert not broken


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("<a @class(['b' => $c->d])>", "<a ◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇>"),
        ("@php $a->b; @endphp", "◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇"),
        ("{{-- {{ a }} <b> --}}", "◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇◇"),
        ("<!--[if mso]>a<![endif]-->", "<!--[if mso]>a<![endif]-->"),
        ("<!--[if mso]>[if:a]b[endif]<![endif]-->", "<!--[if mso]>◇◇◇◇◇◇b◇◇◇◇◇◇◇<![endif]-->"),
        ("@if (a) @media (b) c@if.com", "@if (a) @media (b) c@if.com"),
        ("@media (a) { } @endif", "@media (a) { } ◇◇◇◇◇◇"),
        ("#if you like, {if x}, [#a], x{else}", "#if you like, {if x}, [#a], x{else}"),
        ("%IF A%", "%IF A%"),
    ],
)  # fmt: skip
def test_what_is_masked(text: str, masked: str) -> None:
    found, broken = holes.find(text)
    assert holes.mask(text, found) == masked.replace("◇", holes.GAP)
    assert not broken
