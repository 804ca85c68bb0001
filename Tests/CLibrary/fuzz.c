/* Random legal and illegal sequences of calls against a small model.
 *
 *     fuzz --seed 1 --calls 100000           new sequences, printed when one fails and made smaller
 *     fuzz --replay FILE...                  sequences that failed once, one number in hex a line
 *     fuzz --keep FILE                       where a failing sequence is written
 *     fuzz --alone                           in this process: for valgrind and sanitizers
 *
 * A sequence is a list of numbers; each decides one step and its arguments, so that leaving some
 * out leaves a sequence. The model knows of each appointment whether it may be confirmed, called
 * off or moved, and that what was decided can be applied; what it does not know it reads. At the
 * end the log is replayed to the same state, read back to the same bytes, and verified. */
#define _POSIX_C_SOURCE 200809L
#define _DEFAULT_SOURCE
#include <math.h>
#include <rendezvous.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOW INT64_C(1793606400)
#define STEPS_MAX 400
#define APPOINTMENTS_MAX 2000
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static uint64_t state;
static long *calls;
static long local_calls;
static const char *broken;

static uint64_t next(void) {
    uint64_t z = (state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}
static int64_t below(int64_t n) { return (int64_t)(next() % (uint64_t)n); }
static int chance(int percent) { return below(100) < percent; }
static int64_t wild(void) {
    static const int64_t bounds[] = {0, 1, -1, 2, 86400, 86401, INT32_MAX, INT32_MIN, INT64_MAX,
                                     INT64_MIN, 1000000, 1000001, NOW, RDV_INSTANT_MAX,
                                     RDV_INSTANT_MIN};
    return chance(80) ? bounds[below(COUNT(bounds))] : (int64_t)next();
}
static int32_t wild32(void) { return (int32_t)wild(); }
static double wild_double(void) {
    static const double bounds[] = {0, 1, -1, 0.5, 1e-300, 1e300, 3600, 20, 0.8};
    const int64_t pick = below(COUNT(bounds) + 2);
    if (pick == (int64_t)COUNT(bounds)) return NAN;
    if (pick > (int64_t)COUNT(bounds)) return INFINITY;
    return bounds[pick];
}

/** What must hold; the first that does not ends the sequence. */
static void must(int holds, const char *text) {
    if (!holds && broken == NULL) broken = text;
}
static rdv_status done(rdv_status status) {
    *calls += 1;
    must(status == RDV_OK || (status >= 9101 && status <= 9112) || status == RDV_REFUSED ||
             status == RDV_NO_OPENING,
         "a status is none of the header's");
    return status;
}

static struct {
    rdv_agency *agency;
    rdv_agenda *agenda;
    rdv_events *log;
    rdv_rules *rules;
    rdv_instant now;
    rdv_opening found[8];
    size_t found_count;
    int appointments;
    struct {
        rdv_appointment_status status;
        rdv_instant expires;
    } model[APPOINTMENTS_MAX];
} w;

static const char *const subjects[] = {"p-1", "p-2", "p-3", "p-4", "p-5"};
static const char *const names[] = {"c-1", "c-2", "i-1", "kypseli", "advice", "group", "nobody",
                                    "", "two words", "\xC3\x28", NULL};
static const char *name(void) { return names[below(COUNT(names))]; }
static const char *subject(void) { return subjects[below(COUNT(subjects))]; }

static int64_t units(void *context, const rdv_candidate *candidate) {
    (void)context;
    return candidate->start_clock < RDV_CLOCK(10, 0) &&
           rdv_candidate_counsellor_appointments(candidate, candidate->date, candidate->date) > 2;
}

static void build(void) {
    rdv_office_options office = RDV_OFFICE_OPTIONS_INIT;
    rdv_service_options service = RDV_SERVICE_OPTIONS_INIT;
    rdv_counsellor_options counsellor = RDV_COUNSELLOR_OPTIONS_INIT;
    rdv_interpreter_options interpreter = RDV_INTERPRETER_OPTIONS_INIT;
    static const char *const workers[] = {"c-1", "c-2", "i-1"};
    static const char *const signs[] = {"signed:gss"};
    rdv_span hours[5];
    rdv_stretch work[5];
    for (int day = 0; day < 5; day++) {
        hours[day].weekday = work[day].weekday = RDV_MONDAY + day;
        hours[day].from = work[day].from = RDV_CLOCK(8, 0);
        hours[day].to = work[day].to = RDV_CLOCK(12, 0);
        work[day].place = RDV_PLACE_ON_SITE;
    }
    memset(&w, 0, sizeof w);
    w.now = NOW;
    must(!done(rdv_rules_create(&w.rules)), "rules");
    must(!done(rdv_rules_add(w.rules, "early", RDV_READS_ALL, units, NULL, NULL)), "rule");
    must(!done(rdv_agency_create(NOW, w.rules, &w.agency)), "agency");
    must(!done(rdv_agency_give_zone(w.agency, "Europe/Athens", NULL, 0)), "zone");
    office.zone = interpreter.zone = "Europe/Athens";
    office.hours = hours;
    office.hour_count = 5;
    must(!done(rdv_agency_add_office(w.agency, "kypseli", &office)), "office");
    must(!done(rdv_agency_add_field(w.agency, "jobseekers", NULL)), "field");
    service.field = "jobseekers";
    service.channels = RDV_CHANNEL_VIDEO + RDV_CHANNEL_PHONE;
    must(!done(rdv_agency_add_service(w.agency, "advice", &service)), "service");
    service.capacity = 3;
    must(!done(rdv_agency_add_service(w.agency, "group", &service)), "group");
    counsellor.office = "kypseli";
    must(!done(rdv_agency_add_counsellor(w.agency, "c-1", &counsellor)), "c-1");
    must(!done(rdv_agency_add_counsellor(w.agency, "c-2", &counsellor)), "c-2");
    interpreter.communications = signs;
    interpreter.communication_count = 1;
    must(!done(rdv_agency_add_interpreter(w.agency, "i-1", &interpreter)), "i-1");
    for (int i = 0; i < 3; i++) {
        rdv_declaration declaration = RDV_DECLARATION_INIT;
        declaration.id = workers[i];
        declaration.worker = workers[i];
        declaration.worker_kind = i < 2 ? RDV_ENTRY_COUNSELLOR : RDV_ENTRY_INTERPRETER;
        declaration.submitted = NOW;
        declaration.stretches = work;
        declaration.stretch_count = 5;
        must(!done(rdv_agency_declare(w.agency, &declaration)), "declaration");
    }
    must(!done(rdv_agenda_create(w.agency, &w.agenda)), "agenda");
    must(!done(rdv_agency_events(w.agency, &w.log)), "log");
}

static void read_model(void) {
    w.appointments = (int)rdv_agenda_appointment_count(w.agenda);
    for (int i = 0; i < w.appointments && i < APPOINTMENTS_MAX; i++) {
        rdv_appointment appointment;
        must(!done(rdv_agenda_appointment(
                 w.agenda, i + 1, sizeof appointment, &appointment)), "an appointment is gone");
        w.model[i].status = appointment.status;
        w.model[i].expires = appointment.expires;
    }
}

/** Applies what was decided: it must be possible. */
static int take_events(rdv_status status, rdv_events *events) {
    done(status);
    if (status != RDV_OK) {
        must(events == NULL, "an output was written by a call that failed");
        return 0;
    }
    must(!done(rdv_events_append(w.log, events)), "append");
    must(!done(rdv_agenda_apply(w.agenda, events)), "what was decided cannot be applied");
    rdv_events_destroy(events);
    read_model();
    return 1;
}

/** The call comes before what it gives is looked at. */
#define take(call, events) (last = (call), take_events(last, events))
static rdv_status last;

static rdv_request ask(int may_be_wrong) {
    static rdv_interval windows[2];
    static const char *needs[2];
    static const char *places[1];
    rdv_request request = RDV_REQUEST_INIT;
    windows[0].start = w.now - below(86400);
    windows[0].end = w.now + 86400 * (1 + below(10));
    windows[1] = windows[0];
    windows[1].start = windows[0].end + 3600;
    windows[1].end = windows[1].start + 86400;
    request.subject = subject();
    request.service = chance(70) ? "advice" : "group";
    request.windows = windows;
    request.window_count = (size_t)(1 + below(2));
    if (chance(20)) {
        needs[0] = chance(60) ? "signed:gss" : "signed:rms";
        request.needs = needs;
        request.need_count = 1;
    }
    if (chance(20)) {
        request.wish = (rdv_wish)(1 + below(2));
        request.counsellor = chance(90) ? "c-1" : "c-2";
    }
    if (may_be_wrong && chance(30)) {
        switch (below(10)) {
            case 0: request.service = name(); break;
            case 1: request.subject = name(); break;
            case 2: request.channels = (uint32_t)wild(); break;
            case 3: request.applicant = wild32(); break;
            case 4: request.scope = wild32(); break;
            case 5: request.wish = wild32(); break;
            case 6: request.weight = wild(); break;
            case 7: request.submitted = wild(); break;
            case 8: windows[0].end = wild(); break;
            default: places[0] = name(); request.places = places; request.place_count = 1;
                request.scope = RDV_SCOPE_OFFICES; break;
        }
    }
    return request;
}

static rdv_placement place(void) {
    rdv_placement placement;
    memset(&placement, 0, sizeof placement);
    if (w.found_count > 0) placement = w.found[below((int64_t)w.found_count)].placement;
    if (chance(10)) placement.start = wild();
    if (chance(5)) placement.channel = wild32();
    if (chance(5)) memset(placement.room.text, 'x', sizeof placement.room.text);
    if (chance(5)) strcpy(placement.interpreter.text, "i-1");
    return placement;
}

static int64_t some_appointment(void) {
    return chance(85) && w.appointments > 0 ? 1 + below(w.appointments) : wild();
}

static void search(void) {
    const rdv_request request = ask(1);
    rdv_instant starts[16];
    size_t count = 0;
    rdv_status status = done(rdv_agenda_openings(
        w.agenda, &request, w.now, w.found, sizeof w.found[0], COUNT(w.found), &w.found_count));
    if (status != RDV_OK) {
        w.found_count = 0;
        must(strlen(rdv_agenda_message(w.agenda)) > 0, "a failure has no message");
    }
    if (chance(30) && done(rdv_agenda_starts(
                          w.agenda, &request, w.now, starts, COUNT(starts), &count)) == RDV_OK) {
        must((count > 0) == (status == RDV_OK), "openings and starts do not agree");
        if (count > 0) {
            rdv_opening opening;
            must(starts[0] == w.found[0].placement.start, "the first start is another");
            must(!done(rdv_agenda_opening_at(
                     w.agenda, &request, starts[0], w.now, sizeof opening, &opening)),
                 "a start has no opening");
        }
    }
}

static void hold_or_book(void) {
    const rdv_request request = ask(1);
    const rdv_placement placement = place();
    const int64_t seconds = chance(80) ? 300 : wild();
    rdv_events *events = NULL;
    if (chance(50))
        take(rdv_agenda_hold(w.agenda, &request, &placement, seconds, w.now, &events), events);
    else
        take(rdv_agenda_book(w.agenda, &request, &placement, w.now, &events), events);
}

/** Finds and books: that must work. */
static void find_and_book(void) {
    rdv_request request = ask(0);
    rdv_opening opening;
    rdv_events *events = NULL;
    size_t count = 0;
    if (done(rdv_agenda_openings(
            w.agenda, &request, w.now, &opening, sizeof opening, 1, &count)) != RDV_OK)
        return;
    must(take(rdv_agenda_book(w.agenda, &request, &opening.placement, w.now, &events), events),
         "an opening cannot be booked");
}

static void answer(void) {
    const int64_t id = some_appointment();
    const int known = id >= 1 && id <= w.appointments && id <= APPOINTMENTS_MAX;
    const int pending = known && w.model[id - 1].status == RDV_APPOINTMENT_PENDING &&
                        w.model[id - 1].expires > w.now;
    const int booked = known && w.model[id - 1].status == RDV_APPOINTMENT_BOOKED;
    const int proposed = known && w.model[id - 1].status == RDV_APPOINTMENT_PROPOSED &&
                         w.model[id - 1].expires > w.now;
    rdv_events *events = NULL;
    if (chance(50)) {
        must(take(rdv_agenda_confirm(w.agenda, id, w.now, &events), events) == pending,
             "confirming is not as the model says");
    } else if (chance(50)) {
        must(take(rdv_agenda_cancel(
                      w.agenda, id, RDV_CANCELLATION_EXCUSED, w.now, &events), events) ==
                 (pending || booked),
             "cancelling is not as the model says");
    } else {
        must(take(rdv_agenda_decline(w.agenda, id, w.now, &events), events) == proposed,
             "declining is not as the model says");
    }
}

static void move(void) {
    const rdv_interval window = {w.now, w.now + 7 * 86400};
    const int64_t id = some_appointment();
    rdv_opening found[4];
    rdv_events *events = NULL;
    size_t count = 0;
    rdv_consent consent;
    if (done(rdv_agenda_openings_to_move(
            w.agenda, id, &window, 1, RDV_WISH_ANY, NULL, w.now, found, sizeof found[0], 4,
            &count)) != RDV_OK)
        return;
    if (chance(50)) {
        must(take(rdv_agenda_reschedule(
                      w.agenda, id, &found[below((int64_t)count)].placement, w.now, &events),
                  events),
             "an opening to move to cannot be taken");
    } else if (take(rdv_agenda_propose(
                        w.agenda, id, &found[below((int64_t)count)].placement,
                        chance(80) ? 3600 : wild(), w.now, &events), events)) {
        const int64_t proposal = w.appointments;
        must(!done(rdv_agenda_consent(w.agenda, proposal, w.now, &consent)) &&
                 consent == RDV_CONSENT_NEEDS_ACTION,
             "a new proposal waits for no answer");
        if (chance(40)) {
            events = NULL;
            must(take(rdv_agenda_accept(w.agenda, proposal, w.now, &events), events),
                 "a new proposal cannot be accepted");
        }
    }
}

static void attend(void) {
    const int64_t id = some_appointment();
    rdv_events *events = NULL;
    switch (below(8)) {
        case 0: take(rdv_agenda_arrive(w.agenda, id, w.now, &events), events); break;
        case 1: take(rdv_agenda_complete(w.agenda, id, w.now, &events), events); break;
        case 2: take(rdv_agenda_no_show(w.agenda, id, w.now, &events), events); break;
        case 3: take(rdv_agenda_identify(
                    w.agenda, id, chance(80) ? "c-1" : name(), (int32_t)below(3), w.now, &events),
                    events); break;
        case 4: take(rdv_agenda_begin(w.agenda, id, (int32_t)below(3), w.now, &events), events);
            break;
        case 5: take(rdv_agenda_change_mode(
                    w.agenda, id, (int32_t)below(3), w.now, &events), events); break;
        case 6: take(rdv_agenda_invite(
                    w.agenda, id, chance(80) ? "i-1" : name(),
                    chance(80) ? "signed:gss" : name(), w.now, &events), events); break;
        default: take(rdv_agenda_admit(w.agenda, id, w.now, &events), events); break;
    }
}

static void waiting(void) {
    rdv_waiting_entry entries[8];
    rdv_events *events = NULL;
    size_t count = 0;
    const rdv_request request = ask(1);
    if (chance(40)) {
        if (take(rdv_agenda_enlist(w.agenda, &request, w.now, &events), events)) {
            must(!done(rdv_agenda_waiting_list(
                     w.agenda, w.now, entries, sizeof entries[0], 0, &count)) || count > 0,
                 "the waiting list is empty");
        }
        return;
    }
    must(!done(rdv_agenda_waiting_offers(
             w.agenda, w.now, entries, sizeof entries[0], COUNT(entries), &count)),
         "the waiting list cannot be read");
    if (count > 0 && entries[0].has_opening)
        must(take(rdv_agenda_offer(
                      w.agenda, entries[0].id, &entries[0].opening.placement, 600, w.now, &events),
                  events),
             "an opening cannot be offered");
    else
        take(rdv_agenda_withdraw(w.agenda, chance(50) ? 1 : wild(), w.now, &events), events);
}

static void change(void) {
    rdv_agency *draft = NULL;
    rdv_effect *effect = NULL;
    rdv_events *events = NULL;
    rdv_orphan orphans[4];
    int64_t numbers[4];
    size_t count = 0;
    char id[32];
    must(!done(rdv_agency_create_amending(w.agenda, w.now, &draft)), "a draft");
    for (int64_t i = 0; i < 1 + below(3); i++) {
        snprintf(id, sizeof id, "x-%d", (int)below(1000000));
        if (chance(40)) {
            rdv_declaration leave = RDV_DECLARATION_INIT;
            leave.id = id;
            leave.worker = chance(90) ? "c-1" : name();
            leave.submitted = chance(90) ? w.now : wild();
            leave.kind = chance(90) ? RDV_DECLARATION_LEAVE : wild32();
            leave.leave_type = "sick";
            leave.from = (rdv_date)(w.now / 86400 + below(3));
            leave.to = chance(90) ? leave.from + (rdv_date)below(3) : wild32();
            done(rdv_agency_declare(draft, &leave));
        } else if (chance(70)) {
            const rdv_span noon = {(rdv_weekday)(1 + below(7)), RDV_CLOCK(9, 0), RDV_CLOCK(10, 0)};
            rdv_policy policy = RDV_POLICY_INIT;
            policy.id = id;
            policy.rule = chance(95) ? (rdv_rule)(1 + below(26)) : wild32();
            policy.level = chance(80) ? (rdv_level)below(4) : wild32();
            policy.hours = &noon;
            policy.hour_count = 1;
            policy.name = chance(70) ? "early" : name();
            policy.lead = chance(60) ? below(3) : wild();
            policy.lead_unit = chance(90) ? (rdv_lead_unit)below(4) : wild32();
            policy.most = chance(60) ? 1 + below(3) : wild();
            policy.days = chance(60) ? 1 + below(5) : wild();
            policy.misses = chance(60) ? 1 + below(3) : wild();
            policy.within = chance(60) ? 1 + below(30) : wild();
            policy.length = chance(60) ? below(3600) : wild();
            policy.gap_before = chance(80) ? below(3600) : wild();
            policy.gap_after = chance(80) ? below(3600) : wild();
            policy.audiences = chance(80) ? 1 : (uint32_t)wild();
            policy.authorities = chance(80) ? 1 : (uint32_t)wild();
            policy.document_state = chance(80) ? 1 + (rdv_document_state)below(3) : wild32();
            policy.cost = chance(80) ? 1 : wild();
            if (chance(10)) policy.valid_to = wild32();
            done(rdv_agency_set_policy(draft, &policy));
            if (chance(60)) done(rdv_agency_withdraw_policy(draft, id));
        } else if (chance(50)) {
            done(rdv_agency_withdraw(draft, wild32(), name(), wild32()));
        } else {
            rdv_service_options service = RDV_SERVICE_OPTIONS_INIT;
            service.field = chance(80) ? "jobseekers" : name();
            service.duration = chance(70) ? 900 + 300 * below(6) : wild();
            service.start_grid = chance(70) ? 5 : wild32();
            service.horizon = chance(70) ? 30 : wild32();
            service.capacity = chance(70) ? 1 : wild32();
            service.gap_after = chance(70) ? 0 : wild();
            done(rdv_agency_add_service(draft, chance(50) ? "advice" : id, &service));
        }
    }
    if (done(rdv_agenda_what_if(w.agenda, draft, w.now, &effect)) == RDV_OK) {
        must(!done(rdv_effect_orphans(effect, orphans, COUNT(orphans), &count)), "orphans");
        must(!done(rdv_effect_recovered(effect, numbers, COUNT(numbers), &count)), "recovered");
        must(!done(rdv_effect_newly_possible(effect, numbers, 4, &count)), "possible");
        must(rdv_effect_supported(effect) >= 0, "support below zero");
        rdv_effect_destroy(effect);
    }
    if (chance(70))
        must(take(rdv_agenda_amend(w.agenda, draft, w.now, &events), events),
             "the changes of a draft cannot be made");
    done(rdv_agenda_contradictions(w.agenda, w.now, orphans, COUNT(orphans), &count));
    rdv_agency_destroy(draft);
}

static void explain(void) {
    const rdv_request request = ask(1);
    static const char *const languages[] = {"el", "ro", "da", "en", "xx"};
    rdv_explanation *explanation = NULL;
    rdv_explanation_summary sums;
    rdv_cause causes[64];
    rdv_near_miss misses[4];
    rdv_relief reliefs[4];
    char text[64];
    size_t count = 0;
    int64_t total = 0;
    if (done(rdv_agenda_explain(
            w.agenda, &request, w.now, chance(80) ? 1 + below(20) : wild(), &explanation)))
        return;
    must(!done(rdv_explanation_summarize(explanation, sizeof sums, &sums)), "sums");
    must(!done(rdv_explanation_causes(
             explanation, causes, sizeof causes[0], COUNT(causes), &count)), "causes");
    for (size_t i = 0; i < count && i < COUNT(causes); i++) total += causes[i].counsellor_days;
    must(count > COUNT(causes) || total + sums.open == sums.counsellor_days,
         "the leaves do not add up");
    must(!done(rdv_explanation_near_misses(
             explanation, misses, sizeof misses[0], COUNT(misses), &count)), "near misses");
    must(!done(rdv_explanation_reliefs(
             explanation, reliefs, sizeof reliefs[0], COUNT(reliefs), &count)), "reliefs");
    done(rdv_explanation_text(
        explanation, languages[below(5)], (int32_t)below(2), text, sizeof text, &count));
    rdv_explanation_destroy(explanation);
}

static int32_t stop_at_once(void *context) { return *(int32_t *)context; }

static void plan(void) {
    rdv_request requests[6];
    char ids[6][8];
    rdv_plan *plan = NULL;
    rdv_plan_summary sums;
    rdv_verdict *verdict = NULL;
    rdv_assignment assignments[6];
    size_t count = 0;
    int32_t stop = chance(20);
    const size_t asked = (size_t)below(7);
    rdv_plan_options options = RDV_PLAN_OPTIONS_INIT;
    for (size_t i = 0; i < asked; i++) {
        snprintf(ids[i], sizeof ids[i], "r-%d", (int)(chance(95) ? i : 0));
        requests[i] = ask(chance(20));
        requests[i].id = ids[i];
    }
    options.steps = chance(90) ? below(30) : (chance(50) ? -1 : INT64_MIN);
    options.threads = chance(90) ? 1 + (int32_t)below(2) : wild32();
    options.seed = next();
    options.should_stop = stop_at_once;
    options.context = &stop;
    if (done(rdv_agenda_plan(w.agenda, requests, asked, w.now, &options, &plan))) return;
    must(!done(rdv_plan_summarize(plan, sizeof sums, &sums)), "sums");
    must(sums.assignments + sums.waiting == (int64_t)asked, "requests are lost");
    must(sums.served <= sums.bound && sums.gap >= 0 && sums.gap <= 1, "the bound is wrong");
    must(!done(rdv_plan_assignments(plan, assignments, sizeof assignments[0], 6, &count)), "read");
    if (chance(20)) {
        must(!done(rdv_plan_verify(plan, w.log, w.rules, &verdict)), "verify");
        must(rdv_verdict_count(verdict) == 0, "the verifier does not accept a plan");
        rdv_verdict_destroy(verdict);
    }
    rdv_plan_destroy(plan);
}

static void person(void) {
    rdv_actor actor = {(rdv_actor_kind)below(5), 0, NULL};
    rdv_registration registration;
    rdv_registration_details details = RDV_REGISTRATION_DETAILS_INIT;
    rdv_contact contact;
    rdv_events *events = NULL;
    const char *who = chance(90) ? subject() : name();
    const rdv_date day = chance(80) ? (rdv_date)(w.now / 86400 + below(20)) : wild32();
    size_t count = 0;
    if (actor.kind == RDV_ACTOR_OFFICE) actor.id = chance(90) ? "kypseli" : name();
    if (actor.kind == RDV_ACTOR_FUND) actor.id = chance(90) ? "f-1" : name();
    details.area = "athens";
    details.home = chance(80) ? (rdv_home)below(3) : wild32();
#define TAKE(call) take(call, events)
    switch (below(20)) {
        case 0: TAKE(rdv_agenda_register(
                    w.agenda, who, (rdv_category)below(6), chance(80) ? &details : NULL, actor,
                    w.now, &events)); break;
        case 1: TAKE(rdv_agenda_visit(
                    w.agenda, who, (rdv_cash_case)below(4), (rdv_match_group)below(5),
                    (rdv_programme)below(4), &details, actor, w.now, &events)); break;
        case 2: TAKE(rdv_agenda_match(
                    w.agenda, who, (rdv_match_group)below(5), 0, actor, w.now, &events)); break;
        case 3: TAKE(rdv_agenda_deregister(
                    w.agenda, who, (rdv_deregistration)below(5), actor, w.now, &events)); break;
        case 4: TAKE(rdv_agenda_reregister(w.agenda, who, actor, w.now, &events)); break;
        case 5: TAKE(rdv_agenda_close_cash_case(w.agenda, who, actor, w.now, &events)); break;
        case 6: TAKE(rdv_agenda_note_membership(
                    w.agenda, who, chance(50) ? "f-1" : name(), actor, w.now, &events)); break;
        case 7: TAKE(rdv_agenda_note_entitlement(w.agenda, who, day, actor, w.now, &events));
            break;
        case 8: TAKE(rdv_agenda_attach(
                    w.agenda, who, (rdv_ground)below(5), actor, w.now, &events)); break;
        case 9: TAKE(rdv_agenda_confirm_job_search(w.agenda, who, actor, w.now, &events)); break;
        case 10: TAKE(rdv_agenda_report_absence(
                    w.agenda, who, (rdv_absence_kind)below(6), day,
                    chance(80) ? day + (rdv_date)(day < 100000 ? below(9) : 0) : RDV_DATE_MAX,
                    actor, w.now, &events)); break;
        case 11: TAKE(rdv_agenda_report_well(w.agenda, who, day, actor, w.now, &events)); break;
        case 12: TAKE(rdv_agenda_grant_access(
                    w.agenda, who, (rdv_access)below(5), actor, w.now, &events)); break;
        case 13: {
            rdv_segment_options segment = RDV_SEGMENT_OPTIONS_INIT;
            rdv_contact_stage stage;
            memset(&stage, 0, sizeof stage);
            stage.times = chance(80) ? 3 : wild32();
            stage.opens.days = chance(80) ? 5 : wild32();
            stage.book_by.days = chance(80) ? 10 : wild32();
            stage.hold_by.days = chance(80) ? 20 : wild32();
            stage.hold_by.rule = chance(80) ? (rdv_day_rule)below(3) : wild32();
            segment.service = chance(90) ? "advice" : name();
            segment.stages = &stage;
            segment.stage_count = 1;
            TAKE(rdv_agenda_set_segment(w.agenda, "s-1", &segment, actor, w.now, &events));
            break;
        }
        case 14: TAKE(rdv_agenda_open_case(
                    w.agenda, who, chance(90) ? "s-1" : name(), chance(90) ? "kypseli" : name(),
                    chance(50) ? NULL : "c-1", actor, w.now, &events)); break;
        case 15: TAKE(rdv_agenda_record_contact(w.agenda, who, day, actor, w.now, &events)); break;
        case 16: TAKE(rdv_agenda_close_case(
                    w.agenda, who, (rdv_case_end)below(5), actor, w.now, &events)); break;
        case 17: {
            rdv_plan *plan = NULL;
            rdv_contact contacts[4];
            done(rdv_agenda_contacts_due(
                w.agenda, day, NULL, w.now, contacts, sizeof contacts[0], 4, &count));
            if (!done(rdv_agenda_plan_contacts(w.agenda, day, NULL, w.now, NULL, &plan)))
                rdv_plan_destroy(plan);
            break;
        }
        case 18: done(rdv_agenda_contact(w.agenda, who, w.now, sizeof contact, &contact)); break;
        default: done(rdv_agenda_registration(
                    w.agenda, who, w.now, sizeof registration, &registration)); break;
    }
#undef TAKE
}

static void queues(void) {
    rdv_queue queue;
    rdv_phone_result result;
    rdv_phone_line *line = NULL;
    rdv_call_kind kind = RDV_CALL_KIND_INIT;
    double rates[2];
    int64_t agents[2];
    int64_t count = 0;
    done(rdv_erlang_b(chance(50) ? below(50) : wild(), wild_double(), sizeof queue, &queue));
    done(rdv_erlang_c(
        chance(80) ? below(50) : wild(), wild_double(), wild_double(), wild_double(),
        sizeof queue, &queue));
    done(rdv_erlang_c_agents(200, 180, 20, wild_double(), wild_double(), &count));
    done(rdv_erlang_a(
        below(20), wild_double() < 100 ? 2 : -1, 0.5, 0.1, wild_double(), sizeof queue, &queue));
    if (done(rdv_phone_line_create(below(20) - 1, &line))) return;
    rates[0] = chance(80) ? 0.02 : wild_double();
    rates[1] = 0.01;
    agents[0] = chance(80) ? 2 : wild();
    agents[1] = 3;
    kind.name = "benefits";
    kind.rates = rates;
    kind.rate_count = (size_t)below(3);
    kind.patience = chance(50) ? 60 : wild_double();
    kind.handling_variation = chance(50) ? 1 : wild_double();
    done(rdv_phone_line_add_calls(line, &kind));
    done(rdv_phone_line_add_agents(
        line, "day", (uint32_t)below(4), agents, (size_t)below(3),
        chance(80) ? 1800 : wild_double()));
    if ((rates[0] < 1) &&
        !done(rdv_phone_line_run(
            line, next(), below(9), 3600, chance(80) ? 0 : wild_double(),
            chance(80) ? 20 : wild_double(), sizeof result, &result)))
        must(result.offered == result.answered + result.abandoned + result.blocked +
                                   result.unresolved,
             "calls are lost");
    rdv_phone_line_destroy(line);
}

static void bytes(void) {
    size_t length = 0;
    unsigned char *room;
    rdv_events *again = NULL;
    must(!done(rdv_events_encode(w.log, NULL, 0, &length)), "length");
    room = malloc(length);
    if (room == NULL) return;
    must(!done(rdv_events_encode(w.log, room, length, &length)), "encode");
    for (int64_t i = below(4); i > 0; i--) room[below((int64_t)length)] ^= (unsigned char)next();
    must(!done(rdv_events_create(&again)), "events");
    if (!done(rdv_events_decode(
            again, room, chance(80) ? length : (size_t)below((int64_t)length)))) {
        rdv_agenda *agenda = NULL;
        rdv_event event;
        done(rdv_events_get(again, (size_t)below(40), sizeof event, &event));
        if (!done(rdv_agenda_create_replaying(again, w.rules, &agenda)))
            rdv_agenda_destroy(agenda);
        else
            must(agenda == NULL, "an output was written by a call that failed");
    }
    rdv_events_destroy(again);
    free(room);
}

static void nonsense(void) {
    size_t count = 0;
    rdv_events *events = NULL;
    rdv_event event;
    rdv_date date;
    rdv_interval intervals[4];
    rdv_agenda *copy = NULL;
    switch (below(9)) {
        case 0: done(rdv_agenda_confirm((rdv_agenda *)w.agency, 1, w.now, &events)); break;
        case 1: done(rdv_agenda_apply(w.agenda, (rdv_events *)w.agenda)); break;
        case 2: rdv_plan_destroy((rdv_plan *)w.agenda); break;
        case 3: done(rdv_events_get(w.log, (size_t)wild(), sizeof event, &event)); break;
        case 4: done(rdv_date_create(wild32(), wild32(), wild32(), &date)); break;
        case 5: done(rdv_agenda_working_time(
                    w.agenda, chance(70) ? RDV_ENTRY_COUNSELLOR : wild32(), name(), wild32(),
                    wild32(), wild(), intervals, COUNT(intervals), &count)); break;
        case 6: done(rdv_agenda_opening_hours(
                    w.agenda, name(), (rdv_date)(w.now / 86400), (rdv_date)(w.now / 86400 + 5),
                    intervals, COUNT(intervals), &count)); break;
        case 7: {
            rdv_placement placement = place();
            done(rdv_agenda_book(w.agenda, NULL, &placement, w.now, &events));
            break;
        }
        default:
            if (!done(rdv_agenda_copy(w.agenda, &copy))) rdv_agenda_destroy(copy);
            break;
    }
    must(events == NULL, "an output was written by a call that failed");
}

/** A request again and again: what is said to be booked must be. */
static void series(void) {
    const rdv_request request = ask(1);
    rdv_series_options options = RDV_SERIES_OPTIONS_INIT;
    rdv_series *series = NULL;
    rdv_occurrence occurrences[8];
    rdv_cause causes[8];
    rdv_events *events = NULL;
    size_t count = 0;
    size_t cause_count = 0;
    int64_t booked = 0;
    options.first = (rdv_date)(w.now / 86400 + (chance(90) ? below(4) : wild()));
    options.period = chance(80) ? (int32_t)(1 + below(8)) : wild32();
    options.times = chance(90) ? (int32_t)(1 + below(4)) : wild32();
    options.tolerance = chance(80) ? (int32_t)below(3) : wild32();
    options.completeness = chance(95) ? (rdv_completeness)below(2) : wild32();
    options.time = chance(60) ? -1 : chance(80) ? RDV_CLOCK(9, 30) : wild32();
    options.zone = chance(95) ? "Europe/Athens" : name();
    if (options.times > 4) options.times = 5 + options.times % 20;
    if (done(rdv_agenda_series(w.agenda, &request, &options, w.now, &series))) return;
    must(!done(rdv_series_occurrences(
             series, occurrences, sizeof occurrences[0], COUNT(occurrences), &count)) &&
             count == (size_t)options.times,
         "occurrences are lost");
    for (size_t i = 0; i < count && i < COUNT(occurrences); i++) {
        booked += occurrences[i].result == RDV_OCCURRENCE_BOOKED;
        must(!done(rdv_series_causes(series, i, causes, sizeof causes[0], 8, &cause_count)) &&
                 (occurrences[i].result == RDV_OCCURRENCE_SHORT || cause_count == 0),
             "an occurrence that has an opening is said to have none");
    }
    must(done(rdv_series_causes(series, count, NULL, sizeof causes[0], 0, &cause_count)) ==
             RDV_ERROR_NOT_FOUND,
         "there is an occurrence behind the last");
    must(!done(rdv_series_events(series, &events)), "events of a series");
    const int before = w.appointments;
    if (booked > 0 && chance(70))
        must(take(RDV_OK, events) && w.appointments >= before + (booked > 0),
             "a series cannot be booked");
    else
        rdv_events_destroy(events);
    rdv_series_destroy(series);
}

/** What people are owed. */
static void owed(void) {
    const int64_t id = some_appointment();
    const int known = id >= 1 && id <= w.appointments;
    const rdv_interval ahead = {w.now, w.now + 1 + below(20 * 86400)};
    rdv_interval past = {NOW - 1, w.now + 1};
    rdv_join_pass passes[3];
    rdv_notice notices[8];
    rdv_reminder reminders[8];
    rdv_usage_figure figures[8];
    rdv_events *events = NULL;
    size_t count = 0;
    int64_t total = 0;
    must((done(rdv_agenda_join_passes(
              w.agenda, id, w.now, passes, sizeof passes[0], 3, &count)) == RDV_OK) == known,
         "passes are not as the model says");
    must(!known || count <= 3, "too many passes");
    if (chance(20)) past.end = wild();
    done(rdv_events_notices(
        w.log, w.rules, past, notices, sizeof notices[0], COUNT(notices), &count));
    if (!done(rdv_agenda_cancel(w.agenda, id, RDV_CANCELLATION_EXCUSED, w.now, &events))) {
        must(!done(rdv_agenda_notices(
                 w.agenda, events, notices, sizeof notices[0], COUNT(notices), &count)),
             "notices of a decision");
        int told = w.model[id - 1].status != RDV_APPOINTMENT_BOOKED;
        for (size_t i = 0; i < count && i < COUNT(notices); i++)
            told |= notices[i].kind == RDV_NOTICE_CANCELLED && notices[i].appointment == id &&
                    notices[i].cancellation == RDV_CANCELLATION_EXCUSED && notices[i].at == w.now;
        must(told, "nobody is told that an appointment is called off");
    }
    rdv_events_destroy(events);
    if (!done(rdv_agenda_reminders_due(
            w.agenda, ahead, chance(80) ? below(2 * 86400) : wild(), w.now, reminders,
            sizeof reminders[0], COUNT(reminders), &count)))
        for (size_t i = 0; i < count && i < COUNT(reminders); i++)
            must(reminders[i].due >= ahead.start && reminders[i].due < ahead.end &&
                     w.model[reminders[i].appointment - 1].status == RDV_APPOINTMENT_BOOKED,
                 "a reminder is not due");
    must(!done(rdv_agenda_usage(
             w.agenda, RDV_DATE_MIN, RDV_DATE_MAX, RDV_USAGE_ALL, 0, 0, figures,
             sizeof figures[0], 1, &count)),
         "figures");
    if (count == 1) total = figures[0].total;
    must(total <= w.appointments, "more figures than appointments");
    done(rdv_agenda_usage(
        w.agenda, chance(80) ? RDV_DATE_MIN : wild32(), chance(80) ? RDV_DATE_MAX : wild32(),
        chance(90) ? (rdv_usage_period)below(4) : wild32(), (int32_t)below(3), (int32_t)below(2),
        figures, sizeof figures[0], COUNT(figures), &count));
}

/** Somebody is absent: the proposals must pass the verifier, and can be asked for. */
static void repair(void) {
    rdv_agency *draft = NULL;
    rdv_repair *repair = NULL;
    rdv_verdict *verdict = NULL;
    rdv_events *events = NULL;
    rdv_repair_options options = RDV_REPAIR_OPTIONS_INIT;
    rdv_repair_proposal proposals[4];
    rdv_repair_move moves[8];
    rdv_orphan orphans[8];
    int64_t numbers[8];
    int64_t pinned[2];
    size_t count = 0;
    size_t orphan_count = 0;
    size_t more = 0;
    char id[32];
    pinned[0] = some_appointment();
    pinned[1] = some_appointment();
    options.pinned = pinned;
    options.pinned_count = (size_t)below(3);
    options.within = chance(80) ? 86400 * (1 + below(20)) : wild();
    options.notice = chance(80) ? 3600 * below(48) : wild();
    options.keeps_channel = (int32_t)below(chance(90) ? 2 : 3);
    options.keeps_office = (int32_t)below(2);
    options.moved_max = chance(90) ? (int32_t)below(5) : wild32();
    options.moved_per_served = chance(90) ? (int32_t)below(4) : wild32();
    options.effort = chance(80) ? below(20000) : wild32();
    if (chance(80)) {
        rdv_declaration leave = RDV_DECLARATION_INIT;
        must(!done(rdv_agency_create_amending(w.agenda, w.now, &draft)), "a draft");
        snprintf(id, sizeof id, "y-%d", (int)below(1000000));
        leave.id = id;
        leave.worker = chance(50) ? "c-1" : "c-2";
        leave.submitted = w.now;
        leave.kind = RDV_DECLARATION_LEAVE;
        leave.leave_type = "sick";
        leave.from = (rdv_date)(w.now / 86400 + below(3));
        leave.to = leave.from + (rdv_date)below(3);
        done(rdv_agency_declare(draft, &leave));
    }
    if (!done(rdv_agenda_repair(
            w.agenda, draft, chance(90) ? &options : NULL, w.now, &repair))) {
        must(!done(rdv_repair_orphans(repair, orphans, COUNT(orphans), &orphan_count)), "orphans");
        must(!done(rdv_repair_undecided(repair, numbers, COUNT(numbers), &count)), "undecided");
        must(!done(rdv_repair_proposals(
                 repair, proposals, sizeof proposals[0], COUNT(proposals), &count)),
             "proposals");
        must((count > 0) == (orphan_count > 0), "a repair without orphans, or the other way");
        for (size_t i = 0; i < count && i < COUNT(proposals); i++) {
            must(proposals[i].served + proposals[i].waiting == (int64_t)orphan_count &&
                     proposals[i].served <= proposals[i].bound,
                 "the sums of a proposal are wrong");
            must(!done(rdv_repair_moves(
                     repair, i, moves, sizeof moves[0], COUNT(moves), &more)) &&
                     more == (size_t)(proposals[i].served + proposals[i].moved),
                 "moves are lost");
            must(!done(rdv_repair_waiting(repair, i, numbers, COUNT(numbers), &more)) &&
                     more == (size_t)proposals[i].waiting,
                 "those who wait are lost");
        }
        if (chance(50)) {
            must(!done(rdv_repair_verify(repair, w.log, w.rules, &verdict)), "verify");
            if (rdv_verdict_count(verdict) > 0)
                fprintf(stderr, "%s\n", rdv_verdict_text(verdict, 0));
            must(rdv_verdict_count(verdict) == 0, "the verifier does not accept a repair");
            rdv_verdict_destroy(verdict);
        }
        must(done(rdv_repair_moves(repair, count, NULL, sizeof moves[0], 0, &more)) ==
                 RDV_ERROR_NOT_FOUND,
             "there is a proposal behind the last");
        if (count > 0 && chance(60)) {
            if (draft != NULL)
                must(take(rdv_agenda_amend(w.agenda, draft, w.now, &events), events),
                     "the changes of a repair cannot be made");
            events = NULL;
            take(rdv_agenda_ask_for_repair(
                     w.agenda, repair, (size_t)below((int64_t)count),
                     chance(80) ? 3600 : wild(), w.now, &events),
                 events);
        }
        rdv_repair_destroy(repair);
    }
    rdv_agency_destroy(draft);
}

static void step(uint64_t number) {
    state = number;
    // Beside the numbers of the kept sequences, which mean what they always meant.
    if (number % 17 == 8) {
        switch (below(5)) {
            case 0: case 1: series(); break;
            case 2: case 3: owed(); break;
            default: repair(); break;
        }
        return;
    }
    switch (below(20)) {
        case 0: w.now += below(2 * 3600); break;
        case 1: case 2: case 3: search(); break;
        case 4: case 5: hold_or_book(); break;
        case 6: case 7: find_and_book(); break;
        case 8: case 9: case 10: answer(); break;
        case 11: move(); break;
        case 12: attend(); break;
        case 13: waiting(); break;
        case 14: change(); break;
        case 15: explain(); break;
        case 16: plan(); break;
        case 17: person(); break;
        case 18: if (chance(50)) queues(); else bytes(); break;
        default: nonsense(); break;
    }
}

static void finish(void) {
    uint64_t one = 0;
    uint64_t two = 1;
    rdv_agenda *again = NULL;
    rdv_verdict *verdict = NULL;
    must(!done(rdv_agenda_create_replaying(w.log, w.rules, &again)), "the log is no log");
    done(rdv_agenda_fingerprint(w.agenda, &one));
    done(rdv_agenda_fingerprint(again, &two));
    must(one == two, "the log replays to another state");
    must(!done(rdv_events_verify(w.log, w.rules, &verdict)), "verify");
    if (rdv_verdict_count(verdict) > 0 && broken == NULL) {
        fprintf(stderr, "%s\n", rdv_verdict_text(verdict, 0));
        must(0, "the verifier finds a violation");
    }
    rdv_verdict_destroy(verdict);
    rdv_agenda_destroy(again);
    rdv_events_destroy(w.log);
    rdv_agenda_destroy(w.agenda);
    rdv_agency_destroy(w.agency);
    rdv_rules_destroy(w.rules);
}

static int run(const uint64_t *numbers, int count) {
    broken = NULL;
    build();
    for (int i = 0; i < count && broken == NULL; i++) step(numbers[i]);
    finish();
    if (broken != NULL) fprintf(stderr, "broken: %s\n", broken);
    return broken != NULL;
}

/** Whether a sequence fails in a process of its own. */
static int fails(const uint64_t *numbers, int count) {
    int status = 0;
    const pid_t child = fork();
    if (child == 0) {
        alarm(60);
        _exit(run(numbers, count) ? 3 : 0);
    }
    waitpid(child, &status, 0);
    return status != 0;
}

static int shrink(uint64_t *numbers, int count) {
    for (int size = count / 2; size > 0; size /= 2)
        for (int at = 0; at + size <= count;) {
            uint64_t fewer[STEPS_MAX];
            memcpy(fewer, numbers, (size_t)at * sizeof *numbers);
            memcpy(fewer + at, numbers + at + size, (size_t)(count - at - size) * sizeof *numbers);
            if (fails(fewer, count - size)) {
                count -= size;
                memcpy(numbers, fewer, (size_t)count * sizeof *numbers);
            } else {
                at += size;
            }
        }
    return count;
}

static int replay(const char *path) {
    uint64_t numbers[STEPS_MAX];
    unsigned long long number;
    int count = 0;
    FILE *file = fopen(path, "r");
    if (file == NULL) return 1;
    while (count < STEPS_MAX && fscanf(file, "%llx", &number) == 1)
        numbers[count++] = (uint64_t)number;
    fclose(file);
    if (fails(numbers, count)) {
        printf("%s fails\n", path);
        return 1;
    }
    return 0;
}

int main(int argc, char **argv) {
    uint64_t seed = 1;
    long wanted = 100000;
    int alone = 0;
    const char *keep = NULL;
    calls = mmap(NULL, sizeof *calls, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (calls == MAP_FAILED) calls = &local_calls;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--seed") == 0 && i + 1 < argc) {
            seed = strtoull(argv[++i], NULL, 10);
        } else if (strcmp(argv[i], "--calls") == 0 && i + 1 < argc) {
            wanted = atol(argv[++i]);
        } else if (strcmp(argv[i], "--keep") == 0 && i + 1 < argc) {
            keep = argv[++i];
        } else if (strcmp(argv[i], "--alone") == 0) {
            alone = 1;
        } else if (strcmp(argv[i], "--replay") == 0) {
            int failed = 0;
            for (int j = i + 1; j < argc; j++) failed |= replay(argv[j]);
            printf("%d sequences replayed\n", argc - i - 1);
            return failed;
        }
    }
    for (int sequence = 0; *calls < wanted; sequence++) {
        uint64_t numbers[STEPS_MAX];
        state = seed + (uint64_t)sequence * UINT64_C(1000003);
        int count = 20 + (int)below(STEPS_MAX - 20);
        for (int i = 0; i < count; i++) numbers[i] = next();
        if (alone ? run(numbers, count) : fails(numbers, count)) {
            printf("seed %llu, sequence %d fails\n", (unsigned long long)seed, sequence);
            if (alone) return 1;
            count = shrink(numbers, count);
            FILE *file = keep == NULL ? stdout : fopen(keep, "w");
            if (file == NULL) file = stdout;
            for (int i = 0; i < count; i++)
                fprintf(file, "%016llx\n", (unsigned long long)numbers[i]);
            fails(numbers, count);
            return 1;
        }
    }
    printf("%ld calls from seed %llu\n", *calls, (unsigned long long)seed);
    return 0;
}
