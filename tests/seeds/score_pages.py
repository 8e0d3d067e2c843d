"""How well the pages of a folder are read: `python -m tests.seeds.score_pages FOLDER…`, against their gold.

Pages are `NNN.txt` with `NNN.json` beside them, as in `tests/seeds/corpus` and as `learned_cases` writes
them. The figures are printed twice: with names that hold one another taken as the same, and with exact names.
"""

import json
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from seeds.extraction import extract_proposals  # noqa: E402  the models need the set-up above
from seeds.pages import parse_page  # noqa: E402  as above
from seeds.reading import read_page  # noqa: E402  as above
from tests.seeds.scoring import names_equal, names_match, update_tally  # noqa: E402  as above


def read_folder(folder):
    """Each article of the pages of a folder with its gold and its proposals."""
    for path in sorted(Path(folder).glob("*.txt")):
        page = parse_page(read_page(path))
        gold = json.loads(path.with_suffix(".json").read_text("utf-8"))
        for article, wanted in zip(page.articles, gold.get("articles", [gold]), strict=True):
            yield article, wanted, extract_proposals(article, flags=page.flags)


def format_row(name, row):
    precision = row["right"] / row["read"] if row["read"] else 0
    recall = row["right"] / row["gold"] if row["gold"] else 0
    return f"{name:24}{row['gold']:6}{row['read']:6}{row['right']:6}   P {precision:.2f} R {recall:.2f}"


def main(folders):
    """Print the figures of all relations, first with names that hold one another, then with the same."""
    articles = [row for folder in folders for row in read_folder(folder)]
    for title, same_name in (("contained names", names_match), ("exact names", names_equal)):
        tally = defaultdict(Counter)
        for _, gold, proposals in articles:
            update_tally(gold, proposals, tally, same_name=same_name)
        print(f"{title:24}  gold  read right")
        for relation in sorted(tally):
            print(format_row(relation, tally[relation]))
        print(format_row("all", sum(tally.values(), Counter())), end="\n\n")


if __name__ == "__main__":
    main(sys.argv[1:])
