public import SvyazGraph

/// What public sources say of Samara's schools and of the programme: plain values, read from `Facts/samara`.
public struct SamaraFacts: Hashable, Sendable {
  public struct District: Hashable, Sendable {
    public var id: DistrictID
    public var name: String
    public var point: Coordinates
    /// Only pairs that a source confirms.
    public var neighbours: [DistrictID]

    public init(id: DistrictID, name: String, point: Coordinates, neighbours: [DistrictID]) {
      self.id = id
      self.name = name
      self.point = point
      self.neighbours = neighbours
    }
  }

  /// How a school's district is known.
  public enum DistrictBasis: String, Hashable, Sendable, CaseIterable {
    /// A source names it.
    case sourced
    /// The order of the register suggests it; a guess.
    case presumed
    /// Not known: the sample draws one.
    case generated
  }

  public struct School: Hashable, Sendable {
    public var id: SchoolID
    public var number: Int?
    public var name: String
    public var shortName: String
    public var kind: String
    public var district: DistrictID?
    public var districtBasis: DistrictBasis
    /// Where the district is drawn, those that do not contradict what is known; empty: all.
    public var drawnAmong: [DistrictID]
    public var address: String
    public var location: Coordinates?
    public var students: Int?
    public var isLowResult: Bool
    /// The public rating that names the school; empty: none.
    public var rating: String

    public init(
      id: SchoolID, number: Int?, name: String, shortName: String, kind: String, district: DistrictID?,
      districtBasis: DistrictBasis, drawnAmong: [DistrictID], address: String, location: Coordinates?, students: Int?,
      isLowResult: Bool, rating: String
    ) {
      self.id = id
      self.number = number
      self.name = name
      self.shortName = shortName
      self.kind = kind
      self.district = district
      self.districtBasis = districtBasis
      self.drawnAmong = drawnAmong
      self.address = address
      self.location = location
      self.students = students
      self.isLowResult = isLowResult
      self.rating = rating
    }
  }

  public var districts: [District]
  public var schools: [School]
  /// The 22 measures, not yet done.
  public var measures: [Measure]

  public init(districts: [District], schools: [School], measures: [Measure]) {
    self.districts = districts
    self.schools = schools
    self.measures = measures
  }
}
