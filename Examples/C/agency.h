/* A small agency for the examples: one office in Athens, one service, some counsellors. */
#ifndef AGENCY_H
#define AGENCY_H

#include <rendezvous.h>

/** Monday 2 November 2026, 08:00 UTC: the examples' now. */
#define NOW INT64_C(1793606400)

/** An agenda with so many counsellors (c-1, c-2 ...), a log of its events so far, and a policy of
 *  a rule in C unless `rules` is NULL. Ends the program with a message if something fails. */
void agency_build(
    int counsellors, const rdv_rules *rules, const char *rule, rdv_agenda **agenda,
    rdv_events **log);

/** A request of somebody for advice within a fortnight; the texts must live on. */
rdv_request agency_request(const char *subject);

/** Stores events in the log and applies them: here a host's database would come first. */
void agency_take(rdv_agenda *agenda, rdv_events *log, rdv_events *events);

/** Ends the program with a message if a call failed. */
void agency_check(rdv_status status, const char *message);

#endif
