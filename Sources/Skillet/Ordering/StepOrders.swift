internal import Annotations
internal import Ordering

/// The orders of one task's steps, ready to be fitted, and how often each step was seen.
public struct StepOrders: Sendable {
  /// Which of a step's occurrences counts where a sequence repeats it.
  public enum Repeats: String, Sendable, Hashable, CaseIterable {
    /// The first.
    case first
    /// The last.
    case last
    /// None: a repeated step is an error.
    case refuse
  }

  /// What items that a ranking does not name have to do with it.
  public enum Unranked: String, Sendable, Hashable, CaseIterable {
    /// Nothing: they were not compared.
    case absent
    /// They come behind all that it names, as in a list of the best.
    case below
  }

  /// The files.
  public let sources: [String]
  /// The task; nil where the files know none.
  public let task: String?
  /// The steps' names, in the order in which they were met.
  public let items: [String]
  /// The rankings.
  let rankings: RankingSet
  /// How many rankings name each step.
  let seen: [Double]
  /// How many rankings repeat each step.
  let repeated: [Double]

  /// Reads the orders of one task.
  ///
  /// Without a name, the files may hold but one task. Demonstrations that repeat a step count its
  /// first occurrence, unless `repeats` says otherwise; rankings may not. Throws where nothing can
  /// be read, an item stands twice in a ranking, or the task has one sequence alone.
  public init(
    _ paths: [String], task wanted: String? = nil, repeats: Repeats? = nil,
    unranked: Unranked = .absent
  ) throws(SkilletError) {
    let files = try StepFiles.read(paths)
    sources = files.map(\.path)
    let tasks = Self.tasks(files)
    task = try Self.choose(wanted, of: tasks, paths)
    var builder = OrderBuilder(repeats: repeats)
    for (path, contents) in files {
      switch contents {
      case .profile(let profile): try builder.add(profile, path: path)
      case .rankings(let rankings):
        for ranking in rankings where task == nil || ranking.task == task {
          let steps = ranking.places.flatMap { place in
            place.enumerated().map { (label: $1, isTied: $0 > 0) }
          }
          try builder.add(
            steps, rest: ranking.rest, count: ranking.count, origin: "\(path): \(ranking.origin)",
            standard: .refuse)
        }
      case .demonstrations(let sequences):
        for sequence in sequences where task == nil || sequence.task == task {
          let origin = sequences.count == 1 ? path : "\(path): \(sequence.name)"
          try builder.add(
            sequence.steps.map { ($0.label, false) }, rest: [], count: 1, origin: origin,
            standard: .first)
        }
      }
    }
    let total = builder.orders.reduce(0) { $0 + $1.count }
    guard total >= 2 else {
      let what = task.map { "the task \"\($0)\" has" } ?? "there is"
      throw SkilletError(
        .badData,
        "\(sources.joined(separator: ", ")): \(what) one sequence only; an order is estimated from "
          + "two or more")
    }
    items = builder.items
    rankings = try builder.rankings(unranked)
    var (seen, repeated) = ([Double](repeating: 0, count: items.count), [Double]())
    repeated = seen
    for order in builder.orders {
      for place in order.places { for item in place { seen[item] += order.count } }
      for item in order.repeated { repeated[item] += order.count }
    }
    (self.seen, self.repeated) = (seen, repeated)
  }

  /// The tasks that files hold, in the order in which they were met.
  private static func tasks(_ files: [(path: String, contents: StepFiles.Contents)]) -> [String] {
    var (found, known): ([String], Set<String>) = ([], [])
    for contents in files.map(\.contents) {
      let all: [String?] =
        switch contents {
        case .demonstrations(let sequences): sequences.map(\.task)
        case .rankings(let rankings): rankings.map(\.task)
        case .profile: []
        }
      for task in all.compactMap({ $0 }) where known.insert(task).inserted { found.append(task) }
    }
    return found
  }

  private static func choose(
    _ wanted: String?, of tasks: [String], _ paths: [String]
  ) throws(SkilletError) -> String? {
    let names = paths.joined(separator: ", ")
    let list =
      tasks.prefix(12).map { "\"\($0)\"" }.joined(separator: ", ")
      + (tasks.count > 12 ? " and \(tasks.count - 12) more" : "")
    guard let wanted else {
      guard tasks.count > 1 else { return tasks.first }
      throw SkilletError(
        .usage, "\(names): there are \(tasks.count) tasks; choose one with --task: \(list)")
    }
    if tasks.contains(wanted) { return wanted }
    let near = tasks.filter { $0.lowercased() == wanted.lowercased() }
    if near.count == 1 { return near[0] }
    throw SkilletError(
      .usage,
      tasks.isEmpty
        ? "\(names): no tasks are named; drop --task"
        : "\(names): there is no task \"\(wanted)\"; there are \(list)")
  }
}

/// Numbers the items of orders as they come, and notices what stands twice.
private struct OrderBuilder {
  struct Order {
    var places: [[Int]]
    var rest: [Int]
    var count: Double
    var repeated: [Int]
    var origin: String
  }

  let repeats: StepOrders.Repeats?
  private(set) var items: [String] = []
  private(set) var orders: [Order] = []
  private var numbers: [String: Int] = [:]

  init(repeats: StepOrders.Repeats?) { self.repeats = repeats }

  private mutating func number(_ item: String) -> Int {
    if let number = numbers[item] { return number }
    numbers[item] = items.count
    items.append(item)
    return items.count - 1
  }

  mutating func add(_ profile: PreferenceProfile, path: String) throws(SkilletError) {
    let numbers = profile.items.map { number($0) }
    for ranking in profile.rankings {
      orders.append(
        Order(
          places: ranking.places.map { place in place.map { numbers[$0] } },
          rest: ranking.rest.map { numbers[$0] }, count: ranking.count, repeated: [],
          origin: "\(path): \(ranking.origin)"))
    }
  }

  /// Adds steps or items in their order; one that is tied shares the place of the one in front.
  mutating func add(
    _ sequence: [(label: String, isTied: Bool)], rest: [String], count: Double, origin: String,
    standard: StepOrders.Repeats
  ) throws(SkilletError) {
    let rule = repeats ?? standard
    var (steps, repeated): ([(item: Int, isTied: Bool)], [Int]) = ([], [])
    var places: [Int: Int] = [:]
    for step in sequence {
      let item = number(step.label)
      if let place = places[item] {
        if rule == .refuse {
          throw SkilletError(
            .badData,
            "\(origin): \"\(step.label)\" stands twice in one ranking; take it out, or choose which "
              + "counts with --repeats first or last")
        }
        if !repeated.contains(item) { repeated.append(item) }
        if rule == .last {
          steps[place].item = -1
          places[item] = steps.count
          steps.append((item, false))
        }
        continue
      }
      places[item] = steps.count
      steps.append((item, step.isTied && !steps.isEmpty))
    }
    var order = Order(
      places: [], rest: [], count: count, repeated: repeated, origin: origin)
    for (item, isTied) in steps where item >= 0 {
      if isTied, !order.places.isEmpty {
        order.places[order.places.count - 1].append(item)
      } else {
        order.places.append([item])
      }
    }
    for label in rest {
      let item = number(label)
      if places[item] != nil || order.rest.contains(item) {
        throw SkilletError(.badData, "\(origin): \"\(label)\" stands twice in one ranking")
      }
      order.rest.append(item)
    }
    orders.append(order)
  }

  func rankings(_ unranked: StepOrders.Unranked) throws(SkilletError) -> RankingSet {
    var set = RankingSet(itemCount: items.count)
    for order in orders {
      var ranking = Ranking(places: order.places, rest: order.rest, count: order.count)
      if unranked == .below {
        let named = Set(order.places.joined()).union(order.rest)
        ranking.rest += items.indices.filter { !named.contains($0) }
      }
      do {
        try set.append(ranking)
      } catch {
        let reason =
          switch error.reason {
          case .empty: "the ranking is empty"
          case .repeated(let item): "\"\(items[item])\" stands twice in one ranking"
          case .unknown(let item): "item \(item) is unknown"
          case .count(let count): "it cannot have been seen \(count) times"
          }
        throw SkilletError(.badData, "\(order.origin): \(reason)")
      }
    }
    return set
  }
}
