"""The form for pages, as a browser sends it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from seeds.models import Batch, Capture, Upload, UploadedPage

FORM = "/admin/seeds/upload/add/"
TOKEN = "0" * 32
AUTHOR_RIGHTS = ("add_upload", "view_upload", "add_article", "view_article", "change_article")


def send(client, *files, token=TOKEN, **values):
    """Send the form with these files, each a name and its bytes."""
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(FORM, {"token": token, "files": uploads, **values})


def errors(answer) -> list[str]:
    """What the form says; nothing was kept."""
    assert answer.status_code == 200
    for model in (Upload, UploadedPage, Batch, Capture):
        assert not model.objects.exists()
    return [str(error) for fault in answer.context["form"].errors.values() for error in fault]


def report(client, answer) -> list[tuple[str, str, str]]:
    """Name, status and reason of each file in the report that an answer leads to."""
    page = client.get(answer["Location"])
    assert page.status_code == 200
    lines = page.context["report"].lines
    return [(line.page.name, line.page.status, line.page.reason) for line in lines]


def page_text(number: int) -> str:
    """A page of its own for each number."""
    return f"""\
https://news.example.org/2024/{number}.html
临江大学第{number}个实训基地启用
来源：临江日报  作者：周明  发布时间：2024-05-22 10:08:31
5月22日，临江大学与甲山机械集团有限公司共建的第{number}个实训基地启用，双方将在人才培养等方面开展全面深入的合作。
临江大学与甲山机械集团共建的智能船舶产业学院揭牌。
"""
