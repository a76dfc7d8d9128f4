"""Forms being filled in, their undo journal, and the settings of this profile: all that may change."""

from __future__ import annotations

from db.rows import DraftRow, StepRow
from db.tables import Tables, whole


class Drafts(Tables):
    def put_draft(self, doc: str, template: str, body: bytes, changed: str) -> None:
        self._run(
            "drafts",
            """INSERT INTO drafts (doc, template, body, changed) VALUES (?, ?, ?, ?)
               ON CONFLICT (doc) DO UPDATE SET
                 template = excluded.template, body = excluded.body, changed = excluded.changed""",
            doc,
            template,
            body,
            changed,
        )

    def draft(self, doc: str) -> DraftRow | None:
        found = self._drafts("WHERE doc = ?", doc)
        return found[0] if found else None

    def drafts(self) -> list[DraftRow]:
        """By document."""
        return self._drafts("ORDER BY doc")

    def _drafts(self, which: str, *values: str) -> list[DraftRow]:
        rows = self._read(f"SELECT doc, template, body, changed FROM drafts {which}", *values)
        found = [DraftRow(*row) for row in rows]
        for row in found:
            whole(row.body)
        return found

    def drop_draft(self, doc: str) -> None:
        """The draft and its journal go."""
        with self.write():
            self._run("drafts", "DELETE FROM drafts WHERE doc = ?", doc)
            self._run("draft_steps", "DELETE FROM draft_steps WHERE doc = ?", doc)

    def push_step(self, doc: str, question: str, before: str | None, after: str | None) -> None:
        """Notes a change, so that it can be undone. What was undone before it cannot be done again."""
        with self.write():
            self._run("draft_steps", "DELETE FROM draft_steps WHERE doc = ? AND undone", doc)
            self._run(
                "draft_steps",
                """INSERT INTO draft_steps (doc, step, question, before, after)
                   SELECT ?1, 1 + coalesce(max(step), 0), ?2, ?3, ?4 FROM draft_steps WHERE doc = ?1""",
                doc,
                question,
                before,
                after,
            )

    def undo_step(self, doc: str) -> tuple[str, str | None] | None:
        """Takes back the last step: the question and the value it had before. None when there is no more."""
        step = self._mark(doc, "NOT undone ORDER BY step DESC", undone=True)
        return (step.question, step.before) if step else None

    def redo_step(self, doc: str) -> tuple[str, str | None] | None:
        """Does the step undone last again: the question and the value it had after."""
        step = self._mark(doc, "undone ORDER BY step", undone=False)
        return (step.question, step.after) if step else None

    def draft_steps(self, doc: str) -> list[StepRow]:
        """In the order they were made, undone ones last."""
        return self._steps(doc, "TRUE ORDER BY step")

    def _mark(self, doc: str, which: str, undone: bool) -> StepRow | None:
        with self.write():
            for step in self._steps(doc, f"{which} LIMIT 1"):
                self._run(
                    "draft_steps",
                    "UPDATE draft_steps SET undone = ? WHERE doc = ? AND step = ?",
                    undone,
                    doc,
                    step.step,
                )
                return step
        return None

    def _steps(self, doc: str, which: str) -> list[StepRow]:
        sql = f"SELECT step, question, before, after, undone FROM draft_steps WHERE doc = ? AND {which}"
        found = [
            StepRow(step, question, before, after, bool(undone))
            for step, question, before, after, undone in self._read(sql, doc)
        ]
        for row in found:
            whole(row.before, row.after)
        return found

    def setting(self, name: str) -> bytes | None:
        found = self._read("SELECT value FROM settings WHERE name = ?", name)
        value: bytes | None = found[0][0] if found else None
        if value is not None and value[:1] in (b"{", b"["):
            whole(value)
        return value

    def put_setting(self, name: str, value: bytes | None) -> None:
        """None removes it."""
        if value is None:
            self._run("settings", "DELETE FROM settings WHERE name = ?", name)
        else:
            self._run(
                "settings",
                "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                name,
                value,
            )
