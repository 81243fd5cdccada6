"""Paths in, texts out; new text in, disk. The only module that reads and writes files."""

from __future__ import annotations

import os
from presend import patterns
import stat

from presend.errors import ReadError
from presend.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pathspec import PathSpec

LIMIT = 10 * 1024 * 1024  # octets
_MAIL_ENDING = patterns.compile(
    r"\.(?:html?|xhtml|mjml|eml|txt|text"
    r"|hbs|handlebars|mustache|liquid|j2|jinja2?|njk|nunjucks|twig|erb|markerb|ejs|ftlh?|hubl|amp)\Z",
    patterns.I,
)
_SKIPPED_FOLDERS = frozenset((".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__",
                              ".tox", ".nox", ".mypy_cache", ".ruff_cache", "site-packages"))  # fmt: skip
_CHARSET = patterns.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", patterns.I)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


class Text:
    """A decoded file: its text, and what is needed to write it back as it was."""

    __slots__ = ("bom", "data", "encoding", "text")

    def __init__(self, text: str, data: bytes, encoding: str, bom: bytes) -> None:
        self.text = text
        self.data = data
        self.encoding = encoding
        self.bom = bom


def read(path: str) -> bytes:
    """The bytes of a file. Raises ReadError with reason and cure."""
    try:
        with open(path, "rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode) and status.st_size > LIMIT:
                raise ReadError(
                    f"it has {status.st_size:,} octets, more than {LIMIT:,}; no client shows as "
                    "much: split it or leave it out"
                )
            data = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise ReadError("there is no such file; check the path") from None
    except PermissionError:
        raise ReadError("permission denied; make it readable") from None
    except IsADirectoryError:
        raise ReadError("it is a folder; name the files in it") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"{_reason(error)}; check the path") from None
    if len(data) > LIMIT:
        raise ReadError(f"it has more than {LIMIT:,} octets; split it or leave it out")
    return data


def _reason(error: OSError | ValueError) -> str:
    said = getattr(error, "strerror", None) or str(error)
    return said[:1].lower() + said[1:]


def decode(data: bytes, *, message: bool) -> Text:
    """The text of a file's bytes. Raises ReadError for bytes that are no text.

    A message is read as Latin-1, so that its offsets count octets.
    """
    if message:
        return Text(data.decode("latin-1"), data, "latin-1", b"")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return Text(data[len(bom) :].decode(encoding), data, encoding, bom)
            except UnicodeDecodeError:
                break
    try:
        return Text(data.decode(), data, "utf-8", b"")
    except UnicodeDecodeError:
        return _guess(data)


def _guess(data: bytes) -> Text:
    if b"\0" in data[:4096]:
        raise ReadError("it holds bytes that are no text; name only templates and messages")
    declared = _CHARSET.search(data[:4096])
    names = [declared[1].decode("ascii")] if declared else []
    from bs4.dammit import EncodingDetector

    detector = EncodingDetector(data[:65536], known_definite_encodings=names, is_html=True)
    for name in [*detector.encodings, "windows-1252"]:
        try:
            return Text(data.decode(name), data, name, b"")
        except (LookupError, UnicodeError):
            continue
    raise ReadError("its encoding cannot be told; save it as UTF-8")


def write(path: str, before: Text, after: str) -> None:
    """Put new text in a file's place at once, or leave the file as it is. Raises ReadError.

    Encoding, byte order mark, mode and symbolic links stay. A file that has changed since
    `before` was read is left alone.
    """
    import tempfile

    real = os.path.realpath(path)
    try:
        data = before.bom + after.encode(before.encoding)
    except UnicodeEncodeError:
        raise ReadError(f"the fix cannot be written in {before.encoding}; save it as UTF-8") from None
    temporary = ""
    try:
        if read(real) != before.data:
            raise ReadError("it changed while presend read it; run presend again")
        mode = stat.S_IMODE(os.stat(real).st_mode)
        if not os.access(real, os.W_OK):
            raise ReadError("it is read-only; make it writable")
        handle, temporary = tempfile.mkstemp(prefix=".presend-", dir=os.path.dirname(real))
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, real)
        temporary = ""
    except OSError as error:
        raise ReadError(f"it cannot be written: {_reason(error)}") from None
    finally:
        if temporary:
            os.unlink(temporary)


def create(path: str, text: str) -> None:
    """Write a new file at once, or none. Raises ReadError."""
    import tempfile

    temporary = ""
    try:
        folder = os.path.dirname(os.path.realpath(path))
        handle, temporary = tempfile.mkstemp(prefix=".presend-", dir=folder)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, os.path.realpath(path))
        temporary = ""
    except OSError as error:
        raise ReadError(f"it cannot be written: {_reason(error)}; check the path") from None
    finally:
        if temporary:
            os.unlink(temporary)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def sidecar_of(path: str) -> Source | None:
    """The text of NAME.meta.json or NAME.meta.yaml beside a template, if one is there."""
    folder, name = os.path.split(path)
    stem = name.partition(".")[0]
    if not stem:
        return None
    for ending in (".meta.json", ".meta.yaml", ".meta.yml"):
        beside = os.path.join(folder, stem + ending)
        if os.path.isfile(beside):
            return Source(beside, decode(read(beside), message=False).text)
    return None


def walk(folder: str, exclude: PathSpec | None, root: str) -> Iterator[str]:
    """The files below a folder that may hold mail, in order of their names.

    What .gitignore files name is left out, as is what matches `exclude`, whose patterns are
    relative to `root`. Raises ReadError where the folder cannot be read.
    """
    yield from _walk(folder, _ignored_above(folder), exclude, root)


def _walk(
    folder: str, ignored: list[tuple[str, PathSpec]], exclude: PathSpec | None, root: str
) -> Iterator[str]:
    try:
        with os.scandir(folder) as scanned:
            entries = sorted(scanned, key=lambda entry: entry.name)
    except OSError as error:
        raise ReadError(f"{folder}: {_reason(error)}; make it readable") from None
    ignored = [*ignored, *_gitignore(folder)]
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            skipped = entry.name in _SKIPPED_FOLDERS
            if not skipped and not _matches(entry.path + "/", ignored, exclude, root):
                yield from _walk(entry.path, ignored, exclude, root)
        elif _may_hold_mail(entry) and not _matches(entry.path, ignored, exclude, root):
            yield entry.path


def _may_hold_mail(entry: os.DirEntry[str]) -> bool:
    name = entry.name
    if name.endswith((".json", ".JSON")):
        return not name.endswith(".meta.json")
    return _MAIL_ENDING.search(name) is not None and entry.is_file()


def _gitignore(folder: str) -> list[tuple[str, PathSpec]]:
    path = os.path.join(folder, ".gitignore")
    if not os.path.isfile(path):
        return []
    from pathspec import PathSpec

    try:
        lines = decode(read(path), message=False).text.splitlines()
    except ReadError:
        return []
    return [(os.path.abspath(folder), PathSpec.from_lines("gitwildmatch", lines))]


def _ignored_above(folder: str) -> list[tuple[str, PathSpec]]:
    """The .gitignore files of the folders above, up to the root of the repository."""
    found: list[tuple[str, PathSpec]] = []
    at = os.path.abspath(folder)
    if os.path.exists(os.path.join(at, ".git")):
        return found
    while (above := os.path.dirname(at)) != at:
        found = [*_gitignore(above), *found]
        at = above
        if os.path.exists(os.path.join(at, ".git")):
            return found
    return []


def _matches(
    path: str, ignored: Iterable[tuple[str, PathSpec]], exclude: PathSpec | None, root: str
) -> bool:
    tail = "/" if path.endswith("/") else ""
    whole = os.path.abspath(path)
    for base, spec in ignored:
        if whole.startswith(base + os.sep) and spec.match_file(relative(whole, base) + tail):
            return True
    return exclude is not None and exclude.match_file(relative(whole, root) + tail)


def relative(path: str, folder: str) -> str:
    """A path as seen from a folder, with `/` between its parts; itself if it is not below."""
    whole, base = os.path.abspath(path), os.path.abspath(folder or ".")
    if whole.startswith(base.rstrip(os.sep) + os.sep):
        whole = whole[len(base.rstrip(os.sep)) + 1 :]
    return whole.replace(os.sep, "/")


def shown(path: str) -> str:
    """A path as people write it: relative to where they are, if it is below or near."""
    short = os.path.relpath(path)
    return path if short.startswith(os.path.join("..", "..", "..")) else short
