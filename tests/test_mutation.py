"""Real mails, whole and broken at random: no rule breaks, and every finding has its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeAlias

import pytest

import corpus
import presend.rules
from hostile import PIECES
from presend.checking import check
from presend.config import Config
from presend.documents import reading
from presend.report import FileResult
from presend.rule import discover
from presend.source import Source

if TYPE_CHECKING:
    from presend.documents.reading import FileKind

    File: TypeAlias = Callable[[], tuple[str, FileKind, str]]
    Change: TypeAlias = Callable[[Random, str, tuple[File, ...]], str]

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
MUTANTS, CHUNKS = 10_000, 20
LENGTH = 3_000  # code points kept of a long file


@cache
def _configs() -> tuple[Config, Config]:
    """All rules, those that are off by default too: nothing known of the sending, and all."""
    rules = list(discover(presend.rules))
    bare, told = Config(rules), Config(rules)
    told.give("Acme News <news@mail.acme.com>", ["mail.acme.com"], "hubspot", "marketing")
    for config in (bare, told):
        config.levels = {rule.name: rule.severity for rule in rules}
    return bare, told


def _checked(path: str, text: str, kind: FileKind, config: Config) -> FileResult:
    result = check(Source(path, text), kind, config, None, path)
    for each in result.diagnostics:
        if each.rule == "internal-error":
            raise AssertionError(each.message)
        if each.path != path:
            continue
        places = [(each.start, each.end), *(related[:2] for related in each.related)]
        for start, end in places:
            assert 0 <= start[2] <= end[2] <= len(text), each
        assert each.excerpt == text[each.start[2] : each.end[2]], each
        for first, last, _ in each.fix[2] if each.fix else ():
            assert 0 <= first <= last <= len(text), each
    return result


@corpus.needed
@pytest.mark.parametrize("part", range(8))
def test_every_mail_of_the_corpus_is_checked(part: int) -> None:
    for path in (*corpus.templates(), *corpus.messages())[part::8]:
        text = corpus.text(path)
        kind = reading.kind_of(path, text)
        for config in _configs():
            assert _checked(path, text, kind, config).status == "checked", path


@pytest.mark.parametrize("part", range(CHUNKS))
def test_no_mutant_breaks_a_rule(part: int) -> None:
    random = Random(part)
    files = _files()
    for number in range(MUTANTS // CHUNKS):
        path, kind, text = _cut(random, *random.choice(files)())
        mutant = text
        for _ in range(random.randint(1, 4)):
            mutant = random.choice(CHANGES)(random, mutant, files)
        if kind == "eml":
            mutant = "".join(map(_octets, mutant))
        try:
            _checked(path, mutant, kind, _configs()[number % 2])
        except Exception as error:
            error.add_note(f"mutant {number} of part {part}, {path}: {mutant!r}")
            raise


def _octets(character: str) -> str:
    """A character of a message, whose characters are its octets."""
    if character <= "\xff":
        return character
    return character.encode("utf-8", "surrogatepass").decode("latin-1")


@cache
def _files() -> tuple[File, ...]:
    """Ways to read one file each: the fixtures of the project, and the corpus where it is."""
    paths = sorted(path for path in FIXTURES.rglob("*.*") if path.parent != FIXTURES)
    fixtures = [_of_fixture(path) for path in paths if path.suffix != ".yaml"]
    # the templates as often as the three times as many messages
    names = (*corpus.templates(), *corpus.messages()[::3])
    return (*fixtures * 4, *(_of_corpus(name) for name in names))


def _of_fixture(path: Path) -> File:
    def read() -> tuple[str, FileKind, str]:
        encoding = "latin-1" if path.suffix == ".eml" else "utf-8"
        text = path.read_bytes().decode(encoding)
        return str(path.relative_to(FIXTURES)), reading.kind_of(path.name, text), text

    return read


def _of_corpus(name: str) -> File:
    def read() -> tuple[str, FileKind, str]:
        text = corpus.text(name)
        return name, reading.kind_of(name, text), text

    return read


def _cut(random: Random, path: str, kind: FileKind, text: str) -> tuple[str, FileKind, str]:
    """A stretch of a long template, the beginning of a long message; JSON whole."""
    if len(text) <= LENGTH or kind == "json":
        return path, kind, text
    start = 0 if kind == "eml" else random.randrange(len(text) - LENGTH)
    return path, kind, text[start : start + LENGTH]


def _stretch(random: Random, text: str) -> tuple[int, int]:
    start = random.randint(0, len(text))
    return start, min(len(text), start + random.choice((1, 1, 2, 5, 20, 100, 500)))


def _delete(random: Random, text: str, _: tuple[File, ...]) -> str:
    start, end = _stretch(random, text)
    return text[:start] + text[end:]


def _double(random: Random, text: str, _: tuple[File, ...]) -> str:
    start, end = _stretch(random, text)
    return text[:start] + text[start:end] * random.choice((2, 2, 3, 20)) + text[end:]


def _move(random: Random, text: str, _: tuple[File, ...]) -> str:
    start, end = _stretch(random, text)
    rest = text[:start] + text[end:]
    at = random.randint(0, len(rest))
    return rest[:at] + text[start:end] + rest[at:]


def _insert(random: Random, text: str, _: tuple[File, ...]) -> str:
    at = random.randint(0, len(text))
    return text[:at] + random.choice(PIECES) + text[at:]


def _flip(random: Random, text: str, _: tuple[File, ...]) -> str:
    at = random.randint(0, len(text))
    return (
        text[:at]
        + chr(random.choice((0x80, 0x100, 0xE000, 0x110000)) - 1 - random.randrange(128))
        + text[at + 1 :]
    )


def _splice(random: Random, text: str, files: tuple[File, ...]) -> str:
    _, _, other = _cut(random, *random.choice(files)())
    start, end = _stretch(random, other)
    at = random.randint(0, len(text))
    return text[:at] + other[start:end] + text[at:]


def _end(random: Random, text: str, _: tuple[File, ...]) -> str:
    return text[: random.randint(0, len(text))]


def _replace(random: Random, text: str, _: tuple[File, ...]) -> str:
    """One mark by another, everywhere or nearly so."""
    mark = random.choice(
        ('"', "=", ">", "<", "\n", "\r\n", "{", "}}", "&", ":", "@", ".", "/", "-")
    )
    return text.replace(
        mark, random.choice(("", "'", " ", "\0", mark * 2)), random.choice((-1, 1, 9))
    )


CHANGES: tuple[Change, ...] = (
    _delete,
    _double,
    _move,
    _insert,
    _insert,
    _flip,
    _splice,
    _end,
    _replace,
)


def test_a_seed_makes_the_same_mutants() -> None:
    def made() -> Iterator[str]:
        random = Random(1)
        for _ in range(20):
            yield random.choice(CHANGES)(random, "<p>abc</p>" * 9, _files())

    assert list(made()) == list(made())
