internal import Foundation

/// Something about a finished map that a presenter would have to retouch.
public struct SceneFinding: Hashable, Sendable {
  /// What every map must keep.
  public enum Rule: String, Hashable, Sendable, CaseIterable {
    /// Every coordinate is a number.
    case finite
    /// No two node boxes share an area; in points of depth.
    case nodesApart
    /// Everything lies on the page; in points beyond its edge.
    case onPage
    /// A label lies in its box; in points outside.
    case labelInBox
    /// No text lies over another text or over a node that is not its own; in points of depth.
    case textClear
    /// Text can be read; in points.
    case textSize
    /// Text stands out from what is behind it; a ratio.
    case textContrast
    /// Boxes stand out from the ground; a ratio.
    case boxContrast
    /// What was asked for is there, once; in pieces.
    case complete
    /// A line begins and ends at its nodes; in points from the outline.
    case lineEnds
    /// Lines do not pass through boxes of others; in ‰ of the lines.
    case lineClear
  }

  public var rule: Rule
  /// Ids and words of what it concerns: a node, then what it clashes with.
  public var place: [String]
  /// How much, in the rule's unit.
  public var amount: Double
  /// The bound that it breaks.
  public var limit: Double

  public init(_ rule: Rule, _ place: [String], amount: Double, limit: Double) {
    self.rule = rule
    self.place = place
    self.amount = amount
    self.limit = limit
  }

  /// For users, in Russian.
  public var message: String {
    let what =
      switch rule {
      case .finite: "координата не число"
      case .nodesApart: "узлы накладываются, пт"
      case .onPage: "выходит за край страницы, пт"
      case .labelInBox: "надпись выходит за рамку узла, пт"
      case .textClear: "надпись лежит на другом элементе, пт"
      case .textSize: "надпись мельче допустимого, пт"
      case .textContrast: "надпись плохо видна на своём фоне, контраст"
      case .boxContrast: "узел плохо виден на фоне, контраст"
      case .complete: "число на карте не равно запрошенному"
      case .lineEnds: "линия не доходит до узла или заходит в него, пт"
      case .lineClear: "линии проходят сквозь чужие узлы, ‰ линий"
      }
    return "\(whose): \(what): \(Self.number(amount)) (допустимо \(Self.number(limit)))."
  }

  private var whose: String { place.map { "«\(DisplayText.clean($0, limit: 60))»" }.joined(separator: ", ") }

  fileprivate static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "—" }
    return SVGWriter.number(value).replacing(".", with: ",")
  }
}

extension SceneFinding: CustomStringConvertible {
  /// For logs and tests, in English.
  public var description: String {
    let places = place.map { DisplayText.clean($0, limit: 60) }.joined(separator: " | ")
    return "\(rule.rawValue) [\(places)]: \(SVGWriter.number(amount)), limit \(SVGWriter.number(limit))"
  }
}
