"""Words in columns' names that tell what the numbers are, in English, German, French and Spanish, some in other languages; accents don't count."""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import combining, normalize


def _without_accents(text: str) -> str:
    return "".join(letter for letter in normalize("NFKD", text) if not combining(letter))


def words_of(name: str) -> list[str]:
    """`orderId`, `Order_ID` and `Örder-Id` alike as order, id."""
    plain = _without_accents(name)
    return re.sub(r"[\W_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain)).casefold().split()


class Words(NamedTuple):
    """Whole words, what longer words end or begin with, and words in a row."""

    whole: frozenset[str]
    ends: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()

    def has(self, word: str) -> bool:
        """A number behind a word, as in `ean13` and `qty2`, is none of it."""
        word = word.rstrip("0123456789") or word
        return word in self.whole or word.endswith(self.ends) or word.startswith(self.begins)

    def are_in(self, words: list[str]) -> bool:
        text = f" {' '.join(words)} "
        return any(map(self.has, words)) or any(f" {phrase} " in text for phrase in self.phrases)


def _set(*texts: str) -> frozenset[str]:
    # As names are taken apart: one letter of Korean is several there.
    return frozenset(_without_accents(" ".join(texts)).split())


# What happened or was moved in a time: it adds up.
FLOWS = Words(
    _set(
        "amount amounts amt revenue revenues sales sold income incomes profit profits loss losses cost costs paid qty quantity",
        "quantities units count counts orders turnover spend spent spending expense expenses expenditure expenditures earnings",
        "payment payments charges fee fees tax taxes bill bills donation donations tip tips visits visitors clicks views impressions",
        "pageviews downloads sessions signups purchases refunds transactions bookings deaths births cases arrivals departures",
        "passengers trips rides goals votes rain rainfall precipitation snowfall consumption kwh proceeds receipts items pieces pcs",
        "exports imports production",
        "umsatz umsatze betrag betrage menge mengen anzahl erlos erlose einnahmen ausgaben kosten gewinn gewinne verlust verluste",
        "einkommen bestellungen auftrage verkaufe absatz stuck stuckzahl gebuhr gebuhren steuer steuern zahlung zahlungen bezahlt",
        "besucher besuche fahrten todesfalle geburten niederschlag verbrauch",
        "montant montants revenu revenus ventes vente recettes depense depenses cout couts benefice benefices quantite quantites",
        "nombre unites commandes paye paiement paiements frais visites visiteurs deces naissances precipitations consommation",
        "importe importes monto montos ingreso ingresos ventas venta gasto gastos coste costes costo costos beneficio beneficios",
        "ganancia ganancias cantidad cantidades unidades pedidos pagado pago pagos visitas visitantes impuesto impuestos muertes",
        "nacimientos precipitacion consumo facturacion",
        "subtotal subtotals gmv payout payouts commission commissions royalties refund opex capex freight rev calories",
        "defects accidents injuries shipments installs cnt",
        "ricavi ricavo fatturato vendite importi costi quantita utile spesa spese incassi ordini",
        "receita receitas faturamento vendas quantidade lucro despesas custos pedidos",
        "omzet bedrag bedragen aantal kosten winst verkopen",
        "выручка сумма доход доходы расход расходы прибыль количество продажи кол",
        "przychod przychody ilosc kwota sprzedaz koszt koszty zysk",
        "売上 売上高 売上金額 金額 数量 個数 件数 販売数 費用 利益 销售额 销量 金额 收入 成本 利润 订单数",
        "매출 매출액 금액 수량 판매량 비용 이익",
    ),
    ends=("amount", "revenue", "quantity", "sales", "income", "profit", "qty", "umsatz", "betrag", "menge", "kosten", "anzahl", "erlos", "ausgaben",
          "einnahmen", "gewinn", "売上", "金額", "数量", "件数", "销售额", "金额"),
    begins=("umsatz",),
    phrases=("number of", "no of", "num of", "chiffre d affaires", "numero de pedidos"),
)

# What is counted, so that it is whole and not below zero.
COUNTS = Words(_set("count counts cnt units anzahl nombre"), phrases=("number of", "no of", "num of"))

# Shares and levels, and what there is at a moment: the mean is asked for.
LEVELS = Words(
    _set(
        "percent percentage pct perc share shares rate rates ratio ratios prob probability likelihood avg average mean median price",
        "prices score scores rating ratings grade grades elo index indices speed velocity temperature temperatures temp celsius",
        "fahrenheit humidity pressure age ages balance balances population populations pop stock stocks inventory inventories level",
        "levels height weight latitude longitude lat lon lng open close high low min max minimum maximum margin margins yield std",
        "stddev stdev variance percentile quantile gpa bmi density growth change yoy cagr per capita salary salaries wage wages",
        "capacity headcount people persons chance employees subscribers members followers inhabitants residents approval favor favour nps limit worth debt",
        "assets equity valuation savings holdings cap nav mrr arr bid ask strike elevation altitude",
        "prozent prozentsatz anteil anteile quote rate raten satz preis preise kurs kurse bewertung wertung note noten punktzahl",
        "geschwindigkeit tempo temperatur alter saldo salden kontostand bestand bestande bevolkerung einwohner einwohnerzahl lager",
        "durchschnitt mittelwert mittel schnitt stand niveau hohe gewicht druck feuchte marge guthaben vermogen gehalt gehalter lohn lohne dichte",
        "wahrscheinlichkeit verhaltnis mitarbeiter pro je",
        "pourcentage taux prix indice indices vitesse solde soldes stock inventaire moyenne moyennes moyen mediane niveau cours",
        "coefficient coefficients coef gini elasticity correlation odds relative unique distinct uncertainty error errors deviation zscore",
        "record normal normals typical expected projected forecast target quota monthly annual capita",
        "probabilite salaire salaires humidite pression poids hauteur densite effectif patrimoine encours par",
        "porcentaje tasa tasas precio precios puntuacion calificacion nota notas velocidad edad poblacion existencias inventario",
        "ø durchschnittlich smoothed rolling moving ma sma ema lag length lengths width widths depth depths diameter thickness radius size",
        "duration durations delay delays latency since until between",
        "prezzo prezzi media eta punteggio tasso quota saldo popolazione giacenza altezza peso stipendio",
        "preco precos idade taxa pontuacao nota salario populacao estoque media",
        "prijs prijzen leeftijd gemiddelde percentage voorraad bevolking gewicht",
        "цена цены возраст доля процент средняя среднее средний рейтинг остаток баланс население курс температура",
        "cena ceny wiek udzial srednia saldo stan ludnosc",
        "価格 単価 年齢 平均 割合 率 残高 在庫 人口 価格 价格 单价 年龄 平均值 比例 余额 库存 得分 评分",
        "가격 단가 나이 평균 비율 잔액 재고 인구 점수",
        "promedio mediana nivel probabilidad salario salarios humedad presion peso altura densidad margen participacion patrimonio por",
    ),
    ends=("price", "rating", "temperature", "temperatur", "percent", "percentage", "population", "balance", "score", "speed", "velocity", "ratio",
          "inventory", "preis", "preise", "anteil", "quote", "bestand", "saldo", "geschwindigkeit", "bewertung", "durchschnitt", "index", "kurs",
          "dichte", "gewicht", "einwohner", "feuchtigkeit", "率", "単価", "価格", "平均", "残高", "单价", "价格", "余额"),
    begins=("avg", "average", "durchschnitt", "mittler", "percent", "prozent", "平均"),
    phrases=("part de", "part du", "part des", "media de", "on hand", "unit cost", "unit costs", "unit amount", "cost unit"),
)

# In a file's name these say the same of all its figures.
MEASURES = Words(_set("index indices rate rates percent percentage ratio ratios prices per capita"), phrases=("per capita",))

# Places in an order: their mean says something, their sum does not.
RANKS = Words(_set("rank ranks ranking seed position pos place rang platz platzierung classement puesto posicion rango"))

YEARS = Words(
    _set("year yr fy season cycle vintage jahr baujahr geburtsjahr saison jahrgang annee cycle ano anno temporada ciclo"),
    ends=("jahr",),
)

# Parts of a calendar or a map that numbers name.
PARTS = Words(
    _set(
        "quarter qtr month mnth mon mo week wk doy hr weekday day dow dom dy da hour congress district ward precinct sequence seq",
        "round rounds matchday gameweek gw lap inning spieltag journee jornada giornata rodada",
        "quartal monat kalenderwoche kw woche wochentag tag stunde wahlkreis bezirk",
        "trimestre mois semaine jour heure circonscription arrondissement mes semana dia hora distrito",
    )
)

# Kinds of things, which whole numbers name.
CLASSES = Words(
    _set(
        "class pclass cluster clusters group grp label labels type types category categories kind species sex gender status zone region method",
        "klasse gruppe typ art kategorie geschlecht groupe genre categorie sexe clase grupo tipo categoria sexo classe",
    )
)

# Names of moments, and among them those of days.
DATES = Words(
    _set("date dates dt datum fecha data dato päivämäärä tanggal tarih дата 日期 日付 날짜 day"),
    ends=("date", "datum"),
    begins=("yyyymm",),
)
MOMENTS = Words(
    DATES.whole
    | _set(
        "time times timestamp timestamps ts datetime at created updated modified published posted epoch unix utc month months period quarter yyyymm ym start",
        "starttime endtime end begin began since until last first seen when zeit zeitpunkt zeitstempel monat zeitraum mois periode mes periodo hora heure fecha",
    ),
    ends=(*DATES.ends, "time", "timestamp", "_at", "zeit"),
    begins=DATES.begins,
)
# Names of times of day rather than of how long something took.
CLOCKS = Words(
    _set("departure arrival depart arrive start end begin from to open opening close closing opens closes clock uhrzeit beginn ende von bis abfahrt ankunft hora heure heures"
         " sunrise sunset deptime arrtime dep arr at tm hhmm"),
    phrases=("time of day", "start time", "end time"),
)

# When somebody was born or something was built is not when a row happened.
BIRTHS = Words(_set("built founded established constructed construction born dob naissance nacimiento nascita nascimento"), begins=("birth", "geburt"))

# How long something took: years in it are no calendar.
DURATIONS = Words(_set("years months weeks days hours minutes seconds jahre monate wochen tage stunden annees mois jours heures anos meses dias horas"))

# Columns that tell the units or the currencies of another one.
TELLING_UNIT = _set("unit units uom unitcode einheit einheiten unite unidad unita eenheid")
TELLING_CURRENCY = _set("currency currencies ccy curr waehrung wahrung devise moneda valuta munt waluta")

# What grows as long as it is counted.
RUNNING = Words(
    _set("cum running ytd todate lifetime progressivo progressiva progressivi 累計 累计 누적"),
    ends=("累計", "累计"),
    begins=("cumul", "cumsum", "kumul", "acumul", "累計", "累计"),
    phrases=("to date", "so far"),
)
# What is added to a count of the same name.
ADDED = _set("new newly daily additional added increase incremental neu neue neuer nouveaux nouvelles nuevos nuevas nuovi nuove novos novas")
WHOLES = Words(_set("total gesamt insgesamt"), begins=("gesamt",))

# These say wherever they stand that the number names something,
IDENTIFIERS = Words(
    _set("id ids oid gid fid pid uid cid sid nid qid tid uuid guid sku ean isbn issn upc gtin imei iban vin ssn zip zipcode postcode postal plz phone telephone tel telefon",
         "telefono fips zcta geoid comid huc cusip isin asin barcode row kennung matricule"),
    ends=("nummer", "zcta"),
)
# these at the end of the name,
ENDS = Words(_set("number no nr num key code cd order invoice ticket account ref reference serial numero nummer codigo clave schlussel index"))
# and these at its beginning, as in French and Spanish.
BEGINNINGS = Words(_set("code numero codigo clave"))
# Things whose `id` is often written without a gap.
_NO_THINGS = _set(
    "paid unpaid prepaid repaid overpaid aid bid covid acid fluid liquid solid grid humid valid invalid centroid asteroid hybrid kid void rapid mid avoid raid said android",
    "period steroid opioid thyroid rigid vivid pyramid squid arid lipid ellipsoid amid david madrid",
)
_THINGS = _set(
    "customer cust client user order product prod item player game movie film track session person employee emp staff student patient",
    "member transaction account store shop event team match post article station sensor device record parent group category doc job task",
    "facility fac ticket invoice vendor supplier trip ride listing host artist album song book author country city county state region passenger",
)


def is_glued_id(word: str) -> bool:
    """`customerid`, but neither `paid` nor `grid`."""
    return word.endswith("id") and word[:-2] in _THINGS


def may_be_glued_id(word: str) -> bool:
    """`cursorid`: no word that ends so by nature."""
    return word.endswith("id") and len(word) > 5 and word not in _NO_THINGS

# Where on earth a thing lies.
COORDINATES = Words(
    _set("latitude longitude lat lon lng breitengrad langengrad latitud longitud latitudine longitudine easting northing utmx utmy xcoord ycoord coord coordinate coordinates"),
    phrases=("dec long",),
)
