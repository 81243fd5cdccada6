"""The HTML report in a real browser: what a click shows, and that nothing runs or loads."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from presend import cli

pytest.importorskip("jinja2", reason="Jinja2 is not installed")
from presend.reporters.html import harmless

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

FIXTURES = Path(__file__).parents[2] / "fixtures"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
HOSTILE = """<!doctype html>
<html lang="en" dir="ltr"><head><title>x</title>
<base href="https://base.invalid/"><meta http-equiv="refresh" content="0;url=https://refresh.invalid/">
<link rel="stylesheet" href="https://sheet.invalid/"><link rel="prefetch" href="https://prefetch.invalid/">
<link rel="preconnect" href="https://preconnect.invalid/"><link rel="icon" href="https://icon.invalid/">
<script>top.hit = document.title = "hit"</script><script src="https://script.invalid/"></script>
<style>@import "https://import.invalid/";
@font-face { font-family: f; src: url(https://font.invalid/) }
@\\69mport "https://escaped.invalid/";
p { font-family: f; background: u\\72l(https://back.invalid/), image-set("https://set.invalid/" 1x);
  cursor: url('https://cursor.invalid/'), auto; list-style-image: url("https://list.invalid/") }
p::before { content: url(https://content.invalid/) }</style></head>
<body onload="top.hit = 1" background="https://body.invalid/">
<p style="background: url(https://style.invalid/)">Hello {{ name }}</p>
<img src="https://image.invalid/" srcset="https://srcset.invalid/ 2x" onerror="top.hit = 1">
<img src=x onerror=top.hit=1>
<video src="https://video.invalid/" poster="https://poster.invalid/" autoplay></video>
<object data="https://object.invalid/"></object><embed src="https://embed.invalid/">
<iframe src="https://frame.invalid/"></iframe>
<iframe srcdoc="<script>top.hit = 1</script>"></iframe>
<svg onload="top.hit = 1"><script>top.hit = 1</script><image href="https://svg.invalid/"/>
<use href="https://use.invalid/#a"/>
<foreignObject><img src="https://foreign.invalid/"></foreignObject></svg>
<form action="https://form.invalid/"><input autofocus onfocus="top.hit = 1">
<input type="image" src="https://input.invalid/"><button id="send">Send</button></form>
<a id="out" href="https://link.invalid/" target="_top" ping="https://ping.invalid/">Out</a>
<a id="js" href="javascript:top.hit=1">Js</a>
<a href="https://bit.ly/3xYz">Short</a>
</iframe></iframe>"></iframe><script>top.hit = 1</script><img src=x onerror="top.hit = 1">
--></textarea></style></title>]]><plaintext>end"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def asked() -> list[str]:
    """What the page of a test asks for."""
    return []


@pytest.fixture
def visit(chromium: Any, asked: list[str]) -> Iterator[Any]:
    """Open a file; of all that is asked for, only that file is given."""
    contexts = []

    def answer(route: Any) -> None:
        asked.append(route.request.url)
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            route.fulfill(body="")

    def open_(file: Path, **more: Any) -> Any:
        context = chromium.new_context(**{"viewport": {"width": 1440, "height": 900}} | more)
        contexts.append(context)
        context.route("**/*", answer)
        page = context.new_page()
        page.goto(file.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()


def report(tmp_path: Path, *paths: Path) -> Path:
    file = tmp_path / "report.html"
    cli.run(["check", "-f", "html", "-o", str(file), *map(str, paths)])
    return file


def mail(page: Any) -> Any:
    """The frame of the first mail, loaded."""
    page.frame_locator("iframe >> nth=0").locator("body").wait_for()
    return page.frames[1]


IN_VIEW = """([selector, within]) => {
    const place = document.querySelector(selector).getBoundingClientRect();
    const around = within ? document.querySelector(within).getBoundingClientRect()
        : {top: 0, bottom: innerHeight};
    return place.top >= around.top && place.bottom <= around.bottom
        && place.top >= 0 && place.bottom <= innerHeight;
}"""


@pytest.mark.parametrize("size", [(1440, 900), (1200, 800)])
def test_a_click_on_a_finding_shows_its_place_twice(
    size: tuple[int, int], visit: Any, tmp_path: Path
) -> None:
    file = report(tmp_path, FIXTURES / "hubspot/bad.html")
    page = visit(file, viewport={"width": size[0], "height": size[1]})
    frame = mail(page)
    number = page.locator(".finding", has_text="tel: number has spaces").get_attribute("id")[3:]
    assert not page.evaluate(IN_VIEW, [f"#f1-s{number}", ".source"])

    page.locator(f"#f1-{number} .go").click()

    assert page.evaluate(IN_VIEW, [f"#f1-s{number}:target", ".source"])
    assert page.evaluate(IN_VIEW, [f"#f1-{number}[aria-current=true]", ".list"])
    assert page.evaluate(IN_VIEW, [".stage", ""])
    frame.wait_for_function(f"document.querySelector('#presend-{number}:target')")
    assert frame.evaluate(IN_VIEW, [f"#presend-{number}", ""])
    assert frame.evaluate("document.querySelector('.presend-on:has(:target) + a').textContent") == (
        "020 7946 0214"
    )


def test_without_script_each_place_has_its_link(visit: Any, tmp_path: Path) -> None:
    file = report(tmp_path, FIXTURES / "hubspot/bad.html")
    page = visit(file, java_script_enabled=False)
    frame = mail(page)
    finding = page.locator(".finding", has_text="tel: number has spaces")
    number = finding.get_attribute("id")[3:]

    finding.get_by_text("in the mail").click()
    page.wait_for_timeout(200)
    assert frame.evaluate(IN_VIEW, [f"#presend-{number}:target", ""])

    finding.locator(".meta").get_by_text("line ").click()
    assert page.evaluate(IN_VIEW, [f"#f1-s{number}:target", ".source"])


def test_a_link_to_a_closed_file_opens_it(visit: Any, tmp_path: Path) -> None:
    page = visit(report(tmp_path, FIXTURES))
    assert page.locator("details.file[open]").count() == 0
    assert [frame.url for frame in page.frames if frame.url == "about:srcdoc"] == []

    page.locator(".names a", has_text="mailchimp/bad.html").click()

    opened = page.locator("details.file[open]")
    assert opened.locator("h2").text_content().endswith("fixtures/mailchimp/bad.html")
    opened.frame_locator("iframe >> nth=0").locator("body").wait_for()


def test_width_and_scheme_of_a_mail_are_switched(visit: Any, tmp_path: Path) -> None:
    mail_file = tmp_path / "a.html"
    mail_file.write_text(
        "<!doctype html><html><head><style>p{color:#00f}"
        "@media (prefers-color-scheme: dark){p{color:#0f0}}"
        "@media (max-width: 400px){p{font-size:30px}}</style></head>"
        "<body><p>Hello</p></body></html>"
    )
    page = visit(report(tmp_path, mail_file))
    look = """() => {
        const style = getComputedStyle(document.querySelector("p"));
        return [innerWidth, style.color, style.fontSize];
    }"""
    light = mail(page)
    assert light.evaluate(look) == [600, "rgb(0, 0, 255)", "16px"]

    page.locator(".w375").check()
    assert light.evaluate(look) == [375, "rgb(0, 0, 255)", "30px"]

    page.locator(".in-dark").check()
    page.frame_locator("iframe >> nth=1").locator("p").wait_for()
    assert page.frames[2].evaluate(look) == [375, "rgb(0, 255, 0)", "30px"]
    assert page.locator("iframe.of-light").is_hidden()


def act(page: Any) -> None:
    """Do what a reader may do: click on all that looks as if something came of it."""
    frame = mail(page)
    for name in ("#out", "#js", "#send"):
        found = frame.locator(name)
        if found.count():
            found.first.click(force=True, no_wait_after=True, timeout=3000)
    page.wait_for_timeout(400)


def test_a_hostile_mail_runs_and_loads_nothing(
    visit: Any, asked: list[str], tmp_path: Path
) -> None:
    hostile = tmp_path / "hostile.html"
    hostile.write_text(HOSTILE)
    file = report(tmp_path, hostile)
    page = visit(file)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    act(page)

    assert asked == [file.as_uri()]
    assert page.evaluate("window.hit") is None
    assert page.title().startswith("presend: ")
    assert page.url == file.as_uri()
    assert [frame.url.partition("#")[0] for frame in page.frames] == [file.as_uri(), "about:srcdoc"]
    assert "Hello {{ name }}" in mail(page).locator("body").inner_text()
    page.locator(".finding", has_text="bit.ly").locator(".go").click()
    assert asked == [file.as_uri()]


def test_the_frame_holds_what_the_copy_lets_through(
    visit: Any, asked: list[str], tmp_path: Path
) -> None:
    """Each of the two would do: here the mail itself stands in the frame."""
    hostile = tmp_path / "hostile.html"
    hostile.write_text(HOSTILE)
    file = report(tmp_path, hostile)
    raw = html.escape(harmless.head() + HOSTILE)
    page_text = re.sub('srcdoc="[^"]*"', lambda _: f'srcdoc="{raw}"', file.read_text())
    file.write_text(page_text)
    page = visit(file)
    mail(page)
    page.wait_for_timeout(400)

    assert asked == [file.as_uri()]
    assert page.evaluate("window.hit") is None
    assert page.url == file.as_uri()


def test_the_same_mail_runs_and_loads_where_nothing_holds_it(
    visit: Any, asked: list[str], tmp_path: Path
) -> None:
    """So that the tests above are known to look in the right place."""
    hostile = tmp_path / "hostile.html"
    hostile.write_text(HOSTILE.replace('http-equiv="refresh"', ""))
    page = visit(hostile)
    page.wait_for_timeout(400)

    assert page.evaluate("window.hit") == 1
    hosts = {url.split("/")[2] for url in asked}
    assert {"script.invalid", "image.invalid", "sheet.invalid", "style.invalid"} <= hosts
