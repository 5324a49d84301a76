internal import SvyazGraph

// Identifiers and days that this module writes itself: one that is malformed is a mistake of ours, not of the data.

func slug<Entity>(_ text: String) -> Identifier<Entity> {
  guard let identifier = Identifier<Entity>(text) else { preconditionFailure("not a slug: \(text)") }
  return identifier
}

func date(_ year: Int, _ month: Int, _ day: Int) -> Day {
  guard let date = Day(year: year, month: month, day: day) else {
    preconditionFailure("no day: \(year)-\(month)-\(day)")
  }
  return date
}

extension Day {
  /// This day, or the Monday after when it falls on a weekend: papers are not signed on Sundays.
  var orNextWorkday: Day {
    let weekday = (number % 7 + 10) % 7  // 1970-01-01 was a Thursday; Monday is 0
    return weekday < 5 ? self : adding(days: 7 - weekday)
  }
}

/// A point given in hundred-thousandths of a degree (about a metre), so that it prints with five decimals at most.
struct GridPoint: Hashable {
  var latitude: Int
  var longitude: Int

  init(latitude: Int, longitude: Int) {
    self.latitude = latitude
    self.longitude = longitude
  }

  init(_ coordinates: Coordinates) {
    latitude = Int((coordinates.latitude * 100_000).rounded())
    longitude = Int((coordinates.longitude * 100_000).rounded())
  }

  var coordinates: Coordinates? {
    Coordinates(latitude: Double(latitude) / 100_000, longitude: Double(longitude) / 100_000)
  }

  /// Square of the distance in units of about 1.1 m; the six tenths stand for the cosine of Samara's latitude.
  func squareDistance(to other: GridPoint) -> Int {
    let north = latitude - other.latitude
    let east = (longitude - other.longitude) * 6 / 10
    return north * north + east * east
  }
}

/// The two subjects of the programme, by id.
enum ProgrammeSubject {
  static let mathematics = Subject(id: slug("mathematics"), name: "математика")
  static let russian = Subject(id: slug("russian"), name: "русский язык")
  static let all = [mathematics, russian]
}
