"""XPath over the lxml tree of a text: the tree of the soup, and exact places of what it finds."""

from __future__ import annotations

import pytest
from hypothesis import given

from presend.documents.html import Element, Html
from presend.documents.soup import element_of
from presend.documents.xpath import Expression, grow
from presend.finding import Unknown
from presend.source import Source
from tests.documents.test_soup import FRAGMENTS, read


def found(xpath: str, text: str) -> list[str]:
    html = read(text)
    return [html.source[span] for span in Expression(xpath).spans(html)]
