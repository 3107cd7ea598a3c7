"""Encodings, marks and invisible characters."""
from ugly import Ugly

RUSSIAN = "имя,сумма\nИван,100\nОльга,250\nПётр,75\n"
CZECH = "město,počet\nPříbram,10\nČeské Budějovice,20\nŽďár nad Sázavou,30\nPlzeň,40\n"
POLISH = "miasto,liczba\nŁódź,10\nKraków,20\nGdańsk,30\nBiałystok,40\nWrocław,50\n"
GREEK = "πόλη,τιμή\nΑθήνα,10\nΘεσσαλονίκη,20\nΠάτρα,30\n"
JAPANESE = "名前,年齢\n田中,30\n佐藤,25\n鈴木,41\n"
KANA = "都道府県,ひらがな,人口\n北海道,ほっかいどう,500\n東京都,とうきょうと,1400\n大阪府,おおさかふ,900\n"
CHINESE = "城市,人口,地区\n北京,2100,华北\n上海,2400,华东\n广州,1500,华南\n成都,1600,西南\n"
TRADITIONAL = "縣市,人口,地區\n臺北市,250,北部\n臺中市,280,中部\n高雄市,270,南部\n"
KOREAN = "도시,인구,지역\n서울,940,수도권\n부산,330,영남\n대구,240,영남\n"
GERMAN = "Straße,Länge\nMünchner Straße,10\nKölner Weg,20\nGrüner Weg,30\n"
FRENCH = "ville,population\nOrléans,115\nNîmes,148\n"
TURKISH = "şehir,nüfus\nİstanbul,15\nDiyarbakır,2\nŞanlıurfa,2\nMuğla,1\n"
HEBREW = "עיר,אוכלוסייה\nירושלים,900\nתל אביב,450\nחיפה,280\n"
ARABIC = "المدينة,السكان\nالقاهرة,950\nالإسكندرية,520\nالجيزة,880\n"
UKRAINIAN = "місто,населення\nКиїв,29\nЛьвів,7\nЧернігів,3\n"


def guessed(codec: str, text: str, label: str, **answer) -> Ugly:
    names = text.split("\n")[0].split(",")
    first = text.split("\n")[1].split(",")
    return Ugly(f"{codec}.csv", text.encode(codec), columns=names, first=first, says=[f"Read as.{{3}}comma-separated, {label}.*guess"], **answer)


FILES = [
    guessed("cp1251", RUSSIAN, "Windows-1251", rows=3, cells={"сумма": {"Mean": 425 / 3}}, adds=["сумма"]),
    guessed("koi8-r", RUSSIAN, "KOI8-R", rows=3, cells={"сумма": {"Max": 250}}, adds=["сумма"]),
    guessed("cp866", RUSSIAN, ".*866", rows=3, adds=["сумма"]),
    guessed("cp1251", UKRAINIAN, "Windows-1251", rows=3),
    guessed("shift_jis", JAPANESE, "Shift.JIS", rows=3, cells={"年齢": {"Mean": 32}}),
    guessed("euc_jp", JAPANESE, "EUC-JP", rows=3, cells={"年齢": {"Mean": 32}}),
    guessed("shift_jis", KANA, "Shift.JIS", rows=3),
    guessed("euc_jp", KANA, "EUC-JP", rows=3),
    guessed("gbk", CHINESE, "GB", rows=4, cells={"人口": {"Mean": 1900}}),
    guessed("big5", TRADITIONAL, "Big5", rows=3),
    guessed("euc_kr", KOREAN, "EUC-KR", rows=3),
    guessed("cp1250", CZECH, "Windows-1250", rows=4, cells={"počet": {"Mean": 25}}),
    guessed("cp1250", POLISH, "Windows-1250", rows=5, cells={"liczba": {"Mean": 30}}),
    guessed("iso8859_2", POLISH, "ISO-8859-2", rows=5),
    guessed("cp1253", GREEK, "Windows-1253", rows=3),
    guessed("cp1254", TURKISH, "Windows-1254", rows=4),
    guessed("cp1255", HEBREW, "Windows-1255", rows=3),
    guessed("cp1256", ARABIC, "Windows-1256", rows=3),
    guessed("cp1252", FRENCH, "Windows-1252", rows=2, cells={"population": {"Max": 148}}),
    guessed("cp1252", GERMAN, "Windows-1252", rows=3),
    guessed("cp850", GERMAN, ".*850", rows=3),
    guessed("mac_roman", GERMAN, "Mac", rows=3),
    Ugly("two marks.csv", b"\xef\xbb\xbf\xef\xbb\xbfid,v\n1,5\n2,7\n3,9\n", columns=["id", "v"], rows=3, cells={"v": {"Mean": 7}}),
    Ugly(
        "invisible.csv",
        "na\u200bme,v\u00ad\nAnn\u200b,1\u00a0000\nBob,\u200e2\u00a0000\nCid\ufeff,3\u00a0000\n",
        columns=["name", "v"],
        rows=3,
        cells={"v": {"Mean": 2000}},
    ),
    Ugly("utf-16.csv", "\ufeffname,n\r\nAnné,1\r\nBob,3\r\n".encode("utf-16-le"), columns=["name", "n"], rows=2, cells={"n": {"Mean": 2}}),
    Ugly("utf-16-be.csv", "\ufeffname,n\r\nAnné,1\r\nBob,3\r\n".encode("utf-16-be"), columns=["name", "n"], rows=2, says=["UTF-16"]),
    Ugly("utf-32.csv", "\ufeffname,n\nAnné,1\nBob,3\n".encode("utf-32-le"), columns=["name", "n"], rows=2),
    Ugly("returns.csv", "name,n\rAnn,1\rBob,3\rCid,8\r", columns=["name", "n"], rows=3, cells={"n": {"Mean": 4}}),
    Ugly("mixed ends.csv", "name,n\r\nAnn,1\nBob,3\r\nCid,8\n", rows=3, cells={"n": {"Mean": 4}}),
    Ugly(
        "damaged.csv",
        "ville,n\nOrléans,1\nNîmes,2\nSète,3\nBéziers,".encode() + b"4\nBr\xffst,5\n",
        columns=["ville", "n"],
        rows=5,
        says=["damaged UTF-8"],
        cells={"n": {"Mean": 3}},
    ),
]
