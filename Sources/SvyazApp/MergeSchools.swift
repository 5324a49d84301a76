public import SvyazGraph
public import SvyazStore

/// `svyaz merge`: one school joins another; its ties go over, its past stays.
public enum MergeSchools {
  /// - Throws: `SchoolMergeError`, `StoreError`.
  public static func run(
    _ school: SchoolID, into successor: SchoolID, on day: Day, in store: Store, _ note: ChangeNote, at moment: Moment,
    isTrial: Bool = false
  ) throws -> Report {
    let outcome = try store.update(
      note, at: moment, isTrial: isTrial,
      successions: [Succession(school: school, successor: successor, day: day)]
    ) { stored in
      guard let stored else { throw StoreError.empty(name: store.name) }
      return try stored.merging(school, into: successor, on: day)
    }
    return ChangeReport(outcome, isTrial: isTrial).report
  }
}
