"""What each email service provider has its customers write into the DNS.

Sources: section 14 of presend's catalogue (August 2026), which holds Domain-Connect templates
(e002d91e, 20 August 2026, from the providers themselves), about forty real zone files on GitHub
(2022 to 2026) and vendors' documentation; entries of its table that rest on memory are left
out, and so is every provider whose values differ by account. For HubSpot's SPF include five
published tables disagree; only `<HubID>.spfNN.hubspotemail.net` stood in every real record.

`{id}` is the customer's number at the provider, `{d}` the sending domain with hyphens for dots,
`{s}` the selector. In patterns of targets and includes, `#` is a run of digits, `*` one or more
labels, `{pod}` a number that both keys of a pair share.
"""

from __future__ import annotations

from presend import patterns
from presend.memo import Memo

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from typing import Literal

    Need = Literal["required", "asked", "useless", ""]


def _pattern(text: str) -> re.Pattern[str]:
    """What a selector, a target or an include is held against."""
    return _patterns[text]


def _made(text: str) -> re.Pattern[str]:
    from re import escape

    made = escape(text)
    for sign, expression in (
        (r"\{d\}", r"(?P<d>[a-z0-9-]+)"),
        (r"\{s\}", r"(?P<s>[a-z0-9_-]+)"),
        (r"\{id\}", r"(?P<id>[0-9]+)"),
        (r"\{pod\}", r"(?P<pod>[0-9]+)"),
        (r"\#", r"[0-9]*"),
        (r"\*", r"[a-z0-9_.-]+"),
    ):
        made = made.replace(sign, expression, 1)
    return patterns.compile(made)


_patterns = Memo(_made)


class KeyShape:
    """One DKIM key of a provider: its selector and, where it is a CNAME record, the target.

    `target` is empty where the key stands in a TXT record. A `legacy` key is valid, but new
    customers get none.
    """

    __slots__ = ("legacy", "selector", "target")

    def __init__(self, selector: str, target: str = "", *, legacy: bool = False) -> None:
        self.selector = selector
        self.target = target
        self.legacy = legacy

    def fits(self, selector: str) -> bool:
        """Whether a selector is of this shape."""
        return _pattern(self.selector).fullmatch(selector) is not None

    def account(self, selector: str) -> str | None:
        """The customer's number in a selector of this shape."""
        if "{id}" not in self.selector:
            return None
        found = _pattern(self.selector).fullmatch(selector)
        return None if found is None else found["id"]

    def target_parts(self, target: str) -> dict[str, str] | None:
        """What stands in the places of a target; None for one of another shape."""
        found = _pattern(self.target).fullmatch(target)
        return None if found is None else found.groupdict()

    def example(self, selector: str, domain: str) -> str:
        """What the target looks like for a domain."""
        made = self.target.replace("{d}", domain.replace(".", "-")).replace("{s}", selector)
        made = made.replace("{pod}", "NN").replace("{id}", "N")
        return made.replace("#", "N").replace("*", "\u2026")


class Profile:
    """A provider's DNS: its keys, its SPF include, and where bounces go.

    `need` says of the include: `required` for the customer's own Return-Path, `asked` for by
    the provider's set-up, `useless` as bounces never come to the customer's domain; empty:
    nothing is known. `zones` are the provider's domains, below which an include is its own.
    `fixed` says that customers choose no other selectors.
    """

    __slots__ = ("bounces_to_itself", "fixed", "id", "include", "keys", "need", "zones")

    def __init__(
        self,
        id: str,
        keys: tuple[KeyShape, ...],
        *,
        include: str = "",
        need: Need = "",
        zones: str = "",
        bounces_to_itself: bool = False,
        fixed: bool = False,
    ) -> None:
        self.fixed = fixed
        self.id = id
        self.keys = keys
        self.include = include
        self.need: Need = need
        self.zones = tuple(zones.split())
        self.bounces_to_itself = bounces_to_itself

    def includes(self, host: str) -> bool:
        """Whether an include is the one that the provider asks for."""
        if not self.include:
            return False
        return _pattern(self.include).fullmatch(_bare(host)) is not None

    def account(self, host: str) -> str | None:
        """The customer's number in an include."""
        if "{id}" not in self.include:
            return None
        found = _pattern(self.include).fullmatch(_bare(host))
        return None if found is None else found["id"]

    def key(self, selector: str) -> KeyShape | None:
        """The shape that a selector has."""
        return next((key for key in self.keys if key.fits(selector)), None)

    @property
    def rotates(self) -> bool:
        """Whether its keys come in pairs, one of which is used while the other is changed."""
        return sum(bool(key.target) and not key.legacy for key in self.keys) > 1


def _bare(host: str) -> str:
    return host.lower().removesuffix(".")


_SENDGRID = "{s}.domainkey.u{id}.wl*.sendgrid.net"
_ALL = (
    Profile(
        "hubspot",
        (
            KeyShape("hs1-{id}", "{d}.hs{pod}a.dkim.hubspotemail.net"),
            KeyShape("hs2-{id}", "{d}.hs{pod}b.dkim.hubspotemail.net"),
            KeyShape("hs1", "{d}.hs{pod}a.dkim.hubspotemail.net", legacy=True),
            KeyShape("hs2", "{d}.hs{pod}b.dkim.hubspotemail.net", legacy=True),
        ),
        include="{id}.spf#.hubspotemail.net",
        need="asked",
        zones="hubspotemail.net hubspot.com",
        bounces_to_itself=True,
        fixed=True,
    ),
    Profile(
        "mailchimp",
        (
            KeyShape("k2", "dkim2.mcsv.net"),
            KeyShape("k3", "dkim3.mcsv.net"),
            KeyShape("k1", "dkim.mcsv.net", legacy=True),
        ),
        include="servers.mcsv.net",
        need="useless",
        zones="mcsv.net",
        bounces_to_itself=True,
        fixed=True,
    ),
    Profile(
        "mandrill",
        (
            KeyShape("mte1", "dkim1.mandrillapp.com"),
            KeyShape("mte2", "dkim2.mandrillapp.com"),
            KeyShape("mandrill", legacy=True),
        ),
        include="spf.mandrillapp.com",
        zones="mandrillapp.com",
        bounces_to_itself=True,
    ),
    Profile(
        "sendgrid",
        (KeyShape("s1", _SENDGRID), KeyShape("s2", _SENDGRID)),
        include="sendgrid.net",
        zones="sendgrid.net",
    ),
    Profile(
        "brevo",
        (
            KeyShape("brevo1", "b1.{d}.dkim.brevo.com"),
            KeyShape("brevo2", "b2.{d}.dkim.brevo.com"),
            KeyShape("mail", legacy=True),
        ),
        include="spf.brevo.com",
        zones="brevo.com sendinblue.com",
        bounces_to_itself=True,
    ),
    Profile("mailgun", (), include="mailgun.org", need="required", zones="mailgun.org"),
    Profile("postmark", (), include="spf.mtasv.net", zones="mtasv.net"),
    Profile("ses", (), include="amazonses.com", zones="amazonses.com"),
    Profile(
        "resend", (KeyShape("resend"),), include="amazonses.com", zones="amazonses.com"
    ),
    Profile(
        "mailerlite",
        (KeyShape("litesrv", "litesrv._domainkey.mlsend.com"),),
        include="_spf.mlsend.com",
        need="asked",
        zones="mlsend.com",
    ),
    Profile(
        "mailjet",
        (KeyShape("mailjet"),),
        include="spf.mailjet.com",
        need="asked",
        zones="mailjet.com",
    ),
    Profile(
        "aweber",
        tuple(
            KeyShape(f"aweber_key_{each}", f"aweber_key_{each}.send.aweber.com") for each in "abc"
        ),
    ),
    Profile(
        "customerio", (), include="mailgun.org", zones="customeriomail.com mailgun.org"
    ),
)  # fmt: skip

PROFILES: dict[str, Profile] = {profile.id: profile for profile in _ALL}
"""Every provider whose records are known, by its id in `presend.data.senders`."""

ZONES: dict[str, tuple[str, ...]] = {
    "klaviyo": ("klaviyodns.com", "klaviyomail.com"),  # it has no profile: no include is known
    **{profile.id: profile.zones for profile in _ALL if profile.zones},
}
"""The domains below which a provider publishes SPF with its own addresses."""
