"""Promotions in a receipt make marketing mail of it.

Transactional mail may go to people who have unsubscribed, without an unsubscribe link, because
it serves what they have done. A sale in it takes that ground away, and its good reputation is
spent on advertising. Google asks senders not to mix different types of content in a message.

Send the promotion as a mail of its own, to those who want it. Two signs are needed, one of them
in a link: "20 % off", "sale", "coupon" and the like in some ten languages. Allow what the lawyer
has approved, such as accessories to the order. The rule is off unless it is asked for, and reads
only mail whose kind is set to transactional.

Evidence: Google, "Email sender guidelines" (21 March 2026).

```html bad kind="transactional"
<p>Thank you for your order. This week 20% off everything: <a href="https://acme.com/sale">see the sale</a></p>
                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Transactional template contains promotional links ("20% off", "sale")
```

```html bad kind="transactional"
<p>Ihre Rechnung. <a href="{{ shop_url }}">Gutschein einlösen</a> und 10 % Rabatt sichern</p>
                  ^^^^^^^^^^^^^^^^^^^^^^^^^ Transactional template contains promotional links ("gutschein", "10 % rabatt")
```

```html good kind="transactional"
<p>Thank you for your order. <a href="https://acme.com/orders/7">Track it</a></p>
```

```html good kind="transactional"
<p>Discount: {{ order.discount }}. Coupon: {{ order.coupon }}. <a href="{{ order.url }}">Your order</a></p>
```

```html good kind="marketing"
<p>20% off everything: <a href="https://acme.com/sale">see the sale</a></p>
```
"""

from presend.api import Envelope, Finding, Html, Iterator, rule
from presend.data import purpose


@rule(severity="info", standard="Google Email sender guidelines", off=True)
def check(html: Html, envelope: Envelope) -> Iterator[Finding]:
    if envelope.marketing:
        return
    text = " ".join(html.text_of((html.start, len(html.source.text)), between=" ").split())
    words = [found[0].lower() for found in purpose.PROMOTION.finditer(text)]
    distinct = list(dict.fromkeys(words))
    if len(distinct) < 2:
        return
    links = [
        element
        for element in html.elements("a", "area", "mj-button")
        if purpose.PROMOTION.search(element.text()) or _sells(element.value("href") or "")
    ]
    if links:
        named = ", ".join(f'"{word}"' for word in distinct[:3])
        said = f"Transactional template contains promotional links ({named})"
        more = [(element.span, "another one") for element in links[1:]]
        yield Finding(links[0].span, said, related=more)


def _sells(address: str) -> bool:
    path = address.partition("//")[2].partition("/")[2].replace("-", " ").replace("/", " ")
    return purpose.PROMOTION.search(path) is not None
