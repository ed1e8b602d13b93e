internal import Tournaments

/// Why a judge has nothing before them, in one line.
enum JudgingNote {
  /// - Parameter waiting: how many pairs the judge may be asked about later.
  static func text(
    _ qualification: Qualification, _ book: JudgingBook, waiting: Int
  ) -> String {
    switch qualification {
    case .stopped: return "The organiser has stopped your judging. Thank you for your answers."
    case .notYet(let right, let of):
      return
        "Thank you. \(right) of your \(of) answers to the practice pairs were right, which is too "
        + "few to go on; please ask the organiser."
    case .practising, .qualified, .notNeeded: break
    }
    if book.videos.isEmpty {
      return "None of the \(book.ledger.clips.count) clips of this tournament is on the disk. The "
        + "organiser has to start the page with their folder."
    }
    if waiting > 0 {
      let pairs = "\(waiting) pair\(waiting == 1 ? "" : "s")"
      return "Others have the last \(pairs) in hand. One may come back to you."
    }
    let open = book.open.count
    if open > 0 {
      return "You have answered all that you can now. \(open) pair"
        + "\(open == 1 ? " waits" : "s wait") for others."
    }
    let isOver = book.ledger.fields.allSatisfy { !$0.isNextRoundDue(book.ledger.settings) }
    return isOver
      ? "Every pair has its votes and every round is played. Thank you."
      : "Every pair of this round has its votes. The organiser opens the next round."
  }
}
