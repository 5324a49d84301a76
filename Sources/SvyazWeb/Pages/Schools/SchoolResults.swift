internal import SvyazGraph

/// Results as data for support: the latest year beside the one before; a small cohort has no share.
struct SchoolResults {
  /// Below so many participants there is no share.
  static let fewest = 20
  private static let mostRows = 24

  let rows: [ViewModel]

  private struct Work: Hashable {
    var subject: SubjectID
    var assessment: Assessment
    var grade: Int
  }

  init(_ index: NetworkIndex, _ school: SchoolID) {
    let marks = SubjectMarks(index.network)
    let works = Dictionary(grouping: index.results(of: school)) {
      Work(subject: $0.subject, assessment: $0.assessment, grade: $0.grade)
    }
    let latest = works.compactMap { work, results -> (Work, AssessmentResult, AssessmentResult?)? in
      guard let last = results.max(by: { $0.year < $1.year }) else { return nil }
      return (work, last, results.filter { $0.year < last.year }.max { $0.year < $1.year })
    }.sorted { left, right in
      if left.1.year != right.1.year { return left.1.year > right.1.year }
      return Self.key(left.0, index) < Self.key(right.0, index)
    }
    rows = latest.prefix(Self.mostRows).map { work, last, before in
      let share = Self.share(last)
      let earlier = before.flatMap(Self.share)
      var model: ViewModel = [
        "subject": .text(index.subject(work.subject)), "line": .text(marks.name(work.subject)),
        "work": .text("\(PageWords.assessment(work.assessment)), \(work.grade)\u{A0}кл., \(last.year)"),
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

  private static func key(_ work: Work, _ index: NetworkIndex) -> String {
    "\(work.assessment.rawValue) \(work.grade + 10) \(index.subject(work.subject))"
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
