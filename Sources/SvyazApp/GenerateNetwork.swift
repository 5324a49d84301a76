internal import SvyazExchange
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

  /// - Throws: ``UsageError`` when `schools` is out of range, `NetworkFolderError` when the folder cannot be written.
  @discardableResult
  public static func synthetic(schools: Int, seed: UInt64, to folder: String) throws -> Outcome {
    guard (1...SyntheticNetwork.maximumSchools).contains(schools) else {
      throw UsageError.value(
        option: "--schools", value: String(schools), expected: "целое число от 1 до \(SyntheticNetwork.maximumSchools)")
    }
    let network = SyntheticNetwork.make(schools: schools, seed: seed)
    try NetworkFolder.write(network, to: folder)
    return outcome(network)
  }

  /// The sample as the project keeps it in `graphs/samara-2020`, with its README.
  ///
  /// - Parameter facts: the folder `Facts/samara`.
  /// - Throws: ``SamaraFactsError`` when the facts are missing or wrong, `NetworkFolderError` when the folder cannot be
  ///   written.
  @discardableResult
  public static func samara(
    facts: String, seed: UInt64 = SamaraSample.seed, to folder: String
  ) throws -> Outcome {
    let read = try SamaraFactsReader.read(folder: facts)
    let network = SamaraSample.make(from: read, seed: seed)
    try NetworkFolder.write(network, to: folder)
    let readme = SamaraSample.readme(of: network, facts: read, seed: seed)
    try Files.write([(name: "README.md", bytes: Array(readme.utf8))], to: folder)
    return outcome(network)
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
