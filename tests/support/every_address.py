"""An address of every page, each leading to something which is there."""

from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests import make
from tests.domain.sources.extraction.files import pdf
from tests.support.claim_kinds import NOUNS
from tests.support.counting_rules import counting_rule
from tests.support.intake import captured, captured_pdf, printed_source
from webapp.domain.accounts import accounts, calendar_feeds
from webapp.models import Comparison, Revision
from webapp.vocab.claims import ClaimState, Visibility


def every_address(session: Session, folder: Path) -> dict[str, str]:
    """Return an address of each endpoint with a variable part, that leads to something which is there.

    Originals are kept in a folder.
    """
    who, union = make.person(session), make.organization(session)
    source = make.source(session, text="A text.")
    provision = make.provision(session)
    shown, waiting = (
        make.status(session, who, since="2019"),
        make.charge(session, who, state=ClaimState.IN_REVIEW),
    )
    secret = accounts.make_link(session, make.account(session, "Bahar"), now=datetime.now(UTC))
    found = {f"{noun.name}.revise": noun.revise(noun.made(session, who)) for noun in NOUNS}
    found |= {f"{noun.name}.new": noun.new(session, who) for noun in NOUNS}
    person, organization = f"/people/{who.reference}", f"/organizations/{union.reference}"
    text, code = f"/sources/{source.reference}", f"/law/{provision.legal_code_id}"
    account = f"/accounts/{make.account(session).id}"
    citation = f"/citations/{shown.citations[0].id}"
    newer = make.version(session, shown.citations[0].passage.source_version.source, f"{make.TEXT} Twice.")
    compared = session.scalars(select(Comparison)).first()
    assert compared is not None
    waits = f"/captures/{captured(session, folder / 'archive', 'A text that waits.').id}"
    archive = folder / "archive"
    kept = printed_source(session, archive, pdf("Printed."), "Printed.", 0)
    printed = f"/sources/{kept.reference}/versions/1/pages/1"
    brought = f"/captures/{captured_pdf(session, archive, pdf('It waits.'), 'It waits.', 0).id}/pages/1.png"
    make.list_issue(session)
    search = f"/searches/{make.saved_search(session).slug}"
    told = make.organization_fact(session, union)
    counted = f"/counting-rules/{counting_rule(session, provision.legal_code).id}"
    hidden = make.fact(session, who, value="A closed door", visibility=Visibility.RESTRICTED)
    closed = make.source(session, "A closed note", "Its text.", visibility=Visibility.RESTRICTED)
    made = session.scalars(select(Revision).where(Revision.row_id == waiting.id)).one()
    token = calendar_feeds.make_feed(session, make.account(session), discreet=False, now=make.AT)
    session.commit()
    case = f"/cases/{make.court_case(session).reference}"
    claim, article = f"/claims/{waiting.id}", f"/provisions/{provision.id}"
    for noun, base, acts in (
        ("people", person, ("revise", "retire", "verify")),
        ("organizations", organization, ("revise", "retire")),
        ("sources", text, ("revise", "retire", "attach")),
        ("legal_codes", code, ("revise", "retire")),
        ("provisions", article, ("revise", "retire")),
        ("counting_rules", counted, ("revise", "remove")),
        ("cases", case, ("revise", "retire")),
        ("claims", claim, ("revise", "cite", "publish", "withdraw")),
        ("accounts", account, ("revise", "link")),
        ("citations", citation, ("remove",)),
    ):
        found |= {f"{noun}.{act}": f"{base}/{act}" for act in acts}
    return found | {
        "counting_rules.new": f"{code}/counting-rules/new",
        "counting_rules.recount": "/law/recounting",
        "counting_rules.cancel": "/law/recounting/cancel",
        "named_access.of_claim": f"/claims/{hidden.id}/named-accounts",
        "named_access.of_source": f"/sources/{closed.reference}/named-accounts",
        "second_factor.remove_of": f"{account}/second-factor/remove",
        "passkeys.remove": f"/account/passkeys/{make.person(session).id}/remove",
        "own_account.end_session": f"/account/sessions/{make.person(session).id}/end",
        "ranks.revise": f"{claim}/rank", "ranks.order": f"/claims/{shown.id}/order",
        "people.show": person, "history.person": f"{person}/history",
        "organizations.show": organization, "history.organization": f"{organization}/history",
        "organizations.merge": f"{organization}/merge",
        "organizations.add_name": f"{organization}/names/new",
        "prisons.show": f"{organization}/held", "prisons.table": f"{organization}/held.csv",
        "prisons.add_fact": f"{organization}/facts/new",
        "prisons.revise_fact": f"/organization-facts/{told.id}/revise",
        "prisons.remove_fact": f"/organization-facts/{told.id}/remove",
        "comparisons.show": f"/sources/{newer.source.reference}/versions/2",
        "comparisons.carry": f"/sources/{newer.source.reference}/versions/2/unchanged",
        "comparisons.decide": f"/comparisons/{compared.id}",
        "captures.confirm": waits, "captures.discard": f"{waits}/discard",
        "rereading.read_again": f"{waits}/read-again", "rereading.read_on": f"{waits}/read-on",
        "captures.as_version": f"{waits}/version", "captures.version": f"{text}/versions/new",
        "captures.original": f"{text}/versions/1/original",
        "page_images.show": printed, "page_images.image": f"{printed}.png",
        "page_images.of_capture": brought,
        "sources.nothing_in_it": f"{text}/nothing-in-it",
        "sources.show": text, "history.source": f"{text}/history",
        "history.legal_code": f"{code}/history", "history.account": f"{account}/history",
        "undoing.edit": f"/edits/{made.edit_id}/undo",
        "undoing.cancel": f"/edits/{made.edit_id}/undo/cancel",
        "undoing.change": f"/changes/{made.number}/undo",
        "readings.cite": f"{text}/cite", "readings.selection": f"{text}/selection?start=0&end=6",
        "reconciling.suggest": "/reconcile/suggest/entity",
        "reconciling.preview": f"/reconcile/preview/{who.reference}", "decrees.record": f"{text}/decree",
        "imports.bring_in": f"{text}/rows", "imports.refused": f"{text}/rows/refused",
        "long_lists.show": f"{text}/rows/long", "long_lists.cancel": f"{text}/rows/long/cancel",
        "imports.keep_mapping": f"{text}/rows/mapping",
        "imports.remove_mapping": f"{text}/rows/mapping/{who.id}/remove",
        "readings.open_for": f"{person}/desk?source=S-0001", "choices.offered": "/choices/sources",
        "people.note": f"{person}/note",
        "readings.full": f"{text}/forms?person={who.reference}&noun=statuses",
        "calendars.feed": f"/calendar/{token}.ics", "calendars.revoke": f"/due/calendar/{who.id}/revoke",
        "cases.show": case, "cases.rule": f"{case}/ruling", "history.case": f"{case}/history",
        "provisions.show": article, "provisions.new": f"{code}/provisions/new",
        "citations.show": citation, "static": "/static/habeas.css",
        "list_issues.show": "/issues/1", "list_issues.file": "/issues/1.csv",
        "saved_searches.show": search, "saved_searches.csv": f"{search}.csv",
        "saved_searches.revise": f"{search}/revise", "saved_searches.retire": f"{search}/retire",
        "history.saved_search": f"{search}/history", "decrees.choose_text": f"{search}/decree",
        "withholdings.withhold": f"{person}/withhold", "withholdings.show_again": f"{person}/show-again",
        "judgements.merge": f"{person}/merge",
        "judgements.distinguish": f"{person}/different/{make.person(session, 'Bahar Misalli').reference}",
        "dossiers.show": f"{person}/dossier", "exports.person": f"{person}.jsonld",
        "exports.citation": f"{citation}.jsonld", "statistics.table": "/statistics/status.csv",
        "durations.table": "/statistics/durations/held.csv",
        "durations.members": "/statistics/durations/held?by=everybody&value=everybody",
        "sign_in.by_link": f"/sign-in/{secret}", "search_engines.records": "/sitemaps/people-1.xml",
        "exports.parquet": "/export/charges.parquet",
        "api_wholes.case": f"/api/v1{case}", "api_wholes.provision": f"/api/v1{article}",
        "api_wholes.issue": "/api/v1/issues/1",
        "api.person": f"/api/v1{person}", "api.source": f"/api/v1{text}",
        "api.organization": f"/api/v1{organization}", "api.citation": f"/api/v1{citation}",
    }  # fmt: skip


def rules(app: Flask, method: str) -> list[Rule]:
    """Return the addresses of the site that take this method."""
    return [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]


def at(rule: Rule, addresses: dict[str, str]) -> str:
    """Return an address of a rule; one with a variable part is among `addresses`."""
    return addresses[rule.endpoint] if rule.arguments else rule.rule
