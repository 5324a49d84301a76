internal import SvyazGraph

/// Places on the globe in cubic cells of the space around it, so that poles and the antimeridian are nothing special.
struct GlobeGrid: Sendable {
  private let cells: [Int: Range<Int32>]
  private let positions: [Int32]

  /// Of a cell, in km of chord.
  static let cellKm = 15.0
  private static let cellsPerUnit = Coordinates.earthRadiusKm / cellKm
  /// More cells than there are along the diameter.
  private static let span = 1 << 10
  /// A search farther than this looks at everything.
  static let farthestKm = 4 * cellKm

  /// Sites without coordinates stay out.
  init(_ sites: [PairGeometry.Site]) {
    let keyed = sites.indices.filter { sites[$0].isLocated }
      .map { (key: Self.key(sites[$0]), position: Int32($0)) }
      .sorted { ($0.key, $0.position) < ($1.key, $1.position) }
    var cells: [Int: Range<Int32>] = [:]
    var first = 0
    for (index, entry) in keyed.enumerated() where index + 1 == keyed.count || keyed[index + 1].key != entry.key {
      cells[entry.key] = Int32(first)..<Int32(index + 1)
      first = index + 1
    }
    self.cells = cells
    positions = keyed.map(\.position)
  }

  /// Calls `body` with the position of every site within `km` of a located one, and of some beyond.
  ///
  /// - Complexity: O((km / 15)³) cells and the sites in them; all sites beyond ``farthestKm``.
  func forEach(within km: Double, of site: PairGeometry.Site, _ body: (Int) -> Void) {
    guard km <= Self.farthestKm else {
      for position in positions { body(Int(position)) }
      return
    }
    // A chord is no longer than its arc; a thousandth covers rounding.
    let reach = (km * 1.001 + 0.001) / Coordinates.earthRadiusKm
    for x in Self.cell(site.x - reach)...Self.cell(site.x + reach) {
      for y in Self.cell(site.y - reach)...Self.cell(site.y + reach) {
        for z in Self.cell(site.z - reach)...Self.cell(site.z + reach) {
          guard let range = cells[Self.key(x, y, z)] else { continue }
          for index in range { body(Int(positions[Int(index)])) }
        }
      }
    }
  }

  private static func cell(_ coordinate: Double) -> Int {
    Int(((coordinate + 1) * cellsPerUnit).rounded(.down)) + 8
  }

  private static func key(_ x: Int, _ y: Int, _ z: Int) -> Int { (x * span + y) * span + z }

  private static func key(_ site: PairGeometry.Site) -> Int { key(cell(site.x), cell(site.y), cell(site.z)) }
}
