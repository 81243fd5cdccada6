"""The pytest plugin, in runs of pytest on suites that use Django, Flask-Mail and smtplib."""

import re
import socketserver
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

SOURCE = str(Path(__file__).parents[1] / "src")
SHORT = '<p><a href="https://youtu.be/dQw4w9WgXcQ">Watch</a></p>'
SAID = "Shortened link youtu.be/dQw4w9WgXcQ — use https://www.youtube.com/watch?v=dQw4w9WgXcQ"
SHORT_LINKS = '@pytest.mark.presend(select="shortened-link", fail_on="warning")'

Run = Callable[..., pytest.RunResult]


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a suite in a process of its own, where presend's plugin is the only one."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTHONPATH", SOURCE)
    pytester.makeini("[pytest]\n")

    def run(suite: str, *arguments: str, ini: str = "") -> pytest.RunResult:
        if ini:
            pytester.makeini(f"[pytest]\n{ini}\n")
        pytester.makepyfile(test_mails=f"import pytest\nSHORT = {SHORT!r}\n{suite}")
        options = ("-p", "presend.pytest_plugin", "-p", "no:cacheprovider", "--strict-markers")
        return pytester.runpytest_subprocess(*options, *arguments, timeout=60)

    return run


def failures(result: pytest.RunResult) -> dict[str, str]:
    """The words of each failing test, by its name."""
    text = result.stdout.str()
    parts = re.split(
        r"^_{3,} (?:\[\w+\] )?(.+) _{3,}$", text.partition("= FAILURES")[2], flags=re.MULTILINE
    )
    words = [each.partition("\n====")[0].strip("\n") for each in parts[2::2]]
    return dict(zip(parts[1::2], words, strict=True))


def test_a_text_is_linted_and_the_findings_are_the_failure(run: Run) -> None:
    done = run(f"{SHORT_LINKS}\ndef test_a(presend_lint):\n    presend_lint(SHORT)\n")

    assert failures(done) == {
        "test_a": f"""\
presend: 1 finding in the mail

mail.html:1:13: warning[shortened-link] {SAID}
  |
1 | {SHORT}
  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  = fix: Write the full address (--fix)"""
    }


def first(result: pytest.RunResult) -> dict[str, str]:
    """The line that says what is wrong, by the name of the test."""
    return {
        name: next((each for each in words.splitlines() if "[" in each and each[0] != " "), words)
        for name, words in failures(result).items()
    }


def test_what_a_mail_may_be(run: Run, pytester: pytest.Pytester) -> None:
    (pytester.path / "mails").mkdir()
    (pytester.path / "mails/a.html.j2").write_text(f"{{% include 'foot.html' %}}{SHORT}")
    (pytester.path / "mails/cut.json").write_text('{"subject": ')
    done = run(
        """
import pathlib
from email.message import EmailMessage

@pytest.fixture
def message():
    made = EmailMessage()
    made["From"] = "a@acme.com"
    made.set_content(SHORT, subtype="html")
    return made

pytestmark = pytest.mark.presend(select="shortened-link", fail_on="warning")

def test_octets(presend_lint): presend_lint(SHORT.encode())
def test_message(presend_lint, message): presend_lint(message)
def test_its_octets(presend_lint, message): presend_lint(message.as_bytes())
def test_its_text(presend_lint, message): presend_lint(message.as_string())
def test_plain(presend_lint): presend_lint("Note: see https://youtu.be/dQw4w9WgXcQ\\n")
def test_path(presend_lint): presend_lint(pathlib.Path("mails/a.html.j2"))
def test_path_as_text(presend_lint): presend_lint("mails/a.html.j2")
def test_no_such_path(presend_lint): presend_lint("mails/b.html.j2")
def test_unreadable(presend_lint): presend_lint("mails/cut.json")
def test_no_mail(presend_lint): presend_lint(5)
"""
    )

    said = f"warning[shortened-link] {SAID}"
    assert first(done) == {
        "test_octets": f"mail.html:1:13: {said}",
        "test_message": f"mail.eml:6:13: {said}",
        "test_its_octets": f"mail.eml:6:13: {said}",
        "test_its_text": f"mail.eml:6:13: {said}",
        "test_plain": f"mail.txt:1:11: {said}",
        "test_path": f"mails/a.html.j2:1:38: {said}",
        "test_path_as_text": f"mails/a.html.j2:1:38: {said}",
        "test_no_such_path": "presend: mails/b.html.j2: there is no such file; check the path",
        "test_unreadable": "presend: mails/cut.json: line 1: it is not JSON: "
        "cut off where a value is due; export the email again",
        "test_no_mail": "presend: presend lints texts, octets, messages and paths, not int",
    }


def test_settings(run: Run, pytester: pytest.Pytester) -> None:
    (pytester.path / "presend.toml").write_text('[rules]\nshortened-link = "error"\n')
    (pytester.path / "other.toml").write_text(
        '[[overrides]]\nfiles = ["old/**"]\nrules = { links = "off" }\n'
    )
    done = run(
        """
def test_the_nearest_file_holds(presend_lint, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    presend_lint(SHORT)

def test_ignored(presend_lint): presend_lint(SHORT, ignore=["links"])

@pytest.mark.presend(config="other.toml", fail_on="warning", select=["shortened-link"])
class TestOther:
    def test_it_is_a_warning(self, presend_lint): presend_lint(SHORT)
    def test_the_call_wins(self, presend_lint):
        assert [each.rule for each in presend_lint(SHORT, fail_on="never")] == ["shortened-link"]
    def test_by_its_name(self, presend_lint):
        found = presend_lint(SHORT, path="old/a.html", select=())
        assert {"links"} & {each.group for each in found} == set()

def test_allowed(presend_lint):
    assert "shortened-link" in [each.rule for each in presend_lint(SHORT, allow="shortened-link")]

def test_allowed_in_vain(presend_lint):
    presend_lint(SHORT, allow=["links", "ip-host"], fail_on="warning", select="links")

def test_no_such_rule(presend_lint): presend_lint(SHORT, allow="shortend-link")
def test_no_such_level(presend_lint): presend_lint(SHORT, fail_on="fatal")
def test_no_such_file(presend_lint): presend_lint(SHORT, config="none.toml")
"""
    )

    assert first(done) == {
        "test_the_nearest_file_holds": f"mail.html:1:13: error[shortened-link] {SAID}",
        "TestOther.test_it_is_a_warning": f"mail.html:1:13: warning[shortened-link] {SAID}",
        "test_allowed_in_vain": "mail.html:1:1: warning[unused-allow] "
        "ip-host is allowed in this test, but finds nothing",
        "test_no_such_rule": "presend: unknown rule or group 'shortend-link'; did you mean "
        "'shortened-link'? (presend explain --all lists them)",
        "test_no_such_level": "presend: fail_on must be one of error, warning, info, never, "
        "not 'fatal'",
        "test_no_such_file": "presend: none.toml: there is no such file; check the path",
    }
    done.assert_outcomes(passed=4, failed=6)


DJANGO = """
SECRET_KEY = "x"
USE_TZ = True
DEFAULT_FROM_EMAIL = "Acme <shop@acme.com>"
"""
DJANGO_SUITE = """
from django.core import mail
from django.test import SimpleTestCase

pytestmark = pytest.mark.presend(select="shortened-link", fail_on="warning")

def send(html, subject="Your order"):
    made = mail.EmailMultiAlternatives(subject, "Thank you.", None, ["b@acme.com"])
    made.attach_alternative(html, "text/html")
    made.send()

def test_good(presend_outbox):
    send("<p>Thank you.</p>")
    assert len(presend_outbox) == 1

def test_bad():
    send("<p>Thank you.</p>", "Fine")
    send(SHORT, "Zażółć the order")
    assert len(mail.outbox) == 2

def test_emptied():
    send(SHORT)
    mail.outbox.clear()

def test_nothing_of_the_last_test(): pass

@pytest.mark.presend(ignore="links")
def test_nearer_mark(): send(SHORT)

def test_broken_itself():
    send(SHORT)
    assert mail.outbox == []

class TestCase(SimpleTestCase):
    def test_bad(self): mail.send_mail("Order", "https://youtu.be/dQw4w9WgXcQ", None, ["b@a.com"])
    def test_good(self): send("<p>Thank you.</p>")
"""


def test_what_django_sends(run: Run, pytester: pytest.Pytester) -> None:
    pytest.importorskip("django")
    pytest.importorskip("pytest_django")
    pytester.makepyfile(settings=DJANGO)
    done = run(DJANGO_SUITE, "-p", "pytest_django.plugin", "--ds", "settings")

    found = failures(done)
    said = f"warning[shortened-link] {SAID}"
    assert first(done) == {
        "test_bad": f"sent-2.eml:21:13: {said}",
        "test_emptied": f"sent-1.eml:21:13: {said}",
        "test_broken_itself": ">       assert mail.outbox == []",
        "TestCase.test_bad": f"sent-1.eml:10:1: {said}",
    }
    head, introduced = found["test_bad"].splitlines()[0:3:2]
    assert head == "presend: 1 finding in 2 mails that the test sent"
    written = re.fullmatch(
        r"sent-2\.eml: 'Zażółć the order' to b@acme\.com, kept in (.+)", introduced
    )
    assert written
    assert SHORT in (Path(written[1]) / "sent-2.eml").read_text("utf-8")
    assert "- Captured presend call -" in found["test_broken_itself"]


FLASK_SUITE = """
import flask, flask_mail

@pytest.fixture(params=[True, False], ids=["suppressed", "by smtp"])
def mail(request):
    app = flask.Flask("shop")
    app.config["MAIL_PORT"] = {port}
    app.testing = request.param
    with app.app_context():
        yield flask_mail.Mail(app)

def send(mail, html):
    message = flask_mail.Message("Order", sender="a@acme.com", recipients=["b@a.com"], html=html)
    mail.send(message)

pytestmark = pytest.mark.presend(select="shortened-link", fail_on="warning")

def test_bad(mail): send(mail, SHORT)
def test_good(mail, presend_outbox):
    send(mail, "<p>Thank you.</p>")
    assert len(presend_outbox) == 1

def test_nobody_listens_any_more(mail):
    assert len(flask_mail.email_dispatched.receivers) == 1
"""


@pytest.fixture
def server(loopback: None) -> Iterator[int]:
    """The port of a server that takes every mail (RFC 5321) and forgets it."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 ready\r\n")
            for command in self.rfile:
                verb = command[:4].upper()
                if verb == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    for each in self.rfile:
                        if each == b".\r\n":
                            break
                self.wfile.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 good\r\n")
                if verb == b"QUIT":
                    return

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as listening:
        listening.daemon_threads = True
        thread = threading.Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        yield listening.server_address[1]
        listening.shutdown()


def test_what_flask_mail_sends(run: Run, server: int) -> None:
    pytest.importorskip("flask_mail")
    done = run(FLASK_SUITE.format(port=server))

    said = f"warning[shortened-link] {SAID}"
    assert {name: words.count(said) for name, words in failures(done).items()} == {
        "test_bad[suppressed]": 1,
        "test_bad[by smtp]": 1,
    }
    done.assert_outcomes(passed=4, failed=2)


def test_what_smtplib_sends(run: Run, server: int) -> None:
    done = run(
        f"""
import smtplib

def test_bad():
    with smtplib.SMTP("127.0.0.1", {server}) as smtp:
        for text in (SHORT, SHORT.encode(), "<p>Fine</p>"):
            smtp.sendmail("a@acme.com", ["b@acme.com"], text)

@pytest.mark.presend(fail_on="never")
def test_taken_in(presend_outbox):
    presend_outbox.add("From: a@acme.com\\n\\nSent by a web service.\\n")
    assert list(presend_outbox) == [b"From: a@acme.com\\n\\nSent by a web service.\\n"]

def test_nobody_listens_any_more(): pass
def test_put_back(): assert smtplib.SMTP.sendmail.__module__ == "smtplib"
""",
        "--presend-fail-on=warning",
        "--deselect=test_mails.py::test_put_back",
        "--presend",
        ini="presend_select = shortened-link",
    )

    assert failures(done).keys() == {"test_bad"}
    assert failures(done)["test_bad"].startswith(
        "presend: 1 finding in 2 mails that the test sent\n\nsent-1.eml: '', kept in "
    )


def test_runs_without_it_are_as_before(run: Run) -> None:
    """Nothing of presend but the plugin itself is imported, and nothing listens."""
    done = run(
        """
import smtplib, sys

def test_a():
    assert [name for name in sys.modules if name.startswith("presend")] == [
        "presend", "presend.pytest_plugin"
    ]
    assert smtplib.SMTP.sendmail.__module__ == "smtplib"
    assert "django" not in sys.modules and "flask_mail" not in sys.modules
"""
    )

    done.assert_outcomes(passed=1)
    done.stdout.no_fnmatch_line("*presend*")
