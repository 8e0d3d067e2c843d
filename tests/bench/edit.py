"""Publish changed articles: for each line read, the place of an article in the sample that `load.py` wrote.

Prints `ready` once, then for each line the mark that the article shows from then on. Run as
`python tests/bench/edit.py` with PEERS_DIR and BENCH_N (the size of the corpus) in the environment.
"""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path.cwd()))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
import django

django.setup()

from articles.models import Article


def main() -> None:
    """Publish until the input ends."""
    path = Path(os.environ["PEERS_DIR"]) / "data" / f"portal_{os.environ['BENCH_N']}.json"
    keys = json.loads(path.read_text())["pk"]
    print("ready", flush=True)
    for number, line in enumerate(sys.stdin):
        mark = f"mark{os.getpid()}x{number}"
        publish(Article.objects.get(pk=keys[int(line)]), mark=mark)
        print(mark, flush=True)


def publish(article: Article, *, mark: str) -> None:
    """Add a paragraph with the mark and make it public."""
    article.body += f"<p>{mark}</p>"
    article.save()
    article.publish_shipped()


if __name__ == "__main__":
    main()
