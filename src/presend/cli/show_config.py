"""`presend config`: the settings in force for a path out, each with where it comes from."""

from __future__ import annotations

import os
import sys

from presend import files
from presend.cli import arguments
from presend.cli.arguments import Option
from presend.errors import UsageError
from presend.settings import Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presend.config import Config

SUMMARY = "Print the settings in force for a path, and where each comes from."
OPTIONS = (
    Option("--schema", "", "print the JSON Schema of presend.toml"),
    Option("-f --format", "FORMAT", "how to print", choices=("text", "json"), default="text"),
    Option("--config", "FILE", "the settings file; else the nearest presend.toml above"),
    Option("--isolated", "", "read no settings file"),
)  # fmt: skip


def run(argv: Sequence[str]) -> int:
    """Print the settings for the path that the arguments name; the exit code."""
    options = arguments.read("config", SUMMARY, "[PATH]", OPTIONS, argv)
    if len(options.paths) > 1:
        raise UsageError("config takes one path")
    path = what = options.paths[0] if options.paths else "."
    if os.path.isdir(path):
        path = os.path.normpath(os.path.join(path, "mail.html"))  # overrides go by a file's name
        what = f"a file in {what}"
    config = Settings(options.config, options.isolated, lambda _: None).of(path)
    if options.schema:
        import json

        from presend.config_schema import schema

        sys.stdout.write(json.dumps(schema(config.rules), indent=2) + "\n")
        return 0
    rows = list(_rows(config, files.relative(path, config.folder or ".")))
    if options.format == "json":
        import json

        found = [{"key": key, "value": value, "from": source} for key, value, source in rows]
        sys.stdout.write(json.dumps({"path": path, "settings": found}, indent=1) + "\n")
        return 0
    from presend.reporters.plainly import line

    file = config.path or "no settings file; the defaults hold"
    sys.stdout.write(f"# {line(what)}: {line(file)}\n")
    width = max((len(key) for key, _, _ in rows), default=0)
    for key, value, source in rows:
        sys.stdout.write(f"{key:{width}} = {line(_toml(value))}  # {line(source)}\n")
    return 0


def _rows(config: Config, place: str) -> Iterator[tuple[str, object, str]]:
    """Key, value and origin of each setting that holds for a file."""
    tables = [(config.sending, f"{config.path} [sending]")]
    for number, each in enumerate(config.sending_overrides, 1):
        if each.table is not None and each.matches(place):
            tables.append((each.table, f"{config.path} [[sending.overrides]] {number}"))
    found: dict[str, tuple[object, str]] = {}
    for table, source in tables:
        for name in ("esp", "domains", "kind", "own_domains", "dialect", "ips", "zone"):
            if (value := getattr(table, name)) is not None:
                key = "templates.dialect" if name == "dialect" else f"sending.{name}"
                found[key.replace("_", "-")] = (value, source)
        for name, text in table.values.items():
            found[f"sending.{name}"] = (text.text, source)
    if config.clients is not None:
        found["targets.clients"] = (config.clients, config.path)
    else:
        from presend.targets import DEFAULT

        found["targets.clients"] = (DEFAULT, "default")
    if config.exclude:
        found["exclude"] = (config.exclude, config.path)
    if config.baseline:
        found["baseline"] = (config.baseline, config.path)
    for key in sorted(found):
        value, source = found[key]
        yield key, list(value) if isinstance(value, tuple) else value, source
    settings = config.settings(place)
    running = {rule.name: rule for rule in settings.rules}
    for rule in sorted(config.rules, key=lambda rule: (rule.group, rule.name)):
        level = settings.severities.get(rule.name)
        if rule.name not in running:
            yield f"rules.{rule.name}", "off", "default" if rule.off else config.path or "default"
        else:
            yield f"rules.{rule.name}", level or rule.severity, config.path if level else "default"
            for name, value in _set(settings.options.get(rule.name)):
                yield f"rules.{rule.name}.{name}", value, config.path


def _set(options: object) -> Iterator[tuple[str, object]]:
    """Those of a rule's settings that are not as they are by default."""
    from presend.schema import FileText, fields

    if options is None:
        return
    usual = type(options)()
    for name, kind in fields(type(options)).items():
        value, default = (getattr(each, name.replace("-", "_")) for each in (options, usual))
        if value != default:
            lines = len(str(value).splitlines()) if kind is FileText else 0
            yield name, f"a file of {lines} lines" if kind is FileText else value


def _toml(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)
