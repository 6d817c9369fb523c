"""Which rows an account does not read: what others are named on, and what hangs on that."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Select, Uuid, bindparam, func, select
from sqlalchemy.orm import Session

from webapp.domain.known_organizations import columns_naming_organizations
from webapp.models import Base, Charge, Hearing
from webapp.vocab.claims import Stance
from webapp.vocab.people import NameKind

_MOST = 64


@dataclass(frozen=True, eq=False)
class HiddenRows:
    """The keys of all that is hidden from one account."""

    sources: frozenset[UUID]
    versions: frozenset[UUID]
    passages: frozenset[UUID]
    claims: frozenset[UUID]
    citations: frozenset[UUID]
    verifications: frozenset[UUID]
    spellings: frozenset[UUID]
    facts: frozenset[UUID]
    cases: frozenset[UUID]
    organizations: frozenset[UUID]

    @property
    def rows(self) -> frozenset[UUID]:
        """The rows of other records of which no history is told."""
        return self.claims | self.citations | self.verifications | self.spellings | self.facts

    @property
    def records(self) -> frozenset[UUID]:
        """The records of which no history is told."""
        return self.sources | self.cases | self.organizations


_kept: OrderedDict[Any, HiddenRows] = OrderedDict()
_lock = Lock()


def hidden_from(session: Session, account_id: UUID) -> HiddenRows:
    """Return what is hidden from an account: worked out once for each state of the database."""
    revision = _table("revision")
    newest = session.scalar(select(revision.c.hash).order_by(revision.c.number.desc()).limit(1))
    key = (account_id, newest)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    hidden = _worked_out(session, account_id)
    with _lock:
        _kept[key] = hidden
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return hidden


def keys_in(keys: Collection[UUID], dialect: str) -> Select[Any]:
    """Return a query for these keys, which travel as one parameter, however many they are."""
    if dialect == "postgresql":
        return select(func.unnest(bindparam(None, sorted(keys), type_=ARRAY(Uuid()))))
    packed = "[" + ",".join(f'"{key.hex}"' for key in sorted(keys)) + "]"
    return select(func.json_each(packed).table_valued("value").c.value)


def _worked_out(session: Session, account_id: UUID) -> HiddenRows:
    def keys(query: Select[Any]) -> frozenset[UUID]:
        return frozenset(session.scalars(query))

    def among(ids: Collection[UUID]) -> Select[Any]:
        return keys_in(ids, session.get_bind().dialect.name)

    def closed(name: str) -> Select[Any]:
        table = _table(name)
        named = table.c.named_accounts
        return select(table.c.id).where(named.is_not(None), named.not_like(f"%{account_id}%"))

    citation, step, verification = _table("citation"), _table("charge_step"), _table("verification")
    version, passage, spelling = _table("source_version"), _table("passage"), _table("organization_name")
    fact = _table("organization_fact")
    sources = keys(closed("source"))
    versions = keys(select(version.c.id).where(version.c.source_id.in_(among(sources))))
    passages = keys(select(passage.c.id).where(passage.c.source_version_id.in_(among(versions))))
    resting = keys(select(citation.c.claim_id).where(citation.c.passage_id.in_(among(passages))))
    supported = select(citation.c.claim_id).where(
        citation.c.claim_id.in_(among(resting)),
        citation.c.stance == Stance.SUPPORTS,
        citation.c.passage_id.not_in(among(passages)),
    )
    claims = keys(closed("claim")) | (resting - keys(supported))
    # The steps of a charge go with it.
    claims |= keys(select(step.c.id).where(step.c.charge_id.in_(among(claims))))
    citations = keys(select(citation.c.id).where(citation.c.claim_id.in_(among(claims))))
    citations |= keys(select(citation.c.id).where(citation.c.passage_id.in_(among(passages))))
    verifications = keys(select(verification.c.id).where(verification.c.passage_id.in_(among(passages))))
    printed = spelling.c.passage_id.in_(among(passages))
    # Without its main name nothing can be called; where nothing else names it, it is hidden itself.
    spellings = keys(select(spelling.c.id).where(printed, spelling.c.kind != NameKind.MAIN))
    facts = keys(select(fact.c.id).where(fact.c.passage_id.in_(among(passages))))
    in_court = [(kind.__table__.c.id, kind.__table__.c.case_id, claims) for kind in (Charge, Hearing)]
    source, body, case = _table("source"), _table("organization"), _table("court_case")
    cases = _closure(
        lambda cases: _named_alone(session, [*in_court, (case.c.id, case.c.earlier_id, cases)])
    )
    naming = [(column.table.c.id, column, claims) for column in columns_naming_organizations()]
    naming += [
        (source.c.id, source.c.publisher_id, sources),
        (spelling.c.passage_id, spelling.c.organization_id, passages),
        (fact.c.id, fact.c.organization_id, facts),
        (case.c.id, case.c.court_id, cases),
    ]
    organizations = _closure(
        lambda bodies: _named_alone(session, [*naming, (body.c.id, body.c.parent_id, bodies)])
    )
    return HiddenRows(
        sources, versions, passages, claims, citations, verifications, spellings, facts, cases, organizations,
    )


def _closure(hidden_beside: Callable[[frozenset[UUID]], frozenset[UUID]]) -> frozenset[UUID]:
    """Return the records that are hidden, with those that only these name, and so on."""
    hidden = hidden_beside(frozenset())
    while (more := hidden_beside(hidden)) != hidden:
        hidden = more
    return hidden


def _named_alone(session: Session, naming: Iterable[tuple[Any, Any, frozenset[UUID]]]) -> frozenset[UUID]:
    """Return the records that hidden rows name and nothing else.

    Each of `naming` is the key of rows, the column by which they name a record, and which are hidden.
    """
    dialect = session.get_bind().dialect.name
    naming = list(naming)
    named: set[UUID] = set()
    for key, column, hidden in naming:
        query = select(column).where(key.in_(keys_in(hidden, dialect)), column.is_not(None))
        named.update(session.scalars(query.distinct()))
    for key, column, hidden in naming:
        shown = select(column).where(column.in_(keys_in(named, dialect)), key.is_not(None))
        named.difference_update(session.scalars(shown.where(key.not_in(keys_in(hidden, dialect))).distinct()))
    return frozenset(named)


def _table(name: str) -> Any:
    return Base.metadata.tables[name]
