"""The names of Word's built-in styles in other languages, as its menus show them.

Word writes them in English into its files; other programs, and people who make a style of that
name anew, do not.
"""

from __future__ import annotations

from collections.abc import Mapping

#: Our name -> its names in German, French, Spanish, Italian, Dutch, Portuguese, Swedish, Danish,
#: Polish, and those of LibreOffice.
_NAMES = {
    "Title": "Titel | Titre | Título | Puesto | Titolo | Rubrik | Tytuł",
    "Heading 1": "Überschrift 1 | Titre 1 | Título 1 | Titolo 1 | Kop 1 | Rubrik 1 | Overskrift 1"
    " | Nagłówek 1",
    "Heading 2": "Überschrift 2 | Titre 2 | Título 2 | Titolo 2 | Kop 2 | Rubrik 2 | Overskrift 2"
    " | Nagłówek 2",
    "Body Text": "Textkörper | Corps de texte | Texto independiente | Corpo testo"
    " | Corpo del testo | Platte tekst | Plattetekst | Corpo de texto | Brödtext | Brødtekst"
    " | Tekst podstawowy | Text body",
    "List Bullet": "Aufzählungszeichen | Liste à puces | Lista con viñetas | Punto elenco"
    " | Lijstopsom.teken | Lista com marcadores | Punktlista | Opstilling - punkttegn"
    " | Lista punktowana",
    "List Number": "Listennummer | Liste à numéros | Lista con números | Numero elenco"
    " | Lijstnummering | Lista numerada | Numrerad lista | Opstilling - talopstilling"
    " | Lista numerowana",
    "Strong": "Fett | Élevé | Texto en negrita | Enfasi (grassetto) | Zwaar | Forte | Stark"
    " | Stærk | Pogrubienie | Strong Emphasis",
    "Emphasis": "Hervorhebung | Accentuation | Énfasis | Enfasi (corsivo) | Nadruk | Ênfase"
    " | Betoning | Fremhæv | Uwydatnienie",
    "Hyperlink": "Link | Lien hypertexte | Hipervínculo | Collegamento ipertestuale"
    " | Hiperligação | Hyperlänk | Hiperłącze | Internet Link",
    "Footnote Text": "Fußnotentext | Note de bas de page | Texto nota pie"
    " | Testo nota a piè di pagina | Voetnoottekst | Texto de nota de rodapé | Fotnotstext"
    " | Fodnotetekst | Tekst przypisu dolnego | Footnote",
    "Footnote Reference": "Fußnotenzeichen | Appel note de bas de p. | Ref. de nota al pie"
    " | Rimando nota a piè di pagina | Voetnootmarkering | Ref. de nota de rodapé"
    " | Fotnotsreferens | Fodnotehenvisning | Odwołanie przypisu dolnego | Footnote Characters",
    "Normal": "Standard | Normale | Standaard | Normalny | Default Paragraph Style",
    "Header": "Kopfzeile | En-tête | Encabezado | Intestazione | Koptekst | Cabeçalho"
    " | Sidhuvud | Sidehoved | Nagłówek",
    "Footer": "Fußzeile | Pied de page | Pie de página | Piè di pagina | Voettekst | Rodapé"
    " | Sidfot | Sidefod | Stopka",
}
#: The same, taken apart, in small letters.
LOCAL_NAMES: Mapping[str, tuple[str, ...]] = {
    name: tuple(local.strip().lower() for local in locals.split("|"))
    for name, locals in _NAMES.items()
}
