"""Words that say nothing: of a link where it leads, of an image what it shows.

Sources: cards ACC001 and ACC005 of presend's catalogue (August 2026); what goes beyond them is
presend's own, not confirmed.
"""

from __future__ import annotations

from presend import patterns

OF_LINKS = frozenset(
    phrase
    for phrases in (
        "click|click here|click this|click this link|click the link|here|this|this link|link|more"
        "|read more|learn more|see more|view more|find out more|more info|details|more details"
        "|go|continue|continue reading|press here|tap here",  # en
        "hier|hier klicken|klicken sie hier|klick hier|klicke hier|mehr|mehr lesen|weiterlesen"
        "|mehr erfahren|weitere infos|mehr infos",  # de
        "ici|cliquez ici|cliquer ici|plus|lire la suite|en savoir plus|lire plus|voir plus",  # fr
        "aquí|clic aquí|haz clic aquí|haga clic aquí|pulsa aquí|más|leer más|ver más|saber más"
        "|más información",  # es
        "qui|clicca qui|leggi di più|leggi tutto|scopri di più|di più",  # it
        "aqui|clique aqui|saiba mais|leia mais|ver mais|mais",  # pt
        "klik hier|lees meer|lees verder|meer|meer lezen|meer info",  # nl
        "kliknij tutaj|kliknij|tutaj|tu|więcej|czytaj więcej|dowiedz się więcej",  # pl
        "klikkaa|klikkaa tästä|klikkaa tätä|tästä|tässä|täältä|lue lisää|katso lisää|lisää",  # fi
        "klicka här|här|läs mer|mer|se mer",  # sv
        "klik her|klikk her|her|læs mere|les mer|se mere",  # da, nb
        "здесь|тут|нажмите здесь|подробнее|далее|читать далее",  # ru
    )
    for phrase in phrases.split("|")
)
"""Texts of links in small letters, words parted by one space."""

OF_IMAGES = patterns.compile(
    r"(?:an? |the |my |your )?(?:image|img|picture|photo|pic|graphic|spacer|pixel|blank|placeholder"
    r"|untitled|alt|alt[ _-]?text|alternate text|alternative text|image description|image alt"
    r"|bild|foto|kuva|imagen|immagine|imagem|afbeelding|obraz|obrázek|image here)"
    r"[ _-]?\d{0,3}\.?\Z",
    patterns.I,
)
"""The whole of an alternative text."""

FILE_NAME = patterns.compile(
    r"[^\s/]++(?<=\.png|\.jpg|\.gif|\.svg|\.bmp|jpeg|webp|avif)\Z", patterns.I
)
"""The whole of an alternative text that an editor made of the file's name."""

SPACER = patterns.compile(
    r"(?:^|[/_.-])(?:spacer|pixel|blank|clear|transparent|1x1|shim)(?:$|[/_.?&=-])", patterns.I
)
"""Found in the address of an image that only makes room."""
