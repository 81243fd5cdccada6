import base64
import string
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presend.data.wrappers import Unwrapped, unwrap
from presend.documents import urls

TARGET = "https://acme.com/offer?a=1&b=%C3%BC#c"


def opened(url: str) -> tuple[str, str | None] | None:
    found: Unwrapped | None = unwrap(urls.parse(url))
    return None if found is None else (found.service, found.target)


def enc(url: str) -> str:
    return quote(url, safe="")


def url_defense_v2(url: str) -> str:
    coded = "".join(c if c.isalnum() or c in ".~" else f"-{ord(c):02X}" for c in url)
    return f"https://urldefense.proofpoint.com/v2/url?u={coded.replace('-2F', '_')}&d=Dw&c=x"


def url_defense_v3(url: str) -> str:
    """Mask what is not plain: runs of two or more as ** and a length, single ones as *."""
    alphabet = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
    plain = set(string.ascii_letters + string.digits + "-._~:/?&=")
    masked, taken, at = [], [], 0
    while at < len(url):
        run = at
        while run < len(url) and run - at < 65 and url[run] not in plain:
            run += 1
        if run == at:
            masked.append(url[at])
            at += 1
            continue
        masked.append("*" if run - at == 1 else f"**{alphabet[run - at - 2]}")
        taken.append(url[at:run])
        at = run
    coded = base64.urlsafe_b64encode("".join(taken).encode()).decode().rstrip("=")
    return f"https://urldefense.com/v3/__{''.join(masked)}__;{coded}!!Fjc1LPE!signature$ "[:-1]


@pytest.mark.parametrize(
    ("url", "service"),
    [
        (
            f"https://nam12.safelinks.protection.outlook.com/?url={enc(TARGET)}&data=05%7C&reserved=0",
            "Outlook Safe Links",
        ),
        (f"https://urldefense.proofpoint.com/v1/url?u={enc(TARGET)}&k=x", "Proofpoint URL Defense"),
        (url_defense_v2(TARGET), "Proofpoint URL Defense"),
        (url_defense_v3(TARGET), "Proofpoint URL Defense"),
        (f"https://www.google.co.uk/url?sa=t&q={enc(TARGET)}", "Google"),
        (f"https://google.com/url?sa=t&url={enc(TARGET)}", "Google"),
        (f"https://l.facebook.com/l.php?u={enc(TARGET)}&h=AT", "Facebook"),
        (f"https://lm.facebook.com/l.php?u={enc(TARGET)}", "Facebook"),
        (f"https://l.instagram.com/?u={enc(TARGET)}&e=x", "Instagram"),
        (f"https://www.linkedin.com/redir/redirect?url={enc(TARGET)}", "LinkedIn"),
        (f"https://www.youtube.com/redirect?event=x&q={enc(TARGET)}", "YouTube"),
        (f"https://duckduckgo.com/l/?uddg={enc(TARGET)}", "DuckDuckGo"),
        (f"https://t.umblr.com/redirect?z={enc(TARGET)}&t=x", "Tumblr"),
        (f"https://out.reddit.com/t3_x?url={enc(TARGET)}", "Reddit"),
        (f"https://vk.com/away.php?to={enc(TARGET)}", "VK"),
        (f"https://slack-redir.net/link?url={enc(TARGET)}", "Slack"),
        (f"https://steamcommunity.com/linkfilter/?url={enc(TARGET)}", "Steam"),
        (f"https://href.li/?{TARGET}", "href.li"),
        (f"https://exit.sc/?url={enc(TARGET)}", "SoundCloud"),
        (f"https://secure-web.cisco.com/1abc-_x/{enc(TARGET)}", "Cisco Secure Email"),
        (f"https://linkprotect.cudasvc.com/url?a={enc(TARGET)}&c=E", "Barracuda Link Protection"),
        (
            "https://eu-west-1.protection.sophos.com/?d=acme.com&u="
            + enc(base64.b64encode(TARGET.encode()).decode()),
            "Sophos Email",
        ),
        (f"https://clicktime.symantec.com/3abc?u={enc(TARGET)}", "Symantec Click-time Protection"),
        (f"https://protect2.fireeye.com/url?k=x&u={enc(TARGET)}", "FireEye"),
        (f"https://www.google.com/amp/s/{TARGET[8:]}", "Google AMP"),
        (f"https://acme-com.cdn.ampproject.org/c/s/{TARGET[8:]}", "Google AMP cache"),
        (f"https://www.facebook.com/l.php?u={enc(TARGET)}", "Facebook"),
        (f"https://l.threads.com/?u={enc(TARGET)}&e=x", "Threads"),
        (f"https://medium.com/r/?url={enc(TARGET)}", "Medium"),
        (
            f"https://deref-gmx.net/mail/client/x/dereferrer/?redirectUrl={enc(TARGET)}",
            "GMX and WEB.DE",
        ),
        (f"https://link.edgepilot.com/s/1a2b3c4d/x?u={enc(TARGET)}", "EdgePilot"),
        (f"https://scanmail.trustwave.com/?c=1&d=x&u={enc(TARGET)}", "Trustwave MailMarshal"),
        (f"https://url.avanan.click/v2/___{TARGET}___.YXAzOmFjbWU", "Check Point"),
        (f"https://protect.checkpoint.com/v2/___{TARGET}___.YXAzOmFjbWU", "Check Point"),
        (
            "https://www.bing.com/ck/a?!&&p=1&u=a1"
            + base64.urlsafe_b64encode(TARGET.encode()).decode().rstrip("=")
            + "&ntb=1",
            "Bing",
        ),
        (
            f"https://r.search.yahoo.com/_ylt=A/RV=2/RE=1/RO=10/RU={enc(TARGET)}/RK=2",
            "Yahoo Search",
        ),
        (
            f"https://ddec1-0-en-ctp.trendmicro.com:443/wis/clicktime/v1/query?url={enc(TARGET)}",
            "Trend Micro",
        ),
        (
            f"https://ci3.googleusercontent.com/meips/AbC=s0-d-e1-ft#{TARGET}",
            "Gmail's image proxy",
        ),
        (f"https://ecp.yusercontent.com/mail?url={enc(TARGET)}&t=1", "Yahoo Mail's image proxy"),
    ],
)
def test_the_target_is_the_original(url: str, service: str) -> None:
    assert opened(url) == (service, TARGET)


@given(st.text(string.ascii_letters + string.digits + "-._~:/?&=%!$'()*+,;@#", max_size=150))
def test_url_defense_v2_and_v3_give_back_what_was_wrapped(rest: str) -> None:
    target = f"https://acme.com/{rest}".replace("__;", "")
    # A masked URL is percent-decoded before its tokens are filled in: no %XX may appear in it.
    assert opened(url_defense_v3(target)) == ("Proofpoint URL Defense", target)
    assert opened(url_defense_v2(target)) == ("Proofpoint URL Defense", target)


def test_url_defense_v3_as_published() -> None:
    # The tokens are those of a pair in the test data of a security product; the rest is ours.
    wrapped = (
        "https://urldefense.com/v3/__https:/acme.com/o/owa*2Findex.html?alt=media*a__;JSM!!x!y$"
    )
    assert opened(wrapped) == (
        "Proofpoint URL Defense",
        "https://acme.com/o/owa%2Findex.html?alt=media#a",
    )


def nested(depth: int) -> str:
    url = "https://acme.com/"
    for _ in range(depth):
        url = f"https://www.google.com/url?q={enc(url)}"
    return url


def test_wrappers_in_wrappers_are_undone_three_deep() -> None:
    assert opened(nested(3)) == ("Google", "https://acme.com/")
    assert opened(nested(4)) == ("Google", None)


@pytest.mark.parametrize(
    ("url", "service"),
    [
        ("https://protect-eu.mimecast.com/s/AbC?domain=acme.com", "Mimecast"),
        ("https://url.us.m.mimecastprotect.com/s/AbC", "Mimecast"),
        ("https://nam12.safelinks.protection.outlook.com/?data=x", "Outlook Safe Links"),
        ("https://x.safelinks.protection.outlook.com/?url=mailto%3Aa%40b.c", "Outlook Safe Links"),
        ("https://www.google.com/url?q=https%3A%2F%2Facme.com%2F\x1a\x1a", "Google"),
        ("https://www.google.com/url?q=javascript%3Aalert(1)", "Google"),
        ("https://urldefense.com/v3/__https://a.b/*__;!!x$", "Proofpoint URL Defense"),
        ("https://urldefense.com/v3/__https://a.b/*__;@@!!x$", "Proofpoint URL Defense"),
        ("https://x.protection.sophos.com/?u=%FF", "Sophos Email"),
        ("https://protect.checkpoint.com/v2/r01/___mjjux___.YXAz", "Check Point"),
        ("https://www.bing.com/ck/a?u=a1!", "Bing"),
        ("https://shared.outlook.inky.com/link?domain=acme.com&t=x", "Inky"),
        (f"https://href.li/?{enc('https://protect-eu.mimecast.com/s/x')}", "href.li"),
    ],
)
def test_a_target_that_cannot_be_told(url: str, service: str) -> None:
    assert opened(url) == (service, None)


@pytest.mark.parametrize(
    "url",
    [
        "https://acme.com/?url=https%3A%2F%2Fb.c",
        "https://www.google.com/search?q=https%3A%2F%2Fb.c",
        "https://www.google.com/url",
        "https://notgoogle.com/url?q=https%3A%2F%2Fb.c",
        "https://www.youtube.com/watch?q=https%3A%2F%2Fb.c",
        "https://www.linkedin.com/in/acme?url=https%3A%2F%2Fb.c",
        "https://outlook.com/?url=https%3A%2F%2Fb.c",
        "https://www.mimecast.com/",
        "https://lh3.googleusercontent.com/a/AbC=s96",
        "https://www.checkpoint.com/v2/x",
        "https://medium.com/@acme/story",
        "https://www.yahoo.com/news/RU=x",
        "https://www.hornetsecurity.com/en/?s=x",
        "https://urldefense.com/",
        "",
    ],
)
def test_other_urls_are_not_wrapped(url: str) -> None:
    assert opened(url) is None


def test_template_delimiters_in_a_target_stay_encoded() -> None:
    coded = enc("https://acme.com/{{ x }}?y=<%=z%>")
    assert opened(f"https://www.google.com/url?q={coded}") == (
        "Google",
        "https://acme.com/%7B%7B%20x%20%7D%7D?y=%3C%=z%%3E",
    )


HOSTS = st.sampled_from(
    ["www.google.com/url?q=", "urldefense.com/v3/__", "x.protection.sophos.com/?u=", "href.li/?"]
)


@given(HOSTS, st.text())
def test_any_text_is_unwrapped_to_http_or_not_at_all(start: str, text: str) -> None:
    found = opened(f"https://{start}{text}")
    assert found is None or found[1] is None or found[1].lower().startswith(("http://", "https://"))
