"""What the invented pages in other languages than English are made of."""

from __future__ import annotations

from typing import NamedTuple


class Stock(NamedTuple):
    """Texts of one language: headlines and paragraphs to choose among, and people."""

    headlines: tuple[str, ...]
    paragraphs: tuple[str, ...]
    people: tuple[str, ...]
    deck: str
    caption: str


GERMAN = Stock(
    (
        "Reederei streicht die Sonntagsfähre",
        "Sturmschaden: Was die Inseln verloren haben",
        "„Man versprach uns eine Brücke“",
    ),
    (
        "Die Fährgesellschaft stellt ihre Fahrten am Sonntag ein, wie sie am Dienstag mitteilte; es fehle an Matrosen.",
        "„Uns sind die Leute ausgegangen, bevor uns die Fahrgäste ausgingen“, sagte Hedwig Tamm, die den Anleger"
        " leitet.",
        "Wer auf dem Festland arbeitet, verliert nach Angaben der Inselbewohner künftig einen Tageslohn in der Woche.",
        "Der Rat verlangt Gespräche, ehe der Herbstfahrplan gedruckt wird. Die Gesellschaft will daran teilnehmen.",
        "Die Hafenmauer gab um zwei Uhr nachts nach, und um vier stand das Wasser in der Fischgasse stuhlhoch.",
        "Die Glocke, gegossen 1802 und gesprungen 1803, fand sich in einer Scheune unter einem Laken und zwei Gänsen.",
        "Am Montag ging bei der Gesellschaft niemand ans Telefon. Eine Stimme vom Band wünschte gute Überfahrt.",
        "Die Untersuchung wird im Frühjahr fortgesetzt.",
    ),
    ("Hanne Petersen-Voß", "Jürgen Krautz", "Dörte Langmaack"),
    "Die Inseln verlieren ihr letztes Schiff am Sonntag, und niemand will es gewesen sein, sagen die Leute am Anleger.",
    "Die Fähre am Anleger.",
)
FRENCH = Stock(
    (
        "La compagnie supprime le bateau du dimanche",
        "Tempête : ce que les îles ont perdu",
        "« On nous avait promis un pont »",
    ),
    (
        "La compagnie de ferries cessera ses traversées du dimanche en novembre, a-t-elle annoncé mardi, faute"
        " de matelots.",
        "« Nous avons manqué de bras avant de manquer de passagers », a dit Odile Carrec, qui dirige la gare maritime.",
        "Les insulaires qui travaillent sur le continent disent qu’ils perdront une journée de salaire par semaine.",
        "Le conseil demande des pourparlers avant l’impression de l’horaire d’automne, et la compagnie dit"
        " qu’elle viendra.",
        "Le mur du port a cédé à deux heures du matin ; à quatre heures, l’eau atteignait la hauteur d’une chaise.",
        "La cloche, fondue en 1802 et fêlée en 1803, a été retrouvée dans une grange, sous un drap et deux oies.",
        "L’enquête se poursuivra au printemps.",
    ),
    ("Maëlle Le Guen", "Yves Tanguy-Morvan", "Solène d’Arcy"),
    "Les îles perdent leur dernier bateau du dimanche, et personne ne veut en être tenu pour responsable, dit-on"
    " au port.",
    "Le bateau à quai.",
)
SPANISH = Stock(
    ("La naviera suprime el barco del domingo", "Temporal: lo que perdieron las islas", "«Nos prometieron un puente»"),
    (
        "La naviera dejará de navegar los domingos desde noviembre, según anunció el martes, por falta de marineros.",
        "«Nos quedamos sin gente antes que sin pasajeros», dijo Remedios Ayala, que dirige la terminal desde"
        " hace años.",
        "Los isleños que trabajan en tierra firme perderán, según dicen, un día de salario cada semana del otoño.",
        "El consejo ha pedido que se hable antes de imprimir el horario, y la compañía asegura que acudirá a la cita.",
        "El muro del puerto cedió a las dos de la mañana y a las cuatro el agua llegaba a la altura de una silla.",
        "La campana, fundida en 1802 y rota en 1803, apareció en un granero bajo una sábana y dos gansos.",
        "La investigación seguirá en primavera.",
    ),
    ("Lucía Bárcena", "Íñigo Salvatierra Roca", "Nuria del Pozo"),
    "Las islas se quedan sin su último barco del domingo y nadie quiere cargar con la culpa, dicen en el muelle.",
    "El barco en el muelle.",
)
ITALIAN = Stock(
    (
        "La compagnia cancella la nave della domenica",
        "Tempesta, che cosa hanno perso le isole",
        "«Ci avevano promesso un ponte»",
    ),
    (
        "La compagnia di navigazione sospenderà le corse della domenica da novembre, ha detto martedì: mancano i"
        " marinai.",
        "«Sono finite le persone prima dei passeggeri», ha detto Rosalba Nerini, che dirige la stazione marittima.",
        "Gli isolani che lavorano sulla terraferma dicono che perderanno una giornata di paga alla settimana.",
        "Il consiglio chiede un incontro prima che si stampi l’orario d’autunno, e la compagnia dice che verrà.",
        "Il muro del porto ha ceduto alle due di notte e alle quattro l’acqua arrivava all’altezza di una sedia.",
        "L’inchiesta riprenderà in primavera.",
    ),
    ("Ginevra Falconi", "Tullio De Santis", "Marta Orsenigo"),
    "Le isole perdono l’ultima nave della domenica e nessuno vuole averne la colpa, dicono sul molo da settimane.",
    "La nave al molo.",
)
DUTCH = Stock(
    ("Rederij schrapt de zondagboot", "Stormschade: wat de eilanden kwijt zijn", "‘Ons was een brug beloofd’"),
    (
        "De rederij stopt in november met varen op zondag, zo meldde zij dinsdag, omdat er te weinig matrozen zijn.",
        "‘We waren eerder door onze mensen heen dan door onze passagiers’, zegt Geertje Boomsma, chef van de steiger.",
        "Eilanders die aan de wal werken, raken naar eigen zeggen elke week een dagloon kwijt zolang dit duurt.",
        "De raad wil praten voordat de dienstregeling wordt gedrukt, en de rederij zegt dat zij daar dan bij zal zijn.",
        "De havenmuur bezweek om twee uur ’s nachts en om vier uur stond het water tot aan de zitting van een stoel.",
        "Het onderzoek gaat in het voorjaar verder.",
    ),
    ("Sjoukje van der Wal", "Bram Dijkhuizen", "Trijntje de Haan"),
    "De eilanden verliezen hun laatste boot op zondag en niemand wil het gedaan hebben, zeggen ze op de steiger.",
    "De boot aan de steiger.",
)
POLISH = Stock(
    ("Armator likwiduje niedzielny prom", "Po sztormie: co straciły wyspy", "„Obiecano nam most”"),
    (
        "Armator od listopada nie będzie pływał w niedziele, jak ogłosił we wtorek, ponieważ brakuje mu marynarzy.",
        "„Zabrakło nam ludzi, zanim zabrakło pasażerów” – powiedziała Bogna Wilk, która kieruje przystanią od lat.",
        "Wyspiarze pracujący na lądzie mówią, że co tydzień stracą jedną dniówkę, a szkoła martwi się o uczniów.",
        "Rada chce rozmów, zanim rozkład zostanie wydrukowany, a spółka odpowiada, że na te rozmowy przyjdzie.",
        "Mur portowy runął o drugiej w nocy, a o czwartej woda w ulicy Rybnej sięgała wysokości krzesła.",
        "Śledztwo będzie trwało do wiosny.",
    ),
    ("Łucja Żurawska", "Mieszko Brzeziński", "Oliwia Szczepanik"),
    "Wyspy tracą ostatni niedzielny prom i nikt nie chce wziąć na siebie winy, mówią ludzie na przystani.",
    "Prom przy nabrzeżu.",
)
CZECH = Stock(
    ("Rejdař ruší nedělní trajekt", "Po bouři: oč ostrovy přišly", "„Slíbili nám most“"),
    (
        "Rejdař přestane od listopadu v neděli vyplouvat, jak oznámil v úterý, protože nemá dost námořníků.",
        "„Došli nám lidé dřív, než nám došli cestující,“ řekla Drahomíra Vlnová, která přístaviště řídí už léta.",
        "Ostrované, kteří pracují na pevnině, přijdou podle svých slov každý týden o jednu denní mzdu.",
        "Rada chce jednat dřív, než se vytiskne jízdní řád, a společnost slibuje, že na jednání přijde.",
        "Přístavní zeď povolila ve dvě ráno a ve čtyři stála voda v Rybí ulici do výšky židle.",
        "Vyšetřování bude pokračovat na jaře.",
    ),
    ("Květa Mořická", "Řehoř Štěpánek", "Žofie Loďková"),
    "Ostrovy přicházejí o poslední nedělní loď a nikdo za to nechce nést vinu, říkají lidé na přístavišti.",
    "Trajekt u mola.",
)
SWEDISH = Stock(
    ("Rederiet ställer in söndagsbåten", "Efter stormen: vad öarna förlorade", "”Vi lovades en bro”"),
    (
        "Rederiet slutar trafikera öarna på söndagar från november, meddelade det på tisdagen, eftersom folk saknas.",
        "”Vi fick slut på folk innan vi fick slut på passagerare”, säger Gunhild Sjöö, som är chef för terminalen.",
        "Öborna som arbetar på fastlandet säger att de förlorar en dagslön i veckan så länge det pågår.",
        "Kommunen vill ha samtal innan tidtabellen trycks, och rederiet säger att det kommer att vara med då.",
        "Hamnmuren gav vika klockan två på natten och klockan fyra stod vattnet i höjd med en stol.",
        "Utredningen fortsätter till våren.",
    ),
    ("Märta Ståhlberg", "Åke Lindskär", "Sigrid af Ekenstam"),
    "Öarna förlorar sin sista båt på söndagar och ingen vill ha gjort det, säger folk nere på bryggan.",
    "Båten vid bryggan.",
)
TURKISH = Stock(
    ("Şirket pazar vapurunu kaldırdı", "Fırtınadan sonra: Adalar ne kaybetti", "“Bize köprü sözü verilmişti”"),
    (
        "Vapur şirketi salı günü yaptığı açıklamada, denizci bulamadığı için kasımdan itibaren pazarları sefer"
        " yapmayacağını söyledi.",
        "“Yolcumuz bitmeden insanımız bitti” diyen iskele müdürü Nermin Kıyıcı, on dokuz yıldır burada çalışıyor.",
        "Karşı kıyıda çalışan adalılar her hafta bir günlük ücretlerini kaybedeceklerini, okul ise kaygılı"
        " olduğunu söylüyor.",
        "Meclis, tarife basılmadan önce görüşme istedi; şirket ise görüşmeye katılacağını bildirdi.",
        "Liman duvarı gece ikide çöktü, saat dörtte su bir sandalye yüksekliğine ulaşmıştı.",
        "Soruşturma ilkbaharda sürecek.",
    ),
    ("Şebnem Yalçıner", "İlker Gündoğar", "Çiğdem Balıkçı"),
    "Adalar pazar günkü son vapurunu kaybediyor ve iskelede herkes bunun suçlusunun başkası olduğunu söylüyor.",
    "Vapur iskelede.",
)
RUSSIAN = Stock(
    ("Пароходство отменяет воскресный паром", "После шторма: что потеряли острова", "«Нам обещали мост»"),
    (
        "Пароходство с ноября прекратит воскресные рейсы, сообщили во вторник в компании: не хватает матросов.",
        "«Люди у нас кончились раньше, чем пассажиры», — сказала Марфа Причальная, начальница пристани.",
        "Островитяне, которые работают на материке, говорят, что каждую неделю будут терять дневной заработок.",
        "Совет просит о переговорах до того, как напечатают расписание, и компания обещает на них прийти.",
        "Портовая стена рухнула в два часа ночи, а к четырём вода на Рыбной улице стояла по сиденье стула.",
        "Расследование продолжится весной.",
    ),
    ("Анна Ветрова", "Пётр Маячный", "Зоя Береговая"),
    "Острова теряют последний воскресный паром, и никто не хочет быть в этом виноват, говорят на пристани.",
    "Паром у причала.",
)
GREEK = Stock(
    (
        "Η εταιρεία καταργεί το πλοίο της Κυριακής",
        "Μετά την καταιγίδα: τι έχασαν τα νησιά",
        "«Μας είχαν υποσχεθεί γέφυρα»",
    ),
    (
        "Η εταιρεία σταματά από τον Νοέμβριο τα κυριακάτικα δρομολόγια, όπως ανακοίνωσε την Τρίτη, γιατί λείπουν"
        " ναύτες.",
        "«Μας τελείωσαν οι άνθρωποι πριν τελειώσουν οι επιβάτες», είπε η Ασπασία Λιμενάρη, που διευθύνει τον σταθμό.",
        "Οι νησιώτες που δουλεύουν στη στεριά λένε ότι θα χάνουν ένα μεροκάματο κάθε εβδομάδα του φθινοπώρου.",
        "Το συμβούλιο ζητά συζήτηση πριν τυπωθεί το πρόγραμμα και η εταιρεία λέει ότι θα παρευρεθεί.",
        "Ο τοίχος του λιμανιού υποχώρησε στις δύο τη νύχτα και στις τέσσερις το νερό έφτανε ως το κάθισμα.",
        "Η έρευνα συνεχίζεται την άνοιξη.",
    ),
    ("Ελπίδα Θαλασσινού", "Στέλιος Βορεάδης", "Δανάη Φάρου"),
    "Τα νησιά χάνουν το τελευταίο κυριακάτικο πλοίο και κανείς δεν θέλει να φταίει, λένε στην προβλήτα.",
    "Το πλοίο στην προβλήτα.",
)
JAPANESE = Stock(
    ("島の汽船会社、日曜の便を廃止へ", "嵐のあと、島々が失ったもの", "「橋を約束されたのに」入り江の町は待つ"),
    (
        "島を結ぶ汽船会社は火曜日、十一月から日曜日の便をやめると発表した。甲板員が足りず、燃料も値上がりしたた"
        "めだという。",
        "「お客さんがいなくなる前に、働く人がいなくなりました」と、桟橋の責任者を十九年務める磯野波江さんは話す。",
        "本土で働く島の人たちは、週に一日分の賃金を失うことになると訴える。小さな島の学校も、寄宿する生徒を心配"
        "している。",
        "町議会は、秋の時刻表が刷られる前に話し合いの場を設けるよう求めた。会社は、港の使用料が議題になれば出席"
        "すると答えた。",
        "港の壁は午前二時に崩れ、四時には魚通りの水が椅子の高さまで達した。角の本屋は九百冊を失ったという。",
        "調査は春に再開される。",
    ),
    ("灘谷みお", "沖山健太郎", "潮田さくら"),
    "島は日曜日の最後の船を失おうとしている。だれのせいでもないと、桟橋の人々は口をそろえる。",
    "桟橋に着いた船。",
)
CHINESE = Stock(
    ("轮船公司取消星期日航班", "风暴过后：群岛失去了什么", "“他们答应过我们一座桥”"),
    (
        "轮船公司星期二宣布，由于缺少水手，加上燃料涨价，从十一月起不再在星期日开船，岛上居民对此表示不满。",
        "“乘客还没有走光，我们的人先走光了。”在码头工作了十九年的码头主任沙海棠说，她自己也不知道怎么办。",
        "在大陆上班的岛民说，他们每个星期都要少拿一天的工钱；小岛上的学校则担心星期日晚上住校的学生。",
        "议会要求在秋季时刻表付印以前举行会谈，公司表示，如果把港务费列入议程，它愿意派人参加。",
        "港口的墙在凌晨两点倒塌，到了四点，鱼街上的水已经漫到椅子那么高，街角的书店损失了九百本书。",
        "调查将在春天继续进行。",
    ),
    ("林小舟", "欧阳海帆", "贺潮生"),
    "群岛正在失去星期日的最后一班船，码头上的人都说，这不是任何人的错。",
    "停靠在码头的船。",
)
KOREAN = Stock(
    ("여객선사, 일요일 배편 없앤다", "폭풍이 지나간 뒤 섬이 잃은 것", "“다리를 놓아 준다더니” 기다리는 포구"),
    (
        "섬을 오가는 여객선사는 화요일, 선원이 모자라고 기름값이 올라 11월부터 일요일에는 배를 띄우지 않겠다고 밝혔다.",
        "“손님이 떨어지기 전에 사람이 먼저 떨어졌습니다.” 열아홉 해째 부두를 맡아 온 소장 갯마을 씨의 말이다.",
        "뭍에서 일하는 섬 주민들은 한 주에 하루치 품삯을 잃게 된다고 하소연한다. 작은 섬의 학교도 걱정이 많다.",
        "의회는 가을 시간표를 찍기 전에 만나자고 했고, 회사는 항만 사용료를 함께 다룬다면 나오겠다고 답했다.",
        "항구의 벽은 새벽 두 시에 무너졌고, 네 시에는 생선 골목에 물이 의자 높이까지 찼다.",
        "조사는 봄에 이어진다.",
    ),
    ("김하늘", "박바다", "남궁솔"),
    "섬은 일요일의 마지막 배를 잃게 되었고, 부두의 사람들은 누구의 탓도 아니라고 입을 모은다.",
    "부두에 닿은 배.",
)
ARABIC = Stock(
    ("شركة العبّارات تلغي رحلة الأحد", "بعد العاصفة: ماذا خسرت الجزر", "«وعدونا بجسر» وما زال الخليج ينتظر"),
    (
        "أعلنت شركة العبّارات يوم الثلاثاء أنها ستوقف رحلات الأحد ابتداءً من تشرين الثاني بسبب نقص البحارة وغلاء الوقود.",
        "وقالت مديرة المحطة نوال المرسى، التي تعمل هناك منذ تسعة عشر عامًا: «نفد الناس عندنا قبل أن ينفد الركاب».",
        "ويقول سكان الجزر العاملون في البر إنهم سيخسرون أجر يوم في كل أسبوع، وإن المدرسة قلقة على تلاميذها.",
        "وطلب المجلس إجراء محادثات قبل طباعة جدول الخريف، وقالت الشركة إنها ستحضر إن بُحثت رسوم الميناء.",
        "وانهار جدار الميناء في الثانية فجرًا، وبلغ الماء في شارع السمك عند الرابعة ارتفاع كرسي.",
        "ويُستأنف التحقيق في الربيع.",
    ),
    ("سلمى الحداد", "ياسر البحري", "هدى المنارة"),
    "تخسر الجزر آخر سفينة لها يوم الأحد، ولا أحد يريد أن يتحمل المسؤولية، كما يقول الناس على الرصيف.",
    "العبّارة عند الرصيف.",
)
PORTUGUESE = Stock(
    ("Empresa suspende o barco de domingo", "Temporal: o que as ilhas perderam", "“Prometeram-nos uma ponte”"),
    (
        "A empresa de barcos deixará de navegar aos domingos a partir de novembro, anunciou na terça-feira, por"
        " falta de gente.",
        "“Faltou-nos gente antes de nos faltarem passageiros”, disse Albertina Cais, que dirige o terminal há anos.",
        "Os ilhéus que trabalham no continente dizem que vão perder um dia de salário por semana até a primavera.",
        "A câmara pediu conversas antes da impressão do horário, e a empresa afirma que estará presente.",
        "O muro do porto cedeu às duas da manhã e às quatro a água chegava à altura de uma cadeira.",
        "A investigação continua na primavera.",
    ),
    ("Marina Lobato", "Zeferino Brandão", "Inês da Foz"),
    "As ilhas perdem o último barco de domingo e ninguém quer ficar com a culpa, dizem as pessoas no cais.",
    "O barco no cais.",
)
#: By the language's tag.
STOCKS = {
    "de": GERMAN, "fr": FRENCH, "es": SPANISH, "it": ITALIAN, "nl": DUTCH, "pl": POLISH, "cs": CZECH, "sv": SWEDISH,
    "tr": TURKISH, "ru": RUSSIAN, "el": GREEK, "ja": JAPANESE, "zh": CHINESE, "ko": KOREAN, "ar": ARABIC,
    "pt": PORTUGUESE,
}  # fmt: skip
