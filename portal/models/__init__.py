"""What is stored: one table a file."""

from .agency import Agency
from .alias import Alias
from .answer_words import AnswerWords
from .area import Area
from .area_shape import AreaShape
from .asked_end import AskedEnd
from .attachment import Attachment, AttachmentFlag
from .audit_entry import AuditEntry, AuditStart
from .base import Base
from .category import Category
from .channel import Channel
from .checkpoint import Checkpoint
from .custody import Custody
from .draft import Draft
from .event import Event
from .expectation import StoredExpectation
from .follower import Follower
from .former_agency import FormerAgency
from .former_facts import FormerFacts
from .heard_word import HeardWord
from .identity import Identity
from .import_run import ImportProblem, ImportRun
from .kept_private import KeptPrivate
from .letter import Letter
from .notice import Notice
from .officer import Officer, SignInTry
from .original import Original
from .recovery_code import RecoveryCode
from .reporter import Reporter
from .reporter_letter import ReporterLetter
from .reset_link import ResetLink
from .scorecard import ScorecardEdition, StoredScorecard
from .sent_form import SentForm
from .source import SourceState
from .source_telling import SourceTelling
from .source_update import SourceUpdate
from .staff_session import StaffSession
from .street import Street, StreetTicket
from .ticket import Ticket
from .waiting_photo import WaitingPhoto
from .wanted_photo import WantedPhoto
from .weekly_finding import StoredFinding
from .withdrawal_request import WithdrawalRequest
from .witness import Witness

__all__ = [
    "Agency",
    "Alias",
    "AnswerWords",
    "Area",
    "AreaShape",
    "AskedEnd",
    "Attachment",
    "AttachmentFlag",
    "AuditEntry",
    "AuditStart",
    "Base",
    "Category",
    "Channel",
    "Checkpoint",
    "Custody",
    "Draft",
    "Event",
    "Follower",
    "FormerAgency",
    "FormerFacts",
    "HeardWord",
    "Identity",
    "ImportProblem",
    "ImportRun",
    "KeptPrivate",
    "Letter",
    "Notice",
    "Officer",
    "Original",
    "RecoveryCode",
    "Reporter",
    "ReporterLetter",
    "ResetLink",
    "ScorecardEdition",
    "SentForm",
    "SignInTry",
    "SourceState",
    "SourceTelling",
    "SourceUpdate",
    "StaffSession",
    "StoredExpectation",
    "StoredFinding",
    "StoredScorecard",
    "Street",
    "StreetTicket",
    "Ticket",
    "WaitingPhoto",
    "WantedPhoto",
    "WithdrawalRequest",
    "Witness",
]
