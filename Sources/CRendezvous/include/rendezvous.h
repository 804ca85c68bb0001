/*
 * rendezvous.h: Rendezvous from C.
 *
 * Rendezvous decides who meets whom and when at a public employment service, proves it, and gives
 * reasons where the answer is no. This header is the manual; Documentation/CABI.md says how to
 * build, install and bind the library, and what stays the same from version to version.
 *
 * A WORKED EXAMPLE
 *
 * One office, one counsellor, one appointment. It is compiled and run by the tests as it stands.
 *
 *     #include <rendezvous.h>
 *     #include <stdio.h>
 *
 *     int main(void) {
 *         rdv_agency *agency = NULL;
 *         rdv_agenda *agenda = NULL;
 *         rdv_events *events = NULL;
 *         rdv_status status = rdv_agency_create(1790000000, NULL, &agency);
 *
 *         // Zone, office, field, service, counsellor, and when the counsellor works.
 *         const rdv_span hours[] = {
 *             {RDV_MONDAY, RDV_CLOCK(8, 0), RDV_CLOCK(15, 0)},
 *             {RDV_TUESDAY, RDV_CLOCK(8, 0), RDV_CLOCK(15, 0)},
 *         };
 *         rdv_office_options office = RDV_OFFICE_OPTIONS_INIT;
 *         rdv_service_options service = RDV_SERVICE_OPTIONS_INIT;
 *         rdv_counsellor_options counsellor = RDV_COUNSELLOR_OPTIONS_INIT;
 *         rdv_declaration work = RDV_DECLARATION_INIT;
 *         const rdv_stretch stretches[] = {
 *             {RDV_MONDAY, RDV_CLOCK(9, 0), RDV_CLOCK(12, 0), RDV_PLACE_ON_SITE},
 *         };
 *         office.zone = "Europe/Athens";
 *         office.hours = hours;
 *         office.hour_count = 2;
 *         service.field = "jobseekers";
 *         counsellor.office = "kypseli";
 *         work.id = "d-1";
 *         work.worker = "c-17";
 *         work.submitted = 1790000000;
 *         work.stretches = stretches;
 *         work.stretch_count = 1;
 *         if (!status) status = rdv_agency_give_zone(agency, "Europe/Athens", NULL, 0);
 *         if (!status) status = rdv_agency_add_office(agency, "kypseli", &office);
 *         if (!status) status = rdv_agency_add_field(agency, "jobseekers", "Counselling");
 *         if (!status) status = rdv_agency_add_service(agency, "advice", &service);
 *         if (!status) status = rdv_agency_add_counsellor(agency, "c-17", &counsellor);
 *         if (!status) status = rdv_agency_declare(agency, &work);
 *         if (!status) status = rdv_agenda_create(agency, &agenda);
 *         if (status) printf("%s: %s\n", rdv_status_name(status), rdv_agency_message(agency));
 *
 *         // Ask for openings in a fortnight, and book the first.
 *         if (!status) {
 *             const rdv_instant now = 1790000000;
 *             const rdv_interval fortnight = {now, now + 14 * 86400};
 *             rdv_request request = RDV_REQUEST_INIT;
 *             rdv_opening found[20];
 *             size_t count = 0;
 *             int64_t appointment = 0;
 *             request.subject = "p-204";
 *             request.service = "advice";
 *             request.windows = &fortnight;
 *             request.window_count = 1;
 *             status = rdv_agenda_openings(
 *                 agenda, &request, now, found, sizeof found[0], 20, &count);
 *             if (!status)
 *                 status = rdv_agenda_book(agenda, &request, &found[0].placement, now, &events);
 *             if (!status) status = rdv_events_appointment(events, &appointment);
 *             // Here the events would be stored: rdv_events_encode.
 *             if (!status) status = rdv_agenda_apply(agenda, events);
 *             if (!status)
 *                 printf("appointment %d with %s at %lld, 1 of %d openings\n", (int)appointment,
 *                        found[0].placement.counsellor.text, (long long)found[0].placement.start,
 *                        (int)count);
 *             else
 *                 printf("%s: %s\n", rdv_status_name(status), rdv_agenda_message(agenda));
 *         }
 *         rdv_events_destroy(events);
 *         rdv_agenda_destroy(agenda);
 *         rdv_agency_destroy(agency);
 *         return status != RDV_OK;
 *     }
 *
 * CONVENTIONS, which hold for every function unless it says otherwise
 *
 * Names       rdv_<object>_<verb>(object, what is asked, now, where the answer goes).
 * Status      RDV_OK is 0. Every other status is a number from 9100 on that never changes its
 *             meaning; rdv_status_name and rdv_status_text give its name and a sentence.
 * Failure     A call that does not return RDV_OK has changed nothing and has written none of its
 *             outputs. The text says which value was wrong, what is allowed and what to try:
 *             rdv_<object>_message of the first handle of the call.
 * Messages    belong to their handle: each thread sees that of its own last failed call on the
 *             handle, until its next failed call on it or until the handle is destroyed.
 * NULL        is checked for every argument and refused (RDV_ERROR_NULL) where nothing else is
 *             said. `destroy(NULL)` does nothing. In structs a NULL text means: not given.
 * Texts       are UTF-8 that ends in a zero byte. Identifiers (offices, people, requests ...) are
 *             the caller's own, 1 to 64 bytes without spaces and control characters. What is given
 *             is copied: nothing is kept of it after the call.
 * Lists       are a pointer and a count; the pointer may be NULL if the count is 0. No list has
 *             more than RDV_LIST_MAX items.
 * Structs     that go in begin with `size`, which the matching RDV_..._INIT sets together with the
 *             defaults, so that a program goes on working with a later library whose struct is
 *             longer. A wrong size is refused (RDV_ERROR_SIZE).
 * Answers     that are lists go into the caller's array, whose element size and capacity are
 *             given. `count` receives how many there are; at most `capacity` are written. A
 *             capacity of 0 with a NULL array asks for the count alone. Openings are the
 *             exception: their number is limited by the capacity, and it is what was written.
 * Handles     that a function gives are the caller's, to be destroyed once. A handle of another
 *             kind is refused (RDV_ERROR_HANDLE). Handles do not keep each other alive and do not
 *             need each other: an agency may be destroyed when the agenda is made.
 * Time        is passed in: the library reads no clock, draws no random numbers and does no input
 *             or output, so that the same calls give the same answers, byte for byte. Instants are
 *             seconds since 1970-01-01T00:00:00Z, of the years 1 to 9999; dates are days since
 *             1970-01-01; times of day are seconds since midnight, 0 to 86400; lengths of time are
 *             seconds. Intervals do not include their end.
 * Threads     A call with a const handle may run at the same time as other calls with the same
 *             const handle. A call with a handle that is not const may not run at the same time as
 *             any other call with that handle. Different handles are independent. No call waits
 *             for another but for a moment; none starts threads but rdv_agenda_plan, if told to.
 * Traps       No argument makes the library stop the program, but a pointer that is not NULL and
 *             does not point to what the function says.
 */
#ifndef RENDEZVOUS_H
#define RENDEZVOUS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ------------------------------------------------------------------------------------------------
 * Library: versions, statuses, reasons
 * --------------------------------------------------------------------------------------------- */

/** The version of this header. The library's own: rdv_version. */
#define RDV_VERSION_MAJOR 0
#define RDV_VERSION_MINOR 1
#define RDV_VERSION_PATCH 0
/** The version as one number: major * 1000000 + minor * 1000 + patch. */
#define RDV_VERSION 1000

/** The most items of one list. */
#define RDV_LIST_MAX 1000000
/** Room for one identifier and its zero byte. */
#define RDV_ID_SIZE 65
/** Room for one need and its zero byte. */
#define RDV_NEED_SIZE 80

/** The outcome of a call. */
typedef int32_t rdv_status;
enum {
    RDV_OK = 0,                  /**< Done. */
    RDV_ERROR_NULL = 9101,       /**< A pointer is NULL where that is not allowed. */
    RDV_ERROR_HANDLE = 9102,     /**< A handle is of another kind. */
    RDV_ERROR_SIZE = 9103,       /**< The size of a struct or of an array's elements is wrong. */
    RDV_ERROR_ENUM = 9104,       /**< A number is none of those that its type has. */
    RDV_ERROR_RANGE = 9105,      /**< A number, date or instant is out of range. */
    RDV_ERROR_UTF8 = 9106,       /**< A text is not UTF-8. */
    RDV_ERROR_COUNT = 9107,      /**< A list is too long. */
    RDV_ERROR_TEXT = 9108,       /**< A text has not the form that is asked for. */
    RDV_ERROR_ZONE = 9109,       /**< The bytes are no rules of a time zone. */
    RDV_ERROR_LOG = 9110,        /**< The bytes are no log, or an event cannot follow. */
    RDV_ERROR_PARAMETER = 9111,  /**< A parameter of a model is out of its range. */
    RDV_ERROR_NOT_FOUND = 9112,  /**< There is nothing of this number or name. */
    RDV_REFUSED = 9301,          /**< A rule refuses: see rdv_agenda_reason, rdv_agency_reason. */
    RDV_NO_OPENING = 9302        /**< There is no opening; the message counts why. */
};

/** The version of the library: major * 1000000 + minor * 1000 + patch. */
uint32_t rdv_version(void);
/** The version of the library as text: "0.1.0". Never NULL; lives as long as the library. */
const char *rdv_version_text(void);
/** The number of the binary interface; it is the number of the shared object's name. Programs built
 *  for one number run with every library of that number. */
uint32_t rdv_abi_version(void);
/** The name of a status: "RDV_ERROR_NULL". Of a number that is none: "RDV_UNKNOWN". Never NULL. */
const char *rdv_status_name(rdv_status status);
/** What a status means, in English. Never NULL; lives as long as the library. */
const char *rdv_status_text(rdv_status status);

/** Why something was refused or is not possible. The order is that of examination. */
typedef int32_t rdv_reason;
enum {
    RDV_REASON_NONE = 0,
    RDV_REASON_UNKNOWN_REFERENCE = 1,
    RDV_REASON_INVALID_VALUE = 2,
    RDV_REASON_DUPLICATE_IDENTIFIER = 3,
    RDV_REASON_NOT_IN_FORCE = 4,
    RDV_REASON_AUDIENCE = 5,
    RDV_REASON_CHANNEL_NOT_OFFERED = 6,
    RDV_REASON_WRONG_DURATION = 7,
    RDV_REASON_OFF_GRID = 8,
    RDV_REASON_OUTSIDE_WINDOW = 9,
    RDV_REASON_NOTICE = 10,
    RDV_REASON_HORIZON = 11,
    RDV_REASON_OFFICE_OUT_OF_SCOPE = 12,
    RDV_REASON_COUNSELLOR_NOT_ASKED_FOR = 13,
    RDV_REASON_SERVICE_NOT_OFFERED = 14,
    RDV_REASON_SKILL_MISSING = 15,
    RDV_REASON_OFFICE_CLOSED = 16,
    RDV_REASON_NOT_WORKING = 17,
    RDV_REASON_TELEWORK = 18,
    RDV_REASON_NOT_BOOKABLE = 19,
    RDV_REASON_OVERLAP = 20,
    RDV_REASON_GAP = 21,
    RDV_REASON_BREAK_NOT_KEPT = 22,
    RDV_REASON_COUNSELLOR_DAILY_LIMIT = 23,
    RDV_REASON_COUNSELLOR_WEEKLY_LIMIT = 24,
    RDV_REASON_PARTICIPANT_OVERLAP = 25,
    RDV_REASON_PARTICIPANT_DAILY_LIMIT = 26,
    RDV_REASON_PARTICIPANT_WEEKLY_LIMIT = 27,
    RDV_REASON_INTERPRETER_MISSING = 28,
    RDV_REASON_INTERPRETER_NOT_NEEDED = 29,
    RDV_REASON_INTERPRETER_UNAVAILABLE = 30,
    RDV_REASON_ROOM_MISSING = 31,
    RDV_REASON_ROOM_NOT_NEEDED = 32,
    RDV_REASON_ROOM_UNAVAILABLE = 33,
    RDV_REASON_FACILITY_MISSING = 34,
    RDV_REASON_AUTHORITY = 35,
    RDV_REASON_DOCUMENTS_MISSING = 36,
    RDV_REASON_KEPT_FREE = 37,
    RDV_REASON_PROTECTED = 38,
    RDV_REASON_RECENTLY_FREED = 39,
    RDV_REASON_REST = 40,
    RDV_REASON_SPACING = 41,
    RDV_REASON_OPEN_APPOINTMENT = 42,
    RDV_REASON_PARTICIPANT_ABSENT = 43,
    RDV_REASON_COOL_DOWN = 44,
    RDV_REASON_OTHER_OFFICE = 45,
    RDV_REASON_OTHER_COUNSELLOR = 46,
    RDV_REASON_CUSTOM_RULE = 47,
    RDV_REASON_UNKNOWN_APPOINTMENT = 48,
    RDV_REASON_HOLD_EXPIRED = 49,
    RDV_REASON_STATUS = 50,
    RDV_REASON_TOO_EARLY = 51,
    RDV_REASON_NOT_IDENTIFIED = 52,
    RDV_REASON_UNKNOWN_WAITING = 53,
    RDV_REASON_REGISTRATION = 54,
    RDV_REASON_LATE_DECLARATION = 55,
    RDV_REASON_CASEWORK = 56,
    RDV_REASON_LIMIT = 57
};
/** The name of a reason as in JSON: "counsellor-daily-limit"; "" for RDV_REASON_NONE and for
 *  numbers that are none. Never NULL; lives as long as the library. */
const char *rdv_reason_name(rdv_reason reason);
/** What a reason means, as the end of an English sentence about a placement. Never NULL. */
const char *rdv_reason_text(rdv_reason reason);

/* ------------------------------------------------------------------------------------------------
 * Values
 * --------------------------------------------------------------------------------------------- */

/** Seconds since 1970-01-01T00:00:00Z, RDV_INSTANT_MIN to RDV_INSTANT_MAX. */
typedef int64_t rdv_instant;
#define RDV_INSTANT_MIN (-INT64_C(62135596800))
#define RDV_INSTANT_MAX INT64_C(253402300799)
/** Days since 1970-01-01, RDV_DATE_MIN to RDV_DATE_MAX; as a bound these mean "always". */
typedef int32_t rdv_date;
#define RDV_DATE_MIN (-719162)
#define RDV_DATE_MAX 2932896
/** A time of day: seconds since midnight, 0 to 86400. */
typedef int32_t rdv_clock;
/** The time of day with an hour and a minute. */
#define RDV_CLOCK(hour, minute) ((rdv_clock)((hour) * 3600 + (minute) * 60))

/** From `start` up to, but not including, `end`; start < end. Frozen: it will never grow. */
typedef struct rdv_interval {
    rdv_instant start;
    rdv_instant end;
} rdv_interval;

/** An identifier by value; text[0] is 0 if there is none. Frozen. */
typedef struct rdv_id {
    char text[RDV_ID_SIZE];
} rdv_id;

/** How a meeting takes place. Sets of channels are sums. */
typedef int32_t rdv_channel;
enum { RDV_CHANNEL_VIDEO = 1, RDV_CHANNEL_PHONE = 2, RDV_CHANNEL_OFFICE = 4 };

/** Days of the week, as ISO 8601 numbers them. */
typedef int32_t rdv_weekday;
enum {
    RDV_MONDAY = 1,
    RDV_TUESDAY = 2,
    RDV_WEDNESDAY = 3,
    RDV_THURSDAY = 4,
    RDV_FRIDAY = 5,
    RDV_SATURDAY = 6,
    RDV_SUNDAY = 7
};

/** A stretch of one weekday by the wall clock. An end not later than the start lies on the next
 *  day: 22:00 to 06:00 is eight hours, 00:00 to 24:00 a day. Frozen. */
typedef struct rdv_span {
    rdv_weekday weekday;
    rdv_clock from;
    rdv_clock to;
} rdv_span;

/** The date of a year (1 to 9999), month and day. RDV_ERROR_RANGE if there is none. */
rdv_status rdv_date_create(int32_t year, int32_t month, int32_t day, rdv_date *date);
/** Year, month and day of a date; each pointer may be NULL. */
rdv_status rdv_date_parts(rdv_date date, int32_t *year, int32_t *month, int32_t *day);
/** The weekday of a date. */
rdv_status rdv_date_weekday(rdv_date date, rdv_weekday *weekday);

/* ------------------------------------------------------------------------------------------------
 * Rules of your own
 * --------------------------------------------------------------------------------------------- */

/** Rules written in C that policies may name (RDV_RULE_CUSTOM). */
typedef struct rdv_rules rdv_rules;

/** A parameter of a rule. Frozen. */
typedef struct rdv_parameter {
    const char *key;
    const char *value;
} rdv_parameter;

/** What a rule reads, as a sum. A rule that reads nothing but time, service and office is asked
 *  once for each start and then remembered. What it reads besides must not change its answer. */
enum {
    RDV_READS_TIME = 1,
    RDV_READS_SERVICE = 2,
    RDV_READS_OFFICE = 4,
    RDV_READS_PEOPLE = 8,
    RDV_READS_CHANNEL = 16,
    RDV_READS_PARTICIPANT = 32,
    RDV_READS_NOW = 64,
    RDV_READS_APPOINTMENTS = 128,
    RDV_READS_ALL = 255
};

/** A placement that is being considered. It lives during the call of the rule; later versions may
 *  add members at the end. */
typedef struct rdv_candidate {
    rdv_instant now;
    rdv_instant start;
    rdv_instant end;
    /** Start and end by the clock of the counsellor's office. */
    rdv_date date;
    rdv_clock start_clock;
    rdv_date end_date;
    rdv_clock end_clock;
    /** The date of `now` by that clock. */
    rdv_date today;
    rdv_channel channel;
    rdv_id service;
    rdv_id topic;
    rdv_id office;
    rdv_id counsellor;
    rdv_id interpreter;
    rdv_id room;
    rdv_id participant;
    /** For the functions rdv_candidate_... alone. */
    const void *inner;
} rdv_candidate;

/** A rule: how much a candidate breaks it, 0 if not at all. Below 0 counts as 0. It must be pure:
 *  the same candidate gives the same number; it may be called from any thread that uses the agenda,
 *  at the same time; it must not call the library but for rdv_candidate_... */
typedef int64_t (*rdv_rule_units)(void *context, const rdv_candidate *candidate);
/** Whether the parameters of a policy are good: 0 if so. Called when the policy is set or read. */
typedef int32_t (*rdv_rule_check)(
    void *context, const rdv_parameter *parameters, size_t parameter_count);

/** No rules yet. */
rdv_status rdv_rules_create(rdv_rules **rules);
/** Ends the handle. Agencies and agendas made with it keep the rules themselves; `context` must
 *  live as long as they and all their copies do. */
void rdv_rules_destroy(rdv_rules *rules);
/** The text of this thread's last failed call with the handle first; "" if none failed. */
const char *rdv_rules_message(const rdv_rules *rules);
/** Adds a rule, or replaces that of the same name. `reads` is a sum of RDV_READS_...; `check` may
 *  be NULL: all parameters are good; `context` is passed on and may be NULL. */
rdv_status rdv_rules_add(
    rdv_rules *rules, const char *name, uint32_t reads, rdv_rule_units units, rdv_rule_check check,
    void *context);

/** The value of a parameter of the policy, or NULL if it has none of this name. Lives during the
 *  call of the rule. */
const char *rdv_candidate_parameter(const rdv_candidate *candidate, const char *key);
/** 1 if the participant belongs to a group, else 0. */
int32_t rdv_candidate_has_group(const rdv_candidate *candidate, const char *group);
/** How many other appointments the counsellor has that start on the dates from `first` to `last`;
 *  0 if an argument is wrong. */
int64_t rdv_candidate_counsellor_appointments(
    const rdv_candidate *candidate, rdv_date first, rdv_date last);
/** How many other appointments the participant has. */
int64_t rdv_candidate_participant_appointments(const rdv_candidate *candidate);

/** A list of events: what a decision answers, what a log is made of. */
typedef struct rdv_events rdv_events;

/* ------------------------------------------------------------------------------------------------
 * Agency: what there is
 * --------------------------------------------------------------------------------------------- */

/** A builder: what is added is checked at once, and becomes an event. Whatever is refused leaves
 *  the agency as it was. */
typedef struct rdv_agency rdv_agency;

/** An agency without anything, founded at an instant: all that is added is said to have happened
 *  then. `rules` may be NULL. */
rdv_status rdv_agency_create(rdv_instant founded, const rdv_rules *rules, rdv_agency **agency);
/** Ends the handle. */
void rdv_agency_destroy(rdv_agency *agency);
/** The text of this thread's last failed call with the handle first; "" if none failed. */
const char *rdv_agency_message(const rdv_agency *agency);
/** The reason of this thread's last call with the handle that answered RDV_REFUSED. */
rdv_reason rdv_agency_reason(const rdv_agency *agency);
/** The events so far: the beginning of the log. */
rdv_status rdv_agency_events(const rdv_agency *agency, rdv_events **events);

/** Gives the rules of a time zone: the bytes of its TZif file (RFC 9636), as an operating system
 *  has it; its name is what offices name it by. With NULL and 0 the rules come with the library:
 *  Europe/Athens, Europe/Bucharest, Europe/Copenhagen or UTC. RDV_ERROR_ZONE says at which byte. */
rdv_status rdv_agency_give_zone(
    rdv_agency *agency, const char *name, const void *bytes, size_t length);
/** Gives a calendar of holidays that comes with the library: "GR", "RO" or "DK". */
rdv_status rdv_agency_give_holidays(rdv_agency *agency, const char *id);

/** By what a holiday's date is found. */
typedef int32_t rdv_holiday_kind;
enum {
    RDV_HOLIDAY_FIXED = 1,            /**< Month and day. */
    RDV_HOLIDAY_NTH = 2,              /**< The nth weekday of a month; -1 is the last. */
    RDV_HOLIDAY_ON_OR_AFTER = 3,      /**< The weekday on or after month and day. */
    RDV_HOLIDAY_ON_OR_BEFORE = 4,     /**< The weekday on or before month and day. */
    RDV_HOLIDAY_WESTERN_EASTER = 5,   /**< `offset` days after Easter Sunday. */
    RDV_HOLIDAY_ORTHODOX_EASTER = 6   /**< The same, by the Orthodox reckoning. */
};
/** A holiday by rule. */
typedef struct rdv_holiday {
    size_t size;
    const char *name;
    rdv_holiday_kind kind;
    int32_t month;
    int32_t day;
    int32_t nth;
    rdv_weekday weekday;
    int32_t offset;
    /** The years in which it is kept. */
    int32_t first_year;
    int32_t last_year;
} rdv_holiday;
/** The defaults of rdv_holiday. */
#define RDV_HOLIDAY_INIT \
    {sizeof(rdv_holiday), NULL, RDV_HOLIDAY_FIXED, 0, 0, 0, 0, 0, 1, 9999}
/** Gives a calendar of the caller's own. Each holiday has its own `size`; the first's is the
 *  distance from one to the next. */
rdv_status rdv_agency_give_calendar(
    rdv_agency *agency, const char *id, const char *name, const rdv_holiday *holidays,
    size_t holiday_count);

/** Adds a field (a group of services), or changes it. `name` is what people read; may be NULL. */
rdv_status rdv_agency_add_field(rdv_agency *agency, const char *id, const char *name);
/** Adds a skill. `name` may be NULL. */
rdv_status rdv_agency_add_skill(rdv_agency *agency, const char *id, const char *name);

/** Other hours of an office on some dates; no spans: closed. The weekdays of spans are ignored. */
typedef struct rdv_exception {
    size_t size;
    rdv_date from;
    rdv_date to;
    const rdv_span *hours;
    size_t hour_count;
} rdv_exception;
/** The defaults of rdv_exception. */
#define RDV_EXCEPTION_INIT \
    {sizeof(rdv_exception), 0, 0, NULL, 0}

/** An office. */
typedef struct rdv_office_options {
    size_t size;
    const char *name;
    /** The name of a zone that was given before. Never changes. */
    const char *zone;
    const char *region;
    const char *const *areas;
    size_t area_count;
    /** Weekly opening hours. */
    const rdv_span *hours;
    size_t hour_count;
    const rdv_exception *exceptions;
    size_t exception_count;
    /** A calendar that was given before, or NULL. */
    const char *holidays;
    /** What it offers to whoever needs it: "step-free". */
    const char *const *facilities;
    size_t facility_count;
    /** From which date on; RDV_DATE_MIN: always. */
    rdv_date from;
} rdv_office_options;
/** The defaults of rdv_office_options. */
#define RDV_OFFICE_OPTIONS_INIT \
    {sizeof(rdv_office_options), NULL, NULL, NULL, NULL, 0, NULL, 0, NULL, 0, NULL, NULL, 0, \
     RDV_DATE_MIN}
/** Adds an office, or changes it from a date on. */
rdv_status rdv_agency_add_office(
    rdv_agency *agency, const char *id, const rdv_office_options *options);

/** Adds a room of an office. `name` may be NULL; facilities are those that its office lacks. */
rdv_status rdv_agency_add_room(
    rdv_agency *agency, const char *id, const char *office, const char *name,
    const char *const *facilities, size_t facility_count);
/** Adds a work position with hours of its own. `name` may be NULL. */
rdv_status rdv_agency_add_position(
    rdv_agency *agency, const char *id, const char *name, const rdv_span *hours, size_t hour_count);

/** Who may use a service, as a sum. */
enum { RDV_AUDIENCE_REGISTERED = 1, RDV_AUDIENCE_PERSON = 2, RDV_AUDIENCE_BUSINESS = 4 };

/** Something to have ready for a service. */
typedef struct rdv_checklist_item {
    size_t size;
    const char *id;
    const char *name;
    const char *obtained_from;
    const char *submitted_to;
} rdv_checklist_item;
/** The defaults of rdv_checklist_item. */
#define RDV_CHECKLIST_ITEM_INIT \
    {sizeof(rdv_checklist_item), NULL, NULL, NULL, NULL}

/** A service: what is done by appointment. */
typedef struct rdv_service_options {
    size_t size;
    /** The field that it belongs to, added before. */
    const char *field;
    const char *name;
    /** How long it takes; with an interpreter, if longer (0: the same). */
    int64_t duration;
    int64_t interpreted_duration;
    /** Time kept free before and after on the counsellor's calendar. */
    int64_t gap_before;
    int64_t gap_after;
    /** A sum of RDV_CHANNEL_... */
    uint32_t channels;
    /** A sum of RDV_AUDIENCE_... */
    uint32_t audiences;
    const char *const *skills;
    size_t skill_count;
    /** Matters within the service. */
    const char *const *topics;
    size_t topic_count;
    const rdv_checklist_item *checklist;
    size_t checklist_count;
    int64_t minimum_notice;
    /** How many days ahead it can be booked. */
    int32_t horizon;
    /** The minutes of the wall clock at which it may start: every so many. */
    int32_t start_grid;
    /** 1 if a meeting in the office takes a room. */
    int32_t needs_room;
    /** How many people share one meeting; above 1 a group session. */
    int32_t capacity;
    rdv_date from;
} rdv_service_options;
/** The defaults of rdv_service_options. */
#define RDV_SERVICE_OPTIONS_INIT \
    {sizeof(rdv_service_options), NULL, NULL, 1800, 0, 0, 0, RDV_CHANNEL_VIDEO, \
     RDV_AUDIENCE_REGISTERED, NULL, 0, NULL, 0, NULL, 0, 0, 60, 5, 0, 1, RDV_DATE_MIN}
/** Adds a service, or changes it from a date on. */
rdv_status rdv_agency_add_service(
    rdv_agency *agency, const char *id, const rdv_service_options *options);

/** A counsellor. */
typedef struct rdv_counsellor_options {
    size_t size;
    const char *office;
    const char *position;
    /** The services they offer; NULL and 0: all. */
    const char *const *services;
    size_t service_count;
    const char *const *skills;
    size_t skill_count;
    /** What they master: "spoken:el", "signed:gss", "lipReading:el", "written:en". */
    const char *const *communications;
    size_t communication_count;
    uint32_t channels;
    int64_t gap_before;
    int64_t gap_after;
    /** When they may be booked; none: whenever they work. */
    const rdv_span *bookable;
    size_t bookable_count;
    /** The most appointments of a day; 0: as many as fit. */
    int32_t daily_limit;
    rdv_date from;
} rdv_counsellor_options;
/** The defaults of rdv_counsellor_options. */
#define RDV_COUNSELLOR_OPTIONS_INIT \
    {sizeof(rdv_counsellor_options), NULL, NULL, NULL, 0, NULL, 0, NULL, 0, \
     RDV_CHANNEL_VIDEO + RDV_CHANNEL_PHONE + RDV_CHANNEL_OFFICE, 0, 0, NULL, 0, 0, RDV_DATE_MIN}
/** Adds a counsellor, or changes them from a date on. They meet nobody before their working time
 *  is declared. */
rdv_status rdv_agency_add_counsellor(
    rdv_agency *agency, const char *id, const rdv_counsellor_options *options);

/** An interpreter. */
typedef struct rdv_interpreter_options {
    size_t size;
    const char *const *communications;
    size_t communication_count;
    uint32_t channels;
    /** The offices they come to; NULL and 0: all. */
    const char *const *offices;
    size_t office_count;
    int64_t gap_before;
    int64_t gap_after;
    /** The zone of their working time. */
    const char *zone;
    rdv_date from;
} rdv_interpreter_options;
/** The defaults of rdv_interpreter_options. */
#define RDV_INTERPRETER_OPTIONS_INIT \
    {sizeof(rdv_interpreter_options), NULL, 0, \
     RDV_CHANNEL_VIDEO + RDV_CHANNEL_PHONE + RDV_CHANNEL_OFFICE, NULL, 0, 0, 0, NULL, \
     RDV_DATE_MIN}
/** Adds an interpreter, or changes them from a date on. */
rdv_status rdv_agency_add_interpreter(
    rdv_agency *agency, const char *id, const rdv_interpreter_options *options);

/** A kind of entry of the catalogue. */
typedef int32_t rdv_entry;
enum {
    RDV_ENTRY_FIELD = 1,
    RDV_ENTRY_SKILL = 2,
    RDV_ENTRY_SERVICE = 3,
    RDV_ENTRY_OFFICE = 4,
    RDV_ENTRY_POSITION = 5,
    RDV_ENTRY_ROOM = 6,
    RDV_ENTRY_COUNSELLOR = 7,
    RDV_ENTRY_INTERPRETER = 8
};
/** Takes an entry out of the catalogue from a date on. */
rdv_status rdv_agency_withdraw(rdv_agency *agency, rdv_entry entry, const char *id, rdv_date from);

/** Whose working time: RDV_ENTRY_COUNSELLOR or RDV_ENTRY_INTERPRETER. */
typedef rdv_entry rdv_worker;
/** Where somebody works. */
typedef int32_t rdv_place;
enum { RDV_PLACE_ON_SITE = 0, RDV_PLACE_TELEWORK = 1 };
/** A stretch of declared work. `weekday` counts in weekly timetables only. Frozen. */
typedef struct rdv_stretch {
    rdv_weekday weekday;
    rdv_clock from;
    rdv_clock to;
    rdv_place place;
} rdv_stretch;
/** A break: at its place if `length` is 0, else somewhere between `from` and `to`. Frozen. */
typedef struct rdv_break {
    rdv_weekday weekday;
    rdv_clock from;
    rdv_clock to;
    int32_t length;
} rdv_break;
/** What is declared. */
typedef int32_t rdv_declaration_kind;
enum {
    RDV_DECLARATION_WEEKLY = 1,      /**< Working time of each week. */
    RDV_DECLARATION_DAILY = 2,       /**< Working time of each of some dates; none: days of rest. */
    RDV_DECLARATION_LEAVE = 3,       /**< Leave by days. */
    RDV_DECLARATION_LEAVE_HOURS = 4, /**< Leave by the hour, on the date `from`. */
    RDV_DECLARATION_PLANNED = 5,     /**< Leave by days that is known and not yet reported. */
    RDV_DECLARATION_OVERTIME = 6     /**< Work beside the timetable, on the date `from`. */
};
/** A declaration of working time or leave. */
typedef struct rdv_declaration {
    size_t size;
    const char *id;
    rdv_worker worker_kind;
    const char *worker;
    /** When it was submitted: of two that name a stretch the one submitted last holds. */
    rdv_instant submitted;
    rdv_declaration_kind kind;
    /** The dates, both included. */
    rdv_date from;
    rdv_date to;
    /** Weekly and daily: the work. Overtime and leave by the hour: exactly one stretch. */
    const rdv_stretch *stretches;
    size_t stretch_count;
    const rdv_break *breaks;
    size_t break_count;
    /** Leave: its type, from the agency's list; and how many days count, -1 if nobody said. */
    const char *leave_type;
    int32_t leave_count;
} rdv_declaration;
/** The defaults of rdv_declaration. */
#define RDV_DECLARATION_INIT \
    {sizeof(rdv_declaration), NULL, RDV_ENTRY_COUNSELLOR, NULL, 0, RDV_DECLARATION_WEEKLY, \
     RDV_DATE_MIN, RDV_DATE_MAX, NULL, 0, NULL, 0, NULL, -1}
/** Declares working time or leave. */
rdv_status rdv_agency_declare(rdv_agency *agency, const rdv_declaration *declaration);
/** Takes a declaration back. */
rdv_status rdv_agency_withdraw_declaration(rdv_agency *agency, const char *id);

/** How far a document has come. */
typedef int32_t rdv_document_state;
enum { RDV_DOCUMENT_REJECTED = 1, RDV_DOCUMENT_SUBMITTED = 2, RDV_DOCUMENT_CHECKED = 3 };
/** A document of a person: the item of a checklist and its state, never the content. Frozen. */
typedef struct rdv_document {
    const char *item;
    rdv_document_state state;
} rdv_document;
/** What rules ask about a person. A later record replaces the earlier one. */
typedef struct rdv_participant {
    size_t size;
    const char *id;
    const char *const *groups;
    size_t group_count;
    const char *office;
    const char *counsellor;
    const rdv_document *documents;
    size_t document_count;
    /** When they cannot come. */
    const rdv_interval *absences;
    size_t absence_count;
} rdv_participant;
/** The defaults of rdv_participant. */
#define RDV_PARTICIPANT_INIT \
    {sizeof(rdv_participant), NULL, NULL, 0, NULL, NULL, NULL, 0, NULL, 0}
/** Says what is known about a person. */
rdv_status rdv_agency_note_participant(rdv_agency *agency, const rdv_participant *participant);

/** What a policy demands; Documentation/Policies.md says of each exactly when it is broken, and
 *  the comment which members of rdv_policy it reads. */
typedef int32_t rdv_rule;
enum {
    RDV_RULE_NOTICE = 1,                     /**< lead, lead_unit */
    RDV_RULE_HORIZON = 2,                    /**< lead, lead_unit */
    RDV_RULE_LIMIT = 3,                      /**< limited, period, most */
    RDV_RULE_SPACING = 4,                    /**< days */
    RDV_RULE_GAP = 5,                        /**< gap_before, gap_after */
    RDV_RULE_REST = 6,                       /**< length */
    RDV_RULE_AUDIENCE = 7,                   /**< audiences */
    RDV_RULE_AUTHORITY = 8,                  /**< authorities */
    RDV_RULE_DOCUMENTS_FIRST = 9,            /**< document_state */
    RDV_RULE_PROTECTED_CAPACITY = 10,        /**< hours, keep_for, lead, lead_unit */
    RDV_RULE_INTERPRETER_SLOTS = 11,         /**< hours, keep_for, lead, lead_unit */
    RDV_RULE_FREED_SLOT_DELAY = 12,          /**< length */
    RDV_RULE_ONE_OPEN_APPOINTMENT = 13,
    RDV_RULE_PARTICIPANT_PRESENT = 14,
    RDV_RULE_NO_SHOW_COOL_DOWN = 15,         /**< misses, within, days */
    RDV_RULE_KEEP_FREE = 16,                 /**< hours */
    RDV_RULE_LOCAL_OFFICE = 17,              /**< lead, lead_unit; unit 0: never released */
    RDV_RULE_OWN_COUNSELLOR = 18,
    RDV_RULE_CONTINUITY = 19,
    RDV_RULE_LEAST_LOADED = 20,              /**< period */
    RDV_RULE_ROUND_ROBIN = 21,
    RDV_RULE_SOONEST = 22,
    RDV_RULE_FAIR_SHARE = 23,
    RDV_RULE_OVERBOOKING = 24,               /**< most */
    RDV_RULE_GAPS_OUTSIDE_WORKING_TIME = 25,
    RDV_RULE_CUSTOM = 26                     /**< name, parameters */
};
/** How much a preference matters; RDV_LEVEL_HARD is a rule that may not be broken. */
typedef int32_t rdv_level;
enum { RDV_LEVEL_HARD = 0, RDV_LEVEL_STRONG = 1, RDV_LEVEL_MEDIUM = 2, RDV_LEVEL_WEAK = 3 };
/** The unit of a lead. */
typedef int32_t rdv_lead_unit;
enum { RDV_LEAD_SECONDS = 1, RDV_LEAD_DAYS = 2, RDV_LEAD_WORKING_DAYS = 3 };
/** Whose appointments a limit counts. */
typedef int32_t rdv_limited;
enum { RDV_LIMITED_PARTICIPANT = 0, RDV_LIMITED_COUNSELLOR = 1 };
/** In which stretch of days something is counted. */
typedef int32_t rdv_period;
enum { RDV_PERIOD_DAY = 0, RDV_PERIOD_WEEK = 1 };
/** By what right somebody represents a business, as a sum. */
enum { RDV_AUTHORITY_LEGAL = 1, RDV_AUTHORITY_AUTHORISED = 2 };

/** A policy: a rule, when and for whom it holds. */
typedef struct rdv_policy {
    size_t size;
    const char *id;
    rdv_rule rule;
    rdv_level level;
    /** What one unit of a preference costs. */
    int64_t cost;
    /** The dates of appointments for which it holds, both included. */
    rdv_date valid_from;
    rdv_date valid_to;
    /** For which offices, services, channels and groups it holds; none: all. */
    const char *const *offices;
    size_t office_count;
    const char *const *services;
    size_t service_count;
    const char *const *groups;
    size_t group_count;
    uint32_t channels;
    /** What the rule reads. */
    rdv_lead_unit lead_unit;
    int64_t lead;
    rdv_limited limited;
    rdv_period period;
    int64_t most;
    int64_t days;
    int64_t misses;
    int64_t within;
    int64_t gap_before;
    int64_t gap_after;
    int64_t length;
    uint32_t audiences;
    uint32_t authorities;
    rdv_document_state document_state;
    const rdv_span *hours;
    size_t hour_count;
    /** Groups of protected capacity, communications of interpreter slots. */
    const char *const *keep_for;
    size_t keep_for_count;
    const char *name;
    const rdv_parameter *parameters;
    size_t parameter_count;
} rdv_policy;
/** The defaults of rdv_policy. */
#define RDV_POLICY_INIT \
    {sizeof(rdv_policy), NULL, 0, 0, 1, RDV_DATE_MIN, RDV_DATE_MAX, NULL, 0, NULL, 0, NULL, 0, \
     0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, 0, NULL, 0, NULL, NULL, 0}
/** Puts a policy in force, or replaces that of the same identifier. */
rdv_status rdv_agency_set_policy(rdv_agency *agency, const rdv_policy *policy);
/** Takes a policy out of force. */
rdv_status rdv_agency_withdraw_policy(rdv_agency *agency, const char *id);

/* ------------------------------------------------------------------------------------------------
 * Events: what happened
 * --------------------------------------------------------------------------------------------- */

/** What an event changed. */
typedef int32_t rdv_event_kind;
enum {
    RDV_EVENT_ZONE_GIVEN = 1,
    RDV_EVENT_HOLIDAYS_GIVEN = 2,
    RDV_EVENT_DEFINED = 3,
    RDV_EVENT_WITHDRAWN = 4,
    RDV_EVENT_DECLARED = 5,
    RDV_EVENT_DECLARATION_WITHDRAWN = 6,
    RDV_EVENT_PRECEDENCE_SET = 7,
    RDV_EVENT_POLICY_SET = 8,
    RDV_EVENT_POLICY_WITHDRAWN = 9,
    RDV_EVENT_PARTICIPANT_NOTED = 10,
    RDV_EVENT_HELD = 11,
    RDV_EVENT_CONFIRMED = 12,
    RDV_EVENT_BOOKED = 13,
    RDV_EVENT_RESCHEDULED = 14,
    RDV_EVENT_CANCELLED = 15,
    RDV_EVENT_ARRIVED = 16,
    RDV_EVENT_FULFILLED = 17,
    RDV_EVENT_MISSED = 18,
    RDV_EVENT_PROPOSED = 19,
    RDV_EVENT_TRANSFERRED = 20,
    RDV_EVENT_ENLISTED = 21,
    RDV_EVENT_OFFERED = 22,
    RDV_EVENT_WAITING_ENDED = 23,
    RDV_EVENT_INVITED = 24,
    RDV_EVENT_ADMITTED = 25,
    RDV_EVENT_IDENTIFIED = 26,
    RDV_EVENT_IDENTITY_REFUSED = 27,
    RDV_EVENT_MEETING_BEGAN = 28,
    RDV_EVENT_MODE_CHANGED = 29,
    RDV_EVENT_REGISTRATION = 30,
    RDV_EVENT_CASEWORK = 31,
    RDV_EVENT_ERASED = 32,
    RDV_EVENT_SALTED = 33,
    RDV_EVENT_REDACTED = 34,
    RDV_EVENT_DECLARATION_CORRECTED = 35,
    RDV_EVENT_CLOCKED = 36,
    RDV_EVENT_CLOCK_VOIDED = 37,
    RDV_EVENT_WORKING_TIME_RULES_SET = 38
};
/** One event, as far as it fits. Frozen up to here; later versions may add members at the end. */
typedef struct rdv_event {
    /** When it happened: the instant that was passed in. */
    rdv_instant at;
    rdv_event_kind kind;
    /** 0; keeps what follows in its place. */
    int32_t reserved;
    /** The appointment, or 0. */
    int64_t appointment;
    /** The entry of the waiting list, or 0. */
    int64_t waiting;
    /** The entry, policy, declaration or person that it is about, if it is about one. */
    rdv_id name;
} rdv_event;

/** No events. */
rdv_status rdv_events_create(rdv_events **events);
/** Ends the handle. */
void rdv_events_destroy(rdv_events *events);
/** The text of this thread's last failed call with the handle first; "" if none failed. */
const char *rdv_events_message(const rdv_events *events);
/** How many there are; 0 if the handle is NULL. */
size_t rdv_events_count(const rdv_events *events);
/** One of them, from 0. `size` is sizeof(rdv_event). RDV_ERROR_NOT_FOUND behind the last. */
rdv_status rdv_events_get(const rdv_events *events, size_t index, size_t size, rdv_event *event);
/** The appointment that the events made, held, booked or proposed first. RDV_ERROR_NOT_FOUND if
 *  they made none. */
rdv_status rdv_events_appointment(const rdv_events *events, int64_t *appointment);
/** The entry of the waiting list that the events made first, or RDV_ERROR_NOT_FOUND. */
rdv_status rdv_events_waiting(const rdv_events *events, int64_t *waiting);
/** Adds copies of the events of another list behind those of this. */
rdv_status rdv_events_append(rdv_events *events, const rdv_events *more);
/** The events as a log in the canonical encoding (Documentation/Formats/log.md): equal histories
 *  have equal bytes. `bytes` is the caller's, with room for `capacity`; `length` receives how long
 *  the log is. Nothing is written to `bytes` if it does not fit; NULL and 0 ask for the length. */
rdv_status rdv_events_encode(
    const rdv_events *events, void *bytes, size_t capacity, size_t *length);
/** Adds the events of a log behind those of this list. RDV_ERROR_LOG says at which byte. */
rdv_status rdv_events_decode(rdv_events *events, const void *bytes, size_t length);
/** One event in the canonical encoding, without the frame of a log: what a table keeps a row of. */
rdv_status rdv_events_encode_one(
    const rdv_events *events, size_t index, void *bytes, size_t capacity, size_t *length);
/** Adds one event from its encoding. */
rdv_status rdv_events_decode_one(rdv_events *events, const void *bytes, size_t length);

/** What a check found. */
typedef struct rdv_verdict rdv_verdict;
/** Checks a whole log from the rules alone, with other code than the engine's: working time, gaps,
 *  limits, every policy. `rules` may be NULL. Complexity: slow by design. */
rdv_status rdv_events_verify(
    const rdv_events *events, const rdv_rules *rules, rdv_verdict **verdict);
/** Ends the handle. */
void rdv_verdict_destroy(rdv_verdict *verdict);
/** The text of this thread's last failed call with the handle first; "" if none failed. */
const char *rdv_verdict_message(const rdv_verdict *verdict);
/** How many violations were found; 0: all is well, or the handle is NULL. */
size_t rdv_verdict_count(const rdv_verdict *verdict);
/** What is wrong, from 0; "" behind the last. Lives as long as the handle. Never NULL. */
const char *rdv_verdict_text(const rdv_verdict *verdict, size_t index);
/** The name of the rule that is broken: that of a reason, or "hold-length" and the like; "" behind
 *  the last. Lives as long as the handle. Never NULL. */
const char *rdv_verdict_rule(const rdv_verdict *verdict, size_t index);

/* ------------------------------------------------------------------------------------------------
 * Requests and placements
 * --------------------------------------------------------------------------------------------- */

/** On whose behalf a service is asked for. */
typedef int32_t rdv_applicant;
enum {
    RDV_APPLICANT_REGISTERED = 0,          /**< Somebody registered as unemployed. */
    RDV_APPLICANT_PERSON = 1,              /**< Any other person. */
    RDV_APPLICANT_BUSINESS_LEGAL = 2,      /**< A business, represented by law. */
    RDV_APPLICANT_BUSINESS_AUTHORISED = 3  /**< A business, represented by authorisation. */
};
/** Which offices will do. */
typedef int32_t rdv_scope;
enum { RDV_SCOPE_ANY = 0, RDV_SCOPE_OFFICES = 1, RDV_SCOPE_REGION = 2, RDV_SCOPE_AREA = 3 };
/** Which counsellor is asked for. */
typedef int32_t rdv_wish;
enum { RDV_WISH_ANY = 0, RDV_WISH_PREFERRED = 1, RDV_WISH_ONLY = 2 };

/** What somebody asks for. */
typedef struct rdv_request {
    size_t size;
    /** The caller's name for it; NULL: "request". In a plan each has its own. */
    const char *id;
    /** Who comes, by an opaque reference: never a name or a number. */
    const char *subject;
    /** Who asked, if not the participant. */
    const char *booked_by;
    rdv_applicant applicant;
    const char *service;
    const char *topic;
    /** A sum of RDV_CHANNEL_...; 0: all that the service has. */
    uint32_t channels;
    rdv_scope scope;
    /** RDV_SCOPE_OFFICES: the offices; RDV_SCOPE_REGION, RDV_SCOPE_AREA: exactly one name. */
    const char *const *places;
    size_t place_count;
    rdv_wish wish;
    const char *counsellor;
    /** When, at least one. */
    const rdv_interval *windows;
    size_t window_count;
    /** What the meeting must provide: "signed:gss", "spoken:ar", "facility:step-free". */
    const char *const *needs;
    size_t need_count;
    /** How much it counts in a plan, 1 to 1000000. */
    int64_t weight;
    /** When it was made: of equals the older is served first. */
    rdv_instant submitted;
} rdv_request;
/** The defaults of rdv_request. */
#define RDV_REQUEST_INIT \
    {sizeof(rdv_request), NULL, NULL, NULL, 0, NULL, NULL, 0, 0, NULL, 0, 0, NULL, NULL, 0, \
     NULL, 0, 1, RDV_INSTANT_MIN}

/** When, how and with whom. Frozen. What an opening gives can be handed back as it is. */
typedef struct rdv_placement {
    rdv_instant start;
    rdv_instant end;
    rdv_channel channel;
    /** 0; keeps what follows in its place. */
    int32_t reserved;
    rdv_id counsellor;
    rdv_id interpreter;
    rdv_id room;
} rdv_placement;

/** A start at which a request can be booked. Later versions may add members at the end. */
typedef struct rdv_opening {
    rdv_placement placement;
    /** How many counsellors are free at this start. */
    int64_t counsellors;
    /** What it costs by the preferences of the agency: strong, medium, weak. */
    int64_t cost[3];
} rdv_opening;

/* ------------------------------------------------------------------------------------------------
 * Agenda: the state, and what is decided
 * --------------------------------------------------------------------------------------------- */

/** The state that a log of events adds up to. */
typedef struct rdv_agenda rdv_agenda;

/** The agenda of an agency that has no appointments yet. Complexity: linear in the counsellors
 *  times the days. */
rdv_status rdv_agenda_create(const rdv_agency *agency, rdv_agenda **agenda);
/** The agenda that a log adds up to; `rules` may be NULL. RDV_ERROR_LOG says which event cannot
 *  follow. The message stands on `events`. */
rdv_status rdv_agenda_create_replaying(
    const rdv_events *events, const rdv_rules *rules, rdv_agenda **agenda);
/** A copy, for a what-if. It shares what is the same. */
rdv_status rdv_agenda_copy(const rdv_agenda *agenda, rdv_agenda **copy);
/** Ends the handle. */
void rdv_agenda_destroy(rdv_agenda *agenda);
/** The text of this thread's last failed call with the handle first; "" if none failed. */
const char *rdv_agenda_message(const rdv_agenda *agenda);
/** The reason of this thread's last call with the handle that answered RDV_REFUSED. */
rdv_reason rdv_agenda_reason(const rdv_agenda *agenda);
/** The name of the rule of registration or casework that refused, where the reason is
 *  RDV_REASON_REGISTRATION or RDV_REASON_CASEWORK: "visit-needed"; else "". Never NULL; lives as
 *  the message does. */
const char *rdv_agenda_rule(const rdv_agenda *agenda);
/** The appointments that stood against the placement of this thread's last call that answered
 *  RDV_REFUSED: of other people too, so for staff alone. */
rdv_status rdv_agenda_obstacles(
    const rdv_agenda *agenda, int64_t *appointments, size_t capacity, size_t *count);
/** Takes in what happened. RDV_ERROR_LOG if an event cannot follow: the agenda is then as before.
 *  This is the only call that changes an agenda. */
rdv_status rdv_agenda_apply(rdv_agenda *agenda, const rdv_events *events);
/** A number that equal states share: FNV-1a of the canonical image. */
rdv_status rdv_agenda_fingerprint(const rdv_agenda *agenda, uint64_t *fingerprint);

/** The first openings of a request in order of start, as many as fit into `found` and at most
 *  10000; `element_size` is sizeof(rdv_opening), `capacity` at least 1. RDV_NO_OPENING if there is
 *  none: the message counts why, rdv_agenda_explain says what would help. */
rdv_status rdv_agenda_openings(
    const rdv_agenda *agenda, const rdv_request *request, rdv_instant now, rdv_opening *found,
    size_t element_size, size_t capacity, size_t *count);
/** All starts at which a request can be booked, whoever serves it. */
rdv_status rdv_agenda_starts(
    const rdv_agenda *agenda, const rdv_request *request, rdv_instant now, rdv_instant *starts,
    size_t capacity, size_t *count);
/** The opening at one start; `size` is sizeof(rdv_opening). RDV_NO_OPENING if there is none. */
rdv_status rdv_agenda_opening_at(
    const rdv_agenda *agenda, const rdv_request *request, rdv_instant start, rdv_instant now,
    size_t size, rdv_opening *opening);
/** The starts to which a held or booked appointment can be moved, by the channel that was agreed; its
 *  own place counts as free. `counsellor` is read as in a request and may be NULL with RDV_WISH_ANY. */
rdv_status rdv_agenda_openings_to_move(
    const rdv_agenda *agenda, int64_t appointment, const rdv_interval *windows, size_t window_count,
    rdv_wish wish, const char *counsellor, rdv_instant now, rdv_opening *found,
    size_t element_size, size_t capacity, size_t *count);

/*
 * Commands. Each gives the events that would happen, or RDV_REFUSED: nothing has changed yet. Store
 * the events (rdv_events_encode), then apply them (rdv_agenda_apply). Decide again after every
 * rdv_agenda_apply: events that were decided before another change may not follow any more.
 */

/** Holds a placement for a request for so many seconds, 1 to 86400. A hold's end is decided by the
 *  instants passed in later; nothing needs to be cleaned up. */
rdv_status rdv_agenda_hold(
    const rdv_agenda *agenda, const rdv_request *request, const rdv_placement *placement,
    int64_t seconds, rdv_instant now, rdv_events **events);
/** Books what is held. */
rdv_status rdv_agenda_confirm(
    const rdv_agenda *agenda, int64_t appointment, rdv_instant now, rdv_events **events);
/** Books a placement at once. */
rdv_status rdv_agenda_book(
    const rdv_agenda *agenda, const rdv_request *request, const rdv_placement *placement,
    rdv_instant now, rdv_events **events);
/** Moves a held or booked appointment. */
rdv_status rdv_agenda_reschedule(
    const rdv_agenda *agenda, int64_t appointment, const rdv_placement *placement, rdv_instant now,
    rdv_events **events);

/** Who calls an appointment off. */
typedef int32_t rdv_cancellation;
enum {
    RDV_CANCELLATION_NONE = 0,
    RDV_CANCELLATION_EXCUSED = 1,         /**< By the participant. */
    RDV_CANCELLATION_REVOKED = 2,         /**< By the service. */
    RDV_CANCELLATION_LAPSED = 3,          /**< Nobody confirmed or answered in time. */
    RDV_CANCELLATION_MERGED = 4,          /**< A proposal that was accepted. */
    RDV_CANCELLATION_DECLINED = 5,        /**< A proposal that was declined. */
    RDV_CANCELLATION_IDENTITY_REFUSED = 6 /**< The participant could not be identified. */
};
/** Calls an appointment off or gives a hold back: RDV_CANCELLATION_EXCUSED or _REVOKED. */
rdv_status rdv_agenda_cancel(
    const rdv_agenda *agenda, int64_t appointment, rdv_cancellation reason, rdv_instant now,
    rdv_events **events);
/** The participant is there; not before the day of the appointment. */
rdv_status rdv_agenda_arrive(
    const rdv_agenda *agenda, int64_t appointment, rdv_instant now, rdv_events **events);
/** The meeting took place; after arrival, by video after identification. */
rdv_status rdv_agenda_complete(
    const rdv_agenda *agenda, int64_t appointment, rdv_instant now, rdv_events **events);
/** The participant did not come; not before the start. */
rdv_status rdv_agenda_no_show(
    const rdv_agenda *agenda, int64_t appointment, rdv_instant now, rdv_events **events);
/** A counsellor identified the participant (accepted 1), or could not (accepted 0), which ends the
 *  meeting. */
rdv_status rdv_agenda_identify(
    const rdv_agenda *agenda, int64_t appointment, const char *counsellor, int32_t accepted,
    rdv_instant now, rdv_events **events);
/** Begins a meeting by video, with sound alone if `audio_only` is 1. */
rdv_status rdv_agenda_begin(
    const rdv_agenda *agenda, int64_t appointment, int32_t audio_only, rdv_instant now,
    rdv_events **events);
/** Goes on with sound alone (1), or with the picture again (0). */
rdv_status rdv_agenda_change_mode(
    const rdv_agenda *agenda, int64_t appointment, int32_t audio_only, rdv_instant now,
    rdv_events **events);
/** Brings an interpreter into a meeting, for one communication: "signed:gss". */
rdv_status rdv_agenda_invite(
    const rdv_agenda *agenda, int64_t appointment, const char *interpreter,
    const char *communication, rdv_instant now, rdv_events **events);
/** Lets the interpreter in. */
rdv_status rdv_agenda_admit(
    const rdv_agenda *agenda, int64_t appointment, rdv_instant now, rdv_events **events);

/** Asks whether an appointment may be moved (a transfer): both places are kept for `seconds`, at
 *  most 14 days, or until the answer. The events make a proposal, an appointment of its own. */
rdv_status rdv_agenda_propose(
    const rdv_agenda *agenda, int64_t appointment, const rdv_placement *placement, int64_t seconds,
    rdv_instant now, rdv_events **events);
/** Accepts a proposal: what it moves takes its place at once. */
rdv_status rdv_agenda_accept(
    const rdv_agenda *agenda, int64_t proposal, rdv_instant now, rdv_events **events);
/** Declines a proposal: what it would move stays. */
rdv_status rdv_agenda_decline(
    const rdv_agenda *agenda, int64_t proposal, rdv_instant now, rdv_events **events);
/** How a proposal was answered. */
typedef int32_t rdv_consent;
enum {
    RDV_CONSENT_NEEDS_ACTION = 1,
    RDV_CONSENT_ACCEPTED = 2,
    RDV_CONSENT_DECLINED = 3,
    RDV_CONSENT_LAPSED = 4
};
/** How a proposal was answered by `now`. RDV_ERROR_NOT_FOUND if there is no such proposal, or it
 *  was withdrawn. */
rdv_status rdv_agenda_consent(
    const rdv_agenda *agenda, int64_t proposal, rdv_instant now, rdv_consent *consent);

/** Puts a request on the waiting list. */
rdv_status rdv_agenda_enlist(
    const rdv_agenda *agenda, const rdv_request *request, rdv_instant now, rdv_events **events);
/** Holds a placement for an entry of the waiting list, for so many seconds. */
rdv_status rdv_agenda_offer(
    const rdv_agenda *agenda, int64_t waiting, const rdv_placement *placement, int64_t seconds,
    rdv_instant now, rdv_events **events);
/** Takes an entry off the waiting list, with what is held for it. */
rdv_status rdv_agenda_withdraw(
    const rdv_agenda *agenda, int64_t waiting, rdv_instant now, rdv_events **events);
/** Where an entry of the waiting list stands. */
typedef int32_t rdv_waiting_status;
enum {
    RDV_WAITING_OPEN = 1,
    RDV_WAITING_OFFERED = 2,
    RDV_WAITING_SERVED = 3,
    RDV_WAITING_WITHDRAWN = 4
};
/** An entry of the waiting list. Later versions may add members at the end. */
typedef struct rdv_waiting_entry {
    int64_t id;
    rdv_waiting_status status;
    /** 1 if there is an opening; always 0 in rdv_agenda_waiting_list. */
    int32_t has_opening;
    /** What is held for it, or 0. */
    int64_t appointment;
    rdv_id request;
    rdv_id subject;
    rdv_id service;
    /** Its first opening as if it were alone. */
    rdv_opening opening;
} rdv_waiting_entry;
/** The entries in order of number. */
rdv_status rdv_agenda_waiting_list(
    const rdv_agenda *agenda, rdv_instant now, rdv_waiting_entry *entries, size_t element_size,
    size_t capacity, size_t *count);
/** The open entries in the order in which they are served, each with its first opening. */
rdv_status rdv_agenda_waiting_offers(
    const rdv_agenda *agenda, rdv_instant now, rdv_waiting_entry *entries, size_t element_size,
    size_t capacity, size_t *count);

/** What becomes of a series if some occurrence has no opening. */
typedef int32_t rdv_completeness;
enum {
    RDV_COMPLETENESS_ALL = 0,         /**< Nothing is booked unless everything can be. */
    RDV_COMPLETENESS_WHAT_CAN_BE = 1  /**< What can be booked is. */
};
/** A request that is to be served again and again. Dates and the time of day are meant by the clock
 *  of `zone`. */
typedef struct rdv_series_options {
    size_t size;
    /** The date wanted for the first occurrence. */
    rdv_date first;
    /** How many days apart two occurrences are wanted, 1 to 732: 7 is each week. */
    int32_t period;
    /** How many occurrences, 1 to 200. */
    int32_t times;
    /** How many days earlier or later one may be: less than half a period. */
    int32_t tolerance;
    rdv_completeness completeness;
    /** The time of day wanted; -1: that of the first occurrence found. */
    rdv_clock time;
    /** The name of a zone that was given. */
    const char *zone;
} rdv_series_options;
/** The defaults of rdv_series_options. */
#define RDV_SERIES_OPTIONS_INIT \
    {sizeof(rdv_series_options), 0, 7, 1, 0, RDV_COMPLETENESS_ALL, -1, NULL}
/** What became of a series. */
typedef struct rdv_series rdv_series;
/** What becomes of a series now: each occurrence is chosen with the earlier ones booked, near to
 *  the date and time wanted, with the counsellor of the first where possible. The windows of the
 *  request hold for the whole series. Complexity: a search an occurrence, a copy of the agenda. */
rdv_status rdv_agenda_series(
    const rdv_agenda *agenda, const rdv_request *request, const rdv_series_options *options,
    rdv_instant now, rdv_series **series);
/** Ends the handle. */
void rdv_series_destroy(rdv_series *series);
/** The text of this thread's last failed call with the handle first; "" if none failed. */
const char *rdv_series_message(const rdv_series *series);
/** What became of one occurrence. */
typedef int32_t rdv_occurrence_result;
enum {
    RDV_OCCURRENCE_BOOKED = 1,  /**< Booked once the events are applied. */
    RDV_OCCURRENCE_FREE = 2,    /**< Has an opening, not booked because another has none. */
    RDV_OCCURRENCE_SHORT = 3    /**< Has no opening: see rdv_series_causes. */
};
/** One occurrence. Later versions may add members at the end. */
typedef struct rdv_occurrence {
    /** The date wanted. */
    rdv_date date;
    rdv_occurrence_result result;
    /** The appointment if it is booked, else 0. */
    int64_t appointment;
    /** Where and when, unless it is short. */
    rdv_placement placement;
} rdv_occurrence;
/** The occurrences in order. */
rdv_status rdv_series_occurrences(
    const rdv_series *series, rdv_occurrence *occurrences, size_t element_size, size_t capacity,
    size_t *count);
/** The events to be stored and applied in one batch; none if nothing is booked. */
rdv_status rdv_series_events(const rdv_series *series, rdv_events **events);

/** The state of an appointment, in FHIR's words. */
typedef int32_t rdv_appointment_status;
enum {
    RDV_APPOINTMENT_PROPOSED = 1,
    RDV_APPOINTMENT_PENDING = 2,
    RDV_APPOINTMENT_BOOKED = 3,
    RDV_APPOINTMENT_ARRIVED = 4,
    RDV_APPOINTMENT_FULFILLED = 5,
    RDV_APPOINTMENT_CANCELLED = 6,
    RDV_APPOINTMENT_NO_SHOW = 7
};
/** An appointment. Later versions may add members at the end. */
typedef struct rdv_appointment {
    int64_t id;
    rdv_appointment_status status;
    rdv_cancellation cancellation;
    rdv_placement placement;
    rdv_id subject;
    rdv_id service;
    rdv_id topic;
    /** When a hold or proposal ends; RDV_INSTANT_MAX for others. */
    rdv_instant expires;
    /** How often it was moved or changed. */
    int64_t revision;
    /** A proposal: the appointment that it would move; else 0. */
    int64_t moves;
    /** The proposal made last to move it; else 0. */
    int64_t proposal;
    /** The gap that it keeps on the counsellor's calendar. */
    int64_t gap_before;
    int64_t gap_after;
} rdv_appointment;
/** How many appointments were ever made; they are numbered from 1. 0 if the handle is NULL. */
int64_t rdv_agenda_appointment_count(const rdv_agenda *agenda);
/** An appointment; `size` is sizeof(rdv_appointment). */
rdv_status rdv_agenda_appointment(
    const rdv_agenda *agenda, int64_t appointment, size_t size, rdv_appointment *answer);
/** The appointments of a counsellor that occupy some of an interval, in order of start. */
rdv_status rdv_agenda_appointments(
    const rdv_agenda *agenda, const char *counsellor, rdv_interval interval, rdv_instant now,
    rdv_appointment *appointments, size_t element_size, size_t capacity, size_t *count);
/** Who takes part in a meeting. */
typedef int32_t rdv_role;
enum { RDV_ROLE_PARTICIPANT = 1, RDV_ROLE_COUNSELLOR = 2, RDV_ROLE_INTERPRETER = 3 };
/** When somebody may join a meeting by video. The library makes no secret: a host derives a token
 *  from appointment, revision and person. Later versions may add members at the end. */
typedef struct rdv_join_pass {
    int64_t appointment;
    /** After the next change of the appointment passes are others. */
    int64_t revision;
    rdv_role role;
    /** 1 if `window` contains the instant of the question. */
    int32_t is_open;
    rdv_id person;
    /** From a quarter of an hour before the start to half an hour after the end. */
    rdv_interval window;
} rdv_join_pass;
/** The passes of an appointment: of participant, counsellor, and interpreter once let in. None if
 *  it is not by video or neither booked nor arrived; RDV_ERROR_NOT_FOUND if there is none. */
rdv_status rdv_agenda_join_passes(
    const rdv_agenda *agenda, int64_t appointment, rdv_instant now, rdv_join_pass *passes,
    size_t element_size, size_t capacity, size_t *count);
/** When a worker works on some dates by their clock, as known at an instant (bitemporal);
 *  RDV_INSTANT_MAX: as known now. At most 3660 dates. */
rdv_status rdv_agenda_working_time(
    const rdv_agenda *agenda, rdv_worker worker_kind, const char *worker, rdv_date first,
    rdv_date last, rdv_instant known, rdv_interval *intervals, size_t capacity, size_t *count);
/** When an office is open on some dates. At most 3660 dates. */
rdv_status rdv_agenda_opening_hours(
    const rdv_agenda *agenda, const char *office, rdv_date first, rdv_date last,
    rdv_interval *intervals, size_t capacity, size_t *count);

/* ------------------------------------------------------------------------------------------------
 * Messages, reminders and figures: what people are owed, and what was done
 * --------------------------------------------------------------------------------------------- */

/** What somebody is told of. */
typedef int32_t rdv_notice_kind;
enum {
    RDV_NOTICE_BOOKED = 1,              /**< Booked, at once or out of a hold. */
    RDV_NOTICE_MOVED = 2,               /**< Elsewhere, at another time or with somebody else. */
    RDV_NOTICE_CHANGED = 3,             /**< An interpreter joins. */
    RDV_NOTICE_CANCELLED = 4,           /**< Called off. */
    RDV_NOTICE_PROPOSED = 5,            /**< May be moved, if the participant agrees. */
    RDV_NOTICE_PROPOSAL_WITHDRAWN = 6,  /**< No answer is asked for any more. */
    RDV_NOTICE_OFFERED = 7              /**< An opening is held for who waits. */
};
/** Who is told. */
typedef int32_t rdv_recipient;
enum { RDV_RECIPIENT_PARTICIPANT = 1, RDV_RECIPIENT_BOOKED_BY = 2 };
/** Something that somebody is to be told. Appointment, revision, kind and recipient tell two apart:
 *  a host that marks them as sent delivers each once. Later versions may add members at the end. */
typedef struct rdv_notice {
    /** When it was decided. */
    rdv_instant at;
    int64_t appointment;
    int64_t revision;
    rdv_notice_kind kind;
    rdv_recipient recipient;
    /** Why it was called off, where it was. */
    rdv_cancellation cancellation;
    /** 0; keeps what follows in its place. */
    int32_t reserved;
    /** Who is told, by reference. */
    rdv_id person;
    /** Where, when and with whom, after what happened. */
    rdv_placement placement;
    /** A proposal: the appointment that it would move; else 0. */
    int64_t moves;
} rdv_notice;
/** What people are to be told about events that were decided and not yet applied; `at` is the
 *  instant of the last event. */
rdv_status rdv_agenda_notices(
    const rdv_agenda *agenda, const rdv_events *events, rdv_notice *notices, size_t element_size,
    size_t capacity, size_t *count);
/** The notices of what a log decided in an interval, in its order: what a host that was down has
 *  missed. `rules` may be NULL. RDV_ERROR_LOG says which event cannot follow. */
rdv_status rdv_events_notices(
    const rdv_events *events, const rdv_rules *rules, rdv_interval interval, rdv_notice *notices,
    size_t element_size, size_t capacity, size_t *count);
/** Something of which somebody is reminded: derived and not stored, it moves with the appointment
 *  and vanishes with it. Later versions may add members at the end. */
typedef struct rdv_reminder {
    int64_t appointment;
    int64_t revision;
    rdv_instant due;
    rdv_recipient recipient;
    /** 0; keeps what follows in its place. */
    int32_t reserved;
    rdv_id person;
    rdv_placement placement;
} rdv_reminder;
/** The reminders that fall due in an interval, `lead` seconds (at most 366 days) before the start of
 *  booked appointments that start after `now`, in the order in which they are due. */
rdv_status rdv_agenda_reminders_due(
    const rdv_agenda *agenda, rdv_interval interval, int64_t lead, rdv_instant now,
    rdv_reminder *reminders, size_t element_size, size_t capacity, size_t *count);

/** The stretches of time that are counted apart. */
typedef int32_t rdv_usage_period;
enum {
    RDV_USAGE_ALL = 0,    /**< All dates together. */
    RDV_USAGE_DAY = 1,
    RDV_USAGE_WEEK = 2,   /**< Monday to Sunday. */
    RDV_USAGE_MONTH = 3
};
/** How many appointments there were of one period, office and service. Proposals, and holds that
 *  lapsed, are not counted. Later versions may add members at the end. */
typedef struct rdv_usage_figure {
    /** The dates counted: the period, as far as it was asked for. */
    rdv_date first;
    rdv_date last;
    /** The office and the service, if they are counted apart. */
    rdv_id office;
    rdv_id service;
    int64_t pending;
    int64_t booked;
    int64_t arrived;
    int64_t fulfilled;
    int64_t cancelled;
    int64_t no_show;
    /** All of them. */
    int64_t total;
} rdv_usage_figure;
/** Counts the appointments that start on some dates, each by the clock of its counsellor's office,
 *  in order of date, office and service; a period without appointments gives none. `by_office` and
 *  `by_service` are 0 or 1. Complexity: linear in the appointments. */
rdv_status rdv_agenda_usage(
    const rdv_agenda *agenda, rdv_date first, rdv_date last, rdv_usage_period period,
    int32_t by_office, int32_t by_service, rdv_usage_figure *figures, size_t element_size,
    size_t capacity, size_t *count);

/* ------------------------------------------------------------------------------------------------
 * Changes of the supply: absence, what it breaks, and repair
 * --------------------------------------------------------------------------------------------- */

/** A draft of changes to an agenda: an agency to which all rdv_agency_... may be done, each checked
 *  against the agenda with the changes before it. The agenda stays as it is. */
rdv_status rdv_agency_create_amending(
    const rdv_agenda *agenda, rdv_instant now, rdv_agency **draft);
/** Makes the changes of a draft, all or none. */
rdv_status rdv_agenda_amend(
    const rdv_agenda *agenda, const rdv_agency *draft, rdv_instant now, rdv_events **events);

/** What changes would do. */
typedef struct rdv_effect rdv_effect;
/** What the changes of a draft would do to the appointments ahead and to those who wait. */
rdv_status rdv_agenda_what_if(
    const rdv_agenda *agenda, const rdv_agency *draft, rdv_instant now, rdv_effect **effect);
/** Ends the handle. */
void rdv_effect_destroy(rdv_effect *effect);
/** The text of this thread's last failed call with the handle first; "" if none failed. */
const char *rdv_effect_message(const rdv_effect *effect);
/** How many appointments ahead are supported after the changes; 0 if the handle is NULL. */
int64_t rdv_effect_supported(const rdv_effect *effect);
/** An appointment without support, and what no longer supports it. Frozen. */
typedef struct rdv_orphan {
    int64_t appointment;
    rdv_reason reason;
    /** 0; keeps arrays in their place. */
    int32_t reserved;
} rdv_orphan;
/** The appointments that lose their support; rdv_agenda_repair finds new places. */
rdv_status rdv_effect_orphans(
    const rdv_effect *effect, rdv_orphan *orphans, size_t capacity, size_t *count);
/** The appointments that had none and get support. */
rdv_status rdv_effect_recovered(
    const rdv_effect *effect, int64_t *appointments, size_t capacity, size_t *count);
/** The entries of the waiting list that have an opening only after the changes. */
rdv_status rdv_effect_newly_possible(
    const rdv_effect *effect, int64_t *waiting, size_t capacity, size_t *count);
/** The appointments ahead that the agenda as it is does not support. */
rdv_status rdv_agenda_contradictions(
    const rdv_agenda *agenda, rdv_instant now, rdv_orphan *orphans, size_t capacity, size_t *count);

/** What a repair may do to people. */
typedef struct rdv_repair_options {
    size_t size;
    /** How long before and after the old start a new one may lie, 3600 to 10368000. */
    int64_t within;
    /** How long before their appointment nobody is moved for the sake of others. */
    int64_t notice;
    /** 1 if everybody keeps the channel that they have; the office, who comes to one. */
    int32_t keeps_channel;
    int32_t keeps_office;
    /** How many may be moved for the sake of others; for one more who is served, in the proposal
     *  that is chosen. */
    int32_t moved_max;
    int32_t moved_per_served;
    /** Places looked at, at most. */
    int64_t effort;
    /** Appointments that stay where they are. */
    const int64_t *pinned;
    size_t pinned_count;
} rdv_repair_options;
/** The defaults of rdv_repair_options. */
#define RDV_REPAIR_OPTIONS_INIT \
    {sizeof(rdv_repair_options), 1209600, 172800, 1, 1, 20, 2, 500000, NULL, 0}
/** Proposals for appointments that the supply no longer supports. */
typedef struct rdv_repair rdv_repair;
/** What could be done about the appointments that the changes of a draft would leave without
 *  support, before they are made; `draft` NULL: about those without support now. `options` may be
 *  NULL. The same agenda, changes and options give the same repair. */
rdv_status rdv_agenda_repair(
    const rdv_agenda *agenda, const rdv_agency *draft, const rdv_repair_options *options,
    rdv_instant now, rdv_repair **repair);
/** Ends the handle. */
void rdv_repair_destroy(rdv_repair *repair);
/** The text of this thread's last failed call with the handle first; "" if none failed. */
const char *rdv_repair_message(const rdv_repair *repair);
/** The booked appointments to be repaired, in order of number. */
rdv_status rdv_repair_orphans(
    const rdv_repair *repair, rdv_orphan *orphans, size_t capacity, size_t *count);
/** Those that are only held, or about which an answer is awaited: they are left alone. */
rdv_status rdv_repair_undecided(
    const rdv_repair *repair, int64_t *appointments, size_t capacity, size_t *count);
/** One way to repair. Later versions may add members at the end. */
typedef struct rdv_repair_proposal {
    /** How many of the orphaned get a new place, and how many no proposal that moves as few others
     *  can serve; where both are the same it is proven to be the most. */
    int64_t served;
    int64_t bound;
    /** How many of the orphaned get none; how many others are moved. */
    int64_t waiting;
    int64_t moved;
    /** By how many seconds all starts together change. */
    int64_t shift;
    /** 1 if the options choose it. */
    int32_t is_chosen;
    /** 0; keeps arrays in their place. */
    int32_t reserved;
} rdv_repair_proposal;
/** The proposals: the first moves nobody but the orphaned, each further one moves more others and
 *  serves more. None if nothing is to be repaired. */
rdv_status rdv_repair_proposals(
    const rdv_repair *repair, rdv_repair_proposal *proposals, size_t element_size, size_t capacity,
    size_t *count);
/** One appointment that a proposal would move. Later versions may add members at the end. */
typedef struct rdv_repair_move {
    int64_t appointment;
    /** 1 if it has lost its support, 0 if it is moved for the sake of another. */
    int32_t is_orphan;
    /** 0; keeps what follows in its place. */
    int32_t reserved;
    rdv_placement from;
    rdv_placement to;
} rdv_repair_move;
/** The moves of a proposal, from 0, in an order in which each place is free when its turn comes.
 *  RDV_ERROR_NOT_FOUND behind the last proposal. */
rdv_status rdv_repair_moves(
    const rdv_repair *repair, size_t proposal, rdv_repair_move *moves, size_t element_size,
    size_t capacity, size_t *count);
/** The orphaned for whom a proposal, from 0, has no place. */
rdv_status rdv_repair_waiting(
    const rdv_repair *repair, size_t proposal, int64_t *appointments, size_t capacity,
    size_t *count);
/** Asks those whom a proposal, from 0, would move for their consent, as rdv_agenda_propose does, as
 *  far as their new places are free by now; `seconds` is the time to answer, at most 14 days.
 *  `agenda` is the one to which the changes were applied. Moves that were made or asked about are
 *  passed over, so that it may be called again after each answer. */
rdv_status rdv_agenda_ask_for_repair(
    const rdv_agenda *agenda, const rdv_repair *repair, size_t proposal, int64_t seconds,
    rdv_instant now, rdv_events **events);
/** Checks a repair with other code: every place, the order of moves, whom it may move, the sums.
 *  `events` is the log of the agenda before the changes; `rules` may be NULL. */
rdv_status rdv_repair_verify(
    const rdv_repair *repair, const rdv_events *events, const rdv_rules *rules,
    rdv_verdict **verdict);

/* ------------------------------------------------------------------------------------------------
 * Explanation: why there is no opening, and what would help
 * --------------------------------------------------------------------------------------------- */

/** A tree of reasons. */
typedef struct rdv_explanation rdv_explanation;
/** Why a request has fewer openings than wanted (1 to 10000). */
rdv_status rdv_agenda_explain(
    const rdv_agenda *agenda, const rdv_request *request, rdv_instant now, int64_t wanted,
    rdv_explanation **explanation);
/** Ends the handle. */
void rdv_explanation_destroy(rdv_explanation *explanation);
/** The text of this thread's last failed call with the handle first; "" if none failed. */
const char *rdv_explanation_message(const rdv_explanation *explanation);
/** The sums of an explanation. Later versions may add members at the end. */
typedef struct rdv_explanation_summary {
    rdv_instant at;
    /** How many openings there are, up to those wanted; 1 if that is enough: the rest is 0 then. */
    int64_t openings;
    int64_t is_enough;
    /** The counsellor-days looked at; those with an opening. */
    int64_t counsellor_days;
    int64_t open;
} rdv_explanation_summary;
/** The sums; `size` is sizeof(rdv_explanation_summary). */
rdv_status rdv_explanation_summarize(
    const rdv_explanation *explanation, size_t size, rdv_explanation_summary *summary);
/** A leaf of the tree: counsellor-days that fell to one reason, by one policy (none: the
 *  catalogue's own rule), at one office (none: counsellors who do not exist on that day). The
 *  leaves of a reason stand together, in the order of examination. Later versions may add members
 *  at the end. */
typedef struct rdv_cause {
    rdv_reason reason;
    /** 0; keeps what follows in its place. */
    int32_t reserved;
    int64_t counsellor_days;
    rdv_id policy;
    rdv_id office;
} rdv_cause;
/** The leaves. With `open` their counsellor-days add up to `counsellor_days`. */
rdv_status rdv_explanation_causes(
    const rdv_explanation *explanation, rdv_cause *causes, size_t element_size, size_t capacity,
    size_t *count);
/** Why an occurrence of a series, from 0, has no opening: counsellor-days by reason, without
 *  policies and offices; none where it has an opening. RDV_ERROR_NOT_FOUND behind the last. */
rdv_status rdv_series_causes(
    const rdv_series *series, size_t occurrence, rdv_cause *causes, size_t element_size,
    size_t capacity, size_t *count);
/** A start that breaks one rule alone; nobody is named where nobody is free. Later versions may
 *  add members at the end. */
typedef struct rdv_near_miss {
    rdv_reason reason;
    /** 0; keeps what follows in its place. */
    int32_t reserved;
    rdv_placement placement;
    rdv_id office;
    /** The first policy that is broken, and the first appointment in the way; none or 0. */
    rdv_id policy;
    int64_t appointment;
} rdv_near_miss;
/** The nearest starts that break one rule alone. */
rdv_status rdv_explanation_near_misses(
    const rdv_explanation *explanation, rdv_near_miss *misses, size_t element_size, size_t capacity,
    size_t *count);
/** A wish that is given up. */
typedef int32_t rdv_relaxation;
enum {
    RDV_RELAXATION_NONE = 0,
    RDV_RELAXATION_ANY_COUNSELLOR = 1,
    RDV_RELAXATION_ANY_CHANNEL = 2,
    RDV_RELAXATION_OFFICES_OF_REGION = 3,
    RDV_RELAXATION_ANY_OFFICE = 4,
    RDV_RELAXATION_WITHOUT_NEED = 5,
    RDV_RELAXATION_LATER = 6,
    RDV_RELAXATION_ANY_TIME_OF_DAY = 7
};
/** A need by value: "signed:gss"; text[0] is 0 if there is none. Frozen. */
typedef struct rdv_need {
    char text[RDV_NEED_SIZE];
} rdv_need;
/** What would help: one wish given up, or two, and the first opening that this gives. Later
 *  versions may add members at the end. */
typedef struct rdv_relief {
    rdv_relaxation first;
    rdv_relaxation second;
    /** The need that is given up, where one is: "signed:gss". */
    rdv_need first_need;
    rdv_need second_need;
    rdv_opening opening;
    rdv_id office;
} rdv_relief;
/** The smallest relaxations that help. */
rdv_status rdv_explanation_reliefs(
    const rdv_explanation *explanation, rdv_relief *reliefs, size_t element_size, size_t capacity,
    size_t *count);
/** The explanation in words: `language` is "el", "ro", "da" or "en"; for citizens
 *  (`for_staff` 0) no people, appointments or small numbers are named. `text` receives UTF-8 and a
 *  zero byte if that fits into `capacity`; `length` the bytes without the zero. */
rdv_status rdv_explanation_text(
    const rdv_explanation *explanation, const char *language, int32_t for_staff, char *text,
    size_t capacity, size_t *length);

/* ------------------------------------------------------------------------------------------------
 * Planning: many requests at once
 * --------------------------------------------------------------------------------------------- */

/** Who is served where and when, with a proven bound. */
typedef struct rdv_plan rdv_plan;

/** How far planning has come. Later versions may add members at the end. */
typedef struct rdv_progress {
    /** Independent parts that are finished, and all. */
    int64_t parts_done;
    int64_t parts;
} rdv_progress;
/** Called when a part is finished, one call at a time, by the thread that finished it. */
typedef void (*rdv_plan_progress)(void *context, const rdv_progress *progress);
/** Asked often: once it answers 1, planning ends with the best plan so far. May be called by
 *  several threads at once. */
typedef int32_t (*rdv_plan_should_stop)(void *context);

/** How to plan. */
typedef struct rdv_plan_options {
    size_t size;
    /** Improvement steps over all parts; they and not the clock decide about the plan. */
    int64_t steps;
    /** What the random choices follow from. */
    uint64_t seed;
    /** How many threads work, this one included, up to 1024; the plan is the same for any number.
     *  1: no thread is started. */
    int32_t threads;
    /** 0; keeps what follows in its place. */
    int32_t reserved;
    rdv_plan_progress progress;
    rdv_plan_should_stop should_stop;
    void *context;
} rdv_plan_options;
/** The defaults of rdv_plan_options. */
#define RDV_PLAN_OPTIONS_INIT \
    {sizeof(rdv_plan_options), 100000, 1, 1, 0, NULL, NULL, NULL}
/** A plan for requests, whose identifiers are unique; the agenda stays as it is. `options` may be
 *  NULL. Each request has its own `size`, all the same. */
rdv_status rdv_agenda_plan(
    const rdv_agenda *agenda, const rdv_request *requests, size_t request_count, rdv_instant now,
    const rdv_plan_options *options, rdv_plan **plan);
/** Ends the handle. */
void rdv_plan_destroy(rdv_plan *plan);
/** The text of this thread's last failed call with the handle first; "" if none failed. */
const char *rdv_plan_message(const rdv_plan *plan);
/** The sums of a plan. Later versions may add members at the end. */
typedef struct rdv_plan_summary {
    int64_t assignments;
    int64_t waiting;
    /** The weight served, and one that no plan can exceed. */
    int64_t served;
    int64_t bound;
    /** (bound - served) / bound, 0 to 1. */
    double gap;
    /** 1 if it was stopped before the steps were spent. */
    int64_t was_stopped;
} rdv_plan_summary;
/** The sums; `size` is sizeof(rdv_plan_summary). */
rdv_status rdv_plan_summarize(const rdv_plan *plan, size_t size, rdv_plan_summary *summary);
/** A request that is served. Later versions may add members at the end. */
typedef struct rdv_assignment {
    /** The position of the request among those given, from 0. */
    int64_t request;
    rdv_id id;
    rdv_placement placement;
} rdv_assignment;
/** The requests served, in the order in which they were given. To book them: rdv_agenda_book, one
 *  after the other. */
rdv_status rdv_plan_assignments(
    const rdv_plan *plan, rdv_assignment *assignments, size_t element_size, size_t capacity,
    size_t *count);
/** The positions of the requests that wait, ascending. */
rdv_status rdv_plan_waiting(
    const rdv_plan *plan, int64_t *requests, size_t capacity, size_t *count);
/** Checks a plan with other code than the planner's: every placement, the sums, the bound's form.
 *  `events` is the log of the agenda that was planned on; `rules` may be NULL. */
rdv_status rdv_plan_verify(
    const rdv_plan *plan, const rdv_events *events, const rdv_rules *rules, rdv_verdict **verdict);

/* ------------------------------------------------------------------------------------------------
 * Registration: who is registered as what
 * --------------------------------------------------------------------------------------------- */

/** Who gives a command about a person. */
typedef int32_t rdv_actor_kind;
enum {
    RDV_ACTOR_CITIZEN = 0,
    RDV_ACTOR_OFFICE = 1,
    RDV_ACTOR_FUND = 2,
    RDV_ACTOR_SYSTEM = 3
};
/** Who gives a command; `id` names the office or fund, else it is NULL. Frozen. */
typedef struct rdv_actor {
    rdv_actor_kind kind;
    /** 0; keeps what follows in its place. */
    int32_t reserved;
    const char *id;
} rdv_actor;

/** What one registers for. */
typedef int32_t rdv_category;
enum {
    RDV_CATEGORY_NONE = 0,
    RDV_CATEGORY_UNEMPLOYMENT_BENEFIT = 1,
    RDV_CATEGORY_CASH_BENEFIT = 2,
    RDV_CATEGORY_GRADUATE = 3,
    RDV_CATEGORY_NO_BENEFIT = 4
};
/** Which kind of cash benefit. */
typedef int32_t rdv_cash_case;
enum { RDV_CASH_CASE_CASH = 0, RDV_CASH_CASE_START = 1, RDV_CASH_CASE_INTRODUCTION = 2 };
/** Where somebody lives. */
typedef int32_t rdv_home;
enum { RDV_HOME_NONE = 0, RDV_HOME_IN_COUNTRY = 1, RDV_HOME_CROSS_BORDER = 2 };
/** Which number somebody has. */
typedef int32_t rdv_personal_number;
enum {
    RDV_PERSONAL_NUMBER_NONE = 0,
    RDV_PERSONAL_NUMBER_PERSONAL = 1,
    RDV_PERSONAL_NUMBER_TAX = 2
};
/** How far somebody is unemployed. */
typedef int32_t rdv_extent;
enum { RDV_EXTENT_FULLY = 0, RDV_EXTENT_PARTLY = 1, RDV_EXTENT_NONE = 2 };
/** How ready for work somebody is found to be. */
typedef int32_t rdv_match_group;
/** A programme that somebody is in. */
typedef int32_t rdv_programme;
enum { RDV_PROGRAMME_NONE = 0, RDV_PROGRAMME_FLEX_JOB = 1, RDV_PROGRAMME_REHABILITATION = 2 };

/** Facts about somebody who registers; values stay with the caller. */
typedef struct rdv_registration_details {
    size_t size;
    rdv_home home;
    rdv_personal_number number;
    /** The area of the address, with RDV_HOME_IN_COUNTRY. */
    const char *area;
    /** The area where they stay, if another. */
    const char *stays_in;
    rdv_extent extent;
    int32_t has_job_title;
    int32_t has_email;
    int32_t has_phone;
} rdv_registration_details;
/** The defaults of rdv_registration_details. */
#define RDV_REGISTRATION_DETAILS_INIT \
    {sizeof(rdv_registration_details), RDV_HOME_IN_COUNTRY, RDV_PERSONAL_NUMBER_PERSONAL, NULL, \
     NULL, 0, 1, 0, 0}

/** Registers a person. `details` may be NULL: what is known with secure access holds. */
rdv_status rdv_agenda_register(
    const rdv_agenda *agenda, const char *person, rdv_category category,
    const rdv_registration_details *details, rdv_actor actor, rdv_instant now, rdv_events **events);
/** The first visit of a recipient of cash benefit: match group 1 to 3. `details` may be NULL. */
rdv_status rdv_agenda_visit(
    const rdv_agenda *agenda, const char *person, rdv_cash_case cash_case, rdv_match_group group,
    rdv_programme programme, const rdv_registration_details *details, rdv_actor actor,
    rdv_instant now, rdv_events **events);
/** Finds how ready for work somebody is: match group 1 to 3. */
rdv_status rdv_agenda_match(
    const rdv_agenda *agenda, const char *person, rdv_match_group group, rdv_programme programme,
    rdv_actor actor, rdv_instant now, rdv_events **events);
/** Why a registration ends. */
typedef int32_t rdv_deregistration;
enum {
    RDV_DEREGISTRATION_OWN_REQUEST = 1,
    RDV_DEREGISTRATION_MISSED_CONFIRMATION = 2,
    RDV_DEREGISTRATION_BY_OFFICE = 3
};
/** Ends a registration. */
rdv_status rdv_agenda_deregister(
    const rdv_agenda *agenda, const char *person, rdv_deregistration reason, rdv_actor actor,
    rdv_instant now, rdv_events **events);
/** Registers somebody again who was struck off. */
rdv_status rdv_agenda_reregister(
    const rdv_agenda *agenda, const char *person, rdv_actor actor, rdv_instant now,
    rdv_events **events);
/** Closes the case of a recipient of cash benefit. */
rdv_status rdv_agenda_close_cash_case(
    const rdv_agenda *agenda, const char *person, rdv_actor actor, rdv_instant now,
    rdv_events **events);
/** Notes the fund that somebody is a member of; NULL: none. */
rdv_status rdv_agenda_note_membership(
    const rdv_agenda *agenda, const char *person, const char *fund, rdv_actor actor,
    rdv_instant now, rdv_events **events);
/** Notes from when somebody is entitled to benefit. */
rdv_status rdv_agenda_note_entitlement(
    const rdv_agenda *agenda, const char *person, rdv_date from, rdv_actor actor, rdv_instant now,
    rdv_events **events);
/** Why an office has somebody. */
typedef int32_t rdv_ground;
enum { RDV_GROUND_REGISTERED_ADDRESS = 1, RDV_GROUND_STAY = 2, RDV_GROUND_CHOICE = 3 };
/** Attaches somebody to the office that acts. */
rdv_status rdv_agenda_attach(
    const rdv_agenda *agenda, const char *person, rdv_ground ground, rdv_actor actor,
    rdv_instant now, rdv_events **events);
/** Confirms that somebody looks for work. */
rdv_status rdv_agenda_confirm_job_search(
    const rdv_agenda *agenda, const char *person, rdv_actor actor, rdv_instant now,
    rdv_events **events);
/** Why somebody cannot come. */
typedef int32_t rdv_absence_kind;
enum {
    RDV_ABSENCE_SICK = 1,
    RDV_ABSENCE_HOLIDAY = 2,
    RDV_ABSENCE_TEMPORARY_WORK = 3,
    RDV_ABSENCE_OTHER = 4
};
/** Reports an absence; `to` RDV_DATE_MAX: open. */
rdv_status rdv_agenda_report_absence(
    const rdv_agenda *agenda, const char *person, rdv_absence_kind kind, rdv_date from, rdv_date to,
    rdv_actor actor, rdv_instant now, rdv_events **events);
/** Reports somebody well from a date on. */
rdv_status rdv_agenda_report_well(
    const rdv_agenda *agenda, const char *person, rdv_date from, rdv_actor actor, rdv_instant now,
    rdv_events **events);
/** How somebody's access to their own page became secure. */
typedef int32_t rdv_access;
enum {
    RDV_ACCESS_NONE = 0,
    RDV_ACCESS_CODE_BY_LETTER = 1,
    RDV_ACCESS_CODE_AT_OFFICE = 2,
    RDV_ACCESS_AT_VISIT = 3
};
/** Grants secure access: not RDV_ACCESS_NONE. */
rdv_status rdv_agenda_grant_access(
    const rdv_agenda *agenda, const char *person, rdv_access access, rdv_actor actor,
    rdv_instant now, rdv_events **events);

/** How a registration stands. */
typedef int32_t rdv_standing;
enum {
    RDV_STANDING_UNREGISTERED = 0,
    RDV_STANDING_REGISTERED = 1,
    RDV_STANDING_ON_THE_BOOKS = 2,
    RDV_STANDING_ENDED = 3
};
/** What is known about a registration. Later versions may add members at the end. */
typedef struct rdv_registration {
    rdv_standing standing;
    rdv_category category;
    rdv_match_group match_group;
    rdv_access access;
    /** 1 if the registration is without effect until a visit, by what day, and until when. */
    int32_t is_flagged;
    rdv_date attendance;
    rdv_instant lapses;
    rdv_id office;
    rdv_id fund;
    /** When the search for work was last confirmed (RDV_INSTANT_MIN: never), and by what date it
     *  is to be next (RDV_DATE_MAX: none). */
    rdv_instant last_confirmed;
    rdv_date confirmation_due;
    /** 1 if somebody's course of contacts is on. */
    int32_t has_active_course;
} rdv_registration;
/** How somebody's registration stands at an instant; `size` is sizeof(rdv_registration).
 *  RDV_ERROR_NOT_FOUND if nothing was ever noted about them. */
rdv_status rdv_agenda_registration(
    const rdv_agenda *agenda, const char *person, rdv_instant now, size_t size,
    rdv_registration *registration);

/* ------------------------------------------------------------------------------------------------
 * Cases: contact plans and case managers
 * --------------------------------------------------------------------------------------------- */

/** By what rule days are counted. */
typedef int32_t rdv_day_rule;
enum { RDV_CALENDAR_DAYS = 0, RDV_DAYS_SKIPPING_HOLIDAYS = 1, RDV_WORKING_DAYS = 2 };
/** So many days by a rule. Frozen. */
typedef struct rdv_day_count {
    rdv_day_rule rule;
    int32_t days;
} rdv_day_count;
/** A stage of a contact plan: so many meetings, each opened, booked and held so many days after
 *  the one before. Frozen. */
typedef struct rdv_contact_stage {
    int32_t times;
    rdv_day_count opens;
    rdv_day_count book_by;
    rdv_day_count hold_by;
} rdv_contact_stage;
/** A segment: people who are met by one plan. */
typedef struct rdv_segment_options {
    size_t size;
    const char *name;
    /** The service that a meeting is an appointment of. */
    const char *service;
    uint32_t channels;
    /** 1 if meetings may be held at any office. */
    int32_t is_pooled;
    const rdv_contact_stage *stages;
    size_t stage_count;
    rdv_date from;
} rdv_segment_options;
/** The defaults of rdv_segment_options. */
#define RDV_SEGMENT_OPTIONS_INIT \
    {sizeof(rdv_segment_options), NULL, NULL, 0, 0, NULL, 0, RDV_DATE_MIN}
/** Sets a segment, or changes it from a date on. */
rdv_status rdv_agenda_set_segment(
    const rdv_agenda *agenda, const char *id, const rdv_segment_options *options, rdv_actor actor,
    rdv_instant now, rdv_events **events);
/** A class of priority. */
typedef struct rdv_priority_class {
    size_t size;
    const char *id;
    const char *name;
    /** How much its people count in a plan, 1 to 1000000. */
    int64_t weight;
    const char *const *groups;
    size_t group_count;
    const char *const *segments;
    size_t segment_count;
} rdv_priority_class;
/** The defaults of rdv_priority_class. */
#define RDV_PRIORITY_CLASS_INIT \
    {sizeof(rdv_priority_class), NULL, NULL, 1, NULL, 0, NULL, 0}
/** Sets the classes of priority, the first first, from a date on. Each has its own `size`, all the
 *  same. */
rdv_status rdv_agenda_set_priority_classes(
    const rdv_agenda *agenda, const rdv_priority_class *classes, size_t class_count, rdv_date from,
    rdv_actor actor, rdv_instant now, rdv_events **events);
/** Opens a case. `manager` may be NULL. */
rdv_status rdv_agenda_open_case(
    const rdv_agenda *agenda, const char *person, const char *segment, const char *office,
    const char *manager, rdv_actor actor, rdv_instant now, rdv_events **events);
/** Moves somebody into another segment. */
rdv_status rdv_agenda_profile(
    const rdv_agenda *agenda, const char *person, const char *segment, rdv_actor actor,
    rdv_instant now, rdv_events **events);
/** Gives a case to a case manager; NULL: to nobody. */
rdv_status rdv_agenda_assign(
    const rdv_agenda *agenda, const char *person, const char *manager, rdv_actor actor,
    rdv_instant now, rdv_events **events);
/** Moves a case to another office. `manager` may be NULL. */
rdv_status rdv_agenda_move_case(
    const rdv_agenda *agenda, const char *person, const char *office, const char *manager,
    rdv_actor actor, rdv_instant now, rdv_events **events);
/** Says to which groups somebody belongs. */
rdv_status rdv_agenda_group(
    const rdv_agenda *agenda, const char *person, const char *const *groups, size_t group_count,
    rdv_actor actor, rdv_instant now, rdv_events **events);
/** Says what meetings with somebody must provide. */
rdv_status rdv_agenda_note_needs(
    const rdv_agenda *agenda, const char *person, const char *const *needs, size_t need_count,
    rdv_actor actor, rdv_instant now, rdv_events **events);
/** Notes a document; state 0: it is not there. */
rdv_status rdv_agenda_note_document(
    const rdv_agenda *agenda, const char *person, const char *item, rdv_document_state state,
    rdv_actor actor, rdv_instant now, rdv_events **events);
/** Records a meeting that was held without an appointment. */
rdv_status rdv_agenda_record_contact(
    const rdv_agenda *agenda, const char *person, rdv_date date, rdv_actor actor, rdv_instant now,
    rdv_events **events);
/** How a case ends. */
typedef int32_t rdv_case_end;
enum { RDV_CASE_END_EMPLOYED = 1, RDV_CASE_END_LEFT = 2, RDV_CASE_END_COMPLETED = 3 };
/** Closes a case. */
rdv_status rdv_agenda_close_case(
    const rdv_agenda *agenda, const char *person, rdv_case_end end, rdv_actor actor,
    rdv_instant now, rdv_events **events);

/** How the next meeting of a contact plan stands. */
typedef int32_t rdv_contact_state;
enum {
    RDV_CONTACT_AHEAD = 1,
    RDV_CONTACT_DUE = 2,
    RDV_CONTACT_LATE_TO_BOOK = 3,
    RDV_CONTACT_OVERDUE = 4,
    RDV_CONTACT_BOOKED = 5,
    RDV_CONTACT_BOOKED_LATE = 6
};
/** The next meeting of a person's contact plan. Later versions may add members at the end. */
typedef struct rdv_contact {
    rdv_id person;
    rdv_id segment;
    rdv_id office;
    rdv_id manager;
    rdv_id service;
    rdv_contact_state state;
    /** Which meeting of the plan it is, from 1. */
    int64_t number;
    rdv_date opens;
    rdv_date book_by;
    rdv_date hold_by;
    /** 0; keeps what follows in its place. */
    int32_t reserved;
    /** The appointment that stands for it, or 0. */
    int64_t appointment;
    int64_t weight;
} rdv_contact;
/** The next meeting of somebody's plan; `size` is sizeof(rdv_contact). RDV_ERROR_NOT_FOUND without
 *  an open case or a day to come. */
rdv_status rdv_agenda_contact(
    const rdv_agenda *agenda, const char *person, rdv_instant now, size_t size,
    rdv_contact *contact);
/** The meetings that somebody must see to, up to a date; `office` may be NULL: all. */
rdv_status rdv_agenda_contacts_due(
    const rdv_agenda *agenda, rdv_date through, const char *office, rdv_instant now,
    rdv_contact *contacts, size_t element_size, size_t capacity, size_t *count);
/** Plans the meetings that are due up to a date; requests are named by the person, and positions
 *  count in the order of rdv_agenda_contacts_due without those booked or without time left.
 *  `office` and `options` may be NULL. */
rdv_status rdv_agenda_plan_contacts(
    const rdv_agenda *agenda, rdv_date through, const char *office, rdv_instant now,
    const rdv_plan_options *options, rdv_plan **plan);

/* ------------------------------------------------------------------------------------------------
 * Queues: formulas and simulation. Any unit of time, the same throughout.
 * --------------------------------------------------------------------------------------------- */

/** The measures of a queue. Later versions may add members at the end. */
typedef struct rdv_queue {
    /** The shares of callers who are blocked, wait, hang up. */
    double blocked;
    double waiting;
    double abandoned;
    /** Mean wait of all (infinite where the queue has no balance), mean number waiting, share of
     *  time in which an agent is busy. */
    double mean_wait;
    double mean_queue;
    double occupancy;
    /** The share answered within the time asked for. */
    double service_level;
} rdv_queue;
/** Erlang B: no waiting. `load` in erlangs, agents up to 1000000; `size` is sizeof(rdv_queue).
 *  RDV_ERROR_PARAMETER where a parameter is out of range; nothing has a message here. */
rdv_status rdv_erlang_b(int64_t agents, double load, size_t size, rdv_queue *queue);
/** The fewest agents with at most this share blocked. */
rdv_status rdv_erlang_b_agents(double load, double blocking, int64_t *agents);
/** Erlang C: endless patience. Rates a unit of time; `within` for service_level. */
rdv_status rdv_erlang_c(
    int64_t agents, double arrival_rate, double service_rate, double within, size_t size,
    rdv_queue *queue);
/** The fewest agents that answer the share `target` within a time. Calls an hour, `handling` and
 *  `within` in seconds; `occupancy_max` up to 1. */
rdv_status rdv_erlang_c_agents(
    double calls_per_hour, double handling, double within, double target, double occupancy_max,
    int64_t *agents);
/** Erlang A: callers hang up after an exponential time. */
rdv_status rdv_erlang_a(
    int64_t agents, double arrival_rate, double service_rate, double patience_rate, double within,
    size_t size, rdv_queue *queue);
/** The fewest agents that answer the share `target` of all calls within a time. */
rdv_status rdv_erlang_a_agents(
    double arrival_rate, double service_rate, double patience_rate, double within, double target,
    int64_t *agents);

/** A telephone line to be simulated. */
typedef struct rdv_phone_line rdv_phone_line;
/** A kind of call. */
typedef struct rdv_call_kind {
    size_t size;
    const char *name;
    /** Calls a unit of time, period by period; after the last period none. */
    const double *rates;
    size_t rate_count;
    /** The length of a period of `rates`. */
    double period;
    /** Mean time of a conversation; its coefficient of variation: 0 always the same, 1 exponential,
     *  any other log-normal. */
    double handling;
    double handling_variation;
    /** Mean of the exponential patience; 0: endless. */
    double patience;
    /** 0 to 1000; lower is answered first. */
    int32_t priority;
    /** The skills that an agent must have, as bits. */
    uint32_t skills;
} rdv_call_kind;
/** The defaults of rdv_call_kind. */
#define RDV_CALL_KIND_INIT \
    {sizeof(rdv_call_kind), NULL, NULL, 0, 1800, 180, 1, 0, 0, 1}
/** A line without calls and agents that has `places` places, conversations included; 0: no
 *  limit. */
rdv_status rdv_phone_line_create(int64_t places, rdv_phone_line **line);
/** Ends the handle. */
void rdv_phone_line_destroy(rdv_phone_line *line);
/** The text of this thread's last failed call with the handle first; "" if none failed. */
const char *rdv_phone_line_message(const rdv_phone_line *line);
/** Adds a kind of call. */
rdv_status rdv_phone_line_add_calls(rdv_phone_line *line, const rdv_call_kind *kind);
/** Adds a group of agents with some skills: `agents[i]` of them from i * `period` on, the last for
 *  ever. */
rdv_status rdv_phone_line_add_agents(
    rdv_phone_line *line, const char *name, uint32_t skills, const int64_t *agents,
    size_t agent_count, double period);
/** What a run counted. Later versions may add members at the end. */
typedef struct rdv_phone_result {
    int64_t offered;
    int64_t answered;
    int64_t answered_in_time;
    int64_t abandoned;
    int64_t blocked;
    int64_t unresolved;
    /** What rdv_queue says, measured. */
    rdv_queue measures;
} rdv_phone_result;
/** Runs the line from 0 to `end`, counting from `warm_up` on; `within` for answers in time.
 *  (seed, replication) decide about everything random; `size` is sizeof(rdv_phone_result). */
rdv_status rdv_phone_line_run(
    const rdv_phone_line *line, uint64_t seed, int64_t replication, double end, double warm_up,
    double within, size_t size, rdv_phone_result *result);

#ifdef __cplusplus
}
#endif

#endif /* RENDEZVOUS_H */
