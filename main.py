"""Has the help helped? The window; with words, the command line. Under its second name, that ends in -cli, only the latter."""

import sys
from pathlib import Path

if __name__ == "__main__":
    words = sys.argv[1:]
    rest = words[2:] if words[:1] == ["--data"] and len(words) > 1 else words
    opens = not rest or (len(rest) == 1 and rest[0].casefold().endswith(".qabundle"))  # by a double click
    if opens and not Path(sys.argv[0]).stem.endswith("-cli"):
        from ui.languages import main
    else:
        from qa_desktop.cli import main
    sys.exit(main(words))
