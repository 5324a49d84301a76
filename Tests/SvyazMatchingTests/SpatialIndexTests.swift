import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

/// Candidates by grid and districts, and costs from unit vectors and logarithms, against the formulas of the contract.
@Suite struct SpatialIndexTests {
  /// Where grids of latitude and longitude have seams, and where many schools share a place.
  static let centres: [(latitude: Double, longitude: Double)] = [
    (90, 0), (-90, 17), (0, 180), (0, -180), (67, 179.99), (53.2, 50.1), (0, 0), (-45.5, -180),
  ]

  static func network(seed: UInt64) throws -> Network {
    var random = SeededGenerator(seed: seed)
    var network = Network.randomMatching(seed: seed, shape: .medium)
    let (latitude, longitude) = Self.centres[Int(seed) % Self.centres.count]
    let scale = random.pick([0.0000001, 0.001, 0.1, 0.5, 3, 90])
    for number in network.schools.indices {
      network.schools[number].students = random.chance(85) ? random.int(1...3000) : nil
      network.schools[number].location = nil
      guard random.chance(85) else { continue }
      func shift() -> Double { random.chance(10) ? 0 : Double(random.int(-10_000...10_000)) / 10_000 * scale }
      var place = (latitude: latitude + shift(), longitude: longitude + 2 * shift())
      if abs(place.latitude) > 90 { place.latitude = 180 * (place.latitude < 0 ? -1 : 1) - place.latitude }
      while place.longitude > 180 { place.longitude -= 360 }
      while place.longitude < -180 { place.longitude += 360 }
      let location: Coordinates = try #require(Coordinates(latitude: place.latitude, longitude: place.longitude))
      network.schools[number].location = location
    }
    return network
  }

  @Test("arcs and costs are the contract's", arguments: 0..<8)
  func arcsAreExact(block: UInt64) throws {
    var (pairs, near) = (0, 0)
    for seed in block * 8..<(block + 1) * 8 {
      let network = try Self.network(seed: seed)
      var random = SeededGenerator(seed: seed)
      var options = MatchingOptions(districtPolicy: random.pick([.any, .any, .any, .adjacent, .same]))
      options.maxKm = random.pick([nil, 0, 0.001, 0.5, 5, 14.99, 15, 30, 59.9, 60.1, 500, 20_015, 50_000])
      let oracle = MatchingOracle(network, day: network.asOf, options: options)
      guard oracle.pinFaults.groups.isEmpty else { continue }
      for limits in [MatchingLimits(), MatchingLimits(arcs: 0)] {
        let problem = try MatchingProblem.build(network: network, day: network.asOf, options: options, limits: limits)
        for (number, demand) in problem.demands.enumerated() where problem.pins[number] == nil {
          let key = SchoolSubject(problem.schoolID(demand), problem.subjectID(demand))
          let arcs = problem.arcs(of: number)
          #expect(
            arcs.map { problem.schoolID(problem.mentors[$0.mentor]) } == oracle.admissible(key), "seed \(seed), \(key)")
          for arc in arcs {
            let mentor = problem.schoolID(problem.mentors[arc.mentor])
            pairs += 1
            if oracle.components(key, mentor).travel < 1000 { near += 1 }
            #expect(arc.cost == oracle.cost(key, mentor), "seed \(seed), \(key), \(mentor)")
          }
        }
      }
    }
    #expect(pairs > 1000 && near > 20, "\(pairs), \(near)")
  }
}
