"""Unicode scripts, a label in, the scripts that it mixes and should not out.

The Script and Script_Extensions (UAX #24) of every assigned code point; an unassigned one counts
with the range before it.

Source: Unicode Character Database, Scripts-18.0.0.txt and
ScriptExtensions-18.0.0.txt (2026-06-29), by way of fonttools 4.68.0 (MIT).
Licence of the data: Unicode License v3. The tables are written by tools/build_scripts.py.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

# Pairs in base 36: how far a range starts after the one before, and the index of its value.
_RANGES = """
0 6v 1t 2i q 6v 6 2i q 6v 1b 2i 1 6v c 73 1 6v 2 2i 1 6v 5 2i n 6v 1 2i v 6v 1 2i ch 6v 3 77 1 6v
a 7j 1 6v 1 7j 3 6v 1 8b 1 6v 9 8d 1 6v 1 7j 1 6v 6 2i 5 6v 5 k 2 6v k 5v 1 5w 1 5y 1 6j 1 5h 1 64
1 65 1 63 1 5m 1 6t 1 6h 1 5x 1 62 1 6q 1 6i 1 5g 1 6q 1 68 1 5g 1 6m 1 5g f 5z 1 60 1 6s 1 5g 7
6r 1 6s 1 5g 1 61 1 5i 1 5g g 6l 1 5g 2 6l 1 5g i 6p 1 5g 5 5j 1 5g 4 6o d 1l 4 7o 1 1m 1 1l 8 6v
1 1l 6 6v 1 1l 1 6v 1 1l 2i v e 1l g y 3n 10 1 z 1 66 2 z 1 y 4p 9 2g a 1 9 7 1w 33 3 5 6v 1 3 6
71 1 3 e 71 1 5 1 3 2 6x 1 3 w 6z 1 3 a 5l b 3 a 7 a 3 6 5l 1 3 2r 4 1 3 8 6v 1 3 y 4i 28 3 1c 4w
1s 3d 1s 40 1s 2s w 4i g 3 36 6v 1 3 t 11 29 5n 1 5o 1 5g 2 11 f 7a 1 79 1 13 a 11 g g 2u h a g h
1q 2t 1r a 1q h 1n 2t 1o a 1n h 3j 3l 4n 1 4p 2 4n 2p 4o e 4n c 4t 3k 2c 2u 2d b 2c f 30 3l 4a 3k
4x 1q 6v 1 4x 1t 2h 3j 4y 5x 6v 4 4y 13 36 1s 37 a 36 2e 1e 2j 84 1 1e 4 1s 74 1c bk t 2o q hs 3f
w 3z 23 8g 3 3z i 4v w 1u l 7l b o w 4j w 29 3k 32 2 8e 2 32 1 8e 1 32 4q q 28 2k 28 4l 1c 4m 2o
29 w n w 2g 40 5g 28 c 3k 4f 1s f 1s 2j 28 3g 1c y g 1e 1c 4f g 5p 1 69 1 5p 1 80 1 69 1 5s 1 5t 1
6e 1 5r 1 6g 1 6d 1 69 1 6g 2 69 2 6g 1 78 1 6f 1 69 6 81 1 7c 1 82 1 7u 1 5q 1 7u 4 7b 1 7z 1 6b
1 76 3 6a 2 8f 6 2i 12 1l 5 y 1 2i 1d 1l 5 2i 4 1l 5 2i d y 1 2i 1y 1l 1 6l 2 5g 1i 67 1 5g 1 6u 1
5g 5 2i 74 1l 74 6v c 5g 2 6v x 8c 1 6v v 6w 1 6v a 7m 1 6v 2 7n 1 6v j 2i 3 6v b 2i 1 6v g 2i g
6v 1c 5g w 6c g 6v 12 1l 1 6v 3 2i 2 6v 6 2i 1 6v r 2i 1 6v h 2i 15 6v 19z m 74 6v lc 1f 2o 2i w v
3k 1e 1c 4u 28 1c 2o y w 6v n 7p 1 6v o 75 1 74 1 6v a 83 1 6v 4 6y 1 6v 1 7t 1 6v 1o 1t a8 88 g
6v 1 7h 1 7f 1 7d 1 6v 1 1t 1 85 1 1t 1 7g 2 7e 2 7i 6 6v 1 7d 1 7i 8 7d 4 6v 1 1t 9 5u 4 1s 2 7d
1 89 5 6v 1 7d 1 1t 4 86 2 85 3 1x 2g 6n 2 89 2 1x 3 89 1 26 2i 7i 1 89 1 26 8 k 18 1s 2n 85 g k w
85 1b 88 1 26 g 1s w 85 14 6v o 1s v 6v 1 85 1d 6v f 85 c 6v 4 26 1b 85 1 26 2g 85 p 6v a 85 5 6v
2o 85 v 6v 1 1t 534 6v 1s 1t g74 5e y8 2n 1c 56 8w y 1b z 1 y 1c d 2o 87 8 6v q 2i 2u 6v 3 2i 39
4h 1c 7v 3 7w 3 7y 2 7x 1 7y 7 3r 1s 42 2o 11 h 12 1 11 1 14 1 11 c 25 1a 8a 1 25 1 3x 1c 1s w 23
27 7k 1 23 g 36 w s 2o 36 w 4r 2o 34 x 1c 1b 2i 17 6v 1 2i 9 1l 1 2i 4 6v 2 2i 4 t 28 34 1s 1s f7k
1t e8 2i j 9 a 1w 1f 3 dq 72 2 3 4y 6 1 3 a 6 1 3 2 5g g 6v g 5g e y 2 6v l 7d 2 6v 15 3 3z 6v y
2i q 6v 6 2i q 6v 6 7i 5 26 a 89 1 26 19 89 2 1s 1s 6v w 2m 74 7q 2 7s 5 7r 1c 7s 9 1l 28 6v g 1l
1c 6v 19 5g 3n 2o w r 1s 5k 1 70 v 22 1c 1i w 3q 1c 55 w 5a 2o 17 28 45 1c 3l 1c 3k 28 1a 1c 1 1s
57 28 51 1s 2l ao 2i 3k x 1s 8 w 3n w 3b 2o 1v w 3u w 2p w 48 1s 2z w 2y 2o 28 2o 41 w 3a 1s 2t 1e
2u 1 2t d b 1s 3w w 3s w 3t 3k 3i 3k 21 3k 3y 1s 1d 80 3 w 5d 1u 3 1q 4c 1c 4b 1s 3m 1s u 1c 1b w
l 3k 2f 28 4d 1c p 28 2q 1c 46 2p 4a v 2a 3k 35 1c 49 28 1j 1 1k 1 1j 1 1k 2 1j 1i 6k 1 1k 1 1j 1v
54 3k 3c 3k 4z 74 47 3k 31 2o 32 w 4k 28 36 1c 2 74 16 4g 58 2o 15 4g 39 2o 5f 28 4e 2o q g 3o 1s
11 2o 46 2o 4g 1s j 34 2v 40 1h 2o 1g 28 52 1s g 6o 2r w 27 4w 2n g 4n g 4o 2 4n 1 4o 1 4n 18 5b
11s 5c 1j 5b 5 5c 2 5b c 5c e 3p 4k 5b 1tw w 34 19 3y8 1y 5q8 1p 1ds d g0 33 1c 50 2o e 1c 1z g0
2e 74 2w 2o i 2o 3v 68 4q 1 3e 1 1t 2 2b c 1t g 4q 5c0 2b e8 4q 74 24 6pc 26 h 1x 7z 26 3 1x 1 26
e 1x z 26 r 3e 234 18 4g 83 31c 6v lc 5g 28 6v d3 5g 2 6v 1q 5g 3 6v h 5g 8 6v 2 5g 7 6v u 5g 4 6v
2a 1l 28 6v b 5g 2 6v 77 85 i 6v we 44 lc 6v sg 2i 6r 1l 2 2i b 1f 1c y 5s 20 b4 53 1c 59 eo 38 74
3h 6o 4s 80 1c w 2x 74 0 oh 6v b3 3 e8 6v e8 1x 1 6v 27 85 g 6v 2ow 1t 2jnk 43 eb5t 6v 73 5g"""

# The Script (ISO 15924), then the Script_Extensions where they are not just that.
_VALUES = """
Adlm Aghb Ahom Arab ArabArabRohg ArabArabSyrcThaa ArabArabThaa ArabArabThaaYezi Armi Armn
ArmnArmnGeorGlag Avst Bali Bamu Bass Batk Beng BengBengCakmSylo Berf Bhks Bopo Brah Brai Bugi Buhd
Cakm Cans Cari Cham Cher Chrs Copt Cpmn Cprt Cyrl CyrlCyrlGlag CyrlCyrlPerm Deva DevaBengDevaTutg
DevaDevaDogrKthiMahj DevaDevaTaml Diak Dogr Dsrt Dupl Egyp Elba Elym Ethi Gara Geor Glag Gong Gonm
Goth Gran GranGranTaml Grek GrekCoptGrek Gujr GujrGujrKhoj Gukh Guru GuruGuruMult Hang Hani Hano
Hatr Hebr Hira Hluw Hmng Hmnp Hung Ital Java Jurc Kali Kana Kawi Khar Khmr Khoj Kits Knda
KndaKndaNandTutg Krai Kthi Lana Laoo Latn Lepc Limb Lina Linb Lisu Lyci Lydi Mahj Maka Mand Mani
ManiManiOugr Marc Medf Mend Merc Mero Mlym Modi Mong Mroo Mtei Mult Mymr MymrCakmMymrTale Nagm
Nand Narb Nbat Newa Nkoo Nshu Ogam Olck Onao Orkh Orya Osge Osma Ougr Palm Pauc Pcun Perm Phag
Phli Phlp Phnx Plrd Prti Rjng Rohg Runr Samr Sarb Saur Seal Sgnw Shaw Shrd Sidd Sidt Sind Sinh
Sogd Sogo Sora Soyo Sund Sunu Sylo Syrc Tagb Takr Tale Talu Taml TamlGranTaml TamlKndaMlymTamlTelu
Tang Tavt Tayo Telu Tfng Tglg Thaa Thai Tibt Tirh Tnsa Todr Tols Toto Tutg Ugar Vaii Vith Wara
Wcho Xpeo Xsux XsuxPcunXsux Yezi Yiii Zanb Zinh ZinhAghbCherCoptCyrlGothGrekLatnOsgeSyrcTfngTodr
ZinhAghbCherGothLatnSunuSyrcThai ZinhAghbLatnTodr ZinhArabCopt ZinhArabSyrc
ZinhArmnCyrlDuplGothGrekHebrLatnPermSyrcTaleTfng
ZinhBengDevaGranGujrGuruKndaLatnMlymNandNewaOryaShrdTamlTeluTirh
ZinhBengDevaGranGujrGuruKndaLatnMlymNewaOryaTamlTeluTirh ZinhBengDevaGranKnda ZinhBengDevaNewaShrd
ZinhBengDevaNewaTelu ZinhBengDevaNewaTeluTirh ZinhBengDevaTelu ZinhBopoHani
ZinhCherCoptCyrlGrekLatnPermSunuTale ZinhCherCyrlGrekLatnOsgeSunuTaleTodr ZinhCherCyrlLatnOsge
ZinhCherCyrlLatnTfng ZinhCherDuplKanaLatnSyrcTfng ZinhCherDuplLatnSyrc ZinhCherLatnSyrc
ZinhCherLatnTale ZinhCoptDuplHebrLatnPermSyrcTaleTfngTodr ZinhCoptElbaGlagGothKanaLatn
ZinhCyrlGrekLatnPermTfng ZinhCyrlLatn ZinhCyrlLatnSyrc ZinhCyrlLatnTodr ZinhDeva ZinhDevaGran
ZinhDevaGranKndaTutg ZinhDevaGranLatn ZinhDevaKndaMlymOryaTamlTelu ZinhDevaNewaShrd
ZinhDevaNewaTirh ZinhDevaShrd ZinhDuplLatnSyrc ZinhEthiLatn ZinhGlagLatnSunuSyrcThai ZinhGranTaml
ZinhGrek ZinhGrekLatnPermTodr ZinhHiraKana ZinhLatn ZinhLatnOsge ZinhLatnSunu ZinhLatnSunuSyrc
ZinhLatnSyrc ZinhLatnTfng ZinhSyrc Zyyy ZyyyAdlmArab ZyyyAdlmArabGaraNkooRohgSyrcThaaYezi
ZyyyAdlmArabHung ZyyyAdlmArabMandManiOugrPhlpRohgSogdSyrc ZyyyArabCopt
ZyyyArabGaraNkooRohgSyrcThaaYezi ZyyyArabNkoo
ZyyyAvstCariCoptDuplElbaGeorGlagGongGothGrekHaniLatnLydiMahjPermShaw
ZyyyAvstCariGeorHungKthiLydiSamr ZyyyAvstOrkh ZyyyBeng ZyyyBengCyrlDevaLatnLisuThaiToto
ZyyyBengDeva
ZyyyBengDevaDogrGongGonmGranGujrGukhGuruKndaLimbMahjMlymNandOnaoOryaSindSinhSyloTakrTamlTeluTirh
ZyyyBengDevaDogrGongGonmGranGujrGuruKndaMahjMlymNandOnaoOryaSindSinhSyloTakrTamlTeluTirh
ZyyyBengDevaGranKndaMlymNandOryaSinhTeluTirhTutg ZyyyBengDevaShrd ZyyyBopoHangHaniHiraKana
ZyyyBopoHangHaniHiraKanaLisuMongTibtYiii ZyyyBopoHangHaniHiraKanaMongPhagYiii
ZyyyBopoHangHaniHiraKanaMongTibtYiii ZyyyBopoHangHaniHiraKanaMongYiii ZyyyBopoHangHaniHiraKanaYiii
ZyyyBopoLatn ZyyyBugiJava ZyyyBuhdHanoTagbTglg ZyyyCariGeorGlagHungLyciOrkh ZyyyCariGrekHungMero
ZyyyCoptGrek ZyyyCoptLatn ZyyyCpmnCprtLinb ZyyyCprtLinaLinb ZyyyCprtLinb ZyyyCyrlGlag ZyyyDeva
ZyyyDevaDogrGujrGuruKhojKndaKthiMahjMlymModiNandShrdSindTakrTirhTutg
ZyyyDevaDogrGujrGuruKhojKndaKthiMahjModiNandShrdSindTakrTirhTutg
ZyyyDevaDogrGujrGuruKhojKthiMahjModiShrdSindTakrTirh
ZyyyDevaDogrGujrGuruKhojKthiMahjModiSindTakrTirh ZyyyDevaGran ZyyyDevaGranKnda ZyyyDevaNandNewa
ZyyyDevaNewa ZyyyDupl ZyyyGeorGlagLatn ZyyyHani ZyyyHaniHiraKana ZyyyHaniLatn ZyyyHaniTang
ZyyyHiraKana ZyyyKaliLatnMymr ZyyyLatnLisu ZyyyLatnMongPhag ZyyyLatnThai ZyyyMongPhag ZyyyNand
ZyyyRunr"""

_NAMES = """
Adlm=Adlam Aghb=Caucasian_Albanian Ahom=Ahom Arab=Arabic Armi=Imperial_Aramaic Armn=Armenian
Avst=Avestan Bali=Balinese Bamu=Bamum Bass=Bassa_Vah Batk=Batak Beng=Bengali Berf=Beria_Erfe
Bhks=Bhaiksuki Bopo=Bopomofo Brah=Brahmi Brai=Braille Bugi=Buginese Buhd=Buhid Cakm=Chakma
Cans=Canadian_Aboriginal Cari=Carian Cham=Cham Cher=Cherokee Chrs=Chorasmian Copt=Coptic
Cpmn=Cypro_Minoan Cprt=Cypriot Cyrl=Cyrillic Deva=Devanagari Diak=Dives_Akuru Dogr=Dogra
Dsrt=Deseret Dupl=Duployan Egyp=Egyptian_Hieroglyphs Elba=Elbasan Elym=Elymaic Ethi=Ethiopic
Gara=Garay Geor=Georgian Glag=Glagolitic Gong=Gunjala_Gondi Gonm=Masaram_Gondi Goth=Gothic
Gran=Grantha Grek=Greek Gujr=Gujarati Gukh=Gurung_Khema Guru=Gurmukhi Hang=Hangul Hani=Han
Hano=Hanunoo Hatr=Hatran Hebr=Hebrew Hira=Hiragana Hluw=Anatolian_Hieroglyphs Hmng=Pahawh_Hmong
Hmnp=Nyiakeng_Puachue_Hmong Hung=Old_Hungarian Ital=Old_Italic Java=Javanese Jurc=Jurchen
Kali=Kayah_Li Kana=Katakana Kawi=Kawi Khar=Kharoshthi Khmr=Khmer Khoj=Khojki
Kits=Khitan_Small_Script Knda=Kannada Krai=Kirat_Rai Kthi=Kaithi Lana=Tai_Tham Laoo=Lao Latn=Latin
Lepc=Lepcha Limb=Limbu Lina=Linear_A Linb=Linear_B Lisu=Lisu Lyci=Lycian Lydi=Lydian Mahj=Mahajani
Maka=Makasar Mand=Mandaic Mani=Manichaean Marc=Marchen Medf=Medefaidrin Mend=Mende_Kikakui
Merc=Meroitic_Cursive Mero=Meroitic_Hieroglyphs Mlym=Malayalam Modi=Modi Mong=Mongolian Mroo=Mro
Mtei=Meetei_Mayek Mult=Multani Mymr=Myanmar Nagm=Nag_Mundari Nand=Nandinagari
Narb=Old_North_Arabian Nbat=Nabataean Newa=Newa Nkoo=Nko Nshu=Nushu Ogam=Ogham Olck=Ol_Chiki
Onao=Ol_Onal Orkh=Old_Turkic Orya=Oriya Osge=Osage Osma=Osmanya Ougr=Old_Uyghur Palm=Palmyrene
Pauc=Pau_Cin_Hau Pcun=Proto_Cuneiform Perm=Old_Permic Phag=Phags_Pa Phli=Inscriptional_Pahlavi
Phlp=Psalter_Pahlavi Phnx=Phoenician Plrd=Miao Prti=Inscriptional_Parthian Rjng=Rejang
Rohg=Hanifi_Rohingya Runr=Runic Samr=Samaritan Sarb=Old_South_Arabian Saur=Saurashtra Seal=Seal
Sgnw=SignWriting Shaw=Shavian Shrd=Sharada Sidd=Siddham Sidt=Sidetic Sind=Khudawadi Sinh=Sinhala
Sogd=Sogdian Sogo=Old_Sogdian Sora=Sora_Sompeng Soyo=Soyombo Sund=Sundanese Sunu=Sunuwar
Sylo=Syloti_Nagri Syrc=Syriac Tagb=Tagbanwa Takr=Takri Tale=Tai_Le Talu=New_Tai_Lue Taml=Tamil
Tang=Tangut Tavt=Tai_Viet Tayo=Tai_Yo Telu=Telugu Tfng=Tifinagh Tglg=Tagalog Thaa=Thaana Thai=Thai
Tibt=Tibetan Tirh=Tirhuta Tnsa=Tangsa Todr=Todhri Tols=Tolong_Siki Toto=Toto Tutg=Tulu_Tigalari
Ugar=Ugaritic Vaii=Vai Vith=Vithkuqi Wara=Warang_Citi Wcho=Wancho Xpeo=Old_Persian Xsux=Cuneiform
Yezi=Yezidi Yiii=Yi Zanb=Zanabazar_Square Zinh=Inherited Zyyy=Common"""

_numbers = [int(number, 36) for number in _RANGES.split()]
_starts = list(accumulate(_numbers[::2]))
_indexes = _numbers[1::2]
_values = _VALUES.split()

_SHARED = ("Zyyy", "Zinh")  # Common and Inherited

# What Latin may stand with at the level Highly Restrictive (UTS #39, 5.2): the writing systems of
# one East Asian language. Each is also a single script by section 5.1.
_TOGETHER = (
    ("Latn", "Hani", "Hira", "Kana"),
    ("Latn", "Hani", "Bopo"),
    ("Latn", "Hani", "Hang"),
)


def mixed_scripts(label: str) -> list[str]:
    """The names of the scripts in a label, in order, if it is below Highly Restrictive; else none.

    A character that several scripts share, but not the others here, is named by its code point.
    """
    sets = []
    names: dict[str, None] = {}
    for char in dict.fromkeys(label):
        script, extensions = scripts(char)
        if extensions.isdisjoint(_SHARED):
            sets.append(extensions)
            names[f"U+{ord(char):04X}" if script in _SHARED else _name(script)] = None
    if (
        not sets
        or frozenset.intersection(*sets)
        or any(not any(map(frozenset(scripts).isdisjoint, sets)) for scripts in _TOGETHER)
    ):
        return []
    return list(names)


def scripts(char: str) -> tuple[str, frozenset[str]]:
    """The Script of a character and its Script_Extensions, as ISO 15924 codes."""
    value = _values[_indexes[bisect_right(_starts, ord(char)) - 1]]
    extensions = value[4:] or value
    return value[:4], frozenset(extensions[i : i + 4] for i in range(0, len(extensions), 4))


def _name(script: str) -> str:
    start = _NAMES.index(script + "=") + 5
    return _NAMES[start:].split(None, 1)[0].replace("_", " ")
