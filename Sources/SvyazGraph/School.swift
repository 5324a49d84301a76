/// A school of the network. Dated facts about it (its statuses) are kept apart, in ``SchoolStatus``.
public struct School: Hashable, Sendable {
  public var id: SchoolID
  /// Not a key: in Samara 1, 3, 4, 8 and 9 each belong to several schools.
  public var number: Int?
  public var name: String
  public var shortName: String?
  /// «школа», «гимназия», «лицей»… as the register words it.
  public var kind: String
  public var district: DistrictID?
  public var address: String
  public var location: Coordinates?
  public var students: Int?

  public init(
    id: SchoolID, number: Int? = nil, name: String, shortName: String? = nil, kind: String = "",
    district: DistrictID? = nil, address: String = "", location: Coordinates? = nil, students: Int? = nil
  ) {
    self.id = id
    self.number = number
    self.name = name
    self.shortName = shortName
    self.kind = kind
    self.district = district
    self.address = address
    self.location = location
    self.students = students
  }

  /// The short name where there is one, else the full name.
  public var label: String { shortName ?? name }
}

/// What a school is on the programme's lists, for a time.
public enum Status: String, Hashable, Sendable, CaseIterable {
  /// НОР, low educational results.
  case lowResult
  /// ШНСУ, adverse social conditions.
  case adverse
  case highResult
  /// Городская проектная площадка.
  case projectSite
  case risk
}

/// A school holds a status during an interval, on some basis (an order and its date).
public struct SchoolStatus: Hashable, Sendable {
  public var school: SchoolID
  public var status: Status
  public var interval: DayInterval
  public var basis: String

  public init(school: SchoolID, status: Status, interval: DayInterval, basis: String = "") {
    self.school = school
    self.status = status
    self.interval = interval
    self.basis = basis
  }
}
