public struct District: Hashable, Sendable {
  public var id: DistrictID
  public var name: String
  /// Districts that share a border; the relation is symmetric in a valid network.
  public var neighbours: [DistrictID]
  public var centre: Coordinates?

  public init(id: DistrictID, name: String, neighbours: [DistrictID] = [], centre: Coordinates? = nil) {
    self.id = id
    self.name = name
    self.neighbours = neighbours
    self.centre = centre
  }
}
