"""List-Unsubscribe and List-Unsubscribe-Post make one-click unsubscribing only together.

RFC 8058 asks for one HTTPS URI in List-Unsubscribe (a mailto may stand beside it), for
`List-Unsubscribe-Post: List-Unsubscribe=One-Click`, and for a DKIM signature that covers both.
Clients ignore a pair that is incomplete, and then Gmail's and Yahoo's requirement is not met: a
mailto or a page with a form does not count.

Write `List-Unsubscribe: <https://acme.com/u/abc>, <mailto:u@acme.com>`, the Post header, and add
both names to `h=` of the signature. The address must take a POST without a login or a redirect,
which no linter sees. A header that is one tag of the ESP is filled in later, and a draft without
any signature may still get one. Where nobody has said which kind of mail it is, all is only
information.

Evidence: RFC 8058, 3.1 and 4; RFC 2369, 2 and 3.2; Google, "Email sender guidelines FAQ" (11
March 2026); Yahoo Sender Hub, requirements (10 April 2025: mailto is accepted, POST is highly
recommended).

```message bad kind="marketing"
From: Acme <news@acme.com>
List-Unsubscribe: <https://acme.com/u/abc>
                  ^^^^^^^^^^^^^^^^^^^^^^^^ One-click unsubscribe is incomplete: List-Unsubscribe-Post missing

Hello
```

```message bad kind="marketing"
From: Acme <news@acme.com>
List-Unsubscribe: mailto:u@acme.com
                  ^^^^^^^^^^^^^^^^^ One-click unsubscribe is incomplete: no https URI
                  ^^^^^^^^^^^^^^^^^ One-click unsubscribe is incomplete: URI not in angle brackets
List-Unsubscribe-Post: One-Click
                       ^^^^^^^^^ One-click unsubscribe is incomplete: List-Unsubscribe-Post must say List-Unsubscribe=One-Click

Hello
```

```message bad kind="marketing"
From: Acme <news@acme.com>
List-Unsubscribe: <http://acme.com/u/abc>; <mailto:u@acme.com>
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ One-click unsubscribe is incomplete: URIs not separated by a comma
                   ^^^^^^^^^^^^^^^^^^^^^ One-click unsubscribe is incomplete: http URI, not https
List-Unsubscribe-Post: List-Unsubscribe=One-Click

Hello
```

```message bad kind="marketing"
From: Acme <news@acme.com>
DKIM-Signature: v=1; d=acme.com; s=a; h=from:to:subject; bh=AA; b=AA
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ One-click unsubscribe is incomplete: no DKIM signature covers List-Unsubscribe and List-Unsubscribe-Post (h=)
List-Unsubscribe: <https://acme.com/u/abc>, <https://acme.com/u/def>
                                             ^^^^^^^^^^^^^^^^^^^^^^ One-click unsubscribe is ambiguous: more than one https URI
List-Unsubscribe-Post: List-Unsubscribe=One-Click

Hello
```

```message bad kind="marketing"
From: Acme <news@acme.com>
List-Unsubscribe: <https://acme.com/u/{{ contact.id }}>
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ One-click unsubscribe is incomplete: the URI holds a merge tag that nobody filled in
List-Unsubscribe-Post: List-Unsubscribe=One-Click

Hello
```

```message good kind="marketing"
From: Acme <news@acme.com>
DKIM-Signature: v=1; d=acme.com; s=a; bh=AA; b=AA;
 h=From:To:Subject:List-Unsubscribe:
  List-Unsubscribe-Post
List-Unsubscribe: <https://acme.com/u/abc>,
 <mailto:u@acme.com?subject=off>
List-Unsubscribe-Post: List-Unsubscribe=One-Click

Hello
```

```message good kind="marketing"
From: Acme <news@acme.com>
List-Unsubscribe: <%asm_group_unsubscribe_raw_url%>

Hello
```

```message good kind="transactional"
From: Acme <billing@acme.com>
List-Unsubscribe: <mailto:billing@acme.com>

Hello
```
"""

from presend import patterns
from presend.api import Envelope, Finding, Iterator, Message, Source, Span, rule
from presend.data import esp_tokens, purpose

_URI = patterns.compile(r"<\s*+([^<>]*+)>")
_COMMENT = patterns.compile(r"\([^()]*+\)")
_FOLDED = patterns.compile(r"<[^<>\r\n]*+\r?\n[^<>]*+>")


@rule(severity="error", standard="RFC 8058, 3.1 and 4; RFC 2369, 2")
def check(message: Message, envelope: Envelope) -> Iterator[Finding]:
    header = message.headers.get("list-unsubscribe")
    if header is None or not envelope.marketing:
        return
    value = header.unfolded
    if esp_tokens.one_tag(value.text):
        return
    sure = purpose.surely_marketing(envelope.mail_kind, envelope.esp)
    for source, span, said in [
        *((value, span, said) for span, said in _of_value(value.text)),
        *_of_post(message, value),
        *_of_fold(message, value),
        *_of_signatures(message),
    ]:
        said = f"One-click unsubscribe is incomplete: {said}"
        yield Finding(span, said, severity=None if sure else "info", source=source)
    secure = [span for span in _uris(value.text) if _scheme(value.text, span) == "https"]
    for span in secure[1:2]:
        said = "One-click unsubscribe is ambiguous: more than one https URI"
        yield Finding(span, said, severity="warning" if sure else "info", source=value)


def _uris(text: str) -> list[Span]:
    return [Span(*found.span(1)) for found in _URI.finditer(text)]


def _scheme(text: str, span: Span) -> str:
    return text[span.start : span.end].partition(":")[0].strip().lower()


def _of_value(text: str) -> Iterator[tuple[Span, str]]:
    uris, whole = _uris(text), Span(0, len(text))
    for uri in uris:
        if esp_tokens.holds_tag(text[uri.start : uri.end]):
            yield uri, "the URI holds a merge tag that nobody filled in"
    if not any(_scheme(text, uri) == "https" for uri in uris):
        plain = [uri for uri in uris if _scheme(text, uri) == "http"]
        yield (plain[0], "http URI, not https") if plain else (whole, "no https URI")
    between = _COMMENT.sub("", _URI.sub("<>", text))
    if between.replace("<>", "").strip(" \t,;"):
        yield whole, "URI not in angle brackets"
    if ";" in between or "<><>" in "".join(between.split()):
        yield whole, "URIs not separated by a comma"


def _of_post(message: Message, value: Source) -> Iterator[tuple[Source, Span, str]]:
    post = message.headers.get("list-unsubscribe-post")
    if post is None:
        yield value, Span(0, len(value.text)), "List-Unsubscribe-Post missing"
    elif "".join(post.value.split()).lower() != "list-unsubscribe=one-click":
        said = "List-Unsubscribe-Post must say List-Unsubscribe=One-Click"
        yield post.unfolded, Span(0, len(post.unfolded.text)), said


def _of_fold(message: Message, value: Source) -> Iterator[tuple[Source, Span, str]]:
    header = message.headers.get("list-unsubscribe")
    if header is not None and _FOLDED.search(header.raw):
        yield value, Span(0, len(value.text)), "the header is folded inside a URI"


def _of_signatures(message: Message) -> Iterator[tuple[Source, Span, str]]:
    """A message without a signature is left to dkim-signature."""
    from presend.documents.mail.signatures import Signature

    signatures = [Signature(header) for header in message.headers.all("dkim-signature")]
    both = ("List-Unsubscribe", "List-Unsubscribe-Post")
    names = [name for name in both if message.headers.get(name)]
    if any(all(name.lower() in each.covered for name in names) for each in signatures):
        return
    if signatures:
        text = signatures[0].text
        said = f"no DKIM signature covers {' and '.join(names)} (h=)"
        yield text, Span(0, len(text.text)), said
