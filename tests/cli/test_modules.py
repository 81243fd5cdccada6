"""What a plain run imports, and the file in which one run keeps what the next need not make."""

import _imp
import json
import marshal
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import presend
from presend import kept

# Part of every run: the interpreter's own, what `os` brings, and small modules without tails.
ALLOWED = set(
    "__future__ __main__ _abc _bisect _blake2 _codecs _collections _collections_abc "
    "_frozen_importlib _frozen_importlib_external _functools _imp _io _operator _signal _sre "
    "_stat _thread _warnings _weakref abc bisect builtins codecs collections encodings gc "
    "genericpath importlib io itertools keyword marshal operator os posix posixpath presend "
    "reprlib stat sys time types warnings zipimport nt ntpath winreg _winapi".split()
)
# Only as long as expressions and rules are not kept.
COMPILING = {"re", "enum", "functools", "copyreg"}

MAIL = """<!doctype html>
<html lang="en"><head><title>May</title><style>p { color: red }</style></head><body>
<!--[if mso]><table><tr><td><![endif]--><p style="margin: 0">Dear {{ contact.name }},
<a href="https://www.acme.com/?utm_source=news">news</a> <img src="https://acme.com/a.png" alt="">
<a href="https://bit.ly/3xYz">offer</a> <a href="{{ unsubscribe_link }}">unsubscribe</a></p>
</body></html>
"""
RUN = """
import os, sys
sys.path.insert(0, {copy!r})
leave = os._exit
def tell(code):
    print(*sorted(sys.modules), file=sys.stderr, flush=True)
    leave(code)
os._exit = tell
from presend.cli import main
main()
"""
RULES = """
import json, sys
sys.path.insert(0, {copy!r})
import presend.rules
from presend import kept
from presend.rule import discover
rules = list(discover(presend.rules))
said = [
    [r.name, r.group, r.severity, r.standard, r.off, list(r.formerly), r.docs,
     [kind.__name__ for kind in (*r.reads, *r.asks)],
     repr([each for each in sorted(vars(r.options).items(), key=str)
           if each[0] != "__static_attributes__"]) if r.options else "",
     [sorted(vars(sys.modules[r.module])), sys.modules[r.module].__file__]]
    for r in rules
]
kept.save()
json.dump([said, [r.name for r in rules if sys.modules[r.module].__spec__ is None]], sys.stdout)
"""


Ran = tuple[int, str, str]


def copied(folder: Path) -> Path:
    """A copy of the package without anything kept; a mail beside it."""
    source = Path(presend.__file__).parent
    shutil.copytree(source, folder / "copy/presend", ignore=shutil.ignore_patterns("*.kept*"))
    (folder / "mail.html").write_text(MAIL)
    return folder / "copy"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy whose rules and expressions are kept."""
    copy = copied(tmp_path_factory.mktemp("shared"))
    checked(copy)
    return copy


def python(copy: Path, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run code with the copy, the standard library, and nothing else."""
    flags = [] if arguments[:1] == ("-B",) else ["-I", "-S"]
    if not flags:
        flags, arguments = ["-I", "-S", "-B"], arguments[1:]
    return subprocess.run(
        [sys.executable, *flags, "-c", code.format(copy=str(copy)), *arguments],
        cwd=copy.parent,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def checked(copy: Path, *flags: str, options: tuple[str, ...] = ("--no-cache",)) -> Ran:
    done = python(copy, RUN, *flags, "check", *options, "-f", "concise", "mail.html")
    return done.returncode, done.stdout, done.stderr


def kept_file(copy: Path) -> Path:
    (file,) = (copy / "presend/__pycache__").glob("presend.*.kept")
    return file


def test_a_plain_run_imports_nothing_that_takes_time(copy: Path) -> None:
    none = python(copy, "import sys; print(*sys.modules)")
    own = set(none.stdout.split())

    runs = [checked(copy), checked(copy), checked(copy, options=()), checked(copy, options=())]

    assert {run[:2] for run in runs} == {runs[0][:2]}
    roots = [{name.partition(".")[0] for name in {*err.split()} - own} for *_, err in runs]
    assert roots[0] - ALLOWED - COMPILING == set()
    assert [each - ALLOWED for each in roots[1:]] == [set()] * 3


def test_settings_that_are_cached_are_not_parsed_again(copy: Path) -> None:
    (copy.parent / "presend.toml").write_text('[rules]\nshortened-link = "error"\n')
    first = checked(copy, options=())
    (copy.parent / "mail.html").write_text(MAIL + "<!-- changed -->")

    second = checked(copy, options=())

    assert second[:2] == first[:2]
    assert "error Shortened link" in second[1]
    assert "tomllib" in first[2].split()
    assert "tomllib" not in second[2].split()


def test_kept_rules_are_those_of_their_files(copy: Path) -> None:
    from_files, loaded = json.loads(python(copy, RULES).stdout)
    from_kept, unloaded = json.loads(python(copy, RULES).stdout)

    assert loaded == []
    assert unloaded == [rule[0] for rule in from_files]
    for rule in (*from_files, *from_kept):
        rule[-1][0] = [name for name in rule[-1][0] if name not in ("__cached__", "__builtins__")]
    assert from_kept == from_files


def test_a_rule_that_has_changed_is_read_anew(copy: Path) -> None:
    file = copy / "presend/rules/links/shortened_link.py"
    before = checked(copy)
    checked(copy)

    file.write_text(file.read_text("utf-8").replace('severity="warning"', 'severity="error"'))

    assert "warning Shortened link bit.ly/3xYz" in before[1]
    assert "error Shortened link bit.ly/3xYz" in checked(copy)[1]


def test_a_new_rule_is_found_and_one_that_is_gone_is_not(copy: Path) -> None:
    folder = copy / "presend/rules/links"
    checked(copy)

    text = (folder / "shortened_link.py").read_text("utf-8")
    (folder / "short_link.py").write_text(text)
    (folder / "shortened_link.py").unlink()

    out = checked(copy)[1]
    assert "[short-link]" in out
    assert "[shortened-link]" not in out


def opened(data: bytes) -> tuple[object, dict[str, dict[object, tuple[object, ...]]]]:
    """Stamp and index of the file."""
    values = marshal.loads(data[12 : 12 + int.from_bytes(data[8:12], "big")])
    assert isinstance(values, tuple)
    stamp, index = values
    return stamp, index


def known(index: dict[str, dict[object, tuple[object, ...]]]) -> object:
    """What the file holds, wherever in it that stands."""
    return {name: {key: entry[0] for key, entry in table.items()} for name, table in index.items()}


def sealed(values: object) -> bytes:
    """A file with these values for its stamp and index, and nothing else."""
    head = marshal.dumps(values)  # type: ignore[arg-type]
    return _imp.source_hash(kept.KEY, head) + len(head).to_bytes(4, "big") + head


@pytest.mark.parametrize(
    "damage",
    [
        *("empty", "cut", "cut late", "zeros", "garbage"),
        *("one bit", "a bit of the index", "another stamp", "another shape"),
    ],
)
def test_a_damaged_or_stale_file_costs_time_only(damage: str, shared: Path) -> None:
    file = kept_file(shared)
    data = file.read_bytes()
    stamp, index = opened(data)
    before = checked(shared)[:2]
    file.write_bytes(
        {
            "empty": b"",
            "cut": data[: len(data) // 2],
            "cut late": data[:-1],
            "zeros": b"\0" * len(data),
            "garbage": bytes(reversed(data)),
            "one bit": data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
            "a bit of the index": data[:99] + bytes([data[99] ^ 1]) + data[100:],
            "another stamp": sealed(("0", {"rules": 5})),
            "another shape": sealed((stamp, [])),
        }[damage]
    )

    assert checked(shared)[:2] == before
    again = opened(file.read_bytes())
    assert again[0] == stamp
    assert known(again[1]) == known(index)


def test_where_it_cannot_be_kept_it_is_made_each_time(copy: Path) -> None:
    before = checked(copy)[:2]
    file = kept_file(copy)
    file.unlink()
    file.mkdir()

    assert checked(copy)[:2] == before
    assert list(file.parent.glob("*.kept*")) == [file]


def test_a_folder_that_cannot_be_written_is_no_error(copy: Path) -> None:
    before = checked(copy)[:2]
    shutil.rmtree(copy / "presend/__pycache__")
    (copy / "presend/__pycache__").write_text("no folder")

    code, out, err = checked(copy)

    assert (code, out) == before
    assert "Traceback" not in err


def test_nothing_is_kept_where_python_keeps_no_bytecode(copy: Path) -> None:
    checked(copy, "-B")

    assert list((copy / "presend/__pycache__").glob("*.kept*")) == []
