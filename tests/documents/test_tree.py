"""The tree: what lexbor and html5lib build of the same text, and small exact cases."""

from __future__ import annotations

import email
from collections import Counter
from collections.abc import Callable, Iterator
from email.message import Message
from typing import Any, TypeAlias

import html5lib
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

import corpus
from hostile import texts
from presend.documents.html import Html
from presend.documents.markup.tokens import MODERN
from presend.documents.markup.tree import DEPTH, View
from presend.documents.templating.holes import GAP, HOLE
from presend.source import Source

Node: TypeAlias = tuple[str, tuple[tuple[str, str], ...], int]
"""Name, attributes in the order of their names, and which node of the list is the parent."""

IMPLIED = frozenset(("html", "head", "body", "tbody", "colgroup"))
"""Elements that a browser invents; where the source has them, their place is the same."""


def shape(html: Html, view: View) -> str:
    """The tree in one line: `ul(li li(b))`."""
    children: dict[int, list[int]] = {}
    for element in html.all_elements:
        if element.visible & view.mask:
            children.setdefault(view.parents[element.index], []).append(element.index)

    def written(index: int) -> str:
        inside = " ".join(map(written, children.get(index, ())))
        return html.all_elements[index].name + (f"({inside})" if inside else "")

    return " ".join(map(written, children.get(-1, ())))


@pytest.mark.parametrize(
    ("text", "tree", "strays", "unclosed"),
    [
        ("<p>a<p>b<div>c</div>", "p p div", "", ""),
        ("<p>a<table><tr><td>b</table>", "p table(tr(td))", "", "td tr"),
        ("<div><p>a</div>b", "div(p)", "", "p"),
        ("<p><li>a<li>b", "p li li", "", "li"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "ul(li li(ul(li)))", "", "li li"),
        ("<ul><li><div>a<li>b</ul>", "ul(li(div) li)", "", "li"),
        ("<ul><li><section><li>a", "ul(li(section(li)))", "", "li section li ul"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt dd dt)", "", "dt"),
        ("<select><option>a<option>b<optgroup><option>c<optgroup></select>",
         "select(option option optgroup(option) optgroup)", "", "optgroup"),
        ("<h1>a<h2>b</h3>c<i>d</i>", "h1 h2 i", "", "h2"),
        ("<h1><p>a<h2>b", "h1(p) h2", "", "h2"),
        ("<h1><div><h2>a</h1>b</div></h1>", "h1(div(h2))", "", "h2"),
        ("<a>b<a>c</a></a>", "a a", "a", ""),
        ("<a><div><a>b</a></div></a>", "a(div(a))", "", ""),
        ("<a><table><tr><td><a>b</a></td></tr></table></a>", "a(table(tr(td(a))))", "", ""),
        ("<table><tr><td>a<td>b<tr><th>c</table>", "table(tr(td td) tr(th))", "", "th tr"),
        ("<table><tr><td><b>a<td>b</table>", "table(tr(td(b) td))", "", "td tr"),
        ("<table><td>a<tr><td>b</table>", "table(td tr(td))", "", "td tr"),
        ("<table><tbody><tr><td>a<tfoot><tr><td>b</table>",
         "table(tbody(tr(td)) tfoot(tr(td)))", "", "td tr tfoot"),
        ("<table><tr><td>a<tbody><tr><td>b</table>", "table(tr(td) tbody(tr(td)))", "",
         "td tr tbody"),
        ("<table><caption>a<tr><td>b</table>", "table(caption tr(td))", "", "td tr"),
        ("<table><colgroup><col><tr><td>b</table>", "table(colgroup(col) tr(td))", "", "td tr"),
        ("<td>a<table><tr><td>b</table>c<td>d", "td(table(tr(td))) td", "", "td tr td"),
        ("<tr><table></table></tr>", "tr(table)", "", ""),  # a browser moves it
        ("<table><div><tr></tr></div></table>", "table(div(tr))", "", ""),
        ("<div><table><tr><td></div>a</table></div>", "div(table(tr(td)))", "div", "td tr"),
        ("<b><table><tr><td></b></td></tr></table>c</b>", "b(table(tr(td)))", "b", ""),
        ("<table><tr><td></table></table>", "table(tr(td))", "table", "td tr"),
        ("<td></tr></td></table>", "td", "tr table", ""),
        ("<b><i>a</b>c</i>", "b(i)", "i", "i"),
        ("<img>a</img><br></br>", "img br", "img br", ""),
        ("</p><p></p></p>", "p", "p p", ""),
        ("<div/>a<p/>", "div(p)", "", "p div"),
        ("<svg><path/><g>a</g></svg><b/>c", "svg(path g) b", "", "b"),
        ("<html><head><title>a</title><body><p></html>", "html(head(title) body(p))", "", "p body"),
        ("<style><b></style><i>", "style i", "", "i"),
        ("<x-y><z>a</x-y>", "x-y(z)", "", "z"),
    ],
)  # fmt: skip
def test_a_browser_would_build(text: str, tree: str, strays: str, unclosed: str) -> None:
    html = Html(Source("x", text))
    view = html.modern
    assert shape(html, view) == tree
    assert " ".join(token[4] for token in view.strays) == strays
    assert " ".join(html.all_elements[index].name for index in view.unclosed) == unclosed


def test_in_mjml_a_slash_closes() -> None:
    text = "<mj-column><mj-image /><mj-text>a<br>b</mj-text></mj-column>"
    html = Html(Source("x", text), mjml=True)
    assert shape(html, html.modern) == "mj-column(mj-image mj-text(br))"
    assert not html.modern.unclosed


def test_no_tree_is_deeper_than_a_parser_goes() -> None:
    text = "<div>" * 1000 + "<img>" + "</div>" * 1000 + "<p>"
    html = Html(Source("x", text))
    (image,), (paragraph,) = html.elements("img"), html.elements("p")
    assert len(list(image.ancestors())) == DEPTH
    assert paragraph.parent is None
    assert len(html.modern.strays) == 1000 - DEPTH
    outermost = html.all_elements[0]
    assert outermost.outer == (0, len(text) - len("</div>" * (1000 - DEPTH) + "<p>"))
    assert [each.parent for each in html.elements("div")[DEPTH:]] == [
        html.all_elements[DEPTH - 2]
    ] * (1000 - DEPTH)


@given(texts())
def test_every_view_is_a_tree(text: str) -> None:
    html = Html(Source("x", text))
    for view in (html.modern, html.outlook):
        seen = [each.index for each in html.all_elements if each.visible & view.mask]
        last = dict.fromkeys(seen, -1)
        for index in seen:
            element, parent = html.all_elements[index], view.parents[index]
            closes, ends = view.closes[index], view.ends[index]
            assert element.end <= closes <= ends <= len(text)
            if parent >= 0:
                assert parent in last
                assert parent < index < view.lasts[parent]
                assert html.all_elements[parent].end <= element.start
                assert ends <= view.closes[parent]
                before = last[parent]
                assert before < 0 or view.ends[before] <= element.start
                last[parent] = index
        for index in set(range(len(html.all_elements))) - set(seen):
            assert (view.parents[index], view.closes[index], view.ends[index]) == (-1, -1, -1)


# Names for which ours and the Standard agree whatever the order; <button>, tables, </li> across
# a list and elements that are opened again (<b>) are told in the exact cases.
BLOCKS = "address blockquote center dd div dl dt h1 h2 hr img li ol p pre section ul".split()
TAGS = [f"<{name}>" for name in BLOCKS] + [f"</{name}>" for name in BLOCKS if name != "li"]


@given(st.lists(st.sampled_from(TAGS), max_size=14).map("".join))
def test_lexbor_builds_the_same_of_blocks(text: str) -> None:
    html = Html(Source("x", f"<!doctype html><body>{text}"))
    # a </p> that closes nothing is an element to a browser
    assume(all(token[4] != "p" for token in html.modern.strays))
    assert own(html) == of_lexbor(html.masked)


COPIED = "an element that ends too late is opened again, as a copy without a tag"
INVENTED = "an element without a tag: a row around a cell, a paragraph before its end tag"
LOST = "rows outside every table are dropped, what is in them is not"
FOSTERED = "what stands in a table but in no cell moves out of it"
SPLIT = "a table in a row ends the table around it"

# Parts of a table without one, which a browser drops: the oracles are given the table.
FRAGMENTS = [
    "g13nn+Email-Framework/components/others/mspace.html",
    "g13nn+Email-Framework/components/others/row.html",
    "g13nn+Email-Framework/components/others/spacer.html",
    "g13nn+Email-Framework/grids/hybrid/hybrid-grid1.html",
    "g13nn+Email-Framework/grids/hybrid/hybrid-grid2.html",
    "g13nn+Email-Framework/grids/hybrid/hybrid-grid3.html",
    *(
        f"pypi+django-oscar-4.2.1/oscar/templates/oscar/communication/emails/commtype_{name}_body.html"
        for name in ("email_changed", "order_placed", "password_changed", "password_reset")
    ),
]
# What only ours has and what only the oracles have, as "parent child" with how often.
DIFFERENT: dict[str, tuple[str, dict[str, int], dict[str, int]]] = {
    "HubSpot+cms-theme-boilerplate/src/modules/pricing-card.module/module.html": (
        COPIED, {}, {"div a": 1}),
    "JacobLett+HubSpot-HTML-Email-Boilerplate/template.html": (
        FOSTERED, {"table div": 3, "div tr": 4}, {"td div": 3, "table tr": 4}),
    "pypi+sentry-9.1.2/sentry/templates/sentry/emails/mfa-added.html": (
        LOST, {" tr": 2, "tr td": 4, "td strong": 2}, {" strong": 2}),
    "pypi+sentry-9.1.2/sentry/templates/sentry/emails/mfa-removed.html": (
        LOST, {" tr": 2, "tr td": 4, "td strong": 2}, {" strong": 2}),
    "pypi+sentry-9.1.2/sentry/templates/sentry/emails/org_delete_confirm.html": (
        INVENTED, {}, {" p": 1}),
    "pypi+sentry-9.1.2/sentry/templates/sentry/emails/recover_account.html": (
        COPIED, {}, {" p": 1, "pre small": 1}),
    "pypi+sentry-9.1.2/sentry/templates/sentry/emails/transfer_project.html": (
        INVENTED, {}, {" p": 4}),
    "sendwithus+templates/templates/cleave/survey.html": (
        SPLIT, {"tr table": 1}, {"td table": 1}),
    "sendwithus+templates/templates/meow/receipt.html": (
        SPLIT, {"center table": 1, "tr table": 8}, {" table": 1, "td table": 8}),
    "sendwithus+templates/templates/oxygen/reignite.html": (
        INVENTED, {"table td": 1}, {"tr td": 1, "table tr": 1}),
    "sendwithus+templates/templates/oxygen/upsell.html": (
        INVENTED, {"table td": 1}, {"tr td": 1, "table tr": 1}),
}  # fmt: skip


def own(html: Html) -> list[Node]:
    """What modern clients see, in reading order, without what is implied."""
    nodes: list[Node] = []
    number: dict[int, int] = {-1: -1}
    for element in html.all_elements:
        if element.visible & MODERN:
            parent = number[html.modern.parents[element.index]]
            if element.name in IMPLIED:
                number[element.index] = parent
                continue
            number[element.index] = len(nodes)
            given = ((each.name, filled(each.partial)) for each in element.attributes)
            nodes.append(node(filled(element.name), given, parent))
    return nodes


def filled(masked: str) -> str:
    """The text with something in its holes that no parser takes for markup."""
    return masked.replace(HOLE, "x").replace(GAP, " ")


def node(name: str, attributes: Any, parent: int) -> Node:
    # SVG's viewBox keeps its capital in a browser; ours is the name as HTML compares it
    return name, tuple(sorted((filled(key).lower(), value) for key, value in attributes)), parent


def of_lexbor(masked: str) -> list[Node]:
    nodes: list[Node] = []
    number: dict[int, int] = {}
    root: Any = LexborHTMLParser(filled(masked).encode()).root
    for each in root.traverse():
        if not each.is_element_node or each.tag in IMPLIED:
            continue
        parent = each.parent
        while parent is not None and parent.mem_id not in number:
            parent = parent.parent
        number[each.mem_id] = len(nodes)
        given = ((key, value or "") for key, value in each.attributes.items())
        nodes.append(node(each.tag, given, number[parent.mem_id] if parent is not None else -1))
    return nodes


def of_html5lib(masked: str) -> list[Node]:
    nodes: list[Node] = []
    waiting = [(html5lib.parse(filled(masked), namespaceHTMLElements=False), -1)]
    while waiting:
        each, parent = waiting.pop()
        if not isinstance(each.tag, str):
            continue
        name = each.tag.rpartition("}")[2]
        if name not in IMPLIED:
            given = ((key.rpartition("}")[2], value) for key, value in each.attrib.items())
            nodes.append(node(name, given, parent))
            parent = len(nodes) - 1
        waiting += [(child, parent) for child in reversed(each)]
    return nodes


def edges(nodes: list[Node]) -> Counter[str]:
    return Counter(f"{nodes[parent][0] if parent >= 0 else ''} {name}" for name, _, parent in nodes)


@corpus.needed
@pytest.mark.parametrize("oracle", [of_lexbor, of_html5lib], ids=lambda oracle: oracle.__name__)
def test_templates_become_the_trees_that_browsers_build(
    oracle: Callable[[str], list[Node]],
) -> None:
    different = {}
    for path in corpus.templates():
        if path.endswith(".mjml"):  # no HTML: a browser never sees it; see below
            continue
        html = Html(Source(path, corpus.text(path)))
        nodes = own(html)
        if path in FRAGMENTS:
            expected = [
                (name, attributes, max(parent - 2, -1))
                for name, attributes, parent in oracle("<table><tr>" + html.masked)[2:]
            ]
        else:
            expected = oracle(html.masked)
        if nodes != expected:
            ours, theirs = edges(nodes), edges(expected)
            different[path] = dict(ours - theirs), dict(theirs - ours)
    assert different == {path: told[1:] for path, told in DIFFERENT.items()}


@corpus.needed
def test_mjml_becomes_the_tree_of_an_xml_parser() -> None:
    different = []
    for path in corpus.templates():
        if not path.endswith(".mjml"):
            continue
        html = Html(Source(path, corpus.text(path)), mjml=True)
        parser = etree.XMLParser(recover=True)
        root = etree.fromstring(f"<x>{filled(html.masked)}</x>".encode(), parser)
        theirs = [
            (each.tag, parent.tag)
            for each in root.iter()
            if isinstance(each.tag, str) and (parent := each.getparent()) is not None
        ]
        ours = [(each.name, each.parent.name if each.parent else "x") for each in html.all_elements]
        assert len(ours) == len(theirs), path
        different += [(path, *pair) for pair in zip(ours, theirs, strict=True) if len({*pair}) > 1]
    # in the HTML of an mj-text a list ends the paragraph
    path = "pagopa+io-app-email-templates/FimsAccessExport/index.mjml"
    assert different == [(path, ("ul", "mj-text"), ("ul", "p"))]


# Cells and rows outside every table, which a browser drops: of each file, how many.
DROPPED = {
    f"stdlib-js+datasets-spam-assassin/data/spam-1/{name}.txt.eml": cells
    for name, cells in (
        ("00088.1673f91313df07da1a18b2fc458dd4c4", 1),
        ("00174.516721408a0d043ffc5258ecc49e907a", 1),
        ("00268.9b64189b6da55d1e0a30026ca73eb0da", 1),
        ("00488.29e96da757cc5566c848833e26abdd65", 2),
    )
}


@corpus.needed
def test_messages_have_the_elements_that_a_browser_sees() -> None:
    """Every tag and attribute of 485 parts; of parents, the templates are proof."""
    surplus = Counter[str]()
    for path in corpus.messages():
        for text in _html_parts(path):
            html = Html(Source(path, text))
            ours = Counter(each[:2] for each in own(html))
            theirs = Counter(each[:2] for each in of_lexbor(html.masked))
            if more := ours - theirs:
                assert {name for name, _ in more} <= {"td", "tr"}, path
                surplus[path] += more.total()
    assert surplus == DROPPED


def _html_parts(path: str) -> Iterator[str]:
    message: Message = email.message_from_bytes((corpus.FOLDER / path).read_bytes())
    for part in message.walk():
        if part.get_content_type() == "text/html":
            data = part.get_payload(decode=True)
            assert isinstance(data, bytes)
            text = data.decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")
            yield text.translate({0: None, 0x1A: None, 0x1B: None})
