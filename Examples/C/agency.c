#include "agency.h"

#include <stdio.h>
#include <stdlib.h>

void agency_check(rdv_status status, const char *message) {
    if (status == RDV_OK) return;
    fprintf(stderr, "%s: %s\n", rdv_status_name(status), message);
    exit(1);
}

static void add_counsellor(rdv_agency *agency, int number) {
    rdv_counsellor_options counsellor = RDV_COUNSELLOR_OPTIONS_INIT;
    rdv_declaration work = RDV_DECLARATION_INIT;
    rdv_stretch stretches[5];
    char id[16];
    char declaration[16];
    snprintf(id, sizeof id, "c-%d", number);
    snprintf(declaration, sizeof declaration, "d-%d", number);
    counsellor.office = "kypseli";
    agency_check(
        rdv_agency_add_counsellor(agency, id, &counsellor), rdv_agency_message(agency));
    for (int day = 0; day < 5; day++) {
        stretches[day].weekday = RDV_MONDAY + day;
        stretches[day].from = RDV_CLOCK(8, 0);
        stretches[day].to = RDV_CLOCK(15, 0);
        stretches[day].place = RDV_PLACE_ON_SITE;
    }
    work.id = declaration;
    work.worker = id;
    work.submitted = NOW;
    work.stretches = stretches;
    work.stretch_count = 5;
    agency_check(rdv_agency_declare(agency, &work), rdv_agency_message(agency));
}

void agency_build(
    int counsellors, const rdv_rules *rules, const char *rule, rdv_agenda **agenda,
    rdv_events **log) {
    rdv_agency *agency = NULL;
    rdv_office_options office = RDV_OFFICE_OPTIONS_INIT;
    rdv_service_options service = RDV_SERVICE_OPTIONS_INIT;
    rdv_span hours[5];
    for (int day = 0; day < 5; day++) {
        hours[day].weekday = RDV_MONDAY + day;
        hours[day].from = RDV_CLOCK(8, 0);
        hours[day].to = RDV_CLOCK(15, 0);
    }
    office.zone = "Europe/Athens";
    office.holidays = "GR";
    office.hours = hours;
    office.hour_count = 5;
    service.field = "jobseekers";
    service.gap_after = 10 * 60;
    agency_check(rdv_agency_create(NOW, rules, &agency), "the agency could not be created");
    agency_check(
        rdv_agency_give_zone(agency, "Europe/Athens", NULL, 0), rdv_agency_message(agency));
    agency_check(rdv_agency_give_holidays(agency, "GR"), rdv_agency_message(agency));
    agency_check(rdv_agency_add_office(agency, "kypseli", &office), rdv_agency_message(agency));
    agency_check(
        rdv_agency_add_field(agency, "jobseekers", "Counselling"), rdv_agency_message(agency));
    agency_check(rdv_agency_add_service(agency, "advice", &service), rdv_agency_message(agency));
    for (int number = 1; number <= counsellors; number++) add_counsellor(agency, number);
    if (rules != NULL) {
        const rdv_parameter until = {"until", "12:30"};
        rdv_policy policy = RDV_POLICY_INIT;
        policy.id = "own-rule";
        policy.rule = RDV_RULE_CUSTOM;
        policy.name = rule;
        policy.parameters = &until;
        policy.parameter_count = 1;
        agency_check(rdv_agency_set_policy(agency, &policy), rdv_agency_message(agency));
    }
    agency_check(rdv_agenda_create(agency, agenda), rdv_agency_message(agency));
    agency_check(rdv_agency_events(agency, log), rdv_agency_message(agency));
    rdv_agency_destroy(agency);
}

rdv_request agency_request(const char *subject) {
    static const rdv_interval fortnight = {NOW, NOW + 14 * 86400};
    rdv_request request = RDV_REQUEST_INIT;
    request.subject = subject;
    request.service = "advice";
    request.windows = &fortnight;
    request.window_count = 1;
    return request;
}

void agency_take(rdv_agenda *agenda, rdv_events *log, rdv_events *events) {
    agency_check(rdv_events_append(log, events), rdv_events_message(log));
    agency_check(rdv_agenda_apply(agenda, events), rdv_agenda_message(agenda));
    rdv_events_destroy(events);
}
