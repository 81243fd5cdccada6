"""Font families that need no file, the generic ones of CSS and those that systems bring; and
the lists in which families stand, a text in, names out.

Sources: CSS Fonts 4, 2.1.3 (generic families). The system families are general knowledge of
what Windows, macOS, iOS, Android and Office install, which nobody has looked up for presend.
Also the hosts that serve style sheets of web fonts.
"""

from __future__ import annotations

from presend import patterns

GENERIC = frozenset(
    "serif sans-serif cursive fantasy monospace system-ui ui-serif ui-sans-serif ui-monospace "
    "ui-rounded math emoji fangsong -apple-system blinkmacsystemfont".split()
)
NO_FAMILY = frozenset("inherit initial unset revert revert-layer default".split())
_SYSTEM = """
al bayan;american typewriter;andale mono;apple chancery;apple color emoji;apple sd gothic neo;arial
arial black;arial narrow;arial unicode ms;avenir;avenir next;baskerville;bahnschrift;batang
big caslon;bodoni 72;book antiqua;bookman old style;bradley hand;brush script mt;calibri
calibri light;calisto mt;cambria;cambria math;candara;century;century gothic;chalkboard
charter;cochin;comic sans ms;consolas;constantia;copperplate;copperplate gothic;corbel;courier
courier new;didot;dotum;ebrima;franklin gothic;franklin gothic medium;futura;gabriola
gadget;garamond;geneva;georgia;gill sans;gill sans mt;goudy old style;gulim;haettenschweiler
heiti sc;heiti tc;helvetica;helvetica neue;hiragino kaku gothic pro;hiragino sans;hoefler text
impact;ink free;javanese text;leelawadee ui;lucida;lucida bright;lucida console;lucida grande
lucida sans;lucida sans typewriter;lucida sans unicode;malgun gothic;marker felt;meiryo;menlo
microsoft jhenghei;microsoft sans serif;microsoft yahei;mingliu;monaco;monotype corsiva
ms gothic;ms mincho;ms pgothic;ms pmincho;ms sans serif;ms serif;noteworthy;optima;osaka
palatino;palatino linotype;papyrus;perpetua;pingfang hk;pingfang sc;pingfang tc;rockwell;segoe
segoe print;segoe script;segoe ui;segoe ui emoji;segoe ui symbol;sf pro;sf pro display
sf pro text;simhei;simsun;sitka;snell roundhand;superclarendon;sylfaen;symbol;tahoma;times
times new roman;trattatello;trebuchet;trebuchet ms;twentieth century;verdana;webdings;wingdings
wingdings 2;wingdings 3;zapfino;ms reference sans serif;ms shell dlg;aptos;dejavu sans
pmingliu;nsimsun;dfkai-sb;system
liberation sans;nimbus sans;swiss;sans serif;sans
"""
SYSTEM = frozenset(name for line in _SYSTEM.split("\n") for name in line.split(";"))
HOSTS = ("fonts.googleapis.com", "use.typekit.net", "p.typekit.net", "fonts.bunny.net",
         "fast.fonts.net", "cloud.typography.com", "rsms.me", "api.fontshare.com",
         "fonts.cdnfonts.com")  # fmt: skip
_FAMILY = r"\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^,\"']++))[^,]*+,?"
_SERVED = r"family=([^&\s\"')]++)"


def names(families: str) -> list[str]:
    """The families of a list (`font-family`), as written but for the quotation marks."""
    found = patterns.compile(_FAMILY).findall(families)
    return [name for parts in found if (name := "".join(parts).strip())]


def keys(families: str) -> list[str]:
    """The families of a list in the form in which they compare."""
    return [_key(name) for name in names(families)]


def _key(name: str) -> str:
    return " ".join(name.lower().split())


def is_known(name: str) -> bool:
    """Whether a family is generic or a system's own, as those named in another script are."""
    name = _key(name)
    if not name.isascii() or len(name) < 3:
        return True
    return name in SYSTEM or name in GENERIC or name in NO_FAMILY


def fallback(name: str) -> str:
    """What can end a list after a family of that name: one that systems bring and its kind."""
    name = _key(name)
    if "mono" in name or "code" in name:
        return "Courier, monospace"
    return "Georgia, serif" if "serif" in name and "sans" not in name else "Arial, sans-serif"


def served(address: str) -> set[str]:
    """The keys of the families that a service of web fonts serves, as far as its URL tells."""
    if not any(host in address for host in HOSTS):
        return set()
    found = (
        name.partition(":")[0]
        for each in patterns.compile(_SERVED).findall(address)
        for name in each.split("|")
    )
    return {_key(name.replace("+", " ").replace("%20", " ")) for name in found}
