"""Domain names in, what they have to do with each other out.

A domain name here is what `Url.site` and `normal` give: lower case, A-labels, no trailing dot.
Registrable domains follow the Public Suffix List, and what no rule of it covers falls under its
default rule: the last label is the suffix. A table of the suffixes under the most usual
top-level domains settles nearly all questions; tldextract, which takes longer to import than a
template takes to lint, answers the rest from the snapshot it ships, never from the network.
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tldextract import TLDExtract

# Source: Public Suffix List (MPL 2.0), the snapshot in tldextract 5.4.0, 2025-04-07. Written by
# tools/build_scripts.py. A row is a suffix and the labels that make a longer suffix with it: of
# the ICANN section with "=", of the private section bare. With "+" there are suffixes
# further below: in a row of its own, where the label's suffix is in the ICANN section, or left to
# tldextract.
_SUFFIXES = """
com 0emm+ 180r 1kapp 3utilities 4u a2hosted adobeaemcloud+ africa airkitapps airkitapps-au
 aivencloud aliases121 alibabacloudcs alpha-myqnapcloud amazonaws+ amazoncognito+ amplifyapp
 appchizi applinzi apps-1and1 appspacehosted appspaceusercontent appspot+ atmeta authgear-staging
 authgearapps awsapprunner+ awsapps awsglobalaccelerator balena-devices barsycenter barsyonline
 blogdns blogspot blogsyte boutir bplaced br builtwithdark cafjs canva-apps cdn77-storage cechire
 cf-ipfs ciscofreak clever-cloud+ cloudflare-ipfs cn co code+ codespot cprapid cpserver
 customer-oci+ damnserver datadetect+ dattolocal dattorelay dattoweb ddnsfree ddnsgeek ddnsking de
 deus-canvas dev-myqnapcloud devinapps+ digitaloceanspaces+ discordsays discordsez ditchyourip
 dnsabr dnsalias dnsdojo dnsiskinky doesntexist dojin dontexist doomdns dopaas drayddns
 dreamhosters dsmynas durumis dyn-o-saur dynalias dyndns-at-home dyndns-at-work dyndns-blog
 dyndns-free dyndns-home dyndns-ip dyndns-mail dyndns-office dyndns-pics dyndns-remote
 dyndns-server dyndns-web dyndns-wiki dyndns-work dynns elasticbeanstalk+ encoreapi
 est-a-la-maison est-a-la-masion est-le-patron est-mon-blogueur eu evennode+ familyds fastly-edge
 fastly-terrarium fastvps-server fbsbx+ firebaseapp firewall-gateway fldrv forgeblocks
 framercanvas freebox-os freeboxos freemyip from-ak from-al from-ar from-ca from-ct from-dc
 from-de from-fl from-ga from-hi from-ia from-id from-il from-in from-ks from-ky from-ma from-md
 from-mi from-mn from-mo from-ms from-mt from-nc from-nd from-ne from-nh from-nj from-nm from-nv
 from-oh from-ok from-or from-pa from-pr from-ri from-sc from-sd from-tn from-tx from-ut from-va
 from-vt from-wa from-wi from-wv from-wy geekgalaxy gentapps gentlentapis getmyip giize
 githubusercontent gleeze googleapis googlecode gotdns gotpantheon gr grayjayleagues hatenablog
 hatenadiary health-carereform herokuapp hk hobby-site homelinux homesecuritymac homesecuritypc
 homeunix hosted-by-previder+ hostedpi hosteur+ hotelwithflight iamallama ik-server+ ip-ddns
 is-a-anarchist is-a-blogger is-a-bookkeeper is-a-bulls-fan is-a-caterer is-a-chef
 is-a-conservative is-a-cpa is-a-cubicle-slave is-a-democrat is-a-designer is-a-doctor
 is-a-financialadvisor is-a-geek is-a-green is-a-guru is-a-hard-worker is-a-hunter is-a-landscaper
 is-a-lawyer is-a-liberal is-a-libertarian is-a-llama is-a-musician is-a-nascarfan is-a-nurse
 is-a-painter is-a-personaltrainer is-a-photographer is-a-player is-a-republican is-a-rockstar
 is-a-socialist is-a-student is-a-teacher is-a-techie is-a-therapist is-an-accountant is-an-actor
 is-an-actress is-an-anarchist is-an-artist is-an-engineer is-an-entertainer is-certified is-gone
 is-into-anime is-into-cars is-into-cartoons is-into-games is-leet is-not-certified is-slick
 is-uberleet is-with-theband isa-geek isa-hockeynut issmarterthanyou it jdevcloud jelastic+
 joyent+ jpn kasserver kozow ladesk likes-pie likescandy linode+ linodeobjects+ linodeusercontent+
 live-website localtonet logoip loseyourip lovableproject lpusercontent massivegrid+ mazeplay
 messwithdns meteorapp+ mex miniserver modelscape mwcloudnonprod myactivedirectory myasustor
 mycloudnas mydatto mydbserver mydobiss mydrobo myiphost mynascloud myqnapcloud mysecuritycamera
 myshopblocks myshopify myspreadshop mytabit mythic-beasts+ mytuleap myvnc neat-url net-freaks
 nfshost nospamproxy+ observableusercontent+ on-aptible onfabrica onrender onthewifi ooguy
 operaunite oraclecloudapps+ oraclegovcloudapps+ orsites outsystemscloud ownprovider
 pagespeedmobilizer pagexl paywhirl+ pgfog pixolino playstation-cloud pleskns point2this polyspace
 postman-echo prgmr+ pythonanywhere+ qa2 qbuser qualifioapp quicksytes quipelements+ rackmaze
 readthedocs-hosted remotewd render+ reservd reserve-online rhcloud routingthecloud ru sa
 sakuratan sakuraweb salesforce+ saves-the-whales scrysec securitytactics selfip sells-for-less
 sells-for-u servebbs servebeer servecounterstrike serveexchange serveftp servegame servehalflife
 servehttp servehumour serveirc servemp3 servep2p servepics servequake servesarcasm shopitsite
 siiites simple-url simplesite sinaapp skygearapp smushcdn space-to-rent stackhero-network stdlib+
 strapiapp+ streak-link streaklinks streakusercontent streamlitapp stufftoread subsc-pay
 taveusercontent tb-hosting+ teaches-yoga temp-dns theworkpc thingdustdata townnews-staging
 try-snowplow trycloudflare tuleap-partners typeform+ uk unusualperson upsunapp us vipsinaapp
 vultrobjects+ w-corp-staticblitz w-credentialless-staticblitz w-staticblitz wafaicloud+
 wafflecell webadorsite wiardweb+ withgoogle withyoutube wixsite wixstudio woltlab-demo
 workisboring wpdevcloud wpenginepowered+ wphostedmail wpmucdn writesthisblog x0 xnbay+ yolasite
 za
net adobeaemcloud adobeio-static adobeioruntime akadns akamai akamai-staging akamaiedge
 akamaiedge-staging akamaihd akamaihd-staging akamaiorigin akamaiorigin-staging akamaized
 akamaized-staging alwaysdata apps-1and1 appudo at-band-camp atlassian-dev+ azure-api azure-mobile
 azureedge azurefd azurestaticapps+ azurewebsites barsy blackbaudcdn blogdns boomla botdash
 bounceme bplaced broke-it buyshouses casacam cdn-edges cdn77+ cdn77-ssl channelsdvr+ clickrising
 cloudaccess cloudapp cloudflare+ cloudflareanycast+ cloudflarecn+ cloudflareglobal+ cloudfront
 cloudfunctions cloudjiffy+ cloudycluster community-pro cryptonomic+ ctfcloud dattolocal ddns
 ddns-ip debian definima deno dns-cloud dns-dynamic dnsalias dnsdojo dnsup does-it dontexist
 dsmynas dynalias dynathome dynu dynv6 eating-organic edgeapp edgekey edgekey-staging edgesuite
 edgesuite-staging elastx+ endofinternet familyds fastly+ fastlylb+ feste-ip firewall-gateway
 from-az from-co from-la from-ny gb gets-it ggff grafana-dev ham-radio-op heteml hicam homeftp
 homeip homelinux homeunix hu in in-dsl in-the-band in-vpn iobb ipifony is-a-chef is-a-geek
 isa-geek jp keyword-on kicks-ass kinghost knx-server krellian live-on localcert localhostcert
 localto+ mafelo massivegrid+ meinforum memset moonscale myamaze mydatto mydissent myeffect
 myfritz mymediapc mynetname+ mypsx myradweb mysecuritycamera myspreadshop nhlfan no-ip now-dns
 office-on-the onavstack oninferno ovh+ ownip pgafan podzone privatizehealthinsurance rackmaze
 redirectme reserve-online routingthecloud ru saveincloud+ scaleforce+ schokokeks scrapper-site se
 seidat selfip sells-it senseering servebbs serveblog serveftp serveminecraft server-on shopselect
 siteleaf square7 squares srcf+ static-access subsc-pay supabase sytes thruhere torproject+
 trafficmanager ts+ twmail uk uni5 vpndns vps-host+ vusercontent webhop windows+ yandexcloud+ za
org accesscam ae altervista barsy blogdns blogsite bmoattachments boldlygoingnowhere cable-modem
 camdvr cdn77+ cdn77-secure+ cloudns collegefan couchpotatofries ddnss diskstation dnsalias
 dnsdojo doesntexist dontexist doomdns dpdns dsmynas duckdns dvrdns dynalias dyndns+ dynserv
 endofinternet endoftheinternet eu+ familyds fedorainfracloud fedorapeople fedoraproject+ freeddns
 freedesktop from-me game-host gotdns hatenadiary hepforge hk hobby-site homedns homeftp homelinux
 homeunix hopto httpbin in-dsl in-vpn ip-dynamic is-a-bruinsfan is-a-candidate is-a-celticsfan
 is-a-chef is-a-geek is-a-knight is-a-linux-user is-a-patsfan is-a-soxfan is-found is-local
 is-lost is-saved is-very-bad is-very-evil is-very-good is-very-nice is-very-sweet isa-geek jpn js
 kicks-ass mayfirst misconfused mlbfan my-firewall myfirewall myftp mysecuritycamera mywire nflfan
 no-ip now-dns pimienta podzone poivron potager pubtls read-books readmyblog routingthecloud
 selfip sellsyourhome servebbs serveftp servegame small-web spdns stuff-4-sale sweetpepper
 teckids+ toolforge tunk tuxfamily twmail ufcfan us webhop webredirect wmcloud wmflabs za zapto
info barrel-of-knowledge barrell-of-knowledge barsy cloudns dnsupdate dvrcam dynamic-dns dyndns
 for-our forumz groks-the groks-this here-for-more ilovecollege knowsitall mayfirst mittwald
 mittwaldserver no-ip nsupdate selfip typo3server v-info webhop
biz activetrail cloud-ip cloudns dscloud dyndns for-better for-more for-some for-the jozi mmafan
 myftp no-ip orx selfip webhop
io 2038 apigee azurecontainer+ b-data barsy basicserver beagleboard beebyte+ beebyteapp+ bigv+
 bitbucket bluebite boxfuse brave+ browsersafetymark bubble+ bubbleapps cleverapps
 cloudbeesusercontent co= com= dappnode+ darklang dedyn definima editorx edu= edugit fh-muenster
 forgerock+ github gitlab gov= hasura-app hostyhosting hypernode hzc jele lair+ loginline lolipop
 mil= mo-siemens moonscale+ musician myaddr myrdbx net= ngrok+ nodeart+ nom= on-acorn+ on-k3s+
 on-rio+ org= pantheonsite protonet pstmn+ qcx+ qoto rb-hosting+ readthedocs resindevice
 resinstaging+ sandcats scrypted+ shw stolos+ telebit thingdust+ tickets utwente vaporcloud
 virtualserver webflow webflowtest webthings wixstudio
co carrd com= crd edu= firewalledreplit+ gov= leadpages lpages mil= mypi net= nom= org= otap+
 repl+ supabase xmit+
app adaptable aiven beget+ bookonline botdash brave+ clerk clerkstage csb+ deta developer+
 easypanel edgecompute encr evervault+ expo+ flutterflow framer hasura hosted+ loginline lovable
 medusajs messerli netfy netlify ngrok ngrok-free noop northflank+ nyat on-fleek ondigitalocean
 replit+ run+ snowflake+ storipress streamlit telebit typedream upsun+ vercel wdh web windsurf
 wnext zeabur zerops+
dev 12chars barsy botdash crm+ deno deno-staging deta evervault+ fly gateway+ githubpreview hrsn+
 inbrowser+ is-a is-a-fullstack is-a-good is-cool is-not-a iserv lcl+ lclstage+ localcert+
 localplayer loginline mediatech modx myaddr ngrok ngrok-free pages panel platter-app r2 replit+
 runcontainers stg+ stgstage+ vercel webhare+ workers xmit
ai com= framer net= off= org= uwu
online barsy eero eero-stage websitebuilder
store barsy sellfy shopware storebase
shop barsy barsyonline base hoplix shopware
email crisp+ tawk+ tawkto+
at 123webseite 12hp 2ix 4lima ac+ biz co= funkfeuer+ futurecms+ futurehosting futuremailing gv=
 info lima-city myspreadshop or= ortsinfo+ priv
au act= asn= com+ conf= edu+ gov+ id= net= nsw= nt= org= oz= qld= sa= tas= vic= wa=
be 123website ac= cloudns interhostsolutions+ kuleuven+ myspreadshop transurl+ webhosting
ca ab= awdev+ barsy bc= box co gc= mb= myspreadshop nb= nf= nl= no-ip ns= nt= nu= on= pe= qc= sk=
 yk=
ch 123website 12hp 2ix 4lima cloudns cloudscale+ dnsking firenet+ flow+ gotdns lima-city
 linkyard-cloud myspreadshop square7
cz co contentproxy9+ e4 metacentrum+ muni+ realm
de 123webseite 12hp 2ix 4lima barsy bplaced com community-pro cosidns+ dd-dns ddnss+
 diskussionsbereich dnshome dnsupdater dray-dns draydns dyn-berlin dyn-ip24 dyn-vpn
 dynamisches-dns dyndns1 dynvpn firewall-gateway frusky+ fuettertdasnetz git-repos goip
 home-webserver+ hs-heilbronn+ in-berlin in-brb in-butter in-dsl in-vpn internet-dns iservschule
 isteingeek istmein keymachine l-o-g-i-n lcube-server lebtimnetz leitungsen lima-city logoip
 mein-iserv mein-vigor my-gateway my-router my-vigor my-wan myhome-server myspreadshop rub
 ruhr-uni-bochum+ schulplattform schulserver spdns speedpartner+ square7 svn-repos syno-ds
 synology-diskstation synology-ds taifun-dns test-iserv traeumtgerade uberspace+ virtual-user
 virtualuser webspaceconfig xn--gnstigbestellen-zvb xn--gnstigliefern-wob
dk 123hjemmeside biz co firm myspreadshop reg store
ee aip= com= edu= fie= gov= lib= med= org= pri= riik=
es 123miweb com= edu= gob= myspreadshop nom= org=
eu airkitapps barsy cloudns diskstation dogado+ spdns transurl+
fi 123kotisivu aland= cloudplatform+ datacenter+ dy iki kapsi myspreadshop xn--hkkinen-5wa
fr 123siteweb aeroport asso= avocat avoues= cci= chambagri chirurgiens-dentistes
 chirurgiens-dentistes-en-france com= dedibox en-root experts-comptables fbx-os fbxos freebox-os
 freeboxos goupile gouv= greta= huissier-justice= medecin myspreadshop nom= notaires on-web
 pharmacien port prd= tm= veterinaire ynh
ie gov= myspreadshop
in 5g= 6g= ac= ai= am= barsy bihar= biz= business= ca= cloudns cn= co= com= coop= cs= delhi= dr=
 edu= er= firm= gen= gov= gujarat= ind= info= int= internet= io= me= mil= net= nic= org= pg= post=
 pro= res= supabase travel= tv= uk= up= us= web
mx com= edu= gob= net= org=
nl 123website cistron co demon gov hosting-cluster khplay myspreadshop transurl+
nz ac= cloudns co= cri= geek= gen= govt= health= iwi= kiwi= maori= mil= net= org= parliament=
 school= xn--mori-qsa=
pt 123paginaweb com= edu= gov= int= net= nome= org= publ=
ro arts= barsy co com= firm= info= nom= nt= org= rec= shop store= tm= www=
se 123minsida a= ac= b= bd= brand= c= com d= e= f= fh= fhsk= fhv= g= h= i= iopsys itcouldbewor k=
 komforb= kommunalforbund= komvux= l= lanbib= m= myspreadshop n= naturbruksgymn= o= org= p= parti=
 pp= press= r= s= t= tm= u= w= x= y= z=
sk
uk ac= barsy co+ conn copro gov+ hosp independent-commission independent-inquest
 independent-inquiry independent-panel independent-review ltd= me= net= nhs= nimsite
 oraclegovcloudapps+ org+ plc= police= public-inquiry pymnt royal-commission sch+
za ac= agric= alt= co= edu= gov= grondar= law= mil= net= ngo= nic= nis= nom= org= school= tm= web=
co.uk adimo barsy barsyonline bytemark+ layershift+ myspreadshop nh-serv no-ip retrosnub+
org.uk affinitylottery glug lug lugs raffleentry weeklylottery
com.au cloudlets+ myspreadshop"""
# The other top-level domains with suffixes of more than one label.
_UNTABLED = """
ac academy ae aero af ag al am ao ar arpa as asia aw aws az ba basketball bb bd bf bg bh bi bj bm
bn bo br bs bt build builders business bw by bz camp casa cc cd ci ck cl cloud club cm cn codes
community cool cr cu cv cw cx cy design digital direct dm do dz ec edu education eg er estate et
eus events farm financial fj fk fm games gay gd gdn ge gg gh gi gl global gn goog gp gr group gt
gu gy health hk hn host hosting hr ht hu id il im int iq ir it je jm jo jp ke kg kh ki km kn kp kr
krd kw ky kz la lb lc link live lk lol lr ls lt lu lv ly ma mc md me media menu mg mk ml mm mn mo
mobi mom mp mr ms mt mu mv mw my mz na name nc network news nf ng ni no np nr nu om one ong orange
ovh pa page pe pf pg ph photos pictures pizza pk pl place pm pn pr pro ps pub pw py qa re rip
rocks rs ru run rw sa sb sc scot sd services sg sh si site sl sn so space ss st su support sv sx
sy systems sz team tech technology tf th tj tl tm tn to today tools top tr tt tv tw tz ua ug us uy
uz vc ve vg vi vn vu website wf wiki ws xn--4dbrk0ce xn--90a3ac xn--j6w193g xn--o3cw4h xn--p1acf
xyz ye yt zm zone zw"""
# Top-level domains without such suffixes that senders use, and names that never are one
# (RFC 2606, RFC 6762, RFC 7686, RFC 8375, RFC 9476; what routers and offices use at home).
_PLAIN = """
agency art bar beauty bike blog cafe careers center chat city clinic coffee company consulting
delivery dental energy expert express fashion fitness fun fund gallery garden gift gmbh golf guide
guru help house immo international jobs legal life live love ltd market marketing mil mobi nyc
paris party photo photography plus press property school shopping show social software solutions
studio style tel tickets tips tools tours town toys training travel university ventures video vin
vip watch work works world yoga
"""
_NEVER = """
alt corp example home internal intranet invalid lan local localdomain localhost onion private test
"""
# Default_Ignorable_Code_Point, and what else prints as a space or as nothing.
_IGNORABLE = (
    "\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e"
    "\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufff8\\U0001bca0-\\U0001bca3"
    "\\U0001d173-\\U0001d17a\\U000e0000-\\U000e0fff"
)
_SPACE = "\\x80-\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u2800\\u3000"

_NAME = patterns.compile(r"(?:(?!-)[a-z0-9_-]{1,63}+(?<!-)(?:\.(?!$)|$))++")
_NOT_IN_A_NAME = patterns.compile(r"[\x00- /?#@:\[\]\\%]|\.\.|^\.|\.$|^$|(?:^|\.)\d++$")

_untabled = frozenset(_UNTABLED.split())
_plain = frozenset(_PLAIN.split())
_levels: dict[str, dict[str, str]] = {}
_extract: TLDExtract | None = None


def normal(domain: str) -> str | None:
    """A domain name as people write it, in the form to compare; None if it is none.

    White space around it and one trailing dot go, A-labels (IDNA 2008, RFC 5890) and lower case
    come. Labels are letters, digits, hyphens and, as in DNS records, underscores.
    """
    name = (domain_to_ascii(domain.strip()) or "").removesuffix(".")
    if len(name) > 253 or not _NAME.fullmatch(name):  # octets, RFC 1035, 2.3.4
        return None
    return None if name[name.rfind(".") + 1 :].isdigit() else name


def domain_to_ascii(domain: str) -> str | None:
    """Lower case and A-labels, after the mapping of UTS #46; None if IDNA 2008 forbids a label.

    Labels of ASCII that claim no encoding are not judged.
    """
    if domain.isascii() and "xn--" not in (lowered := domain.lower()):
        return lowered
    if len(domain) > 1024:  # Punycode takes quadratic time; nothing that long fits the DNS
        return None
    import idna

    try:
        labels = idna.uts46_remap(domain, std3_rules=False).split(".")
        for index, label in enumerate(labels):
            if not label.isascii() or label.startswith("xn--"):
                labels[index] = idna.alabel(label).decode("ascii")
    except ValueError:
        return None
    return ".".join(labels)


def domain_to_unicode(domain: str) -> str:
    """The domain with U-labels; an A-label that IDNA 2008 forbids stays."""
    if "xn--" not in domain or len(domain) > 1024:
        return domain
    import idna

    labels = domain.split(".")
    for index, label in enumerate(labels):
        if label.startswith("xn--") and len(label) <= 63:
            try:
                labels[index] = idna.ulabel(label)
            except ValueError:
                continue
    return ".".join(labels)


def registrable(host: str) -> str | None:
    """The domain that someone registered at a registry: one label more than the ICANN suffix.

    None for a public suffix, a single label and an IP address.
    """
    return _registrable(host, private=False)


def registrable_private(host: str) -> str | None:
    """The same with the suffixes of hosters (`github.io`), whose customers are strangers."""
    return _registrable(host, private=True)


def same_organisation(a: str, b: str) -> bool:
    """Whether two hosts are equal or lie under one registrable domain, hosters' included."""
    if a == b:
        return True
    if a.rsplit(".", 2)[-2:] != b.rsplit(".", 2)[-2:]:
        return False
    domain = registrable_private(a)
    return domain is not None and domain == registrable_private(b)


def within(host: str, domain: str) -> bool:
    """Whether a host is the domain or a subdomain of it."""
    return host == domain or host.endswith("." + domain)


def known_tld(host: str) -> bool:
    """Whether the last label is a top-level domain in the snapshot of the Public Suffix List."""
    name = host[host.rfind(".") + 1 :]
    if name in _untabled or name in _plain or name in _rows():
        return True
    if name in _NEVER.split() or not name or name.isdigit() or _NOT_IN_A_NAME.search(name):
        return False
    return bool(_tldextract().extract_str("x." + name).suffix)


def _registrable(host: str, *, private: bool) -> str | None:
    if _NOT_IN_A_NAME.search(host):
        return None
    labels = host.split(".")
    length = _suffix(labels, private=private)
    if length is None:
        extracted = _tldextract().extract_str(host, include_psl_private_domains=private)
        length = extracted.suffix.count(".") + 1
    return ".".join(labels[-length - 1 :]) if len(labels) > length else None


def _suffix(labels: list[str], *, private: bool) -> int | None:
    """How many of the labels are the public suffix; None where only tldextract knows."""
    suffix = labels[-1]
    if suffix in _untabled:
        return None
    rows = _rows()
    length = 1
    for label in labels[-2::-1]:
        mark = rows.get(suffix, {}).get(label)
        if mark is None or (not mark and not private):
            return length
        length += 1
        if mark == "+":
            suffix = f"{label}.{suffix}"
            if suffix not in rows:
                return None
        else:
            return length
    return length


def _rows() -> dict[str, dict[str, str]]:
    if not _levels:
        for row in _SUFFIXES.strip().replace("\n ", " ").splitlines():
            suffix, *entries = row.split()
            _levels[suffix] = {
                entry.rstrip("=+"): entry[-1] if entry[-1] in "=+" else "" for entry in entries
            }
    return _levels


def _tldextract() -> TLDExtract:
    global _extract
    if _extract is None:
        from tldextract import TLDExtract

        _extract = TLDExtract(cache_dir=None, suffix_list_urls=())
    return _extract


def restriction_fault(label: str) -> str | None:
    """Why a U-label is below the level Highly Restrictive of UTS #39, 5.2; None if it is not.

    The reason is a clause: "mixes Latin and Cyrillic", "contains the invisible character U+200B".
    A joiner is visible where IDNA 2008 lets it stand (RFC 5892, appendix A).
    """
    if label.isascii():
        return None
    for match in patterns.compile(f"[{_IGNORABLE}{_SPACE}]").finditer(label):
        if match[0] in "\u200c\u200d":
            import idna

            try:
                if idna.valid_contextj(label, match.start()):
                    continue
            except ValueError:
                pass
        return f"contains the invisible character U+{ord(match[0]):04X}"

    from presend.data.scripts import mixed_scripts

    *names, last = mixed_scripts(label) or [""]
    return f"mixes {', '.join(names)} and {last}" if last else None


def skeleton(text: str) -> str:
    """What labels that look alike have in common (UTS #39, 4); for comparison, not for display."""
    from unicodedata import normalize

    from presend.data.confusables import PROTOTYPES

    text = patterns.compile(f"[{_IGNORABLE}]++").sub("", normalize("NFD", text))
    return normalize("NFD", text.translate(PROTOTYPES))
