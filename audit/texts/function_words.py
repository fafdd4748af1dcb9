"""Words that hold sentences together, by language: names and loanwords are never among them, sentences always have them."""

from __future__ import annotations

_WORDS = {
    "de": """der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine ist sind war waren
        wird werden wurde hat haben kann können muss müssen soll sollen darf dürfen möchten ich sie wir ihr ihre ihren
        ihrem ihrer ihnen uns unser unsere man sich es er zu zum zur im in am an auf aus bei beim mit nach von vom vor
        für über unter durch ohne gegen bis um als wie wenn dass weil damit auch nur noch schon sehr mehr hier dort
        dieser diese dieses diesen was wer wo bitte gibt gilt""",
    "en": """the a an and or but not is are was were be been being has have had do does did can could will would shall
        should may might must i you he she it we they them your our their his her its my this that these those of to in
        on at by for with from into about as if when what which who how there here please than then so""",
    "fr": """le la les l un une des du de d et ou mais ne pas est sont était être a ont avoir avec dans pour par sur sous
        en au aux ce cette ces cet qui que qu quoi dont où nous vous ils elle elles il je tu notre votre vos nos leur
        leurs son sa ses plus peut pouvez doit si comme sans chez très aussi n c s j""",
    "it": """il lo la i gli le un uno una e ed o ma non è sono era essere ha hanno avere con nel nella nei nelle per da
        dal dalla di del della dei delle degli a al alla ai alle su sul sulla che chi cui si ci vi noi voi loro questo
        questa questi queste come più può possono anche senza dove quando se""",
    "es": """el la los las un una unos unas y e o pero no es son era ser está están ha han tiene con en para por de del
        a al sobre que quien se su sus nos nuestro nuestra este esta estos estas como más puede pueden usted ustedes
        también sin donde cuando si lo le les muy""",
    "pt": """o a os as um uma e ou mas não é são era ser está estão tem com em no na nos nas para por pelo pela de do da
        dos das ao que quem se seu sua nosso nossa este esta como mais pode podem também sem onde quando muito você""",
    "nl": """de het een en of maar niet geen is zijn was waren wordt worden heeft hebben kan kunnen moet moeten zal ik
        je jij u hij zij ze we wij uw ons onze hun dit dat deze die te van in op aan met voor naar bij uit om als dan
        ook nog wel er hier""",
    "da": """og i at det er en et den til på som med for af ikke de har kan der han hun jeg du vi om men eller var vil
        skal fra hvis når også efter ved blev være""",
    "sv": """och i att det är en ett den till på som med för av inte de har kan där han hon jag du vi om men eller var
        vill ska från när också efter vid blir vara""",
    "pl": """a i w na z do się nie jest są to że o po od za przez dla ze oraz lub albo ale jak co który która które być
        może można jego jej ich nas państwa pan pani przy pod bez czy także tylko już gdy we ten ta te tego""",
    "tr": """ve bir bu için ile de da olarak olan değil var yok çok daha en gibi kadar sonra önce ne nasıl her ya veya
        ama ki biz siz size sizin bize bizim onlar onun şu ise mi mı mu lütfen göre tarafından""",
    "hr": """i u je na se da za od su s sa ne što koji koja koje ali ili kao po iz do bi biti može ima nije to ovo kako
        te će vam vas nas možete""",
    "ro": """și în de la cu pe un o este sunt nu să se care din pentru ce mai sau dar ca fi are au prin al ale cei cele
        această acest vă dumneavoastră puteți""",
    "cs": """a v na se je s z do že to si o k i pro ve by ale jako za po od nebo není jsou které který která být může
        při podle také jen u ze""",
    "hu": """a az és hogy nem is egy ez van meg de ha vagy csak el mint már azt ki kell lehet volt én ön önök hogyan
        amely minden után""",
    "sq": """dhe në të e i së një për me që nga është janë nuk ka kjo ky si por ose mund duhet ju ne tuaj""",
    "ru": """и в во не на я с со он она они что это как по но из у за от для о об же вы мы так или бы если при до может
        можно есть быть ваш ваша вам вас его её их нас нам к который которые также без""",
    "uk": """і й та в у не на я з із зі він вона вони що це як по але за від для про же ви ми так або би якщо при до
        може можна є бути ваш ваша вам вас його її їх нас нам який які також без щоб чи""",
    "bg": """и в на не се да за от с със е са по че като или но до към при може има което които този тази това вие ние
        ви ни ще""",
    "ar": """في من على إلى عن مع هذا هذه التي الذي أن إن لا ما هو هي كان أو ثم قد كل بعد قبل يمكن لكم يجب كما حتى أي
        يرجى تم ذلك بين""",
    "fa": """و در به از که این را با است برای آن یک تا بر هم شما ما یا می شود کنید باید اگر""",
}  # fmt: skip

#: The function words of each language known.
FUNCTION_WORDS = {code: frozenset(words.split()) for code, words in _WORDS.items()}
