"""提案与意见: raised, answered, closed, content (rules.md §3.2: 满意率 is of those who answered)."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Day, Flow, Measure, Ratio, Stock, When
from gonghui.ledgers.motions.models import Filing, Kind, Motion, Satisfaction

BY = ["kind", "category", "channel", "satisfaction", "department"]
RAISED = Flow("raised_on")


def _count(
    key: str, name: StrOrPromise, unit: StrOrPromise, where: Q, when: When = RAISED, total: str = "", distinct: str = ""
) -> Measure:
    return Measure(
        key=key, name=name, unit=unit, of=Motion, when=when, where=where, total=total, distinct=distinct, by=BY
    )


def _rate(key: str, name: StrOrPromise, part: Measure, whole: Measure, basis: StrOrPromise) -> Ratio:
    return Ratio(key=key, name=name, unit="%", numerator=part, denominator=whole, basis=basis)


MOTION = Q(kind=Kind.MOTION)
REPLIED = Q(replied_on__lte=Day.LAST)
CLOSED = Q(closed_on__lte=Day.LAST)
MOTIONS = _count("motions.motions", _("提案件数"), "件", MOTION)
FILED = _count("motions.filed", _("提案立案件数"), "件", MOTION & Q(filing=Filing.FILED))
ANSWERED = _count("motions.answered", _("提案答复件数"), "件", MOTION & REPLIED)
DONE = _count("motions.closed", _("提案办结件数"), "件", MOTION & CLOSED)
FILED_DONE = _count("motions.filed_closed", _("立案提案办结件数"), "件", MOTION & Q(filing=Filing.FILED) & CLOSED)
_rate("motions.filing_rate", _("提案立案率"), FILED, MOTIONS, _("立案件数÷收到提案件数"))
_rate("motions.answer_rate", _("提案答复率"), ANSWERED, MOTIONS, _("答复件数÷收到提案件数"))
_rate("motions.closing_rate", _("提案办结率"), FILED_DONE, FILED, _("立案提案中办结的件数÷立案件数"))
RATED = _count("motions.rated", _("提案反馈件数"), "件", MOTION & ~Q(satisfaction=""))
CONTENT = _count(
    "motions.content", _("提案满意件数"), "件", MOTION & Q(satisfaction__in=[Satisfaction.YES, Satisfaction.MOSTLY])
)
_rate("motions.satisfaction_rate", _("提案办理满意率"), CONTENT, RATED, _("满意和基本满意件数÷已反馈件数"))
OVERDUE = _count("motions.overdue", _("超期未办结件数"), "件", Q(due_on__lt=Day.LAST), Stock("raised_on", "closed_on"))
OPEN = _count("motions.open", _("未办结意见件数"), "件", Q(), Stock("raised_on", "closed_on"))
OPINIONS = _count("motions.opinions", _("收集意见建议条数"), "条", Q(kind=Kind.OPINION))
OPINIONS_ANSWERED = _count("motions.opinions_answered", _("意见建议答复条数"), "条", Q(kind=Kind.OPINION) & REPLIED)
_rate("motions.opinion_answer_rate", _("意见建议答复率"), OPINIONS_ANSWERED, OPINIONS, _("答复条数÷收集条数"))
LETTERS = _count("motions.letters", _("领导信箱来信件数"), "件", Q(kind=Kind.LETTER))
LETTERS_ANSWERED = _count("motions.letters_answered", _("领导信箱答复件数"), "件", Q(kind=Kind.LETTER) & REPLIED)
_rate("motions.letter_answer_rate", _("领导信箱答复率"), LETTERS_ANSWERED, LETTERS, _("答复件数÷来信件数"))
VOICES = _count("motions.voices", _("职工说事件数"), "件", Q(kind=Kind.VOICE))
VOICES_CLOSED = _count("motions.voices_closed", _("职工说事办结件数"), "件", Q(kind=Kind.VOICE) & CLOSED)
_rate("motions.voice_closing_rate", _("职工说事办结率"), VOICES_CLOSED, VOICES, _("办结件数÷说事件数"))
SNAPSHOTS = _count("motions.snapshots", _("安全随手拍件数"), "件", Q(kind=Kind.SNAPSHOT))
FIXED = _count("motions.fixed", _("随手拍已整改件数"), "件", Q(kind=Kind.SNAPSHOT) & CLOSED)
_rate("motions.fix_rate", _("随手拍整改率"), FIXED, SNAPSHOTS, _("已整改件数÷随手拍件数"))
REWARDS = _count("motions.rewards", _("意见建议奖励金额"), "元", Q(), total="reward")
