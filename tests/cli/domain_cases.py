"""Domains below .test for every rule, good and bad: what each publishes, and what is found.

A domain has an MX record, an SPF record, a DMARC record that asks for reports, and a DKIM key
s1, unless its case says otherwise; "-" takes one away.
"""

from __future__ import annotations

from typing import NamedTuple

KEY = (
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAldwstxLg3xZZaLSPrONc430MMZ+NULH3Vw2mmIlPHXgkygQ+"
    "ZYoztdNl+dLrbnIK/yu2u3sOELjJwPSlIejuICYClCaFPYkZPLivtvPWg9jd2JiKGJU/sGMYWTkYeVi1Uj3gWwOGFp2m"
    "lpYi2ePz3nDwrhtj5nR1LrOH28uvUWMID1FPFMqdEPgoOGAS8hZPlKPEtSS3ioTHdkb4OlqGHCO5dy10c9nqXSgKQXF5"
    "0v/HIW2fIKeH/4HD8CEqfM0DO86GddLUzJWP4eRtGYv9JUtJHe7k2sg9ljDD3QrMwhOjskUX9BE//r8mCsTACXzXkLHW"
    "EN+7eiq7PEUkBOtuVQIDAQAB"
)  # RSA, 2048 bits
KEY_1024 = (
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC6AZ/AEjQnO891IQxVceR1HQ1GpSOK3KuQGPuUb0fjKAKyopCqq2yO"
    "uafxlt8VcwmHAGMFNQ1jkCm8zSwTFiXd8HeAcsblHfzvtYmTpP6E2KW1S68X248fEfoGbT8QKv9YTr7AuJt9lSI/xmg2"
    "T381+LFcc5MwS+X+IXa8fBWarwIDAQAB"
)
KEY_512 = (
    "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAMOCX1EsQ8qIwJqVJ1kUoHkeVFrwBbQ+vWZkkyZgRyG+yqAYVpZFNXyhsmAL"
    "jVOzqOr+JFGXY1KwJ7Szo9uKdQUCAwEAAQ=="
)
ED25519 = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="


class Case(NamedTuple):
    """What a domain publishes, who is said to send from it, and the findings: rule, excerpt."""

    spf: str = "v=spf1 ip4:192.0.2.0/24 -all"
    dmarc: str = "v=DMARC1; p=quarantine; rua=mailto:d@good.test"
    key: str = f"v=DKIM1; k=rsa; p={KEY}"
    mx: str = "10 mx.good.test."
    more: str = ""
    arguments: tuple[str, ...] = ("--dkim-selector", "s1")
    found: tuple[tuple[str, str], ...] = ()
    unchecked: tuple[str, ...] = ()
    domain: str = ""


ELEVEN = "v=spf1 include:four.test include:four.test a:good.test -all"

CASES = {
    "good": Case(more="@ A 192.0.2.1\nmx A 192.0.2.2"),
    # SPF
    "no-spf": Case(spf="-", found=(("spf-missing", ""),)),
    "near-spf": Case(spf=" v=spf1 -all", found=(("spf-missing", '" v=spf1 -all"'),)),
    "spf10": Case(spf="v=spf10 -all", found=(("spf-missing", '"v=spf10 -all"'),)),
    "two-spf": Case(more='@ TXT "v=spf1 mx -all"', found=(("spf-multiple", '"v=spf1 mx -all"'),)),
    "typo": Case(spf="v=spf1 ipv4:192.0.2.1 ~all", found=(("spf-syntax", "ipv4:192.0.2.1"),)),
    "port": Case(spf="v=spf1 ip4:192.0.2.1:25 ~all", found=(("spf-syntax", "192.0.2.1:25"),)),
    "comma": Case(spf="v=spf1 a:good.test, -all", found=(("spf-syntax", ","),)),
    "empty-include": Case(spf="v=spf1 include: -all", found=(("spf-syntax", "include:"),)),
    "macros": Case(spf="v=spf1 exists:%{ir}.%{v}._spf.%{d2} -all"),
    "behind-all": Case(spf="v=spf1 -all a:good.test", found=(("spf-syntax", "a:good.test"),)),
    "redirect": Case(spf="v=spf1 redirect=good.test"),
    "four": Case(spf="v=spf1 a:good.test a:mx.good.test mx include:good.test -all"),
    "nine": Case(
        spf="v=spf1 include:four.test a:good.test a:good.test a:good.test a:good.test -all",
        found=(
            (
                "spf-lookup-limits",
                '"v=spf1 include:four.test a:good.test a:good.test a:good.test a:good.test -all"',
            ),
        ),
    ),
    "eleven": Case(spf=ELEVEN, found=(("spf-lookup-limits", f'"{ELEVEN}"'),)),
    "void": Case(
        spf="v=spf1 a:x.void.test a:y.void.test mx:z.void.test -all",
        found=(("spf-lookup-limits", '"v=spf1 a:x.void.test a:y.void.test mx:z.void.test -all"'),),
    ),
    "loop": Case(
        spf="v=spf1 include:loop2.test -all", found=(("spf-lookup-limits", "include:loop2.test"),)
    ),
    "loop2": Case(
        spf="v=spf1 redirect=loop.test", found=(("spf-lookup-limits", "redirect=loop.test"),)
    ),
    "gone": Case(
        spf="v=spf1 include:gone.gone.test -all",
        found=(("spf-lookup-limits", "include:gone.gone.test"),),
    ),
    "mx11": Case(
        mx="-",
        spf="v=spf1 mx -all",
        more="\n".join(f"@ MX {n} m{n}.good.test." for n in range(11)),
        found=(("spf-lookup-limits", "mx"),),
    ),
    "plus-all": Case(spf="v=spf1 mx +all", found=(("spf-permissive", "+all"),)),
    "neutral": Case(spf="v=spf1 mx ?all", found=(("spf-permissive", "?all"),)),
    "open-end": Case(spf="v=spf1 mx", found=(("spf-permissive", "v=spf1 mx"),)),
    "mailgun": Case(
        arguments=("--esp", "mailgun", "--dkim-selector", "s1"),
        found=(("spf-esp-include", '"v=spf1 ip4:192.0.2.0/24 -all"'),),
    ),
    # DKIM
    "no-key": Case(key="-", found=(("dkim-selector-missing", ""),)),
    "no-selector": Case(arguments=(), unchecked=("dkim-selector-missing",)),
    "no-domainkey": Case(key="-", arguments=(), found=(("dkim-selector-missing", ""),)),
    "wrong-place": Case(
        key="-",
        more=f's1 TXT "p={ED25519}"',
        found=(("dkim-selector-missing", "s1.wrong-place.test."),),
    ),
    "doubled": Case(
        key="-",
        more=f's1._domainkey.doubled.test TXT "p={KEY[:200]}" "{KEY[200:]}"',
        found=(("dkim-selector-missing", "s1._domainkey.doubled.test.doubled.test."),),
    ),
    "dangling": Case(
        key="-",
        more="s1._domainkey CNAME key.dangling",
        found=(("dkim-cname-wrong", "key.dangling.dangling.test."),),
    ),
    "circle": Case(
        key="-",
        more="s1._domainkey CNAME s2._domainkey\ns2._domainkey CNAME s1._domainkey",
        found=(
            ("dkim-cname-wrong", "s2._domainkey.circle.test."),
            ("dkim-cname-wrong", "s1._domainkey.circle.test."),
        ),
    ),
    "weak": Case(key=f"p={KEY_512}", found=(("dkim-key-weak", f"p={KEY_512}"),)),
    "short": Case(key=f"p={KEY_1024}", found=(("dkim-key-weak", f"p={KEY_1024}"),)),
    "only-ed25519": Case(key=f"k=ed25519; p={ED25519}", found=(("dkim-key-weak", "k=ed25519"),)),
    "both-kinds": Case(
        more=f's2._domainkey TXT "k=ed25519; p={ED25519}"',
        arguments=("--dkim-selector", "s1", "--dkim-selector", "s2"),
    ),
    "revoked": Case(key="v=DKIM1; p=", found=(("dkim-key-invalid", "p="),)),
    "testing": Case(key=f"v=DKIM1; t=y; p={KEY}", found=(("dkim-key-invalid", "t=y"),)),
    "cut": Case(key=f"v=DKIM1; p={KEY[:201]}", found=(("dkim-key-invalid", KEY[:201]),)),
    "web-key": Case(key=f"v=DKIM1; s=web; p={KEY}", found=(("dkim-key-invalid", "s=web"),)),
    # DMARC
    "no-dmarc": Case(dmarc="-", found=(("dmarc-missing", ""),)),
    "at-apex": Case(
        dmarc="-",
        more='@ TXT "v=DMARC1; p=none"',
        found=(("dmarc-missing", '"v=DMARC1; p=none"'),),
    ),
    "inherited": Case(
        dmarc="-",
        domain="mail.inherited.test",
        more=(
            'mail MX 10 mx.good.test.\nmail TXT "v=spf1 -all"\n'
            f's1._domainkey.mail TXT "p={KEY[:200]}" "{KEY[200:]}"\n'
            '_dmarc TXT "v=DMARC1; p=reject; rua=mailto:d@good.test"'
        ),
    ),
    "walk": Case(
        dmarc="-",
        domain="a.b.walk.test",
        more=(
            'a.b MX 10 mx.good.test.\na.b TXT "v=spf1 -all"\n'
            f's1._domainkey.a.b TXT "p={KEY[:200]}" "{KEY[200:]}"\n'
            '_dmarc.b TXT "v=DMARC1; p=reject; rua=mailto:d@good.test"'
        ),
        found=(("dmarc-missing", '"v=DMARC1; p=reject; rua=mailto:d@good.test"'),),
    ),
    "p-first": Case(
        dmarc="p=none; v=DMARC1; rua=mailto:d@good.test",
        found=(("dmarc-record-invalid", "v=DMARC1"),),
    ),
    "two-dmarc": Case(
        more='_dmarc TXT "v=DMARC1; p=reject"',
        found=(("dmarc-record-invalid", '"v=DMARC1; p=reject"'),),
    ),
    "no-policy": Case(
        dmarc="v=DMARC1; rua=mailto:d@good.test", found=(("dmarc-record-invalid", "v=DMARC1"),)
    ),
    "bad-policy": Case(
        dmarc="v=DMARC1; p=rejct; rua=mailto:d@good.test",
        found=(("dmarc-record-invalid", "rejct"),),
    ),
    "no-mailto": Case(
        dmarc="v=DMARC1; p=reject; rua=d@good.test",
        found=(("dmarc-record-invalid", "d@good.test"),),
    ),
    "only-watching": Case(
        dmarc="v=DMARC1; p=none; rua=mailto:d@good.test", found=(("dmarc-policy-weak", "p=none"),)
    ),
    "open-below": Case(
        dmarc="v=DMARC1; p=reject; sp=none; rua=mailto:d@good.test",
        found=(("dmarc-policy-weak", "sp=none"),),
    ),
    "strict": Case(
        dmarc="v=DMARC1; p=reject; adkim=s; rua=mailto:d@good.test",
        domain="mail.strict.test",
        more=f'mail TXT "v=spf1 -all"\ns1._domainkey.mail TXT "p={KEY[:200]}" "{KEY[200:]}"',
        arguments=("--dkim-selector", "s1", "--from", "a@strict.test"),
        found=(("dmarc-alignment-conflict", "adkim=s"),),
    ),
    "no-reports": Case(
        dmarc="v=DMARC1; p=reject", found=(("dmarc-reporting", "v=DMARC1; p=reject"),)
    ),
    "not-allowed": Case(
        dmarc="v=DMARC1; p=reject; rua=mailto:d@four.test",
        found=(("dmarc-reporting", "mailto:d@four.test"),),
    ),
    "old-tags": Case(
        dmarc="v=DMARC1; p=reject; pct=20; rua=mailto:d@good.test",
        found=(("dmarc-obsolete-tags", "pct=20"),),
    ),
    # MX
    "null-mx": Case(mx="0 .", found=(("mx-missing", "0 ."),)),
    "no-mx": Case(mx="-", found=(("mx-missing", ""),)),
    "address-only": Case(mx="-", more="@ A 192.0.2.1", found=(("mx-missing", "192.0.2.1"),)),
    # an answer that no packet of UDP holds
    "big": Case(more="\n".join(f'@ TXT "{n:03}{"x" * 250}"' for n in range(230))),
}


def strings(text: str) -> str:
    return " ".join(f'"{text[at : at + 250]}"' for at in range(0, len(text), 250))


def zone() -> str:
    """All of them as the zone test., for a name server and for presend alike."""
    lines = ["$ORIGIN test.", "$TTL 60", "@ SOA ns1 h 1 3600 900 604800 60", "@ NS ns1.good"]
    lines.append('*._report._dmarc.good TXT "v=DMARC1"')
    lines.append("ns1.good A 127.0.0.1")
    for name, case in CASES.items():
        lines.append(f"$ORIGIN {name}.test.")
        for owner, kind, value in (
            ("@", "TXT", case.spf),
            ("@", "MX", case.mx),
            ("_dmarc", "TXT", case.dmarc),
            ("s1._domainkey", "TXT", case.key),
        ):
            if value != "-":
                data = strings(value) if kind == "TXT" else value
                lines.append(f"{owner} {kind} {data}")
        lines.append(case.more)
    return "\n".join(lines) + "\n"
