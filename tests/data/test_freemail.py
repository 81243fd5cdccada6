import pytest
from hypothesis import given
from hypothesis import strategies as st

from presend.data.freemail import freemail


@pytest.mark.parametrize(
    "domain",
    ["gmail.com", "GMAIL.com.", "yahoo.co.uk", "hotmail.fr", "live.nl", "gmx.at", "yandex.com.tr"],
)
def test_core(domain: str) -> None:
    assert freemail(domain) == "core"


@pytest.mark.parametrize(
    "domain",
    ["berlin.de", "army.com", "vip.163.com", "yahoo.zz", "aol.com.zz", "x.rr.com", "ms1.hinet.net"],
)
def test_listed(domain: str) -> None:
    assert freemail(domain) == "listed"


@pytest.mark.parametrize(
    "domain",
    [
        "acme.com",
        "mail.acme.com",
        "news.gmail.com",
        "hotmail.acme.com",
        "rr.com",
        "live",
        "com:",
        "",
    ],
)
def test_others(domain: str) -> None:
    assert freemail(domain) is None


@given(st.text())
def test_any_text(domain: str) -> None:
    assert freemail(domain) in ("core", "listed", None)
