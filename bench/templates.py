"""A number and a size in, one HubL email of exactly that many octets out.

The mail is invented, and shaped like what marketing teams keep in git: ghost tables and VML
buttons in Outlook's conditional comments, nested tables, a style attribute on about every second
element, merge holes. The same number always gives the same octets, and no two numbers the same.

    python bench/templates.py FOLDER --count 100 --octets 44000
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from pathlib import Path

# KB is 1000 octets throughout bench/, so that "10 MB" stays under presend's limit for a file.
TEMPLATE_OCTETS = 44_000

VOCABULARY = (
    "garden lamp kettle harbour ticket window orchard pencil blanket market river lantern "
    "autumn parcel basket violin copper meadow signal puzzle carpet engine saddle compass "
    "walnut ladder mitten bottle summer velvet pocket anchor button castle hammer island "
    "jacket kitchen letter mirror needle onion pillow quilt ribbon silver timber umbrella "
    "valley winter yellow zipper and with from over near before after under quiet bright "
    "small early open warm plain steady gentle useful fresh local new brings keeps holds "
    "opens joins mends carries offers shows finds turns"
)
WORDS = VOCABULARY.split()
ACCENTED = ("café", "“promised”", "naïve", "it’s", "–", "crème", "jalapeño", "déjà")
COLOURS = ("#1f2933", "#52606d", "#0b7285", "#d9480f", "#ffffff", "#f1f3f5", "#2b8a3e", "#862e9c")
FONTS = (
    "Arial, Helvetica, sans-serif",
    "'Trebuchet MS', Tahoma, sans-serif",
    "Georgia, 'Times New Roman', serif",
    "Verdana, Geneva, sans-serif",
)
HOLES = (
    "{{ contact.firstname|default('there') }}",
    "{{ contact.city }}",
    "{{ content.name }}",
    "{{ owner.full_name }}",
)

# People indent nested tables, and much of a template is white space.
INDENT = "\n" + " " * 28


class Hand:
    """What one template is drawn with: its choices, palette, face and shop."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.random = random.Random(number)
        pick = self.random.choice
        self.ink, self.tint, self.button = pick(COLOURS), pick(COLOURS), pick(COLOURS)
        self.font = pick(FONTS)
        self.width = pick((560, 600, 620, 640))
        self.words = WORDS + list(ACCENTED) * (number % 2)

    def sentence(self, low: int = 10, high: int = 22) -> str:
        words = [self.random.choice(self.words) for _ in range(self.random.randint(low, high))]
        return " ".join(words).capitalize() + "."

    def title(self) -> str:
        return self.sentence(2, 5)[:-1]

    def link(self) -> str:
        a, b = self.random.choice(WORDS), self.random.choice(WORDS)
        mail = f"utm_source=hs_email&amp;utm_medium=email&amp;utm_campaign=letter-{self.number}"
        return f"https://www.acme.com/{a}/{b}-{self.random.randint(10, 9999)}?{mail}"

    def image(self) -> str:
        folder = "hubfs/newsletters/2025"
        return f"https://img.acme.com/{folder}/{self.number}/{self.random.choice(WORDS)}.jpg"

    def face(self, size: int, colour: str) -> str:
        height = size + self.random.randint(4, 10)
        return (
            f"font-family: {self.font}; font-size: {size}px; line-height: {height}px; "
            f"mso-line-height-rule: exactly; letter-spacing: normal; color: {colour}; "
        )

    def pad(self, low: int = 4, high: int = 32) -> str:
        top, bottom = self.random.randint(low, high), self.random.randint(low, high)
        return f"padding: {top}px 24px {bottom}px 24px; "


def classes(hand: Hand) -> str:
    """The classes that a builder writes into every mail, used or not."""
    number = hand.random.randint
    sizes = [
        f"""@media only screen and (max-width: {hand.width}px) {{
    .mobile-{name} {{ width: 100% !important; padding: {number(4, 24)}px !important; }}
    .mobile-{name} img {{ max-width: 100% !important; height: auto !important; }}
    .mobile-{name} h2 {{ font-size: {number(18, 30)}px !important; line-height: 1.{number(1, 5)}; }}
  }}"""
        for name in hand.random.sample(WORDS, 6)
    ]
    columns = [
        f""".column-{share} {{
    display: inline-block; vertical-align: top; width: {share}%; min-width: {number(80, 200)}px;
  }}"""
        for share in (20, 25, 33, 50, 66, 75, 100)
    ]
    return "\n  ".join(sizes + columns)


def head(hand: Hand) -> str:
    return f"""<!DOCTYPE html>
<html lang="en" dir="ltr" xmlns="http://www.w3.org/1999/xhtml" \
xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:w="urn:schemas-microsoft-com:office:word">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="x-apple-disable-message-reformatting">
<meta name="color-scheme" content="light dark">
<title>{{{{ content.html_title }}}}</title>
<!--[if mso]>
<xml><o:OfficeDocumentSettings><o:AllowPNG></o:AllowPNG><o:PixelsPerInch>96</o:PixelsPerInch>\
</o:OfficeDocumentSettings></xml>
<style>table, td {{ border-collapse: collapse; mso-table-lspace: 0pt; mso-table-rspace: 0pt; }}</style>
<![endif]-->
<style>
  body {{ margin: 0; padding: 0; -webkit-text-size-adjust: 100%; background: {hand.tint}; }}
  img {{ border: 0; display: block; -ms-interpolation-mode: bicubic; }}
  a {{ color: {hand.button}; text-decoration: underline; }}
  .button a:hover {{ background-color: {hand.ink} !important; }}
  {classes(hand)}
  @media only screen and (max-width: {hand.width}px) {{
    .wide {{ width: 100% !important; max-width: 100% !important; }}
    .column {{ display: block !important; width: 100% !important; }}
    .hide {{ display: none !important; mso-hide: all; }}
  }}
  @media (prefers-color-scheme: dark) {{
    .paper {{ background-color: #16191d !important; }}
    .ink {{ color: #e9ecef !important; }}
  }}
</style>
</head>
<body style="margin:0;padding:0;background-color:{hand.tint};">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all;">{hand.sentence()}\
{"&#8199;&zwnj;" * 12}</div>
<div role="article" aria-roledescription="email" lang="en" style="{hand.face(16, hand.ink)}">
"""


def foot(hand: Hand) -> str:
    small = hand.face(12, hand.ink)
    return f"""<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td align="center" style="padding:24px 16px;{small}">
<p style="margin:0 0 8px 0;">{{{{ site_settings.company_name }}}}, \
{{{{ site_settings.company_street_address_1 }}}}, {{{{ site_settings.company_city }}}} \
{{{{ site_settings.company_state }}}}</p>
<p style="margin:0;"><a href="{{{{ unsubscribe_link }}}}" style="{small}">Unsubscribe</a> or \
<a href="{{{{ view_as_page_url }}}}" style="{small}">read this in a browser</a></p>
</td></tr>
</table>
</div>
</body>
</html>
"""


def heading(hand: Hand) -> str:
    level = hand.random.choice("23")
    return f"""<tr><td class="ink" style="{hand.pad(12)}">
<h{level} style="margin:0;{hand.face(24, hand.ink)}font-weight:bold;">{hand.title()}</h{level}>
</td></tr>
"""


def prose(hand: Hand) -> str:
    hole = hand.random.choice(HOLES)
    return f"""<tr><td class="ink" style="{hand.pad()}{hand.face(16, hand.ink)}">
<p style="margin:0 0 12px 0;">{hole}, {hand.sentence()} {hand.sentence()}
<strong>{hand.title()}</strong>&nbsp;&mdash;
{hand.sentence()}</p>
<p style="margin:0;">{hand.sentence()} {hand.sentence()}
<a href="{hand.link()}" target="_blank">{hand.title()}</a></p>
</td></tr>
"""


def picture(hand: Hand) -> str:
    # One image in sixteen lacks its text, as in life.
    alt = f' alt="{hand.title()}"' if hand.random.random() > 1 / 16 else ""
    return f"""<tr><td align="center" valign="top">
<a href="{hand.link()}" target="_blank"><img src="{hand.image()}" width="{hand.width}" \
height="{hand.random.randint(120, 420)}"{alt} class="wide" \
style="width:100%;max-width:{hand.width}px;height:auto;"></a>
</td></tr>
"""


def button(hand: Hand) -> str:
    link, text = hand.link(), hand.title()
    return f"""<tr><td align="center" class="button" style="{hand.pad(8)}">
<!--[if mso]>
<v:roundrect href="{link}" style="height:44px;v-text-anchor:middle;width:220px;" arcsize="10%" \
stroke="f" fillcolor="{hand.button}"><w:anchorlock/><center style="{hand.face(16, "#ffffff")}">\
{text}</center></v:roundrect>
<![endif]-->
<!--[if !mso]><!-->
<a href="{link}" target="_blank" style="display:inline-block;padding:12px 28px;border-radius:4px;\
background-color:{hand.button};{hand.face(16, "#ffffff")}text-decoration:none;">{text}</a>
<!--<![endif]-->
</td></tr>
"""


def _cell(hand: Hand, half: int) -> str:
    return f"""<div class="column" style="display:inline-block;width:100%;max-width:{half}px;\
vertical-align:top;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td align="center" valign="top" style="{hand.pad()}"><img src="{hand.image()}" width="{half - 16}" alt="{hand.title()}" \
style="display: block; width: 100%; max-width: {half - 16}px; height: auto; border: 0;"></td></tr>
<tr><td class="ink" style="{hand.pad()}{hand.face(14, hand.ink)}">
<b>{hand.title()}</b><br>{hand.sentence()}
{hand.sentence()}
</td></tr>
</table>
</div>
"""


def columns(hand: Hand) -> str:
    half = hand.width // 2
    ghost = f'<td width="{half}" valign="top">'
    return f"""<tr><td align="center" style="font-size:0;padding:8px 0;">
<!--[if mso]><table role="presentation" width="{hand.width}" cellpadding="0" cellspacing="0" \
border="0"><tr>{ghost}<![endif]-->
{_cell(hand, half)}<!--[if mso]></td>{ghost}<![endif]-->
{_cell(hand, half)}<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
"""


def prices(hand: Hand) -> str:
    rows = "".join(
        f"""<tr><th scope="row" align="left" style="padding:6px 0;font-weight:normal;">\
{hand.title()}</th>
<td align="right" style="padding:6px 0;">&euro;&nbsp;{hand.random.randint(3, 240)}.00</td></tr>
"""
        for _ in range(hand.random.randint(2, 4))
    )
    return f"""<tr><td class="ink" style="{hand.pad(8)}{hand.face(14, hand.ink)}">
<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;">
<tr><th scope="col" align="left">{hand.title()}</th><th scope="col" align="right">Price</th></tr>
{rows}</table>
</td></tr>
"""


def choice(hand: Hand) -> str:
    return f"""{{% if contact.lifecyclestage == "customer" %}}
<tr><td class="ink" style="{hand.pad(8)}{hand.face(16, hand.ink)}">{hand.sentence()}</td></tr>
{{% else %}}
<tr><td class="ink" style="{hand.pad(8)}{hand.face(16, hand.ink)}">{hand.sentence()} \
<a href="https://www.acme.com/join/{{{{ contact.vid }}}}">{hand.title()}</a></td></tr>
{{% endif %}}
"""


def navigation(hand: Hand) -> str:
    links = "\n<span>|</span>\n".join(
        f'<a href="{hand.link()}" target="_blank" class="ink" style="color: {hand.ink};">'
        f"{hand.random.choice(WORDS).title()}</a>"
        for _ in range(5)
    )
    return f"""<tr><td align="center" style="{hand.pad()}{hand.face(13, hand.ink)}">
{links}
</td></tr>
"""


def rule(hand: Hand) -> str:
    return f"""<tr><td style="padding:0 24px;"><table role="presentation" width="100%" \
cellpadding="0" cellspacing="0" border="0"><tr><td height="1" \
style="border-top:1px solid {hand.ink};font-size:1px;line-height:1px;">&nbsp;</td></tr></table>
</td></tr>
"""


ROWS: tuple[Callable[[Hand], str], ...] = (
    heading,
    prose,
    picture,
    button,
    columns,
    columns,
    prices,
    choice,
    navigation,
    rule,
)


def band(hand: Hand) -> str:
    """A centred block of rows with its ghost table: what a mail repeats until it is full."""
    rows = "".join(hand.random.choice(ROWS)(hand) for _ in range(5)).replace("\n", INDENT)
    return f"""<!--[if mso]><table role="presentation" align="center" width="{hand.width}" \
cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" class="wide paper" align="center" width="100%" cellpadding="0" \
cellspacing="0" border="0" style="max-width:{hand.width}px;background-color:#ffffff;">
{rows}</table>
<!--[if mso]></td></tr></table><![endif]-->
"""


def template(number: int, octets: int = TEMPLATE_OCTETS) -> bytes:
    """The template of that number, exactly `octets` long; at least 8,000 are needed."""
    hand = Hand(number)
    start, end = head(hand).encode(), foot(hand).encode()
    opening, closing = b"<p>", b".</p>\n"
    room = octets - len(start) - len(end) - len(opening) - len(closing)
    bands = []
    while True:
        block = band(hand).encode()
        if len(block) > room:
            break
        bands.append(block)
        room -= len(block)
    if not bands:
        raise ValueError(f"{octets} octets hold no template")
    words = b""
    while len(words) < room:
        words += hand.random.choice(WORDS).encode() + b" "
    return b"".join((start, *bands, opening, words[:room], closing, end))


def write(folder: Path, count: int, octets: int) -> list[Path]:
    """Templates 1 to `count` in a folder; their paths, in that order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"template-{number:03}.html" for number in range(1, count + 1)]
    for number, path in enumerate(paths, 1):
        path.write_bytes(template(number, octets))
    return paths


def main() -> None:
    parser = argparse.ArgumentParser(description="Write invented email templates into a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--octets", type=int, default=TEMPLATE_OCTETS)
    options = parser.parse_args()
    write(options.folder, options.count, options.octets)


if __name__ == "__main__":
    main()
