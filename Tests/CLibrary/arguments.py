"""Calls every function of the installed library with each pointer NULL, each enumeration out of
range, and sizes, counts and capacities at their bounds. The header says what there is to call.

Usage: arguments.py PREFIX
"""

import ctypes
import os
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(ROOT, "Examples", "Python"))
from header import Header  # noqa: E402

PREFIX = sys.argv[1]
H = Header(os.path.join(PREFIX, "include", "rendezvous.h"))
L = H.bind(os.path.join(PREFIX, "lib", "librendezvous.so.0"))
C = H.constants
NOW = 1793606400
# What may be NULL besides what destroys and asks for messages.
OPTIONAL = {
    ("rdv_agency_create", "rules"), ("rdv_agency_give_zone", "bytes"),
    ("rdv_agency_give_calendar", "name"), ("rdv_agency_give_calendar", "holidays"),
    ("rdv_agency_add_field", "name"), ("rdv_agency_add_skill", "name"),
    ("rdv_agency_add_room", "name"), ("rdv_agency_add_room", "facilities"),
    ("rdv_agency_add_position", "name"), ("rdv_agency_add_position", "hours"),
    ("rdv_rules_add", "check"), ("rdv_rules_add", "context"),
    ("rdv_date_parts", "year"), ("rdv_date_parts", "month"), ("rdv_date_parts", "day"),
    ("rdv_events_verify", "rules"), ("rdv_plan_verify", "rules"),
    ("rdv_agenda_create_replaying", "rules"), ("rdv_agenda_plan", "options"),
    ("rdv_agenda_plan", "requests"), ("rdv_agenda_plan_contacts", "options"),
    ("rdv_agenda_plan_contacts", "office"), ("rdv_agenda_contacts_due", "office"),
    ("rdv_agenda_openings_to_move", "counsellor"), ("rdv_agenda_note_membership", "fund"),
    ("rdv_agenda_register", "details"), ("rdv_agenda_visit", "details"),
    ("rdv_agenda_open_case", "manager"), ("rdv_agenda_assign", "manager"),
    ("rdv_agenda_move_case", "manager"), ("rdv_agenda_group", "groups"),
    ("rdv_agenda_note_needs", "needs"), ("rdv_agenda_set_priority_classes", "classes"),
    ("rdv_agenda_repair", "draft"), ("rdv_agenda_repair", "options"),
    ("rdv_repair_verify", "rules"), ("rdv_events_notices", "rules"),
}

failures = []
calls = 0


def check(holds, text):
    if not holds:
        failures.append(text)


def texts(*items):
    return (ctypes.c_char_p * max(1, len(items)))(*items)


class World:
    """A handle of each kind, made anew when a call has ended one."""

    def __init__(self):
        self.keep = []
        agency = self.make(L.rdv_agency_create, NOW, None)
        spans = (H.structs["rdv_span"] * 5)(*[(d, 28800, 54000) for d in range(1, 6)])
        work = (H.structs["rdv_stretch"] * 5)(*[(d, 28800, 54000, 0) for d in range(1, 6)])
        office, service = H.new("rdv_office_options"), H.new("rdv_service_options")
        counsellor, declaration = H.new("rdv_counsellor_options"), H.new("rdv_declaration")
        office.zone, office.hours, office.hour_count = b"Europe/Athens", spans, 5
        service.field, counsellor.office = b"jobseekers", b"kypseli"
        declaration.id, declaration.worker, declaration.submitted = b"d-1", b"c-17", NOW
        declaration.stretches, declaration.stretch_count = work, 5
        must(L.rdv_agency_give_zone(agency, b"Europe/Athens", None, 0))
        must(L.rdv_agency_add_office(agency, b"kypseli", office))
        must(L.rdv_agency_add_field(agency, b"jobseekers", None))
        must(L.rdv_agency_add_service(agency, b"advice", service))
        must(L.rdv_agency_add_counsellor(agency, b"c-17", counsellor))
        must(L.rdv_agency_declare(agency, declaration))
        self.window = H.structs["rdv_interval"](NOW, NOW + 14 * 86400)
        self.request = H.new("rdv_request")
        self.request.subject, self.request.service = b"p-1", b"advice"
        self.request.windows = ctypes.pointer(self.window)
        self.request.window_count = 1
        agenda = self.make(L.rdv_agenda_create, agency)
        found = H.structs["rdv_opening"]()
        must(L.rdv_agenda_openings(
            agenda, self.request, NOW, found, ctypes.sizeof(found), 1, ctypes.c_size_t()))
        self.placement = found.placement
        self.handles = {
            "agency": agency, "draft": agency, "agenda": agenda,
            "events": self.make(L.rdv_agency_events, agency),
            "rules": self.make(L.rdv_rules_create),
            "line": self.make(L.rdv_phone_line_create, 0),
            "plan": self.make(L.rdv_agenda_plan, agenda, self.request, 1, NOW, None),
            "effect": self.make(L.rdv_agenda_what_if, agenda, agency, NOW, expect=None),
            "explanation": self.make(L.rdv_agenda_explain, agenda, self.request, NOW, 1),
        }
        if not self.handles["effect"]:
            draft = self.make(L.rdv_agency_create_amending, agenda, NOW)
            self.handles["effect"] = self.make(L.rdv_agenda_what_if, agenda, draft, NOW)
        options = H.new("rdv_series_options")
        options.zone, options.first = b"Europe/Athens", NOW // 86400
        self.handles["series"] = self.make(
            L.rdv_agenda_series, agenda, self.request, options, NOW)
        self.handles["repair"] = self.make(L.rdv_agenda_repair, agenda, None, None, NOW)
        self.handles["more"] = self.handles["events"]
        self.handles["verdict"] = self.make(L.rdv_events_verify, self.handles["events"], None)

    def make(self, function, *arguments, expect=0):
        out = ctypes.c_void_p()
        status = function(*arguments, ctypes.byref(out))
        if expect is not None:
            must(status)
        return out.value


def must(status):
    if status:
        raise SystemExit("setting up failed: " + L.rdv_status_name(status).decode())


def base_arguments(name, world):
    """Arguments that may or may not be sensible, but are none of them NULL."""
    result, parameters, types = H.functions[name]
    arguments = []
    for (argument, kind), plain in zip(parameters, types):
        first = argument == parameters[0][0]
        if argument == "now" or plain in ("rdv_instant",):
            arguments.append(NOW)
        elif argument in ("size", "element_size"):
            candidates = [k._type_ for _, k in parameters if hasattr(k, "contents")
                          and issubclass(k._type_, ctypes.Structure)
                          and k._type_.__name__ not in ("rdv_request", "rdv_interval")]
            arguments.append(ctypes.sizeof(candidates[-1]) if candidates else 8)
        elif argument in world.handles and kind is ctypes.c_void_p:
            arguments.append(world.handles[argument])
        elif kind is ctypes.c_void_p and argument == "bytes":
            arguments.append(ctypes.cast(ctypes.create_string_buffer(64), ctypes.c_void_p))
        elif kind is ctypes.c_void_p:
            arguments.append(ctypes.cast(ctypes.create_string_buffer(8), ctypes.c_void_p))
        elif kind is ctypes.c_char_p and argument == "text":
            arguments.append(ctypes.create_string_buffer(64))
        elif kind is ctypes.c_char_p:
            arguments.append(b"Europe/Athens" if first else b"x")
        elif hasattr(kind, "contents"):
            of = kind._type_
            if of is H.structs["rdv_request"]:
                arguments.append(ctypes.pointer(world.request))
            elif of is H.structs["rdv_placement"]:
                arguments.append(ctypes.pointer(world.placement))
            elif of is H.structs["rdv_interval"] and argument == "windows":
                arguments.append(ctypes.pointer(world.window))
            elif isinstance(of, type) and issubclass(of, ctypes.Structure):
                value = H.new(of.__name__) if of.__name__ in H.defaults else of()
                arguments.append(ctypes.pointer(value))
            elif of is ctypes.c_char_p:
                arguments.append(texts(b"x"))
            else:
                arguments.append(ctypes.pointer(of()))
        elif isinstance(kind, type) and issubclass(kind, ctypes.Structure):
            value = kind()
            if kind is H.structs["rdv_interval"]:
                value = kind(NOW, NOW + 60)
            arguments.append(value)
        elif kind is ctypes.c_double:
            arguments.append(1.0)
        elif isinstance(kind, type) and issubclass(kind, ctypes._CFuncPtr):
            returns = (lambda *_: 0)
            callback = kind(returns)
            world.keep.append(callback)
            arguments.append(callback)
        else:
            arguments.append(1)
    return arguments


def run(name, arguments):
    global calls
    calls += 1
    function = getattr(L, name)
    return function(*arguments)


def is_pointer(kind):
    return kind in (ctypes.c_void_p, ctypes.c_char_p) or hasattr(kind, "contents") or (
        isinstance(kind, type) and issubclass(kind, ctypes._CFuncPtr))


def answers_status(name):
    # "rdv_status" and "uint32_t" are told apart by what the header says of the result.
    return H.functions[name][0] is ctypes.c_int32 and not name.endswith("_reason") \
        and not name.startswith("rdv_candidate")


def nulls():
    for name, (_, parameters, _) in H.functions.items():
        if name.endswith("_destroy"):
            getattr(L, name)(None)
            continue
        pointers = [i for i, (_, kind) in enumerate(parameters) if is_pointer(kind)]
        for chosen in [[i] for i in pointers] + ([pointers] if len(pointers) > 1 else []):
            arguments = base_arguments(name, world)
            for i in chosen:
                kind = parameters[i][1]
                arguments[i] = kind() if not (
                    kind in (ctypes.c_void_p, ctypes.c_char_p) or hasattr(kind, "contents")) \
                    else None
            answer = run(name, arguments)
            if len(chosen) > 1 or not answers_status(name):
                continue
            argument = parameters[chosen[0]][0]
            if (name, argument) in OPTIONAL:
                continue
            # An answer that nobody asked about may come first; done is never right.
            check(answer != 0 or argument in ("text", "bytes"),
                  f"{name}({argument}: NULL) answers RDV_OK")
            if chosen[0] == 0:
                check(answer == C["RDV_ERROR_NULL"],
                      f"{name}({argument}: NULL) answers {L.rdv_status_name(answer).decode()}")


def enumerations():
    for name, (_, parameters, types) in H.functions.items():
        for i, plain in enumerate(types):
            if plain not in H.enumerations or name in (
                    "rdv_status_name", "rdv_status_text", "rdv_reason_name", "rdv_reason_text"):
                continue
            for value in (-1, 77, 2**31 - 1, -2**31):
                arguments = base_arguments(name, world)
                arguments[i] = value
                answer = run(name, arguments)
                check(answer != 0, f"{name}({parameters[i][0]}: {value}) answers RDV_OK")
    for name, (_, parameters, _) in H.functions.items():
        for i, (argument, kind) in enumerate(parameters):
            if not hasattr(kind, "contents") or kind._type_.__name__ not in H.defaults:
                continue
            struct = kind._type_
            for field, of in struct._fields_:
                for value in (-1, 0, 1, 77, 2**31 - 1, -2**31):
                    if of is not ctypes.c_int32 and of is not ctypes.c_uint32 \
                            and of is not ctypes.c_int64:
                        continue
                    arguments = base_arguments(name, world)
                    given = struct()
                    ctypes.memmove(ctypes.byref(given), arguments[i], ctypes.sizeof(struct))
                    setattr(given, field, value)
                    arguments[i] = ctypes.pointer(given)
                    run(name, arguments)


def sizes():
    for name, (_, parameters, _) in H.functions.items():
        for i, (argument, kind) in enumerate(parameters):
            if argument in ("size", "element_size"):
                for value in (0, 1, arguments_size(name, i) - 1, 2**63, 2**64 - 1):
                    arguments = base_arguments(name, world)
                    arguments[i] = value
                    answer = run(name, arguments)
                    check(answer != 0, f"{name}({argument}: {value}) answers RDV_OK")
            elif kind is ctypes.c_size_t:
                for value in (2**63, 2**64 - 1, C["RDV_LIST_MAX"] + 1, 0):
                    if argument == "capacity" and value == C["RDV_LIST_MAX"] + 1:
                        continue
                    if argument == "length" and 0 < value < 2**63:
                        continue
                    arguments = base_arguments(name, world)
                    arguments[i] = value
                    run(name, arguments)
            elif hasattr(kind, "contents") and kind._type_.__name__ in H.defaults:
                struct = kind._type_
                for value in (0, 1, ctypes.sizeof(struct) - 1, 2**63, 2**64 - 1):
                    arguments = base_arguments(name, world)
                    given = struct()
                    given.size = value
                    arguments[i] = ctypes.pointer(given)
                    answer = run(name, arguments)
                    check(answer != 0, f"{name}({argument}.size: {value}) answers RDV_OK")


def arguments_size(name, i):
    return base_arguments(name, world)[i]


world = World()
nulls()
enumerations()
sizes()
for text in failures:
    print(text)
print(f"{len(H.functions)} functions, {calls} calls, {len(failures)} failures")
sys.exit(1 if failures else 0)
