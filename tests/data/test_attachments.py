"""Names of attachments that receivers block."""

import pytest

from presend.data import attachments


@pytest.mark.parametrize(
    ("name", "grade"),
    [
        ("setup.exe", "blocked"),
        ("SETUP.EXE. ", "blocked"),
        ("a.tar.gz", None),
        ("a.js.bz2", "blocked"),
        ("invoice.pdf", None),
        ("page.html", "risky"),
        ("exe", None),
        (".bat", None),
        ("", None),
    ],
)
def test_the_last_extension_decides(name: str, grade: str | None) -> None:
    wrong = attachments.of_name(name)

    assert (wrong and wrong[0]) == grade


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"PK\x03\x04", b"PK\x03\x04" + b"PK\x05\x06" * 9, b"Rar!"]
)
def test_any_bytes_are_looked_at(data: bytes) -> None:
    list(attachments.of_bytes("a.zip", data))
