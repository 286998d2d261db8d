"""The guards of the product, each with what lets everything through in its place and a test that must then fail (guards.py)."""

from __future__ import annotations

from tools import guard_instead as instead
from tools.guard_instead import Guard

ACCESS, WEB, AUDIT = "gonghui.kernel.access.", "gonghui.kernel.web.", "gonghui.kernel.audit."
SEEN, HOLES, WRITING = "tests/access/test_seen.py::", "tests/access/test_holes.py::", "tests/access/test_writing.py::"
ATTACKS, OPENED, PERSONS = (
    "tests/access/test_attacks.py::",
    "tests/access/test_opened.py::",
    "tests/access/test_persons.py::",
)
RIGHTS, HARDENING = "tests/rights/test_rights.py::", "tests/web/test_hardening.py::"
ACCOUNTS, LOG = "tests/kernel/test_access_accounts.py::", "tests/kernel/test_audit.py::"

GUARDS = [
    Guard(
        ACCESS + "reach:readable",
        "rows outside reach are not read",
        ATTACKS + "test_no_act_takes_the_identifier_of_anothers_record",
        instead.rows_as_they_are,
    ),
    Guard(
        ACCESS + "reach:reach",
        "unions whose records an account reads",
        RIGHTS + "test_the_page_lists_everything_masked_and_is_closed_to_strangers",
        instead.everything,
    ),
    Guard(
        ACCESS + "reach:writable",
        "unions whose records an account writes",
        ATTACKS + "test_nothing_is_entered_at_a_union_of_others",
        instead.everything,
    ),
    Guard(
        ACCESS + "reach:figures_reach",
        "unions whose figures an account sees",
        "tests/kernel/test_access.py::test_figures_are_seen_above_people_only_below",
        instead.everything,
    ),
    Guard(
        ACCESS + "reach:_said",
        "what bypasses the employer's union",
        HOLES + "test_a_bypassing_matter_hides_every_record_that_tells_it",
        instead.no_condition,
    ),
    Guard(
        ACCESS + "reach:bypassing",
        "no count tells what bypasses",
        SEEN + "test_no_count_betrays_what_bypasses_the_union",
        lambda *_all: [],
    ),
    Guard(
        ACCESS + "reach:told_openly",
        "no text tells what bypasses",
        SEEN + "test_no_text_tells_what_bypasses_a_union",
        instead.rows_as_they_are,
    ),
    Guard(
        ACCESS + "persons:away",
        "a person's items are told by the union that answers",
        PERSONS + "test_a_keeper_who_enters_a_known_number_sees_nothing_of_it_and_changes_nothing",
        instead.nobody,
    ),
    Guard(
        ACCESS + "persons:decides",
        "rights are answered by who may answer for all",
        PERSONS + "test_no_act_reaches_beyond_the_union_that_answers",
        instead.yes,
    ),
    Guard(
        ACCESS + "writing:may_add",
        "who may add",
        WRITING + "test_who_writes_nowhere_makes_no_union",
        instead.yes,
    ),
    Guard(
        ACCESS + "writing:may_change",
        "who may change and void; voided stays voided",
        WRITING + "test_what_was_voided_stays_as_it_was_voided",
        instead.yes,
    ),
    Guard(
        ACCESS + "writing:fixed",
        "items that only acts or the level above change",
        WRITING + "test_where_a_union_stands_is_not_for_its_form",
        lambda *_all: frozenset(),
    ),
    Guard(
        ACCESS + "granting:check_exclusive",
        "nobody is two administrators",
        ACCOUNTS + "test_one_person_is_one_administrator_at_one_place",
        instead.nothing,
    ),
    Guard(
        ACCESS + "granting:roles_to_give",
        "nobody gives what is not theirs",
        ACCOUNTS + "test_nobody_gives_what_is_not_theirs_to_give",
        instead.all_roles,
    ),
    Guard(
        ACCESS + "granting:_gives_so_much",
        "who is limited gives no more",
        HOLES + "test_who_is_limited_gives_nobody_more",
        instead.yes,
    ),
    Guard(
        ACCESS + "reach:unlimited",
        "a grant for some ledgers is for these alone",
        WRITING + "test_who_works_with_one_ledger_acts_for_no_union",
        instead.first_argument,
    ),
    Guard(
        ACCESS + "small_cells:Guard.opens",
        "small counts are withheld",
        SEEN + "test_last_years_small_count_stays_hidden_in_the_ranking",
        instead.yes,
    ),
    Guard(
        ACCESS + "small_cells:Guard.answers",
        "own indicators ask nothing of others",
        SEEN + "test_an_indicator_of_ones_own_is_no_question_about_a_person_elsewhere",
        instead.yes,
    ),
    Guard(
        ACCESS + "small_cells:may_divide",
        "small counts are not split",
        SEEN + "test_a_pivot_splits_no_small_count",
        instead.yes,
    ),
    Guard(
        ACCESS + "masking:masked",
        "confidential items leave masked",
        OPENED + "test_the_story_names_nobody_until_it_is_opened",
        instead.open_text,
    ),
    Guard(
        ACCESS + "masking:mask_phone",
        "phones leave masked",
        RIGHTS + "test_the_page_lists_everything_masked_and_is_closed_to_strangers",
        instead.first_argument,
    ),
    Guard(
        ACCESS + "masking:mask_number",
        "document numbers leave masked",
        RIGHTS + "test_the_page_lists_everything_masked_and_is_closed_to_strangers",
        instead.first_argument,
    ),
    Guard(
        ACCESS + "opening:whole",
        "openings a day are limited",
        ACCOUNTS + "test_opening_confidential_items_is_limited_by_the_day",
        lambda *_all: 10**9,
    ),
    Guard(
        ACCESS + "opening:note_openings",
        "every opening is logged",
        RIGHTS + "test_the_copy_is_in_the_open_for_a_reason_and_stands_in_the_log",
        instead.nothing,
    ),
    Guard(
        WEB + "reasons:reason_first",
        "files and refused rows open for a reason",
        OPENED + "test_a_file_of_a_confidential_record_opens_for_a_reason",
        instead.nothing,
    ),
    Guard(
        ACCESS + "entry:_count",
        "failures lock an account",
        ACCOUNTS + "test_five_wrong_passwords_lock_the_account_for_every_door",
        instead.nothing,
    ),
    Guard(
        ACCESS + "entry:first_page",
        "a new password or second factor comes first",
        ACCOUNTS + "test_an_administrator_sets_a_second_factor_before_anything_else",
        instead.no_words,
    ),
    Guard(
        ACCESS + "entry:EntryMiddleware._held",
        "a session nobody sits at ends",
        ACCOUNTS + "test_a_session_nobody_sits_at_ends",
        instead.nothing,
    ),
    Guard(
        "django.middleware.csrf:CsrfViewMiddleware.process_view",
        "a page of another site cannot post",
        ATTACKS + "test_a_page_of_another_site_cannot_post",
        instead.nothing,
    ),
    Guard(
        WEB + "middleware:POLICY",
        "nothing runs that the installation does not serve",
        HARDENING + "test_the_policy_runs_nothing_that_stands_in_a_page",
        instead.LAX,
    ),
    Guard(
        "django.middleware.clickjacking:XFrameOptionsMiddleware.process_response",
        "no page stands in another's frame",
        HARDENING + "test_every_answer_brings_the_headers",
        lambda _self, _request, response: response,
    ),
    Guard(
        ACCESS + "tries:too_many",
        "strangers knock so often and no more",
        HARDENING + "test_an_address_that_knocks_too_often_waits",
        instead.no,
    ),
    Guard(
        WEB + "limits:_over",
        "an account asks so fast and no faster",
        HARDENING + "test_an_account_that_asks_too_fast_waits_and_others_do_not",
        instead.no,
    ),
    Guard(
        WEB + "limits:_refused",
        "too large a request is refused",
        HARDENING + "test_more_than_the_limit_is_refused_before_it_is_read",
        instead.an_answer,
    ),
    Guard(
        "gonghui.kernel.attachments.packages:refuse_hostile",
        "no package that would do harm is taken",
        "tests/access/test_hostile_files.py::test_no_address_takes_a_package_that_would_do_harm",
        instead.nothing,
    ),
    Guard(
        "gonghui.kernel.attachments.keeping:kind_of",
        "a file is what its name says",
        ATTACKS + "test_what_is_no_paper_is_not_taken",
        lambda *_all: "application/pdf",
    ),
    Guard(
        "gonghui.quiet:quiet",
        "no number stands in a line of the logs",
        "tests/access/test_quiet.py::test_errors_with_a_number_in_them_log_none",
        instead.first_argument,
    ),
    Guard(
        AUDIT + "marks:mark_of",
        "a line changed is found",
        LOG + "test_an_edit_past_the_system_is_found_and_named",
        lambda line: bytes(line.mark),
    ),
    Guard(
        AUDIT + "verifying:_chain",
        "a seal changed or removed is found",
        LOG + "test_an_edit_past_the_system_is_found_and_named",
        instead.found_none,
    ),
    Guard(
        AUDIT + "verifying:_against",
        "a line added or removed is found",
        LOG + "test_an_edit_past_the_system_is_found_and_named",
        instead.found_none,
    ),
    Guard(
        AUDIT + "verifying:_anchored",
        "an end cut off is found",
        LOG + "test_the_end_cut_off_is_found_by_the_anchor_kept_outside",
        instead.found_none,
    ),
    Guard(
        AUDIT + "acting:require_acting",
        "nobody writes without a name",
        "tests/kernel/test_every_write.py::test_whom_a_document_number_stands_for_is_in_the_log",
        instead.anybody,
    ),
    Guard(
        AUDIT + "veiling:veil",
        "the log keeps what tells of persons sealed",
        OPENED + "test_what_stands_in_a_file_name_is_not_in_the_log",
        lambda rows, new: [(before, after) for _t, _m, before, after in rows],
    ),
    Guard(
        "gonghui.kernel.rights.holding:must_keep",
        "what the law keeps is not erased",
        RIGHTS + "test_erasure_waits_while_the_law_keeps_and_restricts_meanwhile",
        lambda *_all: {},
    ),
    Guard(
        "gonghui.kernel.matching.persons:above_all",
        "two unions' persons are made one above both",
        PERSONS + "test_two_unions_persons_are_made_one_by_the_union_above",
        instead.nothing,
    ),
]
