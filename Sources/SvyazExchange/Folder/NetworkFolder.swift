internal import SvyazContract
public import SvyazGraph

/// What was read from a network folder.
public struct NetworkReading: Sendable {
  /// The network, or `nil` when there is any fault: nothing is half read.
  public let network: Network?
  /// Everything that is wrong, by file in the contract's order, row and column; at most 10,000 of one file.
  public let faults: [Fault]
  /// What is no fault but should be known: files that were not read, faults that were only counted.
  public let notices: [Notice]

  public struct Notice: Hashable, Sendable {
    public let file: String
    /// A whole Russian sentence.
    public let message: String
  }
}

/// A network as a folder of CSV files and `network.json`: version 1 of the contract.
///
///     let reading = try NetworkFolder.read(path: "graphs/samara-2020")
///     for fault in reading.faults { print(fault.message) }
///     if let network = reading.network { try NetworkFolder.write(network, to: "copy") }
public enum NetworkFolder {
  /// A longer file is refused.
  public static let longestFile = 2 << 30

  /// Reads a folder and tells everything that is wrong in it at once.
  ///
  /// - Throws: ``NetworkFolderError`` when there is no such folder or the system does not let a file be read; what the
  ///   files hold is never thrown but told in ``NetworkReading/faults``.
  /// - Complexity: O(bytes + rows · log rows); memory for the network and its largest file.
  public static func read(path: String) throws(NetworkFolderError) -> NetworkReading {
    try FolderReader.read(DiskFolder(path: path))
  }

  /// Reads a folder that should be sound.
  ///
  /// - Throws: also ``NetworkFolderError/faults(_:)`` when anything is wrong in the files.
  public static func load(path: String) throws(NetworkFolderError) -> Network {
    let reading = try read(path: path)
    guard let network = reading.network else { throw .faults(reading.faults) }
    return network
  }

  /// Writes all tables, the empty ones too, with rows sorted by their keys: equal networks give equal bytes, whatever
  /// the order of their rows.
  ///
  /// The folder is made when there is none. New files are written beside the old ones and take their places only when
  /// all are whole, so a failure leaves the old ones. Other files of the folder stay.
  ///
  /// What ``Network/violations(declared:)`` would refuse is written as it is; reading it back tells the faults.
  /// - Throws: ``NetworkFolderError/cannotWrite(name:reason:)``.
  /// - Complexity: O(rows · log rows), O(rows) when they are sorted already; memory for one table.
  public static func write(_ network: Network, to path: String) throws(NetworkFolderError) {
    try FolderWriter.write(network, to: path)
  }

  /// The bytes of all files that ``write(_:to:)`` would write, in the contract's order and without anything between
  /// them: what `cat network.json districts.csv schools.csv …` prints in the written folder.
  ///
  /// - Complexity: as ``write(_:to:)``.
  public static func content(of network: Network, _ append: @escaping ([UInt8]) -> Void) {
    let sorted = network.sortedByKeys()
    for table in Network.Table.allCases {
      do { try FolderWriter.content(of: table, in: sorted, append) } catch {
        preconditionFailure("nothing here throws: \(error)")
      }
    }
  }
}
