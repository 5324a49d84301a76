import SvyazGraph
import SvyazIndicators
import SvyazTestSupport
import Testing

@Suite struct Indicator9PropertyTests {
  /// One more piece of evidence, chosen by the generator; `nil` where the network has no row for it.
  private static func evidence(
    _ kind: Int, _ network: Network, _ day: Day, _ random: inout SeededGenerator
  ) -> Network? {
    var network = network
    let schools = network.schools.map(\.id)
    guard !schools.isEmpty else { return nil }
    switch kind {
    case 0:
      let comers = schools.filter { _ in Bool.random(using: &random) }
      network.event(
        "added", day.adding(days: -Int.random(in: 0...200, using: &random)), host: comers.first,
        of: network.associations.randomElement(using: &random)?.id,
        within: network.partnerships.randomElement(using: &random)?.id, came: comers)
    case 1:
      guard let event = network.events.randomElement(using: &random),
        let school = schools.randomElement(using: &random)
      else { return nil }
      network.participations.append(Participation(event: event.id, school: school, role: .speaker, people: 1))
    case 2, 3:
      let from: Partnership.Status = kind == 2 ? .agreed : .proposed
      let rows = network.partnerships.indices.filter { network.partnerships[$0].status == from }
      guard let row = rows.randomElement(using: &random) else { return nil }
      network.partnerships[row].status = kind == 2 ? .active : .agreed
    default:
      guard let association = network.associations.randomElement(using: &random),
        let school = schools.randomElement(using: &random)
      else { return nil }
      network.member(school, of: association.id, from: "2019-01-01")
    }
    return network
  }

  @Test(arguments: 0..<5) func evidenceNeverLowersIt(kind: Int) {
    var raised = 0
    for seed in 0..<200 as Range<UInt64> {
      let sample = RandomPartnerships(seed: seed)
      var random = SeededGenerator(seed: seed)
      guard let richer = Self.evidence(kind, sample.network, sample.day, &random) else { continue }
      for rule in PartnershipRule.allCases {
        let before = Indicator9(network: sample.network, day: sample.day, rule: rule)
        let after = Indicator9(network: richer, day: sample.day, rule: rule)
        for (old, new) in zip(before.readings, after.readings) {
          #expect(Set(new.numerator).isSuperset(of: old.numerator), "seed \(seed), \(rule)")
          #expect(new.denominator == old.denominator)
          #expect(new.sharePerMille ?? 0 >= old.sharePerMille ?? 0)
          if new.numerator.count > old.numerator.count { raised += 1 }
        }
      }
    }
    #expect(raised > 0)
  }

  /// The network as it would stand had its history been written down day by day, up to a day.
  private static func replayed(_ network: Network, through day: Day) -> Network {
    var changes: [(day: Day, apply: (inout Network) -> Void)] = []
    for row in network.statuses {
      changes.append((row.interval.from, { $0.status(row.status, row.school, from: row.interval.from) }))
      guard let to = row.interval.to else { continue }
      changes.append(
        (
          to,
          { network in
            for index in network.statuses.indices
            where network.statuses[index].school == row.school && network.statuses[index].status == row.status
              && network.statuses[index].interval.from == row.interval.from
            {
              network.statuses[index].interval.to = to
            }
          }
        ))
    }
    for row in network.partnerships {
      var begun = row
      begun.interval.to = nil
      let hasEnded = row.status == .completed || row.status == .terminated
      if hasEnded, row.interval.to != nil { begun.status = .active }
      changes.append((row.interval.from, { [begun] in $0.partnerships.append(begun) }))
      guard let to = row.interval.to else { continue }
      changes.append(
        (
          to,
          { network in
            for index in network.partnerships.indices where network.partnerships[index].id == row.id {
              network.partnerships[index] = row
            }
          }
        ))
    }
    for row in network.associations {
      changes.append((row.interval.from, { $0.associate(row.id, base: row.base, from: row.interval.from) }))
      guard let to = row.interval.to else { continue }
      changes.append(
        (
          to,
          { network in
            for index in network.associations.indices where network.associations[index].id == row.id {
              network.associations[index].interval.to = to
            }
          }
        ))
    }
    for row in network.memberships {
      changes.append((row.interval.from, { $0.member(row.school, of: row.association, from: row.interval.from) }))
      guard let to = row.interval.to else { continue }
      changes.append(
        (
          to,
          { network in
            for index in network.memberships.indices
            where network.memberships[index].association == row.association
              && network.memberships[index].school == row.school
              && network.memberships[index].interval.from == row.interval.from
            {
              network.memberships[index].interval.to = to
            }
          }
        ))
    }
    for event in network.events {
      let came = network.participations.filter { $0.event == event.id }
      changes.append(
        (
          event.day,
          { network in
            network.events.append(event)
            network.participations += came
          }
        ))
    }
    var replayed = Network(id: network.id, name: network.name, asOf: day, subjects: network.subjects)
    replayed.targets = network.targets
    replayed.schools = network.schools
    // Stable: of one day, beginnings stand before ends only for different rows, so their order plays no part.
    for change in changes.sorted(by: { $0.day < $1.day }) where change.day <= day { change.apply(&replayed) }
    return replayed
  }

  @Test func theShareAtADateIsThatOfTheReplayedHistory() {
    var changed = 0
    for seed in 0..<150 as Range<UInt64> {
      let sample = RandomPartnerships(seed: seed)
      for day in [sample.day, sample.day.adding(days: -75)] {
        let replayed = Self.replayed(sample.network, through: day)
        if replayed.events.count < sample.network.events.count { changed += 1 }
        for rule in PartnershipRule.allCases {
          let whole = Indicator9(network: sample.network, day: day, rule: rule)
          let known = Indicator9(network: replayed, day: day, rule: rule)
          #expect(whole.readings == known.readings, "seed \(seed), \(day), \(rule)")
          #expect(whole.oneStepShort == known.oneStepShort, "seed \(seed), \(day), \(rule)")
          #expect(whole.forecast.trend == known.forecast.trend, "seed \(seed), \(day), \(rule)")
        }
      }
    }
    #expect(changed > 50)
  }
}
