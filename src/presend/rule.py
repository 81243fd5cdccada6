"""What a rule is.

A rule is a module: its docstring is the documentation and holds the examples, its `check`
function yields findings. The file's name is the rule's name, the folder its group. `@rule`
gathers all that into a `Rule` and adds what the file cannot say.

    @rule(severity="error", standard="WCAG 2.2, 1.1.1")
    def check(html: Html, options: Options) -> Iterator[Finding]: ...

The type of the first parameter says what the rule reads; a union reads several kinds. What
else it needs it asks for by type: `Options`, the rule's own settings; `Envelope`, that of
the same mail; `Targets`, the mail clients that the mail is for.
"""

from __future__ import annotations

import os
import sys

from presend import kept
from presend.documents import Document
from presend.documents.envelope import Envelope
from presend.schema import UnionType
from presend.targets import Targets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType
    from typing import Any, TypeVar

    from presend.finding import Finding, Severity

    Check = TypeVar("Check", bound="Callable[..., Iterable[Finding]]")


HOME = "https://github.com/presend/presend"
"""Where presend is kept."""

_LOADED = ("asks", "check", "options", "reads")  # what only the file of a rule tells


class Rule:
    """One rule: its name, what it says of itself, what it reads and how hard it bites.

    `severity` is the default one, None where the rule is off unless asked for. `reads` are the
    documents it can judge, `kinds` their names; `asks` are the types of the parameters after
    the first. `options` is the class of its settings, if any.

    Of a rule whose facts are kept (`presend.kept`), the file is loaded when it is first needed:
    most mails are no business of most rules.
    """

    __slots__ = ("_defaults", "_docs", "asks", "check", "formerly", "group", "kinds", "module",
                 "name", "off", "options", "reads", "severity", "standard")  # fmt: skip

    def __init__(
        self,
        check: Callable[..., Iterable[Finding]],
        *,
        name: str,
        group: str,
        severity: Severity,
        standard: str,
        off: bool = False,
        formerly: tuple[str, ...] = (),
        docs: str | None = None,
    ) -> None:
        self.name = name
        self.group = group
        self.module = check.__module__
        self.check = check
        self.severity = severity
        self.standard = standard
        self.off = off
        self.formerly = formerly
        self._docs = docs
        types = [kind for key, kind in check.__annotations__.items() if key != "return"]
        self.reads: tuple[type[Document], ...] = _members(types[0]) if types else ()
        if not self.reads or not all(issubclass(kind, Document) for kind in self.reads):
            raise TypeError(f"{self.module}: the first parameter of check must be a document")
        self.kinds = tuple(kind.__name__ for kind in self.reads)
        self.asks: tuple[type, ...] = tuple(types[1:])
        given = (Envelope, Targets)
        self.options: type | None = next((t for t in self.asks if t not in given), None)
        self._defaults: Any = None

    @classmethod
    def kept(cls, module: str) -> Rule | None:
        """The rule of a module whose file is as it was when its facts were kept."""
        facts = kept.facts("rules", module)
        if facts is None or not kept.holds(module, facts[0]):
            return None
        rule = cls.__new__(cls)
        rule.module = module
        *_, rule.group, name = module.split(".")
        rule.name = name.replace("_", "-")
        _, rule.severity, rule.standard, rule.off, rule.formerly, rule.kinds = facts
        rule._docs = rule._defaults = None
        return rule

    def keep(self) -> None:
        """Keep the facts for the runs to come, where the module is kept, too."""
        stamp = kept.stamp(self.module)
        if stamp is not None:
            facts = self.severity, self.standard, self.off, self.formerly, self.kinds
            kept.add("rules", self.module, (stamp, *facts), None)

    def __getattr__(self, name: str) -> Any:
        if name not in _LOADED:
            raise AttributeError(name)
        loaded = _module(self.module).check
        for each in _LOADED:
            setattr(self, each, getattr(loaded, each))
        return getattr(self, name)

    @property
    def docs(self) -> str:
        """The docstring of the rule's file."""
        if self._docs is None:
            module = _module(self.module)
            self._docs = module.__doc__ or kept.docstring(module.__file__ or "")
        return self._docs

    @property
    def summary(self) -> str:
        return self.docs.partition("\n")[0]

    @property
    def address(self) -> str:
        """Where the rule's file, and so its documentation, is kept; empty if it is not ours."""
        if not self.module.startswith(("presend.rules.", "presend.own_rules")):
            return ""
        return f"{HOME}/blob/main/src/{self.module.replace('.', '/')}.py"

    def __call__(
        self,
        document: Document,
        envelope: Envelope | None = None,
        options: Any = None,
        targets: Targets | None = None,
    ) -> Iterable[Finding]:
        """What the rule finds in a document. Raises Unknown where it lacks a fact."""
        if not self.asks:
            return self.check(document)
        needs: list[Any] = []
        for kind in self.asks:
            if kind is Envelope:
                needs.append(envelope or Envelope(document.source, {}))
            elif kind is Targets:
                needs.append(targets or Targets())
            else:
                needs.append(self.defaults if options is None else options)
        return self.check(document, *needs)

    @property
    def defaults(self) -> Any:
        """The settings where none are given, for which the rule must have some."""
        if self._defaults is None and self.options is not None:
            self._defaults = self.options()
        return self._defaults


def _members(kind: Any) -> tuple[type, ...]:
    if isinstance(kind, UnionType):
        return tuple(kind.__args__)
    if not isinstance(kind, type):
        raise TypeError(f"{kind!r} is no type: a rule's file must not postpone its annotations")
    return (kind,)


def rule(
    *,
    severity: Severity,
    standard: str,
    off: bool = False,
    formerly: tuple[str, ...] = (),
) -> Callable[[Callable[..., Iterable[Finding]]], Rule]:
    """Make a rule of a `check` function. Raises TypeError if the file is incomplete."""

    def declare(check: Callable[..., Iterable[Finding]]) -> Rule:
        *_, group, module = check.__module__.split(".")
        return Rule(
            check,
            name=module.replace("_", "-"),
            group=group,
            severity=severity,
            standard=standard,
            off=off,
            formerly=formerly,
        )

    return declare


def discover(package: ModuleType) -> Iterator[Rule]:
    """Every rule in a package and its folders, by group and name."""
    for name in sorted(_names(package)):
        rule = Rule.kept(name)
        if rule is None:
            rule = getattr(_module(name), "check", None)
            if isinstance(rule, Rule):
                rule.keep()
        if isinstance(rule, Rule):
            yield rule


def _names(package: ModuleType) -> Iterator[str]:
    """The name of each module that may hold a rule."""
    for folder in package.__path__:
        with os.scandir(folder) as groups:
            for group in groups:
                if group.name.startswith((".", "_")):
                    continue
                if group.name.endswith(".py"):
                    yield f"{package.__name__}.{group.name[:-3]}"
                elif group.is_dir():
                    with os.scandir(group.path) as files:
                        for file in files:
                            if file.name.endswith(".py") and not file.name.startswith((".", "_")):
                                yield f"{package.__name__}.{group.name}.{file.name[:-3]}"


def _module(name: str) -> ModuleType:
    """The module of a rule; from its kept code, where there is some, without Python's search."""
    if name in sys.modules:
        return sys.modules[name]
    code = kept.code(name)
    if code is None:
        __import__(name)
        return sys.modules[name]
    module = type(sys)(name)
    module.__file__ = code.co_filename
    sys.modules[name] = module
    exec(code, module.__dict__)
    return module
