"""presend for pytest: `presend_lint` lints a mail, `presend_outbox` what a test sends.

pytest imports this module in every run of an environment that has presend in it. So it does
nothing and imports nothing of presend until a test asks for one of its fixtures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from presend.outbox import Outbox
    from presend.report import Diagnostic
    from presend.verdict import Demand, Judge

_SETTINGS = ("fail_on", "select", "ignore", "config")
_JUDGE = pytest.StashKey["Judge"]()
_SENT = pytest.StashKey["Callable[[], str]"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("presend", "presend, the linter for email")
    group.addoption("--presend", action="store_true", help="lint the mail that every test sends")
    group.addoption(
        "--presend-fail-on",
        choices=("error", "warning", "info", "never"),
        help="the least severity that fails a test",
    )
    parser.addini("presend_outbox", "lint the mail that every test sends", "bool", False)
    parser.addini("presend_fail_on", "the least severity that fails a test", default="error")
    for name, does in (("select", "only"), ("ignore", "not")):
        parser.addini(f"presend_{name}", f"{does} these presend rules or groups", "args")
    parser.addini("presend_config", "the presend.toml; else the nearest one above a mail")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "presend(fail_on, select, ignore, allow, config): lint the mail that the test sends; "
        "what is given holds for presend_lint, too",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    every = config.getoption("--presend") or config.getini("presend_outbox")
    for item in items:
        if not isinstance(item, pytest.Function) or "presend_outbox" in item.fixturenames:
            continue
        if every or item.get_closest_marker("presend"):
            item.fixturenames.append("presend_outbox")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    if _SENT not in item.stash:
        return (yield)
    said = item.stash[_SENT]
    try:
        result = yield
    except (Exception, pytest.fail.Exception):
        if words := said():
            item.add_report_section("call", "presend", words)
        raise
    if words := said():
        pytest.fail(words, pytrace=False)
    return result


@pytest.fixture
def presend_lint(request: pytest.FixtureRequest) -> Callable[..., list[Diagnostic]]:
    """Lint a mail: a text, octets, a message object or a path; the test fails by what is found.

    presend_lint(mail, path=None, fail_on=…, select=…, ignore=…, allow=…, config=…) returns
    the findings that fail nothing. `path` names a text, for the settings that hold there.
    """

    def lint(mail: Any, *, path: str | None = None, **changes: Any) -> list[Diagnostic]:
        __tracebackhide__ = True
        from presend import verdict
        from presend.errors import PresendError

        words = ""
        others: list[Diagnostic] = []
        try:
            demand = _demand(request.node).but(**changes)
            found = _judge(request.config)(mail, demand, path)
            words = verdict.failure([(found, "")], "the mail")
            others = found.others
        except PresendError as error:
            words = f"presend: {error}"
        if words:
            pytest.fail(words, pytrace=False)
        return others

    return lint


@pytest.fixture
def presend_outbox(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Outbox]:
    """The mails that the test sends by Django, Flask-Mail or smtplib; it fails by what is found.

    A sequence of octets; `add` takes in what was sent in another way.
    """
    from presend.outbox import collecting

    with collecting() as outbox:

        def said() -> str:
            from presend.errors import PresendError

            try:
                return _said(request, outbox, tmp_path_factory)
            except PresendError as error:
                return f"presend: {error}"

        request.node.stash[_SENT] = said
        yield outbox
        del request.node.stash[_SENT]


def _said(request: pytest.FixtureRequest, outbox: Outbox, folders: pytest.TempPathFactory) -> str:
    from presend import verdict

    demand = _demand(request.node)
    judge = _judge(request.config)
    mails = list(outbox)
    verdicts = [judge(mail, demand, f"sent-{n}.eml") for n, mail in enumerate(mails, 1)]
    if not any(each.failing for each in verdicts):
        return ""
    folder = folders.mktemp("presend")
    told = []
    for each, mail in zip(verdicts, mails, strict=True):
        if each.failing:
            (folder / each.path).write_bytes(mail)
        told.append((each, f"{each.path}: {verdict.about(mail)}, kept in {folder}"))
    count = f"{len(mails)} mails" if len(mails) > 1 else "the mail"
    return verdict.failure(told, f"{count} that the test sent")


def _judge(config: pytest.Config) -> Judge:
    if _JUDGE not in config.stash:
        from presend.verdict import Judge

        config.stash[_JUDGE] = Judge(str(config.rootpath))
    return config.stash[_JUDGE]


def _demand(item: pytest.Item) -> Demand:
    """What the settings, the command line and the marks of a test ask, the last one first."""
    from presend.verdict import Demand

    given = {name: item.config.getini(f"presend_{name}") for name in _SETTINGS}
    given["config"] = given["config"] or None
    if fail_on := item.config.getoption("--presend-fail-on"):
        given["fail_on"] = fail_on
    for mark in reversed(list(item.iter_markers("presend"))):
        given |= mark.kwargs
    return Demand(**given)
