"""The text and the images that readers see."""

from presend.documents.html import Html
from presend.documents.wording import shown
from presend.source import Source


def page(body: str, **settings: bool) -> Html:
    return Html(Source("a.html", f"<html><body>{body}</body></html>"), **settings)


def test_hidden_text_and_heads_do_not_count() -> None:
    html = page('<div style="display:none">Preview</div><p>Caf&eacute;&zwnj;&nbsp; {{ x }}</p>')

    assert shown.text(html) == "Café \x1a"

    mjml = "<mjml><mj-head><mj-preview>a</mj-preview></mj-head><mj-text>b</mj-text></mjml>"
    assert shown.text(Html(Source("a.mjml", mjml), mjml=True)) == "b"


def test_words_are_letters_in_lower_case() -> None:
    said = "Don't see https://acme.com/x, me@acme.com or 12 B-Sides: \u30b3\u30fc\u30d2"

    assert sorted(shown.words(said)) == ["don", "or", "see", "sides", "\u30b3", "\u30d2", "\u30fc"]


def test_images_with_their_sizes_and_links() -> None:
    html = page(
        '<a href="x"><img src=a width="600" height=300></a>'
        '<img src=b style="width:50%;height:20px">'
        "<img src=c style=display:none>"
    )
    pictures = shown.pictures(html)

    assert [(each.width, each.height, each.linked) for each in pictures] == [
        (600, 300, True),
        (None, 20, False),
    ]
    assert [each.decorates for each in pictures] == [False, True]


def test_what_may_bring_all_of_the_text() -> None:
    assert shown.fills_text(page("<p>{{ content }}</p>"))
    assert not shown.fills_text(page('<p>{{ name }}</p><img alt="{{ content }}">'))
