"""The hand-over as settings of mail servers: Postfix, rspamd, SpamAssassin.

Only names and addresses that have been read as such come into these files, and a label made of
letters; no text from outside does.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.allowlists.sender import Sender


def postfix(sender: Sender) -> str:
    """A CIDR table (cidr_table(5))."""
    table = f"cidr:/etc/postfix/{sender.label}.cidr"
    return (
        f"# {sender.name}: addresses that send, for Postfix: /etc/postfix/{sender.label}.cidr\n"
        "# In main.cf, against the tests of postscreen:\n"
        f"#   postscreen_access_list = permit_mynetworks, {table}\n"
        "# and against blocklists of clients, in smtpd_client_restrictions and nowhere else: in\n"
        "# smtpd_recipient_restrictions it would make an open relay.\n"
        f"#   smtpd_client_restrictions = check_client_access {table}\n"
    ) + "".join(f"{network} permit\n" for network in sender.cidrs)


def rspamd(sender: Sender) -> str:
    """Maps and a composite: the addresses count only together with From and a valid DKIM."""
    name = f"ALLOW_{sender.label.upper()}"
    domains = [sender.from_domain] if sender.from_domain else []
    domains += [each for each in sender.shared if each not in domains]
    parts = [f"{name}_IP"] * bool(sender.cidrs) + [f"{name}_FROM"] * bool(domains)
    parts += ["R_DKIM_ALLOW"]
    text = f"# {sender.name}, for rspamd. /etc/rspamd/local.d/multimap.conf:\n"
    if sender.cidrs:
        text += _map(f"{name}_IP", "ip", sender.cidrs)
    if domains:
        text += _map(f"{name}_FROM", "from", domains, '  filter = "email:domain";\n')
    text += (
        "# /etc/rspamd/local.d/composites.conf:\n"
        f'{name} {{\n  expression = "{" & ".join(parts)}";\n  score = -8.0;\n  policy = "leave";\n'
        f'  description = "mail of {sender.label} that is signed";\n}}\n'
    )
    return text


def _map(symbol: str, kind: str, values: list[str], more: str = "") -> str:
    listed = "".join(f'    "{value}",\n' for value in values)
    return f'{symbol} {{\n  type = "{kind}";\n{more}  score = 0.0;\n  map = [\n{listed}  ];\n}}\n'


def spamassassin(sender: Sender) -> str:
    """Lines for local.cf of SpamAssassin 4 (3.4: whitelist_ for welcomelist_)."""
    text = f"# {sender.name}, for SpamAssassin: /etc/spamassassin/local.cf\n"
    senders = [f"*@{sender.from_domain}"] if sender.from_domain else []
    for signer in sender.own_signers:  # the provider's signature is that of all its customers
        for each in senders:
            text += f"welcomelist_from_dkim {each} {signer}\n"
    for each in sender.shared:
        text += f"welcomelist_auth *@{each} *@*.{each}\n"
    if sender.cidrs and senders:
        text += "# without a signature, by address; needs internal_networks to be right\n"
    for each in senders:
        for network in sender.cidrs:
            text += f"welcomelist_from_rcvd {each} [{network}]\n"
    if not senders and not sender.shared:
        text += "# SpamAssassin allows no address alone, and no From domain is known: give --from\n"
    return text
