/* A small office: reads what people want, one line each, and says what became of it.
 *
 *     ask p-204            lists three openings
 *     hold p-204           holds the first for five minutes
 *     confirm 1            books what is held
 *     cancel 1             calls it off
 *     pass 600             lets ten minutes pass
 *     why p-204 gss        why nobody is found who signs
 *     save FILE            writes the log
 */
#include "agency.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static rdv_agenda *agenda;
static rdv_events *history;
static rdv_instant now = NOW;

static void finish(rdv_status status, rdv_events *events, const char *done) {
    if (status != RDV_OK) {
        printf("%s (%s): %s\n", rdv_status_name(status), rdv_reason_name(rdv_agenda_reason(agenda)),
               rdv_agenda_message(agenda));
        return;
    }
    agency_take(agenda, history, events);
    printf("%s\n", done);
}

static void ask(const char *subject, int hold) {
    const rdv_request request = agency_request(subject);
    rdv_opening found[3];
    rdv_events *events = NULL;
    size_t count = 0;
    rdv_status status =
        rdv_agenda_openings(agenda, &request, now, found, sizeof found[0], 3, &count);
    if (status != RDV_OK) {
        printf("%s\n", rdv_agenda_message(agenda));
        return;
    }
    for (size_t i = 0; i < count && !hold; i++)
        printf("%lld with %s\n", (long long)found[i].placement.start,
               found[i].placement.counsellor.text);
    if (hold) {
        int64_t appointment = 0;
        char done[64];
        status = rdv_agenda_hold(agenda, &request, &found[0].placement, 300, now, &events);
        if (status == RDV_OK) rdv_events_appointment(events, &appointment);
        snprintf(done, sizeof done, "held as %lld", (long long)appointment);
        finish(status, events, done);
    }
}

static void why(const char *subject, const char *language) {
    char need[64];
    const char *needs[1];
    rdv_request request = agency_request(subject);
    rdv_explanation *explanation = NULL;
    char *text = NULL;
    size_t length = 0;
    snprintf(need, sizeof need, "signed:%s", language);
    needs[0] = need;
    request.needs = needs;
    request.need_count = 1;
    if (rdv_agenda_explain(agenda, &request, now, 1, &explanation) != RDV_OK) {
        printf("%s\n", rdv_agenda_message(agenda));
        return;
    }
    agency_check(
        rdv_explanation_text(explanation, "en", 1, NULL, 0, &length),
        rdv_explanation_message(explanation));
    text = malloc(length + 1);
    if (text != NULL) {
        agency_check(
            rdv_explanation_text(explanation, "en", 1, text, length + 1, &length),
            rdv_explanation_message(explanation));
        printf("%s\n", text);
    }
    free(text);
    rdv_explanation_destroy(explanation);
}

static void save(const char *path) {
    size_t length = 0;
    void *bytes = NULL;
    FILE *file = fopen(path, "wb");
    agency_check(rdv_events_encode(history, NULL, 0, &length), rdv_events_message(history));
    bytes = malloc(length);
    if (file != NULL && bytes != NULL) {
        agency_check(
            rdv_events_encode(history, bytes, length, &length), rdv_events_message(history));
        if (fwrite(bytes, 1, length, file) == length) printf("saved %d bytes\n", (int)length);
    }
    free(bytes);
    if (file != NULL) fclose(file);
}

int main(void) {
    char line[256];
    rdv_verdict *verdict = NULL;
    int violations;
    agency_build(2, NULL, NULL, &agenda, &history);
    while (fgets(line, sizeof line, stdin) != NULL) {
        char verb[16] = "";
        char first[128] = "";
        char second[64] = "";
        rdv_events *events = NULL;
        sscanf(line, "%15s %127s %63s", verb, first, second);
        if (strcmp(verb, "ask") == 0) {
            ask(first, 0);
        } else if (strcmp(verb, "hold") == 0) {
            ask(first, 1);
        } else if (strcmp(verb, "confirm") == 0) {
            rdv_status status = rdv_agenda_confirm(agenda, atoll(first), now, &events);
            finish(status, events, "booked");
        } else if (strcmp(verb, "cancel") == 0) {
            rdv_status status = rdv_agenda_cancel(
                agenda, atoll(first), RDV_CANCELLATION_EXCUSED, now, &events);
            finish(status, events, "cancelled");
        } else if (strcmp(verb, "pass") == 0) {
            now += atoll(first);
        } else if (strcmp(verb, "why") == 0) {
            why(first, second);
        } else if (strcmp(verb, "save") == 0) {
            save(first);
        } else {
            printf("verb (%s) must be ask, hold, confirm, cancel, pass, why or save\n", verb);
        }
    }
    agency_check(rdv_events_verify(history, NULL, &verdict), rdv_events_message(history));
    violations = (int)rdv_verdict_count(verdict);
    printf("%d events, %d violations\n", (int)rdv_events_count(history), violations);
    rdv_verdict_destroy(verdict);
    rdv_events_destroy(history);
    rdv_agenda_destroy(agenda);
    return violations != 0;
}
