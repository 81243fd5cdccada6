"""Paths in, texts out; new text in, disk. The only module that reads and writes files."""

from __future__ import annotations

import os
import stat
import sys

from presend import patterns
from presend.data.file_endings import TEMPLATE
from presend.errors import ReadError
from presend.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

    from pathspec import GitIgnoreSpec

    Ignored = Sequence[tuple[str, GitIgnoreSpec]]
    """Folders, the deepest last, each with the patterns of its .gitignore."""

LIMIT = 10 * 1024 * 1024  # octets
_USUAL = 256 * 1024  # octets
_SAMPLE = 16  # characters that tell UTF-16 without a byte order mark
_MAIL_ENDING = patterns.compile(rf"\.(?:html?|xhtml|mjml|eml|txt|text|{TEMPLATE})\Z", patterns.I)
_SKIPPED_FOLDERS = frozenset(
    (
        *(".git", ".hg", ".svn", ".venv", "venv", "node_modules", "site-packages"),
        *("__pycache__", ".tox", ".nox", ".mypy_cache", ".ruff_cache"),
    )
)
_CHARSET = rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})"
# WHATWG Encoding, 4.2: what a page may name, in Python's words. The rest of what Python knows
# (punycode, unicode_escape, utf-7) is no encoding of pages, and slow or unsafe besides.
_ENCODINGS = frozenset(
    (
        *("iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7"),
        *("iso8859-8", "iso8859-10", "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16"),
        *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
        *("cp1258", "cp866", "cp874", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"),
        *("big5", "gb2312", "gbk", "gb18030", "euc_jp", "iso2022_jp", "shift_jis", "cp932"),
        *("euc_kr", "cp949"),
    )
)
_NO_TEXT = "it holds bytes that are no text; name only templates and messages"
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
            return read_stream(file)
    except FileNotFoundError:
        raise ReadError("there is no such file; check the path") from None
    except PermissionError:
        raise ReadError("permission denied; make it readable") from None
    except IsADirectoryError:
        raise ReadError("it is a folder; name the files in it") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"{_reason(error)}; check the path") from None


def read_stream(stream: BinaryIO) -> bytes:
    """The bytes of an open file. Raises ReadError where there are more than LIMIT."""
    data = stream.read(_USUAL)  # to ask for the memory of LIMIT takes longer than to read a mail
    if len(data) == _USUAL:
        data += stream.read(LIMIT + 1 - _USUAL)
    if len(data) > LIMIT:
        raise ReadError(
            f"it has more than {LIMIT:,} octets, and no client shows as much; split it or leave "
            "it out"
        )
    return data


def standard_input() -> bytes:
    """The bytes of standard input. Raises ReadError where it is closed, or too long."""
    if sys.stdin is None:
        raise ReadError("standard input is closed; name a file")
    return read_stream(sys.stdin.buffer)


def head(path: str) -> bytes:
    """The first octets of a file, enough to tell what it is; none where it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read(65_536)
    except OSError:
        return b""


def _reason(error: OSError | ValueError) -> str:
    said = getattr(error, "strerror", None) or str(error)
    return said[:1].lower() + said[1:]


def decode(data: bytes, *, message: bool) -> Text:
    """The text of a file's bytes. Raises ReadError for bytes that are no text.

    A message is read as Latin-1, so that its offsets count octets.
    """
    if message:
        if b"\0" in data[:4096].partition(b":")[0]:  # not even a header's name
            raise ReadError(_NO_TEXT)
        return Text(data.decode("latin-1"), data, "latin-1", b"")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return Text(data[len(bom) :].decode(encoding), data, encoding, bom)
            except UnicodeDecodeError:
                break
    try:
        if encoding := _without_bom(data):
            return Text(data.decode(encoding), data, encoding, b"")
        return Text(data.decode(), data, "utf-8", b"")
    except UnicodeDecodeError:
        return _guess(data)


def _without_bom(data: bytes) -> str:
    """UTF-16 that does not say so: ASCII with a NUL for each character; as UTF-8 that is text,
    too, in which nothing would be found."""
    even, odd = data[: 2 * _SAMPLE : 2], data[1 : 2 * _SAMPLE : 2]
    if len(data) % 2 or len(even) < _SAMPLE // 2:
        return ""
    if not odd.strip(b"\0") and b"\0" not in even:
        return "utf-16-le"
    return "utf-16-be" if not even.strip(b"\0") and b"\0" not in odd else ""


def _guess(data: bytes) -> Text:
    if b"\0" in data[:4096]:
        raise ReadError(_NO_TEXT)
    import codecs
    import re

    from bs4.dammit import EncodingDetector

    declared = re.search(_CHARSET, data[:4096], re.IGNORECASE)
    names = [declared[1].decode("ascii")] if declared else []
    detector = EncodingDetector(data[:65536], known_definite_encodings=names, is_html=True)
    for name in [*detector.encodings, "cp1252"]:
        try:
            codec = codecs.lookup(name).name
            codec = "cp1252" if codec == "iso8859-1" else codec
            if codec in _ENCODINGS:
                return Text(data.decode(codec), data, codec, b"")
        except (LookupError, ValueError):
            continue
    return Text(data.decode("latin-1"), data, "latin-1", b"")


def encoded(before: Text, after: str) -> bytes:
    """New text in the encoding of the file that it replaces. Raises ReadError."""
    try:
        if before.bom + before.text.encode(before.encoding) == before.data:
            return before.bom + after.encode(before.encoding)
    except UnicodeEncodeError:
        pass
    raise ReadError(f"the fix cannot be written in {before.encoding}; save it as UTF-8")


def write(path: str, before: Text, after: str) -> None:
    """Put new text in a file's place at once, or leave the file as it is. Raises ReadError.

    Encoding, byte order mark, owner, mode and symbolic links stay. A file that has changed
    since `before` was read is left alone.
    """
    real = os.path.realpath(path)
    data = encoded(before, after)
    if read(real) != before.data:
        raise ReadError("it changed while presend read it; run presend again")
    if not os.access(real, os.W_OK):
        raise ReadError("it is read-only; make it writable")
    _replace(real, data)


def create(path: str, data: bytes) -> None:
    """Write a file at once, or leave what is there as it is. Raises ReadError.

    What is no regular file (a pipe, a terminal) is written to, not replaced.
    """
    if os.path.isdir(path):
        raise ReadError("it cannot be written: it is a folder; name a file")
    if not os.path.exists(path) or os.path.isfile(path):
        _replace(os.path.realpath(path), data)
        return
    try:
        with open(path, "wb") as file:
            file.write(data)
    except OSError as error:
        raise _unwritable(error) from None


def _replace(path: str, data: bytes) -> None:
    """Put a new file in the place of an old one, or of none, with its owner and mode."""
    import tempfile

    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=".presend-", dir=os.path.dirname(path))
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if os.path.exists(path):
            status = os.stat(path)
            if hasattr(os, "chown") and status.st_uid != os.geteuid():
                os.chown(temporary, status.st_uid, status.st_gid)
            os.chmod(temporary, stat.S_IMODE(status.st_mode))
        else:
            os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
        temporary = ""
    except OSError as error:
        raise _unwritable(error) from None
    finally:
        if temporary:
            os.unlink(temporary)


def _unwritable(error: OSError) -> ReadError:
    return ReadError(f"it cannot be written: {_reason(error)}; check the path and its permissions")


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def sidecar_of(path: str) -> Source | None:
    """The text of NAME.meta.json or NAME.meta.yaml beside a template, if one is there.

    Of several (`news.fi.meta.yaml` and `news.meta.yaml` for `news.fi.html`), the one that
    names most. Raises ReadError, naming it, where it cannot be read.
    """
    folder, stem = os.path.split(path)
    while stem := stem.rpartition(".")[0]:
        for ending in (".meta.json", ".meta.yaml", ".meta.yml"):
            beside = os.path.join(folder, stem + ending)
            if os.path.isfile(beside):
                try:
                    return Source(beside, decode(read(beside), message=False).text)
                except ReadError as error:
                    raise ReadError(f"its sidecar {beside} cannot be read: {error}") from None
    return None


def walk(
    folder: str,
    exclude: GitIgnoreSpec | None,
    root: str,
    unreadable: Callable[[str, ReadError], object],
) -> Iterator[str]:
    """The files below a folder that may hold mail, in order of their names.

    What .gitignore files name is left out, as is what matches `exclude`, whose patterns are
    relative to `root`. A folder that cannot be read is told to `unreadable`, and passed over.
    """
    above = _ignored_above(folder)
    if _matches(folder + "/", above, None, root):  # it was named in spite of that
        above = []
    waiting: list[tuple[str, bool, Ignored]] = [(folder, True, above)]
    while waiting:
        path, is_folder, ignored = waiting.pop()
        if not is_folder:
            yield path
            continue
        try:
            with os.scandir(path) as scanned:
                entries = sorted(scanned, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            unreadable(path, ReadError(f"{_reason(error)}; make the folder readable"))
            continue
        ignored = [*ignored, *_gitignore(path)]
        for entry in entries:
            deeper = entry.is_dir(follow_symlinks=False)
            wanted = entry.name not in _SKIPPED_FOLDERS if deeper else _may_hold_mail(entry)
            if wanted and not _matches(entry.path + "/" * deeper, ignored, exclude, root):
                waiting.append((entry.path, deeper, ignored))


def _may_hold_mail(entry: os.DirEntry[str]) -> bool:
    name = entry.name.lower()
    if name.endswith(".json"):
        return not name.endswith(".meta.json") and _is_file(entry)
    return _MAIL_ENDING.search(name) is not None and _is_file(entry)


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # links in a circle, or to where nobody may look: reading it tells
        return True


def _gitignore(folder: str) -> Ignored:
    path = os.path.join(folder, ".gitignore")
    if not os.path.isfile(path):
        return []
    from pathspec import GitIgnoreSpec

    try:
        lines = decode(read(path), message=False).text.splitlines()
    except ReadError:
        return []
    return [(os.path.abspath(folder), GitIgnoreSpec.from_lines(lines))]


def _ignored_above(folder: str) -> Ignored:
    """The .gitignore files of the folders above, up to the root of the repository."""
    found: Ignored = []
    at = os.path.abspath(folder)
    if os.path.exists(os.path.join(at, ".git")):
        return found
    while (above := os.path.dirname(at)) != at:
        found = [*_gitignore(above), *found]
        at = above
        if os.path.exists(os.path.join(at, ".git")):
            return found
    return []


def _matches(path: str, ignored: Ignored, exclude: GitIgnoreSpec | None, root: str) -> bool:
    tail = "/" if path.endswith("/") else ""
    whole = os.path.abspath(path)
    for base, spec in reversed(ignored):  # gitignore(5): the deepest file that says anything
        said = spec.check_file(relative(whole, base) + tail).include
        if said is not None:
            if said:
                return True
            break
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
