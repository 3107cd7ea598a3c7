"""Guesses which encoding of before Unicode a text is in: by the language that its letters make sense in."""

from __future__ import annotations

import re
from typing import Callable, NamedTuple

_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ"
_HEBREW = "אבגדהוזחטיךכלםמןנסעףפץצקרשת"
_ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگ"
_THAI = "".join(map(chr, range(0xE01, 0xE5B)))
# Signs that stand beside letters in any language.
_SIGNS = frozenset("°€£§©®™–—‘’“”„«»…•·ºª²³½¼¾±µ×÷¿¡´№¹\u00a0\u00ad")


class Language(NamedTuple):
    """`letters` are the small ones beyond ASCII; a word of `alone` has no other letters."""

    codec: str
    label: str
    letters: frozenset[str]
    alone: bool = False
    # The commonest letters of a language that has no others: about two thirds of its texts.
    frequent: frozenset[str] = frozenset()


def _language(codec: str, label: str, letters: str, frequent: str = "") -> Language:
    return Language(codec, label, frozenset(letters), bool(frequent), frozenset(frequent))


_WEST = ("äöüß", "éèêëàâçîïôùûœÿæü", "áéíóúñü", "áâãàçéêíóôõú", "àèéìòù", "åäöé", "åæøé", "áðéíóúýþæö", "éëïöüè", "àçèéíòóúïü")
_CZECH, _POLISH, _HUNGARIAN, _CROATIAN, _ROMANIAN = "áčďéěíňóřšťúůýžäľĺŕô", "ąćęłńóśźż", "áéíóöőúüű", "čćđšž", "ăâîşţ"
# Of two that fit alike the first is taken.
SINGLE = (
    *(_language("cp1252", "Windows-1252", letters) for letters in _WEST),
    *(_language("cp1250", "Windows-1250", letters) for letters in (_CZECH, _POLISH, _HUNGARIAN, _CROATIAN, _ROMANIAN)),
    *(_language("iso8859_2", "ISO-8859-2", letters) for letters in (_CZECH, _POLISH, _HUNGARIAN, _CROATIAN)),
    _language("cp1254", "Windows-1254", "çğıöşüâîûi\u0307"),
    _language("cp1257", "Windows-1257", "āčēģīķļņšūž"),
    _language("cp1257", "Windows-1257", "ąčęėįšųūž"),
    _language("cp1251", "Windows-1251", _CYRILLIC, "оеаинтсрвлкмдпуыя"),
    _language("cp1251", "Windows-1251", _CYRILLIC + "іїєґў", "оаинтсрвлкмдпуеі"),
    _language("cp1251", "Windows-1251", _CYRILLIC + "ђјљњћџ", "аоиентсрвлкмдпуј"),
    _language("koi8_r", "KOI8-R", _CYRILLIC, "оеаинтсрвлкмдпуыя"),
    _language("koi8_u", "KOI8-U", _CYRILLIC + "іїєґ", "оаинтсрвлкмдпуеі"),
    _language("cp866", "DOS 866", _CYRILLIC, "оеаинтсрвлкмдпуыя"),
    _language("iso8859_5", "ISO-8859-5", _CYRILLIC, "оеаинтсрвлкмдпуыя"),
    _language("cp1253", "Windows-1253", _GREEK, "αοιετσνηυρπκμλςίάό"),
    _language("cp1255", "Windows-1255", _HEBREW, "יוהלאמרתבשםנחק"),
    _language("cp1256", "Windows-1256", _ARABIC, "اليمونرتبةدسكعه"),
    _language("cp874", "Windows-874", _THAI, "าเนรกอทยงลมสวดตคปบพะิี่้ัุห์"),
    *(_language("cp850", "DOS 850", letters) for letters in _WEST[:5]),
    *(_language("mac_roman", "Mac Roman", letters) for letters in _WEST[:5]),
)
_WORD = re.compile(r"[^\W\d_]+")


def guess_encoding(raw: bytes) -> tuple[str, str]:
    """Codec and label of bytes that are no UTF-8. Western Windows where nothing fits better."""
    best, found = 0.0, ("cp1252", "Windows-1252")
    for codec, label, score in _scores(raw):
        if score > best + 0.01:
            best, found = score, (codec, label)
    return found


def _scores(raw: bytes):
    for codec, label, frequent in DOUBLE:
        text = _decoded(raw, codec)
        if text is not None:
            yield codec, label, _double_score(text, frequent)
    texts: dict[str, str | None] = {}
    for language in SINGLE:
        if language.codec not in texts:
            texts[language.codec] = _decoded(raw, language.codec)
        text = texts[language.codec]
        if text is not None:
            yield language.codec, language.label, _single_score(text, language)


def _decoded(raw: bytes, codec: str) -> str | None:
    """Strictly, but for a character that the sample's end has cut."""
    for end in (len(raw), len(raw) - 1, len(raw) - 2, len(raw) - 3):
        try:
            return raw[:end].decode(codec)
        except UnicodeDecodeError as error:
            # A slip in a long text is no proof; in cp1252 five bytes mean nothing.
            if error.start < len(raw) - 4:
                return raw.decode(codec, "replace") if codec == "cp1252" else None
    return None


def _single_score(text: str, language: Language) -> float:
    """The share of the characters beyond ASCII that make sense where they stand."""
    good = total = frequent = 0.0
    for word in _WORD.findall(text):
        foreign = [letter for letter in word if letter > "\x7f"]
        if not foreign:
            continue
        total += len(foreign)
        small = word.casefold() if language.codec != "cp1254" else word.lower()
        is_cased = word == word.lower() or word == word.upper() or word[1:] == word[1:].lower()
        known = sum(letter in language.letters or letter in "ß" for letter in small if letter > "\x7f")
        fits = known == len([letter for letter in small if letter > "\x7f"])
        if language.alone:
            frequent += sum(letter in language.frequent for letter in small)
            fits = fits and len(foreign) == len(word)
        else:
            # Every other letter at most has an accent, and short words of them alone are no words.
            fits = fits and len(foreign) <= max(1, len(word) * 0.75) and (len(word) > 1 or language.codec == "cp1252")
        # Whole texts in capitals are rare.
        good += len(foreign) * (fits and is_cased) * (0.8 if len(word) > 1 and word == word.upper() != word.lower() else 1)
    others = [letter for letter in text if letter > "\x7f" and not letter.isalpha()]
    marks = sum(letter not in _SIGNS for letter in others)
    signs = len(others) - marks
    if language.alone and total:
        good *= 0.5 + 0.5 * min(1.0, frequent / total / 0.6)
    # Signs speak for no language, but marks that stand in no text speak against one.
    return good / (total + marks + 0.3 * signs) if total else (0.05 if others and not marks else 0.0)


class _Ranges(NamedTuple):
    codec: str
    label: str
    frequent: Callable[[str], float]


def _bytes_in(codec: str, low: int, high: int) -> Callable[[str], bool]:
    def is_in(character: str) -> bool:
        try:
            return low <= character.encode(codec)[0] <= high
        except UnicodeEncodeError:
            return False

    return is_in


def _is_kana(character: str) -> bool:
    return "\u3041" <= character <= "\u30fe"


_CHINESE = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家"
    "电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你"
    "明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基"
    "资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增"
    "争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空"
    "城市省县州广京津沪苏浙江湖河福建云贵川陕甘宁青藏疆台港澳都杭深圳武汉成姓名性别男女年龄价格编号日期地址销售额单位店铺商产品类型数量备注")
_JAPANESE = frozenset(
    "日一国会人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相方四定今回新場金員九入選立開手米力学問高代明実円関決"
    "子動京全目表戦経通外最言氏現理調体化田当八六約主題下首意法不来作性的要用制治度務強気小七成期公野協取都和統以機平総加山思家話世受区領多県続進正"
    "安設保改数記院女初北午指権心界支第産結百派点教報済書府活原先共得解名交資予川向際査勝面委告軍文反元重近千考判認画海参売利組知案道信策集在件団別"
    "物側任引使求所次水半品昨論計死官増係感特情投示変打男基私各始島直両朝革価式確村提運終挙果西勢減台広容必応演電歳住争談能無再位置企真流格有疑口過"
    "局少放税検藤沢木本林橋井森池阿部佐鈴松岡齢性別名前住所番号店県市町村株式会社")
_KOREAN = frozenset(
    "이다는에의가을로하고은를한기도지사자인대어시정서나리해스장수일부상제전구그아라원동국공과보조만안주선생문들경학소여교성년관위있실유용진비적계방회개"
    "우으신중치물재발모와세당체행김트간연민레거음오고체분단금양신남북울산광천포면읍번호명별도령액점품격단입출판매체형인구지역시간날짜이름성별나이금액")
_TRADITIONAL = frozenset(
    "的一是不在有人我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動"
    "面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰"
    "向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣"
    "臺灣北中南高雄桃園新竹苗栗彰投雲嘉屏宜蘭花蓮澎金門縣市區鄉鎮村里姓性別男女年齡價格編號日期地址銷售額單位店鋪商品類型數量備註總計")
DOUBLE = (
    _Ranges("shift_jis", "Shift JIS", lambda letter: 1.0 if _is_kana(letter) or letter in _JAPANESE else 0.6 * _bytes_in("shift_jis", 0x88, 0x97)(letter)),
    _Ranges("euc_jp", "EUC-JP", lambda letter: 1.0 if _is_kana(letter) or letter in _JAPANESE else 0.5 * _bytes_in("euc_jp", 0xB0, 0xCF)(letter)),
    _Ranges("cp949", "EUC-KR", lambda letter: 1.0 if letter in _KOREAN else 0.55 * ("\uac00" <= letter <= "\ud7a3" and _bytes_in("cp949", 0xB0, 0xC8)(letter))),
    _Ranges("gb18030", "GB 18030", lambda letter: 1.0 if letter in _CHINESE else 0.55 * _bytes_in("gb2312", 0xB0, 0xD7)(letter)),
    _Ranges("cp950", "Big5", lambda letter: 1.0 if letter in _TRADITIONAL else 0.6 * _bytes_in("cp950", 0xA4, 0xC6)(letter)),
)


def _double_score(text: str, frequent: Callable[[str], float]) -> float:
    letters = [letter for letter in text if letter > "\x7f" and not ("\u3000" <= letter <= "\u3020" or "\uff00" <= letter <= "\uff60")]
    if not letters:
        return 0.0
    ideograms = sum(letter >= "\u2e80" and not "\uff61" <= letter <= "\uff9f" for letter in letters)
    return sum(map(frequent, letters)) / len(letters) * (ideograms / len(letters)) * 1.02
