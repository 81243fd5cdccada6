"""Paths in, texts out, and back: what is found, how it is decoded, and that writing is safe."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from presend import files
from presend.errors import ReadError

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")


def put(folder: Path, names: str, text: str = "") -> None:
    for name in names.split():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def walked(folder: Path, exclude: str = "") -> list[str]:
    """The files found, relative to the folder; a folder that cannot be read is a fault."""
    spec = GitIgnoreSpec.from_lines(exclude.split()) if exclude else None

    def fail(path: str, error: ReadError) -> None:
        raise AssertionError(path) from error

    found = files.walk(str(folder), spec, str(folder), fail)
    return [Path(path).relative_to(folder).as_posix() for path in found]


# ---- walking


def test_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    put(tmp_path, "b.html a.html a/z.html a.txt B.html a/b/c.html")

    assert walked(tmp_path) == ["B.html", "a/b/c.html", "a/z.html", "a.html", "a.txt", "b.html"]


def test_gitignore_files_of_each_folder_hold(tmp_path: Path) -> None:
    put(tmp_path, "a.html build/a.html sub/a.html sub/b.html sub/build/a.html sub/deep/b.html")
    (tmp_path / ".gitignore").write_text("/build/\nb.html\n")
    (tmp_path / "sub/.gitignore").write_text("build\n")

    assert walked(tmp_path) == ["a.html", "sub/a.html"]


def test_a_deeper_gitignore_takes_back(tmp_path: Path) -> None:
    put(tmp_path, "a.html keep.html sub/a.html sub/keep.html out/keep.html")
    (tmp_path / ".gitignore").write_text("*.html\n!/keep.html\nout/\n")
    (tmp_path / "sub/.gitignore").write_text("!keep.html\n")
    (tmp_path / "out/.gitignore").write_text("!keep.html\n")  # git does not look in there

    assert walked(tmp_path) == ["keep.html", "sub/keep.html"]


def test_gitignore_above_holds_up_to_the_root_of_the_repository(tmp_path: Path) -> None:
    put(tmp_path, "repo/sub/a.html repo/sub/b.html repo/.git/HEAD")
    (tmp_path / ".gitignore").write_text("*.html\n")
    (tmp_path / "repo/.gitignore").write_text("b.html\n")

    assert walked(tmp_path / "repo/sub") == ["a.html"]


def test_a_named_folder_is_walked_though_it_is_ignored(tmp_path: Path) -> None:
    put(tmp_path, "build/a.html build/.gitignore .git/HEAD")
    (tmp_path / ".gitignore").write_text("build/\n")

    assert walked(tmp_path) == []
    assert walked(tmp_path / "build") == ["a.html"]


def test_excluded_patterns_are_relative_to_the_settings(tmp_path: Path) -> None:
    put(tmp_path, "a.html old/a.html new/old/a.html new/b.html")

    assert walked(tmp_path, "/old/ b.html") == ["a.html", "new/old/a.html"]
    assert walked(tmp_path, "old/* !old/a.html") == [
        "a.html",
        "new/b.html",
        "new/old/a.html",
        "old/a.html",
    ]


@POSIX
def test_symbolic_links_to_folders_are_not_followed_those_to_files_are(tmp_path: Path) -> None:
    put(tmp_path, "a/b.html")
    (tmp_path / "a/loop").symlink_to(tmp_path)
    (tmp_path / "folder.html").symlink_to(tmp_path / "a")
    (tmp_path / "link.html").symlink_to(tmp_path / "a/b.html")
    (tmp_path / "gone.html").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.html")
    os.mkfifo(tmp_path / "pipe.json")

    assert walked(tmp_path) == ["a/b.html", "link.html"]


@POSIX
def test_a_deep_tree_is_walked(tmp_path: Path) -> None:
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1200):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(os.open("a.html", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)

    found = walked(tmp_path)
    os.unlink(tmp_path / ("d/" * 1200 + "a.html"))
    for depth in range(1200, 0, -1):  # what clears up after the tests does not reach so deep
        os.rmdir(tmp_path / ("d/" * depth))

    assert found == ["d/" * 1200 + "a.html"]


# ---- sidecars


@pytest.mark.parametrize(
    ("there", "chosen"),
    [
        ("", None),
        ("news.meta.yaml", "news.meta.yaml"),
        ("news.meta.yml news.fi.meta.json", "news.fi.meta.json"),
        ("news.meta.json news.meta.yaml", "news.meta.json"),
        (".meta.yaml fi.meta.yaml newsletter.meta.yaml", None),
    ],
)
def test_the_sidecar_that_names_most(there: str, chosen: str | None, tmp_path: Path) -> None:
    put(tmp_path, there, "subject: A")

    sidecar = files.sidecar_of(str(tmp_path / "news.fi.html.j2"))

    assert (sidecar and Path(sidecar.path).name) == chosen


# ---- decoding


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        ("<p>Grüße".encode(), "utf-8", "<p>Grüße"),
        (b"\xef\xbb\xbf<p>", "utf-8", "<p>"),
        ("\ufeff<p>ü\r\n".encode("utf-16-le"), "utf-16-le", "<p>ü\r\n"),
        ("\ufeff<p>ü".encode("utf-16-be"), "utf-16-be", "<p>ü"),
        ("\ufeff<p>ü".encode("utf-32-le"), "utf-32-le", "<p>ü"),
        (b'<meta charset="iso-8859-1">\x80', "cp1252", '<meta charset="iso-8859-1">€'),
        (
            '<meta charset="koi8-r">Привет'.encode("koi8-r"),
            "koi8-r",
            '<meta charset="koi8-r">Привет',
        ),
        (
            '<META http-equiv=x content="text/html; charset=Shift_JIS">日本'.encode("shift_jis"),
            "shift_jis",
            '<META http-equiv=x content="text/html; charset=Shift_JIS">日本',
        ),
        (b'<meta charset="utf-16">\xfc', "cp1252", '<meta charset="utf-16">ü'),
        (b'<meta charset="punycode">\xfc', "cp1252", '<meta charset="punycode">ü'),
        (b'<meta charset="no-such">\xfc', "cp1252", '<meta charset="no-such">ü'),
        ("<p>Grüße aus Köln</p>".encode("utf-16-le"), "utf-16-le", "<p>Grüße aus Köln</p>"),
        ("<p>Grüße aus Köln</p>".encode("utf-16-be"), "utf-16-be", "<p>Grüße aus Köln</p>"),
        (b"<p>\0</p>", "utf-8", "<p>\0</p>"),
        (b"a\0" * 7, "utf-8", "a\0" * 7),
        (b"\0" * 40, "utf-8", "\0" * 40),
    ],
)
def test_decoding(data: bytes, encoding: str, text: str) -> None:
    decoded = files.decode(data, message=False)

    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert files.encoded(decoded, text) == data


def test_an_undeclared_encoding_is_guessed() -> None:
    text = "<p>Schöne Grüße aus Köln"

    assert files.decode(text.encode("cp1252"), message=False).text == text


@given(st.binary())
def test_a_message_keeps_its_octets(data: bytes) -> None:
    try:
        assert files.decode(data, message=True).text.encode("latin-1") == data
    except ReadError:
        assert b"\0" in data.partition(b":")[0]


@given(st.binary() | st.text().map(lambda text: ("\ufeff" + text).encode("utf-16", "replace")))
def test_what_is_decoded_is_written_back_as_it_was(data: bytes) -> None:
    try:
        decoded = files.decode(data, message=False)
        assert files.encoded(decoded, decoded.text) == data
    except ReadError:
        pass


# ---- writing


@POSIX
@pytest.mark.parametrize(
    "data",
    [
        b"a\r\nb\rc\n",
        b"\xef\xbb\xbfa\r\n",
        "\ufeffaä\r\n".encode("utf-16-be"),
        "aä\r\n".encode("latin-1"),
    ],
)
def test_writing_keeps_what_it_does_not_change(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(data)
    path.chmod(0o604)
    (tmp_path / "link.html").symlink_to("a.html")
    before = files.decode(data, message=False)

    files.write(str(tmp_path / "link.html"), before, before.text.replace("a", "ö"))

    assert path.read_bytes() == data.replace(
        "a".encode(before.encoding), "ö".encode(before.encoding)
    )
    assert path.stat().st_mode & 0o777 == 0o604
    assert (tmp_path / "link.html").is_symlink()
    assert sorted(os.listdir(tmp_path)) == ["a.html", "link.html"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="needs another user")
def test_writing_keeps_the_owner(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("a")
    os.chown(path, 65534, 65533)

    files.write(str(path), files.decode(b"a", message=False), "b")

    assert (path.read_text(), path.stat().st_uid, path.stat().st_gid) == ("b", 65534, 65533)


@pytest.mark.parametrize(
    ("now", "after", "said"),
    [
        (b"other", "b", "it changed while presend read it; run presend again"),
        (None, "b", "there is no such file; check the path"),
        (b"a\xe4", "ж", "the fix cannot be written in cp1252; save it as UTF-8"),
    ],
)
def test_a_file_is_left_alone(now: bytes | None, after: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    if now is not None:
        path.write_bytes(now)

    with pytest.raises(ReadError) as error:
        files.write(str(path), files.decode(b"a\xe4", message=False), after)

    assert str(error.value) == said
    assert [each.read_bytes() for each in tmp_path.iterdir()] == ([now] if now else [])


@POSIX
def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.html"
    path.write_text("a")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ReadError) as error:
        files.write(str(path), files.decode(b"a", message=False), "b")

    assert str(error.value) == (
        "it cannot be written: no space left on device; check the path and its permissions"
    )
    assert {each.name: each.read_text() for each in tmp_path.iterdir()} == {"a.html": "a"}


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    files.create(str(tmp_path / "report"), b"a")
    (tmp_path / "other").touch()

    assert (tmp_path / "report").stat().st_mode == (tmp_path / "other").stat().st_mode


# ---- names


@POSIX
@pytest.mark.parametrize(
    ("path", "folder", "seen"),
    [
        ("/a/b/c.html", "/a", "b/c.html"),
        ("/a/b.html", "/", "a/b.html"),
        ("/ab/c.html", "/a", "/ab/c.html"),
    ],
)
def test_a_path_as_seen_from_a_folder(path: str, folder: str, seen: str) -> None:
    assert files.relative(path, folder) == seen
