"""--write-baseline and --baseline: what is known is left out, what is new is not."""

import json
from pathlib import Path

import pytest

from conftest import Run

LINK = '<a href="https://bit.ly/3xYz">Offer</a>'
OTHER = '<a href="https://tinyurl.com/4aBc">More</a>'
CHECK = ("check", "--select", "shortened-link", "--fail-on", "warning", "-f", "concise")
FILE = "known.json"


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    (tmp_path / "emails").mkdir()
    path = tmp_path / "emails/a.html"
    path.write_text(f"<p>{LINK}</p>\n")
    return path


def entries(path: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(path.read_text("utf-8"))["findings"]
    return found


def test_what_is_known_is_left_out_wherever_it_moves(
    presend: Run, mail: Path, tmp_path: Path
) -> None:
    written = presend(*CHECK, "--write-baseline", FILE, "emails")
    mail.write_text(f"<p>New</p>\n\n<div>\n\t<p>\n\t\t{LINK}\n\t</p></div>{OTHER}\n")

    assert written == (0, "", "presend: known.json: 1 finding written\n")
    assert presend(*CHECK, "--baseline", FILE, "emails") == (
        1,
        "emails/a.html:6:21: warning Shortened link tinyurl.com/4aBc — use the full address "
        "[shortened-link]\n",
        "",
    )
    ran = presend("check", "--select", "shortened-link", "--baseline", FILE, "emails")
    assert ran.out.endswith("\n1 warning in 1 file. 1 more finding in the baseline.\n")


def test_the_file_is_sorted_one_finding_a_line_and_the_same_each_time(
    presend: Run, mail: Path, tmp_path: Path
) -> None:
    (tmp_path / "B\u202eé \n.html").write_text(OTHER)
    mail.write_text(LINK + LINK)
    presend(*CHECK, "--write-baseline", FILE, "emails", ".")
    first = (tmp_path / FILE).read_bytes()
    presend(*CHECK, "--write-baseline", FILE, ".")

    said = "Shortened link bit.ly/3xYz — use the full address"
    lines = first.decode().splitlines()
    assert (tmp_path / FILE).read_bytes() == first
    assert lines[:2] == ["{", ' "presend-baseline": 1,']
    assert lines[3].startswith('  {"path": "B\\u202eé \\n.html", "rule": "shortened-link", ')
    twice = f'  {{"path": "emails/a.html", "rule": "shortened-link", "message": "{said}", '
    assert [line[: len(twice)] for line in lines[4:6]] == [twice, twice]
    assert lines[4].rstrip(",") < lines[5]
    assert presend(*CHECK, "--baseline", FILE, ".").code == 0


def test_it_holds_from_any_folder(
    presend: Run, mail: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ci").mkdir()
    presend(*CHECK, "--write-baseline", "ci/known.json", "emails")
    assert [entry["path"] for entry in entries(tmp_path / "ci/known.json")] == ["../emails/a.html"]

    monkeypatch.chdir(tmp_path / "emails")
    assert presend(*CHECK, "--baseline", "../ci/known.json", "a.html") == (0, "", "")
    monkeypatch.chdir("/")
    assert presend(*CHECK, "--baseline", str(tmp_path / "ci/known.json"), str(mail)).code == 0


def test_what_is_mended_is_no_longer_needed(presend: Run, mail: Path, tmp_path: Path) -> None:
    other = tmp_path / "emails/b.html"
    other.write_text(LINK)
    presend(*CHECK, "--write-baseline", FILE, "emails")
    mail.write_text(OTHER)
    other.write_text("<p>")
    said = (
        "presend: known.json: 1 finding in it no longer needed (emails/a.html: shortened-link); to "
        "renew it: presend check --baseline known.json --write-baseline known.json emails/a.html\n"
    )

    new = presend(*CHECK, "--baseline", FILE, "emails/a.html")
    renewed = presend(*CHECK, "--baseline", FILE, "--write-baseline", FILE, "emails/a.html")

    assert (new.code, new.err) == (1, said)
    assert (renewed.code, renewed.out) == (1, new.out)  # what is new is not taken in
    kept = "presend: known.json: 0 findings written, 1 kept that this run did not look for\n"
    assert renewed.err == kept
    assert [entry["path"] for entry in entries(tmp_path / FILE)] == ["emails/b.html"]
    assert "emails/b.html: shortened-link" in presend(*CHECK, "--baseline", FILE, "emails").err
    other.unlink()
    assert "emails/b.html: shortened-link" in presend(*CHECK, "--baseline", FILE, "emails").err


@pytest.mark.parametrize(
    "options", [("--select", "img-alt-missing"), ("--ignore", "links"), ("-q",)]
)
def test_rules_that_do_not_run_say_nothing_of_what_they_found(
    options: tuple[str, ...], presend: Run, mail: Path
) -> None:
    presend("check", "--write-baseline", FILE, "emails")
    mail.write_text("<p>")

    assert presend("check", *options, "--baseline", FILE, "emails").err == ""


def test_what_could_not_be_checked_is_not_said_to_be_mended(
    presend: Run, mail: Path, tmp_path: Path
) -> None:
    options = ("check", "--select", "from-not-on-sending-domain", "--domain", "mail.acme.com")
    mail.write_text("---\nfrom: a@gmx.example\nsubject: b\n---\n<p>Hi</p>")
    assert presend(*options, "--write-baseline", FILE, "emails").code == 0
    assert len(entries(tmp_path / FILE)) == 1
    mail.write_text("---\nsubject: b\n---\n<p>Hi</p>")

    assert presend(*options, "--baseline", FILE, "emails").err == ""
    presend(*options, "--write-baseline", FILE, "emails")
    assert len(entries(tmp_path / FILE)) == 1


def test_the_settings_may_name_it(presend: Run, mail: Path, tmp_path: Path) -> None:
    (tmp_path / "presend.toml").write_text('baseline = "known.json"\n')
    assert presend(*CHECK, "--write-baseline", FILE, "emails").code == 0

    assert presend(*CHECK, "emails") == (0, "", "")
    assert presend(*CHECK, "--isolated", "emails").code == 1
    shown = json.loads(presend("config", "-f", "json").out)["settings"]
    assert {"key": "baseline", "value": "known.json", "from": "presend.toml"} in shown
    (tmp_path / FILE).unlink()
    ran = presend(*CHECK, "emails")
    assert ran == (
        2,
        "",
        "presend: known.json: there is no such baseline; write one: presend check "
        "--write-baseline known.json\n",
    )


DAMAGE = {
    '<<<<<<< ours\n{"presend-baseline": 1}\n': "line 1: it has marks of a merge conflict; take",
    '{\n "presend-baseline": 1,\n': "line 3: it is not JSON; take it from your history, or write",
    '{"presend-baseline": 2}': "it is of version 2, and this presend knows 1; update presend",
    '{"presend-baseline": 1}': "its findings are no list; take it from your history",
    '{"presend-baseline": 1, "findings": [{"path": "a", "rule": 5}]}': "its finding 1 lacks path, ",
    '["presend-baseline"]': "it is no baseline; take",
    "[" * 100_000: "it is no baseline of presend; name the file that --write-baseline wrote",
    "": "it is no baseline of presend; name the file that --write-baseline wrote",
    '{"dependencies": {}}': "it is no baseline of presend; name the file",
    "<p>": "it is no baseline of presend; name the file",
}


@pytest.mark.parametrize("text", DAMAGE, ids=[text[:25] for text in DAMAGE])
def test_a_damaged_or_foreign_file_is_one_clear_error(
    text: str, presend: Run, mail: Path, tmp_path: Path
) -> None:
    (tmp_path / FILE).write_text(text)

    ran = presend(*CHECK, "--baseline", FILE, "emails")

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"presend: known.json: {DAMAGE[text]}")


@pytest.mark.parametrize("text", ['{"dependencies": {}}', "<p>", "[" * 100_000, "\xff\0"])
def test_no_other_file_is_written_over(text: str, presend: Run, mail: Path, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(text)

    ran = presend(*CHECK, "--write-baseline", FILE, "emails")

    assert (ran.code, (tmp_path / FILE).read_text()) == (2, text)
    assert ran.err == "presend: known.json: it is no baseline of presend; name another file\n"


def test_a_folder_is_no_baseline(presend: Run, mail: Path) -> None:
    said = "presend: emails: it is a folder; a baseline is a file, such as presend-baseline.json\n"

    assert presend(*CHECK, "--write-baseline", "emails") == (2, "", said)


@pytest.mark.parametrize("text", ['{"presend-baseline": 1, "fin', ""])
def test_a_damaged_one_is_written_anew(text: str, presend: Run, mail: Path, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(text)

    assert presend(*CHECK, "--write-baseline", FILE, "emails").code == 0
    assert len(entries(tmp_path / FILE)) == 1
    assert list(tmp_path.glob(".presend-*")) == []


def test_a_file_that_cannot_be_written_stays(presend: Run, mail: Path, tmp_path: Path) -> None:
    ran = presend(*CHECK, "--write-baseline", "no/known.json", "emails")

    assert ran.code == 2
    assert ran.err.startswith("presend: no/known.json: it cannot be written: no such file")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--write-baseline", FILE, "--diff"), "--write-baseline writes, and --diff does not"),
        (("--add-allow", "--diff"), "--add-allow writes, and --diff does not; give one of them"),
        (("--write-baseline", FILE, "--show-files"), "--write-baseline needs findings, and --show"),
        (("--add-allow", "--write-baseline", FILE), "--add-allow and --write-baseline both take"),
        (("--add-allow", "-"), "--add-allow writes into files; name them instead of -"),
        (("--baseline", "a.json", "--write-baseline", FILE), "--baseline and --write-baseline tog"),
    ],
)
def test_options_that_exclude_each_other(
    options: tuple[str, ...], said: str, presend: Run, mail: Path, tmp_path: Path
) -> None:
    ran = presend("check", "emails", *options)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"presend: {said}")
    assert not (tmp_path / FILE).exists()


def test_with_the_other_options(presend: Run, mail: Path, tmp_path: Path) -> None:
    rules = ("check", "--select", "shortened-link,insecure-link")
    mail.write_text(f"<p>{LINK}</p>\n<a href='http://acme.com'>b</a>")
    before = presend(*rules, "--statistics", "--fail-on", "info", "emails")
    presend(*rules, "--fix", "--ignore", "shortened-link", "--write-baseline", FILE, "emails")
    known = presend(*rules, "--statistics", "--fail-on", "info", "--baseline", FILE, "emails")
    never = presend(*rules, "-f", "json", "--statistics", "--fail-on", "never", "emails")
    least = presend(*rules, "--fail-on", "error", "emails")

    assert before.code == 1
    assert before.out.startswith("1  warning  ~ insecure-link   1 file\n1  warning    shortened-li")
    assert (known.code, known.out.splitlines()[0]) == (1, "1  warning    shortened-link  1 file")
    assert known.out.endswith("1 warning in 1 file. 1 more finding in the baseline.\n")
    assert (never.code, len(json.loads(never.out)["statistics"])) == (0, 2)
    assert least.code == 0


def test_two_settings_files_have_a_baseline_each(presend: Run, mail: Path, tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.html").write_text(LINK)
        presend(*CHECK, "--write-baseline", f"{folder}/known.json", folder)
        (tmp_path / folder / "presend.toml").write_text('baseline = "known.json"\n')
    (tmp_path / "y/a.html").write_text(LINK + OTHER)

    assert presend(*CHECK, "x", "y").out.count("\n") == 1
    assert presend(*CHECK, "--jobs", "2", ".").out.count("\n") == 2
