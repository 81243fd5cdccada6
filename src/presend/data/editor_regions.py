"""Where an ESP's editor puts other content: regions whose content in the template is a default.

Sources (November 2026): Adobe, "Email Template Syntax" (Marketo's classes, case sensitive);
HubSpot, "Using modules in templates" (block syntax; `overrideable=False` locks it); Klaviyo,
hybrid templates (`data-klaviyo-region`); public templates for Mailchimp (`mc:edit`), Campaign
Monitor (`singleline`, `multiline`, `editable`, `repeater`), Account Engagement
(`pardot-region`) and Salesforce Marketing Cloud (`data-type="slot"`). `data-editable` is not
confirmed.
"""

from __future__ import annotations

from presend import patterns
from presend.data.branches import inside
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from presend.documents.html import Html
    from presend.documents.markup.elements import Element

ATTRIBUTES = (
    "mc:edit",
    "editable",
    "data-editable",
    "contenteditable",
    "data-klaviyo-region",
    "pardot-region",
)
ELEMENTS = ("singleline", "multiline", "editable")
CLASSES = frozenset("mktEditable mktoText mktoImg mktoVideo mktoSnippet".split())
MODULES = ("mc:variant", "mc:hideable", "mc:repeatable")
"""Attributes of parts that an editor takes in, leaves out or repeats; in Marketo it is a class."""
MODULE_ELEMENTS = ("repeater", "layout")
_MARKETO_MODULE = "mktoModule"
_NEAR = 4  # elements around one that may be a region
_BLOCK = patterns.compile(r"\{%-?\s*+(end_)?(?:widget|module)_block\b")  # of HubL
_LOCKED = patterns.compile(r"\boverrideable\s*+=\s*+false\b", patterns.I)


def is_region(element: Element) -> bool:
    """Whether an element is a region that an editor replaces."""
    return (
        element.name in ELEMENTS
        or any(name in element for name in ATTRIBUTES)
        or _classed(element)
        or element.value("data-type") == "slot"
    )


def encloses(element: Element) -> bool:
    """Whether an element is a region that an editor replaces, or stands right in one."""
    around: Element | None = element
    for _ in range(_NEAR):
        if around is None:
            return False
        if is_region(around):
            return True
        around = around.parent
    return False


def regions(html: Html) -> Iterator[Span]:
    """The regions of a template that an editor replaces; they may overlap, in no order."""
    for name in ATTRIBUTES:
        yield from (element.outer for element in html.with_attribute(name))
    yield from (element.outer for element in html.elements(*ELEMENTS))
    if "mkt" in html.source.text:
        yield from (each.outer for each in html.with_attribute("class") if _classed(each))
    for element in html.with_attribute("data-type"):
        if element.value("data-type") == "slot":
            yield element.outer
    if "_block" in html.source.text:
        yield from _blocks(html)


def sets_text(html: Html) -> bool:
    """Whether a template has regions in which its editor writes, besides those of images."""
    editable = inside(regions(html))
    return any(editable(run.start) for run in html.shown if not run.blank)


def has_modules(html: Html) -> bool:
    """Whether an editor chooses which parts of a template a mail gets, so that none has all."""
    return (
        any(html.with_attribute(name) for name in MODULES)
        or any(html.elements(*MODULE_ELEMENTS))
        or (
            _MARKETO_MODULE in html.source.text
            and any(
                _MARKETO_MODULE in (each.value("class") or "").split()
                for each in html.with_attribute("class")
            )
        )
    )


def _classed(element: Element) -> bool:
    return not CLASSES.isdisjoint((element.value("class") or "").split())


def _blocks(html: Html) -> Iterator[Span]:
    """The blocks of HubL's modules, each with the default content between its tags."""
    text, start = html.source.text, None
    for hole in html.holes:
        if hole.kind != "statement" or (found := _BLOCK.match(text, hole.start)) is None:
            continue
        if found[1] and start is not None:
            yield Span(start, hole.end)
        locked = found[1] or _LOCKED.search(text, hole.start, hole.end)
        start = None if locked else hole.start
