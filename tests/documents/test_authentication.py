"""Authentication-Results of several receivers."""

from presend.documents.mail.authentication import parse, tags


def test_google() -> None:
    found = parse(
        "i=2; mx.google.com; dkim=pass header.i=@acme.com header.s=s1 header.b=abc; arc=pass "
        "(i=1 spf=pass); spf=fail (google.com: domain of a@b.example does not designate 192.0.2.1) "
        'smtp.mailfrom="bounce=x@b.example"; dmarc=fail (p=QUARANTINE sp=NONE dis=QUARANTINE) '
        "header.from=acme.com"
    )

    assert (found.server, found.instance) == ("mx.google.com", 2)
    assert found.summary == [
        ("arc", "pass", ""),
        ("dkim", "pass", "acme.com"),
        ("dmarc", "fail", "acme.com"),
        ("spf", "fail", "b.example"),
    ]
    assert found.all("dmarc")[0].policy == {"p": "quarantine", "sp": "none", "dis": "quarantine"}


def test_microsoft_leaves_out_its_name() -> None:
    found = parse(
        "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=acme.com; dkim=fail (body hash did not "
        "verify) header.d=acme.com;dmarc=fail action=oreject header.from=acme.com;compauth=fail "
        "reason=000"
    )

    assert found.server == ""
    assert [each.method for each in found.results] == ["spf", "dkim", "dmarc", "compauth"]
    assert found.results[2].properties["action"] == "oreject"
    assert found.results[1].comment == "body hash did not verify"


def test_rfc_8601_versions_comments_and_none() -> None:
    found = parse(
        'example.com 1 (a (nested; dkim=fail) one); dkim/1 = pass (good) reason="a; b" '
        "header.d=Acme.com ; auth=pass smtp.auth=x@acme.com"
    )

    assert found.server == "example.com"
    assert found.summary == [("auth", "pass", ""), ("dkim", "pass", "acme.com")]
    assert found.all("dkim")[0].properties["reason"] == "a; b"
    assert parse("example.org; none").results == []


def test_tags() -> None:
    assert tags("v=1; d=acme.com;\r\n s = s1 ; b=ab\r\n cd; d=other") == {
        "v": "1", "d": "acme.com", "s": "s1", "b": "abcd",
    }  # fmt: skip
