"""Each rule, held to the examples in its docstring."""

import presend_acme
import pytest

from presend.testing import Example, discover, examples


@pytest.mark.parametrize(
    "example", [e for rule in discover(presend_acme) for e in examples(rule)], ids=str
)
def test_example_holds(example: Example) -> None:
    example.verify()
