import pytest
from hypothesis import given
from hypothesis import strategies as st

from presend.data.expansions import expand, mapped, short_map
from presend.documents import urls

WATCH = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("https://youtu.be/dQw4w9WgXcQ", WATCH),
        ("https://youtu.be/dQw4w9WgXcQ?si=AbC&t=43", f"{WATCH}&t=43"),
        ("http://youtu.be/dQw4w9WgXcQ?list=PL1&index=2", f"{WATCH}&list=PL1&index=2"),
        ("https://youtu.be/dQw4w9WgXcQ?t=1m2s&feature=share#c", f"{WATCH}&t=1m2s#c"),
        ("https://y2u.be/dQw4w9WgXcQ?pp=x", WATCH),
        ("http://youtu.be:80/dQw4w9WgXcQ", WATCH),
        ("https://youtu.be:443/dQw4w9WgXcQ", WATCH),
        ("https://redd.it/1abc23", "https://www.reddit.com/comments/1abc23"),
        ("https://dai.ly/x8abcd?start=30", "https://www.dailymotion.com/video/x8abcd?start=30"),
        ("https://instagr.am/p/Cabc_1-2/", "https://www.instagram.com/p/Cabc_1-2/"),
        ("https://instagr.am/acme.shop", "https://www.instagram.com/acme.shop"),
        ("https://fb.com/acme?ref=x#y", "https://www.facebook.com/acme?ref=x#y"),
        ("https://www.fb.com", "https://www.facebook.com/"),
        ("https://discord.gg/acme", "https://discord.com/invite/acme"),
        (
            "http://amzn.com/dp/B00X4WHP5E?tag=a-21&th=1",
            "https://www.amazon.com/dp/B00X4WHP5E?tag=a-21&th=1",
        ),
        (
            "https://amzn.com/gp/product/B00X4WHP5E",
            "https://www.amazon.com/gp/product/B00X4WHP5E",
        ),
        ("https://enwp.org/Earth#Orbit", "https://en.wikipedia.org/wiki/Earth#Orbit"),
    ],
)
def test_safe(short: str, long: str) -> None:
    expansion = expand(urls.parse(short))
    assert expansion is not None
    assert (expansion.url, expansion.safe) == (long, True)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("https://amzn.com/B00X4WHP5E", "https://www.amazon.com/dp/B00X4WHP5E"),
        # The pair is published in the tests of an unrelated project.
        ("http://flic.kr/p/4bxMqq", "https://www.flickr.com/photo.gne?id=2088436532"),
        ("https://fav.me/d10", "https://www.deviantart.com/deviation/36"),
        ("https://m.me/acme", "https://www.messenger.com/t/acme"),
        (
            "https://wa.me/491701234567?text=Hi%20you",
            "https://api.whatsapp.com/send?phone=491701234567&text=Hi%20you",
        ),
    ],
)
def test_unsafe(short: str, long: str) -> None:
    expansion = expand(urls.parse(short))
    assert expansion is not None
    assert (expansion.url, expansion.safe) == (long, False)


@pytest.mark.parametrize(
    "url",
    [
        "https://youtu.be/xyz",
        "https://youtu.be/playlist",
        "https://youtu.be/@acme",
        "https://youtu.be/live/dQw4w9WgXcQ",
        "https://youtu.be:80/dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ?v=other",
        "https://youtu.be/dQw4w9WgXcQ?t=\x1a\x1a\x1a",
        "https://youtu.be/\x1a\x1a\x1a",
        "ftp://youtu.be/dQw4w9WgXcQ",
        "https://v.redd.it/1abc23",
        "https://www.reddit.com/r/x",
        "https://instagr.am/p/",
        "https://amzn.com/deals",
        "https://amzn.to/3xyz",
        "https://flic.kr/s/aHsk",
        "https://flic.kr/p/4bxMqq/more",
        "https://fav.me/x1",
        "https://m.me/acme?ref=a",
        "https://wa.me/message/ABC",
        "https://enwp.org/",
        "https://enwp.org/wiki/Earth",
        "https://bit.ly/abc",
        "https://acme.com/dQw4w9WgXcQ",
        "",
    ],
)
def test_not_expanded(url: str) -> None:
    assert expand(urls.parse(url)) is None


@given(
    st.sampled_from(["https://youtu.be/", "https://fb.com/", "https://flic.kr/p/", ""]), st.text()
)
def test_any_text_is_expanded_to_http_or_not_at_all(start: str, text: str) -> None:
    expansion = expand(urls.parse(start + text))
    assert expansion is None or expansion.url.startswith("https://")


def test_a_short_map() -> None:
    links, faults = short_map(
        "\ufeffShort URL,Long URL\r\n"
        "https://www.Bit.ly/AbC/,https://acme.com/offer\r\n"
        "\r\n"
        'acme.ly/x , "https://acme.com/a,b?c=d"\n'
        "acme.ly/x,https://acme.com/other\n"
        "acme.ly/y,https://acme.com/a,b\n"
        "acme.ly,https://acme.com\n"
        "acme.ly/z,acme.com\n"
        'acme.ly/q,"https://acme.com\n'
        "acme.ly/w,https://acme.com/a b"
    )
    assert links == {
        "bit.ly/AbC": "https://acme.com/offer",
        "acme.ly/x": "https://acme.com/a,b?c=d",
    }
    assert faults == [
        (5, "short link 'acme.ly/x' already leads to 'https://acme.com/a,b?c=d'"),
        (6, "needs two columns, short and long, and has 3; quote a URL with a comma"),
        (7, "short link 'acme.ly' has no path"),
        (8, "long URL 'acme.com' does not begin with http:// or https://"),
        (9, "cannot be read as CSV: unexpected end of data"),
        (10, "long URL 'https://acme.com/a b' contains white space or control characters"),
    ]


def test_a_link_in_the_short_map() -> None:
    links = {"bit.ly/AbC": "https://acme.com/offer"}
    found = mapped(urls.parse("http://www.bit.ly/AbC/"), links)
    assert found is not None
    assert (found.url, found.safe) == ("https://acme.com/offer", True)
    for other in ("https://bit.ly/abc", "https://bit.ly/AbC?x=1", "https://bit.ly/\x1a\x1a", ""):
        assert mapped(urls.parse(other), links) is None


@given(st.text())
def test_any_text_is_a_short_map(text: str) -> None:
    links, _ = short_map(text)
    assert all(long.startswith(("http://", "https://")) for long in links.values())
