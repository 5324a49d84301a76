internal import SvyazGraph

/// The mentors of each subject laid out for searching: by number, by district, by place and by strength.
struct MentorIndex: Sendable {
  /// What decides most pairs, apart from the rest so that a pass over a column stays in the cache.
  struct Head: Sendable {
    /// Number in the problem's mentors.
    let mentor: Int32
    let school: Int32
    /// ‰, −1 when unknown.
    let strength: Int32
    let district: Int32

    /// The component of strength.
    var strengthComponent: Int { strength < 0 ? 500 : 1000 - Int(strength) }
  }

  /// A mentor in a subject, with all that a pair needs to know of it.
  struct Entry: Sendable {
    let head: Head
    let site: PairGeometry.Site

    var mentor: Int32 { head.mentor }
    var school: Int32 { head.school }
    var strength: Int32 { head.strength }
    var strengthComponent: Int { head.strengthComponent }
  }

  struct Column: Sendable {
    /// By mentor number; pinned-only subjects left out.
    let entries: [Entry]
    let heads: [Head]
    /// Positions in ``entries`` by district number.
    let byDistrict: SortedRows
    /// Positions of mentors with coordinates.
    let grid: GlobeGrid
    /// Positions of mentors without coordinates.
    let placeless: [Int32]
    /// Positions, the weakest mentor first.
    let byWeakness: [Int32]

    /// The position of a mentor, where it mentors the subject.
    func position(of mentor: Int) -> Int? { position { Int($0.mentor) - mentor } }

    /// The position of a school, where it mentors the subject: mentors are numbered in the order of schools.
    func position(ofSchool school: Int) -> Int? { position { Int($0.school) - school } }

    private func position(_ order: (Entry) -> Int) -> Int? {
      var low = 0
      var high = entries.count
      while low < high {
        let middle = (low + high) / 2
        if order(entries[middle]) < 0 { low = middle + 1 } else { high = middle }
      }
      return low < entries.count && order(entries[low]) == 0 ? low : nil
    }
  }

  let columns: [Column]

  init(mentors: [MatchingProblem.Mentor], rules: AdmissionRules) {
    columns = (0..<rules.strengths.subjectCount).map { subject in
      var entries: [Entry] = []
      for (number, mentor) in mentors.enumerated() where mentor.mentors(subject) {
        let site = rules.geometry.sites[mentor.school]
        let head = Head(
          mentor: Int32(number), school: Int32(mentor.school),
          strength: Int32(rules.strengths[mentor.school, subject] ?? -1), district: site.district)
        entries.append(Entry(head: head, site: site))
      }
      let positions = entries.indices.map { Int32($0) }
      return Column(
        entries: entries, heads: entries.map(\.head),
        byDistrict: SortedRows(
          rowCount: rules.geometry.districtCount,
          pairs: entries.enumerated().compactMap { position, entry in
            entry.site.district < 0 ? nil : (row: Int(entry.site.district), value: position)
          }),
        grid: GlobeGrid(entries.map(\.site)),
        placeless: positions.filter { !entries[Int($0)].site.isLocated },
        byWeakness: positions.sorted {
          let (left, right) = (entries[Int($0)].strengthComponent, entries[Int($1)].strengthComponent)
          return left != right ? left > right : $0 < $1
        })
    }
  }
}
