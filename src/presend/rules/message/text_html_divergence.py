"""The text part of a mail must say what the HTML says.

Two parts that differ are a trick of spam: harmless words for the filter, the pitch for the
reader. A text that only tells to look at the HTML leaves those in the lurch who see nothing
else, and one without the links gives them nothing to do.

Write the text after the HTML, or let the ESP make it anew when the HTML changes. Hidden text
and alternative texts of images need not be repeated, and a logo or an icon need not be linked.
A template is compared with the file of the same name beside it (`news.html` and `news.txt`)
where both hold all of the mail, an export with its own text; there a link to a site that the
HTML does not link to is told as well, at `info` where a tag in the HTML may name it. What a
template fills in does not count.

Evidence: rspamd R_PARTS_DIFFER 1.0 (distance over one half), URI_COUNT_ODD 1.0 (August 2026);
SpamAssassin MPART_ALT_DIFF 0.6-2.2, MPART_ALT_DIFF_COUNT 1.1-2.8 (October 2024). The limits for
links and for short texts are presend's own.

```message bad
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain
              ^^^^^^^^^^ Text part only points to the HTML part

Your mail client does not support HTML. View this email in your browser: https://acme.com/v
--b
Content-Type: text/html

<p>The spring coffees have landed: two from the slopes above Nyeri, one from Huila, all of them
roasted on Tuesday and on your doormat by Thursday.</p>
--b--
```

```message bad kind="marketing"
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain
              ^^^^^^^^^^ Text part has no link, HTML has 3
              ^^^^^^^^^^ Text part has no way to unsubscribe, HTML has one

New coffees: Nyeri, Huila, and how we brew them.
--b
Content-Type: text/html

<p>New coffees: <a href="https://acme.com/nyeri">Nyeri</a>,
<a href="https://acme.com/huila">Huila</a>, and how we brew them.</p>
<p><a href="https://acme.com/unsubscribe">Unsubscribe</a></p>
--b--
```

```message bad
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain
              ^^^^^^^^^^ Text part and HTML share 6 % of their words

Dear colleague, please find below the minutes of our meeting about the budget of next year.
--b
Content-Type: text/html

<p>The spring coffees have landed: two from the slopes above Nyeri, one from Huila, all of them
roasted on Tuesday and on your doormat by Thursday.</p>
--b--
```

```message good kind="marketing"
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain

New coffees from Nyeri: https://acme.com/nyeri
And how we brew them. Unsubscribe: https://acme.com/unsubscribe
--b
Content-Type: text/html

<div style="display:none">Two weeks from tree to cup and everything in between, told by those who did it</div>
<a href="https://acme.com/"><img src="logo.png" alt="Acme"></a>
<p>New coffees from <a href="https://acme.com/nyeri">Nyeri</a>. And how we brew them.</p>
<p><a href="https://acme.com/unsubscribe">Unsubscribe</a></p>
--b--
```

```plain good
A text without an HTML beside it
```
"""

from presend import patterns
from presend.api import (
    Envelope,
    Finding,
    Html,
    Iterator,
    Link,
    Message,
    Plain,
    Severity,
    Span,
    rule,
)
from presend.domains import registrable

_OF_ESP = r"unsub|opt.?out|prefer|subscription|manage|browser|view|web.?(?:version|link)|archive"
_STUB_SAID = "Text part only points to the HTML part"
_LITTLE = 20  # words, below which nothing is compared
_APART = 0.5  # rspamd's limit of the distance


@rule(severity="warning", standard="RFC 2046, 5.1.4")
def check(document: Message | Plain, envelope: Envelope) -> Iterator[Finding]:
    if isinstance(document, Message):
        yield from _of_message(document, envelope)
    elif document.rendered or not document.part:
        return
    elif document.source.outer is not None:
        pages = [each for each in envelope.parts if isinstance(each, Html)]
        yield from _apart(pages, document) if pages else ()
    else:
        from presend.documents import counterpart

        page = counterpart.page_of(document)
        if page is None or counterpart.alike(page, document) or document.includes:
            return
        html = counterpart.read(page, document)
        if _complete(html):
            yield from _apart([html], document)


def _apart(pages: list[Html], plain: Plain) -> Iterator[Finding]:
    """What sets a text apart from its HTML before they are sent, when links are not yet tracked."""
    if said := _difference(pages, plain):
        yield Finding(Span(plain.start, plain.start), said)
    links = [link for html in pages for link in html.links if link.followed]
    sites = {site for link in links if (site := link.url.site) is not None}
    known = {registrable(site) or site for site in sites}
    other = [
        link
        for link in plain.links
        if link.followed and (site := link.url.site) and (registrable(site) or site) not in known
    ]
    if known and other:
        said = f"Text part links to {other[0].url.site}, HTML does not"
        related = [(link.span, f"{link.url.site} neither") for link in other[1:]]
        # where a tag names the site, it may be this one
        filled = any(link.url.site is None and not _leads_off(link) for link in links)
        severity: Severity = "info" if filled else "warning"
        yield Finding(other[0].span, said, severity=severity, related=related)


def _leads_off(link: Link) -> bool:
    """Whether a link without a known site is a mail, or to the ESP's own pages."""
    named = patterns.compile(_OF_ESP, patterns.I).search(link.text)
    return link.url.known or link.partial.startswith("mailto:") or named is not None


def _complete(html: Html) -> bool:
    return (html.whole or html.mjml) and not html.includes


def _of_message(message: Message, envelope: Envelope) -> Iterator[Finding]:
    """Each HTML against the text beside it."""
    from presend.documents import counterpart

    for html, plain, part in counterpart.alternatives(message):
        if difference := _difference([html], plain):
            yield Finding(part.declared, difference)
        stub = difference == _STUB_SAID
        if envelope.marketing and not stub and html.opts_out and not plain.opts_out:
            said = "Text part has no way to unsubscribe, HTML has one"
            sure = envelope.mail_kind == "marketing"
            yield Finding(part.declared, said, severity=None if sure else "info")


def _difference(pages: list[Html], plain: Plain) -> str | None:
    """How the text departs most from the HTML: in its words, or in the number of its links."""
    from presend.documents import counterpart

    words = counterpart.Words(pages, plain)
    if words.of_pages >= _LITTLE:
        if words.only_point:
            return _STUB_SAID
        if words.of_text * 10 < words.of_pages:
            few = f"{words.of_text} different words" if words.of_text else "no words"
            return f"Text part has {few}, HTML has {words.of_pages}"
        if 1 - words.shared > _APART:
            return f"Text part and HTML share {round(words.shared * 100)} % of their words"
    there = {
        link.partial
        for html in pages
        for link in html.links
        if link.kind == "click" and (link.url.scheme in ("http", "https") or not link.url.known)
    }
    count = counterpart.targets(plain)
    if len(there) >= counterpart.LINKS and count * counterpart.FEW <= len(there):
        return f"Text part has {count or 'no'} link{'s' * (count > 1)}, HTML has {len(there)}"
    return None
