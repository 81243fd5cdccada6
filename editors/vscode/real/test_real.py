"""What a person sees in VS Code: the finding at its place, the rule, the fix on save."""

from __future__ import annotations

from pathlib import Path

import pytest
from install import BIN, HOME
from playwright.sync_api import Page, expect

from conftest import PATIENCE, PICTURES, Opened, wait

LINK = "https://youtu.be/dQw4w9WgXcQ"
LONG = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
MAIL = f"""\
<!doctype html>
<html lang="en" dir="ltr">
<head><meta charset="utf-8"><title>May</title></head>
<body>
<p>Zoë 😀 {{{{ first_name }}}}, <a href="{LINK}">see the roastery</a></p>
</body>
</html>
"""
WITHOUT_PYGLS = """\
#!{python}
import sys
sys.modules["pygls"] = None
from presend.cli import main
main()
"""
expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture
def mails(tmp_path: Path) -> Path:
    """A project with a mail, and presend in its own environment."""
    folder = tmp_path / "mails"
    folder.mkdir()
    (folder / ".venv").symlink_to(HOME / "venv")
    (folder / "mail.html").write_text(MAIL, "utf-8", newline="")
    return folder


def run_command(page: Page, name: str) -> None:
    """From the palette, which may not be ready for the first stroke."""
    field = page.locator(".quick-input-widget input").first

    def shown() -> bool:
        page.keyboard.press("F1")
        page.wait_for_timeout(1000)
        return field.is_visible()

    wait(shown, "the palette does not open")
    field.fill(f">{name}")
    page.locator(".quick-input-list .monaco-list-row").filter(has_text=name).first.click()


def test_a_finding_is_shown_and_fixed_on_save(opened: Opened, mails: Path) -> None:
    line = next(n for n, each in enumerate(MAIL.split("\n"), 1) if LINK in each)
    before = MAIL.split("\n")[line - 1].partition(LINK)[0]
    column = len(before.encode("utf-16-le")) // 2 + 1

    with opened(mails / "mail.html", **{"presend.select": ["shortened-link"]}) as page:
        squiggle = page.locator(".squiggly-warning")
        expect(squiggle).to_have_count(1)

        # The mark lies under the very letters of the address.
        text = page.get_by_text(LINK).last
        letters = text.text_content() or ""
        marked, written = squiggle.bounding_box(), text.bounding_box()
        assert marked is not None
        assert written is not None
        letter = written["width"] / len(letters)
        start = written["x"] + letter * letters.index(LINK)
        assert marked["x"] == pytest.approx(start, abs=letter / 2)
        assert marked["width"] == pytest.approx(letter * len(LINK), abs=letter / 2)
        assert marked["y"] == pytest.approx(written["y"], abs=written["height"] / 2)

        page.keyboard.press("Control+Shift+m")
        problem = page.locator(".markers-panel .monaco-list-row").filter(has_text="youtu.be")
        expect(problem).to_have_count(1)
        expect(problem).to_contain_text(f"Shortened link youtu.be/dQw4w9WgXcQ — use {LONG}")
        expect(problem).to_contain_text(f"presendshortened-link[Ln {line}, Col {column}]")

        squiggle.hover(force=True)
        hover = page.locator(".monaco-hover:visible")
        expect(hover).to_contain_text("shares its host with abusers")
        expect(hover).to_contain_text(f"It stands for {LONG}")
        page.screenshot(path=PICTURES / "found.png")

        page.locator(".view-line").last.click()
        page.keyboard.press("Control+End")
        page.keyboard.type("é")
        page.keyboard.press("Control+s")
        fixed = MAIL.replace(LINK, LONG) + "é"
        wait(
            lambda: (mails / "mail.html").read_bytes() == fixed.encode(),
            "the file is not as it should be",
        )
        expect(squiggle).to_have_count(0)
        expect(page.locator(".markers-panel")).to_contain_text("No problems")
        page.screenshot(path=PICTURES / "fixed.png")


def test_a_rule_is_explained(opened: Opened, mails: Path) -> None:
    def shown(rule: str) -> None:
        expect(page.locator(".tab.active")).to_contain_text(f"Preview {rule}.md")
        outer = page.frame_locator("iframe.webview.ready >> visible=true")
        heading = outer.frame_locator("iframe#active-frame").locator("h1")
        expect(heading).to_have_text(rule)

    with opened(mails / "mail.html", **{"presend.select": ["links"]}) as page:
        mark = page.locator(".squiggly-warning").first
        mark.click(force=True)
        run_command(page, "Quick Fix...")
        menu = page.locator(".action-widget").first
        expect(menu).to_contain_text("Allow shortened-link here")
        page.screenshot(path=PICTURES / "menu.png")
        menu.get_by_text("Explain shortened-link").click()
        shown("shortened-link")

        # The same of any rule, those at the cursor first.
        page.locator('.tab[data-resource-name="mail.html"]').click()
        mark.click(force=True)
        run_command(page, "presend: Explain rule")
        first = page.locator(".quick-input-list .monaco-list-row").first
        expect(first).to_contain_text("shortened-link")
        page.locator(".quick-input-widget input").first.fill("dead-short")
        expect(first).to_contain_text("dead-shortener")
        first.click()
        shown("dead-shortener")
        page.screenshot(path=PICTURES / "explained.png")


def test_settings_hold_at_once(opened: Opened, mails: Path) -> None:
    with opened(mails / "mail.html", **{"presend.select": ["shortened-link"]}) as page:
        squiggle = page.locator(".squiggly-warning")
        expect(squiggle).to_have_count(1)

        # Those of the workspace, in VS Code; then those of the project, on disk.
        settings = mails / ".vscode" / "settings.json"
        settings.parent.mkdir()
        settings.write_text('{"presend.ignore": ["shortened-link"]}')
        expect(squiggle).to_have_count(0)
        settings.write_text("{}")
        expect(squiggle).to_have_count(1)

        (mails / "presend.toml").write_text('[rules]\nshortened-link = "error"\n')
        expect(page.locator(".squiggly-error")).to_have_count(1)
        expect(squiggle).to_have_count(0)


def test_a_presend_that_cannot_serve_is_told_with_the_cure(opened: Opened, mails: Path) -> None:
    scripts = mails / ".venv" / "bin"
    (mails / ".venv").unlink()
    scripts.mkdir(parents=True)
    python = scripts / "python"
    python.symlink_to(BIN / "python")
    (scripts / "presend").write_text(WITHOUT_PYGLS.format(python=BIN / "python"))
    (scripts / "presend").chmod(0o755)

    with opened(mails / "mail.html") as page:
        said = page.locator(".notification-toast")
        expect(said).to_contain_text("but its language server is not")
        expect(said).to_contain_text(f"Install it: {python} -m pip install 'presend[lsp]'")
        expect(said).to_have_count(1)
        page.screenshot(path=PICTURES / "without-pygls.png")

        (scripts / "presend").unlink()
        (scripts / "presend").symlink_to(BIN / "presend")
        run_command(page, "presend: Restart server")
        expect(page.locator(".squiggly-warning")).to_have_count(1)


def test_nothing_inside_an_untrusted_workspace_is_run(opened: Opened, mails: Path) -> None:
    trust = {
        "security.workspace.trust.enabled": True,
        "security.workspace.trust.startupPrompt": "never",
        "security.workspace.trust.emptyWindow": False,
    }
    with opened(mails / "mail.html", **trust) as page:
        said = page.locator(".notification-toast").filter(has_text="presend is not installed")
        expect(said).to_contain_text("pip install 'presend[lsp]', or trust this workspace")
        page.screenshot(path=PICTURES / "untrusted.png")
        assert page.locator(".squiggly-warning").count() == 0
