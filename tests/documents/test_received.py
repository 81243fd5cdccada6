# ruff: noqa: E501
"""Received fields as servers of all kinds write them."""

import pytest

from presend.documents.mail.headers import parse_headers
from presend.documents.mail.received import Hop
from presend.source import Source


def hop(value: str) -> Hop:
    text = f"Received: {value}\n\n"
    return Hop(parse_headers(Source("m.eml", text), 0, len(text))[0].fields[0])


@pytest.mark.parametrize(
    ("value", "helo", "name", "ip", "by", "via"),
    [
        ("from mail.acme.com (out.acme.com [192.0.2.7])\n (using TLSv1.3 with cipher X (256/256 bits))\n"
         " by mx.example.org (Postfix) with ESMTPS id 4X for <ann@example.org>; Thu, 7 May 2026 09:15:09 +0200",
         "mail.acme.com", "out.acme.com", "192.0.2.7", "mx.example.org", "ESMTPS"),
        ("from mail.acme.com (unknown [192.0.2.7]) by mx.example.org (Postfix) with SMTP id 4X; x",
         "mail.acme.com", "", "192.0.2.7", "mx.example.org", "SMTP"),
        ("from mail.acme.com (mail.acme.com. [192.0.2.7]) by mx.google.com with ESMTPS id a-b.1 "
         "for <a@gmail.com>; Wed, 06 May 2026 23:15:09 -0700 (PDT)",
         "mail.acme.com", "mail.acme.com", "192.0.2.7", "mx.google.com", "ESMTPS"),
        ("by 2002:a05:6402:348d:b0:5c8 with SMTP id v13csp123; Thu, 7 May 2026 00:15:10 -0700 (PDT)",
         "", "", "", "2002:a05:6402:348d:b0:5c8", "SMTP"),
        ("from mail.acme.com (192.0.2.7) by DB5EUR01FT009.mail.protection.outlook.com (10.152.4.1)"
         " with Microsoft SMTP Server (version=TLS1_2, cipher=X) id 15.20.1 via Frontend Transport;"
         " Thu, 7 May 2026 07:15:09 +0000",
         "mail.acme.com", "", "192.0.2.7", "db5eur01ft009.mail.protection.outlook.com",
         "Microsoft SMTP Server"),
        ("from [192.0.2.7] (helo=mail.acme.com) by mx.example.org with esmtps (Exim 4.96) id 1a",
         "mail.acme.com", "", "192.0.2.7", "mx.example.org", "esmtps"),
        ("from out.acme.com ([192.0.2.7] helo=mail.acme.com) by mx.example.org with esmtp",
         "mail.acme.com", "out.acme.com", "192.0.2.7", "mx.example.org", "esmtp"),
        ("from unknown (HELO mail.acme.com) (192.0.2.7) by mx.example.org with SMTP; 7 May 2026 07:15:09 -0000",
         "mail.acme.com", "", "192.0.2.7", "mx.example.org", "SMTP"),
        ("from mail.acme.com (evil.example [192.0.2.7] (may be forged)) by mx.example.org (8.14.7)",
         "mail.acme.com", "", "192.0.2.7", "mx.example.org", ""),
        ("from mail.acme.com (mail.acme.com [IPv6:2001:db8::7]) by mx.example.org with ESMTP",
         "mail.acme.com", "mail.acme.com", "2001:db8::7", "mx.example.org", "ESMTP"),
        ("from localhost (localhost [127.0.0.1]) by mx.example.org with LMTP id x; bad date",
         "localhost", "", "127.0.0.1", "mx.example.org", "LMTP"),
        ("(from root@localhost) by mx.example.org (8.11.6/8.11.6) id g9; Tue, 1 Oct 2002 16:02:06 -0400",
         "", "", "", "mx.example.org", ""),
        ("(((((", "", "", "", "", ""),
    ],
)  # fmt: skip
def test_peer_and_server(value: str, helo: str, name: str, ip: str, by: str, via: str) -> None:
    found = hop(value)

    assert (found.helo, found.name, found.ip, found.by, found.via) == (helo, name, ip, by, via)


def test_recipient_and_time() -> None:
    found = hop(
        "from a (b.example [192.0.2.1]) by mx.example.org with ESMTPS id 4X for\n"
        "\t<ann@example.org>; Thu, 7 May 2026 09:15:09 +0200 (CEST)"
    )

    assert (found.recipient, found.id, found.seconds) == ("ann@example.org", "4X", 1778138109)
