"""What the change log calls a page, where the view that wrote gives no reason of its own."""

from __future__ import annotations

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.web.frame import entry_of

_SOMEWHERE = gettext_noop("页面操作")
_ON_A_PAGE = gettext_noop("页面操作：%(page)s")

_NAMED = (
    (gettext_noop("我的账号"), "account-own"),
    (gettext_noop("邀请"), "account-invite"),
    (gettext_noop("接受邀请"), "account-accept"),
    (gettext_noop("账号与授权"), "grant-end"),
    (gettext_noop("新登记"), "record-new"),
    (gettext_noop("登记事项经过"), "record-stage"),
    (gettext_noop("查看保密项"), "record-open ledger-export-open"),
    (gettext_noop("成批登记"), "ledger-enter"),
    (gettext_noop("成批修改"), "ledger-bulk"),
    (gettext_noop("附件"), "attachment attachment-add attachment-remove"),
    (gettext_noop("常用视图"), "view-save view-remove"),
    (gettext_noop("撤回变动"), "act-reverse"),
    (gettext_noop("目标进度"), "goals"),
    (gettext_noop("自定义指标"), "indicator-new"),
    (gettext_noop("多维分析"), "pivot"),
    (
        gettext_noop("修改材料"),
        "document-add document-back document-clearer document-edit document-tie document-typed document-typing",
    ),
    (gettext_noop("数字对应哪个指标"), "document-bindings document-bindings-file"),
    (gettext_noop("起草材料"), "document-new document-carry"),
    (gettext_noop("由去年的材料起草"), "document-old-new"),
    (gettext_noop("姓名使用同意"), "document-consents"),
    (gettext_noop("材料定稿"), "document-issue"),
    (gettext_noop("文种和模板"), "document-kinds document-kind document-kind-preview"),
    (gettext_noop("脱敏版"), "document-nameless"),
    (gettext_noop("更新数据"), "document-refresh"),
    (gettext_noop("分工写作"), "document-section document-section-take document-sections"),
    (gettext_noop("记住的对应"), "intake-remembered"),
    (gettext_noop("单位比对"), "matching matching-list matching-settle"),
    (gettext_noop("人员核对"), "match-persons match-persons-look match-persons-decide match-persons-undo"),
    (gettext_noop("布置填报任务"), "return-open"),
    (gettext_noop("报表样式"), "return-forms return-form"),
    (gettext_noop("上传上级的空表"), "return-form-new"),
    (gettext_noop("与上级系统核对"), "return-difference"),
    (gettext_noop("数据检查规则"), "rules"),
    (gettext_noop("谁能看到什么"), "access-table"),
    (gettext_noop("随手记"), "pocket pocket-send"),
    (gettext_noop("记一笔"), "record-choose"),
    (gettext_noop("第一次使用"), "start"),
    (gettext_noop("登录"), "login"),
    (gettext_noop("职工反映"), "voice voice-query"),
    (gettext_noop("草稿"), "draft"),
    (gettext_noop("搜索"), "search search-quick"),
    (gettext_noop("数据接口"), "api-door"),
)
# by the address's name; one that is not here is called by its entry in the menu
_CALLED = {name: said for said, names in _NAMED for name in names.split()}
_OWN = ("account_", "mfa_", "socialaccount_", "usersessions_")  # the library's pages of one's own account


def page_reason(path: str) -> str:
    """What a write is done for where its view says nothing better: 页面操作, and on which page. In the active language."""
    called = _called(path)
    return _(_ON_A_PAGE) % {"page": called} if called else _(_SOMEWHERE)


def _called(path: str) -> str:
    try:
        name = resolve(path).url_name or ""
    except Resolver404:
        return ""
    if name.startswith(_OWN):
        name = "account-own"
    return _(_CALLED[name]) if name in _CALLED else entry_of(name)


def as_read(reason: str) -> str:
    """A reason that the log keeps in Chinese: the house's own as the reader says it, a person's as it is."""
    begins = _ON_A_PAGE % {"page": ""}
    if reason.startswith(begins) and reason != begins:
        return _(_ON_A_PAGE) % {"page": _(reason.removeprefix(begins))}
    return _(reason) if reason else ""
