"""The guide as topics: everything in the file and the template can be read and found."""

from qa_desktop import guide
from tests.conftest import RESOURCES


def test_every_question_of_the_deep_audit_has_its_place_in_the_guide(rfp):
    found = guide.topics(guide.load(RESOURCES), [rfp])
    headings = {p.heading for topic in found for p in topic.passages}
    asked = {f"{q.id}. {q.ask}" for q in rfp.questions if q.type != "AUTO"}
    assert asked <= headings
    assert [t.title for t in found if t.group == rfp.title][2:] == [s.title for s in rfp.section]


def test_all_that_the_file_says_is_in_a_topic():
    book = guide.load(RESOURCES)
    text = " ".join(topic.text for topic in guide.topics(book, []))
    for words in (book.standing, book.origin, book.equality, book.moderation.consistency, *book.house_rules):
        assert words in text
    assert all(step.title in text for step in book.step) and all(week.words in text for week in book.week)


def test_a_search_wants_every_word_wherever_it_stands(rfp):
    found = guide.topics(guide.load(RESOURCES), [rfp])
    assert [t.title for t in guide.search(found, "CALIBRATION quarterly")] == ["Moderation"]
    assert guide.search(found, "zebra") == []
    assert guide.search(found, " ") == list(found)


def test_weeks_are_said_in_words():
    weeks = next(t for t in guide.topics(guide.load(RESOURCES), []) if t.title == "Eight weeks of a cycle")
    assert [p.heading for p in weeks.passages][:3] == ["Before the start", "Week 1", "Weeks 1 to 4"]
