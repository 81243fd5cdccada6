"""Mailbox domains that anyone can get an address at: domain in, how well known it is out.

Sources, retrieved by August 2026:

- the core set is presend's own catalogue, card SND003. The countries in which a worldwide
  provider gives addresses (`yahoo.fr`, `hotmail.co.uk`) are those that at least two of these
  name: npm free-email-domains 1.12.6 (MIT), npm email-providers 2.26.0 (ISC), sublime-security
  static-files (MIT), SpamAssassin (Apache-2.0);
- the long list is SpamAssassin's `20_freemail*.cf` (Apache-2.0), which also holds internet
  providers and vanity domains: a domain found there alone is a hint, not a proof.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

_CORE = frozenset(
    "gmail.com googlemail.com ymail.com rocketmail.com msn.com icloud.com me.com mac.com web.de "
    "t-online.de mail.ru bk.ru inbox.ru list.ru qq.com 163.com 126.com naver.com proton.me "
    "protonmail.com pm.me zoho.com mail.com comcast.net orange.fr free.fr laposte.net wp.pl "
    "o2.pl onet.pl interia.pl seznam.cz libero.it virgilio.it uol.com.br bol.com.br "
    "rediffmail.com".split()
)

# SpamAssassin's wildcards; each star stands for one label or a part of one.
_ANY_COUNTRY = frozenset("aol excite fastmail hotmail lycos tiscali yahoo".split())
_ANY_SUFFIX = frozenset("freemail gmx live outlook runbox strompost vodafone xemail yandex".split())
_SUBDOMAINS_OF = ("att.ne.jp", "free.hr", "onmicrosoft.com", "rr.com")

# begin: tools/build_hosts.py
_WORLDWIDE = {
    "aol": """
co.uk com de fr it
    """.split(),
    "gmx": """
at ca ch co.uk com de es eu fr hk ie li net pt sg tw us
    """.split(),
    "hotmail": """
be ca ch co.il co.in co.jp co.kr co.nz co.th co.uk co.za com com.ar com.au com.br com.mx com.tr
cz de dk es fi fr gr hu it jp kg kz nl no ph ru se sg
    """.split(),
    "live": """
at be ca cl cn co.kr co.uk co.za com com.ar com.au com.mx com.pt com.sg de dk fr hk ie in it jp
nl no ru se
    """.split(),
    "outlook": """
at be cl co.id co.il co.nz co.th com com.ar com.au com.br com.gr com.mx com.pe com.tr com.vn cz
de dk es fr hu ie in it jp kr lv my nl ph pt sa sg sk
    """.split(),
    "yahoo": """
ae at be bg ca ch cn co co.id co.il co.in co.jp co.kr co.nz co.th co.uk co.za com com.ar com.au
com.br com.cn com.co com.es com.hk com.is com.mx com.my com.pe com.ph com.ru com.sg com.tr
com.tw com.ve com.vn cz de dk es fi fr gr hu ie in it jp lt lv nl no pl pt ro ru se sk
    """.split(),
    "yandex": """
az by com com.ge com.tr ee fr kg kz lt lv md pl ru tj tm ua uz
    """.split(),
}
_LISTED = """
126.com: vip 163.com: vip 188.com: vip 21cn.com: fun private ac: uae acom: iname ae: ir
aggies.com: go ai: hush air-force.com: go am: e-mail hacker as: famous mailbox sent at:
a-topmail aon checkitmail forfree net4you sent austria.com: mail az: box mail badgers.com: go
be: advalvas freegates mail pandora telenet vegetarisme bg: abv email mail orbitel
big-orange.com: go biz: iphon oujda reallyfast safat salmiya veryfast blue.devils.com: go
br.inter.net: webl-3 buffaloes.com: go bulgaria.com: mail bulldogs.com: go by: biz mail me open
telegraf ca: webcity cc: 55mail abha agadir ajman albaha alexandria algerie alriyadh amman aqaba
aswan baalbeck bahraini banha bizerte buraydah cameroon dhahran dhofar djibouti dominican eml
eritrea falasteen fastest fujairah gabes gafsa giza guinea hamra homs ibra imap ismailia jadida
jerash jizan jouf kairouan karak khaimah khartoum khobar kyrgyzstan latakia lebanese lubnan
madinah maghreb manama marrakesh meknes myblue nabeul nablus nador najaf omdurman openmail oran
oujda palmyra portsaid qassem quds rabat rafah ramallah salalah sanaa seeb sharm sinai siria
sousse sudanese suez tabouk tajikistan tangiers tanta tayef tetouan timor tunisian urdun webpim
yanbo yemeni yunus zagazig zambia ch: bluemail dplanet freesurf ggaweb postino protonmail
sunrise cjb.net: cititrustbank1 cl: 123mail esfera surnet universia cn: 189 9 msnzone sina w
xnmsn co: rbox co.ie: topmail co.il: nanamail walla yahala co.in: topmail co.jp: 24h press
co.nz: topmail xtra co.th: ego freei pop co.uk: 020 123qwe caths cwazy dogmail fmail fsnet
gofree looksmart mail msn netscapeonline orangehome postmaster slickriffs smartemail teenmail
thewebpros topmail uku zednet co.yu: webmail co.za: 702mail ananzi classicmail easyinfomail
edumail eramail executivemail galmail highveldmail homemail jmail kayafmmail magicmail mail
mailbox mighty pnetmail ravemail technisamail teenmail topmail tsamail vodamail wam webmail
websurfer workmail com: 111 111mail 123 123india 123iran 126 138mail 139 150mail 150ml 163
16mail 188 1963chevrolet 1963pontiac 1netdrive 1st-website 2-mail 20after4 21cn 24horas
271soundview 2die4 2mydns 37 3ammagazine 3email 4-music-today 420email 4degreez 4email 4newyork
50mail 6sens 8m 8u8 about acatperson accessgcc accountant acdcfan actingbiz activist adexec
adiga adogperson aeneasmail africamail afrik afropoets aggies aichi aim aircraftmail aiutamici
aklan alavatotal albafind albawaba aldeax alex4all algeria aliyun all4theskins allergist
allhiphop allsportsrock alternativagratis alum alumni alumnidirector alwaysgrilling
alwaysinthekitchen alwayswatchingmovies alwayswatchingtv amenworld americamail amnetsal amorous
anatomicrock anfmail angelfire angelic animeone aniverse anjungcafe another antedoonsub
antwerpen anytimenow apexmail aprava archaeologist arcticmail argentina armmail army aroma
artlover asheville asia asia-links asia-mail asiamail asiancutes assala assamesemail asurfer
asylum atheist atozasia atreillou aubenin aus-city ausi australiamail autoindia autopm axarnet
ayna b-boy babbalu badgers bakpaka baluch bama-fan bankersmail barriolife basketball-email
beabookworm beagolfer beahealthnut beautifulboy beeebank been-there beirut believeinliberty
belizehome belizeweb berlin bestcoolcars bestjobcandidate besure2vote bflomail bgay bgnmail
bharatmail bicycledata bicycling big-orange bigfoot bigger bigheavyworld bigmailbox bigpond
bigstring bigtimecatperson bigtimedogperson bigtimereader bigtimesportsfan bikerider bikermail
billssite birdlover bitwiser bizhosting blackandchristian blackburnmail blackvault blackvoices
blader bluebottle blvds bmxtrix boardermail boarderzone boatnerd bolando bolbox bollywood2000
bollywoodz bongmail boom bootmail bostonoffice bowl boxbg boxemail bravanese brazilmail breathe
brestonline brew-master brew-meister bsdmail buffaloes bulgaria bulldogs burntmail buzy
buzzjakkerz byke c4 californiamail calle22 callnetuk camaroclubsweden canada canada-11 canal21
cannabismail canoemail capsfanatic capshockeyfan capsred caramail cardblvd care-mail care2
caress cash4u cashette casino casinomail cat-person cataloniamail catalunyamail cataz catcha
catlover catlovers catpeoplerule cbrmail cemelli centralpets certifiedbitches chaiyo chaiyomail
championboxing chance2mail channelonetv chat-with-me chattown chatway cheatasrule cheerful
chelny chemist cheshiremail chewiemail chil-e chillimail chillymail china chinamail cine
circlemail citynetusa claramail classprod classycouples clerk cliffhanger cluemail collegeclub
colombia columnist comfortable comic compuserve computer4u computhouse consultant coolgoose
coolkiwi coollist coolmail coolsend coolshit cooltoad copacabana copticmail corporateattorneys
corpusmail correomagico cosmo cougars counsellor count countrybass couple crazy4baseball
crazy4homeimprovement crazy4mail crazycarfan crazyforemail crazymoviefan critterpost cryingmail
cs cumbriamail curio-city custmail cutey cyber-wizard cyberdude cybergal cyberservices cycledata
dailypioneer dallasmail dansegulvet darkfear darkforces data54 davegracey dayzers dbmail dbzmail
dcemail deacons deal-maker dearriba degoo delhimail deliveryman descriptivemail desertonline
desidrivers deskpilot despammed detik devils di-ve didamail differentmail digitaltrue diplomats
direccion director-general diri dirtythird discardmail disciples discofan disposable djmillenium
dmailman dnsmadeeasy doctor dodgeit dog-person doglover dogpeoplerule doityourself
domaindiscover domainmanager doneasy dopefiends doramail dores dostmail dot5hosting dotnow doubt
dr dr-dre draac dragonfans dreamstop dropzone dubaiwebcity dublin dustdevil dutchmail
dynamitemail e-hkma e-mailanywhere e-milio e-tapaal e-webtec earthalliance eastmail eastrolog
easy easy-pages easydoesit easypeasy echina eeism elsitio eltimon elvis elvisfan email email2me
emailacc emailaccount emailaddresses emailchoice emailfast emailgaul emailpinoy emailplanet
ematic embarqmail embroideryforums emptymail engineer england englandmail entusiastisk enusmail
envirocitizen epatra epomail eprompter eqqu eresmas escapeartist etllao europe europemail
euroseek euskalmail evafan execs execs2k expertrenovator expn expressivemail ezilon ezrs
ezsweeps facilmail faithhighway faithmail familymailbox familyroll fan fanaticos fanofbooks
fanofcomputers fanofcooking fanoftheweb faroweb farts fast-email fastem fastemailer fastermail
fastimap fastmessaging fastservice federalcontractors fedxmail feelingnaughty feelings ffanet
fiberia fieldmail filipinolinks financesource financier findmail firemyst flashmail fleetmail
flipcode floridagators fmailbox fmgirl fmguy fnmail focusedonprofits focusedonreturns footballer
fortuncity foxmail freeghana freeonline freepgs freeservers freeuk freewebemail freeyellow fudge
fun-greetings-jokes funkytimes fusemail futboladdict galaxyhit gamecocks gamerssolution games
gardener gawab gay gaymailbox geeklife genxemail geologist geopia germanymail getintobooks
glittergrrrls globalpinoy globalum globomail gmail go go-bama go-cavs go-chargers go-dawgs
go-gators go-hogs go-irish go-spartans go-tigers go2net goatrance goddess gohip golfemail
goliadtexas gonowmail gonuts4free googlemail goplay gospelcity gothicgirl gotmail gotomy govzone
grad graphic-designer gratisweb groupmail gtechnics guessmail guy gwalla haberx hackermail
hail2theskins haitisurf halejob hamptonroads handbag happemail happycounsel happyhippo hasakah
hateinthebox hawaii hedgeai heremail hilarious hiphopfan hispavista hitmanrecords hitthepuck
hockeyghiaccio hockeymail holapuravida homelocator homemail homenetmail homestead hong-kong-1
hongkong hopthu hot-shot hotbot hotcoolmail hotdak hotinbox hotpop hotvoice hour housemail
houseofhorrors howling hugkiss huhmail hullnumber humour hush hushmail huskies hutchcity
i-dig-movies i-france i-love-restaurants i-p i12 i2828 ibatam ibizdns icafe icestorm icloud icq
icqmail icrazy idigcomputers idigelectronics idigvideos idirect idncafe idunno4recipes ifrance
ihatenetscape ilike2helpothers ilike2invest ilike2workout ilikeelectronics ilikeworkingout
ilovehomeprojects iloveourteam iloveworkingout imailbox imap-mail in iname inbox incamail india
indiamail indiatimes infoapex infohq inmail24 innocent inorbit inoutbox instruction insurer
intelnett interblod interestedinthejob internet-e-mail internetegypt intimatefire intomotors
iobox ip3 ipermitmail iqemail iquebec iran irelandmail irow islandmama isonews2 isonfire ispey
israelmail italymail itelgua itloox itmom ivenus iwan-fals iwatchrealitytv iwon japan jaydemail
jazzemail job4u jojomail journalist joymail juanitabynum juno justmailz kaazoo kaixo
kalluritimes kalpoint kanoodle katamail keptprivate keromail kickboxing kidrock kimo kinkyemail
kissfans kittymail kiwitown koko kombud kool-things koreamail koreanmail krunis kukamail
kuronowish kyokodate lahaonline lancsmail latchess latinabarbie latinmail latinogreeks lawyer
lawyersmail lawyerzone lebanonatlas leesville legislator lemondrop letsjam levele liberomail
linkmaster linuxfreemail livedoor llandudno llangollen lobbyist london longhorns look looksmart
lotonazo louiskoo love2exercise love2workout loveable lovecat loveemail lovefantasysports
lovemail lovetoexercise lovingjesus lowrider lpemail luckymail luukku luvfishing luvgolfing
luvsoccer lycosmail mac machinecandy macmail madcrazy madonnafan madonno madrid mag2 magik-net
mail mail-center mail-central mail-me mail-page mail-x-change mail15 mail3000 mail333 mail4me
mail8 mailandftp mailandnews mailas mailasia mailbg mailblocks mailbolt mailbomb mailcan
mailcircuit maildozy mailfly mailftp mailhaven mailinator mailingweb mailisent mailite mailmight
mailnew mailops mailpanda mailpersonal mailroom mailru mailsurf mailvault majorgolfer
majorshopaholic majortechie maktoob malayalapathram mantrafreenet mantramail mantraonline
marchmail marketweighton masrawy mauimail mcom mcrmail me medicinatv meetingmall megarave
merseymail messagez metacrawler metalfan mexico mexicomail micro2media milmail mindless mindviz
minister mixmail ml2clan mlanime mmail mobsters mobstop modomail mofa moldova moldovacc monarchy
moomia moose-mail mosaicfx moscowmail motley motor-nut motormania movemail moviefan mrspender
mscold msn mundo-r munich music musicsites muslim muslimsonline mustangs mycabin mycapitalsmail
mycatiscool mycity mycommail mycool mydomain myeweb myfantasyteamrules myfastmail myfunnymail
mygamingconsoles myiris myjazzmail mykolab mymacmail mynet myopera myownemail mypersonalemail
myplace myrealbox myself myspace myteamisbest myway n2 n2business n2mail n2software nabble name
nameplanet nanaseaikawa nandomail naseej nastything nate national-champs naveganas naver nemra1
nenter nerdshack net-shopping net-surf net4jesus netbounce netbroadcaster netbusiness
netcourrier netexecutive netfingers netfirms netkushi netmongol netpiper netscape netsquare
nettaxi networld netzero neustreet newmail news-fanatic newspaperemail newspaperfan newyork
newyorkcity nfmail nicegal nightimeuk nightly nightmail ninfan noavar nocharge noemail nokiamail
nonomail nonpartisan noolhar nowzer ny nyc nycmail nz11 nzoomail oath oddpost odmail
offcolormail offshorewebmail oicexchange ole omaninfo onatoo ondikoi onebox onlinevideosrock
onlinewiz onobox openbg openforyou opentransfer operamail operationivy oplusnet optician oreka
orthodox oso ourbrisbane ourwest outgun oxfoot pacer pacific-ocean pacificwest paginasamarillas
pakistanmail pandawa pando paris parsimail parspage patmail pattayacitythailand pcbee pcpostal
pediatrician penguinmaster peoplepc peopleweb persian personales peru petlover petml petrofind
phunkybitches pigeonportal pikaguam pilu pimagop pinoymail pitbullmail planetaccess planetmail
planetout planetsmeg plasa playersodds playful pluno poetic pogowave polandmail polbox
politician pookmail poop poormail popmail poppymail popsmail popstar portafree portaldosalunos
portugalmail post postaccesslite postinbox potsmokersnet powdermail praize presidency priest
primetap primposta probemail profesional proinbox project420 promessage prontomail protestant
protonmail publicaccounting publicist puertoricowow punkass puppetweb q qlmail qq qrio
qualityservice qudsmail queerplaces quepasa quickwebmail r-o-o-t raakim racingseat radicalz
radiojobbank ragingbull raisingadaughter rallye-webmail ranmamail rapstar rapworld rastamall
ravearena ravemail ravermail razormail realbookfan realhealthnut realitytvnut reallyintomusic
realtravelfan realtyagent rebels reborn rediffmail rediffmailpro redskinscheer redskinsfamily
redskinsfancentral redskinshog redskinsrule redskinsspecialteams redskinsultimatefan
redwhitearmy reggaefan registerednurses reincarnate relapsecult relia religious remixer
repairman representative rescueteam revenue rexian rn roanokemail rochester-mail rock rockeros
rocketmail rocketship rockfan rockinghamgateway rojname rollin romance106fm rome romymichele
rpharmacist rushpost russiamail s-mail saabnet sacbeemail sacmail safe-mailbox safrica saintly
samerica sandiego sanfranmail sanook sanriotown sapibon saturnfans sbcglobal scientist
scotlandmail scoutmail scrapbookscrapbook seapole search417 seark sebil secure-jlnet seductive
sent sermix serverwench sesmail sexmagnet shadango she shuf siamlocalhost sify sina sinamail
sinanail singalongcenter singapore singmail sirindia sirunet sister sistersbrothers sizzling
sketchyfriends skins4life slamdunkfan slayerized slingshot smartstocks snakebite sneakemail
snoopymail snowboarding socamail sociologist sohu solidmail solution4u soon space spacetowns
spainmail spamex spartapiet specialoperations speed-racer spells spils spinfinder sportemail
spymac srbbs ssan ssl-mail stalag13 stampmail starbuzz stargate2 stargateatlantis
stargatefanclub stargatesg1 stargateu starmail starmedia starspath streetracing stribmail
student studmail subspacemail sugarray sunmail1 superbikeclub supereva supermailbox superposta
surfassistant surfguiden surimail swedenmail sweetwishes swift-mail swissmail switched syom
syriamail t-mail t2mail tabasheer talk21 talkcity tangmonkey tatanova tattoodesign taxcutadvice
tech-center techemail techie technologist teenchatnow tejary telebot telstra tempting tenchiclub
terrapins texascrossroads thai thaimail the-quickest the5thquarter theblackmarket thegame
thegamefanatic theinternetemail theplate theracetrack theserverbiz thewatercooler thirdage
thundermail tightmail timemail tkcity tlcfan todito todoperros toke tokyo toothandmail
toothfairy topchat topsurf toquedequeda torba torchmail torontomail total-techie totalfoodnut
totally-into-cooking totallyintobaseball totallyintobasketball totallyintocooking
totallyintofootball totallyintogolf totallyintohockey totallyintomusic totallyintoreading
totallyintosports totallyintotravel totalmail totalmoviefan totalsurf tough travel2newplaces
tripod-mail trmailbox tunome turbonett turkey tushmail tvchannelsurfer tvstar twc typemail
u2club u2tours ubbi uboot ugeek uk2net ulimit ultimateredskinsfan umpire unbounded
unitedemailsystems uole uolmail uomail uraniomail ureach usa usanetmail userbeam uymail uyuyuy
v-sexi v3mail velnet velocall vercorreo verizonmail verticalheaven videogamesrock vietmedia
virtual-mail visitmail visto vivelared vjtimail volkermord volunteeringisawesome vosforums vsnl
walla wallet wapda wapicode wappi wassup waterloo waumail wayintocomputers wazmail web2mail
webaddressbook webbworks webdream webemaillist webindia123 webjump webmails webmailv webname
webspawner webstation webtopmail weedmail weekonline weirdness whale-mail whatisthis whatmail
when whipmail whoever wild4music wildaboutelectronics wildcats wildmail winning winningteam
winwinhosting witelcom witty wolverines worker workingaroundthehouse workingonthehouse workmail
worldcrossing worldemail worldmedic wowmail wrestlezone writeme writesoon wrongmail wtonetwork
www xasa xfreehosting xmasmail xmsg xoom xpectmore xrea xsmail xzapmail y7mail ya yaho yahoomail
yam yapost yawmail yebox yehey yellow-jackets yenimail ymail yopmail your-mail yours yourwap
yyhmail z11 z6 ziplip zipmax zoho zohomail zonai zoomshare zubee zuvio zwallet zworg zybermail
zzn com.ar: aldeax arnet ciudad elforotv enterate infovia interlap keko onenet serga topmail uol
web-mail com.au: aussiemail lionsfan looksmart mbox start com.br: 8x bol brazilmail brfree
calcfacil email estadao globalsite ibest ieg ig osite plusmail ubbi uol urbi zipmail com.kh:
everyday com.lb: yalla com.mv: avasmail com.my: puppy com.pe: free com.ph: edsamail com.pk:
brain cyberaccess com.sg: singnet com.tr: mynet com.ua: gomail inet com.uy: adinet montevideo
consulcredit.it: www cougars.com: go cz: atlas bigboss c-box centrum e-mail email klikni
ladymail mail-box pipni post quick sendme seznam sweb de: 4xn 5x2 arcor auf-steroide aufdrogen
berlin besser-als-du brainsurfer chillaxer cww cyberkriminell emailn epost freemailen freemailn
freenet giga4u hildebrands hurra ist-der-mann ist-der-wahnsinn ist-genialer ist-schlauer
ist-supersexy mail mail-awu mails manager mega-schlau mxs mzgchaos nerd4life on-steroids
planet-school redseven server4free staatsterrorist super-gerissen t-online unendlich-schlau
unicum vip-client web will-keinen-spam worldonline zu-geil deacons.com: demon devils.com: blue
dk: ahaa alskens cybergirls cyberguys expressmail forum gjk jubii jubiipost mail mail-online
mailme mailserver mymail ofir sol topmail dores.com: go dyn.pl: bombka ednet.ns.ca: student
edu.ve: universia ee: hot mail starline es: cgac fut iespana infomail inicia orange ozu teleline
universia expart.ne.jp: post fi: iobox jippii netti sci suomi24 webinfo fm: f-m poczta fr:
compaqnet dotcom free freesbee freesurf indexa mailclub orange stade voila freemail.com.br:
profession gamecocks.com: go ge: inbox posta wanex globalsite.com.br: freemail goo.ne.jp: mail
gr: mail mailbox vip hk: 8u8 hm: america hr: net hu: 6210 7110 alvilag c3 citromail csucsposta
freestart intermail mailbox r320 wap huskies.com: go ie: dublin online info: blida kotaksuratku
nabeul oued reallyfast safat yamal io: qatar ir: arab denmark egypt icq iraq ire ireland irr jpg
ksa kuwait london paltalk spain sweden tokyo is: ice it: 3000 alice aruba centoper cercaziende
ciaoweb cybernet dadanet dott email entryweb fastwebmail freeweb globalfree go4 ignazio infinito
interfree inwind iol jumpy kataweb klik leonardo libero postino superdada supereva tim tin
tiscalinet unofree virgilio wooow jo: orange kg: aknet freenet lawguru.com: mail longhorns.com:
go lu: email internet lv: 5005 apollo atl bmx cc delfi dino e-apollo eclub eriga fit human inbox
loveis sexriga sos tvnet lviv.ua: email ma: menara martina-franca.ta.it: majorana md: mail
ournet me: 5x2 rbox mn: mail mobimail unimail ms: mailservice mu: myt mustangs.com: go nc:
lagoon ne.jp: anet net: 123box 1stpd 263 3xl 444 4email 8848 8m a-teens access4less acmemail
airpost alburaq allmail animail anunciador appraiser approvers arrl att auctioneer bakpaka
bancora barlick bartender belizemail bellair bellsouth bigmailbox bigmir bikerheaven bip
blackcity blackglobalnetwork blink182 bonbon brasilia brujula butch-femme cadinfo car-nut
carioca caxess centurylink charter chef ciphercom close2you clovermail comcast computer
computermail congiu connect4free contractor coolmail coolsite cooperation corporation cosmosurf
coxinet crazyaboutfilms criticalpath crosspaths crosswinds cwazy cymail dabsol dada darkhorsefan
daum dcsi dexara dhmail discoverymail disinfo dragoncon drakmail earthling ecplaza egypt eircom
ekolay emailcorner emailengine emailgroups emailhut emailuser enel enelpunto epix euromail
everymail everyone fadrasha familysafeweb fan fastmailbox fawz fepg fireman fiscal freemuslim
freeola freeuk frontiernet fsmail ftml gala gamebox gaza gazabo gci gdi glendale globetrotter
gorontalo graffiti grapemail greenmail guate hailmail hairdresser hanmail heesun homosexual
hosanna hotfire humanoid iespalomeras ilse in-box in2autos inbox infosat instructor
internetemails internetmailing irangate iscool ismart isp9 ixp jetemail jingjo justemail
kyokofukada lamalla laposte leehom leonlai lexpress libertysurf libre loggain lolnetwork loteria
lucky7lotto lv-inter madeniggaz mag-spam mail-atlas mailc mailclub mailforce mailglobal mailsent
mailsnare mailup malayalamtelevision manlymail marillion mesra miaoweb milacamn ml1 modemnet
musician mygrande myotw nativeweb netcape netposta netscape netzero newmail nospammail null
oceanfree ocsnet ohne-drogen-gehts oleco olympist ongc organizer orgio orthodontist ourprofile
ownmail paidoffers photographer phreaker physicist pinkcity pisem planetmail pmail postiloota
postpro programmer prolife provincial qsl radiologist ratedx realemail realitytvaddict recife
recme ritmes royal rxpost safe-mail salesperson samilan sayhi scfn secretary secretservices
siamnow slo slomusic snail-mail sndt socialworker softhome songwriter speedpost speedymail spray
srilankan sudanmail sunbella sunpoint sunuweb superintendents surf3 surfsupnet surfy surgical
swissmail teamster telefonica telinco telkom telpage telusplanet tfz thaimail the-fastest
theoffice thepostmaster therapist thinkpost tinati tmicha totonline toughguy trevas triton uk2
ukr ukrpost universiabrasil veryspeedy vfemail vipsohu virgin vsnl warpmail wearab webtribe
webtv who wurtele x-mail xmail xuite yeah yellowstone yepmail yifan zona-andina zoneview net.ar:
do williams net.br: correios net.co: universia net.gt: intelnet net.mx: universia net.nz: free
orcon net.ve: t-net nl: adres freeaccess freehosting freeler freesurf hetnet ilse mailmij
marijuana rt web zeeman zonnet no: frisurf getmail spray start no.net: home nu: email loggain
sverige ok.com: newmail or.cr: acceso or.id: gemari or.jp: infomart org: 123mail altbox
balochistan beehive blumail btcc butch-femme calcware catholic christianmail clubmember
collector cyberunlimited deadlymob delajaonline dontexist dserver dyndns ecn elitemail
emailengine emailplus esde-s fadrasha fast-mail forsythmissouri fuelie glay graduate greatautos
hingis imapmail imel induquimica internet-mail jadida kabissa letterbox letterboxes lightwines
linuxmail mail mail-jp mailingaddress mailworks musician nervhq oued saint-mike schweiz siraj
so-simple soulja-beatz soundvillage speedymail starmail suisse svizzera swissinfo switzerland
teachers troamail ummah vitalogy org.br: damuc org.mx: conevyt org.ua: a company outblaze.com:
mr pf: mail ph: e-mail ph.inter.net: mymail pl: gazeta interia jedrzejow o2 odeon onet orange
post sciaga tlen wp wprost pr: universia pt: aeiou clix iol luso lusoweb mail megamail net4b
netcabo oninet portugalmail sapo universal universia zmail qq.com: vip rebels.com: go ro: 141
apropo black-sea bumerang clujnapoca email emoka go home k kolozsvar marihuana mymail personal
printesamargareta real rol ru: au coolmail ertelecom female go hotbox id imail inbox kmtn land
mail male narod newmail nightmail ok online pobox pochta pochtamt pop3 rambler rbcmail ru
sendmail smtp ya zmail scientist.com: mad se: altavista home spray tjohoo trav si: email
sina.com: vip sk: atlas azet centrum inmail lmxmail mailbox miesto pobox post zoznam sn:
sunumail so: danneben ist-echt istecht kann muss scheint sohu.com: vip sohu.net: vip st: fea mm
te.pt: educacao jovem terrapins.com: go tg: hayahaya tom.com: vip tv: hebron kuwaiti mansoura
muscat tw: 8u8 ua: ukrpost uk: mail unipar.br: alunos us: 2net ajman bestmail fastemail fujairah
h-mail mail-on pc4me safat usa.com: alabama alaska arizona arkansas california colorado
connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky
louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska
nevada newhampshire newjersey newmexico newyork northcarolina northdakota ohio oklahoma oregon
pennsylvania rhodeisland southcarolina southdakota tennessee texas utah vermont virginia
washington westvirginia wisconsin wyoming vn: saigonnet vnn wildcats.com: go wolverines.com: go
ws: ahsa ajman arar fujairah irbid lubnan mascara muscat omani pakistani palmyra safat sfax
tombstone yahoo.co.jp: mail yellow-jackets.com: go za.com: 5fm
"""
# end: tools/build_hosts.py

# What follows the first label of a domain, a colon, the labels it follows; and so on.
_LABELS = f" {' '.join(_LISTED.split())} "


def freemail(domain: str) -> Literal["core", "listed"] | None:
    """Whether a domain hands out mailboxes: `core` for certain, `listed` by a long list.

    Case and a trailing dot do not count; a subdomain is another domain.
    """
    domain = domain.lower().removesuffix(".")
    label, _, rest = domain.partition(".")
    if not rest or domain.split(None, 1) != [domain]:
        return None
    if domain in _CORE or rest in _WORLDWIDE.get(label, ()):
        return "core"
    if _is_listed(label, rest) or _is_wildcard(domain, label, rest):
        return "listed"
    return None


def _is_listed(label: str, rest: str) -> bool:
    """Whether the long list has `label` before `rest`."""
    at = _LABELS.find(f" {rest}: ")
    if at < 0 or ":" in rest:
        return False
    at += len(rest) + 2
    following = _LABELS.find(":", at)
    return _LABELS.find(f" {label} ", at, following if following >= 0 else None) >= 0


def _is_wildcard(domain: str, label: str, rest: str) -> bool:
    """Whether one of SpamAssassin's wildcards covers a domain."""
    if domain.endswith(_SUBDOMAINS_OF):
        return any(domain.endswith(f".{parent}") for parent in _SUBDOMAINS_OF)
    first, dot, second = rest.partition(".")
    if label in _ANY_SUFFIX and not dot:
        return True
    if label == "freemail" and "." not in second:
        return True
    if label in _ANY_COUNTRY and (not dot or (first.startswith("co") and "." not in second)):
        return True
    return (label.startswith("mail2") and rest == "com") or (
        label.startswith("ms") and rest == "hinet.net"
    )
