internal import Crypto
internal import SvyazExchange
public import SvyazGraph

extension Network {
  /// SHA-256 of the network's data as 64 hexadecimal digits: of the files of its folder, one after the other in the
  /// contract's order, so that `cat network.json districts.csv … | sha256sum` in an exported folder gives the same.
  ///
  /// Equal for equal rows in any order.
  /// - Complexity: O(rows · log rows).
  public var dataHash: String {
    let hash = Hashing()
    NetworkFolder.content(of: self) { hash.sha.update(data: $0) }
    return hash.sha.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// Made for practice: its name says so, and every map and paper repeats it.
  public var isSample: Bool { name.contains("Учебные данные") }
}

/// What the pieces are added to.
private final class Hashing {
  var sha = SHA256()
}
