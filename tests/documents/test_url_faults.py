"""What is wrong with the writing of a web address."""

from __future__ import annotations

import pytest

from presend.documents import url_faults, urls


@pytest.mark.parametrize(
    ("raw", "kind", "mended"),
    [
        ("http://https://acme.com", "doubled", "https://acme.com"),
        ("https//acme.com", "delimiter", "https://acme.com"),
        ("https ://acme.com", "more", "https://acme.com"),
        ("HTTPS:\\\\acme.com", "delimiter", "https://acme.com"),
        ("http:/acme.com", "slashes", "http://acme.com"),
        ("http:////acme.com", "slashes", "http://acme.com"),
        ("htps://acme.com", "misspelt", "https://acme.com"),
        ("\u200bhttps://acme.com", "invisible", "https://acme.com"),
    ],
)
def test_of_a_scheme(raw: str, kind: str, mended: str) -> None:
    fault = url_faults.of_scheme(raw)

    assert fault is not None
    found, (start, end, right) = fault
    assert (found, raw[:start] + right + raw[end:]) == (kind, mended)


@pytest.mark.parametrize("raw", ["https://acme.com", "ftp://acme.com", "https", "acme.com"])
def test_a_scheme_that_is_right(raw: str) -> None:
    assert url_faults.of_scheme(raw) is None


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://acme.com/", None),
        ("https://", "missing"),
        ("https://acme.com:x/", "port"),
        ("https://ac me.com/", "impossible"),
        ("https://acme..com/", "empty label"),
        (f"https://{'a' * 64}.com/", "too long"),
    ],
)
def test_of_a_host(url: str, fault: str | None) -> None:
    assert url_faults.of_host(urls.parse(url)) == fault


@pytest.mark.parametrize(
    ("raw", "faults"),
    [
        ("https://acme.com/a b", {"space": [(18, 19, "%20")]}),
        ("https://acme.com/a\n b", {"break": [(18, 20, "")]}),
        ("https://acme.com/50%", {"percent": [(19, 20, "%25")]}),
        ("https://ac\u200bme.com/", {}),
        ("https://acme.com/\u200b", {"invisible": [(17, 18, "")]}),
        ("https://acme.com/%\x1a", {}),
        ("https://acme.com/a\\b?c=\\", {"backslash": [(18, 19, "/")]}),
        ("https://acme.com/?a=1?b=2", {"query": [(21, 22, "%20")]}),
        ("https://acme.com/?u=https://b.c/?d=1", {}),
    ],
)
def test_of_characters(raw: str, faults: dict[str, list[tuple[int, int, str]]]) -> None:
    assert url_faults.of_units(raw, urls.parse(raw).raw_host) == faults
