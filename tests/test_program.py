"""presend as a library: text in, diagnostics or mended text out."""

import pytest

import presend

MAIL = '<p><a href="https://youtu.be/dQw4w9WgXcQ">Watch</a></p>'


def test_lint() -> None:
    (found,) = (d for d in presend.lint(MAIL) if d.group == "links")

    assert (found.rule, found.excerpt) == ("shortened-link", "https://youtu.be/dQw4w9WgXcQ")


def test_mend() -> None:
    mended = presend.mend(MAIL)

    assert mended == '<p><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">Watch</a></p>'


def test_a_text_that_is_not_what_its_name_says() -> None:
    with pytest.raises(ValueError, match=r"^mail\.json: line 1: it is not JSON"):
        presend.lint('{"subject": ', path="mail.json")


def test_no_mail_has_all_modules_of_a_template() -> None:
    row = '<tr class="mktoModule" id="a"><td>News of the season</td></tr>\n'
    text = f"<!doctype html><html><body><table>{row * 2000}</table></body></html>"

    said = [
        [d.severity for d in presend.lint(each) if d.rule == "html-too-large"]
        for each in (text, text.replace("mktoModule", "row"))
    ]

    assert said == [["info"], ["error"]]
