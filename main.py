"""Has the help helped? With no words after it, or with a file to open, opens the window; with words, does them.

`--data FOLDER` before either names the profile. The built program is here twice: its second name, which ends in -cli, never
opens the window without being told to.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    words = sys.argv[1:]
    rest = words[2:] if words[:1] == ["--data"] and len(words) > 1 else words
    if Path(sys.argv[0]).stem.endswith("-cli"):
        wanted = False
    else:
        wanted = not rest or (len(rest) == 1 and Path(rest[0]).suffix.casefold() == ".qabundle")
    if wanted:
        from ui.app import main
    else:
        from qa_desktop.cli import main
    sys.exit(main(words))
