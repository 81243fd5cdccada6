"""The instructions for recipients in Finnish; see `presend.handoffs` for the keys."""

TEXT = {
    "title": "Näin varmistat, että sähköpostimme tulevat perille",
    "intro": (
        "Lähettäjän {name} viestit päätyvät joskus roskapostikansioon tai jäävät "
        "suodattimeen. Näiden ohjeiden avulla saat ne perille."
    ),
    "book": "Lisää osoitteemme yhteystietoihisi",
    "book_text": (
        "Tallenna osoite {address} sähköpostisi osoitekirjaan. Tutuista osoitteista tulevia "
        "viestejä merkitään harvemmin roskapostiksi."
    ),
    "spam": "Tarkista roskapostikansio",
    "spam_text": (
        "Kansion nimi voi olla Roskaposti, Spam tai Junk. Etsi sieltä viestejä, joiden "
        "lähettäjä on {address}."
    ),
    "inbox": "Siirrä viesti Saapuneet-kansioon",
    "inbox_text": (
        "Avaa löytämäsi viesti ja valitse ”Ei roskapostia” tai siirrä se Saapuneet-kansioon. "
        "Katso muutkin välilehdet ja kansiot, myös poistetut viestit."
    ),
    "click": "Avaa viestejämme ja napsauta linkkejä",
    "click_text": (
        "Kun avaat viestejämme ja napsautat niissä sinua kiinnostavia linkkejä, "
        "sähköpostipalvelusi oppii, että haluat saada niitä."
    ),
    "work": "Työpaikalla: ota yhteyttä IT-tukeen",
    "work_text": (
        "Jos viestiä ei löydy roskapostikansiostakaan, yrityksesi suodatin on voinut siirtää "
        "sen karanteeniin. Välitä nämä tiedot IT-tuelle ja pyydä sallimaan lähettäjä:"
    ),
    "address": "Lähettäjän osoite",
    "domain": "Verkkotunnus",
    "missing": (
        "Kerro myös puuttuvan viestin aihe, päivämäärä ja kellonaika. Lähetämme pyynnöstä "
        "täydellisen luettelon IP-osoitteista, joista viestimme lähtevät."
    ),
    "contact": "Jos viestit eivät vieläkään tule perille, kirjoita meille: {contact}",
    "thanks": "Kiitos!",
    "colon": ": ",
}
