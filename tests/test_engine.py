"""Rules made up for the purpose, run over mails: what the engine adds, keeps and leaves out."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest

from presend import checking, engine
from presend.config import Config
from presend.documents import reading
from presend.documents.envelope import Envelope
from presend.documents.html import Html
from presend.documents.markup.elements import Element
from presend.documents.markup.tree import View
from presend.documents.plain import Plain
from presend.engine import Settings, lint
from presend.finding import Finding, Fix, Unknown
from presend.own_rules import OWN_RULES
from presend.report import Diagnostic
from presend.rule import Rule
from presend.settings import built_in
from presend.source import Edit, Source


def made_up(check: Any, name: str = "bare-link", **more: Any) -> Rule:
    settings = {"group": "links", "severity": "warning", "standard": "none", "docs": "A rule.\n"}
    return Rule(check, name=name, **(settings | more))


def links(html: Html | Plain) -> Iterator[Finding]:
    for link in html.links:
        fix = Fix("Write it down", [Edit(link.span, "https://acme.com/")])
        yield Finding(link.span, f"leads to {link.text}", fix)


def subject(envelope: Envelope) -> Iterator[Finding]:
    value = envelope.values.get("subject")
    if value is not None:
        whole = (0, len(value.text))
        fix = Fix("Write small letters", [Edit(whole, value.text.lower())])  # type: ignore[arg-type]
        yield Finding(whole, f"shouts {value.text}", fix, source=value)


LINKS = made_up(links)
SUBJECT = made_up(subject, "loud-subject", group="subject")


def found(
    text: str, *rules: Rule, kind: Any = "html", path: str = "a.html", **settings: Any
) -> engine.Outcome:
    source = Source(path, text)
    mails = reading.read(source, kind, reading.Sending())
    return lint(mails, Settings([*rules, *OWN_RULES], **settings))


def brief(outcome: engine.Outcome) -> list[tuple[int, str, str]]:
    return [(d.start[0], d.rule, d.message) for d in outcome.diagnostics]


# ---- diagnostics


def test_a_diagnostic_says_all() -> None:
    outcome = found('<p>é\r\n<a href="x.html">a</a>', LINKS)

    assert outcome.diagnostics == [
        Diagnostic(
            rule="bare-link",
            group="links",
            severity="warning",
            message="leads to x.html",
            path="a.html",
            start=(2, 10, 15),
            end=(2, 16, 21),
            excerpt="x.html",
            frame=('<a href="x.html">a</a>', 9, 6),
            standard="none",
            fix=("Write it down", True, ((15, 21, "https://acme.com/"),)),
        )
    ]


def test_diagnostics_come_in_reading_order_and_once() -> None:
    def backwards(html: Html) -> Iterator[Finding]:
        for link in [*reversed(html.links), *html.links]:
            yield Finding(link.span, "b")

    outcome = found(
        '<a href="1">a</a>\n<a href="2">a</a>', made_up(backwards, "z"), made_up(links, "a")
    )

    assert brief(outcome) == [
        (1, "a", "leads to 1"),
        (1, "z", "b"),
        (2, "a", "leads to 2"),
        (2, "z", "b"),
    ]


@pytest.mark.parametrize(
    ("of_finding", "of_user", "severity"),
    [(None, None, "warning"), ("info", None, "info"), ("info", "error", "error")],
)
def test_severity(of_finding: Any, of_user: Any, severity: str) -> None:
    def check(html: Html) -> Iterator[Finding]:
        yield Finding((0, 1), "a", severity=of_finding)

    user = {"bare-link": of_user} if of_user else None
    outcome = found("<p>", made_up(check), severities=user)

    assert [d.severity for d in outcome.diagnostics] == [severity]


def test_a_rule_gets_its_options_and_the_envelope() -> None:
    class Options:
        limit: int = 1

    def check(html: Html, options: Options, envelope: Envelope) -> Iterator[Finding]:
        yield Finding((0, 0), f"{options.limit} {envelope.text('subject')}")

    given = Options()
    given.limit = 5
    text = "---\nsubject: A\n---\n<p>"

    assert found(text, made_up(check)).diagnostics[0].message == "1 A"
    assert found(text, made_up(check), options={"bare-link": given}).diagnostics[0].message == "5 A"


def test_what_is_not_known_is_told_once_for_all_rules() -> None:
    def check(envelope: Envelope) -> Iterator[Finding]:
        yield Finding((0, 0), "seen before")
        raise Unknown("no From address is known", "give --from")

    outcome = found("<p>", made_up(check), made_up(check, "other"))

    assert outcome.unchecked == {
        ("no From address is known", "give --from"): ["bare-link", "other"]
    }
    assert [d.message for d in outcome.diagnostics] == ["seen before", "seen before"]


def test_a_rule_that_breaks_hides_no_other() -> None:
    def check(html: Html) -> Iterator[Finding]:
        yield Finding((0, 0), "before")
        raise KeyError("x")

    text = "<!-- presend: allow internal-error, broken -->" + '<a href="x">a</a>'
    outcome = found(text, made_up(check, "broken"), LINKS)

    assert brief(outcome) == [
        (1, "internal-error", "broken broke: KeyError: 'x'"),
        (1, "unused-allow", "internal-error is allowed here, but finds nothing"),
        (1, "bare-link", "leads to x"),
    ]
    assert outcome.diagnostics[0].severity == "error"


def test_places_beside_are_led_outward() -> None:
    def check(html: Html) -> Iterator[Finding]:
        first, second = html.links
        yield Finding(first.span, "twice", related=[(second.span, "here, too")])

    outcome = found('<a href="x">a</a>\n<a href="x">a</a>', made_up(check))

    assert outcome.diagnostics[0].related == (((2, 10, 27), (2, 11, 28), "here, too"),)


def test_each_rule_is_timed_by_the_clock_that_is_given() -> None:
    ticks = iter(range(100))

    outcome = found("<p>", LINKS, SUBJECT, clock=lambda: float(next(ticks)))

    assert outcome.seconds["bare-link"] == outcome.seconds["loud-subject"] == 1.0


# ---- fixes


def test_a_value_of_the_front_matter_is_fixed_where_it_stands() -> None:
    text = "---\nto: all\nsubject: 'HELLO ALL'\n---\n<p>a</p>"
    outcome = found(text, SUBJECT)

    assert [(d.start, d.excerpt, d.fix) for d in outcome.diagnostics] == [
        ((3, 11, 22), "HELLO ALL", ("Write small letters", True, ((22, 31, "hello all"),)))
    ]


@pytest.mark.parametrize(
    "written",
    ["'IT''S'", '"A\\tB"', "A\n  B", ">\n  A\n  B"],
    ids=["quote", "escape", "fold", "block"],
)
def test_a_value_that_is_not_written_as_it_reads_is_not_fixed(written: str) -> None:
    outcome = found(f"---\nsubject: {written}\n---\n<p>a</p>", SUBJECT)

    assert [(d.rule, d.fix) for d in outcome.diagnostics] == [("loud-subject", None)]


MESSAGE = "Subject: HELLO\r\nContent-Type: text/html\r\n\r\n<a href=x>a</a>\r\n"
EXPORT = '{"TemplateName": "a", "SubjectPart": "HELLO", "HtmlPart": "<a href=\\"x\\">a</a>"}'


@pytest.mark.parametrize(
    ("text", "kind", "seen"),
    [
        (MESSAGE, "eml", [(9, "HELLO"), (51, "x")]),
        (EXPORT, "json", [(38, "HELLO"), (69, "x")]),
    ],
)
def test_what_a_program_wrote_has_no_fix(text: str, kind: str, seen: Any) -> None:
    outcome = found(text, LINKS, SUBJECT, kind=kind)

    assert [(d.start[2], d.excerpt) for d in outcome.diagnostics] == seen
    assert {d.fix for d in outcome.diagnostics} == {None}


# ---- allow-comments

LINK = '<a href="x">a</a>'
SAID = "leads to x"

COMMENTS = {
    "html": "<!-- presend: allow bare-link: partner insists -->",
    "jinja": "{# presend: allow bare-link: partner insists #}",
    "django": "{% comment %}presend: allow bare-link{% endcomment %}",
    "liquid": "{% comment %} presend: allow bare-link {% endcomment %}",
    "handlebars": "{{!-- presend: allow bare-link --}}",
    "mustache": "{{! presend: allow bare-link }}",
    "hubl": "{# presend: allow bare-link #}",
    "erb": "<%# presend: allow bare-link %>",
    "freemarker": "<#-- presend: allow bare-link -->",
    "go": "{{/* presend: allow bare-link */}}",
    "ampscript": "%%[/* presend: allow bare-link */]%%",
    "mailchimp": "*|COMMENT:presend: allow bare-link|*",
}


@pytest.mark.parametrize("dialect", COMMENTS)
def test_one_place_is_allowed(dialect: str) -> None:
    text = f"<p>Hello</p>\n{COMMENTS[dialect]}\n{LINK}\n{LINK}"
    front = f"---\ndialect: {dialect if dialect != 'html' else 'none'}\n---\n"

    assert brief(found(front + text, LINKS)) == [(7, "bare-link", SAID)]


@pytest.mark.parametrize("dialect", COMMENTS)
def test_at_the_head_the_whole_file_is_allowed(dialect: str) -> None:
    text = f"<!doctype html>\n{COMMENTS[dialect]}\n<p>Hello</p>\n{LINK}\n{LINK}"
    front = f"---\ndialect: {dialect if dialect != 'html' else 'none'}\nsubject: A\n---\n"

    assert brief(found(front + text, LINKS)) == []


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("<!-- presend: allow links -->", []),
        ("<!-- presend: allow bare-link, loud-subject -->", []),
        ("<!-- presend:  allow Bare-Link : why -->", []),
        ("<!-- presend: allow old-name -->", []),
        ("<!-- presend: allow loud-subject -->", ["bare-link"]),
        ("<!-- presend: allowed bare-link -->", ["bare-link"]),
    ],
)
def test_what_a_comment_may_name(comment: str, left: list[str]) -> None:
    rules = made_up(links, formerly=("old-name",)), SUBJECT
    outcome = found(f"---\nsubject: A\n---\n{comment}\n{LINK}", *rules)

    assert [d.rule for d in outcome.diagnostics if d.rule == "bare-link"] == left


def test_the_head_allows_what_is_said_of_the_envelope_and_an_element_does_not() -> None:
    allow = "<!-- presend: allow loud-subject -->"
    front = "---\nsubject: A\n---\n"

    assert brief(found(f"{front}{allow}<p>", SUBJECT)) == []
    assert brief(found(f"{front}<p>a</p>{allow}<p>", SUBJECT)) == [
        (2, "loud-subject", "shouts A"),
        (4, "unused-allow", "loud-subject is allowed here, but finds nothing"),
    ]


def test_an_element_is_allowed_with_what_is_in_it() -> None:
    allow = "<!-- presend: allow bare-link -->"
    text = f"<p>a</p>\n{allow}\n<table><tr><td>{LINK}\n{LINK}</td></tr></table>\n{LINK}"

    assert brief(found(text, LINKS)) == [(5, "bare-link", SAID)]


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("presend: allow bare-link", "bare-link is allowed here, but finds nothing"),
        ("presend: allow links", "links is allowed here, but finds nothing"),
        ("presend: allow bear-link", "no rule is called bear-link; did you mean bare-link?"),
        ("presend: allow qqq", "no rule is called qqq"),
    ],
)
def test_an_allowance_that_allows_nothing_is_told(comment: str, said: str) -> None:
    outcome = found(f"<p>a</p>\n<!-- {comment} -->\n<p>a</p>", LINKS)

    assert [(d.rule, d.severity, d.message, d.excerpt) for d in outcome.diagnostics] == [
        ("unused-allow", "warning", said, comment.rpartition(" ")[2])
    ]


def test_an_allowance_of_a_rule_that_does_not_run_is_not_told() -> None:
    known = {"bare-link", "links", "loud-subject", "subject"}
    text = "<!-- presend: allow loud-subject, subject --><p>"

    assert brief(found(text, LINKS, known=known)) == []


def test_text_parts_have_comments_too() -> None:
    text = "Hello\n{# presend: allow bare-link #}\nhttps://x.com/ and https://y.com/"

    assert brief(found(text, LINKS, kind="text", path="a.txt.j2")) == []


def test_nothing_of_a_mail_stays_without_the_garbage_collector() -> None:
    part = Source("part.html", "<p>Unsubscribe</p>")
    text = '<!doctype html><html><body><h1>May</h1>{% include "part.html" %}</body></html>'
    message = "Content-Type: text/html\n\n<h1>May</h1><p>News</p>"
    config = Config(built_in())
    gc.collect()
    gc.disable()
    try:
        before = len(trees())
        checking.check(Source("a.html", text), "html", config, None, "a", lambda *_: part)
        checking.check(Source("a.eml", message), "eml", config, None, "a")
        after = len(trees())
    finally:
        gc.enable()
    assert after == before


def trees() -> list[object]:
    return [each for each in gc.get_objects() if type(each) in (Element, View)]
