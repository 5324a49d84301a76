public import SvyazExchange

/// What a command answers: a text for people, JSON for machines, and whether the answer is "yes".
public struct Report: Sendable {
  public let text: String
  public let json: JSONValue
  /// `false`: the answer is "no" (exit status 1), or for ``CheckNetwork`` that the data are faulty (65).
  public let isAffirmative: Bool

  public init(text: String, json: JSONValue, isAffirmative: Bool = true) {
    self.text = text
    self.json = json
    self.isAffirmative = isAffirmative
  }

  public var jsonBytes: [UInt8] { json.bytes() }
}
