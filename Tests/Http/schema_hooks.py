"""What schemathesis may be told beyond what a JSON Schema can say; see schema.py.

In place of its check `positive_data_acceptance`, one that takes a refusal of data that keep to the
schema only where it says one of the sentences below, each with the reason why no schema says it.
"""
import re

import schemathesis
from schemathesis.specs.openapi.checks import RejectedPositiveData, positive_data_acceptance

# Two values that contradict each other, a value that depends on the agenda, or a text whose length
# in bytes and not in characters counts.
SENTENCES = [
    r"must not be before|must be later than",    # dates and instants that end before they begin
    r"which is not in the catalogue",            # services and offices of the agency
    r"registration for .* needs",                # which number a category asks for, by where one lives
    r"lacks the details of a first registration",  # whether it is the first
    r"came before with another request",         # an Idempotency-Key that was used
    r"exclude each other",                       # office, region and area; counsellor and prefer
    r"must not stand where",                     # an authority where people speak for themselves
    r"must not be (empty|in the past)",          # seen from the clock
    r"must be an identifier: 1 to 64 bytes",     # bytes of UTF-8; characters are what a schema counts
    r"contact field .*\(\d+ bytes\)",            # so are those of names and values
    r"must be a (need|communication) such as",   # so are those of a facility; 35 of a language
    r"must be a zone whose rules are given",     # zones of the agency
    r"\(\d+\.0+\) must be a whole number",       # 2.0 is an integer to a schema, and not written so
    r"must be a date such as",                   # 31 February keeps to every pattern of a date
    r"must be an instant such as",               # and so does a leap second
]

# The content is a document of another format (Documentation/Formats); the document of the API names
# it and does not repeat it.
DOCUMENTS = {
    "change", "clock", "correctDeclaration", "declare", "noteParticipant", "plan", "repair",
    "setPolicy", "setRule", "simulate", "whatIf",
}


@schemathesis.check
def taken_or_unsayable(ctx, response, case):
    """Data that keep to the schema are taken, or refused for what no schema says."""
    try:
        positive_data_acceptance(ctx, response, case)
    except RejectedPositiveData:
        if response.status_code != 422:
            raise
        if case.operation.definition.raw.get("operationId") in DOCUMENTS:
            return
        if not any(re.search(text, response.json()["detail"]) for text in SENTENCES):
            raise
