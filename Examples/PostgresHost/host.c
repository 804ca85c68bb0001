/* A host with a database of its own: its tables are the truth, the engine decides.
 *
 *     host book CONNECTION NAME COUNT    books COUNT people, the first opening each
 *     host check CONNECTION              compares tables and engine, and verifies the log
 *
 * Several processes may book at once: each event is one transaction, and the number of the event
 * keeps two from taking the same place. */
#include <inttypes.h>
#include <libpq-fe.h>
#include <rendezvous.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOW INT64_C(1793606400)

static PGconn *database;
static rdv_agenda *agenda;
static rdv_events *history;
/** How many rows of `event` the agenda has taken in. */
static long taken;

static void check(rdv_status status, const char *message) {
    if (status == RDV_OK) return;
    fprintf(stderr, "%s: %s\n", rdv_status_name(status), message);
    exit(1);
}

static PGresult *query(const char *text, int count, const char *const *values) {
    PGresult *result = PQexecParams(database, text, count, NULL, values, NULL, NULL, 0);
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        fprintf(stderr, "%s", PQerrorMessage(database));
        exit(1);
    }
    return result;
}

/** The agency from the host's rows: the same rows give the same events. */
static void build(void) {
    rdv_agency *agency = NULL;
    rdv_office_options office = RDV_OFFICE_OPTIONS_INIT;
    rdv_service_options service = RDV_SERVICE_OPTIONS_INIT;
    rdv_span hours[5];
    PGresult *rows = query("SELECT id, starts, ends FROM counsellor ORDER BY id", 0, NULL);
    for (int day = 0; day < 5; day++) {
        hours[day].weekday = RDV_MONDAY + day;
        hours[day].from = RDV_CLOCK(8, 0);
        hours[day].to = RDV_CLOCK(15, 0);
    }
    office.zone = "Europe/Athens";
    office.hours = hours;
    office.hour_count = 5;
    service.field = "jobseekers";
    check(rdv_agency_create(NOW, NULL, &agency), "the agency could not be created");
    check(rdv_agency_give_zone(agency, office.zone, NULL, 0), rdv_agency_message(agency));
    check(rdv_agency_add_office(agency, "kypseli", &office), rdv_agency_message(agency));
    check(rdv_agency_add_field(agency, "jobseekers", NULL), rdv_agency_message(agency));
    check(rdv_agency_add_service(agency, "advice", &service), rdv_agency_message(agency));
    for (int row = 0; row < PQntuples(rows); row++) {
        rdv_counsellor_options counsellor = RDV_COUNSELLOR_OPTIONS_INIT;
        rdv_declaration work = RDV_DECLARATION_INIT;
        rdv_stretch stretches[5];
        for (int day = 0; day < 5; day++) {
            stretches[day].weekday = RDV_MONDAY + day;
            stretches[day].from = atoi(PQgetvalue(rows, row, 1));
            stretches[day].to = atoi(PQgetvalue(rows, row, 2));
            stretches[day].place = RDV_PLACE_ON_SITE;
        }
        counsellor.office = "kypseli";
        work.id = work.worker = PQgetvalue(rows, row, 0);
        work.submitted = NOW;
        work.stretches = stretches;
        work.stretch_count = 5;
        check(rdv_agency_add_counsellor(agency, work.worker, &counsellor),
              rdv_agency_message(agency));
        check(rdv_agency_declare(agency, &work), rdv_agency_message(agency));
    }
    PQclear(rows);
    check(rdv_agenda_create(agency, &agenda), rdv_agency_message(agency));
    check(rdv_agency_events(agency, &history), rdv_agency_message(agency));
    rdv_agency_destroy(agency);
}

/** Takes in the events that others have stored. */
static void catch_up(void) {
    char number[24];
    const char *values[] = {number};
    PGresult *rows;
    snprintf(number, sizeof number, "%ld", taken);
    rows = query("SELECT bytes FROM event WHERE number > $1 ORDER BY number", 1, values);
    for (int row = 0; row < PQntuples(rows); row++) {
        rdv_events *events = NULL;
        size_t length = 0;
        unsigned char *bytes =
            PQunescapeBytea((const unsigned char *)PQgetvalue(rows, row, 0), &length);
        check(rdv_events_create(&events), "events");
        check(rdv_events_decode_one(events, bytes, length), rdv_events_message(events));
        check(rdv_agenda_apply(agenda, events), rdv_agenda_message(agenda));
        check(rdv_events_append(history, events), rdv_events_message(history));
        rdv_events_destroy(events);
        PQfreemem(bytes);
        taken++;
    }
    PQclear(rows);
}

/** Whether a statement of a transaction went well. */
static int went_well(const char *text, int count, const char *const *values) {
    PGresult *result = PQexecParams(database, text, count, NULL, values, NULL, NULL, 0);
    const int well = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    return well;
}

/** Stores one event and the host's own row in one transaction; 0 if somebody was faster. */
static int store(const rdv_events *events, const char *subject, const rdv_placement *placement) {
    char event_number[24];
    char number[24];
    char starts[24];
    char ends[24];
    unsigned char room[4096];
    size_t length = 0;
    int64_t appointment = 0;
    unsigned char *escaped;
    int well;
    check(rdv_events_encode_one(events, 0, room, sizeof room, &length),
          rdv_events_message(events));
    check(rdv_events_appointment(events, &appointment), rdv_events_message(events));
    escaped = PQescapeByteaConn(database, room, length, &length);
    snprintf(event_number, sizeof event_number, "%ld", taken + 1);
    snprintf(number, sizeof number, "%" PRId64, appointment);
    snprintf(starts, sizeof starts, "%" PRId64, placement->start);
    snprintf(ends, sizeof ends, "%" PRId64, placement->end);
    {
        const char *event[] = {event_number, (const char *)escaped};
        const char *row[] = {number, subject, placement->counsellor.text, starts, ends};
        well = went_well("BEGIN", 0, NULL) &&
               went_well("INSERT INTO event VALUES ($1, $2)", 2, event) &&
               went_well("INSERT INTO appointment VALUES ($1, $2, $3, $4, $5)", 5, row) &&
               went_well("COMMIT", 0, NULL);
    }
    if (!well) went_well("ROLLBACK", 0, NULL);
    PQfreemem(escaped);
    return well;
}

/** Books the first opening of somebody; decides again for as long as others are faster. */
static int book(const char *subject) {
    const rdv_interval weeks = {NOW, NOW + 28 * 86400};
    rdv_request request = RDV_REQUEST_INIT;
    request.subject = subject;
    request.service = "advice";
    request.windows = &weeks;
    request.window_count = 1;
    for (int again = 0;; again++) {
        rdv_opening found;
        rdv_events *events = NULL;
        size_t count = 0;
        int stored;
        catch_up();
        check(rdv_agenda_openings(agenda, &request, NOW, &found, sizeof found, 1, &count),
              rdv_agenda_message(agenda));
        check(rdv_agenda_book(agenda, &request, &found.placement, NOW, &events),
              rdv_agenda_message(agenda));
        stored = store(events, subject, &found.placement);
        rdv_events_destroy(events);
        if (stored) return again;
    }
}

/** Compares the host's rows with the agenda, and verifies the log. */
static int compare(void) {
    PGresult *rows =
        query("SELECT number, subject, counsellor, starts FROM appointment ORDER BY number", 0,
              NULL);
    const int count = PQntuples(rows);
    rdv_verdict *verdict = NULL;
    int wrong = count != (int)rdv_agenda_appointment_count(agenda);
    for (int row = 0; row < count; row++) {
        rdv_appointment appointment;
        check(rdv_agenda_appointment(
                  agenda, atoll(PQgetvalue(rows, row, 0)), sizeof appointment, &appointment),
              rdv_agenda_message(agenda));
        wrong += strcmp(appointment.subject.text, PQgetvalue(rows, row, 1)) != 0 ||
                 strcmp(appointment.placement.counsellor.text, PQgetvalue(rows, row, 2)) != 0 ||
                 appointment.placement.start != atoll(PQgetvalue(rows, row, 3));
    }
    PQclear(rows);
    check(rdv_events_verify(history, NULL, &verdict), rdv_events_message(history));
    wrong += (int)rdv_verdict_count(verdict);
    rdv_verdict_destroy(verdict);
    printf("%d appointments, %d differences and violations\n", count, wrong);
    return wrong != 0;
}

int main(int argc, char **argv) {
    int result = 0;
    if (argc < 3 || (strcmp(argv[1], "book") == 0 && argc < 5)) {
        fprintf(stderr, "host book CONNECTION NAME COUNT | host check CONNECTION\n");
        return 2;
    }
    database = PQconnectdb(argv[2]);
    if (PQstatus(database) != CONNECTION_OK) {
        fprintf(stderr, "%s", PQerrorMessage(database));
        return 1;
    }
    build();
    if (strcmp(argv[1], "book") == 0) {
        int again = 0;
        for (int number = 1; number <= atoi(argv[4]); number++) {
            char subject[64];
            snprintf(subject, sizeof subject, "%.40s-%d", argv[3], number);
            again += book(subject);
        }
        printf("%s booked %s, and decided %d times again\n", argv[3], argv[4], again);
    } else {
        catch_up();
        result = compare();
    }
    rdv_events_destroy(history);
    rdv_agenda_destroy(agenda);
    PQfinish(database);
    return result;
}
