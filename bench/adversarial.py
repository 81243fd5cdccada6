"""A length in, documents of about that length out that make a careless parser slow.

Each family repeats what some HTML parser is superlinear in: openers without an end, end tags
that search the whole stack, attributes that are compared with each other, comments and template
constructs that are scanned to the end of the text again and again.

    python bench/adversarial.py FOLDER --octets 100000
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

# What is written once, or a text to repeat and its share of the length.
Part = str | tuple[str, float]

PARTS: dict[str, tuple[Part, ...]] = {
    # The stack of open elements
    "deep <div>": (("<div>", 1),),
    "deep <b>..</i>": (("<b>", 0.5), ("</i>", 0.5)),
    "deep <a><b> misnest": (("<a><b></a>", 1),),
    "<p> unclosed": (("<p>", 1),),
    "<p><td..></p>*": ("<p><table><tr><td>", ("<div>", 0.5), ("</p>", 0.5)),
    "table nest": (("<table><tr><td>", 1),),
    "td siblings": ("<table><tr>", ("<td>x", 1)),
    "li+div nest": ("<ul>", ("<li><div>", 1)),
    "<br>*n": (("<br>", 1),),
    "</p>*n": (("</p>", 1),),
    "font fmt dup": (("<font size=1>", 0.5), ("<p>", 0.5)),
    # Attributes
    "1 huge attr": ('<a href="', ("x", 1), '">t</a>'),
    "n dup attrs": ("<a ", ("b=1 ", 1), ">t</a>"),
    '"=\'"*n in tag': ("<a ", ("='", 1)),
    '"<a href=\\""*n': (('<a href="', 1),),
    '"<a b=\'"*n': (("<a b='\">", 1),),
    "quotes in tag": ("<a ", ('"', 1), ">"),
    "slashes in tag": ("<a ", ("/", 1), ">"),
    "spaces in tag": ("<a ", (" ", 1), "b"),
    '"a  ="*n in tag': ("<a ", ("a  =", 1), ">"),
    # Character references
    "&*n": (("&", 1),),
    "&#1;*n attr": ('<a href="', ("&#65;", 1), '">t</a>'),
    # Markup that never ends
    "<*n": (("<", 1),),
    '"<a "*n': (("<a ", 1),),
    '"</"*n': (("</", 1),),
    '"</a "*n': (("</a ", 1),),
    '"<!--"*n': (("<!--", 1),),
    '"<!-- >"*n': (("<!-- >", 1),),
    "<![*n": (("<![", 1),),
    "<![CDATA[*n": (("<![CDATA[", 1),),
    # Raw text
    '"<style>"*n': (("<style>", 1),),
    '"<style></styl"*n': ("<style>", ("</styl", 1)),
    '"<title>"*n w/ "</"': ("<title>", ("</", 1)),
    '"<script><!--"*n': (("<script><!--", 1),),
    # Conditional comments
    '"<!--[if mso]>"*n': (("<!--[if mso]>", 1),),
    "cond cmts *n": (("<!--[if mso]><td><![endif]-->", 1),),
    # Template languages
    '"{{"*n': (("{{", 1),),
    '"{{"*n+"}}"': (("{{", 1), "}}"),
    '"{% "*n': (("{% ", 1),),
    '"*|%%a"*n': (("*|%%a", 1),),
    # Nothing at all
    "plain text": (("x", 1),),
    "newlines": (("\n", 1),),
}


def _joined(parts: tuple[Part, ...], octets: int) -> str:
    return "".join(
        part if isinstance(part, str) else part[0] * int(octets * part[1] / len(part[0]))
        for part in parts
    )


def _attributes(octets: int) -> str:
    """One element whose attributes all have other names."""
    each = len(f"a{octets:08x}=1 ")
    return f"<a {' '.join(f'a{number:08x}=1' for number in range(octets // each))}>t</a>"


def _from_parts(parts: tuple[Part, ...]) -> Callable[[int], str]:
    return lambda octets: _joined(parts, octets)


FAMILIES: dict[str, Callable[[int], str]] = {
    **{name: _from_parts(parts) for name, parts in PARTS.items()},
    "n attrs": _attributes,
}


def main() -> None:
    parser = argparse.ArgumentParser(description="Write adversarial documents into a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--octets", type=int, default=100_000)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for number, (name, family) in enumerate(FAMILIES.items(), 1):
        path = options.folder / f"family-{number:02}.html"
        path.write_text(family(options.octets), encoding="utf-8")
        print(path, name)


if __name__ == "__main__":
    main()
