"""Variables that ESPs know: names, and the nearest one to a name that is none.

Sources: HubSpot/hubspot-cms-vscode (MIT), snippets/man_gen, and a copy of HubSpot's page "HubL
variables" (6 April 2023) for what all email templates have; the default contact properties as
public integrations list them (HubSpot's own list was not read). Custom properties are as good
as these, so that a name counts as wrong only where it is nearly one of them.
"""

from __future__ import annotations

from presend.memo import Memo

HUBSPOT: dict[str, frozenset[str]] = {
    "": frozenset(
        "account background_color body_border_color body_border_color_choice body_color "
        "company_domain contact content content_id email_body_border_css email_body_padding "
        "email_body_width favicon_link hub_id hubspot_analytics_tracking_code local_dt "
        "local_time_zone module office_location_name owner page_meta portal_id "
        "primary_accent_color primary_font primary_font_color primary_font_size "
        "primary_font_size_num request secondary_accent_color secondary_font "
        "secondary_font_color secondary_font_size secondary_font_size_num site_settings "
        "standard_footer_includes standard_header_includes subscription_confirmation_url "
        "subscription_name unsubscribe_anchor unsubscribe_link unsubscribe_link_all "
        "unsubscribe_section view_as_page_section view_as_page_url widget year".split()
    ),
    "contact": frozenset(
        "address annualrevenue associatedcompanyid city closedate company company_size country "
        "createdate date_of_birth degree email fax field_of_study first_conversion_date "
        "first_conversion_event_name first_deal_created_date firstname followercount gender "
        "graduation_date hubspot_owner_id hubspot_owner_assigneddate hubspot_team_id hubspotscore "
        "industry ip_city ip_country ip_country_code ip_state ip_state_code job_function jobtitle "
        "lastmodifieddate lastname lifecyclestage linkedinbio linkedinconnections marital_status "
        "message military_status mobilephone notes_last_contacted notes_last_updated "
        "notes_next_activity_date num_associated_deals num_contacted_notes num_conversion_events "
        "num_notes num_unique_conversion_events numemployees owneremail ownername phone photo "
        "recent_conversion_date recent_conversion_event_name recent_deal_amount "
        "recent_deal_close_date relationship_status salutation school seniority start_date state "
        "total_revenue twitterbio twitterhandle twitterprofilephoto website work_email zip".split()
    ),
    "content": frozenset(
        "absolute_url archived author_email author_name author_username blog campaign "
        "campaign_name create_page created email_body emailbody_plaintext from_name id language "
        "meta_description name publish_date publish_date_localized reply_to slug subject "
        "template_path updated widgets".split()
    ),
    "site_settings": frozenset(
        "background_color body_border_color body_border_color_choice body_color "
        "color_picker_favorite_1 color_picker_favorite_2 color_picker_favorite_3 "
        "color_picker_favorite_4 color_picker_favorite_5 color_picker_favorite_6 company_city "
        "company_country company_domain company_name company_phone company_state "
        "company_street_address_1 company_street_address_2 company_zip office_location_name "
        "primary_accent_color primary_font primary_font_color primary_font_size "
        "primary_font_size_num secondary_accent_color secondary_font secondary_font_color "
        "secondary_font_size secondary_font_size_num".split()
    ),
}
"""HubSpot's variables by the name before the dot; "" for those without one."""


def is_hubspots(first: str, rest: str) -> bool:
    """Whether HubSpot gives a value to `first.rest`, or may: it has a table of few objects only."""
    known = HUBSPOT.get(first if rest else "")
    return known is None or (rest.partition(".")[0] or first) in known


def nearest(name: str, known: frozenset[str]) -> str | None:
    """The known name that is one or two slips of the keyboard away; None if there is none.

    A known name with something after it (`address2`, `company_old`) is a name of its own, and so
    is a short one that differs in more than one place.
    """
    return _found[name, known]


def _nearest(key: tuple[str, frozenset[str]]) -> str | None:
    name, known = key
    if len(name) > 60 or any(name.startswith(each) for each in known):
        return None
    slips = 2 if len(name) >= 8 else 1
    found = [(_distance(name, each, slips), each) for each in known if len(each) >= 5]
    close = [(distance, each) for distance, each in found if distance <= slips]
    return min(close)[1] if close else None


_found = Memo(_nearest, 1_000)


def _distance(one: str, other: str, most: int) -> int:
    """Insertions, deletions, changes and swaps of neighbours between two names; `most` + 1: more.

    Optimal string alignment (Damerau-Levenshtein with each place edited once).
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, char in enumerate(one, 1):
        this = [row]
        for column, against in enumerate(other, 1):
            cost = char != against
            best = min(last[column] + 1, this[-1] + 1, last[column - 1] + cost)
            swapped = row > 1 and column > 1 and char == other[column - 2]
            if swapped and one[row - 2] == against:
                best = min(best, before[column - 2] + 1)
            this.append(best)
        if min(this) > most:
            return most + 1
        before, last = last, this
    return last[-1]


def schema(text: str) -> frozenset[str]:
    """The names in a list of variables: a JSON Schema, a JSON list, or one a line."""
    import json

    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        lines = (line.partition("#")[0].strip() for line in text.splitlines())
        return frozenset(line for line in lines if line)
    names: set[str] = set()
    todo: list[object] = [value]
    while todo:
        each = todo.pop()
        if isinstance(each, dict):
            properties = each.get("properties")
            if isinstance(properties, dict):
                names.update(map(str, properties))
            elif each is value and "$schema" not in each and "type" not in each:
                names.update(map(str, each))
            todo += each.values()
        elif isinstance(each, list):
            if each is value:
                names.update(name for name in each if isinstance(name, str))
            todo += each
    return frozenset(names)
