import pytest

from presend.data.hosting import hosting, in_passing, preview, special_use


@pytest.mark.parametrize(
    ("host", "path", "severity"),
    [
        ("ipfs.io", "/ipfs/x", "error"),
        ("bafy.ipfs.dweb.link", "/", "error"),
        ("bafy.ipfs.acme.com", "/", "error"),
        ("acme-offer.web.app", "/", "warning"),
        ("Storage.Googleapis.com", "/bucket/x", "warning"),
        ("acme.blob.core.windows.net", "/", "warning"),
        ("www.wetransfer.com", "/downloads/x", "warning"),
        ("anonfiles.com", "/x", "warning"),
        ("docs.google.com", "/forms/d/x", "info"),
        ("acme.typeform.com", "/to/x", "info"),
        ("docs.google.com", "/document/d/x", None),
        ("docs.ipfs.tech", "/", None),
        ("www.weebly.com", "/", None),
        ("github.io", "/", None),
        ("acme.com", "/", None),
        ("", "", None),
    ],
)
def test_hosting(host: str, path: str, severity: str | None) -> None:
    assert hosting(host, path) == severity


def test_a_preview_is_a_subdomain_of_its_service() -> None:
    assert preview("acme-123.hs-sites.com") == "hs-sites.com"
    assert preview("a.b.vercel.app") == "vercel.app"
    assert preview("www.vercel.app") is None


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("localhost", "localhost"),
        ("staging.acme.local", "local"),
        ("www.example.com", "example.com"),
        ("nas.home.arpa", "home.arpa"),
        ("acme.test.", "test"),
        ("myexample.com", None),
        ("test.acme.com", None),
        ("", None),
    ],
)
def test_special_use_names(host: str, name: str | None) -> None:
    assert special_use(host) == name


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("staging.acme.com", "staging"),
        ("uat.shop.acme.com", "staging"),
        ("preprod.other.com", None),
        ("www.acme.com", None),
        ("acme.com", None),
        ("a.vercel.app", "preview"),
        ("a.web.app", None),
    ],
)
def test_hosts_of_systems_that_are_not_public(host: str, kind: str | None) -> None:
    assert in_passing(host, {"acme.com"}) == kind
