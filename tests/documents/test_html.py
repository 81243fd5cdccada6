"""Html: any text is one; spans say what they mean; who sees what."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hostile import texts
from presend.documents.allow import allowances
from presend.documents.html import Html
from presend.documents.markup import tokens
from presend.documents.markup.tokens import MODERN, OUTLOOK
from presend.documents.plain import Plain
from presend.source import Source, Span

BOTH = MODERN | OUTLOOK


def read(text: str) -> Html:
    return Html(Source("x", text))


@given(texts(), st.booleans())
@example("<a href='\ud800\0' href>\udfff&#xD800;</a", False)
@example("<!--[if mso]><style><![endif]-->www.acme.com/", True)
def test_any_text_is_a_document(text: str, mjml: bool) -> None:
    html = Html(Source("x", text), mjml=mjml)
    assert len(html.masked) == len(text)
    for link in html.links:
        assert 0 <= link.span.start <= link.span.end <= len(text)
    assert all(html.in_branch(at) in (True, False) for at in range(0, len(text) + 1, 7))
    for allow in allowances(html):
        assert text[slice(*allow.span)].lower() == allow.name
        assert 0 <= allow.scope[0] <= allow.scope[1] <= len(text)
        assert text[slice(*allow.comment)].lower().find(allow.name) >= 0
    assert html.text_of((0, len(text))) is not None
    assert html.doctype is None or text[html.doctype.start] == "<"
    for comment in html.comments:
        assert text[comment.span.start : comment.content.start] == "<!--"
    plain = Plain(Source("x", text))
    assert all(0 <= each.span.start <= each.span.end <= len(text) for each in plain.links)
    assert all(allow.scope[1] == len(text) for allow in allowances(plain))


@given(texts())
def test_runs_and_tokens_share_the_text(text: str) -> None:
    html = read(text)
    done = 0
    taken = [(token[1], token[2]) for token in html.tokens]
    for run in html.runs:
        assert done <= run.start < run.end <= len(text)
        assert not any(start < run.end and run.start < end for start, end in taken)
        assert 0 <= run.visible <= BOTH
        done = run.end


@given(texts())
def test_elements_nest(text: str) -> None:
    html = read(text)
    for element in html.all_elements:
        span, content, outer = element.span, element.content, element.outer
        assert outer.start == span.start < span.end == content.start
        assert content.end <= outer.end <= len(text)
        assert text[span.start] == "<"
        assert tokens.lower(text[span.start + 1 :][: len(element.name)]) == element.name
        if element.parent is not None and element.visible & MODERN:
            around = element.parent
            assert around.content.start <= outer.start <= outer.end <= around.content.end
            assert element in list(around.descendants())
        assert element.inside("a") in (None, *html.elements("a"))
        assert element.text() is not None


@given(texts())
@example("<a b='c' d=\"e\"f=g h i= j=>")
@example("<a b='{{ c }}'{% if d %}e={{ f }}{% endif %}\x1bg>")
def test_attributes_say_where_they_are(text: str) -> None:
    html = read(text)
    for element in html.all_elements:
        done = element.start + 1 + len(element.name)
        for attribute in element.attributes:
            name, span = attribute.name_span, attribute.span
            assert done <= name.start < name.end <= span.start <= span.end < element.end
            assert tokens.lower(html.masked[slice(*name)]) == attribute.name
            assert text[slice(*span)] == attribute.text
            assert attribute.name in element
            assert attribute.value is None or attribute.value == attribute.partial
            between = html.masked[name.end : span.start].strip(" \t\n\r\f\x1b")
            assert between in ("", "=", "='", '="') or between.replace(" ", "")[:1] == "="
            whole = attribute.whole
            assert name.start == whole.start
            assert whole.end - span.end == (text[span.start - 1] in "\"'" and between != "")
            done = whole.end


ATTRIBUTES = st.lists(
    st.sampled_from(
        ["a", "b=", "c=d", "e=f/", "g='h'", 'i="j"', "k==", "l=m=", "{{ n }}", "{% o %}", "/", " "]
    ),
    max_size=5,
)


@given(ATTRIBUTES, st.sampled_from([" ", "", "\n", "/", " /"]), st.text(max_size=8))
@example(["c=https://acme.com/"], "/", "")
@example(["b="], "", "x")
def test_an_added_attribute_leaves_the_others(given: list[str], end: str, value: str) -> None:
    text = f"<img {' '.join(given)}{end}>"
    before = read(text).all_elements
    if not before:
        return
    edit = before[0].add("alt", value)
    html = read(text[: edit.span.start] + edit.text + text[edit.span.end :])
    if html.holes != [] and ("{" in value or "%" in value):  # text that is read as a tag
        return
    (after,) = html.all_elements
    assert after.name == "img"
    found = {each.name: each.partial for each in after.attributes}
    assert found.pop("alt") == value
    assert found == {each.name: each.partial for each in before[0].attributes}


@pytest.mark.parametrize(
    ("tag", "name", "whole"),
    [
        ("<a b>", "b", "b"),
        ("<a b=c>", "b", "b=c"),
        ("<a b = 'c' d>", "b", "b = 'c'"),
        ('<a b="">', "b", 'b=""'),
        ('<a b="c"d>', "b", 'b="c"'),
        ("<a b=c/>", "b", "b=c/"),
        ("<a b=''/>", "b", "b=''"),
        ('<a b"=c>', 'b"', 'b"=c'),
        ("<a b={{ c }}>", "b", "b={{ c }}"),
    ],
)
def test_a_whole_attribute(tag: str, name: str, whole: str) -> None:
    html = read(tag)
    attribute = html.all_elements[0].get(name)
    assert attribute is not None
    assert html.source[attribute.whole] == whole


def test_a_value_with_a_hole_is_unknown() -> None:
    html = read('<a href="https://bit.ly/{{ id }}" title="a&amp;b" {{ more }} name>c</a>')
    (link,) = html.all_elements
    assert link.value("href") is None
    href = link.get("href")
    assert href is not None
    assert href.text == "https://bit.ly/{{ id }}"
    assert href.partial == "https://bit.ly/\x1a\x1a\x1a\x1a\x1a\x1a\x1a\x1a"
    assert link.value("title") == "a&b"
    assert link.value("name") == ""
    assert link.value("alt") is None
    assert "alt" not in link


def test_text_is_what_is_shown() -> None:
    html = read(
        "<title>a</title><p>b&amp;<b>c</b> {{ d }}<style>e</style><!-- f --></p>"
        "<!--[if mso]>g<![endif]--><![if !mso]>h<![endif]><textarea>i</textarea>"
    )
    everything = (0, len(html.masked))
    assert html.text_of(everything) == "b&c \x1a\x1a\x1a\x1a\x1a\x1a\x1ahi"
    assert html.text_of(everything, OUTLOOK) == "b&c \x1a\x1a\x1a\x1a\x1a\x1a\x1agi"
    (paragraph,) = html.elements("p")
    assert paragraph.text() == "b&c \x1a\x1a\x1a\x1a\x1a\x1a\x1a"


def test_front_matter_is_no_mail() -> None:
    text = "---\nsubject: <b>a</b> www.acme.com/x\n---\n<i>c</i>"
    html = Html(Source("x", text), start=text.index("<i>"))
    assert [element.name for element in html.all_elements] == ["i"]
    assert html.text_of((0, len(text))) == "c"
    assert not any(link.followed for link in html.links)


# Who sees what: m modern clients, o Outlook on Windows, - nobody; * both.
SEEN = {MODERN: "m", OUTLOOK: "o", BOTH: "*", 0: "-"}


def seen(text: str) -> str:
    return " ".join(f"{element.name}{SEEN[element.visible]}" for element in read(text).all_elements)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("<!--[if mso]><a><![endif]--><b>", "ao b*"),
        ("<!--[IF mso]><a><![EndIf]--><b>", "ao b*"),
        ("<!--[if mso]>\n<a>\n<![endif]\n--><b>", "ao b*"),
        ("<!--[if !mso]><a><![endif]--><b>", "a- b*"),
        ("<!--[if lte IE 8]><a><![endif]--><b>", "a- b*"),
        ("<!--[if (gte mso 9)|(IE)]><a><![endif]--><b>", "ao b*"),
        ("<!--[if gte mso 9]><xml><o:a/></xml><![endif]--><b>", "xmlo o:ao b*"),
        ("<!--[if vml]><v:a><![endif]--><b>", "v:ao b*"),
        # a comment that is none to anybody: modern clients read on after it
        ("<!--[if !mso]><!--><a><!--<![endif]--><b>", "am b*"),
        ("<!--[if !mso]><!-- --><a><!-- <![endif]--><b>", "am b*"),
        ("<!--[if !mso]>--><a><!--<![endif]--><b>", "am b*"),
        ("<!--[if !mso]> <!--><a><!-- <![endif] --><b>", "am b*"),
        ("<!--[if !mso]><!--><a><![endif]--><b>", "am b*"),
        ("<![if !mso]><a><![endif]><b>", "am b*"),
        ("<![IF !mso]><a><![ENDIF]><b>", "am b*"),
        ("<!--[if mso]><!--><a><!--<![endif]--><b>", "a* b*"),
        ("<![if gte mso 9]><a><![endif]><b>", "a* b*"),
        # one inside the other
        ("<!--[if mso]><a><![if vml]><b><![endif]><i><![endif]--><p>", "ao bo io p*"),
        ("<!--[if mso]><a><![if !vml]><b><![endif]><i><![endif]--><p>", "ao b- io p*"),
        ("<!--[if mso]><a><![if !vml]><b><![endif]--><p>", "ao b- p*"),
        ("<!--[if mso]><![endif]><![endif]--><a>", "a*"),
        ("<![if !mso]><a><!--[if mso]><b><![endif]--><i><![endif]><p>", "am b- im p*"),
        ("<![if !mso]><a><!--[if mso]><![endif]><b><![endif]--><i><![endif]><p>", "am b- im p*"),
        ("<![if !mso]><a><![if !vml]><b><![endif]><i><![endif]><p>", "am bm im p*"),
        ("<!--[if !mso]><!--><a><!--[if !mso]><!--><b><!--<![endif]--><i><!--<![endif]--><p>",
         "am bm im p*"),
        # not closed: a comment to the end of the text, and what was opened stays so
        ("<a><!--[if mso]><b>", "a*"),
        ("<a><!--[if mso]><b><!--<i>--><p>", "a* p*"),
        ("<a><!--[if mso]><b>--><i><![endif]-->", "a* i*"),
        ("<a><!--[if !mso]><!--><b><p>", "a* bm pm"),
        ("<a><![if !mso]><b><p>", "a* bm pm"),
        ("<a><!--<![endif]--><b><![endif]><i>", "a* b* i*"),
        # no condition at all
        ("<!-- [if mso]><a><![endif]--><b>", "b*"),
        ("<!--[if mso]<a><![endif]--><b>", "b*"),
        ("<!--[endif]--><b>", "b*"),
        # raw text and half tags end with the comment
        ("<!--[if mso]><style><a><![endif]--><b>", "styleo b*"),
        ("<!--[if mso]><a b='<![endif]--><b>", "b*"),
        ("<!--[if mso]><a <![endif]--><b>", "b*"),
    ],
)  # fmt: skip
def test_who_sees_what(text: str, who: str) -> None:
    assert seen(text) == who


def test_ghost_tables_balance_for_outlook() -> None:
    html = read(
        "<div><!--[if mso]><table><tr><td width='300'><![endif]-->"
        "<div><p>a</p></div>"
        "<!--[if mso]></td><td width='300'><![endif]-->"
        "<div><p>b</p></div>"
        "<!--[if mso]></td></tr></table><![endif]--></div>"
    )
    assert not html.outlook.strays
    assert not html.outlook.unclosed
    assert not html.modern.strays
    assert not html.modern.unclosed
    first, second = html.elements("p")
    around = [html.all_elements[index].name for index in _ancestors(html, second.index, OUTLOOK)]
    assert around == ["div", "td", "tr", "table", "div"]
    assert [each.name for each in second.ancestors()] == ["div", "div"]
    table, (left, right) = html.elements("table")[0], html.elements("td")
    assert table.outlook_only
    assert table.outer.end == html.masked.rindex("<![endif]")
    assert left.content.start < first.start < left.content.end <= right.start < second.start
    assert [each.name for each in table.descendants()] == ["tr", "td", "div", "p", "td", "div", "p"]


def _ancestors(html: Html, index: int, mask: int) -> list[int]:
    parents = (html.outlook if mask == OUTLOOK else html.modern).parents
    around = []
    while (index := parents[index]) >= 0:
        around.append(index)
    return around


def test_a_ghost_table_that_is_not_closed_is_told() -> None:
    html = read("<!--[if mso]><table><tr><td><![endif]-->a<!--[if mso]></td></tr><![endif]-->")
    assert [html.all_elements[index].name for index in html.outlook.unclosed] == ["table"]
    assert not html.modern.unclosed
    html = read("a<!--[if mso]></td></tr></table><![endif]-->")
    assert [token[4] for token in html.outlook.strays] == ["td", "tr", "table"]
    assert not html.modern.strays


def test_a_slash_closes_what_has_a_prefix_for_outlook() -> None:
    html = read("<!--[if mso]><v:rect><v:fill src='a'/><v:textbox><![endif]--><p>b</p>"
                "<!--[if mso]></v:textbox></v:rect><![endif]-->")  # fmt: skip
    assert not html.outlook.unclosed
    (box,) = html.elements("v:textbox")
    assert html.source[box.content].startswith("<![endif]--><p>b</p>")


def test_certain_is_what_stands_in_no_branch() -> None:
    html = read("<a>1</a>{% if x %}<a>2</a>{% else %}<a>3</a>{% endif %}<a>4</a>")
    assert [element.certain for element in html.elements("a")] == [True, False, False, True]


def test_indexes_are_in_reading_order() -> None:
    html = read("<b class=x><a CLASS=y></a></b><!--[if !mso]><a class=z><![endif]--><a>")
    assert [element.index for element in html.elements("a", "b")] == [0, 1, 3]
    assert [element.index for element in html.with_attribute("class")] == [0, 1]
    assert html.elements("i") == []
    assert html.doctype is None
    assert read(" <!DOCTYPE html><p>").doctype == Span(1, 16)
