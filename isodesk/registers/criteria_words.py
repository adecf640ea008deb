"""A set of criteria in words: for its controlled document and for what is frozen."""

from collections.abc import Iterator

from isodesk.i18n import tr
from isodesk.registers.environment_words import Medium
from isodesk.registers.significance import Band, Criteria, Group, Input, Method, Role, plain


def criteria_words(criteria: Criteria) -> str:
    """The whole set as lines of text."""
    return "\n".join(_lines(criteria))


def _lines(criteria: Criteria) -> Iterator[str]:
    method = criteria.method
    yield f"{criteria.name} ({method.code} {tr(method.value)})".strip()
    yield method_words(method)
    if criteria.formula:
        yield tr("Formula: {formula}", formula=criteria.formula)
    for each in criteria.inputs:
        levels = "; ".join(f"{plain(level.value)} {tr(level.words)}" for level in each.levels)
        yield f"{input_words(each)}: {levels}"
    for band in criteria.bands:
        yield band_words(band)


def method_words(method: Method) -> str:
    """How the method makes a result of the scores, in one or two sentences."""
    return tr(_METHODS[method])


_METHODS = {
    Method.MATRIX: "The scores are multiplied.",
    Method.WEIGHTED: "Each score is multiplied by its weight; the products are added.",
    Method.PRODUCT: "The scores are multiplied.",
    Method.TRIGGERS: "A yes to a question marked so is enough; the other yeses are counted.",
    Method.CONDITIONS: "Each condition has questions and bands of its own; its scores are added.",
    Method.ESCALATION: "The scores are multiplied; each yes to a question marked so raises the"
    " result by one band.",
    Method.METER: "The last readings are compared with the baseline. The result is a suggestion.",
    Method.FMEA: "Severity, occurrence and detection are multiplied.",
    Method.FORMULA: "The score is worked out by the formula.",
}


def input_words(each: Input) -> str:
    """`Severity (weight 1.5, only in emergencies)`: an input and what is special about it."""
    notes = []
    if each.role is not Role.SCORE:
        notes.append(tr(each.role.value).lower())
    if each.weight != 1:
        notes.append(tr("weight {weight}", weight=plain(each.weight)))
    if each.group:
        notes.append(group_words(each.group))
    return f"{tr(each.label)} ({', '.join(notes)})" if notes else tr(each.label)


def group_words(group: str) -> str:
    """`normal`, `only influenced`."""
    return tr(Group[group].value).lower()


def band_words(band: Band) -> str:
    """`From 12: Significant – significant (water)`."""
    place = band_place(band)
    said = tr("From {at}: {word}", at=plain(band.at), word=tr(band.word))
    if band.significant:
        said += ", " + tr("significant")
    return f"{said} ({place})" if place else said


def band_place(band: Band) -> str:
    """`emergency, water`: where alone the band counts; "" everywhere."""
    where = [group_words(band.group)] if band.group else []
    if band.category:
        where.append(tr(Medium[band.category].value).lower())
    return ", ".join(where)
