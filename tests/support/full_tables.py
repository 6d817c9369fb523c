"""A database with a row in every table, put there by plain SQL."""

from sqlalchemy import Connection

from tests.support import rows
from tests.support.blank_summary import NOTHING_STATED, nothing_stated
from webapp.models import THE_HOME, LibertySpan


def fill(connection: Connection) -> None:
    """Insert at least one row into every table but `counter`, where there are some already."""
    for kind in rows.KINDS:
        rows.cited_claim(connection, kind)
    account, person, source = (make(connection) for make in (rows.account, rows.person, rows.source))
    name = {"text": "Freedom Committee", "kind": "main", "position": 1, "version": 1}
    rows.insert(connection, "organization_name", organization_id=rows.organization(connection), **name)
    code = rows.insert(
        connection, "legal_code", country="AZ", code="CC", title="Criminal Code", year=2000,
        state="published", version=1,
    )  # fmt: skip
    rows.insert(
        connection, "provision", legal_code_id=code, number="206.3", article="206", part="3",
        sort_key="0206.0003", state="published", version=1,
    )  # fmt: skip
    rows.insert(
        connection, "court_case", reference="K-0001", name="The couriers' case", instance="first",
        state="published", version=1,
    )  # fmt: skip
    rows.insert(
        connection, "calendar_feed", account_id=account, token_hash="a", discreet=False, made_at=rows.NOW
    )
    rows.insert(
        connection, "calendar_entry", uid="hearing-1", kind="hearing", person_id=person, day="2026-11-22",
        precise=True, sequence=0, cancelled=False, changed_at=rows.NOW,
    )  # fmt: skip
    rows.insert(connection, "sign_in_link", account_id=account, secret_hash="a", expires_at=rows.NOW)
    rows.insert(
        connection, "account_session", account_id=account, token_hash="a", started_at=rows.NOW,
        expires_at=rows.NOW, last_source_id=source,
    )  # fmt: skip
    rows.revision(connection)
    rows.put(
        connection, "seal", number=1, table_name="custody", row_key="a", digest="a" * 64,
        previous_hash="0" * 64, hash="b" * 64,
    )  # fmt: skip
    summary = {"reference": "P-0001", "name": "Elvin Sinagov", "sort_key": "elvin sinagov P-0001"}
    rows.put(
        connection, "person_summary", person_id=person, audience="public", state="published",
        status="arrested", held="yes", conflict=False, source_count=1, version=1, **NOTHING_STATED | summary,
    )  # fmt: skip
    rows.put(connection, "summary_facet", audience="public", person_id=person, facet="source", value="S-0001")
    rows.insert(
        connection, "list_issue", number=1, title="A list", filter="", as_of="2026-11-20", made_at=rows.NOW,
        made_by_id=account, people=1, sha256="a" * 64, file=b"1", departed="{}",
    )  # fmt: skip
    rows.insert(
        connection, "withholding", person_id=person, withheld=True, at=rows.NOW, by_id=account,
        reason="They hide.",
    )  # fmt: skip
    search = {"slug": "held", "title": "Held", "query": "held=yes"}
    rows.insert(connection, "home_rules", id=THE_HOME.hex, own_claims="by_another", version=1)
    entry = rows.insert(connection, "audit_entry", at=rows.NOW, event="signed_in", by_id=account)
    rows.insert(connection, "notice", account_id=account, audit_entry_id=entry)
    rows.insert(connection, "recovery_code", account_id=account, secret_hash="a")
    rows.insert(
        connection, "passkey", account_id=account, name="Key", credential_id="a", public_key="b",
        sign_count=2**32 - 1, added_at=rows.NOW, challenged_at=rows.NOW,
    )  # fmt: skip
    rows.insert(connection, "saved_search", **search, state="published", version=1)
    rows.insert(
        connection, "judgement", one_id=person, other_id=rows.person(connection), verdict="different"
    )
    rows.insert(
        connection, "entry_judgement", organization_id=rows.organization(connection), name="E. Sinagov",
        bearer_id=person, candidates="P-0001", reason="The same day of birth.", version=1,
    )  # fmt: skip
    rows.insert(
        connection, "verification", person_id=person, day="2026-11-22", checked="status", method="family",
        note="The family was asked.", by_id=account,
    )  # fmt: skip
    rows.put(
        connection, "facet_members", audience="public", facet="held", value="yes", number=1, members=b"1"
    )
    rows.put(connection, "name_token", audience="public", token="sinagov", person_id=person)
    rows.put(
        connection, "liberty_span", audience="public", person_id=person, begins="2024-05-03",
        ends="9999-12-31", status="arrested", held="yes",
        **nothing_stated(LibertySpan) | {"status_since_edtf": "2024-05-03"},
    )  # fmt: skip
    rows.put(
        connection, "due_day", audience="public", person_id=person, kind="term_ends", event_id=person,
        day="2026-12-01", edtf="", sitting=str(person),
    )  # fmt: skip
    rows.put(connection, "name_key", key="inagov", token="sinagov")
    version = rows.version(connection)
    name_in_text = {"passage_id": rows.passage(connection, rows.version(connection)), "text": "A. Kimsayev"}
    rows.insert(connection, "unmatched_name", **name_in_text)
    rows.insert(
        connection, "organization_fact", organization_id=rows.organization(connection), kind="visits",
        text="One hour a month.", passage_id=rows.passage(connection, rows.version(connection)), version=1,
    )  # fmt: skip
    rows.insert(
        connection, "counting_rule", legal_code_id=code, restraint="pretrial_detention", numerator=3,
        denominator=2, passage_id=rows.passage(connection, rows.version(connection)), version=1,
    )  # fmt: skip
    rows.insert(
        connection, "list_batch", source_version_id=version, rows=1, new_people=1, claims=2, first_number=1,
        last_number=3, first_hash="a" * 64, last_hash="b" * 64, finished_at=rows.NOW,
    )  # fmt: skip
    rows.insert(
        connection, "unfinished_batch", first_number=1_000, lowest_key="0" * 32, highest_key=f"{1:032}",
        begun_at=rows.NOW,
    )  # fmt: skip
    rows.insert(
        connection, "list_mapping", title="Their list", source_id=source, columns="name\tfull name",
        statuses="", version=1,
    )  # fmt: skip
    rows.insert(
        connection, "custody", source_version_id=version, event="collected", at=rows.NOW, by_id=account,
        how="pasted", sha256="a" * 64,
    )  # fmt: skip
    rows.put(connection, "source_part", source_version_id=version, number=0, text=rows.TEXT)
    rows.put(connection, "source_page", source_version_id=version, number=1, start=0)
    rows.put(connection, "source_word", source_version_id=version, word="sinagov")
    rows.insert(
        connection, "comparison", passage_id=rows.passage(connection, version), source_version_id=version,
        verdict="lost", version=1,
    )  # fmt: skip
    rows.put(
        connection, "draft", account_id=account, address="/people/new", title="Add a person", fields="[]",
        saved_at=rows.NOW,
    )  # fmt: skip
    rows.insert(
        connection, "capture", account_id=account, at=rows.NOW, how="pasted", media_type="text/plain",
        bytes_sha256="a" * 64, text="Words.", text_sha256="b" * 64, page_starts="[]", extractor="pasted",
        found="{}",
    )  # fmt: skip
