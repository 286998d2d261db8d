"""What the doctor looks at among accounts, and at how the installation is run (gonghui doctor --deploy)."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.kernel.access.models import ADMINISTRATORS, Grant
from gonghui.kernel.doctor.registry import DEPLOY, Finding, check


@check("access.three_administrators", gettext_lazy("系统、安全、审计管理员由不同的人担任"))
def three_administrators() -> Iterator[Finding]:
    """Nobody is two of the three, and none of them keeps records (rules.md §13.2)."""
    roles = Grant.objects.values("user__username").annotate(
        special=Count("role", distinct=True, filter=Q(role__in=ADMINISTRATORS)), all=Count("role", distinct=True)
    )
    for row in roles.filter(special__gt=0, all__gt=1):
        told = _("账号“%(name)s”兼任了管理员和其他角色") % {"name": row["user__username"]}
        yield Finding(told, _("请在“账号与授权”中收回其一"))


@check("deploy.settings", gettext_lazy("运行方式是否安全"), group=DEPLOY)
def deployed_safely() -> Iterator[Finding]:
    """What a production installation sets and a trial does not."""
    if settings.DEBUG:
        yield Finding(_("DEBUG 还开着：出错时会把程序内部显示给访问者"), _("去掉环境变量 DEBUG"))
    if not settings.SESSION_COOKIE_SECURE:
        yield Finding(_("没有启用 HTTPS：口令和数据在网络上可以被看到"), "GONGHUI_HTTPS=True")
    if "*" in settings.ALLOWED_HOSTS:
        yield Finding(_("接受任何主机名"), _("把 ALLOWED_HOSTS 写成自己的域名"))
    if (settings.VAR / "keys.json").exists() and (settings.VAR / "keys.json").stat().st_mode & 0o077:
        yield Finding(_("密钥文件别人也能读"), "chmod 600 var/keys.json")
    if (settings.VAR / "demo-database").exists():
        yield Finding(_("这是演示数据库"), _("正式使用请换一个空数据库"))
    owners = get_user_model().objects.filter(is_superuser=True, is_active=True).count()
    if owners > 1:
        yield Finding(_("有 %(n)s 个账号拥有全部权限") % {"n": owners}, _("只留本机管理者一个"))
