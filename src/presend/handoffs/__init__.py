"""What is known of the sender in, instructions for the recipients out, in their language."""

from __future__ import annotations

import importlib

from presend.reporters.plainly import line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

LANGUAGES = ("en", "fi", "pl", "de", "fr", "es")
STEPS = ("book", "spam", "inbox", "click", "work")
"""The steps in order: address book, spam folder, inbox, opening and clicking, the IT team."""
WIDTH = 76


class Words:
    """The texts of a language, filled in; what comes from outside has no control characters."""

    def __init__(self, lang: str, name: str, address: str, contact: str) -> None:
        texts: dict[str, str] = importlib.import_module(f"presend.data.handoff.{lang}").TEXT
        given = {"name": line(name), "address": line(address), "contact": line(contact)}
        self.lang = lang
        self._texts = texts
        self._given = given

    def __getitem__(self, key: str) -> str:
        return "".join(self.parts(key))

    def parts(self, key: str) -> list[str]:
        """The text in pieces; every second one comes from outside."""
        pieces: list[str] = []
        rest = self._texts[key]
        while "{" in rest:
            before, _, rest = rest.partition("{")
            given, _, rest = rest.partition("}")
            pieces += [before, self._given[given]]
        return [*pieces, rest]


def text(words: Words, address: str, domains: Sequence[str], *, contact: bool) -> str:
    """The instructions as plain text."""
    from textwrap import wrap

    def folded(said: str, indent: str = "") -> str:
        return "\n".join(
            wrap(said, WIDTH, initial_indent=indent, subsequent_indent=indent,
                 break_long_words=False, break_on_hyphens=False)
        )  # fmt: skip

    blocks = [words["title"], folded(words["intro"])]
    for number, step in enumerate(STEPS, 1):
        blocks.append(f"{number}. {words[step]}\n{folded(words[step + '_text'], '   ')}")
    rows = [(words["address"], line(address)), *((words["domain"], each) for each in domains)]
    blocks.append("\n".join(f"   {name}{words['colon']}{value}" for name, value in rows))
    blocks.append(folded(words["missing"], "   "))
    if contact:
        blocks.append(folded(words["contact"]))
    return "\n\n".join([*blocks, words["thanks"]]) + "\n"


def html(words: Words, address: str, domains: Sequence[str], *, contact: bool) -> str:
    """The instructions as a page: no script, nothing to load."""
    from html import escape

    def said(key: str) -> str:
        return "".join(
            f"<strong>{escape(piece)}</strong>" if number % 2 else escape(piece)
            for number, piece in enumerate(words.parts(key))
        )

    steps = ""
    rows = [(words["address"], line(address)), *((words["domain"], each) for each in domains)]
    listed = "".join(
        f"<dt>{escape(name)}</dt><dd><strong>{escape(value)}</strong></dd>\n"
        for name, value in rows
    )
    for step in STEPS:
        more = f"<dl>\n{listed}</dl>\n<p>{said('missing')}</p>\n" if step == "work" else ""
        steps += f"<li>\n<h2>{said(step)}</h2>\n<p>{said(step + '_text')}</p>\n{more}</li>\n"
    last = f"<p>{said('contact')}</p>\n" if contact else ""
    return _PAGE.format(
        lang=words.lang,
        title=escape(words["title"]),
        intro=said("intro"),
        steps=steps,
        last=f"{last}<p>{said('thanks')}</p>",
    )


_PAGE = """<!doctype html>
<html lang="{lang}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ margin: 0; background: #ffffff; color: #1a1a1a; font: 17px/1.6 Arial, sans-serif; }}
main {{ max-width: 608px; margin: 0 auto; padding: 24px 16px; }}
h1 {{ font-size: 26px; line-height: 1.25; }}
h2 {{ font-size: 19px; margin: 24px 0 4px; }}
ol {{ padding-left: 24px; }}
p {{ margin: 4px 0 12px; }}
dd {{ margin: 0 0 8px; overflow-wrap: anywhere; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{intro}</p>
<ol>
{steps}</ol>
{last}
</main>
</body>
</html>
"""
