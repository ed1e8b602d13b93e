internal import ArgumentParser
internal import Skillet

/// How comparisons become scores.
struct RatingOptions: ParsableArguments {
  @Option(help: "bradley-terry (all votes at once) or elo (vote by vote, as the rows stand).")
  var method = RatingMethod.Kind.bradleyTerry

  @Option(help: "Elo: how far one vote moves a rating at most.")
  var k = 4.0

  @Option(help: "Elo: the rating to begin with.")
  var initial = 1000.0

  @Option(help: "Elo: the mean over so many random orders of the rows; 0 for their own.")
  var orders = 0

  @Option(
    help: """
      Bradley-Terry: the penalty on squared scores (a normal prior of variance 1 / ridge). With 0, \
      items that no finite score fits get none.
      """)
  var ridge = RatingMethod().ridge

  @Option(help: "Bradley-Terry: ties count half for either, or are fitted by davidson's model.")
  var ties = RatingMethod.Ties.half

  @Option(help: "Bradley-Terry: the unit of scores: log-odds, worth, elo or standardised.")
  var scale = RatingMethod.Scale.logOdds

  @Option(help: "The coverage of the intervals in percent.")
  var interval = 95.0

  @Option(
    help: """
      Make the intervals from so many bootstrap samples (Elo: 200 unless said; 0 for none); \
      Bradley-Terry otherwise takes the curvature of the likelihood.
      """)
  var bootstrap: Int?

  @Option(help: "Cuts between levels in standard deviations from the mean, as in --levels=-1,0,1.")
  var levels: NumberList?

  @Option(help: "The seed of the bootstrap and of the orders.")
  var seed: UInt64 = 0

  func validate() throws {
    func check(_ isRight: Bool, _ rule: String) throws {
      if !isRight { throw ValidationError(rule) }
    }
    try check(k > 0 && k <= 1e6, "--k lies above 0, up to 1000000")
    try check(abs(initial) <= 1e9, "--initial lies in -1000000000...1000000000")
    try check((0...100_000).contains(orders), "--orders lies in 0...100000")
    try check(ridge >= 0 && ridge <= 1e9, "--ridge lies in 0...1000000000")
    try check(interval > 0 && interval < 100, "--interval lies between 0 and 100 percent")
    try check((0...1_000_000).contains(bootstrap ?? 0), "--bootstrap lies in 0...1000000")
    let cuts = levels?.numbers ?? []
    try check(zip(cuts, cuts.dropFirst()).allSatisfy { $0 < $1 }, "--levels rise")
  }

  var settings: RatingMethod {
    var settings = RatingMethod(method)
    (settings.k, settings.initial, settings.orders) = (k, initial, orders)
    (settings.ridge, settings.ties, settings.scale) = (ridge, ties, scale)
    (settings.interval, settings.seed, settings.cuts) = (interval, seed, levels?.numbers ?? [])
    settings.bootstrap = bootstrap ?? settings.bootstrap
    return settings
  }
}
