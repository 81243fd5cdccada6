"""The data of caniemail.com in, the tables of `presend.data.caniemail` out.

Rewrites `data/caniemail.py` in place from the JSON that the site offers as /api/data.json and
the npm package `caniemail` holds as data/caniemail.json.

    npm pack caniemail@2.0.2 && tar -xzf caniemail-2.0.2.tgz
    python tools/build_caniemail.py package/data/caniemail.json 2.0.2
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from textwrap import wrap
from typing import Any

MODULE = Path(__file__).parent.parent / "src" / "presend" / "data" / "caniemail.py"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

# Families in the order in which findings name them; those the data adds later follow by name.
ORDER = "gmail outlook apple-mail yahoo aol samsung-email thunderbird".split()
NAMES = {"yahoo": "Yahoo", "thunderbird": "Thunderbird"}

# A platform, how a client's name ends for it, what people call it. A hyphen before the last:
# the family can be spoken of without it. Windows Mail was withdrawn at the end of 2024, and
# hardly anybody reads Gmail in a phone's browser.
PLATFORMS = {
    "desktop-webmail": ("web", "web"),
    "mobile-webmail": ("mobile-web", "-mobile web"),
    "ios": ("ios", "iOS"),
    "android": ("android", "Android"),
    "windows": ("windows", "Windows"),
    "macos": ("macos", "macOS"),
    "outlook-com": ("com", "web"),
    "windows-mail": ("", "-Windows Mail"),
}

# Notes on whose account a client shows. The first: only accounts of some other provider.
FOREIGN_ONLY = re.compile(r"(?:supported|works) with non.google accounts", re.IGNORECASE)
FOREIGN = re.compile(
    r"(?:not supported|doesn.t work|does not render|not submit in ios) with "
    r"(?:non.google|hotmail/outlook|microsoft|outlook|non.outlook) accounts?",
    re.IGNORECASE,
)

VERDICT = re.compile(r"^(?:partial(?:ly)?(?: support(?:ed)?)?|buggy)[.:]\s+", re.IGNORECASE)
POINTER = re.compile(r"\(See [^()]*(?:\([^()]*\)[^()]*)*\)|See \[.*", re.IGNORECASE)


def main() -> None:
    path, release = sys.argv[1:]
    data = json.loads(Path(path).read_text("utf-8"))
    day = data["last_update_date"][:10]
    columns = found_columns(data)
    names = data["nicenames"]["family"] | NAMES
    families: dict[str, list[str]] = {}
    for family, platform in columns:
        suffix, told = PLATFORMS[platform]
        alone = sum(other == family for other, _ in columns) == 1
        client = family if alone else f"{family}-{suffix}" if suffix else platform
        families.setdefault(family, [f"{family}; {names[family]}"]).append(f"{client}={told}")
    features, notes = tables(data, columns)
    text = MODULE.read_text("utf-8")
    for pattern, new in {
        r"(?<=by way of npm caniemail )[\d.]+ \(data of [-\d]+\)": f"{release} (data of {day})",
        r'(?<=^DATE = ")[-\d]*': day,
        table("_FAMILIES"): "\n".join(
            line for parts in families.values() for line in folded("; ".join(parts))
        ),
        table("_FEATURES"): "\n".join(features),
        table("_NOTES"): "\n".join(notes),
    }.items():
        matches = list(re.finditer(pattern, text, re.MULTILINE))
        assert len(matches) == 1, pattern
        text = text[: matches[0].start()] + new + text[matches[0].end() :]
    MODULE.write_text(text, "utf-8")


def found_columns(data: dict[str, Any]) -> list[tuple[str, str]]:
    """Each family and platform of which anything is known, in the order of the tables."""
    found = {
        (family, platform)
        for feature in data["data"]
        for family, platforms in feature["stats"].items()
        for platform in platforms
    }
    order = {family: number for number, family in enumerate(ORDER)}
    places = {platform: number for number, platform in enumerate(PLATFORMS)}
    return sorted(found, key=lambda each: (order.get(each[0], 99), each[0], places[each[1]]))


def tables(data: dict[str, Any], columns: list[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """The lines of the features and of the notes."""
    features: list[str] = []
    notes: list[str] = []
    for feature in sorted(data["data"], key=lambda each: str(each["slug"])):
        slug = feature["slug"]
        texts = feature["notes_by_num"] or {}
        cells = ""
        masks: dict[int, int] = {}
        for number, (family, platform) in enumerate(columns):
            letter, said = cell(feature["stats"].get(family, {}).get(platform, {}), texts)
            cells += letter
            for note in said if letter == "a" else ():
                masks[note] = masks.get(note, 0) | 1 << number
        features.append(f"{slug} {day_of(feature['last_test_date'])} {cells}")
        for note, mask in sorted(masks.items()):
            if text := plain(texts.get(str(note), "")):
                notes += folded(f"{slug} {note} {base36(mask)} {text}")
    return features, notes


def cell(versions: dict[str, str], texts: dict[str, str]) -> tuple[str, list[int]]:
    """What the newest version does, and the numbers of the notes that say why."""
    if not versions:
        return "-", []
    value = versions[newest(list(versions))]
    letter = value[0].replace("u", "-")
    notes = [int(number) for number in re.findall(r"#(\d+)", value)]
    if letter == "a" and notes:
        said = [texts.get(str(number), "") for number in notes]
        if any(FOREIGN_ONLY.search(text) and not FOREIGN.search(text) for text in said):
            return "n", []
        kept = [n for n, text in zip(notes, said, strict=True) if not FOREIGN.search(text)]
        if not kept:
            return "y", []
        notes = kept
    return letter, notes


def newest(versions: list[str]) -> str:
    """Of versions all numbered or all dated the highest; of a mixture the one written last."""
    numbers = {version: tuple(map(int, re.findall(r"\d+", version))) for version in versions}
    if len({number[0] > 1990 for number in numbers.values()}) == 1:
        return max(versions, key=lambda version: numbers[version])
    return versions[-1]


def day_of(date: str) -> str:
    year, month, day = date.split("-")
    return f"{year}-{month:0>2}-{day:0>2}"


def plain(note: str) -> str:
    """A note as the end of a sentence: no Markdown, no verdict before it, no pointer after it."""
    note = POINTER.sub("", note)
    note = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", note).replace("`", "")
    note = VERDICT.sub("", note)
    note = re.sub(r"\s+", " ", note).strip().removesuffix(".")
    return note[:1].lower() + note[1:] if note[1:2].islower() or note[1:2] == " " else note


def base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
        if not number:
            return digits


def folded(line: str) -> list[str]:
    return wrap(line, 98, subsequent_indent=" ", break_long_words=False, break_on_hyphens=False)


def table(name: str) -> str:
    """The pattern of the text of the table of that name."""
    return rf'(?<=^{name} = """\n)(?:(?!""")[\s\S])*?(?=\n?"""$)'


if __name__ == "__main__":
    main()
