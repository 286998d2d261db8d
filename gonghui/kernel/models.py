"""Every model of the kernel, in one migration history."""

from gonghui.kernel.access.accounts import AccountState, Invitation, OldPassword, Tries
from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.attachments.models import AttachedFile, Attachment
from gonghui.kernel.audit.models import Change, Seal
from gonghui.kernel.desk.models import Draft, Entry, SavedView
from gonghui.kernel.documents.models import Assignment, Document, DocumentNumber, FrozenFigure, OldFile, Version
from gonghui.kernel.figures.models import SavedIndicator, TalliedMeasure, TalliedUnion, Tally
from gonghui.kernel.intake.models import Intake, IntakeFile, Remembered, Trail
from gonghui.kernel.keyring.models import KeyChange
from gonghui.kernel.matching.models import Finding, FirmDecision, MatchList, MatchRow, PersonMerge, PersonPair
from gonghui.kernel.matters.models import Event, EventTheme, Matter, Party, Payment, Stage
from gonghui.kernel.organisations.models import (
    Act,
    Ancestry,
    Cover,
    Department,
    Employer,
    PastValue,
    Register,
    Statement,
    Union,
)
from gonghui.kernel.people.models import Consent, Identity, Membership, Person
from gonghui.kernel.proof.models import KeptMeaning
from gonghui.kernel.returns.models import Form, FormFile, FrozenCell, Remark, Return, Round, TypedValue
from gonghui.kernel.rights.models import RightsRequest
from gonghui.kernel.rules.models import Holiday, Parameter, RuleChoice

__all__ = [
    "AccountState",
    "Act",
    "Ancestry",
    "Assignment",
    "AttachedFile",
    "Attachment",
    "Change",
    "Consent",
    "Cover",
    "Department",
    "Document",
    "DocumentNumber",
    "Draft",
    "Employer",
    "Entry",
    "Event",
    "EventTheme",
    "Finding",
    "FirmDecision",
    "Form",
    "FormFile",
    "FrozenCell",
    "FrozenFigure",
    "Grant",
    "Holiday",
    "Identity",
    "Intake",
    "IntakeFile",
    "Invitation",
    "KeptMeaning",
    "KeyChange",
    "MatchList",
    "MatchRow",
    "Matter",
    "Membership",
    "OldFile",
    "OldPassword",
    "Parameter",
    "Party",
    "PastValue",
    "Payment",
    "Person",
    "PersonMerge",
    "PersonPair",
    "Register",
    "Remark",
    "Remembered",
    "Return",
    "RightsRequest",
    "Role",
    "Round",
    "RuleChoice",
    "SavedIndicator",
    "SavedView",
    "Seal",
    "Stage",
    "Statement",
    "TalliedMeasure",
    "TalliedUnion",
    "Tally",
    "Trail",
    "Tries",
    "TypedValue",
    "Union",
    "Version",
]
