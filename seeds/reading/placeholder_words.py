"""Words that stand where a name should: of templates, of programs, of the accounts of a site."""

import re

_TEMPLATE_WORDS = "null undefined none nil n/a na nan false unknown 未知 暂无 无 不详"
_ACCOUNTS = (
    "anonymous root webmaster editor test guest wordpress dedecms phpcms drupal joomla joomla! typecho hexo "
    "帝国cms 博达软件 系统管理员 超级管理员 网站管理员 管理员 微信公众平台"
)
_PLACEHOLDER = re.compile(
    "|".join(map(re.escape, f"{_TEMPLATE_WORDS} {_ACCOUNTS}".split()))
    + r"|admin\w*|user\d*|web ?editor|discuz!?.*|visual ?site ?builder.*|siteserver.*|博达网站群.*|织梦.*"
    r"|[-—/.\s]*|\$?\{.*|\[!--.*|<.*|#.*#|@.*",
    re.I,
)


def is_placeholder(text: str) -> bool:
    """Whether the text names nobody and states nothing ("null", "admin", "${author}")."""
    return bool(_PLACEHOLDER.fullmatch(text.strip()))
