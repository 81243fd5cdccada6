"""Languages: sound tags, directions, and which language a text is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presend.data import languages
from presend.documents.html import Html
from presend.source import Source

TEXTS = {
    "en": "The first boxes of the new harvest reached us on Tuesday, and we have been roasting "
    "them a little lighter than usual since. They are bright, juicy and very forgiving, so you can "
    "brew them with whatever you have at home. If you would like to taste before you buy, come by.",
    "fi": "Ensimmäiset laatikot uutta satoa saapuivat meille tiistaina, ja olemme paahtaneet niitä "
    "hieman vaaleammiksi kuin tavallisesti. Ne ovat kirkkaita ja meheviä, joten voit keittää ne "
    "niin kuin haluat. Jos haluat maistaa ennen kuin ostat, tule käymään meillä, ovi on auki.",
    "de": "Die ersten Kisten der neuen Ernte sind am Dienstag bei uns angekommen, und seitdem "
    "rösten wir sie etwas heller. Sie sind klar und saftig, und mit ihnen gelingt auch der Filter. "
    "Wenn Sie vor dem Kauf probieren möchten, kommen Sie zu uns, die Tür ist nicht verschlossen.",
}


@pytest.mark.parametrize("tag", ["en", "en-GB", "zh-Hant-TW", "sr-Latn-RS", "de-1996", "x-klingon"])
def test_sound_tags(tag: str) -> None:
    assert languages.valid(tag)
    assert languages.meant(tag) == tag


@pytest.mark.parametrize(
    ("tag", "meant"),
    [("en_US", "en-US"), ("jp", "ja"), ("english", "en"), ("en-", None), ("0", None), ("", None)],
)
def test_tags_that_are_none(tag: str, meant: str | None) -> None:
    assert not languages.valid(tag)
    assert languages.meant(tag) == meant


def test_directions() -> None:
    rtl = [
        tag
        for tag in ("en", "ar", "he-IL", "az", "az-Arab", "ku-Latn")
        if languages.right_to_left(tag)
    ]
    assert rtl == ["ar", "he-IL", "az-Arab"]


@pytest.mark.parametrize("code", TEXTS)
def test_the_language_of_a_text(code: str) -> None:
    assert languages.detect(TEXTS[code]) == code
    assert [other for other in TEXTS if languages.may_be(TEXTS[code], other)] == [code]


@pytest.mark.parametrize("text", ["", "Order now", "lorem ipsum dolor sit amet consectetur " * 9])
def test_a_text_that_does_not_tell(text: str) -> None:
    assert languages.detect(text) is None


@given(st.text(max_size=80))
def test_any_text_may_be_a_tag(text: str) -> None:
    assert languages.valid(text) in (True, False)
    assert languages.right_to_left(text) in (True, False)
    meant = languages.meant(text)
    assert meant is None or languages.valid(meant)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('<html lang="en"><body><p lang="de">x</p></body></html>', "en"),
        ('<html><body lang="en"><p>x</p></body></html>', "en"),
        ('<body><p>x</p><table lang="en"><tr><td>y and more</td></tr></table></body>', "en"),
        ('<body><p lang="de">x</p><table><tr><td>y and more</td></tr></table></body>', None),
        ('<p lang="de">x</p>', None),
    ],
)  # fmt: skip
def test_the_language_that_a_mail_declares(text: str, value: str | None) -> None:
    attribute = languages.declared(Html(Source("mail.html", text)), "lang")
    assert (attribute and attribute.value) == value
