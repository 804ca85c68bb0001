/* Eight threads ask one agenda at the same time, each also with an agenda of its own that it
 * changes; messages belong to the thread that failed. For the library built with
 * ThreadSanitizer. */
#include "agency.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define THREADS 8

static const rdv_agenda *shared;
static int failures[THREADS];

static void *work(void *argument) {
    const int number = *(const int *)argument;
    char subject[16];
    char expected[32];
    rdv_agenda *own = NULL;
    rdv_request request;
    snprintf(subject, sizeof subject, "p-%d", number);
    snprintf(expected, sizeof expected, "appointment (%d)", 100 + number);
    request = agency_request(subject);
    failures[number] += rdv_agenda_copy(shared, &own) != RDV_OK;
    for (int round = 0; round < 30; round++) {
        rdv_opening found[4];
        rdv_events *events = NULL;
        rdv_explanation *explanation = NULL;
        size_t count = 0;
        failures[number] +=
            rdv_agenda_openings(shared, &request, NOW, found, sizeof found[0], 4, &count) != RDV_OK;
        failures[number] += rdv_agenda_confirm(shared, 100 + number, NOW, &events) != RDV_REFUSED;
        failures[number] += strstr(rdv_agenda_message(shared), expected) == NULL;
        failures[number] +=
            rdv_agenda_openings(own, &request, NOW, found, sizeof found[0], 4, &count) != RDV_OK;
        failures[number] +=
            rdv_agenda_book(own, &request, &found[0].placement, NOW, &events) != RDV_OK;
        failures[number] += rdv_agenda_apply(own, events) != RDV_OK;
        rdv_events_destroy(events);
        if (round % 10 == 0) {
            failures[number] +=
                rdv_agenda_explain(shared, &request, NOW, 1000, &explanation) != RDV_OK;
            rdv_explanation_destroy(explanation);
        }
    }
    rdv_agenda_destroy(own);
    return NULL;
}

int main(void) {
    pthread_t threads[THREADS];
    int numbers[THREADS];
    rdv_agenda *agenda = NULL;
    rdv_events *log = NULL;
    int sum = 0;
    agency_build(3, NULL, NULL, &agenda, &log);
    shared = agenda;
    for (int i = 0; i < THREADS; i++) {
        numbers[i] = i;
        if (pthread_create(&threads[i], NULL, work, &numbers[i]) != 0) return 1;
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        sum += failures[i];
    }
    rdv_events_destroy(log);
    rdv_agenda_destroy(agenda);
    printf("%d threads, %d failures\n", THREADS, sum);
    return sum != 0;
}
