"""From the form of a new company to what the services take."""

from dataclasses import replace

from isodesk.documents.values import Systems
from isodesk.services.company import CompanyValue, Founding, PersonValue, starter_types
from isodesk.ui.new_company import NewCompany


def founding_of(answers: NewCompany) -> Founding:
    """The company, its people (the officer first) and the document types, numbered as chosen."""
    company = CompanyValue(
        answers.company, answers.address, answers.scope, Systems(answers.systems), answers.logo
    )
    people = tuple(PersonValue(0, name, post) for name, post in answers.people)
    digits = f"{{seq:0{answers.digits}}}"
    types = tuple(replace(t, mask=t.mask.replace("{seq:02}", digits)) for t in starter_types())
    return Founding(company, people, types)
