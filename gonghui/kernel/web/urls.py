"""The addresses of the site."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import path

from gonghui.kernel.web.views import documents, figures, finding, home, indicators, intakes, ledgers, records, session, starts, unions, voices

urlpatterns = [
    path("", home.home, name="home"),
    path("login/", session.sign_in, name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("settings/language/", session.language, name="set-language"),
    path("settings/look/", session.look, name="settings-look"),
    path("search/", finding.search, name="search"),
    path("suggestions/<slug:source>/", finding.suggestions, name="suggestions"),
    path("ledgers/", ledgers.index, name="ledger-index"),
    path("record/", ledgers.record_choose, name="record-choose"),
    path("ledgers/<slug:slug>/", ledgers.ledger_list, name="ledger-list"),
    path("ledgers/<slug:slug>/export/", ledgers.ledger_export, name="ledger-export"),
    path("ledgers/<slug:slug>/export/open/", ledgers.ledger_export_open, name="ledger-export-open"),
    path("ledgers/<slug:slug>/history/", ledgers.ledger_history, name="ledger-history"),
    path("ledgers/<slug:slug>/new/", records.record_new, name="record-new"),
    path("ledgers/<slug:slug>/<uuid:uid>/", records.record, name="record"),
    path("ledgers/<slug:slug>/<uuid:uid>/open/", records.record_open, name="record-open"),
    path("ledgers/<slug:slug>/<uuid:uid>/edit/", records.record_edit, name="record-edit"),
    path("ledgers/<slug:slug>/<uuid:uid>/void/", records.record_void, name="record-void"),
    path("unions/", unions.tree, name="union-tree"),
    path("unions/<str:code>/", unions.union, name="union"),
    path("unions/<str:code>/children/", unions.children, name="union-children"),
    path("figures/", figures.figure_catalogue, name="figure-catalogue"),
    path("figures/new/", indicators.indicator_new, name="indicator-new"),
    path("figures/<str:key>/", figures.figure, name="figure"),
    path("figures/<str:key>/records/", figures.figure_records, name="figure-records"),
    path("documents/", documents.document_list, name="document-list"),
    path("documents/new/", documents.document_new, name="document-new"),
    path("documents/<uuid:uid>/", documents.document, name="document"),
    path("documents/<uuid:uid>/edit/", documents.document_edit, name="document-edit"),
    path("documents/<uuid:uid>/refresh/", documents.document_refresh, name="document-refresh"),
    path("documents/<uuid:uid>/issue/", documents.document_issue, name="document-issue"),
    path("documents/<uuid:uid>/docx/", documents.document_docx, name="document-docx"),
    path("documents/<uuid:uid>/view/", documents.document_view, name="document-view"),
    path("documents/<uuid:uid>/slot/<int:block>/<int:place>/", documents.document_slot, name="document-slot"),
    path("documents/<uuid:uid>/figure/<str:slot>/", documents.document_frozen, name="document-frozen"),
    path("intake/", intakes.intake, name="intake"),
    path("intake/<uuid:uid>/", intakes.intake_batch, name="intake-batch"),
    path("intake/<uuid:uid>/status/", intakes.intake_status, name="intake-status"),
    path("intake/<uuid:uid>/map/", intakes.intake_map, name="intake-map"),
    path("intake/<uuid:uid>/apply/", intakes.intake_apply, name="intake-apply"),
    path("intake/<uuid:uid>/rejects/<int:file>/", intakes.intake_rejects, name="intake-rejects"),
    path("voice/query/", voices.voice_query, name="voice-query"),
    path("voice/<str:code>/", voices.voice, name="voice"),
    path("start/", starts.start, name="start"),
]
