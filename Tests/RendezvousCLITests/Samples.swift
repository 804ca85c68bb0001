import Foundation

/// Small documents written here: one office in Athens, open on Mondays and Tuesdays until eleven.
enum Samples {
    static let files = ["agency.json": agency, "requests.json": requests]

    static let agency = """
        {
          "rendezvous": "agency/1",
          "founded": "2026-11-20T06:00:00Z",
          "zones": ["Europe/Athens"],
          "fields": [{"id": "jobs", "name": "Jobs"}],
          "services": [
            {
              "id": "advice",
              "field": "jobs",
              "name": {"el": "Συμβουλευτική", "en": "Advice"},
              "topics": [
                {
                  "id": "cv",
                  "name": "Curriculum vitae",
                  "checklist": [{"id": "draft", "name": {"el": "Σχέδιο", "en": "A draft"}}]
                }
              ],
              "duration": "PT30M",
              "interpretedDuration": "PT40M",
              "gap": {"after": "PT10M"},
              "channels": ["video", "phone"],
              "startGrid": 10,
              "checklist": [{"id": "card", "name": "Identity card"}]
            },
            {"id": "grants", "field": "jobs", "audience": ["business"], "duration": "PT1H"}
          ],
          "offices": [
            {
              "id": "kypseli",
              "name": {"el": "Κυψέλη", "en": "Kypseli"},
              "zone": "Europe/Athens",
              "region": "attiki",
              "areas": ["11362"],
              "hours": {"monday": ["08:00-11:00"], "tuesday": ["08:00-11:00"]}
            }
          ],
          "counsellors": [
            {"id": "maria", "office": "kypseli"},
            {"id": "nikos", "office": "kypseli", "services": ["advice"]}
          ],
          "interpreters": [
            {"id": "eleni", "communications": ["signed:gss"], "zone": "Europe/Athens"}
          ],
          "declarations": [
            {
              "id": "d-1",
              "counsellor": "maria",
              "submitted": "2026-11-19T06:00:00Z",
              "kind": "weekly",
              "dates": {"from": "2026-11-01"},
              "week": {"monday": {"work": ["08:00-11:00"]}, "tuesday": {"work": ["08:00-11:00"]}}
            },
            {
              "id": "d-2",
              "counsellor": "nikos",
              "submitted": "2026-11-19T06:00:00Z",
              "kind": "weekly",
              "dates": {"from": "2026-11-01"},
              "week": {"monday": {"work": ["08:30-10:30"], "breaks": ["09:30-09:40"]}}
            },
            {
              "id": "d-3",
              "interpreter": "eleni",
              "submitted": "2026-11-19T06:00:00Z",
              "kind": "weekly",
              "dates": {"from": "2026-11-01"},
              "week": {"monday": {"work": ["08:00-10:00"]}}
            }
          ]
        }
        """

    /// Two that can be served, and one for a day on which the office is closed.
    static let requests = """
        {
          "rendezvous": "requests/1",
          "requests": [
            {
              "id": "r-1",
              "party": {"participant": "p-1"},
              "service": "advice",
              "windows": [{"from": "2026-11-23", "to": "2026-11-23", "zone": "Europe/Athens"}]
            },
            {
              "id": "r-2",
              "party": {"participant": "p-2", "needs": ["signed:gss"]},
              "service": "advice",
              "windows": [{"from": "2026-11-23", "to": "2026-11-23", "zone": "Europe/Athens"}],
              "weight": 5
            },
            {
              "id": "r-3",
              "party": {"participant": "p-3"},
              "service": "advice",
              "windows": [{"from": "2026-11-25", "to": "2026-11-25", "zone": "Europe/Athens"}]
            }
          ]
        }
        """

    /// An agenda with two appointments of Maria: 08:00 with Greek Sign Language and 09:00.
    static func agenda(on desk: Desk) {
        _ = desk.run("book agency.json --service advice --needs signed:gss --out first.json")
        _ = desk.run(
            "book first.json --service advice --topic cv --participant p-2 --counsellor maria "
                + "--start 2026-11-23T09:00:00+02:00 --out agenda.json")
    }
}
