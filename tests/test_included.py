"""Where the files that templates include are looked for, and where not."""

import os
from pathlib import Path

import pytest

from presend import included


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    for name, text in {
        "mails/news/mail.html": "",
        "mails/news/beside.html": "beside",
        "mails/footer.html": "footer",
        "mails/partials/_legal.html.erb": "legal",
        "modules/foot.module/module.html": "module",
        "emails/thanks.blade.php": "blade",
        "templates/base.html": "base",
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "secret.html").write_text("secret")
    (root / "big.html").write_bytes(b"x" * (included.LIMIT + 1))
    return root


def found(project: Path, name: str, folder: str | None = None) -> str | None:
    mail = project / "mails/news/mail.html"
    source = included.find(name, str(mail), str(mail), str(project) if folder is None else folder)
    return None if source is None else source.text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("beside.html", "beside"),
        ("beside", "beside"),
        ("./beside.html", "beside"),
        ("../footer.html", "footer"),
        ("footer.html", "footer"),
        ("/mails/footer.html", "footer"),
        ("mails\\footer.html", "footer"),
        ("legal", "legal"),
        ("../../modules/foot", "module"),
        ("modules/foot.module", "module"),
        ("base.html", "base"),
    ],
)
def test_a_file_is_found_as_its_engine_would(name: str, text: str, project: Path) -> None:
    assert found(project, name) == text


@pytest.mark.parametrize(
    "name",
    [
        "missing.html",
        "../../../secret.html",
        "secret.html",
        "",
        "big.html",
        "@hubspot/email_footer",
        "https://acme.com/footer.html",
        "a\0b",
        "a\nb",
        "x" * 300,
        "\udcff",
        "../" * 60 + "etc/passwd",
        "/etc/passwd",
        "..",
        "mails",
    ],
)
def test_nothing_else_is_found(name: str, project: Path) -> None:
    assert found(project, name) is None


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_a_symbolic_link_leads_nowhere_outside(project: Path) -> None:
    (project / "mails/news/out.html").symlink_to(project.parent / "secret.html")
    (project / "mails/news/in.html").symlink_to(project / "mails/footer.html")

    assert found(project, "out.html") is None
    assert found(project, "in.html") == "footer"


def test_without_settings_the_repository_is_the_project(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.parent.parent)
    (project / ".git").mkdir()

    assert found(project, "base.html", "") == "base"
    assert found(project, "../../../secret.html", "") is None


def test_without_a_repository_it_is_the_working_folder(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / "mails")

    assert found(project, "footer.html", "") == "footer"
    assert found(project, "base.html", "") is None


def test_settings_that_stand_elsewhere_are_no_project(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    elsewhere = project.parent / "settings"
    elsewhere.mkdir()
    (project / ".git").mkdir()

    assert found(project, "footer.html", str(elsewhere)) == "footer"
