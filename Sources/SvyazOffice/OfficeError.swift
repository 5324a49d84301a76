/// Why an office file could not be written.
public enum OfficeError: Error, Hashable {
  /// - Parameter reason: in Russian, for the reader of the message.
  case cannotWrite(reason: String)
}
