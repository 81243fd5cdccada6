"""Hostile documents: ten times the text may cost ten times the time, not a hundred.

Every family runs through the whole check, with all rules, in a process of its own that is
killed where it takes too long. What counts is the time of the processor, as a ratio.
"""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

import presend.rules
from presend.checking import check
from presend.config import Config
from presend.rule import discover
from presend.source import Source

LENGTH = 100_000  # code points, and ten times as many
RATIO = 25  # quadratic is near 100; bench/ holds the goal of 15, on a machine at rest
FLOOR = 0.5  # seconds: what an ordinary mail of that size takes, whatever the ratio
SECONDS = 40  # of the processor, for one run
MEMORY = 500  # octets for each code point: an element takes 400 in all, and `<p>` is 3 long
TRIES = 5  # another process may slow one run, not each

WARM = (
    "<!doctype html><title>a</title><style>a{b:url(c)}</style><!--[if mso]><td><![endif]-->"
    '{% if b %}<a href="https://bit.ly/x?y=1&amp;z={{ c }}">d</a>{% endif %}https://acme.com/x'
    "<!-- presend: allow shortened-link: e --><p>f&nbsp;g</p>"
)


def _bench() -> dict[str, Callable[[int], str]]:
    path = Path(__file__).resolve().parents[1] / "bench" / "adversarial.py"
    if not path.is_file():
        return {}
    spec = importlib.util.spec_from_file_location("adversarial", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    families: dict[str, Callable[[int], str]] = module.FAMILIES
    return families


def _repeated(piece: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda length: before + piece * (length // len(piece)) + after


# What is hostile to presend alone: its views, holes, branches, links and allow-comments.
OWN: dict[str, Callable[[int], str]] = {
    "allowances at the head": _repeated("<!-- presend: allow shortened-link -->"),
    "allowances between": _repeated("<p>a</p><!-- presend: allow shortened-link -->"),
    "branches": _repeated("{% if a %}"),
    "branch ends": _repeated("{% endif %}"),
    "branches of one": _repeated("{% else %}", "{% if a %}"),
    "blocks of Ruby": _repeated(" do |item|", "<%-", "%>"),
    "dicts": _repeated("{{ {"),
    "dicts that end": _repeated("{{ { }} { "),
    "comments without end": _repeated("{% endcomment ", "{% comment %}"),
    "revealed": _repeated("<!--[if !mso]><!-->"),
    "revealed ends": _repeated("<![endif]>"),
    "conditions": _repeated("(", "<!--[if ", "]>a<![endif]-->"),
    "findings": _repeated('<a href="https://youtu.be/dQw4w9WgXcQ">x</a>'),
    "findings in text": _repeated("https://bit.ly/x "),
    "links in depth": lambda length: (
        "<div>" * (length // 10) + '<a href="https://bit.ly/x">a</a>' * (length // 64)
    ),
    "addresses in depth": lambda length: (
        "<div>" * (length // 10) + "<br>www.a.b/c " * (length // 28)
    ),
    "addresses after depth": lambda length: (
        "<div>" * (length // 20) + "</div>www.a.b/c " * (length // 20)
    ),
    "links in links": _repeated('<a href="https://bit.ly/x"><div>'),
    "headings": _repeated("<h1><div></h2>"),
    "items": _repeated("<li><b>"),
    "cells": lambda length: "<table><tr>" + ("<td>" + "<b>" * 63) * (length // 193),
    "rows after cells": lambda length: (
        "<table><td>" * (length // 22) + "</tr>" * (length // 10)
    ),
    "ends of others": lambda length: "<x>" * (length // 6) + "<y>" + "</x>" * (length // 8),
    "candidates of a srcset": _repeated("a,", '<img srcset="', '">'),
    "parentheses": _repeated(")", "http://a/"),
    "directives without end": _repeated("@if(", "", "@endif"),
    "directives of Velocity": _repeated("#if($a)<b>", "", "#end"),
    "values in braces": _repeated(" a={@"),
    "comments of Go": _repeated("{{/*"),
}  # fmt: skip
FAMILIES = {**_bench(), **OWN}
SHARE = dict.fromkeys(OWN, 3)  # of the length, since they are many and no yardstick


class Cost(NamedTuple):
    seconds: float
    memory: float  # octets for each code point
    broken: list[str]


@pytest.fixture(scope="module")
def config() -> Config:
    """All rules, each of them run once, so that no family pays for what the first run loads."""
    config = Config(list(discover(presend.rules)))
    check(Source("a.html", WARM), "html", config, None, "a.html")
    return config


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no system that forks")
@pytest.mark.parametrize("name", FAMILIES)
def test_time_is_linear(name: str, config: Config) -> None:
    family, length = FAMILIES[name], LENGTH // SHARE.get(name, 1)
    short = max(_cost(config, family(length)).seconds for _ in range(2))
    for _ in range(TRIES):
        long = _cost(config, family(10 * length))
        if long.seconds <= max(FLOOR, RATIO * short):
            break
    assert long.broken == []
    assert long.seconds <= max(FLOOR, RATIO * short)
    assert long.memory <= MEMORY


def test_the_bench_has_its_families() -> None:
    assert len(_bench()) in (0, 43)


def _cost(config: Config, text: str) -> Cost:
    """What a check costs, done by a child."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            os.write(writing, json.dumps(_measured(config, text)).encode())
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        said = answer.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        raise AssertionError(f"killed: {signal.Signals(os.WTERMSIG(status)).name}")
    assert said, "the check broke off"
    return Cost(*json.loads(said))


def _measured(config: Config, text: str) -> Cost:
    before = resource.getrusage(resource.RUSAGE_SELF)
    started = time.process_time()
    result = check(Source("a.html", text), "html", config, None, "a.html")
    seconds = time.process_time() - started
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before.ru_maxrss
    broken = [each.message for each in result.diagnostics if each.rule == "internal-error"]
    broken += [result.reason] if result.status != "checked" else []
    unit = 1 if sys.platform == "darwin" else 1024  # octets
    return Cost(seconds, grown * unit / len(text), broken[:3])
