"""How a screen of a form shows that answers are kept, and lets them be copied where they are not."""

from __future__ import annotations

from qa_desktop.words import tr
from ui import copied
from ui.forms.session import Session
from ui.kit import SaveState, announce


def show_keeping(session: Session, state: SaveState) -> None:
    """Has `state` follow `session`: saved, not saved, try again, copy answers."""
    session.saved.connect(state.saved)
    session.failed.connect(state.failed)
    state.try_again.connect(session.keep)
    state.copy_answers.connect(lambda: copy_answers(session, state))
    if session.signed is None:
        state.saved(session.changed_at())


def copy_answers(session: Session, near: SaveState) -> None:
    """Everything that is answered, as text, for when the disk will not take it."""
    told = [f"{session.called(q)}\n{v}" for q, v in session.answers.items() if q in session.steps]
    copied.copy(f"{session.title}\n\n" + "\n\n".join(told))
    announce(near, tr("Answers copied"))
