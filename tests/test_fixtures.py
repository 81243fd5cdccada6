"""The mails of fixtures/: nothing is found in the clean ones, in the bad ones what is said."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

import presend.rules
from presend import included
from presend.checking import check
from presend.cli.workers import decoded
from presend.documents.recognition import passed_over
from presend.files import sidecar_of
from presend.report import FileResult
from presend.rule import discover
from presend.settings import Settings
from presend.source import Source

FIXTURES = Path(__file__).parents[1] / "fixtures"
RULES = {rule.name for rule in discover(presend.rules) if not rule.off}


def table() -> dict[str, list[str]]:
    """The rules that README.md names for each file."""
    text = (FIXTURES / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| `([^`|]+)` \|[^|]*\|([^|]*)\|$", text, re.MULTILINE)
    return {name: re.findall(r"`([a-z]+(?:-[a-z0-9]+)+)`", faults) for name, faults in rows}


FAULTS = table()


def linted(name: str, settings: Settings) -> FileResult:
    path = FIXTURES / name
    text, kind = decoded(path.read_bytes(), path.name)
    assert passed_over(name, kind, text.text) == ""
    config = settings.of(str(path))

    def look_up(name: str, near: str) -> Source | None:
        return included.find(name, str(FIXTURES / near), str(path), config.folder)

    source = Source(name, text.text)
    return check(source, kind, config, sidecar_of(str(path)), name, look_up)


@pytest.fixture(scope="module")
def settings() -> Settings:
    return Settings(None, False, lambda _: None)


def test_the_table_names_each_file() -> None:
    there = {
        path.relative_to(FIXTURES).as_posix()
        for path in FIXTURES.rglob("*")
        if path.is_file() and path.parent != FIXTURES and ".meta." not in path.name
    }

    assert set(FAULTS) == there
    assert {name for name, faults in FAULTS.items() if not faults} == {
        name for name in there if name.partition("/")[2].startswith("clean.")
    }


@pytest.mark.parametrize("name", [name for name, faults in FAULTS.items() if not faults])
def test_nothing_is_found_in_a_clean_mail(name: str, settings: Settings) -> None:
    result = linted(name, settings)

    found = [f"{d.path}:{d.start[0]}: {d.rule}: {d.message}" for d in result.diagnostics]
    assert (result.status, found) == ("checked", [])


@pytest.mark.parametrize("name", [name for name, faults in FAULTS.items() if faults])
def test_the_faults_of_a_bad_mail_are_found(name: str, settings: Settings) -> None:
    result = linted(name, settings)

    found = defaultdict(list)
    for diagnostic in result.diagnostics:
        if diagnostic.rule in RULES and (
            diagnostic.path == name or diagnostic.rule in FAULTS[name]
        ):
            found[diagnostic.rule].append(f"{diagnostic.start[0]}: {diagnostic.message}")
    assert result.status == "checked"
    assert sorted(RULES & set(FAULTS[name]) - set(found)) == []
    assert {rule: said for rule, said in found.items() if rule not in FAULTS[name]} == {}
