"""Pages of counting rules: a curator adds one with the words of the law, corrects it, removes it."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from tests.support.forms import errors, links, main_text, post_form

WORDS = "One day on remand counts as one and a half days of the term."


@on_sqlite
def test_a_curator_adds_a_rule_with_its_words_corrects_and_removes_it(
    clara: FlaskClient, client: FlaskClient, session: Session
) -> None:
    code = make.legal_code(session)
    law = make.source(session, "Criminal Code", f"Article 72. {WORDS}")
    session.commit()
    assert "No rule is recorded: each day counts as one" in main_text(client.get("/law"))
    new = f"/law/{code.id}/counting-rules/new"
    rule = {"restraint": "pretrial_detention", "numerator": "3", "denominator": "2", "reason": "Read"}
    without = post_form(clara, new, **rule, source=law.reference)
    assert (without.status_code, list(errors(without))) == (422, ["quote"])
    wrong = post_form(clara, new, **rule | {"numerator": "many"}, source=law.reference, quote=WORDS)
    assert (wrong.status_code, list(errors(wrong))) == (422, ["numerator"])
    added = post_form(clara, new, **rule, source=law.reference, quote=WORDS, since="14.07.2018")
    assert added.headers["Location"] == f"/law#code-{code.id}"
    page = client.get("/law")
    assert "Pre-trial detention counted 1 : 3/2 since 14 July 2018" in main_text(page)
    assert f"The words of the law … Article 72. {WORDS}" in main_text(page)
    assert not any("counting-rules" in link for link in links(page))
    assert "Pre-trial detention counted 1 : 3/2: Criminal Code" in main_text(client.get("/sources/S-0001"))
    (given,) = client.get("/api/v1/provisions/" + str(make.provision(session, code=code).id)).json[
        "counting_rules"
    ]
    assert (given["held_in"], given["days_of_term"], given["for_days_held"], given["exact"]) == (
        "pretrial_detention", 3, 2, WORDS,
    )  # fmt: skip
    (revise,) = (link for link in links(clara.get("/law")) if "counting-rules" in link and "revise" in link)
    assert post_form(clara, revise, numerator="2", denominator="1", reason="Amended").status_code == 303
    assert "counted 1 : 2 since" in main_text(client.get("/law"))
    assert "Days of the term" in main_text(clara.get(f"/law/{code.id}/history"))
    assert post_form(clara, revise.replace("/revise", "/remove"), reason="A slip").status_code == 303
    assert "No rule is recorded" in main_text(client.get("/law"))
