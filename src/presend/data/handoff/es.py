"""The instructions for recipients in Spanish; see `presend.handoffs` for the keys."""

TEXT = {
    "title": "Cómo asegurarse de recibir nuestros correos",
    "intro": (
        "Los correos de {name} a veces llegan a la carpeta de spam o los retiene un filtro. "
        "Estos pasos ayudan a evitarlo."
    ),
    "book": "Añada nuestra dirección a sus contactos",
    "book_text": (
        "Guarde {address} en su libreta de direcciones. Los mensajes de direcciones conocidas "
        "se marcan con menos frecuencia como spam."
    ),
    "spam": "Mire en la carpeta de spam",
    "spam_text": (
        "Según el programa, se llama Spam, Correo no deseado o Junk. Busque allí la dirección "
        "{address}."
    ),
    "inbox": "Mueva el mensaje a la bandeja de entrada",
    "inbox_text": (
        "Abra el mensaje que haya encontrado y elija «No es spam», o muévalo a la bandeja de "
        "entrada. Mire también en otras pestañas y carpetas, incluida la papelera."
    ),
    "click": "Abra nuestros mensajes y haga clic en los enlaces",
    "click_text": (
        "Cuando abre nuestros mensajes y hace clic en los enlaces que le interesan, su "
        "servicio de correo aprende que desea recibirlos."
    ),
    "work": "En el trabajo: consulte a su departamento de informática",
    "work_text": (
        "Si el mensaje tampoco está en la carpeta de spam, es posible que el filtro de su "
        "empresa lo haya puesto en cuarentena. Envíe estos datos a su departamento de "
        "informática y pida que autoricen al remitente:"
    ),
    "address": "Dirección del remitente",
    "domain": "Dominio",
    "missing": (
        "Indique también el asunto, la fecha y la hora del mensaje que falta. Si lo "
        "solicitan, enviaremos la lista completa de las direcciones IP desde las que "
        "enviamos."
    ),
    "contact": "Si aun así no recibe nada, escríbanos: {contact}",
    "thanks": "¡Muchas gracias!",
    "colon": ": ",
}
