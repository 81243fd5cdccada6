"""The ways out of a mail: which there are, and which are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presend.documents.html import Html
from presend.source import Source


def ways(text: str, *, rendered: bool = False) -> list[tuple[str, bool]]:
    html = Html(Source("mail.html", text), rendered=rendered)
    return [(way.way, way.plain) for way in html.opt_outs]


@pytest.mark.parametrize(
    ("text", "way", "plain"),
    [
        ('<a href="{{ unsubscribe_link }}">Preferences</a>', "link", True),
        ('<a href="*|UNSUB|*">Off</a>', "link", True),
        ('<a href="https://acme.de/n">Newsletter abbestellen</a>', "link", True),
        ('<a href="https://acme.fr/n">Se d&eacute;sabonner</a>', "link", True),
        ('<a href="https://acme.jp/n"><img src="x.png" alt="配信停止"></a>', "link", True),
        ('<a href="https://acme.com/email/optout?id=1">Off</a>', "link", True),
        ('<a href="https://acme.com/n">opt\n  out</a>', "link", True),
        ('<a href="%%profile_center_url%%">Profile</a>', "link", False),
        ('<a href="https://acme.com/n">Email preferences</a>', "link", False),
        ("<unsubscribe>Off</unsubscribe>", "tag", True),
        ("<p>{% unsubscribe 'Off' %}</p>", "tag", True),
        ("<p>{{{ pm:unsubscribe }}}</p>", "tag", True),
        ('{% module "f" path="@hubspot/email_footer" %}', "tag", False),
        ("##UnsubscribeLink##", "tag", True),
        ('<p>To unsubscribe, <a href="https://acme.com/u/7">click here</a>.</p>', "near", True),
        ("<p>To unsubscribe write to off@acme.com</p>", "near", True),
    ],
)
def test_a_way_out(text: str, way: str, plain: bool) -> None:
    assert ways(text) == [(way, plain)]


@pytest.mark.parametrize(
    "text",
    [
        '<a href="https://acme.com">Subscribe</a>',
        '<!-- <a href="{{ unsubscribe_link }}">Off</a> -->',
        "{# {{ unsubscribe_link }} #}",
        "<p>Nobody wants to unsubscribe.</p>",
        '<style>.unsubscribe { color: red }</style><a href="https://acme.com">Home</a>',
    ],
)
def test_no_way_out(text: str) -> None:
    assert ways(text) == []


def test_the_link_of_a_sentence_is_the_one_that_says_here() -> None:
    text = '<a href="https://acme.com">Home</a><p>To unsubscribe click <a href="#">here</a></p>'
    html = Html(Source("mail.html", text))
    (way,) = html.opt_outs

    assert way.target is not None
    assert way.target.text == "#"


@given(st.text(alphabet='<>a/="unsbcrie{}% !-\x02&;h', max_size=200))
def test_any_text_has_ways_within_it(text: str) -> None:
    html = Html(Source("mail.html", text))
    for way in html.opt_outs:
        assert 0 <= way.span[0] <= way.span[1] <= len(text)
