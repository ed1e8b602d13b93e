/// The words that the grammar must know.
enum Lexicon {
  static let verbs: Set<String> = set(
    """
    install put remove cut take pour add place clean apply wipe insert prepare open close pull use
    press fix screw fill fold check connect fry show wrap load make do paste stir knead fit measure
    transfer set tighten draw begin heat tie replace soak mix tear unscrew wet brush stick turn melt
    glue wind dip shake dig decorate pump drive assemble invert lift adjust reset scratch grind wear
    spray scrub brew rinse rub ski cover process shave thread polish dribble pass peel knot drill pick
    let run string bake roll disinfect hang wash hold paint fall pack combine cook move stand plunge
    march exit package unload mop strip arrange slice weld mount fasten block chase bring operate dry
    crop boil plug scrape ink rise circle cross water sow pave unplug push tile look seal switch twine
    flush shoot lay carve jack twist absorb release inflate iron flip nail reinstall smash blow unroll
    restore rotate throw line roast weigh strain squat link inject knock collect juice shape correct
    calibrate comb find reconnect get squeeze deflate flatten trigger power call wait solder raise pin
    catch sweep mark attach trim loosen stuff serve crack butter smear spoon stirfry chop mince whisk
    coat microwave season sprinkle top garnish pat discard steep drain melt spread swirl scoop beat
    drizzle grate crush blend toss repeat continue keep allow bring start stop finish break build eat
    drink defeat sleep explore carry lock unlock make craft plant wake walk jump kick lead send sit
    drop grab reach open touch hit rest tap zip unzip fetch leave go come stack sort load empty
    extract separate divide gather enjoy tuck sprinkle squirt thaw warm transport tilt hammer saw sand
    sew stitch steam simmer sear saute rotate roll retrieve return reposition position plate pound
    pierce pinch poke pop preheat press dissolve dust dump drag cool core cube crimp cream climb
    change bend bind balance aim align adjust scatter scrape scrunch shred shell skim skewer smooth
    smell stretch taste tie trace trim undo unfold unpack unwrap vacuum warm weave wring feed light
    inspect examine choose select pluck level rake swing ride fly spin dab dice pickle splash
    blitz rehydrate marinate grill season soften mash crumble ladle skin rotate secure tip lower
    """)

  /// Words that are verbs but mostly nouns behind `and`.
  static let nounsThatAreVerbs: Set<String> = set(
    "salt pepper water butter oil spoon plate top cover shell line string thread tile iron ink block juice cream core light saw sand plug switch"
  )

  static let particles: Set<String> = set(
    "out up down off on away over in back together apart open")

  static let prepositions: Set<String> = set(
    """
    into onto in on to from with of at over under between by for through towards toward behind before
    after against along around until as without inside near off about across
    """)

  /// Prepositions and small words behind which no article is put in.
  static let bare: Set<String> = set("as until by before after to with of for without about")

  static let determiners: Set<String> = set(
    """
    a an the some any all another each every both other one two three four five six seven eight nine
    ten half its his her their your my it them this that these those no more much many different
    several enough itself most few little extra
    """)

  static let connectives: Set<String> = set(
    "and or then again well evenly together it them while so if but not also tightly away just")

  static let massNouns: Set<String> = set(
    """
    salt pepper oil vinegar water milk sugar flour coffee juice tea butter wood stone coal iron cheese
    lettuce ice soil sand glue paint detergent soap wax ink air gas dirt dust rice meat bread dough
    honey syrup mayonnaise mustard ketchup garlic ginger cinnamon basil cilantro saltnpepper
    toothpaste foam powder yeast electricity decoration sauce
    """)

  private static func set(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
