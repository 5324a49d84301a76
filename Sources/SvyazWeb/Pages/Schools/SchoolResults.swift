internal import SvyazGraph

/// Results as data for support: the latest year beside the one before; a small cohort has no share.
struct SchoolResults {
  /// Below so many participants there is no share.
  static let fewest = 20
  private static let mostRows = 24

  let rows: [ViewModel]

  /// A subject's work in a grade: its last results, and those before.
  private struct Work {
    var order: (assessment: String, grade: Int, subject: String)
    var last: AssessmentResult
    var before: AssessmentResult?

    func isSame(_ result: AssessmentResult) -> Bool {
      last.subject == result.subject && last.grade == result.grade && last.assessment == result.assessment
    }

    /// The later year first.
    func precedes(_ other: Work) -> Bool {
      last.year != other.last.year ? last.year > other.last.year : order < other.order
    }
  }

  init(_ index: NetworkIndex, _ school: SchoolID) {
    let marks = SubjectMarks(index.network)
    var works: [Work] = []
    // The latest year first, so that the first row of a work is its last result and the second the one before.
    for result in index.results(of: school).sorted(by: { $0.year > $1.year }) {
      if let known = works.firstIndex(where: { $0.isSame(result) }) {
        if works[known].before == nil { works[known].before = result }
      } else {
        let order = (result.assessment.rawValue, result.grade, index.subject(result.subject))
        works.append(Work(order: order, last: result))
      }
    }
    works.sort { $0.precedes($1) }
    rows = works.prefix(Self.mostRows).map { work in
      let (last, before) = (work.last, work.before)
      let share = Self.share(last)
      let earlier = before.flatMap(Self.share)
      var model: ViewModel = [
        "subject": .text(work.order.subject), "line": .text(marks.name(last.subject)),
        "work": .text("\(PageWords.assessment(last.assessment)), \(last.grade)\u{A0}кл., \(last.year)"),
        "participants": .number(last.participants),
        "successful": .text(share == nil ? "–" : "\(last.successful)"), "isFew": .flag(share == nil),
      ]
      if let share {
        model["share"] = .text(PageWords.percent(share))
        model["dots"] = .markup(Self.dots(share, before: earlier))
        model["before"] = .optional(
          before.flatMap { row in earlier.map { "\(row.year): \(PageWords.percent($0))" } })
      }
      return model
    }
  }

  private static func share(_ result: AssessmentResult) -> Int? {
    result.participants < fewest ? nil : PerMille.share(result.successful, of: result.participants)
  }

  /// Filled: now; ring: before. All on one scale of 0–100 %.
  private static func dots(_ share: Int, before: Int?) -> Markup {
    func x(_ value: Int) -> Int { 8 + min(max(value, 0), 1000) * 154 / 1000 }
    var svg = #"<svg class="dots" viewBox="0 0 170 16" aria-hidden="true"><path class="d-line" d="M8 8H162"/>"#
    if let before { svg += #"<circle class="d-before" cx="\#(x(before))" cy="8" r="5"/>"# }
    svg += #"<circle class="d-now" cx="\#(x(share))" cy="8" r="5.5"/></svg>"#
    return Markup(trusted: svg)
  }
}
