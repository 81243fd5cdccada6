"""Every format on the nasty report: exact, harmless, and in agreement with the others."""

import json
import re
import unicodedata
from importlib import resources
from typing import Any, NamedTuple

import nasty
import pytest
import runners
from jsonschema import Draft202012Validator
from lxml import etree

from presend import fix
from presend.finding import SEVERITIES
from presend.report import Diagnostic
from presend.reporters import plainly

REPORT = nasty.report()
FOUND = list(REPORT.diagnostics)
LINTED = next(file for file in REPORT.files if file.path == nasty.PATH)
FOR_PEOPLE = ("text", "concise", "markdown", "github", "azure")
# In the linted text and in paths, but nowhere raw in what is rendered.
CONTROLS = {"Cc", "Cf", "Cs", "Zl", "Zp"}


class Place(NamedTuple):
    """What a format says of a finding, as far as it can."""

    rule: str
    severity: str
    path: str
    start: tuple[int, int]
    end: tuple[int, int] | None


def places(*, shown: bool = False, rooted: bool = False, ends: bool = True) -> set[Place]:
    """What a format should say."""

    def path(diagnostic: Diagnostic) -> str:
        said = plainly.line(diagnostic.path) if shown else diagnostic.path
        if not rooted:
            return said
        return said[3:] if said.startswith("../") else f"mails/{said}"

    return {
        Place(d.rule, d.severity, path(d), d.start[:2], d.end[:2] if ends else None) for d in FOUND
    }


def text_of(format: str) -> str:
    return nasty.rendered(format).decode()


@pytest.mark.parametrize("format", nasty.FORMATS)
def test_golden(format: str) -> None:
    assert nasty.rendered(format) == nasty.golden(format).read_bytes()


@pytest.mark.parametrize("format", nasty.FORMATS)
def test_nothing_raw(format: str) -> None:
    text = text_of(format)

    assert {sign for sign in text if unicodedata.category(sign) in CONTROLS} == {"\n"}
    assert format in FOR_PEOPLE or text.isascii()


@pytest.mark.parametrize("format", nasty.FORMATS)
def test_no_line_is_a_command_but_those_meant(format: str) -> None:
    lines = text_of(format).split("\n")
    on_github = [command.name for line in lines if (command := runners.github(line))]
    on_azure = [command.name for line in lines if (command := runners.azure(line))]

    kinds = [{"info": "notice"}.get(severity, severity) for severity in SEVERITIES]
    expected = [kind for kind, number in zip(kinds, (5, 4, 5), strict=True) for _ in range(number)]
    assert on_github == (expected if format == "github" else [])
    assert on_azure == (["task.logissue"] * 9 if format == "azure" else [])


# ---- the logs


def test_github_commands_say_what_the_report_says() -> None:
    said = [c for line in text_of("github").splitlines() if (c := runners.github(line))]
    found = [c for c in said if c.properties["title"] not in NOTICES]

    assert (said[0].properties, said[0].data) == (
        {
            "title": "presend: unreadable-file",
            "file": f"mails/{plainly.line(nasty.GONE)}",
            "line": "1",
            "col": "1",
            "endLine": "1",
            "endColumn": "1",
        },
        f"{plainly.line(nasty.GONE)}:1:1: gone {plainly.line(nasty.SAID)}; look for it "
        "[unreadable-file]",
    )
    assert {
        Place(
            c.properties["title"].removeprefix("presend: "),
            {"notice": "info"}.get(c.name, c.name),
            c.properties["file"],
            (int(c.properties["line"]), int(c.properties.get("col", 31))),
            (int(c.properties["endLine"]), int(c.properties.get("endColumn", 4))),
        )
        for c in found
    } == places(shown=True, rooted=True)
    assert [c.name for c in said] == sorted(
        (c.name for c in said), key=["error", "warning", "notice"].index
    )
    (several,) = [c for c in found if c.properties["title"] == "presend: several-lines"]
    assert not {"col", "endColumn"} & several.properties.keys()
    for c, each in zip(found, sorted(FOUND, key=_severity), strict=True):
        assert c.data.endswith(f": {plainly.line(each.message)} [{each.rule}]")


NOTICES = ("presend: unreadable-file", "presend: not-checked")


def _severity(diagnostic: Diagnostic) -> int:
    return SEVERITIES.index(diagnostic.severity)


def test_azure_commands_say_what_the_report_says() -> None:
    said = [c for line in text_of("azure").splitlines() if (c := runners.azure(line))]

    assert {
        Place(
            c.properties["code"],
            c.properties["type"],
            c.properties["sourcepath"],
            (int(c.properties["linenumber"]), int(c.properties["columnnumber"])),
            None,
        )
        for c in said[1:]
    } == {p for p in places(shown=True, rooted=True, ends=False) if p.severity != "info"}
    assert said[1].data == f"{plainly.line(nasty.SAID)} [after-astral-signs]"


def test_a_path_that_begins_a_line_is_no_command() -> None:
    assert plainly.head("::error::x") == "./::error::x"
    assert plainly.head("\xa0 ::error::x") == "./\xa0 ::error::x"
    assert plainly.head("a::error::x") == "a::error::x"


# ---- JSON


def _json_place(finding: Any) -> Place:
    start, end = ((each["line"], each["column"]) for each in (finding["start"], finding["end"]))
    return Place(finding["rule"], finding["severity"], finding["path"], start, end)


def test_json() -> None:
    assert set(map(_json_place, json.loads(text_of("json"))["findings"])) == places()


def test_json_lines_are_the_objects_of_json() -> None:
    whole = json.loads(text_of("json"))
    lines = [json.loads(line) for line in text_of("jsonl").splitlines()]
    by_type: dict[str, list[Any]] = {}
    for line in lines:
        by_type.setdefault(line.pop("type"), []).append(line)

    assert list(by_type) == ["file", "finding", "unchecked", "summary"]
    assert by_type["file"] == whole["files"]
    assert by_type["finding"] == whole["findings"]
    assert by_type["unchecked"] == whole["unchecked"]
    head = {"schema": whole["schema"], "version": whole["version"]}
    assert by_type["summary"] == [head | whole["summary"]]


def test_json_fits_its_schema() -> None:
    schema = resources.files("presend.reporters").joinpath("presend-1.schema.json")
    Draft202012Validator(json.loads(schema.read_text("utf-8"))).validate(
        json.loads(text_of("json"))
    )


def test_gitlab() -> None:
    issues = json.loads(text_of("gitlab"))
    names = {"error": "major", "warning": "minor", "info": "info"}

    assert {
        (each["check_name"], each["severity"], each["location"]["path"], *_lines(each))
        for each in issues
        if each["check_name"] not in ("unreadable-file", "not-checked")
    } == {
        (p.rule, names[p.severity], p.path.replace("\udce9", "\\u{dce9}"), p.start[0], p.end[0])
        for p in places(rooted=True)
        if p.end and "##vso" not in p.path
    } | {("in-a-message", "info", f"mails/{plainly.line(nasty.MESSAGE_PATH)}", 4, 4)}
    assert [each["severity"] for each in issues if each["check_name"] == "unreadable-file"] == [
        "critical"
    ]
    marks = [each["fingerprint"] for each in issues]
    assert len(set(marks)) == len(marks) == len(FOUND) + 3
    assert all(len(mark) == 32 for mark in marks)
    keys = {"description", "check_name", "fingerprint", "severity", "location"}
    assert all(each.keys() == keys for each in issues)


def _lines(issue: Any) -> tuple[int, int]:
    lines = issue["location"]["lines"]
    return lines["begin"], lines["end"]


def _octets(text: str, offset: int) -> int:
    """The column of an offset in octets of UTF-8, counted the slow way."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return len(before[before.rfind("\n") + 1 :].encode()) + 1


def test_rdjson_counts_octets() -> None:
    said = json.loads(text_of("rdjson"))["diagnostics"]
    texts = {nasty.PATH: nasty.TEXT, "../presend.toml": nasty.SETTINGS}

    for each in sorted(FOUND, key=_severity):
        (found,) = [
            d
            for d in said
            if d["code"]["value"] == each.rule and d["message"] == plainly.line(each.message)
        ]
        assert found["severity"] == each.severity.upper()
        spot = found["location"]["range"]
        if each.message == "Far out in a line":  # of which the report does not hold the start
            assert spot == {"start": {"line": 3}, "end": {"line": 3}}
            continue
        expected = []
        for line, column, offset in (each.start, each.end):
            text = texts.get(each.path)
            octets = _octets(text, offset) if text else column
            expected.append({"line": line, "column": octets})
        assert [spot["start"], spot["end"]] == expected


def _apply(text: str, start: dict[str, int], end: dict[str, int], new: str) -> str:
    """A suggestion of rdjson applied as reviewdog counts: lines, and octets in them."""
    data = text.encode()
    lines = re.split(rb"(?<=\r\n)|(?<=\n)|(?<=\r)(?!\n)", data)
    first, last = (
        sum(map(len, lines[: each["line"] - 1])) + each["column"] - 1 for each in (start, end)
    )
    return (data[:first] + new.encode() + data[last:]).decode()


def test_rdjson_suggestions_do_what_the_fixes_do() -> None:
    fixed = {each.rule + each.message: each.fix for each in FOUND if each.fix}
    suggested = [
        each for each in json.loads(text_of("rdjson"))["diagnostics"] if "suggestions" in each
    ]

    assert len(suggested) == len(fixed) == 2
    for each in suggested:
        (record,) = [
            made
            for key, made in fixed.items()
            if plainly.line(key) == each["code"]["value"] + each["message"]
        ]
        (suggestion,) = each["suggestions"]
        spot = suggestion["range"]
        made = _apply(nasty.TEXT, spot["start"], spot["end"], suggestion["text"])
        assert made == fix.apply(nasty.TEXT, [record])[0]


# ---- SARIF


def sarif() -> Any:
    (run,) = json.loads(text_of("sarif"))["runs"]
    return run


def _region(region: Any) -> tuple[tuple[int, int], tuple[int, int]]:
    start = region["startLine"], region["startColumn"]
    return start, (region["endLine"], region["endColumn"])


def _from_uri(uri: str) -> str:
    octets = bytearray()
    at = 0
    while at < len(uri):
        octets.append(int(uri[at + 1 : at + 3], 16) if uri[at] == "%" else ord(uri[at]))
        at += 3 if uri[at] == "%" else 1
    return octets.decode("utf-8", "surrogateescape")


def test_sarif_places() -> None:
    found = set()
    for result in sarif()["results"]:
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        artifact = physical["artifactLocation"]
        assert artifact["uriBaseId"] == "%SRCROOT%"
        assert set(artifact["uri"]) <= UNRESERVED
        level = {"note": "info"}.get(result["level"], result["level"])
        path = _from_uri(artifact["uri"])
        found.add(Place(result["ruleId"], level, path, *_region(physical["region"])))

    assert found == places(rooted=True)


UNRESERVED = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/%")


def test_sarif_regions_are_what_stands_there() -> None:
    texts = {
        f"mails/{nasty.PATH}": nasty.TEXT,
        "presend.toml": nasty.SETTINGS,
        f"mails/{nasty.MESSAGE_PATH}": nasty.MAIL.decode("latin-1"),
    }
    context = 0
    for result in sarif()["results"]:
        physical = result["locations"][0]["physicalLocation"]
        text = texts[_from_uri(physical["artifactLocation"]["uri"])]
        inner = physical["region"]
        outer = physical.get("contextRegion", inner)
        for region in (inner, outer):
            start, length = region["charOffset"], region["charLength"]
            assert region["snippet"]["text"] == text[start : start + length]
        assert outer["charOffset"] <= inner["charOffset"]
        ends = [each["charOffset"] + each["charLength"] for each in (inner, outer)]
        assert ends[0] <= ends[1]
        context += outer is not inner
    assert context == len(FOUND)


def test_sarif_fixes_do_what_the_fixes_do() -> None:
    results = {r["ruleId"] + r["message"]["text"]: r for r in sarif()["results"] if "fixes" in r}
    fixed = [each for each in FOUND if each.fix]

    assert len(results) == len(fixed)
    for each in fixed:
        said = plainly.line(each.message).replace("](", "] (")
        (made,) = results[each.rule + said]["fixes"]
        (change,) = made["artifactChanges"]
        text = nasty.TEXT
        for replacement in reversed(change["replacements"]):
            region = replacement["deletedRegion"]
            start = region["charOffset"]
            new = replacement["insertedContent"]["text"]
            text = text[:start] + new + text[start + region["charLength"] :]
        assert each.fix
        assert text == fix.apply(nasty.TEXT, [each.fix])[0]
        assert made["properties"] == {"safe": each.fix[1]}


def test_sarif_related_places() -> None:
    (result,) = [r for r in sarif()["results"] if "relatedLocations" in r]
    (each,) = [d for d in FOUND if d.related]

    assert [
        (related["id"], _region(related["physicalLocation"]["region"]))
        for related in result["relatedLocations"]
    ] == [(n, (start[:2], end[:2])) for n, (start, end, _) in enumerate(each.related, 1)]


def test_sarif_messages_hold_no_link() -> None:
    assert "](" not in json.dumps(sarif()["results"][3]["message"])
    assert "[click] (http" in sarif()["results"][3]["message"]["text"]


def test_sarif_tells_what_was_not_checked() -> None:
    (invocation,) = sarif()["invocations"]

    assert invocation["executionSuccessful"] is False
    assert [
        (n["descriptor"]["id"], n["level"], len(n["locations"]))
        for n in invocation["toolExecutionNotifications"]
    ] == [("unreadable-file", "error", 1), ("not-checked", "note", 2), ("not-checked", "note", 1)]


# ---- XML


def xml(format: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(nasty.rendered(format), parser)


def _in_xml(text: str) -> str:
    """What is shown of a text, without what XML cannot hold."""
    return plainly.line(text).replace("\uffff", "\\u{ffff}")


def test_checkstyle() -> None:
    found = {
        Place(
            each.get("source").rpartition(".")[2],
            each.get("severity"),
            each.getparent().get("name"),
            (int(each.get("line")), int(each.get("column"))),
            None,
        )
        for each in xml("checkstyle").iter("error")
        if each.get("line") != "0"
    }

    assert found == places(shown=True, ends=False)
    (said,) = xml("checkstyle").xpath("//error[contains(@source, 'astral')]/@message")
    assert said == _in_xml(nasty.SAID)
    assert [each.get("name") for each in xml("checkstyle").iter("file")] == [
        *(plainly.line(file.path) for file in REPORT.checked),
        "../presend.toml",
    ]


def test_junit() -> None:
    suites = list(xml("junit").iter("testsuite"))

    assert [
        (s.get("name"), s.get("id"), s.get("tests"), s.get("failures"), s.get("errors"))
        for s in suites
    ] == [
        (plainly.line(nasty.PATH), "0", "8", "8", "0"),
        (plainly.line(nasty.MESSAGE_PATH), "1", "1", "1", "0"),
        ("clean.html", "2", "1", "0", "0"),
        ("kept.html", "3", "1", "0", "0"),
        (plainly.line(nasty.GONE), "4", "1", "0", "1"),
        ("../presend.toml", "5", "2", "2", "0"),
    ]
    for suite in suites:
        cases = suite.findall("testcase")
        assert len(cases) == int(suite.get("tests"))
        assert len({case.get("name") for case in cases}) == len(cases)
    heads = [each.text.partition("\n")[0] for each in xml("junit").iter("failure")]
    assert set(heads) == {
        f"{plainly.line(d.path)}:{d.start[0]}:{d.start[1]}: {d.severity} "
        f"{_in_xml(d.message)} [{d.rule}]"
        for d in FOUND
    }
    assert suites[2].findtext("system-out") == (
        "not checked: from-invalid: no From is known; to have it checked, give --from"
    )


# ---- Markdown


def test_markdown_is_only_the_markup_meant() -> None:
    cmarkgfm = pytest.importorskip("cmarkgfm", reason="pip install cmarkgfm, GitHub's own parser")
    rendered = cmarkgfm.github_flavored_markdown_to_html(text_of("markdown"))
    parsed = etree.fromstring(f"<body>{rendered}</body>", etree.HTMLParser())

    tags = {each.tag for each in parsed.iter() if isinstance(each.tag, str)}
    assert tags == set("html body h2 h3 p table thead tbody tr th td ul li a".split())
    assert [each.get("href") for each in parsed.iter("a")] == ["https://example.org/long-line"]
    rows = [
        ["".join(cell.itertext()) for cell in row]
        for row in parsed.findall(".//table")[1].iter("tr")
    ]
    assert rows[1:] == [
        [d.severity, f"{plainly.line(d.path)}:{d.start[0]}:{d.start[1]}", _cut(d.message), d.rule]
        for d in sorted(FOUND, key=_severity)
    ]


def _cut(text: str) -> str:
    shown = plainly.line(text)
    return shown if len(shown) <= 200 else shown[:199] + "…"


def test_text_and_concise_name_every_place() -> None:
    for format in ("text", "concise"):
        lines = text_of(format).splitlines()
        for d in FOUND:
            place = f"{plainly.line(d.path)}:{d.start[0]}:{d.start[1]}: {d.severity}"
            assert any(line.startswith(place) for line in lines)
