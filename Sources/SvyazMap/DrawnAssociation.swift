public import SvyazGraph

/// An ММО as it is drawn: one that is in force, or a group of a plan.
public struct DrawnAssociation: Hashable, Sendable {
  public struct Member: Hashable, Sendable {
    public var school: SchoolID
    public var role: Membership.Role

    public init(school: SchoolID, role: Membership.Role) {
      self.school = school
      self.role = role
    }
  }

  /// Unique on the map.
  public var id: String
  /// What tells the association from the others of its subject; empty where its base does.
  public var title: String
  public var subject: SubjectID
  public var base: SchoolID
  /// In any order; of two rows of one school the first counts.
  public var members: [Member]

  /// - Parameter id: `nil` for the subject and the base, which name a group of a plan.
  public init(id: String? = nil, title: String = "", subject: SubjectID, base: SchoolID, members: [Member]) {
    self.id = id ?? "\(subject.rawValue)-\(base.rawValue)"
    self.title = title
    self.subject = subject
    self.base = base
    self.members = members
  }
}

extension NetworkSnapshot {
  /// The associations in force with their members, in the order of their ids, where `mmo-2` comes before `mmo-10`.
  ///
  /// A member is low-result by its role or by its status on the day. A name that only repeats the base, or that another
  /// association of the subject bears as well, is left out; so is a beginning that all names of the subject share.
  public var drawnAssociations: [DrawnAssociation] {
    let labels = Dictionary(network.schools.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
    let members = Dictionary(grouping: memberships, by: \.association)
    var drawn = associations.sorted { NaturalOrder.precedes($0.id.rawValue, $1.id.rawValue) }.map { association in
      DrawnAssociation(
        id: association.id.rawValue, title: Self.title(of: association, base: labels[association.base]),
        subject: association.subject, base: association.base,
        members: (members[association.id] ?? []).map { row in
          let isLowResult = row.school != association.base && has(.lowResult, row.school)
          return .init(school: row.school, role: isLowResult ? .lowResult : row.role)
        })
    }
    for (_, indices) in Dictionary(grouping: drawn.indices, by: { drawn[$0].subject }) where indices.count > 1 {
      let titles = indices.map { drawn[$0].title }
      let counts = Dictionary(titles.map { ($0, 1) }, uniquingKeysWith: +)
      let shared = Self.sharedBeginning(titles)
      for index in indices {
        let title = drawn[index].title
        drawn[index].title = counts[title, default: 0] > 1 ? "" : String(title.dropFirst(shared)).capitalizedFirst
      }
    }
    return drawn
  }

  /// How many characters all titles begin with, up to a comma or a colon: «ММО учителей математики, ».
  private static func sharedBeginning(_ titles: [String]) -> Int {
    guard var shared = titles.first else { return 0 }
    for title in titles { shared = shared.commonPrefix(with: title) }
    while !shared.isEmpty, !shared.hasSuffix(", "), !shared.hasSuffix(": ") { shared.removeLast() }
    return titles.contains { $0.count <= shared.count } ? 0 : shared.count
  }

  private static func title(of association: Association, base: String?) -> String {
    guard let base, association.name.hasSuffix(base) else { return association.name }
    var name = association.name.dropLast(base.count)
    for part in [" ", ":", "база", "База", " ", ","] where name.hasSuffix(part) { name = name.dropLast(part.count) }
    return String(name)
  }
}

extension String {
  /// «математика» → «Математика»
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}

/// Text in the order of the numbers in it: «2» before «10».
enum NaturalOrder {
  static func precedes(_ left: String, _ right: String) -> Bool {
    for (one, two) in zip(parts(left), parts(right)) where one != two {
      if let first = number(one), let second = number(two), first != second { return first < second }
      return one < two
    }
    return left.count != right.count ? left.count < right.count : left < right
  }

  private static func number(_ part: String) -> Int? { part.count <= 15 ? Int(part) : nil }

  private static func parts(_ text: String) -> [String] {
    var parts: [String] = []
    var wasDigit = false
    for character in text {
      let isDigit = character.isASCII && character.isNumber
      if let last = parts.indices.last, isDigit == wasDigit {
        parts[last].append(character)
      } else {
        parts.append(String(character))
      }
      wasDigit = isDigit
    }
    return parts
  }
}
