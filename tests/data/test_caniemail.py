"""What is known of the support of features, who is asked for it, and how it is said."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from presend import config, config_file
from presend.data import caniemail, css_features
from presend.documents.html import Html
from presend.documents.looks.features import in_css
from presend.errors import ConfigError
from presend.source import Source
from presend.targets import Targets

ROOT = Path(__file__).parents[2]
JSON = ROOT.parent / "shared" / "facts" / "caniemail-api-npm-2.0.2.json"


def mask(*clients: str) -> int:
    return sum(caniemail.names().masks[client] for client in clients)


# ---- the data


def test_the_newest_version_counts() -> None:
    gap = caniemail.record("css-gap")

    assert gap is not None
    assert gap.tested == "2022-12-28"
    assert gap.none & mask("gmail", "outlook-windows", "yahoo", "apple-mail") == mask(
        "outlook-windows", "yahoo"
    )
    assert gap.part & mask("gmail") == mask("gmail")
    assert gap.notes[0][2] == "supports column-gap for flexbox"
    assert caniemail.record("css-no-such-thing") is None
    assert caniemail.record("css-background-imag") is None


def test_an_account_is_the_clients_own() -> None:
    svg = caniemail.record("image-svg")  # Gmail's apps show it to other providers' accounts only
    flex = caniemail.record("css-display-flex")  # Gmail's apps heed it but for those

    assert svg is not None
    assert svg.none & mask("gmail") == mask("gmail")
    assert flex is not None
    assert not (flex.none | flex.part) & mask("gmail")


def test_a_note_is_a_feature_of_its_own() -> None:
    negative = caniemail.record("css-margin#1")
    relative = caniemail.record("css-position#0")
    fixed = caniemail.record("css-position#1,3")

    assert negative is not None
    assert negative.none & mask("gmail", "apple-mail", "yahoo") == mask("gmail", "yahoo")
    assert relative is not None
    assert not relative.none & mask("yahoo")
    assert fixed is not None
    assert fixed.none & mask("yahoo", "apple-mail") == mask("yahoo", "apple-mail")


@pytest.mark.parametrize(
    ("clients", "said"),
    [
        (["gmail"], "Gmail"),
        (["gmail-ios", "gmail-android"], "Gmail (iOS, Android)"),
        (["outlook-windows", "yahoo"], "Outlook (Windows), Yahoo"),
        (["apple-mail", "samsung-email"], "Apple Mail, Samsung Email"),
        (["outlook-com"], "Outlook (web)"),
        ([], ""),
    ],
)
def test_clients_are_called_what_people_call_them(clients: list[str], said: str) -> None:
    assert caniemail.said(mask(*clients), -1) == said


def test_every_feature_that_is_judged_is_in_the_data() -> None:
    judged = [*css_features.PROPERTIES.values(), css_features.CHAIN]
    for table in (*css_features.VALUES.values(), css_features.FUNCTIONS, css_features.UNITS,
                  css_features.WORDS, css_features.SELECTORS, css_features.PSEUDO,
                  css_features.AT_RULES, css_features.MEDIA):  # fmt: skip
        judged += table.values()

    assert [feature for feature, _ in judged if caniemail.record(feature) is None] == []


def test_the_tables_can_be_built_again(tmp_path: Path) -> None:
    if not JSON.exists():
        pytest.skip("the data of caniemail.com is not at hand")
    module = tmp_path / "src" / "presend" / "data" / "caniemail.py"
    tool = tmp_path / "tools" / "build_caniemail.py"
    for path in (module, tool):
        path.parent.mkdir(parents=True)
        shutil.copy(ROOT / path.relative_to(tmp_path), path)
    written = module.read_text("utf-8")

    subprocess.run([sys.executable, str(tool), str(JSON), "2.0.2"], check=True)

    assert module.read_text("utf-8") == written


# ---- the targets


def test_a_loss_weighs_by_who_has_it_and_how_old_the_test_is() -> None:
    def grave(feature: str, *clients: str) -> bool:
        support = Targets(clients or ("gmail", "outlook-windows", "yahoo")).support(feature)
        return support is not None and support.grave

    assert grave("css-gap")
    assert grave("css-gap", "outlook-windows", "gmail", "apple-mail", "samsung-email", "aol")
    assert not grave("css-gap", "gmail", "apple-mail", "thunderbird")  # in part
    assert grave("css-unit-rem", "outlook-windows")  # tested in 2020, but Word is Word
    assert not grave("css-unit-rem", "yahoo")
    assert not grave("image-ico", "outlook-windows")


def test_what_is_said_names_the_feature_the_clients_and_the_day() -> None:
    support = Targets().support("css-gap")

    assert support is not None
    assert support.said() == (
        "is not supported in Outlook (Windows), Yahoo; "
        "partial in Gmail: supports column-gap for flexbox (tested 2022-12-28)"
    )
    assert Targets(["apple-mail"]).support("css-gap") is None
    assert Targets(["gmail"]).support("css-gap", mask("outlook-windows")) is None


def test_an_unknown_client_is_told_with_the_nearest_known() -> None:
    def load(clients: object) -> tuple[str, ...] | None:
        made = config.Config([])
        config_file.load(made, "presend.toml", "", {"targets": {"clients": clients}}, "", str)
        return made.clients

    assert load(["gmail", "outlook-windows"]) == ("gmail", "outlook-windows")
    with pytest.raises(ConfigError, match=r"targets\.clients: unknown mail client 'outlok-windows"
                       r"'; did you mean 'outlook-windows'"):  # fmt: skip
        load(["outlok-windows"])


# ---- CSS features and who gets to see them


def found(html: str, *, quiet: bool = False) -> list[tuple[str, str]]:
    uses = in_css(Html(Source("a.html", html)), quiet=quiet)
    return [(use.feature, html[slice(*use.span)]) for use in uses]


@pytest.mark.parametrize(
    ("css", "features"),
    [
        ("width: calc(1px + clamp(1rem, 2px, 3px))",
         [("css-unit-calc", "calc"), ("css-function-clamp", "clamp"), ("css-unit-rem", "1rem")]),
        ("DISPLAY:Inline-Flex", [("css-display-flex", "Inline-Flex")]),
        ("display:block;display:flex", []),
        ("color: rgb(0 0 0 / 50%)", [("css-rgb#1,3", "rgb")]),
        ("color: rgba(0,0,0,.5); background: rgba(0,0,0,0)", [("css-rgba#0", "rgba")]),
        ("margin: 0 -4px; margin-top: -0px; padding: -1px", [("css-margin#1", "0 -4px")]),
        ("font-family: 'a-4rem', Verdana; width: 0rem", []),
        ("border-radius: calc(1rem); box-shadow: 0 0 4px rgba(0,0,0,.5)", []),
        ("--gap: 4px; gap: var(--gap)", [("css-gap", "gap"), ("css-variables", "var")]),
        ("gap: 0; opacity: 1; column-gap: normal", []),
        ("visibility: hidden; display: none; opacity: 0", []),
        ("display: {{ flex }}; width: {{ a }}rem", []),
        ("width: &quot;4rem; gap: 1px", []),
    ],
)  # fmt: skip
def test_declarations(css: str, features: list[tuple[str, str]]) -> None:
    assert found(f'<p style="{css}">Hi</p>') == features


@pytest.mark.parametrize(
    ("css", "features"),
    [
        ("a > b, #MessageViewBody > c { color: red }", [("css-selector-child", ">")]),
        ("a[href^=tel] {} b[class~='x'] {}",
         [("css-selector-attribute#4,5", "[href^=tel]"),
          ("css-selector-attribute#4", "[class~='x']")]),
        ("c[id=d] {}", [("css-selector-attribute#5", "[id=d]")]),
        ("a:hover { gap: 1px } * {}", []),
        (".a.b {} a\\:b {}", [("css-selector-chaining", ".a.b")]),
        (".a { & .b { color: red } }", [("css-nesting", "&")]),
        ("@media print { a { gap: 1px } }", []),
        ("@media screen { a { gap: 1px } }", [("css-gap", "gap")]),
        ("@font-face { font-family: A; src: url(a) }", [("css-at-font-face", "@font-face")]),
        ("@font-face { font-family: Wingdings; panose-1: 5 }", []),
        ("@keyframes x { from { gap: 1px } }", []),
    ],
)  # fmt: skip
def test_sheets(css: str, features: list[tuple[str, str]]) -> None:
    assert found(f"<style>{css}</style>") == features


def test_who_sees_a_place() -> None:
    html = """<!--[if mso]><p style="gap: 1px">a</p><![endif]-->
<!--[if !mso]><!--><p style="gap: 1px">b</p><!--<![endif]--><p style="gap: 1px">c</p>
<style>@media screen { a { gap: 1px } } @media (prefers-color-scheme: dark) { a { gap: 1px } }
</style><v:rect style="position: absolute"></v:rect><img width="1" style="position: absolute">"""
    clients = ("outlook-windows", "gmail", "apple-mail")

    seen = [
        [client for client in clients if use.seen & mask(client)]
        for use in in_css(Html(Source("a.html", html)))
    ]

    assert seen == [
        ["outlook-windows"],
        ["gmail", "apple-mail"],
        ["outlook-windows", "gmail", "apple-mail"],
        ["gmail", "apple-mail"],
        ["apple-mail"],
    ]
