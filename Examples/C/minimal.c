#include <rendezvous.h>
#include <stdio.h>

int main(void) {
    rdv_agency *agency = NULL;
    rdv_agenda *agenda = NULL;
    rdv_events *events = NULL;
    rdv_status status = rdv_agency_create(1790000000, NULL, &agency);

    // Zone, office, field, service, counsellor, and when the counsellor works.
    const rdv_span hours[] = {
        {RDV_MONDAY, RDV_CLOCK(8, 0), RDV_CLOCK(15, 0)},
        {RDV_TUESDAY, RDV_CLOCK(8, 0), RDV_CLOCK(15, 0)},
    };
    rdv_office_options office = RDV_OFFICE_OPTIONS_INIT;
    rdv_service_options service = RDV_SERVICE_OPTIONS_INIT;
    rdv_counsellor_options counsellor = RDV_COUNSELLOR_OPTIONS_INIT;
    rdv_declaration work = RDV_DECLARATION_INIT;
    const rdv_stretch stretches[] = {
        {RDV_MONDAY, RDV_CLOCK(9, 0), RDV_CLOCK(12, 0), RDV_PLACE_ON_SITE},
    };
    office.zone = "Europe/Athens";
    office.hours = hours;
    office.hour_count = 2;
    service.field = "jobseekers";
    counsellor.office = "kypseli";
    work.id = "d-1";
    work.worker = "c-17";
    work.submitted = 1790000000;
    work.stretches = stretches;
    work.stretch_count = 1;
    if (!status) status = rdv_agency_give_zone(agency, "Europe/Athens", NULL, 0);
    if (!status) status = rdv_agency_add_office(agency, "kypseli", &office);
    if (!status) status = rdv_agency_add_field(agency, "jobseekers", "Counselling");
    if (!status) status = rdv_agency_add_service(agency, "advice", &service);
    if (!status) status = rdv_agency_add_counsellor(agency, "c-17", &counsellor);
    if (!status) status = rdv_agency_declare(agency, &work);
    if (!status) status = rdv_agenda_create(agency, &agenda);
    if (status) printf("%s: %s\n", rdv_status_name(status), rdv_agency_message(agency));

    // Ask for openings in a fortnight, and book the first.
    if (!status) {
        const rdv_instant now = 1790000000;
        const rdv_interval fortnight = {now, now + 14 * 86400};
        rdv_request request = RDV_REQUEST_INIT;
        rdv_opening found[20];
        size_t count = 0;
        int64_t appointment = 0;
        request.subject = "p-204";
        request.service = "advice";
        request.windows = &fortnight;
        request.window_count = 1;
        status = rdv_agenda_openings(
            agenda, &request, now, found, sizeof found[0], 20, &count);
        if (!status)
            status = rdv_agenda_book(agenda, &request, &found[0].placement, now, &events);
        if (!status) status = rdv_events_appointment(events, &appointment);
        // Here the events would be stored: rdv_events_encode.
        if (!status) status = rdv_agenda_apply(agenda, events);
        if (!status)
            printf("appointment %d with %s at %lld, 1 of %d openings\n", (int)appointment,
                   found[0].placement.counsellor.text, (long long)found[0].placement.start,
                   (int)count);
        else
            printf("%s: %s\n", rdv_status_name(status), rdv_agenda_message(agenda));
    }
    rdv_events_destroy(events);
    rdv_agenda_destroy(agenda);
    rdv_agency_destroy(agency);
    return status != RDV_OK;
}
