"""What people call the columns of their lists, in several languages: words that mean the same.

Each line is one meaning: its word in the registers, then others for it. A line that begins with
a dash says nothing by itself ("date", "of") and counts little in a comparison.
"""

import re
from functools import cache, lru_cache

from isodesk.core.folding import folded

_PHRASES = {
    "fecha limite": "deadline",
    "date limite": "deadline",
    "data limite": "deadline",
    "date de fin": "completed",
    "correo electronico": "email",
    "non conformite": "nonconformity",
    "no conformidad": "nonconformity",
    "non conformita": "nonconformity",
    "non conformance": "nonconformity",
}
"""Words that mean something only together."""
_LINES = """
number: no nr num numero nummer id ref reference code kennung kennzeichen lfd index item laufnummer
number: kennnummer identnummer id-nr inventarnummer messmittelnummer codigo kod lp codice
title: name designation bezeichnung titel titre nom intitule denominacion nombre titolo naziv nazwa
title: tytul denominazione onderwerp
title: subject betreff objet asunto thema topic label benennung
description: beschreibung descripcion descrizione details detail desc opis text inhalt describe
owner: responsible responsibility responsable verantwortlich verantwortlicher verantwortung keeper
owner: zustandig assigned assignee lead leader custodian holder manager accountable pic responsabile
owner: wlasciciel odpowiedzialny odpowiedzialna propietario propietaria eigner risikoeigner pilote
owner: eigenaar verantwoordelijke
owner: dueno encargado proprietaire ansprechpartner eigentumer wer who
due: deadline termin frist target faellig fallig fallig-am echeance plazo vencimiento scadenza until
next: nachste nachster nachstes prochaine prochain proxima proximo prossima following upcoming
last: ostatni ostatnia ostatnie laatste
last: letzte letzter letztes derniere dernier ultima ultimo previous latest vorige recent
calibration: kalibracja kalibracji wzorcowanie wzorcowania kalibratie calibrazione
calibration: kalibrierung etalonnage calibracion taratura kalibriert calibrated kal calib
evaluation: bewertet evalue evaluee evaluado evaluada valutato ocena oceny oceniono beoordeling
evaluation: evaluated assessment assessed bewertung evaluacion valutazione beurteilung rating
review: reviewed uberprufung revue revision revisado riesame check checked prufung pruefung
aspect: aspekt aspekty umweltaspekt aspecto aspetto aspects
impact: auswirkung impacto impatto effect effects consequence consequences
impact: auswirkungen folge wirkung umweltauswirkung umweltauswirkungen wplyw oddzialywanie skutek
impact: consecuencia consecuencias conseguenza skutki gevolg
activity: tatigkeit aktivitat activite actividad attivita product service operation task
activity: dzialalnosc czynnosc attivita activiteit
condition: situation betriebszustand zustand
severity: ciezkosc dotkliwosc ernst
severity: schwere gravite gravedad gravita schweregrad sev seriousness ausmass magnitude
likelihood: probability wahrscheinlichkeit probabilite probabilidad probabilita frequency occurrence
likelihood: prawdopodobienstwo waarschijnlijkheid
likelihood: haufigkeit frequence eintrittswahrscheinlichkeit freq
score: rpn punktzahl points bewertungszahl result
control: controls measure measures massnahme massnahmen lenkung mitigation safeguard
root: racine raiz zrodlowa radice
nonconformity: abweichung nonconformance nc ncr niezgodnosc nichtkonformitat noconformidad
cause: przyczyna przyczyny oorzaak
cause: ursache causa reason root-cause grund rootcause
risk: ryzyko ryzyka rischi
risk: risiko risque riesgo rischio hazard gefahr threat
opportunity: szansa oportunidades
opportunity: chance chancen opportunite oportunidad
supplier: dostawca dostawcy leverancier
supplier: lieferant fournisseur proveedor fornitore vendor lieferer
customer: klant klienta
customer: kunde client cliente buyer
complaint: reklamation reclamation queja reclamo beschwerde
product: produkt produit producto prodotto artikel article material part
process: prozess processus proceso processo
department: abteilung service-dept dept departamento reparto bereich
location: emplacement lugar miejsce lokalizacja locatie plaats
location: ort standort lieu ubicacion place site room einsatzort where luogo lage
status: state zustand-status etat estado stato stand
category: type typ art kategorie kind class categorie categoria tipo sort classification klasse
priority: prioritat priorite prioridad urgency
cost: koszt koszty coste costi
cost: kosten cout costo coste costs price preis amount betrag
quantity: menge quantite cantidad quantita anzahl qty count amount-of pieces stuck
unit: einheit unite unidad unita uom
limit: grenzwert limite limits grenze threshold
target: ziel objectif objetivo obiettivo sollwert goal
value: wert valeur valor valore reading messwert ablesung
remark: bemerkung bemerkungen comment comments notes note remarks kommentar
remark: observation observaciones anmerkung commentaire
created: erstellt cree creado raised opened open-date
closed: cerrada cierre zamkniecie zamkniecia zamknieto zakonczono realise realisee chiuso gesloten
closed: closing completed completion abgeschlossen erledigt cerrado cloture finished done
received: erhalten eingang recu recibido eingegangen
trainer: formateur formatrice formador formadora trener ausbilder dozent instructor docente
length: dauer duree duracion durata duration trwania duur
training: szkolenie szkolenia opleiding cours
training: schulung formation formacion formazione kurs course
skill: kompetenz competence qualification fahigkeit
person: mitarbeiter employee staff worker angestellter collaborateur empleado
role: rolle function funktion job position stelle
contact: kontakt contacto contatto
phone: telephone telefon telefono tel mobile handy
email: e-mail mail courriel correo
address: adres indirizzi
address: adresse direccion indirizzo anschrift
country: land pays pais paese
interval: intervalo okres periodicidad intervallo
interval: intervall periodicite frequency-of every turnus cycle zyklus periodicity
requirement: anforderung exigence requisito vorgabe
source: quelle fuente fonte herkunft origin
authority: behorde autorite autoridad
law: gesetz loi ley legge rechtsvorschrift regulation verordnung legislation act
penalty: strafe sanction fine bussgeld
waste: abfall dechet residuo rifiuto refuse
water: wasser eau agua acqua
energy: energie energia strom electricity
instrument: przyrzad przyrzady narzedzie meetmiddel strumento
instrument: messmittel prufmittel gerat appareil equipo strumento device gauge equipment pruefmittel
serial: seryjny
serial: seriennummer serie serien sn
manufacturer: hersteller fabricant fabricante make
accuracy: genauigkeit precision prazision
range: messbereich plage rango bereich-mess
action: massnahme-action aktion accion azione
effective: wirksam efficace eficaz effectiveness wirksamkeit
earlier: old former alte alter legacy previous-no alt
system: managementsystem
document: dokument documento unterlage
approval: freigegeben approuve approuvee aprobado aprobada zatwierdzono zatwierdzenie goedgekeurd
approval: freigabe approved approbation genehmigung zulassung
issue: thema-issue
date: datum fecha data
-: environnemental environnementale environnementaux ambiental ambientales ambientale srodowiskowy
-: srodowisko srodowiskowe czas na dnia les des los las el
-: am on of the der die das von du de la le del in for fur pour to by and und
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


@lru_cache(10_000)
def meanings(words: str) -> frozenset[str]:
    """What a heading is about, in the words of the registers: `Nächste Kalibrierung am` is
    `next` and `calibration`. Words that say little are left out unless there are no others."""
    plain = _words(words)
    meant = frozenset(filter(None, (m for word in plain for m in _meant(word))))
    return (meant - {"date"}) or meant or frozenset(plain)


def _meant(word: str) -> tuple[str, ...]:
    """What one word is about; a number and what it numbers of `Lieferantennummer`."""
    known = _meanings().get(word)
    if known is not None:
        return (known,)
    for end in ("nummer", "nr"):
        if word.endswith(end) and len(word) > len(end) + 3:
            return ("number", _stem(word[: -len(end)].rstrip("s")))
    return (_stem(word),)


@lru_cache(4_096)
def plain(words: str) -> str:
    """A heading without case, accents, signs and what stands in brackets."""
    return " ".join(_words(words))


def _words(words: str) -> list[str]:
    bare = re.sub(r"[(\[][^)\]]*[)\]]", " ", words)
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", bare)  # dueDate
    said = folded(split).replace("n°", "no").replace("#", " no ")
    for phrase, word in _PHRASES.items():
        said = re.sub(rf"\b{phrase.replace(' ', '[ -]+')}\b", word, said)
    return re.findall(r"[^\W_]+", said.replace("e-mail", "email"))


def _stem(word: str) -> str:
    """The word without the ending of its plural or participle, where it is known without."""
    known = _meanings()
    for end in ("s", "es", "n", "en", "e", "ed", "er"):
        if word.endswith(end) and word[: -len(end)] in known:
            return known[word[: -len(end)]]
    for head in ("datum", "name"):
        if word.endswith(head) and len(word) > len(head) + 3:
            return _stem(word[: -len(head)].rstrip("s"))
    return word[:-1] if len(word) > 4 and word.endswith("s") else word
