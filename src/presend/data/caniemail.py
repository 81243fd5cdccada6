"""What mail clients support of CSS, HTML and image formats: a feature in, its record out.

A column is one app or webmail; a set of columns is an int with a bit for each. Of the several
versions of a client that were tested only the newest counts. Two kinds of record are not about
the client but about whose account it shows, and are counted as for the client's own accounts:
what Gmail's apps do only for other providers' accounts is not supported, and what they or
others do for all but some other provider's accounts is supported.

Source: caniemail.com, by way of npm caniemail 2.0.2 (data of 2026-05-13). Licence: MIT,
copyright Rémi Parmentier. The tables are written by tools/build_caniemail.py.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

DATE = "2026-05-13"
"""The day of the data."""

# family, its name, and its columns: the name of a client and how it is told from the others
_FAMILIES = """
gmail; Gmail; gmail-web=web; gmail-mobile-web=-mobile web; gmail-ios=iOS; gmail-android=Android
outlook; Outlook; outlook-ios=iOS; outlook-android=Android; outlook-windows=Windows;
 outlook-macos=macOS; outlook-com=web; windows-mail=-Windows Mail
apple-mail; Apple Mail; apple-mail-ios=iOS; apple-mail-macos=macOS
yahoo; Yahoo; yahoo-web=web; yahoo-ios=iOS; yahoo-android=Android
aol; AOL; aol-web=web; aol-ios=iOS; aol-android=Android
samsung-email; Samsung Email; samsung-email=Android
thunderbird; Thunderbird; thunderbird-windows=Windows; thunderbird-macos=macOS
fastmail; Fastmail; fastmail=web
free-fr; Free.fr; free-fr=web
gmx; GMX; gmx-web=web; gmx-ios=iOS; gmx-android=Android
hey; HEY; hey=web
ionos-1and1; 1&1; ionos-1and1-web=web; ionos-1and1-android=Android
laposte; LaPoste.net; laposte-web=web; laposte-ios=iOS; laposte-android=Android
mail-ru; Mail.ru; mail-ru=web
orange; Orange; orange-web=web; orange-ios=iOS; orange-android=Android
protonmail; ProtonMail; protonmail-web=web; protonmail-ios=iOS; protonmail-android=Android
rainloop; RainLoop; rainloop=web
sfr; SFR; sfr-web=web; sfr-ios=iOS; sfr-android=Android
t-online-de; T-online.de; t-online-de=web
web-de; WEB.DE; web-de-web=web; web-de-ios=iOS; web-de-android=Android
wp-pl; WP.pl; wp-pl=web"""

# slug, day of the last test, and a letter for each column: y, n, a (in part), - (not known)
_FEATURES = """
amp 2020-03-31 ynyynnnnnnnnyyynnnn-nnnnnnnnnn--ynnnnnn-nnnnnnn-
bimi 2022-12-29 ynyynnnnnnyyyyynnnn-nynn--n--y--nnnnnnn-nnnn----
css-accent-color 2023-12-19 nnnnnnnnnnyynnnnnny--n----y-----ynnnnnn-ynn-----
css-align-items 2023-12-19 nnnnyynyynyynnnnnny-yy-nyyyyyy--ynnnyyy-yyy-nyy-
css-animation 2026-04-07 nnnnnnnnnnyynnnnnny-ny-nyyyaya--nnnnnnn-ann-nyy-
css-aspect-ratio 2023-12-19 nnnnnnnnnnyynnnnnnn-nn-nyyyyyy--ynnnyyy-yyy-nyy-
css-at-font-face 2023-12-19 nnnnnnannnyynnnnnny-yn-nynyynn--nnnnnny-nnn-nyn-
css-at-import 2019-02-28 nnnnnnynnyyynnnnnnn-nn-nynyynn--nnnnnny-nnn-nynn
css-at-keyframes 2021-05-25 nnnnnnnnnnyyynnynny-yy-nyyyayn--nnnnnnn-nnn-nyy-
css-at-media 2023-12-13 anaaaanaanyyaaaaaay-ny-yyyyyyn--ayyyaay-nnn-yyy-
css-at-media-device-pixel-ratio 2019-08-20 nnnnyynyynyynnnnnny-ny-nyyyyyn--nyyynny-nnn-nyy-
css-at-media-hover 2022-08-29 nnnnyynyynyynnnnnny----------n--n---yyy-nnn-----
css-at-media-orientation 2019-08-20 ynnyyynyynaynnnnnny-ny-yyyyyyn--yyyynnn-nnn-yyy-
css-at-media-prefers-color-scheme 2023-03-08 nnnnyynyynyynnnnnny-nyynyynyyn--nyyynnn-nnnnnyy-
css-at-media-prefers-reduced-motion 2021-02-20 nnnnyynyynyynnnnnny-nn-nyyyyyn--nyyyaaa-ynn-nyy-
css-at-supports 2020-05-25 nnnnnnnnnnyyyyyyyyy-nn-nyyyyyn--nyyynny-nnn-nyy-
css-backdrop-filter 2024-01-17 nnnnnnnynnyynnnnnny----n--------y-n-yyy-yyy-n---
css-background 2023-07-24 yyyyyyayyayyaaaaaay-yy-ayyyyyy--yaaayyy-yyy-ayy-
css-background-blend-mode 2019-02-28 ynyyyynyynyynnnnnny-yy-nyyyyyy--ynnnyyy-yyy-nyy-
css-background-clip 2019-02-28 ynyyyynyynyynnnnnny-yy-nyyyyyy--ynnnyyy-yyy-nyy-
css-background-color 2019-02-28 yyyyyyyyyyyyyyyyyyy-yy-ayyyyyy--yaaayyy-yyy-ayy-
css-background-image 2023-07-24 yyyyyynyynyyaaaaaay-yynayyyyyy--yyyyyyy-yyynayy-
css-background-origin 2019-02-28 ynaayynyynyynnnnnny-yy-nyyyyyy--ynnnyyy-yyy-nyy-
css-background-position 2019-02-28 yyyyyynyynyyyyyyyyy-yy-ayyyyyy--yyyyyyy-yyy-ayy-
css-background-repeat 2019-02-28 yyyyyynyynyyyyyyyyy-yy-ayyyyyy--yyyyyyy-yyy-ayy-
css-background-size 2019-02-28 ynyyyynyynyyyyyyyyy-yy-nyyyyyy--ynnnyyy-yyy-nyy-
css-block-inline-size 2022-07-14 nnnnnnnnnnyynnnnnny-yy-nyyyyyy--ynn-yyy-yy--nyy-
css-border 2021-07-22 yyyyyyayyayyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
css-border-collapse 2023-12-20 yyyyyyyyyyyyyyyyyyy-y--y--------y---yyy-yyy-y---
css-border-image 2019-02-28 nnnnnnnnnnyynnnnnny-yy-nyyyyyy--ynnnyyy-yyy-nyy-
css-border-inline-block 2022-07-13 nnnnnnnnnnyynnnnnnn----nyy-yy---y---yyy-yyy-nyy-
css-border-inline-block-individual 2022-07-14 nnnnnnnnnnyynnnnnna----nyy-yy---y---yyy-yyy-nyy-
css-border-inline-block-longhand 2022-07-14 nnnnnnnnnnyynnnnnny----nyy-yy---y---yyy-yyy-nyy-
css-border-radius 2021-03-09 yyyyyynyynyyaaaaaay-yy-nyyyyyy--ynnnyyy-yyy-nyy-
css-border-radius-logical 2022-08-16 nnnnnnnnnnyynnnnnnn-------------y---yyy-yyy-----
css-border-spacing 2023-12-20 yyyyyynnynyyyyyyyyy-y--y--------y---yyy-yyy-y---
css-box-shadow 2023-12-20 nnnnyynyynyynnnnnny-yy-nyyyyyy--ynnnyyy-yyy-nyy-
css-box-sizing 2019-02-28 ynyyyynyynyynnnnnny-yy-yyyyyyy--ynnnyyy-yyy-yyy-
css-caption-side 2021-05-13 yyyyyynyynyyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
css-clear 2024-09-06 y-yayan-ynyyaaaaaay----a--------y---yyy-----a---
css-clip-path 2021-03-09 nnnnnnnnnnyynnnnnny-yy-nyyyyyy--annnyyy-yyy-nyy-
css-color-scheme 2023-09-18 nnnnnnnnn-yynnnnnny-yn-n--n-----n---ynn-anynn---
css-column-count 2019-02-28 ynyyyynyynyynnnnnny-yy-nyyyyyy--yyyyyyy-yyy-nyy-
css-column-layout-properties 2022-08-02 yyyyyynyynyynnnnnny-yy----y-----y---yyy-yyy-----
css-comments 2024-04-25 yayyyyyyyyyyyaayaay-y--n-----a--annnyyy-aaa-n---
css-conic-gradient 2023-01-02 nnnnnnnnnnyynnnnnny-yyn---y--y--ynnnyyy-yyyy----
css-cursor 2025-07-02 nnnnnn-nn-naana-----y--any----------a-----------
css-direction 2021-10-05 yayyyyyyyyyyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
css-display 2021-12-01 yyyyyyayyayyaaaaaay-ya-ayyyyyy--yaaayyy-yyy-ayy-
css-display-flex 2021-11-02 yyyyyynyynyyyyyyyyy-yy-nyyyyyy--ynnnyyy-yyy-nyy-
css-display-grid 2019-02-28 yyyyyynyynyyyyyyyyy-yy-nyyyyyy--ynnnyyy-yyy-nyy-
css-display-none 2019-02-28 ynyyyyayyayyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
css-empty-cells 2024-08-23 y-yyyynyynyyynnynny-------------n---yyy---------
css-filter 2024-01-03 nnnnnnnnnnyynnnnnny-yn-nyyyyyy--annnyyy-yyy-nyy-
css-flex-direction 2023-01-17 nnnnynnyynyynnnnnny-yy-nyyyyyy--ynnnyyy-yyy-nyy-
css-flex-wrap 2023-01-16 nnnnyynyynyynnnnnny-yy-nyyyyyy--ynnnyyy-yyy-nyy-
css-float 2024-05-08 yyaayynyynyyaaaaaay-yy-ayyyyyy--yyyyyyy-yyy-ayy-
css-font 2019-02-28 yyyyyyyyyyyyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
css-font-kerning 2022-08-01 yyyyyynyy-yynnnn--y-y-yn--------n---yyy-y--n----
css-font-size 2024-02-28 yyyyyyayyayyaaaaaaa-y--a--------y---yyy-----a---
css-font-size-adjust 2026-04-16 yyyyyynyynyyaaa-----y--ayy------y---yyy-----a---
css-font-stretch 2023-09-23 yyynynnyy-yynnnnn-n-y-----------y---yy--yyn-----
css-font-weight 2022-06-23 yyyyyyayyayyaaaaaay-yy-yyyyyyy--yayyyyy-yyy-yyy-
css-function-clamp 2021-05-07 yyyynnnnnnyynnnnnny-yn-nyyyyyy--ynnnyyy-yyy-nyy-
css-function-light-dark 2024-08-14 nnnnn-nnnnyynn-nn-y-y-nn--a--a--ann-ay--aa-a----
css-function-max 2021-05-07 yyyynnnnnnyynnnnnny-yn-nyyyyyy--ynnnyyy-yyy-nyy-
css-function-min 2021-05-07 yyyynnnnnnyynnnnnny-yn-nyyyyyy--ynnnyyy-yyy-nyy-
css-gap 2022-12-28 anaaaanaanyynnnnnny-yayn--y--y--ynnnyyy-yyyy----
css-grid-template 2023-01-09 nnnnnnnnnnyynnnnnny-ynyn--y--y--ynnnyyy-yyyy----
css-height 2019-09-27 yyyyyyayyyyynnnnnny-yy-yyyyyyy--yyyyyyy-yyy-yyy-
css-hyphenate-character 2024-06-19 nnnnnnnnnnyynnnnnny----n--------a---yyy-----n---
css-hyphenate-limit-chars 2024-08-08 nnnnnnnnnnnnnnnnnnn-n--n--------y-----------n---
css-hyphens 2022-08-03 n-nnnnnnnnyynnnn--y-------------y-------yyy-----
css-important 2021-11-30 aaaayyayyayyaaaaaay-yy-nyyyyyy--ynnnaaa-yaa-nyyn
css-inert-attribute 2026-04-16 nnnnnnnnnnyynnnnnny-----------------------------
css-inline-size 2019-02-28 nnnnnnnnnnnnnnnnnny-yn-nyyyyyy--ynyyyyy-yyy-nyy-
css-inset 2024-05-29 nnnnnnnnnnyynnnnnnn-y--n--------n-----------n---
css-intrinsic-size 2022-12-31 yyyyaanyynyynnnnnnn-yy----y--y--ynnnyyy-yyy-----
css-justify-content 2021-03-09 nnnnyynyynyynnnnnny-yy-nyyyyyy--ynnnyyy-yyy-nyy-
css-left-right-top-bottom 2021-05-16 nnnnyynyynyynnnnnna-yy-yyyyyyy--ayyyyyy-yyy-yyy-
css-letter-spacing 2020-01-19 yyyyyyayyayyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
css-line-height 2021-10-02 yyyyyyayyayyyyyyyyy-yy-yyyyyyy--yyaayyy-yyy-yyy-
css-linear-gradient 2021-12-29 yyyannnnnnyynnnnnny-yyynyyyyyy--ynnnyyy-yyyynyy-
css-list-style 2020-04-20 aaaayyaayayyaaaaaay-yy-yyyyyyy--yyyyayn-yyy-yyy-
css-list-style-image 2020-04-20 nnnnnnnnnnyynnnnnny-yy-yyyyyyy--ynyynyn-yyy-yyy-
css-list-style-position 2020-04-20 yyyyyynyynyyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
css-list-style-type 2020-04-20 yyyyyyyyyyyyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
css-margin 2019-10-01 aaaaaaaaaayyaaaaaay-yy-yyyyyyy--ayyyyyy-yyy-yyy-
css-margin-block-start-end 2022-07-13 nnnnnnnnnnyynnnnnny----nyy-yy---y---yyy-----nyy-
css-margin-inline-block 2022-07-12 nnnnnnnnnnyynnnnnnn-yy-nyyyyyy--yyyyyyy-yyy-nyy-
css-margin-inline-start-end 2022-07-13 nnnnnnnnnnyynnnnnny----nyy-yy---y---yyy-----nyy-
css-mask-image 2024-11-27 nnnnnnnynnyynnnnnny----n--------y-----------n---
css-max-block-size 2022-09-01 n-nnynnnnnyynnnn--y-------------y---yyy---------
css-max-height 2021-11-29 yyyyyynyynyyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
css-max-inline-size 2024-05-31 nnnnnnnnnnyynnnnnny----n--------y---yyy-----n---
css-max-width 2019-08-02 yyyyyyayyayyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
css-min-block-size 2024-05-31 nnnnnnnnnnyynnnnnny----n--------y---yyy-----n---
css-min-height 2021-11-29 yyyyyynyynyyyyyyyyy-yy-yyyyyyy--yyyyyny-yny-yyy-
css-min-inline-size 2022-08-30 nnnnynnnnnyynnnn--y-------------y---yyy---------
css-min-width 2021-11-29 yyyyyynyynyyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
css-mix-blend-mode 2020-12-12 ynyyyynyynyynnnnnny-yn-nyyyyyy--ynnnyyy-yyy-nyy-
css-modern-color 2023-01-18 nnnnnnnnn-yynnnnnnn-ny----y-----y---yyn---------
css-nesting 2023-08-31 nnnnnnnnnnyannnn--y-y-----------naa-yaa-an------
css-object-fit 2021-07-15 ynyyyynyynyynnnnnny-yy-nyyyyyy--ynnnyyy-yyy-nyy-
css-object-position 2021-07-15 ynyyyynyynyynnnnnny-yy-nyyyyyy--ynnnyyy-yyy-nyy-
css-opacity 2019-02-28 ynyyyynyynyyyyynnny-yy-nyyyyyy--nnnnyyy-yyy-nyy-
css-orphans 2024-06-13 nnnnyynyynyynnnnnny----n--------y---yyy-----n---
css-outline 2022-03-17 yyyyyynyynyyyyyyyyy-yyyyyyyyyy--ynnnyyy-yyyyyyy-
css-outline-offset 2022-12-26 nnnnnnnnnnyynnnnnny-yyyn--y--y--ynnnyyy-yyyy----
css-overflow 2025-05-27 aaaaaanaanaaaaaaaaa-yy-aaayyyy--aayyaaa-yyy-aaa-
css-overflow-wrap 2022-08-03 n-nnnnnnnnaannnn--y-------------y---------------
css-padding 2019-07-25 yyyyyyayyayyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
css-padding-block-start-end 2022-07-13 nnnnnnnnnnyynnnnnny----nyy-yy---y---yyy-----nyy-
css-padding-inline-block 2022-07-13 nnnnnnnnnnyynnnnnnn----nyy-yy---y---yyy-----nyy-
css-padding-inline-start-end 2022-07-13 nnnnnnnnnnyynnnnnny----nyy-yy---y---yyy-----nyy-
css-position 2021-05-16 nnnnnanaanaaaaaaaaa-ya-yyyayya--naaayyy-aaa-yyy-
css-pseudo-class-active 2019-10-28 nnnnnynaannayyyynyn-yy-yyyyyyn--nynyyyy-nnn-yyy-
css-pseudo-class-checked 2020-03-10 nnnnaanaanyyyyyyyyy-yy-nynnnnn--nnnnnnn-nnn-nyn-
css-pseudo-class-default 2026-02-05 nnnnyynyanyyyyyyyy--y--nyn------y---nnn----nn---
css-pseudo-class-first-child 2019-10-16 nnnnyynaanyyyyyyyyy-yy-yyyyyyn--nyyynny-nnn-yyy-
css-pseudo-class-first-of-type 2019-10-16 nnnnyynaanyyyyyyyyy-yy-nyyyyyn--nyyynny-nnn-nyy-
css-pseudo-class-focus 2019-10-28 nnnnnynaannyyyyynyy-yy-yynyynn--nynyyyy-nnn-yyn-
css-pseudo-class-focus-visible 2026-04-14 nnnn-anaa--yy-yy-yy-----------------------------
css-pseudo-class-focus-within 2026-04-14 nnnn-anan--yy-yy-yy-----------------------------
css-pseudo-class-has 2022-03-15 nnnnnnnnnnyynnnnnny-ny-nyyyyyn--nynnyyn-nnn-nyy-
css-pseudo-class-hover 2019-10-23 ynnynynaanyyyyyynyy-yy-nyyyyyn--nyyyyyy-nnn-nyy-
css-pseudo-class-lang 2022-07-12 nnnnyynnnnyynnnnnny----------n--n---yyy-n-------
css-pseudo-class-last-child 2019-10-19 nnnnyynaanyyyyyyyyy-yy-yyyyyyn--nyyynny-nnn-yyy-
css-pseudo-class-last-of-type 2019-10-19 nnnnyynaanyyyyyyyyy-yy-nyyyyyn--nyyynny-nnn-nyy-
css-pseudo-class-link 2019-10-23 nnnnyyyaayyyyyyyyyy-yy-yyyyyyn--nyyynny-nnn-yyy-
css-pseudo-class-not 2019-10-23 nnnnnnnnnnyynnnnnny-yy-nyyyyyn--nyyynny-nnn-nyy-
css-pseudo-class-nth-child 2019-10-19 nnnnnnnnnnyynnnnnny-yy-nyyyyyn--nyyynny-nnn-nyy-
css-pseudo-class-nth-last-child 2019-10-19 nnnnnnnnnnyynnnnnny-yy-nyyyyyn--nyyynny-nnn-nyy-
css-pseudo-class-nth-last-of-type 2019-10-19 nnnnnnnnnnyynnnnnny-yy-nyyyyyn--nyyynnn-nnn-nyy-
css-pseudo-class-nth-of-type 2019-10-19 nnnnnnnnnnyynnnnnny-yy-nyyyyyn--nyyynnn-nnn-nyy-
css-pseudo-class-only-child 2019-10-19 nnnnyynaanyyyyyyyyy-yy-yyyyyyn--nyyynny-nnn-yyy-
css-pseudo-class-only-of-type 2019-10-19 nnnnyynaanyyyyyyyyy-yy-yyyyyyn--nyyynny-nnn-yyy-
css-pseudo-class-target 2019-10-28 nnnnyynaannnyyyynyy-yn-yynnnnn--nnnynny-nnn-yyn-
css-pseudo-class-visited 2019-10-28 nnnnyynaannnyyyynyn-yy-ynnyynn--nynnnnn-nnn-ynn-
css-pseudo-element-after 2020-05-21 nnnnannaanyynnnnnny-yy-nyyyyyn--nnnnnny-nnn-nyy-
css-pseudo-element-before 2020-05-21 nnnnannaanyynnnnnny-yy-nyyyyyn--nnnnnny-nnn-nyy-
css-pseudo-element-first-letter 2020-05-21 nnnnannaanyyyyyyyyy-yy-yyyyyyn--nyynnny-nnn-yyy-
css-pseudo-element-first-line 2020-05-21 nnnnannaanyyyyyyyyy-yy-yyyyyyn--nyynnny-nnn-yyy-
css-pseudo-element-marker 2022-12-28 nnnnnnnnnnyyyyyyyyy-yy----y--n--nyynyyn-nnn-----
css-pseudo-element-placeholder 2020-05-21 nnnnannaanyyyyyyyyy-yy-nynnnnn--nnnnnnn-nnn-nyn-
css-radial-gradient 2021-12-29 yyyannnnnnyynnnnnny-yyynyyyyyy--yyyyyyy-yyyynyy-
css-resize 2024-01-17 n-nnnnnnnnnannnnnny----nn-------y-n--n---n--nn--
css-rgb 2021-05-14 aaaayyayyayyaaaaaay-yy-ayyyyyy--yaaayyy-yyy-ayy-
css-rgba 2021-05-14 aaaayynyynyyaaaaaay-yy-nyyyyyy--ynnnyyy-yyy-nyy-
css-scroll-snap 2023-02-27 nnnnnnnnnnyynnnnnny-yn----y--y--ynnnyyy-yyy-----
css-selector-adjacent-sibling 2020-03-11 ynyyyynyynyyyyyyyyy-yy-ayyyyyy--yyyynny-ynn-ayy-
css-selector-attribute 2020-12-15 anaaaanaanyyaaaaaay-yy-nyyynyy--ayyynnn-ynn-nyy-
css-selector-chaining 2019-10-13 ynyyyynynnyyyyyyyyy-yy-ayyyyyy--yyyynny-ynn-ayy-
css-selector-child 2019-10-13 ynyyyynyynyyyyyyyyy-yy-nyyyyyy--ynyynny-ynn-nyy-
css-selector-class 2019-10-13 ynyyyyyyyyyyyyyyyyy-yy-yyyyyyy--yyyynny-ynn-yyy-
css-selector-descendant 2019-10-13 ynyyyyyyyyyyyyyyyyy-yy-ayyyyyy--yyyynny-ynn-ayy-
css-selector-general-sibling 2020-03-11 ynyyyynyynyyyyyyyyy-yy-nyyyyyy--yyyynny-ynn-nyy-
css-selector-grouping 2019-10-13 ynyyyyyyyyyyyyyyyyy-yy-ayyyyyy--yyyynny-ynn-ayy-
css-selector-id 2019-10-13 ynyyyyyyyyyyyyyyyyy-yy-yyyynyy--yyyynny-ynn-yyy-
css-selector-type 2019-10-13 ynyyyyyyyyyyyyyyyyy-yy-nyyyyyy--yyyynny-ynn-nyy-
css-selector-universal 2019-10-13 ynyyyynyynyyyyyyyyy-yy-yyyyyyy--nyyynny-ynn-yyy-
css-shape-margin 2024-03-13 nnnnnnnynnyynnnnnny-y-----------y---------------
css-shape-outside 2024-02-28 nnnnnnnynnyynnnnnny-y-----------y---------------
css-sytem-ui 2022-12-30 yyyayanyynyyyyayyaa-ay-y--y--y--yyyayya-yyay----
css-tab-size 2022-07-21 n-nnynnyynyynnnn--y----nyn-yn---n---yyy-----nyn-
css-table-layout 2022-07-20 y-yyyynnynyyyyyy--y-------------y---yyy---------
css-text-align 2025-11-14 yayayaayyayyaaaaaaa-yy-ayyyyyy--yaaayyy-yyy-ayy-
css-text-align-last 2022-08-31 yyyynnnnn-yynnnn--y---y---------y---yyy----y----
css-text-decoration 2019-02-28 yyyyyyayyayyyyyyyyy-yy-aayyyyy--yynyyny-yny-aay-
css-text-decoration-color 2020-04-30 ynyyyynyynyyyyyyyyy-yy-nyyyyyy--ynyyyyy-yyy-nyy-
css-text-decoration-line 2023-12-06 yyyyyynyynyyyyyyyny-y--n--------y---yyy-----n---
css-text-decoration-skip-ink 2023-12-08 nnnnnnnnnnyynnnnnny-yy-n--y--y--ynn-yyy-y---n---
css-text-decoration-style 2023-12-06 yyyyyynyynyyyyyyyny-y--n--------y---yyy-----n---
css-text-decoration-thickness 2023-01-16 nnnnnnnnnnyynnnnnny-yy-nyyyyyy--ynynyyy-yyn-nyy-
css-text-emphasis 2022-07-07 ynynynnyynyynnnnnnn----nyy-yy---y---yyy-----nyy-
css-text-emphasis-position 2022-07-07 nnnnnnnynnyynnnnnnn----nyy-yy---y---yyy-----nyy-
css-text-indent 2021-01-31 aaaayyyyyyyyaaaaaay-yy-yyyyyyy--ayyyayy-yyy-yyy-
css-text-justify 2024-04-17 aannnnanannnannnnnn----a--------a---any-----n---
css-text-orientation 2023-12-08 yyyyyynyynyynnnnnny-y--n--------y---yyy-----n---
css-text-overflow 2019-02-28 yyyyyynyynyynnnnnnn-yy-nyyyyyy--ynyyyyy-yyy-nyy-
css-text-shadow 2019-02-28 nnnnnnnnnnyyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
css-text-transform 2021-09-19 yyyyyyayyayyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
css-text-underline-offset 2023-01-16 nnnnnnnnnnyynnnnnny-yy-nyyyyyy--ynynyyy-yyn-nyy-
css-text-underline-position 2023-12-08 yyayaynnynaannnnnny-y--n--------y---yyy-----n---
css-text-wrap 2024-04-03 nnnnnnnnnnyynnnnnny----n--------y---yyy-----n---
css-transform 2019-02-28 nnnnnnnnnnyynnnnnny-yy-nyyyyyy--nnnnyyy-yyy-nyy-
css-transition 2024-03-29 nnnnnnnnnnyyaaaaaay-yyy---a--y--ynnnyn--ynn-----
css-unit-calc 2020-02-25 yyyynnnnnnyynnnnnnyyyy-nyyyyyy--ynnnyyy-yyy-nyy-
css-unit-ch 2020-02-25 yyyyyynyynyynnnnnnyyyy-nyyyyyy--ynnnyyy-yyy-nyy-
css-unit-cm 2020-02-25 yyyyyyyyyyyyyyyyyyyyyy-yyyyyyy--yyyyyyy-yyy-yyy-
css-unit-em 2020-02-25 yyyyyyyyyyyyyyyyyyyyyy-yyyyyyy--yyyyyyy-yyy-yyy-
css-unit-ex 2020-02-25 yyyyyyyyyyyyyyyyyyyyyy-yyyyyyy--yyyyyyy-yyy-yyy-
css-unit-in 2020-02-25 yyyyyyyyyyyyyyyyyyyyyy-yyyyyyy--yyyyyyy-yyy-yyy-
css-unit-initial 2020-02-25 ayyyyynyynyynnnnnnyyyy-nyyyyyy--ynnnyyy-yyy-nyy-
css-unit-mm 2020-02-25 yyyyyyyyyyyyyyyyyyyyyy-yyyyyyy--yyyyyyy-yyy-yyy-
css-unit-pc 2020-02-25 yyyyyyyyyyyyyyyyyyyyyy-yyyyyyy--yyyyyyy-yyy-yyy-
css-unit-percent 2020-02-25 yyyyyyyyyyyyyyyyyyyyyy-yyyyyyy--yyyyyyy-yyy-yyy-
css-unit-pt 2020-02-25 yyyyyyyyyyyyyyyyyyyyyy-yyyyyyy--yyyyyyy-yyy-yyy-
css-unit-px 2020-02-25 yyyyyyyyyyyyyyyyyyyyyy-yyyyyyy--yyyyyyy-yyy-yyy-
css-unit-rem 2020-02-25 yyyyyynyynyynnnnnnyyyy-nyyyyyy--ynnnyyy-yyy-nyy-
css-unit-vh 2023-10-01 yyyyyynyynayyyyyyyyyyn-nyayyyy--ynnnyyy-yyn-nya-
css-unit-vmax 2020-02-25 yyyyyynyynyynnnnnnyyyy-nyayyyy--ynnnyyy-yyy-nya-
css-unit-vmin 2020-02-25 yyyyyynyynyynnnnnnyyyy-nyayyyy--ynnnyyy-yyn-nya-
css-unit-vw 2020-02-25 yyyyyynyynyyyyyyyyyyyn-nyyyyyy--ynnnyyy-yyy-nyy-
css-user-select 2024-02-14 n-nnnnnnnnaynnnnnny----n--------y---aaa-----nn--
css-variables 2020-02-25 nnnnnnnnnnyynnnnnnyyyn-nyyyyyy--nnnnyyy-yyy-nyy-
css-vertical-align 2020-12-21 yyyyyyyyyyyyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
css-visibility 2019-02-28 nnnnyynyynyyyyynyyy-yy-yyyyyyy--ynnnyyy-yyy-yyy-
css-white-space 2019-02-28 yyaayynyynyyyaayyyn-yy-yyayyay--yyyyyyy-yya-yya-
css-white-space-collapse 2024-09-04 nnnnnnnnnnyynnnnnny-------------y---yyy---------
css-widows 2024-05-03 nnnnyynyynyynnnnnny----n--------y---yyy-----n---
css-width 2019-09-27 yyyyyyayyyyyyyyyyyy-yy-yyyyyya--yyyyyyy-yyy-yyy-
css-word-break 2022-02-15 yaaaaayaanaannnnnna-yy-nynayny--yannyaa-yyy-nyn-
css-word-spacing 2024-03-13 yyyyyynyynyyaaaaany-y--a--------y---yyy-----a---
css-word-wrap 2025-05-08 a--aynn-ynyyy-----------------------------------
css-writing-mode 2022-05-04 yyyyyynyynyynnnnnny-yn-nyyyyyy--ynnnyyy-yyy-nyy-
css-z-index 2021-05-16 nnnnyynyynyyyyyyyyy-yy-yyyyyyy--nyyyyyy-yyy-yyy-
html-abbr 2023-09-13 yyyyyynyynyynnnnnny-yyyy--n--y--nnn-yy--yy-yy---
html-acronym 2024-01-03 yyyyyynyynyynnnnnny-y--y--------n---yyy-yyyyy---
html-address 2021-01-17 yyyyyyyyyyyyyyyyyyy-yy-yynynny--ynnnyyy-yyy-yyn-
html-align 2021-11-10 yyyyyyyayyyyyyyyyyy-yy-yyyayyy--yyyyayy-yyy-yyy-
html-anchor-links 2019-08-08 yynyyyyyyyyyannaynn-yy-yynnyyn--ynnyynn-nnn-yyn-
html-aria-describedby 2019-02-28 nnnnyynyynyynnnnnny-nn-nynnyny--nnnnyyy-yyy-nyn-
html-aria-hidden 2019-02-28 yyyyyyyyynyynnnnnny-ny-nynnyny--ynnnyyy-yyy-nyn-
html-aria-label 2019-02-28 yyyyyyyyynyynnnnnny-ny-nynnyny--ynnnyyy-yyy-nyn-
html-aria-labelledby 2022-04-08 nnnnyynynnyynnnnnny-nn-nynnyny--ynnnyyy-yyy-nyn-
html-aria-live 2019-02-28 yyyynnannnyynnnnnny-ny-nynnyny--ynnnyyy-yyy-nyn-
html-audio 2020-04-21 nnnnnnnnnnyynnnnnnyyyn-nnnnnyn--nnnnnnn-yyy-nnn-
html-background 2019-02-28 yyyyyyayynyyyyyyyyy-yyyyyynyyy--yyyyyyy-yyyyyyy-
html-base 2021-12-01 aaaaanyaanyyaaaaaay-ya-nynaynn--nnnnann-nnn-nyn-
html-bdi 2019-02-28 nnnnnnnnnnyynnnnnny-yy-nynnnny--nnnnyyy-yyy-nyn-
html-blockquote 2020-05-08 yyyyyyyyyyyyyyyyyyy-yy-yyyayyy--yyyyyyy-yyy-yyy-
html-body 2021-11-30 aaaaaaynayyyannanny-yn-yyyayyn--naaannn-nnn-yyy-
html-button-reset 2019-09-10 yyyynynyynyynnnnnny-ay-nynnany--ayyyyyn-ayy-nyn-
html-button-submit 2019-09-10 yyyynynnnnyyynyyyyy-yy-nynnany--ayyyyyn-ayy-nyn-
html-cellpadding 2024-05-01 yyyyyyyyyyyyyyyyyyy-y--y--------y---yyy-----y---
html-cellspacing 2024-05-01 yyyyyyyyyyyyyyyyyyy-y--y--------y---yyy-----y---
html-code 2023-04-25 yyyyyyyyyyyyyyyyyyy-yyyy--y--y--ynnnyyy-yyyy----
html-comments 2024-05-01 yyyyyyyyyyyyyyyyyyy-y--y--------y---yyy-----y---
html-del 2019-02-28 yyyyyyyyyyyyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
html-dfn 2023-09-11 yyyyyyayyayyyyyyyyy-y--y--------n---yyy-yyyny---
html-dialog 2019-02-28 nnnynnnnnnyynnnnnny-yn-nynnnny--nnnnnny-yyy-nyn-
html-dir 2021-11-01 yayyyyayyayyyyyyyyy-yy-nyyyyyy--yaaayyy-yyy-nyy-
html-div 2020-05-08 yyyyyyyyyyyyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
html-doctype 2019-07-25 yyyyyynyyyyyyynyynn-ny-yyynnyy--yynyynn-yny-yyy-
html-form 2019-09-10 yyyyyynaanyyynyyyyy-yn-nynnnnn--nnnnnnn-nyy-nyn-
html-h1-h6 2020-05-08 yyyyyyyyyyyyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
html-height 2019-09-27 yyyyyyayyyyyyyyyyyy-yy-yyynyyy--yyyyyyy-yyy-yyy-
html-hidden 2024-01-26 nnnnnnnnnnyynnnn--y-y--n--------a---yyy-yyy-n---
html-hr 2023-09-08 yyyyyyyyyyyyyyyyyyy-y-----------y---yyy-yyy-----
html-image-maps 2021-09-29 yyyyyyyyynyyyynynny-yy-yyynyyy--yyyyyyn-yyy-yyy-
html-img 2023-12-16 yyyyyyyyyyyyyyyyyyy--yy---y--y--yyy-yy--yy------
html-input-checkbox 2019-09-10 yyyyyynyynyyyyyyyyy-ay-nynnnnn--ynnnnnn-nnn-nyn-
html-input-hidden 2019-09-10 yyyyyynyynyyyyyyyyy-ay-nynnnnn--ynnnnnn-nnn-nyn-
html-input-radio 2019-09-10 yyyyyynyynyyyyyyyyy-ay-nynnnnn--ynnnnnn-nnn-nyn-
html-input-reset 2019-09-10 yyyyyynyynyyyyyyyyy-ay-nynnnnn--ynnnnnn-nnn-nyn-
html-input-submit 2019-09-10 yyyyyynnnnyyynyyyyy-yy-nynnnnn--ynnnnnn-nnn-nyn-
html-input-text 2019-09-10 yyyyynnyynyyyynyyyn-ay-nynnnnn--ynnnnnn-nnn-nyn-
html-lang 2020-10-25 yyyyyyyyyyyyaaaayyy-yy-nynnnny--ynyyyyy-yyy-nyn-
html-link 2023-12-21 nnnnnnynnyyynnnnnnn-nn-nynnnnn--nnnnnnn-nnn-nynn
html-lists 2024-02-17 aaaaaaaaaayyaaaaaay-yy-yyyyyyy--ayyyyyy-yyy-yyy-
html-loading-attribute 2021-10-27 nnnnnnnnnnyynnnnnny-yn-nynanny--ynnnynn-ynn-nyn-
html-mailto-links 2021-05-20 yyyyyyyyyyyyyyayyay-yy-yyyyayy--yanayya-yyy-yyy-
html-marquee 2020-04-21 nnnnyynaanyyayyayyyyyn-nynnnna--nnyyayy-yyy-nyn-
html-meta-color-scheme 2023-09-18 nnnnnnnnnnnynnnnnnn-yn-n--n-----n---nnn-nnn-n---
html-meter 2019-02-28 nnnnyynyynyynnnnnny-yy-nynnnny--nnnnyyy-yyy-nyn-
html-object 2021-02-20 nnnnnnnnnnyannnnnna-an-nannnnn--nnnnnnn-nnn-nan-
html-p 2020-05-08 yyyyyyyyyyyyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
html-picture 2024-04-15 nnnnnnnnnnyannnnnny-yn-nynnnny--nnnnnnn-yyy-nyn-
html-popover 2023-09-25 nnnnnnnnnnyynnnnn-y-nn----n-----a---nn--yny-----
html-pre 2023-04-25 yyyyyyyyyyyyyyyyyyy-yyyy--y--y--yyyyyyy-yyyy----
html-progress 2019-02-28 nnnnnnnnnnyynnnnnny-yy-nynnnny--nnnnyyy-yyy-nyn-
html-required 2019-09-10 nnnnyynnnnyynnnnnny-yy-nynnnna--nnnnann-any-nyn-
html-role 2020-02-04 yyyyyyyyynyyaaaaaay-yy-nynnnny--ynnnyyy-yyy-nyn-
html-rp 2019-02-28 nnnnyynyynyyyyyyyyy-yy-nynnnny--nnnnyyy-yyy-nyn-
html-rt 2019-02-28 nnnnyynyynyyyyyyyyy-yy-nynnnny--nnnnyyy-yyy-nyn-
html-ruby 2019-02-28 nnnnyynyynyyyyyyyyy-yy-nynnnny--nnnnyyy-yyy-nyn-
html-select 2019-09-10 yyayyynyynayynyyyyy-ay-nynnynn--yyyyyyy-nnn-nyn-
html-semantics 2019-07-29 aaaaaanaanyynnnnnny-yy-nynaany--naaayyy-yyy-nyn-
html-small 2021-11-13 yyyyyyyyyyyyyyyyyyy-yyyyyyynyy--ynnnyyy-yyyyyyy-
html-span 2020-05-08 yyyyyyyyyyyyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
html-srcset 2019-05-29 nnnnnnnnnnyynnnnnny-yn-nynnnny--nnnnnnn-yyy-nyn-
html-strike 2019-02-28 yyyyyyyyyyyyyyyyyyy-yy-yyynyyy--yyyyyyy-yyy-yyy-
html-strong 2020-05-08 yyyyyyyyyyyyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
html-style 2023-07-27 anaayyayyayyyyyyyyyyyy-nyyyyynnnyyyyyaannnn-nyyy
html-svg 2020-02-06 nnnnnnnnnnyannnnnnyyyn-nynnnny--nyyyyyy-yyy-nyn-
html-table 2019-09-15 yyyyyyyyyyyyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
html-target 2021-12-28 nnnnaaaanaaannnnnna-an-nannnny--nnnnnnn-ynn-nan-
html-textarea 2019-09-10 yyyyynnyynyyyynyyyn-ay-nynnynn--yyyyyya-nnn-nyn-
html-valign 2020-12-21 yyyyyyyyyyyyyyyyyyy-yy-yyyyyyy--yyyyyyy-yyy-yyy-
html-video 2019-09-16 nnnnnnnynnaynnnnnna-yn-nynnnnn--nnnnnnn-yyy-nyn-
html-wbr 2019-02-28 yynnyynyynyyyyyyyyy-yy-nnnnyny--nnynyyy-yyy-nnn-
html-width 2019-09-27 yyyyyyayyyyyyyyyyyy-yy-yyynyyy--yyyyyyy-yyy-yyy-
image-apng 2020-02-06 nnynynnyynyyyyyyyyyyyy-yyyyyyy--yyyyyyy-yyy-yyy-
image-avif 2023-01-14 aaaayynyynyyyyyyyyy-yn-nnnynny--nynyyyy-yny-nnn-
image-base64 2020-02-06 nnnnyyayynyyyyyyyyyyyy-ayynyyn--yyyyyyy-nyy-ayy-
image-bmp 2020-02-06 aayayyyyyyyyyyyyyyyyyy-ynyyyyy--yyyyyyy-yyy-yny-
image-gif 2020-02-06 yyyyyyayyyyyyyyyyyyyyy-yyyyyyy--yyyyyyy-yyy-yyy-
image-hdr 2020-02-06 nnnnnnnnnnnnnnnnnnnnnn-nnnnnnn--nyynnnn-yyn-nnn-
image-heif 2020-02-06 aaaaynnynnyyaynaynnnnn-nnnnnnn--nnnnayn-nnn-nnn-
image-ico 2020-02-06 yyyyyynyyyyyyyyyyyyyyy-yyyyyyy--yyyyyyy-yyn-yyy-
image-jpg 2020-02-06 yyyyyyyyyyyyyyyyyyyyyy-yyyyyyy--yyyyyyy-yyy-yyy-
image-mp4 2021-05-13 nnnnynnnynyyyynyynn-nn-nynnnny--nyynyyn-yyn-nyn-
image-png 2020-02-06 yyyyyyyyyyyyyyyyyyyyyy-yyyyyyy--yyyyyyy-yyy-yyy-
image-svg 2023-01-15 nnnnyyyyyyyyyyyyyyyyyy-yyyyyyy--nyyyyyy-yyy-yyy-
image-tiff 2020-02-06 aayaynnynyyynynnynnnnn-nynynny--nnynyyn-yyn-nyn-
image-webp 2021-02-06 aaaayynyyyyyyyyyyyyyyy-yyyyyyy--yyyyyyy-yyy-yyy-"""

# slug, number of a note, the columns of which it says why the feature works in part only, the note
_NOTES = """
css-animation 1 e1csh1xc animation properties are supported but @keyframes are incorrectly
 prefixed
css-animation 2 27wr28 only supports from and to keyframes. Does not support % keyframes
css-at-font-face 4 1s the declaration is supported but distant fonts are ignored
css-at-keyframes 2 27wr28 only supports from and to keyframes. Does not support % keyframes
css-at-media 1 1z142b4 does not support nested media queries
css-at-media 2 5j40 only supports screen, min-width, max-width, min-height and max-height based
 media queries
css-at-media 7 1z141zh does not support height based media queries
css-at-media 8 2mphemtc does not support landscape media query
css-at-media 10 ao nested media queries are removed
css-at-media-orientation 2 sg orientation:portrait is not supported
css-at-media-prefers-reduced-motion 2 64zgm58g not supported on picture
css-background 1 68hqqi2o0 does not support multiple values. The comma between two values is
 removed
css-background 2 5j40 does not support the / value shorthand for background-size. But it can be
 used in the background-size property instead
css-background 3 g0 only background-color values are supported
css-background 5 68hqqcjk0 does not support multiple values. The entire property is removed if so
css-background 6 699d5xb7k does not support the / value shorthand for background-size
css-background-color 1 699d5xb7k only supports color keywords from CSS Level 1
css-background-image 3 68hqqi2o0 does not support multiple values. The comma between two values is
 removed
css-background-position 1 68hqqcjk0 does not support multiple values. The comma between two values
 is removed
css-background-repeat 1 68hqqcjk0 does not support multiple values. The comma between two values
 is removed
css-border 1 g0 a border can not be bigger than 8px
css-border 2 g0 unreliable if used on a <p> or a <div>
css-border-inline-block-individual 1 5m9s border-<inline/block>-color and
 border-<inline/block>-width does not work
css-border-radius 2 5j40 shorthand for setting elliptical borders with the slash / notation is not
 supported e.g. border-radius: 27% 73% 70% 30% / 30% 34% 66% 70%;
css-clear 1 68hqqi2p4 logical property values inline-start and inline-end are not supported
css-clip-path 1 1z141z4 path() is not supported
css-clip-path 2 1z141z4 embedded SVG is not supported. Referencing an embedded SVG's <clipPath>
 with url() does not work
css-color-scheme 2 e13wu1og the property is supported but does not work due to a prefix added by
 the webmail on the rule selector
css-comments 1 4qo0 the first <head> in the HTML is removed, so comment needs to be in the <style>
 tag of a second <head> element
css-comments 3 1z141z4 comment inside <style> tag works. Comment inside style attribute strips the
 whole attribute
css-comments 4 2 <style> tag not supported. Comment inside style: attribute works
css-comments 5 2q809hc00 comment inside style attribute works
css-cursor 1 1kw URL is not supported
css-cursor 4 fsw only supports: crosshair, help, move, pointer, progress, text, wait, auto,
 default, and all single-direction resize properties
css-cursor 5 vkhsvls URL buggy and only works inline
css-cursor 6 4zsow inline CSS only. Only supports: crosshair, help, move, pointer, wait, auto,
 default, and all single-direction resize properties
css-direction 1 2 the client applies an rtl direction to the entire email if it contains text in a
 rtl language
css-display 2 699d5xb7k inline-flex, inline-grid, flex, grid, flow-root, contents, inline
 flow-root, inline flex, inline grid, initial, revert, unset values are not supported
css-display 3 3y283y8 only the first value is kept with the two-value syntax
css-display 4 g0 display:none does not inherit to inner tables
css-display 5 g0 only supports display:none (but not on <img>)
css-display 6 5j40 flow-root, inline-flex, inline-grid, inline flow, contents, revert are not
 supported
css-display 7 18y68 two-value syntax are combined into a single one with a dash
css-display-none 1 g0 does not inherit onto nested <table> elements
css-display-none 2 g0 does not work when applied directly to an <img> element
css-filter 1 1z141z4 multiple values don't work
css-float 2 68hqqi2oc logical property values inline-start and inline-end are not supported
css-font-size 1 68hqqi2ps rem values are not supported
css-font-size 2 5mo0 relative and percentage size values not supported
css-font-size-adjust 1 68hqqcjk0 supports one numerical value, 2-value font-metric syntax
 unsuported (ex-height, cap-height, ch-width, ic-width, ic-height)
css-font-size-adjust 3 m4g 2-value syntax is supported, but the first value (font-metric) is
 ignored
css-font-weight 1 3y2dn28 <number> values are not supported as per CSS Fonts Level 4 where any
 <number> value between 1 and 1000 (inclusive) is a valid value. Only the following numeric values
 are supported: 100, 200, 300, 400, 500, 600, 700, 800, and 900
css-font-weight 2 g0 <number> values between 0 and 599 are set as normal font weight. <number>
 values between 600 and 1000 are set as bold font weight
css-function-light-dark 1 s27to3cw only supported if you’ve updated your OS with Safari 17.5 or
 later
css-function-light-dark 2 4ba0jotts the function is supported but the color stays light even in
 dark mode
css-gap 1 cd supports column-gap for flexbox
css-gap 2 18y68 supports gap and column-gap for flexbox. Supports gap for multi-column layout
 (i.e. in conjunction with CSS column-count property)
css-height 2 1s not supported on <body>, <span>, <div> or <p> elements
css-hyphenate-character 1 1z141z4 does not support encoded character values
css-important 1 f only supported in lowercase
css-important 2 e only supported inline when using a Non Gmail Account due to the lack of <style>
 support
css-important 4 g0 only supported with a space before
css-important 5 1s not supported inline
css-important 6 2foxg7shs only supported inline due to the lack of <style> support
css-important 7 5j40 removed if there is no space before when used with a background-image
 property
css-important 8 vkhsvls only supported in lowercase
css-important 9 1r4zlr7k only supported if not written in lowercase
css-intrinsic-size 1 1c supports min-content and fit-content only
css-left-right-top-bottom 1 1z141z4 left and top are not supported
css-left-right-top-bottom 2 5m9s percentages values are not supported
css-letter-spacing 1 g0 big negative values are rendered differently from CSS standards
css-letter-spacing 2 1s values set in em are smaller than the expected render in CSS
css-line-height 1 g0 em and px units behave weirdly. Use mso-line-height-rule:exactly
css-line-height 2 nodcnpc normal value is not supported
css-linear-gradient 3 8 does not work inline in the background-image property
css-list-style 1 f list-style-image values are not supported. The entire list-style property is
 removed if present
css-list-style 2 g0 only list-style-type values are supported
css-list-style 3 5j7k list-style-image values are not supported but the rest of the list-style
 property is kept
css-list-style 4 vkhsvls url() is transformed into proton-url() for list-style-type values,
 invalidating the entire property
css-margin 1 1z19lvj negative values are not supported
css-margin 2 g0 not supported on <span> and <body> elements
css-margin 3 g0 background-color is included inside the margin
css-margin 4 1s auto value is not supported
css-max-width 1 g0 only works on <table> elements
css-nesting 1 e13wu39c e { F {}} doesn’t work, but E { & F {}} does. Full support was added in
 macOS 14.2
css-nesting 2 ecy3idj4 the syntax is supported, but nested selectors are prefixed by the webmail,
 which might invalidate the selector
css-nesting 5 59eyt9mo @media is not fully supported, and & & & syntax not supported
css-overflow 1 3iaj9uzs cannot scroll through to hidden content
css-overflow 3 17tr3oe41s support for overflow-block & overflow-inline depends on browser support
css-overflow 4 b83j overflow-block & overflow-inline not supported
css-overflow-wrap 1 2dc requires word-break:normal to reset Apple Mail default style
css-padding 1 g0 only supported on table cells
css-padding 2 g0 vertical padding will be the same for all cells of a same row, adopting the
 biggest value
css-position 1 rmgzegw supports relative, absolute but not sticky and fixed
css-position 2 bk supports sticky but not relative, absolute and fixed
css-position 3 5j40 supports relative but not absolute, sticky and fixed
css-position 4 2q81dfpj4 supports relative and sticky but not absolute and fixed
css-position 6 18y68 fixed is replaced by absolute
css-pseudo-class-active 1 ao only supported on type selectors
css-pseudo-class-active 2 1kw supported with mouse clicks. Not supported with keyboard input
css-pseudo-class-checked 1 c0 only supported on type selectors
css-pseudo-class-default 1 74 works on input[radio] and input[checkbox] only
css-pseudo-class-first-child 1 ao only supported on type selectors
css-pseudo-class-first-of-type 1 ao only supported on type selectors
css-pseudo-class-focus 1 ao only supported on type selectors
css-pseudo-class-focus-visible 1 bk only supported on type selectors
css-pseudo-class-focus-within 1 4g only supported on type selectors
css-pseudo-class-hover 2 ao only supported on type selectors
css-pseudo-class-last-child 1 ao only supported on type selectors
css-pseudo-class-last-of-type 1 ao only supported on type selectors
css-pseudo-class-only-child 1 ao only supported on type selectors
css-pseudo-class-only-of-type 1 ao only supported on type selectors
css-pseudo-class-target 1 ao only supported on type selectors
css-pseudo-class-target 2 ao not filtered but doesn't work
css-pseudo-class-visited 1 ao only supported on type selectors
css-pseudo-element-after 3 b4 only supported on type selectors
css-pseudo-element-before 3 b4 only supported on type selectors
css-pseudo-element-first-letter 2 b4 only supported on type selectors
css-pseudo-element-first-line 2 b4 only supported on type selectors
css-pseudo-element-placeholder 2 b4 the pseudo-element is supported but <input> elements are not
css-radial-gradient 2 8 does not work inline in the background-image property
css-resize 2 1kw does not support inline and block values
css-rgb 1 699d62urz whitespace syntax is not supported (rgb(0 128 0 / 1))
css-rgb 2 699d5xbnk alpha value is not supported (rgb(0, 128, 0, 0.5))
css-rgb 3 f whitespace syntax (rgb(0 128 0)): when used in the style attribute of an element, the
 whole attribute is stripped. When used inside <style>, the whole <style> block is stripped
css-rgba 1 5j4f whitespace syntax is not supported (rgb(0 128 0 / 1))
css-rgba 2 f whitespace syntax (rgba(0 128 0 / 1)): when used in the style attribute of an
 element, the whole attribute is stripped. When used inside <style>, the whole <style> block is
 stripped
css-selector-adjacent-sibling 2 68hqqcjk0 only when used as class or ID selectors
css-selector-attribute 1 c0 can not be used with a class selector (.test[class]). Must be used
 solo ([class]) or with an element selector (td[class])
css-selector-attribute 2 c0 only supports [attr], [attr=value], [attr~=value], [attr|=value]
 syntaxes
css-selector-attribute 3 ao a class="test" in the HTML is prefixed class="x_test", but an
 attribute selector stays unprefixed [class="test"]
css-selector-attribute 4 1z19l34 only supports [attr=value] syntax
css-selector-attribute 5 d only supports [attr~=value] syntax. Only class as an attribute name is
 known to be supported
css-selector-chaining 5 68hqqcjk0 only when used as class or ID selectors
css-selector-descendant 3 68hqqcjk0 only when used as class or ID selectors
css-selector-grouping 3 68hqqcjk0 only when used as class or ID selectors
css-sytem-ui 1 1o2hwbe3s supports system-ui only
css-text-align 1 699d62urk flow-relative values start and end are not supported
css-text-align 3 68hqqnpey doesn't support the match-parent value
css-text-align 5 5ma2 supports the vendor prefixed value -webkit-match-parent
css-text-decoration 2 g0 not supported with multiple values
css-text-decoration 3 g0 overline is not supported
css-text-decoration 4 68hqqcjk0 only supports the line property, not style, color or thickness
css-text-decoration 5 cgzhgp340 only supports style, color or thickness when written with long
 hand selectors
css-text-indent 1 5j4f negative values are not supported
css-text-indent 2 xjiwxkw hard-coded negative values are not supported, but negative values as a
 result of the calc() function are supported
css-text-justify 2 xjnwtmr depends on browser support
css-text-justify 3 1s text-justify is stripped except when the value is inter-character
css-text-justify 4 35s text-justify is stripped except when the value is inter-word or distribute
css-text-transform 1 g0 lowercase value is not supported
css-text-underline-position 1 2dw supports under but not right and left
css-transition 1 5j40 longhand properties are not supported
css-transition 2 5j40 the all keyword is not supported
css-transition 3 13ydj4 transition-duration is forced to 0 on a global reset style
css-unit-initial 1 1 webmail rendering doesn't work in IE
css-unit-vh 2 oxyyxe70g value resolves to zero
css-unit-vmax 2 oxyyxe680 VH values resolves to zero
css-unit-vmin 2 oxyyxe680 VH values resolves to zero
css-user-select 1 sg works with -webkit prefix
css-user-select 2 64zgm60w all value does not work
css-user-select 4 64zgm58g none value does not work, client allow to select text anyway
css-white-space 2 qi3j0ke18 pre value is not supported
css-width 1 1s not supported on <body>, <span>, <div>, <p> or <img> elements
css-width 2 8vn08w the webmail has a generic style that sets table { width:inherit; }
css-word-break 2 59eyyym6 supported but a word-wrap:break-word is applied, making it look like
 break-all
css-word-break 3 3y283y8 only word-break:break-all works
css-word-break 4 13ydj4 every value is replaced by break-word
css-word-spacing 1 68hqqf9j4 does not support rem and ch values
css-word-wrap 1 9 applies word-wrap: break-word to all items
html-align 1 vkhsvls <img> elements are wrapped in a <span> so left and right values have no
 effect
html-align 2 13ydj4 not supported on <img> elements
html-align 3 3k left and right do not work on <table> elements. Use float:left or float:right
 styles instead
html-anchor-links 7 sg0 works when targeting an empty anchor with the corresponding name
 attribute, but not with id attributes
html-aria-live 2 1s code isn't stripped but can't trigger a live change
html-background 2 1s only supported on the <body> element
html-base 1 15cv4v the element is removed but URLs are turned into links with href attribute
html-base 2 g URLs are computed based on the first <base> element found in the <body>
html-base 3 5j40 URLs are computed based on the last <base> element found in the <body>
html-base 4 1eha8 not supported for local anchor links
html-blockquote 1 13ydj4 blockquote elements are nested in a <details> element
html-body 1 rnjjxvj replaced by a <div> with supported attributes
html-button-reset 2 1z1qj28 interacting with the element submits the form it belongs in
html-button-reset 3 e164qsqo the element is present but is not interactive
html-button-submit 2 e355uups the element is present but is not interactive
html-dfn 1 g0 the title attribute is removed
html-dir 1 2 the client applies an rtl direction to the entire email if it contains text in a rtl
 language
html-dir 2 rmfkrnk removed from <table> and <td> elements
html-dir 3 g0 buggy on anchor <a> tags
html-form 6 ao not supported. The <form> is there but values are not submitted
html-height 1 1s percentage width on <img> elements are based on the physical file's width, not on
 the parent element's width
html-height 2 1s sizes set in attributes don't scale in 120 dpi mode
html-hidden 1 1z141z4 does not support the unquoted attribute value syntax <div hidden></div>
html-input-checkbox 2 mh34 interacting with the element submits the form it belongs in
html-input-hidden 2 mh34 interacting with the element submits the form it belongs in
html-input-radio 2 mh34 interacting with the element submits the form it belongs in
html-input-reset 3 mh34 interacting with the element submits the form it belongs in
html-input-text 5 mh34 interacting with the element submits the form it belongs in
html-lang 1 1beo not supported on <td> elements
html-lists 1 1z19lvj the reversed attribute on <ol> is not supported
html-lists 2 g0 setting the value attribute to an <li> within an <ol> results in a different
 behaviour in comparison to browsers. The <ol> tag is closed before the <li value="">. A new <ol>
 is added with the start attribute on it set to the value of the value attribute of the <li>
html-loading-attribute 3 13ydj4 not supported. The webmail adds loading="lazy" to all images
html-mailto-links 1 40a4v0g cc and bcc are not supported
html-mailto-links 3 3y287400 bcc is not supported
html-marquee 1 8vnsow the <marquee> element is supported but the animation doesn't play in
 Internet Explorer or Firefox
html-marquee 2 vkhsvls the behavior attribute is not supported
html-marquee 3 ao the <marquee> element is supported but not the behavior or direction attributes
html-object 1 cgzhgp4ow does not support Videos resources
html-object 2 cgzhhh6gw does not support PDF resources
html-picture 2 1kw <picture> tag is stripped in some cases (like having too few content or no
 background-color)
html-required 2 ewxa9xj4 the required attribute is supported, but form elements are not
html-role 2 5j40 only works on the <table> tag
html-select 1 sk works if the email is shorter than the viewport. Otherwise the screen goes blank
 when the <select> is in focus
html-select 3 mh34 interacting with the element submits the form it belongs in
html-semantics 1 ronhj1s only <time> is supported
html-semantics 2 f <details>, <main>, <nav> and <summary> are not supported. Opening and closing
 tags are replaced by <u></u>
html-semantics 4 c0 unsupported opening and closing tags are stripped
html-semantics 5 13ydj4 <article>, <aside>, <header>, <main> <nav>, <section>, <summary> are not
 supported
html-style 1 59eyt9n1 not supported inside the <body>
html-style 4 g0 <style> elements need to be declared before their rules are used
html-style 6 1 the size of the <style> tag is limited to 16 KB
html-svg 1 1kw requires a background on the <body>. Can be any type of background, image or a
 color, can be set as attribute, inline style or in <style> block
html-target 3 cgzhhh9f4 the attribute is supported but links always open in a new window anyway
html-textarea 3 3i9z7if4 a number of android clients will not show the keyboard when the input is
 clicked. Copy and pasting text works
html-textarea 5 mh34 interacting with the element submits the form it belongs in
html-video 5 5n28 requires the controls attribute to play
html-video 6 sg autoplay is not supported
html-width 1 1s percentage width on <img> elements are based on the physical file's width, not on
 the parent element's width
html-width 2 1s sizes set in attributes don't scale in 120 dpi mode
image-avif 3 f converts still AVIF into a jpg and animated AVIF into a gif
image-base64 1 1s does not render Base 64 gif format
image-base64 3 68hqqcjk0 only supports Base 64 png format
image-bmp 1 b an image renders but the colours are incorrect
image-gif 1 1s does not support animated gif images
image-gif 2 1s with an Office 365 account, it plays the animation 3 times then stops and shows a
 play button to reactivate the animation
image-heif 1 f converts file to jpg
image-heif 3 vkhto1s webmail rendering depends on browser support
image-tiff 1 b an image renders but the colours are incorrect
image-webp 1 f converts file to jpg
image-webp 3 f does not support animation"""


class Record:
    """What is known of a feature: the columns without it, with it in part, and tested at all.

    `tested` is the day of the last test (ISO 8601); `notes` are the number, the columns and the
    text of each note that says why it works in part only.
    """

    __slots__ = ("known", "none", "notes", "part", "tested")

    def __init__(
        self, tested: str, none: int, part: int, known: int, notes: tuple[tuple[int, int, str], ...]
    ) -> None:
        self.tested = tested
        self.none = none
        self.part = part
        self.known = known
        self.notes = notes


class _Names:
    """The clients that can be named: `masks` are their columns by name.

    `word` are those that render with Word, and so read conditional comments.
    """

    __slots__ = ("families", "masks", "told", "word")

    def __init__(self) -> None:
        self.masks: dict[str, int] = {}
        self.families: list[tuple[str, int, int, int]] = []  # name, first column, end, mask
        self.told: list[str] = []  # of each column: what tells it from the rest of its family
        for line in _unfolded(_FAMILIES):
            family, name, *columns = line.split("; ")
            mask, first = 0, len(self.told)
            for column in columns:
                client, _, told = column.partition("=")
                bit = 1 << len(self.told)
                self.masks[client] = bit
                if not told.startswith("-"):
                    mask |= bit
                self.told.append(told.lstrip("-"))
            self.masks[family] = mask
            self.families.append((name, first, len(self.told), mask))
        self.word = self.masks["outlook-windows"] | self.masks["windows-mail"]


def _unfolded(table: str) -> list[str]:
    return table.replace("\n ", " ").strip().splitlines()


_names: _Names | None = None
_records: dict[str, Record | None] = {}


def names() -> _Names:
    """The clients that can be named, read once."""
    global _names
    if _names is None:
        _names = _Names()
    return _names


def record(feature: str) -> Record | None:
    """The record of a feature (`css-gap`), None where there is none.

    With numbers of notes (`css-position#1,3`) that of the part they tell of: who lacks it. No
    note has the number 0.
    """
    if feature not in _records:
        _records[feature] = _record(feature)
    return _records[feature]


def _record(feature: str) -> Record | None:
    slug, _, numbers = feature.partition("#")
    start = _FEATURES.find(f"\n{slug} ") + 1
    if not start:
        return None
    end = _FEATURES.find("\n", start)
    _, tested, cells = _FEATURES[start : end if end > 0 else None].split()
    none, part, known = (_mask(cells, letters) for letters in ("n", "a", "nay"))
    notes = tuple(_notes(slug)) if part else ()
    if numbers:
        for note, columns, _ in notes:
            if str(note) in numbers.split(","):
                none |= columns
        part, notes = 0, ()
    return Record(tested, none, part, known, notes)


def _notes(slug: str) -> Iterator[tuple[int, int, str]]:
    first, last = _NOTES.find(f"\n{slug} "), _NOTES.rfind(f"\n{slug} ")
    if first < 0:
        return
    end = _NOTES.find("\n", last + 1)
    while _NOTES.startswith("\n ", end):
        end = _NOTES.find("\n", end + 1)
    for line in _unfolded(_NOTES[first : end if end >= 0 else None]):
        _, note, columns, text = line.split(" ", 3)
        yield int(note), int(columns, 36), text


def _mask(cells: str, letters: str) -> int:
    return sum(1 << column for column, letter in enumerate(cells) if letter in letters)


def said(columns: int, known: int) -> str:
    """What people call a set of columns: `Gmail, Outlook (Windows, iOS)`.

    `known` are the columns that were tested: who has all of a family has the family.
    """
    words: list[str] = []
    told = names().told
    for name, first, end, family in names().families:
        if family & known and not family & known & ~columns:
            words.append(name)
        elif columns >> first & (1 << end - first) - 1:
            own = (told[column] for column in range(first, end) if columns >> column & 1)
            words.append(f"{name} ({', '.join(own)})")
    return ", ".join(words)
