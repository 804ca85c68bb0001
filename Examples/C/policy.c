/* A rule written in C: nobody is booked over lunch, which lasts until the policy says. */
#include "agency.h"

#include <stdio.h>
#include <stdlib.h>

static rdv_clock until(const char *text) {
    int hour = 0;
    int minute = 0;
    if (text == NULL || sscanf(text, "%2d:%2d", &hour, &minute) != 2) return -1;
    return RDV_CLOCK(hour, minute);
}

static int64_t lunch_is_quiet(void *context, const rdv_candidate *candidate) {
    const rdv_clock end = until(rdv_candidate_parameter(candidate, "until"));
    *(int *)context += 1;
    return candidate->start_clock < end && candidate->end_clock > RDV_CLOCK(12, 0);
}

static int32_t check(void *context, const rdv_parameter *parameters, size_t count) {
    (void)context;
    return !(count == 1 && until(parameters[0].value) > RDV_CLOCK(12, 0));
}

int main(void) {
    rdv_rules *rules = NULL;
    rdv_agenda *agenda = NULL;
    rdv_events *log = NULL;
    rdv_verdict *verdict = NULL;
    rdv_instant *starts = NULL;
    size_t count = 0;
    int calls = 0;
    int over_lunch = 0;
    const rdv_request request = agency_request("p-1");
    agency_check(rdv_rules_create(&rules), "the rules could not be created");
    agency_check(
        rdv_rules_add(rules, "lunch-is-quiet", RDV_READS_TIME, lunch_is_quiet, check, &calls),
        rdv_rules_message(rules));
    agency_build(2, rules, "lunch-is-quiet", &agenda, &log);
    agency_check(
        rdv_agenda_starts(agenda, &request, NOW, NULL, 0, &count), rdv_agenda_message(agenda));
    starts = malloc(count * sizeof *starts);
    if (starts == NULL) return 1;
    agency_check(
        rdv_agenda_starts(agenda, &request, NOW, starts, count, &count),
        rdv_agenda_message(agenda));
    for (size_t i = 0; i < count; i++) {
        /* Athens is two hours ahead of UTC in November. */
        const int64_t second = (starts[i] + 2 * 3600) % 86400;
        over_lunch += second + 1800 > RDV_CLOCK(12, 0) && second < RDV_CLOCK(12, 30);
    }
    agency_check(rdv_events_verify(log, rules, &verdict), rdv_events_message(log));
    printf("%d starts, %d over lunch, the rule was %s, %d violations\n", (int)count, over_lunch,
           calls > 0 ? "asked" : "not asked", (int)rdv_verdict_count(verdict));
    free(starts);
    rdv_verdict_destroy(verdict);
    rdv_events_destroy(log);
    rdv_agenda_destroy(agenda);
    rdv_rules_destroy(rules);
    return over_lunch != 0 || calls == 0;
}
