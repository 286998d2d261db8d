"""The door to a language model: shut by default; words alone come back, no name goes out, no figure is changed."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.documents import services
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.parts import FigureSlot
from gonghui.kernel.people.models import Membership
from gonghui.kernel.proof.unchanged import difference
from tests.generic.world import World
from tests.web.conftest import SignIn

WORDS = "植树1200株，占任务的60%，主席周敏同志到云溪纺织有限公司走访，电话0999-1400012。"


class Fake:
    """An OpenAI-compatible server that answers what it is told to; it keeps what it was sent."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.say: Callable[[str], str] = lambda text: text
        self.status = 200
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                fake.sent.append(asked)
                fake.headers.append({"path": self.path, **dict(self.headers)})
                said = fake.say(asked["messages"][-1]["content"])
                body = json.dumps({"choices": [{"message": {"role": "assistant", "content": said}}]}).encode()
                self.send_response(fake.status)
                if fake.status == 302:
                    self.send_header("Location", f"http://127.0.0.1:{fake.port}/elsewhere")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def text(self) -> str:
        return str(self.sent[-1]["messages"][-1]["content"])


@pytest.fixture
def fake(settings: Any) -> Iterator[Fake]:
    made = Fake()
    settings.GONGHUI_MODEL_URL = f"http://127.0.0.1:{made.port}/v1"
    settings.GONGHUI_MODEL_NAME, settings.GONGHUI_MODEL_KEY = "kind-words", "k-1"
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def client(house: World, sign_in: SignIn) -> Client:
    return sign_in(house.leader)


@pytest.fixture
def draft(client: Client) -> Document:
    client.post("/documents/new/", {"union": "C", "period": "2026H1"})
    return services.edit(Document.objects.get(), None, answers={"problems": WORDS})


def place_of(row: Document, words: str) -> int:
    return next(n for n, block in enumerate(services.content(row).blocks) if words in block.text)


def asked(client: Client, row: Document, words: str) -> str:
    where = reverse("document-clearer", args=[row.uid])
    return client.post(where, {"block": place_of(row, words)}).content.decode()


def test_nothing_is_sent_where_no_address_is_named(client: Client, draft: Document) -> None:
    assert "请语言模型改写" not in client.get(reverse("document", args=[draft.uid])).content.decode()
    assert "没有设置语言模型" in asked(client, draft, "植树")


def test_a_proposal_is_shown_and_taken_with_names_and_numbers_never_sent(
    client: Client, draft: Document, fake: Fake
) -> None:
    fake.say = lambda text: text.replace("植树", "共植树")
    assert "请语言模型改写" in client.get(reverse("document", args=[draft.uid])).content.decode()
    html = asked(client, draft, "植树")
    assert fake.text == "植树1200株，占任务的60%，主席⟦人1⟧同志到⟦单位3⟧走访，电话⟦号2⟧。"
    assert (fake.headers[0]["path"], fake.headers[0]["Authorization"]) == ("/v1/chat/completions", "Bearer k-1")
    assert fake.sent[0]["model"] == "kind-words"
    ((name, text),) = re.findall(r'<input type="hidden" name="(answer-[^"]+)" value="([^"]*)">', html)
    assert text == "共" + WORDS
    client.post(reverse("document-edit", args=[draft.uid]), {name: text})
    draft.refresh_from_db()
    assert "共" + WORDS in services.content(draft).body_text()


def test_figures_of_the_ledgers_go_as_marks_and_stay_tied(client: Client, draft: Document, fake: Fake) -> None:
    said = next(r.text for r in services.content(draft).figures() if r.key == "petitions.items" and r.form == "value")
    before = [run for _b, _p, run in services.content(draft).runs() if isinstance(run, FigureSlot)]
    fake.say = lambda text: text.replace("。", "，成效较好。", 1) if "。" in text else text + "，成效较好"
    html = asked(client, draft, f"来信来访{said}")
    assert said not in fake.text
    ((name, text),) = re.findall(r'<input type="hidden" name="(paragraph-\d+)" value="([^"]*)">', html)
    client.post(reverse("document-edit", args=[draft.uid]), {name: text})
    draft.refresh_from_db()
    assert "成效较好" in services.content(draft).body_text()
    assert [run for _b, _p, run in services.content(draft).runs() if isinstance(run, FigureSlot)] == before


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("1200株", "1300株"), "把“1200株”改成了“1300株”"),
        (("1200株", "1200余株"), "1200余株"),
        (("1200株", "1200棵"), "1200棵"),
        (("60%", "60个百分点"), "60个百分点"),
        (("，占任务的60%", ""), "漏掉了“60%”"),
        (("植树", "组织30次植树"), "添上了“30次”"),
        (("⟦人1⟧", ""), "没有照原样保留数字和名称"),
        (("⟦单位3⟧", "⟦号2⟧"), "没有照原样保留数字和名称"),
    ],
)
def test_a_changed_figure_is_refused(
    client: Client, draft: Document, fake: Fake, change: tuple[str, str], why: str
) -> None:
    fake.say = lambda text: text.replace(*change)
    html = asked(client, draft, "植树")
    assert why in html
    assert "采用</button>" not in html


@pytest.mark.parametrize(
    ("was", "now", "why"),
    [
        ("男职工12人，女职工15人。", "女职工12人，男职工15人。", "换了位置"),
        ("来访12件，来信15件。", "来信15件，来访12件。", "次序"),
        ("投资3.5万元。", "投资35000元。", "把“3.5万元”改成了“35000元”"),
        ("来访同比增长5%。", "来访同比下降5%。", "升降"),
        ("2025年走访120户。", "2026年走访120户。", "改动了年份"),
        ("慰问近300人。", "慰问300人。", "近"),
        ("走访120户。", "走访120户、（　　）人。", "空缺"),
        ("我们认真走访了120户。", "认真走访120户。", ""),
        ("开展了相关的培训工作，共培训了职工300人次。", "开展培训，共培训职工300人次。", ""),
    ],
)
def test_what_counts_as_the_same_figures(was: str, now: str, why: str) -> None:
    assert (why in difference(was, now)) if why else difference(was, now) == ""


@pytest.mark.parametrize("words", ["走访困难职工家庭12户。", "职工患重病后得到3000元。"])
def test_texts_about_need_never_leave(client: Client, draft: Document, fake: Fake, words: str) -> None:
    services.edit(draft, None, answers={"problems": words})
    assert "不能送给语言模型" in asked(client, draft, words)
    assert fake.sent == []


def test_a_name_on_the_roster_is_hidden_wherever_it_stands(client: Client, draft: Document, fake: Fake) -> None:
    name = "周淑兰"
    with acting(None, "测试"):
        Membership.objects.filter(pk=Membership.objects.first().pk).update(person_name=name)  # type: ignore[union-attr]  # there are two
    services.edit(draft, None, answers={"problems": f"车间里{name}提了3条建议，都已采纳。"})
    assert name in asked(client, draft, name)
    assert name not in fake.text


def test_a_server_that_fails_or_sends_elsewhere_is_no_answer(client: Client, draft: Document, fake: Fake) -> None:
    for fake.status in (500, 302):
        assert "没有回答" in asked(client, draft, "植树")
    assert {each["path"] for each in fake.headers} == {"/v1/chat/completions"}
    fake.server.shutdown()
    fake.server.server_close()
    assert "没有回答" in asked(client, draft, "植树")
