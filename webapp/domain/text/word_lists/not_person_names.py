"""Capitalised words that are nobody's name, in the languages of the sources; separated by spaces."""

# What may stand between given and family name.
BETWEEN_NAMES = (
    "bəy bey xanım hanım müəllim əfəndi efendi bin ibn bint al el "
    "von van der de da di dos del la le"
)

# Words that begin a sentence with a capital and belong to no name after them; also forms of address.
SENTENCE_OPENERS = (
    "a an the this that these those it he she they we you i his her their our your my its who what "
    "which when while where why how if as at by for from in into of on to with without within among "
    "between about after before since until during despite although though because and but or nor so "
    "then thus hence yet also later earlier now today yesterday tomorrow meanwhile however moreover "
    "furthermore finally recently currently previously according both all some many most several other "
    "another such only even still not no there here once soon again instead like unlike against per "
    "via one two three mr mrs ms miss dr sir bu o bunlar onlar biz siz və ve amma lakin ancaq fakat "
    "ama sonra əvvəl dünən dün bugün indi şimdi hazırda həmçinin ayrıca həmin isə də cənab bay bayan "
    "sayın xanım bəy в во на и но а по при после до когда пока как сейчас вчера сегодня завтра также "
    "однако его её их он она они мы вы это этот эта эти тот та те там тут здесь из от для за с со у о "
    "об к не г господин госпожа"
)

# Titles and trades before a name; the name begins after them.
TITLES = (
    "journalist journalists activist activists blogger bloggers lawyer lawyers courier couriers worker "
    "workers leader leaders chair chairman chairwoman chairperson member members founder editor "
    "director reporter professor doctor colonel general major captain lieutenant brother sister father "
    "mother son daughter wife husband friend comrade comrades colleague colleagues citizen citizens "
    "artist poet writer singer student students teacher scholar academic economist politician "
    "politicians deputy mp spokesperson spokesman detainee detainees prisoner prisoners defendant "
    "opposition former ex late sheikh imam haji hacı hajji jurnalist jurnalistlər fəal fəallar vəkil "
    "bloqer sədr üzv üzvü rəhbər həkim alim şair yazıçı müəllim tələbə gazeteci gazeteciler aktivist "
    "avukat başkan üye öğrenci öğretmen yazar журналист журналистка журналисты активист активистка "
    "адвокат блогер лидер глава председатель член студент студентка учитель поэт писатель "
    "правозащитник правозащитница политик экономист учёный"
)

# Those who hold people rather than are held: after such a title no name is proposed, save a former one's.
OFFICIALS = (
    "president vicepresident premier minister ministers king queen dictator tsar sultan pope "
    "chancellor ambassador judge judges prosecutor prosecutors investigator investigators commissioner "
    "prezident nazir naziri hakim hakimi prokuror prokuroru müstəntiq müstəntiqi səfir diktator "
    "cumhurbaşkanı başbakan bakan bakanı hâkim hâkimi yargıç savcı savcısı büyükelçi президент "
    "президента премьер министр министра судья судьи прокурор прокурора следователь диктатор посол"
)
FORMER = "former ex late keçmiş sabiq eski бывший бывшая бывшего экс"

# Nouns of institutions, places and works: capitalised words before them are their name and nobody's.
INSTITUTIONS = (
    "party parties union unions association federation confederation organization organisation "
    "organizations committee council commission court courts ministry parliament assembly government "
    "regime state states army police service services office agency agencies bureau department "
    "institute institution university academy school college centre center group groups bloc movement "
    "movements front force forces league alliance coalition collective network forum foundation fund "
    "society club initiative project campaign media press news newspaper magazine tv television radio "
    "channel channels studio website portal online company corporation bank holding plant factory "
    "complex steel mine airport hotel hospital prison colony jail church mosque museum library theatre "
    "theater park square street avenue road bridge river sea lake mountain mountains island islands "
    "region regions district districts province city town village republic republics kingdom empire "
    "emirate emirates war wars peace treaty agreement conference congress summit meeting election "
    "elections resolution resolutions declaration convention constitution code law act article report "
    "reports statement letter list book film video award prize day week month year century politics "
    "tribune class international times post journal page homepage photo supplement partiya partiyası "
    "birlik birliyi ittifaqı ittifaq təşkilatı təşkilat komitəsi məhkəməsi məhkəmə nazirliyi idarəsi "
    "idarə xidməti agentliyi mərkəzi mərkəz institutu universiteti məktəbi fondu hərəkatı hərəkat "
    "cəbhəsi qəzeti qəzet kanalı televiziyası radiosu həbsxanası rayonu rayon şəhəri şəhər kəndi kənd "
    "küçəsi prospekti meydanı respublikası respublika müharibəsi məcəlləsi məcəllə partisi sendikası "
    "derneği birliği örgütü komitesi mahkemesi bakanlığı müdürlüğü merkezi enstitüsü üniversitesi "
    "vakfı hareketi cephesi gazetesi cezaevi ilçesi köyü caddesi sokağı cumhuriyeti savaşı партия "
    "партии союз союза движение организация комитет суд суда министерство правительство служба "
    "агентство бюро институт университет фонд фронт газета канал телевидение радио тюрьма колония "
    "район района область области город города улица проспект площадь республика республики война "
    "кодекс закон"
)

# Months, days, countries, peoples, languages, religions, ideas, brands.
OTHERS = (
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday yanvar fevral mart aprel iyun iyul avqust "
    "sentyabr oktyabr noyabr dekabr ocak şubat nisan mayıs haziran temmuz ağustos eylül ekim kasım "
    "aralık января февраля марта апреля мая июня июля августа сентября октября ноября декабря "
    "azerbaijan azerbaijani azerbaijanis azeri azeris armenia armenian armenians georgia georgian "
    "russia russian russians turkey turkish turks turkiye iran iranian iranians iraq syria israel "
    "palestine palestinian ukraine ukrainian france french germany german england english britain "
    "british italy italian spain spanish greece greek europe european america american asia asian "
    "africa african caucasus caucasian kurdistan kurdish kurds arab arabs persian soviet ussr usa uk "
    "eu un osce karabakh nagorno nakhchivan baku moscow ankara tehran tbilisi yerevan istanbul ganja "
    "sumgait middle east eastern west western north northern south southern central muslim muslims "
    "islam islamic islamist christian christians jewish shia sunni socialist socialism marxist marxism "
    "communist communism anarchist anarchists libertarian capitalist liberal democratic democracy "
    "revolution revolutionary imperialist fascist fascism nationalist stalinist trotskyist feminist "
    "feminists workers people peoples women woman men youth children political prisoners human rights "
    "freedom free liberty justice solidarity independent national popular public social supreme "
    "general criminal civil administrative constitutional presidential parliamentary prime vice first "
    "second third new old great big long live call voice right left down up facebook youtube twitter "
    "instagram telegram tiktok whatsapp google wikipedia linkedin amnesty bbc cnn rfe rl azərbaycan "
    "azərbaycanlı ermənistan erməni gürcüstan rusiya rus türkiyə türk avropa amerika bakı gəncə "
    "sumqayıt qarabağ dağlıq naxçıvan milli siyasi cinayət ali baş xalq müsavat türkiye rusya "
    "ermenistan avrupa ingiliz fransız alman yüksek halk азербайджан азербайджана азербайджанский "
    "россия россии русский армения армении грузия турция иран европа америка сша баку гянджа москва "
    "карабах нагорный свобода права человека народный верховный уголовный"
)
