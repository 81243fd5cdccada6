"""What a mail is for: marketing, which goes to a list, or transactional, which answers an act.

Google and Yahoo exempt transactional mail (receipts, confirmations, password resets) from what
they ask of marketing mail ("Email sender guidelines FAQ", 11 March 2026; Sender Hub FAQ, 2 August
2025). Nothing in a text proves which it is, so the configuration says it. Where it does not,
what a rule finds missing is information, and what plainly speaks of an order, an account or a
password is not judged. The words of promotions and of transactions are presend's own; those of
languages beyond English, German, French, Spanish and Italian are not reviewed.
"""

from __future__ import annotations

from presend import patterns
from presend.finding import Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.html import Html
    from presend.documents.message import Message

_FOR_MARKETING = frozenset(
    "hubspot mailchimp klaviyo activecampaign aweber beehiiv campaignmonitor constantcontact drip "
    "emma kit mailerlite marketo omnisend substack zoho".split()
)
_BULK_HEADERS = ("list-unsubscribe", "list-id", "feedback-id", "x-csa-complaints", "x-campaign")
_REPLY_HEADERS = ("in-reply-to", "references", "thread-index", "thread-topic")

UNSAID = ' (if it is transactional, say kind = "transactional")'
"""What a finding adds where nobody has said what kind of mail it is."""


def surely_marketing(kind: str | None, esp: str | None) -> bool:
    """Whether a mail goes to a list beyond doubt: it is said, or its ESP sends nothing else."""
    return kind == "marketing" if kind is not None else esp in _FOR_MARKETING


def answers(message: Message) -> bool:
    """Whether a message says that it continues a conversation (RFC 5322, 3.6.4; Exchange)."""
    return any(message.headers.get(name) for name in _REPLY_HEADERS)


def maybe_marketing(message: Message) -> None:
    """Raise Unknown for a message that may as well be from one person to another."""
    listed = any(message.headers.get(name) for name in _BULK_HEADERS)
    if answers(message) or not (listed or message.html):
        raise _unsaid()
    if not listed:
        for part in message.html:
            presume_marketing(part)


def presume_marketing(html: Html) -> None:
    """Raise Unknown for a mail of unsaid kind whose text answers an act and sells nothing."""
    shown = html.text_of((html.start, len(html.masked)), between=" ")
    text = " ".join(shown.split())[:_BEGINNING]
    if TRANSACTION.search(text) and all(
        found[0].lower() in _LINE_ITEMS for found in PROMOTION.finditer(text)
    ):
        raise _unsaid()


def _unsaid() -> Unknown:
    return Unknown(
        "whether it is marketing or transactional mail is not known",
        'say kind = "marketing" or "transactional" in [sending], or give --kind',
    )


PROMOTION = patterns.compile(
    r"\b\d{1,2} ?% (?:off|discount|rabatt|de (?:réduction|descuento)|di sconto|korting|alennus)"
    r"|\b(?:sale|discounts?|coupons?|vouchers?|promo(?: ?code|tions?)?|special offer|limited offer"
    r"|limited[- ]time|clearance|black friday|cyber monday|buy one|free gift|bestsellers?"
    r"|you (?:may|might) also like|recommended for you|rabatt\w*+|angebote?|gutscheine?"
    r"|schlussverkauf|soldes|promotions?|bons? de réduction|rebajas|descuentos?|ofertas?|cupón"
    r"|saldi|sconti?|offerte?|korting|aanbieding(?:en)?|rea|alennus|tarjous|wyprzedaż|rabat"
    r"|promocj\w++|скидк\w++|распродаж\w++)\b",
    patterns.I,
)
"""Found in a text that sells."""

_BEGINNING = 4000  # code points of shown text; footers of newsletters speak of accounts too
_LINE_ITEMS = ("discount", "discounts")  # a receipt has them as well

TRANSACTION = patterns.compile(
    r"\b(?:passwor[dt]|passcode|(?:verification|security|one[- ]time) code|sign-in attempt"
    r"|(?:confirm|verify|activate) your (?:\w+ )?(?:e-?mail|account|address|registration|identity)"
    r"|your (?!next\b|first\b)(?:\w+ )?(?:order|invoice|receipt|purchase|payment|refund|parcel"
    r"|shipment|return|booking|reservation)|(?:has|have) (?:been )?shipped|shipping address"
    r"|(?:order|invoice|tracking|booking)(?: ?(?:confirmation|number|no\b|id\b)| ?[#:])"
    r"|billing (?:address|information)|credit card ending|automatically generated"
    r"|your account (?:settings )?(?:has|have|was|is)\b|(?:has|been|was) invited (?:you|to)\b"
    r"|your trial (?:period\b.{0,40}?|\w+ )?(?:has|is|ends?|will|expires?)\b"
    r"|(?:ihre|deine) (?:bestellung|rechnung|zahlung|sendung|buchung)|(?:bestell|sendungs)nummer"
    r"|mot de passe|(?:votre|ta) (?:commande|facture|réservation)|numéro de commande"
    r"|contraseña|(?:tu|su) (?:pedido|factura|reserva)|número de pedido"
    r"|(?:il tuo|il suo) ordine|la (?:tua|sua) fattura|numero d['’]ordine"
    r"|wachtwoord|(?:je|uw) bestelling|salasana|tilauksesi|tilausvahvistus|lösenord|din beställning"
    r"|hasło|(?:twoje|państwa) zamówieni)",
    patterns.I,
)
"""Found in a text that answers an act of its reader: an order, a registration, a lost password."""
