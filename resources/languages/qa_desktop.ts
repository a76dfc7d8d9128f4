<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1">
<context>
    <name></name>
    <message>
        <source>Everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answering questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moving about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save and continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt+Left arrow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt+Right arrow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next unanswered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rating 4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rating 3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rating 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rating 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does not apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot judge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where seen: clear on the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where seen: thin on the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where seen: told, not recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where seen: nowhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Come back to this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Child at risk now?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save now and say so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search this list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find or go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+plus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+minus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the tour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practise with made-up families</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the last answer, or the last words in a text box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put back what was taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear a choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer a line of a checklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First letter of the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a card of an observation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure on the card, or 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the line that is being written, or empty a search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the row that is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From row to row, or line to line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the next thing, or the one before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press a button, or tick a box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space, or Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another of a group, or another tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move a page up or down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page up, Page down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import returned files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>return undo history inbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>receive undo history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sample random allocate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give out work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>allocate assign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreement and calibration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kappa moderation round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make actions from findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signature check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About this program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>version licences help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User guides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>help manual how</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start something new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>begin form audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case audits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice observations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Themes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Meetings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moderation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packs and returns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People and teams</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After the audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording compliance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send and receive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guide and templates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Templates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice observation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Supervision feedback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both sides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check answers and sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second judgement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeping and deleting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Build a profile again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This passphrase does not open the profile; check Caps Lock and try again, or use the recovery key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window locks sooner than before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today’s backup was not made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what is left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is saved is safe. If it happens again, close the window and open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong in the program, so this was not done. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{ask}: today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usually {least} to {hours} hours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usually 1 hour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usually {hours} hours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usually {least} to {most} minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usually {most} minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which family is this?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its code is {unknown_family}, so that nothing that leaves a laptop says who it is. Import the case numbers that your practice lead sent, or ask for this one and type it here. It stays on this laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number in the case system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the family’s number on this laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before you start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own words about this work. What the audit says of it is not shown, and what you sign stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own judgement of what the auditor found. Theirs is not in the file; each question shows the items.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can stop at any time; every answer is kept on this laptop as you give it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If a child may be at risk now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When you write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference {doc} · {code} version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The way through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unanswered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Told or nowhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Come back to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions to come back to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to come back to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a question to go to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of this section is in the copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All ratings of the form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the auditor found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Different</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>N/A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note on {called}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fix {called} by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>19 Oct 2026</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fix by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What falls short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You, as {mine}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the {other}’s answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put back the {thing} you removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {thing} was removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done with this {thing}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this {thing}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>evidence line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date on the case record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mosaic step or document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not said where from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in it yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: how much of it you saw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: what was said or done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was said or done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About {most} minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the laptop back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can leave this empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place} of {count}. {hints}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That was all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Finished to hand your answers in. They cannot be changed afterwards; no name, time or order is kept with them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throw my answers away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thank you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your answers are handed in, and gone from this screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready for the next person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} · question {place} of {own}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked to come back to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the mark off {id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your section judgements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your ratings in this section</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your answer on the earlier version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand over to the {by}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add an action from this finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note as good practice to share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give your reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (optional)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” looks like {a_kind}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}. Before you sign you can keep or hide it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where did you see it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it does not apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These are my own words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your judgement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is my own judgement. I gave it without seeing the auditor’s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}: case {case}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your part, asked by {asked_by}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} of {limit} characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example, 19 Oct 2026 or 19/10/2026</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{typed}” is no day. {hint}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program fills this in when you sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop needs a newer version of the program to show this question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This profile is damaged. Nothing can be changed in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup is in place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type your passphrase to open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This profile is open in a window that did not answer just now. Nothing was changed. Go on there, and if you opened a file, drop it onto Import. If no such window is to be seen, wait a minute and start the program again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program is open already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file waits to be imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} files wait to be imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock first. Nothing is added until you choose Import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything here can also be done with the mouse.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the keyboard list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key does “{wanted}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}, keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Little or none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear on the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thin on the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Told, not recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nowhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} - Has the Help Helped?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} (optional)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problem. {text} {hint}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caps Lock is on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>these {problems} things</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish {many} before you go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{problems} problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problem. {lead}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problem. {count}. {lead}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved on this laptop at {at:%H:%M}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}, {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 day late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} days late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{person}, {role}, menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has the Help Helped?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality assurance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice, all made up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice. Every family, name and file here is made up. The passphrase is “demo”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave practice?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you did here stays for next time, or is thrown away for good. Nothing of it is in your real work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave and throw it away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave and keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>made-up </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The practice workspace is deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program is made of the parts below, each under the licence beside it. Qt and python-bidi are under the LGPL: they lie in the program’s folder as files of their own, and may be exchanged there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has the Help Helped? Nothing here is about a person or a case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy these lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of parts is not in this copy of the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the licence texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts and their licences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A family, by number or code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A member of staff, by code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every form as PDF, everything on one page, a list, and what was left out and why. It is not locked: put it where only you can read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Access request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number or code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the number or the code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to write it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pdfs} PDFs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{entries} entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{entries} and {pdfs} in {folder}. {before}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have read it: it is no conduct or capability matter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else checks it, and later audits show whether it holds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say why in a few words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{ref} is now “{label}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You close what somebody else did. Its effect is looked at again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What did you see that shows it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say in a few words what you saw.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conduct and capability matters are not held here. From now on only “{words}” and the day are shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passed on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{ref} was passed to a manager.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has the desired outcome happened?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What shows it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looked at on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The effect is noted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the note first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The note is added.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link to another action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another action that is about the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two are linked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is written yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was seen that shows it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it was moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change what the action says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who and when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No day yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tested again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has slipped, so it counts as open again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A practice lead moves it back to work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audits behind {name}. {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audits behind {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open audit {number}, {said}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {digests} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{digests} audits behind {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No audit that is given out and not signed asks this yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{auditor} in {cycle}, due {due}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not told yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {planned} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell the auditors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell the auditors what they test again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes into their next pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give out audits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{audits} audits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{average} from {audits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too few, {audits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No audit yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No notes yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing else changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: taken away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two versions stand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They were changed apart. Choose the one that counts from now on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why this one counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep {name}’s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep version {place}, {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A practice lead chooses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is settled. Both versions stay readable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not settled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equality questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guidance on equality impact assessments: {link}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answered. Nothing holds it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answered: it changes no policy, service or delivery.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not asked of this action.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer the equality questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the equality answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing holds it once these answers are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The equality answers are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answers were not kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is tested again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} {days} days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Such as 20 Nov 2026.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose work it changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty: by the priority.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty: as usual.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is about.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a contributor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a standard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopened: later audits are no better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs equality answers before it begins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{status} · due {due}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whose later audits are no better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>past the day they are due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done, to be checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done and waiting to be closed by somebody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See all actions, {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 action {said}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} actions {said}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See all my actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {mine} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open action {ref}. {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An action was to make this better. Judge what you see, as everywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tested again here: see the action.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tested again here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See the action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this audit found becomes better by an action that a later audit tests.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See its actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See the actions of this audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make an action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make an action from this audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to where you came from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your role proposes no actions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask a practice lead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposed from a finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is proposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Propose it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 action comes from this audit already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{here} actions come from this audit already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An action could not be begun.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agree it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say it is done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close as effective</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close as not effective</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pass to a manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it a proposal again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not begun after all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move back to work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>action {ref}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action {ref}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due {due_words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passed on {moved}. Nothing more about it is held here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found before in this team: {recurring}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{verb_of}: not now. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{happened}, looked at on {on}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To be looked at from {effect_due}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at its effect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not from an audit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An audit that is not on this laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open finding {number}, {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cycle {cycle}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same theme, level and team</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link to {ref}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {twins} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No other action is known to be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {ref}, {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pass it on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The auditors’ lists say what they test again. Make their packs next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open packs and returns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was not done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This action could not be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another {thing}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add {thing}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{code} added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{not_conduct}. Propose it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Propose: {what}. {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In this team: {cycles}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open audit, {doc}, {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same theme, level and team as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {ref}, like {doc}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 other row here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} other rows here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {others}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same theme, level and team as {others}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passed to the manager on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passed to the manager on, {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was passed on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was passed on, {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New actions from findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What signed audits propose, and no action is yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposed in signed audits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Propose those ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A proposal waits until somebody agrees it with its owner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {lines} more, once these are dealt with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your role proposes no actions. Ask a practice lead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every row is an action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What later audits propose appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No signed audit proposes an action yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their action rows appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{action_is} proposed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 action is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} actions are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See the actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept: passed to a manager, and the day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing else is held.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions that are not over are listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of these is yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you own or contribute to is listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is overdue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreed actions past their day are listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is reopened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions whose later audits are no better come back here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No equality answers are needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What waits for them is listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is over yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed, dropped and passed on actions are listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No actions yet. They come from findings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Effect check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What we will do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They come from findings, and hold only once a later audit is better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New from findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only actions of one audit are listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New from findings ({waiting})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing with this level and status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done, to check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passed to manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Team</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Admitted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Admit somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a request file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the service&apos;s certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give root.pem to every new auditor. When they ring to compare, read out {figures}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it stands in reports, such as South FST.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The figures match, admit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel admitting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring them on a number you know and have them read out the figures on their screen. Admit them only if all are the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a request file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who}. The figures are {figures}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say which team they are in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was admitted. They can sign once they have imported a pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was saved in {parent}. It holds no secret.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dated notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a dated note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It changes nothing in the form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{at}, {at2} UTC · {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The note is added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The signed answers stay as they are. A new version replaces them; withdrawn, they count nowhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amend this form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw this form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it is withdrawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw for good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stays readable, struck through with your reason, and counts nowhere. It cannot be put back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed and locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdrawn: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdrawn by {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it replaced an earlier version: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>come back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>case {case}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> And {blocked} more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{left} is kept, and not finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to {left}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{marked} to come back to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing more to take back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark taken away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {called}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to {came}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it needs to change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a new version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due {due}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the sections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check and sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case {case}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read only: signed on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{group}, heading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}, {state_words}, {done} of {total} answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to come back to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Section judgement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sections and questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Returned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moderated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to do here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work from a pack, and what you start yourself, is listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing signed that has not gone back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed work appears here until a return file has carried it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was withdrawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A signed audit that counts nowhere any more is listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was moderated yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a second judgement of your audits came to is listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has gone back yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work that a return file has carried is listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{states}, {progress} of {progress2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which audits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search these audits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The audits could not be listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read {title}, withdrawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See both sides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See both sides of {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second judgement by {moderator}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found for “{search}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try a case or a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total} answered. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{kept}Its answers are deleted from this laptop, and cannot be brought back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throw away {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was not thrown away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thrown away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This could not be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made on the first start of each day, before each import and before each update, and read whole each time. Kept are the newest of 3 days, 4 weeks and 3 months; by the same rule those from before imports, and all of the ten newest imports that were not taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No backup yet. Press Back up now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {found} older ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}, backup of {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{bytes} kB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This backup is damaged: {problems} Use another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened and read whole: {entries} entries, {drafts} drafts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to this backup?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel going back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows to correct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 row cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} rows cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{nothing}. Correct the sheet, save it and take it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {bad} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save rows to correct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rows to correct.csv</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was saved. It may hold case numbers, so delete it when it is corrected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Late on the schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {name} on the schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {found} more on the schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} was to answer by {by}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Challenges without an answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open challenge {ref}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {found} more under Meetings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing differs from the signed version yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{left} to finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{verb} the answers of {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total} answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check your answers before you sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>these {named} things</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish {many} before you sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> The first {listed_most} are listed here; the sections below show all of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {goes}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overall judgements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your full name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your signing passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign and lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was not signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After signing, answers cannot be changed. A change is made as a new version, with its reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write your full name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write your passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing and locking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read only: signed on {today}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was not signed. {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save for supervision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish and sign together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has not finished their part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in both columns together, or answer for yourself and save it for supervision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} finished their part{on_day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer for yourself first, then talk about any differences in supervision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{verb} {other}’s answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {whole} answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{other}’s part to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready to sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back: {called}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> The first {listed_most} are listed here; each line says its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish and sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cycle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> from {came} packs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> from 1 pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What follows these audits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording compliance of these teams</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moderation of these audits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import returned files to see results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures are worked out from signed audits. Give out cases and make packs first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All services</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 audit is here in two versions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} audits are here in two versions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One of the two is counted until you choose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ratings by principle and team</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No audit of this cycle has come back yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report was saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is in {parent}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{worst} days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{late} late, by up to {days}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 is {days} late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packs returned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All on time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audits collated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{still} still with auditors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing still to come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good or outstanding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say the help helped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {audits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No audits yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} of audits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Under ten: no percentage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None in this period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audits moderated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Returns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{came} of {sent} packs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No packs were sent in this cycle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {found} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{owed} audits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{came} of {audits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With auditor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {audits} more, rated the same or higher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {title}, {who}, {digest}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make an action from {title}, {who}, {digest}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag themes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag themes of {title}, {who}, {digest}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions from findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{late} overdue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{found} in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers of families</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{receipt}, written, read back, checked. In {parent}. Send {which} to {made}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} receipts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still to come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is owed, and no file is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {codes} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{audit} owed, first due {due}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} audits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy words to chase {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pack from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The words were copied. Paste them into a message. They name no family.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipts to send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everybody whose file came has been told so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a receipt for {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}. A receipt says so; their next pack does too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write {confirm} receipts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to put the receipts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell them that it came?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell {n} people that their files came?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A receipt is a small file. Their next pack says the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write {n} receipts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packs, receipts and archives that you write are listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{kinds} {number} for {to}, written {at}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {made} earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{answer_differs}. Nothing is chosen for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 answer differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} answers differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed by {who}, {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Such as 20 Nov 2026</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the day, month and year, such as 20 Nov 2026.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases to give out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cycle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new cycle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the cycle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases given out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Staff code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose work it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave as it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No cases yet. Add the first one above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count}, not saved yet. Kept on this laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count}, saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case {case} {changed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Admit an auditor first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the case&apos;s reference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say whose work it is, so that figures can be shown by team.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case {case} is there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case {case} removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an audit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 pack has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{changed} packs have</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cases were saved. {packs} to be made or made again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found for “{wanted}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try a case or the name of a form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you start is kept here until it is signed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}, begun {doc}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {named}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throw away {named}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing left to finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 thing to finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} things to finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total} answered, {left}. {saved_words}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version of the form of {named}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {date}, {when:%H:%M}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases by chance, shared fairly, in a way that anyone can check.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service managers, heads of service, practice leads and data officers draw cases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You cannot draw cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Admit auditors under Packs and returns: a draw shares the cases among them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No auditors yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the draw that stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick at least one auditor, then draw.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} {case_was} drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>case was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cases were</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed {seed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say why it is drawn again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first is shown. Draw again, with the reason, and one draw stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was drawn twice, apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This draw is not what its list and seed give.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made again from the list of {cases} cases with seed {seed}: the same {drawn} cases, the same auditors, the same cases left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The draw was saved as a PDF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{shown} was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reason is kept with the draw. Give the cases out again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cases were given out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{told}. Make a pack for each now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open packs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it is drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who may be given cases. Nobody gets a family they manage or have worked with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> A peer audit goes to another team only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it is drawn again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both draws are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filled in on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In all, team by team</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For each supervisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By chance. Type another only if it was drawn in public, such as by dice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed {seed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose what the audits are about.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {cases} open cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Supervisors covered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All have a case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{uncovered} without a case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{covered} of {supervisors} supervisors covered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each with its reasons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All are out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give them out below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{given} of {drawn} given out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it was drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame digest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Algorithm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{algorithm}, drawn on {on}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawn again. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check this draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print this draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ticket begins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawn cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not every supervisor is covered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No case may be drawn for {who_are}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap a case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it, and give it to {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the next case of the same supervisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is printed with the draw.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep swap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel swap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{family}, audited by {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say the reason in a few words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the cases left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the cases out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audits due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{nobody} of the drawn cases has no auditor yet. Swap it, or give it to somebody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give out again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make packs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each auditor’s pack is made under Packs and returns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop the list of open cases here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV or XLSX with the columns case, supervisor, worker and opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {count} of {count2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases that must not be drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No case is marked. Mark those with an open complaint or proceedings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case to leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave case out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the chosen case back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This case is not on the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{known} is left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{case} may be drawn again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Said by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a place, a case, a question or a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Section</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try a case, a place or a word of a question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{found} found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Build a lost profile again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {number} of {steps}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome · {left}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make my profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who you are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is what your practice lead and your signed audits will show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters and figures, as your service uses it. For example A01.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type your name, in at most 64 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type your staff code: letters and figures, no spaces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the name of your team.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the name of your organisation, in at most 64 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where your work is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this laptop only, encrypted. A folder that copies itself to a cloud or a server would mix up two copies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose where your work is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It locks your work and signs your audits. Nobody can look it up or reset it for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Long enough. Longer is harder still to guess.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two are not the same. Type it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you forget your passphrase, only this opens your work. It is shown once: print it or write it down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save to a stick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the recovery key to a stick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it away from this laptop, and not in an e-mail.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the sixth group of four</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To be sure that it is on paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not the sixth group. Look at what you wrote down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has the Help Helped?
Recovery key

{key}

Keep this paper locked away, not with the laptop.
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent to the printer. Check that the paper came out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {name}. Keep it away from this laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your laptop is ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop now keeps the service’s own certificate. Admit your auditors under Packs and returns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can admit people and make packs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One thing is left: send a request file to your practice lead. The pack that comes back lets you sign. You can also do this later, from Home.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One thing is left: send a request file to the practice lead who keeps the service’s certificate. They admit you and send you an archive: import it, and you see what they see. Only they can admit people.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save request file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What followed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day that somebody had acted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is the child safe now?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It names nobody. It goes wherever this form goes, and reports count it without the words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note what followed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{why}, since {since}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has noted yet what followed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{safe}: {on}, noted by {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one, also where it is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What followed is noted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Children at risk now: what followed?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A manager was told {since}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {title}, {form}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not noted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {found} more, as these are answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work that is not drawn, shared fairly, in a way that anyone can check.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A {who_may} gives work out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You cannot give work out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody may be given this yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Admit people who may do it, under Packs and returns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is given out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list has not come yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No families were drawn yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw families</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be given out like this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save and give out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save once more, and one list stands with what both gave.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was given out twice, apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The work was given out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not what its list and seed give.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made again from its list and seed: the same work for the same people.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list was saved as a PDF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In this period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All there is of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To give out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New with this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out or done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stays as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot be given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each with its reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is left over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is kept and printed with the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep change, {said}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel, {said}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody: take it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who does what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change who does it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is left to give to anybody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}: to {to}. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not given out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything has somebody who does it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much each has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who may be given this. Nobody gets what is about themself or a family they worked with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{given} of this, {before} other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agencies that are asked for a return on each family.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it is shared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By chance. It decides only between sharings that are equally fair.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{algorithm}, as it stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check what stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print what stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Topics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions and changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the guide as PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The guide could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is written, {pages} pages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The guide was not written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes to approve: {waiting}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 topic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{found} topics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try fewer or other words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auditor guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What good looks like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signs it is not good enough</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choosing a rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the worker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you think of the help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand over to {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They see their own questions and nothing else: none of your answers, no other work, no menu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say this first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it works</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coming back needs your passphrase. What they write is kept as they write it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand over now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say first that the family took part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say first who takes part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is asked of them yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you wrote is kept. Give the laptop back to {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to my answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{total} items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> to </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours: {told}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture. {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this guide as PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The help could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is written. Open it to print it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this is about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the signed version counts until this one is signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your quality assurance work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your work could not be listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cycle {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no cycle yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One thing is left before you can sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due this week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All your work in this cycle is signed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your practice lead sends you a pack with your cases. Import it, or start something of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{progress} of {progress2} answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cycle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready to return</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to send. Signed work appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed work that has not gone back to practice leads yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {ready} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create return file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept on this laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Returns late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files to check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Returns due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything has come back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All audits of this cycle are imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{back} of {sent}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers wait here until the round is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answers wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collect or close feedback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collect or close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin with people and teams</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take in your list of staff and admit your auditors. Then draw cases, and make a pack for each auditor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open people and teams</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No packs have gone out yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Admit your auditors, allocate their cases, then make a pack for each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{came} of {owed} returned · {due}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No due date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About {least} to {most} hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About 1 hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About {n} hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About {least} to {most} minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About 1 minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About {n} minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready to import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Already imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not safe to import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {past} earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{forms} audits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {who} · {at}{brought} · {new} new, {known} already here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{named} and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the import of {file_name}, {at}, {ids}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{told} receipts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{files} Entries: {new} new, {already} already here. Read back and checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> The version you chose counts; the other is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Both versions are kept until somebody chooses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> {held} from somebody this laptop does not know are kept, but not counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> A backup was made first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is added until you choose Import. Each file is checked first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to returns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to send and receive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop return files here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or choose them from a folder or USB stick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop your pack here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or choose it from a folder or USB stick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service&apos;s certificate was added.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can import files from your service now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose return files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose your pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {rest} more files that need nothing from you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 file refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} files refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 file checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{plans} files checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not safe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The version you chose will count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both versions are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is taken in too. {told}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Will be imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy details of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare figures of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare versions of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import it too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import {name} too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}
{words}
SHA-256 {file_digest}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste them into a message to whoever sent the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import 1 file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import {n} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at what needs checking first. Nothing else is here to import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing here to import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds {told}. A backup is made first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A backup is made first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In this file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two versions cannot be read side by side on this laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import and keep both versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave this file out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both versions are kept until somebody chooses one under Packs and returns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All three import the file, and no version is ever deleted. The one you keep is the one that counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import and keep ours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import and keep theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{told} imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipts written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at what stands on it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was built on it stays, and shows gaps where the import was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taking it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{entry_is} no longer here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 entry is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{gone} entries are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing went: all of it also came in another way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The import was taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words} The file itself was not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder where return files and packs arrive, such as a stick or a shared drive. You are told when something new is in it. Nothing is imported by itself, and nothing in the folder is changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} cannot be read now. A stick may be out, or the network away. It is looked for again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your inbox folder is not there now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 new file in your inbox folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} new files in your inbox folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inbox folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder to watch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watching {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No folder is watched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder to watch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the laptop and its backups are gone, a new profile is built from a folder that holds the key file, the copies kept here, and signed PDFs and packs. Keep that folder apart from the laptop, and the recovery key apart from both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To build this profile again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the key file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a copy of what is new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it is on paper. It locks the file, and is tried first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose where, and save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the recovery key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to save the key file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {path}, and opened again with your recovery key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to keep the copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving a copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: {entry}, written, read back, checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. No copy was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Member of staff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A document appears here once the period set for its kind is over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is held back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold a family, a member of staff or a document that must not be removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was ever proposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is proposed, and what became of it, stays listed here for good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is kept yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed audits, checks and actions appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposed and removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed means for good, here and in every copy. Two people decide it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Propose what is due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Periods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A period was decided twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A head of service approves or declines it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is settled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is due.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is held or still open is not proposed. See Periods.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{due} of these are due and nothing keeps them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>due since {until}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>due {until}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rule}: no period is set, so it is never due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last signed {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{said}; and {more} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rule}, after {months} months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> None of it is in this profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> In this profile: {said}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{documents} documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say why in a sentence. It is kept for good, so name nobody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say why, in at least ten letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold back from deletion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the number or code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is held: nothing about it can be removed until somebody lets it go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let it go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is let go: its usual period counts again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Propose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One proposal for each kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes to the head of service in their next pack. Until they approve, nothing is removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposed. Make the head of service’s pack under Packs and returns, and send it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve or decline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approved, it is removed at once here and in this laptop’s backups, and in every other profile with its next file. It cannot be taken back. That it was there stays on record, and who decided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve and remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why not, if you decline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declined. Everything stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed here. Your next return tells the practice lead, and every file tells the others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long things are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save periods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In months from the last signature. These are the service’s to set: empty means never due. Your next packs and returns tell the others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Saving decides it, as it stands in the box.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Months. {words}{settles}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give whole months from 1 to 1200, or nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The periods are set here. Your next packs and returns tell the others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feedback slips (*{slip_suffix})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From workers, without name, time or order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It comes in the pack from your practice lead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no feedback form here yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collect answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the form on this laptop and leave it with the workers. Only your passphrase takes it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only if it has five or more staff. Leave it empty otherwise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open for answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take in slips…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers wait until the round is closed. Fewer than {least} are never sealed: they wait for the next round.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a slip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> or </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your answers go into a file that only {who} can open. Nothing in it says who wrote it or when.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your practice lead has sent no key yet. Import their pack first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder and answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The round is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sealed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The round was not closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take in slips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> {again} were taken in before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{taken} taken in.{again}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slips were not taken in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the slip goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your slip is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{slip}. Put it where your practice lead collects them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An archive holds every signed audit and every decision that is here, locked to one other practice lead. Exchange them, in any order and as often as you like: import theirs as you import a return, and both of you see the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are the only practice lead. A second one makes their own profile with the service&apos;s certificate, and sends you a request file to admit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other practice leads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make an archive for {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not admitted yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Admit them under People, then make their archive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to put the archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In {parent}. Only {to} can open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The archive {name} was written, read back, checked. {told}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is not the passphrase. Check Caps Lock and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists from a spreadsheet (*.csv *.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which column is which</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (hidden)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use these columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel this list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We need</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column for {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not in this list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the column for {missing}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{twice} is chosen twice. Choose one column for each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The columns are those chosen before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say which column is which.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with the {found} good {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {n} {what} can be taken in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take in {n} {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These rows are left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list is taken in. {words}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search these {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {what} could not be listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An action that is not on this laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open its report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This meeting is not begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its agenda is the sections of its report. What you type is kept as you type it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the meeting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The meeting is not closed yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the meeting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throw away what was typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing seals it: the schedule counts it, its challenges are asked, its actions proposed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held {on}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {number} of {versions}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the chair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Present</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was noted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make one of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open from before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who}, by {by}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer {ref}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions proposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The meeting is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The schedule counts it as held.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was typed goes for good. What was closed before stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throw away what was typed?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was typed is thrown away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This meeting could not be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have read it: it names nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say in a few words what was answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{ref}: {who}, by {by}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer the challenge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answered {answered}: {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answered on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{ref} is answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note a source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In general: nothing that could say who a family, a child or a worker is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the correction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What kind it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The day it came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From whom, in general</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Such as a parent, a school.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What follows from it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only to take it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose what kind of source it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say in a few words what it said.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The correction is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source is noted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say in a few words why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source is withdrawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By post.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What will be done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What will change for families</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who owns it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A question to somebody who is to answer. It stays open until they have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Challenges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One in each box.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing the meeting proposes them. Who owns each is agreed under Actions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When and who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day of the meeting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By post, one in each line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes on item {number}, {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add {article} {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take away {named}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No meeting is to come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The schedule says when each forum meets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No meeting was held yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A meeting that is closed is listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was asked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a meeting asks somebody is listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is noted yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complaints, surveys, inspections and the like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the forums read, decide and ask; and what came from other sources.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · 1 challenge open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · {n} challenges open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, two versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something follows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To judge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To settle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why picked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moderator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{lines} of {audits} audits picked · {done} settled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 moderated audit is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} moderated audits are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its template has not come. Import the pack or archive that holds it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{many} left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A judgement that a moderator and an auditor could not agree on is listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to settle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A practice lead asks for a second judgement by a file. Import it, and it is listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to judge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give out the cases of a cycle first. Its audits are moderated once they have come back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No cycle yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audits of this cycle are moderated once their return files are imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No audit has come back yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the plan above: it says which audits are looked at again, and why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moderation is not planned yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to moderate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan picks none of the audits so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan is made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its seed is {seed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All moderation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All cycles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 audit is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{left_out} audits are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import the pack or archive that holds its template.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{many} left out of these figures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreement is reported once a moderator has judged audits that were signed before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before any talk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pairs} pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{same} of {pairs} the same, {one_apart} one step apart, {further} further apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weighted kappa tells how far two people agree beyond chance: 1 is always, 0 is as chance would have it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which way the moderator judged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} auditors have the case. Make their packs next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The round is given out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The round is given out. {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first judgement stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreed higher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreed lower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{decided} settled since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent or judged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{to_do} still to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{gaps} of {pairs}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 step higher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} steps higher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 step lower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} steps lower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give your judgement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>case {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read your judgement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with your judgement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asked by {by}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>due {due}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second judgement: case {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing in this copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read what they found, then give your own judgement. Both are laid side by side once yours is in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the auditor judged is not in this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ratings in the whole form: {counts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous section</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next section</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} of {sections}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the signed audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>audited by {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moderation of one audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it was picked: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has been asked for a second judgement yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> It is due {due}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{moderator} was asked.{due} What the auditor judged is shown here once both are in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both judgements are here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two judgements differ. Talk them over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worker disputes the findings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask somebody else, or write the file again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write down anew what it came to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to put the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} in {parent}. Only {to} can open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is written, read back, checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it came to is sealed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The signed audit stays as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send it back to your practice lead in a return file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This audit cannot be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for a second judgement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file holds what the auditor found. It does not hold what they judged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody can be asked to moderate this audit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who cannot be asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{unfit} people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why {many} cannot be asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judgement due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the blind file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judge it yourself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write down what it came to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worker disputes the findings. Say what you made of that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both judgements are the same, so nothing needs to be talked over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreed: {own} stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreed change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not agreed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What came of the talk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The judgement that both stand by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day of the talk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seal what it came to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose what came of the talk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settle it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To be settled by {settle_by}. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{until}Both judgements stay as they were signed; one counts for reports.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The judgement that counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auditor: {grade}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moderator: {grade}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the judgement that counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of the two judgements.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have it settled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> by {settle_by}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A head of service names the judgement that counts{until}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None has been admitted yet. Admit one in Packs and returns first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the file for them…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send it to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both judgements are here. Lay them side by side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picked, and nobody has been asked yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open moderation, {title}, {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To be settled by a head of service by {by}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How audits are picked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Not new: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Planned anew: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan it anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it empty to take the seed of the cycle’s own draw. Anyone can draw again with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it is planned anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both plans are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a new plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auditors who are not new, though their earlier audits are not here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibration rounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{least} or more auditors score one and the same case, each alone. It counts nowhere else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case {case}. {came} of {asked} have sent their scores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Waiting for {waiting}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See the spread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See the spread of {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spread: case {case}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overall judgement: {overall}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spread by item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, weighted kappa {kappa}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} and {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pair}: the same in {same} of {items} items, within one step in {within_one}{kappa}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Such as autumn 2026</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One that nobody can be recognised in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who scores it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the round.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot be told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{spread} apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both judgements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What decided it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both stay as they were signed, whatever counts for reports.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it came to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreed on {agreed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, talked over on {discussed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{said}. Written down by {who}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two outcomes that differ were written down apart. Write down what counts: it replaces both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} settled it on {on}: {grade} counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports count {reported}. The auditor’s own {own} stays in the audit as it was signed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> until it is settled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports count {reported}, the auditor’s own judgement{until}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What moderation came to cannot be shown. {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version of {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version of the form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version} of this form is here. This draft is on version {version2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it moves: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can take the move back. You may also finish on the version you began.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your answer is shown beside it, to answer again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, your answer is kept to read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {some} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where a question changed, your earlier answer stands beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This draft was moved to version {version}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer asked. You had answered: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The draft is again as it was before the move. What you answered since then goes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The move was taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In progress, {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worker not said yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No date yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan an observation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing signed yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A signed observation is listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No observation is planned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One for each supervisor every three months. Plan yours with the worker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no observation form here yet. It comes in the pack from your practice lead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was not started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>During</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the family first. Until they have agreed, nothing of the visit is opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The visit is not open yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand over to {person}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}, not open yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}, {done} of {steps}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say first what is observed: whether a family takes part decides what is asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At risk?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without agreement nothing is observed or written down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not observe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pack made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{came} of {owed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each auditor gets a pack with their own cases, and sends one file back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auditors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask each auditor for their request file, and admit them under People below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make packs again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy reminder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write case numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packs name families by a code. The case numbers go in a small file of their own, sent another way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They have no key yet, so no pack is made for them. Admit them, or print their cases once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printed {at}. They have no key yet, so no pack is made for them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print on paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the cases of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to put the pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In {parent}. It is not locked: carry it yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {owed} of {owed2} audits still to come, due {due}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These returns are late.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reminder was copied. Paste it into a message.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to put the packs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making packs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to put the case numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing case numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} of case numbers, written, read back, checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In {folder}. Send them another way than the packs. Each opens only on its auditor&apos;s laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pack}, written, read back, checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In {folder}. Each opens only on its auditor&apos;s laptop. A pack made again doubles nothing there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures count one of them until you choose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the {which} version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep both for now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both versions stand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures count one of them until somebody chooses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That version was chosen. The other one is kept, but no longer counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packs that were whole already are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make 1 pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make {n} packs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Teams</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May be the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is in the service, who works with whom, and who may sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take in a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the list…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a practice lead can change these lists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Teams come with the list of people, or with a list of their own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No teams yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is in use here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their next pack brings it. Make it in Packs and returns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has a new certificate. {rest}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key of {name} counts again. The next packs tell every laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose files that were signed before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} entries count as signed before. Now import the files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> The key is not revoked yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not encrypted, and names no family.{rest}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the report on a lost laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV or XLSX with the column team, also service and supervisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop the list of teams here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take in teams</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV or XLSX with the columns code and name, also role, team and supervisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop the list of people here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take in people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{called} is {called2} from now on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists and figures follow. Nothing signed was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This pair is not offered again on this laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{called} stands for itself again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add somebody who does not sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in the case system, such as W42</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever signs audits sends a request file instead, and is admitted below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel adding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{code} is on the list already. To correct it, take in a list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the staff code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is on the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody was added.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They leave the service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their laptop is lost or stolen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their key or passphrase is lost, the laptop is not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the practice lead who keeps the service’s certificate revokes and renews keys. If a laptop is lost, ring them now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever signs sends a request file, and is admitted under People.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody can sign yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try fewer letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {found} more: search for a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends soon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let in a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revoke the key of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given out and not back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open actions that they own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Families that files on their laptop told of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made there and never arrived here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing that we know of.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revoke the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel revoking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the report on the laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make everybody’s packs again: they carry it to every laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> To work on, they send a new request file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Report, beside their key, is the file for information governance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key of {name} is revoked. {rest}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was revoked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The old certificate signs for the new one, and the next packs bring it: every laptop takes it on by itself. Everybody gets a new certificate for the key they have. Nothing that was signed stops counting. What the old certificate&apos;s key signs from now on counts for nothing. It cannot be taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only where the keeper&apos;s key is lost for good, or may be stolen: first look for a backup or the key file. You become the keeper. Nobody&apos;s laptop can prove the new certificate, so each person rings you and compares its figures before they import their pack. What this profile holds stays valid; import what is still to come first. It cannot be taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service&apos;s certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This profile trusts no service yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service&apos;s certificates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renew the service’s certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found the service anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renew it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found it anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel renewing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Whoever rings compares {figures}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service has a new certificate. Make everybody’s packs again, and save the key file anew.{rest}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names are compared by spelling, accents, initials and single letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No two people or teams look the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A merge changes no signed audit. Lists and figures read both as the one you keep, and you can undo it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pairs that may be the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {offers} more once these are decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{called} and {called2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep {stays}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep {stays} for {goes}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are two</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{short} and {other} are two</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is merged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merged people and teams</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the merge of {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{called} is {called2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merged by {by}, {at}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Families</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All roles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All teams</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who signs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try fewer letters, or all roles and teams.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packs, return files and signed PDFs (*.qabundle *.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request files (*.qarequest)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificates (*.pem)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF or plain text (*.pdf *.txt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages. Read as text shows the same words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The words of the pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft, not signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some characters have no letterform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are shown by number: {signs}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The full layout did not fit, so every word is set plainly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pages} pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may still change. Only a signed PDF counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pages could not be made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page {n}

{getAllText}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the draft as PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draft {doc}.pdf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} in {parent}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the guide in small print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print blank form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print worked example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form was not printed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details that could name somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{words}” in {called}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change “{words}” in {called}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looks like {kind}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide all that are left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep all that are left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 detail is left to keep or hide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{left} details are left to keep or hide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every detail is settled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found by rule in what you wrote: some may be nobody. {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The one chosen may be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it goes back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what could name somebody, or is not fair.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the one chosen back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say in a few words why it goes back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The one chosen says the same as …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part what was merged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not merge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the quote that says the same as “{words}” and is to stand for both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… as the one chosen now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The words that it quotes are no longer in the audit. Take it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No quote waits for a check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are made from findings, in Themes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No quote has been checked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else than wrote it checks each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has to be put right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is sent back, or no longer certain, appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To put right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (and {also} more)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Short words from findings, with nothing that could say who is meant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the one chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One stands for both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each stands for itself again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may be used once your return file is taken in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who wrote it hears why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sees quotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No report shows it any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quotes that wait for your check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the quotes that wait for a check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Short words for reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in them may say who is meant. Reports show what is checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ratings by team</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the rows are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By principle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By helping stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>helping stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This audit has no ratings by {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the cells show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a cell to read it in full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a folder that holds what was kept: the key file, copies, packs and returns, signed PDFs. What was never signed or never sent cannot come back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your new recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is on paper: open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of what was kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The one that locks the key file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Build it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the first start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the new profile is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder of what was kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder: there is none of this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Building it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was built.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{files} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{entries} entries from {files}. Its state digest is {state_digest}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile is built.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{gaps} entries of laptop {log} are in no file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {lines} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {done2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worker’s part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Supervisor’s part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A check that both have signed is listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks start when a case reaches assessment, review or closure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a list of events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop the list of events here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV or XLSX with the columns trigger, case, date, worker and supervisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is past its day is listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is due this week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready audits and what is due are listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is owed later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audits with moderators, and what is due later, are listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is closed yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audits with nothing left to do are listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed audits are listed here once they are imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import return files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judgement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moderation, release, feedback, what is owed by when, and re-audits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}: case {family}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{worker} and {supervisor} may see it then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Released on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Released. Feedback is due now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note what was done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is noted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You enter it for {worker}. The audit then goes to a moderator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is not shared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say in a few words what is not shared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dispute is kept. The audit is moderated again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} does not share the findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the dispute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} writes it and signs with their own passphrase. The audit then goes to a moderator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign the dispute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dispute is signed. The audit is moderated again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A different auditor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cycle of its own, not counted with whole audits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody here may audit this family again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Admit an auditor who has had no part in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {refused} more who may not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The re-audit is given out. Make the pack of {name} next, which carries it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case {shown}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An audit of no one family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worker {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready to release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to be released to worker and supervisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with something past its day, whoever owes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See all, {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 audit {said}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} audits {said}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See all after the audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open. {words}, {case}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>case {family}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed by {auditor} on {signed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}: case {family}, {signed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open its moderation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan moderation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is your own audit, so somebody else releases it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is owed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With {auditor}, due {due}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an auditor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note as done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To {worker} and {supervisor}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Released</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is noted yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who and what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judgement that counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their copy can be made once the audit is released.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save worker’s copy…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What went well first, without codes or case number, and room to answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter a dispute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the dispute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worker signs dispute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worker signs a dispute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This audit could not be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save worker’s copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the worker’s copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worker’s copy is saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worker’s copy was not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not comparable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Better by {change}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worse by {change}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Then and now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the re-audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the first audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workbooks (*.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web pages (*.html)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents (*.docx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One pack for each forum. Every figure leads to what is behind it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of Reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written and read back: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not encrypted. Send it only to its forum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workbook (XLSX)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web page (HTML)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Document (DOCX)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monthly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quarterly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Twice a year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yearly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every {months} months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview the pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put in {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before it goes out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No section is ticked, so there is nothing to write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of this period has come back yet. The report can be made, and says so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is missing and nothing is hidden.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parquet files (*.parquet)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DuckDB databases (*.duckdb)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parquet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DuckDB database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One row for each answer of each signed form that counts, with comments, staff codes and families as they are kept here. It is for the service’s own analysts and never for a forum: nothing in it is hidden for being too few.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write all answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each column holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save all answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing all answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rows} in {parent}. It holds comments and staff codes: keep it where only analysts can read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rests on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure code or words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show that report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands behind the figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the signed form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a figure to see what stands behind it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No figure “{text}” in this report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No figures yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a code of the {title}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A code is written like PM-2.4a.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{entries} behind {code}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{code} is hidden, and so is what stands behind it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing signed stands behind {code}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{entries} behind {code}: {label}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 entry stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} entries stand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report, not written yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It changes with every return that comes in. What counts is the copy that goes to its forum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not written yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A first draft, put together from what is known. Change it, or leave it as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is written in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it final</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throw away changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is written in this report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is figures only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version} was made final on {on} by {who}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version} is final.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It prints as final. Changing it begins a new draft.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not made final.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was typed since it was last final goes for good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throw away changes?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throw them away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose where to save the request file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send {path} to your practice lead. It holds no secret. They ring you and compare these figures before letting you in: {figures}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be changed here, and the damaged file stays as it is. Write out what reads: signed entries into a file locked for you alone, drafts into a text file that anybody can read. Then go back to a backup, and import the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing that you began can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No signed form can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the other list, or go back to a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to put what can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was not written out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Child at risk now: not finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}. Tell the allocated manager or duty manager first, then finish this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish it now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop, and tell the allocated manager or duty manager before anything else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do this first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This form has no question about a child at risk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep as not finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish this before you go on, or keep it as not finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>April {year} to March {year2}, as it stands on {today}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} to {what2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is scheduled yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw cases, take a list or note a meeting. What each method owes stands below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw the first cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The year at a glance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is late.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a month of a method.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See who owes what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See who owes what, {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of all owed this year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {due} done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due soon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A reminder stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Within the grace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Past the grace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By a head of service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Return</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words} is excused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what was decided in a few words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words} is noted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review the extract</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures of the extract</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reviewed on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words} is reviewed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take an extract</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep extract</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop the whole list of {listed} here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV or XLSX of all {what}, with the columns case, date and direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop the extract here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV or XLSX with the columns measure and value, also team and target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No moves. Keeping the list says that there were none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No figures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list was kept, {rows}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}: the extract was kept. Review it now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who owes what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who owes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List to come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{met} of {required}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the meeting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open other sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note a meeting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note what came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw cases for this cycle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give these out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After the audits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excused: {excused}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excuse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excuse this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a {able} can excuse this. Ask one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No extract for {period} has come yet. Take it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to review.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {months}: nothing owed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{figure} noted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} signs too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save PDF with both signatures…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} can sign here once they have a key of their own on this laptop. It takes one pack to be admitted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A passphrase that only {name} knows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has a key here. Send their request file to your practice lead, then import the next pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save request file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What {name} says to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign as second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request file is saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PDF was not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PDF is saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I am a second practice lead: I have the service’s certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose root.pem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring the first practice lead on a number you know. They read the figures out from Packs and returns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They read out the same figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the service&apos;s certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The figures are {figures}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the certificate that the first practice lead gave you, root.pem.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the figures first, and tick that they are the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Easier to read letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These are part of your signature. To change them, ask your practice lead to admit you again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the service’s certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {path}. It holds no secret: auditors add it once, before their first pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the next time the program is opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Safety</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{which} minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When no key and no button has been pressed; {offered} minutes at most. Ctrl+L locks at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a new recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is on paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New passphrase again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the new passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recovery key you have now will open nothing any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show a new recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your passphrase is changed. The recovery key stays as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not your passphrase. Check Caps Lock and type it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new recovery key is in use. Destroy the old paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backed up and read back: {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Families are asked as part of a deep audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: audits started on this laptop from now on leave the family’s sections out. Those begun already stay as they are. It does not travel in packs yet, so other laptops go on asking.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Families are asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Families are not asked in audits started here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is kept, and what was done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every deed in this profile is noted by code, signed, and can be checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long things are kept, what is held back, and what was removed. {told}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this laptop only, encrypted. Backups are in the folder “backups” inside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has the Help Helped? {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python {python_version} · Qt {qt_version} · {system} {release}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions and licences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worker’s words stay as they signed them, whatever the audit makes of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand over the laptop, or send a slip and import what comes back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worker’s words are not in yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The auditor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing that bears on this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The person observed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signs as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, waiting for the practice lead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a person who is beside you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They get a key of their own on this laptop, which only their own passphrase opens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the service’s list has them, it is taken from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their passphrase again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make their key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write their staff code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making their key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has a key here, and waits for the practice lead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send their request file to your practice lead. The next pack that you import lets them sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is waiting for the practice lead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save their request file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to put the request file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request file was not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the signed PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To sign the PDF too, choose the one with the most signatures. Without it only the entry is signed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The signed PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} will be signed too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was not done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a signature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}, {at}, {at2} UTC by their laptop’s clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their response is kept whole with the audit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PDF has their signature too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} has signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the PDF with the added signature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save signed PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save signed PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the signed PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The signed PDF is saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The signed PDF was not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your practice lead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your answers are sealed and kept on this laptop. They can be read at any time, and no longer changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send it back to {to} in a return file. It stays here too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digest, the name of what you signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work from your pack is on Home: start that there, and its case is filled in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing that you can start yourself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is allocated to you comes in the pack from your practice lead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forms that other roles start can be read, and printed blank, in Guide and templates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start {title}, version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}
To mend: {mend}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {faults} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it asks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What that means</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the {same} that stay as they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What publishing affects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drafts on this laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cycles, and the packs that people hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing moves by itself, and what is signed stays as it was signed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new instrument: its trends begin here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every trend goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 piece of work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pieces} pieces of work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the pack made {pack}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in a pack made here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{cycle}: {name} has {many} on an earlier version, {pack}. It stays on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} put it forward on {at}: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>approved it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} {what} on {at}{words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A pack for the {approvers} carries it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend the file, give it a new version, and put it forward again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for approval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A {approvers} reads what changes and what it affects. It counts only once they approve and you publish.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say in a few words why it changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your approval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read what changes and what it affects below. You can also try it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you want to say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needed where you refuse.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say in a few words why not, so that it can be mended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Templates that wait for you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{verb}: {title}, version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put forward by {name}. It counts once somebody else has approved it and it is published.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for approval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All templates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the draft away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend the file in any editor, then bring it in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compared with version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a new instrument</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}, version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the file and its version, then bring it in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is what is published, word for word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>head of service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a pack for the {who}. It carries this, and their answer comes back with their return.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put forward.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes back to the practice lead with your next return.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No trend breaks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{breaks} trends break or end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 trend breaks or ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{lines} New work begins on this version. Work that is out stays on the version it has. It cannot be taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish version {version}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New work begins on it. Give it out as usual: packs carry it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes from this profile. The file it came from stays where it is, and so does what was put forward.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take {draft} away?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This template could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here is kept, signed or counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in made-up answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}, version {version}. Nothing here is kept, signed or counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filled in with made-up answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of this section is asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other answers may lead here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> {out} questions are not asked with these answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> 1 question is not asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total} answered.{missed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be tried out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template files (*.toml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instrument</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A changed template counts once a second person has approved it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring in a template file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instruments in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instruments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a practice lead puts forward comes with your pack, and stands here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing waits for approval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {title}, put forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a template file under another name, change it, then bring it in. Nothing counts until it is published.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is being changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{faults} faults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No faults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faults to mend first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open draft {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>brought in {at}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring in a template file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file was not brought in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The templates could not be listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sees findings by theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next finding ({at} of {of})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{voice}&apos;s words, as the audit has them · {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep what is right below, and remove the rest. It counts once you have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two practice leads named different themes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quotes of this finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a quote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No report shows it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The themes are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They count in reports with what the auditor named.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The quote is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No report shows it until another practice lead has checked it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports of its period may show it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the last of the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word for word, at most {most_words} characters. … where words are left out, [square brackets] for your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looks like {looks_like}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep “{text}”: it tells nobody who is meant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the quote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New quote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words of the quote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength or area to improve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep for checking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another practice lead checks it before any report shows it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found by rule: some may be nobody. Hide each, or keep it where it tells nobody who is meant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{gone} hidden.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{voice} · {name} · written by {writer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · checked by {checkers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept on purpose: {kept}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent back: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may be used, {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send back, {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another practice lead checks what you wrote.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it goes back, {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send it back, {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Area to improve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To improve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a word, its group or its code, and press Enter. Down arrow chooses another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an area to improve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The auditor named {names}, as {word}. That stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Themes that fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which other theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which other theme?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the themes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are kept, too, when you go on or leave.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Themes of this finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No theme from a practice lead yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {name}, {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only one lead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No theme has “{typed}” in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a word of the theme first, or choose one with the arrows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} added.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not tagged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No signed audit of this period has words yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another period, or import returned files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No strengths with this theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another theme or period.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No areas to improve with this theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every finding has a theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What later audits find appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strengths</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Areas to improve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What auditors found, by theme. What you tag counts in reports with what they named.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only findings of one audit are listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quotes ({waiting} to check)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trail to be checked (*.json);;Trail to be read (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Went out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Came in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeping and settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Codes only. Each line is signed and names the one before; reading is not noted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No such line yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is done in this profile is noted here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {number}, {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who}: {words}. Digest {digest}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trail is whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{lines} lines, each signed and in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trail is not whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the trail out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}. A .json file can be checked under Verify a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names, addresses, dates of birth and phone numbers were looked for when you signed. What you wrote goes as it is, each file locked so that only the person it is for can open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packs come in. Signed work goes back in locked files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed work appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed {signed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to put the return file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing what goes back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{counted}, written, read back, checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} for {to}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{named} {verb} in {folder}. Each opens for that person only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Received packs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pack has come yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your practice lead sends you one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {sender}, imported {at}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a receipt for the pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your practice lead sees that a pack was opened once work of it comes back, or by a receipt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to put the receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The receipt is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files that you make for your practice lead are listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A receipt comes with your next pack, or as a small file: import it, and the state here follows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{counted} for {receiver}, made {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>. A later file of yours came, and this one did not. Send it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send {file_name} again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Item to follow over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One item by month, all teams. Choose which.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No audit has rated this yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{note}. {ends} to {ends2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}. The line breaks there: before and after do not compare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over time: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 question rests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hidden} questions rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words} on too few audits to show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the service&apos;s certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop does not know your service yet, so no file can be checked. Your first pack brings the certificate. Or your practice lead gives you a file called root.pem.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This pack says that your service&apos;s certificate was lost or stolen and replaced. Anybody could say so: it counts only once you have compared its figures by phone. What you signed stays valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the service&apos;s new certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose your first pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring your practice lead on a number you know. Add it only if they read out the same figures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The figures match, add it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {sender}, {organisation}, as this pack says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least {min_chars} characters, or {min_words} different words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed in as {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have forgotten it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The letters and figures on paper, in groups of four.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I know my passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody can open your work without the passphrase or this key, your practice lead included.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words} Wait {seconds} seconds first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can try again now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your work could not be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words} Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The newest backup is whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to this backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some of it can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it to read only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type your passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two are not the same. Type the new passphrase again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed by {sender}. Not changed since. Holds {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed, unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, with a key this laptop does not know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not changed since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at an unknown time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{date} at {local:%H:%M} by their own clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows who signed a PDF or a return file, and whether it was changed. Nothing is taken in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop files here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or choose them from a folder or stick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose files to verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{found} checked, {bad} not good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{found} checked, all good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the made-up service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The practice workspace was not made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to my profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make your profile on this laptop: who you are, where your work is kept, a passphrase. Five minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practise first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try everything with made-up families. Nothing in it is real, nothing you do there reaches real work, and you can leave it and throw it away at any time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practise as an auditor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practise as a practice lead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For team managers, supervisors and others who audit: a tour takes you to a signed audit in ten minutes. For practice leads: a year of returns to look at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. Nothing was kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The practice workspace was not made. {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worker has not been asked yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A slip went out. Import the file that the worker sends back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worker’s own answers are in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not take part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The audit says why the worker could not take part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worker’s part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand over the laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send a slip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the answers in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put back what was there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worker cannot take part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers are here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worker’s signed answers came back. Take them in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the slip again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See why the worker could not take part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to put the slip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the slip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is in {parent}. Only {to} can open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slip for {to} is saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slip was not made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answers were not taken in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was not put back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worker’s answers are in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put back as it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problem: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tour goes on from Home. You can look around here as long as you like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show me where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back in the tour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the tour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {at} of {script}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tour waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tour, {number}. {heading}. {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problem. {words}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
