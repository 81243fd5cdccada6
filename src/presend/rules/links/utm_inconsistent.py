"""Campaign parameters must be the same all over a mail.

Analytics tell `spring` from `Spring` and add a row for each, so that one campaign falls apart
into several. What stands after the `#`, or twice, does not arrive or not as meant; parameters
on the links of another site tell its owner of your campaign, and nobody else.

Give every link to your own sites the same `utm_source`, `utm_medium` and `utm_campaign`, in small
letters without spaces, the medium being `email`. `utm_content` and `utm_term` may differ, and
links in different branches of a template are not compared. If your ESP adds the parameters when
it sends, set `added-by-esp = true`: a link without them is no finding then. Links to log in, to
unsubscribe or to legal pages need none.

Evidence: Google Analytics Help, "URL builders: Collect campaign data with custom URLs" (the
parameters) and "Custom campaigns" (case sensitive); no effect on delivery is claimed.

```html bad own-domains=["acme.com"]
<a href="https://acme.com/a?utm_source=news&amp;utm_medium=email&amp;utm_campaign=spring">A</a>
<a href="https://acme.com/b?utm_source=news&amp;utm_medium=email&amp;utm_campaign=Spring_26">B</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ utm_campaign "Spring_26" has capitals or spaces
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ utm_campaign differs between links (spring, Spring_26)
<a href="https://acme.com/c">C</a>
         ^^^^^^^^^^^^^^^^^^ Link has no utm parameters, other than most
```

```html bad
<a href="https://acme.com/?utm_source=Newsletter&amp;utm_medium=email">A</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ utm_source "Newsletter" has capitals or spaces
```

```html fixed
<a href="https://acme.com/?utm_source=newsletter&amp;utm_medium=email">A</a>
```

```html bad own-domains=["acme.com"]
<a href="https://acme.com/?utm_medium=social&amp;utm_source=news&amp;utm_source=news">A</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ utm_medium is "social", not email
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ utm_source is there twice
<a href="https://acme.com/#utm_source=news">B</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ utm parameters stand after the #
<a href="https://partner.tld/?utm_source=news">C</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ utm parameters on a link to another site (partner.tld)
```

```html good own-domains=["acme.com"]
<a href="https://acme.com/?utm_source=news&amp;utm_campaign={{ campaign }}">A</a>
<a href="https://acme.com/{{ path }}">B</a> <a href="https://acme.com/unsubscribe">C</a>
{% if vip %}<a href="https://acme.com/v?utm_source=vip">D</a>{% endif %}
<a href="https://www.instagram.com/acme">E</a> <a href="mailto:a@acme.com">F</a>
```

```html good own-domains=["acme.com"] added-by-esp=true
<a href="https://acme.com/?utm_source=news">A</a> <a href="https://acme.com/b">B</a>
```
"""

from presend import patterns
from presend.api import Edit, Envelope, Finding, Fix, Html, Iterator, Link, Plain, rule
from presend.data import sites
from presend.documents.templating.holes import GAP, HOLE
from presend.domains import registrable, within

_COMPARED = ("utm_source", "utm_medium", "utm_campaign")
_MAIL = ("email", "e-mail", "e_mail", "e mail")
_EXEMPT = patterns.compile(
    r"unsub|opt-?out|preference|privacy|imprint|impressum|terms|legal|login|sign-?in|account",
    patterns.I,
)


class Options:
    added_by_esp: bool = False  # whether the ESP tags what is not tagged


@rule(severity="info", standard="Google Analytics Help, campaign URLs")
def check(document: Html | Plain, envelope: Envelope, options: Options) -> Iterator[Finding]:
    links = [link for link in document.links if link.followed and link.anchor is None]
    tagged = [link for link in links if "utm_" in link.partial and link.url.host is not None]
    if not tagged:
        return
    own = sites.own(envelope)
    within_site = {host: _site(host, own) for host in document.links.by_site}
    branching = isinstance(document, Plain) and any(h.kind == "statement" for h in document.holes)
    values: dict[tuple[str, str], list[tuple[Link, str]]] = {}
    faultless: set[str] = set()  # queries: most links of a mail have the same
    at_home = 0
    for link in tagged:
        site = within_site[link.url.host or ""]
        if site is None:
            said = f"utm parameters on a link to another site ({link.url.host})"
            yield Finding(link.span, said)
            continue
        at_home += 1
        if link.url.query not in faultless or link.url.fragment:
            faults = list(_of_link(link))
            yield from faults
            if not faults:
                faultless.add(link.url.query)
        if link.certain and not branching:
            for name, value, *_ in link.url.parameters:
                if name in _COMPARED and HOLE not in value and GAP not in value:
                    values.setdefault((site, name), []).append((link, value))
    for (_, name), found in values.items():
        yield from _differing(name, found)
    if own and not options.added_by_esp:
        bare = [link for link in links if "utm_" not in link.partial and _page(link, within_site)]
        for link in bare if len(bare) <= at_home else ():
            yield Finding(link.span, "Link has no utm parameters, other than most")


def _site(host: str, own: frozenset[str]) -> str | None:
    """What links are compared within: the own sites, or each site where no own one is known."""
    if not own:
        return registrable(host) or host
    return "own" if any(within(host, name) for name in own) else None


def _page(link: Link, within_site: dict[str, str | None]) -> bool:
    url = link.url
    is_page = url.known and not url.errors and url.scheme in ("http", "https")
    return is_page and within_site.get(url.host or "") is not None and not _EXEMPT.search(url.path)


def _of_link(link: Link) -> Iterator[Finding]:
    if link.url.fragment.startswith("utm_") or "&utm_" in link.url.fragment:
        yield Finding(link.span, "utm parameters stand after the #")
    seen: set[str] = set()
    twice: set[str] = set()
    for name, value, start, end in link.url.parameters:
        if not name.startswith("utm_"):
            continue
        if name in seen:
            twice.add(name)
            continue
        seen.add(name)
        if HOLE in value or GAP in value or name not in _COMPARED:
            continue
        if name == "utm_medium" and value.lower() not in _MAIL:
            yield Finding(link.span, f'utm_medium is "{value}", not email')
        elif value != value.lower() or " " in value:
            better = value.lower().replace(" ", "-")
            fix = _rewrite(link, link.partial[start:end], name, better)
            yield Finding(link.span, f'{name} "{value}" has capitals or spaces', fix)
    for name in sorted(twice):
        yield Finding(link.span, f"{name} is there twice")


def _differing(name: str, found: list[tuple[Link, str]]) -> Iterator[Finding]:
    """The links whose value is not the one that most have."""
    counts: dict[str, int] = {}
    for _, value in found:
        counts[value] = counts.get(value, 0) + 1
    usual = max(counts, key=lambda value: counts[value])
    for link, value in found:
        if value != usual:
            said = f"{name} differs between links ({usual}, {value})"
            yield Finding(link.span, said, severity="warning")


def _rewrite(link: Link, written: str, name: str, value: str) -> Fix | None:
    if link.text.count(written) != 1:
        return None
    return Fix("Write small letters", [Edit(link.place(written), f"{name}={value}")], safe=False)
