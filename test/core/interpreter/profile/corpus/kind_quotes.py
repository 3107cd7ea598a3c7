"""Quotes, escapes, and rows that can't be right."""
from ugly import Ugly

RATINGS = (7.5, 6.1, 8.2, 5.5, 7.7, 6.6, 8.0, 5.9, 7.1, 6.3)
FILMS = "title,year,rating,votes\n" + "".join(f"T{i},{2000 + i},{r},{37 * i % 90}\n" for i, r in enumerate(RATINGS))

FILES = [
    Ugly(
        "films.csv",
        FILMS + '"A \\"b\\", c",2010,7.1,88\n',
        rows=11,
        columns=["title", "year", "rating", "votes"],
        types={"year": "year"},
        cells={"rating": {"Min": 5.5, "Max": 8.2, "Mean": 6.9090909091, "Missing": 0}, "year": {"Min": 2000, "Max": 2010}},
        adds=["votes"],
    ),
    Ugly(
        "escaped.csv",
        'id,t,n\n0,"a \\"quoted\\", text",0\n1,"a \\"quoted\\", text",3\n2,"a \\"quoted\\", text",6\n',
        rows=3,
        columns=["id", "t", "n"],
        first=["0", 'a "quoted", text', "0"],
        cells={"n": {"Min": 0, "Max": 6, "Mean": 3}},
        says=["Read as.*backslash escapes"],
    ),
    Ugly(
        "single quotes.csv",
        "id,t,n\n1,'a, b',5\n2,'c, it''s',7\n3,'d, e',9\n",
        rows=3,
        columns=["id", "t", "n"],
        first=["1", "a, b", "5"],
        cells={"n": {"Mean": 7}},
        says=["Read as.*single quotes"],
    ),
    Ugly(
        "apostrophes.csv",
        "id,t,n\n1,it's,5\n2,'tis,7\n3,dogs',9\n",
        rows=3,
        first=["1", "it's", "5"],
        cells={"n": {"Mean": 7}},
    ),
    Ugly(
        "windows paths.csv",
        'id,path,n\n1,"C:\\data\\",4\n2,"C:\\temp\\x",6\n3,"D:\\new\\",8\n',
        rows=3,
        first=["1", "C:\\data\\", "4"],
        cells={"n": {"Mean": 6}},
    ),
    Ugly(
        "misread.csv",
        "a,b,c\n" + "".join(f"{i},{i % 7},{i % 5}\n" for i in range(1, 41)) + "41,5000,7000,9000\n" + "42,6,4\n43,1\n",
        rows=41,
        cells={"b": {"Max": 6, "Missing": 0}, "c": {"Max": 4, "Missing": 0}},
        says=[r"left out.*line.* 42", r"line.* 44"],
        silent=["5,000", "7,000"],
    ),
    Ugly(
        "an open quote.csv",
        'a,b\n1,x\n2,"open\n3,y\n4,z',
        rows=4,
        cells={"a": {"Mean": 2.5}},
        says=["a quote in line 3 is never closed"],
    ),
    Ugly(
        "quotes within.csv",
        'size,n\n5" pipe,3\n6" pipe,4\n7" pipe,8\n',
        rows=3,
        first=['5" pipe', "3"],
        cells={"n": {"Mean": 5}},
    ),
    Ugly(
        "line breaks.csv",
        'id,address,n\r\n1,"12 High St\r\nLeeds",3\r\n2,"4 Low Rd\r\n\r\nYork",5\r\n3,Hull,7\r\n',
        rows=3,
        cells={"n": {"Mean": 5}},
    ),
    Ugly("always quoted.csv", '"id";"n"\n"1";"1,5"\n"2";"2,5"\n"3";"5"\n', rows=3, cells={"n": {"Mean": 3}}),
    Ugly(
        "a quote of each line.csv",
        '"a,b,c"\n"1,2,x"\n"3,4,y"\n"5,9,z"\n',
        rows=3,
        columns=["a", "b", "c"],
        cells={"b": {"Mean": 5}},
    ),
]
