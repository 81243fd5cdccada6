"""Languages: which tags are sound, which way they are written, which one a text is in.

Sources: BCP 47 (RFC 5646, 2.1) for the form of tags; ISO 639-1 for the two-letter codes; the
directions of Unicode scripts. The frequent words are each language's articles, pronouns and
conjunctions; those of languages other than en, de, fr, es, it, fi and sv have not been reviewed
by native speakers.
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.html import Html
    from presend.documents.markup.elements import Attribute

_TAG = (
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*+(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*+"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?\Z|x(?:-[a-z0-9]{1,8})+\Z|i-[a-z]{3,8}\Z"
)
_CODES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy "
    "da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu "
    "hy hz ia id ie ig ii ik io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw "
    "ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv "
    "ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr "
    "ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo "
    "za zh zu".split()
)
_MEANT = {"cz": "cs", "dk": "da", "gr": "el", "jp": "ja", "cn": "zh", "ua": "uk", "us": "en-US",
          "gb": "en-GB", "en-uk": "en-GB", "at": "de-AT"}  # fmt: skip
_RTL = frozenset("ar arc ckb dv fa he iw ji ks ku ps sd ug ur yi".split())
_RTL_SCRIPTS = ("-arab", "-hebr", "-thaa", "-syrc", "-nkoo", "-adlm")
_LTR_SCRIPTS = ("-latn", "-cyrl")
RTL_LETTERS = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"

NAMES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian",
         "pt": "Portuguese", "nl": "Dutch", "sv": "Swedish", "da": "Danish", "no": "Norwegian",
         "fi": "Finnish", "pl": "Polish", "cs": "Czech", "tr": "Turkish", "hu": "Hungarian",
         "ro": "Romanian"}  # fmt: skip
_FREQUENT = {
    "en": "the and you your for with this that are our have from will can not was has been they "
    "which their would there what when if please it's",
    "de": "der die das und ist nicht sie ihre wir mit für ein eine den dem zu auf sich auch wird "
    "sind haben oder bei wenn noch unsere ihnen durch über",
    "fr": "le la les des une est vous votre vos nous notre pour dans avec sur pas qui que ce cette "
    "sont être plus mais ou du au aux",
    "es": "el los las una que por para con su sus del es está nuestro nuestra usted como más pero "
    "este esta tu tus si ha sobre",
    "it": "il gli che di per con una sono non della delle del nel alla più come questo questa tuo "
    "tua nostro suo anche ci ma",
    "pt": "os as um uma para com não seu sua você que por mais como do da dos das nosso nossa em "
    "está este esta ao pela",
    "nl": "het een van en je uw voor met niet zijn dat dit deze ook bij wij ons aan wordt hebben "
    "kunt naar onze jouw of",
    "sv": "och att det som är för med på av den till inte har vi du din ditt dina vår våra kan "
    "från eller om ett en",
    "da": "og at det som er for med på af den til ikke har vi du din dit dine vores kan fra eller "
    "hvis et dig jeres",
    "no": "og at det som er for med på av den til ikke har vi du din ditt dine vår våre kan fra "
    "eller hvis et deg dere",
    "fi": "ja on ei että se tai sinun kun niin myös joka ovat olet voit meidän jos tämä tämän "
    "mutta sekä kuin hän ole sinulle",
    "pl": "nie się jest na do że dla od jak oraz lub twój twoje nasz nasze przez są może ten ta to "
    "aby z w i",
    "cs": "je se na že pro jako nebo jsou není vaše váš náš naše můžete které jsme byl podle ale "
    "tak při pokud z v a",
    "tr": "ve bir bu için ile da de olarak daha sizin siz biz çok olan ya gibi size kadar veya "
    "lütfen değil her",
    "hu": "az és egy hogy nem is ez meg van vagy mint csak már lesz kell azt önnek kérjük vagyunk "
    "ki be el",
    "ro": "și să nu pe cu din pentru este sunt care mai dacă sau prin către dumneavoastră noastre "
    "al ale la un o",
}
LETTERS = 200  # fewer do not tell
_SHARE = 0.12  # of the words that are frequent ones, in any running text of the language
_WORD = r"[^\W\d_]++(?:['’][^\W\d_]++)?"
_sets: dict[str, frozenset[str]] = {}
_codes: dict[str, list[str]] = {}  # the languages of a frequent word


def valid(tag: str) -> bool:
    """Whether a language tag is well formed, and its two-letter code one there is."""
    lower = tag.lower()
    if len(lower) > 60 or patterns.compile(_TAG).match(lower) is None:
        return False
    primary = lower.partition("-")[0]
    return len(primary) != 2 or primary in _CODES


def meant(tag: str) -> str | None:
    """The valid tag that a wrong one stands for: `en_US`, `jp`; None if nobody knows."""
    tag = tag.strip().replace("_", "-")
    named = (code for code, name in NAMES.items() if name.lower() == tag.lower())
    guess = _MEANT.get(tag.lower()) or next(named, tag)
    return guess if valid(guess) else None


def right_to_left(tag: str) -> bool:
    """Whether a language is written from right to left."""
    lower = tag.lower()
    if any(script in lower for script in _LTR_SCRIPTS):
        return False
    return lower.partition("-")[0] in _RTL or any(script in lower for script in _RTL_SCRIPTS)


def detect(text: str) -> str | None:
    """The language of a running text, None where it does not show plainly."""
    words = _words(text)
    if sum(map(len, words)) < LETTERS:
        return None
    if not _codes:
        for code, frequent in _FREQUENT.items():
            for word in frequent.split():
                _codes.setdefault(word, []).append(code)
    counts = dict.fromkeys(_FREQUENT, 0)
    for word in filter(_codes.__contains__, words):
        for code in _codes[word]:
            counts[code] += 1
    (second, _), (best, code) = sorted((count, code) for code, count in counts.items())[-2:]
    return code if best >= _SHARE * len(words) and best >= 2 * second else None


def may_be(text: str, tag: str) -> bool:
    """Whether a text may be in the language of the tag, as far as its words tell."""
    code = tag.lower().partition("-")[0]
    code = "no" if code in ("nb", "nn") else code
    if code not in _FREQUENT:
        return False
    words = _words(text)
    return sum(map(len, words)) < LETTERS or _share(words, code) >= _SHARE / 2


def _words(text: str) -> list[str]:
    found: list[str] = patterns.compile(_WORD).findall(text.lower())
    return found


def _share(words: list[str], code: str) -> float:
    frequent = _sets.get(code)
    if frequent is None:
        frequent = _sets[code] = frozenset(_FREQUENT[code].split())
    return sum(map(frequent.__contains__, words)) / len(words)


def declared(html: Html, name: str) -> Attribute | None:
    """The `lang` or `dir` of a mail: on its root, its body, or what holds most of the body."""
    root = html.root
    if root is None or name in root:
        return root.get(name) if root else None
    bodies = html.elements("body", "mj-body")
    start, end = bodies[0].content if bodies else root.content
    for element in html.with_attribute(name):
        first, last = element.outer
        if element in bodies or (first >= start and 2 * (last - first) > end - start):
            return element.get(name)
    return None
