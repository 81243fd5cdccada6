"""The language server, asked by a client as an editor asks it."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as lsp

import presend
from corpus import needed, templates
from corpus import text as corpus_text
from lsp.client import PULLS, UTF8, applied, editor
from presend.reporters.plainly import line

HEAD = '<!doctype html><html lang="en" dir="ltr"><head><title>May</title></head><body>\n'
ASTRAL = '<p>é😀 <a href="https://youtu.be/dQw4w9WgXcQ">Watch</a></p>\n'
FIXED = '<p>é😀 <a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">Watch</a></p>\n'
LINK = "https://youtu.be/dQw4w9WgXcQ"
RULES = {"select": ["shortened-link"]}


def run(test: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(test, 120))


def place(text: str, words: str, unit: str = "utf-16-le") -> lsp.Range:
    """Where words stand in a text."""
    before = text[: text.index(words)]
    number = before.count("\n")
    size = {"utf-16-le": 2, "utf-8": 1}[unit]
    start = len(before.rpartition("\n")[2].encode(unit)) // size
    end = start + len(words.encode(unit)) // size
    return lsp.Range(lsp.Position(number, start), lsp.Position(number, end))


def mail(folder: Path, text: str, name: str = "mail.html") -> Path:
    path = folder / name
    path.write_text(text, "utf-8", newline="")
    return path


def test_what_is_found_stands_at_its_place_in_utf_16(tmp_path: Path) -> None:
    async def test() -> None:
        async with editor(options=RULES) as made:
            uri = made.open(mail(tmp_path, HEAD + ASTRAL))
            (found,) = await made.diagnostics(uri)

            assert found.range == place(HEAD + ASTRAL, LINK)
            assert (found.code, found.severity) == (
                "shortened-link",
                lsp.DiagnosticSeverity.Warning,
            )
            assert found.code_description is not None
            assert "shortened_link" in found.code_description.href

    run(test())


def test_and_in_utf_8_where_the_editor_asks_for_it(tmp_path: Path) -> None:
    async def test() -> None:
        async with editor(UTF8, RULES) as made:
            uri = made.open(mail(tmp_path, HEAD + ASTRAL))

            assert [each.range for each in await made.diagnostics(uri)] == [
                place(HEAD + ASTRAL, LINK, "utf-8")
            ]

    run(test())


def test_typing_is_followed_and_closing_takes_all_away(tmp_path: Path) -> None:
    async def test() -> None:
        async with editor(options=RULES) as made:
            uri = made.open(mail(tmp_path, HEAD + ASTRAL))
            await made.diagnostics(uri)
            made.change(uri, 2, "https://acme.com/", place(HEAD + ASTRAL, LINK))
            assert await made.diagnostics(uri, 2) == []
            made.change(uri, 3, HEAD + ASTRAL)
            assert len(await made.diagnostics(uri, 3)) == 1
            made.client.text_document_did_close(
                lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri))
            )
            assert await made.diagnostics(uri) == []

    run(test())


def test_an_editor_that_asks_is_sent_nothing_unasked(tmp_path: Path) -> None:
    async def test() -> None:
        async with editor(PULLS, RULES) as made:
            uri = made.open(mail(tmp_path, HEAD + ASTRAL))
            pulled = await made.client.text_document_diagnostic_async(
                lsp.DocumentDiagnosticParams(lsp.TextDocumentIdentifier(uri))
            )

            assert isinstance(pulled, lsp.RelatedFullDocumentDiagnosticReport)
            assert [each.code for each in pulled.items] == ["shortened-link"]
            assert made.published.empty()

    run(test())


def test_quick_fixes(tmp_path: Path) -> None:
    async def test() -> None:
        async with editor(
            options={"select": ["shortened-link", "merge-tag-without-fallback"]}
        ) as made:
            text = HEAD + ASTRAL
            uri = made.open(mail(tmp_path, text))
            (found,) = await made.diagnostics(uri)
            actions = await made.actions(uri, found.range)

            fix = actions["Write the full address"]
            assert fix.is_preferred
            assert fix.edit is not None
            assert fix.edit.changes is not None
            assert applied(text, fix.edit.changes[uri]) == HEAD + FIXED
            allow = actions["Allow shortened-link here"]
            assert allow.edit is not None
            assert allow.edit.changes is not None
            allowed = applied(text, allow.edit.changes[uri])
            assert "<!-- presend: allow shortened-link" in allowed
            assert not [d for d in presend.lint(allowed) if d.rule == "shortened-link"]

    run(test())


def test_all_is_fixed_on_save_by_the_prefix_of_the_kind(tmp_path: Path) -> None:
    async def test() -> None:
        async with editor(options=RULES) as made:
            text = HEAD + ASTRAL + "<p>Soon</p>\n" + ASTRAL
            uri = made.open(mail(tmp_path, text))
            await made.diagnostics(uri)
            whole = lsp.Range(lsp.Position(0, 0), lsp.Position(9, 0))
            actions = await made.actions(uri, whole, ["source.fixAll"])

            (action,) = actions.values()
            assert action.kind == "source.fixAll.presend"
            assert action.edit is not None
            assert action.edit.changes is not None
            fixed = HEAD + FIXED + "<p>Soon</p>\n" + FIXED
            assert applied(text, action.edit.changes[uri]) == fixed

    run(test())


def test_hover_tells_where_a_link_leads_and_what_the_rule_is_about(tmp_path: Path) -> None:
    async def test() -> None:
        async with editor(options=RULES) as made:
            text = HEAD + "<!-- presend: allow links -->\n" + ASTRAL
            uri = made.open(mail(tmp_path, text))
            document = lsp.TextDocumentIdentifier(uri)

            async def hover(words: str) -> str:
                at = place(text, words).start
                found = await made.client.text_document_hover_async(lsp.HoverParams(document, at))
                assert found is not None
                assert isinstance(found.contents, lsp.MarkupContent)
                return found.contents.value

            link = await hover(LINK)
            assert "Leads to `youtu.be`" in link
            assert "stands for `https://www.youtube.com/watch?v=dQw4w9WgXcQ`" in link
            assert "`shortened-link`" in await hover("links -->")
            (found,) = (
                await made.client.text_document_document_link_async(
                    lsp.DocumentLinkParams(document)
                )
                or ()
            )
            assert (found.range, found.target) == (place(text, LINK), LINK)

    run(test())


def test_names_of_rules_are_completed_inside_an_allow_comment(tmp_path: Path) -> None:
    async def test() -> None:
        async with editor() as made:
            text = HEAD + "<!-- presend: allow low-contrast, short -->\n"
            uri = made.open(mail(tmp_path, text))

            async def complete(words: str) -> dict[str, lsp.CompletionItem]:
                at = place(text, words).end
                found = await made.client.text_document_completion_async(
                    lsp.CompletionParams(lsp.TextDocumentIdentifier(uri), at)
                )
                items = found.items if isinstance(found, lsp.CompletionList) else found or ()
                return {each.label: each for each in items}

            offered = await complete("low-contrast, short")
            edit = offered["shortened-link"].text_edit
            assert isinstance(edit, lsp.TextEdit)
            assert (edit.range, edit.new_text) == (place(text, "short "[:-1]), "shortened-link")
            assert "links" in offered
            assert "low-contrast" not in offered
            assert await complete("May") == {}

    run(test())


def test_settings_are_read_again_when_they_change(tmp_path: Path) -> None:
    async def test() -> None:
        async with editor(options=RULES, folders=[tmp_path]) as made:
            uri = made.open(mail(tmp_path, HEAD + ASTRAL))
            assert len(await made.diagnostics(uri)) == 1
            settings = mail(
                tmp_path, '[rules]\nshortened-link = { allow = ["youtu.be"] }\n', "presend.toml"
            )
            made.save(settings.as_uri())
            assert await made.diagnostics(uri) == []
            mail(tmp_path, "[rules]\nlinks = 5\n", "presend.toml")
            made.save(uri)
            while not any("presend.toml" in said for said in made.shown):
                await asyncio.sleep(0.05)
            mail(tmp_path, '[rules]\nshortened-link = "error"\n', "presend.toml")
            made.save(uri)
            (found,) = await made.diagnostics(uri)
            assert found.severity == lsp.DiagnosticSeverity.Error

    run(test())


def test_what_the_baseline_knows_is_left_out(tmp_path: Path) -> None:
    known = mail(tmp_path, HEAD + ASTRAL)
    mail(tmp_path, 'baseline = "known.json"\n', "presend.toml")
    written = ["--write-baseline", str(tmp_path / "known.json"), "--select", "shortened-link"]
    subprocess.run([sys.executable, "-m", "presend", "check", str(known), *written], check=True)

    async def test() -> None:
        async with editor(options=RULES, folders=[tmp_path]) as made:
            uri = made.open(known)
            assert await made.diagnostics(uri) == []
            more = '<p><a href="https://bit.ly/3xYz">Offer</a></p>\n'
            made.change(uri, 2, HEAD + ASTRAL + more)
            (found,) = await made.diagnostics(uri, 2)
            assert "bit.ly" in found.message
            (tmp_path / "known.json").unlink()
            made.save(uri)
            while not any("there is no such baseline" in said for said in made.shown):
                await asyncio.sleep(0.05)

    run(test())


def test_each_folder_has_its_own_settings(tmp_path: Path) -> None:
    async def test() -> None:
        one, other = tmp_path / "one", tmp_path / "other"
        for folder, level in ((one, "error"), (other, "info")):
            folder.mkdir()
            mail(folder, f'[rules]\nshortened-link = "{level}"\n', "presend.toml")
        async with editor(options=RULES, folders=[one, other]) as made:
            for folder, severity in ((one, 1), (other, 3)):
                uri = made.open(mail(folder, HEAD + ASTRAL))
                assert [each.severity for each in await made.diagnostics(uri)] == [severity]

    run(test())


@pytest.mark.parametrize(
    ("name", "language", "rules"),
    [
        ("Untitled-1", "email", ["shortened-link"]),
        ("note", "plaintext", ["shortened-link"]),
        ("Untitled-2", "jinja-html", []),  # a comment of Jinja is no link
    ],
)
def test_a_name_that_tells_nothing_is_read_by_its_language(
    name: str, language: str, rules: list[str], tmp_path: Path
) -> None:
    texts = {
        "email": f"From: Ä <a@acme.com>\nSubject: Hi\n\nSee ä {LINK}\n",
        "plaintext": f"See ä {LINK}\n",
        "jinja-html": HEAD + f'{{# <a href="{LINK}"> #}}<p role="presentation">é</p>',
    }

    async def test() -> None:
        async with editor(options=RULES) as made:
            text = texts[language]
            uri = made.open(tmp_path / name, text, language)
            found = await made.diagnostics(uri)

            assert [each.code for each in found] == rules
            assert all(each.range == place(text, LINK) for each in found)

    run(test())


BREAKING = """
import time
from presend.api import Finding, Html, Iterator, rule

@rule(severity="error", standard="none")
def check(html: Html) -> Iterator[Finding]:
    \"\"\"Breaks, hangs or ends the process, as the mail asks.\"\"\"
    text = html.source.text
    if "hang" in text:
        while True:
            time.sleep(1)
    if "end" in text:
        import os
        os._exit(3)
    raise RuntimeError("broken")
    yield
"""


def test_a_rule_that_breaks_hangs_or_ends_does_not_take_the_server_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site/breaking"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "breaks.py").write_text(BREAKING)
    entry = tmp_path / "site/breaking-1.dist-info"
    entry.mkdir()
    (entry / "METADATA").write_text("Metadata-Version: 2.1\nName: breaking\nVersion: 1\n")
    (entry / "entry_points.txt").write_text("[presend.rules]\nbreaking = breaking\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    mail(tmp_path, 'plugins = ["breaking"]\n', "presend.toml")

    async def test() -> None:
        async with editor(options={"patience": 2}) as made:
            uri = made.open(mail(tmp_path, HEAD + "<p>Fine</p>"))
            assert "internal-error" in [each.code for each in await made.diagnostics(uri)]
            made.change(uri, 2, HEAD + "<p>hang</p>")
            while not any("gave up" in said for said in made.shown):
                await asyncio.sleep(0.05)
            made.change(uri, 3, HEAD + "<p>end</p>")
            while not any("has ended" in said for said in made.shown):
                await asyncio.sleep(0.05)
            made.change(uri, 4, HEAD + "<p>Fine</p>")
            assert "internal-error" in [each.code for each in await made.diagnostics(uri, 4)]

    run(test())


@needed
def test_after_a_thousand_edits_the_server_says_what_check_says(tmp_path: Path) -> None:
    text = max(
        (corpus_text(path) for path in templates()[:200]), key=lambda t: -abs(len(t) - 30_000)
    )
    dice = random.Random(6)
    pieces = [
        "<",
        ">",
        '"',
        "<p>",
        "</td>",
        "é",
        "😀",
        "{{",
        "}}",
        "\n",
        "\r\n",
        "\u2028",
        LINK,
        "-->",
    ]

    async def test() -> None:
        nonlocal text
        async with editor() as made:
            uri = made.open(mail(tmp_path, text))
            await made.diagnostics(uri)
            for version in range(2, 1002):
                at = dice.randrange(len(text) + 1)
                end = min(len(text), at + dice.choice((0, 0, 1, 5)))
                if text[at - 1 : at + 1] == "\r\n" or text[end - 1 : end + 1] == "\r\n":
                    continue  # between CR and LF there is no position
                new = dice.choice(pieces)
                span = lsp.Range(position(text, at), position(text, end))
                made.change(uri, version, new, span)
                text = text[:at] + new + text[end:]
                if version % 50 == 0:
                    made.save(uri)
                    found = await made.diagnostics(uri, version)
                    said = [(each.code, each.range.start, each.message) for each in found]
                    assert said == [
                        (d.rule, position(text, d.start[2]), line(d.message))
                        for d in presend.lint(text, path=str(tmp_path / "mail.html"))
                    ]

    run(test())


def position(text: str, offset: int) -> lsp.Position:
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    column = len(before.rpartition("\n")[2].encode("utf-16-le")) // 2
    return lsp.Position(before.count("\n"), column)


def test_without_pygls_one_line_says_what_to_install(tmp_path: Path) -> None:
    import subprocess

    code = (
        "import sys; sys.modules['pygls'] = sys.modules['lsprotocol'] = None\n"
        "from presend.cli import run; sys.exit(run(['lsp']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)

    assert done.returncode == 2
    assert done.stderr == "presend: lsp needs pygls; pip install 'presend[lsp]'\n"
