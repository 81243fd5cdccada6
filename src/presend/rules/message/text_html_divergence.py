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

_STUB = (
    r"(?:does|do|can|could)(?: no|n'?)t (?:support|display|show|read|render|view) (?:html|this)"
    r"|html[- ](?:enabled|capable|compatible|format|version|e-?mail|message)"
    r"|(?:view|read|open|see) (?:this|the|it|our)[\w' -]{0,40}(?:in|on|with)[\w' -]{0,20}"
    r"(?:browser|web|online)|(?:kein|unterstützt)[\w ]{0,30}html|(?:im|in ihrem) browser"
    r"|ne (?:supporte|prend|permet)[\w ]{0,40}html|dans (?:votre|le) navigateur"
    r"|en (?:su|tu) navegador|no (?:admite|soporta|puede)[\w ]{0,30}html"
)
_OF_ESP = r"unsub|opt.?out|prefer|subscription|manage|browser|view|web.?(?:version|link)|archive"
_STUB_SAID = "Text part only points to the HTML part"
_LITTLE = 20  # words, below which nothing is compared
_STUB_WORDS = 40
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
    for said in _differences(pages, plain):
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
    """Each HTML against the first text beside it in its multipart/alternative."""
    pages = {id(html.source): html for html in message.html}
    texts = {id(plain.source): plain for plain in message.plain if plain.source.text.strip()}
    for multipart in message.root.walk(messages=False):
        if multipart.type != "multipart/alternative":
            continue
        inner = (id(each.text) for each in multipart.walk(messages=False))
        html = next((pages.pop(each) for each in inner if each in pages), None)
        part = next((each for each in multipart.parts if id(each.text) in texts), None)
        if html is None or part is None:
            continue
        plain = texts[id(part.text)]
        header = part.headers.get("content-type")
        span = part.headers.span if header is None else header.value_span
        stub = False
        for said in _differences([html], plain):
            stub = stub or said == _STUB_SAID
            yield Finding(span, said)
        if envelope.marketing and not stub and html.opts_out and not plain.opts_out:
            said = "Text part has no way to unsubscribe, HTML has one"
            sure = envelope.mail_kind == "marketing"
            yield Finding(span, said, severity=None if sure else "info")


def _differences(pages: list[Html], plain: Plain) -> Iterator[str]:
    """How the text departs from the HTML, the worst of it first; one on words, one on links."""
    from presend.documents import counterpart
    from presend.documents.wording import shown

    said = plain.masked[plain.start :]
    text = set(shown.words(said))
    page: set[str] = set()
    also: set[str] = set()
    for html in pages:
        page.update(shown.words(shown.text(html)))
        for image in html.elements("img"):
            also.update(shown.words(image.value("alt") or ""))
    if len(page) >= _LITTLE:
        one_line = " ".join(said.lower().split())
        if len(text) < _STUB_WORDS and len(text) < len(page) and _is_stub(one_line, text, page):
            yield _STUB_SAID
            return
        shared = len(text & (page | also)) / len(text | page)
        if len(text) * 10 < len(page):
            few = f"{len(text)} different words" if text else "no words"
            yield f"Text part has {few}, HTML has {len(page)}"
            return
        if 1 - shared > _APART:
            yield f"Text part and HTML share {round(shared * 100)} % of their words"
            return
    there = {
        link.partial
        for html in pages
        for link in html.links
        if link.kind == "click" and (link.url.scheme in ("http", "https") or not link.url.known)
    }
    count = counterpart.targets(plain)
    if len(there) >= counterpart.LINKS and count * counterpart.FEW <= len(there):
        yield f"Text part has {count or 'no'} link{'s' * (count > 1)}, HTML has {len(there)}"


def _is_stub(line: str, text: set[str], page: set[str]) -> bool:
    found = patterns.compile(_STUB).search(line)
    return found is not None and len(text & page) * 2 < len(text)
