// Closed classes of words, written without diacritics as the tokeniser folds them. Words of time and filler are with them: that
// something happens "today" is no topic.
const lists: Readonly<Record<string, string>> = {
  en: `a about above across after afterwards again against ago ain't all almost alone along already also although always am amid among an and another any
    anybody anymore anyone anything anyway anywhere apparently are aren't around as aside ask asked asking at away back be became because become been before
    began behind being below beside besides between beyond bit both but by call called came can can't cannot come comes coming could couldn't day days
    did didn't do does doesn't doing don't done down during each early either else enough especially etc even ever every everybody everyone everything
    everywhere exactly far feel feels felt few find first for found from full further gave get gets getting give given gives giving go goes going gone gonna
    good got gotta great had hadn't half happen happened happening happens hardly has hasn't have haven't having he he'd he'll he's hello her here here's
    hers herself hey hi him himself his hour hours how how's however i i'd i'll i'm i've if in indeed inside instead into is isn't it it'd it'll it's its
    itself just keep keeps kept kind knew know known knows last late lately later least left less let let's like likely little lol long look looked looking
    looks lot lots made make makes making many may maybe me mean means meant might mind mine minute minutes moment month months more morning most mostly much
    must my myself name near nearly need needed needs next nice nobody none nor nothing now nowhere of off often oh ok okay old on once one ones only onto or
    other others ought our ours ourselves out outside over own part per perhaps place please possible probably put quite rather really right said same saw say
    saying says second see seeing seem seemed seems seen several shall she she'd she'll she's should shouldn't since so some somebody someone something
    sometimes somewhere soon sorry still stuff such sure take taken takes taking tell tells than thank thanks that that'll that's the their theirs them
    themselves then there there'll there's therefore these they they'd they'll they're they've thing things think thinking thinks this those though thought
    three through thus till time times to today together told tomorrow tonight too took toward towards tried true try trying turn turned two under
    unless until unto up upon us use used uses using usual usually very via want wanted wants was wasn't way ways we we'd we'll we're we've week weeks well
    went were weren't what what's whatever when whenever where where's wherever whether which while who who's whoever whole whom whose why will with within
    without won't word words work worked works would wouldn't wow wrong yeah year years yes yesterday yet you you'd you'll you're you've your yours yourself
    posts posted posting repost reposted retweet
    monday tuesday wednesday thursday friday saturday sunday afternoon evening night noon midday midnight rt cc fyi imo btw`,
  de: `ab aber alle allem allen aller alles als also am an ander andere anderen andern anders auch auf aus bei beim bereits bin bis bist da dabei dadurch dafur
    dagegen daher damit danach dann daran darauf darf darum das dass dein deine dem den denn der des deshalb dessen die dies diese diesem diesen dieser dieses
    doch dort du durch ein eine einem einen einer eines einfach einmal er erst es etwas euch euer eure fur ganz gar gegen gehen geht gemacht gerade gern
    gestern gewesen gibt ging gut habe haben hallo hat hatte hatten heute hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja
    jede jedem jeden jeder jedes jemand jetzt kann kannst kaum kommen kommt konnen konnte lang lange lassen machen macht mal man manche mehr mein meine
    meinem meinen meiner mich mir mit mittag morgen morgens muss mussen nach nachdem nachts naturlich neben nein noch nun nur ob oben oder oft ohne recht
    sagen sagt schon sehr sei seid sein seine seinem seinen seiner seit selbst sich sie sind so sogar soll sollen sollte sondern sonst statt tag tage uber um
    und uns unser unsere unserem unseren unter viel viele vom von vor vorher wahrend wann war waren warum was weg wegen weil weiter welche welchen welcher
    wenig wenn wer werde werden wie wieder will wir wird wo woche wollen worden wurde wurden ware zeit zu zum zur zwar zwei zwischen abend uhr jahr bitte danke
    montag dienstag mittwoch donnerstag freitag samstag sonntag`,
  fr: `a ai ainsi alors apres as assez au aucun aujourd'hui aura aurait aussi autant autre autres aux avait avant avec avez avoir avons ayant beaucoup bien
    bon bonjour ca car ce ceci cela celle celles celui ces cet cette ceux chaque chez comme comment contre d'un d'une dans de deja demain depuis des deux devant dire dit
    dois doit donc dont du elle elles en encore entre est et etaient etait etc ete etes etre eu eux faire fait fais faut font heure heures hier ici
    il ils j'ai je jour jours jusqu la le les leur leurs lors lorsque lui ma mais matin me meme memes merci mes mieux moi moins mois mon n'est ni notre nos
    nous on ont ou oui par parce parfois pendant peu peut peux plus plusieurs plutot pour pourquoi pourtant pouvez pres presque puis puisque qu'il qu'on quand
    que quel quelle quelles quels quelque quelques qui quoi rien s'est sa sans se sera serait ses seulement si sinon soi soir soit sommes son sont sous
    souvent suis sur ta te tel temps tes toi ton toujours tous tout toute toutes tres trop tu un une va vais vers veut voici voila voir vont vos votre vous y
    an ans annee semaine lundi mardi mercredi jeudi vendredi samedi dimanche c'est c'etait`,
  es: `a ahi ahora al algo alguien algun alguna algunas algunos alla alli ano anos antes aqui asi aun aunque ayer bien bueno buenos cada casi como con contra
    cosa cosas cual cuando cuanto da de deja del desde despues dia dias dice dicen dicho donde dos durante e el ella ellas ellos en entonces entre era eran
    eres es esa esas ese eso esos esta estaba estado estamos estan estar estas este esto estos estoy fue fueron gracias gran ha habia hace hacen hacer hacia
    han hasta hay he hola hora horas hoy igual ir la las le les lo los luego manana mas me mejor menos mi mientras mis mismo momento mucha muchas mucho muchos
    muy nada nadie ni nos nosotros nuestra nuestro o os otra otras otro otros para parece pero poco por porque pues puede pueden puedo que quien quiere
    quiero se sea segun semana ser sera si sido siempre sin sino sobre solo son soy su sus tal tambien tan tanto te tener tengo ti tiempo tiene tienen toda
    todas todavia todo todos tras tu tus un una unas uno unos va vamos van ver vez veces voy y ya yo lunes martes miercoles jueves viernes sabado domingo`,
  it: `a ad adesso agli ai al alcuni alla alle allo allora altra altre altri altro anche ancora anni anno appena avere aveva ben bene buon c'e che chi ci ciao
    cio circa co col come con cosa cosi cui da dagli dai dal dalla dalle davvero degli dei del dell della delle dello dentro di dire dopo dove due e ecco ed
    era erano essere fa fanno fare fatto fino fra fuori gia giorni giorno gli grazie ha hanno ho i ieri il in infatti insieme io l la le lei li lo loro lui
    ma mai me meglio meno mentre mi mia mio mese molti molto ne negli nei nel nella nelle nessuno nessun niente noi nostra nostro nulla o oggi ogni ognuno
    ora ore ormai parte per perche pero piu poco poi possono prima proprio puo qualche qualcosa qualcuno quale quando quanto quasi quel quella quelle quelli
    quello quello questa queste questi questo qui quindi sara se sei sempre senza si sia siamo siete solo sono sopra sotto stata state stati stato su sua
    subito sue sui sul sulla suo suoi tanto te tempo ti tra tre troppo tu tua tuo tutta tutte tutti tutto un un'altra una uno va vai verso vi via voi volta
    vostro settimana domani lunedi martedi mercoledi giovedi venerdi sabato domenica`,
  nl: `aan achter af al alle alleen alles als altijd ander andere anders beetje ben bent bij bijna binnen blijft boven d'r daar daarna dag dagen dan dat de deze
    die dit doe doen doet door dus echt een eens eerst elk elke en er erg ergens even ga gaan gaat geen geeft gewoon gaan goed haar had hadden heb hebben
    hebt heeft heel heen hem hen het hier hij hoe hun iemand iets ik in inmiddels is ja jaar je jij jou jouw jullie kan kom komen komt kon kunnen laat laten
    maak maakt maar maken me meer meest men met mij mijn misschien moest moet moeten morgen na naar net niemand niets nodig nog nou nu of om omdat onder ons
    onze ook op over paar per precies samen sinds soms staat steeds te tegen ten ter terug terwijl tijd tijdens toch toen tot tussen u uit uur uw vaak van
    vandaag vanaf vanwege veel verder volgens voor vooral waar waarom wacht wanneer want waren was wat we week weer weg wel welke werd wie wij wil willen wist
    word worden wordt ze zegt zei zeker zelf zich zien ziet zij zijn zo zonder zou zouden zal gisteren maandag dinsdag woensdag donderdag vrijdag zaterdag zondag`,
  pt: `a ainda agora ai algo alguem algum alguma algumas alguns amanha ano anos antes ao aos apenas apos aquela aquele aqui aquilo as assim ate bem boa bom cada
    casa coisa com como contra da dar das de dela dele deles depois desde dessa desse desta deste dia dias disse diz do dois dos e ela elas ele eles em
    enquanto entao entre era eram essa essas esse esses esta estamos estao estar estava este estes estou eu faz fazer foi foram gente ha hoje hora horas ia
    ir isso isto ja la lhe lo logo mais mas me mesma mesmo meu meus minha minhas muita muito muitos na nas nem nessa nesse nesta neste nos nossa nosso num
    numa o obrigado onde ontem os ou outra outras outro outros para parece pela pelas pelo pelos pode podem por porque porta pouco pra qual qualquer quando
    quanto quase que quem quer se seja sem semana sempre sendo ser sera seu seus si sido sim so sobre sou sua suas tal talvez tambem tanto tao te tem tempo
    tenho ter teve tinha toda todas todo todos tu tudo um uma umas uns vai vao ver vez voce voces vou segunda terca quarta quinta sexta sabado domingo`,
};

const negators = "no not never non nicht kein keine keinen nie pas jamais sans nunca mai niet geen nao ohne";

const compiled = new Map<string, ReadonlySet<string>>(
  Object.entries(lists).map(([language, words]) => [language, new Set(words.split(/\s+/))]),
);
const ofAnyLanguage: ReadonlySet<string> = new Set([...compiled.values()].flatMap((words) => [...words]));
const saysNo: ReadonlySet<string> = new Set(negators.split(" "));

/** Words that cannot be a topic, folded; of all known languages where a text's own is unknown; null where there is no list for it. */
export function stopWordsOf(language: string | null): ReadonlySet<string> | null {
  if (language === null) return ofAnyLanguage;
  return compiled.get(language) ?? null;
}

/** "not", "kein": no topic by itself, though it may begin a phrase ("no answer"). */
export function isNegator(form: string): boolean {
  return saysNo.has(form);
}
