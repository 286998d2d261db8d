"""Figures of publicity; of articles, only city level and above count as placed outside."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio
from gonghui.ledgers.publicity.models import Piece

K, L = Piece.Kind, Piece.Level


def flow(
    key: str, name: StrOrPromise, unit: StrOrPromise, kinds: list[str], where: Q | None = None, **rest: object
) -> Measure:
    """A figure of what was published in the period."""
    found = (Q(kind__in=kinds) if kinds else Q()) & (where or Q())
    return Measure(
        f"publicity.{key}",
        name,
        unit,
        of=Piece,
        when=Flow("published_on"),
        where=found,
        by=["kind", "level", "genre"],
        **rest,  # type: ignore[arg-type]
    )


pieces = flow("pieces", _("宣传报道条数"), "条", [])
board_issues = flow("board_issues", _("宣传栏黑板报期数"), "期", [K.BOARD], total="issues")
boards = flow("boards", _("宣传栏黑板报块数"), "块", [K.BOARD], total="boards")
briefings = flow("briefings", _("简报信息期数"), "期", [K.BRIEFING])
adopted = flow("briefings_adopted", _("简报信息被采用期数"), "期", [K.BRIEFING], Q(is_adopted=True))
Ratio(
    "publicity.adoption_rate", _("简报信息采用率"), "%", numerator=adopted, denominator=briefings,
    basis=_("分母为同期报送的简报信息期数"),
)  # fmt: skip
articles = flow("articles", _("媒体发稿篇数"), "篇", [K.ARTICLE, K.RELEASE])
city_articles = flow(
    "city_articles",
    _("市级以上媒体发稿篇数"),
    "篇",
    [K.ARTICLE, K.RELEASE],
    Q(level__in=[L.NATIONAL, L.PROVINCE, L.CITY]),
)
materials = flow("materials", _("学习宣传资料期数"), "期", [K.MATERIAL])
copies = flow("copies", _("宣传资料印发份数"), "份", [K.MATERIAL], total="copies")
intranet = flow("intranet", _("内部网络橱窗条数"), "条", [K.INTRANET])
health = flow("health", _("职业卫生宣传场次"), "场次", [K.HEALTH])
health_people = flow("health_people", _("职业卫生宣传人数"), "人", [K.HEALTH], total="people")
deeds = flow("model_deeds", _("劳模事迹宣传条数"), "条", [K.MODEL])
examples = flow("examples", _("先进典型宣传条数"), "条", [K.EXAMPLE])
reads = flow("reads", _("新媒体宣传阅读量"), "次", [K.EXAMPLE], total="reads")
stories = flow("stories", _("职工故事家书篇数"), "篇", [K.STORY])
notices = flow("notices", _("评优资助公示条数"), "条", [K.NOTICE])
releases = flow("releases", _("新闻宣传发布条数"), "条", [K.RELEASE])
