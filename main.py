"""Has the help helped? With no words after it (or only `--data FOLDER`), opens the window; with words, does them."""

import sys

if __name__ == "__main__":
    words = sys.argv[1:]
    if not words or (len(words) == 2 and words[0] == "--data"):
        from ui.app import main
    else:
        from qa_desktop.cli import main
    sys.exit(main(words))
