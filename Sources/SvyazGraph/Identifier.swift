/// A short ASCII text that can stand in a CSV list after `;`, in a certificate key after `/`, and in a file name.
///
/// It starts with a letter or a digit, goes on with letters, digits, `.`, `_` or `-`, and has 1 to 64 characters.
public struct Slug: Hashable, Sendable {
  public let text: String

  /// - Returns: `nil` when `text` is not a slug.
  public init?(_ text: some StringProtocol) {
    let bytes = text.utf8
    guard (1...64).contains(bytes.count), let first = bytes.first, Self.isAlphanumeric(first),
      bytes.allSatisfy({ Self.isAlphanumeric($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F })
    else { return nil }
    self.text = String(text)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

/// A ``Slug`` that names one entity and stays the same across imports.
///
/// `Entity` only keeps identifiers of different things apart at compile time.
public struct Identifier<Entity>: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let rawValue: String

  /// - Returns: `nil` when `text` is not a slug.
  public init?(_ text: some StringProtocol) {
    guard let slug = Slug(text) else { return nil }
    rawValue = slug.text
  }

  public init(_ slug: Slug) { rawValue = slug.text }

  public var description: String { rawValue }

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

public typealias NetworkID = Identifier<Network>
public typealias SubjectID = Identifier<Subject>
public typealias DistrictID = Identifier<District>
public typealias SchoolID = Identifier<School>
public typealias PartnershipID = Identifier<Partnership>
public typealias AssociationID = Identifier<Association>
public typealias EventID = Identifier<Event>
