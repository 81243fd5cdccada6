"""Editor regions: what is inside, and what only looks like one."""

from __future__ import annotations

import pytest

from presend.data.branches import inside
from presend.data.editor_regions import has_modules, is_region, regions
from presend.documents.html import Html
from presend.source import Source

MARK = "MARK"


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ('<div mc:edit="body">MARK</div>', True),
        ("<singleline>MARK</singleline>", True),
        ('<td class="a mktoText" id="x" mktoName="Text"><p>MARK</p></td>', True),
        ('<td class="mktoModule" id="m" mktoName="Module"><p>MARK</p></td>', False),
        ('<td class="mktotext">MARK</td>', False),
        ('<td data-klaviyo-region="true"><div>MARK</div></td>', True),
        ('<td pardot-region="body">MARK</td>', True),
        ('<div data-type="slot" data-key="a">MARK</div>', True),
        ('<div data-type="block">MARK</div>', False),
        (
            '{% module_block module "a" %}{% module_attribute "html" %}MARK'
            "{% end_module_attribute %}{% end_module_block %}",
            True,
        ),
        ("{%- widget_block rich_text 'a' overrideable=True %}MARK{% end_widget_block -%}", True),
        ("{% widget_block rich_text 'a' overrideable=False %}MARK{% end_widget_block %}", False),
        ("{% module_block module 'a' %}x{% end_module_block %}MARK{% end_module_block %}", False),
        ("{% module_block module 'a' %}MARK", False),
    ],
)
def test_regions(text: str, replaced: bool) -> None:
    html = Html(Source("mail.html", text), dialect="hubl")
    assert inside(regions(html))(text.index(MARK)) is replaced


def test_each_kind_of_element_is_known_as_a_region() -> None:
    text = '<p mc:edit="a"></p><editable></editable><i class="mktoImg"></i><i data-type="slot"></i>'
    html = Html(Source("mail.html", text))
    assert [is_region(element) for element in html.all_elements] == [True] * 4


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ('<tr class="a mktoModule" id="m"></tr>', True),
        ('<tr class="mktoModules"></tr>', False),
        ('<div mc:repeatable="product"></div>', True),
        ('<div mc:edit="body"></div>', False),
        ("<repeater><layout label='Text'></layout></repeater>", True),
        ("<p>mktoModule</p>", False),
    ],
)
def test_modules(text: str, chosen: bool) -> None:
    assert has_modules(Html(Source("mail.html", text))) is chosen
