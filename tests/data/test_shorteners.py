import importlib.util
import pathlib

import pytest

from presend.data.shorteners import CLOSED, EXEMPT, lookup

ROOT = pathlib.Path(__file__).parents[2]
FACTS = ROOT.parent / "shared" / "facts"


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("bit.ly", ("public", "bit.ly")),
        ("WWW.Bit.LY.", ("public", "bit.ly")),
        ("hubs.ly", ("scheduler", "hubs.ly")),
        ("youtu.be", ("platform", "youtu.be")),
        ("enwp.org", ("platform", "enwp.org")),
        ("yhoo.it", ("platform", "yhoo.it")),
        ("photos.app.goo.gl", ("platform", "photos.app.goo.gl")),
        ("share.google", ("platform", "share.google")),
        ("wa.link", ("public", "wa.link")),
        ("acme.app.link", ("deeplink", "app.link")),
        ("app.link", ("deeplink", "app.link")),
        ("a.b.onelink.me", ("deeplink", "onelink.me")),
        ("acme.short.gy", ("public", "short.gy")),
        ("grabify.link", ("logger", "grabify.link")),
        ("goo.gl", ("dead", "goo.gl")),
        ("acme.page.link", ("dead", "page.link")),
        ("wa.me", ("canonical", "wa.me")),
    ],
)
def test_a_shortener_is_found(host: str, found: tuple[str, str]) -> None:
    assert lookup(host) == found


def test_an_exact_host_does_not_cover_its_subdomains() -> None:
    assert lookup("maps.app.goo.gl") == ("platform", "maps.app.goo.gl")
    assert lookup("acme.app.goo.gl") is None
    assert lookup("news.bit.ly") is None


@pytest.mark.parametrize(
    "host",
    [*sorted(EXEMPT), "acme.com", "href.li", "hsblinks.com", "dub.co", "yourls.org", "", "."],
)
def test_other_hosts_are_not(host: str) -> None:
    assert lookup(host) is None


def test_a_long_host_costs_no_more_than_its_length() -> None:
    assert lookup("a." * 500_000 + "app.link") == ("deeplink", "app.link")


def test_closed_shorteners_are_dead() -> None:
    assert [lookup(host) for host in CLOSED] == [("dead", "goo.gl"), ("dead", "page.link")]


def test_the_tables_are_what_the_facts_and_the_review_give() -> None:
    catalogue, proposed = FACTS / "shorteners-358.csv", FACTS / "shorteners.tsv"
    if not catalogue.exists():
        pytest.skip("needs ../shared/facts")
    spec = importlib.util.spec_from_file_location("build_hosts", ROOT / "tools" / "build_hosts.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    bodies = {
        "shorteners.py": tool.shorteners(tool.rows(catalogue, ","), tool.rows(proposed, "\t")),
        "freemail.py": tool.freemail(tool.rows(FACTS / "free_email_domains.tsv", "\t")),
    }
    for module, body in bodies.items():
        assert f"{tool.BEGIN}\n{body}\n{tool.END}\n" in (tool.DATA / module).read_text("utf-8")
    for row in tool.rows(catalogue, ","):
        group = tool.REGROUPED.get(row["host"], row["group"])
        assert lookup(row["host"]) == (group, row["host"])
