import SvyazGraph
import SvyazSynthesis
import SvyazTestSupport
import Testing

@Suite struct SyntheticNetworkTests {
  @Test(arguments: [1, 2, 5, 20, 200, 1500]) func breaksNoRule(schools: Int) {
    for seed in [1, 7, 2020, .max] as [UInt64] {
      let network = SyntheticNetwork.make(schools: schools, seed: seed)
      #expect(network.violations() == [], "seed \(seed)")
      #expect(network.schools.count == schools)
      #expect(schools == 1 || !network.asOf(network.asOf).schools(with: .lowResult).isEmpty)
    }
  }

  @Test func dependsOnTheSeedAlone() {
    #expect(SyntheticNetwork.make(schools: 150, seed: 3) == SyntheticNetwork.make(schools: 150, seed: 3))
    #expect(
      SyntheticNetwork.make(schools: 150, seed: 3).results != SyntheticNetwork.make(schools: 150, seed: 4).results)
  }

  @Test(arguments: [200, 700, 1500]) func hasTheContractsProportions(schools: Int) {
    let network = SyntheticNetwork.make(schools: schools, seed: 11)
    let low = network.asOf(network.asOf).schools(with: .lowResult).count
    #expect((120...240).contains(low * 1000 / schools))
    #expect((23...27).contains(network.results.count / schools))
    #expect(network.partnerships.count == 5 * schools)
    #expect((42...58).contains(network.participations.count / schools))
  }

  @Test func labelsAreUnique() {
    let network = SyntheticNetwork.make(schools: 1500, seed: 5)
    #expect(Set(network.schools.map(\.label)).count == 1500)
    #expect(network.schools.allSatisfy { $0.label.count <= 24 })
    #expect(Set(network.districts.map(\.name)).count == network.districts.count)
  }

  @Test func farDistrictsHaveMoreSchoolsWithLowResults() {
    let network = SyntheticNetwork.make(schools: 1500, seed: 1)
    let centre = Coordinates(latitude: 53.2, longitude: 50.2)
    let low = network.asOf(network.asOf).schools(with: .lowResult)
    let ordered = network.schools.sorted { left, right in
      guard let centre, let near = left.location, let far = right.location else { return false }
      return near.distanceKm(to: centre) < far.distanceKm(to: centre)
    }
    let inner = ordered.prefix(750).count { low.contains($0.id) }
    #expect(inner < low.count - inner)
  }

  @Test func knowsEveryStatusAndKind() {
    let network = SyntheticNetwork.make(schools: 700, seed: 2)
    #expect(Set(network.partnerships.map(\.status)) == Set(Partnership.Status.allCases))
    #expect(Set(network.events.map(\.kind)) == Set(Event.Kind.allCases))
    #expect(Set(network.statuses.map(\.status)) == Set(Status.allCases))
    #expect(Set(network.memberships.map(\.role)) == Set(Membership.Role.allCases))
    #expect(Set(network.constraints.map(\.rule)) == Set(MatchingConstraint.Rule.allCases))
  }
}
