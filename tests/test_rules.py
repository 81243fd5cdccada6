"""Every rule, held to its own documentation."""

import pytest

import presend.rules
from presend.rule import Rule, discover
from presend.testing import Example, examples

RULES = list(discover(presend.rules))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_explains_itself(rule: Rule) -> None:
    shown = list(examples(rule))
    verdicts = [example.verdict for example in shown]

    assert rule.summary.endswith(".")
    assert len(rule.summary) <= 88
    assert verdicts.count("bad") >= 2
    assert "good" in verdicts
    fixable = any(example.fixes() for example in shown if example.verdict == "bad")
    assert ("fixed" in verdicts) == fixable


@pytest.mark.parametrize("example", [e for r in RULES for e in examples(r)], ids=str)
def test_example_holds(example: Example) -> None:
    example.verify()
