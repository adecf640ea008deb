"""Registers as firms keep them, in five languages: what each column is called and means.

A column is (the field it is, the kind of its values, its headings by language). The headings are
those of real lists, not of isodesk."""

from dataclasses import dataclass

LANGUAGES = ("en", "de", "fr", "es", "pl")


@dataclass(frozen=True)
class Column:
    """`field` is the key it should become; `also` keys that are right as well; "" for what no
    field of the register is, and should be kept as a new field."""

    field: str
    kind: str
    headings: tuple[str, ...]
    also: tuple[str, ...] = ()


def column(field: str, kind: str, headings: str, also: str = "") -> Column:
    """The headings parted by bars, in the order of the languages."""
    return Column(field, kind, tuple(headings.split(" | ")), tuple(also.split()))


REGISTERS: dict[str, tuple[Column, ...]] = {
    "action": (
        column("number", "number_text", "No. | Nr. | N° | Nº | Nr", "legacy"),
        column("title", "words", "Action | Maßnahme | Action | Acción | Działanie"),
        column("owner_id", "person", "Responsible | Verantwortlich | Responsable | Responsable"
               " | Odpowiedzialny"),
        column("by_on", "day", "Due date | Termin | Échéance | Fecha límite | Termin"),
        column("done_on", "day", "Completed | Erledigt am | Réalisé le | Fecha de cierre"
               " | Data zamknięcia"),
        column("cost", "number", "Cost | Kosten | Coût | Coste | Koszt"),
        column("result", "words", "What was done | Umsetzung | Ce qui a été fait"
               " | Qué se hizo | Co zrobiono"),
    ),
    "nonconformity": (
        column("number", "number_text", "NC No. | Nr. | N° | Nº | Nr", "legacy"),
        column("title", "words", "Nonconformity | Abweichung | Non-conformité | No conformidad"
               " | Niezgodność"),
        column("found_on", "day", "Date | Datum | Date | Fecha | Data"),
        column("root_cause", "words", "Root cause | Ursache | Cause racine | Causa raíz"
               " | Przyczyna źródłowa"),
        column("owner_id", "person", "Owner | Verantwortlicher | Responsable | Responsable"
               " | Właściciel"),
        column("closed_on", "day", "Closed on | Abgeschlossen am | Clôturé le | Cerrado el"
               " | Zamknięto"),
        column("cost", "number", "Cost | Kosten | Coût | Coste | Koszt"),
    ),
    "equipment": (
        column("number", "number_text", "ID | Inventarnummer | Code | Código | Numer", "legacy"),
        column("title", "words", "Instrument | Messmittel | Instrument | Instrumento | Przyrząd"),
        column("serial", "code", "Serial no. | Seriennummer | N° de série | Nº de serie"
               " | Numer seryjny"),
        column("location", "words", "Location | Standort | Emplacement | Ubicación | Lokalizacja"),
        column("calibrated_on", "day", "Last calibration | Letzte Kalibrierung"
               " | Dernier étalonnage | Última calibración | Ostatnia kalibracja"),
        column("every", "months", "Interval (months) | Intervall (Monate) | Périodicité (mois)"
               " | Intervalo (meses) | Okres (miesiące)"),
        column("", "number", "Mass (kg) | Masse (kg) | Masse (kg) | Masa (kg) | Masa (kg)"),
    ),
    "supplier": (
        column("number", "number_text", "Vendor no. | Lieferantennummer | N° | Nº | Nr", "legacy"),
        column("title", "words", "Supplier | Lieferant | Fournisseur | Proveedor | Dostawca"),
        column("contact", "person_text", "Contact | Ansprechpartner | Contact | Contacto"
               " | Kontakt", "owner_id"),
        column("email", "mail", "E-mail | E-Mail | Courriel | Correo electrónico | E-mail"),
        column("phone", "phone", "Phone | Telefon | Téléphone | Teléfono | Telefon"),
        column("approved_on", "day", "Approved on | Freigegeben am | Approuvé le | Aprobado el"
               " | Zatwierdzono"),
        column("address", "words", "Address | Adresse | Adresse | Dirección | Adres"),
    ),
    "aspect": (
        column("number", "number_text", "No. | Nr. | N° | Nº | Nr", "legacy"),
        column("activity", "words", "Activity | Tätigkeit | Activité | Actividad | Działalność"),
        column("title", "words", "Environmental aspect | Umweltaspekt"
               " | Aspect environnemental | Aspecto ambiental | Aspekt środowiskowy"),
        column("impact", "words", "Environmental impact | Umweltauswirkung"
               " | Impact environnemental | Impacto ambiental | Wpływ na środowisko"),
        column("severity", "level", "Severity | Schwere | Gravité | Gravedad | Ciężkość"),
        column("likelihood", "level", "Likelihood | Wahrscheinlichkeit | Probabilité"
               " | Probabilidad | Prawdopodobieństwo"),
        column("evaluated_on", "day", "Evaluation date | Bewertet am | Évalué le"
               " | Fecha de evaluación | Data oceny"),
    ),
    "training": (
        column("number", "number_text", "No. | Nr. | N° | Nº | Nr", "legacy"),
        column("title", "words", "Course | Schulung | Formation | Formación | Szkolenie"),
        column("trainer_id", "person", "Trainer | Trainer | Formateur | Formador | Trener"),
        column("held_on", "day", "Held on | Durchgeführt am | Réalisée le | Realizada el"
               " | Data przeprowadzenia"),
        column("hours", "hours", "Length (h) | Dauer (h) | Durée (h) | Duración (h)"
               " | Czas trwania (h)"),
        column("cost", "number", "Cost | Kosten | Coût | Coste | Koszt"),
        column("place", "words", "Place | Ort | Lieu | Lugar | Miejsce"),
    ),
    "risk": (
        column("number", "number_text", "No. | Nr. | N° | Nº | Nr", "legacy"),
        column("title", "words", "Risk | Risiko | Risque | Riesgo | Ryzyko"),
        column("cause", "words", "Cause | Ursache | Cause | Causa | Przyczyna"),
        column("consequence", "words", "Consequence | Folge | Conséquence | Consecuencia"
               " | Skutek"),
        column("likelihood", "level", "Probability | Eintrittswahrscheinlichkeit | Probabilité"
               " | Probabilidad | Prawdopodobieństwo"),
        column("severity", "level", "Severity | Schweregrad | Gravité | Gravedad | Ciężkość"),
        column("treat_by", "day", "Deadline | Termin | Échéance | Plazo | Termin"),
        column("owner_id", "person", "Risk owner | Risikoeigner | Propriétaire du risque"
               " | Propietario del riesgo | Właściciel ryzyka"),
    ),
}  # fmt: skip

WORDS: dict[str, tuple[str, ...]] = {
    "en": ("Quench water spill", "Label missing on drum 4", "Gauge dropped", "Wrong revision"),
    "de": (
        "Ölaustritt an der Presse",
        "Prüfplan überholt",
        "Maß außer Toleranz",
        "Straße gesperrt",
    ),
    "fr": ("Fuite d’huile à la presse", "Étiquette déchirée", "Contrôle oublié", "Dépôt plein"),
    "es": ("Derrame de aceite", "Revisión atrasada", "Señal dañada", "Válvula sin etiqueta"),
    "pl": ("Wyciek oleju", "Brak etykiety na beczce", "Przekroczony termin", "Źle ułożone części"),
}
NAMES = ("Ana Ruiz", "Tom Hale", "Jürgen Groß", "Łucja Nowak", "Hélène Petit", "Alan Ruiz")
