"""The instructions for recipients in French; see `presend.handoffs` for the keys."""

TEXT = {
    "title": "Comment être sûr de recevoir nos e-mails",
    "intro": (
        "Les e-mails envoyés par {name} arrivent parfois dans le dossier des courriers "
        "indésirables ou sont retenus par un filtre. Voici comment y remédier."
    ),
    "book": "Ajoutez notre adresse à vos contacts",
    "book_text": (
        "Enregistrez {address} dans votre carnet d’adresses. Les messages provenant d’une "
        "adresse connue sont moins souvent considérés comme indésirables."
    ),
    "spam": "Regardez dans le dossier des indésirables",
    "spam_text": (
        "Selon votre messagerie, il s’appelle Spam, Indésirables ou Courrier indésirable. "
        "Cherchez-y l’adresse {address}."
    ),
    "inbox": "Déplacez le message vers la boîte de réception",
    "inbox_text": (
        "Ouvrez le message trouvé et choisissez «\u00a0Non-spam\u00a0», ou déplacez-le vers "
        "la boîte de réception. Regardez aussi dans les autres onglets et dossiers, y compris "
        "la corbeille."
    ),
    "click": "Ouvrez nos messages et cliquez sur les liens",
    "click_text": (
        "Lorsque vous ouvrez nos messages et cliquez sur les liens qui vous intéressent, "
        "votre messagerie apprend que vous souhaitez les recevoir."
    ),
    "work": "Au travail\u00a0: adressez-vous à votre service informatique",
    "work_text": (
        "Si le message ne se trouve pas non plus parmi les indésirables, le filtre de votre "
        "entreprise l’a peut-être mis en quarantaine. Transmettez ces informations à votre "
        "service informatique et demandez-lui d’autoriser l’expéditeur\u00a0:"
    ),
    "address": "Adresse de l’expéditeur",
    "domain": "Domaine",
    "missing": (
        "Indiquez aussi l’objet, la date et l’heure du message manquant. Sur demande, nous "
        "envoyons la liste complète des adresses IP utilisées pour nos envois."
    ),
    "contact": "Si rien n’arrive malgré tout, écrivez-nous\u00a0: {contact}",
    "thanks": "Merci\u00a0!",
    "colon": "\u00a0: ",
}
