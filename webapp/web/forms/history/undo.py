"""The form by which a change is undone."""

from webapp.web.forms.base import ReasonedForm


class UndoForm(ReasonedForm):
    """Undoing: nothing but the reason, since what goes back is fixed by the history."""
