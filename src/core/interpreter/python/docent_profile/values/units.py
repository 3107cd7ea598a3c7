"""What stands beside numbers: currencies, units, and words for thousands and millions."""

from __future__ import annotations

CURRENCY = r"[$€£¥₹₽₩₺₪¢฿₫₦₱₴]|(?:US\$|CA\$|A\$|R\$|HK\$|NZ\$|USD|EUR|GBP|CHF|JPY|CNY|RMB|INR|SEK|NOK|DKK|PLN|CZK|HUF|CAD|AUD|NZD|BRL|ZAR|MXN|KRW|TRY|RUB|Rs\.?|Fr\.|SFr\.|kr\.?|zł|Kč|Ft|руб\.?|元|円|원)"
CURRENCIES = frozenset(
    "$ € £ ¥ ₹ ₽ ₩ ₺ ₪ ¢ ฿ ₫ ₦ ₱ ₴ US$ CA$ A$ R$ HK$ NZ$ USD EUR GBP CHF JPY CNY RMB INR SEK NOK DKK PLN CZK HUF CAD AUD NZD BRL ZAR MXN KRW TRY RUB "
    "Rs Rs. Fr. SFr. kr kr. zł Kč Ft руб руб. 元 円 원".split()
)
SCALES = {
    **dict.fromkeys(("k", "K", "thousand", "Tsd.", "Tsd", "tsd", "тыс.", "mil"), 1e3),
    **dict.fromkeys(("M", "mn", "mln", "mm", "MM", "million", "millions", "Mio.", "Mio", "mio", "млн", "millones"), 1e6),
    **dict.fromkeys(("B", "bn", "Bn", "billion", "billions", "Mrd.", "Mrd", "mrd", "млрд"), 1e9),
    **dict.fromkeys(("T", "tn", "trillion", "trillions"), 1e12),
    "lakh": 1e5,
    "crore": 1e7,
}
# `m` is a metre, unless others of these stand beside it.
SMALL_MILLION = "m"
# Capital letters and words that are nothing but scales.
_UNITS = frozenset(
    "% ‰ mg g kg t lb lbs oz ton tons tonnes mm cm m km in inch inches ft feet yd mi mile miles nm µm m² km² ha acres sqft m³ l L ml mL cl dl hl gal "
    "s sec secs ms µs min mins h hr hrs hour hours minutes seconds day days d week weeks wk month months mo year years yr yrs y ° °C °F C F K "
    "km/h kmh mph m/s kn kt knots rpm Hz kHz MHz GHz W kW MW GW Wh kWh MWh GWh TWh J kJ MJ kcal cal V mV kV A mA Ah mAh Ω "
    "B KB kB MB GB TB PB KiB MiB GiB bit kbps Mbps Gbps px dpi pt dB dBm hPa kPa Pa bar mbar psi mmHg mg/L mg/l mg/dL mmol/L µg/m³ ug/m3 ppm ppb pH "
    "pp pts points bps x mol N Nm people persons Personen units pcs Stk Stk. Stück jahre Jahre Tage Std Std. Uhr cc hp PS bhp".split()
)


def is_unit(text: str) -> bool:
    """A unit, a currency or a scale that stands beside numbers everywhere."""
    return text in _UNITS or text in CURRENCIES or text in SCALES
