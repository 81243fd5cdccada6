"""What mail providers refuse as an attachment: a file's name and bytes in, the reason out.

Sources: Google, "File types blocked in Gmail" (support.google.com/mail/answer/6590, list as of
August 2025): these types, also compressed or inside archives, documents with malicious macros,
and archives protected with a password. The Office types that hold macros: Microsoft, "Office
file name extensions" (ECMA-376 part names).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    Grade = Literal["blocked", "risky"]

BLOCKED = frozenset(
    "ade adp apk appx appxbundle bat cab chm cmd com cpl diagcab diagcfg diagpkg dll dmg ex ex_ "
    "exe hta img ins iso isp jar jnlp js jse lib lnk mde mjs msc msi msix msixbundle msp mst nsh "
    "pif ps1 scr sct shb sys vb vbe vbs vhd vxd wsc wsf wsh xll".split()
)
MACROS = frozenset("docm dotm xlsm xltm xlam xlsb pptm potm ppam ppsm sldm".split())
PAGES = frozenset("htm html shtml xhtml svg svgz mht mhtml".split())
ARCHIVES = frozenset("zip 7z rar gz tgz bz2 tbz xz txz tar z arj ace lzh cab zst".split())
COMPRESSED = frozenset("gz bz2 xz z zst".split())  # one file each, named before the ending
_DOCUMENTS = frozenset(
    "pdf doc docx xls xlsx ppt pptx odt ods rtf txt csv jpg jpeg png gif mp3 mp4 htm html".split()
)
_MAGIC = (
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a Linux program"),
    (b"\xca\xfe\xba\xbe", "a Java or macOS program"),
    (b"\xcf\xfa\xed\xfe", "a macOS program"),
    (b"\xce\xfa\xed\xfe", "a macOS program"),
    (b"#!/", "a script"),
)
_MEMBERS = 2_000  # of an archive that are looked at


def ending(name: str) -> str:
    """The extension of a file name, in lower case; empty if it has none."""
    last = name.replace("\\", "/").rpartition("/")[2].rstrip(" .")
    stem, dot, extension = last.rpartition(".")
    return extension.lower() if dot and stem else ""


def of_name(name: str) -> tuple[Grade, str] | None:
    """What is wrong with a file of that name, in words that follow it; None if nothing is."""
    extension = ending(name)
    stem = name.rstrip(" .")[: -len(extension) - 1] if extension else name
    before = ending(stem)
    if extension in COMPRESSED and before in BLOCKED:
        return "blocked", f"is a compressed .{before}, which Gmail blocks"
    if extension in BLOCKED:
        if before in _DOCUMENTS:
            return "blocked", f"hides .{extension}, which Gmail blocks, behind .{before}"
        return "blocked", f"is of a type that Gmail blocks (.{extension})"
    if extension in MACROS:
        return "risky", f"may hold macros (.{extension}), which receivers strip or refuse"
    if extension in PAGES:
        return "risky", f"is a page that opens in the browser (.{extension}), as phishing does"
    return None


def of_bytes(name: str, data: bytes) -> Iterator[tuple[Grade, str]]:
    """What is wrong with what a file holds, in words that follow its name."""
    for magic, kind in _MAGIC:
        if data.startswith(magic) and (ending(name) in _DOCUMENTS or kind != "a script"):
            if magic == b"MZ" and b"PE\0\0" not in data[:1024]:
                continue
            yield "blocked", f"is {kind}"
            return
    if data.startswith(b"PK\x03\x04"):
        yield from _of_zip(data)
    elif data.startswith(b"Rar!") and _rar_encrypted(data):
        yield "blocked", "is a protected archive, which Gmail blocks"


def _of_zip(data: bytes) -> Iterator[tuple[Grade, str]]:
    from io import BytesIO
    from zipfile import ZipFile

    try:
        members = ZipFile(BytesIO(data)).infolist()[:_MEMBERS]
    except Exception:  # zipfile raises many kinds, struct.error among them
        yield "risky", "is a zip archive that cannot be read"
        return
    names = [member.filename for member in members]
    if any(member.flag_bits & 1 for member in members):
        yield "blocked", "is an archive protected with a password, which Gmail blocks"
    if any(name.endswith("vbaProject.bin") for name in names):
        yield "risky", "holds macros, which receivers strip or refuse"
        return
    if "[Content_Types].xml" in names or "mimetype" in names or "META-INF/MANIFEST.MF" in names:
        return  # an Office document, an e-book, a Java archive: judged by its name
    for name in names:
        wrong = of_name(name)
        if wrong is not None and wrong[0] == "blocked":
            yield "blocked", f"holds {name[:60]}, which {wrong[1]}"
            return
    inner = next((name for name in names if ending(name) in ARCHIVES), None)
    if inner is not None:
        yield "risky", f"holds another archive ({inner[:60]})"


def _rar_encrypted(data: bytes) -> bool:
    """Whether the headers of a RAR archive, or its first file, are encrypted."""
    if data.startswith(b"Rar!\x1a\x07\x01\x00"):  # version 5: CRC, sizes, and type 4 is encryption
        return len(data) > 13 and data[13] == 4
    flags = int.from_bytes(data[10:12], "little")  # of the main header of version 4
    return bool(flags & 0x80)
