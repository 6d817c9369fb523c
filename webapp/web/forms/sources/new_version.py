"""Forms of comparisons: citing all that is unchanged from a new version too, and deciding on one passage."""

from typing import Any

from flask import url_for
from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, Field

from webapp.domain.accounts import drafts
from webapp.models import Comparison, SourceVersion
from webapp.vocab.comparisons import Decision
from webapp.web.forms.base import ReasonedForm, VersionedForm
from webapp.web.forms.fields import WordField
from webapp.web.forms.quoting import QuotingForm


class UnchangedForm(ReasonedForm):
    """That all unchanged passages are cited from the new version too: nothing but the reason."""

    @classmethod
    def on(cls, version: SourceVersion) -> "UnchangedForm":
        """Return the form for a version."""
        return cls(data={"reason": _compared(version)})


class DecisionForm(VersionedForm, QuotingForm):
    """What becomes of one passage; the words of another place are pasted where the proposed one is wrong."""

    credibility = citation_note = translation = None
    decision = WordField(lazy_gettext("Decision"), Decision, nothing=lazy_gettext("choose"))
    confirmed = BooleanField(lazy_gettext("The other words still bear out everything listed here"))

    def __init__(self, *args: Any, obj: Comparison | None = None, **options: Any) -> None:
        self._comparison = obj
        super().__init__(*args, obj=obj, **options)
        self.quote.label.text = gettext("Other words of the new version")
        self.quote.description = gettext("If it stands at another place: paste its words there.")

    @classmethod
    def on(cls, comparison: Comparison) -> "DecisionForm":
        """Return the form for a comparison, begun with a reason."""
        form = cls(obj=comparison)
        if not form.is_submitted():
            form.reason.data = _compared(comparison.source_version)
        return form

    @classmethod
    def among_others(cls, comparison: Comparison) -> "DecisionForm":
        """Return the form for one of many comparisons on a page: no id in it is that of another."""
        form = cls.on(comparison)
        form.opened.data = drafts.new_address(url_for("comparisons.decide", comparison_id=comparison.id))
        for field in form:
            field.id = field.label.field_id = f"{field.name}-{comparison.id}"
        return form

    def compared(self) -> list[Field]:
        """Return the decision: all else is only how it is made."""
        return [self.decision]

    def cited_version(self) -> SourceVersion | None:
        """Return the new version."""
        return self._comparison.source_version if self._comparison else None

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of the domain function. Raises Refused."""
        moved = self.has_quote() and self.decision.data is Decision.MOVED
        return {
            "version": self.version.data,
            "decision": self.decision.data,
            "place": self.pasted_quotation().span if moved else None,
            "confirmed": self.confirmed.data,
        }

    @classmethod
    def parameters(cls) -> set[str]:
        """Return the names of the keyword arguments that `values` gives."""
        return super().parameters() - {"quote", "match"} | {"place"}


def _compared(version: SourceVersion) -> str:
    return gettext("Compared with version %(number)s", number=version.number)
