"""Coordinated names: how each language lists bodies, one grammar that all relations share.

`zh` and `en` hold what differs, as a `ListGrammar` each; `coordination` reads lists with the grammar of a
sentence. Words stand in `seeds/rules/patterns/zh_lists.yaml` and `en_lists.yaml`.
"""
