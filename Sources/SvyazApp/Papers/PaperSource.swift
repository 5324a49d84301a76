public import SvyazGraph
public import SvyazIndicators
public import SvyazPaper

/// What a paper is made from: a network, a day, and who may see it.
public struct PaperSource: Sendable {
  public let network: Network
  public let day: Day
  public let rule: PartnershipRule
  public let edition: Edition
  /// What was known when, in words; `nil` for a folder.
  public let knowledge: String?
  /// Who signs: roles, with names or empty.
  public let signers: [PaperSignature]
  /// SHA-256 of all data, also where the edition shows a part of them.
  public let dataHash: String

  let naming: Naming

  /// - Complexity: O(rows · log rows), for the hash.
  public init(
    network: Network, day: Day? = nil, rule: PartnershipRule = .active, edition: Edition = .working,
    knowledge: String? = nil, signers: [PaperSignature] = []
  ) {
    self.network = network
    self.day = day ?? network.asOf
    self.rule = rule
    self.edition = edition
    self.knowledge = knowledge
    self.signers =
      signers.isEmpty ? [PaperSignature(role: "Директор ЦРО"), PaperSignature(role: "Исполнитель")] : signers
    dataHash = network.dataHash
    naming = Naming(network)
  }

  public var mark: PaperMark {
    let versions = Set(ReadingDefinition.inForce(on: day, in: network).map(\.version)).sorted()
    return PaperMark(
      network: network.name, day: day, knowledge: knowledge, definitions: versions.joined(separator: ", "),
      edition: edition, dataHash: dataHash, isSample: network.isSample)
  }
}

/// A paper that cannot be made of what was asked for.
public enum PaperRequestError: Error, Hashable {
  /// The paper names low-result schools, which the public edition must not.
  case workingOnly(title: String)
  case unknownPartnership(String)
}

extension PaperRequestError: UserFacing {
  public var code: String {
    switch self {
    case .workingOnly: "paper.workingOnly"
    case .unknownPartnership: "paper.unknownPartnership"
    }
  }

  public var message: String {
    switch self {
    case .workingOnly(let title): "«\(title)» называет школы, которым помогают: публичной редакции у этой бумаги нет."
    case .unknownPartnership(let id): "Партнёрства «\(id)» нет в сети."
    }
  }

  public var advice: String {
    switch self {
    case .workingOnly: "Возьмите --edition working или другую бумагу: note, annex-associations, annex-events."
    case .unknownPartnership: "Идентификаторы стоят в partnerships.csv: например p-10."
    }
  }
}
