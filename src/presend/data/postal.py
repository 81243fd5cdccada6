"""Postal addresses as they are written, and the tags that stand for one.

Sources: section 15 and card CMP006 of presend's catalogue (August 2026): tags of ESPs, forms of
postcodes; the words for streets and boxes are presend's own, those of languages beyond English
and German not reviewed by native speakers. An address cannot be told from other text with
certainty: what looks like one counts.
"""

from __future__ import annotations

from itertools import islice

from presend import patterns

TAGS = (
    "address",
    "adresse",
    "anschrift",
    "direccion",
    "member_addr",
    "sender-info",
    "sender_info",
    "company_street",
    "office_location",
    "email_can_spam",
    "email_footer",
    "location.street",
    "street",
    "postal",
    "impressum",
)
"""Parts of tags that an ESP or a template replaces by an address, in small letters."""

_NO_POSTAL = ("email", "e-mail", "mail_addr", "ip_addr", "ipaddress", "shipping", "billing",
              "delivery", "to_addr", "from_addr", "remote_addr", "mailing_list")  # fmt: skip

_STREET = (
    r"street|st\b\.?|avenue|ave\b|road|rd\b|lane|ln\b|drive|dr\b|boulevard|blvd|square|sq\b|court"
    r"|place|plaza|parkway|pkwy|quay|terrace|highway|hwy|yard|way\b|row\b|close\b|crescent|alley"
    r"|wharf|circle|suite|ste\b|floor|level|unit|building|bldg"
)
_NUMBERED = (
    r"stra(?:ß|ss)e|str\b\.?|platz|weg\b|allee|gasse|ufer|ring\b|damm\b|rue\b|av\.|bd\b|place\b"
    r"|chemin|quai|calle|c/|avenida|avda|plaza|paseo|carrer|rua\b|praça|travessa|via\b|viale|piazza"
    r"|corso|straat|laan\b|plein|gracht|kade|weg|ul\.|ulica|al\.|aleja|plac\b|katu\b|tie\b|gatan"
    r"|vägen|vej\b|gade\b|gata\b|veien|ulice|utca|út\b|tér\b|strada|bulevardul|ул\.|улица|проспект"
    r"|вул\.|вулиця|sokak|caddesi|cad\.|mah\.|οδός|jalan|jl\.|רחוב|רח'|שדרות|شارع|طريق"
)
_NUMBERED_WORDS = tuple(  # without one of these, none of those is there
    "straße strasse str platz weg allee gasse ufer ring damm rue av. bd place chemin quai calle "
    "c/ avenida avda plaza paseo carrer rua praça travessa via veien piazza corso straat laan "
    "plein gracht kade ul. ulic al. aleja plac katu tie gatan vägen vej gade gata ut út tér "
    "bulevardul ул. улица проспект вул. вулиця sokak cad mah. οδός jalan jl. רח שדרות شارع "
    "طريق".split()
)
_POSTCODE = (
    r"\b[A-Z]{2}\.?,?\s+\d{5}(?:-\d{4})?\b"  # United States
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b"  # United Kingdom
    r"|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b"  # Canada
    r"|\b[A-Z]\d\d\s[A-Z\d]{4}\b"  # Ireland
    r"|\b\d{2}-\d{3}\b"  # Poland
    r"|〒?\s?\b\d{3}-\d{4}\b"  # Japan
    r"|\b\d{5}-\d{3}\b"  # Brazil
    r"|\b\d{3}\s\d{2}\b"  # Sweden, Czechia, Slovakia, Greece
    r"|\b\d{4}\s?[A-Z]{2}\b"  # Netherlands
)
_BOX = patterns.compile(
    r"\bp\.?\s?o\.?\s?box\b|\bpostfach\b|\bpmb\s\d|\bpl\s\d|\bbp\s\d|\bcasella postale\b"
    r"|\bapartado\b|\bpostbus\b|\bpostboks\b|\bcaixa postal\b|\bskr\.\s?poczt"
)
_BOX_WORDS = "box|postfach|pmb|pl |bp |casella|apartado|postb|caixa|skr.".split("|")
_BOX_LENGTH = 16  # code points that one takes at most, white space apart
_EAST_ASIAN = patterns.compile(
    r"[都道府県]\S{1,12}[市区町村]|[省市]\S{1,12}[区路街县]\S{0,20}号|[시도]\s?\S{1,6}[구군]\s|〒\s?\d{3}"
)
_EASTERN = patterns.compile("[\u3000-\U0010ffff]")
_NUMBER = patterns.compile(r"\d+")
_THEN_STREET = patterns.compile(
    rf"[A-Za-z]?(?:[-/]\d{{1,4}})?,?\s(?:[\w.'’&-]{{1,24}},?\s){{0,4}}?(?:{_STREET})"
    rf"|\s?(?:bis|ter)?,?\s(?:{_NUMBERED})",
    patterns.I,
)
_STREET_BEFORE = patterns.compile(rf"(?:{_NUMBERED})[\w.'’ -]{{0,40}}?,?\s?\Z", patterns.I)
_CODE_AND_PLACE = patterns.compile(  # behind a house number: a postcode of digits, a place
    r"[a-zA-Z]?\b[^\d©]{1,60}?(?:\b[A-Z]{1,2}-)?\b\d{4,6}\s+[^\W\d_a-z][^\W\d_]{2,}"
    r"|[a-zA-Z]?,?\s[^\d©]{4,60}?[^\W\d_a-z][^\W\d_]+,?\s(?:[A-Z]{2,3}\s)?\d{4,6}\b(?!\s\d)"
)
# A street of any name, a house number, a postcode and a place (`Am Sandtorkai 30, 20457 Hamburg`).
_NAMED = patterns.compile(
    r"(?<!\w)(?!(?i:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|ma[iy]|jun[ei]?"
    r"|jul[iy]?|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\.?\s\Z)"
    r"(?:[^\W\d_a-z][\w'’-]{2,}\.?|д\.)\s\Z"
)
_THEN_PLACE = patterns.compile(
    r"[a-zA-Z]?\s?[,·|•\n][^\d©]{0,20}?(?:\b[A-Z]{1,2}-)?(?!20[12]\d\b)\d{4,6}\s+"
    r"(?!(?:Euros?|Dollars?|Points?|Punkte|Kunden)\b)[^\W\d_a-z][^\W\d_]{2,}"
)
_CODE = patterns.compile(_POSTCODE)
NEAR = 120  # code points between a postcode and a house number
_NO_HOUSE = tuple(".,:€$£%+")  # before a number that is none of a house
_NUMBERS = 400  # numbers of a text that are looked at


def tag(text: str) -> bool:
    """Whether a tag, in small letters, stands for a postal address."""
    if not any(part in text for part in TAGS):
        return False
    return not any(part in text for part in _NO_POSTAL) or "postal" in text


def written(text: str) -> bool:
    """Whether a text has what looks like a postal address."""
    lowered = text.lower()
    if any(_boxed(lowered, word) for word in _BOX_WORDS):
        return True
    if not text.isascii() and _EASTERN.search(text) and _EAST_ASIAN.search(text):
        return True
    last = -2 * NEAR
    numbers = [number.span() for number in islice(_NUMBER.finditer(text), _NUMBERS)]
    for index, (start, end) in enumerate(numbers):
        behind = text[end : end + NEAR]
        if end - start <= 5 and text[start - 1 : start] not in _NO_HOUSE:
            before = text[max(start - 60, 0) : start]
            if _THEN_STREET.match(behind):
                return True
            near = before.lower()
            if any(word in near for word in _NUMBERED_WORDS) and _STREET_BEFORE.search(before):
                return True
            if _CODE_AND_PLACE.match(behind):
                return True
            if end - start <= 3 and _THEN_PLACE.match(behind) and _NAMED.search(before):
                return True
        piece = text[max(start - 8, 0) : end + 8]
        coded = end - start in (2, 3) or "-" in piece or piece != piece.lower()
        if coded and _CODE.search(piece):
            after = numbers[index + 1][0] if index + 1 < len(numbers) else end + 2 * NEAR
            if start - last <= NEAR or after - end <= NEAR:
                return True
        last = end
    return False


def _boxed(lowered: str, word: str) -> bool:
    """Whether a word stands in what is written for a post box."""
    at = lowered.find(word)
    while at >= 0:
        if _BOX.search(lowered, max(0, at - _BOX_LENGTH), at + _BOX_LENGTH):
            return True
        at = lowered.find(word, at + 1)
    return False
