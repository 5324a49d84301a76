internal import Foundation
public import SvyazExchange
public import SvyazGraph
public import SvyazSynthesis

/// Makes networks from a written seed: of any size for benchmarks, or the sample of Samara.
public enum GenerateNetwork {
  /// What a generated network holds, for the message after it.
  public struct Outcome: Hashable, Sendable {
    public let network: NetworkID
    public let schools: Int
    /// Rows of all tables, schools and districts among them.
    public let rows: Int
  }

  /// - Throws: ``GenerateError/schoolsOutOfRange(_:)``, ``GenerateError/folder(_:)``.
  @discardableResult
  public static func synthetic(schools: Int, seed: UInt64, to folder: String) throws(GenerateError) -> Outcome {
    guard (1...SyntheticNetwork.maximumSchools).contains(schools) else { throw .schoolsOutOfRange(schools) }
    let network = SyntheticNetwork.make(schools: schools, seed: seed)
    try write(network, to: folder)
    return outcome(network)
  }

  /// The sample as the project keeps it in `graphs/samara-2020`, with its README.
  ///
  /// - Parameter facts: the folder `Facts/samara`.
  /// - Throws: ``GenerateError``.
  @discardableResult
  public static func samara(
    facts: String, seed: UInt64 = SamaraSample.seed, to folder: String
  ) throws(GenerateError) -> Outcome {
    let read: SamaraFacts
    do { read = try SamaraFactsReader.read(folder: facts) } catch { throw .facts(error) }
    let network = SamaraSample.make(from: read, seed: seed)
    try write(network, to: folder)
    let readme = SamaraSample.readme(of: network, facts: read, seed: seed)
    guard FileManager.default.createFile(atPath: folder + "/README.md", contents: Data(readme.utf8)) else {
      throw .folder(.cannotWrite(name: "README.md", reason: "файл не создаётся"))
    }
    return outcome(network)
  }

  private static func write(_ network: Network, to folder: String) throws(GenerateError) {
    do { try NetworkFolder.write(network, to: folder) } catch { throw .folder(error) }
  }

  private static func outcome(_ network: Network) -> Outcome {
    let rows = [
      network.districts.count, network.schools.count, network.statuses.count, network.results.count,
      network.mentorCapacities.count, network.constraints.count, network.partnerships.count,
      network.associations.count, network.memberships.count, network.events.count, network.participations.count,
      network.programmes.count, network.staff.count, network.measures.count,
    ]
    return Outcome(network: network.id, schools: network.schools.count, rows: rows.reduce(0, +))
  }
}

public enum GenerateError: Error, Hashable, Sendable {
  case schoolsOutOfRange(Int)
  case facts(SamaraFactsError)
  case folder(NetworkFolderError)
}

extension GenerateError: UserFacing {
  public var code: String {
    switch self {
    case .schoolsOutOfRange: "generate.schoolsOutOfRange"
    case .facts(let error): error.code
    case .folder(let error): error.code
    }
  }

  public var message: String {
    switch self {
    case .schoolsOutOfRange(let schools): "Число школ: \(schools)."
    case .facts(let error): error.message
    case .folder(let error): error.message
    }
  }

  public var advice: String {
    switch self {
    case .schoolsOutOfRange: "Задайте число школ от 1 до \(SyntheticNetwork.maximumSchools)."
    case .facts(let error): error.advice
    case .folder(let error): error.advice
    }
  }
}
