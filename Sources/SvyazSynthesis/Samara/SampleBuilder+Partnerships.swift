internal import SvyazGraph

extension SampleBuilder {
  /// A partnership to be: everything but the mentor, who is chosen near the mentee.
  struct PartnershipDraft {
    let mentee: SchoolID
    let subject: SubjectID?
    let status: Partnership.Status
    let interval: DayInterval
    /// The partnership that the mentee's story turns on.
    var isMain = false
  }

  mutating func addPartnerships() {
    var random = random("partnerships")
    let drafts = partnershipDrafts(&random)
    var load: [SchoolID: Int] = [:]
    var rows: [(row: Partnership, signed: Day, isMain: Bool)] = []
    for draft in drafts {
      let known = Set(
        rows.filter { $0.row.mentee == draft.mentee && $0.row.subject == draft.subject }.map(\.row.mentor))
      let able = ableMentors(of: draft, without: known, load: load)
      guard let mentor = random.element(of: Array(able.prefix(3))) else { continue }
      if [.agreed, .active].contains(draft.status) { load[mentor, default: 0] += 1 }
      var interval = draft.interval
      interval.from = interval.from.orNextWorkday
      let row = Partnership(
        id: slug("p"), mentor: mentor, mentee: draft.mentee, subject: draft.subject, status: draft.status,
        interval: interval)
      rows.append((row, interval.from.adding(days: -random.int(in: 3...12)).orNextWorkday, draft.isMain))
    }
    rows.sort {
      ($0.row.interval.from, $0.row.mentee, $0.row.mentor) < ($1.row.interval.from, $1.row.mentee, $1.row.mentor)
    }
    for (index, entry) in rows.enumerated() {
      var row = entry.row
      row.id = slug("p-\(index < 9 ? "0" : "")\(index + 1)")
      if row.status != .proposed { row.agreement = "№ \(index + 1)-п от \(entry.signed.russian)" }
      network.partnerships.append(row)
      if entry.isMain { mainPartnerships[row.mentee] = row.id }
    }
  }

  /// Stronger mentors with a place left, the nearest first; for the whole school they mentor both subjects.
  private func ableMentors(of draft: PartnershipDraft, without known: Set<SchoolID>, load: [SchoolID: Int])
    -> [SchoolID]
  {
    let subjects = draft.subject.map { [$0] } ?? network.subjects.map(\.id)
    let able = (mentors[subjects[0]] ?? []).filter { mentor in
      !known.contains(mentor) && load[mentor, default: 0] < (places[mentor] ?? 0)
        && subjects.allSatisfy { subject in
          guard mentors[subject]?.contains(mentor) == true else { return false }
          guard let own = strengths[subject]?.perMille[draft.mentee] else { return true }
          return (strengths[subject]?.perMille[mentor] ?? 0) > own
        }
    }
    return nearest(to: draft.mentee, of: able)
  }

  private func partnershipDrafts(_ random: inout SplitMix64) -> [PartnershipDraft] {
    func subject() -> SubjectID? { random.element(of: network.subjects.map(\.id) + [nil]) ?? nil }
    func other(than subject: SubjectID?) -> SubjectID? { network.subjects.first { $0.id != subject }?.id }
    let yearEnd = date(2022, 1, 1)
    var drafts: [PartnershipDraft] = []

    let starts = [
      date(2020, 9, 14), date(2020, 9, 21), date(2020, 10, 5), date(2020, 10, 19), date(2020, 11, 2),
      date(2020, 11, 9), date(2020, 11, 16), date(2020, 11, 30), date(2020, 12, 7), date(2021, 1, 18),
      date(2021, 1, 25), date(2021, 2, 8), date(2021, 2, 22), date(2021, 3, 1),
    ]
    for (place, (school, start)) in zip(stories[.partnered] ?? [], starts).enumerated() {
      let first = place % 3 == 2 ? nil : random.element(of: network.subjects)?.id
      drafts.append(
        .init(
          mentee: school, subject: first, status: .active,
          interval: .init(from: start, to: place % 2 == 0 ? yearEnd : nil), isMain: true))
      guard let first, let second = other(than: first) else { continue }
      if place < 9 {
        drafts.append(
          .init(
            mentee: school, subject: second, status: .active,
            interval: .init(from: start.adding(days: random.int(in: 28...70)), to: yearEnd)))
      } else {
        drafts.append(
          .init(
            mentee: school, subject: second, status: .proposed,
            interval: .init(from: date(2021, 4, random.int(in: 5...26)))))
      }
    }
    // Five of the later ones had helped each other before, as whole schools.
    for school in (stories[.partnered] ?? []).suffix(5) {
      drafts.append(
        .init(
          mentee: school, subject: nil, status: .completed,
          interval: .init(from: date(2020, 6, random.int(in: 1...22)), to: date(2020, 12, random.int(in: 1...25)))))
    }
    drafts += associatedDrafts(&random)
    for school in stories[.partnerSilent] ?? [] {
      drafts.append(
        .init(
          mentee: school, subject: subject(), status: .active, interval: .init(from: date(2020, 9, 7)), isMain: true))
    }
    for school in stories[.notActivated] ?? [] {
      drafts.append(
        .init(
          mentee: school, subject: subject(), status: .agreed, interval: .init(from: date(2021, 2, 15)), isMain: true))
    }
    for school in (stories[.memberSilent] ?? []).prefix(1) + (stories[.waiting] ?? []) {
      drafts.append(
        .init(
          mentee: school, subject: subject(), status: .proposed, interval: .init(from: date(2021, 4, 12)), isMain: true)
      )
    }
    return drafts
  }

  /// Those who meet in their ММО: a partnership proposed or agreed, and for some one that is over.
  private func associatedDrafts(_ random: inout SplitMix64) -> [PartnershipDraft] {
    var drafts: [PartnershipDraft] = []
    let subjects = network.subjects.map(\.id)
    for (place, school) in (stories[.associated] ?? []).enumerated() {
      let subject = subjects[place % subjects.count]
      if place < 3 {
        drafts.append(
          .init(
            mentee: school, subject: subject, status: .terminated,
            interval: .init(from: date(2020, 10, 5 + place), to: date(2021, 1, 11 + place))))
      } else if place < 5 {
        drafts.append(
          .init(
            mentee: school, subject: nil, status: .completed,
            interval: .init(from: date(2020, 6, 15), to: date(2021, 2, 1))))
      }
      if place < 7 {
        drafts.append(
          .init(
            mentee: school, subject: subject, status: place < 4 ? .proposed : .agreed,
            interval: .init(from: date(2021, 3, random.int(in: 9...30)))))
      }
    }
    return drafts
  }

  /// Three pairs in force are pinned, each with another mentor; a mentor whose partnership broke off is banned, and one
  /// near neighbour in one subject.
  mutating func addConstraints() {
    var taken: Set<SchoolID> = []
    for row in network.partnerships where taken.count < 3 && row.status == .active {
      guard row.interval.contains(network.asOf), let subject = row.subject, taken.insert(row.mentor).inserted else {
        continue
      }
      network.constraints.append(
        MatchingConstraint(rule: .pin, mentee: row.mentee, mentor: row.mentor, subject: subject))
    }
    for row in network.partnerships where row.status == .terminated {
      network.constraints.append(MatchingConstraint(rule: .ban, mentee: row.mentee, mentor: row.mentor))
    }
    if let waiting = school(.waiting, 0), let subject = network.subjects.last?.id,
      let near = nearest(to: waiting, of: mentors[subject] ?? []).first
    {
      network.constraints.append(MatchingConstraint(rule: .ban, mentee: waiting, mentor: near, subject: subject))
    }
  }
}
