"""Rendezvous from Python: a thin face over librendezvous.so, with nothing but ctypes.

    agency = Agency(founded=now)
    agency.zone("Europe/Athens")
    agency.office("kypseli", zone="Europe/Athens", hours=weekdays("08:00", "15:00"))
    agenda = agency.agenda()
    openings = agenda.openings(subject="p-1", service="advice", within=(now, now + 14 * 86400))
    appointment = agenda.book(openings[0])

An Agenda keeps its log: `agenda.log` is the bytes to store, `Agenda.replay(bytes)` reads them.
"""

import ctypes
import os

from header import Header

PREFIX = os.environ.get("RENDEZVOUS_PREFIX", "/usr/local")
H = Header(os.path.join(PREFIX, "include", "rendezvous.h"))
L = H.bind(os.path.join(PREFIX, "lib", "librendezvous.so.0"))
C = H.constants
MONDAY, FRIDAY = C["RDV_MONDAY"], C["RDV_FRIDAY"]


class Refused(Exception):
    """A call that was not RDV_OK: `status` and `reason` are names, the text says the rest."""

    def __init__(self, status, reason, text):
        super().__init__(text)
        self.status, self.reason = status, reason


def clock(text):
    """The seconds since midnight of "08:30"."""
    hour, minute = text.split(":")
    return int(hour) * 3600 + int(minute) * 60


def weekdays(start, end):
    """The same hours from Monday to Friday."""
    return [(day, clock(start), clock(end)) for day in range(MONDAY, FRIDAY + 1)]


def fill(name, values):
    """A struct with its defaults and some values: texts, numbers, lists of texts or tuples."""
    struct = H.new(name)
    kinds = dict(struct._fields_)
    struct.kept = []
    for field, value in values.items():
        if isinstance(value, str):
            value = value.encode()
        elif isinstance(value, (list, tuple)):
            item = kinds[field]._type_
            value = [one.encode() if isinstance(one, str) else one for one in value]
            array = (item * max(1, len(value)))(*value)
            struct.kept.append(array)
            count = next(f for f in kinds if f == field.rstrip("s") + "_count"
                         or field.endswith("es") and f == field[:-2] + "_count"
                         or field.endswith("ies") and f == field[:-3] + "y_count")
            setattr(struct, count, len(value))
            value = array
        if field not in kinds:
            raise TypeError(f"{name} has no {field}")
        setattr(struct, field, value)
    return struct


class Handle:
    """What stands behind an opaque pointer; it ends with the object."""

    kind = ""

    def __init__(self, pointer):
        self.pointer = pointer

    def __del__(self):
        if self.pointer and L:
            getattr(L, f"rdv_{self.kind}_destroy")(self.pointer)
            self.pointer = None

    def call(self, function, *arguments):
        """Calls, and raises what is not RDV_OK."""
        self.check(getattr(L, function)(self.pointer, *arguments))

    def check(self, status):
        if status == C["RDV_OK"]:
            return
        text = getattr(L, f"rdv_{self.kind}_message")(self.pointer).decode()
        reason = ""
        if status == C["RDV_REFUSED"] and self.kind in ("agency", "agenda"):
            number = getattr(L, f"rdv_{self.kind}_reason")(self.pointer)
            reason = L.rdv_reason_name(number).decode()
        raise Refused(L.rdv_status_name(status).decode(), reason, text)

    def rows(self, function, struct, *arguments):
        """The structs of an answer that is a list."""
        of, count = H.structs[struct], ctypes.c_size_t()
        self.call(function, *arguments, None, ctypes.sizeof(of), 0, count)
        room = (of * max(1, count.value))()
        self.call(function, *arguments, room, ctypes.sizeof(of), count.value, count)
        return list(room[:count.value])

    def make(self, kind, function, *arguments):
        """Calls with a place for a new handle at the end."""
        out = ctypes.c_void_p()
        self.call(function, *arguments, ctypes.byref(out))
        return kind(out.value)


class Events(Handle):
    kind = "events"

    @classmethod
    def empty(cls):
        out = ctypes.c_void_p()
        L.rdv_events_create(ctypes.byref(out))
        return cls(out.value)

    def __len__(self):
        return L.rdv_events_count(self.pointer)

    def __bytes__(self):
        length = ctypes.c_size_t()
        self.call("rdv_events_encode", None, 0, length)
        room = ctypes.create_string_buffer(length.value)
        self.call("rdv_events_encode", room, length.value, length)
        return room.raw

    @property
    def appointment(self):
        number = ctypes.c_int64()
        self.call("rdv_events_appointment", number)
        return number.value

    def violations(self):
        """What the verifier, which is other code than the engine, finds in the log."""
        verdict = self.make(Verdict, "rdv_events_verify", None)
        return [L.rdv_verdict_text(verdict.pointer, i).decode()
                for i in range(L.rdv_verdict_count(verdict.pointer))]


class Verdict(Handle):
    kind = "verdict"


class Agency(Handle):
    kind = "agency"

    def __init__(self, founded=None, pointer=None):
        super().__init__(pointer)
        if pointer is None:
            out = ctypes.c_void_p()
            if L.rdv_agency_create(founded, None, ctypes.byref(out)):
                raise ValueError(f"founded ({founded}) must be seconds of the years 1 to 9999")
            self.pointer = out.value

    def zone(self, name, tzif=None):
        self.call("rdv_agency_give_zone", name.encode(), tzif, len(tzif or b""))

    def holidays(self, name):
        self.call("rdv_agency_give_holidays", name.encode())

    def field(self, name, label=""):
        self.call("rdv_agency_add_field", name.encode(), label.encode())

    def office(self, name, **options):
        self.call("rdv_agency_add_office", name.encode(), fill("rdv_office_options", options))

    def service(self, name, **options):
        self.call("rdv_agency_add_service", name.encode(), fill("rdv_service_options", options))

    def counsellor(self, name, **options):
        self.call(
            "rdv_agency_add_counsellor", name.encode(), fill("rdv_counsellor_options", options))

    def interpreter(self, name, **options):
        self.call(
            "rdv_agency_add_interpreter", name.encode(), fill("rdv_interpreter_options", options))

    def declare(self, name, **declaration):
        declaration["id"] = name
        self.call("rdv_agency_declare", fill("rdv_declaration", declaration))

    def policy(self, name, **policy):
        policy["id"] = name
        self.call("rdv_agency_set_policy", fill("rdv_policy", policy))

    def agenda(self):
        agenda = self.make(Agenda, "rdv_agenda_create")
        agenda.events = self.make(Events, "rdv_agency_events")
        return agenda


class Opening:
    """A start with its placement, and the request that it is for."""

    def __init__(self, raw, request):
        self.placement, self.request = raw.placement, request
        self.start, self.end = raw.placement.start, raw.placement.end
        self.counsellor = raw.placement.counsellor.text.decode()
        self.interpreter = raw.placement.interpreter.text.decode() or None


class Agenda(Handle):
    kind = "agenda"

    def __init__(self, pointer):
        super().__init__(pointer)
        self.events = Events.empty()

    @classmethod
    def replay(cls, log):
        events = Events.empty()
        events.call("rdv_events_decode", log, len(log))
        agenda = events.make(cls, "rdv_agenda_create_replaying", None)
        agenda.events = events
        return agenda

    @property
    def log(self):
        return bytes(self.events)

    def decide(self, command, *arguments, now):
        """Decides a command, keeps its events and applies them."""
        events = self.make(Events, f"rdv_agenda_{command}", *arguments, now)
        self.keep(events)
        return events

    def openings(self, *, now, within, limit=20, **request):
        request["windows"] = [within]
        given = fill("rdv_request", request)
        found = (H.structs["rdv_opening"] * limit)()
        count = ctypes.c_size_t()
        try:
            self.call(
                "rdv_agenda_openings", given, now, found,
                ctypes.sizeof(H.structs["rdv_opening"]), limit, count)
        except Refused as refused:
            if refused.status != "RDV_NO_OPENING":
                raise
            return []
        return [Opening(one, given) for one in found[:count.value]]

    def explain(self, *, now, within, language="en", **request):
        """Why there is no opening, in words."""
        request["windows"] = [within]
        tree = self.make(
            Explanation, "rdv_agenda_explain", fill("rdv_request", request), now, 1)
        length = ctypes.c_size_t()
        tree.call("rdv_explanation_text", language.encode(), 1, None, 0, length)
        room = ctypes.create_string_buffer(length.value + 1)
        tree.call("rdv_explanation_text", language.encode(), 1, room, length.value + 1, length)
        return room.value.decode()

    def hold(self, opening, seconds=300, *, now):
        return self.decide("hold", opening.request, opening.placement, seconds, now=now).appointment

    def book(self, opening, *, now):
        return self.decide("book", opening.request, opening.placement, now=now).appointment

    def confirm(self, appointment, *, now):
        self.decide("confirm", appointment, now=now)

    def cancel(self, appointment, *, now, by_service=False):
        reason = "REVOKED" if by_service else "EXCUSED"
        self.decide("cancel", appointment, C[f"RDV_CANCELLATION_{reason}"], now=now)

    def move(self, appointment, opening, *, now):
        self.decide("reschedule", appointment, opening.placement, now=now)

    def keep(self, events):
        """Keeps decided events and applies them."""
        # A host with a database would store bytes(events) here, before anything is applied.
        self.events.call("rdv_events_append", events.pointer)
        self.call("rdv_agenda_apply", events.pointer)

    def series(self, *, now, within, series, **request):
        """Books a request again and again; `series` has the members of rdv_series_options. Gives
        (date wanted, appointment or None) for each occurrence."""
        request["windows"] = [within]
        found = self.make(
            Series, "rdv_agenda_series", fill("rdv_request", request),
            fill("rdv_series_options", series), now)
        self.keep(found.make(Events, "rdv_series_events"))
        occurrences = found.rows("rdv_series_occurrences", "rdv_occurrence")
        return [(one.date, one.appointment or None) for one in occurrences]

    def draft(self, *, now):
        """A draft of changes: an agency to which all can be done that builds one."""
        return self.make(
            lambda pointer: Agency(pointer=pointer), "rdv_agency_create_amending", now)

    def repair(self, draft, *, now, answer_within=48 * 3600):
        """Makes the changes of a draft and asks those who lose their place whether they agree to
        another. Gives the moves of the proposal that was chosen."""
        repair = self.make(Repair, "rdv_agenda_repair", draft.pointer, None, now)
        proposals = repair.rows("rdv_repair_proposals", "rdv_repair_proposal")
        self.keep(self.make(Events, "rdv_agenda_amend", draft.pointer, now))
        for number, proposal in enumerate(proposals):
            if proposal.is_chosen:
                self.keep(self.make(
                    Events, "rdv_agenda_ask_for_repair", repair.pointer, number, answer_within,
                    now))
                return repair.rows("rdv_repair_moves", "rdv_repair_move", number)
        return []

    def notices(self, since, until):
        """Who is to be told what of the decisions of an interval."""
        interval = H.structs["rdv_interval"](since, until)
        return self.events.rows("rdv_events_notices", "rdv_notice", None, interval)

    def reminders(self, since, until, *, lead, now):
        """Who is to be reminded, `lead` seconds before the start."""
        interval = H.structs["rdv_interval"](since, until)
        return self.rows("rdv_agenda_reminders_due", "rdv_reminder", interval, lead, now)

    def usage(self, first, last, *, period="ALL", by_office=False, by_service=False):
        """How many appointments there were of each period, office and service."""
        return self.rows(
            "rdv_agenda_usage", "rdv_usage_figure", first, last, C[f"RDV_USAGE_{period}"],
            int(by_office), int(by_service))

    def appointment(self, number):
        answer = H.structs["rdv_appointment"]()
        self.call("rdv_agenda_appointment", number, ctypes.sizeof(answer), answer)
        return answer


class Explanation(Handle):
    kind = "explanation"


class Series(Handle):
    kind = "series"


class Repair(Handle):
    kind = "repair"
