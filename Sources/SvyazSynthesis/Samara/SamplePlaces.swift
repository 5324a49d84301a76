internal import SvyazGraph

/// Draws the districts that no source gives, and every school's point within its district.
struct SamplePlaces {
  private(set) var districts: [SchoolID: DistrictID] = [:]
  private(set) var points: [SchoolID: GridPoint] = [:]

  /// How a district is filled: its share of the city's schools (‰, after the populations that sources give) and how far
  /// its schools lie from its point.
  private struct Shape {
    let share: Int
    let radiusMetres: Int
  }

  private static let shapes: [String: Shape] = [
    "zheleznodorozhny": Shape(share: 85, radiusMetres: 1500), "kirovsky": Shape(share: 160, radiusMetres: 2500),
    "krasnoglinsky": Shape(share: 96, radiusMetres: 4000), "kuybyshevsky": Shape(share: 85, radiusMetres: 2500),
    "leninsky": Shape(share: 74, radiusMetres: 1200), "oktyabrsky": Shape(share: 106, radiusMetres: 1700),
    "promyshlenny": Shape(share: 181, radiusMetres: 2000), "samarsky": Shape(share: 75, radiusMetres: 1200),
    "sovetsky": Shape(share: 138, radiusMetres: 1700),
  ]

  init(facts: SamaraFacts, seed: UInt64) {
    drawDistricts(facts, SplitMix64(seed: seed, stream: "districts"))
    drawPoints(facts, SplitMix64(seed: seed, stream: "points"))
  }

  private static func shape(of district: DistrictID) -> Shape {
    shapes[district.rawValue] ?? Shape(share: 100, radiusMetres: 2000)
  }

  private mutating func drawDistricts(_ facts: SamaraFacts, _ stream: SplitMix64) {
    var random = stream
    var counts: [DistrictID: Int] = [:]
    for school in facts.schools {
      guard let district = school.district else { continue }
      districts[school.id] = district
      counts[district, default: 0] += 1
    }
    let all = facts.districts.map(\.id)
    // Those with a choice of few first, while every district still lacks schools.
    let open = facts.schools.filter { $0.district == nil }
    for school in open.filter({ !$0.drawnAmong.isEmpty }) + random.shuffled(open.filter(\.drawnAmong.isEmpty)) {
      let choice = school.drawnAmong.isEmpty ? all : school.drawnAmong
      let lacking = choice.map { district in
        max(0, Self.shape(of: district).share * facts.schools.count / 1000 - (counts[district] ?? 0)) * 4 + 1
      }
      guard !choice.isEmpty else { continue }
      var draw = random.below(lacking.reduce(0, +))
      var index = 0
      while draw >= lacking[index] {
        draw -= lacking[index]
        index += 1
      }
      districts[school.id] = choice[index]
      counts[choice[index], default: 0] += 1
    }
  }

  private mutating func drawPoints(_ facts: SamaraFacts, _ stream: SplitMix64) {
    var random = stream
    for school in facts.schools {
      if let location = school.location { points[school.id] = GridPoint(location) }
    }
    let centres = Dictionary(
      facts.districts.map { ($0.id, GridPoint($0.point)) }, uniquingKeysWith: { first, _ in first })
    for school in facts.schools where points[school.id] == nil {
      guard let district = districts[school.id], let centre = centres[district] else { continue }
      points[school.id] = place(around: centre, radiusMetres: Self.shape(of: district).radiusMetres, &random)
    }
  }

  /// A point of the disc that lies on land and, if one can be found, away from the schools placed before.
  private func place(around centre: GridPoint, radiusMetres: Int, _ random: inout SplitMix64) -> GridPoint {
    let radius = radiusMetres * 10 / 11
    var apart = 320
    while true {
      for _ in 0..<40 {
        let north = random.int(in: -radius...radius)
        let east = random.int(in: -radius...radius)
        let point = GridPoint(latitude: centre.latitude + north, longitude: centre.longitude + east * 10 / 6)
        guard north * north + east * east <= radius * radius, !Self.isInTheVolga(point) else { continue }
        if !points.values.contains(where: { $0.squareDistance(to: point) < apart * apart }) { return point }
      }
      guard apart > 0 else { return centre }
      apart /= 2
    }
  }

  /// North-west of a line along the left bank.
  private static func isInTheVolga(_ point: GridPoint) -> Bool {
    (5_000_000...5_020_000).contains(point.longitude)
      && point.latitude > 5_317_500 + (point.longitude - 5_006_000) * 67 / 100
  }
}
