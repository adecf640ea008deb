"""What people call the columns of their lists, in several languages: words that mean the same.

Each line is one meaning: its word in the registers, then others for it. A line that begins with
a dash says nothing by itself ("date", "of") and counts little in a comparison.
"""

import re
from functools import cache

from isodesk.core.folding import folded

_LINES = """
number: no nr num numero nummer id ref reference code kennung kennzeichen lfd index item laufnummer
number: kennnummer identnummer id-nr inventarnummer messmittelnummer
title: name designation bezeichnung titel titre nom intitule denominacion nombre titolo naziv nazwa
title: subject betreff objet asunto thema topic label benennung
description: beschreibung descripcion descrizione details detail desc opis text inhalt describe
owner: responsible responsibility responsable verantwortlich verantwortlicher verantwortung keeper
owner: zustandig assigned assignee lead leader custodian holder manager accountable pic responsabile
owner: dueno encargado proprietaire ansprechpartner eigentumer wer who
due: deadline termin frist target faellig fallig fallig-am echeance plazo vencimiento scadenza until
next: nachste nachster nachstes prochaine prochain proxima proximo prossima following upcoming
last: letzte letzter letztes derniere dernier ultima ultimo previous latest vorige recent
calibration: kalibrierung etalonnage calibracion taratura kalibriert calibrated kal calib
evaluation: evaluated assessment assessed bewertung evaluacion valutazione beurteilung rating
review: reviewed uberprufung revue revision revisado riesame check checked prufung pruefung
aspect: umweltaspekt aspecto aspetto aspects
impact: auswirkung impacto impatto effect effects consequence consequences
impact: auswirkungen folge wirkung
activity: tatigkeit aktivitat activite actividad attivita product service operation task
condition: situation betriebszustand zustand
severity: schwere gravite gravedad gravita schweregrad sev seriousness ausmass magnitude
likelihood: probability wahrscheinlichkeit probabilite probabilidad probabilita frequency occurrence
likelihood: haufigkeit frequence eintrittswahrscheinlichkeit freq
score: rpn punktzahl points bewertungszahl result
control: controls measure measures massnahme massnahmen lenkung mitigation safeguard
cause: ursache causa reason root-cause grund rootcause
risk: risiko risque riesgo rischio hazard gefahr threat
opportunity: chance chancen opportunite oportunidad
supplier: lieferant fournisseur proveedor fornitore vendor lieferer
customer: kunde client cliente buyer
complaint: reklamation reclamation queja reclamo beschwerde
product: produkt produit producto prodotto artikel article material part
process: prozess processus proceso processo
department: abteilung service-dept dept departamento reparto bereich
location: ort standort lieu ubicacion place site room einsatzort where luogo lage
status: state zustand-status etat estado stato stand
category: type typ art kategorie kind class categorie categoria tipo sort classification klasse
priority: prioritat priorite prioridad urgency
cost: kosten cout costo coste costs price preis amount betrag
quantity: menge quantite cantidad quantita anzahl qty count amount-of pieces stuck
unit: einheit unite unidad unita uom
limit: grenzwert limite limits grenze threshold
target: ziel objectif objetivo obiettivo sollwert goal
value: wert valeur valor valore reading messwert ablesung
remark: bemerkung bemerkungen comment comments notes note remarks kommentar
remark: observation observaciones anmerkung commentaire
created: erstellt cree creado raised opened open-date
closed: closing completed completion abgeschlossen erledigt cerrado cloture finished done
received: erhalten eingang recu recibido eingegangen
training: schulung formation formacion formazione kurs course
skill: kompetenz competence qualification fahigkeit
person: mitarbeiter employee staff worker angestellter collaborateur empleado
role: rolle function funktion job position stelle
phone: telephone telefon telefono tel mobile handy
email: e-mail mail courriel correo
address: adresse direccion indirizzo anschrift
country: land pays pais paese
interval: intervall periodicite frequency-of every turnus cycle zyklus periodicity
requirement: anforderung exigence requisito vorgabe
source: quelle fuente fonte herkunft origin
authority: behorde autorite autoridad
law: gesetz loi ley legge rechtsvorschrift regulation verordnung legislation act
penalty: strafe sanction fine bussgeld
waste: abfall dechet residuo rifiuto refuse
water: wasser eau agua acqua
energy: energie energia strom electricity
instrument: messmittel prufmittel gerat appareil equipo strumento device gauge equipment pruefmittel
serial: seriennummer serie serien sn
manufacturer: hersteller fabricant fabricante make
accuracy: genauigkeit precision prazision
range: messbereich plage rango bereich-mess
action: massnahme-action aktion accion azione
effective: wirksam efficace eficaz effectiveness wirksamkeit
earlier: old former alte alter legacy previous-no alt
system: managementsystem
document: dokument documento unterlage
approval: freigabe approved approbation genehmigung zulassung
issue: thema-issue
-: date datum fecha data am on of the der die das von du de la le del in for fur pour to by and und
-: is it day tag jour dia when wann or oder ou o y et und the a an environmental umwelt
"""


@cache
def _meanings() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _LINES.strip().splitlines():
        meaning, _, words = line.partition(":")
        for word in words.split():
            found.setdefault(folded(word), "" if meaning == "-" else meaning)
        if meaning != "-":
            found[meaning] = meaning
    return found


@cache
def meanings(words: str) -> frozenset[str]:
    """What a heading is about, in the words of the registers: `Nächste Kalibrierung am` is
    `next` and `calibration`. Words that say little are left out unless there are no others."""
    plain = _words(words)
    meant = [_meanings().get(word, _stem(word)) for word in plain]
    return frozenset(filter(None, meant)) or frozenset(plain)


def plain(words: str) -> str:
    """A heading without case, accents, signs and what stands in brackets."""
    return " ".join(_words(words))


def _words(words: str) -> list[str]:
    bare = re.sub(r"[(\[][^)\]]*[)\]]", " ", words)
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", bare)  # dueDate
    said = folded(split).replace("n°", "no").replace("#", " no ")
    return re.findall(r"[^\W_]+", said.replace("e-mail", "email"))


def _stem(word: str) -> str:
    """The word without the ending of its plural or participle, where it is known without."""
    known = _meanings()
    for end in ("s", "es", "n", "en", "e", "ed", "er"):
        if word.endswith(end) and word[: -len(end)] in known:
            return known[word[: -len(end)]]
    for head in ("nummer", "nr", "datum", "name"):
        if word.endswith(head) and len(word) > len(head) + 3:
            return _stem(word[: -len(head)].rstrip("s"))
    return word[:-1] if len(word) > 4 and word.endswith("s") else word
