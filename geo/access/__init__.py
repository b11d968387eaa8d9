"""Who may see what: audiences, and the records as each of them may see them.

Imports ``picture`` and what is above it. Pages, commands and exports get records here and nowhere else.
Tested by properties: no value that is withheld is in anything that is made for a viewer.
"""

from geo.access.accounts import Entrance, actor_of, log_in, log_out, may_read_report
from geo.access.asking import Needs, allowed, depth_for, require
from geo.access.columns import AUDIENCES_CUT, FEWEST, GIVEN, GIVEN_WORDS, UNTOLD, given, given_word
from geo.access.desk import ASKED, Desk
from geo.access.door import changed_since, desk_of, first_moment, note_taken, snapshot_for, state_at
from geo.access.drafting import OwnDrafts
from geo.access.links import CLOSED, Guest, admits, count_opening, guest_of, token_of
from geo.access.redaction import BAND_KM, SMALLEST, WITHHELD, owned, reduced, seen_by
from geo.access.roles import GIVES, LOCAL, RIGHTS, WHOLE, Action, Actor, areas_of_role
from geo.access.secret import secret_key
from geo.access.small import withhold
from geo.access.viewers import ALL, EVERYTHING, OF_REGION, OF_ZONE, PUBLIC, Viewer, areas_of, viewer_of

__all__ = [
    "ALL",
    "ASKED",
    "AUDIENCES_CUT",
    "BAND_KM",
    "CLOSED",
    "EVERYTHING",
    "FEWEST",
    "GIVEN",
    "GIVEN_WORDS",
    "GIVES",
    "LOCAL",
    "OF_REGION",
    "OF_ZONE",
    "PUBLIC",
    "RIGHTS",
    "SMALLEST",
    "UNTOLD",
    "WHOLE",
    "WITHHELD",
    "Action",
    "Actor",
    "Desk",
    "Entrance",
    "Guest",
    "Needs",
    "OwnDrafts",
    "Viewer",
    "actor_of",
    "admits",
    "allowed",
    "areas_of",
    "areas_of_role",
    "changed_since",
    "count_opening",
    "depth_for",
    "desk_of",
    "first_moment",
    "given",
    "given_word",
    "guest_of",
    "log_in",
    "log_out",
    "may_read_report",
    "note_taken",
    "owned",
    "reduced",
    "require",
    "secret_key",
    "seen_by",
    "snapshot_for",
    "state_at",
    "token_of",
    "viewer_of",
    "withhold",
]
