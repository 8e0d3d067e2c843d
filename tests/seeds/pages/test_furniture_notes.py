"""Notes beside a text, and sentences that only speak of such things. All of them are invented."""

import pytest

from seeds.pages.boilerplate import is_boilerplate, starts_footer
from seeds.pages.furniture_notes import ends_text, is_furniture_note, is_platform_notice
from tests.seeds.invented_pages import FIRST_PARAGRAPH, SECOND_PARAGRAPH, TITLE, parse_article

THIRD_PARAGRAPH = "签约以后，与会人员参观了实训车间，九十名学生当天开始练习。"


@pytest.mark.parametrize(
    "line",
    [
        "特别声明：以上内容（含图片）由“某号”用户上传，平台只提供存放的地方。",
        "平台声明：该文观点仅代表作者本人，某号系信息发布平台。",
        "以上内容由某号作者上传发布，仅代表该作者观点，本平台仅提供信息存储服务。",
        "本文为某号作者或机构上传并发布，不代表本网站的观点或立场。",
        "（文章内容来自网络，如有侵权请联系删除）",
        "【免责声明】本网转载此文旨在传递更多信息，不代表本网赞同其观点。",
        "创作声明：内容由AI辅助整理",
        "风险提示：本文仅供参考，不构成任何建议。",
        "本条内容来自某号作者，如有侵权，请联系平台删除。",
        "Notice: Texts and pictures come from a user; the platform takes no responsibility for them.",
        "Notice: The content above was uploaded by a user of the platform, which only offers storage.",
        "The views expressed in this article are those of the author and do not reflect those of the site.",
    ],
)
def test_note_of_a_platform_about_itself_is_told(line):
    assert (is_platform_notice(line), ends_text(line)) == (True, True)


@pytest.mark.parametrize(
    "line",
    [
        "“特别声明，以上内容都是学生自己完成的，”院长笑着说，“平台只提供场地。”",
        "“以上内容不代表公司立场，”周明补充，“是我作为父亲的看法。”",
        "以上内容已写入学院章程，自9月1日起施行，各方均应遵守。",
        "特别提示：学徒工资指导线自7月1日起执行，企业应当按月足额发放。",
        "提示：学徒进入车间前必须通过安全考试，可以登录平台预约。",
        "声明书由学徒、家长、企业三方签署，一式三份，自签字之日起生效。",
        "Disclaimers are part of every contract, the lawyer told the apprentices on June 3.",
        "平台只提供泊位信息，船期由调度中心确定，学生要学会两边核对。",
        "本文作者在调研中走访了十二家企业，发现技工的平均年龄已超过45岁。",
        "直播平台发布声明称，以上内容治理标准将写入专业教材。",
        "The article on storage requires the operator to keep the data of students for three years.",
        "Views of the harbor were shown on the simulators, and users need not leave the classroom.",
    ],
)
def test_sentence_about_a_platform_is_none(line):
    assert (is_platform_notice(line), is_boilerplate(line), starts_footer(line)) == (
        False,
        False,
        False,
    )


@pytest.mark.parametrize(
    "line",
    [
        "![](https://img.example/640?wx_fmt=jpeg)",
        "![签约现场](images/1.png)![](b.png)",
        "20240519_001.jpg",
        "W020240519364812.JPG (1.2 MB)",
        "微信图片_20240519103012.png",
        "签约现场.mp4",
        "[图片]",
        "前一期：学校召开教学工作会议",
        "上一篇",
        "/阅读下一篇/",
        "扫一扫在手机打开当前页",
        "用微信“扫一扫”，分享给好友",
        "我要纠错",
        "政府网站标识码：3200000000",
        "本作品采用知识共享署名 4.0 国际许可协议进行许可（CC BY 4.0）",
        "版权归原作者所有，未经授权不得转载",
        "译者：周明　　校对：李红",
        "Translated by Zhou Ming",
        "This work is licensed under a Creative Commons Attribution 4.0 licence.",
        "We use cookies to give you the best experience.",
        "Sign up for our weekly newsletter",
        "5 min read",
        "全文共1200字，阅读大约需要3分钟",
        "12 人赞同了该文章",
        "举报/反馈",
        "关注“临江职院”公众号",
        "（图片来源：网络）",
        "手机扫码查看",
        "文中图片由受访单位提供，未经许可不得使用",
        "【我要打印】【关闭窗口】",
        "No spam. Unsubscribe at any time.",
        "3 Comments",
    ],
)
def test_furniture_is_told(line):
    assert is_furniture_note(line) or is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "扫一扫工件上的条码，生产数据就会显示在大屏上，学生可以随时查看每道工序。",
        "扫一扫工单上的二维码，学生就能看到每个步骤的视频，周明当场作了演示。",
        "来源于企业的真实项目进入课堂，学生分享到的经验写进了教材。",
        "编辑制作短视频是这门课的期末作业，学生们把车间里的故事拍成了片子。",
        "编辑：这是新媒体专业今年新开的方向，首批招收三十名学生。",
        "分享到会的专家有来自六个省份的四十位校长，他们介绍了各自的做法。",
        "打印本页只需一秒钟，参观者看到了学生设计的零件从图纸变成实物。",
        "点击屏幕上的图标，学生就能进入虚拟车间，完成一次完整的装配训练。",
        "上一期培训班的学员已经全部上岗，下一期将于九月开班，计划招收八十人。",
        "下一篇章怎么写，校企双方都在思考，答案就在每一个工位上。",
        "版权所有权由双方共同享有，未经授权不得转让，协议对此作了约定。",
        "版权归学校所有的课程共有12门，企业职工可以免费学习。",
        "会议还讨论了“未经授权不得转载”一类条款在校企共编教材中的写法。",
        "阅读原文献是研究生课程的第一步，导师要求学生每周完成一篇综述。",
        "扫码关注学徒成长的家长越来越多，学校每周更新一次记录。",
        "关闭窗口、切断电源、清理台面，是每天下课前的三个规定动作。",
        "长按红色按钮三秒，机器才会停止，学徒要在考核中演示这一步。",
        "推荐阅读的五本书由师傅们选定，书单贴在车间门口。",
        "系统维护由学徒轮流负责，他们第一次独立处理了网络异常。",
        "翻译实训室同日揭牌，学院将与港口合作培养多语种人才。",
        "转载机是港口常用设备，学生需要掌握转载机的结构、操作与维护。",
        "评论区里有毕业生留言，希望母校把夜班实训也对社会开放。",
        "关注我们身边的技能人才，是这组报道的初衷，也得到了读者的响应。",
        "Students of the bakery class served cookies and tea to the guests of the ceremony on June 3.",
        "More than 300 firms subscribe to the weekly newsletter of the college, which lists internships.",
        "Share to learn is the motto of the workshop, where older students teach the younger ones.",
        "Read aloud by a student, the statement promised that no machine would run without a guard.",
        "The news about the research was welcome, and the college will admit more students.",
    ],
)
def test_sentence_about_such_things_stays_in_its_text(line):
    article = parse_article(
        TITLE, "来源：临江日报", FIRST_PARAGRAPH, SECOND_PARAGRAPH, line, THIRD_PARAGRAPH
    )
    assert article.paragraphs == (FIRST_PARAGRAPH, SECOND_PARAGRAPH, line, THIRD_PARAGRAPH)


def test_picture_inside_a_line_goes_alone():
    article = parse_article(TITLE, f"{FIRST_PARAGRAPH}![](a.png)", "![](b.png)", SECOND_PARAGRAPH)
    assert article.paragraphs == (FIRST_PARAGRAPH, SECOND_PARAGRAPH)


def test_box_inside_a_text_ends_nothing():
    article = parse_article(
        TITLE, FIRST_PARAGRAPH, SECOND_PARAGRAPH, "Sign up for our newsletter", THIRD_PARAGRAPH
    )
    assert article.paragraphs == (FIRST_PARAGRAPH, SECOND_PARAGRAPH, THIRD_PARAGRAPH)


def test_names_below_the_last_button_are_no_text():
    article = parse_article(
        TITLE, FIRST_PARAGRAPH, SECOND_PARAGRAPH, "继续滑动看下一个", "临江职院"
    )
    assert article.paragraphs == (FIRST_PARAGRAPH, SECOND_PARAGRAPH)


def test_rows_of_a_table_below_a_button_or_a_rule_stay():
    rows = ("| 序号 | 单位 |", "| 1 | 临江职业学院 |", "| 2 | 东岭钢铁公司 |")
    lines = (rows[0], "| --- | --- |", "点击查看大图", *rows[1:])
    article = parse_article(TITLE, FIRST_PARAGRAPH, SECOND_PARAGRAPH, *lines)
    assert article.paragraphs == (FIRST_PARAGRAPH, SECOND_PARAGRAPH, *rows)
