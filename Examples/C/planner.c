/* Plans more requests than fit, says how far it is, stops if told to, and has the plan checked.
 *
 *     planner [requests [steps [threads]]]
 */
#include "agency.h"

#include <stdio.h>
#include <stdlib.h>

static void progress(void *context, const rdv_progress *so_far) {
    (void)context;
    fprintf(stderr, "%d of %d parts\n", (int)so_far->parts_done, (int)so_far->parts);
}

/* A host would look at a flag that its signal handler sets. */
static int32_t should_stop(void *context) { return *(const int *)context; }

int main(int argc, char **argv) {
    const size_t count = argc > 1 ? (size_t)atoll(argv[1]) : 300;
    char(*names)[16] = calloc(count + 1, sizeof *names);
    rdv_request *requests = calloc(count + 1, sizeof *requests);
    rdv_agenda *agenda = NULL;
    rdv_events *log = NULL;
    rdv_plan *plan = NULL;
    rdv_verdict *verdict = NULL;
    rdv_plan_options options = RDV_PLAN_OPTIONS_INIT;
    rdv_plan_summary sums;
    int stop = 0;
    int violations;
    if (names == NULL || requests == NULL) return 1;
    agency_build(2, NULL, NULL, &agenda, &log);
    for (size_t i = 0; i < count; i++) {
        snprintf(names[i], sizeof names[i], "p-%d", (int)i + 1);
        requests[i] = agency_request(names[i]);
        requests[i].id = names[i];
        requests[i].weight = 1 + (int64_t)(i % 3);
    }
    options.steps = argc > 2 ? atoll(argv[2]) : 2000;
    options.threads = argc > 3 ? atoi(argv[3]) : 1;
    options.progress = progress;
    options.should_stop = should_stop;
    options.context = &stop;
    agency_check(
        rdv_agenda_plan(agenda, requests, count, NOW, &options, &plan),
        rdv_agenda_message(agenda));
    agency_check(rdv_plan_summarize(plan, sizeof sums, &sums), rdv_plan_message(plan));
    agency_check(rdv_plan_verify(plan, log, NULL, &verdict), rdv_plan_message(plan));
    violations = (int)rdv_verdict_count(verdict);
    printf("%d of %d served, weight %lld, at most %lld possible (gap %.2f %%), %d violations\n",
           (int)sums.assignments, (int)count, (long long)sums.served, (long long)sums.bound,
           100 * sums.gap, violations);
    rdv_verdict_destroy(verdict);
    rdv_plan_destroy(plan);
    rdv_events_destroy(log);
    rdv_agenda_destroy(agenda);
    free(requests);
    free(names);
    return violations != 0;
}
